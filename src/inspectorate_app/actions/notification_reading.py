"""What someone was told and may still see: whoever was taken from a team, or lost a case, sees nothing of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspectorate_app.actions import permission
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.notification_kind import EVENTS, KINDS, Kind, Place, words
from inspectorate_app.actions.permission import MAY, Role
from inspectorate_app.store.queries import notification as query
from inspectorate_app.store.queries import person as people
from inspectorate_app.store.queries.notification import NotificationFacts

#: Events that speak of a case which must still be theirs who were told.
_OF_OWN_CASES = frozenset({"case_given", "case_reopened"})


@dataclass(frozen=True)
class Told:
    """A notification that may be seen, in words, with the page that it leads to."""

    facts: NotificationFacts
    text: str
    place: Place

    @property
    def address(self) -> str:
        """The page that it leads to, within the service."""
        from django.urls import reverse

        arguments: dict[str, object] = {"inspection": self.facts.inspection} if self.facts.inspection else {}
        if self.place.number and self.facts.number:
            arguments[self.place.number] = self.facts.number
        elif self.place.number:
            return reverse(_LISTS[self.place.route], kwargs=arguments)
        return reverse(self.place.route, kwargs=arguments)


#: Where several things are told of at once: the list of them.
_LISTS = {"case": "cases", "service_request": "service_requests"}


def told(actor: Actor, *, unread: bool = False, shown: bool | None = True, after: int = 0) -> list[Told]:
    """What someone was told and may still see, the latest first."""
    if actor.person is None:
        return []
    return list(visible(actor, query.of_person(actor.person, shown=shown, unread=unread, after=after)))


def kinds_for(actor: Actor) -> list[Kind]:
    """The kinds of which someone may be told, by their office and the roles that they have anywhere; in order."""
    held = {Role(actor.office)} if actor.office else set()
    held |= {Role(each.role) for each in people.memberships(actor.person or 0)}
    told = {
        event.kind
        for event in EVENTS.values()
        if all(any(not MAY[action].isdisjoint(held) for action in some) for some in (event.told, event.sees) if some)
    }
    return [kind for kind in Kind if kind in told or KINDS[kind].fixed]


def visible(actor: Actor, found: Iterable[NotificationFacts]) -> Iterable[Told]:
    """Those that someone may still see."""
    found = list(found)
    slugs = {each.inspection for each in found if each.event in _OF_OWN_CASES and each.number}
    own = query.cases_of(actor.person, slugs) if slugs and actor.person is not None else frozenset()
    for each in found:
        place = _place(actor, each)
        lost = each.event in _OF_OWN_CASES and each.number and (each.inspection, each.number) not in own
        if place is not None and not lost:
            yield Told(each, words(each.event, each.number, each.count), place)


def _place(actor: Actor, facts: NotificationFacts) -> Place | None:
    """The first page that it leads to and they may see; None where there is none, or the event is of another time."""
    event = EVENTS.get(facts.event)
    places = event.places if event else ()
    slug = facts.inspection or None
    return next((place for place in places if permission.may(actor, place.sees, slug)), None)
