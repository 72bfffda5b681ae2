"""Recommendations of the last inspection: typed, from a file, taken over; what came of each, with its findings."""

import json

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import finding
from inspectorate_app.actions import previous_recommendation as actions
from inspectorate_app.actions import recommendation as recommendations
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection, PreviousRecommendation
from inspectorate_app.store.queries import previous_recommendation as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given

pytestmark = pytest.mark.django_db
ONE = {"number": "1", "addressee": "The CRC", "recommendation": "improve staffing", "unit": ""}
FILE = b"number,addressee,recommendation\n1,The CRC,improve staffing\n2,The CRC,review unpaid work\n"


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


def now(inspection):
    return [
        (one.printed, one.unit, one.addressed_as, one.text, one.status) for one in query.previous(facts_of(inspection))
    ]


def test_one_is_entered_corrected_and_taken_out(inspection, lead):
    number = actions.enter(lead, inspection.slug, ONE)
    with pytest.raises(BadInput, match="one of this number is there already"):
        actions.enter(lead, inspection.slug, ONE)
    actions.enter(lead, inspection.slug, {**ONE, "unit": "NPS 2019"})
    assert actions.correct(lead, inspection.slug, number, {**ONE, "number": "3"}, version=1) == 2
    assert now(inspection) == [
        (3, "", "The CRC", "improve staffing", ""),
        (1, "NPS 2019", "The CRC", "improve staffing", ""),
    ]
    with pytest.raises(Overtaken) as refused:
        actions.remove(lead, inspection.slug, number, version=1)
    assert (refused.value.theirs["by"], refused.value.theirs["version"]) == ("Lee Lead", 2)
    actions.remove(lead, inspection.slug, number, version=2)
    assert [each[0] for each in now(inspection)] == [1]
    with pytest.raises(NotThere):
        actions.remove(lead, inspection.slug, number, version=2)


def test_a_file_is_entered_whole_or_not_at_all(inspection, lead):
    operations = given.actor(given.member(inspection, Role.OPERATIONS_OFFICER, "Ola Officer"))
    assert actions.enter_file(operations, inspection.slug, content=FILE, file_name="last.csv") == 2
    assert [each[0] for each in now(inspection)] == [1, 2]
    assert {(one.origin, one.name) for one in query.previous(facts_of(inspection))} == {("file", "last.csv")}
    with pytest.raises(BadInput) as refused:
        actions.enter_file(operations, inspection.slug, content=FILE + b"3,,assess it\n", file_name="last.csv")
    assert [(fault.file, fault.line, fault.field) for fault in refused.value.faults] == [
        ("last.csv", 2, "number"),
        ("last.csv", 3, "number"),
    ]
    with pytest.raises(BadInput) as refused:
        actions.enter_file(operations, inspection.slug, content=b"number,recommendation\nx,\n", file_name="more.csv")
    assert {(fault.file, fault.line) for fault in refused.value.faults} == {("more.csv", 2)}
    assert len(now(inspection)) == 2


def test_they_are_taken_from_an_earlier_inspection_of_the_unit_once_it_was_published(inspection, lead):
    earlier = given.inspection("llr-2019", phase="analysis")
    with guard.allowed():
        Inspection.objects.filter(pk=earlier.pk).update(fieldwork_from="2019-01-07", fieldwork_to="2019-01-18")
    then = given.actor(given.member(earlier, Role.LEAD_INSPECTOR, "Len Lead"))
    for text in ("improve staffing", "review unpaid work", "withdrawn one"):
        number = recommendations.write(then, earlier.slug, addressed_as="East Midlands region", text=text)
    recommendations.withdraw(then, earlier.slug, number, reason="No.", version=1)
    assert query.earlier(facts_of(inspection)) == []
    with pytest.raises(NotThere):
        actions.take(lead, inspection.slug, earlier.slug)
    with guard.allowed():
        Inspection.objects.filter(pk=earlier.pk).update(phase="published")
    (offered,) = query.earlier(facts_of(inspection))
    assert (offered.slug, offered.recommendations) == ("llr-2019", 2)
    assert actions.take(lead, inspection.slug, earlier.slug) == 2
    assert now(inspection) == [
        (1, "", "East Midlands region", "improve staffing", ""),
        (2, "", "East Midlands region", "review unpaid work", ""),
    ]
    with pytest.raises(BadInput, match="already"):
        actions.take(lead, inspection.slug, earlier.slug)
    with guard.allowed():
        Inspection.objects.filter(pk=earlier.pk).update(organisation="pdu/derbyshire")
    with pytest.raises(NotThere):
        actions.take(lead, inspection.slug, earlier.slug)


def test_what_came_of_one_is_judged_with_the_findings_that_bear_it_out(inspection, lead):
    number = actions.enter(lead, inspection.slug, ONE)
    inspector = given.actor(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    bears_out = finding.write(lead, inspection.slug, heading="1.2", kind="improvement", text="Posts are vacant.")
    with pytest.raises(BadInput) as refused:
        actions.judge(inspector, inspection.slug, number, status="done", found=" ", findings=[], version=1)
    assert [fault.field for fault in refused.value.faults] == ["found", "status"]
    wanted = {"status": "some", "found": "Posts were filled, and others fell vacant.", "findings": [bears_out]}
    assert actions.judge(inspector, inspection.slug, number, **wanted, version=1) == 2
    one = query.find(facts_of(inspection), number)
    assert (one.label, one.found, one.judged_by) == ("Some progress", wanted["found"], "Ina Inspector")
    assert [each.text for each in one.rests_on] == ["Posts are vacant."]
    with pytest.raises(Overtaken) as overtaken:
        actions.judge(lead, inspection.slug, number, **wanted, version=1)
    assert overtaken.value.theirs["status"] == "some"
    with pytest.raises(NotAllowed):
        actions.enter(inspector, inspection.slug, {**ONE, "number": "2"})
    (printed,) = query.progress(facts_of(inspection))
    assert (printed.recommendation.number, printed.recommendation.text) == (1, "improve staffing")
    assert (printed.status, printed.found) == ("Some progress", wanted["found"])


def test_one_that_was_not_judged_is_not_printed(inspection, lead):
    actions.enter(lead, inspection.slug, ONE)
    assert query.progress(facts_of(inspection)) == ()


def test_the_trail_keeps_no_words(inspection, lead):
    number = actions.enter(lead, inspection.slug, {**ONE, "recommendation": "ask Jo Bloggs"})
    actions.judge(lead, inspection.slug, number, status="none", found="Jo Bloggs left.", findings=[], version=1)
    told = json.dumps([[entry.before, entry.after] for entry in AuditEntry.objects.all()])
    assert "Bloggs" not in told
    assert PreviousRecommendation.objects.get().found == "Jo Bloggs left."
