"""Mail that is told and sent, for the tests of it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from inspectorate_app.actions import mail, mail_round, notification
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.store.models import Inspection, Notification, Person
from tests.app import given
from tests.app.mail_server import MailServer, mail_server

#: A Wednesday, when London is on UTC.
NOON = datetime.datetime(2026, 11, 18, 12, tzinfo=datetime.UTC)

MINUTE, HOUR, DAY = datetime.timedelta(minutes=1), datetime.timedelta(hours=1), datetime.timedelta(days=1)


@contextmanager
def sending(settings: Any) -> Iterator[MailServer]:
    """A mail server of our own, to which the service sends."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT, settings.ADDRESS = 5, "https://inspectorate.test"
        yield server


def no_digest(someone: Person, **hours: Any) -> None:
    """Someone who wants no mail of the day."""
    notification.choose(given.actor(someone), {}, **{"digest_hour": None, **hours})


def tell(
    inspection: Inspection,
    someone: Person,
    event: str = "meeting_planned",
    at: datetime.datetime = NOON,
    number: int = 1,
    **facts: Any,
) -> None:
    """Tell someone of something that happened at a moment."""
    with change_in(operator(), Action.REMIND, inspection.slug) as under_way:
        under_way.leaves_no_trace()
        before = set(Notification.objects.values_list("pk", flat=True))
        notification.tell(under_way, event, [someone.pk], number=number, **facts)
        Notification.objects.exclude(pk__in=before).update(at=at)


def send(now: datetime.datetime = NOON) -> dict[str, int]:
    """Send what is due; how many mails ended in which state."""
    return {state: number for state, number in mail_round.send_due(mail.JOB, now).items() if number}


def body(server: MailServer, place: int = -1, kind: str = "plain") -> str:
    """The words of a mail that the server took, the last unless it is said which."""
    return server.took[place][1].get_body((kind,)).get_content().replace("\r\n", "\n")


def waiting(inspection: Inspection, count: int) -> None:
    """So many people to whom one mail each is on its way."""
    for number in range(count):
        someone = given.member(inspection, Role.INSPECTOR, f"Example {chr(ord('A') + number)}")
        no_digest(someone)
        tell(inspection, someone)
