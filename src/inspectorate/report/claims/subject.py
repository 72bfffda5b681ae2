"""What statistics count, made ready to be found by the words of prose: a statistic with its opposite is one subject."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import log
from typing import Any

from inspectorate.report.claims.vocabulary import tokens
from inspectorate.report.statistic import Statistic

#: The parts of a key behind which the opposite of a statistic stands.
OPPOSITE = ":no"
#: What must be said for these to be meant.
HEADS = {"ratings": "standards rated ratings", "lowest": "lowest", "questions": "questions"}
#: The kinds of statistics that are found by other means than their words.
NO_SUBJECTS = frozenset(("rating", "score", "date", "status"))
TIME_UNITS = frozenset(("day", "week", "month", "year"))


@dataclass(frozen=True)
class Subject:
    """What one statistic counts, or one and its opposite (``no``). ``words`` say it; ``further`` may stand for it.

    ``group`` are the words of the group of cases that it is of, where it is not of all of them. Of an amount ``heads``
    are words of which one stands next to its number; ``short`` says what it is where that is one of a kind.
    """

    yes: Statistic
    no: Statistic | None
    words: frozenset[str]
    further: frozenset[str]
    group: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()

    @cached_property
    def domain(self) -> str:
        """Where it comes from: case, survey, context, sample, rating ..."""
        return self.yes.key.split(":", 1)[0].split("@", 1)[0]

    @cached_property
    def own(self) -> frozenset[str]:
        """The words by which it may be said without its group."""
        return self.words | self.further

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word by which it may be said."""
        return self.own | self.group

    @cached_property
    def is_time(self) -> bool:
        """Whether it is a length of time."""
        return not TIME_UNITS.isdisjoint(self.yes.terms)

    @property
    def statistics(self) -> tuple[Statistic, ...]:
        """The statistic and its opposite."""
        return (self.yes, self.no) if self.no else (self.yes,)


@dataclass(slots=True)
class Common:
    """What a phrase has in common with a subject: how much of it that covers, and how much it tells.

    ``own`` is the number of words by which it is said without its group, ``of_group`` of those of its group,
    ``of_name`` of those that say it, of either. ``weight`` is how much all the words that say it tell.
    """

    weight: float
    covering: float = 0.0
    telling: float = 0.0
    own: int = 0
    of_group: int = 0
    of_name: int = 0


@dataclass(frozen=True)
class Subjects:
    """Every subject of the statistics, with how telling each word is: the fewer subjects have it, the more."""

    all: tuple[Subject, ...]
    telling: Mapping[str, float] = field(default_factory=dict)
    standards: frozenset[str] = frozenset()
    topics: Mapping[frozenset[str], str] = field(default_factory=dict)

    @cached_property
    def found_before(self) -> dict[Hashable, tuple[Any, ...]]:
        """What was wanted of these subjects before, with the candidates that were found: ``matching`` keeps it here."""
        return {}

    @cached_property
    def most_telling(self) -> float:
        """How telling the most telling word is."""
        return max(self.telling.values(), default=1.0)

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[tuple[int, bool, bool, bool], ...]]:
        """The places in ``all`` of the subjects that have each word, and what it is of each: as in ``Common``."""
        places: defaultdict[str, list[tuple[int, bool, bool, bool]]] = defaultdict(list)
        for place, each in enumerate(self.all):
            for word in each.known:
                of_group = word in each.group
                places[word].append((place, word in each.own, of_group, of_group or word in each.words))
        return {word: tuple(found) for word, found in places.items()}

    @cached_property
    def _weights(self) -> tuple[float, ...]:
        """How much the words of each subject in ``all`` tell together."""
        return tuple(sum(map(self.weight, subject.words)) for subject in self.all)

    def in_common(self, words: Mapping[str, tuple[float, float]]) -> dict[int, Common]:
        """The subjects that have one of the words, by their places in ``all``.

        Of each word is given how much it covers and how much it tells; both are added up in the order of the words.
        """
        found: dict[int, Common] = {}
        for word, (covering, telling) in words.items():
            for place, own, of_group, of_name in self._by_word.get(word, ()):
                common = found.get(place)
                if common is None:
                    common = found[place] = Common(self._weights[place])
                common.covering += covering
                common.telling += telling
                common.own += own
                common.of_group += of_group
                common.of_name += of_name
        return found

    def is_only(self, subject: Subject) -> bool:
        """Whether no other question has the topic of a subject."""
        return self.topics.get(subject.short) == subject.yes.key.split("@", 1)[0].split("=", 1)[0]

    def weight(self, word: str) -> float:
        """How telling a word is; 0 of one that no subject has."""
        return self.telling.get(word, 0.0)


def opposite_of(key: str) -> str:
    """The key of the opposite of a statistic, should there be one: "case:2.2.3:no@gender=female"."""
    head, at, group = key.partition("@")
    return f"{head}{OPPOSITE}{at}{group}"


def subjects(statistics: Mapping[str, Statistic]) -> Subjects:
    """The subjects of statistics. Ratings, scores and dates are found by other means, and are none."""
    return _subjects(tuple((key, each) for key, each in statistics.items() if each.kind not in NO_SUBJECTS))


@lru_cache(maxsize=4)
def _subjects(statistics: tuple[tuple[str, Statistic], ...]) -> Subjects:
    """The same, kept: every part of a document is held against the same statistics, whatever day it prints."""
    counted = dict(statistics)
    opposites = {opposite_of(key) for key in counted}
    found = tuple(
        _subject(each, counted.get(opposite_of(key)))
        for key, each in counted.items()
        if key not in opposites or (key.removesuffix(OPPOSITE) == key and OPPOSITE + "@" not in key)
    )
    standards = frozenset(each.yes.about for each in found if each.domain == "case" and each.yes.about)
    return Subjects(found, _telling(found), standards, _topics(found))


def _subject(statistic: Statistic, opposite: Statistic | None) -> Subject:
    group = frozenset(tokens(statistic.group)) if statistic.key.startswith(("case:", "context:")) else frozenset[str]()
    if group and statistic.key.startswith("case:") and "@" in statistic.key:
        group |= frozenset(word for term in statistic.terms for word in tokens(term))
    words = frozenset(tokens(statistic.what))
    further = frozenset(word for term in statistic.terms for word in tokens(term))
    return Subject(
        statistic, opposite, words - group or words, further - words, group, _heads(statistic), _short(statistic)
    )


def _heads(statistic: Statistic) -> frozenset[str]:
    """The words of what an amount counts: "interviews", "sites", "requests"; nothing of a share."""
    domain = statistic.key.split(":", 1)[0]
    if domain in HEADS:
        return frozenset(tokens(HEADS[domain]))
    if statistic.kind not in ("count", "amount") or domain == "survey":
        return frozenset()
    if domain == "context":
        return frozenset(word for term in statistic.terms[1:3] for word in tokens(term)[:2])
    return frozenset(tokens(statistic.what)[:1])


def _short(statistic: Statistic) -> frozenset[str]:
    """The topic of a question that is asked beside the standards."""
    return (
        frozenset(tokens(statistic.terms[0])) if statistic.key.startswith("case:") and statistic.terms else frozenset()
    )


def _topics(found: Iterable[Subject]) -> dict[frozenset[str], str]:
    """The question of each topic, "" where there are several."""
    topics: dict[frozenset[str], str] = {}
    for subject in found:
        question = subject.yes.key.split("@", 1)[0].split("=", 1)[0]
        if subject.short:
            topics[subject.short] = question if topics.get(subject.short, question) == question else ""
    return topics


def _telling(found: Iterable[Subject]) -> dict[str, float]:
    """How telling each word is. A word of many groups of one question counts once."""
    seen: Counter[str] = Counter()
    questions: set[tuple[str, str]] = set()
    for subject in found:
        question = subject.yes.key.split("@", 1)[0].split("=", 1)[0]
        for word in subject.known:
            if (question, word) not in questions:
                questions.add((question, word))
                seen[word] += 1
    whole = len({question for question, _ in questions}) + 1
    return {word: log(1 + whole / number) for word, number in seen.items()}
