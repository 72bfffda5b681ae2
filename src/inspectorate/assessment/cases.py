"""A CSV or XLSX file of cases with their characteristics -> values, or every fault by row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspectorate.case import Case
from inspectorate.errors import FaultLog
from inspectorate.framework.model import Edition
from inspectorate.language import gettext as _
from inspectorate.tabular import fold, read_table

#: The heading of the column that holds a case's reference, beside "case".
REFERENCE_ALIASES = ("case_reference", "case_id", "reference", "crn")


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
            log.add(_("the reference of the case is blank"), _("give each case its reference"), line=row, field="case")
            continue
        if reference in cases:
            earlier = first_row[reference]
            log.add(
                _("'{reference}' stands here again (first in row {earlier})").format(
                    reference=reference, earlier=earlier
                ),
                _("keep one row"),
                line=row,
                field="case",
            )
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
                log.add(
                    _("'{written}' is not a value of {name}").format(written=written, name=name),
                    _("give one of: {known}").format(known=known),
                    line=row,
                    field=name,
                )
        cases[reference] = Case(reference, recorded)
        first_row[reference] = row
    log.raise_if_any()
    return CasesFile(cases, unused)
