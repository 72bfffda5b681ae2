"""A form that could not be taken, since one was signed out or it had expired: what was typed is shown to send again.

It stands on that page alone: nothing is kept here of someone who may not be signed in.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate_app.web.page import rule_of

#: Of one's own account, where passwords are typed, and of pages for everyone nothing is shown again.
_LEFT_OUT = (None, "public", "own account")
#: The field of Django's check of forms: the page has one of its own.
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def not_sent(request: HttpRequest) -> HttpResponse | None:
    """The page with what was typed; None where no words were, for a script, and for a form that others sent here.

    A value of several words counts as typed; the others go along unseen.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or rule_of(match.func) in _LEFT_OUT:
        return None
    if not (request.accepts("text/html") and _is_ours(request)):
        return None
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != _TOKEN]
    typed = [each for each in sent if len(each[1].split()) > 1]
    if not typed:
        return None
    content = {"typed": typed, "along": [each for each in sent if each not in typed], "files": bool(request.FILES)}
    return render(request, "error/not_sent.html", content, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """Whether the form stood on a page of ours, as browsers say of each: no other site puts words on our pages."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
