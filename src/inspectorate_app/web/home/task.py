"""What needs doing, drawn from how far inspections are and what a person may do in them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.sampling.dates import in_words
from inspectorate_app.actions import policy
from inspectorate_app.actions.permission import MAY, Action, Role
from inspectorate_app.store.queries.standing import Standing
from inspectorate_app.wording import later


@dataclass(frozen=True)
class Task:
    """One thing to do: its words, the route of the page where it is done, and its state with the colour of its tag."""

    text: str
    route: str
    status: str = later("To do")
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
        hint = _("It was due by {day}").format(day=in_words(day))
        yield (
            Action.MOVE_PHASE,
            Task(
                _("End the phase ‘{label}’").format(label=phase.label.lower()), "inspection", _("Overdue"), "red", hint
            ),
        )
    kept_until = standing.inspection.names_delete_on
    if standing.names and kept_until <= today:
        hint = _("They were to be deleted on {kept_until}").format(kept_until=in_words(kept_until))
        yield Action.DELETE_NAMES, Task(_("Delete the names of people"), "names_delete", _("Overdue"), "red", hint)
    if not standing.has_lead:
        yield Action.MANAGE_TEAM, Task(_("Add a lead inspector"), "team_add")
    if standing.samples:
        yield from _of_the_sample(standing)
    if standing.my_cases:
        counted = ngettext("{my_cases} case", "{my_cases} cases", standing.my_cases).format(my_cases=standing.my_cases)
        yield Action.ASSESS_CASE, Task(_("Assess {counted}").format(counted=counted), "cases")
    if standing.to_read_blind:
        counted = ngettext("{to_read_blind} case", "{to_read_blind} cases", standing.to_read_blind).format(
            to_read_blind=standing.to_read_blind
        )
        yield Action.READ_BLIND, Task(_("Read {counted} blind").format(counted=counted), "readings")
    if standing.to_judge:
        counted = ngettext("{to_judge} standard", "{to_judge} standards", standing.to_judge).format(
            to_judge=standing.to_judge
        )
        yield Action.JUDGE_STANDARD, Task(_("Judge {counted}").format(counted=counted), "standards")
    if standing.panel == "":
        yield Action.OPEN_PANEL, Task(_("Open the ratings panel"), "panel")
    elif standing.panel == "open":
        yield Action.SIGN_OFF, Task(_("Decide and sign off the ratings"), "panel", _("In progress"), "yellow")


def _of_the_sample(standing: Standing) -> Iterator[tuple[Action, Task]]:
    if standing.sample == "approved":
        if standing.unallocated:
            counted = ngettext("{unallocated} case", "{unallocated} cases", standing.unallocated).format(
                unallocated=standing.unallocated
            )
            yield Action.ALLOCATE_CASES, Task(_("Allocate {counted}").format(counted=counted), "allocation")
    elif standing.sample == "drawn":
        yield Action.APPROVE_SAMPLE, Task(_("Approve the sample"), "sample")
    elif standing.caseload:
        yield Action.DRAW_SAMPLE, Task(_("Draw the sample"), "sample")
    else:
        yield Action.UPLOAD_CASELOAD, Task(_("Upload the caseload"), "sample")
