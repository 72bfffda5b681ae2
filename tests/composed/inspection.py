"""Inspections made up at random: every number and judgement drawn by a seed, so that each can be made again."""

import datetime
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from inspectorate.aggregation.counts import Count, Findings
from inspectorate.context.record import Record
from inspectorate.framework.catalogue import edition_folders, load_edition
from inspectorate.framework.model import Edition
from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.rating.evidence import Judgement, PanelDecision, evidence_from_counts
from inspectorate.rating.rate import InspectionRating, rate
from inspectorate.recommendation.model import Recommendation
from inspectorate.register.inspection import Citation, PublishedInspection, PublishedScore, Review
from inspectorate.report.fact_base import FactBase, Point, Progress, Split, Surveyed, Team
from inspectorate.report.letter import RegionalReview
from inspectorate.report.unit_name import in_full, region_of
from inspectorate.survey.result import Beside, count

RATINGS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
#: The edition and the kinds of unit that it inspects.
EDITIONS = {
    "hmip-pdu-2021": ("PDU",),
    "hmip-pdu-2023": ("PDU",),
    "hmip-crc-nps-2018": ("CRC", "NPS division"),
    "hmip-yjs-2018": ("youth justice service",),
    "hmip-region-2023": ("region",),
}
VERBS = ("improve", "review", "ensure", "develop and implement", "address", "provide", "strengthen", "increase")
THINGS = (
    "the quality of work to assess and manage the risk of harm",
    "the oversight of casework by managers, so that actions are completed",
    "the arrangements for information on domestic abuse and the safeguarding of children",
    "the offer of training to practitioners who are new in post",
    "staffing levels, and the support of staff with high workloads",
    "the use of services that meet the needs of people supervised",
    "planning before release, and the engagement of those in custody",
    "the way in which the views of people supervised shape what is provided",
)
#: What a finding says, by the form in which it takes in a number.
SAID = {
    "count": (
        "work was planned well in {slot} cases, and practitioners knew what was expected of them.",
        "this was done as it should be in {slot} relevant cases.",
        "in {slot} cases it was met.",
    ),
    "per cent": (
        "in {slot} of relevant cases, this was done as it should be.",
        "inspectors judged that {slot} of the cases were sufficient.",
        "{slot} of cases had no more than two practitioners.",
    ),
    "share and per cent": (
        "this was done as it should be in {slot} of relevant cases.",
        "inspectors judged the work to be sufficient in {slot} of the cases.",
    ),
}
PLAIN = {
    "strength": (
        "Relationships with partners were strong, and information was shared.",
        "Staff were committed and well supported by their managers.",
    ),
    "improvement": ("Staff were not told what mattered most.", "Delays in vetting kept posts empty for months."),
}
QUOTATIONS = (
    "My probation worker has been good with me and gives me confidence in myself.",
    "I was kept waiting for a long time, and nobody told me why.",
    "They listen, and that has helped me more than anything else.",
)


@cache
def edition_of(name: str) -> Edition:
    """An edition, loaded once."""
    return load_edition(edition_folders()[name])


@dataclass(frozen=True)
class MadeUp:
    """An inspection made up by a seed."""

    seed: int
    base: FactBase

    @property
    def edition(self) -> Edition:
        """The edition by which it was inspected."""
        return self.base.rated.edition


def made_up(seed: int, edition: str = "") -> MadeUp:
    """The inspection of a seed; editions take turns unless one is named."""
    draw = random.Random(f"composed-{seed}")
    name = edition or tuple(EDITIONS)[seed % len(EDITIONS)]
    return MadeUp(seed, _fact_base(draw, edition_of(name), draw.choice(EDITIONS[name])))


def made_up_review(seed: int) -> RegionalReview:
    """The review of a region with several of its units, of a seed."""
    draw = random.Random(f"review-{seed}")
    edition = edition_of("hmip-region-review-2021")
    region = draw.choice([each for each in product_directory().organisations if each.kind == "region"])
    pdus = [each for each in product_directory().organisations if each.kind == "PDU" and each.region == region.name]
    units = []
    for unit in draw.sample(pdus, k=min(len(pdus), draw.randint(2, 5))):
        base = _fact_base(draw, edition_of(draw.choice(("hmip-pdu-2021", "hmip-pdu-2023"))), "PDU")
        recommendations = _recommendations(draw, unit) or (Recommendation(1, "PDU", in_full(unit), _task(draw)),)
        units.append(replace(base, unit=unit, recommendations=recommendations))
    rated = InspectionRating(edition, (), None, None, None, ())
    findings = Findings(edition, 0, {})
    points = _points(draw, rated, findings)
    written = max(each.published for each in units if each.published)
    base = FactBase(
        region,
        rated,
        findings,
        units[0].fieldwork,
        published=written,
        points=points,
        team=Team("", "The Chief Inspector"),
    )
    to = ("The Regional Probation Director, Regional Probation Director",)
    return RegionalReview(base, tuple(units), to, "Director", ("Director General Operations, HMPPS",))


def _fact_base(draw: random.Random, edition: Edition, kind: str) -> FactBase:
    unit = _unit(draw, kind)
    cases = draw.choice((0, 12, 25, 40, 61, 102, 196)) or draw.randint(5, 250)
    findings = _findings(draw, edition, kind, cases)
    rated = _rated(draw, edition, findings, kind)
    begun = datetime.date(2021, 9, 6) + datetime.timedelta(weeks=draw.randint(0, 180))
    weeks = draw.sample(range(20, 34), k=draw.randint(0, 2))
    cohorts = sorted(begun - datetime.timedelta(weeks=week) for week in weeks)
    recommendations = _recommendations(draw, unit)
    return FactBase(
        unit=unit,
        rated=rated,
        findings=findings,
        fieldwork=(begun, begun + datetime.timedelta(days=draw.choice((4, 11, 18)))),
        published=begun + datetime.timedelta(days=draw.randint(80, 200)),
        cohorts=tuple((day, day + datetime.timedelta(days=6)) for day in cohorts),
        composition=_composition(draw, edition, cases),
        interviews=draw.choice((None, 1, 7, 47, 79)),
        splits=_splits(draw, edition, findings),
        context=_context(draw),
        surveys=tuple(_surveyed(draw, survey) for survey in edition.surveys if draw.random() < 0.8),
        points=_points(draw, rated, findings),
        recommendations=recommendations,
        previous=_previous(draw, unit) if draw.random() < 0.5 else None,
        progress=_progress(draw, unit) if draw.random() < 0.5 else (),
        neighbours=_neighbours(draw, unit),
        team=draw.choice((Team(), Team("the lead inspector", "The Chief Inspector"))),
        sampling=draw.choice(((), ("The cases were drawn by lot, in proportion to the cases of each team.",))),
        frozen_at=datetime.datetime(2022, 1, 3, 10, 0, tzinfo=datetime.UTC),
        seal="0123456789abcdef" * 4,
    )


def _unit(draw: random.Random, kind: str) -> Organisation:
    if kind in ("PDU", "youth justice service") and draw.random() < 0.2:
        region = "North West" if kind == "PDU" else None
        return Organisation("pdu/northmoor", draw.choice(("Northmoor", "Eastvale and Westby")), kind, region)
    known = [each for each in product_directory().organisations if each.kind == kind]
    return draw.choice(known)


def _findings(draw: random.Random, edition: Edition, kind: str, cases: int) -> Findings:
    service = {"CRC": "CRC", "NPS division": "NPS"}.get(kind)
    own = {
        question.id
        for standard in edition.standards
        if standard.service in (None, service) and not _left_out(draw, standard)
        for key_question in standard.key_questions
        for question in (key_question, *key_question.prompts)
    } | {question.id for question in edition.case_questions}
    counts = {}
    bias = draw.random()
    for id_ in edition.question_by_id:
        counts[id_] = _count(draw, cases, bias) if id_ in own else Count(not_applicable=cases)
    return Findings(edition, cases, counts)


def _left_out(draw: random.Random, standard: object) -> bool:
    return bool(getattr(standard, "may_be_not_rated", False)) and draw.random() < 0.3


def _count(draw: random.Random, cases: int, bias: float) -> Count:
    relevant = draw.choice((cases, draw.randint(1, cases)))
    share = min(1.0, max(0.0, draw.gauss(bias, 0.2)))
    yes = round(relevant * share)
    return Count(yes=yes, no=relevant - yes, not_applicable=cases - relevant)


def _rated(draw: random.Random, edition: Edition, findings: Findings, kind: str) -> InspectionRating:
    organisational = {
        standard.id: Judgement(draw.choice(RATINGS), "so inspectors judged")
        for standard in edition.standards
        if standard.kind == "organisational" and not _left_out(draw, standard)
    }
    first = rate(evidence_from_counts(findings, organisational))
    panel = {
        each.standard.id: PanelDecision(
            draw.choice(each.latitude.ratings),
            "the evidence as a whole supports it",
            datetime.date(2022, 1, 3),
            ("a", "b"),
        )
        for each in first.standards
        if each.latitude.ratings and draw.random() < 0.5
    }
    return rate(evidence_from_counts(findings, organisational, panel))


def _recommendations(draw: random.Random, unit: Organisation) -> tuple[Recommendation, ...]:
    names: list[tuple[str, str]] = [
        ({"youth justice service": "YJS", "NPS division": "NPS"}.get(unit.kind, unit.kind), in_full(unit))
    ]
    if unit.kind == "PDU" and region_of(unit):
        names.append(("region", f"{region_of(unit)} region"))
    names.append(("HMPPS", "HM Prison and Probation Service"))
    chosen = [names[0], *(each for each in names[1:] if draw.random() < 0.7)]
    if draw.random() < 0.05:
        return ()
    made: list[Recommendation] = []
    for addressee, addressed_as in chosen:
        for _place in range(draw.randint(1, 8)):
            made.append(Recommendation(len(made) + 1, addressee, addressed_as, _task(draw)))
    return tuple(made)


def _task(draw: random.Random) -> str:
    return f"{draw.choice(VERBS)} {draw.choice(THINGS)}{draw.choice(('', '.', '; and tell staff how'))}"


def _points(draw: random.Random, rated: InspectionRating, findings: Findings) -> tuple[Point, ...]:
    """Strengths and areas for improvement under standards and other parts, some with numbers of the evidence."""
    edition = rated.edition
    headings = [part.standard for part in edition.report.outline if part.standard] if edition.report else []
    inspected = {each.standard.id for each in rated.standards}
    points: list[Point] = []
    for heading in headings:
        if edition.standard_by_id[heading].service and heading not in inspected:
            continue
        for kind in ("strength", "improvement"):
            for _place in range(draw.randint(0, 3)):
                points.append(Point(len(points) + 1, heading, kind, _finding(draw, heading, kind, findings)))
    return tuple(points)


def _finding(draw: random.Random, heading: str, kind: str, findings: Findings) -> str:
    edition = findings.edition
    standard = edition.standard_by_id.get(heading)
    questions = [
        prompt.id
        for key_question in (standard.key_questions if standard else ())
        for prompt in key_question.prompts
        if prompt.id in findings.counts and findings.counts[prompt.id].relevant
    ]
    if not questions:
        return draw.choice(PLAIN[kind])
    form = draw.choice(tuple(SAID))
    begins = "Strong work was seen: " if kind == "strength" else "Too little was done: "
    return begins + draw.choice(SAID[form]).format(slot=f"{{{{case:{draw.choice(questions)} | {form}}}}}")


def _composition(draw: random.Random, edition: Edition, cases: int) -> Mapping[str, Mapping[str, int]]:
    made: dict[str, dict[str, int]] = {}
    for characteristic in list(edition.characteristic_by_id.values())[:3]:
        if cases >= 40 and draw.random() < 0.7:
            first, second = [each.value for each in characteristic.values][:2]
            part = draw.randint(10, cases - 10)
            made[characteristic.id] = {first: part, second: cases - part}
    return made


def _splits(draw: random.Random, edition: Edition, findings: Findings) -> tuple[Split, ...]:
    made = []
    for characteristic in list(edition.characteristic_by_id.values())[:2]:
        if findings.cases >= 60 and draw.random() < 0.6:
            titles = [each.title for each in characteristic.values][:2]
            counts: dict[str, dict[str, Count | None]] = {title: {} for title in titles}
            for id_, whole in findings.counts.items():
                if whole.relevant >= 40:
                    yes, no = whole.yes // 3, whole.no // 3
                    counts[titles[0]][id_] = Count(yes=yes, no=no)
                    counts[titles[1]][id_] = Count(yes=whole.yes - yes, no=whole.no - no)
            made.append(Split(characteristic.id, characteristic.title, counts))
    return tuple(made)


def _context(draw: random.Random) -> tuple[Record, ...]:
    records = [
        Record("caseload", "unit", str(draw.randint(400, 9000)), "2022-03", "data of the service"),
        Record("caseload", "region", str(draw.randint(9000, 29000)), "2022-03", "data of the region"),
        Record("caseload_share", "unit", str(draw.randint(4, 90)), "2022-03", "data of the service"),
    ]
    return tuple(each for each in records if draw.random() < 0.6)


def _surveyed(draw: random.Random, survey: object) -> Surveyed:
    from inspectorate.framework.survey import Survey

    assert isinstance(survey, Survey)
    responses = [_response(draw, survey) for _place in range(draw.choice((4, 12, 41, 70)))]
    results = count(survey, responses)
    shown = results.respondents >= 20
    beside = (Beside("Women", 11, 16, 12), Beside("Men", None, None, 88)) if shown and draw.random() < 0.5 else ()
    return Surveyed(survey.id, survey.title, results, beside, tuple(draw.sample(QUOTATIONS, k=draw.randint(0, 2))))


def _response(draw: random.Random, survey: object) -> Mapping[str, str | int | list[str]]:
    from inspectorate.framework.survey import Survey

    assert isinstance(survey, Survey)
    given: dict[str, str | int | list[str]] = {}
    for question in survey.question_by_id.values():
        choices = [each.choice for each in survey.choices_of(question)]
        if question.kind == "several":
            given[question.id] = [draw.choice(choices)]
        elif choices and draw.random() < 0.95:
            given[question.id] = draw.choice(choices)
    return given


def _published(unit: str, overall: str, points: int, on: str) -> PublishedInspection:
    return PublishedInspection(
        inspection=f"{unit}/{on[:7]}",
        unit=unit,
        edition="hmip-pdu-2021",
        published=on,
        overall=overall,
        score=PublishedScore(points=points, maximum=27),
        sources=(Citation(document="a report"),),
        certainty="published",
        reviewed=Review(by="those who keep the register", on=datetime.date(2021, 1, 1)),
    )


def _previous(draw: random.Random, unit: Organisation) -> PublishedInspection:
    return _published(unit.id, draw.choice(RATINGS), draw.randint(0, 27), "2019-05-21")


def _progress(draw: random.Random, unit: Organisation) -> tuple[Progress, ...]:
    return tuple(
        Progress(
            Recommendation(number, "PDU", in_full(unit), _task(draw)),
            draw.choice(("sufficient progress", "some progress", "no progress")),
            "Work had begun, and managers looked at it each month.",
        )
        for number in range(1, draw.randint(2, 6))
    )


def _neighbours(draw: random.Random, unit: Organisation) -> tuple[PublishedInspection, ...]:
    region = region_of(unit)
    others = [
        each
        for each in product_directory().organisations
        if each.kind == "PDU" and region and each.region == region and each.id != unit.id
    ]
    chosen = draw.sample(others, k=min(len(others), draw.randint(0, 4)))
    return tuple(_published(each.id, draw.choice(RATINGS), draw.randint(0, 27), "2021-08-12") for each in chosen)
