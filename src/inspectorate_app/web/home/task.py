"""What needs doing, drawn from how far inspections are and what a person may do in them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from inspectorate.sampling.dates import in_words
from inspectorate_app.actions import policy
from inspectorate_app.actions.permission import MAY, Action, Role
from inspectorate_app.store.queries.standing import Standing


@dataclass(frozen=True)
class Task:
    """One thing to do: its words, the route of the page where it is done, and its state with the colour of its tag."""

    text: str
    route: str
    status: str = "To do"
    colour: str = ""
    hint: str = ""


def tasks(standing: Standing, office: str, today: datetime.date) -> tuple[Task, ...]:
    """What someone has to do in an inspection: what they may do, what may be done now, and what is open."""
    return tuple(task for action, task in _open(standing, today) if _may(standing, office, action))


def _may(standing: Standing, office: str, action: Action) -> bool:
    held = {Role(role) for role in standing.roles} | ({Role(office)} if office else set())
    return not MAY[action].isdisjoint(held) and policy.now(action, standing.inspection.phase)


def _open(standing: Standing, today: datetime.date) -> Iterator[tuple[Action, Task]]:
    day = dict(standing.overdue).get(phase := standing.inspection.phase)
    if day:
        hint = f"It was due by {in_words(day)}"
        yield (
            Action.MOVE_PHASE,
            Task(f"End the phase ‘{phase.label.lower()}’", "inspection", "Overdue", "red", hint),
        )
    kept_until = standing.inspection.names_delete_on
    if standing.names and kept_until <= today:
        hint = f"They were to be deleted on {in_words(kept_until)}"
        yield Action.DELETE_NAMES, Task("Delete the names of people", "names_delete", "Overdue", "red", hint)
    if not standing.has_lead:
        yield Action.MANAGE_TEAM, Task("Add a lead inspector", "team_add")
    if standing.samples:
        yield from _of_the_sample(standing)
    if standing.my_cases:
        counted = f"{standing.my_cases} case{'s' if standing.my_cases != 1 else ''}"
        yield Action.ASSESS_CASE, Task(f"Assess {counted}", "cases")
    if standing.to_read_blind:
        counted = f"{standing.to_read_blind} case{'s' if standing.to_read_blind != 1 else ''}"
        yield Action.READ_BLIND, Task(f"Read {counted} blind", "readings")
    if standing.to_judge:
        counted = f"{standing.to_judge} standard{'s' if standing.to_judge != 1 else ''}"
        yield Action.JUDGE_STANDARD, Task(f"Judge {counted}", "standards")
    if standing.panel == "":
        yield Action.OPEN_PANEL, Task("Open the ratings panel", "panel")
    elif standing.panel == "open":
        yield Action.SIGN_OFF, Task("Decide and sign off the ratings", "panel", "In progress", "yellow")


def _of_the_sample(standing: Standing) -> Iterator[tuple[Action, Task]]:
    if standing.sample == "approved":
        if standing.unallocated:
            counted = f"{standing.unallocated} case{'s' if standing.unallocated != 1 else ''}"
            yield Action.ALLOCATE_CASES, Task(f"Allocate {counted}", "allocation")
    elif standing.sample == "drawn":
        yield Action.APPROVE_SAMPLE, Task("Approve the sample", "sample")
    elif standing.caseload:
        yield Action.DRAW_SAMPLE, Task("Draw the sample", "sample")
    else:
        yield Action.UPLOAD_CASELOAD, Task("Upload the caseload", "sample")
