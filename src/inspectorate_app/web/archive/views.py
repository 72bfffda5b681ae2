"""A whole inspection as a file: what it holds, and taking it away. It is brought in by a command alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspectorate_app.actions import anonymised as for_research
from inspectorate_app.actions import archive as action
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.archive import Exported
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotAllowed, NotNow
from inspectorate_app.store.queries.inspection import edition_used
from inspectorate_app.store.queries.name import held
from inspectorate_app.web.archive.forms import Wanted
from inspectorate_app.web.page import POST_ONLY, inspection_of, page


@page(Action.EXPORT_ANONYMISED)
def archive(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """What an archive of the inspection holds, with the files that whoever asks may have."""
    facts = inspection_of(inspection)
    names, caseloads = held(facts.id)
    content = {
        "inspection": facts,
        "names": names,
        "caseloads": caseloads,
        "wanted": Wanted() if may(actor, Action.SEE_NAMES, inspection) else None,
        "may_export": may(actor, Action.EXPORT_ARCHIVE, inspection),
        "fewest": edition_used(facts).fewest,
        "anonymised_now": policy.now(Action.EXPORT_ANONYMISED, facts.phase),
    }
    return render(request, "archive/archive.html", content)


@page(Action.EXPORT_ARCHIVE, POST_ONLY)
def download(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The whole inspection as a file."""
    try:
        return _file(action.export(actor, inspection, names="names" in request.POST))
    except (NotAllowed, NotNow) as error:
        return _told(request, inspection, str(error))


@page(Action.EXPORT_ANONYMISED, POST_ONLY)
def anonymised(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The inspection as a file for research."""
    try:
        return _file(for_research.export(actor, inspection))
    except NotNow as error:
        return _told(request, inspection, str(error))


def _told(request: HttpRequest, inspection: str, message: str) -> HttpResponse:
    messages.error(request, message)
    return redirect("archive", inspection=inspection)


def _file(made: Exported) -> HttpResponse:
    response = HttpResponse(made.content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
