"""Loads the demonstration into an empty database: eight inspections, at points where each role has something to do.

Everything goes through the actions, as it would if people did it: the audit trail of a demonstration is a real one.
"""

import datetime
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inspectorate.inspection import Phase
from inspectorate.tabular import csv_text
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions import panel, standard
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.document_text import read_documents
from inspectorate_app.demonstration import (
    evidence,
    notification,
    quality,
    service,
    setting_up,
    sign_in,
    survey,
    written_up,
)
from inspectorate_app.demonstration.caseload import FIELDWORK, HEADER, WEEKS, synthetic_caseload
from inspectorate_app.demonstration.context import record_as_published, record_made_up
from inspectorate_app.demonstration.fieldwork import plan_fieldwork
from inspectorate_app.demonstration.figures import published_figures
from inspectorate_app.demonstration.finding import write_findings, write_first
from inspectorate_app.demonstration.inspection import published_reading
from inspectorate_app.demonstration.reading import assess_as_published, assess_some
from inspectorate_app.demonstration.recommendation import recommend, remember
from inspectorate_app.demonstration.sign_in import Actors

Say = Callable[[str], None]

LEICESTER, IN_FIELDWORK, IN_EVIDENCE, ANNOUNCED = (
    "pdu/leicester-leicestershire-and-rutland",
    "pdu/northamptonshire",
    "pdu/derbyshire",
    "pdu/nottinghamshire",
)
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
    of_leicester = leicester(actors)
    say("an inspection in fieldwork")
    fieldwork = _in_fieldwork(actors)
    say("an inspection that waits for its caseload, and one that waits for its team")
    evidence, caseload = _in_evidence(actors)
    announced = setting_up.set_up(actors, ANNOUNCED, setting_up.monday(20))
    say("inspections whose documents are written, checked, prepared and published")
    written = written_up.load(actors)
    read_documents(operator())
    notification.read_most(actors)
    return Loaded(password, (of_leicester, fieldwork, evidence, announced, *written), caseload)


def leicester(actors: Actors) -> str:
    """The inspection of Leicester, Leicestershire and Rutland, with its panel open: what it is called in addresses."""
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
    setting_up.gather(actors, slug, capacity=60)
    with tempfile.TemporaryDirectory() as folder:
        caseloads, answers = published_reading(Path(folder))
    setting_up.into_fieldwork(actors, slug, caseloads, FIELDWORK, int(figures.cases.published))
    plan_fieldwork(actors, setting_up.facts(slug))
    record_as_published(actors["analyst"], setting_up.facts(slug))
    assess_as_published(actors, setting_up.facts(slug), answers)
    lead = actors["lead"]
    for each in figures.organisational:
        standard.judge(lead, slug, each.standard, rating=each.rating, reason=each.reason, version=0)
    write_findings(actors, setting_up.facts(slug))
    survey.as_published(actors, setting_up.facts(slug))
    inspections.move_phase(lead, slug, Phase.ANALYSIS)
    recommend(actors, setting_up.facts(slug))
    inspections.move_phase(lead, slug, Phase.PANEL)
    members = [actors["panel"].person or 0]
    panel.open_panel(lead, slug, held_on=FIELDWORK + datetime.timedelta(days=39), members=members)
    setting_up.due_from_today(lead, slug)
    return slug


def _in_fieldwork(actors: Actors) -> str:
    """In the first of its two weeks."""
    slug = setting_up.set_up(actors, IN_FIELDWORK, setting_up.monday(0))
    setting_up.gather(actors, slug, capacity=SMALL // 3 + 2)
    facts = setting_up.facts(slug)
    rows = synthetic_caseload(facts.cohort_weeks, 90, "NORTH")
    setting_up.into_fieldwork(actors, slug, {"": csv_text(HEADER, rows)}, facts.fieldwork_from, SMALL)
    plan_fieldwork(actors, setting_up.facts(slug))
    record_made_up(actors["analyst"], facts)
    assess_some(actors, facts, SUBMITTED, BEGUN)
    write_first(actors, setting_up.facts(slug))
    remember(actors, setting_up.facts(slug))
    quality.assure(actors, facts)
    survey.under_way(actors, facts)
    service.meet(actors, slug)
    evidence.gather(actors, facts)
    service.share_findings(actors, slug)
    return slug


def _in_evidence(actors: Actors) -> tuple[str, str]:
    """An inspection with a team and no sample, and the caseload for it."""
    slug = setting_up.set_up(actors, IN_EVIDENCE, setting_up.monday(6))
    setting_up.gather(actors, slug, capacity=20)
    inspections.move_phase(actors["lead"], slug, Phase.EVIDENCE)
    service.meet(actors, slug)
    evidence.begin(actors, setting_up.facts(slug))
    return slug, csv_text(HEADER, synthetic_caseload(setting_up.facts(slug).cohort_weeks, 120, "DERBY"))
