"""Which statistics a number speaks of: by what is said to be counted, never by its value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspectorate.report.claims.phrase import Phrase
from inspectorate.report.claims.subject import TIME_UNITS, Subject, Subjects
from inspectorate.report.statistic import Statistic

#: How alike the words of a number and of a statistic must be for them to be of one thing, and to be perhaps of one.
SURE, PERHAPS = 0.42, 0.27
#: How near to the best a candidate comes that may be meant as well.
CLOSE = 0.8
SAME_STANDARD, OTHER_STANDARD = 1.3, 0.7
WITHOUT_GROUP, GROUP_UNSAID = 0.75, 0.35
#: How likely the words next to a number leave each kind of statistic; 1 where nothing is said.
OF_WHOM = {
    "case": {"case": 1.1, "sample": 1.0, "survey": 0.5, "context": 0.6},
    "person": {"case": 0.75, "survey": 1.15, "context": 1.0},
    "caseload": {"case": 0.4, "survey": 0.5, "context": 1.25, "sample": 0.5},
}
SHARES = ("proportion", "per cent")


@dataclass(frozen=True)
class Wanted:
    """What is looked for: the words of a number, its kind, whom it counts, and the standard in whose section it stands.

    ``unit`` is the unit of time that follows the number, or "".
    """

    words: Phrase
    kind: str
    population: str = ""
    about: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Candidate:
    """A subject with how well the words fit it, from 0 to about 1.5."""

    subject: Subject
    fit: float


def candidates(wanted: Wanted, subjects: Subjects, without: Sequence[str] = ()) -> list[Candidate]:
    """The subjects of which the words may speak, the likeliest first; none that are plainly of something else."""
    found = [
        Candidate(subject, fit)
        for subject in subjects.all
        if _may(wanted, subject) and subject.yes.key not in without and (fit := _fit(wanted, subject, subjects)) > 0.15
    ]
    return sorted(found, key=lambda each: -each.fit)


def _may(wanted: Wanted, subject: Subject) -> bool:
    """Whether a number of this kind can be a statistic's at all."""
    kind = subject.yes.kind
    if wanted.unit:
        return wanted.unit in {word.removesuffix("s") for word in _all_words(subject)}
    if wanted.kind in ("percentage", "fraction", "count", "share"):
        return kind in SHARES or (wanted.kind == "count" and kind in ("count", "amount"))
    return not (_is_time(subject) and wanted.kind == "amount" and not _says_time(wanted, subject)) and (
        kind in ("count", "amount", "proportion")
    )


def _says_time(wanted: Wanted, subject: Subject) -> bool:
    return any(word in wanted.words for word in subject.words)


def _all_words(subject: Subject) -> set[str]:
    return set(re.findall(r"[a-z]+", " ".join((subject.yes.what, *subject.yes.terms)).casefold()))


def _is_time(subject: Subject) -> bool:
    return bool(TIME_UNITS & set(subject.yes.terms))


def _fit(wanted: Wanted, subject: Subject, subjects: Subjects) -> float:
    """How far the words cover what the statistic counts, and the statistic what the words say."""
    known = subject.words | subject.further | subject.group
    said = {word: weight * subjects.weight(word) for word, weight in wanted.words.items()}
    matched = sum(value for word, value in said.items() if word in known)
    if not matched:
        return 0.0
    of_subject = min(1.0, matched / (sum(map(subjects.weight, subject.words)) or 1))
    of_words = matched / (sum(said.values()) or 1)
    fit = 2 * of_subject * of_words / (of_subject + of_words)
    return fit * _section(wanted, subject, subjects) * _group(wanted, subject) * _whom(wanted, subject)


def _section(wanted: Wanted, subject: Subject, subjects: Subjects) -> float:
    """A statistic of the standard in whose section the number stands is likelier, one of another standard less."""
    if not wanted.about or not subject.yes.about:
        return 1.0
    if subject.yes.about == wanted.about:
        return SAME_STANDARD
    return OTHER_STANDARD if wanted.about in subjects.standards and subject.domain == "case" else 1.0


def _group(wanted: Wanted, subject: Subject) -> float:
    if not subject.group:
        return 1.0
    return 1.15 if any(word in wanted.words for word in subject.group) else GROUP_UNSAID


def _whom(wanted: Wanted, subject: Subject) -> float:
    likely = OF_WHOM.get(wanted.population, {}).get(subject.domain, 1.0)
    return likely * 0.8 if wanted.kind == "amount" and subject.yes.kind == "proportion" else likely


def statistic_keys(found: Sequence[Candidate]) -> tuple[str, ...]:
    """The keys of candidates, each once."""
    return tuple(dict.fromkeys(each.subject.yes.key for each in found))


def single(statistic: Statistic, opposite: Statistic | None = None) -> Candidate:
    """A statistic that an author names, as the one candidate."""
    return Candidate(Subject(statistic, opposite, frozenset(), frozenset()), 2.0)
