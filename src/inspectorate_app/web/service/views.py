"""The pages of the inspected service: where it stands, its dates, and emerging findings."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.sampling.dates import in_words
from inspectorate_app.actions import emerging, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.store.queries import evidence as evidence_query
from inspectorate_app.store.queries import service as query
from inspectorate_app.store.queries.action_plan import WRITABLE
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.service_task import Waiting, waiting
from inspectorate_app.web.evidence.wording import STATES, size, titles_of
from inspectorate_app.web.page import inspection_of, page
from inspectorate_app.web.service.navigation import service_pages

Task = dict[str, str]


@page(Action.SEE_SERVICE_PAGES)
def start(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The announcement, and what there is to do."""
    facts = inspection_of(inspection)
    shown = about(request, facts) | {
        "announcement": query.announcement(facts),
        "tasks": tasks(facts, _waiting(facts, actor), may_open=may(actor, Action.OPEN_EMERGING_FINDINGS, inspection)),
        "people": _people(facts),
    }
    return render(request, "service/start.html", shown)


@page(Action.SEE_SERVICE_PAGES)
def timetable(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The dates that concern the service."""
    facts = inspection_of(inspection)
    asked = [each for each in evidence_query.requests(facts) if each.due_on and each.state in evidence_query.OPEN]
    arranged = [each for each in query.interviews(facts) if each.held_at]
    shown = about(request, facts) | {"dates": query.dates(facts), "asked": asked, "arranged": arranged}
    return render(request, "service/timetable.html", shown)


@page(Action.OPEN_EMERGING_FINDINGS)
def findings(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Emerging findings, once the lead inspector has shared them and as long as the phase allows it."""
    facts = inspection_of(inspection)
    found = None
    if policy.now(Action.OPEN_EMERGING_FINDINGS, facts.phase) and query.shared(facts):
        found = emerging.open_shared(actor, inspection)
    return render(request, "service/findings.html", about(request, facts) | {"findings": found})


def about(request: HttpRequest, facts: InspectionFacts) -> dict[str, Any]:
    """What every page of the service knows."""
    return {
        "inspection": facts,
        "phase": query.phase_known(facts.phase),
        "pages": service_pages(request, facts.slug),
        "states": STATES,
        "size": size,
        "today": timezone.localdate(),
        "titles": titles_of(facts),
    }


def tasks(facts: InspectionFacts, waits: Waiting, *, may_open: bool) -> list[Task]:
    """What there is to do for the service in an inspection, as a task list shows it.

    ``may_open`` says whether whoever asks reads emerging findings there.
    """
    found = [
        *_requests(facts, waits.requests, waits.overdue),
        *_interviews(facts, waits.interviews),
        *_plan(facts, waits.plan),
    ]
    if may_open and waits.shared and policy.now(Action.OPEN_EMERGING_FINDINGS, facts.phase):
        seen = waits.opened
        found.append(
            _task(_("Read the emerging findings"), "service_findings", facts, _("Seen") if seen else _("New"), not seen)
        )
    return [*found, *_accuracy(facts, waits.accuracy, waits.answering)]


def _accuracy(facts: InspectionFacts, due_on: datetime.date | None, answering: bool) -> list[Task]:
    if answering:
        return [_task(_("The inspectorate answers your comments"), "service_accuracy", facts, _("Waiting"), False)]
    if due_on is None or not policy.now(Action.COMMENT_ACCURACY, facts.phase):
        return []
    late = due_on < timezone.localdate()
    words = _("Check the draft report for factual accuracy")
    status = _("Time is over") if late else _("By {day}").format(day=in_words(due_on))
    return [_task(words, "service_accuracy", facts, status, True, late)]


def _waiting(facts: InspectionFacts, actor: Actor) -> Waiting:
    return waiting([facts], actor.person, timezone.localdate())[facts.id]


def _requests(facts: InspectionFacts, asked: int, overdue: int) -> list[Task]:
    if not asked or not policy.now(Action.SUPPLY_EVIDENCE, facts.phase):
        return []
    words = ngettext("Answer {asked} request for evidence", "Answer {asked} requests for evidence", asked).format(
        asked=asked
    )
    return [
        _task(
            words,
            "service_requests",
            facts,
            _("{overdue} overdue").format(overdue=overdue) if overdue else _("To do"),
            True,
            bool(overdue),
        )
    ]


def _interviews(facts: InspectionFacts, asked: int) -> list[Task]:
    if not asked or not policy.now(Action.ANSWER_INTERVIEW, facts.phase):
        return []
    words = ngettext("Arrange {waiting} interview", "Arrange {waiting} interviews", asked).format(waiting=asked)
    return [_task(words, "service_interviews", facts, _("To do"), True)]


def _plan(facts: InspectionFacts, state: str) -> list[Task]:
    """The action plan, while the service writes it."""
    if state not in WRITABLE or not policy.now(Action.WRITE_ACTION_PLAN, facts.phase):
        return []
    status = _("Sent back") if state == "sent_back" else _("To do")
    return [_task(_("Answer the recommendations"), "service_plan", facts, status, True)]


def _task(words: str, route: str, facts: InspectionFacts, status: str, open_: bool, red: bool = False) -> Task:
    href = reverse(route, kwargs={"inspection": facts.slug})
    return {"text": words, "href": href, "status": status, "colour": "red" if red else "blue" if open_ else ""}


def _people(facts: InspectionFacts) -> list[str]:
    """Who leads the inspection, for the service to turn to."""
    from inspectorate_app.store.queries.membership import team

    members = team(facts.id, facts.organisation)
    return [each.name for each in members if each.role == "lead_inspector" and each.active]
