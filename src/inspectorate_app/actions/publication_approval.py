"""The chief inspector's approval of exactly the files that were made, with the day; and taking it back."""

import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.sampling.dates import in_words
from inspectorate_app.actions import embargo
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.publication import LONGEST_REASON, due_at, first_possible, named, row_of
from inspectorate_app.actions.publication_files import is_as_kept, made_at, seal, wrong_files
from inspectorate_app.actions.refusal import NotAllowed, NotNow
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import Publication
from inspectorate_app.store.queries import disclosure_answer
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries import publication_gate as gate
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.letter import lock_covered


def approve(
    actor: Actor, inspection: str, number: int, *, sealed: str, day: datetime.date | None = None
) -> datetime.datetime:
    """Approve what was sealed, to be published at 00.01 on the day; gives that moment.

    The day of a first version is the one that its documents print. A correction without one is published at once, and
    so is what is synthetic and dated today.
    Nobody approves what they prepared themselves. Raises ``NotThere``, ``NotAllowed``, ``NotNow``, ``BadInput``.
    """
    with change_in(actor, Action.APPROVE_PUBLICATION, inspection) as under_way:
        row = row_of(under_way, number)
        if row.prepared_by_id == under_way.person:
            raise NotAllowed(_("You prepared it, so someone else must approve it."))
        if row.state != "prepared" or row.sealed != sealed:
            raise NotNow(_("What you looked at is not what waits for approval now. Look at it again."))
        lock_covered(under_way.inspection.pk)
        if missing := list(gate.outside(facts_of(under_way.inspection))):
            raise NotNow(_("Before it can be approved: {missing}.").format(missing="; ".join(missing)))
        _require_answered(under_way, row)
        _require_as_kept(under_way, row)
        files = query.files_of(row.pk)
        if wrong_files(files) or seal(files) != row.sealed:
            raise NotNow(_("A file is missing or damaged. Withdraw this publication and prepare it again."))
        row.due_at = _due(row, day)
        row.state, row.approved_by_id, row.approved_at = "approved", under_way.person, timezone.now()
        row.save()
        tell(under_way, "publication_approved")
        after = {"state": "approved", "sealed": row.sealed, "due_at": row.due_at.isoformat()}
        under_way.note(named(row), before={"state": "prepared"}, after=after)
        return row.due_at


def take_back(actor: Actor, inspection: str, number: int, reason: str) -> None:
    """Take an approval back before it is published: it waits for approval again, and embargoed copies of it end.

    Raises as ``approve`` does.
    """
    with change_in(actor, Action.APPROVE_PUBLICATION, inspection) as under_way:
        row = row_of(under_way, number)
        if row.state != "approved":
            raise NotNow(_("It is not approved."))
        log = FaultLog()
        why = check_text(log, reason, "reason", LONGEST_REASON, _("the reason"))
        log.raise_if_any()
        row.state, row.approved_by, row.approved_at, row.due_at, row.trouble = "prepared", None, None, None, ""
        row.reason = why
        row.save()
        embargo.revoke_all(under_way, row)
        tell(under_way, "publication_withdrawn")
        after = {"state": "prepared", "reason": kept_out(why)}
        under_way.note(named(row), before={"state": "approved"}, after=after)


def _require_answered(under_way: InspectionChange, row: Publication) -> None:
    """An answer may have been taken back since the files were made."""
    told = disclosure_answer.of_documents(facts_of(under_way.inspection), query.documents_of(row.pk))
    if missing := list(disclosure_answer.left(told)):
        raise NotNow(_("Before it can be approved: {missing}.").format(missing="; ".join(missing)))


def _require_as_kept(under_way: InspectionChange, row: Publication) -> None:
    """Whatever a document tells may have changed since the files were made; they are what is approved."""
    facts = facts_of(under_way.inspection)
    with translation.override("en"):
        # A demonstration is served on one port of a laptop and then on another, which nobody changed.
        same = is_as_kept(facts, row, wherever=row.inspection.demonstration)
        moved = not same and is_as_kept(facts, row, wherever=True)
    if moved:
        told = _(
            "The files print the address of this service, which was {before} when they were made and is {now} now. "
            "Withdraw it, and have them made again, or have the service set to that address."
        )
        raise NotNow(told.format(before=made_at(row), now=settings.ADDRESS))
    if not same:
        raise NotNow(
            _("What the documents tell was changed since the files were made. Withdraw it, and have them made again.")
        )


def _due(row: Publication, day: datetime.date | None) -> datetime.datetime:
    log, now = FaultLog(), timezone.now()
    if row.number > 1 and day is None:
        return now
    if row.number == 1 and day != row.day:
        problem = _("the documents print {day}").format(day=in_words(row.day) if row.day else _("no day"))
        log.add(problem, _("enter that day, or have them made for another"), field="day")
    elif day is not None and day < first_possible(now, demonstration=row.inspection.demonstration):
        log.add(_("it is not ahead"), _("enter a later day, or have the documents made for one"), field="day")
    log.raise_if_any()
    return max(due_at(day), now) if day else now  # 00.01 of today is over for what is synthetic
