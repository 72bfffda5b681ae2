"""Requests as the inspected service answers them: uploading, uploading again, and saying what it does not hold."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import evidence as action
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import evidence as query
from inspectorate_app.store.queries.evidence import RequestFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.evidence.document import found, given_out, uploaded_for, version_uploaded
from inspectorate_app.web.evidence.forms import ReasonForm
from inspectorate_app.web.evidence.request import found as request_found
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.service.views import about


@page(Action.SEE_SERVICE_PAGES)
def requests(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Everything that is asked for."""
    facts = inspection_of(inspection)
    return render(request, "service/requests.html", _about(request, facts) | {"requests": query.requests(facts)})


@page(Action.SEE_SERVICE_PAGES)
def one(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """What is asked for, and what the service has sent."""
    facts = inspection_of(inspection)
    return render(request, "service/request.html", _about(request, facts) | _asked(facts, number))


@page(Action.SUPPLY_EVIDENCE, FORM)
def upload(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Upload a document for a request."""
    facts = inspection_of(inspection)
    policy.require(Action.SUPPLY_EVIDENCE, facts.phase)
    asked = request_found(facts, number)
    form, made = uploaded_for(request, actor, facts, asked)
    if made is not None:
        messages.success(request, _("Your document was uploaded. The inspection team can now read it."))
        return redirect("service_request", inspection=inspection, number=number)
    shown = _about(request, facts) | {"form": form, "asked": asked, "document": None}
    return render(request, "service/upload.html", shown)


@page(Action.SUPPLY_EVIDENCE, FORM)
def upload_version(request: HttpRequest, actor: Actor, inspection: str, document: int) -> HttpResponse:
    """Upload a document again."""
    facts = inspection_of(inspection)
    policy.require(Action.SUPPLY_EVIDENCE, facts.phase)
    one = found(facts, document)
    if not one.supplied:
        raise NotThere
    form, version = version_uploaded(request, actor, facts, one)
    if version is not None:
        messages.success(request, _("The new version was uploaded. The earlier ones are kept."))
        return redirect("service_request", inspection=inspection, number=one.request)
    shown = _about(request, facts) | {"form": form, "asked": None, "document": one}
    return render(request, "service/upload.html", shown)


@page(Action.SUPPLY_EVIDENCE, FORM)
def not_held(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Say that the service does not hold what is asked for."""
    facts = inspection_of(inspection)
    asked = request_found(facts, number)
    form = ReasonForm(sent(request), initial={"reason": asked.reason})
    if request.method == "POST" and form.is_valid():
        try:
            action.not_held(actor, inspection, number, reason=form.cleaned_data["reason"])
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("The inspection team was told that you do not hold it."))
            return redirect("service_requests", inspection=inspection)
    return render(request, "service/not_held.html", _about(request, facts) | {"form": form, "asked": asked})


@page(Action.DOWNLOAD_SUPPLIED)
def file(request: HttpRequest, actor: Actor, inspection: str, document: int, version: int) -> StreamingHttpResponse:
    """What the service sent, as it sent it."""
    return given_out(actor, inspection, document, version)


def _about(request: HttpRequest, facts: InspectionFacts) -> dict[str, Any]:
    return about(request, facts) | {"may_supply": policy.now(Action.SUPPLY_EVIDENCE, facts.phase)}


def _asked(facts: InspectionFacts, number: int) -> dict[str, Any]:
    """A request, and what the service sent for it; not what inspectors were handed."""
    asked: RequestFacts = request_found(facts, number)
    return {"asked": asked, "documents": [each for each in asked.documents if each.supplied]}
