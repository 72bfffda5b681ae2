"""What a finding may rest on: cases, documents, meetings, surveys and figures, each offered by the room that keeps it.

A room offers ``sources(inspection)`` in its own module of queries, and is named here once, in ``OFFERED``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from inspectorate_app.store.queries.inspection import InspectionFacts


@dataclass(frozen=True)
class Source:
    """One thing that bears out a finding.

    ``kind`` is a key of ``OFFERED`` and ``key`` names it among its kind for good; ``title`` is what people choose it
    by, ``words`` what it says itself (a note, an answer, "45 out of 95"), ``standards`` the ids of the standards that
    it speaks on (none: any). ``route`` and ``arguments`` lead to its page.
    """

    kind: str
    key: str
    title: str
    words: str
    route: str
    arguments: Mapping[str, str | int]
    standards: frozenset[str] = field(default_factory=frozenset)


#: The kinds of source, in the order in which they are offered, and who offers them.
OFFERED: Mapping[str, Callable[[InspectionFacts], Sequence[Source]]] = MappingProxyType({})


def sources(inspection: InspectionFacts, kinds: frozenset[str]) -> list[Source]:
    """All that the given kinds offer in an inspection; whose kinds they may see is ``permission``'s to say."""
    return [source for kind, offer in OFFERED.items() if kind in kinds for source in offer(inspection)]
