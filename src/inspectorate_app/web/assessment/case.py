"""The task list of a case: its sections, the interview, review and submission."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.assessment.judgements import answers_to
from inspectorate_app.actions import assessment, permission, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import assessment as query
from inspectorate_app.store.queries.assessment import AssessmentFacts
from inspectorate_app.web.assessment.cases import strata_of
from inspectorate_app.web.assessment.room import Room, enter
from inspectorate_app.web.assessment.section import Section, done, sections_of
from inspectorate_app.web.assessment.unsent import secret_of
from inspectorate_app.web.jinja import moment
from inspectorate_app.web.page import page
from inspectorate_app.wording import later

OUTCOMES = {"held": later("Held"), "declined": later("Declined"), "unavailable": later("Practitioner unavailable")}


@page(Action.SEE_OWN_CASES)
def case(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """What is to be done in a case, with a link to each part."""
    room = enter(actor, inspection, number)
    facts = room.facts
    sections = sections_of(facts)
    interview = query.find_interview(room.inspection.id, number)
    counts = [done(section, facts) for section in sections]
    ready = all(each.is_complete for each in counts)
    tasks = [_task(room, section) for section in sections]
    return render(
        request,
        "assessment/case.html",
        about(room)
        | {
            "tasks": tasks,
            "interview_tasks": [_interview_task(room, interview)],
            "review_tasks": [_review_task(room, ready)],
            "answered": sum(each.answered for each in counts),
            "relevant": sum(each.relevant for each in counts),
            "may_see_name": room.inspection.names_deleted_at is None
            and (facts.allocated_to == actor.person or permission.may(actor, Action.SEE_NAMES, inspection)),
            "stratum": strata_of(room.inspection.edition_sha256).get((facts.module, facts.stratum), facts.stratum),
        },
    )


def about(room: Room) -> dict[str, Any]:
    """What every page of a case shows of it."""
    return {
        "inspection": room.inspection,
        "facts": room.facts,
        "open": room.is_open,
        "why_locked": room.why_locked,
        "why_locked_by": why_locked_by(room),
        "characteristics": _characteristics(room.facts),
        "case_href": address("case", room),
        "owner": _owner(room),
        "unsent_questions": [] if room.is_open else questions_told(room.facts),
        "characteristics_href": address("case_characteristics", room) if may_record(room) else "",
        "reopen_href": address("case_reopen", room) if may_reopen(room) else "",
    }


def why_locked_by(room: Room) -> str:
    """Why a case is locked, and who submitted it where that is why; blank where it is open."""
    facts = room.facts
    if facts.state != "submitted" or facts.submitted_at is None:
        return room.why_locked
    return _("{submitted_by} submitted this case assessment on {submitted_at}, and it is locked.").format(
        submitted_by=facts.submitted_by, submitted_at=moment(facts.submitted_at)
    )


def may_record(room: Room) -> bool:
    """Whether whoever asks may change what is recorded of this case now."""
    facts, slug = room.facts, room.inspection.slug
    return (
        facts.role != "withdrawn"
        and facts.state != "submitted"
        and not facts.stands_for_main
        and permission.may(room.actor, Action.RECORD_CHARACTERISTIC, slug)
        and policy.now(Action.RECORD_CHARACTERISTIC, room.inspection.phase)
        and assessment.may_assess(room.actor, slug, facts)
    )


def may_reopen(room: Room) -> bool:
    """Whether whoever asks may unlock this assessment now."""
    return (
        room.facts.state == "submitted"
        and permission.may(room.actor, Action.REOPEN_ASSESSMENT, room.inspection.slug)
        and policy.now(Action.REOPEN_ASSESSMENT, room.inspection.phase)
    )


def _owner(room: Room) -> dict[str, Any]:
    """Whose answers wait on a tablet, of which case, and what a file of them is called."""
    number, reference = room.facts.number, room.facts.case.reference
    return {
        "person": room.actor.person,
        "case": f"{room.inspection.slug}/{number}",
        "secret": secret_of(room.actor.person),
        "file": f"case-{number}-not-saved.txt",
        "title": _("Case {number}, reference {reference}: answers that were not saved").format(
            number=number, reference=reference
        ),
    }


def questions_told(facts: AssessmentFacts) -> list[dict[str, Any]]:
    """The words of the questions and of their answers, for what is kept on a tablet by their codes."""
    return [
        {
            "code": name,
            "text": question.text,
            "answers": [(each.answer, each.title) for each in answers_to(facts.edition, question)],
        }
        for name, question in facts.questions.items()
    ]


def address(route: str, room: Room, **more: str) -> str:
    """The address of a page of this case."""
    return reverse(route, kwargs={"inspection": room.inspection.slug, "number": room.facts.number, **more})


def _characteristics(facts: AssessmentFacts) -> list[dict[str, str]]:
    rows = []
    for characteristic in facts.edition.framework.characteristics:
        recorded = facts.case.characteristics.get(characteristic.id)
        titles = {value.value: value.title for value in characteristic.values}
        if recorded is not None:
            rows.append({"key": characteristic.title, "value": titles.get(recorded, recorded)})
    return rows


def _task(room: Room, section: Section) -> dict[str, str]:
    count = done(section, room.facts)
    code = f"{section.code} " if section.code else ""
    task = {
        "text": f"{code}{section.title}",
        "href": address("case_section", room, section=section.slug),
        "hint": _("{answered} of {relevant} answered").format(answered=count.answered, relevant=count.relevant),
    }
    if not count.relevant:
        return task | {"hint": _("None of its questions applies to this case"), "status": _("Does not apply")}
    if count.is_complete:
        return task | {"status": _("Completed")}
    if any(question.id in room.facts.answers for question in section.questions):
        return task | {"status": _("In progress"), "colour": "yellow"}
    return task | {"status": _("Not yet started"), "colour": "blue"}


def _interview_task(room: Room, interview: query.Interview) -> dict[str, str]:
    task = {"text": _("Interview with the practitioner"), "href": address("case_interview", room)}
    if interview.outcome:
        return task | {"hint": OUTCOMES[interview.outcome], "status": _("Completed")}
    return task | {"status": _("Not yet started"), "colour": "blue"}


def _review_task(room: Room, ready: bool) -> dict[str, str]:
    task = {"text": _("Check the answers and submit"), "href": address("case_review", room)}
    if room.facts.state == "submitted":
        return task | {"status": _("Submitted")}
    if ready:
        return task | {"status": _("Ready to submit"), "colour": "blue"}
    return task | {"hint": _("See what is still missing"), "status": _("Incomplete"), "colour": "blue"}
