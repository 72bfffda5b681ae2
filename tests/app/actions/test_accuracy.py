"""The factual accuracy check: a frozen copy goes out, comments come back, each is answered, what changed is told."""

import datetime
import json

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.inspection import after_working_days
from inspectorate.report.passage import passages
from inspectorate_app.actions import accuracy as actions
from inspectorate_app.actions import accuracy_comment as comments
from inspectorate_app.actions import document, document_removal, draft, due, reminder
from inspectorate_app.actions import finding as findings
from inspectorate_app.actions import name as names
from inspectorate_app.actions.accuracy import Answer
from inspectorate_app.actions.accuracy_comment import Comment
from inspectorate_app.actions.actor import Actor, operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AccuracyCheck, AccuracyComment, AccuracyFile, AuditEntry, Notification
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries import hold
from inspectorate_app.store.queries.evidence import every_stored
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, publishing
from tests.app.accuracy import WRITTEN, day, in_check, overdue, send
from tests.app.evidence import PDF, uploaded

pytestmark = pytest.mark.django_db
WRONG = "The service runs from Leicester alone."
SOMEONE = "Jo Made-Up-Surname"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"


@pytest.fixture
def made():
    return in_check()


def check_of(inspection, number=1):
    return query.check(facts_of(inspection), number)


def passage_of(inspection, text=WRONG, number=1):
    found = passages(query.document(inspection.pk, number, "report"))
    return next(each for each in found if each.text == text)


def commented(inspection, head, text="There are three.", quoted="Leicester alone"):
    place = passage_of(inspection).number
    return comments.comment(head, inspection.slug, 1, "report", place, Comment(text, quoted, "The list of offices."))


def submitted(inspection, head):
    comments.submit(head, inspection.slug, 1, comments=len(check_of(inspection).comments))


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


def test_without_a_head_of_the_service_nobody_could_answer():
    inspection, lead, head = in_check()
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


def test_comments_are_drafted_changed_and_removed_and_the_team_sees_none_before_they_are_sent(made):
    inspection, lead, head = made
    contact = given.actor(given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact"))
    send(lead, inspection)
    first = commented(inspection, contact)
    second = commented(inspection, head, "Staff knew some of them.", "")
    version = comments.change(
        head, inspection.slug, 1, first, Comment("There are four.", "Leicester  alone"), version=1
    )
    assert version == 2
    with pytest.raises(Overtaken):
        comments.change(contact, inspection.slug, 1, first, Comment("Five."), version=1)
    comments.remove(contact, inspection.slug, 1, second)
    (kept,) = check_of(inspection).comments
    assert (kept.correction, kept.quoted, kept.by) == ("There are four.", "Leicester alone", "Hal Head")
    assert check_of(inspection).sent_comments == ()
    with pytest.raises(NotThere):
        actions.answer(lead, inspection.slug, 1, first, Answer("accepted", "", "Four."), version=2)
    with pytest.raises(NotThere):
        submitted(inspection, contact)


@pytest.mark.parametrize(
    ("given_", "fields"),
    [
        (Comment(""), ["correction"]),
        (Comment("Three.", quoted="four offices"), ["quoted"]),
        (Comment("x" * 4_001), ["correction"]),
    ],
)
def test_a_comment_says_what_is_right_and_quotes_words_that_are_there(made, given_, fields):
    inspection, lead, head = made
    send(lead, inspection)
    place = passage_of(inspection).number
    with pytest.raises(BadInput) as refused:
        comments.comment(head, inspection.slug, 1, "report", place, given_)
    assert [each.field for each in refused.value.faults] == fields
    with pytest.raises(NotThere):
        comments.comment(head, inspection.slug, 1, "report", 9_999, Comment("Three."))


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


def test_all_are_sent_at_once_as_they_were_seen(made):
    inspection, lead, head = made
    send(lead, inspection)
    commented(inspection, head)
    with pytest.raises(Overtaken):
        comments.submit(head, inspection.slug, 1, comments=0)
    comments.submit(head, inspection.slug, 1, comments=1, remark="Thank you.")
    found = check_of(inspection)
    assert (found.state, found.remark, found.submitted_by) == ("submitted", "Thank you.", "Hal Head")
    assert told(lead, "accuracy_submitted") == 1
    with pytest.raises(NotNow, match="were sent"):
        commented(inspection, head)
    with pytest.raises(NotNow, match="has sent its comments"):
        actions.extend(lead, inspection.slug, 1, due_on=day(20), reason="Late.")


def test_every_comment_is_answered_before_the_check_is_closed_and_the_service_sees_what_changed(made):
    inspection, lead, head = made
    facts = facts_of(inspection)
    assert list(query.hindering(facts)) == ["send the factual accuracy check, or record that none is needed"]
    send(lead, inspection)
    number = commented(inspection, head)
    submitted(inspection, head)
    assert list(query.hindering(facts)) == [
        "answer 1 comment of the service on factual accuracy",
        "close the factual accuracy check",
    ]
    with pytest.raises(NotNow, match="Answer every comment"):
        actions.close(lead, inspection.slug, 1)
    version = check_of(inspection).comments[0].version
    given_ = Answer("accepted", "", "Both offices are named.")
    draft.write(
        lead,
        inspection.slug,
        "report",
        "background",
        text=WRITTEN.replace("Leicester alone", "Leicester and Coalville"),
        version=1,
    )
    assert actions.answer(lead, inspection.slug, 1, number, given_, version=version) == version + 1
    with pytest.raises(Overtaken):
        actions.answer(lead, inspection.slug, 1, number, given_, version=version)
    given.reviewed(inspection)
    actions.close(lead, inspection.slug, 1)
    assert told(head, "accuracy_answered") == 1
    assert list(query.hindering(facts)) == []
    then = [each.text for each in passages(query.document(inspection.pk, 1, "report", changed=True))]
    assert "The service runs from Leicester and Coalville." in then
    draft.write(lead, inspection.slug, "report", "background", text="Written later.", version=2)
    again = [each.text for each in passages(query.document(inspection.pk, 1, "report", changed=True))]
    assert again == then, "what is written after the answers is not for the service"
    with pytest.raises(NotNow, match="closed"):
        actions.answer(lead, inspection.slug, 1, number, given_, version=version + 1)
    # a second round, which must be closed too
    assert send(lead, inspection) == 2
    assert list(query.hindering(facts)) == ["close the factual accuracy check"]


def test_the_service_reads_no_draft_with_a_claim_open_or_unreviewed_when_a_check_is_closed(made):
    """ "See what changed" tells the service of the drafts as they stand then, whatever was frozen before."""
    inspection, lead, head = made
    send(lead, inspection)
    submitted(inspection, head)
    draft.write(lead, inspection.slug, "report", "background", text="We inspected 11 cases.", version=1)
    with pytest.raises(NotNow, match="put 1 false claim of the report right"):  # there are ten
        actions.close(lead, inspection.slug, 1)
    draft.write(lead, inspection.slug, "report", "background", text="We inspected ten cases.", version=2)
    with pytest.raises(NotNow, match="have the report reviewed again \\(changed since its review: Background\\)"):
        actions.close(lead, inspection.slug, 1)
    assert check_of(inspection).state == "submitted"
    given.reviewed(inspection)
    actions.close(lead, inspection.slug, 1)
    assert "We inspected ten cases." in [
        each.text for each in passages(query.document(inspection.pk, 1, "report", changed=True))
    ]


@pytest.mark.parametrize(
    ("given_", "fields"),
    [
        (Answer("accepted"), ["changes"]),
        (Answer("partly", "", "Some."), ["answer"]),
        (Answer("not_accepted"), ["answer"]),
        (Answer("perhaps"), ["verdict"]),
    ],
)
def test_an_answer_says_why_not_or_what_was_changed(made, given_, fields):
    inspection, lead, head = made
    send(lead, inspection)
    number = commented(inspection, head)
    submitted(inspection, head)
    with pytest.raises(BadInput) as refused:
        actions.answer(lead, inspection.slug, 1, number, given_, version=1)
    assert [each.field for each in refused.value.faults] == fields


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


def test_files_are_evidence_and_go_with_their_comment(made, django_capture_on_commit_callbacks):
    inspection, lead, head = made
    send(lead, inspection)
    number = commented(inspection, head)
    assert comments.attach(head, inspection.slug, 1, number, uploaded(name=f"{SOMEONE}.pdf")) == 1
    assert comments.attach(head, inspection.slug, 1, number, uploaded(PDF + b"later")) == 2
    with pytest.raises(BadInput):
        comments.attach(head, inspection.slug, 1, number, uploaded(b"MZ not taken", "tool.exe"))
    assert len(list(every_stored(inspection.slug))) == 2
    assert document.sweep(timezone.now() + datetime.timedelta(days=2)) == 0, "rows name them"
    assert b"".join(comments.give_out(head, inspection.slug, 1, number, 1)[2]) == PDF
    with pytest.raises(NotThere):
        comments.give_out(lead, inspection.slug, 1, number, 1)
    keys = list(AccuracyFile.objects.values_list("key", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        comments.detach(head, inspection.slug, 1, number, 2)
    assert [keeping.sha256_of(each) is None for each in keys] == [False, True]
    submitted(inspection, head)
    assert b"".join(comments.give_out(lead, inspection.slug, 1, number, 1)[2]) == PDF
    assert SOMEONE not in repr(list(AuditEntry.objects.values()))


def test_a_removed_comment_takes_its_files_along(made, django_capture_on_commit_callbacks):
    inspection, lead, head = made
    send(lead, inspection)
    number = commented(inspection, head)
    comments.attach(head, inspection.slug, 1, number, uploaded())
    key = AccuracyFile.objects.get().key
    with django_capture_on_commit_callbacks(execute=True):
        comments.remove(head, inspection.slug, 1, number)
    assert keeping.sha256_of(key) is None
    assert not AccuracyComment.objects.exists()


def test_files_go_on_the_day_of_documents_and_their_digests_stay(made, django_capture_on_commit_callbacks):
    inspection, lead, head = made
    send(lead, inspection)
    number = commented(inspection, head)
    comments.attach(head, inspection.slug, 1, number, uploaded(name=f"{SOMEONE}.pdf"))
    row = AccuracyFile.objects.get()
    with guard.allowed():
        inspection.phase = "published"
        inspection.save()
    on = facts_of(inspection).documents_delete_on
    assert document_removal.delete_due(on - datetime.timedelta(days=1)) == ()
    with django_capture_on_commit_callbacks(execute=True):
        assert document_removal.delete_due(on) == (document_removal.Removed(inspection.slug, 1),)
    assert keeping.sha256_of(row.key) is None
    row.refresh_from_db()
    assert (row.name, len(row.sha256)) == ("", 64)
    assert list(document.wrong_files()) == []
    assert document_removal.delete_due(on) == (), "nothing is left"


def test_what_was_written_stays_out_of_the_trail_and_goes_on_the_day_for_names(made):
    inspection, lead, head = made
    actions.send(lead, inspection.slug, kinds=["report"], letter=f"Dear {SOMEONE}", due_on=day())
    place = passage_of(inspection).number
    number = comments.comment(head, inspection.slug, 1, "report", place, Comment(SOMEONE, "", SOMEONE))
    comments.submit(head, inspection.slug, 1, comments=1, remark=SOMEONE)
    actions.answer(lead, inspection.slug, 1, number, Answer("partly", SOMEONE, SOMEONE), version=1)
    assert SOMEONE not in repr(list(AuditEntry.objects.values()))
    with guard.allowed():
        inspection.phase = "published"
        inspection.save()
    names.delete_names(operator(), inspection.slug)
    kept = repr([*AccuracyCheck.objects.values(), *AccuracyComment.objects.values()])
    assert SOMEONE not in kept
    assert AccuracyComment.objects.get().verdict == "partly", "that it was answered stays"


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
def test_no_check_is_sent_of_what_is_about_to_be_published(state):
    inspection, lead, _head = in_check()
    given.approved_publication(inspection, state=state)
    with pytest.raises(NotNow, match="Publication 1 is on its way"):
        send(lead, inspection)
    assert not AccuracyCheck.objects.exists()
