"""The kinds of source that a finding may rest on, and who offers each: cases, documents, meetings, surveys, figures.

Who may see a kind is said in ``actions.grounds.SEEN_BY``.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from inspectorate.language import noted
from inspectorate_app.store.queries import (
    case_reason,
    context,
    count_source,
    evidence,
    meeting,
    standard_source,
    survey,
)
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.source import Source

#: A kind and a key: the name of a source within an inspection.
Name = tuple[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of source. ``title`` is its name in lists, ``evidence`` the kind of evidence that it counts as.

    ``evidence`` is None of judgements: what was judged is the evidence, and a judgement would bear itself out.

    ``offer`` gives all of an inspection; ``named`` only those of some keys, where all would be many. Sources of a kind
    that is ``on_cases`` may hold words about people, which are deleted with the notes on cases.
    """

    title: str
    evidence: str | None
    offer: Callable[[InspectionFacts], Sequence[Source]]
    named: Callable[[InspectionFacts, Collection[str]], Sequence[Source]] | None = None
    on_cases: bool = False


#: The kinds of source, in the order in which they are offered. A room is registered by one line here, and one in
#: ``actions.grounds.SEEN_BY``.
OFFERED: Mapping[str, Kind] = MappingProxyType(
    {
        "results": Kind(noted("Counts of cases"), noted("case assessments"), count_source.sources),
        "cases": Kind(
            noted("Reasons given on single cases"),
            noted("case assessments"),
            case_reason.sources,
            case_reason.named,
            on_cases=True,
        ),
        "standards": Kind(noted("Judgements of standards"), None, standard_source.sources),
        "document": Kind(noted("Documents"), noted("documents"), evidence.sources),
        "meeting": Kind(noted("Notes of meetings"), noted("meetings"), meeting.sources),
        "survey": Kind(noted("Surveys"), noted("surveys"), survey.sources),
        "context": Kind(noted("Context data"), noted("context data"), context.sources),
    }
)
#: Kinds whose words are about people in cases.
ON_CASES = frozenset(name for name, kind in OFFERED.items() if kind.on_cases)
#: Sources whose words are deleted with what they were taken from, on the day for names: of cases, meetings, and notes
#: of who read a document.
WITH_NOTES = Q(kind__in=ON_CASES) | Q(kind="meeting") | Q(kind="document", key__startswith="reading ")


#: What sources say is kept with findings and compared later, so it is said in one language whoever asks.
_in_english = override("en")


@_in_english
def offered(inspection: InspectionFacts, kinds: Collection[str]) -> list[Source]:
    """All that the given kinds offer in an inspection; whose kinds they may see is ``actions.grounds``'s to say."""
    return [source for name, kind in OFFERED.items() if name in kinds for source in kind.offer(inspection)]


@_in_english
def named(inspection: InspectionFacts, names: Iterable[Name]) -> dict[Name, Source]:
    """The sources of some names as they are now; one that is no longer there is not among them."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for kind, key in names:
        wanted[kind].add(key)
    found = {}
    for name, offers in OFFERED.items():
        keys = wanted.get(name, set())
        if keys:
            now = offers.named(inspection, keys) if offers.named else offers.offer(inspection)
            found.update({(name, source.key): source for source in now if source.key in keys})
    return found


def evidence_of(kind: str) -> str | None:
    """The kind of evidence that a kind of source counts as, None of judgements; its own name where none is offered."""
    return OFFERED[kind].evidence if kind in OFFERED else kind


def title_of(kind: str) -> str:
    """What a kind of source is called; of one that is no longer offered, its own name."""
    return _(OFFERED[kind].title) if kind in OFFERED else kind.capitalize()


def filtered(found: Sequence[Source], kind: str = "", standard: str = "", words: str = "") -> list[Source]:
    """Those of a kind, that speak on a standard (or on any), and hold all of some words, in any order and case."""
    wanted = words.casefold().split()
    return [
        source
        for source in found
        if (not kind or source.kind == kind)
        and (not standard or not source.standards or standard in source.standards)
        and all(word in f"{source.title} {source.words}".casefold() for word in wanted)
    ]
