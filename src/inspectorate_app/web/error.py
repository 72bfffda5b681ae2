"""The pages for what went wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from inspectorate_app.log import request_id
from inspectorate_app.web.not_sent import not_sent, typed_in


def error_page(request: HttpRequest, status: int, message: str = "", *, not_now: bool = False) -> HttpResponse:
    """The page for a status, with the reason where there is one to tell.

    ``not_now`` tells a 409 that came from how things stand from one that came from someone else's change. What was
    typed in a form that was refused stands on the page, to be copied.
    """
    shown = {"message": message, "not_now": not_now, "typed": typed_in(request)}
    return render(request, f"error/{status}.html", shown, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; asks nothing of the database, which may be what is wrong."""
    return HttpResponse(render_to_string("error/500.html", {"request_id": request_id.get()}), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long, or did not come from us."""
    told = _("The form had expired. Go back, load the page again and send it once more.")
    return not_sent(request) or error_page(request, 403, told)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429."""
    return error_page(request, 429)


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Too many wrong passwords."""
    return error_page(request, 429, _("There were too many attempts to sign in. Wait 15 minutes and try again."))
