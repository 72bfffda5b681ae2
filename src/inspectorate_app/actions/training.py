"""Recording who was trained for what and assessed as ready."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotThere
from inspectorate_app.store.models import Membership, TrainingStatus
from inspectorate_app.store.queries.inspection import edition_used, facts_of
from inspectorate_app.store.queries.training import modules_of, records


def record(
    actor: Actor,
    inspection: str,
    *,
    person: int,
    module: str,
    trained_on: datetime.date,
    ready_on: datetime.date,
    certified_on: datetime.date | None = None,
    expires_on: datetime.date | None = None,
) -> int:
    """Record that someone of the team was trained for a module of the inspection's edition and assessed as ready.

    It replaces what was recorded before of this person and module, and counts in every inspection of the edition. Gives
    the id of the record. Raises ``BadInput`` with all that is wrong, ``NotThere`` for someone who is not in the team,
    ``NotAllowed`` for one's own.
    """
    with change_in(actor, Action.RECORD_TRAINING, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        _require_member(under_way.inspection.pk, actor, person)
        log = FaultLog("training")
        if module not in modules_of(edition_used(facts)):
            log.add(_("there is no such module in this edition"), _("choose one from the list"), field="module")
        _check_days(log, trained_on, ready_on, certified_on, expires_on)
        log.raise_if_any()
        before = _before(facts.edition, person, module)
        row = TrainingStatus.objects.create(
            person_id=person,
            edition=facts.edition,
            module=module,
            trained_on=trained_on,
            ready_on=ready_on,
            certified_on=certified_on,
            expires_on=expires_on,
            recorded_by_id=under_way.person,
        )
        days = ("trained_on", "ready_on", "certified_on", "expires_on")
        after = {
            "edition": facts.edition,
            "module": module or "main sample",
            **{name: _day(row, name) for name in days},
        }
        under_way.note(f"training of person {person}", before=before, after=after)
        return row.pk


def withdraw(actor: Actor, inspection: str, *, person: int, module: str) -> None:
    """Take back that someone is ready for a module: nothing is recorded of them any more. Raises ``NotThere``."""
    with change_in(actor, Action.RECORD_TRAINING, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        _require_member(under_way.inspection.pk, actor, person)
        rows = TrainingStatus.objects.filter(person_id=person, edition=facts.edition, module=module, withdrawn_at=None)
        before = _before(facts.edition, person, module)
        if before is None:
            raise NotThere
        rows.update(withdrawn_at=timezone.now())
        after = {"edition": facts.edition, "module": module or "main sample", "withdrawn": True}
        under_way.note(f"training of person {person}", before=before, after=after)


def _require_member(inspection: int, actor: Actor, person: int) -> None:
    if person == actor.person:
        raise NotAllowed(_("Someone else records your training."))
    if not Membership.objects.filter(inspection_id=inspection, person_id=person).exists():
        raise NotThere


def _check_days(
    log: FaultLog,
    trained_on: datetime.date,
    ready_on: datetime.date,
    certified_on: datetime.date | None,
    expires_on: datetime.date | None,
) -> None:
    if ready_on < trained_on:
        log.add(_("it is before the training ended"), _("give a later day"), field="ready_on")
    if ready_on > timezone.localdate():
        log.add(_("it is in the future"), _("record it when the practice was assessed"), field="ready_on")
    if certified_on is not None and certified_on < trained_on:
        log.add(_("it is before the training ended"), _("give a later day, or leave it blank"), field="certified_on")
    if expires_on is not None and expires_on <= ready_on:
        log.add(_("it is not after the day on which they were ready"), _("give a later day"), field="expires_on")


def _before(edition: str, person: int, module: str) -> dict[str, str] | None:
    found = next((each for each in records(edition, [person]) if each.module == module), None)
    return {"ready_on": found.ready_on.isoformat(), "state": found.state} if found else None


def _day(row: TrainingStatus, name: str) -> str:
    day: datetime.date | None = getattr(row, name)
    return day.isoformat() if day else ""
