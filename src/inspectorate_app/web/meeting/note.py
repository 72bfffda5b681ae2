"""Notes: all of an inspection by standard, one with what stood in it before, writing, changing and removing one.

``meeting.js`` sends the same form as it is written, and is answered in JSON; without it the button saves.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.meeting.guide import of_service
from inspectorate_app.actions import meeting_note as action
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.meeting_note import FLAGS, MARKS, Words
from inspectorate_app.actions.once import once
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import KeyUsedBefore, NotAllowed, NotNow, NotThere, Overtaken, Refused
from inspectorate_app.actions.retry import fingerprint
from inspectorate_app.store.queries import meeting as query
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.meeting import NoteFacts
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.inspection.views import inspection_of, may_now
from inspectorate_app.web.meeting.forms import NoteForm
from inspectorate_app.web.meeting.views import by_standard, meeting_of
from inspectorate_app.web.page import FORM, page


@page(Action.SEE_MEETING_NOTES)
def all_notes(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every note of the inspection under its standard, whichever meeting it comes from."""
    found = inspection_of(inspection)
    shown = {
        "inspection": found,
        "notes": by_standard(edition_used(found), query.notes(found.id)),
        "meetings": {each.number: each for each in query.meetings(found.id)},
        "marks": MARKS,
        "flags": FLAGS,
    }
    return render(request, "meeting/notes.html", shown)


@page(Action.SEE_MEETING_NOTES)
def note(request: HttpRequest, actor: Actor, inspection: str, meeting: int, note: int) -> HttpResponse:
    """One note, and what stood in it before others changed it."""
    found = inspection_of(inspection)
    facts, stands = meeting_of(found, meeting), _note(found, meeting, note)
    may_record = facts.state != "cancelled" and may_now(actor, Action.RECORD_MEETING, found)
    shown = {
        "inspection": found,
        "meeting": facts,
        "note": stands,
        "earlier": query.versions(found.id, meeting, note),
        "titles": _titles(found),
        "marks": MARKS,
        "flags": FLAGS,
        "may_record": may_record,
        "may_remove": may(actor, Action.REMOVE_ANY_NOTE, inspection)
        or (may_record and _may_remove(actor, inspection, stands)),
    }
    return render(request, "meeting/note.html", shown)


@page(Action.RECORD_MEETING, FORM)
def new(request: HttpRequest, actor: Actor, inspection: str, meeting: int) -> HttpResponseBase:
    """Write a note. Sent twice under one key it is written once."""
    found = inspection_of(inspection)
    facts = meeting_of(found, meeting)
    policy.require(Action.RECORD_MEETING, found.phase)
    form = _form(found, sent(request), {"key": secrets.token_hex(16), "about": request.GET.get("about", "")})
    if form.is_bound and form.is_valid():
        words = _words(form)
        of = fingerprint("POST", request.path, vars(words))

        def do() -> dict[str, Any]:
            return {"note": action.write(actor, inspection, meeting, words)}

        try:
            number = once(actor, form.cleaned_data["key"], of, do)["note"]
        except BadInput as error:
            add_faults(form, error)
        except KeyUsedBefore:
            form = _form(found, {**request.POST.dict(), "key": secrets.token_hex(16)}, {})
            form.add_error(None, _("A note was saved from this page already. Save again to make this another note."))
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return _saved(request, found, meeting, number)
    if _wants_json(request):
        return _problem(form)
    shown = {"inspection": found, "meeting": facts, "form": form, "note": None, "theirs": None}
    return render(request, "meeting/note_form.html", shown)


@page(Action.RECORD_MEETING, FORM)
def change(request: HttpRequest, actor: Actor, inspection: str, meeting: int, note: int) -> HttpResponseBase:
    """Change a note; where someone else saved in between, both are shown and nothing is lost."""
    found = inspection_of(inspection)
    facts, stands = meeting_of(found, meeting), _note(found, meeting, note)
    policy.require(Action.RECORD_MEETING, found.phase)
    form = _form(found, sent(request), _initial(stands))
    theirs: Mapping[str, Any] | None = None
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            action.rewrite(actor, inspection, meeting, note, _words(form), version=version)
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        except Overtaken as overtaken:
            theirs = overtaken.theirs
            form = _form(found, {**request.POST.dict(), "version": theirs["version"]}, {})
        else:
            return _saved(request, found, meeting, note)
    if _wants_json(request):
        return _problem(form, theirs)
    shown = {"inspection": found, "meeting": facts, "form": form, "note": stands, "theirs": theirs}
    shown |= {"titles": _titles(found), "marks": MARKS, "flags": FLAGS}
    return render(request, "meeting/note_form.html", shown, status=409 if theirs else 200)


@page(Action.RECORD_MEETING, FORM)
def remove(request: HttpRequest, actor: Actor, inspection: str, meeting: int, note: int) -> HttpResponse:
    """Ask before a note is taken away with all that stood in it."""
    found = inspection_of(inspection)
    facts, stands = meeting_of(found, meeting), _note(found, meeting, note)
    if not _may_remove(actor, inspection, stands):
        raise NotAllowed(_("A note is removed by the one who wrote it, or by the lead inspector."))
    if request.method == "POST":
        action.remove(actor, inspection, meeting, note)
        messages.success(request, _("Note {note} was removed.").format(note=note))
        return redirect("meeting", inspection=inspection, meeting=meeting)
    return render(request, "meeting/note_remove.html", {"inspection": found, "meeting": facts, "note": stands})


def _saved(request: HttpRequest, found: InspectionFacts, meeting: int, number: int) -> HttpResponseBase:
    """Where one goes after saving; for ``meeting.js`` where the next save goes, and upon which version."""
    if _wants_json(request):
        stands = _note(found, meeting, number)
        names = {"inspection": found.slug, "meeting": meeting, "note": number}
        return JsonResponse({"version": stands.version, "address": reverse("meeting_note_change", kwargs=names)})
    messages.success(request, _("Note {number} was saved.").format(number=number))
    if "another" in request.POST:
        return redirect("meeting_note_new", inspection=found.slug, meeting=meeting)
    return redirect("meeting", inspection=found.slug, meeting=meeting)


def _wants_json(request: HttpRequest) -> bool:
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def _problem(form: NoteForm, theirs: Mapping[str, Any] | None = None) -> JsonResponse:
    """What ``meeting.js`` is told where a note was not saved."""
    if theirs:
        return JsonResponse(
            {"problem": _("{theirs} saved this note while you were writing.").format(theirs=theirs["by"])}, status=409
        )
    told = [str(each) for errors in form.errors.values() for each in errors]
    return JsonResponse({"problem": " ".join(told)}, status=422)


def _form(found: InspectionFacts, typed: Any, initial: Mapping[str, Any]) -> NoteForm:
    standards = of_service(edition_used(found), found.service)
    return NoteForm(typed, standards=standards, initial={"flag": "", **initial})


def _words(form: NoteForm) -> Words:
    given = form.cleaned_data
    return Words(given["text"], given["mark"], given["about"], given["flag"])


def _initial(stands: NoteFacts) -> dict[str, Any]:
    return {
        "text": stands.text,
        "about": stands.about,
        "mark": stands.mark,
        "flag": stands.flag,
        "version": stands.version,
    }


def _titles(found: InspectionFacts) -> dict[str, str]:
    """What a note can be about, by id."""
    titles = {"": _("No standard")}
    for standard in edition_used(found).standards:
        titles[standard.id] = standard.heading
        titles |= {each.id: each.heading for each in standard.key_questions}
    return titles


def _note(found: InspectionFacts, meeting: int, number: int) -> NoteFacts:
    stands = query.find_note(found.id, meeting, number)
    if stands is None:
        raise NotThere
    return stands


def _may_remove(actor: Actor, inspection: str, stands: NoteFacts) -> bool:
    return stands.author == actor.person or may(actor, Action.REMOVE_ANY_NOTE, inspection)
