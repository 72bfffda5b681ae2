"""Who calls: the bearer of a token, and nobody by a cookie."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest

from inspectorate_app.actions import permission
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.token import PREFIX
from inspectorate_app.api.problem import NotSignedIn
from inspectorate_app.log import request_id
from inspectorate_app.rate import WINDOW, address_of
from inspectorate_app.store.queries import token as query

_FORM = re.compile(rf"[Bb]earer ({PREFIX}[A-Za-z0-9_-]{{43}})")


def allowed(action: Action) -> Callable[[HttpRequest], Actor]:
    """What an operation asks first: may the bearer of this token do ``action``, here?

    Permission comes before anything is read from the body, so that whoever may not ask learns nothing of the question.
    """

    def authenticate(request: HttpRequest) -> Actor:
        actor = _bearer(request)
        request.actor = actor  # type: ignore[attr-defined]  # for the log of requests
        match = request.resolver_match
        permission.require(actor, action, match.kwargs.get("inspection") if match else None)
        return actor

    return authenticate


def anyone(request: HttpRequest) -> str:
    """For an operation that is public: whoever asks is counted by address, and not asked who they are."""
    WINDOW.count(f"public {address_of(request.META, settings.AXES_IPWARE_PROXY_COUNT)}", settings.REQUESTS_A_MINUTE)
    return "anyone"


def refuse(request: HttpRequest) -> Actor:
    """For an operation that names no action: nobody may call it."""
    raise NotSignedIn("This operation has no rule that says who may call it, and so nobody may.")


def actor_of(request: HttpRequest) -> Actor:
    """Who calls, after ``allowed`` has let them in."""
    actor: Actor = request.auth  # type: ignore[attr-defined]  # django-ninja keeps there what authentication gave
    return actor


def _bearer(request: HttpRequest) -> Actor:
    address = f"refused {address_of(request.META, settings.AXES_IPWARE_PROXY_COUNT)}"
    WINDOW.require(address, settings.SIGN_INS_A_MINUTE)
    found = _FORM.fullmatch(request.headers.get("Authorization", ""))
    holder = query.bearer(found[1]) if found else None
    if holder is None:
        WINDOW.count(address, settings.SIGN_INS_A_MINUTE)
        raise NotSignedIn("Send a token as 'Authorization: Bearer insp_...'. You make one on the page 'Your tokens'.")
    WINDOW.count(f"token {holder.token}", settings.REQUESTS_A_MINUTE)
    WINDOW.count(f"person by token {holder.person}", settings.REQUESTS_A_MINUTE)
    return Actor(holder.person, holder.name, holder.office, "api", request_id.get(), holder.scopes)
