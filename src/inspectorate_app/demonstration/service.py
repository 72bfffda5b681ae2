"""The inspected service of the demonstration: its people, the announcement, interviews, emerging findings."""

import datetime

from inspectorate_app.actions import emerging, interview, service
from inspectorate_app.actions.interview import Wanted
from inspectorate_app.actions.permission import Role
from inspectorate_app.demonstration.sign_in import DOMAIN, Actors
from inspectorate_app.store.queries.inspection import edition_used, find

_ANNOUNCEMENT = """This inspection is synthetic. It shows what a service reads when an inspection is announced.

We will inspect how the unit is led, staffed and equipped, and how well it works with the people it supervises. Please \
send what we ask for under 'Requests' by the dates given there, and arrange the interviews under 'Interviews'.

At the end of fieldwork the lead inspector shares emerging findings with the head of the service."""
_FINDINGS = "Synthetic: what inspectors found under this standard would stand here, without names and without ratings."


def meet(actors: Actors, slug: str) -> None:
    """Invite the people of the service, announce the inspection, and ask for interviews, of which one is arranged."""
    facts = find(slug)
    if facts is None:
        raise LookupError(slug)
    lead, operations, contact = actors["lead"], actors["operations"], actors["contact"]
    for key, role in (("contact", Role.SERVICE_CONTACT), ("head", Role.SERVICE_HEAD)):
        service.invite(operations, slug, email=f"{key}@{DOMAIN}", name=actors[key].name, role=role)
        actors[key].roles.clear()
    service.announce(lead, slug, text=_ANNOUNCEMENT, version=0)
    first = facts.fieldwork_from
    for whom, day, minutes in (("Head of the unit", 0, 90), ("Senior probation officers, as a group", 1, 60)):
        interview.ask(operations, slug, Wanted(whom, first + datetime.timedelta(days=day), minutes))
    number = interview.ask(operations, slug, Wanted("Victim liaison officers", first + datetime.timedelta(days=2)))
    at = datetime.datetime.combine(first + datetime.timedelta(days=2), datetime.time(10), datetime.UTC)
    interview.arrange(contact, slug, number, held_at=at, place="Synthetic office, room 1", version=1)


def share_findings(actors: Actors, slug: str) -> None:
    """Emerging findings on the organisational standards, shared with the head of the service."""
    facts = find(slug)
    if facts is None:
        raise LookupError(slug)
    standards = [each.id for each in edition_used(facts).standards if each.kind == "organisational"]
    version = emerging.draft(actors["lead"], slug, dict.fromkeys(standards, _FINDINGS), version=0)
    emerging.share(actors["lead"], slug, version=version)
