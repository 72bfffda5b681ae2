"""The pages of embargoed copies: for those who send them, and for who opens one by its link, as nobody."""

import re

import pytest
from django.test import Client

from inspectorate_app.actions import embargo as actions
from inspectorate_app.actions import embargo_opening, hold
from inspectorate_app.actions.embargo import Recipient
from inspectorate_app.actions.permission import Role
from inspectorate_app.rate import WINDOW
from inspectorate_app.store import guard
from inspectorate_app.store.models import EmbargoedCopy, EmbargoedOpening
from tests.app import given

pytestmark = pytest.mark.django_db
PAT = {"kind": "press", "name": "Pat <Press>", "organisation": "The Made-up Times", "email": "pat@press.test"}


@pytest.fixture(autouse=True)
def window():
    WINDOW.forget()
    yield
    WINDOW.forget()


@pytest.fixture
def inspection():
    return given.inspection(phase="factual_accuracy")


@pytest.fixture
def publication(inspection):
    return given.approved_publication(inspection)


@pytest.fixture
def officer():
    return given.person("Omar Officer", "publication_officer")


@pytest.fixture
def link(inspection, publication, officer):
    (made,) = actions.make(given.actor(officer), inspection.slug, [Recipient(**PAT)])
    return "/embargoed/" + made.link.rpartition("/")[2]


def address(inspection, rest=""):
    return f"/inspections/{inspection.slug}/embargo/{rest}"


def page_of(someone, inspection, rest=""):
    answer = given.signed_in(someone).get(address(inspection, rest))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_copy_is_made_and_stands_on_the_list(inspection, publication, officer):
    client = given.signed_in(officer)
    page = client.post(address(inspection, "new"), {**PAT, "email": "nobody"}).content.decode()
    assert "Enter an email address in the correct format" in page
    assert "The Made-up Times" in page, "what was typed stays"
    assert client.post(address(inspection, "new"), PAT).status_code == 302
    page = page_of(officer, inspection)
    assert "Pat &lt;Press&gt;" in page
    assert "Not opened" in page
    assert "under embargo until 00.01 on 13 July 2030" in page


def test_without_a_mail_server_the_link_is_shown_once(inspection, publication, officer, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = given.signed_in(officer).post(address(inspection, "new"), PAT).content.decode()
    found = re.search(r"http://localhost:8000(/embargoed/[\w-]{43})", page)
    assert Client().get(found[1]).status_code == 200
    assert found[1] not in page_of(officer, inspection) + page_of(officer, inspection, "1")


def test_people_of_the_service_are_given_copies(inspection, publication, officer):
    head = given.member(inspection, Role.SERVICE_HEAD, "Hea Head")
    client = given.signed_in(officer)
    assert "Select whom you give a copy" in client.post(address(inspection, "service"), {}).content.decode()
    client.post(address(inspection, "service"), {"people": [str(head.pk)]})
    copy = EmbargoedCopy.objects.get()
    assert (copy.kind, copy.name, copy.organisation) == ("service", "Hea Head", inspection.unit)


def test_where_nothing_is_approved_that_is_said(inspection, officer):
    assert "Nothing is approved now." in page_of(officer, inspection)
    assert "Nothing is approved now." in page_of(officer, inspection, "new")


def test_a_copy_is_traced_and_shown_with_its_log(inspection, officer, link):
    Client().get(link)
    trace = EmbargoedCopy.objects.get().trace
    for sign in ("1", trace, f"1+({trace})"):
        assert "Copy 1 was for Pat &lt;Press&gt;, The Made-up Times." in page_of(officer, inspection, f"?sign={sign}")
    assert "No copy has ‘99’." in page_of(officer, inspection, "?sign=99")
    page = page_of(officer, inspection, "1")
    assert "What was done with its link" in page
    assert "Opened" in page
    assert given.signed_in(officer).get(address(inspection, "9")).status_code == 404


def test_the_log_is_downloaded(inspection, officer, link):
    Client().get(link)
    answer = given.signed_in(officer).post(address(inspection, "log"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert "opened" in answer.content.decode()


def test_it_is_revoked_and_sent_again_from_its_page(inspection, officer, link):
    client = given.signed_in(officer)
    assert "Send a new link for copy 1?" in client.get(address(inspection, "1/send")).content.decode()
    client.post(address(inspection, "1/send"))
    assert Client().get(link).status_code == 404
    assert "Revoke copy 1?" in client.get(address(inspection, "1/revoke")).content.decode()
    client.post(address(inspection, "1/revoke"))
    assert "Revoked" in page_of(officer, inspection)


def test_the_terms_stand_before_the_documents(link):
    client = Client()
    page = client.get(link).content.decode()
    assert "I accept these terms" in page
    assert "Download as PDF" not in page
    assert client.get(f"{link}/report.pdf")["Location"] == link
    page = client.post(link).content.decode()
    assert "Error: Embargoed copy" in page
    assert "Select that you accept the terms of the embargo" in page
    assert client.post(link, {"accept": "yes"})["Location"] == link
    page = client.get(link).content.decode()
    assert "Download as PDF" in page
    assert "An inspection of Leicester" in page
    answer = client.get(f"{link}/report.html")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert b"copy 1 for Pat &lt;Press&gt;" in answer.content


def test_an_accepted_copy_keeps_no_cookie_and_tells_nobody_of_its_address(link):
    client = Client(enforce_csrf_checks=True)
    client.post(link, {"accept": "yes"})
    for answer in (client.get(link), client.get(f"{link}/report.html"), client.get("/embargoed/nothing")):
        assert not answer.cookies
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]


def test_nothing_of_who_is_signed_in_stands_there(link, officer):
    assert "Omar Officer" not in given.signed_in(officer).get(link).content.decode()


def test_a_held_copy_says_so_without_why(inspection, officer, link):
    hold.place(given.actor(officer), inspection.slug, reason="An inquest.")
    answer = Client().get(link)
    assert answer.status_code == 404
    assert "It cannot be opened for now." in answer.content.decode()
    assert "inquest" not in answer.content.decode()
    assert "hold" not in answer.content.decode().casefold().replace("household", "").replace("hold-", "")


def test_once_published_it_leads_to_the_public_page(publication, link):
    with guard.allowed():
        publication.state = "published"
        publication.save()
    for each in (link, f"{link}/report.pdf"):
        assert Client().get(each)["Location"] == "/register/units/pdu/leicester-leicestershire-and-rutland"
    assert not EmbargoedOpening.objects.exists()


def test_guesses_are_counted(settings):
    settings.SIGN_INS_A_MINUTE = 3
    found = [Client().get(f"/embargoed/guess-{number}").status_code for number in range(5)]
    assert found == [404, 404, 404, 429, 429]


def test_one_link_gives_so_many_files_a_minute(link):
    embargo_opening.accept(link.rpartition("/")[2])
    found = [Client().get(f"{link}/report.html").status_code for _ in range(22)]
    assert found == [200] * 20 + [429] * 2


def test_a_lead_inspector_sees_copies_and_makes_none(inspection, publication):
    lead = given.member(inspection, Role.LEAD_INSPECTOR)
    assert "Make a copy" not in page_of(lead, inspection)
    assert given.signed_in(lead).get(address(inspection, "new")).status_code == 403
