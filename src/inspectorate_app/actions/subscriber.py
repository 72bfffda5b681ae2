"""Who asks to be told of what is published: signing up, confirming, changing and leaving, as nobody; and telling them.

None of it is in the audit trail, which is never shortened: it would hold forever who asked. What the service answers is
the same whether an address is known or not; what differs goes by mail to the address alone.
"""

import datetime
import secrets
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions import subscriber_text
from inspectorate_app.actions.actor import Actor, nobody
from inspectorate_app.actions.change import Change, change
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store import outbox
from inspectorate_app.store.models import Followed, Mail, Publication, Subscriber
from inspectorate_app.store.queries import mail as mails
from inspectorate_app.store.queries import subscriber as query
from inspectorate_app.store.queries.subscriber import Following

#: Between two mails to one address because someone asked on the page: nobody's box is filled by others.
PAUSE = datetime.timedelta(minutes=10)


def sign_up(email: str, following: Following, language: str = "") -> None:
    """Ask for an address to be told. It is mailed how to confirm; one that is told already, how to change what.

    Raises ``BadInput`` with every fault: the fields are ``email`` and ``what``; ``NotNow`` where no mail goes out.
    """
    email = query.normalised(email)
    log = FaultLog("sign-up")
    _check_address(email, log)
    query.checked(following, log)
    log.raise_if_any()
    if not mails.is_configured():
        raise NotNow(_("This service sends no email."))
    with change(nobody(), Action.SUBSCRIBE) as under_way:
        under_way.leaves_no_trace()
        row, _new = Subscriber.objects.select_for_update().get_or_create(
            email=email, defaults={"key": secrets.token_urlsafe(32)}
        )
        if row.mailed_at is not None and row.mailed_at > timezone.now() - PAUSE:
            return
        row.mailed_at = timezone.now()
        row.save(update_fields=["mailed_at"])
        if row.confirmed_at is not None:
            _post(row, subscriber_text.seal_reminder(row.key, following))
            return
        _ask_to_confirm(row, following, language)


def _check_address(email: str, log: FaultLog) -> None:
    try:
        if email.endswith("]"):
            raise ValidationError("a machine by its number, such as one on our own network")
        EmailValidator(allowlist=[])(email)
    except ValidationError:
        log.add(
            _("this is no e-mail address"),
            _("enter an e-mail address in the correct format, like name@example.com"),
            field="email",
        )
    if len(email) > 254:
        log.add(_("the address is too long"), _("enter an address of 254 characters at most"), field="email")


def _ask_to_confirm(row: Subscriber, following: Following, language: str) -> None:
    key = secrets.token_urlsafe(32)
    row.confirm_sha256, row.language, row.asked_at = query.sha256_of(key), language, timezone.now()
    row.save(update_fields=["confirm_sha256", "language", "asked_at"])
    _follow(row.pk, following)
    _post(row, subscriber_text.seal_confirmation(key, settings.SUBSCRIBER_CONFIRM_DAYS))


def _post(row: Subscriber, sealed: str) -> None:
    Mail.objects.filter(subscriber=row, purpose="subscription", state="waiting").delete()
    Mail.objects.create(subscriber=row, purpose="subscription", sealed=sealed)


def _follow(subscriber: int, following: Following) -> None:
    Followed.objects.filter(subscriber_id=subscriber).delete()
    Followed.objects.bulk_create(Followed(subscriber_id=subscriber, what=w, of=of) for w, of in following.pairs)


def confirm(key: str) -> str:
    """Confirm the address that got a link; gives the key of its further links. Raises ``NotThere``."""
    with change(nobody(), Action.SUBSCRIBE) as under_way:
        under_way.leaves_no_trace()
        rows = Subscriber.objects.filter(confirm_sha256=query.sha256_of(key), confirmed_at=None)
        if query.to_confirm(key) is None:
            raise NotThere
        kept = rows.values_list("key", flat=True).get()
        rows.update(confirmed_at=timezone.now(), confirm_sha256="")
    return kept


def follow(key: str, following: Following) -> None:
    """Change what is followed, by the key that stands in each mail. Raises ``BadInput``, ``NotThere``."""
    log = FaultLog("change")
    query.checked(following, log)
    log.raise_if_any()
    with change(nobody(), Action.SUBSCRIBE) as under_way:
        under_way.leaves_no_trace()
        found = query.by_key(key)
        if found is None:
            raise NotThere
        _follow(found.id, following)


def leave(key: str) -> None:
    """Delete the subscriber of a key at once, with the mail that waits. Nothing where there is none any more."""
    with change(nobody(), Action.SUBSCRIBE) as under_way:
        under_way.leaves_no_trace()
        Subscriber.objects.filter(key=key).delete()


def delete(actor: Actor, email: str) -> None:
    """Delete an address because its owner asked someone of the service. The audit trail does not hold it.

    Raises ``NotThere`` where no such address is kept.
    """
    with change(actor, Action.DELETE_SUBSCRIBER) as under_way:
        before = Subscriber.objects.count()
        _deleted, by_table = Subscriber.objects.filter(email=query.normalised(email)).delete()
        if not by_table:
            raise NotThere(_("This address is not kept."))
        under_way.note("subscriber", before={"addresses": before}, after={"addresses": before - 1})


def tell(under_way: Change, publication: Publication) -> int:
    """Put a mail on its way to each subscriber whom a publication concerns, within the change that publishes it.

    Each is told once of one publication, however often this is called. Gives how many there are; 0 without mail.
    """
    if not mails.is_configured():
        return 0
    inspection = publication.inspection
    followers = query.followers(unit=inspection.organisation, kind=inspection.kind, region=inspection.region)
    told = list(followers.order_by("pk").values_list("pk", flat=True))
    same = {"publication_id": publication.pk, "purpose": "publication"}
    outbox.put(Mail, same, ({"subscriber_id": each, "key": uuid.uuid4()} for each in told))
    return len(told)
