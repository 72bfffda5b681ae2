"""One thing that a finding may rest on, as the room that keeps it offers it.

A room offers ``sources(inspection)`` in its own module of queries, and is named once in ``offer.OFFERED``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """One thing that bears out a finding.

    ``kind`` is a key of ``offer.OFFERED`` and ``key`` names it among its kind for good; ``title`` is what people choose
    it by, ``words`` what it says itself (a note, an answer, "45 out of 95"), ``standards`` the ids of the standards
    that it speaks on (none: any). ``route`` and ``arguments`` lead to its page. ``case`` is the number of the one case
    that it tells of, where it does: whoever must not read that case does not see it.
    """

    kind: str
    key: str
    title: str
    words: str
    route: str
    arguments: Mapping[str, str | int]
    standards: frozenset[str] = field(default_factory=frozenset)
    case: int | None = None
