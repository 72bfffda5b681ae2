"""Commenting on a part, and resolving a comment with an answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import draft as actions
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import draft as query
from inspectorate_app.web.draft.forms import Commenting, Resolving
from inspectorate_app.web.draft.room import begun
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page


@page(Action.COMMENT_DRAFT, FORM)
def comment(request: HttpRequest, actor: Actor, inspection: str, kind: str, part: str) -> HttpResponse:
    """Write a comment; the form stands on the page of the part too, and comes back here where something is missing."""
    facts = inspection_of(inspection)
    one = begun(facts, kind, part)
    form = Commenting(request.POST if request.method == "POST" else None, initial={"version": one.version})
    if form.is_bound and form.is_valid():
        try:
            number = actions.comment(actor, inspection, kind, part, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Comment {number} added").format(number=number))
            return redirect(_back(inspection, kind, part))
    return render(request, "draft/commenting.html", {"inspection": facts, "one": one, "form": form})


@page(Action.COMMENT_DRAFT, FORM)
def resolve(request: HttpRequest, actor: Actor, inspection: str, kind: str, part: str, number: int) -> HttpResponse:
    """Answer a comment, which resolves it."""
    facts = inspection_of(inspection)
    one = begun(facts, kind, part)
    found = next((each for each in query.comments(facts, kind, part) if each.number == number), None)
    if found is None:
        raise NotThere
    form = Resolving(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.resolve(actor, inspection, kind, part, number, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Comment {number} resolved").format(number=number))
            return redirect(_back(inspection, kind, part))
    content = {"inspection": facts, "one": one, "each": found, "form": form}
    return render(request, "draft/resolving.html", content)


def _back(inspection: str, kind: str, part: str) -> str:
    return reverse("draft_part", kwargs={"inspection": inspection, "kind": kind, "part": part}) + "#comments"
