"""A case that cannot be read is withdrawn for a reason, and the reserve stands in by the library's rule."""

import copy

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Case, CaseAssessment, Replacement, Sample
from tests.app import given, synthetic

pytestmark = pytest.mark.django_db


def an_approved_sample():
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    synthetic.approved(inspection, lead)
    return inspection, given.actor(lead)


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(an_approved_sample)


@pytest.fixture
def approved(of_all):
    return copy.deepcopy(of_all)


def case(number):
    return Case.objects.get(number=number)


def test_the_first_of_the_reserve_of_its_stratum_takes_the_place(approved):
    inspection, lead = approved
    reserves = list(Case.objects.filter(role="reserve").order_by("order"))
    first = reserves[0]
    withdrawn = Case.objects.filter(role="main", stratum=first.stratum).order_by("number").first()
    successor = action.replace_case(lead, inspection.slug, withdrawn.number, reason="The file is at court")
    assert successor == first.number
    assert (case(successor).role, case(successor).order) == ("main", withdrawn.order)
    assert case(withdrawn.number).role == "withdrawn"
    kept = Replacement.objects.get()
    assert (kept.withdrawn, kept.by_case) == (withdrawn, first)
    assert (kept.reason, kept.same_stratum) == ("The file is at court", True)


def test_the_record_of_the_sample_tells_of_it_as_well(approved):
    inspection, lead = approved
    reference = case(1).reference
    action.replace_case(lead, inspection.slug, 1, reason="Moved to another region")
    record = Sample.objects.get().record
    (entry,) = record["replacements"]
    assert (entry["withdrawn"], entry["reason"]) == (reference, "Moved to another region")
    assert {each["role"] for each in record["cases"] if each["reference"] == reference} == {"withdrawn"}


def test_with_the_reserve_used_up_the_sample_is_one_smaller(approved):
    inspection, lead = approved
    found = [action.replace_case(lead, inspection.slug, number, reason="No file") for number in range(1, 6)]
    # 20 per cent of 20 are 4.
    assert sorted(each for each in found if each) == [21, 22, 23, 24]
    assert found[4] is None
    assert Case.objects.filter(role="main").count() == 19


def test_the_withdrawn_case_belongs_to_nobody_and_neither_does_its_successor(approved):
    inspection, lead = approved
    inspector = given.member(inspection, Role.INSPECTOR, capacity=5)
    action.allocate_case(lead, inspection.slug, 1, inspector.pk)
    successor = action.replace_case(lead, inspection.slug, 1, reason="No file")
    assert case(1).allocated_to is None
    assert case(successor).allocated_to is None


def test_a_submitted_assessment_is_never_withdrawn_and_a_started_one_is(approved):
    inspection, lead = approved
    with guard.allowed():
        for number, state in ((1, "submitted"), (2, "in_progress")):
            CaseAssessment.objects.create(
                case=case(number), inspection=inspection, state=state, started_by_id=lead.person
            )
    with pytest.raises(NotNow, match="has been submitted"):
        action.replace_case(lead, inspection.slug, 1, reason="No file")
    assert case(1).role == "main"
    action.replace_case(lead, inspection.slug, 2, reason="No file")
    assert case(2).role == "withdrawn"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_the_reason_is_needed_and_short(approved, reason):
    inspection, lead = approved
    with pytest.raises(BadInput) as error:
        action.replace_case(lead, inspection.slug, 1, reason=reason)
    assert [fault.field for fault in error.value.faults] == ["reason"]
    assert case(1).role == "main"


def test_only_a_case_of_the_main_sample_is_replaced_and_only_once(approved):
    inspection, lead = approved
    action.replace_case(lead, inspection.slug, 1, reason="No file")
    for number in (1, 24 if case(24).role == "reserve" else 23):
        with pytest.raises(NotNow, match="not in the main sample"):
            action.replace_case(lead, inspection.slug, number, reason="No file")
    with pytest.raises(NotThere):
        action.replace_case(lead, inspection.slug, 99, reason="No file")


def test_the_words_of_the_reason_stay_out_of_the_audit_trail(approved):
    inspection, lead = approved
    action.replace_case(lead, inspection.slug, 1, reason="Somebody Named moved away")
    entry = AuditEntry.objects.filter(action="replace case").get()
    assert entry.subject == "case 1"
    assert "Named" not in str(entry.after)


def test_an_inspector_replaces_nothing(approved):
    inspection, _lead = approved
    inspector = given.member(inspection, Role.INSPECTOR)
    with pytest.raises(NotAllowed):
        action.replace_case(given.actor(inspector), inspection.slug, 1, reason="No file")
