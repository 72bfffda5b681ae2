"""How each inspection of the demonstration begins: set up, with its team, and from a caseload into fieldwork."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from inspectorate.inspection import Phase
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions import membership, sample
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Role
from inspectorate_app.demonstration import quality, sign_in
from inspectorate_app.demonstration.inspection import SEED
from inspectorate_app.demonstration.sign_in import Actors
from inspectorate_app.store.queries import inspection as query
from inspectorate_app.store.queries.inspection import InspectionFacts

EDITION_NOW = "hmip-pdu-2023"
#: The weeks from today until what is still to come is due.
_AHEAD = {Phase.PANEL: 1, Phase.DRAFTING: 5, Phase.FACTUAL_ACCURACY: 9, Phase.PUBLISHED: 13, Phase.FOLLOW_UP: 49}


def due_from_today(lead: Actor, slug: str, after: Phase | None = None) -> None:
    """What is still to come is due after today: an inspection of years ago would be nothing but overdue."""
    today, phases = timezone.localdate(), list(_AHEAD)
    for phase in reversed(phases[phases.index(after) + 1 if after else 0 :]):
        inspections.set_due(lead, slug, phase, today + datetime.timedelta(weeks=_AHEAD[phase]))


def set_up(actors: Actors, organisation: str, begins: datetime.date) -> str:
    """An inspection of a unit in two weeks from a day on; gives its name in addresses."""
    return inspections.set_up(
        actors["planner"],
        edition=EDITION_NOW,
        organisation=organisation,
        fieldwork_from=begins,
        fieldwork_to=begins + datetime.timedelta(days=11),
        out_of_force_confirmed=True,
        demonstration=True,
    )


def gather(actors: Actors, slug: str, capacity: int) -> None:
    """Everyone with a role in a team; each reader has at most so many cases."""
    sampling = query.edition_used(facts(slug)).sampling
    skills = tuple(skill.id for skill in sampling.skills) if sampling else ()
    for person, role, cases in sign_in.team(actors, capacity):
        skilled = skills if cases else ()
        own = quality.OWN if role is Role.LOCAL_ASSESSOR else ()
        membership.add(actors["planner"], slug, person=person, role=role, capacity=cases, skills=skilled, own=own)


def into_fieldwork(actors: Actors, slug: str, caseloads: Mapping[str, str], as_of: datetime.date, size: int) -> None:
    """From caseloads by module to allocated cases, and on into fieldwork; of a further sample every case is read."""
    lead, operations = actors["lead"], actors["operations"]
    inspections.move_phase(lead, slug, Phase.EVIDENCE)
    for module, caseload in caseloads.items():
        name, content = f"synthetic-{module or 'caseload'}.csv", caseload.encode()
        kept = sample.upload_caseload(operations, slug, file_name=name, content=content, as_of=as_of, module=module)
        wanted = {"take_all": True} if module else {"size": size}
        drawn = sample.draw_sample(operations, slug, caseload=kept, seed=SEED, **wanted)
        sample.approve_sample(lead, slug, drawn)
    sample.allocate(operations, slug)
    inspections.move_phase(lead, slug, Phase.FIELDWORK)


def facts(slug: str) -> InspectionFacts:
    """An inspection that was just set up, as it stands."""
    found = query.find(slug)
    if found is None:
        raise LookupError(slug)
    return found


def monday(weeks: int) -> datetime.date:
    """The Monday of this week, or so many weeks later."""
    today = timezone.localdate()
    return today - datetime.timedelta(days=today.weekday()) + datetime.timedelta(weeks=weeks)
