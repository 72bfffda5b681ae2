"""The phases of an inspection: their order, between which it may move, and when each is due.

The words and their order are ours, after how HMIP announces, carries out and publishes an inspection (METHOD 4 and 7).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

from inspectorate.framework.entry import Certainty


class Phase(StrEnum):
    """Where an inspection stands."""

    ANNOUNCED = "announced"
    EVIDENCE = "evidence"
    FIELDWORK = "fieldwork"
    ANALYSIS = "analysis"
    PANEL = "panel"
    DRAFTING = "drafting"
    FACTUAL_ACCURACY = "factual_accuracy"
    PUBLISHED = "published"
    FOLLOW_UP = "follow_up"

    @property
    def label(self) -> str:
        """As people read it: Factual accuracy."""
        return self.value.replace("_", " ").capitalize() if self is not Phase.FOLLOW_UP else "Follow-up"


#: From each phase to where it may move. One may go back a step as long as nothing has been published.
MOVES: Mapping[Phase, tuple[Phase, ...]] = MappingProxyType(
    {
        Phase.ANNOUNCED: (Phase.EVIDENCE,),
        Phase.EVIDENCE: (Phase.FIELDWORK, Phase.ANNOUNCED),
        Phase.FIELDWORK: (Phase.ANALYSIS, Phase.EVIDENCE),
        Phase.ANALYSIS: (Phase.PANEL, Phase.FIELDWORK),
        Phase.PANEL: (Phase.DRAFTING, Phase.ANALYSIS),
        Phase.DRAFTING: (Phase.FACTUAL_ACCURACY, Phase.PANEL),
        Phase.FACTUAL_ACCURACY: (Phase.PUBLISHED, Phase.DRAFTING),
        Phase.PUBLISHED: (Phase.FOLLOW_UP,),
        Phase.FOLLOW_UP: (),
    }
)


def is_back(before: Phase, after: Phase) -> bool:
    """Whether a move goes back, for which a reason must be given."""
    order = list(Phase)
    return order.index(after) < order.index(before)


@dataclass(frozen=True)
class Due:
    """By when a phase ends: so many working weeks before or after the first or last day of fieldwork."""

    phase: Phase
    weeks: int
    counted_from: Literal["first day of fieldwork", "last day of fieldwork"]
    source: str
    certainty: Certainty


_FIRST: Final = "first day of fieldwork"
_LAST: Final = "last day of fieldwork"

#: When each phase ends by default. Assumed but for fieldwork: shown as such, and changed for each inspection.
TIMETABLE: tuple[Due, ...] = (
    Due(Phase.ANNOUNCED, -8, _FIRST, "recalled", Certainty.ASSUMED),
    Due(Phase.EVIDENCE, 0, _FIRST, "recalled", Certainty.ASSUMED),
    Due(Phase.FIELDWORK, 0, _LAST, "the dates that the inspection was given", Certainty.PUBLISHED),
    Due(Phase.ANALYSIS, 2, _LAST, "recalled", Certainty.ASSUMED),
    Due(Phase.PANEL, 4, _LAST, "recalled", Certainty.ASSUMED),
    Due(Phase.DRAFTING, 8, _LAST, "recalled", Certainty.ASSUMED),
    Due(Phase.FACTUAL_ACCURACY, 12, _LAST, "recalled", Certainty.ASSUMED),
    Due(Phase.PUBLISHED, 16, _LAST, "recalled", Certainty.ASSUMED),
    Due(Phase.FOLLOW_UP, 52, _LAST, "recalled", Certainty.ASSUMED),
)


def due_dates(fieldwork_from: datetime.date, fieldwork_to: datetime.date) -> dict[Phase, datetime.date]:
    """The day by which each phase is due to end."""
    anchors = {_FIRST: fieldwork_from, _LAST: fieldwork_to}
    return {due.phase: anchors[due.counted_from] + datetime.timedelta(weeks=due.weeks) for due in TIMETABLE}
