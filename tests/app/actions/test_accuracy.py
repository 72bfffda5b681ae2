"""The factual accuracy check: a frozen copy goes out, comments come back, each is answered, what changed is told."""

import copy
import datetime
import json

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.inspection import after_working_days
from inspectorate.report.passage import passages
from inspectorate_app.actions import accuracy as actions
from inspectorate_app.actions import accuracy_comment as comments
from inspectorate_app.actions import draft, due, reminder
from inspectorate_app.actions import finding as findings
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AccuracyCheck, AuditEntry, Notification
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries import hold
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, publishing
from tests.app.accuracy import WRITTEN, WRONG, check_of, commented, day, in_check, overdue, passage_of, send, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(in_check)


@pytest.fixture
def made(of_all):
    return copy.deepcopy(of_all)


def told(person, event):
    return Notification.objects.filter(person_id=person.person, event=event).count()


def test_ten_working_days_leave_out_the_weekends():
    # 2 March 2026 is a Monday: ten working days later is Monday the 16th; from a Friday it is the Friday after next.
    assert after_working_days(datetime.date(2026, 3, 2), 10) == datetime.date(2026, 3, 16)
    assert after_working_days(datetime.date(2026, 3, 6), 10) == datetime.date(2026, 3, 20)
    assert after_working_days(datetime.date(2026, 3, 7), 1) == datetime.date(2026, 3, 9)


def test_what_is_sent_stays_as_it_was_whatever_is_written_later(made):
    inspection, lead, head = made
    number = send(lead, inspection)
    assert number == 1
    assert told(head, "accuracy_sent") == 1
    draft.write(lead, inspection.slug, "report", "background", text="The service has many offices.", version=1)
    opened = comments.open_copy(head, inspection.slug, 1, "report")
    assert WRONG in [each.text for each in passages(opened)]
    assert "copy for Hal Head, Leicester, Leicestershire and Rutland" in opened.mark
    assert "not for further circulation" in opened.mark
    kept = json.dumps(AccuracyCheck.objects.get().documents)
    assert '"statistic"' not in kept, "keys of the evidence are not the service's"
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.actor_name, entry.after) == (
        "open copy for factual accuracy check",
        "Hal Head",
        {"opened": "page"},
    )


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_copy_as_a_file_says_for_whom_it_is_and_is_written_down(made, form, begins):
    inspection, lead, head = made
    send(lead, inspection)
    copy = comments.download(head, inspection.slug, 1, "report", form)
    assert copy.content.startswith(begins)
    assert copy.name.endswith(f"-report-accuracy-check-1.{form}")
    assert AuditEntry.objects.latest("pk").after == {"opened": form}
    if form == "docx":
        import io
        import zipfile

        with zipfile.ZipFile(io.BytesIO(copy.content)) as parts:
            assert any(b"copy for Hal Head" in parts.read(each) for each in parts.namelist())
    with pytest.raises(NotThere):
        comments.download(head, inspection.slug, 1, "report", "odt")
    with pytest.raises(NotThere):
        comments.open_copy(head, inspection.slug, 1, "press-release")


def test_nothing_is_sent_with_a_claim_open_without_a_head_or_beside_another_check(made):
    inspection, lead, _head = made
    draft.write(lead, inspection.slug, "report", "background", text="We inspected 11 cases.", version=1)
    with pytest.raises(NotNow, match="put 1 false claim of the report right"):
        send(lead, inspection)
    draft.write(lead, inspection.slug, "report", "background", text=WRITTEN, version=2)
    send(lead, inspection)
    with pytest.raises(NotNow, match="under way"):
        send(lead, inspection)
    with pytest.raises(NotNow, match="under way"):
        actions.waive(lead, inspection.slug, reason="None.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We inspected 11 cases.", "put 1 false claim of the findings right"),  # there are ten
        ("Needs were met in {{case:9.9 | count}}.", "mend 1 number of the findings that the evidence does not have"),
    ],
)
def test_nothing_is_sent_with_a_number_of_a_finding_that_is_not_right(made, text, told):
    inspection, lead, _head = made
    number = publishing.finding(inspection, lead, text)
    with pytest.raises(NotNow, match=told):
        send(lead, inspection)
    publishing.set_phase(inspection, "drafting")
    right = "We inspected ten cases. Three of the five offices have no lift."  # on offices the evidence has no word
    facts = {"heading": "2.2", "kind": "improvement", "text": right}
    findings.change(lead, inspection.slug, number, **facts, version=1)
    publishing.set_phase(inspection, "factual_accuracy")
    assert send(lead, inspection) == 1


def test_without_a_head_of_the_service_nobody_could_answer(made):
    inspection, lead, head = made
    with guard.allowed():
        inspection.memberships.filter(person_id=head.person).delete()
    with pytest.raises(NotNow, match="Invite the head of the service first"):
        send(lead, inspection)


def test_a_check_has_a_letter_a_day_that_comes_and_documents_that_can_be_sent(made):
    inspection, lead, _head = made
    with pytest.raises(BadInput) as refused:
        actions.send(lead, inspection.slug, kinds=["slides"], letter=" ", due_on=timezone.localdate())
    assert sorted(each.field for each in refused.value.faults) == ["due_on", "kinds", "letter"]


def test_only_the_lead_sends_and_only_in_its_phase(made):
    inspection, lead, head = made
    inspector = given.actor(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    with pytest.raises(NotAllowed):
        send(inspector, inspection)
    with guard.allowed():
        inspection.phase = "drafting"
        inspection.save()
    with pytest.raises(NotNow):
        send(lead, inspection)
    assert query.checks(facts_of(inspection)) == ()
    assert told(head, "accuracy_sent") == 0


def test_after_the_last_day_nothing_is_sent_until_there_is_more_time(made):
    inspection, lead, head = made
    send(lead, inspection)
    number = commented(inspection, head)
    overdue()
    assert check_of(inspection).late(timezone.localdate())
    for doing in (
        lambda: commented(inspection, head),
        lambda: comments.remove(head, inspection.slug, 1, number),
        lambda: submitted(inspection, head),
    ):
        with pytest.raises(NotNow, match="Ask the lead inspector for more time"):
            doing()
    with pytest.raises(BadInput):
        actions.extend(lead, inspection.slug, 1, due_on=day(3), reason="")
    with pytest.raises(BadInput):
        actions.extend(lead, inspection.slug, 1, due_on=timezone.localdate(), reason="Leave.")
    actions.extend(lead, inspection.slug, 1, due_on=day(3), reason="The head was on leave.")
    assert told(head, "accuracy_extended") == 1
    assert (check_of(inspection).due_on, check_of(inspection).first_due_on) == (day(3), day(14))
    submitted(inspection, head)


def test_a_check_is_closed_without_an_answer_once_its_day_is_over_and_with_a_reason(made):
    inspection, lead, head = made
    send(lead, inspection)
    commented(inspection, head)
    with pytest.raises(NotNow, match="The service has until"):
        actions.close(lead, inspection.slug, 1, reason="No answer.")
    overdue()
    with pytest.raises(BadInput):
        actions.close(lead, inspection.slug, 1)
    actions.close(lead, inspection.slug, 1, reason="No answer came.")
    assert list(query.hindering(facts_of(inspection))) == []
    assert check_of(inspection).sent_comments == (), "what was not sent stays the service's own"
    with pytest.raises(NotNow, match="closed already"):
        actions.close(lead, inspection.slug, 1)


def test_that_no_check_is_needed_is_recorded_with_its_reason(made):
    inspection, lead, head = made
    with pytest.raises(BadInput):
        actions.waive(lead, inspection.slug, reason=" ")
    actions.waive(lead, inspection.slug, reason="Nothing is rated.")
    assert list(query.hindering(facts_of(inspection))) == []
    assert query.sent_to(facts_of(inspection)) == ()
    with pytest.raises(NotThere):
        comments.open_copy(head, inspection.slug, 1, "report")


def test_under_a_legal_hold_nothing_is_sent_opened_or_answered(made, monkeypatch):
    inspection, lead, head = made
    send(lead, inspection)
    submitted(inspection, head)
    monkeypatch.setattr(hold, "standing", lambda inspection_id: inspection_id == inspection.pk)
    for doing in (
        lambda: send(lead, inspection),
        lambda: comments.open_copy(head, inspection.slug, 1, "report"),
        lambda: comments.download(head, inspection.slug, 1, "report", "pdf"),
        lambda: actions.close(lead, inspection.slug, 1),
    ):
        with pytest.raises(NotNow, match="legal hold"):
            doing()
    assert not AuditEntry.objects.filter(action="open copy for factual accuracy check").exists()


def test_what_is_due_is_told_to_both_sides_and_once(made):
    inspection, lead, head = made
    today = timezone.localdate()
    actions.send(lead, inspection.slug, kinds=["report"], letter="Please check it.", due_on=day(2))
    assert "Check the draft report for factual accuracy" in [each.text for each in due.of_person(head, today)]
    job = Actor(None, "reminders", "administrator", via="job")
    reminder.remind(job, inspection.slug, today)
    reminder.remind(job, inspection.slug, today)
    assert (told(head, "accuracy_due"), told(lead, "accuracy_overdue")) == (1, 0)
    reminder.remind(job, inspection.slug, day(3))
    assert (told(head, "accuracy_due"), told(lead, "accuracy_overdue")) == (1, 1)
    commented(inspection, head)
    submitted(inspection, head)
    texts = [each.text for each in due.of_person(lead, today)]
    assert "Answer 1 comment on factual accuracy" in texts
    assert "Check the draft report for factual accuracy" not in [each.text for each in due.of_person(head, today)]


def test_a_passage_leads_to_the_part_that_an_author_writes(made):
    inspection, lead, _head = made
    send(lead, inspection, ("report", "press-release"))
    facts, found = facts_of(inspection), passages(query.document(inspection.pk, 1, "report"))
    assert query.part_of(facts, "report", passage_of(inspection)) == "background"
    of_standard = next(each for each in found if each.anchor == "2.1-driven")
    assert query.part_of(facts, "report", of_standard) == "2.1"
    release = passages(query.document(inspection.pk, 1, "press-release"))[0]
    assert query.part_of(facts, "press-release", release) == query.places(facts, "press-release")[0].id


@pytest.mark.parametrize("state", ["prepared", "approved"])
def test_no_check_is_sent_of_what_is_about_to_be_published(made, state):
    inspection, lead, _head = made
    given.approved_publication(inspection, state=state)
    with pytest.raises(NotNow, match="Publication 1 is on its way"):
        send(lead, inspection)
    assert not AccuracyCheck.objects.exists()
