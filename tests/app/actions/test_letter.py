"""The letter on a regional review: what it is composed of, and who says whom it goes to and what it covers."""

import copy
import json

import pytest

from inspectorate.errors import BadInput
from inspectorate.report.plain_text import plain_text
from inspectorate_app.actions import (
    draft,
    letter,
    panel,
)
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Finding, Letter, Recommendation
from inspectorate_app.store.queries import draft as drafts
from inspectorate_app.store.queries import (
    draft_check,
    fact_base,
)
from inspectorate_app.store.queries import letter as query
from inspectorate_app.store.queries import review as reviews
from inspectorate_app.store.queries.document_set import composed_set
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, publishing, regional
from tests.app.drafting import in_drafting
from tests.app.regional import SAID, address, review

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(lambda: (in_drafting(), review()))


@pytest.fixture
def unit(of_all):
    return copy.deepcopy(of_all[0])


@pytest.fixture
def region(of_all):
    return copy.deepcopy(of_all[1])


@pytest.fixture
def lead(region, unit):
    return regional.lead(region, unit)


def test_an_edition_that_rates_nothing_has_a_fact_base_once_nothing_is_read_any_more(region) -> None:
    base = fact_base.fact_base(facts_of(region))
    assert base is not None
    assert (base.rated.standards, base.rated.overall, base.rated.points) == ((), None, None)
    assert (base.unit.name, base.findings.cases, base.seal) == ("East Midlands", 0, "")
    region.phase = "fieldwork"
    assert fact_base.fact_base(facts_of(region)) is None


def test_the_letter_is_the_only_document_and_its_parts_are_the_subjects(region) -> None:
    facts = facts_of(region)
    assert [drafts.places(facts, kind) for kind in ("report", "press-release", "slides")] == [(), (), ()]
    # S1: Leadership, Staff, Services and interventions, Information and facilities, victim work, SFO; then the summary.
    assert [each.title for each in drafts.places(facts, "letter")] == [
        "Leadership",
        "Staff",
        "Services and interventions",
        "Information and facilities",
        "Statutory victim work",
        "Learning from Serious Further Offence investigations",
        "Summary",
    ]


def test_the_letter_tells_addressees_subjects_ratings_and_recommendations(region, unit, lead) -> None:
    saved = {"written_by_id": lead.person, "changed_by_id": lead.person, "place": 1, "number": 1}
    with guard.allowed():
        Recommendation.objects.create(
            inspection=unit, addressee="PDU", addressed_as="The PDU", text="end delays", **saved
        )
        Finding.objects.create(
            inspection=region, heading="leadership", kind="strength", text="Plans are known.", **saved
        )
    draft.write(lead, region.slug, "letter", "staff", text="Posts were filled.", version=0)
    assert address(lead, region, unit) == 1
    text = plain_text(regional.letter_of(region, lead))
    for said in (
        "To:\nA Director\nRegional Probation Director",
        "cc:\nThe head of HMPPS",
        "Dear Director",
        "## Leadership",
        "- Plans are known.",
        "## Staff",
        "Posts were filled.",
        "# Annexe one – Recommendations",
        "1. end delays",
        "# Annexe two – PDU ratings",
        "Leicester, Leicestershire and Rutland PDU",
    ):
        assert said in text, said
    overall = fact_base.fact_base(facts_of(unit)).rated.overall
    assert f"we rated Leicester, Leicestershire and Rutland PDU as ‘{overall}’." in text
    made = composed_set(facts_of(region), draft_check.evidence(facts_of(region)), mark="Draft 1")
    assert made is not None
    assert ([each.kind for each in made.documents], made.workbook) == (["letter"], None)


def test_nothing_is_said_of_units_before_any_is_chosen(region, lead) -> None:
    text = plain_text(regional.letter_of(region, lead))
    assert "Annexe one" not in text
    assert "We have now completed the inspection of" not in text


def test_a_unit_whose_ratings_are_reopened_is_left_out_and_said_to_be(region, unit, lead) -> None:
    address(lead, region, unit)
    member = unit.memberships.get(role="panel_member").person
    with guard.allowed():
        unit.phase = "panel"
        unit.save(update_fields=["phase"])
    panel.reopen_panel(given.actor(member), unit.slug, reason="a table was misread")
    assert query.covered_inspections(facts_of(region), [unit.slug]) == ()
    assert query.left_out(facts_of(region)) == (unit.slug,)


def test_only_inspections_that_one_may_see_or_that_are_published_are_covered(region, unit) -> None:
    other = given.actor(given.member(region, Role.LEAD_INSPECTOR, "Other Lead"))
    assert letter.may_be_covered(other, facts_of(region)) == ()
    with pytest.raises(BadInput, match="cannot cover"):
        address(other, region, unit)
    with guard.allowed():
        unit.phase = "published"
        unit.save(update_fields=["phase"])
    assert address(other, region, unit) == 1


def test_units_of_other_regions_and_without_signed_off_ratings_are_no_candidates(region, unit) -> None:
    assert [each.slug for each in query.candidates(facts_of(region))] == [unit.slug]
    with guard.allowed():
        unit.region = "North West"
        unit.save(update_fields=["region"])
    assert query.candidates(facts_of(region)) == ()


def test_everything_wrong_is_told_at_once(region, unit, lead) -> None:
    with pytest.raises(BadInput) as error:
        letter.address(lead, region.slug, units=["nowhere"], to=" ", dear="x" * 121, copies="\0", version=0)
    assert [fault.field for fault in error.value.faults] == ["copies", "dear", "to", "units"]


def test_who_saved_in_between_is_not_written_over(region, unit, lead) -> None:
    address(lead, region, unit)
    with pytest.raises(Overtaken) as overtaken:
        address(lead, region, unit, dear="Someone else")
    assert overtaken.value.theirs["dear"] == "Director"
    assert address(lead, region, unit, version=1, dear="Someone else") == 2
    assert query.letter_of(facts_of(region)).dear == "Someone else"


def test_the_lead_alone_and_only_while_documents_are_written(region, unit, lead) -> None:
    inspector = given.actor(given.member(region, Role.INSPECTOR, "Ina Inspector"))
    with pytest.raises(NotAllowed):
        address(inspector, region, unit)
    with pytest.raises(NotThere):
        letter.address(lead, unit.slug, units=[unit.slug], **SAID, version=0)
    with guard.allowed():
        region.phase = "published"
        region.save(update_fields=["phase"])
    with pytest.raises(NotNow):
        address(lead, region, unit)


def corrected(region, unit, state):
    """The letter and its unit published once, with a correction of the letter in a state."""
    publishing.set_phase(unit, "published")
    given.publication(region)
    given.publication(region, number=2, state=state)
    publishing.set_phase(region, "published")


def test_a_wrong_addressee_is_put_right_once_a_correction_has_begun(region, unit, lead) -> None:
    address(lead, region, unit, to="The wrong director")
    corrected(region, unit, "begun")
    assert address(lead, region, unit, version=1, to="The right director") == 2
    printed = plain_text(regional.letter_of(region, lead))
    assert "To:\nThe right director" in printed
    assert "The wrong director" not in printed
    publishing.set_phase(region, "follow_up")
    assert address(lead, region, unit, version=2) == 3


def test_a_unit_of_which_a_published_letter_cannot_tell_any_more_is_left_out_in_a_correction(region, unit, lead):
    """The page says "choose anew which inspections the letter covers", and so it must let them be chosen."""
    address(lead, region, unit)
    corrected(region, unit, "begun")
    with guard.allowed():
        Letter.objects.update(units=[unit.slug, "no-longer-here-2022"])
    assert list(query.hindering(facts_of(region))) == ["choose anew which inspections the letter covers"]
    address(lead, region, unit, version=1)
    assert list(query.hindering(facts_of(region))) == []


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_whom_a_published_letter_goes_to_stands_but_for_a_correction_that_has_begun(region, unit, lead, state) -> None:
    address(lead, region, unit)
    corrected(region, unit, state)
    with pytest.raises(NotNow, match="once a correction has begun"):
        address(lead, region, unit, version=1)


@pytest.mark.parametrize("state", ["making", "prepared", "approved"])
def test_whom_a_letter_goes_to_stands_once_its_files_are_asked_for(region, unit, lead, state) -> None:
    """The files print it: of a first letter, and of a correction."""
    publishing.set_phase(region, "factual_accuracy")
    address(lead, region, unit)
    row = given.publication(region, state=state)
    with pytest.raises(NotNow, match="Withdraw publication 1 first"):
        address(lead, region, unit, version=1, dear="Someone else")
    assert query.letter_of(facts_of(region)).dear == "Director"
    with guard.allowed():
        row.state = "withdrawn"
        row.save()
    assert address(lead, region, unit, version=1, dear="Someone else") == 2
    corrected(region, unit, state)
    with pytest.raises(NotNow, match="Withdraw publication 2 first"):
        address(lead, region, unit, version=2)


def test_whom_a_letter_goes_to_is_mended_where_its_files_could_not_be_made(region, unit, lead) -> None:
    publishing.set_phase(region, "factual_accuracy")
    address(lead, region, unit)
    given.publication(region, state="failed")
    assert address(lead, region, unit, version=1) == 2


def test_names_stay_out_of_the_audit_trail(region, unit, lead) -> None:
    address(lead, region, unit)
    entry = AuditEntry.objects.filter(chain__name=region.slug).latest("position")
    assert entry.action == "say whom the letter goes to"
    told = json.dumps(entry.after)
    assert unit.slug in told
    assert "Director" not in told


def test_a_letter_goes_out_once_it_was_reviewed_with_all_that_it_covers(region, unit, lead) -> None:
    address(lead, region, unit)
    facts = facts_of(region)
    assert list(reviews.hindering(facts)) == ["have the letter reviewed"]
    given.reviewed(region)
    assert list(reviews.hindering(facts)) == []
    address(lead, region, unit, version=1, copies="Someone else")
    (said,) = reviews.hindering(facts)
    assert said.startswith("have the letter reviewed again (changed since its review: Whom the letter goes to")
    given.reviewed(region)
    with guard.allowed():
        unit.panels.update(evidence_sha256="1" * 64)
    assert reviews.reviewed(facts, "letter").changed == ("=covered",), "the letter prints the ratings of the unit"
