"""The sheets that every data workbook has beside those of its own: contents, notes and the data dictionary.

They follow from the workbook, so that no format can have others. With them each sheet as lines above one table, which
is what the guidance of the Government Analysis Function asks for ("Releasing statistics in spreadsheets", and
"Making spreadsheets accessible: a brief checklist of the basics").
"""

import re
import unicodedata

from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate.report.workbook import Column, Sheet, Value, Workbook

#: Each kind of gap, and what it says.
GAPS = ("[c]", "[x]", "[z]")
#: The longest name of a CSV file without its ending, in characters.
_LONGEST_FILE = 100
#: What begins a note's name in a heading.
NOTE = re.compile(r"\[\w+ \d+\]")
#: The units of columns in words.
_UNITS = {
    "text": noted("text"),
    "count": noted("number of cases or people"),
    "per cent": noted("per cent"),
    "rating": noted("rating"),
    "date": noted("date"),
    "amount": noted("number"),
}


def gap_words(gap: str) -> str:
    """What a gap says, in a sentence."""
    return {
        "[c]": _("[c] means confidential: not shown, so that no person can be recognised."),
        "[x]": _("[x] means not available."),
        "[z]": _("[z] means not applicable: there is nothing to count."),
    }[gap]


def sheets_of(workbook: Workbook) -> tuple[Sheet, ...]:
    """Every sheet after the cover: contents, notes, those of the workbook, the dictionary."""
    notes = (notes_of(workbook),) if workbook.notes else ()
    dictionary = dictionary_of(workbook)
    return (contents_of(workbook, (*notes, *workbook.sheets, dictionary)), *notes, *workbook.sheets, dictionary)


def contents_of(workbook: Workbook, sheets: tuple[Sheet, ...]) -> Sheet:
    """The table of contents: each worksheet with what it holds."""
    return Sheet(
        _("Contents"),
        _("Table of contents"),
        (
            Column(_("Worksheet"), "worksheet", _("The name of the worksheet"), "text"),
            Column(_("What it holds"), "title", _("The title of the worksheet"), "text"),
        ),
        tuple((sheet.name, sheet.title) for sheet in sheets),
    )


def notes_of(workbook: Workbook) -> Sheet:
    """The notes by their number."""
    return Sheet(
        _("Notes"),
        _("Notes"),
        (
            Column(_("Note number"), "note", _("The name by which headings refer to the note"), "text"),
            Column(_("Note text"), "text", _("The note"), "text"),
        ),
        tuple((_("note {number}").format(number=number), text) for number, text in enumerate(workbook.notes, start=1)),
    )


def dictionary_of(workbook: Workbook) -> Sheet:
    """The data dictionary: each column of each sheet, its name in CSV files, what it holds and its unit."""
    columns = (
        Column(_("Worksheet"), "worksheet", _("The worksheet that has the column"), "text"),
        Column(_("CSV file"), "file", _("The CSV file that has the column"), "text"),
        Column(_("Column"), "heading", _("The heading of the column"), "text"),
        Column(_("Name in CSV files"), "name", _("The name of the column in CSV files"), "text"),
        Column(_("What the column holds"), "holds", _("What a value of the column says"), "text"),
        Column(_("Unit"), "unit", _("What values are given in"), "text"),
    )
    files = file_names(workbook)
    rows: list[tuple[Value, ...]] = [
        (sheet.name, files[sheet.name], unnoted(column.heading), column.name, column.holds, unit_words(column.unit))
        for sheet in workbook.sheets
        for column in sheet.columns
    ]
    says = (_("In CSV files a percentage is a number from 0 to 100, and headings are the names given here."),)
    return Sheet(_("Data dictionary"), _("Data dictionary: every column of every table"), columns, tuple(rows), says)


def unnoted(heading: str) -> str:
    """A heading without the notes that it names."""
    return NOTE.sub("", heading).strip()


def unit_words(unit: str) -> str:
    """The unit of a column as people read it."""
    return _(_UNITS[unit])


def file_names(workbook: Workbook) -> dict[str, str]:
    """The CSV file of each sheet of the workbook by the sheet's name; no two alike, whatever the names."""
    taken = {"dictionary", "notes", "metadata"}
    files: dict[str, str] = {}
    for sheet in workbook.sheets:
        folded = unicodedata.normalize("NFKD", (sheet.called or sheet.name).casefold())
        bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
        plain = re.sub(r"[^a-z0-9]+", "-", bare)
        plain = plain[:_LONGEST_FILE].strip("-") or "table"
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name)
        files[sheet.name] = f"{name}.csv"
    return files


def lines_above(sheet: Sheet, workbook: Workbook) -> tuple[str, ...]:
    """What stands above the table of a sheet, from its title: the mark, what to know, notes, gaps and the source."""
    lines = [sheet.title]
    if workbook.mark:
        lines.append(workbook.mark)
    lines += [*sheet.says, _("This worksheet contains one table.")]
    texts = [column.heading for column in sheet.columns]
    if any(NOTE.search(text) for text in (*texts, *sheet.says)):
        lines.append(_("A note is named in square brackets; its text is on the worksheet ‘Notes’."))
    values = {value for row in sheet.rows for value in row}
    lines += [gap_words(gap) for gap in GAPS if gap in values or (gap == "[z]" and values & {None, ""})]
    if sheet.source:
        lines.append(_("Source: {source}.").format(source=sheet.source.rstrip(".")))
    return tuple(lines)


def cover_lines(workbook: Workbook) -> tuple[str, ...]:
    """The lines of the cover: the title, the mark, who published it and when, then what the workbook says there."""
    published = ", ".join(filter(None, (workbook.publisher, workbook.dated)))
    return tuple(filter(None, (workbook.title, workbook.mark, published, *workbook.cover)))
