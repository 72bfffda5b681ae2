"""Tokens, with which a program acts for a person through the API."""

import datetime
import secrets
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change
from inspectorate_app.actions.permission import SCOPES, Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.models import Token
from inspectorate_app.store.queries.person import is_member_anywhere
from inspectorate_app.store.queries.token import hash_of

#: By this, scanners for secrets know a token that someone left in a file.
PREFIX = "insp_"
LONGEST_DAYS = 365
MOST_AT_ONCE = 20


def create(actor: Actor, *, name: str, scopes: Sequence[str], days: int) -> str:
    """A new token of one's own, told this once: only its hash is kept.

    Whoever has a role has signed in with a second factor, for which a token does not ask again. Raises ``BadInput``,
    and ``NotNow`` where one has no role or ``MOST_AT_ONCE`` tokens.
    """
    with change(actor, Action.MANAGE_OWN_TOKENS) as under_way:
        _require_sound(name, scopes, days)
        person = actor.person
        if person is None or not (actor.office or is_member_anywhere(person)):
            raise NotNow(
                _("You have no role yet, so a token could do nothing. Ask a lead inspector to add you to a team.")
            )
        now = timezone.now()
        if Token.objects.filter(person_id=person, revoked_at=None, expires_at__gt=now).count() >= MOST_AT_ONCE:
            raise NotNow(
                _("You have {most_at_once} tokens that work. Revoke one that you no longer use first.").format(
                    most_at_once=MOST_AT_ONCE
                )
            )
        secret = PREFIX + secrets.token_urlsafe(32)
        made = Token.objects.create(
            person_id=person,
            name=name.strip(),
            sha256=hash_of(secret),
            scopes=sorted(set(scopes)),
            expires_at=now + datetime.timedelta(days=days),
        )
        under_way.note(f"token {made.pk}", after={"scopes": made.scopes, "expires_at": made.expires_at.isoformat()})
        return secret


def revoke(actor: Actor, token: int) -> None:
    """End one of one's own tokens at once. Raises ``NotThere``. Revoking one again does nothing."""
    with change(actor, Action.MANAGE_OWN_TOKENS) as under_way:
        found = Token.objects.filter(pk=token, person_id=actor.person or 0).first()
        if found is None:
            raise NotThere
        if found.revoked_at is not None:
            under_way.was_done_before()
            return
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at"])
        under_way.note(f"token {token}", before={"revoked": False}, after={"revoked": True})


def revoke_all(person: int) -> int:
    """End every token of a person; how many had not ended. Part of another change, and of its transaction."""
    return Token.objects.filter(person_id=person, revoked_at=None).update(revoked_at=timezone.now())


def _require_sound(name: str, scopes: Sequence[str], days: int) -> None:
    faults = FaultLog()
    if not 0 < len(name.strip()) <= 80:
        faults.add(
            _("the name is missing or longer than 80 characters"), _("name the program that will use it"), field="name"
        )
    if not scopes or not set(scopes) <= SCOPES.keys():
        faults.add(
            _("it says nothing of what the token may do"),
            _("choose from {scopes}").format(scopes=", ".join(SCOPES)),
            field="scopes",
        )
    if not 0 < days <= LONGEST_DAYS:
        faults.add(
            _("it would expire too late or at once"),
            _("choose 1 to {longest_days} days").format(longest_days=LONGEST_DAYS),
            field="days",
        )
    faults.raise_if_any()
