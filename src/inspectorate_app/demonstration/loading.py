"""Loads the demonstration into an empty database: four inspections, at points where each role has something to do.

Everything goes through the actions, as it would if people did it: the audit trail of a demonstration is a real one.
"""

import datetime
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from inspectorate.inspection import Phase
from inspectorate.tabular import csv_text
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions import membership, panel, sample, standard
from inspectorate_app.actions.actor import Actor, operator
from inspectorate_app.actions.document_text import read_documents
from inspectorate_app.actions.permission import Role
from inspectorate_app.demonstration import evidence, notification, quality, service, sign_in, survey
from inspectorate_app.demonstration.caseload import FIELDWORK, HEADER, WEEKS, synthetic_caseload
from inspectorate_app.demonstration.context import record_as_published, record_made_up
from inspectorate_app.demonstration.fieldwork import plan_fieldwork
from inspectorate_app.demonstration.figures import published_figures
from inspectorate_app.demonstration.finding import write_findings, write_first
from inspectorate_app.demonstration.inspection import SEED, published_reading
from inspectorate_app.demonstration.reading import assess_as_published, assess_some
from inspectorate_app.demonstration.recommendation import recommend, remember
from inspectorate_app.demonstration.sign_in import Actors
from inspectorate_app.store.queries import inspection as query
from inspectorate_app.store.queries.inspection import InspectionFacts

Say = Callable[[str], None]

LEICESTER, IN_FIELDWORK, IN_EVIDENCE, ANNOUNCED = (
    "pdu/leicester-leicestershire-and-rutland",
    "pdu/northamptonshire",
    "pdu/derbyshire",
    "pdu/nottinghamshire",
)
EDITION_NOW = "hmip-pdu-2023"
#: Cases of the inspection in fieldwork: the sample, and of it submitted and in progress.
SMALL, SUBMITTED, BEGUN = 24, 10, 5


@dataclass(frozen=True)
class Loaded:
    """What was loaded: the password of everyone made up, the inspections, and a caseload that waits to be uploaded."""

    password: str
    inspections: tuple[str, ...]
    caseload: str


def load(say: Say = lambda doing: None) -> Loaded:
    """Load everything. The database must be empty; ``say`` is told what is being done."""
    password = sign_in.password()
    say("people")
    actors = sign_in.make(password)
    say("an inspection whose cases come to what was published of Leicester, Leicestershire and Rutland")
    leicester = _leicester(actors)
    say("an inspection in fieldwork")
    fieldwork = _in_fieldwork(actors)
    say("an inspection that waits for its caseload, and one that waits for its team")
    evidence, caseload = _in_evidence(actors)
    announced = _set_up(actors, ANNOUNCED, _monday(20))
    read_documents(operator())
    notification.read_most(actors)
    return Loaded(password, (leicester, fieldwork, evidence, announced), caseload)


def _leicester(actors: Actors) -> str:
    figures = published_figures()
    slug = inspections.set_up(
        actors["planner"],
        edition=figures.edition,
        organisation=LEICESTER,
        fieldwork_from=FIELDWORK,
        fieldwork_to=FIELDWORK + datetime.timedelta(days=11),
        cohort_weeks=WEEKS,
        names_delete_on=datetime.date(FIELDWORK.year + 5, 12, 31),
        demonstration=True,
    )
    _gather(actors, slug, capacity=60)
    with tempfile.TemporaryDirectory() as folder:
        caseloads, answers = published_reading(Path(folder))
    _sample(actors, slug, caseloads, FIELDWORK, int(figures.cases.published))
    plan_fieldwork(actors, _facts(slug))
    record_as_published(actors["analyst"], _facts(slug))
    assess_as_published(actors, _facts(slug), answers)
    lead = actors["lead"]
    for each in figures.organisational:
        standard.judge(lead, slug, each.standard, rating=each.rating, reason=each.reason, version=0)
    write_findings(actors, _facts(slug))
    survey.as_published(actors, _facts(slug))
    inspections.move_phase(lead, slug, Phase.ANALYSIS)
    recommend(actors, _facts(slug))
    inspections.move_phase(lead, slug, Phase.PANEL)
    members = [actors["panel"].person or 0]
    panel.open_panel(lead, slug, held_on=FIELDWORK + datetime.timedelta(days=39), members=members)
    _due_from_today(lead, slug)
    return slug


def _due_from_today(lead: Actor, slug: str) -> None:
    """What is still to come is due after today: an inspection of years ago would be nothing but overdue."""
    today = timezone.localdate()
    ahead = {Phase.PANEL: 1, Phase.DRAFTING: 5, Phase.FACTUAL_ACCURACY: 9, Phase.PUBLISHED: 13, Phase.FOLLOW_UP: 49}
    for phase, weeks in reversed(ahead.items()):
        inspections.set_due(lead, slug, phase, today + datetime.timedelta(weeks=weeks))


def _in_fieldwork(actors: Actors) -> str:
    """In the first of its two weeks."""
    slug = _set_up(actors, IN_FIELDWORK, _monday(0))
    _gather(actors, slug, capacity=SMALL // 3 + 2)
    facts = _facts(slug)
    rows = synthetic_caseload(facts.cohort_weeks, 90, "NORTH")
    _sample(actors, slug, {"": csv_text(HEADER, rows)}, facts.fieldwork_from, SMALL)
    plan_fieldwork(actors, _facts(slug))
    record_made_up(actors["analyst"], facts)
    assess_some(actors, facts, SUBMITTED, BEGUN)
    write_first(actors, _facts(slug))
    remember(actors, _facts(slug))
    quality.assure(actors, facts)
    survey.under_way(actors, facts)
    service.meet(actors, slug)
    evidence.gather(actors, facts)
    service.share_findings(actors, slug)
    return slug


def _in_evidence(actors: Actors) -> tuple[str, str]:
    """An inspection with a team and no sample, and the caseload for it."""
    slug = _set_up(actors, IN_EVIDENCE, _monday(6))
    _gather(actors, slug, capacity=20)
    inspections.move_phase(actors["lead"], slug, Phase.EVIDENCE)
    service.meet(actors, slug)
    evidence.begin(actors, _facts(slug))
    return slug, csv_text(HEADER, synthetic_caseload(_facts(slug).cohort_weeks, 120, "DERBY"))


def _set_up(actors: Actors, organisation: str, monday: datetime.date) -> str:
    return inspections.set_up(
        actors["planner"],
        edition=EDITION_NOW,
        organisation=organisation,
        fieldwork_from=monday,
        fieldwork_to=monday + datetime.timedelta(days=11),
        out_of_force_confirmed=True,
        demonstration=True,
    )


def _gather(actors: Actors, slug: str, capacity: int) -> None:
    sampling = query.edition_used(_facts(slug)).sampling
    skills = tuple(skill.id for skill in sampling.skills) if sampling else ()
    for person, role, cases in sign_in.team(actors, capacity):
        skilled = skills if cases else ()
        own = quality.OWN if role is Role.LOCAL_ASSESSOR else ()
        membership.add(actors["planner"], slug, person=person, role=role, capacity=cases, skills=skilled, own=own)


def _sample(actors: Actors, slug: str, caseloads: Mapping[str, str], as_of: datetime.date, size: int) -> None:
    """From caseloads by module to allocated cases, and on into fieldwork; of a further sample every case is read."""
    lead, operations = actors["lead"], actors["operations"]
    inspections.move_phase(lead, slug, Phase.EVIDENCE)
    for module, caseload in caseloads.items():
        name, content = f"synthetic-{module or 'caseload'}.csv", caseload.encode()
        kept = sample.upload_caseload(operations, slug, file_name=name, content=content, as_of=as_of, module=module)
        wanted = {"take_all": True} if module else {"size": size}
        drawn = sample.draw_sample(operations, slug, caseload=kept, seed=SEED, **wanted)
        sample.approve_sample(lead, slug, drawn)
    sample.allocate(operations, slug)
    inspections.move_phase(lead, slug, Phase.FIELDWORK)


def _facts(slug: str) -> InspectionFacts:
    facts = query.find(slug)
    if facts is None:
        raise LookupError(slug)
    return facts


def _monday(weeks: int) -> datetime.date:
    """The Monday of this week, or so many weeks later."""
    today = timezone.localdate()
    return today - datetime.timedelta(days=today.weekday()) + datetime.timedelta(weeks=weeks)
