"""Mail that goes out: whether any does, what is under way, and what was given up."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, Count, Q, When

from inspectorate_app.store.models import Mail

#: How long one that is being sent may take; after that whoever sent it is gone, and it is tried again.
LOST = datetime.timedelta(minutes=15)
#: Mails whose words are worked out anew, so that one that was given up can be tried again.
NOT_DELETED = frozenset({"security", "publication"})
#: Those to thousands go after those that one person waits for.
_LAST = Case(When(purpose="publication", then=1), default=0)


@dataclass(frozen=True)
class MailFacts:
    """A mail, without what it says and without the address: ``person`` is blank for whom is no person yet."""

    id: int
    person: str
    purpose: str
    state: str
    tries: int
    made_at: datetime.datetime
    not_before: datetime.datetime
    ended_at: datetime.datetime | None
    trouble: str


def is_configured() -> bool:
    """Whether there is a mail server at all."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def due(now: datetime.datetime, most: int = 500) -> list[int]:
    """The ids of mails that are to be sent now, in the order in which they came to be due."""
    waiting = Q(state="waiting", not_before__lte=now)
    lost = Q(state="sending", claimed_at__lt=now - LOST)
    rows = Mail.objects.filter(waiting | lost).order_by(_LAST, "not_before", "pk")
    return list(rows.values_list("pk", flat=True)[:most])


def given_up_before(mail: int, publication: int | None) -> bool:
    """Whether another mail of the same publication was given up before: administrators are told of the first alone."""
    if publication is None:
        return False
    return Mail.objects.filter(publication_id=publication, state="given_up").exclude(pk=mail).exists()


def under_way(person: int, purpose: str) -> bool:
    """Whether a mail to someone of a purpose is on its way already."""
    return Mail.objects.filter(person_id=person, purpose=purpose, state__in=["waiting", "sending"]).exists()


def last_made(person: int, purpose: str) -> datetime.datetime | None:
    """When the last mail of a purpose to someone was made."""
    rows = Mail.objects.filter(person_id=person, purpose=purpose).order_by("-made_at")
    return rows.values_list("made_at", flat=True).first()


def counts() -> dict[str, int]:
    """How many mails there are in each state."""
    found = dict(Mail.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in ("waiting", "sending", "sent", "dropped", "given_up")}


def troubled(most: int = 200) -> list[MailFacts]:
    """Mails that were given up or failed once at least and are tried again, the latest first."""
    rows = Mail.objects.filter(Q(state="given_up") | Q(state="waiting", tries__gt=0)).select_related("person")
    return [
        MailFacts(
            row.pk,
            row.person.name if row.person else "",
            row.purpose,
            row.state,
            row.tries,
            row.made_at,
            row.not_before,
            row.ended_at,
            row.trouble,
        )
        for row in rows.order_by("-pk")[:most]
    ]


def round_waits() -> bool:
    """Whether a round of the post is on the queue of jobs already and has not begun."""
    from django_tasks_db.models import DBTaskResult

    path = "inspectorate_app.actions.mail_round.send_mail_that_is_due"
    return DBTaskResult.objects.filter(status="READY", task_path=path).exists()
