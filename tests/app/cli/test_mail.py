"""``inspectorate mail``: how it stands, sending what is due, and a test."""

import pytest

from inspectorate_app.actions import person
from inspectorate_app.store import guard
from inspectorate_app.store.models import Mail
from tests.app import given
from tests.app.mail_server import mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield server


def test_what_is_due_is_sent(run, server):
    ann = given.person("Ann Example")
    person.change_password(given.actor(ann), "quite a long one, made up")
    assert run("mail", "list", "--format", "json").data["counts"]["waiting"] == 1
    ran = run("mail", "send-due", "--format", "json")
    assert (ran.status, ran.data) == (0, {"sent": 1, "waiting": 0, "dropped": 0, "given_up": 0})
    assert server.took[0][0] == ann.email
    assert run("mail", "send-due").out == "0 sent, 0 to be tried again, 0 needless, 0 given up\n"


def test_what_was_given_up_is_told_without_an_address(run, server):
    ann = given.person("Ann Example")
    person.change_password(given.actor(ann), "quite a long one, made up")
    server.refuse_to = "550 unknown"
    assert run("mail", "send-due").status == 1
    ran = run("mail", "list")
    assert ran.status == 1
    assert "1 given up" in ran.out
    assert "SMTPRecipientsRefused 550" in ran.out
    assert ann.email not in ran.out


def test_a_test_goes_out_or_says_what_is_wrong(run, server):
    assert run("mail", "test", "someone@inspectorate.test").out.startswith("Sent to someone@inspectorate.test")
    assert server.took[0][1]["Subject"] == "A test of the mail of Inspectorate"
    server.refuse = "554 no thanks"
    ran = run("mail", "test", "someone@inspectorate.test")
    assert ran.status == 2
    assert "SMTPDataError 554" in ran.err
    assert not Mail.objects.exists()


def test_without_a_server_it_says_which_setting_is_missing(run, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    for command in (("send-due",), ("test", "a@b.test")):
        ran = run("mail", *command)
        assert ran.status == 2
        assert "INSPECTORATE_EMAIL_URL" in ran.err
    with guard.allowed():
        Mail.objects.create(purpose="digest", state="sent")
    assert "1 sent" in run("mail", "list").out
