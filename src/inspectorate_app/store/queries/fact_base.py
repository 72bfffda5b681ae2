"""All that the documents of an inspection are made from, read once from what was signed off.

Ratings and the counts of all cases come from the panel's frozen evidence, never from what stands today. Small groups
are left out here, before anything is written.
"""

import datetime
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from inspectorate.aggregation.counts import Findings
from inspectorate.context.record import Record
from inspectorate.inspection import Phase
from inspectorate.language import ENGLISH, speaking
from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.rating.rate import InspectionRating
from inspectorate.rating.record import counted, read_record
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register
from inspectorate.report import composition as library
from inspectorate.report.composition import Composition
from inspectorate.report.fact_base import FactBase, Point, Split, Surveyed, Team
from inspectorate.report.listing import listed
from inspectorate.report.protected_context import protected_context
from inspectorate_app.store.models import Case, Membership, Milestone, Person
from inspectorate_app.store.queries import finding, previous_recommendation, recommendation, sample, survey
from inspectorate_app.store.queries.characteristic import by_each
from inspectorate_app.store.queries.context import recorded
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.panel import current, rate_again
from inspectorate_app.store.queries.published import earlier_of, known_before, register_before
from inspectorate_app.store.queries.tally import findings

#: The figure of context that says with how many practitioners inspectors spoke about a case.
INTERVIEWS = "practitioner_interviews"
#: From which phase on documents of an inspection that rates nothing are made: then nothing is read any more.
UNRATED_FROM = Phase.PANEL


def fact_base(inspection: InspectionFacts) -> FactBase | None:
    """The fact base of an inspection; None before its ratings are signed off, or where they cannot be reached again.

    One of an edition that rates nothing has no panel: it counts what was submitted, from the phase ``UNRATED_FROM`` on.
    Whoever asks, it is in English: what is composed of it has a language of its own.
    """
    with speaking(ENGLISH):
        return _as_signed_off(inspection)


def _as_signed_off(inspection: InspectionFacts) -> FactBase | None:
    if edition_used(inspection).rating is None:
        return _unrated(inspection)
    panel = current(inspection)
    if panel is None or panel.state != "signed_off":
        return None
    rated = rate_again(panel).rated
    if rated is None:
        return None
    found = counted(read_record(panel.evidence), rated.edition)
    return replace(_gathered(inspection, rated, found), frozen_at=panel.signed_off_at, seal=panel.sha256)


def _unrated(inspection: InspectionFacts) -> FactBase | None:
    if list(Phase).index(inspection.phase) < list(Phase).index(UNRATED_FROM):
        return None
    rated = InspectionRating(edition_used(inspection), (), None, None, None, ())
    return _gathered(inspection, rated, findings(inspection))


def _gathered(inspection: InspectionFacts, rated: InspectionRating, found: Findings) -> FactBase:
    """Everything but the seal."""
    context = tuple(each.current.record for each in recorded(inspection.id))
    milestones = dict(Milestone.objects.filter(inspection_id=inspection.id).values_list("phase", "due_on"))
    register = register_before(inspection)
    previous = earlier_of(register, inspection)
    made = composition(inspection)
    recommended, withdrawn = recommendation.in_documents(inspection)
    return FactBase(
        unit=unit_of(inspection),
        rated=rated,
        findings=found,
        fieldwork=(inspection.fieldwork_from, inspection.fieldwork_to),
        published=milestones.get(Phase.PUBLISHED.value),
        cohorts=tuple((day, day + datetime.timedelta(days=6)) for day in inspection.cohort_weeks),
        composition=made.shown,
        withheld=made.withheld,
        interviews=_interviews(context),
        splits=tuple(_splits(inspection, made.withheld)),
        context=protected_context(context, rated.edition.fewest),
        surveys=tuple(_surveys(inspection)),
        points=tuple(Point(each.number, each.heading, each.kind, each.text) for each in finding.findings(inspection)),
        recommendations=recommended,
        withdrawn=withdrawn,
        previous=previous[-1] if previous else None,
        progress=previous_recommendation.progress(inspection),
        neighbours=_neighbours(register, inspection),
        sampling=_sampling(inspection),
        team=_team(inspection),
    )


def _team(inspection: InspectionFacts) -> Team:
    """Who is named in print: the lead inspectors, and the chief inspector where one person alone has the office."""
    leads = Membership.objects.filter(inspection_id=inspection.id, role="lead_inspector", person__is_active=True)
    names = leads.order_by("person__name").values_list("person__name", flat=True)
    chiefs = list(Person.objects.filter(office="chief_inspector", is_active=True).values_list("name", flat=True)[:2])
    return Team(listed(list(names)), chiefs[0] if len(chiefs) == 1 else "")


def unit_of(inspection: InspectionFacts) -> Organisation:
    """What is inspected, from the directory, or as it was named when the inspection was set up."""
    known = product_directory().by_id.get(inspection.organisation)
    return known or Organisation(inspection.organisation, inspection.unit, inspection.kind, inspection.region or None)


def _interviews(context: Iterable[Record]) -> int | None:
    values = [each.value for each in context if each.figure == INTERVIEWS and each.level == "unit" and not each.of]
    return int(values[-1]) if values and values[-1].isdigit() else None


def composition(inspection: InspectionFacts) -> Composition:
    """How many submitted cases of the main sample have each value of each characteristic; small groups apart."""
    rows = Case.objects.filter(inspection_id=inspection.id, role="main", assessment__state="submitted")
    return library.composition(edition_used(inspection), rows.values_list("characteristics", flat=True))


def _splits(inspection: InspectionFacts, withheld: Set[str]) -> Iterator[Split]:
    """The results by each characteristic of which any group may be shown."""
    for each in by_each(inspection, edition_used(inspection).characteristic_by_id.values()):
        found = library.split(each.characteristic, each.groups, each.questions, withheld)
        if found:
            yield found


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


def _neighbours(register: Register, inspection: InspectionFacts) -> tuple[PublishedInspection, ...]:
    """The last inspection of each other unit of the region that was published when fieldwork ended."""
    others = (one for one in known_before(register, inspection) if one.unit != inspection.organisation)
    return tuple(one for one in others if inspection.region and register.organisation(one).region == inspection.region)


def _sampling(inspection: InspectionFacts) -> tuple[str, ...]:
    """The statement of each approved sample, in paragraphs."""
    told = [sample.statement_of(inspection.id, each.id) for each in sample.samples_of(inspection.id)]
    return tuple(text for text in told if text)
