"""What is due for a person in all their inspections: drawn from how things stand, and kept nowhere."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate_app.actions import permission, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import accuracy
from inspectorate_app.store.queries import due as query
from inspectorate_app.store.queries.due import Underway

#: How many days ahead meetings, panels and the deletion of names are told of.
AHEAD = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Due:
    """One thing that is due: its words, by when (None: as soon as possible), and the page where it is done."""

    inspection: str
    unit: str
    text: str
    on: datetime.date | None
    overdue: bool
    route: str
    number: int | None = None

    @property
    def address(self) -> str:
        """The page where it is done, within the service."""
        from django.urls import reverse

        arguments: dict[str, object] = {"inspection": self.inspection}
        if self.number is not None:
            arguments[_NUMBERED[self.route]] = self.number
        return reverse(self.route, kwargs=arguments)


#: What the number in the address of a page is called.
_NUMBERED: Mapping[str, str] = {
    "service_request": "number",
    "service_interview": "number",
    "evidence_request": "number",
    "meeting": "meeting",
    "survey": "survey",
}


def of_person(actor: Actor, today: datetime.date) -> list[Due]:
    """What is due for someone, the earliest first; only where they may do it, and it may be done now."""
    if actor.person is None:
        return []
    found: list[Due] = []
    for one in query.under_way_for(actor.person):
        for source in _SOURCES:
            found.extend(source(_Asked(actor, one, actor.person, today)))
    return sorted(found, key=lambda each: (each.on or today, each.unit, each.text))


@dataclass(frozen=True)
class _Asked:
    actor: Actor
    inspection: Underway
    person: int
    today: datetime.date

    def may(self, action: Action) -> bool:
        now = policy.now(action, self.inspection.phase)
        return now and permission.may(self.actor, action, self.inspection.slug)

    def due(self, text: str, on: datetime.date | None, route: str, number: int | None = None) -> Due:
        late = on is not None and on < self.today
        return Due(self.inspection.slug, self.inspection.unit, text, on, late, route, number)


def _cases(asked: _Asked) -> Iterator[Due]:
    if asked.may(Action.ASSESS_CASE):
        count = query.cases_to_submit(asked.inspection.id, asked.person)
        if count:
            yield asked.due(
                ngettext("Submit {count} case", "Submit {count} cases", count).format(count=count),
                asked.inspection.fieldwork_to,
                "cases",
            )


def _readings(asked: _Asked) -> Iterator[Due]:
    if asked.may(Action.READ_BLIND):
        count = query.readings_to_submit(asked.inspection.id, asked.person)
        if count:
            yield asked.due(
                ngettext("Read {count} case blind", "Read {count} cases blind", count).format(count=count),
                None,
                "readings",
            )


def _evidence(asked: _Asked) -> Iterator[Due]:
    supplies, gathers = asked.may(Action.SUPPLY_EVIDENCE), asked.may(Action.EDIT_EVIDENCE_REQUESTS)
    if not (supplies or gathers):
        return
    for number, day in query.requests_open(asked.inspection.id):
        if supplies:
            yield asked.due(
                _("Answer request {number} for evidence").format(number=number), day, "service_request", number
            )
        elif day < asked.today:
            yield asked.due(
                _("Follow up request {number} for evidence").format(number=number), day, "evidence_request", number
            )


def _interviews(asked: _Asked) -> Iterator[Due]:
    if asked.may(Action.ANSWER_INTERVIEW):
        for number, day in query.interviews_asked(asked.inspection.id):
            yield asked.due(_("Arrange interview {number}").format(number=number), day, "service_interview", number)


def _phase(asked: _Asked) -> Iterator[Due]:
    if asked.may(Action.MOVE_PHASE):
        day = query.milestone(asked.inspection.id, asked.inspection.phase)
        if day:
            label = _(asked.inspection.phase.label).lower()
            yield asked.due(_("End the phase ‘{label}’").format(label=label), day, "inspection")


def _panel(asked: _Asked) -> Iterator[Due]:
    if asked.may(Action.SIGN_OFF):
        day = query.panel_on(asked.inspection.id)
        if day:
            yield asked.due("Decide and sign off the ratings", day, "panel")


def _meetings(asked: _Asked) -> Iterator[Due]:
    if asked.may(Action.SEE_MEETINGS):
        for number, day in query.meetings_of(asked.inspection.id, asked.person, asked.today, asked.today + AHEAD):
            yield asked.due(_("Take part in meeting {number}").format(number=number), day, "meeting", number)


def _surveys(asked: _Asked) -> Iterator[Due]:
    if asked.may(Action.MANAGE_SURVEYS):
        for number, day in query.surveys_open(asked.inspection.id):
            yield asked.due(_("Close survey {number}").format(number=number), day, "survey", number)


def _quotations(asked: _Asked) -> Iterator[Due]:
    if asked.may(Action.CHECK_QUOTATIONS):
        for number in query.surveys_to_check(asked.inspection.id, asked.person):
            yield asked.due(_("Check the quotations of survey {number}").format(number=number), None, "survey", number)


def _accuracy(asked: _Asked) -> Iterator[Due]:
    comments, answers = asked.may(Action.COMMENT_ACCURACY), asked.may(Action.ANSWER_ACCURACY)
    found = accuracy.waiting(asked.inspection.id) if comments or answers else None
    if found is None:
        return
    if comments and found.state == "sent":
        yield asked.due(_("Check the draft report for factual accuracy"), found.due_on, "service_accuracy")
    if answers and found.unanswered:
        text = ngettext(
            "Answer {count} comment on factual accuracy",
            "Answer {count} comments on factual accuracy",
            found.unanswered,
        )
        yield asked.due(text.format(count=found.unanswered), None, "accuracy")


def _names(asked: _Asked) -> Iterator[Due]:
    day = asked.inspection.names_due
    if day and day <= asked.today + AHEAD and asked.may(Action.DELETE_NAMES):
        yield asked.due("The names of people are deleted", day, "names_delete")


def _action_plan(asked: _Asked) -> Iterator[Due]:
    """For the service the plan and its reports, for the lead inspector a plan that waits."""
    writes, decides = asked.may(Action.WRITE_ACTION_PLAN), asked.may(Action.DECIDE_ACTION_PLAN)
    if not (writes or decides):
        return
    found = query.action_plan(asked.inspection.id, asked.today)
    if writes and found.plan:
        yield asked.due(_("Answer the recommendations"), found.plan, "service_plan")
    if writes and found.report:
        yield asked.due(_("Report on the action plan"), found.report, "service_plan")
    if decides and found.waits:
        yield asked.due(_("Accept the action plan or send it back"), None, "action_plan")


_SOURCES: tuple[Callable[[_Asked], Iterator[Due]], ...] = (
    _cases,
    _readings,
    _evidence,
    _interviews,
    _phase,
    _panel,
    _meetings,
    _surveys,
    _quotations,
    # the factual accuracy check
    _accuracy,
    _names,
    # the room of action plans
    _action_plan,
)
