"""Accepting an invitation: the link, its form, and links that are of no use any more."""

import datetime
import logging

import pytest
from django.test import Client
from django.utils import timezone

from inspectorate_app.actions import person as action
from inspectorate_app.actions.actor import operator
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Invitation, Person, Token
from tests.app import given
from tests.app.web.account.signing_in import CODE, SIGN_IN, code, password, with_app, words

pytestmark = pytest.mark.django_db
FORM = "/account/invitation"
ENTERED = {"name": "Nell Newcomer", "password": "quite a long one, made up"}


def invite(email: str = "Nell@Inspectorate.test", office: str = "planner") -> str:
    return action.invite(operator(), email=email, name="Nell Newcomer", office=office)


def test_the_link_leads_to_a_form_and_the_form_to_an_account(client):
    token = invite()
    answer = client.get(f"{FORM}/{token}")
    assert (answer.status_code, answer.url) == (302, FORM)
    page = client.get(FORM)
    assert "nell@inspectorate.test" in words(page)
    assert token not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    answer = client.post(FORM, ENTERED)
    assert (answer.status_code, answer.url) == (302, SIGN_IN)
    nell = Person.objects.get()
    assert (nell.email, nell.name, nell.office) == ("nell@inspectorate.test", "Nell Newcomer", "planner")
    assert password(client, nell.email, ENTERED["password"]).url == "/"
    assert client.get("/").url == "/account/second-factor/app"


def test_only_a_hash_of_the_token_is_kept_and_nothing_of_it_in_the_trail(client):
    token = invite()
    client.get(f"{FORM}/{token}")
    client.post(FORM, ENTERED)
    assert token not in repr(list(Invitation.objects.values()))
    kept = repr(list(AuditEntry.objects.values()))
    assert token not in kept
    assert action.sha256_of(token) not in kept
    assert ENTERED["password"] not in kept
    assert [entry.action for entry in AuditEntry.objects.order_by("position")] == ["manage people", "accept invitation"]


def test_neither_token_nor_address_comes_into_the_logs(client, caplog):
    caplog.set_level(logging.DEBUG)
    token = invite()
    client.get(f"{FORM}/{token}")
    client.post(FORM, {"name": "", "password": "short"})
    client.post(FORM, ENTERED)
    Client().get(f"{FORM}/{token}", follow=True)
    Client(enforce_csrf_checks=True).post(f"{FORM}/{token}", ENTERED)
    for _ in range(6):
        password(client, "nell@inspectorate.test", "wrong")
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not [line for line in said if token in line or "nell@" in line.lower() or "127.0.0.1" in line]


def test_a_failure_at_the_link_does_not_log_its_token(capsys):
    logging.getLogger("a.library").error("Server Error: %s", f"{FORM}/tok-en_1")
    said = capsys.readouterr().err
    assert f"Server Error: {FORM}/..." in said
    assert "tok-en_1" not in said


@pytest.mark.parametrize("ended", ["used", "withdrawn", "expired", "unknown", "none"])
def test_a_link_of_no_use_is_refused(client, ended):
    token = invite()
    if ended == "used":
        action.accept(token, **ENTERED)
    elif ended == "withdrawn":
        action.withdraw(operator(), Invitation.objects.get().pk)
    elif ended == "expired":
        with guard.allowed():
            Invitation.objects.update(expires_at=timezone.now())
    people = Person.objects.count()
    if ended != "none":
        client.get(f"{FORM}/{'x' * 43 if ended == 'unknown' else token}")
    answer = client.post(FORM, ENTERED)
    assert answer.status_code == 404
    assert "This link does not work any more" in words(answer)
    assert Person.objects.count() == people


def test_an_invitation_lasts_seven_days():
    invite()
    row = Invitation.objects.get()
    assert abs(row.expires_at - row.invited_at - datetime.timedelta(days=7)) < datetime.timedelta(seconds=5)


def test_what_the_form_lacks_is_said_and_what_was_typed_stays(client):
    client.get(f"{FORM}/{invite()}")
    answer = client.post(FORM, {"name": "Nell Newcomer", "password": "nell newcomer"})
    assert "The password is too similar to the name" in words(answer)
    assert 'value="Nell Newcomer"' in answer.content.decode()
    assert "nell newcomer" not in answer.content.decode()
    assert not Person.objects.exists()


def test_a_link_sent_anew_says_how_many_tokens_ended_with_it(client):
    ann = given.person("Ann Example")
    with guard.allowed():
        for place in range(2):
            later = timezone.now() + datetime.timedelta(days=9)
            Token.objects.create(person=ann, name="laptop", sha256=f"{place}" * 64, expires_at=later)
    client.get(f"{FORM}/{action.invite_anew(operator(), ann.pk)}")
    page = client.post(FORM, {"name": ann.name, "password": ENTERED["password"]}, follow=True)
    assert "Your password is set. Sign in with it. 2 tokens ended with it." in words(page)


def test_a_link_for_someone_who_lost_their_phone_takes_the_old_app_away(client):
    someone = with_app(given.person("Ann Example", "planner"))
    old = Client()
    password(old, someone.email)
    old.post(CODE, {"code": code()})
    assert old.get("/people/").status_code == 200
    token = action.invite_anew(operator(), someone.pk)
    assert old.get("/people/").status_code == 200, "nothing changes before it is used"
    client.get(f"{FORM}/{token}")
    assert "Choose a new password" in words(client.get(FORM))
    client.post(FORM, {"name": "Ann Example", "password": ENTERED["password"]})
    assert old.get("/people/").status_code == 302
    assert Person.objects.count() == 1
    assert password(client, someone.email, ENTERED["password"]).url == "/"
    assert client.get("/people/").url == "/account/second-factor/app"
