"""What has expired is cleared after as long as it is kept, and the trail says how much it was and nothing else."""

import datetime
from threading import Thread

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from inspectorate_app.actions import expiry, name
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.cli.serve import look_for_what_is_due
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Invitation, Mail, Notification, Retry, Subscriber, Token
from inspectorate_app.store.queries.expiry import KEPT
from tests.app import given

pytestmark = pytest.mark.django_db
MOMENT = datetime.timedelta(minutes=1)
#: How long each kind is kept after its end, as the how-to guide says.
DAYS = {"retries": 7, "sessions": 0, "invitations": 90, "tokens": 90, "sign_in_attempts": 1, "jobs": 30}
DAYS |= {"notifications": 90, "mails": 30, "subscribers": 0}


def put(kind, ended):
    """A row of a kind that ended at a moment."""
    someone, word = given.person(f"{kind} {ended:%H%M%S%f}"), f"{kind}{ended.timestamp()}"
    later = timezone.now() + datetime.timedelta(days=300)
    with guard.allowed():
        if kind == "retries":
            Retry.objects.create(person=someone, key=word, fingerprint="0" * 64, answer={})
            Retry.objects.filter(key=word).update(at=ended)
        elif kind == "sessions":
            Session.objects.create(session_key=word[:40], session_data="", expire_date=ended)
        elif kind == "invitations":
            Invitation.objects.create(email="a@b.test", name="A", token_sha256=word[:64], expires_at=ended)
        elif kind == "tokens":
            Token.objects.create(person=someone, name="a", sha256=word, expires_at=later, revoked_at=ended)
        elif kind == "sign_in_attempts":
            AccessAttempt.objects.create(username=word[:64], failures_since_start=1, get_data="", post_data="")
            AccessAttempt.objects.filter(username=word[:64]).update(attempt_time=ended)
        elif kind == "notifications":
            Notification.objects.create(person=someone, event="password_changed", at=ended)
        elif kind == "mails":
            Mail.objects.create(person=someone, purpose="digest", state="sent", ended_at=ended)
        elif kind == "subscribers":  # the time to confirm, 7 days, is over then
            asked_at = ended - datetime.timedelta(days=7)
            Subscriber.objects.create(email=f"{word}@b.test", key=word, asked_at=asked_at)
        else:
            asked = name.delete_names_that_are_due.enqueue()
            DBTaskResult.objects.filter(id=asked.id).update(finished_at=ended)


TABLES = {
    "retries": Retry,
    "sessions": Session,
    "invitations": Invitation,
    "tokens": Token,
    "sign_in_attempts": AccessAttempt,
    "notifications": Notification,
    "mails": Mail,
    "subscribers": Subscriber,
    "jobs": DBTaskResult,
}


@pytest.mark.parametrize("kind", DAYS)
def test_each_kind_is_kept_as_long_as_it_is_said_and_no_longer(kind):
    now = timezone.now()
    kept = now - datetime.timedelta(days=DAYS[kind])
    put(kind, kept + MOMENT)
    assert set(expiry.clear_expired(operator(), now).values()) == {0}
    put(kind, kept - MOMENT)
    assert expiry.clear_expired(operator(), now) == dict.fromkeys(DAYS, 0) | {kind: 1}
    assert TABLES[kind].objects.count() == 1


def test_what_is_in_use_stays():
    someone = given.person("Ann Example", "planner")
    client = given.signed_in(someone)
    later = timezone.now() + datetime.timedelta(days=1)
    with guard.allowed():
        Token.objects.create(person=someone, name="a", sha256="1" * 64, expires_at=later)
        Invitation.objects.create(email="a@b.test", name="A", token_sha256="2" * 64, expires_at=later)
    expiry.clear_expired(operator())
    assert client.get("/").status_code == 200
    assert (Token.objects.count(), Invitation.objects.count()) == (1, 1)


def test_invitations_that_were_used_or_withdrawn_end_with_that():
    now, long_ago = timezone.now(), timezone.now() - datetime.timedelta(days=91)
    for place, way in enumerate(("accepted_at", "withdrawn_at")):
        with guard.allowed():
            Invitation.objects.create(
                email="a@b.test", name="A", token_sha256=str(place) * 64, expires_at=now, **{way: long_ago}
            )
    assert expiry.clear_expired(operator(), now)["invitations"] == 2


def test_the_trail_of_the_service_keeps_counts_alone_and_nothing_where_nothing_was():
    now = timezone.now()
    expiry.clear_expired(operator(), now)
    assert not AuditEntry.objects.exists()
    put("sessions", now - MOMENT)
    put("sessions", now - 2 * MOMENT)
    expiry.clear_expired(operator(), now)
    entry = AuditEntry.objects.get()
    assert (entry.chain.name, entry.action, entry.subject) == ("service", "clear what has expired", "what has expired")
    assert entry.before == dict.fromkeys(DAYS, 0) | {"sessions": 2}
    assert entry.after == dict.fromkeys(DAYS, 0)


@pytest.mark.parametrize("office", ["planner", "auditor", ""])
def test_nobody_but_an_administrator_clears(office):
    with pytest.raises(NotAllowed):
        expiry.clear_expired(given.actor(given.person("Some One", office)))


def test_the_job_is_asked_for_once_a_day():
    now = timezone.now()
    assert not expiry.ask_for_clearing(now), "nothing has expired"
    put("sessions", now - MOMENT)
    assert expiry.ask_for_clearing(now)
    assert DBTaskResult.objects.get().task.call() == 1
    put("sessions", now - 2 * MOMENT)
    assert not expiry.ask_for_clearing(now + datetime.timedelta(hours=23))
    assert expiry.ask_for_clearing(now + datetime.timedelta(hours=25))


@pytest.mark.django_db(transaction=True)
def test_whatever_runs_jobs_looks_for_what_has_expired():
    put("sessions", timezone.now() - MOMENT)
    worker = Thread(target=look_for_what_is_due, args=(1, 0))
    worker.start()
    worker.join()
    asked = set(DBTaskResult.objects.values_list("task_path", flat=True))
    assert "inspectorate_app.actions.expiry.clear_what_has_expired" in asked


def test_how_long_each_is_kept_is_said_in_the_guide():
    from pathlib import Path

    guide = (Path(__file__).parents[3] / "docs/how-to/run-for-a-team.md").read_text(encoding="utf-8")
    assert {kind: kept.days for kind, kept in KEPT.items()} == DAYS
    for kind, days in DAYS.items():
        told = f"{days} day{'s' if days > 1 else ''}" if days else "at once"
        assert f"| {kind.replace('_', ' ')} | {told} |" in guide
