"""A file of recommendations, such as those of the last inspection -> values, or every fault by its row."""

from collections.abc import Mapping
from pathlib import Path

from inspectorate.errors import FaultLog
from inspectorate.language import gettext as _
from inspectorate.recommendation.model import Recommendation
from inspectorate.tabular import read_table

#: The columns of a file, and how else they may be headed.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("no", "no.", "recommendation number"),
    "addressee": ("addressed to", "to", "made to", "who"),
    "recommendation": ("text", "wording"),
    "unit": ("provider", "inspected unit", "organisation"),
}
REQUIRED = ("number", "recommendation")
#: More than these are not the recommendations of one inspection.
MOST = 200
#: The longest recommendation and the longest name, in characters; the highest number.
LONGEST, LONGEST_NAME, HIGHEST = 2_000, 200, 999


def read_recommendations(path: Path) -> tuple[tuple[int, Recommendation], ...]:
    """The recommendations of a file with the row of each. Raises ``BadInput`` with every fault.

    Whom one is made to is told by its name alone: its kind is "other".
    """
    table = read_table(path)
    places = table.columns(COLUMNS, REQUIRED)
    log = FaultLog(str(path))
    found: list[tuple[int, Recommendation]] = []
    rows = 0
    for row, cells in table.rows:
        rows += 1
        if rows > MOST:
            log.add(
                _("there are more than {most:,} rows").format(most=MOST),
                _("give the recommendations of one inspection"),
                line=row,
            )
            break
        given = {name: cells[place].strip() for name, place in places.items()}
        kept = checked(given, log, row)
        if kept:
            found.append((row, kept))
    if not rows:
        log.add(_("there are no rows below the header"), _("give a row for each recommendation"))
    _require_once(found, log)
    log.raise_if_any()
    return tuple(found)


def checked(given: Mapping[str, str], log: FaultLog, line: int = 0) -> Recommendation | None:
    """A recommendation from what was typed, or None with its faults in the log."""
    before = len(log.faults)
    number = given.get("number", "").rstrip(".")
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= HIGHEST and len(number) < 10):
        mend = _("give the number that it was printed with, from 1 to {highest}").format(highest=HIGHEST)
        log.add(_("this is not the number of a recommendation"), mend, line=line, field="number")
    _check_text(log, given.get("recommendation", ""), line)
    for name in ("addressee", "unit"):
        if len(given.get(name, "")) > LONGEST_NAME or "\0" in given.get(name, ""):
            mend = _("shorten it to {longest:,} characters").format(longest=LONGEST_NAME)
            log.add(_("the name is too long"), mend, line=line, field=name)
    if len(log.faults) > before:
        return None
    unit = given.get("unit", "") or None
    return Recommendation(int(number), "other", given.get("addressee", ""), given["recommendation"], unit)


def _check_text(log: FaultLog, text: str, line: int) -> None:
    if not text:
        log.add(_("the recommendation is blank"), _("Give it as it was published"), line=line, field="recommendation")
    elif len(text) > LONGEST or "\0" in text:
        mend = _("shorten it to {longest:,} characters").format(longest=LONGEST)
        log.add(_("the recommendation is too long"), mend, line=line, field="recommendation")


def _require_once(found: list[tuple[int, Recommendation]], log: FaultLog) -> None:
    first: dict[tuple[str, int], int] = {}
    for row, each in found:
        stands = first.setdefault((each.unit or "", each.number), row)
        if stands != row:
            log.add(
                _("row {stands} gives the same number").format(stands=stands),
                _("number each once, or say in ‘unit’ of which unit it is"),
                line=row,
                field="number",
            )
