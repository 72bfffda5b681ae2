"""Inspections of the register, as the commands show them."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from inspectorate_app.cli.terminal import WIDTH, Json, table, wrapped

if TYPE_CHECKING:
    from inspectorate.register.inspection import Citation, Correction, PublishedInspection
    from inspectorate.register.register import Register

LIST = {
    "shown": "Unit",
    "id_kind": "Kind",
    "date": "Date",
    "overall": "Overall rating",
    "printed": "Score",
    "certainty": "Known",
}
IDS = {"inspection": "Id", "overall": "Overall rating"}
KINDS = {"youth justice service": "youth", "approved premises": "premises", "NPS division": "NPS"}


def list_row(register: "Register", inspection: "PublishedInspection") -> Json:
    """An inspection as scripts read it in a list."""
    unit, score = register.organisation(inspection), inspection.score
    return {
        "inspection": inspection.inspection,
        "unit": inspection.unit,
        "name": unit.name,
        "kind": unit.kind,
        "region": unit.region,
        "edition": inspection.edition,
        "date": inspection.when,
        "published": inspection.published,
        "overall": register.overall(inspection),
        "score": score and {"points": score.points, "maximum": score.maximum},
        "certainty": str(inspection.certainty),
    }


def list_table(rows: Sequence[Json], ids: bool = False) -> str:
    """Inspections as a table, of units by name or of inspections by id."""
    if not rows:
        return "There is none."
    told = [
        {
            **row,
            "shown": textwrap.shorten(row["name"], 38, placeholder=" ..."),
            "id_kind": KINDS.get(row["kind"], row["kind"]),
            "date": row["date"] or "-",
            "overall": row["overall"] or "-",
            "printed": printed(row["score"]) or "-",
        }
        for row in rows
    ]
    units = len({row["unit"] for row in rows})
    total = f"{_counted(len(rows), 'inspection')} of {_counted(units, 'unit')}."
    return f"{table(IDS if ids else LIST, told)}\n\n{total}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def series_table(rows: Sequence[Json]) -> str:
    """The series that there are, each with its question in as many lines as it takes."""
    lines = [f"{'Series':<50} Inspections"]
    for row in rows:
        lines += [f"{row['series']:<50} {row['inspections']:>11}", wrapped(row["question"], "    ", "")]
    return "\n".join(lines)


def printed(score: Json | None) -> str:
    """A score as reports print it."""
    return f"{score['points']}/{score['maximum'] or '?'}" if score else ""


def unit_json(register: "Register", inspections: "Sequence[PublishedInspection]") -> Json:
    """A unit with its inspections as scripts read it; of those corrected, also as they were published."""
    from inspectorate.register.file import plain

    unit = register.organisation(inspections[0])
    found = []
    for inspection in inspections:
        corrections = register.corrections_of(inspection.inspection)
        as_published = plain(register.as_published[inspection.inspection]) if corrections else None
        told = [plain(correction) for correction in corrections]
        found.append({**plain(inspection), "corrections": told, "as_published": as_published})
    head = {"id": unit.id, "name": unit.name, "kind": unit.kind, "region": unit.region}
    return {"unit": head, "inspections": found}


def unit_page(register: "Register", inspections: "Sequence[PublishedInspection]") -> str:
    """A unit with its inspections, the latest first."""
    unit = register.organisation(inspections[0])
    where = ", ".join(dict.fromkeys(filter(None, (unit.kind, unit.region if unit.kind != "region" else None))))
    parts = ["\n".join(inspection_lines(register, inspection)) for inspection in inspections]
    return "\n\n".join([f"{unit.name} ({where})", *parts])


def inspection_lines(register: "Register", inspection: "PublishedInspection") -> Iterator[str]:
    """One inspection in full."""
    yield inspection.inspection
    yield from _head(register, inspection)
    yield from _standards(register, inspection)
    yield from _percentages(register, inspection)
    for field, how in inspection.derived.items():
        yield wrapped(f"Derived: {field}: {how}", "  ")
    corrections = register.corrections_of(inspection.inspection)
    for place, correction in enumerate(corrections):
        later = any(other.field == correction.field for other in corrections[place + 1 :])
        yield from _correction(correction, later)
    if inspection.note:
        yield wrapped(f"Note: {inspection.note}", "  ")
    yield "  Read in"
    for source in inspection.sources:
        yield from _source(source)


def _head(register: "Register", inspection: "PublishedInspection") -> Iterator[str]:
    fieldwork, score = inspection.fieldwork, inspection.score
    placed = inspection.placed and f"{inspection.placed.at}, by {inspection.placed.by}"
    facts = {
        "Published": inspection.published,
        "Fieldwork": fieldwork and span(fieldwork.first, fieldwork.last),
        "Dated": placed if not inspection.published else None,
        "Framework": inspection.edition or "not known",
        "Overall": (inspection.overall or "not known") if register.is_rated(inspection) else None,
        "Score": score and f"{score.points}/{score.maximum or '?'}",
        "Cases": inspection.sample_size,
        "Interviews": inspection.interviews,
        "Recommended": _recommended(inspection),
        "Known": "at second hand" if inspection.certainty == "derived" else None,
    }
    for name, value in facts.items():
        if value is not None and value != "":
            yield wrapped(f"{name:<13}{value}", "  ", " " * 13)


def span(first: str | None, last: str | None) -> str:
    """When something took place, as people say it."""
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"to {last}" if last else ""


def _recommended(inspection: "PublishedInspection") -> str | None:
    total = inspection.total_recommendations
    if total is None:
        return None
    whom = {"HMPPS": "HMPPS", "other": "others"}
    parts = [
        f"{number} to {whom.get(name, f'the {name}')}"
        for name, number in inspection.recommendations.items()
        if name != "total"
    ]
    return f"{total}: {', '.join(parts)}" if parts else str(total)


def _standards(register: "Register", inspection: "PublishedInspection") -> Iterator[str]:
    edition = register.edition(inspection)
    if not edition or not inspection.standards:
        return
    yield "  Standards"
    for name, rating in inspection.standards.items():
        yield f"    {name:<6} {edition.standard_by_id[name].title[:50]:<50} {rating}"


def _percentages(register: "Register", inspection: "PublishedInspection") -> Iterator[str]:
    edition = register.edition(inspection)
    if not edition or not inspection.percentages:
        return
    yield "  Key questions"
    for name, percent in inspection.percentages.items():
        yield wrapped(f"{name:<8} {percent:>3}%  {edition.question_by_id[name].text}", "    ", " " * 15)


def _correction(correction: "Correction", superseded: bool) -> Iterator[str]:
    before = "nothing" if correction.published is None else str(correction.published)
    verb = "was" if superseded else "is"
    told = f"{correction.kind.capitalize()}: {correction.field}: {before} is published, {correction.value} {verb} used."
    if correction.published == correction.value:
        told = f"{correction.kind.capitalize()}: {correction.field}: {correction.value} {verb} kept."
    later = " A later correction holds." if superseded else ""
    yield wrapped(f"{told} {correction.reason}{later}", "  ")


def _source(source: "Citation") -> Iterator[str]:
    where = ", ".join(filter(None, (source.document, source.publisher, source.published, source.place)))
    yield wrapped(f"- {where}", "    ", "  ")
    if source.says:
        yield wrapped(source.says, "      ", "")
    if source.url:
        yield f"      {source.url}" if len(source.url) + 6 <= WIDTH else f"  {source.url}"
