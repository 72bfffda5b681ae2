"""All that the documents of an inspection are made from, read once from what was signed off.

Ratings and the counts of all cases come from the panel's frozen evidence, never from what stands today. Small groups
are left out here, before anything is written.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping

from inspectorate.aggregation.counts import NOT_RECORDED, Count
from inspectorate.aggregation.disclosure import protect_sizes
from inspectorate.context.record import Record
from inspectorate.framework.model import Characteristic
from inspectorate.inspection import Phase
from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.rating.record import counted, read_record
from inspectorate.register.inspection import PublishedInspection
from inspectorate.report.fact_base import FactBase, Point, Split, Surveyed
from inspectorate_app.store.models import Case, Milestone
from inspectorate_app.store.queries import finding, sample, survey
from inspectorate_app.store.queries.characteristic import by_characteristic
from inspectorate_app.store.queries.context import recorded
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.panel import current, rate_again
from inspectorate_app.store.queries.published import earlier_of, known_before, shipped

#: The figure of context that says with how many practitioners inspectors spoke about a case.
INTERVIEWS = "practitioner_interviews"


def fact_base(inspection: InspectionFacts) -> FactBase | None:
    """The fact base of an inspection; None before its ratings are signed off, or where they cannot be reached again."""
    panel = current(inspection)
    if panel is None or panel.state != "signed_off":
        return None
    rated = rate_again(panel).rated
    if rated is None:
        return None
    context = tuple(each.current.record for each in recorded(inspection.id))
    milestones = dict(Milestone.objects.filter(inspection_id=inspection.id).values_list("phase", "due_on"))
    previous = earlier_of(inspection)
    return FactBase(
        unit=unit_of(inspection),
        rated=rated,
        findings=counted(read_record(panel.evidence), rated.edition),
        fieldwork=(inspection.fieldwork_from, inspection.fieldwork_to),
        published=milestones.get(Phase.PUBLISHED.value),
        cohorts=tuple((day, day + datetime.timedelta(days=6)) for day in inspection.cohort_weeks),
        composition=composition(inspection),
        interviews=_interviews(context),
        splits=tuple(_splits(inspection)),
        context=context,
        surveys=tuple(_surveys(inspection)),
        points=tuple(Point(each.number, each.heading, each.kind, each.text) for each in finding.findings(inspection)),
        previous=previous[-1] if previous else None,
        neighbours=_neighbours(inspection),
        sampling=_sampling(inspection),
        frozen_at=panel.signed_off_at,
        seal=panel.sha256,
    )


def unit_of(inspection: InspectionFacts) -> Organisation:
    """What is inspected, from the directory, or as it was named when the inspection was set up."""
    known = product_directory().by_id.get(inspection.organisation)
    return known or Organisation(inspection.organisation, inspection.unit, inspection.kind, inspection.region or None)


def _interviews(context: Iterable[Record]) -> int | None:
    values = [each.value for each in context if each.figure == INTERVIEWS and each.level == "unit" and not each.of]
    return int(values[-1]) if values and values[-1].isdigit() else None


def composition(inspection: InspectionFacts) -> Mapping[str, Mapping[str, int]]:
    """How many submitted cases of the main sample have each value of each characteristic; small groups left out.

    Cases of which it was not recorded are a group like any other: left out of the reckoning, they would follow from it.
    """
    rows = Case.objects.filter(inspection_id=inspection.id, role="main", assessment__state="submitted")
    cases = list(rows.values_list("characteristics", flat=True))
    made = {}
    for name, characteristic in edition_used(inspection).characteristic_by_id.items():
        counted = Counter(case.get(name, NOT_RECORDED) for case in cases)
        sizes = {value.value: counted[value.value] for value in characteristic.values}
        sizes[NOT_RECORDED] = len(cases) - sum(sizes.values())
        hidden = protect_sizes(sizes)
        made[name] = {value: size for value, size in sizes.items() if size and value not in hidden}
    return {name: sizes for name, sizes in made.items() if sizes.keys() - {NOT_RECORDED}}


def _splits(inspection: InspectionFacts) -> list[Split]:
    """The results by each characteristic of which any group may be shown."""
    edition = edition_used(inspection)
    found = [_split(inspection, each) for each in edition.characteristic_by_id.values()]
    return [each for each in found if each and each.counts]


def _split(inspection: InspectionFacts, characteristic: Characteristic) -> Split | None:
    result = by_characteristic(inspection, characteristic.id)
    if result is None:
        return None
    counts: dict[str, dict[str, Count | None]] = {}
    for group, title in result.groups.items():
        row = {question: protected.shown.get(group) for question, protected in result.questions.items()}
        if any(row.values()):
            counts[title] = row
    return Split(characteristic.id, characteristic.title, counts)


def _surveys(inspection: InspectionFacts) -> list[Surveyed]:
    made = []
    for each in survey.surveys(inspection):
        results = survey.results(each)
        if results is None:
            continue
        beside = tuple(row for compared in survey.beside(inspection, each) for row in compared.rows)
        quoted = tuple(words.text for words in survey.quotations(each))
        made.append(Surveyed(each.questionnaire.id, each.title, results, beside, quoted))
    return made


def _neighbours(inspection: InspectionFacts) -> tuple[PublishedInspection, ...]:
    """The last inspection of each other unit of the region that was published when fieldwork ended."""
    others = (one for one in known_before(inspection) if one.unit != inspection.organisation)
    return tuple(one for one in others if inspection.region and shipped().organisation(one).region == inspection.region)


def _sampling(inspection: InspectionFacts) -> tuple[str, ...]:
    """The statement of each approved sample, in paragraphs."""
    told = [sample.statement_of(inspection.id, each.id) for each in sample.samples_of(inspection.id)]
    return tuple(text for text in told if text)
