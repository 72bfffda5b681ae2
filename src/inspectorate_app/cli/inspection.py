"""``inspectorate inspection``: the inspections of the application, from the server's command line."""

from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import refusals_told, start
from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, noun, table, wrapped

if TYPE_CHECKING:
    from inspectorate_app.store.queries.inspection import InspectionFacts

app = noun("inspection", "Inspections: list, show, delete the names of people in their cases.")

SlugArgument = Annotated[str, typer.Argument(metavar="INSPECTION", help="The name of an inspection in addresses.")]


@app.command("list")
def list_inspections(
    region: Annotated[str, typer.Option("--region", help="Only those of this region.")] = "",
    form: FormatOption = Format.TEXT,
) -> None:
    """List the inspections, those with the earliest fieldwork first."""
    start()
    from inspectorate_app.store.queries import inspection as query

    found = [_facts(each) for each in query.everything(region)]
    columns = {"inspection": "Inspection", "region": "Region", "fieldwork": "Fieldwork", "phase": "Phase"}
    rows = [each | {"fieldwork": f"{each['fieldwork_from']} to {each['fieldwork_to']}"} for each in found]
    empty = "There is no inspection."
    answer(form, {"inspections": found}, lambda: table(columns, rows) if rows else empty)


@app.command()
def show(inspection: SlugArgument, form: FormatOption = Format.TEXT) -> None:
    """Show one inspection: its dates, its timetable, its team, and what is missing before its next phase."""
    start()
    from inspectorate.inspection import MOVES, is_back
    from inspectorate_app.actions import policy
    from inspectorate_app.store.queries import membership, phase

    found = _known(inspection)
    forward = next((to for to in MOVES[found.phase] if not is_back(found.phase, to)), None)
    data: Json = _facts(found) | {
        "timetable": [
            {
                "phase": each.phase.value,
                "due_on": each.due_on.isoformat(),
                "done_on": each.done_on.isoformat() if each.done_on else None,
                "assumed": each.assumed,
            }
            for each in phase.milestones(found)
        ],
        "team": [
            {"name": each.name, "role": each.role, "capacity": each.capacity, "cases_to_submit": each.cases}
            for each in membership.team(found.id, found.organisation)
        ],
        "next_phase": forward.value if forward else None,
        "missing": list(policy.missing(found, forward)) if forward else [],
    }
    answer(form, data, lambda: _shown(data))


@app.command("delete-names")
def delete_names(
    inspection: Annotated[
        str | None,
        typer.Argument(metavar="INSPECTION", help="One inspection; without it, each whose day for it has come."),
    ] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Delete the names of people in cases, and caseloads still held; the audit trail keeps that it was done."""
    start()
    from django.utils import timezone

    from inspectorate_app.actions import name as action
    from inspectorate_app.actions.actor import operator

    with refusals_told():
        if inspection is None:
            deleted = action.delete_names_due(timezone.localdate(), operator())
        else:
            deleted = (action.delete_names(operator(), _known(inspection).slug),)
    data = [
        {"inspection": each.inspection, "names": each.identities, "caseloads": each.caseloads, "notes": each.notes}
        for each in deleted
    ]
    columns = {
        "inspection": "Inspection",
        "names": "Names deleted",
        "caseloads": "Caseloads deleted",
        "notes": "Notes deleted",
    }
    answer(form, {"deleted": data}, lambda: table(columns, data) if data else "No names are to be deleted today.")


def _known(slug: str) -> "InspectionFacts":
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.store.queries import inspection as query

    found = query.find(slug)
    if found is None:
        problem = f"there is no inspection '{slug}'"
        raise BadInput([Fault("", 0, "INSPECTION", problem, "'inspection list' names them all")])
    return found


def _facts(each: "InspectionFacts") -> Json:
    return {
        "inspection": each.slug,
        "unit": each.unit,
        "kind": each.kind,
        "region": each.region,
        "service": each.service,
        "edition": each.edition,
        "phase": each.phase.value,
        "fieldwork_from": each.fieldwork_from.isoformat(),
        "fieldwork_to": each.fieldwork_to.isoformat(),
        "cohort_weeks": [week.isoformat() for week in each.cohort_weeks],
        "names_delete_on": each.names_delete_on.isoformat(),
        "documents_delete_on": each.documents_delete_on.isoformat(),
        "names_deleted_at": each.names_deleted_at.isoformat() if each.names_deleted_at else None,
        "demonstration": each.demonstration,
    }


def _shown(data: Json) -> str:
    names = f"deleted {data['names_deleted_at'][:10]}" if data["names_deleted_at"] else "to be deleted"
    facts = {
        "Unit": f"{data['unit']} ({data['kind']}{', ' + data['region'] if data['region'] else ''})",
        "Edition": data["edition"],
        "Phase": data["phase"],
        "Fieldwork": f"{data['fieldwork_from']} to {data['fieldwork_to']}",
        "Cohort weeks": ", ".join(data["cohort_weeks"]) or "none",
        "Names": names if data["names_deleted_at"] else f"{names} {data['names_delete_on']}",
    }
    lines = [data["inspection"], "", *(f"{name:<14}{value}" for name, value in facts.items())]
    columns = {"phase": "Phase", "due_on": "Due", "done_on": "Done", "assumed": "Assumed"}
    lines += ["", table(columns, data["timetable"])]
    if data["team"]:
        team = {"name": "Name", "role": "Role", "capacity": "Most cases", "cases_to_submit": "To submit"}
        lines += ["", table(team, data["team"])]
    if data["missing"]:
        lines += [
            "",
            f"Before it can move to {data['next_phase']}:",
            *(wrapped(f"- {each}") for each in data["missing"]),
        ]
    return "\n".join(lines)
