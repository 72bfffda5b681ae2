"""Units compared with each other and with themselves, as the commands show it."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from inspectorate_app.cli.register_query_text import list_row
from inspectorate_app.cli.terminal import Json, table, wrapped

if TYPE_CHECKING:
    from inspectorate.register.beside import Row
    from inspectorate.register.comparison import Measure, Standing
    from inspectorate.register.inspection import PublishedInspection
    from inspectorate.register.movement import Change
    from inspectorate.register.register import Register
    from inspectorate.register.series import QuestionSeries

RANGE = (
    "Range: where the true change may lie, in percentage points, because each inspection reads a sample of the cases "
    "only."
)
SAME_BASE = (
    "Each percentage is taken to be of all the cases inspected: of a question that was not relevant to some, the range "
    "is wider than shown. Samples of one unit are small: a range that holds 0 is no sign of change."
)
QUARTILES = (
    "Of the units that this register holds, which may not be all. 1st is the best; units that are equal are joint. "
    "All: from the lowest unit to the highest. Middle half: from the lower quartile to the upper quartile, which a "
    "quarter and three quarters of the units do not exceed. Each unit counts with its last inspection that can be "
    "compared."
)


@dataclass(frozen=True)
class Compared:
    """One inspection, how the unit stands by each measure, and what changed since the inspection before."""

    inspection: "PublishedInspection"
    standings: "tuple[tuple[Measure, tuple[Standing, ...]], ...]"
    earlier: "PublishedInspection | None"
    changes: "tuple[Change, ...]"
    fuller: "PublishedInspection | None" = None


def compared(register: "Register", inspection: "PublishedInspection", measure: str | None) -> Compared:
    """Everything to say of one inspection beside others, by every measure or by one."""
    from inspectorate.register.comparison import fuller, measure_named, measures, standings
    from inspectorate.register.movement import movement

    edition = register.edition(inspection)
    chosen = [measure_named(inspection, edition, measure)] if measure else measures(inspection, edition)
    standing = tuple((one, standings(register, inspection, one)) for one in chosen)
    before = [one for one in register.history(inspection.unit) if one.when and one.when < (inspection.when or "")]
    earlier = before[-1] if before else None
    changes = movement(register, earlier, inspection) if earlier else ()
    if measure:
        changes = tuple(change for change in changes if _speaks_of(change, chosen[0]))
    return Compared(inspection, standing, earlier, changes, fuller(register, inspection))


def _speaks_of(change: "Change", measure: "Measure") -> bool:
    return change.kind == measure.kind and measure.id in (change.new_id, change.kind)


def compared_json(register: "Register", found: Compared) -> Json:
    """A unit's standing and movement as scripts read them."""
    from inspectorate.register.interval import METHOD

    return {
        "inspection": list_row(register, found.inspection),
        "fuller": found.fuller.inspection if found.fuller else None,
        "standings": [
            _standing_json(measure, standing) for measure, standings in found.standings for standing in standings
        ],
        "earlier": list_row(register, found.earlier) if found.earlier else None,
        "changes": [asdict(change) for change in found.changes],
        "interval": METHOD,
    }


def _standing_json(measure: "Measure", standing: "Standing") -> Json:
    spread = standing.spread
    names = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")
    return {
        "measure": measure.id,
        "title": measure.title,
        "within": standing.within,
        "units": standing.units,
        "value": None if standing.value is None else measure.told(standing.value),
        "rank": standing.rank,
        "sharing": standing.sharing,
        "spread": {name: measure.told(getattr(spread, name)) for name in names} if spread else None,
        "editions": list(standing.editions),
        "reason": standing.reason,
    }


def compared_page(register: "Register", found: Compared) -> str:
    """A unit's standing and movement for a terminal."""
    inspection = found.inspection
    unit = register.organisation(inspection)
    head = f"{unit.name} ({unit.kind}), inspection of {inspection.when or 'an unknown date'}"
    if found.fuller:
        head += "\n" + wrapped(
            f"Of {inspection.inspection} no ratings by standard are known. They are known of "
            f"{found.fuller.inspection}: compare that."
        )
    parts = [head, *_standings_page(found), *_changes_page(found)]
    return "\n\n".join(parts)


def _standings_page(found: Compared) -> Iterator[str]:
    groups: dict[str, list[tuple[Measure, Standing]]] = {}
    for measure, standings in found.standings:
        for standing in standings:
            groups.setdefault(standing.within, []).append((measure, standing))
    for within, pairs in groups.items():
        rows = [_standing_row(measure, standing) for measure, standing in pairs]
        shown = [row for row in rows if row["all"]]
        rank = {"rank": "Rank"} if any(row["rank"] for row in rows) else {}
        columns = {"measure": "Measure", "value": "Unit", **rank, "all": "All", "half": "Middle half"}
        lines = [f"In {within}{' (no league table)' if shown and not rank else ''}"]
        lines += [table({**columns, "median": "Median"}, shown)] if shown else []
        lines += _unranked(pairs)
        lines += _against(pairs)
        yield "\n".join(lines)
    if any(standing.spread for pairs in groups.values() for _, standing in pairs):
        yield f"{_letters()}.\n{wrapped(QUARTILES, hanging='')}"


def _letters() -> str:
    return ", ".join(f"{short} {rating}" for rating, short in SHORT.items())


def _unranked(pairs: "Sequence[tuple[Measure, Standing]]") -> Iterator[str]:
    """Why some measures have no rank, once for those of which it is the same."""
    found: dict[str, list[str]] = {}
    for measure, standing in pairs:
        if not standing.rank:
            found.setdefault(standing.reason, []).append(measure.title if measure.kind == "overall" else measure.id)
    for reason, names in found.items():
        yield wrapped(f"{reason[:1].upper()}{reason[1:]}: {', '.join(names)}.")


def _against(pairs: "Sequence[tuple[Measure, Standing]]") -> Iterator[str]:
    """Against which editions the others were inspected, once for the measures of which it is the same."""
    found: dict[tuple[str, ...], list[str]] = {}
    for measure, standing in pairs:
        if standing.spread:
            found.setdefault(standing.editions, []).append(measure.title if measure.kind == "overall" else measure.id)
    for editions, names in found.items():
        against = ", ".join("an edition not known" if one == "not known" else one for one in editions)
        yield wrapped(f"{', '.join(names)}: compared with inspections against {against}.")


SHORT = {"Inadequate": "I", "Requires improvement": "RI", "Good": "G", "Outstanding": "O", "Not rated": "NR"}


def _standing_row(measure: "Measure", standing: "Standing") -> Json:
    row = _standing_json(measure, standing)
    label = measure.title if measure.kind in ("overall", "score") else f"{measure.id} {measure.series or measure.title}"
    told = {name: SHORT.get(value, value) for name, value in (row["spread"] or {}).items()}
    ends = {"all": ("lowest", "highest"), "half": ("lower_quartile", "upper_quartile")}
    told |= {
        name: " to ".join(dict.fromkeys((told[low], told[high]))) if told else "" for name, (low, high) in ends.items()
    }
    value = SHORT.get(row["value"], row["value"])
    label = textwrap.shorten(label, 27, placeholder=" ...")
    return {**row, **told, "measure": label, "rank": _place(standing), "value": value}


def _place(standing: "Standing") -> str:
    """``joint 1st of 5, with 2 others``; nothing where there is no rank."""
    from inspectorate.framework.wording import counted

    if not standing.rank:
        return ""
    others = standing.sharing - 1
    place = f"{_ordinal(standing.rank)} of {standing.units}"
    return f"joint {place}, with {counted(others, 'other')}" if others else place


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def _changes_page(found: Compared) -> Iterator[str]:
    from inspectorate.register.interval import METHOD

    if found.earlier is None:
        yield "No inspection before it is known."
        return
    same = [change for change in found.changes if change.difference is not None]
    other = [change for change in found.changes if change.difference is None]
    lines = [f"Since the inspection of {found.earlier.when} ({found.earlier.edition or 'edition not known'})"]
    if same:
        columns = {"what": "What", "before": "Before", "after": "After", "change": "Change"}
        columns |= {"range": "Range"} if any(change.interval for change in same) else {}
        lines.append(table(columns, map(_change_row, same)))
    lines += [wrapped(f"{_label(change)}: {change.note}.") for change in same if change.note]
    if other:
        lines += ["", "Not comparable"]
        lines += [wrapped(f"{_label(change)}: {_sides(change)}: {change.reason}.", "  ") for change in other]
    yield "\n".join(lines)
    if any(change.interval for change in same):
        yield wrapped(f"{RANGE} {SAME_BASE} It is the {METHOD}.", hanging="")


def _label(change: "Change") -> str:
    return " ".join(filter(None, (change.new_id or change.old_id, change.series or change.what)))


def _sides(change: "Change") -> str:
    return f"{change.before or 'nothing'} before, {change.after or 'nothing'} after"


def _change_row(change: "Change") -> Json:
    unit = "points" if change.kind in ("key question", "score") else "up" if (change.difference or 0) > 0 else "down"
    moved = "none" if not change.difference else f"{change.difference:+} {unit}"
    if change.difference and unit in ("up", "down"):
        moved = f"{abs(change.difference)} {unit}"
    return {
        "what": textwrap.shorten(_label(change), 40, placeholder=" ..."),
        "before": change.before,
        "after": change.after,
        "change": moved,
        "range": f"{change.interval[0]:+} to {change.interval[1]:+}" if change.interval else "",
    }


def beside_json(register: "Register", inspections: "Sequence[PublishedInspection]", measure: str | None) -> Json:
    """Inspections side by side as scripts read them."""
    rows = [asdict(row) for row in _beside(register, inspections, measure)]
    return {"inspections": [list_row(register, one) for one in inspections], "measures": rows}


def _beside(register: "Register", inspections: "Sequence[PublishedInspection]", only: str | None) -> "list[Row]":
    from inspectorate.register.beside import side_by_side

    rows = side_by_side(register, inspections)
    wanted = only and only.casefold()
    return [row for row in rows if not wanted or wanted in {str(name).casefold() for name in (row.title, *row.ids)}]


def beside_page(register: "Register", inspections: "Sequence[PublishedInspection]", measure: str | None) -> str:
    """Inspections side by side for a terminal, each under a letter."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    shown = inspections[: len(letters)]
    heads = [
        f"{letter}: {register.organisation(one).name}, {one.when or 'undated'}, {one.edition or 'edition not known'}"
        for letter, one in zip(letters, shown, strict=False)
    ]
    rows = [
        {"measure": _matter(row), **{letters[at]: SHORT.get(value or "-", value or "-") for at, value in _at(row)}}
        for row in _beside(register, shown, measure)
    ]
    columns = {"measure": "Measure", **{letter: letter for letter in letters[: len(shown)]}}
    key = f"{_letters()}, - not known or not asked."
    return "\n\n".join(["\n".join(heads), table(columns, rows), wrapped(key)])


def _at(row: "Row") -> Iterator[tuple[int, str | None]]:
    return enumerate(row.values)


def _matter(row: "Row") -> str:
    ids = "" if row.kind in ("overall", "score") else " | ".join(dict.fromkeys(filter(None, row.ids)))
    return textwrap.shorten(f"{ids} {row.title}", 60, placeholder=" ...")


def series_json(register: "Register", found: "QuestionSeries") -> Json:
    """A series as scripts read it."""
    return {
        "series": found.series,
        "reworded": found.reworded,
        "wordings": [asdict(wording) for wording in found.wordings],
        "points": [
            {
                **list_row(register, point.inspection),
                "question": point.question,
                "percent": point.percent,
                "sample_size": point.inspection.sample_size,
            }
            for point in found.points
        ],
        "not_comparable": [asdict(one) for one in found.breaks],
        "not_asked_in": list(found.unasked),
    }


def series_page(register: "Register", found: "QuestionSeries") -> str:
    """A series for a terminal."""
    columns = {
        "unit": "Unit",
        "date": "Date",
        "edition": "Edition",
        "question": "Question",
        "percent": "%",
        "of": "Cases",
    }
    rows = [
        {
            "unit": textwrap.shorten(register.organisation(point.inspection).name, 42, placeholder=" ..."),
            "date": point.inspection.when,
            "edition": point.inspection.edition,
            "question": point.question,
            "percent": point.percent,
            "of": point.inspection.sample_size,
        }
        for point in found.points
    ]
    lines = [wrapped(f"{found.series}: {found.wordings[-1].text}"), ""]
    lines.append(table(columns, rows) if rows else "No percentage of it is published here.")
    return "\n".join([*lines, "", *_remarks(found)])


def _remarks(found: "QuestionSeries") -> Iterator[str]:
    used = {point.inspection.edition for point in found.points}
    if found.reworded:
        yield "The question was put in other words:"
        yield from (wrapped(f"{one.edition} {one.question}: {one.text}", "  ") for one in found.wordings)
    for one in found.breaks:
        yield wrapped(f"Not comparable: {one.one} and {one.other}: {one.reason}.")
    if len(used) > 1 and not found.breaks:
        yield f"These editions can be compared: {', '.join(sorted(filter(None, used)))}."
    if found.unasked:
        yield wrapped(f"Not asked in: {', '.join(found.unasked)}.")
