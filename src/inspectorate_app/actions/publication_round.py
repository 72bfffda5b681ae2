"""The round of publishing: what is approved and due is published, each inspection in one transaction, or not at all.

Its files were made and kept when it was prepared, so that nothing is left to be done at that minute but to say that it
is published: by one transaction, which is there whole or was never there, whenever the process dies. Whoever comes
next finds it done, or does it. docs/adr/0026-published-together-or-not-at-all.md.
"""

import datetime
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from inspectorate.inspection import Phase
from inspectorate.report.disclosure_check import Disclosed
from inspectorate_app.actions import action_plan, release, subscriber
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.policy import WHEN
from inspectorate_app.actions.publication_files import seal, wrong_files
from inspectorate_app.actions.quiet import LONDON
from inspectorate_app.store.models import Milestone, PhaseChange, Publication
from inspectorate_app.store.queries import disclosure_answer, hold
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries import publication_round as rounds
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of
from inspectorate_app.store.queries.letter import lock_covered
from inspectorate_app.store.queries.publication_content import removed
from inspectorate_app.store.queries.publication_round import DueFacts
from inspectorate_app.store.queries.service import phase_known

#: The job that publishes.
JOB = Actor(None, "publishing", "administrator", via="job")


@dataclass(frozen=True)
class Ended:
    """How it went with a publication that was due: ``trouble`` is blank where it is published."""

    inspection: str
    number: int
    due_at: datetime.datetime
    trouble: str = ""


def publish_due(actor: Actor, now: datetime.datetime | None = None) -> tuple[Ended, ...]:
    """Publish what is due at a moment, and tell of what could not be; one stops none of the others."""
    now = now or timezone.now()
    ended = (_ended(actor, each, now) for each in rounds.due(now))
    return tuple(each for each in ended if each is not None)


def _ended(actor: Actor, one: DueFacts, now: datetime.datetime) -> Ended | None:
    """How it went; None where another process did it first."""
    with translation.override("en"):
        try:
            trouble = _hindering(one)
            if trouble:
                _tell_of(actor, one, trouble)
            elif (stopped := publish(actor, one, now)) is None:
                return None
            else:
                trouble = stopped
        except Exception:
            logging.getLogger(__name__).exception("publishing failed", extra={"inspection": one.inspection})
            trouble = _("An error of the service stopped it. It is tried again each minute.")
            _try_to_tell_of(actor, one, trouble)
    return Ended(one.inspection, one.number, one.due_at, trouble)


def _hindering(one: DueFacts) -> str:
    """Why it cannot be published, in words; blank where nothing is in its way. Reads every file."""
    files = query.files_of(one.id)
    wrong = wrong_files(files)
    if wrong or not files:
        names = ", ".join(each.name for each in wrong) or _("all of them")
        return _("Files are missing or damaged: {names}. Nothing was published.").format(names=names)
    return ""


def publish(actor: Actor, one: DueFacts, now: datetime.datetime) -> str | None:
    """Publish one, in one transaction. Gives why it was not, blank where it was; None where another did it before.

    Who could be told from it is looked for before the lock, in the documents as they are kept: they never change. What
    was answered to that is asked under it.
    """
    persons = disclosure_answer.persons_in(query.documents_of(one.id))
    with change_in(actor, Action.PUBLISH, one.inspection) as under_way:
        row = Publication.objects.filter(pk=one.id, state="approved", due_at__lte=now).first()
        if row is None:
            under_way.was_done_before()
            return None
        if trouble := _stopped(under_way, row, now, persons):
            _keep_trouble(under_way, row, trouble)
            return trouble
        row.state, row.published_at, row.trouble = "published", now, ""
        row.save(update_fields=["state", "published_at", "trouble"])
        if under_way.inspection.phase == Phase.FACTUAL_ACCURACY:
            _move(under_way, row)
        tell(under_way, "published" if row.number == 1 else "correction_published")
        subscriber.tell(under_way, row)
        under_way.note(f"publication {row.number}", before={"state": "approved"}, after=_recorded(row))
    return ""


def _stopped(
    under_way: InspectionChange, row: Publication, now: datetime.datetime, persons: Iterable[Disclosed]
) -> str:
    """What is looked at under the lock: holds that were placed meanwhile, and rows that are not what was approved.

    ``persons`` are those who could be told from it: an answer may have been taken back since it was approved.
    What was kept from being published until its day was over waits for people: the documents print that day.
    """
    if Phase(under_way.inspection.phase) not in WHEN[Action.APPROVE_PUBLICATION]:
        return _("The inspection is in another phase. Nothing was published.")
    if trouble := _held(row) or _changed(facts_of(under_way.inspection), row, persons):
        return trouble
    if row.trouble and row.number == 1 and row.day and row.day < now.astimezone(LONDON).date():
        return _("The day that the documents print is over. Nothing was published: have them made for another day.")
    return ""


def _held(row: Publication) -> str:
    """The legal hold that keeps it: on the inspection, or on one of which its letter tells."""
    lock_covered(row.inspection_id)
    if hold.standing(row.inspection_id):
        return _("A legal hold stands on the inspection. Nothing was published.")
    if units := hold.on_covered(row.inspection_id):
        told = _("A legal hold stands on an inspection that the letter covers: {units}. Nothing was published.")
        return told.format(units=", ".join(units))
    return ""


def _changed(inspection: InspectionFacts, row: Publication, persons: Iterable[Disclosed]) -> str:
    """What is not as it was when it was approved: files, quotations, answers for what tells of a person."""
    if seal(query.files_of(row.pk)) != row.sealed:
        return _("The files are not those that were approved. Nothing was published.")
    if removed(inspection, row.texts):
        return _("A quotation that stands in it was removed. Nothing was published: have the files made again.")
    if missing := list(disclosure_answer.left_of(inspection, persons)):
        told = _(
            "An answer that is needed was taken back. Nothing was published: {missing}. Where a text is changed, "
            "withdraw this and have the files made again."
        )
        return told.format(missing="; ".join(missing))
    return ""


def _move(under_way: InspectionChange, row: Publication) -> None:
    """The inspection is published, by who approved that."""
    inspection, before, by = under_way.inspection, Phase(under_way.inspection.phase), row.approved_by_id
    if by is None:
        raise ValueError(row.pk)
    release.follow(under_way, before, Phase.PUBLISHED)
    inspection.phase = Phase.PUBLISHED.value
    inspection.save(update_fields=["phase"])
    PhaseChange.objects.create(
        inspection=inspection, before=before.value, after=Phase.PUBLISHED.value, reason="", by_id=by
    )
    done = Milestone.objects.filter(inspection=inspection, phase=before.value)
    done.update(done_on=timezone.localdate(row.published_at), done_by_id=by)
    after = {"phase": Phase.PUBLISHED.value, "approved by": by}
    under_way.note("phase", before={"phase": before.value}, after=after)
    if phase_known(before) is not phase_known(Phase.PUBLISHED):
        tell(under_way, "service_phase_changed")
    action_plan.ask(under_way)


def _recorded(row: Publication) -> dict[str, Any]:
    late = (row.published_at - row.due_at).total_seconds() // 60 if row.published_at and row.due_at else 0
    said = {"state": "published", "sealed": row.sealed, "due_at": row.due_at.isoformat() if row.due_at else None}
    return said | ({"minutes late": int(late)} if late >= 5 else {})


def _tell_of(actor: Actor, one: DueFacts, trouble: str) -> None:
    with change_in(actor, Action.PUBLISH, one.inspection) as under_way:
        row = Publication.objects.filter(pk=one.id, state="approved").first()
        if row is None:
            under_way.was_done_before()
            return
        _keep_trouble(under_way, row, trouble)


def _try_to_tell_of(actor: Actor, one: DueFacts, trouble: str) -> None:
    """The same where it may fail as publishing did: the log tells of it then, and the others are published."""
    try:
        _tell_of(actor, one, trouble)
    except Exception:
        logging.getLogger(__name__).exception("nobody could be told", extra={"inspection": one.inspection})


def _keep_trouble(under_way: InspectionChange, row: Publication, trouble: str) -> None:
    """Say why it is not published; once, however often it is tried."""
    if row.trouble == trouble:
        under_way.was_done_before()
        return
    row.trouble = trouble
    row.save(update_fields=["trouble"])
    tell(under_way, "publication_stopped")
    under_way.note(f"publication {row.number}", after={"state": "not published", "why": trouble})


@task()
def publish_what_is_due() -> int:
    """A round as a job of the queue; how many were published."""
    return sum(not each.trouble for each in publish_due(JOB))


def ask_for_publishing(now: datetime.datetime) -> bool:
    """Put that job on the queue where something is due and none is there yet; whether it was."""
    if not rounds.is_any_due(now) or rounds.round_waits():
        return False
    publish_what_is_due.enqueue()
    return True
