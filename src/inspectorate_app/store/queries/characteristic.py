"""The results within each value of a characteristic as they are told, small groups protected."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

from django.utils.translation import gettext as _

from inspectorate.aggregation.counts import NOT_RECORDED, Count, Findings
from inspectorate.aggregation.disclosure import Protected, protect
from inspectorate.framework.model import Characteristic, Edition
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.release import Told, told
from inspectorate_app.store.queries.tally import grouped


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
        yield _by(edition_used(inspection), wanted[name], found)


def _by(edition: Edition, characteristic: Characteristic, found: Told) -> ByCharacteristic:
    by_group = grouped(edition, characteristic.id, found.groups)
    titles = {value.value: value.title for value in characteristic.values}
    whole = _whole(edition, by_group.values())
    questions = {
        question: protect({group: part.counts[question] for group, part in by_group.items()}, edition.fewest)
        for question in whole.counts
    }
    groups = {group: titles.get(group, _("Not recorded") if group == NOT_RECORDED else group) for group in by_group}
    return ByCharacteristic(characteristic, groups, questions, whole, edition.fewest, found.at, found.left_out)


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
