"""A form that could not be taken: what was typed is shown, to send again where one was signed out or it had expired.

Where it was refused, it is shown to be copied. It stands on that page alone: nothing is kept here of someone who may
not be signed in.
"""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate_app.web.page import rule_of

#: Of one's own account, where passwords are typed, and of pages for everyone nothing is shown again.
_LEFT_OUT = (None, "public", "own account")
#: The field of Django's check of forms: the page has one of its own.
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def not_sent(request: HttpRequest) -> HttpResponse | None:
    """The page with what was typed; None where ``typed_in`` gives nothing. The other values go along unseen."""
    typed = typed_in(request)
    if not typed:
        return None
    along = [each for each in _sent(request) if each not in typed]
    content = {"typed": typed, "along": along, "files": bool(request.FILES)}
    return render(request, "error/not_sent.html", content, status=403)


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form in which words were typed; none for a script, and for a form that others sent here.

    A value of several words counts as typed.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or rule_of(match.func) in _LEFT_OUT:
        return []
    if not (request.accepts("text/html") and _is_ours(request)):
        return []
    return [each for each in _sent(request) if len(each[1].split()) > 1]


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form; none of one that cannot be read, for which the page with the error is asked."""
    try:
        fields = request.POST.lists()
    except (BadRequest, SuspiciousOperation):
        return []
    return [(name, value) for name, values in fields for value in values if name != _TOKEN]


def _is_ours(request: HttpRequest) -> bool:
    """Whether the form stood on a page of ours, as browsers say of each: no other site puts words on our pages."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
