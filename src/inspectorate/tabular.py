"""Rows of a CSV or XLSX file as text, with the row numbers that a person sees in a spreadsheet; and rows as CSV."""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from inspectorate.errors import BadInput, Fault
from inspectorate.language import gettext as _

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True)
class Table:
    """A header and the rows below it. ``rows`` yields ``(row number, cells)`` once; the header is row 1."""

    file: str
    header: tuple[str, ...]
    rows: Iterator[tuple[int, Sequence[str]]]

    def columns(self, accepted: Mapping[str, Iterable[str]], required: Iterable[str] = ()) -> dict[str, int]:
        """Place of each column wanted, by its name or an alias; capitals, spaces and underscores do not matter.

        Raises ``BadInput`` for every required column that is missing and every column that is given twice.
        """
        names = {fold(alias): name for name, aliases in accepted.items() for alias in (name, *aliases)}
        places: dict[str, int] = {}
        faults = []
        for place, heading in enumerate(self.header):
            name = names.get(fold(heading))
            if name is None:
                continue
            if name in places:
                first = self.header[places[name]]
                faults.append(
                    Fault(
                        self.file,
                        1,
                        heading,
                        _("the columns '{first}' and '{heading}' both mean '{name}'").format(
                            first=first, heading=heading, name=name
                        ),
                        _("keep one"),
                    )
                )
            else:
                places[name] = place
        for name in required:
            if name not in places:
                heading = "', '".join((name, *accepted.get(name, ())))
                faults.append(
                    Fault(
                        self.file,
                        1,
                        name,
                        _("the column is missing"),
                        _("add a column headed with one of '{heading}'").format(heading=heading),
                    )
                )
        if faults:
            raise BadInput(faults)
        return places


def fold(name: str) -> str:
    """A column heading or an answer with nothing left that people vary: case, spaces, underscores, hyphens."""
    return "".join(name.split()).replace("_", "").replace("-", "").casefold()


def read_table(path: Path | str, sheet: str | None = None) -> Table:
    """Open a CSV, XLSX or ODS file as text.

    CSV is UTF-8 and may be separated by commas, semicolons or tabs; of a workbook the first sheet is read unless
    ``sheet`` names another. Blank rows are passed over, yet counted. Raises ``BadInput`` where the file cannot be read.
    """
    path = Path(path)
    if not path.is_file():
        problem = _("it is a folder") if path.is_dir() else _("there is no such file")
        raise BadInput([Fault(str(path), 0, "", problem, _("give the path of a file"))])
    numbered = _workbook_rows(path, sheet) if path.suffix.casefold() in WORKBOOKS else _csv_rows(path)
    first = next(numbered, None)
    if first is None or not any(cell.strip() for cell in first[1]):
        raise BadInput(
            [Fault(str(path), 0, "", _("the file is empty"), _("give a header row and a row for each record"))]
        )
    header = tuple(cell.strip() for cell in first[1])
    return Table(str(path), header, _checked(path, header, numbered))


def _checked(
    path: Path, header: tuple[str, ...], numbered: Iterator[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows exactly as wide as the header; the wide ones are all reported once the last row has been read."""
    width = len(header)
    faults = []
    for number, cells in numbered:
        if len(cells) == width:
            yield number, cells
        elif any(cell.strip() for cell in cells[width:]):
            faults.append(
                Fault(
                    str(path),
                    number,
                    "",
                    _("the row has {cells} cells, the header {width}").format(cells=len(cells), width=width),
                    _("put quotation marks round a cell that holds a comma, or head the extra column"),
                )
            )
        elif any(cell.strip() for cell in cells):
            yield number, [*cells[:width], *[""] * (width - len(cells))]
    if faults:
        raise BadInput(faults)


def _csv_rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows of a CSV file with the line each begins on, whatever of the three usual separators it uses."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            first = file.readline()
            separator = max(",;\t", key=first.count)
            reader = csv.reader(chain([first], file), delimiter=separator, strict=True)
            started = 1
            for cells in reader:
                yield started, cells
                started = reader.line_num + 1
        except UnicodeDecodeError as error:
            fault = Fault(str(path), 0, "", _("the file is not UTF-8 text"), _("save it again as 'CSV UTF-8'"))
            raise BadInput([fault]) from error
        except csv.Error as error:
            fault = Fault(
                str(path),
                started,
                "",
                _("the row cannot be read ({error})").format(error=error),
                _("close every quotation mark"),
            )
            raise BadInput([fault]) from error


def _workbook_rows(path: Path, sheet: str | None) -> Iterator[tuple[int, Sequence[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            if sheet is not None and sheet not in workbook.sheet_names:
                listed = ", ".join(workbook.sheet_names)
                raise BadInput(
                    [
                        Fault(
                            str(path),
                            0,
                            "",
                            _("there is no sheet '{sheet}'").format(sheet=sheet),
                            _("name one of: {listed}").format(listed=listed),
                        )
                    ]
                )
            opened = workbook.get_sheet_by_name(sheet) if sheet else workbook.get_sheet_by_index(0)
            for number, row in enumerate(opened.to_python(skip_empty_area=False), start=1):
                if number == 1 or any(value != "" for value in row):
                    yield number, [_text(value) for value in row]
    except CalamineError as error:
        fault = Fault(
            str(path),
            0,
            "",
            _("the workbook cannot be read ({error})").format(error=error),
            _("open it and save it again as XLSX"),
        )
        raise BadInput([fault]) from error


def _text(value: object) -> str:
    """A spreadsheet value as a person would type it: 3 for 3.0, 2022-04-18 for that date, yes for TRUE."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV in which a spreadsheet finds no formula: what would begin one gets an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell_of(row[column]) for column in columns] for row in rows)
    return text.getvalue()


def cell_of(value: object) -> str:
    """A value as a cell of CSV: what a spreadsheet would take for a formula begins with an apostrophe."""
    cell = "" if value is None else str(value)
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
