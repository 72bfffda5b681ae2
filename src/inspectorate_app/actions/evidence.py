"""Requests for evidence: proposed from the edition, changed for the inspection, and answered or not."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.evidence.catalogue import CONTACT, proposals
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import EvidenceRequest, Inspection
from inspectorate_app.store.queries.inspection import edition_used, facts_of

#: The longest title, reason and remark, in characters, and the most requests of an inspection.
TITLE, LONGEST, MOST = 200, 5_000, 300


@dataclass(frozen=True)
class Asked:
    """What is asked for, as a person writes it."""

    title: str
    why: str = ""
    standards: tuple[str, ...] = ()
    due_on: datetime.date | None = None
    answered_by: str = CONTACT


def propose(actor: Actor, inspection: str, origins: Sequence[str], due_on: datetime.date | None = None) -> int:
    """Ask for what was chosen of the proposals (by origin); gives how many requests were added.

    What has been asked for before is passed over. Raises ``BadInput`` where nothing is chosen or it is no proposal.
    """
    with change_in(actor, Action.EDIT_EVIDENCE_REQUESTS, inspection) as under_way:
        row = under_way.inspection
        facts, log = facts_of(row), FaultLog()
        known = {each.origin: each for each in proposals(edition_used(facts), facts.service)}
        if not origins:
            log.add(_("nothing is chosen"), _("choose what to ask for"), field="origins")
        for origin in sorted(set(origins) - known.keys()):
            log.add(
                _("'{origin}' is no proposal of this edition").format(origin=origin[:80]),
                _("choose from the list"),
                field="origins",
            )
        log.raise_if_any()
        before = set(EvidenceRequest.objects.filter(inspection=row).values_list("origin", flat=True))
        chosen = [each for origin, each in known.items() if origin in origins and origin not in before]
        for each in chosen:
            asked = Asked(each.title, each.why, each.standards, due_on, each.answered_by)
            _add(under_way, asked, origin=each.origin, certainty=each.certainty.value)
        under_way.nothing_to_do = not chosen
        if chosen:
            tell(under_way, "evidence_asked", count=len(chosen))
        return len(chosen)


def add(actor: Actor, inspection: str, asked: Asked) -> int:
    """Ask for something; gives the number of the request. Raises ``BadInput``."""
    with change_in(actor, Action.EDIT_EVIDENCE_REQUESTS, inspection) as under_way:
        _check(under_way.inspection, asked)
        number = _add(under_way, asked).number
        tell(under_way, "evidence_asked", number=number)
        return number


def change(actor: Actor, inspection: str, number: int, asked: Asked, version: int) -> None:
    """Change what is asked for. Raises ``BadInput``, ``NotThere``, ``Overtaken`` where someone saved in between."""
    with change_in(actor, Action.EDIT_EVIDENCE_REQUESTS, inspection) as under_way:
        row = request_row(under_way, number)
        if row.version != version:
            raise Overtaken(_("Someone else changed this request after you opened it."), {"title": row.title})
        _check(under_way.inspection, asked)
        before = _recorded(row)
        _write(row, asked)
        _save(under_way, row, before)


def withdraw(actor: Actor, inspection: str, number: int) -> None:
    """Ask for something no more; what came for it stays. Raises ``NotThere``."""
    _move(actor, inspection, number, "withdrawn", from_=("asked", "partly", "received", "accepted", "not_held"))


def accept(actor: Actor, inspection: str, number: int) -> None:
    """Accept what came for a request, or that it is not held. Raises ``NotThere``, ``NotNow`` where nothing came."""
    _move(actor, inspection, number, "accepted", from_=("partly", "received", "not_held"))


def ask_again(actor: Actor, inspection: str, number: int, *, remark: str) -> None:
    """Ask again for what did not come, or not as it is needed, saying what is missing. Raises ``BadInput``."""
    with change_in(actor, Action.EDIT_EVIDENCE_REQUESTS, inspection) as under_way:
        row, log = request_row(under_way, number), FaultLog()
        remark = check_text(log, remark, "remark", LONGEST, _("what is missing"))
        log.raise_if_any()
        before = _recorded(row)
        row.state, row.remark = "partly" if row.documents.exists() else "asked", remark
        _save(under_way, row, before)
        tell(under_way, "evidence_asked_again", number=number)


def not_held(actor: Actor, inspection: str, number: int, *, reason: str) -> None:
    """Say as the service that it does not hold what is asked for, and why. Raises ``BadInput``, ``NotNow``."""
    with change_in(actor, Action.SUPPLY_EVIDENCE, inspection) as under_way:
        row, log = request_row(under_way, number), FaultLog()
        if row.state == "accepted":
            raise NotNow(_("The inspectorate has accepted what you sent. Nothing more is needed."))
        reason = check_text(log, reason, "reason", LONGEST, _("why it is not held"))
        log.raise_if_any()
        before = _recorded(row)
        row.state, row.reason = "not_held", reason
        _save(under_way, row, before)
        tell(under_way, "evidence_not_held", number=number)


def request_row(under_way: InspectionChange, number: int) -> EvidenceRequest:  # part of another's transaction
    """The request of a number that was not withdrawn. Raises ``NotThere``."""
    rows = EvidenceRequest.objects.filter(inspection=under_way.inspection, number=number)
    row = rows.exclude(state="withdrawn").first()
    if row is None:
        raise NotThere
    return row


def came(under_way: InspectionChange, row: EvidenceRequest, complete: bool) -> None:
    """Note on a request that a document came for it, ``complete`` where it is all that there is."""
    before = _recorded(row)
    row.state, row.reason = "received" if complete else "partly", ""
    _save(under_way, row, before)


def _move(actor: Actor, inspection: str, number: int, state: str, from_: Sequence[str]) -> None:
    with change_in(actor, Action.EDIT_EVIDENCE_REQUESTS, inspection) as under_way:
        row = request_row(under_way, number)
        if row.state not in from_:
            raise NotNow(_("Nothing has come for this request yet, or it is settled already."))
        before = _recorded(row)
        row.state = state
        _save(under_way, row, before)


def _add(under_way: InspectionChange, asked: Asked, origin: str = "", certainty: str = "") -> EvidenceRequest:
    rows = EvidenceRequest.objects.filter(inspection=under_way.inspection)
    highest = rows.aggregate(highest=Max("number"))["highest"] or 0
    if highest >= MOST:
        raise NotNow(_("An inspection has {most} requests at most.").format(most=MOST))
    row = EvidenceRequest(inspection=under_way.inspection, number=highest + 1, origin=origin, certainty=certainty)
    _write(row, asked)
    row.save()
    under_way.note(f"evidence request {row.number}", after=_recorded(row))
    return row


def _write(row: EvidenceRequest, asked: Asked) -> None:
    row.title, row.why = asked.title.strip(), asked.why.strip()
    row.standards, row.due_on = list(asked.standards), asked.due_on
    row.answered_by = asked.answered_by.strip()


def _save(under_way: InspectionChange, row: EvidenceRequest, before: dict[str, Any]) -> None:
    row.version += 1
    row.save()
    under_way.note(f"evidence request {row.number}", before=before, after=_recorded(row))


def _recorded(row: EvidenceRequest) -> dict[str, Any]:
    """What the audit trail keeps; of what people wrote its length and hash, since it may name someone."""
    return {
        "title": kept_out(row.title),
        "why": kept_out(row.why),
        "standards": list(row.standards),
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "answered_by": kept_out(row.answered_by),
        "origin": row.origin,
        "state": row.state,
        "reason": kept_out(row.reason),
        "remark": kept_out(row.remark),
    }


def _check(inspection: Inspection, asked: Asked) -> None:
    log = FaultLog()
    check_text(log, asked.title, "title", TITLE, _("what is asked for"))
    check_text(log, asked.answered_by, "answered_by", 80, _("who answers"))
    check_text(log, asked.why, "why", LONGEST, _("why it is asked for"), needed=False)
    known = edition_used(facts_of(inspection)).standard_by_id
    for standard in asked.standards:
        if standard not in known:
            log.add(
                _("there is no standard '{standard}'").format(standard=standard[:60]),
                _("choose standards of the edition"),
                field="standards",
            )
    log.raise_if_any()
