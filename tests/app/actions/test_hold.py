"""Legal holds: while one stands nothing goes outside; why is told to few, and not by the trail."""

import copy

import pytest

from inspectorate.errors import BadInput
from inspectorate.inspection import Phase
from inspectorate_app.actions import hold as actions
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store.models import AuditEntry, Inspection, Notification, Person
from inspectorate_app.store.queries import hold as query
from tests.app import given, publishing
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db
REASON = "An inquest into the death of a person on probation is under way."


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(in_drafting)


@pytest.fixture
def inspection(of_all):
    return copy.deepcopy(of_all)


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


@pytest.fixture
def officer():
    return given.actor(given.person("Omar Officer", "publication_officer"))


def test_it_stands_until_it_is_lifted(inspection, lead, officer):
    assert not query.standing(inspection.pk)
    actions.require_none(inspection.pk)
    assert actions.place(lead, inspection.slug, reason=REASON) == 1
    assert query.standing(inspection.pk)
    with pytest.raises(NotNow, match="legal hold"):
        actions.require_none(inspection.pk)
    actions.lift(officer, inspection.slug, 1, reason="The coroner agreed.")
    assert not query.standing(inspection.pk)
    (found,) = query.holds(inspection.pk)
    assert (found.reason, found.placed_by, found.lifted_because, found.lifted_by, found.stands) == (
        *(REASON, "Lee Lead", "The coroner agreed.", "Omar Officer", False),
    )


def test_a_second_hold_stands_when_the_first_is_lifted(inspection, lead, officer):
    actions.place(lead, inspection.slug, reason=REASON)
    first = query.since(inspection.pk)
    actions.place(officer, inspection.slug, reason="A claim.")
    assert query.since(inspection.pk) == first
    actions.lift(officer, inspection.slug, 1, reason="Over.")
    assert query.standing(inspection.pk)
    assert query.since(inspection.pk) > first


def test_a_hold_on_one_inspection_is_none_on_another(inspection, lead):
    other = given.inspection("elsewhere-2022")
    actions.place(lead, inspection.slug, reason=REASON)
    assert not query.standing(other.pk)


def test_the_service_is_sent_nothing_meanwhile(inspection, lead, officer):
    given.reviewed(inspection)
    actions.place(lead, inspection.slug, reason=REASON)
    with pytest.raises(NotNow, match="have the legal hold lifted"):
        inspections.move_phase(lead, inspection.slug, Phase.FACTUAL_ACCURACY)
    actions.lift(officer, inspection.slug, 1, reason="Over.")
    inspections.move_phase(lead, inspection.slug, Phase.FACTUAL_ACCURACY)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.QUALITY_LEAD, Role.ANALYST])
def test_others_place_none_and_the_lead_lifts_none(inspection, lead, role):
    someone = given.actor(given.member(inspection, role))
    with pytest.raises(NotAllowed):
        actions.place(someone, inspection.slug, reason=REASON)
    actions.place(lead, inspection.slug, reason=REASON)
    with pytest.raises(NotAllowed):
        actions.lift(lead, inspection.slug, 1, reason="Never mind.")


def test_it_has_a_reason_and_is_lifted_once(inspection, lead, officer):
    for reason in ("  ", "x" * 4001, "a\0b"):
        with pytest.raises(BadInput):
            actions.place(lead, inspection.slug, reason=reason)
    assert not query.standing(inspection.pk)
    actions.place(lead, inspection.slug, reason=REASON)
    with pytest.raises(BadInput):
        actions.lift(officer, inspection.slug, 1, reason="")
    actions.lift(officer, inspection.slug, 1, reason="Over.")
    with pytest.raises(NotNow, match="already"):
        actions.lift(officer, inspection.slug, 1, reason="Over.")
    with pytest.raises(NotThere):
        actions.lift(officer, inspection.slug, 2, reason="Over.")


def test_the_trail_knows_that_it_stands_and_not_why(inspection, lead, officer):
    actions.place(lead, inspection.slug, reason=REASON)
    actions.lift(officer, inspection.slug, 1, reason="The coroner agreed.")
    placed, lifted = AuditEntry.objects.filter(subject="legal hold 1").order_by("position")
    assert (placed.action, placed.after["stands"], placed.after["reason"]["characters"]) == (
        *("place legal hold", True, len(REASON)),
    )
    assert (lifted.action, lifted.before, lifted.after["stands"]) == ("lift legal hold", {"stands": True}, False)
    assert "inquest" not in str(placed.after) + str(lifted.after)


def test_who_reads_drafts_is_told_and_the_offices_that_publish(inspection, lead, officer):
    analyst = given.member(inspection, Role.ANALYST)
    given.member(inspection, Role.LOCAL_ASSESSOR)
    given.member(inspection, Role.SERVICE_HEAD)
    given.person("Ada Admin", "administrator")
    chief = given.person("Cleo Chief", "chief_inspector")
    panel = {each.person.name for each in inspection.memberships.filter(role="panel_member")}
    actions.place(lead, inspection.slug, reason=REASON)
    told = set(Notification.objects.filter(event="hold_placed").values_list("person__name", flat=True))
    assert told == {analyst.name, chief.name, "Omar Officer"} | panel


def test_nobody_says_by_hand_that_it_was_published_while_a_hold_stands(inspection, lead, officer):
    """The job that publishes refuses; whoever moves the phase is told the same, and who may lift the hold."""
    publishing.set_phase(inspection, "factual_accuracy")
    actions.place(lead, inspection.slug, reason=REASON)
    with pytest.raises(NotNow, match=r"legal hold.+chief inspector, publication officer"):
        inspections.move_phase(lead, inspection.slug, Phase.PUBLISHED, "On the old website.")
    assert Inspection.objects.get(pk=inspection.pk).phase == "factual_accuracy"
    inspections.move_phase(lead, inspection.slug, Phase.DRAFTING, "Back stays possible.")
    publishing.set_phase(inspection, "factual_accuracy")
    actions.lift(officer, inspection.slug, 1, reason="Over.")
    inspections.move_phase(lead, inspection.slug, Phase.PUBLISHED, "On the old website.")


@pytest.mark.parametrize("after", ["factual_accuracy", "published"])
def test_the_page_says_who_may_lift_what_keeps_it_from_moving_on(inspection, lead, after):
    before = {"factual_accuracy": "drafting", "published": "factual_accuracy"}[after]
    publishing.set_phase(inspection, before)
    given.reviewed(inspection)
    actions.place(lead, inspection.slug, reason=REASON)
    client = given.signed_in(Person.objects.get(pk=lead.person))
    for address in ("", f"move/{after}"):
        page = client.get(f"/inspections/{inspection.slug}/{address}").content.decode()
        assert "have the legal hold lifted, by one of: chief inspector, publication officer" in page, address
