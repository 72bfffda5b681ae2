"""A file of figures -> records, or every fault by its row."""

from collections.abc import Mapping
from pathlib import Path

from inspectorate.context.catalogue import LEVELS, product_catalogue
from inspectorate.context.record import Record, checked, identity
from inspectorate.errors import FaultLog
from inspectorate.language import gettext as _
from inspectorate.tabular import fold, read_table

#: The columns of a file, and how else they may be headed.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "figure": ("measure", "id"),
    "of": ("of what or whom", "grade", "part"),
    "organisation": ("level", "whose"),
    "value": ("number",),
    "as_of": ("date", "to"),
    "period_from": ("from",),
    "source": ("document",),
}
REQUIRED = ("figure", "value", "as_of", "source")
#: More figures than these are no list of context.
MOST = 2_000
_LEVELS = {"pdu": "unit", "": "unit", "national": "nation", "england & wales": "nation"}


def read_records(path: Path, names: Mapping[str, str]) -> tuple[tuple[int, Record], ...]:
    """The records of a file with the row of each. Raises ``BadInput`` with every fault.

    ``names`` are further names of the levels: that of the unit and of its region. A figure is named by its id or title.
    """
    table = read_table(path)
    places = table.columns(COLUMNS, REQUIRED)
    known = {fold(name): id_ for id_, figure in product_catalogue().by_id.items() for name in (id_, figure.title)}
    levels = {fold(name): level for name, level in _named_levels(names).items()}
    log = FaultLog(str(path))
    found: list[tuple[int, Record]] = []
    rows = 0
    for row, cells in table.rows:
        rows += 1
        if rows > MOST:
            log.add(
                _("there are more than {most:,} rows").format(most=MOST),
                _("give the figures of one inspection"),
                line=row,
            )
            break
        given = {name: cells[place] for name, place in places.items()}
        level = given.get("organisation", "")
        record = Record(
            figure=known.get(fold(given["figure"]), given["figure"]),
            level=levels.get(fold(level), level),
            value=given["value"],
            as_of=given["as_of"],
            source=given["source"],
            of=given.get("of", ""),
            period_from=given.get("period_from", ""),
        )
        kept = checked(record, log, row)
        if kept:
            found.append((row, kept))
    if not rows:
        log.add(_("there are no rows below the header"), _("give a row for each figure"))
    _require_once(found, log)
    log.raise_if_any()
    return tuple(found)


def _named_levels(names: Mapping[str, str]) -> dict[str, str]:
    own = {name: level for level, title in LEVELS.items() for name in (level, title)}
    return {**_LEVELS, **own, **{name: level for name, level in names.items() if name}}


def _require_once(found: list[tuple[int, Record]], log: FaultLog) -> None:
    first: dict[tuple[str, ...], int] = {}
    for row, record in found:
        stands = first.setdefault(identity(record), row)
        if stands != row:
            log.add(
                _("row {stands} gives the same figure of the same date").format(stands=stands),
                _("keep one of the two"),
                line=row,
            )
