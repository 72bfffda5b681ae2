"""What needs doing, drawn from how far inspections are and what a person may do in them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.assessment.pace import pace
from inspectorate.inspection import Phase
from inspectorate.sampling.dates import in_words
from inspectorate_app.actions import policy
from inspectorate_app.actions.permission import MAY, Action, Role
from inspectorate_app.store.queries.standing import Standing
from inspectorate_app.wording import later


@dataclass(frozen=True)
class Task:
    """One thing to do: its words, the route of the page where it is done, and its state with the colour of its tag."""

    text: str
    route: str
    status: str = later("To do")
    colour: str = ""
    hint: str = ""


def tasks(standing: Standing, office: str, today: datetime.date) -> tuple[Task, ...]:
    """What someone has to do in an inspection: what they may do, what may be done now, and what is open."""
    return tuple(task for action, task in _open(standing, today) if _may(standing, office, action))


def _may(standing: Standing, office: str, action: Action) -> bool:
    held = {Role(role) for role in standing.roles} | ({Role(office)} if office else set())
    return not MAY[action].isdisjoint(held) and policy.now(action, standing.inspection.phase)


def _open(standing: Standing, today: datetime.date) -> Iterator[tuple[Action, Task]]:
    day = dict(standing.overdue).get(phase := standing.inspection.phase)
    if day:
        hint = _("It was due by {day}").format(day=in_words(day))
        yield (
            Action.MOVE_PHASE,
            Task(
                _("End the phase ‘{label}’").format(label=phase.label.lower()), "inspection", _("Overdue"), "red", hint
            ),
        )
    kept_until = standing.inspection.names_delete_on
    if standing.waiting.names and kept_until <= today:
        hint = _("They were to be deleted on {kept_until}").format(kept_until=in_words(kept_until))
        yield Action.DELETE_NAMES, Task(_("Delete the names of people"), "names_delete", _("Overdue"), "red", hint)
    if not standing.has_lead:
        yield Action.MANAGE_TEAM, Task(_("Add a lead inspector"), "team_add")
    yield from _short_of_time(standing, today)
    yield from _of_evidence(standing)
    yield from _of_the_service(standing)
    if standing.samples:
        yield from _of_the_sample(standing)
    if standing.my_cases:
        counted = ngettext("{my_cases} case", "{my_cases} cases", standing.my_cases).format(my_cases=standing.my_cases)
        yield Action.ASSESS_CASE, Task(_("Assess {counted}").format(counted=counted), "cases")
    if standing.to_read_blind:
        counted = ngettext("{to_read_blind} case", "{to_read_blind} cases", standing.to_read_blind).format(
            to_read_blind=standing.to_read_blind
        )
        yield Action.READ_BLIND, Task(_("Read {counted} blind").format(counted=counted), "readings")
    yield from _of_rooms(standing)
    yield from _of_quality(standing)
    if standing.to_judge:
        counted = ngettext("{to_judge} standard", "{to_judge} standards", standing.to_judge).format(
            to_judge=standing.to_judge
        )
        yield Action.JUDGE_STANDARD, Task(_("Judge {counted}").format(counted=counted), "standards")
    yield from _of_recommendations(standing)
    yield from _of_action_plan(standing)
    if standing.panel == "":
        yield Action.OPEN_PANEL, Task(_("Open the ratings panel"), "panel")
    elif standing.panel == "open":
        yield Action.SIGN_OFF, Task(_("Decide and sign off the ratings"), "panel", _("In progress"), "yellow")
    yield from _of_drafts(standing)
    yield from _of_accuracy(standing)
    yield from _of_publication(standing)


def _of_drafts(standing: Standing) -> Iterator[tuple[Action, Task]]:
    """Comments and returned reviews for whoever writes, and reviews for whoever did not."""
    if comments := standing.waiting.comments:
        text = ngettext("Answer {comments} comment on drafts", "Answer {comments} comments on drafts", comments)
        yield Action.WRITE_DRAFT, Task(text.format(comments=comments), "drafts")
    if reviews := standing.waiting.reviews:
        text = ngettext("Review {reviews} document", "Review {reviews} documents", reviews)
        yield Action.REVIEW_DRAFT, Task(text.format(reviews=reviews), "reviews")
    if returned := standing.waiting.returned:
        text = ngettext(
            "Change {returned} document that its review returned",
            "Change {returned} documents that their reviews returned",
            returned,
        )
        yield Action.ASK_FOR_REVIEW, Task(text.format(returned=returned), "reviews")


def _of_accuracy(standing: Standing) -> Iterator[tuple[Action, Task]]:
    """The factual accuracy check: to be sent, its comments to be answered, to be closed; and then publication."""
    state, comments = standing.waiting.accuracy, standing.waiting.accuracy_comments
    if comments:
        text = ngettext(
            "Answer {comments} comment of the service on factual accuracy",
            "Answer {comments} comments of the service on factual accuracy",
            comments,
        )
        yield Action.ANSWER_ACCURACY, Task(text.format(comments=comments), "accuracy")
    elif state == "submitted":
        yield Action.SEND_ACCURACY, Task(_("Close the factual accuracy check"), "accuracy")
    elif not state:
        yield Action.SEND_ACCURACY, Task(_("Send the factual accuracy check"), "accuracy")
    elif state != "sent" and not standing.waiting.publication and standing.inspection.phase is Phase.FACTUAL_ACCURACY:
        yield Action.PREPARE_PUBLICATION, Task(_("Prepare the publication"), "publication")


def _of_publication(standing: Standing) -> Iterator[tuple[Action, Task]]:
    """What a publication on its way waits for; what could not be published concerns all who brought it about."""
    state = standing.waiting.publication
    if state == "begun":
        yield Action.PREPARE_PUBLICATION, Task(_("Prepare the correction"), "publication")
    elif state == "failed":
        yield Action.PREPARE_PUBLICATION, Task(_("Make the files again"), "publication", _("Failed"), "red")
    elif state == "prepared":
        held = (_("Legal hold"), "red") if standing.waiting.held else ()
        yield Action.APPROVE_PUBLICATION, Task(_("Approve the publication"), "publication", *held)
        if standing.no_approver:
            hint = _(
                "Every chief inspector has a conflict of interest, or prepared it. An administrator gives the office."
            )
            text = _("Have someone named who approves the publication")
            yield Action.PREPARE_PUBLICATION, Task(text, "publication", _("Nobody may approve it"), "red", hint)
    elif standing.waiting.stopped:
        text = _("See why the inspection was not published")
        yield Action.WITHDRAW_PUBLICATION, Task(text, "publication", _("Not published"), "red")


def _of_the_sample(standing: Standing) -> Iterator[tuple[Action, Task]]:
    if standing.sample == "approved":
        if standing.unallocated:
            counted = ngettext("{unallocated} case", "{unallocated} cases", standing.unallocated).format(
                unallocated=standing.unallocated
            )
            yield Action.ALLOCATE_CASES, Task(_("Allocate {counted}").format(counted=counted), "allocation")
    elif standing.sample == "drawn":
        yield Action.APPROVE_SAMPLE, Task(_("Approve the sample"), "sample")
    elif standing.waiting.caseload:
        yield Action.DRAW_SAMPLE, Task(_("Draw the sample"), "sample")
    else:
        yield Action.UPLOAD_CASELOAD, Task(_("Upload the caseload"), "sample")


def _short_of_time(standing: Standing, today: datetime.date) -> Iterator[tuple[Action, Task]]:
    """The cases that will not be done by the end of fieldwork at the pace so far, for who can give them to others."""
    if standing.inspection.phase is not Phase.FIELDWORK:
        return
    due = standing.fieldwork_due
    short = pace(standing.cases, standing.submitted, standing.inspection.fieldwork_from, due, today).short
    if not short:
        return
    if due < today:
        text = ngettext("{short} case was not submitted in time", "{short} cases were not submitted in time", short)
        status, hint = _("Overdue"), _("They were due by {day}")
    else:
        text = ngettext("{short} case will fall short of time", "{short} cases will fall short of time", short)
        status, hint = _("Behind"), _("At the pace so far, by {day}")
    task = Task(text.format(short=short), "progress", status, "red", hint.format(day=in_words(due)))
    yield Action.ALLOCATE_CASES, task


def _of_evidence(standing: Standing) -> Iterator[tuple[Action, Task]]:
    if overdue := standing.waiting.overdue:
        text = ngettext(
            "Follow up {overdue} request for evidence", "Follow up {overdue} requests for evidence", overdue
        ).format(overdue=overdue)
        yield Action.EDIT_EVIDENCE_REQUESTS, Task(text, "evidence", _("Overdue"), "red")
    if answered := standing.waiting.answered:
        text = ngettext(
            "Accept {answered} answer to a request for evidence, or ask again",
            "Accept {answered} answers to requests for evidence, or ask again",
            answered,
        ).format(answered=answered)
        yield Action.EDIT_EVIDENCE_REQUESTS, Task(text, "evidence")


def _of_the_service(standing: Standing) -> Iterator[tuple[Action, Task]]:
    if not standing.waiting.announced and standing.inspection.phase in (Phase.ANNOUNCED, Phase.EVIDENCE):
        yield Action.WRITE_ANNOUNCEMENT, Task(_("Write the announcement"), "inspected_announcement")
    if number := standing.waiting.not_arranged:
        text = ngettext(
            "See to {number} interview that the service cannot arrange",
            "See to {number} interviews that the service cannot arrange",
            number,
        ).format(number=number)
        yield Action.ASK_FOR_INTERVIEWS, Task(text, "inspected_service")
    if standing.waiting.emerging:
        yield (
            Action.SHARE_EMERGING_FINDINGS,
            Task(_("Share the emerging findings"), "inspected_findings", _("Draft"), "yellow"),
        )


def _of_rooms(standing: Standing) -> Iterator[tuple[Action, Task]]:
    """What waits in the rooms of meetings and of surveys."""
    if meetings := standing.waiting.meetings:
        text = ngettext("Record {meetings} meeting", "Record {meetings} meetings", meetings).format(meetings=meetings)
        yield Action.RECORD_MEETING, Task(text, "meetings")
    if surveys := standing.waiting.surveys:
        text = ngettext("Close {surveys} survey", "Close {surveys} surveys", surveys).format(surveys=surveys)
        yield Action.MANAGE_SURVEYS, Task(text, "surveys", _("Overdue"), "red")
    if quotations := standing.waiting.quotations:
        text = ngettext("Check {quotations} quotation", "Check {quotations} quotations", quotations).format(
            quotations=quotations
        )
        yield Action.CHECK_QUOTATIONS, Task(text, "surveys")


def _of_recommendations(standing: Standing) -> Iterator[tuple[Action, Task]]:
    """Proposals for the lead inspector, and from fieldwork on what came of the last inspection."""
    if proposed := standing.waiting.proposed:
        text = ngettext(
            "Decide on {proposed} proposed recommendation", "Decide on {proposed} proposed recommendations", proposed
        ).format(proposed=proposed)
        yield Action.WRITE_RECOMMENDATION, Task(text, "recommendations")
    left, early = standing.waiting.not_judged, (Phase.ANNOUNCED, Phase.EVIDENCE)
    if left and standing.inspection.phase not in early:
        text = ngettext(
            "Record progress on {left} previous recommendation",
            "Record progress on {left} previous recommendations",
            left,
        ).format(left=left)
        yield Action.JUDGE_PROGRESS, Task(text, "previous_recommendations")


def _of_action_plan(standing: Standing) -> Iterator[tuple[Action, Task]]:
    """A plan that was submitted, for the lead inspector."""
    if standing.waiting.plan_submitted:
        yield Action.DECIDE_ACTION_PLAN, Task(_("Accept the action plan or send it back"), "action_plan")


def _of_quality(standing: Standing) -> Iterator[tuple[Action, Task]]:
    if to_settle := standing.to_settle:
        text = ngettext(
            "Settle the differences of {to_settle} second reading",
            "Settle the differences of {to_settle} second readings",
            to_settle,
        ).format(to_settle=to_settle)
        yield Action.SETTLE_DIFFERENCE, Task(text, "quality")
    if exercises := standing.waiting.exercises:
        text = ngettext(
            "Close {exercises} exercise that everybody has submitted",
            "Close {exercises} exercises that everybody has submitted",
            exercises,
        ).format(exercises=exercises)
        yield Action.RUN_EXERCISE, Task(text, "quality")
