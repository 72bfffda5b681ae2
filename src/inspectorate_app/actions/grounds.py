"""What someone may see of what findings rest on: the kinds of source, and of these not the cases withheld from them."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from inspectorate_app.actions import permission, withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import case_reason
from inspectorate_app.store.queries.finding import FindingFacts, Tied
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.offer import ON_CASES, Name, named, offered
from inspectorate_app.store.queries.source import Source

#: What one must be allowed to see the sources of each kind of ``offer.OFFERED``.
SEEN_BY: Mapping[str, Action] = MappingProxyType(
    {
        "results": Action.SEE_RESULTS,
        "cases": Action.SEE_ALL_CASES,
        "standards": Action.SEE_RESULTS,
        "document": Action.SEE_EVIDENCE,
        "meeting": Action.SEE_MEETING_NOTES,
        "survey": Action.SEE_SURVEYS,
        "context": Action.SEE_CONTEXT,
    }
)


@dataclass(frozen=True)
class Shown:
    """One thing that a finding rests on, as someone may see it: what stood there when it was tied, and what does now.

    ``now`` is None where it is no longer there. Its words may have been ``deleted``: with the notes on cases, or with
    the note of a meeting that they were.
    """

    tied: Tied
    now: Source | None

    @property
    def deleted(self) -> bool:
        """Whether the words that stood there were deleted, since they might name someone."""
        return not self.tied.words

    @property
    def changed(self) -> bool:
        """Whether it says something else now, or is no longer there."""
        if self.deleted:
            return False
        return self.now is None or (self.now.title, self.now.words) != (self.tied.title, self.tied.words)


@dataclass(frozen=True)
class Grounds:
    """A finding with what it rests on as someone may see it; ``unseen`` more may not be seen by them."""

    finding: FindingFacts
    shown: tuple[Shown, ...]
    unseen: int

    @property
    def changed(self) -> tuple[Shown, ...]:
        """What says something else than when it was tied."""
        return tuple(each for each in self.shown if each.changed)


def kinds_seen(actor: Actor, inspection: str) -> frozenset[str]:
    """The kinds of source of which someone may see some: who assesses cases sees those of ``cases`` that are theirs."""
    seen = {kind for kind, action in SEEN_BY.items() if permission.may(actor, action, inspection)}
    own = permission.may(actor, Action.ASSESS_CASE, inspection)
    return frozenset(seen | {case_reason.KIND} if own else seen)


@dataclass(frozen=True)
class _Sight:
    """What of the kinds someone sees: not the cases ``held_back``, and where ``own`` is not None those alone."""

    held_back: Collection[int]
    own: Collection[int] | None

    def of(self, case: int | None) -> bool:
        """Whether they see what tells of a case, or of none."""
        return case is None or (case not in self.held_back and (self.own is None or case in self.own))


def _sight(actor: Actor, inspection: InspectionFacts) -> _Sight:
    held_back = withheld.reasons(actor, inspection.id)
    if actor.person is None or permission.may(actor, SEEN_BY[case_reason.KIND], inspection.slug):
        return _Sight(held_back, None)
    return _Sight(held_back, case_reason.submitted_by(inspection, actor.person))


def choice(actor: Actor, inspection: InspectionFacts) -> list[Source]:
    """Everything that someone may tie to a finding: of the kinds that they may see, but no case withheld from them.

    An inspector may tie the reasons of the cases that they assessed and submitted themselves.
    """
    kinds = kinds_seen(actor, inspection.slug)
    return _readable(actor, inspection, offered(inspection, kinds))


def one_of(actor: Actor, inspection: InspectionFacts, kind: str, key: str) -> Source:
    """One source that someone may see, as it is now. Raises ``NotThere``."""
    if kind not in kinds_seen(actor, inspection.slug):
        raise NotThere
    found = _readable(actor, inspection, named(inspection, [(kind, key)]).values())
    if not found:
        raise NotThere
    return found[0]


def grounds(actor: Actor, inspection: InspectionFacts, findings: Iterable[FindingFacts]) -> list[Grounds]:
    """Findings with what they rest on, as someone may see it; each kind of source is asked for once."""
    found = list(findings)
    kinds, sight = kinds_seen(actor, inspection.slug), _sight(actor, inspection)
    now = named(inspection, {tied.name for one in found for tied in one.sources if tied.kind in kinds})
    return [_grounds(one, kinds, sight, now) for one in found]


def told(
    actor: Actor, inspection: InspectionFacts, findings: Iterable[FindingFacts]
) -> Iterator[tuple[FindingFacts, list[Tied]]]:
    """Findings with what they rest on as ``grounds`` lets someone see it, in the words of when it was tied alone."""
    kinds, sight = kinds_seen(actor, inspection.slug), _sight(actor, inspection)
    for one in findings:
        yield one, [each for each in one.sources if each.kind in kinds and sight.of(_case_of(*each.name))]


def may_see(actor: Actor, inspection: InspectionFacts, kind: str, key: str) -> bool:
    """Whether someone may see a source that a finding is tied to, whether or not it is still there."""
    return kind in kinds_seen(actor, inspection.slug) and _sight(actor, inspection).of(_case_of(kind, key))


def _grounds(one: FindingFacts, kinds: Collection[str], sight: _Sight, now: Mapping[Name, Source]) -> Grounds:
    shown = []
    for tied in one.sources:
        current = now.get(tied.name)
        case = current.case if current else _case_of(*tied.name)
        if tied.kind in kinds and sight.of(case):
            shown.append(Shown(tied, current))
    return Grounds(one, tuple(shown), len(one.sources) - len(shown))


def _case_of(kind: str, key: str) -> int | None:
    """The case that a source tells of, as its key says: "12/2.2.1" is of case 12."""
    number = key.partition("/")[0]
    return int(number) if kind in ON_CASES and number.isdecimal() else None


def _readable(actor: Actor, inspection: InspectionFacts, found: Iterable[Source]) -> list[Source]:
    sight = _sight(actor, inspection)
    return [source for source in found if sight.of(source.case)]


def digest(source: Source) -> str:
    """What a page or a program saw of a source, so that nobody ties words that they have not read."""
    return hashlib.sha256(f"{source.title}\0{source.words}".encode()).hexdigest()[:12]
