"""CSV and XLSX files of judgements and of cases -> values, or every fault by row."""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspectorate.assessment.judgements import MISSING, Judgements, answers_to, code_by_answer
from inspectorate.case import Case
from inspectorate.errors import FaultLog
from inspectorate.framework.model import Edition, Question
from inspectorate.tabular import Table, fold, read_table

REFERENCE_ALIASES = ("case_reference", "case_id", "reference", "crn")
GROWTH = 4096


@dataclass(frozen=True)
class CasesFile:
    """The cases of an inspection by reference, and the columns of their file that were not used."""

    cases: Mapping[str, Case]
    unused_columns: tuple[str, ...]


def read_cases(path: Path | str, edition: Edition) -> CasesFile:
    """Cases with their characteristics: a row a case, a column for each characteristic of the edition.

    Columns that are no characteristic (names, say) are not read. Raises ``BadInput`` with every fault by row.
    """
    table = read_table(path)
    characteristics = edition.characteristic_by_id
    accepted: dict[str, Iterable[str]] = {name: entry.aliases for name, entry in characteristics.items()}
    places = table.columns({"case": REFERENCE_ALIASES, **accepted}, required=["case"])
    unused = tuple(heading for place, heading in enumerate(table.header) if place not in places.values() and heading)
    values = {
        name: {fold(way): value.value for value in entry.values for way in (value.value, value.title, *value.aliases)}
        for name, entry in characteristics.items()
    }
    log = FaultLog(table.file)
    cases: dict[str, Case] = {}
    first_row: dict[str, int] = {}
    for row, cells in table.rows:
        reference = cells[places["case"]].strip()
        if not reference:
            log.add("the reference of the case is blank", "give each case its reference", line=row, field="case")
            continue
        if reference in cases:
            earlier = first_row[reference]
            log.add(f"'{reference}' stands here again (first in row {earlier})", "keep one row", line=row, field="case")
            continue
        recorded = {}
        for name, place in places.items():
            written = cells[place].strip()
            if name == "case" or not written:
                continue
            if fold(written) in values[name]:
                recorded[name] = values[name][fold(written)]
            else:
                known = ", ".join(value.value for value in characteristics[name].values)
                log.add(f"'{written}' is not a value of {name}", f"give one of: {known}", line=row, field=name)
        cases[reference] = Case(reference, recorded)
        first_row[reference] = row
    log.raise_if_any()
    return CasesFile(cases, unused)


def read_judgements(path: Path | str, edition: Edition, cases: Mapping[str, Case] | None = None) -> Judgements:
    """Judgements from a long file (``case,question,answer``, a row each) or a wide one (a row a case).

    Where ``cases`` are given, they are all there are: a judgement on another case is a fault, and a case without a
    judgement counts as unanswered. Raises ``BadInput`` with every fault by row.
    """
    table = read_table(path)
    sheet = _Sheet(edition, FaultLog(table.file), cases)
    headings = {fold(heading) for heading in table.header}
    if {"question", "answer"} & headings:
        _read_long(table, sheet)
    else:
        _read_wide(table, sheet)
    sheet.log.raise_if_any()
    return sheet.judgements()


class _Sheet:
    """The columns being filled while a file is read, and the faults found on the way."""

    def __init__(self, edition: Edition, log: FaultLog, cases: Mapping[str, Case] | None):
        self.edition = edition
        self.log = log
        self.closed = cases is not None
        self.places: dict[str, int] = {reference: place for place, reference in enumerate(cases or ())}
        self.columns: dict[str, bytearray] = {}

    def place(self, reference: str, row: int) -> int | None:
        """The place of a case; None, with the fault noted, where there is no such case."""
        place = self.places.get(reference)
        if place is None:
            if not reference:
                self.log.add("the case is blank", "give its reference", line=row, field="case")
                return None
            if self.closed:
                self.log.add(
                    f"the case '{reference}' is not in the file of cases",
                    "correct the reference, or add the case there",
                    line=row,
                    field="case",
                )
                return None
            place = self.places[reference] = len(self.places)
        return place

    def question(self, name: str) -> Question | None:
        """The question that a name stands for; key questions of judged standards are no questions on a case."""
        return self.edition.find_question(name)

    def column(self, question: str) -> bytearray:
        """The column of a question."""
        return self.columns.setdefault(question, bytearray())

    def unknown_question(self, name: str, row: int, field: str) -> None:
        """Note a question that the edition does not have, with the nearest that it has."""
        near = difflib.get_close_matches(name, self.edition.question_by_id, n=3)
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        listed = f"see 'inspectorate framework show {self.edition.id}'"
        self.log.add(f"'{name}' is not a question of {self.edition.id}", hint + listed, line=row, field=field)

    def unknown_answer(self, question: Question, written: str, row: int, field: str) -> None:
        """Note an answer that the question's scale does not have."""
        known = ", ".join(answer.answer for answer in answers_to(self.edition, question))
        problem = f"'{written}' is not an answer to {question.id}"
        self.log.add(problem, f"give one of: {known}, or leave it blank", line=row, field=field)

    def judgements(self) -> Judgements:
        """What was read, each column as long as there are cases."""
        size = len(self.places)
        columns = {name: bytes(column[:size]).ljust(size, b"\0") for name, column in self.columns.items()}
        return Judgements(self.edition, tuple(self.places), columns)


def _read_long(table: Table, sheet: _Sheet) -> None:
    at = table.columns(
        {"case": REFERENCE_ALIASES, "question": ("question_id",), "answer": ("judgement",)},
        required=["case", "question", "answer"],
    )
    at_case, at_question, at_answer = at["case"], at["question"], at["answer"]
    known: dict[str, tuple[Question, bytearray, dict[str, int], dict[str, int]] | None] = {}
    places, log = sheet.places, sheet.log
    for row, cells in table.rows:
        reference = cells[at_case].strip()
        place = places.get(reference)
        if place is None:
            place = sheet.place(reference, row)
        name = cells[at_question]
        if name not in known:
            known[name] = _column_for(sheet, name)
        entry = known[name]
        if entry is None:
            sheet.unknown_question(name.strip(), row, "question")
            continue
        question, column, codes, as_written = entry
        written = cells[at_answer]
        code = as_written.get(written)
        if code is None:
            code = codes.get(fold(written))
            if code is None:
                sheet.unknown_answer(question, written.strip(), row, "answer")
                continue
            as_written[written] = code
        if place is None or code == MISSING:
            continue
        if place >= len(column):
            column.extend(bytes(place - len(column) + GROWTH))
        if column[place]:
            earlier = answers_to(sheet.edition, question)[column[place] - 1].answer
            problem = f"'{reference}' has two answers to {question.id}: '{earlier}', and here '{written.strip()}'"
            log.add(problem, "keep one", line=row, field="answer")
            continue
        column[place] = code


def _column_for(sheet: _Sheet, name: str) -> tuple[Question, bytearray, dict[str, int], dict[str, int]] | None:
    question = sheet.question(name)
    if question is None:
        return None
    return question, sheet.column(question.id), code_by_answer(sheet.edition, question), {}


def _read_wide(table: Table, sheet: _Sheet) -> None:
    at_case = table.columns({"case": REFERENCE_ALIASES}, required=["case"])["case"]
    readers: list[tuple[int, str, Callable[[int, str, int], None]]] = []
    seen: dict[str, str] = {}
    for position, heading in enumerate(table.header):
        if position == at_case or not heading:
            continue
        question = sheet.question(heading)
        if question is None:
            sheet.unknown_question(heading, 1, heading)
        elif question.id in seen:
            problem = f"the columns '{seen[question.id]}' and '{heading}' are both question {question.id}"
            sheet.log.add(problem, "keep one", line=1, field=heading)
        else:
            seen[question.id] = heading
            readers.append((position, heading, _cell_reader(sheet, question, heading)))
    rows: dict[str, int] = {}
    for row, cells in table.rows:
        reference = cells[at_case].strip()
        place = sheet.place(reference, row)
        if place is None:
            continue
        if reference in rows:
            problem = f"the case '{reference}' has a second row (first in row {rows[reference]})"
            sheet.log.add(problem, "put its answers in one row", line=row, field="case")
            continue
        rows[reference] = row
        for position, _, read in readers:
            read(place, cells[position], row)


def _cell_reader(sheet: _Sheet, question: Question, heading: str) -> Callable[[int, str, int], None]:
    column, codes = sheet.column(question.id), code_by_answer(sheet.edition, question)

    def read(place: int, written: str, row: int) -> None:
        code = codes.get(fold(written))
        if code is None:
            sheet.unknown_answer(question, written.strip(), row, heading)
        elif code != MISSING:
            if place >= len(column):
                column.extend(bytes(place - len(column) + GROWTH))
            column[place] = code

    return read


def from_answers(edition: Edition, answers: Mapping[str, Mapping[str, str]]) -> Judgements:
    """Judgements from answers in memory: case -> question -> answer, ids and answers as the edition writes them."""
    cases = tuple(answers)
    columns: dict[str, bytearray] = {}
    for place, given in enumerate(answers.values()):
        for name, answer in given.items():
            codes: Sequence[str] = [entry.answer for entry in answers_to(edition, edition.question_by_id[name])]
            columns.setdefault(name, bytearray(len(cases)))[place] = codes.index(answer) + 1
    return Judgements(edition, cases, {name: bytes(column) for name, column in columns.items()})
