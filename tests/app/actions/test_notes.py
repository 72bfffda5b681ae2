"""What people write about a case stands in its table alone, and goes on the day; the trail proves what stood there."""

import copy
import datetime
import hashlib

import pytest

from inspectorate_app.actions import assessment, audit, name
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.refusal import KeyUsedBefore
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    Answer,
    AuditEntry,
    CaseAssessment,
    Caseload,
    Inspection,
    Replacement,
    Retry,
    Sample,
    Tally,
)
from tests.app import given, synthetic

pytestmark = pytest.mark.django_db
DAY = datetime.date(2023, 8, 9)
REASON, NOTES, WHY = "Mrs Made-Up said so.", "Mr Invented was late.", "Ms Nobody has the file."


def three_texts():
    """An inspection in which three texts were written about cases, each with a name in it."""
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection, capacity=30)
    synthetic.approved(inspection, lead)
    acting = given.actor(lead)
    action.replace_case(acting, inspection.slug, 2, reason=WHY)
    action.allocate_case(acting, inspection.slug, 1, lead.pk)
    with guard.allowed():
        Inspection.objects.update(phase="fieldwork")
        Caseload.objects.update(file_name="cases of Ms Nobody.csv")
    assessment.save_answer(acting, inspection.slug, 1, "2.2.1", answer="yes", reason=REASON, version=0)
    assessment.save_answer(acting, inspection.slug, 1, "2.2.1", answer="yes", reason="Changed.", version=1)
    assessment.save_answer(acting, inspection.slug, 1, "2.2.1", answer="yes", reason=REASON, version=2)
    held = datetime.date(2022, 10, 25)
    assessment.save_interview(acting, inspection.slug, 1, outcome="held", held_on=held, notes=NOTES, version=0)
    return inspection, acting


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(three_texts)


@pytest.fixture
def written(of_all):
    return copy.deepcopy(of_all)


def test_a_try_again_is_answered_alike_without_its_words_being_kept_for_it(written):
    inspection, acting = written
    held = datetime.date(2022, 10, 25)
    said = {"outcome": "held", "held_on": held, "notes": f"{NOTES} More.", "version": 1}
    first = assessment.save_interview(acting, inspection.slug, 1, **said, key="a")
    assert first == {"outcome": "held", "held_on": "2022-10-25", "notes": f"{NOTES} More.", "version": 2}
    assessment.save_interview(acting, inspection.slug, 1, **said | {"notes": "Others.", "version": 2})
    assert assessment.save_interview(acting, inspection.slug, 1, **said, key="a") == first
    with pytest.raises(KeyUsedBefore):
        assessment.save_interview(acting, inspection.slug, 1, **said | {"notes": "Another."}, key="a")
    assessment.save_answer(acting, inspection.slug, 1, "2.2.2", answer="yes", reason=REASON, version=0, key="b")
    kept = list(Retry.objects.values("key", "answer").order_by("key"))
    assert [each["key"] for each in kept] == ["a", "b"]
    assert NOTES not in repr(kept)
    assert REASON not in repr(kept)


def everywhere():
    """Every text that is kept of an inspection, in one."""
    kept = (Answer, AuditEntry, CaseAssessment, Caseload, Replacement, Sample, Tally, Inspection)
    return " ".join(repr(list(each.objects.values())) for each in kept)


def test_no_text_stands_in_the_trail_and_its_digest_does(written):
    trail = repr(list(AuditEntry.objects.values()))
    for text in (REASON, NOTES, WHY):
        assert text not in trail
        assert hashlib.sha256(text.encode()).hexdigest() in trail
    entry = AuditEntry.objects.filter(subject="case 1 answers").last()
    assert entry.before["2.2.1"]["reason"] == {"sha256": hashlib.sha256(b"Changed.").hexdigest(), "characters": 8}
    assert entry.after["2.2.1"]["reason"] == {
        "sha256": hashlib.sha256(REASON.encode()).hexdigest(),
        "characters": len(REASON),
    }


def test_a_text_that_stands_is_held_against_its_entry(written):
    entry = AuditEntry.objects.filter(subject="case 1 answers").last()
    assert audit.kept_out(Answer.objects.get().reason) == entry.after["2.2.1"]["reason"]
    assert audit.kept_out("Another reason.") != entry.after["2.2.1"]["reason"]
    assert audit.kept_out("") == ""


def test_before_publication_ratings_rest_on_it_and_it_stays(written):
    inspection, acting = written
    name.delete_names(acting, inspection.slug)
    assert (Answer.objects.get().reason, CaseAssessment.objects.get().interview_notes) == (REASON, NOTES)
    assert Replacement.objects.get().reason == WHY
    assert Caseload.objects.get().file_name == ""
    assert AuditEntry.objects.latest("pk").after == {"names": 0, "notes": "kept until the inspection is published"}
    # Nothing is left to be deleted before that.
    assert name.delete_names_due(DAY) == ()


@pytest.mark.parametrize("phase", ["published", "follow_up"])
def test_after_publication_it_goes_on_the_day_and_nothing_is_left_anywhere(written, phase):
    inspection, acting = written
    name.delete_names(acting, inspection.slug)
    deleted_at = Inspection.objects.get().names_deleted_at
    with guard.allowed():
        Inspection.objects.update(phase=phase)
    assert name.delete_names_due(DAY - datetime.timedelta(days=1)) == ()
    # A reason of an answer, notes of an interview, and why a case was replaced.
    assert name.delete_names_due(DAY) == (name.Deleted(inspection.slug, 0, 0, 3),)
    assert name.delete_names_due(DAY) == ()
    kept = everywhere()
    assert [text for text in (REASON, NOTES, WHY, "Ms Nobody", "Changed.") if text in kept] == []
    assert Answer.objects.get().answer == "yes", "answers stay"
    assert Inspection.objects.get().names_deleted_at == deleted_at
    assert AuditEntry.objects.latest("pk").before["notes"] == 3
    assert audit.check(inspection.slug).wrong == ()


def test_the_page_says_what_goes_and_what_stays(written):
    inspection, acting = written
    client = given.signed_in(type(inspection.set_up_by).objects.get(pk=acting.person))
    address = f"/inspections/{inspection.slug}/sample/names"
    assert "stays until the inspection is published" in client.get(address).content.decode()
    with guard.allowed():
        Inspection.objects.update(phase="published")
    assert "What was written about cases goes too" in client.get(address).content.decode()
    trail = client.get(f"/inspections/{inspection.slug}/audit").content.decode()
    assert f"{len(REASON)} characters, not kept here (SHA-256 " in trail
    assert REASON not in trail
