"""Sets inspections up, changes their dates, and moves them from phase to phase."""

import datetime
from collections.abc import Iterable
from typing import Unpack

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.inspection import Phase, due_dates, is_back, out_of_order
from inspectorate.sampling.dates import in_words, weeks_holding
from inspectorate_app.actions import action_plan, audit, policy, release
from inspectorate_app.actions import edition as edition_text
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import SERVICE, InspectionChange, change, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.plan import (
    Plan,
    Wanted,
    check_deletion,
    check_documents_deletion,
    check_fieldwork,
    check_overlap,
    check_weeks,
    plan,
)
from inspectorate_app.actions.refusal import NotAllowed, NotNow
from inspectorate_app.actions.team import check_engagements
from inspectorate_app.store.models import AuditChain, Inspection, Milestone, PhaseChange, Sample
from inspectorate_app.store.queries import phase as phase_query
from inspectorate_app.store.queries import programme, publication
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.service import phase_known


def set_up(actor: Actor, *, demonstration: bool = False, **wanted: Unpack[Wanted]) -> str:
    """Set an inspection up, with its timetable and its chain of the audit trail; gives its slug.

    What is not given is proposed from the edition and the dates. Where the installation is a demonstration, so is
    every inspection in it. Raises ``BadInput`` with all that is wrong, and ``NotAllowed``.
    """
    with change(actor, Action.SET_UP_INSPECTION) as under_way:
        by = _named(actor)
        planned = plan(**wanted)
        row = _create(planned, by, demonstration or settings.DEMONSTRATION)
        after = _recorded(row) | {
            "organisation": row.organisation,
            "service": row.service,
            "edition": planned.edition.id,
        }
        under_way.note(f"inspection {row.slug}", after=after)
        chain = AuditChain.objects.create(name=row.slug)
        audit.append(chain, actor, under_way.action, [audit.Noted(f"inspection {row.slug}", None, after)])
    return row.slug


def _create(planned: Plan, by: int, demonstration: bool) -> Inspection:
    row = Inspection.objects.create(
        slug=_slug(planned),
        organisation=planned.organisation.id,
        unit=planned.organisation.name,
        kind=planned.organisation.kind,
        region=planned.organisation.region or "",
        service=planned.service,
        edition=edition_text.keep(planned.edition),
        fieldwork_from=planned.fieldwork_from,
        fieldwork_to=planned.fieldwork_to,
        cohort_weeks=[day.isoformat() for day in planned.cohort_weeks],
        names_delete_on=planned.names_delete_on,
        demonstration=demonstration,
        set_up_by_id=by,
    )
    Milestone.objects.bulk_create(
        Milestone(inspection=row, phase=phase.value, due_on=day) for phase, day in planned.due.items()
    )
    return row


def _slug(planned: Plan) -> str:
    """The unit and the year in which fieldwork begins, with a number where that is taken."""
    base = f"{slugify(planned.organisation.name)[:68]}-{planned.fieldwork_from.year}"
    taken = programme.slugs_beginning(base)
    return next(slug for slug in (base, *(f"{base}-{count}" for count in range(2, 1000))) if slug not in taken)


def edit(
    actor: Actor,
    inspection: str,
    *,
    fieldwork_from: datetime.date | None = None,
    fieldwork_to: datetime.date | None = None,
    cohort_weeks: Iterable[datetime.date] | None = None,
    names_delete_on: datetime.date | None = None,
    documents_delete_on: datetime.date | None = None,
) -> None:
    """Change the dates of an inspection; what is None stays. Due dates that nobody had changed move with fieldwork.

    Raises ``BadInput`` with all that is wrong, ``NotNow`` where a sample rests on the dates or names were deleted.
    """
    with change_in(actor, Action.EDIT_INSPECTION, inspection) as under_way:
        row = under_way.inspection
        # Set-up holds this lock too: no two inspections of one organisation come to overlap.
        AuditChain.objects.select_for_update().get_or_create(name=SERVICE)
        before = _recorded(row)
        old, documents_day = (row.fieldwork_from, row.fieldwork_to), facts_of(row).documents_delete_on
        row.fieldwork_from = fieldwork_from or row.fieldwork_from
        row.fieldwork_to = fieldwork_to or row.fieldwork_to
        row.names_delete_on = names_delete_on or row.names_delete_on
        if documents_delete_on not in (None, documents_day):
            row.documents_delete_on = documents_delete_on
        if cohort_weeks is not None:
            row.cohort_weeks = [day.isoformat() for day in weeks_holding(cohort_weeks)]
        _require_editable(row, before)
        _check(row)
        row.save()
        if old != (row.fieldwork_from, row.fieldwork_to):
            _move_due_dates(row, due_dates(*old))
            tell(under_way, "dates_changed")
        under_way.note(f"inspection {row.slug}", before=before, after=_recorded(row))


def _require_editable(row: Inspection, before: dict[str, object]) -> None:
    after = _recorded(row)
    if before["cohort weeks"] != after["cohort weeks"] and _sampled(row):
        raise NotNow(_("A sample has been approved: the weeks it was drawn from cannot change any more."))
    if before["names deleted on"] != after["names deleted on"] and row.names_deleted_at is not None:
        raise NotNow(_("The names of people have been deleted already."))


def _sampled(row: Inspection) -> bool:
    return Sample.objects.filter(inspection=row, module="", state="approved").exists()


def _check(row: Inspection) -> None:
    log = FaultLog()
    if check_fieldwork(row.fieldwork_from, row.fieldwork_to, log):
        check_overlap(row.organisation, row.fieldwork_from, row.fieldwork_to, log, but=row.pk)
        check_engagements(row, log)
        if not _sampled(row):
            weeks = [datetime.date.fromisoformat(day) for day in row.cohort_weeks]
            check_weeks(weeks, row.fieldwork_from, log)
    check_deletion(row.names_delete_on, row.fieldwork_to, log)
    if row.documents_delete_on is not None:
        check_documents_deletion(row.documents_delete_on, row.fieldwork_from, row.fieldwork_to, log)
    log.raise_if_any()


def _move_due_dates(row: Inspection, proposed_before: dict[Phase, datetime.date]) -> None:
    proposed = due_dates(row.fieldwork_from, row.fieldwork_to)
    milestones = {Phase(each.phase): each for each in Milestone.objects.filter(inspection=row)}
    for phase, milestone in milestones.items():
        if milestone.done_on is None and milestone.due_on == proposed_before[phase]:
            milestone.due_on = proposed[phase]
    _require_order({phase: each.due_on for phase, each in milestones.items()}, "fieldwork_from")
    Milestone.objects.bulk_update(milestones.values(), ["due_on"])


def set_due(actor: Actor, inspection: str, phase: Phase, due_on: datetime.date) -> None:
    """Set the day by which a phase is due to end. Raises ``BadInput`` where phases would end out of their order.

    Raises ``NotNow`` for a phase that has ended, and for fieldwork, whose days are those of the inspection.
    """
    with change_in(actor, Action.EDIT_INSPECTION, inspection) as under_way:
        rows = {Phase(row.phase): row for row in Milestone.objects.filter(inspection=under_way.inspection)}
        milestone = rows[phase]
        if phase is Phase.FIELDWORK:
            raise NotNow(_("Fieldwork ends on its last day. Change the dates of fieldwork instead."))
        if milestone.done_on is not None:
            raise NotNow(
                _("'{label}' ended on {done_on}.").format(label=phase.label, done_on=in_words(milestone.done_on))
            )
        before, milestone.due_on = milestone.due_on, due_on
        _require_order({each: row.due_on for each, row in rows.items()}, "due_on", phase)
        milestone.save(update_fields=["due_on"])
        under_way.note(
            f"milestone {phase.value}",
            before={"due on": before.isoformat()},
            after={"due on": due_on.isoformat()},
        )


def _require_order(dates: dict[Phase, datetime.date], field: str, phase: Phase | None = None) -> None:
    log = FaultLog()
    for one, next_ in out_of_order(dates):
        if phase in (None, one, next_):
            problem = _("'{label}' would be due on {dates}, before '{label_2}' on {dates_2}").format(
                label=next_.label, dates=in_words(dates[next_]), label_2=one.label, dates_2=in_words(dates[one])
            )
            log.add(problem, _("choose another day, or change the other first"), field=field)
    log.raise_if_any()


def move_phase(actor: Actor, inspection: str, to: Phase, reason: str = "") -> None:
    """Move an inspection to another phase; a move back needs a reason, and so does closing it.

    Raises ``NotNow`` where it may not move there, saying what is still to be done first.
    """
    with change_in(actor, Action.MOVE_PHASE, inspection) as under_way:
        by = _named(actor)
        row, before = under_way.inspection, Phase(under_way.inspection.phase)
        reason = reason.strip()
        policy.require_move(facts_of(row), to, reason)
        back = is_back(before, to)
        if back and before is Phase.PANEL and phase_query.signed_off(row.pk):
            raise NotNow(_("The ratings are signed off. The ratings panel must be reopened first."))
        if back and before is Phase.FACTUAL_ACCURACY and (number := publication.waits(row.pk)):
            raise NotNow(_("Publication {number} is on its way. Withdraw it first.").format(number=number))
        release.follow(under_way, before, to)
        row.phase = to.value
        row.save(update_fields=["phase"])
        PhaseChange.objects.create(inspection=row, before=before.value, after=to.value, reason=reason, by_id=by)
        _mark_done(under_way, to if back else before, by, done=not back)
        under_way.note("phase", before={"phase": before.value}, after={"phase": to.value, "reason": reason})
        tell(under_way, "phase_changed")
        if phase_known(before) is not phase_known(to):
            tell(under_way, "service_phase_changed")
        if to is Phase.PUBLISHED:
            action_plan.ask(under_way)


def _mark_done(under_way: InspectionChange, phase: Phase, by: int, done: bool) -> None:
    """A phase that was left is done; one that was gone back to is not."""
    Milestone.objects.filter(inspection=under_way.inspection, phase=phase.value).update(
        done_on=timezone.localdate() if done else None, done_by_id=by if done else None
    )


def _named(actor: Actor) -> int:
    """The person who acts: these are decisions of a named person, never of a command."""
    if actor.person is None:
        raise NotAllowed(_("Only a person who is signed in can do this."))
    return actor.person


def _recorded(row: Inspection) -> dict[str, object]:
    """What the audit trail keeps of the dates."""
    return {
        "fieldwork from": row.fieldwork_from.isoformat(),
        "fieldwork to": row.fieldwork_to.isoformat(),
        "cohort weeks": list(row.cohort_weeks),
        "names deleted on": row.names_delete_on.isoformat(),
        **({"documents deleted on": row.documents_delete_on.isoformat()} if row.documents_delete_on else {}),
    }
