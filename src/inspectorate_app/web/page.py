"""Who may open a page: each view says so with ``page`` or ``public``, and the gate refuses a view that says neither.

There each says too whether it takes what a form sends. What is asked for otherwise is answered with 405 and ``Allow``:
the words are ``RefusalMiddleware``'s.
"""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from inspectorate_app.actions import permission
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotThere
from inspectorate_app.log import request_id
from inspectorate_app.store.queries import inspection, person
from inspectorate_app.store.queries.inspection import InspectionFacts

View = Callable[..., HttpResponseBase]
#: How a page may be asked for: it only shows something, shows a form and takes it, or takes what stands elsewhere.
SHOWN = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")
POST_ONLY = ("POST",)

#: Pages of allauth that one opens before one is signed in; its others are for one's own account.
OPEN_ROUTES = frozenset(
    {
        "account_login",
        "account_logout",
        "mfa_authenticate",
        "account_inactive",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_error",
        "socialaccount_login_cancelled",
    }
)


def page(action: Action, methods: Collection[str] = SHOWN) -> Callable[[View], View]:
    """Say which action opening this page is, and how it may be asked for.

    The view is called with the request and then the ``Actor``. In an inspection the address has its slug as
    ``inspection``. What the page writes is checked again by the action that it calls. Who may not open a page is not
    told how it may be asked for.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            actor = actor_of(request)
            permission.require(actor, action, arguments.get("inspection"))
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(request, actor, **arguments)

        return _declared(guarded, action, methods)

    return declare


def public(methods: Collection[str] = SHOWN) -> Callable[[View], View]:
    """Say that anyone may open this page, signed in or not, and how it may be asked for."""

    def declare(view: View) -> View:
        @wraps(view)
        def open_to_all(request: HttpRequest, *parts: Any, **arguments: Any) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(request, *parts, **arguments)

        return _declared(open_to_all, "public", methods)

    return declare


def _declared(view: View, rule: str, methods: Collection[str]) -> View:
    view.rule = rule  # type: ignore[attr-defined]  # read by rule_of
    view.methods = methods  # type: ignore[attr-defined]  # read by methods_of
    return view


def methods_of(view: Any) -> Collection[str]:
    """How a page may be asked for; those of allauth are classes and say it with their methods."""
    of_allauth = getattr(view, "view_class", None)
    if of_allauth is not None:
        return [each.upper() for each in of_allauth.http_method_names if hasattr(of_allauth, each)]
    return cast(Collection[str], getattr(view, "methods", FORM))


def rule_of(view: Any) -> str | None:
    """The action of a page, ``public``, or ``own account`` for allauth's pages; None where nothing is said."""
    rule = getattr(view, "rule", None)
    if rule is Action.USE_OWN_ACCOUNT:
        return "own account"
    if rule is None and is_of_allauth(view):
        return "own account"
    return None if rule is None else str(rule)


def is_of_allauth(view: Any) -> bool:
    """Whether a page is for setting up how one signs in; no other is open before that is done."""
    return getattr(view, "__module__", "").startswith("allauth.")


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, as the actions want to know; made once a request."""
    known = getattr(request, "actor", None)
    if known is None:
        user = request.user
        if not user.is_authenticated:
            raise NotAllowed(_("Sign in first."))
        known = Actor(user.pk, user.name, user.office, "page", request_id.get())
        request.actor = known  # type: ignore[attr-defined]  # kept for the rest of the request
    return cast(Actor, known)


def inspection_of(slug: str) -> InspectionFacts:
    """The inspection that an address names. Raises ``NotThere`` where there is none."""
    found = inspection.find(slug)
    if found is None:
        raise NotThere
    return found


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether this person must set up a second factor first: all who have an office or a role in an inspection.

    Not in the demonstration on one's own machine, whose people and cases are synthetic: a database with an inspection
    that came from elsewhere is none, whatever the settings say.
    """
    user = request.user
    if settings.DEMONSTRATION and not settings.SECURE and not inspection.any_real():
        return False
    if not user.is_authenticated or request.session.get("second_factor"):
        return False
    if person.has_second_factor(user.pk):
        request.session["second_factor"] = True
        return False
    return bool(user.office) or person.is_member_anywhere(user.pk)
