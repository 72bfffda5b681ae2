"""The file of cases that a region supplies -> rows, or every fault in it by row and column."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspectorate.errors import BadInput, FaultLog
from inspectorate.framework.model import Characteristic, Condition, Edition, SamplingSpecification
from inspectorate.language import gettext as _
from inspectorate.sampling.dates import in_words, read_date
from inspectorate.tabular import Table, fold, read_table

#: Columns that every caseload may have, with what else services and case systems call them (METHOD 4.6).
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "reference": ("crn", "case_reference", "case_id", "case_number", "case_reference_number"),
    "person_id": ("pnc", "pnc_id", "pnc_number", "person_number", "noms", "noms_number", "prison_number", "person"),
    "family_name": ("surname", "last_name"),
    "first_name": ("forename", "given_name", "first_names", "forenames"),
    "date_of_birth": ("dob", "birth_date"),
    "start_date": ("start", "commencement_date", "commenced", "sentence_start_date", "order_start_date"),
    "end_date": ("end", "termination_date", "sentence_end_date", "order_end_date", "expected_end_date"),
    "area": ("cluster", "region_area", "area_name"),
    "team": ("ldu", "local_delivery_unit", "pdu_team", "team_name"),
    "practitioner": (
        "responsible_officer",
        "ro",
        "probation_practitioner",
        "practitioner_name",
        "offender_manager",
        "case_manager",
        "officer",
    ),
}
#: The same for characteristics, beside the aliases that the edition gives.
CHARACTERISTIC_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sentence_type": ("order_type", "type_of_sentence", "disposal_type"),
    "risk_of_serious_harm": ("risk", "risk_of_harm"),
    "ethnicity": ("ethnic_group",),
}
#: The public sampler's input has ldu and team, responsible officer and officer: the first of each pair is meant.
GIVES_WAY = {"team": "team", "officer": "practitioner"}
#: A service has more types of sentence than an inspection reads: others put a case out of scope, and are no fault.
OPEN_ENDED = frozenset({"sentence_type"})


@dataclass(frozen=True)
class Person:
    """By what two cases are known to be one person's. Stays in memory: no output of the sampling holds it."""

    person_id: str = ""
    family_name: str = ""
    first_name: str = ""
    date_of_birth: datetime.date | None = None

    @property
    def is_sensitive(self) -> bool:
        """Whether the name is redacted: an asterisk marks a sensitive case (METHOD 4.6)."""
        return "*" in self.family_name or "*" in self.first_name


@dataclass(frozen=True)
class CaseloadRow:
    """One row of a caseload. ``characteristics`` holds values of the edition; ``as_written`` the words for none."""

    row: int
    reference: str
    person: Person
    start_date: datetime.date
    area: str
    team: str
    practitioner: str
    characteristics: Mapping[str, str]
    as_written: Mapping[str, str]


def read_caseload(
    path: Path | str, edition: Edition, specification: SamplingSpecification, as_of: datetime.date
) -> tuple[CaseloadRow, ...]:
    """The rows of a CSV or XLSX caseload. Raises ``BadInput`` with every fault of every row."""
    table = _without_columns_that_give_way(read_table(path))
    accepted = dict(COLUMNS) | {
        each.id: (*each.aliases, *CHARACTERISTIC_COLUMNS.get(each.id, ())) for each in edition.framework.characteristics
    }
    places = table.columns(accepted, required=("reference", "start_date", "practitioner", *_decisive(specification)))
    reader = _Reader(table, places, edition, specification, as_of)
    rows = tuple(reader.rows())
    reader.log.raise_if_any()
    return rows


def _without_columns_that_give_way(table: Table) -> Table:
    """The table with no heading where another column says the same thing better."""
    wanted = {fold(alias): name for name, aliases in COLUMNS.items() for alias in (name, *aliases)}
    meant = [wanted.get(fold(heading)) for heading in table.header]
    header = tuple(
        "" if fold(heading) in GIVES_WAY and meant.count(GIVES_WAY[fold(heading)]) > 1 else heading
        for heading in table.header
    )
    return replace(table, header=header)


def _decisive(specification: SamplingSpecification) -> tuple[str, ...]:
    """The characteristics that decide whether a case is eligible, and to which stratum it belongs."""
    strata = [condition for stratum in specification.strata for condition in stratum.where]
    return _characteristics([*specification.eligible, *strata])


def _characteristics(conditions: Sequence[Condition]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.characteristic for each in conditions if each.characteristic))


class _Reader:
    """Reads the rows of one table, noting faults as it goes."""

    def __init__(
        self,
        table: Table,
        places: Mapping[str, int],
        edition: Edition,
        specification: SamplingSpecification,
        as_of: datetime.date,
    ):
        self.table, self.places, self.as_of = table, places, as_of
        self.log = FaultLog(table.file)
        skills = [condition for skill in specification.skills for condition in skill.where]
        decisive = {*_decisive(specification), *_characteristics(skills)} - OPEN_ENDED
        self.lists = [
            (each, _values(each), each.id in decisive)
            for each in edition.framework.characteristics
            if each.id in places
        ]

    def rows(self) -> Iterator[CaseloadRow]:
        """The sound rows; those with faults are noted and passed over."""
        try:
            for number, cells in self.table.rows:
                before = len(self.log.faults)
                row = self._row(number, cells)
                if row is not None and len(self.log.faults) == before:
                    yield row
        except BadInput as error:
            self.log.faults += error.faults

    def _row(self, number: int, cells: Sequence[str]) -> CaseloadRow | None:
        reference = self._needed(number, cells, "reference", _("give each case its reference"))
        practitioner = self._needed(number, cells, "practitioner", _("name who supervises the case"))
        start = self._start(number, cells)
        person = self._person(number, cells)
        known, unknown = self._characteristics_of(number, cells)
        if start is None:
            return None
        area, team = self._text(cells, "area") or _("not recorded"), self._text(cells, "team") or _("not recorded")
        return CaseloadRow(number, reference, person, start, area, team, practitioner, known, unknown)

    def _text(self, cells: Sequence[str], column: str) -> str:
        place = self.places.get(column)
        return " ".join(cells[place].split()) if place is not None else ""

    def _fault(self, number: int, column: str, problem: str, mend: str) -> None:
        self.log.add(problem, mend, line=number, field=self.table.header[self.places[column]])

    def _needed(self, number: int, cells: Sequence[str], column: str, mend: str) -> str:
        text = self._text(cells, column)
        if not text:
            self._fault(number, column, _("it is blank"), mend)
        return text

    def _date(self, number: int, cells: Sequence[str], column: str) -> datetime.date | None:
        text = self._text(cells, column)
        day = read_date(text)
        if text and day is None:
            self._fault(
                number, column, _("'{text}' is not a date").format(text=text), _("write it as 2022-04-18 or 18/04/2022")
            )
        return day

    def _start(self, number: int, cells: Sequence[str]) -> datetime.date | None:
        self._needed(number, cells, "start_date", _("give the day on which the sentence or the licence began"))
        start, end = self._date(number, cells, "start_date"), self._date(number, cells, "end_date")
        if start and end and start > end:
            problem = _("the case ends on {end}, before it starts on {start}").format(
                end=in_words(end), start=in_words(start)
            )
            self._fault(number, "end_date", problem, _("correct one of the two dates"))
        return start

    def _person(self, number: int, cells: Sequence[str]) -> Person:
        born = self._date(number, cells, "date_of_birth")
        if born and born > self.as_of:
            problem = _("the date of birth lies after {as_of}").format(as_of=in_words(self.as_of))
            self._fault(number, "date_of_birth", problem, _("correct the year"))
        family_name, first_name = self._text(cells, "family_name"), self._text(cells, "first_name")
        return Person(self._text(cells, "person_id"), family_name, first_name, born)

    def _characteristics_of(self, number: int, cells: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
        known, unknown = {}, {}
        for characteristic, values, decisive in self.lists:
            text = self._text(cells, characteristic.id)
            value = values.get(fold(text)) if text else None
            if value is not None:
                known[characteristic.id] = value
            elif text and decisive:
                listed = ", ".join(f"'{each.value}'" for each in characteristic.values)
                problem = _("'{text}' is not a value of '{title}'").format(text=text, title=characteristic.title)
                self._fault(
                    number,
                    characteristic.id,
                    problem,
                    _("write one of {listed}, or leave it blank").format(listed=listed),
                )
            elif text:
                unknown[characteristic.id] = text
        return known, unknown


def _values(characteristic: Characteristic) -> dict[str, str]:
    """The value that each spelling of a value means."""
    return {
        fold(spelling): each.value
        for each in characteristic.values
        for spelling in (*each.aliases, each.title, each.value)
    }
