"""Mail goes out once, whatever the mail server does: busy, dead, gone in the middle of a mail."""

from threading import Thread

import pytest
from django.db import connections

from inspectorate_app.actions import mail, mail_round, person
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow
from inspectorate_app.cli.serve import look_for_mail
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection, Mail, Notification
from inspectorate_app.store.queries import mail as query
from tests.app import given
from tests.app.mailing import DAY, HOUR, MINUTE, NOON, no_digest, send, sending, tell, waiting

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


def test_a_server_that_is_busy_is_asked_again_later_and_then_takes_it_once(server, inspection, ann):
    tell(inspection, ann)
    server.refuse = "451 try later"
    assert send() == {"waiting": 1}
    waiting = Mail.objects.get()
    assert (waiting.state, waiting.tries, waiting.trouble) == ("waiting", 1, "SMTPDataError 451")
    assert waiting.not_before == NOON + MINUTE
    server.refuse = ""
    assert send(NOON + MINUTE / 2) == {}
    assert send(NOON + MINUTE) == {"sent": 1}
    assert len(server.took) == 1


def test_an_address_that_is_refused_for_good_is_given_up_and_administrators_are_told(server, inspection, ann, caplog):
    admin = given.person("Ada Admin", "administrator")
    tell(inspection, ann)
    server.refuse_to = f"550 no such user {ann.email}"
    assert send() == {"given_up": 1}
    [given_up] = query.troubled()
    assert (given_up.state, given_up.trouble, given_up.tries) == ("given_up", "SMTPRecipientsRefused 550", 1)
    assert Notification.objects.get(person=admin).event == "mail_given_up"
    assert AuditEntry.objects.filter(subject=f"mail {given_up.id}").exists()
    assert ann.email not in caplog.text
    server.refuse_to = ""
    assert send(NOON + HOUR) == {}, "it stays in the application, and is not mailed again"


def test_a_dead_server_is_tried_less_and_less_often_and_given_up_after_all_pauses(server, inspection, ann, settings):
    tell(inspection, ann)
    settings.EMAIL_PORT = 1
    now, tries = NOON, 0
    while not Mail.objects.filter(state="given_up").exists():
        send(now)
        tries += 1
        assert tries <= len(mail.PAUSES) + 1
        now = max(now + MINUTE, Mail.objects.get(purpose="notifications").not_before)
        now = mail.quiet_of(mail.notifications.choice(ann.pk)).over(now)
    assert Mail.objects.get().tries == len(mail.PAUSES) + 1 == 8


def test_a_dead_server_costs_a_round_one_try_and_not_one_of_each_mail(server, inspection, settings):
    for name in ("Ann", "Bea", "Cid"):
        someone = given.member(inspection, Role.INSPECTOR, f"{name} Example")
        no_digest(someone)
        tell(inspection, someone)
    settings.EMAIL_PORT = 1
    assert send() == {"waiting": 1}
    assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 0, 1]


def test_a_round_goes_over_one_connection(server, inspection):
    waiting(inspection, 6)
    assert send() == {"sent": 6}
    assert (len({to for to, _ in server.took}), len(server.took), server.connections) == (6, 6, 1)


def test_a_server_that_hangs_up_after_some_mails_is_called_again_and_no_mail_is_tried_twice(server, inspection):
    """Seven mails, two at a time: over four connections."""
    server.at_a_time = 2
    waiting(inspection, 7)
    assert send() == {"sent": 7}
    assert (len({to for to, _ in server.took}), len(server.took), server.connections) == (7, 7, 4)
    assert set(Mail.objects.values_list("tries", "trouble")) == {(1, "")}


def test_one_that_is_refused_keeps_none_of_the_others_back(server, inspection):
    waiting(inspection, 3)
    server.refuse = "451 try later"
    assert send() == {"waiting": 3}
    server.refuse = ""
    assert send(NOON + MINUTE) == {"sent": 3}


def test_a_server_that_goes_away_in_the_middle_of_a_mail_costs_that_mail_a_try_and_the_others_none(server, inspection):
    """Whether it took the second is not known: that is tried again under its Message-ID after a pause, as ever."""
    waiting(inspection, 4)
    server.dies_at = 2
    assert send() == {"sent": 1, "waiting": 1}
    assert sorted(Mail.objects.values_list("state", "tries")) == [
        ("sent", 1), ("waiting", 0), ("waiting", 0), ("waiting", 1)
    ]  # fmt: skip
    assert send(NOON + MINUTE / 2) == {"sent": 2}
    assert send(NOON + MINUTE) == {"sent": 1}
    assert len({to for to, _ in server.took}) == 4


def test_after_a_full_round_the_next_follows_at_once(server, inspection, monkeypatch):
    from django_tasks_db.models import DBTaskResult

    monkeypatch.setattr(mail_round, "MOST", 2)
    with guard.allowed():
        for number in range(3):
            person_ = given.person(f"Account {chr(ord('A') + number)}")
            Mail.objects.create(purpose="security", person=person_, about="password_changed")
    assert mail_round.send_mail_that_is_due.call() == 2
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    assert mail_round.send_mail_that_is_due.call() == 1, "the last"
    assert DBTaskResult.objects.count() == 1, "nothing is left, so no round follows"


def test_a_sender_that_died_is_followed_by_another_under_the_same_message_id(server, inspection, ann):
    tell(inspection, ann)
    mail_round.gather(mail.JOB, NOON)
    row = Mail.objects.get()
    with guard.allowed():  # claimed, and then the process was killed
        Mail.objects.filter(pk=row.pk).update(state="sending", claimed_at=NOON, tries=1)
    assert send(NOON + 14 * MINUTE) == {}
    assert send(NOON + 16 * MINUTE) == {"sent": 1}
    assert server.took[0][1]["Message-ID"] == f"<{row.key}@inspectorate.test>"


@pytest.mark.django_db(transaction=True)
def test_two_processes_send_a_mail_once(server, inspection, ann):
    tell(inspection, ann)
    mail_round.gather(mail.JOB, NOON)
    number = Mail.objects.get().pk
    states: list[str] = []

    def run() -> None:
        try:
            states.append(mail.deliver(mail.JOB, number, NOON).state)
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(states) == ["", "", "", "sent"]
    assert len(server.took) == 1


def test_without_a_server_nothing_waits_for_one(inspection, ann, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    tell(inspection, ann)
    person.change_password(given.actor(ann), "quite a long one, made up")
    assert send() == {}
    assert not Mail.objects.exists()
    assert set(Notification.objects.values_list("mail", flat=True)) == {""}


def test_a_mail_of_an_account_is_tried_again_and_others_are_not():
    admin = given.actor(given.person("Ada Admin", "administrator"))
    with guard.allowed():
        one = Mail.objects.create(purpose="security", about="password_changed", state="given_up", tries=8)
        other = Mail.objects.create(purpose="invitation", state="given_up", tries=8)
    mail.try_again(admin, one.pk)
    one.refresh_from_db()
    assert (one.state, one.tries) == ("waiting", 0)
    with pytest.raises(NotNow):
        mail.try_again(admin, other.pk)
    with pytest.raises(NotAllowed):
        mail.try_again(given.actor(given.person("Pat", "planner")), one.pk)


def test_the_job_is_asked_for_where_mail_waits_and_once(server, inspection, ann):
    from django_tasks_db.models import DBTaskResult

    late = NOON.replace(hour=22)
    tell(inspection, ann, at=late)
    assert not mail_round.ask_for_mail(late), "everyone is asleep"
    assert mail_round.ask_for_mail(NOON + DAY)
    assert not mail_round.ask_for_mail(NOON + DAY), "it is on the queue"
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_whatever_runs_jobs_looks_for_mail(server, ann):
    from django_tasks_db.models import DBTaskResult

    person.change_password(given.actor(ann), "quite a long one, made up")
    looking = Thread(target=look_for_mail, args=(1, 0))
    looking.start()
    looking.join()
    [asked] = DBTaskResult.objects.all()
    assert asked.task_path == "inspectorate_app.actions.mail_round.send_mail_that_is_due"
    assert asked.task.call() == 1
    assert server.took[0][0] == ann.email
