"""The mail of the service: put on its way within an action, claimed, handed to the mail server once, or given up.

A mail is claimed before it is sent, in a transaction of its own, so that two processes never send the same. Where one
dies between the server's answer and its own note of it, the mail is sent again under the same Message-ID: SMTP knows no
more than that. docs/adr/0022-notifications.md.
"""

import datetime
import smtplib
from dataclasses import dataclass, replace
from typing import Any

import structlog
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from inspectorate_app.actions import embargo_mail, mail_text, notification, subscriber_text
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import Change, change
from inspectorate_app.actions.due import of_person
from inspectorate_app.actions.mail_connection import MailConnection
from inspectorate_app.actions.mail_text import Letter
from inspectorate_app.actions.notification_reading import told
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.quiet import Quiet
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.notify import NotifyRefused
from inspectorate_app.store.models import Mail, Notification, Subscriber
from inspectorate_app.store.queries import mail as query
from inspectorate_app.store.queries import notification as notifications
from inspectorate_app.store.queries import subscriber as subscribers
from inspectorate_app.store.queries.notification import Choice

#: Minutes until it is tried again after each failure; after the last it is given up: some two days in all.
PAUSES = (1, 5, 15, 60, 240, 720, 1440)
#: The job that sends mail.
JOB = Actor(None, "mail", "administrator", via="job")


@dataclass(frozen=True)
class Outcome:
    """How a try ended: the ``state`` of the mail, blank where someone else has it; whether the server was ``there``."""

    state: str
    there: bool = True


def post(under_way: Change, purpose: str, *, person: int | None = None, **facts: Any) -> int:
    """Put a mail on its way, within a change; its id."""
    return Mail.objects.create(purpose=purpose, person_id=person, **facts).pk


def security(under_way: Change, event: str, person: int) -> None:
    """Tell someone of what happened to their account, in the application and by a mail that nobody switches off."""
    notification.tell(under_way, event, [person])
    if query.is_configured():
        post(under_way, "security", person=person, about=event)


def invitation(*, email: str, name: str, link: str, until: datetime.date, language: str = "") -> str:
    """Mail the link of an invitation, at once where the server takes it; in the language of the service if blank.

    Gives ``sent``, ``waiting`` where it is tried again, ``given_up``, or blank where there is no mail server.
    """
    if not query.is_configured():
        return ""
    sealed = mail_text.seal_invitation(name=name, address=link, until=until, language=language)
    with change(JOB, Action.SEND_MAIL) as under_way:
        number = post(under_way, "invitation", address=email, sealed=sealed)
        under_way.leaves_no_trace()
    return deliver(JOB, number).state


def take_back_invitation(under_way: Change, email: str) -> None:
    """Send an invitation no more that was withdrawn. Part of a change."""
    rows = Mail.objects.filter(purpose="invitation", address=email, state="waiting")
    rows.update(state="dropped", address="", sealed="", ended_at=timezone.now())


def deliver(
    actor: Actor, mail: int, now: datetime.datetime | None = None, connection: MailConnection | None = None
) -> Outcome:
    """Send one mail, if it is due and nobody else is at it; over the connection of a round, or over one of its own."""
    if connection is None:
        with MailConnection() as own:
            return deliver(actor, mail, now, own)
    now = now or timezone.now()
    row = _claim(actor, mail, now)
    return Outcome("") if row is None else _deliver(actor, row, now, connection)


def _deliver(actor: Actor, row: Mail, now: datetime.datetime, connection: MailConnection) -> Outcome:
    """Write a mail that was claimed and hand it over, unless it is needless or held.

    One that cannot be written is a try that failed, of that mail alone.
    """
    if row.tries > len(PAUSES) + 1:  # whoever claimed it before died of it
        return _settle(actor, row, "given_up", trouble="lost each time")
    try:
        with translation.override(_language(row)):
            message, until = _written(row, now)
    except InvalidToken as error:  # sealed with a secret key that is not known any more
        return _settle(actor, row, "given_up", trouble=type(error).__name__)
    except Exception as error:
        structlog.get_logger(__name__).exception("mail was not written", mail=row.pk, purpose=row.purpose)
        return _failed(actor, row, error, now, about_one=True)
    if until is not None:
        return _settle(actor, row, "waiting", not_before=until, tries=row.tries - 1, claimed_at=None)
    return _settle(actor, row, "dropped") if message is None else _hand_over(actor, row, message, now, connection)


def _written(row: Mail, now: datetime.datetime) -> tuple[EmailMultiAlternatives | None, datetime.datetime | None]:
    """A mail as it goes out; None where it is needless; or until when quiet hours or a hold keep it."""
    letter, until = _letter(row, now)
    if letter is None:
        return None, until
    whom = row.person or row.subscriber
    message = _message(row, whom.email if whom else row.address, letter)
    message.message()  # raises here what no mail can carry, such as a line break in its subject
    return message, None


def _hand_over(
    actor: Actor, row: Mail, message: EmailMultiAlternatives, now: datetime.datetime, connection: MailConnection
) -> Outcome:
    """Hand a mail to the mail server, and write how that went."""
    try:
        connection.ready().send_messages([message])
    except (OSError, smtplib.SMTPException, ValueError) as error:
        connection.drop()
        return _failed(actor, row, error, now, about_one=_is_about_one(error))
    return _settle(actor, row, "sent")


def send_test(address: str) -> None:
    """Send a mail to see whether it goes out; it is kept nowhere. Raises what the mail server says."""
    letter = mail_text.test()
    message = EmailMultiAlternatives(letter.subject, letter.text, None, [address])
    message.attach_alternative(letter.html, "text/html")
    with MailConnection() as connection:
        connection.ready().send_messages([message])


def try_again(actor: Actor, mail: int) -> None:
    """Put a mail that was given up on its way again. Raises ``NotThere``, ``NotNow`` where what it said is gone."""
    with change(actor, Action.SEND_MAIL) as under_way:
        row = Mail.objects.filter(pk=mail, state="given_up").first()
        if row is None:
            raise NotThere
        if row.purpose not in query.NOT_DELETED:
            raise NotNow(
                _("What it said was deleted. Make a new invitation. What notifications say stands in the application.")
            )
        row.state, row.tries, row.not_before, row.ended_at = "waiting", 0, timezone.now(), None
        row.save(update_fields=["state", "tries", "not_before", "ended_at"])
        under_way.note(f"mail {mail}", before={"state": "given up"}, after={"state": "waiting"})


def _claim(actor: Actor, mail: int, now: datetime.datetime) -> Mail | None:
    with change(actor, Action.SEND_MAIL) as under_way:
        under_way.leaves_no_trace()
        due = Q(state="waiting", not_before__lte=now) | Q(state="sending", claimed_at__lt=now - query.LOST)
        rows = Mail.objects.filter(pk=mail)
        claimed = rows.filter(due).update(state="sending", claimed_at=now, tries=F("tries") + 1)
        return rows.select_related("person", "subscriber").get() if claimed else None


def _language(row: Mail) -> str:
    """The language of whom a mail goes to; of an invitation, the one that was chosen with it."""
    to = row.person or row.subscriber
    chosen = mail_text.language_of(row.sealed) if row.purpose == "invitation" else to and to.language
    return chosen or settings.LANGUAGE_CODE


def _sealed(row: Mail, now: datetime.datetime) -> tuple[Letter | None, datetime.datetime | None]:
    """The same of a mail whose words were sealed when it was put on its way."""
    if row.purpose == "invitation":
        return mail_text.invitation(row.sealed), None
    return embargo_mail.letter(row, now)


def _letter(row: Mail, now: datetime.datetime) -> tuple[Letter | None, datetime.datetime | None]:
    """What a mail says, as things are now; None where it is needless; or until when quiet hours or a hold keep it."""
    if row.subscriber is not None:
        return _to_subscriber(row, row.subscriber), None
    if row.purpose in ("invitation", "embargo"):
        return _sealed(row, now)
    if row.person is None or not row.person.is_active:
        return None, None
    if row.purpose == "security":
        return mail_text.security(row.about), None
    person = row.person
    choice = notifications.choice(person.pk)
    over = quiet_of(choice).over(now)
    if over > now:
        return None, over
    return _of_what_waits(Actor(person.pk, person.name, person.office), row.purpose), None


def _to_subscriber(row: Mail, to: Subscriber) -> Letter | None:
    if row.purpose == "subscription":
        return subscriber_text.asked(row.sealed)
    told = subscribers.told_of(row.publication_id) if row.publication_id else None
    return subscriber_text.published(told, to.key) if told is not None and to.confirmed_at is not None else None


def _of_what_waits(reader: Actor, purpose: str) -> Letter | None:
    unread = told(reader, unread=True, shown=None)
    if purpose == "notifications":
        waiting = [each for each in unread if each.facts.mail == "at_once"]
        return mail_text.notifications(waiting) if waiting else None
    due = of_person(reader, timezone.localdate())
    shown = [each for each in unread if each.facts.shown or each.facts.mail]
    return mail_text.digest(shown, due) if shown or due else None


def quiet_of(choice: Choice) -> Quiet:
    """The quiet hours that someone chose."""
    if not choice.quiet:
        same = choice.quiet_from
        return Quiet(same, same, weekends=False)
    return Quiet(choice.quiet_from, choice.quiet_to, choice.quiet_weekends)


def _message(row: Mail, to: str, letter: Letter) -> EmailMultiAlternatives:
    host = settings.ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0]
    headers = {"Message-ID": f"<{row.key}@{host}>", "Auto-Submitted": "auto-generated"}
    if letter.leave_link:  # RFC 8058: a press of the button in the reader's mail program is a POST to this address
        headers["List-Unsubscribe"] = f"<{letter.leave_link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    elif letter.settings_link:
        headers["List-Unsubscribe"] = f"<{letter.settings_link}>"
    message = EmailMultiAlternatives(letter.subject, letter.text, None, [to], headers=headers)
    message.attach_alternative(letter.html, "text/html")
    return message


def _settle(actor: Actor, row: Mail, state: str, **facts: Any) -> Outcome:
    """Write how a try ended. What was mailed waits no more; what is over keeps neither address nor words."""
    with change(actor, Action.SEND_MAIL) as under_way:
        under_way.leaves_no_trace()
        if state not in ("waiting", "sending"):
            facts |= {"ended_at": timezone.now(), "address": "", "sealed": ""}
            _end_waiting(row, state)
        Mail.objects.filter(pk=row.pk, state="sending").update(state=state, **facts)
        if state == "given_up":
            under_way.note(f"mail {row.pk}", after={"state": "given up", "purpose": row.purpose, "tries": row.tries})
            if not query.given_up_before(row.pk, row.publication_id):
                notification.tell(_by_the_job(under_way), "mail_given_up", number=0)
    return Outcome(state)


def _by_the_job(under_way: Change) -> Change:
    """The same change as of nobody, so that an administrator who sent the mail is told of it too."""
    return replace(under_way, actor=JOB)


def _end_waiting(row: Mail, state: str) -> None:
    """Note of what a mail was about that it waits no more: it was told, or stays in the application alone."""
    if row.person_id is None or state == "dropped" or row.purpose == "security":
        return
    rows = Notification.objects.filter(person_id=row.person_id, read_at=None, at__lte=row.claimed_at or row.made_at)
    waits = ("at_once",) if row.purpose == "notifications" else ("at_once", "digest")
    rows.filter(mail__in=waits).update(mail="")


def _failed(actor: Actor, row: Mail, error: Exception, now: datetime.datetime, *, about_one: bool) -> Outcome:
    """Write that a try failed: it is tried again after a pause, or given up. ``about_one`` says that others may go."""
    kind = trouble(error)
    structlog.get_logger(__name__).error("mail was not sent", mail=row.pk, kind=kind, tries=row.tries)
    over = _is_for_good(error) or row.tries > len(PAUSES)
    if over:
        _settle(actor, row, "given_up", trouble=kind)
        return Outcome("given_up")
    pause = datetime.timedelta(minutes=PAUSES[row.tries - 1])
    _settle(actor, row, "waiting", not_before=now + pause, trouble=kind, claimed_at=None)
    return Outcome("waiting", about_one)


def _is_about_one(error: Exception) -> bool:
    """Whether the server refused this mail or this address alone, and would take others."""
    if isinstance(error, NotifyRefused):
        return error.about_one
    return isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)


def trouble(error: Exception) -> str:
    """The kind of a failure with its code, and nothing that the server said."""
    if isinstance(error, NotifyRefused):
        return str(error)[:60]
    code = _code(error)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _code(error: Exception) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next((code for code, _ in error.recipients.values()), 0)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0


def _is_for_good(error: Exception) -> bool:
    """Whether the server will never take this mail: it refused the address or the content for good."""
    if isinstance(error, NotifyRefused):
        return error.for_good
    kinds = smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError
    return isinstance(error, kinds) and _code(error) >= 500
