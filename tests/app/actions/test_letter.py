"""The letter on a regional review: composed of the inspections that its lead chose, and of what was written."""

import copy
import json

import pytest

from inspectorate.errors import BadInput
from inspectorate.report.plain_text import plain_text
from inspectorate.report.quality_review import product_checklist
from inspectorate_app.actions import (
    document_set,
    draft,
    embargo,
    embargo_opening,
    hold,
    letter,
    panel,
    publication,
    publication_approval,
    publication_files,
    publication_round,
)
from inspectorate_app.actions import review as reviews_of
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AuditEntry, Finding, Letter, Person, Publication, Recommendation
from inspectorate_app.store.queries import (
    disclosure_answer,
    draft_check,
    fact_base,
    publication_gate,
)
from inspectorate_app.store.queries import draft as drafts
from inspectorate_app.store.queries import letter as query
from inspectorate_app.store.queries import review as reviews
from inspectorate_app.store.queries.document_set import composed_set
from inspectorate_app.store.queries.hidden_group import hidden_groups
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


def letter_of(region, reader):
    facts = facts_of(region)
    return draft_check.composed(facts, "letter", letter.evidence(reader, facts), "Draft 1")


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
    text = plain_text(letter_of(region, lead))
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
    text = plain_text(letter_of(region, lead))
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
    printed = plain_text(letter_of(region, lead))
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


def again(actor):
    """The same person as they come with the next request, with the roles that they have by then."""
    return given.actor(Person.objects.get(pk=actor.person))


RATED = "we rated Leicester, Leicestershire and Rutland PDU as"


def test_what_a_letter_tells_of_a_unit_that_is_not_published_is_for_who_may_read_that(region, unit, lead) -> None:
    address(lead, region, unit)
    chief = given.actor(given.person("Cai Chief", "chief_inspector"))
    inspector = given.actor(given.member(region, Role.INSPECTOR, "Ina Inspector"))
    assert RATED in plain_text(letter_of(region, lead))
    assert RATED in plain_text(letter_of(region, chief)), "who publishes reads the drafts of every inspection"
    assert RATED not in plain_text(letter_of(region, inspector))
    facts = facts_of(region)
    assert RATED not in plain_text(draft_check.composed(facts, "letter", draft_check.evidence(facts))), "if unasked"
    assert letter.withheld(inspector, facts) == (unit.unit,)
    assert letter.withheld(lead, facts) == ()
    made = document_set.compose(operator(), region.slug)
    assert RATED in plain_text(made.documents[0]), "whoever has the server has what lies on it"
    with guard.allowed():
        unit.memberships.create(person_id=inspector.person, role=Role.OPERATIONS_OFFICER.value)
    assert letter.withheld(again(inspector), facts) == (unit.unit,), "that role reads no drafts"
    with guard.allowed():
        unit.phase = "published"
        unit.save(update_fields=["phase"])
    assert RATED in plain_text(letter_of(region, inspector))


def test_nobody_takes_or_passes_a_letter_of_which_they_may_not_read_all(region, unit, lead) -> None:
    address(lead, region, unit)
    asked = reviews_of.ask(lead, region.slug, "letter")
    analyst = given.actor(given.member(region, Role.ANALYST, "Ana Analyst"))
    quality = given.actor(given.member(region, Role.QUALITY_LEAD, "Quin Quality"))
    said = f"may not read: {unit.unit}"
    with pytest.raises(NotAllowed, match=said):
        draft.download(analyst, region.slug, "letter", "html")
    answers = {each.id: "yes" for each in product_checklist().items}
    with pytest.raises(NotAllowed, match=said):
        reviews_of.finish(quality, region.slug, asked, outcome="passed", answers=answers)
    with guard.allowed():
        for each in (analyst, quality):
            unit.memberships.create(person_id=each.person, role=Role.QUALITY_LEAD.value)
    assert RATED in draft.download(again(analyst), region.slug, "letter", "html").content.decode()
    reviews_of.finish(again(quality), region.slug, asked, outcome="passed", answers=answers)


def test_no_letter_tells_of_a_unit_before_that_is_published(region, unit, lead) -> None:
    address(lead, region, unit)
    assert list(query.hindering(facts_of(region))) == [
        f"publish the inspection of {unit.unit}, which the letter covers"
    ]
    assert set(query.hindering(facts_of(region))) < set(publication_gate.outside(facts_of(region)))
    with guard.allowed():
        unit.phase = "published"
        unit.save(update_fields=["phase"])
    assert list(query.hindering(facts_of(region))) == []


ENGAGING = "assessment focused sufficiently on engaging the person on probation in {words}"


def claims_of(known, text):
    place = drafts.Place("letter", "staff", "Staff")
    return {each.text: each for each in draft_check.check(place, text, known, {}).claims}


def test_a_number_of_a_unit_is_held_against_the_evidence_of_that_unit(region, unit, lead) -> None:
    """Of its ten cases (tests/app/results.py) the question 2.2.1 is answered yes in as many as its statistic says."""
    address(lead, region, unit)
    of_unit = draft_check.evidence(facts_of(unit)).statistics["case:2.2.1"]
    right, wrong = f"{of_unit.numerator} out of 10 cases", f"{of_unit.numerator - 1} out of 10 cases"
    known = letter.evidence(lead, facts_of(region))
    for words, verdict in ((right, "true"), (wrong, "false")):
        (found,) = claims_of(known, f"In {unit.unit}, {ENGAGING.format(words=words)}.").values()
        assert (found.verdict, found.text) == (verdict, words.removesuffix(" cases"))
        assert found.why.startswith(f"{unit.unit} PDU: ")


def test_what_the_evidence_of_a_unit_says_is_told_to_who_may_read_its_drafts(region, unit, lead) -> None:
    address(lead, region, unit)
    text = f"In {unit.unit}, {ENGAGING.format(words='1 out of 10 cases')}."
    inspector = given.actor(given.member(region, Role.INSPECTOR, "Ina Inspector"))
    facts = facts_of(region)
    assert claims_of(letter.evidence(lead, facts), text)["1 out of 10"].verdict == "false"
    assert claims_of(letter.evidence(inspector, facts), text)["1 out of 10"].verdict == "unsupported"
    publishing.set_phase(unit, "published")
    assert claims_of(letter.evidence(inspector, facts), text)["1 out of 10"].verdict == "false"


def test_a_false_number_of_a_unit_keeps_the_letter_from_being_prepared(ready, unit) -> None:
    text = f"In {unit.unit}, {ENGAGING.format(words='1 out of 10 cases')}."
    draft.write(ready.lead, ready.slug, "letter", "staff", text=text, version=0)
    given.reviewed(ready.inspection)
    with pytest.raises(NotNow, match="put 1 false claim of the letter right"):
        publication.prepare(ready.officer, ready.slug, day=publishing.tomorrow())


def test_a_small_group_of_a_unit_keeps_the_letter_from_being_prepared(ready, unit) -> None:
    """Of the unit's ten cases two are of women: neither they nor the men are shown in anything of the unit."""
    women = hidden_groups(facts_of(unit))["case:2.2.1@gender=female"]
    text = f"In {unit.unit}, {ENGAGING.format(words=f'{women.yes} out of {women.relevant} cases of women')}."
    version = draft.write(ready.lead, ready.slug, "letter", "staff", text=text, version=0)
    given.reviewed(ready.inspection)
    facts = facts_of(ready.inspection)
    (told,) = disclosure_answer.told(facts, letter.evidence(ready.lead, facts))
    assert (told.kind, told.part, told.is_open, told.may_be_answered) == ("letter", "staff", True, False)
    assert told.found.text == f"{unit.unit} PDU: case:2.2.1@gender=female"
    with pytest.raises(NotNow, match="mend 1 place that tells of a small group"):
        publication.prepare(ready.officer, ready.slug, day=publishing.tomorrow())
    draft.write(ready.lead, ready.slug, "letter", "staff", text="Posts were filled.", version=version)
    given.reviewed(ready.inspection)
    assert publishing.made(ready).state == "prepared"


def test_the_files_of_a_letter_are_not_made_of_what_tells_of_a_small_group_of_a_unit(ready, unit) -> None:
    """It is looked for once more when the documents are made, as they are printed."""
    women = hidden_groups(facts_of(unit))["case:2.2.1@gender=female"]
    publication.prepare(ready.officer, ready.slug, day=publishing.tomorrow())
    text = f"In {unit.unit}, {ENGAGING.format(words=f'{women.yes} out of {women.relevant} cases of women')}."
    draft.write(ready.lead, ready.slug, "letter", "staff", text=text, version=0)
    given.reviewed(ready.inspection)
    row = Publication.objects.get()
    assert publication_files.make(publication_files.JOB, row.pk, row.run) == 0
    row.refresh_from_db()
    assert row.trouble.endswith("mend 1 place that tells of a small group.")


@pytest.fixture
def ready(region, unit, lead):
    return regional.ready(region, unit, lead)


def test_a_hold_on_an_inspection_that_a_letter_covers_keeps_the_letter(ready, unit) -> None:
    held = f"wait until the legal hold on the inspection of {unit.unit} is lifted"
    hold.place(ready.lead, unit.slug, reason="An inquest was opened.")
    assert list(query.hindering(facts_of(ready.inspection))) == [held]
    with pytest.raises(NotNow, match=held):
        publication.prepare(ready.officer, ready.slug, day=publishing.tomorrow())
    hold.lift(ready.officer, unit.slug, 1, reason="Over.")
    row = publishing.made(ready)
    hold.place(ready.lead, unit.slug, reason="A claim.")
    with pytest.raises(NotNow, match=held):
        publication_approval.approve(ready.chief, ready.slug, 1, sealed=row.sealed, day=row.day)


def test_a_hold_that_is_placed_on_a_covered_inspection_after_approval_stops_the_letter(ready, unit) -> None:
    row = publishing.approved(ready)
    recipient = embargo.Recipient("press", "Pat Press", "The Made-up Times", "pat@press.test")
    (copy,) = embargo.make(ready.officer, ready.slug, [recipient])
    token = copy.link.rpartition("/")[2]
    assert embargo_opening.find(token).state == "open"
    hold.place(ready.lead, unit.slug, reason="An inquest was opened.")
    assert embargo_opening.find(token).state == "held"
    with pytest.raises(NotNow):
        embargo_opening.accept(token)
    with pytest.raises(NotNow, match=f"legal hold.*{unit.unit}"):
        embargo.make(ready.officer, ready.slug, [recipient])
    with pytest.raises(NotNow, match=f"legal hold.*{unit.unit}"):
        embargo.send_again(ready.officer, ready.slug, 1)
    (ended,) = publication_round.publish_due(publication_round.JOB, row.due_at)
    assert ended.trouble == (
        f"A legal hold stands on an inspection that the letter covers: {unit.unit}. Nothing was published."
    )
    row.refresh_from_db()
    assert row.state == "approved"
    hold.lift(ready.officer, unit.slug, 1, reason="Over.")
    assert embargo_opening.find(token).state == "open"
    (ended,) = publication_round.publish_due(publication_round.JOB, row.due_at)
    assert ended.trouble == ""


def test_a_letter_waits_for_the_correction_of_what_it_covers_and_prints_what_was_approved(ready, unit) -> None:
    said = {"written_by_id": ready.lead.person, "changed_by_id": ready.lead.person, "place": 1, "number": 1}
    approved = {"number": 1, "addressee": "PDU", "addressed_as": "The PDU", "text": "end delays", "unit": None}
    with guard.allowed():
        Recommendation.objects.create(
            inspection=unit, addressee="PDU", addressed_as="The PDU", text="close the office", **said
        )
    given.approved_publication(unit, "published", recommendations=[approved])
    correction = given.approved_publication(unit, "begun", 2)
    waiting = f"wait until the correction of {unit.unit} is published or withdrawn"
    assert list(query.hindering(facts_of(ready.inspection))) == [waiting]
    with pytest.raises(NotNow, match=waiting):
        publication.prepare(ready.officer, ready.slug, day=publishing.tomorrow())
    with guard.allowed():
        correction.state = "withdrawn"
        correction.save()
    assert list(query.hindering(facts_of(ready.inspection))) == []
    text = plain_text(letter_of(ready.inspection, ready.lead))
    assert "1. end delays" in text
    assert "close the office" not in text, "it is changed in a correction that was withdrawn: nobody approved it"


def test_a_review_of_a_letter_stands_when_what_it_covers_is_published_as_it_was(ready, unit) -> None:
    assert reviews.reviewed(facts_of(ready.inspection), "letter").changed == ()
    other = {"number": 1, "addressee": "PDU", "addressed_as": "The PDU", "text": "end delays", "unit": None}
    row = given.approved_publication(unit, "published")
    assert reviews.reviewed(facts_of(ready.inspection), "letter").changed == (), "without recommendations, as before"
    with guard.allowed():
        row.recommendations = [other]
        row.save()
    assert reviews.reviewed(facts_of(ready.inspection), "letter").changed == ("=covered",)


def test_what_a_letter_says_is_not_changed_while_its_files_are_made(ready, monkeypatch) -> None:
    publication.prepare(ready.officer, ready.slug, day=publishing.tomorrow())
    row = Publication.objects.get()
    keep, changed = keeping.keep, []

    def keeps(file):
        if not changed:
            text = {"text": "Posts were filled.", "version": 0}
            changed.append(draft.write(ready.lead, ready.slug, "letter", "staff", **text))
        return keep(file)

    monkeypatch.setattr(keeping, "keep", keeps)
    assert publication_files.make(publication_files.JOB, row.pk, 1) == 0
    row.refresh_from_db()
    assert (row.state, "changed while" in row.trouble) == ("failed", True)
    given.reviewed(ready.inspection)
    publication.make_again(ready.officer, ready.slug, 1)
    assert publication_files.make(publication_files.JOB, row.pk, 2) == 4, "page, PDF, Word and OpenDocument"
    row.refresh_from_db()
    assert "Posts were filled." in json.dumps(row.documents)
