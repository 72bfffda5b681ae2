"""The percentages of one question over the years, and between which editions they can be compared."""

import difflib
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.comparison import Series, Wording, questions_in_series, series_across
from inspectorate.framework.model import Edition, fold_id
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.reading.vocabulary import editions as shipped_editions
from inspectorate.register.register import Register

#: A list of names longer than this is put on lines of its own, of so many columns.
SHORT, LINE = 120, 96


@dataclass(frozen=True)
class Point:
    """The published percentage of a question of the series at one inspection."""

    inspection: PublishedInspection
    question: str
    percent: int


@dataclass(frozen=True)
class Break:
    """Two editions between which the percentages of the series cannot be compared, and why."""

    one: str
    other: str
    reason: str


@dataclass(frozen=True)
class QuestionSeries:
    """A series: the words of the question in each edition, the percentages by time, and where comparison ends.

    ``breaks`` are between editions of which there are percentages; ``unasked`` the editions of inspected units that do
    not ask the question at all.
    """

    series: str
    wordings: tuple[Wording, ...]
    points: tuple[Point, ...]
    breaks: tuple[Break, ...]
    unasked: tuple[str, ...]

    @property
    def reworded(self) -> bool:
        """Whether a comparison must say that the question was put in other words."""
        return Series(self.series, self.wordings).reworded


def series(register: Register, name: str, units: Iterable[str] = (), edition: str | None = None) -> QuestionSeries:
    """The percentages of a question across editions, of some units (by id) or of all.

    ``name`` is a series ("assessment.safety"), or a question of ``edition`` ("2.2.3"). Raises ``BadInput`` where it is
    neither, or means several.
    """
    known = _editions(register)
    found = series_named(known, name, edition)
    wanted = set(units)
    chosen = [one for one in register.inspections if not wanted or one.unit in wanted]
    asked = {one.id: [q.id for q in questions_in_series(one) if q.series == found] for one in known}
    points = [
        Point(inspection, question, inspection.percentages[question])
        for inspection in chosen
        for question in asked.get(inspection.edition or "", ())
        if question in inspection.percentages
    ]
    points.sort(key=lambda point: (point.inspection.when or "9999", point.inspection.unit))
    used = {point.inspection.edition for point in points}
    named = {inspection.edition for inspection in chosen}
    return QuestionSeries(
        found,
        tuple(_wordings(known, found)),
        tuple(points),
        tuple(_breaks([one for one in known if one.id in used], found)),
        tuple(one.id for one in known if one.id in named and not asked[one.id]),
    )


def _editions(register: Register) -> list[Edition]:
    """The editions that come with the library and those of the register, oldest first."""
    by_id = {edition.id: edition for edition in (*shipped_editions(), *register.editions.values())}
    return sorted(by_id.values(), key=lambda one: (str(one.framework.in_force.from_ or ""), one.id))


def _wordings(editions: Iterable[Edition], name: str) -> Iterable[Wording]:
    for edition in editions:
        for question in questions_in_series(edition):
            if question.series == name:
                yield Wording(edition.id, question.id, question.text)


def series_held(register: Register, units: Iterable[str] = (), edition: str | None = None) -> dict[Wording, int]:
    """Every series by name, in the words of the last edition that asks it: how many inspections have its percentage.

    Of some units (by id) or of all; of one edition, where it is given. Raises ``BadInput`` where there is none such.
    """
    known = _editions(register)
    _check_edition(known, edition)
    wanted = set(units)
    chosen = [one for one in register.inspections if not wanted or one.unit in wanted]
    words: dict[str, Wording] = {}
    counts: dict[str, set[str]] = {}
    for one in known:
        for question in questions_in_series(one) if edition in (None, one.id) else ():
            name = str(question.series)
            words[name] = Wording(one.id, name, question.text)
            having = {i.inspection for i in chosen if i.edition == one.id and question.id in i.percentages}
            counts.setdefault(name, set()).update(having)
    return {words[name]: len(counts[name]) for name in sorted(words)}


def series_named(editions: Sequence[Edition], name: str, edition: str | None = None) -> str:
    """The series that a name stands for. Raises ``BadInput`` where it stands for none, or for several."""
    _check_edition(editions, edition)
    known = {str(question.series) for one in editions for question in questions_in_series(one)}
    if name in known:
        return name
    among = [one for one in editions if edition in (None, one.id)]
    meant = {one.id: str(q.series) for one in among for q in questions_in_series(one) if fold_id(q.id) == fold_id(name)}
    if len(set(meant.values())) == 1:
        return next(iter(meant.values()))
    if meant:
        told = "; ".join(f"{found} in {one}" for one, found in meant.items())
        raise BadInput([Fault(name, 0, "", f"it means {told}", "give the series, or --edition")])
    raise BadInput([_no_such_series(known, name, edition)])


def _check_edition(editions: Iterable[Edition], edition: str | None) -> None:
    ids = [one.id for one in editions]
    if edition is not None and edition not in ids:
        raise BadInput([Fault("--edition", 0, "", f"there is no edition '{edition}' here", f"give {' or '.join(ids)}")])


def _no_such_series(known: Iterable[str], name: str, edition: str | None) -> Fault:
    """That a name is of no series: those that begin so, hold it, or are spelled nearly so; failing that all."""
    names, wanted = sorted(known), name.strip().casefold()
    near = (
        [one for one in names if wanted and one.startswith(wanted)]
        or [one for one in names if wanted and wanted in one]
        or difflib.get_close_matches(wanted, names, 3)
    )
    told = f"{', '.join(near or names)}, or the id of a key question"
    if len(told) > SHORT:
        told = "\n" + textwrap.fill(told, LINE, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    problem = "there is no such series of comparable questions"
    if edition:
        problem += f", nor such a key question in {edition}"
    return Fault(name, 0, "", problem, "give one of" + (told if told[0] == "\n" else f" {told}"))


def _breaks(editions: Sequence[Edition], name: str) -> Iterable[Break]:
    for one, other in combinations(editions, 2):
        reason = not_comparable(one, other, name)
        if reason:
            yield Break(one.id, other.id, reason)


def not_comparable(one: Edition, other: Edition, name: str) -> str | None:
    """Why the percentages of a series cannot be compared between two editions; None where they can.

    They can where both ask the question, of the same kind of unit, and of the same kind of cases.
    """
    if one.id == other.id:
        return None
    if name not in {found.series for found in series_across([one, other])}:
        lacking = " and ".join(
            e.id for e in (one, other) if name not in {str(q.series) for q in questions_in_series(e)}
        )
        return f"no question of this series is asked in {lacking}"
    if one.framework.subject != other.framework.subject:
        subjects = f"{one.framework.subject} in {one.id}, {other.framework.subject} in {other.id}"
        return f"what is inspected is another: {subjects}"
    cases = [_cases(edition, name) for edition in (one, other)]
    if cases[0] != cases[1]:
        return f"the cases are others: {cases[0]} in {one.id}, {cases[1]} in {other.id}"
    return None


def _cases(edition: Edition, name: str) -> str:
    """Which cases a question is asked of, in the words of the edition."""
    question = next(question for question in questions_in_series(edition) if question.series == name)
    module = edition.module_of.get(question.id)
    if module is None or module.relevance is None:
        return "every case"
    return module.relevance.because.rstrip(".")
