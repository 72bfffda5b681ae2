"""Whether a finding rests on evidence of several kinds, so that one kind bears out another: triangulation.

Inspectorates say that they triangulate ("evidence = interviews with staff, residents, stakeholders; observation;
policies; data; casework; triangulated", METHOD 3, approved premises v6.8; "meetings and focus groups triangulate", the
evidence in advance of PDUs). No rule was found on how many kinds it takes: that number is assumed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from inspectorate.framework.entry import Certainty

#: How many kinds of evidence make a triangulated finding.
KINDS_NEEDED = 2
KINDS_NEEDED_CERTAINTY = Certainty.ASSUMED


@dataclass(frozen=True)
class Support:
    """What a finding rests on: how many ``sources``, the ``kinds`` of evidence among them, and how many are needed.

    ``judgements`` of the sources are no evidence of their own: what they judge is.
    """

    sources: int
    kinds: tuple[str, ...]
    needed: int = KINDS_NEEDED
    judgements: int = 0

    @property
    def triangulated(self) -> bool:
        """Whether enough kinds of evidence bear it out."""
        return len(self.kinds) >= self.needed


def support(evidence: Iterable[str | None], needed: int = KINDS_NEEDED) -> Support:
    """What a finding rests on, from the kind of evidence of each of its sources; None for a judgement.

    Two sources of one kind are one kind: a hundred cases agree with themselves. A judgement that someone made of other
    evidence, such as that of a standard, is a source and no kind: counted as one, it would bear itself out. ``needed``
    is at least 1.
    """
    found = list(evidence)
    kinds = tuple(dict.fromkeys(each for each in found if each is not None))
    return Support(len(found), kinds, needed, found.count(None))
