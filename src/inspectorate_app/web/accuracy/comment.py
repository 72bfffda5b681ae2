"""A comment of the service as the team answers it, its files, and what changed since the copy was sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.report.passage import Passage
from inspectorate_app.actions import accuracy as actions
from inspectorate_app.actions import accuracy_comment
from inspectorate_app.actions.accuracy import Answer
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere, Overtaken
from inspectorate_app.attachment import attachment
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries.accuracy import CheckFacts, CommentFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.accuracy.change import Comparison, compared
from inspectorate_app.web.accuracy.forms import AnswerForm
from inspectorate_app.web.accuracy.views import about, found
from inspectorate_app.web.draft.room import name_of
from inspectorate_app.web.evidence.wording import size
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, inspection_of, page


@page(Action.SEE_ACCURACY, FORM)
def answer(request: HttpRequest, actor: Actor, inspection: str, number: int, comment: int) -> HttpResponse:
    """A comment beside the paragraph that it is on, as it was sent and as it stands; answered by who may."""
    facts = inspection_of(inspection)
    check = found(facts, number)
    one = comment_of(check, comment)
    known = about(facts, actor)
    can = known["may_answer"] and check.state == "submitted"
    names = ("verdict", "answer", "changes", "version")
    form = AnswerForm(sent(request) if can else None, initial={name: getattr(one, name) for name in names})
    theirs = None
    if can and request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        version = given.pop("version")
        try:
            actions.answer(actor, inspection, number, comment, Answer(**given), version=version)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            theirs = overtaken.theirs
            form = AnswerForm({**request.POST.dict(), "version": theirs["version"]})
        else:
            messages.success(request, _("Comment {number} is answered.").format(number=comment))
            return redirect("accuracy_check", inspection=inspection, number=number)
    shown = {**known, "check": check, "one": one, "form": form, "can": can, "theirs": theirs}
    return render(request, "accuracy/comment.html", shown | _beside(facts, check, one), status=409 if theirs else 200)


@page(Action.SEE_ACCURACY)
def changes(request: HttpRequest, actor: Actor, inspection: str, number: int, kind: str) -> HttpResponse:
    """What changed since the copy was sent, to the draft as it stands or to what was published."""
    facts = inspection_of(inspection)
    check = found(facts, number)
    comparison = _comparison(facts, check, kind)
    return render(
        request,
        "accuracy/changes.html",
        about(facts, actor) | {"one": check, "kind": kind, "comparison": comparison},
    )


@page(Action.DOWNLOAD_ACCURACY_FILE)
def file(
    request: HttpRequest, actor: Actor, inspection: str, number: int, comment: int, file: int
) -> StreamingHttpResponse:
    """A file as the service gave it, always to be saved and never shown."""
    stored, kind, content = accuracy_comment.give_out(actor, inspection, number, comment, file)
    return attachment(stored.name, kind.content_type, content, stored.size)


def comment_of(check: CheckFacts, number: int) -> CommentFacts:
    """A comment that went to the inspectorate. Raises ``NotThere``."""
    one = next((each for each in check.sent_comments if each.number == number), None)
    if one is None:
        raise NotThere
    return one


def _beside(facts: InspectionFacts, check: CheckFacts, one: CommentFacts) -> dict[str, Any]:
    passage = query.passage(facts.id, check.number, one.kind, one.passage)
    if passage is None:
        raise NotThere
    comparison = _comparison(facts, check, one.kind)
    return {
        "passage": passage,
        "changed": comparison.of(one.passage) if comparison else None,
        "draft": _draft(facts, one.kind, passage),
        "name_of": name_of,
        "size": size,
    }


def _comparison(facts: InspectionFacts, check: CheckFacts, kind: str) -> Comparison | None:
    """Raises ``NotThere`` for a document that was not sent."""
    copy, later = query.document(facts.id, check.number, kind), query.now(facts, kind)
    if copy is None:
        raise NotThere
    return compared(copy, later) if later else None


def _draft(facts: InspectionFacts, kind: str, passage: Passage) -> str:
    """The address of the part of the drafts in which a passage is written; blank where no author writes it."""
    part = query.part_of(facts, kind, passage)
    return reverse("draft_part", kwargs={"inspection": facts.slug, "kind": kind, "part": part}) if part else ""
