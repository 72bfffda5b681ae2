"""A standard about the organisation is judged with a reason, a version at a time."""

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.actions.standard import judge
from inspectorate_app.store.models import StandardJudgement
from inspectorate_app.store.queries import standard as standards
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


def test_a_judgement_is_kept_with_its_history(inspection, lead):
    assert judge(lead, inspection.slug, "1.2", rating="Good", reason=" Staff are supported. ", version=0) == 1
    assert judge(lead, inspection.slug, "1.2", rating="Inadequate", reason="Vacancies.", version=1) == 2
    facts = facts_of(inspection)
    found = standards.judgements(facts)["1.2"]
    assert (found.rating, found.reason, found.version, found.by) == ("Inadequate", "Vacancies.", 2, "Lee Lead")
    latest, first = standards.history(facts, "standard 1.2")
    assert (first.before, first.after["rating"], first.by) == (None, "Good", "Lee Lead")
    assert latest.before == {"rating": "Good", "reason": "Staff are supported.", "version": 1}


def test_who_did_not_see_the_last_version_is_told_what_it_is(inspection, lead):
    judge(lead, inspection.slug, "1.2", rating="Good", reason="Staff are supported.", version=0)
    with pytest.raises(Overtaken) as refused:
        judge(lead, inspection.slug, "1.2", rating="Inadequate", reason="Vacancies.", version=0)
    assert refused.value.theirs == {"rating": "Good", "reason": "Staff are supported.", "version": 1, "by": "Lee Lead"}
    assert StandardJudgement.objects.get().rating == "Good"


@pytest.mark.parametrize(
    ("rating", "reason", "fields"),
    [("Excellent", "It is.", ["rating"]), ("Good", "  ", ["reason"]), ("", "", ["rating", "reason"])],
)
def test_a_rating_of_the_edition_and_a_reason_are_needed(inspection, lead, rating, reason, fields):
    with pytest.raises(BadInput) as refused:
        judge(lead, inspection.slug, "1.2", rating=rating, reason=reason, version=0)
    assert sorted(fault.field for fault in refused.value.faults) == fields
    assert not StandardJudgement.objects.exists()


@pytest.mark.parametrize("standard", ["2.1", "9.9", "overall"])
def test_what_is_computed_or_is_not_there_is_not_judged(inspection, lead, standard):
    with pytest.raises(NotThere):
        judge(lead, inspection.slug, standard, rating="Good", reason="So it seems.", version=0)


def test_the_overall_rating_is_judged_where_the_edition_says_so():
    inspection = given.inspection("an-sfo-review", edition_name="hmip-sfo-review")
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR))
    rating = next(iter(standards.edition_used(facts_of(inspection)).rating.points))
    assert standards.judged_overall(standards.edition_used(facts_of(inspection)))
    assert judge(lead, inspection.slug, "overall", rating=rating, reason="On the whole.", version=0) == 1


def test_only_the_lead_inspector_judges_and_only_in_time(inspection, lead):
    analyst = given.actor(given.member(inspection, Role.ANALYST))
    with pytest.raises(NotAllowed):
        judge(analyst, inspection.slug, "1.2", rating="Good", reason="So it seems.", version=0)
    with pytest.raises(NotAllowed):
        judge(operator(), inspection.slug, "1.2", rating="Good", reason="So it seems.", version=0)
    with given.guard.allowed():
        given.Inspection.objects.update(phase="panel")
    with pytest.raises(NotNow):
        judge(lead, inspection.slug, "1.2", rating="Good", reason="So it seems.", version=0)
