"""Embargoed copies of an approved publication: made for named recipients, mailed, revoked, their log taken out.

Opening one is ``embargo_opening``; deleting for whom they were ``embargo_expiry``. The trail names copies by their
number, and never a recipient.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.tabular import csv_text
from inspectorate_app.actions import embargo_mail
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.hold import require_none, require_none_covered
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.result import File
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import EmbargoedCopy, Publication
from inspectorate_app.store.queries import embargo as query

#: The longest name of a recipient and of an organisation, in characters.
LONGEST_NAME, LONGEST_ORGANISATION = 120, 160
#: Copies that are made at once.
MOST = 50
COLUMNS = ("copy", "publication", "at", "what", "file")


@dataclass(frozen=True)
class Recipient:
    """For whom a copy is: one of ``queries.embargo.KINDS``, and where its link goes."""

    kind: str
    name: str
    organisation: str
    email: str


@dataclass(frozen=True)
class Made:
    """A copy that was made, and its link, which is told this once; ``mailed`` where it goes out by mail."""

    number: int
    link: str
    mailed: bool


def sha256_of(token: str) -> str:
    """What is kept of the token of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def make(actor: Actor, inspection: str, recipients: Sequence[Recipient]) -> tuple[Made, ...]:
    """Make copies of the approved publication, and mail each recipient their link.

    Raises ``BadInput``, and ``NotNow`` where nothing is approved, its day has come, or a legal hold stands.
    """
    with change_in(actor, Action.SEND_EMBARGOED, inspection) as under_way:
        sound = _sound(recipients)
        _require_no_hold(under_way)
        publication = _approved(under_way)
        rows = EmbargoedCopy.objects.filter(inspection=under_way.inspection).order_by("-number")
        last = rows.values_list("number", flat=True).first() or 0
        return tuple(
            _made(under_way, publication, last + place, recipient) for place, recipient in enumerate(sound, start=1)
        )


def _require_no_hold(under_way: InspectionChange) -> None:
    require_none(under_way.inspection.pk)
    require_none_covered(under_way.inspection.pk)


def _approved(under_way: InspectionChange) -> query.ApprovedFacts:
    found = query.approved(under_way.inspection.pk)
    if found is None:
        raise NotNow(_("Copies are made of what the chief inspector approved, until it is published."))
    if found.due_at <= timezone.now():
        raise NotNow(_("The embargo has ended: this is published now."))
    return found


def _made(under_way: InspectionChange, publication: query.ApprovedFacts, number: int, recipient: Recipient) -> Made:
    row = EmbargoedCopy(
        inspection=under_way.inspection,
        publication_id=publication.id,
        number=number,
        kind=recipient.kind,
        name=recipient.name,
        organisation=recipient.organisation,
        email=recipient.email,
        trace=secrets.token_hex(6),
        made_by_id=under_way.person,
        made_at=timezone.now(),
    )
    under_way.note(
        f"embargoed copy {number}", after={"kind": row.kind, "publication": publication.number, "trace": row.trace}
    )
    return _linked(under_way, row, publication)


def send_again(actor: Actor, inspection: str, number: int) -> Made:
    """Send a recipient a new link; the one before ends. Raises as ``make``, and ``NotThere``."""
    with change_in(actor, Action.SEND_EMBARGOED, inspection) as under_way:
        row = _row(under_way, number)
        _require_no_hold(under_way)
        publication = _approved(under_way)
        if row.revoked_at is not None or row.publication_id != publication.id:
            raise NotNow(_("This copy was revoked, or is of an earlier publication. Make a new one."))
        embargo_mail.take_back(row.pk)
        under_way.note(f"embargoed copy {number}", after={"link": "sent again"})
        return _linked(under_way, row, publication)


def _linked(under_way: InspectionChange, row: EmbargoedCopy, publication: query.ApprovedFacts) -> Made:
    """Give a copy a new link, and put its mail on the way."""
    token = secrets.token_urlsafe(32)
    row.token_sha256 = sha256_of(token)
    row.save()
    link = f"{settings.ADDRESS}{reverse('embargoed_open', kwargs={'token': token})}"
    mailed = embargo_mail.post_link(row, link, publication.due_at)
    return Made(row.number, link, mailed)


def revoke(actor: Actor, inspection: str, number: int) -> None:
    """End the link of a copy. Raises ``NotThere``, ``NotNow`` for one that was revoked."""
    with change_in(actor, Action.REVOKE_EMBARGOED, inspection) as under_way:
        row = _row(under_way, number)
        if row.revoked_at is not None:
            raise NotNow(_("This copy was revoked already."))
        _revoke(under_way, row)


def revoke_all(under_way: InspectionChange, publication: Publication) -> int:
    """End the links of every copy of a publication, whose approval is withdrawn; how many. Part of a change."""
    rows = list(EmbargoedCopy.objects.filter(publication=publication, revoked_at=None).order_by("number"))
    for row in rows:
        _revoke(under_way, row)
    return len(rows)


def _revoke(under_way: InspectionChange, row: EmbargoedCopy) -> None:
    row.revoked_at, row.revoked_by_id = timezone.now(), under_way.actor.person
    row.save(update_fields=["revoked_at", "revoked_by"])
    embargo_mail.take_back(row.pk)
    under_way.note(f"embargoed copy {row.number}", before={"revoked": False}, after={"revoked": True})


def export_log(actor: Actor, inspection: str) -> File:
    """What was done with every link, as CSV that no spreadsheet runs: copies by number, and no name."""
    with change_in(actor, Action.EXPORT_EMBARGOED, inspection) as under_way:
        found = query.openings(under_way.inspection.pk)
        rows = [
            {
                "copy": each.number,
                "publication": each.publication,
                "at": each.at.astimezone(query.LONDON).isoformat(timespec="seconds"),
                "what": each.what,
                "file": each.file,
            }
            for each in found
        ]
        under_way.note("log of embargoed copies", after={"format": "csv", "rows": len(rows)})
        name = f"{under_way.inspection.slug}-embargoed-copies.csv"
        return File(name, "text/csv; charset=utf-8", csv_text(COLUMNS, rows))


def _row(under_way: InspectionChange, number: int) -> EmbargoedCopy:
    row = EmbargoedCopy.objects.filter(inspection=under_way.inspection, number=number).first()
    if row is None:
        raise NotThere
    return row


def _sound(recipients: Sequence[Recipient]) -> list[Recipient]:
    log = FaultLog("recipients")
    if not recipients:
        log.add(_("nobody is named"), _("Name whom a copy is for"), field="people")
    elif len(recipients) > MOST:
        log.add(_("there are {count} recipients").format(count=len(recipients)), _("Name up to 50"), field="people")
    found = [_checked(log, each) for each in recipients]
    log.raise_if_any()
    return found


def _checked(log: FaultLog, given: Recipient) -> Recipient:
    if given.kind not in query.KINDS:
        log.add(_("it is not said who the recipient is"), _("Choose from the list"), field="kind")
    name = check_text(log, " ".join(given.name.split()), "name", LONGEST_NAME, _("the name"))
    organisation = " ".join(given.organisation.split())
    organisation = check_text(log, organisation, "organisation", LONGEST_ORGANISATION, _("the organisation"))
    email = given.email.strip()
    try:
        validate_email(email)
    except ValidationError:
        log.add(_("this is no email address"), _("Enter one like name@example.com"), field="email")
    return Recipient(given.kind, name, organisation, email)
