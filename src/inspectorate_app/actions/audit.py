"""Appends to the audit trail, and checks its chains. The database refuses all but appending."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils import timezone

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.models import AuditChain, AuditEntry
from inspectorate_app.store.queries import audit as query
from inspectorate_app.store.statement import Given, Insert, Update

#: So many breaks are told; where there are more, the trail is beyond telling one by one.
TOLD = 100


@dataclass(frozen=True)
class Noted:
    """What was done to what, before it has its place in a chain."""

    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


_FIELDS = [field.attname for field in AuditEntry._meta.concrete_fields if not field.primary_key]
_ENTRIES = Insert(AuditEntry, _FIELDS)
_CHAIN = Update(lambda: AuditChain.objects.filter(pk=Given("id")), position=Given("position"), sha256=Given("sha256"))


def kept_out(text: str) -> dict[str, Any] | str:
    """What the trail keeps of a text that people typed about a case: its SHA-256 and length, and never the text.

    The trail is for ever and such words may name someone. They stand in their own table, where they can be deleted;
    the chain still proves what stood there. Blank stays blank. See docs/adr/0016.
    """
    if not text:
        return ""
    return {"sha256": hashlib.sha256(text.encode()).hexdigest(), "characters": len(text)}


def append(chain: AuditChain, actor: Actor, action: str, noted: Sequence[Noted]) -> None:
    """Append entries to a chain whose row the caller has locked."""
    entries = []
    for each in noted:
        entry = AuditEntry(
            chain_id=chain.pk,
            position=chain.position + 1,
            at=timezone.now(),
            actor=actor.person,
            actor_name=actor.name,
            via=actor.via,
            action=str(action),
            subject=each.subject,
            before=_as_kept(each.before),
            after=_as_kept(each.after),
            request_id=actor.request_id,
            previous=chain.sha256,
        )
        entry.sha256 = link(entry)
        chain.position, chain.sha256 = entry.position, entry.sha256
        entries.append(entry)
    if entries:
        _ENTRIES.write([[getattr(entry, name) for name in _FIELDS] for entry in entries])
        _CHAIN.write(id=chain.pk, position=chain.position, sha256=chain.sha256)


def _as_kept(side: Mapping[str, Any] | None) -> Any:
    """One side as it will be read again: JSON has lists for tuples, and texts for numbers that are keys."""
    return json.loads(json.dumps(side))


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
    end = End(chain.name)
    for entry in entries:
        yield from end.go_on(entry)
    yield from end.of(chain.position, chain.sha256)


@dataclass
class End:
    """How far a chain was followed, entry by entry."""

    chain: str
    position: int = 0
    sha256: str = "0" * 64

    def go_on(self, entry: AuditEntry) -> Iterator[str]:
        """Follow the chain to its next entry; what is wrong with it."""
        if entry.position != self.position + 1:
            yield f"{self.chain}: after entry {self.position} comes entry {entry.position}"
        elif entry.previous != self.sha256:
            yield f"{self.chain}: entry {entry.position} does not follow the one before it"
        if link(entry) != entry.sha256:
            yield f"{self.chain}: entry {entry.position} was changed after it was written"
        self.position, self.sha256 = entry.position, entry.sha256

    def of(self, position: int, sha256: str) -> Iterator[str]:
        """What is wrong where the chain should end here."""
        if (self.position, self.sha256) != (position, sha256):
            yield f"{self.chain}: it ends at entry {self.position}, and {position} were written"


@dataclass(frozen=True)
class Checked:
    """What a check of a chain found: how many entries it has, its latest hash, and what is wrong, in words."""

    chain: str
    entries: int
    sha256: str
    wrong: tuple[str, ...]


def check(name: str) -> Checked:
    """Check a chain from its first entry to its last, without stopping those who write to it meanwhile.

    Raises ``NotThere`` where there is no such chain.
    """
    chain = query.find_chain(name)
    if chain is None and name == query.SERVICE:
        return Checked(name, 0, "0" * 64, ())  # nothing has happened yet
    if chain is None:
        raise NotThere
    wrong = list(islice(breaks(query.links(chain), chain), TOLD))
    last, after = query.last_position(chain), query.find_chain(name)
    if after is None or last > after.position:
        wrong.append(f"{name}: entry {last} stands beyond the end of the chain")
    return Checked(name, chain.position, chain.sha256, tuple(wrong))
