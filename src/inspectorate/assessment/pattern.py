"""How one assessor answers beside the others: a reason to look at cases, and never a score.

Cases differ, and the allocation gives no two people the same mix of them. What is far from the others can be right.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Share:
    """``no`` answers of those answered yes or no."""

    no: int = 0
    of: int = 0


@dataclass(frozen=True)
class Pattern:
    """What the submitted assessments of one person, or of several together, come to.

    ``without_reason`` of the ``answers`` have no reason; ``hours`` are those from start to submission of each case;
    ``reopened`` counts the cases that were reopened; ``shares`` the answers ``no`` by question.
    """

    cases: int = 0
    answers: int = 0
    without_reason: int = 0
    reopened: int = 0
    hours: tuple[float, ...] = ()
    shares: Mapping[str, Share] = field(default_factory=dict)

    @property
    def median_hours(self) -> float | None:
        """The middle of the hours; None where there are none."""
        return median(self.hours) if self.hours else None


def together(patterns: Iterable[Pattern]) -> Pattern:
    """Several people as one."""
    found = list(patterns)
    shares: dict[str, Share] = {}
    for each in found:
        for question, share in each.shares.items():
            before = shares.get(question, Share())
            shares[question] = Share(before.no + share.no, before.of + share.of)
    return Pattern(
        cases=sum(each.cases for each in found),
        answers=sum(each.answers for each in found),
        without_reason=sum(each.without_reason for each in found),
        reopened=sum(each.reopened for each in found),
        hours=tuple(hours for each in found for hours in each.hours),
        shares=shares,
    )
