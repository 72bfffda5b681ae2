"""A round of the post: what waits is gathered into one mail a person, and what is due is sent.

Whatever piled up while the service or the mail server stood still comes as one mail, and what is old in that of the
day: nobody gets a storm.
"""

import datetime
from collections.abc import Collection, Mapping

import structlog
from django.utils import timezone
from django_tasks import task

from inspectorate_app.actions import mail
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change
from inspectorate_app.actions.digest import is_news
from inspectorate_app.actions.due import of_person
from inspectorate_app.actions.mail_connection import MailConnection
from inspectorate_app.actions.notification_reading import told
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.quiet import LONDON
from inspectorate_app.store.models import Notification, NotificationChoice
from inspectorate_app.store.queries import mail as query
from inspectorate_app.store.queries import notification as notifications
from inspectorate_app.store.queries import person as people
from inspectorate_app.store.queries.notification import Choice

#: Between two mails at once to one person; what happens in between comes with the second.
PAUSE = datetime.timedelta(minutes=15)
#: What could have been mailed so long ago and was not comes with the mail of the day instead.
LATE = datetime.timedelta(hours=12)
#: How many mails are sent in one round; the next goes on.
MOST = 500


def send_due(actor: Actor, now: datetime.datetime | None = None) -> Mapping[str, int]:
    """Gather and send what is due; how many mails ended in which state. Raises ``NotAllowed``."""
    now = now or timezone.now()
    ended = dict.fromkeys(("sent", "waiting", "dropped", "given_up"), 0)
    if not query.is_configured():
        return ended
    gather(actor, now)
    with MailConnection() as connection:
        for number in query.due(now, MOST):
            outcome = mail.deliver(actor, number, now, connection)
            if outcome.state:
                ended[outcome.state] += 1
            if not outcome.there:
                break  # the others wait for the server without a try of their own
    return ended


def gather(actor: Actor, now: datetime.datetime) -> int:
    """Make the mails that are to be sent now of what waits; how many."""
    made = sum(_at_once(actor, person, choice, now) for person, choice in _to_mail_at_once(now).items())
    return made + sum(_digest(actor, person, choice, now) for person, choice in _to_send_digest(now).items())


def _to_mail_at_once(now: datetime.datetime) -> Mapping[int, Choice]:
    return _awake(notifications.with_mail_waiting("at_once"), now)


def _to_send_digest(now: datetime.datetime) -> Mapping[int, Choice]:
    local = now.astimezone(LONDON)
    return _awake(notifications.without_digest(local.date(), local.hour), now)


def _awake(found: Collection[int], now: datetime.datetime) -> Mapping[int, Choice]:
    """Those of some people for whom it is no quiet hour, with what they chose."""
    chosen = notifications.choices(found) if found else {}
    both = {person: chosen.get(person, Choice()) for person in found}
    return {person: choice for person, choice in both.items() if not mail.quiet_of(choice).holds(now)}


def _at_once(actor: Actor, person: int, choice: Choice, now: datetime.datetime) -> bool:
    quiet = mail.quiet_of(choice)
    last = query.last_made(person, "notifications")
    with change(actor, Action.SEND_MAIL) as under_way:
        under_way.leaves_no_trace()
        waiting = Notification.objects.filter(person_id=person, mail="at_once", read_at=None)
        late = [pk for pk, at in waiting.values_list("pk", "at") if quiet.over(at) < now - LATE]
        if late and choice.digest_hour is not None:
            waiting.filter(pk__in=late).update(mail="digest")
        if query.under_way(person, "notifications") or (last is not None and last > now - PAUSE):
            return False
        if not waiting.exists():
            return False
        mail.post(under_way, "notifications", person=person, made_at=now, not_before=now)
    return True


def _digest(actor: Actor, person: int, choice: Choice, now: datetime.datetime) -> bool:
    """Make the mail of the day of someone, once a day, and none where nothing is new and nothing newly due."""
    today = now.astimezone(LONDON).date()
    try:
        wanted = _is_worth_it(person, choice, today)
    except Exception:  # it is made all the same, and fails as a mail that cannot be written, which is tried so often
        structlog.get_logger(__name__).exception("mail of the day was not worked out")
        wanted = True
    with change(actor, Action.SEND_MAIL) as under_way:
        under_way.leaves_no_trace()
        NotificationChoice.objects.get_or_create(person_id=person)
        earlier = NotificationChoice.objects.filter(person_id=person).exclude(digest_on__gte=today)
        if not earlier.update(digest_on=today) or not wanted or query.under_way(person, "digest"):
            return False
        mail.post(under_way, "digest", person=person, made_at=now, not_before=now)
    return True


def _is_worth_it(person: int, choice: Choice, today: datetime.date) -> bool:
    facts = people.find(person)
    if facts is None or choice.digest_hour is None:
        return False
    reader = Actor(facts.id, facts.name, facts.office)
    if any(each.facts.mail for each in told(reader, unread=True, shown=None)):
        return True
    weekends = mail.quiet_of(choice).weekends
    days = {each.on for each in of_person(reader, today) if each.on is not None}
    return any(is_news(day, choice.digest_on, today, quiet_weekends=weekends) for day in days)


@task()
def send_mail_that_is_due() -> int:
    """A round as a job of the queue; how many mails were sent. After a full one the next follows at once."""
    sent = send_due(mail.JOB)["sent"]
    if sent == MOST and query.due(timezone.now(), 1) and not query.round_waits():
        send_mail_that_is_due.enqueue()
    return sent


def ask_for_mail(now: datetime.datetime) -> bool:
    """Put that job on the queue where something may be to send and none is there yet; whether it was."""
    if not query.is_configured() or query.round_waits():
        return False
    if not (query.due(now, 1) or _to_mail_at_once(now) or _to_send_digest(now)):
        return False
    send_mail_that_is_due.enqueue()
    return True
