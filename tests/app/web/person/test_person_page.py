"""The pages about people: list, invitation, one person, offices, deactivating, conflicts of interest."""

import re

import pytest

from inspectorate_app.actions import person as action
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import ConflictOfInterest, Invitation, Person
from inspectorate_app.store.queries import person as query
from tests.app import given
from tests.app.web.account.signing_in import words

pytestmark = pytest.mark.django_db
LEICESTER = "pdu/leicester-leicestershire-and-rutland"


@pytest.fixture
def client():
    return given.signed_in(given.person("Ada Admin", "administrator"))


def test_the_list_is_paged_and_filtered(client):
    for number in range(query.PAGE + 1):
        given.person(f"Person {number:02}", "auditor" if number < 3 else "")
    first = words(client.get("/people/"))
    assert f"{query.PAGE + 2} people" in first
    assert ("Person 23" in first, "Person 24" in first, "Ada Admin" in first) == (True, False, True)
    assert "Person 25" in words(client.get("/people/?page=2"))
    assert "3 people" in words(client.get("/people/?office=auditor"))
    assert "1 person" in words(client.get("/people/?letter=A"))
    assert "Nobody fits" in words(client.get("/people/?state=deactivated"))
    second = client.get("/people/?office=none&page=2").content.decode()
    assert 'href="?state=active&amp;office=none&amp;letter=&amp;page=1"' in second or 'rel="next"' not in second


@pytest.mark.parametrize("query_string", ["page=x", "page=-1", "page=9999999999", "state=king", "letter=%00", "page=²"])
def test_a_list_that_was_asked_for_in_odd_ways_is_still_a_list(client, query_string):
    assert client.get(f"/people/?{query_string}").status_code == 200


def test_the_link_of_an_invitation_is_shown_once_and_mailed(client, mailoutbox):
    answer = client.post("/people/invite", {"name": "Nell", "email": "nell@inspectorate.test", "office": "planner"})
    link = re.search(r"http://testserver/account/invitation/([\w-]{43})", words(answer))
    assert link
    assert mailoutbox[0].to == ["nell@inspectorate.test"]
    assert link[0] in mailoutbox[0].body
    assert "no-store" in answer["Cache-Control"]
    assert link[1] not in client.get("/people/invitations").content.decode()
    assert Invitation.objects.get().token_sha256 == action.sha256_of(link[1])


def test_a_server_without_mail_says_so(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    answer = client.post("/people/invite", {"name": "Nell", "email": "nell@inspectorate.test", "office": ""})
    assert "No mail was sent" in words(answer)


def test_what_is_wrong_with_an_invitation_is_said_at_its_field(client):
    answer = client.post("/people/invite", {"name": "Nell", "email": "ADA.admin@inspectorate.test", "office": ""})
    assert "Someone with this address is here already" in words(answer)
    assert 'value="Nell"' in answer.content.decode()
    assert "Enter their full name" in words(client.post("/people/invite", {"name": "", "email": "x"}))


def test_an_invitation_is_withdrawn_after_a_question(client):
    action.invite(operator(), email="nell@inspectorate.test", name="Nell")
    address = f"/people/invitations/{Invitation.objects.get().pk}/withdraw"
    assert "Withdraw the invitation of Nell?" in words(client.get(address))
    assert Invitation.objects.get().withdrawn_at is None
    assert client.post(address, follow=True).status_code == 200
    assert Invitation.objects.get().withdrawn_at
    assert client.post(address).status_code == 409
    assert client.get("/people/invitations/9999/withdraw").status_code == 404


def test_one_person_with_roles_and_conflicts(client):
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    page = words(client.get(f"/people/{lead.pk}"))
    assert "Lee Lead" in page
    assert "Lead inspector" in page
    assert inspection.unit in page
    assert client.get("/people/9999").status_code == 404


def test_an_office_is_changed(client):
    ann = given.person("Ann Example")
    assert client.get(f"/people/{ann.pk}/office").status_code == 200
    assert client.post(f"/people/{ann.pk}/office", {"office": "auditor"}).url == f"/people/{ann.pk}"
    assert Person.objects.get(pk=ann.pk).office == "auditor"
    answer = client.post(f"/people/{ann.pk}/office", {"office": "king"})
    assert (answer.status_code, Person.objects.get(pk=ann.pk).office) == (200, "auditor")


def test_the_last_administrator_is_told_why_they_stay(client):
    ada = Person.objects.get()
    answer = client.post(f"/people/{ada.pk}/office", {"office": ""})
    assert answer.status_code == 409
    assert "last active administrator" in words(answer)
    assert client.post(f"/people/{ada.pk}/deactivate").status_code == 409
    assert "Deactivate" not in words(client.get(f"/people/{ada.pk}"))


def test_deactivating_asks_first_and_can_be_undone(client):
    ann = given.person("Ann Example")
    theirs = given.signed_in(ann)
    assert theirs.get("/account/").status_code == 200
    assert "Deactivate Ann Example?" in words(client.get(f"/people/{ann.pk}/deactivate"))
    assert Person.objects.get(pk=ann.pk).is_active
    page = client.post(f"/people/{ann.pk}/deactivate", follow=True)
    assert "Ann Example is signed out and cannot sign in any more" in words(page)
    assert theirs.get("/account/").status_code == 302
    assert "Reactivate Ann Example?" in words(client.get(f"/people/{ann.pk}/reactivate"))
    client.post(f"/people/{ann.pk}/reactivate")
    assert Person.objects.get(pk=ann.pk).is_active


def test_a_link_to_sign_in_again_is_made_after_a_question(client):
    ann = given.person("Ann Example")
    assert "Help Ann Example sign in again?" in words(client.get(f"/people/{ann.pk}/sign-in"))
    assert not Invitation.objects.exists()
    assert "/account/invitation/" in words(client.post(f"/people/{ann.pk}/sign-in"))


def test_conflicts_are_declared_and_ended_on_pages(client):
    ann = given.person("Ann Example")
    page = f"/people/{ann.pk}/conflicts/new"
    assert "Select a unit or region" in words(client.post(page, {"organisation": "", "reason": "x"}))
    client.post(page, {"organisation": LEICESTER, "reason": "<b>Worked</b> there"})
    shown = client.get(f"/people/{ann.pk}").content.decode()
    assert "&lt;b&gt;Worked&lt;/b&gt; there" in shown
    assert "declared already" in words(client.post(page, {"organisation": LEICESTER, "reason": "x"}))
    number = ConflictOfInterest.objects.get().pk
    assert client.get(f"/people/{ann.pk}/conflicts/{number}/end").status_code == 200
    client.post(f"/people/{ann.pk}/conflicts/{number}/end")
    assert client.get(f"/people/{ann.pk}/conflicts/{number}/end").status_code == 404


def test_one_declares_ones_own_on_ones_own_page():
    ann = given.person("Ann Example")
    theirs = given.signed_in(ann)
    assert theirs.get("/account/conflict").status_code == 200
    theirs.post("/account/conflict", {"organisation": "region/wales", "reason": "Lives there"})
    assert "Wales (region): Lives there" in words(theirs.get("/account/"))


@pytest.mark.parametrize(("office", "status"), [("planner", 200), ("auditor", 403), ("", 403)])
def test_who_may_see_people(office, status):
    client = given.signed_in(given.person("Pat", office))
    other = given.person("Ann Example").pk
    assert client.get("/people/").status_code == status
    assert client.get(f"/people/{other}").status_code == status
    for path in ("invite", "invitations", f"{other}/office", f"{other}/deactivate", f"{other}/sign-in"):
        assert client.get(f"/people/{path}").status_code == 403
    assert client.post(f"/people/{other}/deactivate").status_code == 403
    assert client.get(f"/people/{other}/conflicts/new").status_code == status


def test_no_name_or_address_of_a_person_stands_in_an_address_on_these_pages(client):
    given.person("Zed Zebra")
    for path in ("/people/", f"/people/{Person.objects.get(name='Zed Zebra').pk}", "/people/invitations"):
        addresses = re.findall(r'(?:href|action)="([^"]*)"', client.get(path).content.decode())
        assert not [each for each in addresses if "zed" in each.casefold() or "%40" in each or "@" in each]
