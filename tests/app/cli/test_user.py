"""``inspectorate user``: from a fresh installation to people who may sign in."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from inspectorate_app.configuration import service_address
from inspectorate_app.store.models import AuditEntry, Person
from tests.app import given
from tests.app.web.account.signing_in import password

pytestmark = pytest.mark.django_db
ANN = "ann.example@inspectorate.test"


def test_the_first_administrator_is_invited_and_signs_in(run, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # as it is where no mail is set up
    assert "Nobody may sign in yet" in run("user", "list").out
    arguments = ("Ada Admin", "Ada@Inspectorate.test", "--office", "administrator", "--address", "https://x.test/")
    ran = run("user", "invite", *arguments, "--format", "json")
    assert ran.status == 0
    assert ran.data["mailed"] is False
    link = ran.data["link"]
    assert link.startswith("https://x.test/account/invitation/")
    client = Client()
    client.get(link.removeprefix("https://x.test"))
    client.post("/account/invitation", {"name": "Ada Admin", "password": "quite a long one, made up"})
    assert password(client, "ada@inspectorate.test", "quite a long one, made up").status_code == 302
    assert client.get("/people/").url == "/account/second-factor/app"
    assert AuditEntry.objects.first().actor_name == "operator of the server"
    assert run("user", "list", "--format", "json").data["people"][0]["office"] == "administrator"


def test_the_link_leads_to_where_the_settings_say(run, settings):
    settings.ADDRESS = service_address("", [".any.test", "inspectorate.test"], secure=True)
    assert run("user", "invite", "Ann Example", ANN).out.startswith("https://inspectorate.test/account/invitation/")


@pytest.mark.parametrize(("chosen", "subject"), [("cy", "gwahodd"), ("", "invited")])
def test_an_invitation_is_mailed_in_the_language_that_is_given(run, settings, mailoutbox, chosen, subject):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    arguments = ("--language", chosen) if chosen else ()
    assert "It was mailed." in run("user", "invite", "Ann Example", ANN, *arguments).out
    assert subject in f"{mailoutbox[0].subject} {mailoutbox[0].body}"


def test_nobody_is_invited_in_a_language_that_the_service_does_not_speak(run):
    ran = run("user", "invite", "Ann Example", ANN, "--language", "fr")
    assert (ran.status, "'fr' is no language of the service" in ran.err) == (2, True)
    assert "Nobody may sign in yet" in run("user", "list").out
    assert run("user", "invite", "Ann Example", ANN).status == 0  # nothing was left of the first try


@pytest.mark.parametrize(
    ("is_set", "address", "told"),
    [(False, (), True), (True, (), False), (False, ("--address", "http://localhost:8461"), False)],
)
def test_a_link_whose_beginning_is_guessed_says_so(run, settings, is_set, address, told):
    """With --port 8461 the service is at another address than the one that is guessed."""
    settings.ADDRESS_IS_SET = is_set
    assert ("nobody set INSPECTORATE_ADDRESS" in run("user", "invite", "Ann Example", ANN, *address).out) is told


def test_deactivating_and_back_by_address(run):
    given.person("Ann Example", "planner")
    assert run("user", "deactivate", ANN.upper()).out == f"{ANN}: deactivated, planner\n"
    assert run("user", "list", "--format", "json").data == {"people": []}
    assert ANN in run("user", "list", "--all").out
    ran = run("user", "deactivate", ANN)
    assert (ran.status, "deactivated already" in ran.err) == (2, True)
    assert run("user", "reactivate", ANN, "--format", "json").data["active"] is True


def test_an_office_is_given_and_taken(run):
    given.person("Ann Example")
    assert run("user", "office", ANN, "auditor").out == f"{ANN}: active, auditor\n"
    assert run("user", "office", ANN, "none").out == f"{ANN}: active, no office\n"
    ran = run("user", "office", ANN, "king")
    assert (ran.status, "'king' is no office" in ran.err) == (2, True)


def test_unbinding_someone_who_never_used_the_sign_in_of_the_organisation_is_told(run):
    given.person("Ann Example")
    ran = run("user", "unbind", ANN)
    assert (ran.status, "no account of the organisation" in ran.err) == (2, True)


@pytest.mark.parametrize("command", [("unbind",), ("deactivate",), ("reactivate",), ("reset",), ("office", "planner")])
def test_an_unknown_address_is_said(run, command):
    ran = run("user", command[0], "nobody@inspectorate.test", *command[1:])
    assert (ran.status, "nobody signs in as 'nobody@inspectorate.test'" in ran.err) == (2, True)


def test_the_last_administrator_stays(run):
    given.person("Ann Example", "administrator")
    for command in (("deactivate", ANN), ("office", ANN, "none")):
        ran = run("user", *command)
        assert (ran.status, "last active administrator" in ran.err) == (2, True)
    assert Person.objects.get().is_active


def test_every_fault_of_an_invitation_is_told_at_once(run):
    ran = run("user", "invite", " ", "not an address", "--office", "king")
    assert ran.status == 2
    assert "3 faults; nothing was done." in ran.err


def test_a_link_for_someone_who_lost_their_phone(run):
    given.person("Ann Example")
    assert "/account/invitation/" in run("user", "reset", ANN).out


def test_a_database_that_was_not_prepared_is_said(tmp_path):
    environment = {**os.environ, "INSPECTORATE_DATA": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    program = "from inspectorate_app.cli import main; main(['user', 'list'])"
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ran.returncode == 2
    assert "migrations have not been applied" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_without_a_secret_key_it_says_what_to_set(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INSPECTORATE_")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    program = "from inspectorate_app.cli import main; main(['user', 'list'])"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment, cwd=tmp_path
    )
    assert ran.returncode == 2
    assert "INSPECTORATE_SECRET_KEY" in ran.stderr
    assert "Traceback" not in ran.stderr
