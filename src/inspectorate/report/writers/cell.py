"""Cells of a workbook as every format can hold them, and what no format can, told before anything is written."""

import datetime
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from inspectorate.context.moment import first_day
from inspectorate.errors import FaultLog
from inspectorate.language import gettext as _
from inspectorate.report.workbook import Sheet, Value, Workbook
from inspectorate.report.workbook_part import cover_lines, lines_above, sheets_of
from inspectorate.report.writers.legible import ILLEGIBLE
from inspectorate.report.writers.standing import day_printed

#: The most characters that a cell and the name of a sheet have in Excel, and what such a name may not hold.
LONGEST_CELL, LONGEST_NAME = 32_767, 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
#: Of most cells there is nothing to mend.
_TO_MEND = re.compile(r"[\r\n\t]|  ")
#: The units of columns that hold numbers, which stand to the right.
NUMBERS = ("count", "per cent", "amount")
#: The day that files bear of which no day is known.
NO_DAY = datetime.date(2000, 1, 1)


def cell_of(value: Value) -> str | int | Fraction:
    """A value as it stands in a cell: text in which white space is single, and [z] where there is nothing to tell."""
    if isinstance(value, str):
        return cell_text(value) or "[z]"
    return "[z]" if value is None else value


def cell_text(text: str) -> str:
    """Text whose lines are kept and whose white space is single."""
    if not _TO_MEND.search(text := f"{text!s}"):
        return text.strip(" ")
    lines = re.split(r"\r\n|\r|\n", text)
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip(" ") for line in lines).strip("\n")


def one_line(text: str) -> str:
    """Text in one line, such as a title or a heading."""
    return " ".join(cell_text(text).split("\n"))


def is_whole(share: Fraction) -> bool:
    """Whether a share is a whole per cent."""
    return (share * 100).denominator == 1


def rows_of(sheet: Sheet) -> Iterator[tuple[str | int | Fraction, ...]]:
    """The rows of a table; one that says that there are none, of a table without any."""
    if not sheet.rows:
        yield ("[z]",) * len(sheet.columns)
    for row in sheet.rows:
        yield tuple(map(cell_of, row))


def column_widths(sheet: Sheet) -> list[int]:
    """The width of each column in characters: numbers narrow, text as wide as it needs, up to 60."""
    widths = []
    for place, column in enumerate(sheet.columns):
        longest = max((len(str(row[place])) for row in sheet.rows if isinstance(row[place], str)), default=0)
        heading = max(map(len, one_line(column.heading).split()), default=0) + 2
        widths.append(max(12, heading, min(60, longest + 2)))
    return widths


def lines_in(texts: Iterable[tuple[str, int]]) -> int:
    """How many lines a row takes, from the texts of its cells and the width of each, a little more rather than less."""
    return max(sum(max(1, -(-len(line) // max(1, width - 1))) for line in text.split("\n")) for text, width in texts)


def day_of(workbook: Workbook) -> datetime.date:
    """The day printed on it; a fixed day where there is none."""
    printed = day_printed(workbook.dated)
    return first_day(printed) if printed else NO_DAY


def check(workbook: Workbook) -> None:
    """Raise ``BadInput`` with all in a workbook that some format cannot carry.

    Characters that cannot be printed, cells too long for Excel, names of sheets that are too long, forbidden or alike,
    headings or names that are alike in one table, rows of another width than their table.
    """
    faults = FaultLog(one_line(ILLEGIBLE.sub("\ufffd", workbook.title)) or "workbook")
    sheets = sheets_of(workbook)
    _check_names([sheet.name for sheet in sheets], faults)
    for line in cover_lines(workbook):
        _check_text(line, "cover", faults)
    for sheet in sheets:
        _check_sheet(sheet, workbook, faults)
    faults.raise_if_any()


def _check_names(names: list[str], faults: FaultLog) -> None:
    mend = _("give it another name of 1 to 31 characters")
    taken = {_("Cover").casefold()}
    for name in names:
        if (
            not 1 <= len(name) <= LONGEST_NAME
            or _NOT_IN_A_NAME.search(name)
            or cell_text(name) != name
            or name.casefold() == "history"
        ):
            faults.add(_("‘{name}’ is no name of a worksheet").format(name=name[:40]), mend, field=name)
        if name.casefold() in taken:
            faults.add(_("two worksheets are called ‘{name}’").format(name=name[:40]), mend, field=name)
        taken.add(name.casefold())


def _check_sheet(sheet: Sheet, workbook: Workbook, faults: FaultLog) -> None:
    texts = (*lines_above(sheet, workbook), *(column.heading for column in sheet.columns))
    for text in texts:
        _check_text(text, sheet.name, faults)
    for kind, given in (
        (_("headings"), [one_line(column.heading).casefold() for column in sheet.columns]),
        (_("names of columns"), [column.name.casefold() for column in sheet.columns]),
    ):
        if len({*given}) < len(given) or "" in given:
            problem = _("two {kind} are alike, or one is empty").format(kind=kind)
            faults.add(problem, _("give each its own"), field=sheet.name)
    for number, row in enumerate(sheet.rows, start=1):
        if len(row) != len(sheet.columns):
            problem = _("row {number} has {cells} cells, the table {columns} columns").format(
                number=number, cells=len(row), columns=len(sheet.columns)
            )
            faults.add(problem, _("give a value for each column"), field=sheet.name)
        _check_texts((value for value in row if isinstance(value, str)), sheet.name, faults)


def _check_texts(texts: Iterable[str], where: str, faults: FaultLog) -> None:
    for text in texts:
        _check_text(text, where, faults)


def _check_text(text: str, where: str, faults: FaultLog) -> None:
    if found := ILLEGIBLE.search(text):
        before = ILLEGIBLE.sub("", text[max(0, found.start() - 40) : found.start()])
        problem = _("after ‘{before}’ stands the character U+{code:04X}, which cannot be printed").format(
            before=before, code=ord(found[0])
        )
        faults.add(problem, _("take it out, or type the text again"), field=where)
    if len(text) > LONGEST_CELL:
        problem = _("a cell has {length} characters, and Excel takes {most}").format(
            length=len(text), most=LONGEST_CELL
        )
        faults.add(problem, _("shorten the text"), field=where)
