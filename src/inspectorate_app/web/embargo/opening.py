"""The pages of who opens an embargoed copy: by a link, without an account, a cookie or a script."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from inspectorate.report.file_format import FORMATS
from inspectorate_app.actions import embargo_opening as actions
from inspectorate_app.actions.refusal import NotThere, TooManyTries
from inspectorate_app.rate import WINDOW, TooOften
from inspectorate_app.store.queries import embargo as query
from inspectorate_app.store.queries.embargo import Linked
from inspectorate_app.web.middleware.rate import address
from inspectorate_app.web.page import FORM, View, public
from inspectorate_app.web.register.address import of_register

#: Files that one link gives in a minute.
FILES_A_MINUTE = 20


def by_link(view: Callable[..., HttpResponse]) -> View:
    """A page that a link alone opens: no form token, no cookie, no address passed on, in no search engine."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: str) -> HttpResponse:
        try:
            response = view(request, **arguments)
        except NotThere:
            _count(f"sign-in {address(request)}", settings.SIGN_INS_A_MINUTE)
            response = _ended(request, "ended")
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Cache-Control"] = "no-store"
        return response

    return guarded


@public(FORM)
@by_link
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """The terms of the embargo; once they are accepted, what there is to download."""
    if request.method == "POST":
        found = actions.find(token)
        if found.state == "open" and request.POST.get("accept") == "yes":
            actions.accept(token)
            return redirect("embargoed_open", token=token)
        if found.state == "open":
            return _page(request, token, found, missing=True)
    found = actions.open_link(token)
    if found.state == "published":
        return redirect(_public_address(found))
    return _page(request, token, found) if found.state == "open" else _ended(request, found.state)


def _page(request: HttpRequest, token: str, found: Linked, *, missing: bool = False) -> HttpResponse:
    content = {
        "copy": found,
        "until": query.until(found.due_at) if found.due_at else "",
        "missing": missing,
        "documents": [(each.kind, each.title) for each in query.documents(found.publication)] if found.accepted else [],
        "formats": [FORMATS[form] for form in query.FORMATS],
        "token": token,
    }
    return render(request, "embargo/opened.html", content)


@public()
@by_link
def download(request: HttpRequest, token: str, kind: str, form: str) -> HttpResponse:
    """A document of the copy as a file."""
    found = actions.find(token)
    if found.state == "published":
        return redirect(_public_address(found))
    if found.state != "open":
        return _ended(request, found.state)
    if not found.accepted:
        return redirect("embargoed_open", token=token)
    _count(f"embargoed copy {found.copy}", FILES_A_MINUTE)
    file = actions.download(token, kind, form)
    answer = HttpResponse(file.content, content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def _ended(request: HttpRequest, state: str) -> HttpResponse:
    return render(request, "embargo/ended.html", {"held": state == "held"}, status=404)


def _public_address(found: Linked) -> str:
    """The page of the unit in the public register; of an organisation that it does not know the register itself."""
    kind, _slash, place = found.organisation.partition("/")
    return of_register("unit", kind=kind, place=place) if place else of_register("")


def _count(key: str, most: int) -> None:
    try:
        WINDOW.count(key, most)
    except TooOften as error:
        raise TooManyTries(_("Wait {seconds} seconds and try again.").format(seconds=error.seconds)) from None
