"""Appends to the audit trail, and checks its chains. The database refuses all but appending."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from inspectorate_app.actions.actor import Actor
from inspectorate_app.store.models import AuditChain, AuditEntry


@dataclass(frozen=True)
class Noted:
    """What was done to what, before it has its place in a chain."""

    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def append(chain: AuditChain, actor: Actor, action: str, noted: Sequence[Noted]) -> None:
    """Append entries to a chain whose row the caller has locked."""
    entries = []
    for each in noted:
        entry = AuditEntry(
            chain=chain,
            position=chain.position + 1,
            at=timezone.now(),
            actor=actor.person,
            actor_name=actor.name,
            via=actor.via,
            action=str(action),
            subject=each.subject,
            before=dict(each.before) if each.before is not None else None,
            after=dict(each.after) if each.after is not None else None,
            request_id=actor.request_id,
            previous=chain.sha256,
        )
        entry.sha256 = link(entry)
        chain.position, chain.sha256 = entry.position, entry.sha256
        entries.append(entry)
    if entries:
        AuditEntry.objects.bulk_create(entries)
        chain.save(update_fields=["position", "sha256"])


def link(entry: AuditEntry) -> str:
    """The hash of an entry: over all else in it, and through ``previous`` over all before it."""
    content = [
        entry.position,
        entry.at.isoformat(),
        entry.actor,
        entry.actor_name,
        entry.via,
        entry.action,
        entry.subject,
        entry.before,
        entry.after,
        entry.request_id,
        entry.previous,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def breaks(entries: Iterable[AuditEntry], chain: AuditChain) -> Iterable[str]:
    """What is wrong with a chain, in words: an entry that was changed, one that is missing, an end that was cut off."""
    position, previous = 0, "0" * 64
    for entry in entries:
        if entry.position != position + 1:
            yield f"{chain.name}: after entry {position} comes entry {entry.position}"
        elif entry.previous != previous:
            yield f"{chain.name}: entry {entry.position} does not follow the one before it"
        if link(entry) != entry.sha256:
            yield f"{chain.name}: entry {entry.position} was changed after it was written"
        position, previous = entry.position, entry.sha256
    if (chain.position, chain.sha256) != (position, previous):
        yield f"{chain.name}: it ends at entry {position}, and {chain.position} were written"
