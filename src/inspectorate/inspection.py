"""The phases of an inspection: their order, between which it may move, and when each is due.

The words and their order are ours, after how HMIP announces, carries out and publishes an inspection (METHOD 4 and 7).
"""

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal

from inspectorate.framework.entry import Certainty
from inspectorate.framework.model import FrameworkFile
from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate.organisation.model import Organisation


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
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """As people read it: Factual accuracy."""
        return _(_LABELS[self.value])


_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "announced": noted("Announced"),
        "evidence": noted("Evidence"),
        "fieldwork": noted("Fieldwork"),
        "analysis": noted("Analysis"),
        "panel": noted("Panel"),
        "drafting": noted("Drafting"),
        "factual_accuracy": noted("Factual accuracy"),
        "published": noted("Published"),
        "follow_up": noted("Follow-up"),
        "closed": noted("Closed"),
    }
)


#: From each phase to where it may move. One may go back a step as long as nothing has been published, and once closed.
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
        Phase.FOLLOW_UP: (Phase.CLOSED,),
        Phase.CLOSED: (Phase.FOLLOW_UP,),
    }
)


def is_back(before: Phase, after: Phase) -> bool:
    """Whether a move goes back."""
    order = list(Phase)
    return order.index(after) < order.index(before)


def needs_reason(before: Phase, after: Phase) -> bool:
    """Whether a move needs a reason: one back, and those that nothing else decides: published elsewhere, and closed."""
    return is_back(before, after) or after in (Phase.PUBLISHED, Phase.CLOSED)


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
    Due(Phase.ANNOUNCED, -8, _FIRST, noted("recalled"), Certainty.ASSUMED),
    Due(Phase.EVIDENCE, 0, _FIRST, noted("recalled"), Certainty.ASSUMED),
    Due(Phase.FIELDWORK, 0, _LAST, "the dates that the inspection was given", Certainty.PUBLISHED),
    Due(Phase.ANALYSIS, 2, _LAST, noted("recalled"), Certainty.ASSUMED),
    Due(Phase.PANEL, 4, _LAST, noted("recalled"), Certainty.ASSUMED),
    Due(Phase.DRAFTING, 8, _LAST, noted("recalled"), Certainty.ASSUMED),
    Due(Phase.FACTUAL_ACCURACY, 12, _LAST, noted("recalled"), Certainty.ASSUMED),
    Due(Phase.PUBLISHED, 16, _LAST, noted("recalled"), Certainty.ASSUMED),
    Due(Phase.FOLLOW_UP, 52, _LAST, noted("recalled"), Certainty.ASSUMED),
)


@dataclass(frozen=True)
class WorkingDays:
    """So many Mondays to Fridays, and where that comes from."""

    days: int
    source: str
    certainty: Certainty


#: How long an inspected service has for the check of factual accuracy. That there is one is published (METHOD.md,
#: "Factual accuracy"); its length is not, and is shown as assumed wherever a check is sent.
ACCURACY_CHECK = WorkingDays(10, noted("recalled"), Certainty.ASSUMED)


def after_working_days(day: datetime.date, days: int) -> datetime.date:
    """The day that comes so many Mondays to Fridays after a day. Bank holidays are not taken out."""
    while days:
        day += datetime.timedelta(days=1)
        days -= day.weekday() < 5
    return day


def due_dates(fieldwork_from: datetime.date, fieldwork_to: datetime.date) -> dict[Phase, datetime.date]:
    """The day by which each phase is due to end; what is closed has ended."""
    anchors = {_FIRST: fieldwork_from, _LAST: fieldwork_to}
    return {due.phase: anchors[due.counted_from] + datetime.timedelta(weeks=due.weeks) for due in TIMETABLE}


def out_of_order(dates: Mapping[Phase, datetime.date]) -> tuple[tuple[Phase, Phase], ...]:
    """The neighbouring phases of which the later is due before the earlier; due on the same day is in order."""
    ordered = [phase for phase in Phase if phase in dates]
    return tuple((one, next_) for one, next_ in pairwise(ordered) if dates[next_] < dates[one])


#: For how many months after publication is due the names of people are kept. Assumed: no source says.
NAMES_KEPT_MONTHS = 6


def names_deletion(publication_due: datetime.date) -> datetime.date:
    """The day proposed for deleting the names of people; of a month too short for the day, its last."""
    return _months_after(publication_due, NAMES_KEPT_MONTHS)


#: For how many months after publication is due uploaded documents are kept. Assumed: no source says.
DOCUMENTS_KEPT_MONTHS = 12


def documents_deletion(publication_due: datetime.date) -> datetime.date:
    """The day proposed for deleting the files of uploaded documents; of a month too short for the day, its last."""
    return _months_after(publication_due, DOCUMENTS_KEPT_MONTHS)


def _months_after(day: datetime.date, months: int) -> datetime.date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


#: What an organisation must be, by the subject of an edition. An edition with another subject inspects any.
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "probation delivery unit": ("PDU",),
        "probation provider": ("CRC", "NPS division"),
        "region of the Probation Service": ("region",),
        "serious further offence review": ("PDU", "region"),
        "youth justice service": ("youth justice service",),
    }
)


def inspects(framework: FrameworkFile, organisation: Organisation) -> bool:
    """Whether an edition is one for organisations of this kind."""
    kinds = KINDS.get(framework.subject)
    return kinds is None or organisation.kind in kinds
