"""What ``inspectorate sampling draw`` answers: as JSON for machines, as a page for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from inspectorate_app.cli.terminal import Json, table, wrapped

if TYPE_CHECKING:
    from inspectorate.framework.model import Edition, SamplingSpecification
    from inspectorate.sampling.balance import Group
    from inspectorate.sampling.draw import Draw
    from inspectorate.sampling.record import SampleRecord

#: So many excluded cases are listed on the page; the record and the JSON list them all.
LISTED = 20


def draw_data(draw: "Draw", record: "SampleRecord", edition: "Edition", specification: "SamplingSpecification") -> Json:
    """The answer as data. Shares are to two decimals; everything else is whole."""
    from inspectorate.sampling import balance

    return {
        "edition": edition.id,
        "edition_sha256": edition.sha256,
        "as_of": record.as_of,
        "weeks": list(record.weeks),
        "seed": draw.plan.seed,
        "cap": draw.plan.cap,
        "eligible": len(draw.outcomes),
        "excluded": [{"reference": each.reference, "reason": each.reason} for each in record.excluded],
        "requested": draw.plan.size,
        "selected": len(draw.of_role("main")),
        "shortfall": draw.shortfall,
        "reserve_requested": draw.plan.reserve_requested,
        "reserve": len(draw.of_role("reserve")),
        "reserve_shortfall": draw.reserve_shortfall,
        "strata": [_row("stratum", group) for group in balance.strata(draw, specification)],
        "levels": {
            "area": [_row("area", group) for group in balance.areas(draw)],
            "team": [_row("team", group) | {"area": group.area} for group in balance.teams(draw)],
            "practitioner": [_row("practitioner", group) for group in balance.practitioners(draw)],
        },
        "monitored": [
            {
                "characteristic": each.characteristic,
                "value": each.value,
                "eligible": each.eligible,
                "selected": each.selected,
                "reserve": each.reserve,
            }
            for each in balance.watched(draw, edition, specification)
        ],
        "statement": record.statement,
    }


def _row(level: str, group: "Group") -> Json:
    return {
        level: group.name,
        "eligible": group.eligible,
        "share": round(float(group.share), 2),
        "target": group.target,
        "selected": group.selected,
    }


def draw_page(data: Json, files: Sequence[str]) -> str:
    """The answer as a page."""
    numbers = {"eligible": "Eligible", "share": "Share", "target": "Target", "selected": "Selected"}
    parts = [
        wrapped(data["statement"], hanging=""),
        table({"stratum": "Stratum", **numbers}, data["strata"]),
        *(table({level: level.capitalize(), **numbers}, data["levels"][level]) for level in ("area", "team")),
        _busiest(data, numbers),
        "Share is the exact part of the sample that is in proportion; Target the whole number nearest to it that the\n"
        "strata and the cap allow. Each group gets the whole number below or above what is expected of it, by lot.",
    ]
    if data["monitored"]:
        watched = {"characteristic": "Watched", "value": "Value", "eligible": "Eligible", "selected": "Selected"}
        parts.append(table(watched, data["monitored"]))
    if data["excluded"]:
        parts.append(_excluded(data["excluded"]))
    parts.append("\n".join(f"Written: {file}" for file in files))
    return "\n\n".join(parts)


def _busiest(data: Json, numbers: dict[str, str]) -> str:
    """The practitioners with most cases in the sample."""
    rows = sorted(data["levels"]["practitioner"], key=lambda row: (-row["selected"], row["practitioner"]))
    more = len(rows) - LISTED
    note = f"\n... and {more} more; '--format json' lists all." if more > 0 else ""
    return table({"practitioner": "Practitioner", **numbers}, rows[:LISTED]) + note


def _excluded(excluded: Sequence[Json]) -> str:
    more = len(excluded) - LISTED
    note = f"\n... and {more} more; the record lists all." if more > 0 else ""
    return table({"reference": "Excluded", "reason": "Reason"}, excluded[:LISTED]) + note
