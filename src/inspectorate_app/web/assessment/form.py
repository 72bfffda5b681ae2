"""The forms of a case: a section on a page, or every question on one. Each answer is saved as it is given by
``assessment.js``; without it the whole page is saved by its button.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.assessment.judgements import answers_to
from inspectorate.assessment.relevance import rules_on
from inspectorate.errors import BadInput
from inspectorate.framework.model import Edition, KeyQuestion, Question
from inspectorate_app.actions import assessment
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.store.queries.assessment import AssessmentFacts
from inspectorate_app.store.queries.inspection import edition_used
from inspectorate_app.web.assessment import shown
from inspectorate_app.web.assessment.case import about, address
from inspectorate_app.web.assessment.room import Room, enter, inspection_of
from inspectorate_app.web.assessment.section import Block, Section, anchor, sections_of
from inspectorate_app.web.assessment.typed import comes_back
from inspectorate_app.web.jinja import moment
from inspectorate_app.web.page import FORM, page

#: What is typed of each question: the answer, the reason and the version seen.
Typed = Mapping[str, tuple[str, str, int]]


@dataclass(frozen=True)
class Trouble:
    """Why a form was not saved: errors by question, and what stands of those that someone else saved meanwhile."""

    errors: Mapping[str, str]
    theirs: Mapping[str, Mapping[str, Any]]


NO_TROUBLE = Trouble({}, {})


def _sent(request: HttpRequest, inspection: str) -> list[dict[str, str]]:
    """What was changed on a form, by question, told without the case."""
    sent, edition = request.POST, edition_used(inspection_of(inspection))
    found = []
    for name in (each.removesuffix("-version") for each in sent if each.endswith("-version")):
        question = edition.question_by_id.get(name)
        answer, reason = sent.get(name, ""), sent.get(f"{name}-reason", "")
        if question and not shown.is_untouched(sent[f"{name}-version"], answer, reason):
            title = dict(choices(edition, question)).get(answer, _("No answer"))
            found.append({"key": question.text, "value": title, "reason": reason})
    return found


@page(Action.SEE_OWN_CASES, FORM)
@comes_back(_sent)
def section(request: HttpRequest, actor: Actor, inspection: str, number: int, section: str) -> HttpResponse:
    """The questions of one section."""
    room = enter(actor, inspection, number)
    sections = sections_of(room.facts)
    place = next((place for place, each in enumerate(sections) if each.slug == section), None)
    if place is None:
        raise NotThere
    following = sections[place + 1].slug if place + 1 < len(sections) else ""
    onward = address("case_section", room, section=following) if following else address("case", room)
    return _form(request, room, [sections[place]], onward)


@page(Action.SEE_OWN_CASES, FORM)
@comes_back(_sent)
def every(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """All the questions of a case."""
    room = enter(actor, inspection, number)
    return _form(request, room, sections_of(room.facts), address("case_review", room))


def _form(request: HttpRequest, room: Room, sections: Sequence[Section], onward: str) -> HttpResponse:
    if request.method != "POST":
        return _draw(request, room, sections, onward, {}, NO_TROUBLE)
    questions = [question.id for section in sections for question in section.questions]
    typed = read(request.POST, questions, room.facts)
    try:
        assessment.save_answers(room.actor, room.inspection.slug, room.facts.number, typed)
    except NotNow:
        room = enter(room.actor, room.inspection.slug, room.facts.number)
        return _draw(request, room, sections, onward, typed, NO_TROUBLE, status=409)
    except Overtaken as refused:
        room = enter(room.actor, room.inspection.slug, room.facts.number)
        trouble = Trouble(
            dict.fromkeys(refused.theirs, _("Someone else saved this question: choose what to keep")), refused.theirs
        )
        return _draw(request, room, sections, onward, typed, trouble, status=409)
    except BadInput as refused:
        errors = {fault.field: f"{fault.problem[:1].upper()}{fault.problem[1:]}" for fault in refused.faults}
        return _draw(request, room, sections, onward, typed, Trouble(errors, {}), status=422)
    return redirect(request.path if "clear" in request.POST else onward)


def read(sent: QueryDict, questions: Sequence[str], facts: AssessmentFacts) -> dict[str, tuple[str, str, int]]:
    """What was changed on a form. A question that does not apply is drawn disabled, and is not sent."""
    typed = {}
    for name in questions:
        if f"{name}-version" not in sent or sent.get(f"{name}-keep") == "theirs":
            continue
        stands = facts.answers.get(name)
        reason = sent.get(f"{name}-reason", stands.reason if stands else "")
        answer = "" if sent.get("clear") == name else sent.get(name, "")
        seen = sent.get(f"{name}-version", "")
        if not shown.is_untouched(seen, answer, reason):
            typed[name] = (answer, reason, shown.version_of(seen))
    return typed


def _draw(
    request: HttpRequest,
    room: Room,
    sections: Sequence[Section],
    onward: str,
    typed: Typed,
    trouble: Trouble,
    status: int = 200,
) -> HttpResponse:
    whole = len(sections) != 1
    drawn = [
        {"section": section, "blocks": [drawn_block(room, block, typed, trouble) for block in section.blocks]}
        for section in sections
    ]
    return render(
        request,
        "assessment/form.html" if room.is_open else "assessment/read.html",
        about(room)
        | {
            "drawn": drawn,
            "whole": whole,
            "onward": onward,
            "problems_of_answers": [
                {"text": f"{name}: {text}", "href": f"#{anchor(name)}-1"} for name, text in trouble.errors.items()
            ],
            "save_href": address("case_answer", room),
            "not_saved": [] if room.is_open else [not_saved(room, name, typed[name]) for name in typed],
            "answered": room.facts.answered,
            "relevant": len(room.facts.questions) - len(room.facts.left_out),
        },
        status=status,
    )


def not_saved(room: Room, name: str, typed: tuple[str, str, int]) -> dict[str, str]:
    """What was typed of a question and could not be saved any more, for a person to copy."""
    question = room.facts.edition.question_by_id[name]
    title = dict(choices(room.facts.edition, question)).get(typed[0], _("No answer"))
    return {"key": question.text, "value": title, "reason": typed[1]}


def drawn_block(room: Room, block: Block, typed: Typed, trouble: Trouble) -> list[dict[str, Any]]:
    """A question under its printed number, where it has one, and its prompts."""
    key = block.question.code if isinstance(block.question, KeyQuestion) else ""
    prompts = [
        drawn_question(
            room,
            prompt,
            typed,
            trouble,
            caption=_("Prompt {place} of {prompts}").format(place=place, prompts=len(block.prompts)),
        )
        for place, prompt in enumerate(block.prompts, start=1)
    ]
    return [drawn_question(room, block.question, typed, trouble, caption=key), *prompts]


def drawn_question(room: Room, question: Question, typed: Typed, trouble: Trouble, caption: str = "") -> dict[str, Any]:
    """One question as its macro takes it: what stands, or what was typed where that was not saved."""
    facts = room.facts
    stands = facts.answers.get(question.id)
    theirs = trouble.theirs.get(question.id)
    answer, reason, version = (stands.answer, stands.reason, stands.version) if stands else ("", "", 0)
    seen = shown.stamp(answer, reason, version)
    if question.id in typed and (trouble.errors or trouble.theirs):
        answer, reason, before = typed[question.id]
        # Where someone saved another question, this one is still sent against the version that was seen.
        seen = seen if theirs or before == version else str(before)
    titles = choices(facts.edition, question)
    return {
        "id": question.id,
        "anchor": anchor(question.id),
        "text": question.text,
        "answers": titles,
        "answer": answer,
        "answer_title": dict(titles).get(answer, ""),
        "reason": reason,
        "version": seen,
        "guidance": question.guidance,
        "status": _("Saved {saved_at} by {saved_by}").format(saved_at=moment(stands.saved_at), saved_by=stands.saved_by)
        if stands
        else "",
        "error": trouble.errors.get(question.id, ""),
        "theirs": {**theirs, "title": dict(titles).get(theirs["answer"], _("No answer"))} if theirs else None,
        "yours": {"title": dict(titles).get(answer, _("No answer")), "reason": reason},
        "only_where": " ".join(rule.because for rule in rules_on(facts.edition, question.id)),
        "applies": question.id not in facts.left_out,
        "caption": caption,
    }


def choices(edition: Edition, question: Question) -> tuple[tuple[str, str], ...]:
    """The answers that a question may have, as they are kept and as people read them."""
    return tuple((each.answer, each.title) for each in answers_to(edition, question))
