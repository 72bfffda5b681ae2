"""The page of a letter: whom it goes to, which inspections it covers, and the document that comes of it."""

import copy

import pytest

from inspectorate_app.actions import hold
from inspectorate_app.actions import letter as actions
from inspectorate_app.actions import review as reviews
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from tests.app import given, publishing
from tests.app.drafting import in_drafting
from tests.app.regional import review

pytestmark = pytest.mark.django_db
TYPED = {"to": "A Director", "dear": "Director", "copies": "", "version": "0"}
SAID = {"to": "A Director", "dear": "Director"}


@pytest.fixture(scope="module")
def of_all(before_all):
    def made():
        unit = in_drafting()
        with guard.allowed():
            unit.phase = "published"
            unit.save(update_fields=["phase"])
        return unit, review()

    return before_all(made)


@pytest.fixture
def unit(of_all):
    return copy.deepcopy(of_all[0])


@pytest.fixture
def region(of_all):
    return copy.deepcopy(of_all[1])


@pytest.fixture
def lead(region):
    return given.member(region, Role.LEAD_INSPECTOR, "Lee Lead")


@pytest.fixture
def client(lead):
    return given.signed_in(lead)


def seen(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_lead_chooses_units_and_the_letter_names_them(client, region, unit) -> None:
    documents = f"/inspections/{region.slug}/documents/"
    listed = seen(client, documents)
    assert f"/inspections/{region.slug}/letter/" in listed
    assert "Parts of the letter" in listed
    assert "Parts of the report" not in listed
    address = f"/inspections/{region.slug}/letter/addressees"
    assert client.post(address, {**TYPED, "units": [unit.slug]}).status_code == 302
    page = seen(client, f"/inspections/{region.slug}/letter/")
    assert "A Director" in page
    assert "checked" in page
    composed = seen(client, f"{documents}letter")
    assert "Dear Director" in composed
    assert '<p class="govuk-body app-typed"><strong>To:\n</strong>A Director</p>' in composed, "a line for each"
    assert "Leicester, Leicestershire and Rutland PDU" in composed
    assert client.get(f"{documents}report").status_code == 404


def test_what_is_missing_is_told_and_what_was_typed_stays(client, region) -> None:
    page = client.post(f"/inspections/{region.slug}/letter/addressees", {**TYPED, "dear": "", "to": "Kept words"})
    text = page.content.decode()
    assert "Select the inspections that the letter covers" in text
    assert "Enter whom the letter greets" in text
    assert "Kept words" in text


def test_another_who_saved_in_between_is_shown(client, region, unit, lead) -> None:
    actions.address(given.actor(lead), region.slug, units=[unit.slug], to="Theirs", dear="You", version=0)
    page = client.post(f"/inspections/{region.slug}/letter/addressees", {**TYPED, "units": [unit.slug]})
    text = page.content.decode()
    assert "Lee Lead saved this after you opened it." in text
    assert "Theirs" in text
    assert 'name="version" value="1"' in text


def test_who_does_not_lead_reads_what_was_said(region, unit, lead) -> None:
    inspector = given.signed_in(given.member(region, Role.INSPECTOR, "Ina Inspector"))
    address = f"/inspections/{region.slug}/letter/"
    assert "has not said yet" in seen(inspector, address)
    actions.address(given.actor(lead), region.slug, units=[unit.slug], to="A Director", dear="You", version=0)
    page = seen(inspector, address)
    assert "A Director" in page
    assert "<textarea" not in page


def test_whom_a_published_letter_goes_to_is_corrected_on_its_page_once_a_correction_has_begun(
    client, region, unit, lead
) -> None:
    actions.address(given.actor(lead), region.slug, units=[unit.slug], to="The wrong one", dear="You", version=0)
    given.publication(region)
    publishing.set_phase(region, "published")
    page = f"/inspections/{region.slug}/letter/"
    assert "<textarea" not in seen(client, page)
    given.publication(region, number=2, state="begun")
    assert "<textarea" in seen(client, page)
    answer = client.post(f"{page}addressees", {**TYPED, "version": "1", "units": [unit.slug]}, follow=True)
    assert "A Director" in answer.content.decode()
    assert "The wrong one" not in answer.content.decode()


def test_an_inspection_that_publishes_a_report_has_no_such_page(unit) -> None:
    someone = given.signed_in(given.member(unit, Role.LEAD_INSPECTOR, "Una Lead"))
    assert someone.get(f"/inspections/{unit.slug}/letter/").status_code == 404


def test_what_is_not_published_is_left_out_for_who_may_not_read_it_and_the_page_says_so(client, region, unit) -> None:
    address = f"/inspections/{region.slug}/letter/addressees"
    assert client.post(address, {**TYPED, "units": [unit.slug]}).status_code == 302
    with guard.allowed():
        unit.phase = "drafting"
        unit.save(update_fields=["phase"])
    composed = seen(client, f"/inspections/{region.slug}/documents/letter")
    assert f"It is left out here for: {unit.unit}." in composed
    assert "we rated" not in composed
    assert "Download as" not in composed
    with guard.allowed():
        unit.memberships.create(person=region.memberships.get(role="lead_inspector").person, role=Role.ANALYST.value)
    composed = seen(client, f"/inspections/{region.slug}/documents/letter")
    assert "It is left out here" not in composed
    assert "we rated Leicester" in composed
    assert "Download as" in composed


def test_a_review_shows_its_letter_so_too_and_is_not_finished_by_who_may_not_read_all(region, unit, lead) -> None:
    actions.address(given.actor(lead), region.slug, units=[unit.slug], **SAID, version=0)
    number = reviews.ask(given.actor(lead), region.slug, "letter")
    with guard.allowed():
        unit.phase = "drafting"
        unit.save(update_fields=["phase"])
    reviewer = given.signed_in(given.member(region, Role.QUALITY_LEAD, "Quin Quality"))
    page = seen(reviewer, f"/inspections/{region.slug}/reviews/{number}")
    assert f"It is left out here for: {unit.unit}." in page
    assert "we rated" not in page
    assert 'id="finish"' not in page
    chief = given.signed_in(given.person("Cai Chief", "chief_inspector"))
    page = seen(chief, f"/inspections/{region.slug}/reviews/{number}")
    assert "we rated Leicester" in page
    assert 'id="finish"' in page


def test_the_page_says_why_whom_the_letter_goes_to_is_not_changed_now(client, region, unit, lead) -> None:
    actions.address(given.actor(lead), region.slug, units=[unit.slug], **SAID, version=0)
    publishing.set_phase(region, "factual_accuracy")
    given.publication(region, state="approved")
    address = f"/inspections/{region.slug}/letter/"
    page = seen(client, address)
    assert "Publication 1 prints whom the letter goes to. Withdraw publication 1 first." in page
    assert "<textarea" not in page
    late = client.post(f"{address}addressees", {**TYPED, "version": "1", "units": [unit.slug]})
    assert late.status_code == 409
    assert "Withdraw publication 1 first." in late.content.decode()


def test_its_pages_say_that_a_hold_stands_on_a_unit_which_they_name_to_who_may_see_that(
    client, region, unit, lead
) -> None:
    actions.address(given.actor(lead), region.slug, units=[unit.slug], **SAID, version=0)
    officer = given.person("Omar Officer", "publication_officer")
    page = f"/inspections/{region.slug}/letter/"
    told = "The letter goes nowhere while a legal hold stands on an inspection that it covers"
    assert told not in seen(client, page)
    hold.place(given.actor(officer), unit.slug, reason="An inquest.")
    read = seen(client, page)
    assert told in read
    assert "an inspection whose legal holds you may not see" in read
    assert unit.unit not in read.split('id="hold-notice"')[1].split("</ul>")[0]
    assert "Nothing of this inspection goes outside" not in read
    read = seen(given.signed_in(officer), page)
    assert f'href="/inspections/{unit.slug}/holds/">{unit.unit}</a>' in read
    hold.lift(given.actor(officer), unit.slug, 1, reason="Over.")
    assert told not in seen(client, page)
