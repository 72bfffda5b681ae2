"""How a page may be asked for: what it does not take is answered with 405, and only to whoever may open it."""

import pytest
from django.http import HttpResponse
from django.test import Client

from inspectorate_app.actions.permission import Role
from tests.app import given

pytestmark = pytest.mark.django_db


def in_the_team(role: Role) -> Client:
    return given.signed_in(given.member(given.inspection("leeds-2022"), role))


@pytest.fixture
def lead() -> Client:
    return in_the_team(Role.LEAD_INSPECTOR)


def test_a_page_that_only_shows_something_takes_no_form(lead: Client) -> None:
    told(lead.post("/inspections/leeds-2022/timetable"), allow="GET, HEAD")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_a_form_takes_nothing_but_what_forms_send(lead: Client, method: str) -> None:
    told(getattr(lead, method)("/inspections/leeds-2022/team/add"), allow="GET, HEAD, POST")


def test_what_only_takes_a_form_is_nothing_to_look_at(lead: Client) -> None:
    told(lead.get("/inspections/leeds-2022/audit/export"), allow="POST")


def test_a_page_of_allauth_tells_it_in_the_same_words(client: Client) -> None:
    told(client.post("/account/not-active"), allow="GET, HEAD, OPTIONS")


def told(answer: HttpResponse, *, allow: str) -> None:
    assert (answer.status_code, answer["Allow"]) == (405, allow)
    assert "This address does not work that way" in answer.content.decode()


@pytest.mark.parametrize("address", ["/health", "/robots.txt", "/register"])
def test_a_page_for_everyone_takes_no_form_either_and_says_so_to_nobody_in_particular(address: str) -> None:
    answer = given.signed_in(given.person("Ann")).post(address)
    assert (answer.status_code, answer["Allow"], answer.content) == (405, "GET, HEAD", b"")
    assert not answer.cookies


def test_a_form_that_comes_to_the_link_of_an_invitation_goes_on_to_its_own(client: Client) -> None:
    answer = client.post("/account/invitation/no-such-token")
    assert (answer.status_code, answer["Location"]) == (302, "/account/invitation")


def test_who_may_not_open_a_page_is_not_told_how_it_may_be_asked_for(lead: Client) -> None:
    answers = {
        404: lead.post("/inspections/nowhere-2022/timetable"),
        403: lead.post("/people/"),
        302: Client().post("/people/"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert "Allow" not in answer


def test_a_form_from_elsewhere_is_refused_as_such_wherever_it_goes() -> None:
    client = given.signed_in(given.person("Ann"))
    client.handler.enforce_csrf_checks = True
    assert client.post("/notifications").status_code == 403


def test_what_was_typed_stands_on_the_page_to_be_copied(lead: Client) -> None:
    address, typed = "/inspections/leeds-2022/timetable", {"reason": "Words that took an hour."}
    answer = lead.post(address, typed, headers={"origin": "http://testserver", "accept": "text/html"})
    assert (answer.status_code, b"Words that took an hour." in answer.content) == (405, True)


def test_only_the_head_of_a_page_is_asked_for_as_the_page_is(lead: Client) -> None:
    head, page = lead.head("/inspections/leeds-2022/timetable"), lead.get("/inspections/leeds-2022/timetable")
    assert head.status_code == page.status_code == 200
    assert head["Content-Type"] == page["Content-Type"]
    assert (head.content, page.content.count(b"<h1")) == (b"", 1)
