"""Choosing the language of the pages: a form in the foot of each page, which works without a script."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from inspectorate_app.actions.person import choose_language
from inspectorate_app.web.page import POST_ONLY, actor_of, public

_YEAR = 365 * 24 * 3600


@csrf_exempt
@public(POST_ONLY)
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie, which says nothing else, and go back to the page.

    Who is signed in has their mail in it too; a form from elsewhere comes without their session.

    It needs no form token: the worst that a form from elsewhere can do is to show someone the other language, and a
    page that anyone opens need not set a second cookie for it.
    """
    response = redirect(_back(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        remember(response, language)
        if request.user.is_authenticated:
            choose_language(actor_of(request), language)
    return response


def remember(response: HttpResponse, language: str) -> None:
    """Set the cookie of a language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _back(request: HttpRequest) -> str:
    """The page whose switch was pressed, where it is one of ours."""
    given = request.POST.get("next", "")
    fits = url_has_allowed_host_and_scheme(given, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return given if fits and urlsplit(given).path.startswith("/") else "/"
