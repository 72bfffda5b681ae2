"""A data workbook as one value, from which XLSX, ODS and CSV files are written.

After the Government Analysis Function's guidance on accessible spreadsheets: one table a sheet, from cell A1 the title,
then what one needs to know, then the table; no merged or empty cells inside, no meaning in colour alone, a cover, a
table of contents, notes, and a data dictionary.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

#: What a cell holds: text, a whole number, a share (written as such with a format of per cent; in a column of amounts,
#: a number with decimals), or nothing to tell.
Value: TypeAlias = str | int | Fraction | None

#: What stands where there is no number, by the guidance: [c] suppressed, [x] not available, [z] not applicable.
Gap: TypeAlias = Literal["[c]", "[x]", "[z]"]


@dataclass(frozen=True)
class Column:
    """A column: its heading, the name that CSV files and the dictionary give it, what it holds, and the unit."""

    heading: str
    name: str
    holds: str
    unit: Literal["text", "count", "per cent", "rating", "date", "amount"]


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table. ``name`` is that of its tab (31 characters at most); ``says`` stand above the table.

    ``called`` is its whole name, after which its CSV file is named, where the tab has no room for it. Each row has a
    value for each column. ``source`` says where its figures come from.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    says: tuple[str, ...] = ()
    source: str = ""
    called: str = ""


@dataclass(frozen=True)
class Workbook:
    """A data workbook: what its cover says, the sheets in order, and the notes to which headings refer as [note 1].

    ``mark`` stands on each sheet of what is not published yet; ``licence`` is the address of the licence.
    """

    title: str
    publisher: str
    language: str
    dated: str
    cover: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    mark: str = ""
    licence: str = ""
