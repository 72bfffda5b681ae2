"""What statistics count, made ready to be found by the words of prose: a statistic with its opposite is one subject."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from inspectorate.report.claims.vocabulary import tokens
from inspectorate.report.statistic import Statistic

#: The parts of a key behind which the opposite of a statistic stands.
OPPOSITE = ":no"
TIME_UNITS = frozenset(("day", "week", "month", "year"))


@dataclass(frozen=True)
class Subject:
    """What one statistic counts, or one and its opposite (``no``). ``words`` say it; ``further`` may stand for it.

    ``group`` are the words of the group of cases that it is of, where it is not of all of them.
    """

    yes: Statistic
    no: Statistic | None
    words: frozenset[str]
    further: frozenset[str]
    group: frozenset[str] = frozenset()

    @property
    def domain(self) -> str:
        """Where it comes from: case, survey, context, sample, rating ..."""
        return self.yes.key.split(":", 1)[0].split("@", 1)[0]

    @property
    def statistics(self) -> tuple[Statistic, ...]:
        """The statistic and its opposite."""
        return (self.yes, self.no) if self.no else (self.yes,)


@dataclass(frozen=True)
class Subjects:
    """Every subject of the statistics, with how telling each word is: the fewer subjects have it, the more."""

    all: tuple[Subject, ...]
    telling: Mapping[str, float] = field(default_factory=dict)
    standards: frozenset[str] = frozenset()

    def weight(self, word: str) -> float:
        """How telling a word is; 0 of one that no subject has."""
        return self.telling.get(word, 0.0)


def opposite_of(key: str) -> str:
    """The key of the opposite of a statistic, should there be one: "case:2.2.3:no@gender=female"."""
    head, at, group = key.partition("@")
    return f"{head}{OPPOSITE}{at}{group}"


def subjects(statistics: Mapping[str, Statistic]) -> Subjects:
    """The subjects of statistics. Ratings, scores and dates are found by other means, and are none."""
    counted = {key: each for key, each in statistics.items() if each.kind not in ("rating", "score", "date", "status")}
    opposites = {opposite_of(key) for key in counted}
    found = tuple(
        _subject(each, counted.get(opposite_of(key)))
        for key, each in counted.items()
        if key not in opposites or key.removesuffix(OPPOSITE) == key and OPPOSITE + "@" not in key
    )
    return Subjects(
        found, _telling(found), frozenset(each.yes.about for each in found if each.domain == "case" and each.yes.about)
    )


def _subject(statistic: Statistic, opposite: Statistic | None) -> Subject:
    group = frozenset(tokens(statistic.group)) if "@" in statistic.key else frozenset[str]()
    if group and statistic.key.startswith("case:"):
        group |= frozenset(word for term in statistic.terms for word in tokens(term))
    words = frozenset(tokens(statistic.what))
    further = frozenset(word for term in statistic.terms for word in tokens(term))
    return Subject(statistic, opposite, words - group or words, further - words, group)


def _telling(found: Iterable[Subject]) -> dict[str, float]:
    """How telling each word is. A word of many groups of one question counts once."""
    seen: Counter[str] = Counter()
    questions: set[tuple[str, str]] = set()
    for subject in found:
        question = subject.yes.key.split("@", 1)[0].split("=", 1)[0]
        for word in subject.words | subject.further | subject.group:
            if (question, word) not in questions:
                questions.add((question, word))
                seen[word] += 1
    whole = len({question for question, _ in questions}) + 1
    return {word: log(1 + whole / number) for word, number in seen.items()}
