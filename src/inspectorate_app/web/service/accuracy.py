"""The factual accuracy check as the people of the service see it: the copy, their comments, and the answers."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.report.passage import passages
from inspectorate_app.actions import accuracy_comment as actions
from inspectorate_app.actions import policy
from inspectorate_app.actions.accuracy_comment import Comment
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.document import Uploaded
from inspectorate_app.actions.hold import require_none
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere, Overtaken
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries.accuracy import CheckFacts, CommentFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.accuracy.change import compared
from inspectorate_app.web.accuracy.forms import CommentForm, SubmitForm
from inspectorate_app.web.accuracy.wording import FOR_THE_SERVICE, VERDICTS
from inspectorate_app.web.draft.room import name_of
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.inspection.views import may_now
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page
from inspectorate_app.web.service.views import about


@page(Action.SEE_SERVICE_PAGES)
def start(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every check that was sent, with the service's comments and, once it is closed, our answers."""
    facts = inspection_of(inspection)
    return render(request, "service/accuracy.html", _about(request, actor, facts) | {"checks": query.sent_to(facts)})


@page(Action.OPEN_ACCURACY_COPY)
def copy(request: HttpRequest, actor: Actor, inspection: str, number: int, kind: str) -> HttpResponse:
    """The document as it was sent, with its paragraphs numbered; that it was opened is written down."""
    facts = inspection_of(inspection)
    document = actions.open_copy(actor, inspection, number, kind)
    one = _found(facts, number)
    found = passages(document)
    shown = {
        "one": one,
        "kind": kind,
        "document": document,
        "passages": found,
        "headings": [each for each in found if each.is_heading and getattr(each.block, "level", 9) == 1],
        "comments": {each.number: [c for c in one.comments if (c.kind, c.passage) == (kind, each.number)]
                     for each in found},
        "can": _can(actor, facts, one),
        "name_of": name_of,
    }  # fmt: skip
    return render(request, "service/accuracy_copy.html", _about(request, actor, facts) | shown)


@page(Action.OPEN_ACCURACY_COPY, POST_ONLY)
def download(request: HttpRequest, actor: Actor, inspection: str, number: int, kind: str) -> HttpResponse:
    """The same as a file, marked with for whom it is."""
    made = actions.download(actor, inspection, number, kind, request.POST.get("form", "pdf"))
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


@page(Action.COMMENT_ACCURACY, FORM)
def comment(request: HttpRequest, actor: Actor, inspection: str, number: int, kind: str, passage: int) -> HttpResponse:
    """Comment on a paragraph."""
    facts = _to_comment_on(inspection)
    one = _found(facts, number)
    form = CommentForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.comment(actor, inspection, number, kind, passage, _given(form))
        except BadInput as error:
            add_faults(form, error)
        else:
            return _attached(request, actor, facts, form, number, made)
    return _form(request, actor, facts, one, form, (kind, passage))


@page(Action.COMMENT_ACCURACY, FORM)
def change(request: HttpRequest, actor: Actor, inspection: str, number: int, comment: int) -> HttpResponse:
    """Change a comment that was not sent yet, or give another file for it."""
    facts = _to_comment_on(inspection)
    one = _found(facts, number)
    mine = _comment(one, comment)
    names = ("quoted", "correction", "evidence", "version")
    form = CommentForm(sent(request), request.FILES or None, initial={name: getattr(mine, name) for name in names})
    theirs = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change(actor, inspection, number, comment, _given(form), version=version)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            theirs = overtaken.theirs
            form = CommentForm({**request.POST.dict(), "version": theirs["version"]})
        else:
            return _attached(request, actor, facts, form, number, comment)
    return _form(request, actor, facts, one, form, (mine.kind, mine.passage), mine, theirs)


@page(Action.COMMENT_ACCURACY, FORM)
def remove(request: HttpRequest, actor: Actor, inspection: str, number: int, comment: int) -> HttpResponse:
    """Ask before a comment is removed that was not sent yet."""
    facts = inspection_of(inspection)
    policy.require(Action.COMMENT_ACCURACY, facts.phase)
    one = _found(facts, number)
    mine = _comment(one, comment)
    if request.method == "POST":
        actions.remove(actor, inspection, number, comment)
        messages.success(request, _("Comment {number} was removed.").format(number=comment))
        return redirect("service_accuracy", inspection=inspection)
    return render(request, "service/accuracy_remove.html", _about(request, actor, facts) | {"one": one, "mine": mine})


@page(Action.COMMENT_ACCURACY, POST_ONLY)
def detach(request: HttpRequest, actor: Actor, inspection: str, number: int, comment: int, file: int) -> HttpResponse:
    """Remove a file from a comment that was not sent yet."""
    actions.detach(actor, inspection, number, comment, file)
    messages.success(request, _("The file was removed."))
    return redirect("service_accuracy_change", inspection=inspection, number=number, comment=comment)


@page(Action.SUBMIT_ACCURACY, FORM)
def submit(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Ask before all comments go to the inspectorate, or that there is nothing to correct."""
    facts = inspection_of(inspection)
    policy.require(Action.SUBMIT_ACCURACY, facts.phase)
    one = _found(facts, number)
    form = SubmitForm(sent(request), initial={"comments": len(one.comments)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit(actor, inspection, number, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            form = SubmitForm({**request.POST.dict(), "comments": overtaken.theirs["comments"]})
            form.add_error(None, _("{overtaken} See them below, and send again.").format(overtaken=overtaken))
        else:
            messages.success(request, _("Your comments were sent. We answer each of them."))
            return redirect("service_accuracy", inspection=inspection)
    shown = {"one": one, "form": form, "can": _can(actor, facts, one)}
    return render(request, "service/accuracy_submit.html", _about(request, actor, facts) | shown)


@page(Action.OPEN_ACCURACY_COPY)
def changes(request: HttpRequest, actor: Actor, inspection: str, number: int, kind: str) -> HttpResponse:
    """What changed from the copy to what was published, or stood when the check was closed: by paragraph."""
    facts = inspection_of(inspection)
    policy.require(Action.OPEN_ACCURACY_COPY, facts.phase)
    require_none(facts.id)
    one = _found(facts, number)
    after = query.document(facts.id, number, kind, changed=True)
    if after is None:
        raise NotThere
    before = actions.open_changes(actor, inspection, number, kind)
    published = query.published(facts.id, kind)
    shown = {"one": one, "kind": kind, "published": bool(published), "comparison": compared(before, published or after)}
    return render(request, "service/accuracy_changes.html", _about(request, actor, facts) | shown)


def _about(request: HttpRequest, actor: Actor, facts: InspectionFacts) -> dict[str, Any]:
    return about(request, facts) | {
        "kinds": query.KINDS,
        "states": FOR_THE_SERVICE,
        "verdicts": VERDICTS,
        "may_comment": may_now(actor, Action.COMMENT_ACCURACY, facts),
        "may_submit": may_now(actor, Action.SUBMIT_ACCURACY, facts),
        "may_open": may_now(actor, Action.OPEN_ACCURACY_COPY, facts),
    }


def _to_comment_on(inspection: str) -> InspectionFacts:
    """The inspection, where its copy may be read now: a comment is written beside its paragraph."""
    facts = inspection_of(inspection)
    policy.require(Action.COMMENT_ACCURACY, facts.phase)
    require_none(facts.id)
    return facts


def _can(actor: Actor, facts: InspectionFacts, one: CheckFacts) -> bool:
    """Whether comments on a check may still be written."""
    return one.state == "sent" and not one.late(timezone.localdate()) and may_now(actor, Action.COMMENT_ACCURACY, facts)


def _found(facts: InspectionFacts, number: int) -> CheckFacts:
    one = next((each for each in query.sent_to(facts) if each.number == number), None)
    if one is None:
        raise NotThere
    return one


def _comment(one: CheckFacts, number: int) -> CommentFacts:
    found = next((each for each in one.comments if each.number == number), None)
    if found is None:
        raise NotThere
    return found


def _given(form: CommentForm) -> Comment:
    given = form.cleaned_data
    return Comment(given["correction"], given["quoted"], given["evidence"])


def _attached(
    request: HttpRequest, actor: Actor, facts: InspectionFacts, form: CommentForm, number: int, comment: int
) -> HttpResponse:
    """A comment was saved: its file is kept too, or what is wrong with that is told on the page of the comment."""
    given = form.cleaned_data["file"]
    if given is not None:
        try:
            actions.attach(actor, facts.slug, number, comment, Uploaded(given.name, given.file))
        except BadInput as error:
            one = _found(facts, number)
            mine = _comment(one, comment)
            names = ("quoted", "correction", "evidence", "version")
            again = CommentForm({name: getattr(mine, name) for name in names})
            again.is_valid()
            add_faults(again, error)
            return _form(request, actor, facts, one, again, (mine.kind, mine.passage), mine)
    messages.success(request, _("Your comment was saved. It is sent once the head of the service sends all of them."))
    return redirect(reverse("service_accuracy", kwargs={"inspection": facts.slug}) + f"#comment-{number}-{comment}")


def _form(
    request: HttpRequest,
    actor: Actor,
    facts: InspectionFacts,
    one: CheckFacts,
    form: CommentForm,
    at: tuple[str, int],
    mine: CommentFacts | None = None,
    theirs: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form of a comment on the passage ``at`` a number of a kind of document; that it was opened is written down.

    Raises ``NotThere``.
    """
    kind, passage = at
    found = actions.open_passage(actor, facts.slug, one.number, kind, passage)
    shown = {"one": one, "kind": kind, "passage": found, "mine": mine, "theirs": theirs, "form": form}
    shown |= {"can": _can(actor, facts, one), "name_of": name_of}
    status = 409 if theirs else 200
    return render(request, "service/accuracy_comment.html", _about(request, actor, facts) | shown, status=status)
