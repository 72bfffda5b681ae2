"""On the day for names all that may name someone goes, wherever people wrote it; what stays, stays for a reason."""

import datetime

import pytest
from django.db.models import TextField

from inspectorate_app.actions import name
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    ActionPlan,
    Announcement,
    BlindReading,
    DocumentVersion,
    DraftComment,
    DraftPart,
    EvidenceDocument,
    Exercise,
    Finding,
    FindingSource,
    Inspection,
    Interview,
    Meeting,
    MeetingNote,
    NoteBefore,
    Reading,
)
from inspectorate_app.store.queries.archive import TABLES, fields_of
from inspectorate_app.store.queries.name import WRITTEN
from tests.app import given

pytestmark = pytest.mark.django_db
SOMEONE = "Jo Made-Up-Surname"
DAY = datetime.date(2023, 8, 9)
#: What people write and what stays, and why.
STAYS = {
    "phasechange.reason": "a reason of a decision",
    "standardjudgement.reason": "a reason of a decision",
    "paneldecision.reason": "a reason of a decision",
    "evidencerequest.why": "why a document is asked for",
    "evidencerequest.reason": "why a document is not held",
    "evidencerequest.remark": "why it is asked for again",
    "contextvalue.reason": "why a figure was corrected",
    "quotation.text": "checked for names before it was kept",
    "finding.text": "what the report says",
    "finding.withdrawn_reason": "a reason of a decision",
    "findingsource.title": "what it rests on",
    "findingsource.words": "those of notes and cases go, by offer.WITH_NOTES",
    "findingsource.why": "as its words",
    "recommendation.text": "what the report says",
    "recommendation.withdrawn_reason": "a reason of a decision",
    "previousrecommendation.text": "what an earlier report says",
    "previousrecommendation.found": "what the report says",
    "draftpart.text": "what the report says",
    "draftversion.text": "how what the report says came to be",
    "claimsupport.source": "what the report rests on",
    "publication.notice": "what was published",
    "publication.trouble": "what the service says, and nobody wrote",
    "letter.to": "whom a published letter goes to",
    "letter.copies": "who has a copy of a published letter",
    "recommendationanswer.reasons": "what the action plan says in public",
    "recommendationanswer.found": "a judgement of progress, told in public",
    "plannedaction.what": "what the action plan says in public",
    "plannedaction.measure": "what the action plan says",
}


def written_by_the_team(inspection, lead):
    """One of everything that the team and the service write, each with the name of someone in it."""
    with guard.allowed():
        asked = EvidenceDocument.objects.create(inspection=inspection, number=1, title="Plan", supplied=False)
        version = DocumentVersion.objects.create(
            document=asked, number=1, key="0" * 64, name="plan.pdf", kind="pdf", size=1, sha256="0" * 64,
            uploaded_by=lead,
        )  # fmt: skip
        reading = Reading.objects.create(version=version, person=lead, note=SOMEONE)
        meeting = Meeting.objects.create(
            inspection=inspection, number=1, kind="focus_group", title="Officers", day=DAY, planned_by=lead,
            starts=datetime.time(9), ends=datetime.time(10), cancelled_because=SOMEONE,
            attendees=[{"role": SOMEONE, "number": 1}],
        )  # fmt: skip
        note = MeetingNote.objects.create(
            meeting=meeting, number=1, mark="said", text=SOMEONE, written_by=lead, saved_by=lead
        )
        NoteBefore.objects.create(
            note=note, version=1, mark="said", text=SOMEONE, saved_by=lead, saved_at=inspection.set_up_at
        )
        Announcement.objects.create(inspection=inspection, text=SOMEONE, written_by=lead)
        Interview.objects.create(
            inspection=inspection, number=1, whom=SOMEONE, about=SOMEONE, answer=SOMEONE, day=DAY, asked_by=lead
        )
        part = DraftPart.objects.create(
            inspection=inspection, kind="report", part="foreword", text="It is good.", version=1, changed_by=lead,
            changed_at=inspection.set_up_at,
        )  # fmt: skip
        DraftComment.objects.create(
            draft=part, number=1, version=1, quoted=SOMEONE, text=SOMEONE, answer=SOMEONE, written_by=lead,
            written_at=inspection.set_up_at,
        )  # fmt: skip
        exercise = Exercise.objects.create(inspection=inspection, title="Spring", scenario=SOMEONE, opened_by=lead)
        BlindReading.objects.create(
            inspection=inspection, exercise=exercise, purpose="exercise", reader=lead, chosen_by=lead, why=SOMEONE,
            first_answers={"2.2.1": {"answer": "yes", "reason": SOMEONE}},
        )  # fmt: skip
        finding = Finding.objects.create(
            inspection=inspection, number=1, heading="2.2", kind="strength", text="It is good.", place=1,
            written_by=lead, changed_by=lead,
        )  # fmt: skip
        for kind, key in (("meeting", "1-1"), ("document", f"reading {reading.pk}")):
            FindingSource.objects.create(
                finding=finding, kind=kind, key=key, title="A note", words=SOMEONE, why=SOMEONE, tied_by=lead,
                tied_at=inspection.set_up_at,
            )  # fmt: skip


def named_in(inspection):
    """The tables in which the name stands."""
    return {each.name for each in TABLES if SOMEONE in repr(list(each.rows(inspection.pk).values()))}


def test_what_the_team_wrote_goes_on_the_day_once_it_is_published():
    inspection = given.inspection(phase="panel")
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    written_by_the_team(inspection, lead)
    tables = named_in(inspection)
    assert name.delete_names_due(DAY) == ()
    assert named_in(inspection) == tables, "ratings rest on it"
    with guard.allowed():
        Inspection.objects.update(phase="closed")
    assert name.delete_names_due(DAY - datetime.timedelta(days=1)) == ()
    # Rows of: reading, meeting, note, note before, announcement, interview, exercise, blind reading with its first
    # reason apart, two sources, and a comment on a draft.
    assert name.delete_names_due(DAY) == (name.Deleted(inspection.slug, 0, 0, 12),)
    assert named_in(inspection) == set()
    assert name.delete_names_due(DAY) == (), "nothing is left"
    assert MeetingNote.objects.get().removed_at is not None
    client = given.signed_in(lead)
    for address, told in (
        ("inspected-service/", "Deleted with the names of people."),
        ("meetings/1", "Notes of meetings were deleted on"),
        ("evidence/documents/1", "plan.pdf"),
        ("findings/1", "deleted"),
    ):
        assert told in client.get(f"/inspections/{inspection.slug}/{address}").content.decode(), address


def test_whatever_came_after_a_deletion_is_due_again():
    inspection = given.inspection(phase="published")
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    written_by_the_team(inspection, lead)
    name.delete_names_due(DAY)
    with guard.allowed():
        Announcement.objects.update(text=SOMEONE)
    assert name.delete_names_due(DAY) == (name.Deleted(inspection.slug, 0, 0, 1),)


def on_the_way_out(inspection, lead):
    """What was written of the check of accuracy, the publication and the action plan, each with a name in it."""
    at = inspection.set_up_at
    with guard.allowed():
        inspection.accuracy_checks.create(
            number=1, state="closed", sent_by=lead, sent_at=at, extended_because=SOMEONE, reason=SOMEONE
        )
        inspection.publications.create(number=1, state="withdrawn", prepared_by=lead, reason=SOMEONE)
        recommendation = inspection.recommendations.create(
            number=1, place=1, addressee="PDU", text="end delays", written_by=lead, changed_by=lead
        )
        plan = ActionPlan.objects.create(inspection=inspection)
        plan.versions.create(number=1, submitted_by=lead, remarks=SOMEONE)
        answer = plan.answers.create(recommendation=recommendation, evidence=SOMEONE, changed_by=lead)
        action = answer.actions.create(
            number=1, what="Hire.", who="Head", due_on=DAY, measure="Posts filled.", changed_by=lead
        )
        action.reports.create(state="done", words=SOMEONE, on=DAY, reported_by=lead)


@pytest.mark.parametrize(
    ("phase", "stays"),
    [
        ("factual_accuracy", {"accuracycheck", "publication"} | (WITH_THE_PLAN := {
            "actionplanversion", "recommendationanswer", "actionreport"
        })),
        # what was done is followed, and judged by it, until the inspection is closed
        ("published", WITH_THE_PLAN),
        ("follow_up", WITH_THE_PLAN),
        ("closed", set()),
    ],
)  # fmt: skip
def test_what_was_written_on_the_way_out_goes_once_nothing_rests_on_it(phase, stays):
    inspection = given.inspection(phase=phase)
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    on_the_way_out(inspection, lead)
    done = name.delete_names_due(DAY)
    assert named_in(inspection) == stays
    # rows: one check, one publication; and of the plan a version, an answer and a report
    assert sum(each.notes for each in done) == 5 - len(stays)
    assert name.delete_names_due(DAY) == (), "nothing is left to do"


def test_every_text_that_people_write_goes_or_stays_for_a_reason():
    texts = {f"{table.name}.{one.name}" for table in TABLES for one in fields_of(table) if isinstance(one, TextField)}
    goes = {f"{each.model._meta.model_name}.{field}" for each in WRITTEN for field in each.blank}
    assert texts - goes == STAYS.keys()
    more = {f"{table.name}.{one.name}" for table in TABLES for one in fields_of(table)} - texts
    # Short texts and lists that go too.
    assert goes - texts == {"meeting.attendees", "interview.whom"} <= more
