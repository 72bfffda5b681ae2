"""Comments on factual accuracy: drafted, sent at once, answered each, and kept with their files."""

import copy
import datetime

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.report.passage import passages
from inspectorate_app.actions import accuracy as actions
from inspectorate_app.actions import accuracy_comment as comments
from inspectorate_app.actions import document, document_removal, draft
from inspectorate_app.actions import name as names
from inspectorate_app.actions.accuracy import Answer
from inspectorate_app.actions.accuracy_comment import Comment
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AccuracyCheck, AccuracyComment, AccuracyFile, AuditEntry, Notification
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries.evidence import every_stored
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given
from tests.app.accuracy import WRITTEN, check_of, commented, day, in_check, passage_of, send, submitted
from tests.app.evidence import PDF, uploaded

pytestmark = pytest.mark.django_db

SOMEONE = "Jo Made-Up-Surname"


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
