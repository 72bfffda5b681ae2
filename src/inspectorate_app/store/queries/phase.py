"""Where inspections stand: what is due when, what was done, and what is missing before the next phase."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.framework.model import Certainty, Edition, Standard
from inspectorate.inspection import TIMETABLE, Due, Phase, due_dates
from inspectorate_app.store.models import (
    Case,
    Membership,
    Milestone,
    Panel,
    PhaseChange,
    Sample,
    StandardJudgement,
)
from inspectorate_app.store.queries import publication
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.statement import Given, Rows

if TYPE_CHECKING:
    from inspectorate_app.store.queries.draft_check import Evidence


@dataclass(frozen=True)
class MilestoneFacts:
    """By when a phase is due to end. ``assumed`` says from where that comes, where nobody has set another day."""

    phase: Phase
    due_on: datetime.date
    done_on: datetime.date | None
    done_by: str
    assumed: str

    def overdue(self, today: datetime.date) -> bool:
        """Whether it should have ended by now."""
        return self.done_on is None and self.due_on < today


@dataclass(frozen=True)
class ChangeOfPhase:
    """A move from one phase to another."""

    before: Phase
    after: Phase
    reason: str
    by: str
    at: datetime.datetime


_MILESTONES = Rows(lambda: Milestone.objects.filter(inspection_id=Given("inspection")).select_related("done_by"))
_MOVES = Rows(
    lambda: PhaseChange.objects.filter(inspection_id=Given("inspection")).select_related("by").order_by("-at", "-pk")
)


def milestones(inspection: InspectionFacts) -> tuple[MilestoneFacts, ...]:
    """The timetable of an inspection, in the order of the phases."""
    proposed = due_dates(inspection.fieldwork_from, inspection.fieldwork_to)
    by_phase = {Phase(row.phase): row for row in _MILESTONES.all(inspection=inspection.id)}
    return tuple(
        MilestoneFacts(
            phase=phase,
            due_on=row.due_on,
            done_on=row.done_on,
            done_by=row.done_by.name if row.done_by else "",
            assumed=assumption(phase) if row.due_on == proposed[phase] else "",
        )
        for phase in Phase
        if (row := by_phase.get(phase)) is not None
    )


_ASSUMED = {due.phase: due for due in TIMETABLE if due.certainty is Certainty.ASSUMED}


def assumption(phase: Phase) -> str:
    """Why a phase is due when it is, where that is only assumed; blank otherwise."""
    return in_words(_ASSUMED[phase]) if phase in _ASSUMED else ""


def in_words(due: Due) -> str:
    """Why a phase is due when it is: "16 weeks after the last day of fieldwork (recalled)"; the source as it stands."""
    count = abs(due.weeks)
    day = _("first day of fieldwork") if due.counted_from.startswith("first") else _("last day of fieldwork")
    if not count:
        place = day
    elif due.weeks < 0:
        place = ngettext("{count} week before the {day}", "{count} weeks before the {day}", count)
    else:
        place = ngettext("{count} week after the {day}", "{count} weeks after the {day}", count)
    return f"{place.format(count=count, day=day)} ({_(due.source)})"


def history(inspection: int) -> tuple[ChangeOfPhase, ...]:
    """Every move of an inspection from phase to phase, the latest first."""
    rows = _MOVES.all(inspection=inspection)
    return tuple(ChangeOfPhase(Phase(row.before), Phase(row.after), row.reason, row.by.name, row.at) for row in rows)


def missing(inspection: InspectionFacts, to: Phase) -> tuple[str, ...]:
    """What its work asks before an inspection may move on to a phase, in words; ``actions.policy`` asks for more."""
    asked = _BEFORE.get(to)
    return tuple(asked(inspection)) if asked else ()


def signed_off(inspection: int) -> bool:
    """Whether the ratings panel has signed the ratings off, and nobody has reopened it."""
    return Panel.objects.filter(inspection_id=inspection, state="signed_off").exists()


def _before_evidence(inspection: InspectionFacts) -> Iterator[str]:
    lead = Membership.objects.filter(inspection_id=inspection.id, role="lead_inspector", person__is_active=True)
    if not lead.exists():
        yield _("add a lead inspector to the team")


def _before_fieldwork(inspection: InspectionFacts) -> Iterator[str]:
    if edition_used(inspection).sampling is None:
        return
    if not Sample.objects.filter(inspection_id=inspection.id, module="", state="approved").exists():
        yield _("approve a sample")
    waiting = _main_cases(inspection).filter(allocated_to=None).count()
    if waiting:
        yield _("allocate {waiting} of the sample").format(waiting=_cases(waiting))


def _before_analysis(inspection: InspectionFacts) -> Iterator[str]:
    unfinished = _main_cases(inspection).exclude(assessment__state="submitted").count()
    if unfinished:
        yield _("submit or replace {unfinished} of the sample").format(unfinished=_cases(unfinished))


def _before_panel(inspection: InspectionFacts) -> Iterator[str]:
    judged = set(StandardJudgement.objects.filter(inspection_id=inspection.id).values_list("standard", flat=True))
    for standard in to_judge(edition_used(inspection), inspection.service):
        if standard.id not in judged:
            yield _("judge standard {id} {title}").format(id=standard.id, title=standard.title)


def _before_drafting(inspection: InspectionFacts) -> Iterator[str]:
    if edition_used(inspection).rating is not None and not signed_off(inspection.id):
        yield _("sign off the ratings in the ratings panel")


def _before_factual_accuracy(inspection: InspectionFacts) -> Iterator[str]:
    """Nothing goes to the inspected service with a claim open, or unreviewed."""
    from inspectorate_app.store.queries import draft_check

    return open_in_drafts(inspection, draft_check.evidence(inspection))


def open_in_drafts(inspection: InspectionFacts, known: "Evidence") -> Iterator[str]:
    """What of the drafts must be done before they go to the inspected service, in words, held against ``known``."""
    # Every change asks for phases; what reads prose takes long to import, and a backup or a restore needs none of it.
    from inspectorate_app.store.queries import draft_check, review

    yield from draft_check.hindering(inspection, known)
    yield from review.hindering(inspection)


def _before_published(inspection: InspectionFacts) -> Iterator[str]:
    """What is prepared here is published by the job at its time, and moves the inspection itself."""
    if number := publication.waits(inspection.id):
        yield _("withdraw publication {number}, or have it published").format(number=number)


_BEFORE: dict[Phase, Callable[[InspectionFacts], Iterator[str]]] = {
    Phase.EVIDENCE: _before_evidence,
    Phase.FIELDWORK: _before_fieldwork,
    Phase.ANALYSIS: _before_analysis,
    Phase.PANEL: _before_panel,
    Phase.DRAFTING: _before_drafting,
    Phase.FACTUAL_ACCURACY: _before_factual_accuracy,
    Phase.PUBLISHED: _before_published,
    Phase.CLOSED: _before_published,
}


def to_judge(edition: Edition, service: str) -> tuple[Standard, ...]:
    """The standards of an edition that must be judged on the organisation, for one kind of service."""
    return tuple(
        standard
        for standard in edition.standards
        if standard.kind == "organisational"
        and standard.service in (None, service)
        and standard.rated
        and not standard.may_be_not_rated
    )


def _main_cases(inspection: InspectionFacts) -> QuerySet[Case]:
    return Case.objects.filter(inspection_id=inspection.id, role="main", sample__state="approved")


def _cases(count: int) -> str:
    return ngettext("{count:,} case", "{count:,} cases", count).format(count=count)
