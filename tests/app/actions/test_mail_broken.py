"""A mail that cannot be written keeps none of the others back, and is given up."""

import pytest

from inspectorate_app.actions import mail
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Mail, Membership, Notification
from inspectorate_app.store.seal import seal
from tests.app import given
from tests.app.mailing import HOUR, MINUTE, NOON, no_digest, send, sending, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with sending(settings) as server:
        yield server


@pytest.fixture
def inspection() -> Inspection:
    return given.inspection()


@pytest.fixture
def ann(inspection):
    someone = given.member(inspection, Role.INSPECTOR, "Ann Example")
    no_digest(someone)
    return someone


def broken(not_before=NOON - HOUR):
    """An invitation whose sealed words are none that can be read, such as another version might leave."""
    with guard.allowed():
        facts = {"address": "nell@inspectorate.test", "not_before": not_before}
        return Mail.objects.create(purpose="invitation", sealed=seal(b"Nell Example").decode(), **facts)


def test_a_mail_that_cannot_be_written_keeps_none_of_the_others_back(server, inspection, ann, caplog):
    row = broken()
    tell(inspection, ann)
    assert send() == {"sent": 1, "waiting": 1}
    assert [to for to, _ in server.took] == [ann.email]
    row.refresh_from_db()
    assert (row.state, row.tries, row.trouble, row.claimed_at) == ("waiting", 1, "JSONDecodeError", None)
    assert row.not_before == NOON + MINUTE
    assert "mail was not written" in caplog.text
    assert "actions/mail_text.py" in caplog.text, "where it came of"
    assert "Nell" not in caplog.text
    assert "nell@" not in caplog.text


def test_a_mail_that_can_never_be_written_is_given_up_after_all_pauses_and_administrators_are_told(server):
    admin, row = given.person("Ada Admin", "administrator"), broken()
    no_digest(admin)
    for tried, pause in enumerate(mail.PAUSES, start=1):
        now = row.not_before
        assert send(now) == {"waiting": 1}
        row.refresh_from_db()
        assert (row.tries, row.not_before) == (tried, now + pause * MINUTE)
    send(row.not_before)
    row.refresh_from_db()
    assert (row.state, row.tries, row.address, row.sealed) == ("given_up", 8, "", "")
    assert Notification.objects.get(person=admin).event == "mail_given_up"


def test_someone_whose_day_cannot_be_worked_out_keeps_nobody_elses_mail_back(server, inspection, ann):
    bea = given.member(inspection, Role.INSPECTOR, "Bea Example")
    for each in (bea, ann):
        tell(inspection, each)
    with guard.allowed():
        Membership.objects.filter(person=bea).update(role="of another version")
    assert send() == {"sent": 1, "waiting": 2}, "of Bea that at once and that of the day"
    assert [to for to, _ in server.took] == [ann.email]
    assert set(Mail.objects.filter(person=bea).values_list("tries", "trouble")) == {(1, "ValueError")}


def test_a_mail_whose_header_cannot_be_keeps_none_of_the_others_back(server, inspection, ann):
    with guard.allowed():
        facts = {"purpose": "security", "about": "password_changed", "not_before": NOON - HOUR}
        Mail.objects.create(person=given.person("Bea Example", email="bea\n@inspectorate.test"), **facts)
        Mail.objects.create(person=ann, **facts)
    assert send() == {"sent": 1, "waiting": 1}
    assert [to for to, _ in server.took] == [ann.email]


def test_a_mail_that_kills_whoever_sends_it_is_given_up(server, ann):
    with guard.allowed():
        facts = {"state": "sending", "claimed_at": NOON - HOUR, "tries": 8, "not_before": NOON - HOUR}
        Mail.objects.create(purpose="security", about="password_changed", person=ann, **facts)
    assert send() == {"given_up": 1}
    assert server.took == []
