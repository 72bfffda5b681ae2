"""A write under a key of its own is done once, however often it is sent: for actions that take no key themselves."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from inspectorate_app.actions import retry
from inspectorate_app.actions.actor import Actor
from inspectorate_app.store import guard
from inspectorate_app.store.models import Retry
from inspectorate_app.store.turn import transaction_in_turn


def once(actor: Actor, key: str, of: str, do: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What ``do`` gives, or gave when this was sent before; ``of`` is the fingerprint of the write.

    The key is taken first and in the same transaction: of two that are sent at once, the second waits for the first,
    and where ``do`` fails the key is free again. Raises ``KeyUsedBefore``, and whatever ``do`` raises.
    """
    if not key or actor.person is None:
        return do()
    with transaction_in_turn():
        taken = _take(actor.person, key, of)
        if taken is None:
            return retry.answered_before(actor, key, of) or {}
        answer = do()
        with guard.allowed():
            Retry.objects.filter(pk=taken).update(answer=answer)
    return answer


def _take(person: int, key: str, of: str) -> int | None:
    """The id of the row that now holds the key; None where the key was taken before."""
    try:
        with transaction.atomic(), guard.allowed():
            return Retry.objects.create(person_id=person, key=key, fingerprint=of, answer={}).pk
    except IntegrityError:
        return None
