"""What the documents of the demonstration inspection are made from: its files counted and rated, without any database.

The figures are those that were published of Leicester, Leicestershire and Rutland in February 2023, the day of
publication with them; findings and recommendations are ours, and the cases behind them are made up.
"""

import datetime
import tempfile
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from inspectorate.aggregation.counts import NOT_RECORDED, aggregate, aggregate_by
from inspectorate.aggregation.disclosure import protect
from inspectorate.assessment.cases import read_cases
from inspectorate.assessment.judgements import Judgements
from inspectorate.assessment.reading import read_judgements
from inspectorate.case import Case
from inspectorate.context.moment import moment_words
from inspectorate.context.published import published_context
from inspectorate.context.record import Record
from inspectorate.framework.model import Edition
from inspectorate.organisation.directory import product_directory
from inspectorate.rating.evidence import evidence_from_counts
from inspectorate.rating.rate import rate
from inspectorate.rating.reading import read_organisational
from inspectorate.recommendation.addressee import addressees
from inspectorate.recommendation.model import Recommendation
from inspectorate.recommendation.numbering import Drafted, in_order, numbered
from inspectorate.recommendation.progress import product_statuses
from inspectorate.report.composition import composition, split
from inspectorate.report.fact_base import FactBase, Point, Progress, Split, Surveyed
from inspectorate.report.material import Texts
from inspectorate.report.prose import read_prose
from inspectorate.report.protected_context import protected_context
from inspectorate.report.statistics import statistics
from inspectorate.report.wording import say
from inspectorate.survey.result import beside_caseload, count
from inspectorate_app.demonstration import inspection
from inspectorate_app.demonstration.caseload import FIELDWORK, WEEKS
from inspectorate_app.demonstration.figures import published_figures
from inspectorate_app.demonstration.finding_text import demonstration_findings
from inspectorate_app.demonstration.recommendation_text import demonstration_recommendations
from inspectorate_app.demonstration.survey_figure import survey_figures, synthetic_responses
from inspectorate_app.demonstration.text import demonstration_texts

UNIT = "pdu/leicester-leicestershire-and-rutland"
PUBLISHED = datetime.date(2023, 2, 9)
_WEEK = datetime.timedelta(days=6)


def demonstration_fact_base() -> FactBase:
    """The fact base, the same at every call."""
    edition = inspection.demonstration_edition()
    with tempfile.TemporaryDirectory() as working:
        folder = Path(working)
        inspection.demonstration_files(folder).write(folder)
        cases = read_cases(folder / inspection.CASES, edition).cases
        judgements = read_judgements(folder / inspection.JUDGEMENTS, edition, cases)
        organisational = read_organisational(folder / inspection.ORGANISATIONAL, edition)
    findings, context = aggregate(judgements, cases), tuple(_context())
    made = composition(edition, (case.characteristics for case in cases.values()))
    interviews = [each.value for each in context if each.figure == "practitioner_interviews"]
    return FactBase(
        unit=product_directory().by_id[UNIT],
        rated=rate(evidence_from_counts(findings, organisational)),
        findings=findings,
        fieldwork=(FIELDWORK, FIELDWORK + datetime.timedelta(days=11)),
        published=PUBLISHED,
        cohorts=tuple((monday, monday + _WEEK) for monday in WEEKS),
        composition=made.shown,
        withheld=made.withheld,
        interviews=int(interviews[0]) if interviews else None,
        splits=tuple(_splits(edition, judgements, cases, made.withheld)),
        context=protected_context(context, edition.fewest),
        surveys=tuple(_surveys(edition)),
        points=tuple(_points()),
        recommendations=_recommendations(edition),
        progress=tuple(_progress()),
    )


def demonstration_parts(base: FactBase) -> dict[str, Texts]:
    """What its authors wrote, by kind of document and part, its numbers taken from the evidence."""
    known, edition = statistics(base), base.rated.edition
    standards = {part.id: part.standard for part in edition.report.outline} if edition.report else {}
    return {
        kind: {
            part: read_prose(text, known, say, name=part, below=2 if standards.get(part) else 1).blocks
            for part, text in parts.items()
        }
        for kind, parts in demonstration_texts()[edition.id].items()
    }


def _splits(edition: Edition, judgements: Judgements, cases: Mapping[str, Case], withheld: Set[str]) -> Iterator[Split]:
    for name, characteristic in edition.characteristic_by_id.items():
        parts = aggregate_by(judgements, cases, name)
        titles = {value.value: value.title for value in characteristic.values} | {NOT_RECORDED: "Not recorded"}
        questions = {
            question: protect({group: part.counts[question] for group, part in parts.items()}, edition.fewest)
            for question in edition.question_by_id
        }
        found = split(characteristic, {group: titles[group] for group in parts}, questions, withheld)
        if found:
            yield found


def _context() -> Iterator[Record]:
    for document in published_context():
        if document.unit == UNIT:
            for each in document.figures:
                source = f"{document.document}, {moment_words(document.published)}: {each.place}"
                yield Record(each.figure, each.level, each.value, each.as_of, source, each.of, each.period_from)


def _surveys(edition: Edition) -> Iterator[Surveyed]:
    """Both surveys counted; of the caseload that stands beside who answered, no figures are published."""
    for figures in survey_figures():
        asked = edition.survey_by_id[figures.questionnaire]
        given = synthetic_responses(figures, asked)
        beside = tuple(
            row
            for question in asked.question_by_id.values()
            if question.about_you
            for row in beside_caseload(given, question, {}, edition.fewest)
        )
        yield Surveyed(asked.id, asked.title, count(asked, given, edition.fewest), beside)


def _points() -> Iterator[Point]:
    standing = (each for each in demonstration_findings() if not each.withdrawn)
    for number, each in enumerate(standing, start=1):
        yield Point(number, each.heading, each.kind, each.text)


def _recommendations(edition: Edition) -> tuple[Recommendation, ...]:
    """Those of the lead inspector that stand; what others propose is not printed."""
    unit = product_directory().by_id[UNIT]
    named = edition.report.addressees if edition.report else ()
    known = {each.kind: each for each in addressees(named, unit.name, unit.kind, unit.region or "")}
    drafted = [
        Drafted(place, known[each.to], each.text)
        for place, each in enumerate(demonstration_recommendations().recommendations)
        if each.by == "lead" and not each.withdrawn
    ]
    return numbered(in_order(drafted, tuple(known.values())))


def _progress() -> Iterator[Progress]:
    labels = {name: each.label for name, each in product_statuses().by_id.items()}
    unit = f"{published_figures().unit}"
    for each in demonstration_recommendations().previous:
        if each.status:
            yield Progress(Recommendation(each.number, "other", unit, each.text), labels[each.status], each.found)
