"""Which statistics a number speaks of: by what is said to be counted, never by its value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspectorate.report.claims.phrase import BEFORE_SENTENCE, Phrase
from inspectorate.report.claims.subject import HEADS, Common, Subject, Subjects
from inspectorate.report.claims.vocabulary import GROUPS
from inspectorate.report.statistic import Statistic

#: How alike the words of a number and of a statistic must be for them to be of one thing, and to be perhaps of one.
SURE, PERHAPS = 0.42, 0.27
#: How near to the best a candidate comes that may be meant as well.
CLOSE = 0.65
SAME_STANDARD, OTHER_STANDARD = 1.3, 0.7
GROUP_SAID, GROUP_UNSAID, ANOTHER_GROUP = 1.15, 0.35, 0.6
#: How likely the words next to a number leave each kind of statistic; 1 where nothing is said.
OF_WHOM = {
    "case": {"case": 1.1, "sample": 1.0, "survey": 0.5, "context": 0.6},
    "respondent": {"case": 0.45, "survey": 1.15, "context": 0.8},
    "person": {"case": 0.75, "survey": 1.15, "context": 1.0},
    "caseload": {"case": 0.4, "survey": 0.5, "context": 1.25, "sample": 0.5},
}
#: How much a word counts that no statistic has, as a part of the most telling one.
UNKNOWN = 0.3
#: How far the topic alone covers a question that is the only one on it.
OF_TOPIC = 0.7
#: How near to an amount must be what it counts, and what is left of the fit where it is not.
NEXT, NOT_NEXT, IN_SENTENCE = 0.8, 0.3, 0.16
SHARES = ("proportion", "per cent")
#: The fit of what may be meant at all, and by how much section, group and population can better one at the most.
LEAST = 0.15
MOST = 1.9  # above 1.3 for the section, 1.15 for the group, 1.25 for the population
MOST_UNSAID = 0.6  # the same where no word of its group is said: 0.35 for the group
#: Of how many numbers it is kept which subjects they may speak of: those of a few states of an inspection's documents.
KEPT = 512


@dataclass(frozen=True)
class Wanted:
    """What is looked for: the words of a number, its kind, whom it counts, and the standard in whose section it stands.

    ``unit`` is the unit of time that follows the number, ``noun`` the kind of thing; "" where neither is known.
    """

    words: Phrase
    kind: str
    population: str = ""
    about: str = ""
    unit: str = ""
    noun: str = ""


@dataclass(frozen=True)
class Candidate:
    """A subject with how well the words fit it, from 0 to about 1.5.

    One ``of_others`` is of other cases than the sentence names, as that of all cases is: it bears nothing out.
    """

    subject: Subject
    fit: float
    of_others: bool = False


@dataclass(frozen=True)
class _Said:
    """The words of a number, worked out once for every subject that they may speak of.

    ``told`` is how much of a subject each word covers and how much it tells, ``whole`` what all of them tell,
    ``others`` are the words for groups next to the number.
    """

    words: Phrase
    told: Mapping[str, tuple[float, float]]
    whole: float
    others: frozenset[str]


def candidates(wanted: Wanted, subjects: Subjects, without: Sequence[str] = ()) -> list[Candidate]:
    """The subjects of which the words may speak, the likeliest first; none that are plainly of something else.

    A text is held against the same subjects each time that any of it was changed: what was wanted before is not looked
    for again.
    """
    asked = (*wanted.words.items(), wanted.kind, wanted.population, wanted.about, wanted.unit, wanted.noun, *without)
    found = subjects.found_before.get(asked)
    if found is None:
        if len(subjects.found_before) >= KEPT:
            subjects.found_before.clear()
        found = subjects.found_before[asked] = tuple(_candidates(wanted, subjects, without))
    return list(found)


def _candidates(wanted: Wanted, subjects: Subjects, without: Sequence[str]) -> list[Candidate]:
    said, found = _said(wanted.words, subjects), []
    for place, common in subjects.in_common(said.told).items():
        subject = subjects.all[place]
        fit = _likeness(said, subject, common, subjects)
        if fit * (MOST if common.of_group or not subject.group else MOST_UNSAID) <= LEAST:
            continue
        if _may(wanted, subject) and subject.yes.key not in without:
            fit = _fit(fit, wanted, said, subject, common, subjects)
            if fit > LEAST:
                found.append((-fit, place, Candidate(subject, fit)))
    return [each for _fit_, _place, each in sorted(found, key=lambda each: each[:2])]


def of_others(found: Candidate) -> Candidate:
    """The same candidate, of other cases than the sentence names."""
    return Candidate(found.subject, found.fit, of_others=True)


def _said(words: Phrase, subjects: Subjects) -> _Said:
    told = {
        word: (min(1.0, weight) * subjects.weight(word), weight * subjects.weight(word))
        for word, weight in words.items()
    }
    strange = sum(weight for word, weight in words.items() if word not in subjects.telling)
    return _Said(
        words,
        told,
        sum(telling for _covering, telling in told.values()) + UNKNOWN * subjects.most_telling * strange,
        GROUPS & {word for word, weight in words.items() if weight >= NEXT},
    )


def _likeness(said: _Said, subject: Subject, common: Common, subjects: Subjects) -> float:
    """How far the words cover what the statistic counts, and the statistic what the words say."""
    if not common.own and common.of_group < 2:
        return 0.0
    of_subject, of_words = min(1.0, common.covering / (common.weight or 1)), common.telling / said.whole
    if subject.short and subject.short <= said.words.keys() and subjects.is_only(subject):
        of_subject = max(of_subject, OF_TOPIC)
    return 2 * of_subject * of_words / (of_subject + of_words)


def _may(wanted: Wanted, subject: Subject) -> bool:
    """Whether a number of this kind can be a statistic's at all."""
    kind = subject.yes.kind
    if wanted.unit:
        return kind == "amount" and wanted.unit in subject.yes.terms
    if wanted.kind in ("percentage", "fraction", "count", "share"):
        return kind in SHARES or (wanted.kind == "count" and kind in ("count", "amount"))
    if not _may_count(wanted, subject):
        return False
    return not (subject.is_time and wanted.kind == "amount" and not _says_time(wanted, subject)) and (
        kind in ("count", "amount", "proportion")
    )


def _may_count(wanted: Wanted, subject: Subject) -> bool:
    """Whether an amount of such things may be what a statistic counts: PDUs are no respondents."""
    if subject.yes.kind == "proportion":
        return wanted.noun in ("case", "person") or wanted.population == "case"
    return subject.domain not in ("survey", "sample") or wanted.noun != "organisation"


def _says_time(wanted: Wanted, subject: Subject) -> bool:
    return any(word in wanted.words for word in subject.words)


def _fit(likeness: float, wanted: Wanted, said: _Said, subject: Subject, common: Common, subjects: Subjects) -> float:
    """The likeness, less where little bears it out, and changed by the section, the group and whom is spoken of."""
    fit = min(likeness, SURE - 0.01) if _is_thin(wanted, subject, common) else likeness
    return (
        fit
        * _head(wanted, subject)
        * _section(wanted, subject, subjects)
        * _group(wanted, said, subject)
        * _whom(wanted, subject)
    )


def _is_thin(wanted: Wanted, subject: Subject, common: Common) -> bool:
    """Whether one word alone is in common of several, or less than the whole name of a group."""
    if common.of_name < 2 and len(subject.words) > 2:
        return True
    unsaid = (word for word in subject.group if wanted.words.get(word, 0) < BEFORE_SENTENCE)
    return subject.domain == "context" and any(unsaid)


def _head(wanted: Wanted, subject: Subject) -> float:
    """An amount is of what stands next to it."""
    if not subject.heads or wanted.unit or wanted.kind not in ("amount", "count"):
        return 1.0 if subject.domain not in HEADS or _is_near(wanted, subject) else NOT_NEXT
    return 1.0 if _is_near(wanted, subject) else NOT_NEXT


def _is_near(wanted: Wanted, subject: Subject) -> bool:
    least = IN_SENTENCE if subject.domain == "lowest" else NEXT
    return any(wanted.words.get(word, 0) >= least for word in subject.heads)


def _section(wanted: Wanted, subject: Subject, subjects: Subjects) -> float:
    """A statistic of the standard in whose section the number stands is likelier, one of another standard less."""
    if not wanted.about or not subject.yes.about:
        return 1.0
    if subject.yes.about == wanted.about:
        return SAME_STANDARD
    is_others = wanted.about in subjects.standards and subject.domain in ("case", "lowest", "questions")
    return OTHER_STANDARD if is_others else 1.0


def _group(wanted: Wanted, said: _Said, subject: Subject) -> float:
    if not subject.group:
        is_other = subject.domain == "case" and said.others - subject.words - subject.further
        return ANOTHER_GROUP if is_other else 1.0
    weights = [wanted.words.get(word, 0.0) for word in subject.group]
    named = max(weights) if subject.domain == "case" else sum(min(1.0, each) for each in weights) / len(weights)
    return GROUP_UNSAID + (GROUP_SAID - GROUP_UNSAID) * min(1.0, named)


def _whom(wanted: Wanted, subject: Subject) -> float:
    likely = OF_WHOM.get(wanted.population, {}).get(subject.domain, 1.0)
    return likely * 0.8 if wanted.kind == "amount" and subject.yes.kind == "proportion" else likely


def statistic_keys(found: Sequence[Candidate]) -> tuple[str, ...]:
    """The keys of candidates, each once."""
    return tuple(dict.fromkeys(each.subject.yes.key for each in found))


def single(statistic: Statistic, opposite: Statistic | None = None) -> Candidate:
    """A statistic that an author names, as the one candidate."""
    return Candidate(Subject(statistic, opposite, frozenset(), frozenset()), 2.0)
