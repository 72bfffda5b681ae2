"""The pages of quality review: asked for, read with its checklist, returned with words, changed since."""

import pytest

from inspectorate.report.quality_review import product_checklist
from inspectorate_app.actions import draft as drafts
from inspectorate_app.actions import review as actions
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Review
from tests.app import given
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db
YES = {item.id: "yes" for item in product_checklist().items}


@pytest.fixture
def inspection():
    return in_drafting()


@pytest.fixture
def lead(inspection):
    someone = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    drafts.write(given.actor(someone), inspection.slug, "report", "foreword", text="Leaders were known.", version=0)
    return someone


@pytest.fixture
def quality_lead(inspection):
    return given.member(inspection, Role.QUALITY_LEAD, "Quinn Quality")


def page_of(someone, inspection, rest="", status=200):
    answer = given.signed_in(someone).get(f"/inspections/{inspection.slug}/reviews/{rest}")
    assert answer.status_code == status
    return answer.content.decode()


def post(someone, inspection, rest, **given_):
    return given.signed_in(someone).post(f"/inspections/{inspection.slug}/reviews/{rest}", given_)


def test_a_document_goes_from_the_lead_to_the_reviewer_and_back(inspection, lead, quality_lead):
    assert "Ask for a review of the report" in page_of(lead, inspection)
    assert "frozen" in page_of(lead, inspection, "ask/report")
    answer = post(lead, inspection, "ask/report", words="Mind <b>page 3</b>.")
    assert answer["Location"].endswith("/reviews/1")
    page = page_of(quality_lead, inspection, "1")
    assert "Mind &lt;b&gt;page 3&lt;/b&gt;." in page
    assert "Leaders were known." in page
    assert "Finish the review" in page
    answers = {**YES, "tone": "no"}
    post(quality_lead, inspection, "1/finish", **answers, outcome="returned", words="Say by whom.")
    page = page_of(lead, inspection, "1")
    assert "Say by whom." in page
    assert "Is it fair to the service" in page
    assert "Finish the review" not in page
    assert "Returned" in page_of(lead, inspection)


def test_what_is_missing_is_said_at_its_question_and_nothing_is_lost(inspection, lead, quality_lead):
    actions.ask(given.actor(lead), inspection.slug, "report")
    answer = post(quality_lead, inspection, "1/finish", outcome="returned", words="", ratings="no")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Answer ‘Is it fair to the service, and even in its tone?’" in page
    assert 'href="#id_tone_0"' in page
    answer = post(quality_lead, inspection, "1/finish", outcome="returned", words="", **YES)
    assert "What must change is missing" in answer.content.decode()
    assert Review.objects.get().state == "asked"


def test_what_changed_since_is_shown_with_a_way_to_compare(inspection, lead, quality_lead):
    actions.ask(given.actor(lead), inspection.slug, "report")
    actions.finish(given.actor(quality_lead), inspection.slug, 1, outcome="passed", answers=YES)
    assert "It was passed as it stands now." in page_of(lead, inspection)
    drafts.write(given.actor(lead), inspection.slug, "report", "foreword", text="Leaders were seen.", version=1)
    assert "Changed since its review: Foreword." in page_of(lead, inspection)
    actions.ask(given.actor(lead), inspection.slug, "report")
    assert "versions?earlier=1&amp;later=2" in page_of(quality_lead, inspection, "2")
    drafts.write(given.actor(lead), inspection.slug, "report", "foreword", text="Leaders were met.", version=2)
    page = page_of(quality_lead, inspection, "2")
    assert "Changed since this review was asked for, and not part of it: Foreword." in page
    assert "Leaders were seen." in page
    assert "Leaders were met." not in page


def test_who_wrote_in_it_reads_why_someone_else_reviews_it(inspection, lead, quality_lead):
    drafts_by = given.member(inspection, Role.INSPECTOR, "Ina Inspector")
    with given.guard.allowed():
        inspection.memberships.create(person=drafts_by, role=Role.QUALITY_LEAD.value)
    drafts.write(given.actor(drafts_by), inspection.slug, "report", "background", text="Large.", version=0)
    actions.ask(given.actor(lead), inspection.slug, "report")
    page = page_of(drafts_by, inspection, "1")
    assert "You wrote in this document" in page
    assert "Finish the review" not in page


def test_the_request_is_taken_back(inspection, lead):
    actions.ask(given.actor(lead), inspection.slug, "report")
    assert "Take the request for review 1 back?" in page_of(lead, inspection, "1/withdraw")
    post(lead, inspection, "1/withdraw")
    assert "Taken back" in page_of(lead, inspection)


def test_what_there_is_not_is_not_found(inspection, lead, quality_lead):
    page_of(lead, inspection, "7", 404)
    page_of(lead, inspection, "7/withdraw", 404)
    page_of(lead, inspection, "ask/slides", 404)
    page_of(lead, inspection, "ask/nothing", 404)


def test_documents_say_what_of_review_is_left(inspection, lead):
    page = given.signed_in(lead).get(f"/inspections/{inspection.slug}/documents/").content.decode()
    assert "have the report reviewed" in page
