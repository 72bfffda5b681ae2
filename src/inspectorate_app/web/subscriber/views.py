"""Being told of new reports: anyone signs up, confirms, changes what they follow and leaves, without an account.

No cookie is set and none is read (``web.middleware.register``), so that a request forged on another site has nothing of
a visitor to borrow; it would sign an address up all the same, and so a form of another site is refused by what the
browser says of where it stood. Links in mails hold a key; opening one changes nothing, since programs that look for bad
links open them too.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from inspectorate.errors import BadInput
from inspectorate_app.actions import subscriber as action
from inspectorate_app.actions.refusal import NotAllowed, NotThere, TooManyTries
from inspectorate_app.rate import TooOften, Window
from inspectorate_app.store.queries import mail as mails
from inspectorate_app.store.queries import subscriber as query
from inspectorate_app.store.queries.register import held
from inspectorate_app.store.queries.subscriber import EVERYTHING, Following
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.middleware.rate import address as address_of
from inspectorate_app.web.page import FORM, public
from inspectorate_app.web.register import address
from inspectorate_app.web.register.page import Unknown, not_there, shown
from inspectorate_app.web.register.words import kind_words
from inspectorate_app.web.subscriber.forms import SOME, FollowingForm, SubscribeForm

#: Sign-ups from one address on the network in an hour: an office has one, and a machine that fills boxes too.
MOST = 30
HOUR = Window(length=3600)
View = Callable[..., HttpResponseBase]


def at_the_door(view: View) -> View:
    """A page that anyone opens; kept by nobody and found by no crawler."""

    @wraps(view)
    def answered(request: HttpRequest, language: str = "en", **arguments: Any) -> HttpResponseBase:
        try:
            response = view(request, **arguments)
        except Unknown as unknown:
            response = not_there(request, unknown.name)
        except NotThere:
            response = _page(request, "gone", {"missing": True}, status=404)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return csrf_exempt(answered)


@public(FORM)
@at_the_door
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form to sign up; what the address names is ticked."""
    if request.method != "POST":
        form = SubscribeForm(held(), request.GET.getlist("unit"), initial=_asked(request))
        return _signing_up(request, form)
    _require_own(request)
    form = SubscribeForm(held(), request.POST.getlist("unit"), request.POST)
    if form.is_valid():
        _count(request)
        try:
            action.sign_up(form.cleaned_data["email"], form.following, get_language() or "")
            return redirect(address.of_register("subscribe_done", what="asked"))
        except BadInput as error:
            add_faults(form, error)
    return _signing_up(request, form)


def _signing_up(request: HttpRequest, form: SubscribeForm) -> HttpResponse:
    return _page(request, "subscribe", {"form": form, "mailing": mails.is_configured()})


#: What may have been done: subscriber/done.html says what comes next.
_DONE = frozenset({"asked", "confirmed", "changed"})


@public()
@at_the_door
def done(request: HttpRequest, what: str) -> HttpResponse:
    """What was done, and what comes next. It is the same whether an address was known or not."""
    if what not in _DONE:
        raise Unknown(what)
    return _page(request, "done", {"what": what})


@public(FORM)
@at_the_door
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """The link of the mail with which an address is confirmed: a button, which does it."""
    if request.method == "POST":
        action.confirm(key)
        return redirect(address.of_register("subscribe_done", what="confirmed"))
    found = query.to_confirm(key)
    if found is None:
        raise NotThere
    return _page(request, "confirm", {"following": _told(found.following)})


@public(FORM)
@at_the_door
def change(request: HttpRequest, key: str) -> HttpResponse:
    """What a subscriber follows, to be changed. The page does not say the address."""
    found = query.by_key(key)
    if found is None:
        raise NotThere
    units = [*found.following.units, *request.GET.getlist("unit"), *request.POST.getlist("unit")]
    if request.method != "POST":
        form = FollowingForm(held(), units, initial=_asked(request, found.following))
        return _page(request, "change", {"form": form, "key": key})
    form = FollowingForm(held(), units, request.POST)
    if form.is_valid():
        try:
            action.follow(key, form.following)
            return redirect(address.of_register("subscribe_done", what="changed"))
        except BadInput as error:
            add_faults(form, error)
    return _page(request, "change", {"form": form, "key": key})


@public(FORM)
@at_the_door
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """A button to leave; a POST leaves at once, by whoever has the link (RFC 8058). It is answered the same again."""
    if request.method == "POST":
        action.leave(key)
    return _page(request, "leave", {"left": query.by_key(key) is None})


def _page(request: HttpRequest, template: str, values: dict[str, Any], *, status: int = 200) -> HttpResponse:
    own = {"noindex": True, "narrow": True, "canonical": address.whole(address.of_register("subscribe"))}
    return shown(request, template, {**own, **values}, active="subscribe", folder="subscriber", status=status)


def _asked(request: HttpRequest, already: Following | None = None) -> dict[str, Any]:
    """What is ticked when a form is first shown: what is followed already, and what the address names."""
    kept = already or Following()
    named = {name: request.GET.getlist(name) for name in ("unit", "region", "kind")}
    if request.GET.get("what") == EVERYTHING or (kept.everything and not any(named.values())):
        return {"what": EVERYTHING}
    ticked = {
        "unit": [*kept.units, *named["unit"]],
        "region": [*kept.regions, *named["region"]],
        "kind": [*kept.kinds, *named["kind"]],
    }
    return {**ticked, "what": SOME} if any(ticked.values()) else {}


def _told(following: Following) -> list[str]:
    """What is followed, in words."""
    if following.everything:
        return [_("all new reports and letters")]
    units = [query.name_of(unit) for unit in following.units]
    return [*units, *following.regions, *(kind_words(kind) for kind in following.kinds)]


def _count(request: HttpRequest) -> None:
    try:
        HOUR.count(f"subscribe {address_of(request)}", MOST)
    except TooOften as error:
        said = _("Too many addresses were signed up from here. Wait {minutes} minutes and try again.")
        raise TooManyTries(said.format(minutes=1 + error.seconds // 60)) from None


def _require_own(request: HttpRequest) -> None:
    """Refuse what a browser sends from another site. What is no browser says neither, and is nobody's visitor."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    own = f"{request.scheme}://{request.get_host()}"
    if site not in ("same-origin", "none") or request.headers.get("Origin", own) != own:
        raise NotAllowed(_("Sign up with the form on this site."))
