"""What was typed into a form that could not be taken: shown once more to whoever typed it, and kept nowhere."""

import html
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import DraftPart, Inspection
from tests.app import given, publishing
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db
TYPED = "\nLeaders </textarea> were known.\n\nTheir plans were not."
OURS = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def address():
    return f"/inspections/{in_drafting().slug}/documents/report/parts/background/text"


def fields(page):
    """The names and values of what a page holds to be sent again, as a browser reads them."""
    form = page[page.index('id="not-sent"') :]
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    areas = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    return {name: html.unescape(value) for name, value in [*hidden, *areas]}


def test_whoever_is_signed_out_by_now_finds_what_they_typed_and_can_send_it_again(address):
    gone = Client()
    answer = gone.post(address, {"text": TYPED, "version": "0"}, **OURS)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "You have been signed out" in page
    assert 'href="/account/sign-in"' in page
    again = fields(page)
    assert {name: again[name] for name in ("text", "version")} == {"text": TYPED, "version": "0"}
    assert not Session.objects.exists(), "nothing is kept of someone who is not signed in"
    assert not DraftPart.objects.exists()


def test_a_form_in_a_charset_that_is_not_read_is_refused_and_no_error_of_ours(address):
    anyone = Client(enforce_csrf_checks=True, raise_request_exception=False)
    of_utf_16 = "application/x-www-form-urlencoded; charset=utf-16"
    for known in (OURS, {}):
        assert anyone.post(address, b"text=a b", content_type=of_utf_16, **known).status_code in (400, 403)


def test_where_no_words_were_typed_one_is_led_to_the_sign_in_as_ever(address):
    assert Client().post(address, {"text": "", "version": "0"}, **OURS).url == f"/account/sign-in?next={address}"
    assert Client().get(address).status_code == 302


def test_a_password_is_not_shown_again():
    typed = {"oldpassword": "four words of mine", "password1": "four others of mine"}
    answer = Client().post("/account/password", typed, **OURS)
    assert answer.status_code == 302
    strict = Client(enforce_csrf_checks=True)
    for page in ("/account/sign-in", "/account/password"):
        answer = strict.post(page, {"login": "ann@example.com", "password": "four words of mine", **typed}, **OURS)
        assert answer.status_code == 403
        assert "of mine" not in answer.content.decode()


def test_a_form_that_expired_since_one_signed_in_again_is_sent_again(address):
    client = given.signed_in(given.member(Inspection.objects.get(), Role.LEAD_INSPECTOR, "Lee Lead"))
    client.handler.enforce_csrf_checks = True
    typed = {"text": TYPED, "version": "0", "csrfmiddlewaretoken": "a" * 64}
    answer = client.post(address, typed, **OURS)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "The form had expired" in page
    assert "You have been signed out" not in page
    assert client.post(address, fields(page), **OURS).status_code == 302
    assert DraftPart.objects.get().text == TYPED.strip()


@pytest.mark.parametrize("origin", [{}, {"HTTP_ORIGIN": "http://elsewhere.example"}, {"HTTP_ORIGIN": "null"}])
def test_no_other_site_puts_words_on_a_page_of_ours(address, origin):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(address, {"text": "Call this number now.", "version": "0"}, **origin)
    assert answer.status_code == 403
    assert "Call this number" not in answer.content.decode()


def test_a_script_is_not_answered_with_a_page(address):
    """Of a note of a meeting, for one: it keeps what was typed itself."""
    answer = Client().post(address, {"text": TYPED, "version": "0"}, HTTP_ACCEPT="application/json", **OURS)
    assert answer.status_code == 302


def copied(page):
    """What stands on a page to be copied, as a browser reads it."""
    areas = re.findall(r"<textarea[^>]* readonly>\n(.*?)</textarea>", page, re.DOTALL)
    return [html.unescape(each) for each in areas]


def test_what_was_typed_when_the_inspection_was_published_meanwhile_is_shown_to_be_copied(address):
    inspection = Inspection.objects.get()
    client = given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    assert "what is not saved is lost" in client.get(address.removesuffix("/text")).content.decode()
    publishing.set_phase(inspection, "published")
    answer = client.post(address, {"text": TYPED, "version": "0"}, **OURS)
    page = answer.content.decode()
    assert (answer.status_code, copied(page)) == (409, [TYPED])
    assert "It was not saved, and stands on this page alone." in page
    assert not DraftPart.objects.exists()
    for origin in ({}, {"HTTP_ORIGIN": "http://elsewhere.example"}):
        answer = client.post(address, {"text": TYPED, "version": "0"}, **origin)
        assert (answer.status_code, copied(answer.content.decode())) == (409, [])


def test_what_was_typed_when_a_role_was_taken_meanwhile_is_shown_to_be_copied(address):
    member = given.member(Inspection.objects.get(), Role.LEAD_INSPECTOR, "Lee Lead")
    client = given.signed_in(member)
    with guard.allowed():
        member.memberships.all().delete()
    answer = client.post(address, {"text": TYPED, "version": "0"}, **OURS)
    assert (answer.status_code, copied(answer.content.decode())) == (404, [TYPED])
