"""An approval that was a mistake is withdrawn, with a reason, while nobody has begun to read."""

import copy

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import assessment
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.approval import withdraw_approval
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Case, Identity, Inspection, Replacement, Sample
from tests.app import given, synthetic
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db


def an_approved_sample():
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection, capacity=30)
    return inspection, lead, synthetic.approved(inspection, lead)


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(an_approved_sample)


@pytest.fixture
def approved(of_all):
    return copy.deepcopy(of_all)


def test_the_cases_and_their_names_go_and_the_reason_stands_in_the_trail(approved):
    inspection, lead, sample = approved
    # 20 cases and, by the edition's 20 per cent, 4 in reserve.
    assert withdraw_approval(given.actor(lead), inspection.slug, sample, reason=" The wrong list. ") == 24
    assert (Case.objects.count(), Identity.objects.count()) == (0, 0)
    row = Sample.objects.get()
    assert (row.state, row.approved_by) == ("superseded", lead)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.subject) == ("withdraw approval of sample", f"sample {sample}")
    assert entry.before == {"state": "approved", "cases": 24, "first": 1, "names": 24}
    assert entry.after == {"state": "superseded", "cases": 0, "names": 0, "reason": "The wrong list."}


def test_a_sample_is_drawn_anew_and_no_number_is_given_twice(approved):
    inspection, lead, sample = approved
    withdraw_approval(given.actor(lead), inspection.slug, sample, reason="The wrong list.")
    again = synthetic.approved(inspection, lead, size=10)
    assert Sample.objects.get(pk=again).state == "approved"
    # 10 cases with 2 in reserve, after the 24 that there were.
    assert list(Case.objects.values_list("number", flat=True)) == list(range(25, 37))


def test_cases_that_were_allocated_or_replaced_go_too(approved):
    inspection, lead, sample = approved
    action.allocate_case(given.actor(lead), inspection.slug, 1, lead.pk)
    action.replace_case(given.actor(lead), inspection.slug, 2, reason="The file is at court.")
    withdraw_approval(given.actor(lead), inspection.slug, sample, reason="The wrong list.")
    assert not Case.objects.exists()
    assert not Replacement.objects.exists()


def test_it_stands_once_an_assessment_was_begun_and_that_is_said(approved):
    inspection, lead, sample = approved
    action.allocate_case(given.actor(lead), inspection.slug, 1, lead.pk)
    with guard.allowed():
        Inspection.objects.update(phase="fieldwork")
    assessment.save_answer(given.actor(lead), inspection.slug, 1, "2.2.1", reason="Begun.", version=0)
    with pytest.raises(NotNow, match="the assessment of one of its cases has been begun"):
        withdraw_approval(given.actor(lead), inspection.slug, sample, reason="The wrong list.")
    assert Case.objects.count() == 24
    page = given.signed_in(lead).get(f"/inspections/{inspection.slug}/sample/draws/{sample}/withdraw")
    assert "the assessment of one of its cases has been begun" in page.content.decode()
    assert "<textarea" not in page.content.decode()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1_001])
def test_without_a_sound_reason_nothing_happens(approved, reason):
    inspection, lead, sample = approved
    with pytest.raises(BadInput):
        withdraw_approval(given.actor(lead), inspection.slug, sample, reason=reason)
    assert Case.objects.count() == 24


def test_what_is_not_approved_has_no_approval(approved):
    inspection, lead, sample = approved
    withdraw_approval(given.actor(lead), inspection.slug, sample, reason="The wrong list.")
    with pytest.raises(NotNow, match="superseded"):
        withdraw_approval(given.actor(lead), inspection.slug, sample, reason="Again.")
    with pytest.raises(NotThere):
        withdraw_approval(given.actor(lead), inspection.slug, sample + 1_000, reason="Another.")


@pytest.mark.parametrize("phase", ["analysis", "published"])
def test_after_fieldwork_it_is_too_late(approved, phase):
    inspection, lead, sample = approved
    with guard.allowed():
        Inspection.objects.update(phase=phase)
    with pytest.raises(NotNow, match="evidence, fieldwork"):
        withdraw_approval(given.actor(lead), inspection.slug, sample, reason="The wrong list.")


def test_only_a_lead_inspector_withdraws(approved):
    inspection, _lead, sample = approved
    officer = given.member(inspection, Role.OPERATIONS_OFFICER)
    with pytest.raises(NotAllowed):
        withdraw_approval(given.actor(officer), inspection.slug, sample, reason="The wrong list.")


def test_on_the_page_it_is_asked_why(approved):
    inspection, lead, sample = approved
    client, address = given.signed_in(lead), f"/inspections/{inspection.slug}/sample/draws/{sample}"
    assert f"{address}/withdraw" in client.get(address).content.decode()
    assert "Enter why the approval is withdrawn" in client.post(f"{address}/withdraw", {"reason": ""}).content.decode()
    after = client.post(f"{address}/withdraw", {"reason": "The wrong list."}, follow=True).content.decode()
    assert "The approval is withdrawn, and its 24 cases are gone" in after
    shown = client.get(address).content.decode()
    assert "The approval was withdrawn" in shown
    assert f"{address}/withdraw" not in shown


def test_through_the_api(approved):
    inspection, lead, sample = approved
    call = calling(lead, "manage")
    address = f"inspections/{inspection.slug}/samples/{sample}/approval/withdrawal"
    assert call("POST", address, {}).status_code == 422
    answer = call("POST", address, {"reason": "The wrong list."}, key="once")
    assert (answer.status_code, answer.data) == (200, {"sample": sample, "cases": 24})
    assert call("POST", address, {"reason": "The wrong list."}, key="once").data == answer.data
    assert call("POST", address, {"reason": "Again."}).status_code == 409
