"""A write that was done before is answered as it was then: a retry over a bad network is no conflict.

An answer that is kept says numbers, versions and states. Texts about people stand in the digest of the write alone;
whoever sends it again sends them with it.
"""

import hashlib
import json
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.refusal import KeyUsedBefore
from inspectorate_app.store.models import Retry
from inspectorate_app.store.queries.retry import Tried
from inspectorate_app.store.statement import Insert


def fingerprint(*content: Any) -> str:
    """Tells two writes apart: the same for the same content."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def answered_before(actor: Actor, key: str, of: str) -> dict[str, Any] | None:
    """The answer to the first try under a key; None where this is it, or there is no key.

    Raises ``KeyUsedBefore`` where the key stands for another write. Call it inside a change, under its lock.
    """
    if not key or actor.person is None:
        return None
    kept = Retry.objects.filter(person_id=actor.person, key=key).first()
    return answer_kept(Tried(kept.fingerprint, kept.answer) if kept else None, of)


def answer_kept(tried: Tried | None, of: str) -> dict[str, Any] | None:
    """The answer to a first try that was read together with what it changed; raises ``KeyUsedBefore``."""
    if tried is None:
        return None
    if tried.fingerprint != of:
        raise KeyUsedBefore
    return dict(tried.answer)


_RETRY = Insert(Retry, ("person", "key", "fingerprint", "answer", "at"))


def keep(actor: Actor, key: str, of: str, answer: dict[str, Any]) -> None:
    """Keep the answer to a first try. Raises ``KeyUsedBefore`` where the key was used meanwhile, for another write."""
    if key and actor.person is not None:
        try:
            _RETRY.write([(actor.person, key, of, answer, timezone.now())])
        except IntegrityError as error:
            raise KeyUsedBefore from error
