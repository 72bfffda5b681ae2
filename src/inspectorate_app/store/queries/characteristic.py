"""The results within each value of a characteristic as they are told, small groups protected."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from inspectorate.aggregation.counts import NOT_RECORDED, Count, Findings
from inspectorate.aggregation.disclosure import Protected, protect
from inspectorate.framework.model import Characteristic, Edition
from inspectorate_app.store.queries.edition import edition_of
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.release import Told, told
from inspectorate_app.store.queries.tally import grouped

#: Of how many tables by a characteristic a process knows what may be shown: those of two inspections or three.
KEPT = 32


@dataclass(frozen=True)
class ByCharacteristic:
    """Every question by the values of one characteristic. ``groups`` are those values with their titles, in order.

    What may be shown of a question is in ``questions``; ``whole`` are the counts over all cases that are in it, as they
    stood at the moment ``at``, if that is known. ``left_out`` counts the assessments that were opened again since.
    """

    characteristic: Characteristic
    groups: Mapping[str, str]
    questions: Mapping[str, Protected]
    whole: Findings
    threshold: int
    at: datetime.datetime | None = None
    left_out: int = 0


def by_characteristic(inspection: InspectionFacts, name: str) -> ByCharacteristic | None:
    """The results by a characteristic of the edition; None where it has none of that name, or they are not told yet."""
    characteristic = edition_used(inspection).characteristic_by_id.get(name)
    return next(by_each(inspection, [characteristic]), None) if characteristic else None


def by_each(inspection: InspectionFacts, characteristics: Iterable[Characteristic]) -> Iterator[ByCharacteristic]:
    """The same by each of some characteristics of the edition, read together; without those that are not told yet."""
    wanted = {each.id: each for each in characteristics}
    for name, found in told(inspection, wanted).items():
        yield _by(inspection, wanted[name], found)


def _by(inspection: InspectionFacts, characteristic: Characteristic, found: Told) -> ByCharacteristic:
    edition, parted = edition_used(inspection), parted_by(inspection, characteristic.id, found.groups)
    titles = {value.value: value.title for value in characteristic.values}
    groups = {group: titles.get(group, _("Not recorded") if group == NOT_RECORDED else group) for group in parted.parts}
    return ByCharacteristic(
        characteristic, groups, parted.questions, parted.whole, edition.fewest, found.at, found.left_out
    )


@dataclass(frozen=True)
class Parted:
    """The counts within each group of one characteristic, over all groups, and what may be shown of each question."""

    parts: Mapping[str, Findings]
    whole: Findings
    questions: Mapping[str, Protected]


def parted_by(inspection: InspectionFacts, characteristic: str, groups: Mapping[str, Any]) -> Parted:
    """The groups by a characteristic, as they are stored, counted and protected.

    Each document and page of an inspection asks for it by every characteristic, and it hangs on nothing but these
    counts and the edition: of the same counts it is worked out once.
    """
    return _parted(inspection.edition_sha256, characteristic, json.dumps(groups))


@lru_cache(maxsize=KEPT)
def _parted(edition_sha256: str, characteristic: str, groups: str) -> Parted:
    edition = edition_of(edition_sha256)
    parts = grouped(edition, characteristic, json.loads(groups))
    whole = _whole(edition, parts.values())
    questions = {
        question: protect({group: part.counts[question] for group, part in parts.items()}, edition.fewest)
        for question in whole.counts
    }
    return Parted(MappingProxyType(parts), whole, MappingProxyType(questions))


def _whole(edition: Edition, parts: Iterable[Findings]) -> Findings:
    """All groups together: each case is in one of them."""
    found = list(parts)
    counts = {
        question: reduce(_sum, (part.counts[question] for part in found), Count())
        for question in edition.question_by_id
    }
    return Findings(edition, sum(part.cases for part in found), counts)


def _sum(one: Count, other: Count) -> Count:
    answers = {**one.answers}
    for answer, number in other.answers.items():
        answers[answer] = answers.get(answer, 0) + number
    kinds = ("yes", "no", "not_applicable", "missing", "other")
    summed = {kind: getattr(one, kind) + getattr(other, kind) for kind in kinds}
    return Count(**summed, answers=MappingProxyType(answers))
