"""Requests for evidence: asked, answered, asked again, accepted or not held; and what the audit trail keeps of them."""

import datetime

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import document
from inspectorate_app.actions import evidence as action
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection
from inspectorate_app.store.queries import evidence as query
from inspectorate_app.store.queries.inspection import find
from tests.app import given
from tests.app.evidence import uploaded

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2022, 10, 20)


@pytest.fixture
def inspection():
    return given.inspection(phase="evidence")


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


@pytest.fixture
def contact(inspection):
    return given.actor(given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact"))


def asked(number=1):
    return query.request(find(given.LLR), number)


def test_what_is_usual_is_asked_for_once_and_says_that_it_is_assumed(inspection, lead):
    due = datetime.date(2022, 10, 17)
    assert action.propose(lead, inspection.slug, ["business-plan", "training"], due) == 2
    assert action.propose(lead, inspection.slug, ["business-plan", "structure"]) == 1
    found = query.requests(find(inspection.slug))
    assert [(each.number, each.origin, each.due_on) for each in found] == [
        (1, "business-plan", due),
        (2, "training", due),
        (3, "structure", None),
    ]
    assert {each.certainty for each in found} == {"assumed"}
    assert found[0].standards == ("1.1",)
    with pytest.raises(BadInput, match="no proposal"):
        action.propose(lead, inspection.slug, ["unheard-of"])
    with pytest.raises(BadInput, match="nothing is chosen"):
        action.propose(lead, inspection.slug, [])


def test_a_request_is_changed_by_who_saw_its_latest_version(inspection, lead):
    number = action.add(lead, inspection.slug, Asked("Plan", standards=("1.1",)))
    action.change(lead, inspection.slug, number, Asked("Business plan", standards=("1.1", "1.2")), 1)
    assert (asked().title, asked().standards, asked().version) == ("Business plan", ("1.1", "1.2"), 2)
    with pytest.raises(Overtaken):
        action.change(lead, inspection.slug, number, Asked("Another plan"), 1)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Asked(" "), "title"),
        (Asked("x" * 201), "title"),
        (Asked("Plan", standards=("9.9",)), "standards"),
        (Asked("Plan", answered_by=""), "answered_by"),
        (Asked("Plan", why="\0"), "why"),
    ],
)
def test_what_cannot_be_asked_for_is_told_at_its_field(inspection, lead, wanted, field):
    with pytest.raises(BadInput) as refused:
        action.add(lead, inspection.slug, wanted)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_a_request_goes_from_asked_to_accepted_and_back_when_it_is_asked_again(inspection, lead, contact):
    slug = inspection.slug
    action.add(lead, slug, Asked("Plan", due_on=datetime.date(2022, 10, 19)))
    assert (asked().state, asked().overdue(TODAY)) == ("asked", True)
    with pytest.raises(NotNow):
        action.accept(lead, slug, 1)
    document.upload(contact, slug, uploaded(), request=1, complete=False)
    assert (asked().state, asked().overdue(TODAY)) == ("partly", True)
    document.upload(contact, slug, uploaded(name="rest.pdf"), request=1, complete=True)
    assert (asked().state, asked().overdue(TODAY)) == ("received", False)
    action.ask_again(lead, slug, 1, remark="The annex is missing.")
    assert (asked().state, asked().remark) == ("partly", "The annex is missing.")
    document.upload_version(contact, slug, 2, uploaded(b"%PDF-1.4 annex %%EOF"), complete=True)
    action.accept(lead, slug, 1)
    assert asked().state == "accepted"
    with pytest.raises(NotNow):
        action.not_held(contact, slug, 1, reason="We lost it.")


def test_the_service_says_why_it_does_not_hold_something(inspection, lead, contact):
    action.add(lead, inspection.slug, Asked("Plan"))
    with pytest.raises(BadInput) as refused:
        action.not_held(contact, inspection.slug, 1, reason=" ")
    assert refused.value.faults[0].field == "reason"
    action.not_held(contact, inspection.slug, 1, reason="The region holds it.")
    assert (asked().state, asked().reason) == ("not_held", "The region holds it.")
    with pytest.raises(NotAllowed):
        action.not_held(lead, inspection.slug, 1, reason="I say so.")


def test_a_request_that_was_withdrawn_is_there_no_more(inspection, lead, contact):
    action.add(lead, inspection.slug, Asked("Plan"))
    action.withdraw(lead, inspection.slug, 1)
    assert query.requests(find(inspection.slug)) == []
    with pytest.raises(NotThere):
        document.upload(contact, inspection.slug, uploaded(), request=1)
    assert action.add(lead, inspection.slug, Asked("Another")) == 2


def test_what_is_missing_is_told_by_standard(inspection, lead, contact):
    slug = inspection.slug
    action.add(lead, slug, Asked("Late", standards=("1.1",), due_on=datetime.date(2022, 10, 19)))
    action.add(lead, slug, Asked("Sent", standards=("1.1", "1.2")))
    action.add(lead, slug, Asked("Lost", standards=("1.2",)))
    action.add(lead, slug, Asked("On cases", standards=("2.2",)))
    action.add(lead, slug, Asked("On nothing"))
    document.upload(contact, slug, uploaded(), request=2, complete=True)
    action.not_held(contact, slug, 3, reason="Never made.")
    gaps = {each.standard: each for each in query.gaps(find(slug), TODAY)}
    # 1.1 to 1.4 rest on no cases and are always told; of the others those alone that are asked about.
    assert list(gaps) == ["1.1", "1.2", "1.3", "1.4", "2.2", ""]
    told = {
        name: [[one.title for one in part] for part in (each.missing, each.overdue, each.not_held)]
        for name, each in gaps.items()
    }
    assert told["1.1"] == [["Late"], ["Late"], []]
    assert told["1.2"] == [[], [], ["Lost"]]
    assert [name for name, each in gaps.items() if each.never_asked] == ["1.3", "1.4"]
    assert told["2.2"] == [["On cases"], [], []]
    assert told[""] == [["On nothing"], [], []]


def test_the_words_of_people_do_not_go_into_the_audit_trail(inspection, lead, contact):
    words = "Jordan Practitioner keeps it at home"
    action.add(lead, inspection.slug, Asked(words, why=words, standards=("1.1",)))
    action.ask_again(lead, inspection.slug, 1, remark=words)
    action.not_held(contact, inspection.slug, 1, reason=words)
    entries = AuditEntry.objects.filter(chain__name=inspection.slug)
    assert entries.count() == 3
    assert not [each for each in entries if words in f"{each.before}{each.after}"]
    assert entries.last().after["reason"]["characters"] == len(words)


def test_nothing_is_asked_for_once_the_panel_sits(inspection, lead, contact):
    action.add(lead, inspection.slug, Asked("Plan"))
    with guard.allowed():
        Inspection.objects.update(phase="panel")
    with pytest.raises(NotNow):
        action.add(lead, inspection.slug, Asked("Plan"))
    with pytest.raises(NotNow):
        document.upload(contact, inspection.slug, uploaded(), request=1)
