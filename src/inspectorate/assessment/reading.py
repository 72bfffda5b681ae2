"""A CSV or XLSX file of judgements -> columns, or every fault by row."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from inspectorate.assessment.cases import REFERENCE_ALIASES
from inspectorate.assessment.judgements import MISSING, Judgements, answers_to, code_by_answer
from inspectorate.case import Case
from inspectorate.errors import FaultLog
from inspectorate.framework.model import Edition, Question
from inspectorate.framework.wording import counted
from inspectorate.language import gettext as _
from inspectorate.tabular import Table, fold, read_table

#: By how many cases a column grows when one more does not fit.
GROWTH = 4096


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
    sheet.tell_unknown()
    sheet.log.raise_if_any()
    return sheet.judgements()


@dataclass
class _Column:
    """The answers to one question while they are read: a code for each case so far, at the case's place."""

    question: Question
    codes: Mapping[str, int]
    cells: bytearray = field(default_factory=bytearray)
    as_written: dict[str, int] = field(default_factory=dict)

    def code(self, written: str) -> int | None:
        """The code of an answer as it is written; None where the scale has none such."""
        code = self.as_written.get(written)
        if code is None:
            code = self.codes.get(fold(written))
            if code is not None:
                self.as_written[written] = code
        return code

    def put(self, place: int, code: int) -> int:
        """Enter an answer at a place. Where there is one already that one stays, and its code is returned."""
        if place >= len(self.cells):
            self.cells.extend(bytes(place - len(self.cells) + GROWTH))
        earlier = self.cells[place]
        if not earlier:
            self.cells[place] = code
        return earlier


class _Sheet:
    """The columns being filled while a file is read, and the faults found on the way."""

    def __init__(self, edition: Edition, log: FaultLog, cases: Mapping[str, Case] | None):
        self.edition = edition
        self.log = log
        self.closed = cases is not None
        self.places: dict[str, int] = {reference: place for place, reference in enumerate(cases or ())}
        self.columns: dict[str, _Column] = {}
        self.unknown: dict[tuple[str, str], list[int]] = {}

    def place(self, reference: str, row: int) -> int | None:
        """The place of a case; None, with the fault noted, where there is no such case."""
        place = self.places.get(reference)
        if place is not None:
            return place
        if not reference:
            self.log.add(_("the case is blank"), _("give its reference"), line=row, field="case")
            return None
        if self.closed:
            self.unknown.setdefault(("case", reference), []).append(row)
            return None
        self.places[reference] = len(self.places)
        return self.places[reference]

    def column(self, name: str) -> _Column | None:
        """The column of the question that a name stands for; None where there is no such question on a case."""
        question = self.edition.find_question(name)
        if question is None:
            return None
        if question.id not in self.columns:
            self.columns[question.id] = _Column(question, code_by_answer(self.edition, question))
        return self.columns[question.id]

    def unknown_question(self, name: str, row: int, field: str) -> None:
        """Note a question that the edition does not have."""
        self.unknown.setdefault((field, name), []).append(row)

    def tell_unknown(self) -> None:
        """One fault for each name that stands for nothing, at its first row, with how many rows more have it."""
        for (column, name), rows in self.unknown.items():
            more = _(" (nor in {rows} below)").format(rows=counted(len(rows) - 1, "row")) if len(rows) > 1 else ""
            if column == "case":
                problem = _("the case '{name}' is not in the file of cases{more}").format(name=name, more=more)
                mend = _("correct the reference, or add the case there")
            else:
                near = difflib.get_close_matches(name, self.edition.question_by_id, n=3)
                problem = _("'{name}' is not a question of {id}{more}").format(name=name, id=self.edition.id, more=more)
                hint = _("did you mean {near}? See").format(near=" or ".join(near)) if near else "see"
                mend = _("{hint} 'inspectorate framework show {id}'").format(hint=hint, id=self.edition.id)
            self.log.add(problem, mend, line=rows[0], field=column)

    def unknown_answer(self, question: Question, written: str, row: int, field: str) -> None:
        """Note an answer that the question's scale does not have."""
        known = ", ".join(answer.answer for answer in answers_to(self.edition, question))
        problem = _("'{written}' is not an answer to {id}").format(written=written.strip(), id=question.id)
        self.log.add(problem, _("give one of: {known}, or leave it blank").format(known=known), line=row, field=field)

    def second_answer(self, column: _Column, earlier: int, reference: str, written: str, row: int) -> None:
        """Note a question that is answered twice in one case."""
        first = answers_to(self.edition, column.question)[earlier - 1].answer
        problem = _("'{reference}' has two answers to {id}: '{first}', and here '{written}'").format(
            reference=reference, id=column.question.id, first=first, written=written.strip()
        )
        self.log.add(problem, _("keep one"), line=row, field="answer")

    def judgements(self) -> Judgements:
        """What was read, each column as long as there are cases."""
        size = len(self.places)
        columns = {name: bytes(column.cells[:size]).ljust(size, b"\0") for name, column in self.columns.items()}
        return Judgements(self.edition, tuple(self.places), columns)


def _read_long(table: Table, sheet: _Sheet) -> None:
    at = table.columns(
        {"case": REFERENCE_ALIASES, "question": ("question_id",), "answer": ("judgement",)},
        required=["case", "question", "answer"],
    )
    at_case, at_question, at_answer = at["case"], at["question"], at["answer"]
    known: dict[str, _Column | None] = {}
    places = sheet.places
    for row, cells in table.rows:
        reference, name, written = cells[at_case], cells[at_question], cells[at_answer]
        place = places.get(reference)
        if place is None:
            place = sheet.place(reference.strip(), row)
        column = known.get(name)
        if column is None:
            column = known[name] = sheet.column(name)
            if column is None:
                sheet.unknown_question(name.strip(), row, "question")
                continue
        code = column.code(written)
        if code is None:
            sheet.unknown_answer(column.question, written, row, "answer")
        elif place is not None and code != MISSING:
            earlier = column.put(place, code)
            if earlier:
                sheet.second_answer(column, earlier, reference.strip(), written, row)


def _read_wide(table: Table, sheet: _Sheet) -> None:
    at_case = table.columns({"case": REFERENCE_ALIASES}, required=["case"])["case"]
    columns = list(_wide_columns(table, sheet, at_case))
    rows: dict[str, int] = {}
    for row, cells in table.rows:
        reference = cells[at_case].strip()
        place = sheet.place(reference, row)
        if place is None:
            continue
        if reference in rows:
            problem = _("the case '{reference}' has a second row (first in row {rows})").format(
                reference=reference, rows=rows[reference]
            )
            sheet.log.add(problem, _("put its answers in one row"), line=row, field="case")
            continue
        rows[reference] = row
        for position, column in columns:
            code = column.code(cells[position])
            if code is None:
                sheet.unknown_answer(column.question, cells[position], row, table.header[position])
            elif code != MISSING:
                column.put(place, code)


def _wide_columns(table: Table, sheet: _Sheet, at_case: int) -> Iterator[tuple[int, _Column]]:
    """The position of each column that holds answers; the headings that are no question, or one twice, are noted."""
    seen: dict[str, str] = {}
    for position, heading in enumerate(table.header):
        if position == at_case or not heading:
            continue
        column = sheet.column(heading)
        if column is None:
            sheet.unknown_question(heading, 1, heading)
        elif column.question.id in seen:
            problem = _("the columns '{seen}' and '{heading}' are both question {id}").format(
                seen=seen[column.question.id], heading=heading, id=column.question.id
            )
            sheet.log.add(problem, _("keep one"), line=1, field=heading)
        else:
            seen[column.question.id] = heading
            yield position, column
