"""Recommendations: written or proposed, numbered as they are printed, ordered, tied to findings, withdrawn."""

import json

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import finding
from inspectorate_app.actions import recommendation as actions
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection, Person, Recommendation
from inspectorate_app.store.queries import recommendation as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given

pytestmark = pytest.mark.django_db
#: As S2 prints them.
PDU, REGION = "Leicester, Leicestershire and Rutland PDU", "East Midlands region"
HMPPS = "HM Prison and Probation Service"


@pytest.fixture
def inspection():
    return given.inspection(phase="analysis")


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


@pytest.fixture
def inspector(inspection):
    return given.actor(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))


def written(actor, inspection, text="improve staffing", to=PDU):
    return actions.write(actor, inspection.slug, addressed_as=to, text=text)


def printed(inspection):
    return [(each.number, each.addressed_as, each.text) for each in query.as_printed(facts_of(inspection))]


def found(lead, inspection, text="Morale is low."):
    return finding.write(lead, inspection.slug, heading="1.2", kind="improvement", text=text)


def test_a_character_that_cannot_be_printed_is_told_with_its_line_and_field(inspection, lead):
    for field, said in (("text", {"text": "improve\n\uf0b7 staffing"}), ("addressed_as", {"to": "The\uf0b7 Mayor"})):
        with pytest.raises(BadInput) as refused:
            written(lead, inspection, **said)
        ((name, problem),) = [(each.field, each.problem) for each in refused.value.faults]
        assert name == field
        assert problem.startswith(f"line {2 if field == 'text' else 1}: after ")
        assert problem.endswith("stands the character U+F0B7, which cannot be printed")
    assert printed(inspection) == []
    written(lead, inspection, "improve\x0bstaffing")
    assert printed(inspection) == [(1, PDU, "improve\nstaffing")]


def test_they_are_numbered_on_by_addressee_in_the_order_of_the_edition(inspection, lead):
    written(lead, inspection, "recruit staff.", HMPPS)
    written(lead, inspection, "fund housing", "Leicester City Council should:")
    written(lead, inspection, "improve court reports")
    written(lead, inspection, "review unpaid work", REGION)
    written(lead, inspection, "address morale")
    assert printed(inspection) == [
        (1, PDU, "improve court reports"),
        (2, PDU, "address morale"),
        (3, REGION, "review unpaid work"),
        (4, HMPPS, "recruit staff"),
        (5, "Leicester City Council", "fund housing"),
    ]
    kinds = [each.addressee for each in query.as_printed(facts_of(inspection))]
    assert kinds == ["PDU", "PDU", "region", "HMPPS", "other"]
    assert [group.to.name for group in query.groups(facts_of(inspection))] == [
        PDU,
        REGION,
        HMPPS,
        "Leicester City Council",
    ]


def test_one_moves_among_those_to_its_addressee_and_the_numbers_follow(inspection, lead):
    first, second, other = (written(lead, inspection, text) for text in ("a", "b", "c"))
    region = written(lead, inspection, "r", REGION)

    def now():
        return "".join(text for _, _, text in printed(inspection))

    actions.move(lead, inspection.slug, other, "up")
    assert now() == "acbr"
    actions.move(lead, inspection.slug, region, "up")
    actions.move(lead, inspection.slug, first, "up")
    assert now() == "acbr"
    actions.move(lead, inspection.slug, first, "down")
    assert now() == "cabr"
    actions.withdraw(lead, inspection.slug, first, reason="It is covered by another.", version=1)
    assert [number for number, _, _ in printed(inspection)] == [1, 2, 3]
    assert now() == "cbr"
    assert query.find(facts_of(inspection), first).printed is None
    assert query.find(facts_of(inspection), second).printed == 2


def test_to_another_addressee_it_comes_last(inspection, lead):
    written(lead, inspection, "r", REGION)
    number = written(lead, inspection, "p")
    actions.change(lead, inspection.slug, number, addressed_as=REGION, text="p", version=1)
    assert printed(inspection) == [(1, REGION, "r"), (2, REGION, "p")]


def test_an_inspector_proposes_and_the_lead_takes_it_on(inspection, lead, inspector):
    number = written(inspector, inspection)
    assert printed(inspection) == []
    (one,) = query.proposed(facts_of(inspection))
    assert (one.number, one.proposed, one.printed) == (number, True, None)
    wanted = {"addressed_as": PDU, "text": "improve staffing in court"}
    assert actions.change(inspector, inspection.slug, number, **wanted, version=1) == 2
    with pytest.raises(NotNow):
        actions.move(lead, inspection.slug, number, "up")
    with pytest.raises(NotAllowed):
        actions.accept(inspector, inspection.slug, number, version=2)
    with pytest.raises(Overtaken):
        actions.accept(lead, inspection.slug, number, version=1)
    assert actions.accept(lead, inspection.slug, number, version=2) == 3
    assert printed(inspection) == [(1, PDU, "improve staffing in court")]
    with pytest.raises(NotNow):
        actions.accept(lead, inspection.slug, number, version=3)
    with pytest.raises(NotAllowed, match="You can change what you proposed yourself"):
        actions.change(inspector, inspection.slug, number, **wanted, version=3)
    trail = list(AuditEntry.objects.filter(subject="recommendation 1").order_by("position"))
    assert [entry.action for entry in trail] == ["propose recommendation"] * 2 + ["write recommendation"]


def test_nobody_changes_what_another_proposed_but_the_lead(inspection, lead, inspector):
    number = written(inspector, inspection)
    other = given.actor(given.member(inspection, Role.INSPECTOR, "Otto Other"))
    with pytest.raises(NotAllowed):
        actions.withdraw(other, inspection.slug, number, reason="No.", version=1)
    actions.withdraw(lead, inspection.slug, number, reason="It is no matter for the PDU.", version=1)
    with pytest.raises(NotNow):
        actions.change(inspector, inspection.slug, number, addressed_as=PDU, text="x", version=2)


def test_who_did_not_see_the_last_version_is_told_what_it_is(inspection, lead):
    number = written(lead, inspection)
    other = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Ola Other"))
    actions.change(other, inspection.slug, number, addressed_as=REGION, text="improve it", version=1)
    with pytest.raises(Overtaken) as refused:
        actions.change(lead, inspection.slug, number, addressed_as=PDU, text="review it", version=1)
    assert refused.value.theirs == {
        "addressed_as": REGION,
        "text": "improve it",
        "version": 2,
        "by": "Ola Other",
    }
    with pytest.raises(Overtaken):
        actions.rest_on(lead, inspection.slug, number, findings=[], version=1)
    with pytest.raises(Overtaken):
        actions.withdraw(lead, inspection.slug, number, reason="Not so.", version=1)


@pytest.mark.parametrize(
    ("to", "text", "fields"),
    [
        (" ", "improve it", ["addressed_as"]),
        ("should:", "", ["text"]),
        ("x" * 201, "improve it", ["addressed_as"]),
        (PDU, "x" * 2001, ["text"]),
        (PDU, "a\0b", ["text"]),
        ("", "", ["addressed_as", "text"]),
    ],
)
def test_all_that_is_wrong_is_told_at_once(inspection, lead, to, text, fields):
    with pytest.raises(BadInput) as refused:
        written(lead, inspection, text, to)
    assert sorted(fault.field for fault in refused.value.faults) == fields
    assert not Recommendation.objects.exists()


def test_it_rests_on_findings_and_one_tied_to_nothing_is_known(inspection, lead):
    one, other = found(lead, inspection), found(lead, inspection, "Workloads are high.")
    number = written(lead, inspection)
    assert not query.find(facts_of(inspection), number).borne_out
    assert actions.rest_on(lead, inspection.slug, number, findings=[other, one], version=1) == 2
    facts = query.find(facts_of(inspection), number)
    assert [(each.number, each.text) for each in facts.rests_on] == [(1, "Morale is low."), (2, "Workloads are high.")]
    assert facts.borne_out
    finding.withdraw(lead, inspection.slug, one, reason="No longer.", version=1)
    assert query.find(facts_of(inspection), number).borne_out
    actions.rest_on(lead, inspection.slug, number, findings=[one], version=2)
    assert not query.find(facts_of(inspection), number).borne_out, "the finding was withdrawn"
    actions.rest_on(lead, inspection.slug, number, findings=[], version=3)
    with pytest.raises(NotNow, match="Finding 1 was withdrawn"):
        actions.rest_on(lead, inspection.slug, number, findings=[one], version=4)
    with pytest.raises(NotThere):
        actions.rest_on(lead, inspection.slug, number, findings=[99], version=4)


def test_the_trail_keeps_no_words(inspection, lead):
    number = written(lead, inspection, "ask Jo Bloggs to improve it")
    actions.withdraw(lead, inspection.slug, number, reason="Jo Bloggs left.", version=1)
    told = json.dumps([[entry.before, entry.after] for entry in AuditEntry.objects.all()])
    assert "Bloggs" not in told
    assert "sha256" in told


def test_they_are_fixed_once_the_report_is_checked_for_accuracy(inspection, lead):
    number = written(lead, inspection)
    for phase, allowed in (("fieldwork", False), ("drafting", True), ("factual_accuracy", False)):
        with guard.allowed():
            Inspection.objects.filter(pk=inspection.pk).update(phase=phase)
        version = query.find(facts_of(inspection), number).version
        if allowed:
            actions.change(lead, inspection.slug, number, addressed_as=PDU, text="review it", version=version)
        else:
            with pytest.raises(NotNow):
                actions.change(lead, inspection.slug, number, addressed_as=PDU, text="review it", version=version)


def corrected(inspection, state="begun"):
    """Published once, with a correction in a state."""
    given.publication(inspection, recommendations=printed(inspection))
    given.publication(inspection, number=2, state=state)
    with guard.allowed():
        Inspection.objects.filter(pk=inspection.pk).update(phase="published")


def test_what_is_published_is_corrected_once_a_correction_has_begun_and_keeps_its_number(inspection, lead):
    first = written(lead, inspection)
    written(lead, inspection, "address morale", REGION)
    corrected(inspection)
    actions.change(lead, inspection.slug, first, addressed_as=PDU, text="improve staffing soon", version=1)
    assert printed(inspection) == [(1, PDU, "improve staffing soon"), (2, REGION, "address morale")]
    with pytest.raises(NotNow, match="Recommendation 1 keeps its place"):
        actions.change(lead, inspection.slug, first, addressed_as=HMPPS, text="improve staffing", version=2)
    written(lead, inspection, "review unpaid work", PDU)
    assert printed(inspection) == [
        *((1, PDU, "improve staffing soon"), (3, PDU, "review unpaid work"), (2, REGION, "address morale"))
    ]
    actions.withdraw(lead, inspection.slug, first, reason="Asked of nobody.", version=2)
    assert printed(inspection) == [(3, PDU, "review unpaid work"), (2, REGION, "address morale")]


@pytest.mark.parametrize("state", ["making", "prepared", "approved", "withdrawn"])
def test_what_is_published_stands_but_for_a_correction_that_has_begun(inspection, lead, state):
    number = written(lead, inspection)
    corrected(inspection, state)
    with pytest.raises(NotNow, match="once a correction has begun"):
        actions.change(lead, inspection.slug, number, addressed_as=PDU, text="review it", version=1)
    page = given.signed_in(Person.objects.get(pk=lead.person)).get(f"/inspections/{inspection.slug}/recommendations/1")
    assert "Change the recommendation" not in page.content.decode()


def test_the_page_offers_the_lead_inspector_to_correct_one_and_nobody_else(inspection, lead, inspector):
    written(lead, inspection)
    corrected(inspection)
    address = f"/inspections/{inspection.slug}/recommendations/1"
    for actor, offered in ((lead, True), (inspector, False)):
        page = given.signed_in(Person.objects.get(pk=actor.person)).get(address).content.decode()
        assert ("Change the recommendation" in page) is offered
    with pytest.raises(NotNow):
        written(inspector, inspection, "propose more")


def test_a_command_is_nobody_and_writes_none(inspection):
    with pytest.raises((NotAllowed, NotThere)):
        written(operator(), inspection)
