"""When results by characteristic are told: as fieldwork has ended, and not as it goes on.

Told as assessments are submitted, two looks would differ by one case: by its characteristics, and by all its answers.
In fieldwork alone can an assessment change, so what is told once it has ended stands still. Where fieldwork is opened
again, what was told goes on to be told (``Release``); ``actions.release`` says when what stands then takes its place.
This is the one place where it is decided: ``docs/adr/0024-results-by-characteristic.md``.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from inspectorate.aggregation.counts import NOT_RECORDED
from inspectorate.inspection import Phase
from inspectorate_app.store.models import CaseAssessment, PhaseChange, Release
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.tally import groups_by

#: The phases in which an assessment can still change, or has not begun.
UNTIL_FIELDWORK_ENDS = frozenset({Phase.ANNOUNCED, Phase.EVIDENCE, Phase.FIELDWORK})


@dataclass(frozen=True)
class Told:
    """What is told by one characteristic: the ``groups`` as they are stored, and when fieldwork had ended.

    ``left_out`` counts the assessments that were opened or submitted since, and are not in it. ``at`` is None where the
    end of fieldwork was not recorded.
    """

    groups: Mapping[str, Mapping[str, Any]]
    at: datetime.datetime | None
    left_out: int = 0


def is_told(inspection: InspectionFacts) -> bool:
    """Whether any results by characteristic are told: fieldwork has ended, or had ended before."""
    ended = inspection.phase not in UNTIL_FIELDWORK_ENDS
    return ended or Release.objects.filter(inspection_id=inspection.id).exists()


def told(inspection: InspectionFacts, characteristics: Iterable[str]) -> Mapping[str, Told]:
    """What is told by each of some characteristics; those of which nothing is told yet are not in it.

    However many they are, four queries at most where all that was kept was kept at one moment.
    """
    wanted = list(characteristics)
    rows = Release.objects.filter(inspection_id=inspection.id, characteristic__in=wanted)
    kept = {row.characteristic: row for row in rows}
    since = {at: _since(inspection.id, at).count() for at in {row.at for row in kept.values()}}
    made = {name: Told(row.groups, row.at, since[row.at]) for name, row in kept.items()}
    others = [name for name in wanted if name not in made]
    if others and inspection.phase not in UNTIL_FIELDWORK_ENDS:
        standing, ended = groups_by(inspection.id, others), fieldwork_ended(inspection.id)
        made |= {name: Told(standing.get(name, {}), ended) for name in others}
    return made


def fieldwork_ended(inspection: int) -> datetime.datetime | None:
    """When fieldwork last ended; None where that was not recorded."""
    rows = PhaseChange.objects.filter(inspection_id=inspection, before=Phase.FIELDWORK, after=Phase.ANALYSIS)
    return rows.order_by("-at").values_list("at", flat=True).first()


def kept_of(inspection: int) -> list[Release]:
    """What goes on to be told of an inspection, since fieldwork was opened again."""
    return list(Release.objects.filter(inspection_id=inspection).order_by("pk"))


def changed_since(inspection: int, at: datetime.datetime, characteristic: str) -> Counter[str]:
    """How many assessments of each group were submitted since a moment."""
    rows = _since(inspection, at).filter(state="submitted").values_list("case__characteristics", flat=True)
    return Counter(characteristics.get(characteristic, NOT_RECORDED) for characteristics in rows)


def _since(inspection: int, at: datetime.datetime) -> QuerySet[CaseAssessment]:
    """The assessments that are open, or were submitted after a moment."""
    rows = CaseAssessment.objects.filter(inspection_id=inspection, case__role="main")
    return rows.filter(~Q(state="submitted") | Q(submitted_at__gt=at))
