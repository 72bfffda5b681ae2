"""The ways around the service: only what this person may see."""

from collections.abc import Mapping

from inspectorate.language import noted
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.web.address import address

#: The pages of the service in order: what they are called, the name of their route, and what one must be allowed.
PAGES: tuple[tuple[str, str, Action], ...] = (
    (noted("Your inspections"), "home", Action.USE_OWN_ACCOUNT),
    (noted("Programme"), "programme", Action.SEE_PROGRAMME),
    (noted("People"), "people", Action.SEE_PEOPLE),
    (noted("Audit trail"), "service_audit", Action.SEE_SERVICE_AUDIT),
    (noted("Mail"), "mail", Action.SEE_MAIL),
    (noted("Subscribers"), "subscribers", Action.SEE_SUBSCRIBERS),
)


def pages(actor: Actor) -> list[Mapping[str, str]]:
    """The pages of the service that someone may open, as text and address."""
    return [{"text": text, "href": address(route)} for text, route, action in PAGES if may(actor, action)]
