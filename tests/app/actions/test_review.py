"""Quality review: what is asked for is frozen, read by who had no part in it, and void for what changes afterwards."""

import copy

import pytest

from inspectorate.errors import BadInput
from inspectorate.inspection import Phase
from inspectorate.report.quality_review import product_checklist
from inspectorate_app.actions import draft, panel
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions import recommendation as recommendations
from inspectorate_app.actions import review as actions
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Notification, PreviousRecommendation
from inspectorate_app.store.queries import review as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db
YES = {item.id: "yes" for item in product_checklist().items}


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
def quality_lead(inspection):
    return given.actor(given.member(inspection, Role.QUALITY_LEAD, "Quinn Quality"))


def write(actor, inspection, text="Leaders were known.", version=0, part="foreword", kind="report"):
    return draft.write(actor, inspection.slug, kind, part, text=text, version=version)


def passed(lead, quality_lead, inspection, kind="report"):
    number = actions.ask(lead, inspection.slug, kind)
    actions.finish(quality_lead, inspection.slug, number, outcome="passed", answers=YES)
    return number


def hindering(inspection):
    return list(query.hindering(facts_of(inspection)))


def standing(inspection, kind="report"):
    return query.reviewed(facts_of(inspection), kind)


def test_the_report_does_not_go_out_before_it_is_reviewed_and_other_documents_once_they_are_written(
    inspection, lead, quality_lead
):
    assert hindering(inspection) == ["have the report reviewed"]
    write(lead, inspection, kind="press-release", part=query.places(facts_of(inspection), "press-release")[0].id)
    assert hindering(inspection) == ["have the report reviewed", "have the press release reviewed"]
    with pytest.raises(NotNow, match="have the report reviewed; have the press release reviewed"):
        inspections.move_phase(lead, inspection.slug, Phase.FACTUAL_ACCURACY)
    actions.ask(lead, inspection.slug, "report")
    assert hindering(inspection)[0] == "wait for the quality review of the report"
    actions.finish(quality_lead, inspection.slug, 1, outcome="passed", answers=YES)
    passed(lead, quality_lead, inspection, "press-release")
    assert hindering(inspection) == []
    inspections.move_phase(lead, inspection.slug, Phase.FACTUAL_ACCURACY)


def test_what_is_passed_holds_for_its_versions_and_the_change_alone_is_read_again(inspection, lead, quality_lead):
    write(lead, inspection)
    write(lead, inspection, "The area is large.", part="background")
    passed(lead, quality_lead, inspection)
    write(lead, inspection, "Leaders were well known.", 1)
    assert standing(inspection).changed == ("foreword",)
    assert hindering(inspection) == ["have the report reviewed again (changed since its review: Foreword)"]
    assert query.find(facts_of(inspection), actions.ask(lead, inspection.slug, "report")).parts == ("foreword",)
    write(lead, inspection, "Leaders were very well known.", 2)
    actions.finish(quality_lead, inspection.slug, 2, outcome="passed", answers=YES)
    assert standing(inspection).changed == ("foreword",), "it was changed while it was read"
    passed(lead, quality_lead, inspection)
    assert standing(inspection).is_done


def test_the_reviewer_sees_the_texts_as_they_were_frozen(inspection, lead, quality_lead):
    write(lead, inspection)
    number = actions.ask(lead, inspection.slug, "report")
    write(lead, inspection, "Something else.", 1)
    facts = facts_of(inspection)
    texts = {each.place.id: each.text for each in query.drafts_of(facts, query.find(facts, number))}
    assert texts["foreword"] == "Leaders were known."
    assert texts["background"] == ""


def test_a_recommendation_or_ratings_that_change_make_another_review_needed(inspection, lead, quality_lead):
    passed(lead, quality_lead, inspection)
    recommendations.write(lead, inspection.slug, addressed_as="Leicester City Council", text="share its data")
    assert query.titles(facts_of(inspection), "report", standing(inspection).changed) == ("Recommendations",)
    passed(lead, quality_lead, inspection)
    assert standing(inspection).is_done
    with guard.allowed():
        inspection.panels.update(evidence_sha256="1" * 64)
    assert standing(inspection).changed == ("=ratings",)


def test_what_was_found_of_a_previous_recommendation_is_read_again_too(inspection, lead, quality_lead):
    passed(lead, quality_lead, inspection)
    by = {"entered_by_id": lead.person, "changed_by_id": lead.person, "judged_by_id": lead.person}
    with guard.allowed():
        PreviousRecommendation.objects.create(
            inspection=inspection, number=1, printed=1, text="end delays", origin="typed", status="no_progress", **by
        )
    assert query.titles(facts_of(inspection), "report", standing(inspection).changed) == (
        "Progress on previous recommendations",
    )


def test_before_the_ratings_are_signed_off_nothing_is_asked_for_and_nothing_hinders(inspection, lead):
    member = given.actor(inspection.panels.get().signed_off_by)
    with guard.allowed():
        inspection.phase = "panel"
        inspection.save(update_fields=["phase"])
    panel.reopen_panel(member, inspection.slug, reason="New evidence came.")
    assert hindering(inspection) == []
    with pytest.raises(NotNow, match="signed off"):
        actions.ask(lead, inspection.slug, "report")


def test_nobody_reviews_what_they_wrote_or_asked_for(inspection, lead, quality_lead):
    author = given.member(inspection, Role.INSPECTOR, "Ina Inspector")
    with guard.allowed():
        inspection.memberships.create(person=author, role=Role.QUALITY_LEAD.value)
        inspection.memberships.create(person_id=lead.person, role=Role.QUALITY_LEAD.value)
    write(given.actor(author), inspection)
    number = actions.ask(lead, inspection.slug, "report")
    with pytest.raises(NotAllowed, match="You asked for this review"):
        actions.finish(given.actor(given.Person.objects.get(pk=lead.person)), inspection.slug, number,
                       outcome="passed", answers=YES)  # fmt: skip
    with pytest.raises(NotAllowed, match="You wrote in this document"):
        actions.finish(given.actor(author), inspection.slug, number, outcome="passed", answers=YES)
    chief = given.actor(given.person("Cleo Chief", "chief_inspector"))
    actions.finish(chief, inspection.slug, number, outcome="passed", answers=YES)
    assert standing(inspection).is_done


def test_an_inspector_or_a_publication_officer_does_not_review(inspection, lead):
    actions.ask(lead, inspection.slug, "report")
    officer = given.actor(given.person("Omar Officer", "publication_officer"))
    inspector = given.actor(given.member(inspection, Role.INSPECTOR))
    for someone in (officer, inspector):
        with pytest.raises(NotAllowed):
            actions.finish(someone, inspection.slug, 1, outcome="passed", answers=YES)
        with pytest.raises(NotAllowed):
            actions.ask(someone, inspection.slug, "letter")


@pytest.mark.parametrize(
    ("given_", "fields"),
    [
        ({"outcome": "passed", "answers": {**YES, "tone": "no"}}, ["tone"]),
        ({"outcome": "passed", "answers": {**YES, "tone": "", "plain": "perhaps"}}, ["plain", "tone"]),
        ({"outcome": "returned", "answers": {**YES, "tone": "no"}}, ["words"]),
        ({"outcome": "", "answers": YES}, ["outcome"]),
        ({"outcome": "returned", "answers": YES, "words": "x" * 4001}, ["words"]),
    ],
)
def test_a_review_says_what_it_must(inspection, lead, quality_lead, given_, fields):
    actions.ask(lead, inspection.slug, "report")
    with pytest.raises(BadInput) as refused:
        actions.finish(quality_lead, inspection.slug, 1, **given_)
    assert [fault.field for fault in refused.value.faults] == fields
    assert standing(inspection).asked is not None


def test_what_is_returned_is_not_passed_and_was_passed_before_no_longer(inspection, lead, quality_lead):
    write(lead, inspection)
    passed(lead, quality_lead, inspection)
    write(lead, inspection, "Leaders were shown.", 1)
    number = actions.ask(lead, inspection.slug, "report")
    answers = {**YES, "tone": "no"}
    actions.finish(quality_lead, inspection.slug, number, outcome="returned", answers=answers, words="Say by whom.")
    found = query.find(facts_of(inspection), number)
    assert (found.state, found.words, found.done_by) == ("returned", "Say by whom.", "Quinn Quality")
    assert {each.id: each.answer for each in found.checklist} == answers
    assert standing(inspection).changed == ("foreword",)
    write(lead, inspection, "Leaders were known.", 2)  # as it was passed once, and yet another version
    assert standing(inspection).changed == ("foreword",)


def test_one_review_of_a_document_at_a_time_and_none_of_what_is_passed(inspection, lead, quality_lead):
    actions.ask(lead, inspection.slug, "report")
    with pytest.raises(NotNow, match="under way"):
        actions.ask(lead, inspection.slug, "report")
    actions.withdraw(lead, inspection.slug, 1)
    with pytest.raises(NotNow, match="not under way any more"):
        actions.finish(quality_lead, inspection.slug, 1, outcome="passed", answers=YES)
    passed(lead, quality_lead, inspection)
    with pytest.raises(NotNow, match="Nothing changed"):
        actions.ask(lead, inspection.slug, "report")
    with pytest.raises(NotNow, match="Nothing was written"):
        actions.ask(lead, inspection.slug, "letter")
    with pytest.raises(NotThere):
        actions.ask(lead, inspection.slug, "slides")
    with pytest.raises(NotThere):
        actions.withdraw(lead, inspection.slug, 9)


def test_the_trail_has_versions_and_answers_and_no_word(inspection, lead, quality_lead):
    write(lead, inspection)
    number = actions.ask(lead, inspection.slug, "report", words="Mind page 3, Ms Unlucky")
    actions.finish(
        quality_lead,
        inspection.slug,
        number,
        outcome="returned",
        answers={**YES, "plain": "no"},
        words="Name Ms Unlucky?",
    )
    entries = AuditEntry.objects.filter(subject="review 1 of report").order_by("position")
    assert [each.action for each in entries] == ["ask for quality review", "review document"]
    assert entries[0].after["frozen"]["foreword"] == 1
    assert entries[1].after["checklist"]["plain"] == "no"
    assert "Unlucky" not in str([each.after for each in entries])


def test_who_reviews_is_told_and_then_who_writes(inspection, lead, quality_lead):
    inspector = given.member(inspection, Role.INSPECTOR, "Ina Inspector")
    passed(lead, quality_lead, inspection)
    told = {(each.event, each.person.name, each.number) for each in Notification.objects.select_related("person")}
    assert told == {
        ("review_asked", "Quinn Quality", 1),
        ("review_passed", "Lee Lead", 1),
        ("review_passed", inspector.name, 1),
    }


def test_a_correction_of_what_is_published_is_reviewed_too(inspection, lead, quality_lead):
    with guard.allowed():
        inspection.phase = "published"
        inspection.save(update_fields=["phase"])
    passed(lead, quality_lead, inspection)
    assert standing(inspection).is_done
