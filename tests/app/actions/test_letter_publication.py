"""What keeps a letter from being published: wrong numbers and small groups of units, holds, corrections, changes."""

import copy
import json

import pytest

from inspectorate.report.plain_text import plain_text
from inspectorate_app.actions import (
    draft,
    embargo,
    embargo_opening,
    hold,
    letter,
    publication,
    publication_approval,
    publication_files,
    publication_round,
)
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import Publication, Recommendation
from inspectorate_app.store.queries import (
    disclosure_answer,
    draft_check,
)
from inspectorate_app.store.queries import draft as drafts
from inspectorate_app.store.queries import letter as query
from inspectorate_app.store.queries import review as reviews
from inspectorate_app.store.queries.hidden_group import hidden_groups
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, publishing, regional
from tests.app.drafting import in_drafting
from tests.app.regional import address, review

pytestmark = pytest.mark.django_db
ENGAGING = "assessment focused sufficiently on engaging the person on probation in {words}"


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
    text = plain_text(regional.letter_of(ready.inspection, ready.lead))
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
