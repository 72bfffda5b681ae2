"""Pages of the inspected service: what is theirs and no more, and what the team does for them."""

import datetime

import pytest
from django.urls import reverse

from inspectorate.errors import BadInput
from inspectorate_app.actions import emerging, evidence, finding, interview, service
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.interview import Wanted
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Membership
from inspectorate_app.store.queries import finding as finding_query
from inspectorate_app.store.queries import service as query
from inspectorate_app.store.queries.inspection import facts_of, find
from tests.app import given

pytestmark = pytest.mark.django_db
AT = f"/inspections/{given.LLR}"


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


@pytest.fixture
def head(inspection):
    return given.member(inspection, Role.SERVICE_HEAD, "Hal Head")


@pytest.fixture
def contact(inspection):
    return given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact")


def test_the_first_page_lists_what_is_theirs_and_nothing_else(inspection, contact):
    given.inspection("another-2022")
    page = given.signed_in(contact).get("/").content.decode()
    assert f'href="{AT}/service/"' in page
    assert f'href="{AT}/"' not in page
    assert "another-2022" not in page
    assert "You are not in the team" not in page
    assert "Single point of contact" in given.signed_in(contact).get("/account/").content.decode()


@pytest.mark.parametrize(
    ("phase", "shown"),
    [("fieldwork", "Fieldwork"), ("panel", "Analysis"), ("drafting", "Analysis"), ("published", "Published")],
)
def test_the_panel_and_the_drafting_are_not_shown_to_the_service(contact, phase, shown):
    with guard.allowed():
        Inspection.objects.update(phase=phase)
    page = given.signed_in(contact).get(f"{AT}/service/").content.decode()
    _, _, value = page.partition("Phase")
    assert shown in value[:200]


def test_a_second_factor_is_demanded_of_the_service_too(contact):
    client = given.signed_in(contact)
    session = client.session
    del session["second_factor"]
    session.save()
    response = client.get(f"{AT}/service/")
    assert (response.status_code, response["Location"]) == (302, reverse("mfa_activate_totp"))


def test_emerging_findings_are_seen_when_shared_and_as_long_as_the_phase_allows(lead, head, contact):
    actor, client = given.actor(lead), given.signed_in(head)
    emerging.draft(actor, given.LLR, {"1.1": "The service is well led."}, version=0)
    assert "well led" not in client.get(f"{AT}/service/findings").content.decode()
    emerging.share(actor, given.LLR, version=1)
    assert "Read the emerging findings" in client.get("/").content.decode()
    assert "well led" in client.get(f"{AT}/service/findings").content.decode()
    assert "Opened by Hal Head" in given.signed_in(lead).get(f"{AT}/inspected-service/").content.decode()
    assert given.signed_in(contact).get(f"{AT}/service/findings").status_code == 404
    assert "findings" not in given.signed_in(contact).get(f"{AT}/service/").content.decode().casefold()
    with guard.allowed():
        Inspection.objects.update(phase="published")
    assert "well led" not in client.get(f"{AT}/service/findings").content.decode()


def test_findings_that_someone_of_the_same_name_opened_are_new(lead, head, inspection):
    emerging.draft(given.actor(lead), given.LLR, {"1.1": "The service is well led."}, version=0)
    emerging.share(given.actor(lead), given.LLR, version=1)
    namesake = given.person("Hal Head", email="another.hal@service.test")
    with guard.allowed():
        Membership.objects.create(inspection=inspection, person=namesake, role=Role.SERVICE_HEAD.value)
    given.signed_in(namesake).get(f"{AT}/service/findings")
    for client, task in ((given.signed_in(namesake), "Seen"), (given.signed_in(head), "New")):
        for page in ("/", f"{AT}/service/"):
            _, _, after = client.get(page).content.decode().partition("Read the emerging findings")
            assert (task in after[:400], "New" in after[:400]) == (True, task == "New")


@pytest.mark.parametrize("count", [1, 5])
def test_the_first_page_of_the_service_costs_the_same_however_many_inspections(count, django_assert_num_queries):
    """It was 15 with one inspection and 47 with five.

    Now requests, interviews and findings are asked for once each; the rest is what the page asks of everyone, and where
    someone is of a service.
    """
    someone = given.person("Sam Contact")
    for number in range(count):
        row = given.inspection(slug=f"unit-{number}-2022")
        lead = given.actor(given.member(row, Role.LEAD_INSPECTOR, f"Lee Lead {number}"))
        with guard.allowed():
            Membership.objects.create(inspection=row, person=someone, role=Role.SERVICE_HEAD.value)
        for place in range(number + 1):
            due = datetime.date(2022, 10, 1) if place == 0 else None
            evidence.add(lead, row.slug, Asked("Business plan", due_on=due))
            interview.ask(lead, row.slug, Wanted("Head of operations", given.FIELDWORK[0]))
        emerging.draft(lead, row.slug, {"1.1": "The service is well led."}, version=0)
        emerging.share(lead, row.slug, version=1)
    client = given.signed_in(someone)
    client.get("/")
    with django_assert_num_queries(10):
        words = client.get("/").content.decode()
    assert words.count("Read the emerging findings") == count
    assert words.count("Answer 1 request for evidence") == words.count("Arrange 1 interview") == 1
    assert words.count("1 overdue") == count


def test_a_link_to_become_a_person_is_shown_once_and_never_for_someone_known(lead):
    client = given.signed_in(lead)
    given_data = {"name": "New Person", "email": "new@service.test", "role": "service_head"}
    page = client.post(f"{AT}/inspected-service/invite", given_data).content.decode()
    assert "/account/invitation/" in page
    given.person("Known Person", email="known@service.test")
    response = client.post(f"{AT}/inspected-service/invite", given_data | {"email": "known@service.test"})
    assert response.status_code == 302
    words = client.get(f"{AT}/inspected-service/").content.decode()
    assert "Invited" in words
    assert "Known Person" in words


def test_someone_of_the_team_cannot_be_invited_and_the_page_says_why(lead):
    sent = {"name": "Lee Lead", "email": lead.email, "role": "service_head"}
    words = given.signed_in(lead).post(f"{AT}/inspected-service/invite", sent).content.decode()
    assert "This person is in a team that inspects this organisation" in words
    assert 'href="#id_email"' in words


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [("2pm", 14, 0), ("2.30pm", 14, 30), ("12am", 0, 0), ("12:15 PM", 12, 15), ("14:05", 14, 5), ("9", 9, 0)],
)
def test_a_time_is_typed_as_people_write_it(lead, contact, typed, hour, minute):
    interview.ask(given.actor(lead), given.LLR, Wanted("Head of operations", given.FIELDWORK[0]))
    sent = {"day-day": "8", "day-month": "11", "day-year": "2022", "time": typed, "place": "Room 1", "version": "1"}
    response = given.signed_in(contact).post(f"{AT}/service/interviews/1", sent)
    assert response.status_code == 302
    # In November London keeps the time of UTC.
    expected = datetime.datetime(2022, 11, 8, hour, minute, tzinfo=datetime.UTC)
    assert query.interview(find(given.LLR), 1).held_at == expected


@pytest.mark.parametrize("typed", ["25:00", "13pm", "0am", "noon", "10.75"])
def test_what_is_no_time_is_told(lead, contact, typed):
    interview.ask(given.actor(lead), given.LLR, Wanted("Head of operations", given.FIELDWORK[0]))
    sent = {"day-day": "8", "day-month": "11", "day-year": "2022", "time": typed, "place": "Room 1", "version": "1"}
    response = given.signed_in(contact).post(f"{AT}/service/interviews/1", sent)
    assert "Time must be a time, like 2.30pm or 14:30" in response.content.decode()


def test_an_interview_is_answered_over_a_colleagues_answer_only_after_seeing_it(lead, contact, head):
    interview.ask(given.actor(lead), given.LLR, Wanted("Head of operations", given.FIELDWORK[0]))
    at = f"{AT}/service/interviews/1"
    sent = {"day-day": "8", "day-month": "11", "day-year": "2022", "time": "2pm", "place": "Room 1", "version": "1"}
    assert 'name="version" value="1"' in given.signed_in(contact).get(at).content.decode()
    assert given.signed_in(contact).post(at, sent).status_code == 302
    client = given.signed_in(head)
    late = client.post(at, sent | {"place": "Room 9"})
    words = late.content.decode()
    assert late.status_code == 409
    assert "Sam Contact answered after you opened this page" in words
    assert "8 November 2022" in words
    assert "Room 1" in words, "theirs"
    assert 'value="Room 9"' in words, "what was typed"
    assert 'name="version" value="2"' in words
    declined = client.post(f"{at}/not-possible", {"answer": "They are away.", "version": "1"})
    words = declined.content.decode()
    assert declined.status_code == 409
    assert "Room 1" in words
    assert "They are away.</textarea>" in words
    assert query.interview(find(given.LLR), 1).state == "arranged"
    assert client.post(f"{at}/not-possible", {"answer": "They are away.", "version": "2"}).status_code == 302
    assert query.interview(find(given.LLR), 1).state == "not_possible"


def test_an_announcement_that_someone_else_saved_is_not_overwritten(lead, contact):
    service.announce(given.actor(lead), given.LLR, text="We come in October.", version=0)
    response = given.signed_in(lead).post(f"{AT}/inspected-service/announcement", {"text": "Mine.", "version": "0"})
    assert "Someone else saved the announcement" in response.content.decode()
    page = given.signed_in(contact).get(f"{AT}/service/").content.decode()
    assert "We come in October." in page
    assert "Lee Lead" in page


def test_the_team_page_and_the_choice_of_roles_do_not_name_the_service(lead, contact, head):
    client = given.signed_in(lead)
    page = client.get(f"{AT}/team").content.decode()
    assert "Sam Contact" not in page
    assert "service_contact" not in client.get(f"{AT}/team/add").content.decode()
    number = contact.memberships.get().pk
    assert client.get(f"{AT}/team/{number}").status_code == 404
    assert client.get(f"{AT}/team/{number}/remove").status_code == 404


def test_a_finding_under_a_heading_that_is_no_standard_comes_into_the_draft_and_is_shared():
    inspection = given.inspection(phase="analysis")
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    head = given.member(inspection, Role.SERVICE_HEAD, "Hal Head")
    for heading in ("background", "foreword"):  # the one holds what is judged of, the other nothing
        text = f"The {heading} is sound."
        number = finding.write(given.actor(lead), inspection.slug, heading=heading, kind="strength", text=text)
        finding.choose(given.actor(lead), inspection.slug, number, chosen=True, version=1)
    client = given.signed_in(lead)
    address = f"/inspections/{inspection.slug}/inspected-service/findings"
    page = client.get(address)
    assert "The background is sound." in page.content.decode()
    assert "The foreword is sound." in page.content.decode()
    texts = finding_query.emerging(facts_of(inspection))
    emerging.draft(given.actor(lead), inspection.slug, texts, version=0)
    page = client.get(address).content.decode()
    assert page.count("The foreword is sound.") == 1
    emerging.share(given.actor(lead), inspection.slug, version=1)
    seen = given.signed_in(head).get(f"/inspections/{inspection.slug}/service/findings").content.decode()
    for told in ("Background", "The background is sound.", "Foreword", "The foreword is sound."):
        assert told in seen
    with pytest.raises(BadInput):
        emerging.draft(given.actor(lead), inspection.slug, {"no heading": "Text."}, version=0)
