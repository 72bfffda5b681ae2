"""The pages of recommendations: numbers, marks, proposals, what is not shown, and what is kept of what was typed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspectorate_app.actions import finding as findings
from inspectorate_app.actions import previous_recommendation as previous
from inspectorate_app.actions import recommendation as recommendations
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection
from inspectorate_app.store.queries import previous_recommendation as previous_query
from inspectorate_app.store.queries import recommendation as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given

pytestmark = pytest.mark.django_db
PDU, REGION = "Leicester, Leicestershire and Rutland PDU", "East Midlands region"
ONE = {"number": "1", "addressee": "The CRC", "recommendation": "improve staffing", "unit": ""}


@pytest.fixture
def inspection():
    return given.inspection(phase="analysis")


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


@pytest.fixture
def client(lead):
    return given.signed_in(lead)


def address(inspection, route, **more):
    return reverse(route, kwargs={"inspection": inspection.slug, **more})


def words(response):
    """The text of a page within its main part."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def written(person, inspection, text="improve staffing", to=PDU):
    return recommendations.write(given.actor(person), inspection.slug, addressed_as=to, text=text)


def test_they_stand_under_whom_they_are_made_to_with_the_numbers_of_print(inspection, lead, client):
    found = findings.write(
        given.actor(lead), inspection.slug, heading="1.2", kind="improvement", text="Posts are vacant."
    )
    written(lead, inspection, "review unpaid work", REGION)
    number = written(lead, inspection, "improve staffing")
    written(lead, inspection, "consider <b>new</b> offices")
    recommendations.rest_on(given.actor(lead), inspection.slug, number, findings=[found], version=1)
    shown = words(client.get(address(inspection, "recommendations")))
    assert f"{PDU} should: 1. improve staffing Rests on 1 finding" in shown
    assert "2. consider &lt;b&gt;new&lt;/b&gt; offices Rests on no finding Look at the wording" in shown
    assert f"{REGION} should: 3. review unpaid work Rests on no finding" in shown
    assert "HM Prison and Probation Service should: None yet." in shown
    assert f"three recommendations: two for {PDU} and one for the East Midlands regional service" in shown, "2 + 1 = 3"
    assert "2 recommendations rest on no finding that stands" in shown


def test_advice_stands_on_the_page_of_one_and_findings_are_for_who_may_see_them(inspection, lead, client):
    found = findings.write(
        given.actor(lead), inspection.slug, heading="1.2", kind="improvement", text="Posts are vacant."
    )
    number = written(lead, inspection, "the staffing is to be improved")
    recommendations.rest_on(given.actor(lead), inspection.slug, number, findings=[found], version=1)
    page = address(inspection, "recommendation", recommendation=number)
    shown = words(client.get(page))
    assert "It does not begin with a verb that we know (‘the’)" in shown
    assert "This is advice. You decide how it is worded." in shown
    assert "Posts are vacant." in shown
    officer = given.signed_in(given.member(inspection, Role.OPERATIONS_OFFICER, "Ola Officer"))
    seen = words(officer.get(page))
    assert "1 finding that you may not see" in seen
    assert "Posts are vacant." not in seen
    assert "Change the recommendation" not in seen


def test_one_is_written_to_someone_else_and_what_was_typed_is_kept(inspection, client):
    new = address(inspection, "recommendation_new")
    refused = client.post(new, {"to": "other", "other": " ", "text": "fund housing", "version": 0})
    assert "Enter who should do it" in words(refused)
    assert "fund housing" in words(refused)
    answer = client.post(new, {"to": "other", "other": "Leicester City Council", "text": "fund housing", "version": 0})
    assert answer["Location"] == address(inspection, "recommendation_findings", recommendation=1)
    (one,) = query.as_printed(facts_of(inspection))
    assert (one.addressee, one.addressed_as, one.text) == ("other", "Leicester City Council", "fund housing")


def test_who_saved_in_between_is_shown_and_not_overwritten_unseen(inspection, lead, client):
    number = written(lead, inspection)
    other = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Ola Other"))
    recommendations.change(other, inspection.slug, number, addressed_as=REGION, text="review it", version=1)
    edit = address(inspection, "recommendation_edit", recommendation=number)
    typed = {"to": PDU, "other": "", "text": "revise it", "version": 1}
    answer = client.post(edit, typed)
    assert answer.status_code == 409
    shown = words(answer)
    assert "Ola Other saved this recommendation after you opened it." in shown
    assert f"Theirs is: {REGION} should: review it" in shown
    assert "revise it" in shown
    version = re.search(r'name="version" value="(\d+)"|value="(\d+)"[^>]*name="version"', answer.content.decode())
    assert version
    assert client.post(edit, {**typed, "version": 2}).status_code == 302
    assert query.find(facts_of(inspection), number).text == "revise it"
    choose = address(inspection, "recommendation_findings", recommendation=number)
    assert client.post(choose, {"version": 1})["Location"] == choose


def test_a_proposal_is_taken_on_by_the_lead_alone(inspection, lead, client):
    person = given.member(inspection, Role.INSPECTOR, "Ina Inspector")
    inspector = given.signed_in(person)
    assert "Propose a recommendation" in words(inspector.get(address(inspection, "recommendations")))
    inspector.post(
        address(inspection, "recommendation_new"), {"to": PDU, "other": "", "text": "meet agencies", "version": 0}
    )
    seen = words(inspector.get(address(inspection, "recommendations")))
    assert "Proposed by inspectors" in seen
    assert "By Ina Inspector" in seen
    assert "Take on" not in seen
    take = address(inspection, "recommendation_accept", recommendation=1)
    assert inspector.post(take, {"version": 1}).status_code == 403
    assert client.post(take, {"version": 7})["Location"] == address(inspection, "recommendation", recommendation=1)
    assert "Decide on 1 proposed recommendation" in words(client.get(reverse("home")))
    client.post(take, {"version": 1})
    assert f"{PDU} should: 1. meet agencies" in words(client.get(address(inspection, "recommendations")))
    assert "Decide on" not in words(client.get(reverse("home")))
    number = written(lead, inspection)
    assert inspector.get(address(inspection, "recommendation_edit", recommendation=number)).status_code == 403


def test_one_is_withdrawn_with_a_reason_and_still_read(inspection, lead, client):
    number = written(lead, inspection)
    page = address(inspection, "recommendation_withdraw", recommendation=number)
    assert "Enter the reason" in words(client.post(page, {"version": 1, "reason": ""}))
    client.post(page, {"version": 1, "reason": "Another covers it."})
    assert "Another covers it." in words(client.get(address(inspection, "recommendations_withdrawn")))
    shown = words(client.get(address(inspection, "recommendation", recommendation=number)))
    assert "Withdrawn by Lee Lead" in shown
    assert client.get(address(inspection, "recommendation_edit", recommendation=number)).status_code == 409


def test_previous_ones_are_entered_uploaded_judged_and_summed_up(inspection, lead, client):
    new = address(inspection, "previous_new")
    assert client.post(new, {**ONE, "version": 0})["Location"] == address(inspection, "previous_recommendations")
    assert client.post(new, {**ONE, "number": "2", "another": "yes"})["Location"] == new
    assert "One of this number is there already" in words(client.post(new, ONE))
    wrong = SimpleUploadedFile("last.csv", b"number,recommendation\n2,review it\n")
    refused = words(client.post(address(inspection, "previous_upload"), {"file": wrong}))
    assert "2 number One of this number is there already" in refused
    right = SimpleUploadedFile("last.csv", b"number,recommendation\n3,review it\n")
    assert client.post(address(inspection, "previous_upload"), {"file": right}).status_code == 302
    listing = address(inspection, "previous_recommendations")
    assert "3 recommendations are still to be judged" in words(client.get(listing))
    assert "Record progress on 3 previous recommendations" in words(client.get(reverse("home")))
    for number, status in ((1, "sufficient"), (2, "none"), (3, "some")):
        page = address(inspection, "previous_progress", previous=number)
        assert "Select how much progress was made" in words(client.post(page, {"version": 1, "found": "x"}))
        assert client.post(page, {"version": 1, "found": "Seen.", "status": status}).status_code == 302
    shown = words(client.get(listing))
    assert (
        "At least some progress was made on two of three recommendations:"
        " sufficient progress on one, some progress on one, no progress on one." in shown
    )
    assert "The words for progress: Assumed" in shown
    stale = client.post(
        address(inspection, "previous_progress", previous=1), {"version": 1, "found": "y", "status": "some"}
    )
    assert stale.status_code == 409
    assert "Sufficient progress." in words(stale)
    client.post(address(inspection, "previous_edit", previous=3), {**ONE, "number": "4", "version": 2})
    client.post(address(inspection, "previous_remove", previous=1), {"version": 2})
    assert [one.printed for one in previous_query.previous(facts_of(inspection))] == [2, 4]
    assert client.get(address(inspection, "previous_list")).content.decode("utf-8-sig").startswith("number,addressee")


def test_those_of_an_earlier_inspection_are_taken_over(inspection, lead, client):
    earlier = given.inspection("llr-2019", phase="analysis")
    then = given.member(earlier, Role.LEAD_INSPECTOR, "Len Lead")
    written(then, earlier, "improve staffing", REGION)
    dates = {"fieldwork_from": "2019-01-07", "fieldwork_to": "2019-01-18", "phase": "published"}
    with guard.allowed():
        Inspection.objects.filter(pk=earlier.pk).update(**dates)
    listing = address(inspection, "previous_recommendations")
    assert "whose fieldwork ended on 18 January 2019 made 1 recommendation" in words(client.get(listing))
    client.post(address(inspection, "previous_take"), {"earlier": "llr-2019"})
    shown = words(client.get(listing))
    assert f"1. {REGION} should: improve staffing To be judged" in shown
    assert "whose fieldwork ended" not in shown


def test_the_lists_cost_as_many_queries_however_long_they_are(inspection, lead, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as seen:
            client.get(address(inspection, "recommendations"))
            client.get(address(inspection, "previous_recommendations"))
        return len(seen)

    written(lead, inspection)
    previous.enter(given.actor(lead), inspection.slug, ONE)
    cost()
    before = cost()
    for number in range(2, 8):
        written(lead, inspection, f"improve {number}")
        previous.enter(given.actor(lead), inspection.slug, {**ONE, "number": str(number)})
    assert cost() == before
