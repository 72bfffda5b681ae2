"""A part of a document: its text, what it will look like, and what the evidence says of each line."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import draft as actions
from inspectorate_app.actions import letter
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import Overtaken
from inspectorate_app.store.queries import draft as query
from inspectorate_app.store.queries.draft import DraftFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.draft.forms import Commenting, Writing
from inspectorate_app.web.draft.room import allows, held, name_of, place_of
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page


@page(Action.SEE_DRAFTS)
def part(request: HttpRequest, actor: Actor, inspection: str, kind: str, part: str) -> HttpResponse:
    """One part, for who reads it and for who writes it."""
    facts = inspection_of(inspection)
    one = query.draft(facts, place_of(facts, kind, part))
    return _shown(request, actor, facts, one, Writing(initial={"text": one.text, "version": one.version}))


@page(Action.WRITE_DRAFT, FORM)
def write(request: HttpRequest, actor: Actor, inspection: str, kind: str, part: str) -> HttpResponse:
    """Save what was typed; "Preview" shows it without saving it. Whoever comes here by an address sees the part."""
    facts = inspection_of(inspection)
    one = query.draft(facts, place_of(facts, kind, part))
    if request.method != "POST":
        return redirect("draft_part", inspection=inspection, kind=kind, part=part)
    form = Writing(request.POST)
    theirs: Mapping[str, Any] | None = None
    if form.is_valid() and "preview" not in request.POST:
        try:
            number = actions.write(actor, inspection, kind, part, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            theirs = overtaken.theirs
            form = Writing({**request.POST.dict(), "version": theirs["version"]})
        else:
            told = _("Saved") if number != form.cleaned_data["version"] else _as_it_stood(number)
            messages.success(request, told)
            return redirect("draft_part", inspection=inspection, kind=kind, part=part)
    return _shown(request, actor, facts, one, form, theirs)


def _as_it_stood(version: int) -> str:
    if not version:
        return _("Nothing was typed, so nothing is saved")
    return _("Nothing was changed, so version {version} stands").format(version=version)


def _shown(
    request: HttpRequest,
    actor: Actor,
    facts: InspectionFacts,
    one: DraftFacts,
    form: Writing,
    theirs: Mapping[str, Any] | None = None,
) -> HttpResponse:
    known = letter.evidence(actor, facts)
    content = {
        "inspection": facts,
        "one": one,
        "form": form,
        "theirs": theirs,
        "unsaved": form.is_bound,
        "signed_off": bool(known.base),
        "may_write": allows(actor, Action.WRITE_DRAFT, facts, known),
        "may_comment": bool(one.version) and allows(actor, Action.COMMENT_DRAFT, facts, known),
        "may_support": bool(one.version) and allows(actor, Action.SUPPORT_CLAIM, facts, known),
        "comments": query.comments(facts, one.place.kind, one.place.id),
        "commenting": Commenting(initial={"version": one.version}, auto_id="comment_%s"),
        "checked": held(facts, one.place, str(form["text"].value() or ""), known),
        "name_of": name_of,
    }
    return render(request, "draft/part.html", content, status=409 if theirs else 200)


@page(Action.WRITE_DRAFT, POST_ONLY)
def preview(request: HttpRequest, actor: Actor, inspection: str, kind: str, part: str) -> HttpResponse:
    """What a text comes to that is not saved yet: a piece of the page, which ``draft.js`` puts in its place."""
    facts = inspection_of(inspection)
    one = query.draft(facts, place_of(facts, kind, part))
    text = request.POST.get("text", "")[: actions.LONGEST]
    known = letter.evidence(actor, facts)
    content = {
        "inspection": facts,
        "one": one,
        "unsaved": text.strip() != one.text,
        "may_support": bool(one.version) and allows(actor, Action.SUPPORT_CLAIM, facts, known),
        "checked": held(facts, one.place, text, known),
        "name_of": name_of,
    }
    return render(request, "draft/judged.html", content)
