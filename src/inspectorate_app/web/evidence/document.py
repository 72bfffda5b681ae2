"""A document: its versions, giving one out, uploading, and marking it as read."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import document as action
from inspectorate_app.actions import document_removal as removal
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.document import Uploaded
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.attachment import attachment
from inspectorate_app.store.queries import evidence as query
from inspectorate_app.store.queries.document_text import state_of
from inspectorate_app.store.queries.evidence import DocumentFacts, RequestFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.evidence.forms import FileForm, ReadingForm, RemovalForm
from inspectorate_app.web.evidence.request import found as request_found
from inspectorate_app.web.evidence.request import standards_of
from inspectorate_app.web.evidence.views import about
from inspectorate_app.web.evidence.wording import SEARCHED
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, inspection_of, page


@page(Action.SEE_EVIDENCE)
def one(request: HttpRequest, actor: Actor, inspection: str, document: int) -> HttpResponse:
    """A document with all its versions, and who has read which."""
    facts = inspection_of(inspection)
    shown = _about(facts, actor, document) | {"form": ReadingForm(standards=standards_of(facts))}
    return render(request, "evidence/document.html", shown)


@page(Action.READ_EVIDENCE, FORM)
def mark(request: HttpRequest, actor: Actor, inspection: str, document: int, version: int) -> HttpResponse:
    """Mark a version as read, with a note."""
    facts = inspection_of(inspection)
    found(facts, document)
    form = ReadingForm(sent(request), standards=standards_of(facts))
    if request.method == "POST" and form.is_valid():
        try:
            action.mark_read(actor, inspection, document, version, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Marked as read."))
            return redirect("evidence_document", inspection=inspection, document=document)
    return render(request, "evidence/document.html", _about(facts, actor, document) | {"form": form})


@page(Action.DOWNLOAD_EVIDENCE)
def file(request: HttpRequest, actor: Actor, inspection: str, document: int, version: int) -> StreamingHttpResponse:
    """A version as it was uploaded, always to be saved and never shown."""
    return given_out(actor, inspection, document, version)


@page(Action.UPLOAD_EVIDENCE, FORM)
def upload(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Upload what was handed to an inspector and was not asked for."""
    facts = inspection_of(inspection)
    return _uploading(request, actor, facts, None)


@page(Action.UPLOAD_EVIDENCE, FORM)
def upload_for(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Upload what was handed to an inspector for a request."""
    facts = inspection_of(inspection)
    return _uploading(request, actor, facts, request_found(facts, number))


@page(Action.UPLOAD_EVIDENCE, FORM)
def upload_version(request: HttpRequest, actor: Actor, inspection: str, document: int) -> HttpResponse:
    """Upload a document again."""
    facts = inspection_of(inspection)
    one = found(facts, document)
    action.require_own(one.supplied, Action.UPLOAD_EVIDENCE)
    form, number = version_uploaded(request, actor, facts, one)
    if number is not None:
        messages.success(request, _("Version {number} was uploaded. The earlier ones are kept.").format(number=number))
        return redirect("evidence_document", inspection=inspection, document=document)
    return render(request, "evidence/upload.html", about(facts, actor) | {"form": form, "asked": None, "document": one})


@page(Action.REMOVE_EVIDENCE, FORM)
def remove(request: HttpRequest, actor: Actor, inspection: str, document: int) -> HttpResponse:
    """Ask why, and then delete every file of a document."""
    facts = inspection_of(inspection)
    one = found(facts, document)
    form = RemovalForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            files = removal.remove(actor, inspection, document, reason=form.cleaned_data["reason"])
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(
                request,
                _("The file was deleted.") if files == 1 else _("{files} files were deleted.").format(files=files),
            )
            return redirect("evidence_document", inspection=inspection, document=document)
    return render(request, "evidence/remove.html", about(facts, actor) | {"document": one, "form": form})


def given_out(actor: Actor, inspection: str, document: int, version: int) -> StreamingHttpResponse:
    """A version as an answer that no browser runs, guesses at or shows within our pages."""
    stored, kind, content = action.give_out(actor, inspection, document, version)
    return attachment(stored.name, kind.content_type, content, stored.size)


def version_uploaded(
    request: HttpRequest, actor: Actor, facts: InspectionFacts, document: DocumentFacts
) -> tuple[FileForm, int | None]:
    """The form with which a document is uploaded again, and the number of the version once it is."""
    without = ("title",) if document.request is not None else ("title", "complete")
    form = FileForm(sent(request), request.FILES or None, without=without)
    if request.method != "POST" or not form.is_valid():
        return form, None
    given, complete = form.cleaned_data["file"], form.cleaned_data.get("complete") == "yes"
    try:
        number = action.upload_version(
            actor, facts.slug, document.number, Uploaded(given.name, given.file), complete=complete
        )
    except BadInput as error:
        add_faults(form, error)
        return form, None
    return form, number


def uploaded_for(
    request: HttpRequest, actor: Actor, facts: InspectionFacts, asked: RequestFacts | None
) -> tuple[FileForm, int | None]:
    """The form with which a document is uploaded, and the number of the document once it is."""
    form = FileForm(sent(request), request.FILES or None, without=() if asked else ("complete",))
    if request.method != "POST" or not form.is_valid():
        return form, None
    given, complete = form.cleaned_data["file"], form.cleaned_data.get("complete") == "yes"
    try:
        number = action.upload(
            actor,
            facts.slug,
            Uploaded(given.name, given.file),
            request=asked.number if asked else None,
            title=form.cleaned_data["title"],
            complete=complete,
        )
    except BadInput as error:
        add_faults(form, error)
        return form, None
    return form, number


def found(facts: InspectionFacts, document: int) -> DocumentFacts:
    """The document that an address names. Raises ``NotThere``."""
    one = query.document(facts, document)
    if one is None:
        raise NotThere
    return one


def _uploading(request: HttpRequest, actor: Actor, facts: InspectionFacts, asked: RequestFacts | None) -> HttpResponse:
    policy.require(Action.UPLOAD_EVIDENCE, facts.phase)
    form, number = uploaded_for(request, actor, facts, asked)
    if number is not None:
        messages.success(request, _("The document was uploaded."))
        return redirect("evidence_document", inspection=facts.slug, document=number)
    shown = about(facts, actor) | {"form": form, "asked": asked, "document": None}
    return render(request, "evidence/upload.html", shown)


def _about(facts: InspectionFacts, actor: Actor, document: int) -> dict[str, Any]:
    one = found(facts, document)
    asked = query.request(facts, one.request) if one.request is not None else None
    searched = SEARCHED[state_of(facts.id, document)]
    return about(facts, actor) | {"document": one, "asked": asked, "searched": searched}
