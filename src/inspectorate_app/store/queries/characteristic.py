"""The results within each value of a characteristic, small groups protected."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspectorate.aggregation.counts import NOT_RECORDED, Findings
from inspectorate.aggregation.disclosure import THRESHOLD, Protected, protect
from inspectorate.framework.model import Characteristic
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.tally import findings, findings_by


@dataclass(frozen=True)
class ByCharacteristic:
    """Every question by the values of one characteristic. ``groups`` are those values with their titles, in order.

    What may be shown of a question is in ``questions``; ``whole`` are the counts over all cases.
    """

    characteristic: Characteristic
    groups: Mapping[str, str]
    questions: Mapping[str, Protected]
    whole: Findings
    threshold: int


def by_characteristic(inspection: InspectionFacts, name: str, threshold: int = THRESHOLD) -> ByCharacteristic | None:
    """The results by a characteristic of the edition; None where it has none of that name. Two queries."""
    characteristic = edition_used(inspection).characteristic_by_id.get(name)
    if characteristic is None:
        return None
    by_group = findings_by(inspection, name)
    titles = {value.value: value.title for value in characteristic.values}
    whole = findings(inspection)
    questions = {
        question: protect({group: found.counts[question] for group, found in by_group.items()}, threshold)
        for question in whole.counts
    }
    groups = {group: titles.get(group, _("Not recorded") if group == NOT_RECORDED else group) for group in by_group}
    return ByCharacteristic(characteristic, groups, questions, whole, threshold)
