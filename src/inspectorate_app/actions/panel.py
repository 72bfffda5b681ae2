"""The ratings panel: opening a sitting, deciding within its discretion, signing off, reopening."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, FaultLog
from inspectorate.rating.evidence import Evidence
from inspectorate.rating.evidence import PanelDecision as Decision
from inspectorate.rating.rate import InspectionRating, rate
from inspectorate.rating.record import content_of, freeze, ratings_told, seal
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.actions.standard import check_reason
from inspectorate_app.actions.team import READERS, require_apart
from inspectorate_app.store.models import CaseAssessment, Panel, PanelDecision, Sample
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of
from inspectorate_app.store.queries.judge import judges
from inspectorate_app.store.queries.panel import PanelFacts, current, panel_members
from inspectorate_app.store.queries.result import Result, before_sign_off, results
from inspectorate_app.store.queries.withheld import folded

#: How many may sit on a panel, and how long a name may be.
MOST_MEMBERS, LONGEST_NAME = 30, 120


def open_panel(actor: Actor, inspection: str, *, held_on: datetime.date, members: Sequence[int | str]) -> int:
    """Open a sitting. ``members`` are ids of people with the role of panel member, and names of others.

    Returns its id. Raises ``BadInput``, and ``NotNow`` where one is open or the ratings are signed off.
    """
    with change_in(actor, Action.OPEN_PANEL, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        standing = current(facts)
        if standing is not None:
            if standing.state == "open":
                raise NotNow(_("A ratings panel is open already."))
            raise NotNow(_("A ratings panel has signed off: reopen the ratings first."))
        names = _sitting(facts, held_on, members)
        row = Panel.objects.create(inspection_id=facts.id, held_on=held_on, members=names, opened_by_id=_person(actor))
        under_way.note(f"panel {row.pk}", after={"held_on": held_on.isoformat(), "members": names})
        tell(under_way, "panel_opened")
        return row.pk


def _sitting(facts: InspectionFacts, held_on: datetime.date, members: Sequence[int | str]) -> list[str]:
    """The names of those who sit, each once."""
    log = FaultLog("panel")
    if held_on < facts.fieldwork_from:
        log.add(_("the panel is held before fieldwork"), _("Enter a date after fieldwork began"), field="held_on")
    known, apart = panel_members(facts), judges(facts.id, READERS) if settings.PANEL_APART else {}
    strangers = [member for member in members if isinstance(member, int) and member not in known]
    if strangers:
        log.add(_("someone chosen is not a panel member"), _("Select people with that role here"), field="members")
    if any(member in apart if isinstance(member, int) else _is(member, apart.values()) for member in members):
        log.add(
            _("someone judged in this inspection or reads its cases"),
            _("Select or name people who neither read cases nor judged here"),
            field="members",
        )
    given = [known.get(member, "") if isinstance(member, int) else " ".join(member.split()) for member in members]
    names = list(dict.fromkeys(name for name in given if name))
    if not names and not strangers:
        log.add(_("nobody sits on the panel"), _("Select or name who sits on the panel"), field="members")
    if len(names) > MOST_MEMBERS or any(len(name) > LONGEST_NAME or "\0" in name for name in names):
        mend = _("Give at most {most_members} names of up to {longest_name} characters").format(
            most_members=MOST_MEMBERS, longest_name=LONGEST_NAME
        )
        log.add(_("there are too many names, or one is too long"), mend, field="members")
    log.raise_if_any()
    return names


def _is(name: str, names: Iterable[str]) -> bool:
    """Whether a name that was typed is one of these."""
    return folded(name) in map(folded, names)


def decide(actor: Actor, inspection: str, standard: str, *, rating: str, reason: str) -> None:
    """Decide a rating beside the computed one, where the panel has discretion.

    Raises ``BadInput`` with the library's reason where it has none; ``NotNow`` where no panel is open.
    """
    with change_in(actor, Action.DECIDE_RATING, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        panel = _open(facts)
        require_apart(under_way.inspection, under_way.person)
        result = results(facts)
        computed = _computed(result, standard)
        reason = reason.strip()
        _allowed(result.evidence, panel, standard, rating, reason)
        row = PanelDecision.objects.filter(panel_id=panel.id, standard=standard).first()
        before = {"rating": row.rating, "reason": row.reason, "computed": row.computed} if row else None
        row = row or PanelDecision(panel_id=panel.id, standard=standard)
        row.computed, row.rating, row.reason = computed, rating, reason
        row.decided_by_id = _person(actor)
        row.save()
        after = {"rating": rating, "reason": reason, "computed": computed}
        under_way.note(f"decision on standard {standard}", before=before, after=after)


def _computed(result: Result, standard: str) -> str:
    if result.computed is None:
        raise NotNow(_("There are no computed ratings: {refused}.").format(refused="; ".join(result.refused)))
    entry = next((one for one in result.computed.standards if one.standard.id == standard), None)
    if entry is None:
        raise NotThere
    return entry.computed or ""


def _allowed(evidence: Evidence, panel: PanelFacts, standard: str, rating: str, reason: str) -> None:
    """Raise ``BadInput`` for a blank reason, and for what the library says is beyond the panel's discretion."""
    log = FaultLog("decision")
    check_reason(log, reason)
    decision = Decision(rating, reason, panel.held_on, panel.members)
    try:
        rate(replace(evidence, panel={standard: decision}))
    except BadInput as error:
        for fault in error.faults:
            log.add(fault.problem, fault.mend, field="rating")
    log.raise_if_any()


def withdraw_decision(actor: Actor, inspection: str, standard: str) -> None:
    """Take a decision back, so that the computed rating stands. Raises ``NotThere`` where there is none."""
    with change_in(actor, Action.DECIDE_RATING, inspection) as under_way:
        panel = _open(facts_of(under_way.inspection))
        require_apart(under_way.inspection, under_way.person)
        row = PanelDecision.objects.filter(panel_id=panel.id, standard=standard).first()
        if row is None:
            raise NotThere
        before = {"rating": row.rating, "reason": row.reason, "computed": row.computed}
        row.delete()
        under_way.note(f"decision on standard {standard}", before=before)


def sign_off(actor: Actor, inspection: str) -> str:
    """Sign the ratings off: what they rest on is frozen, and its SHA-256 returned.

    Raises ``NotNow`` while a case of the main sample is not submitted, or anything has no rating.
    """
    with change_in(actor, Action.SIGN_OFF, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        panel = _open(facts)
        require_apart(under_way.inspection, under_way.person)
        result = results(facts)
        rated = _ready(facts, panel, result)
        content = content_of(freeze(result.findings, result.evidence, _about(facts)))
        told, sha256 = ratings_told(rated), seal(content)
        Panel.objects.filter(pk=panel.id).update(
            state="signed_off",
            signed_off_by_id=_person(actor),
            signed_off_at=timezone.now(),
            evidence=content,
            evidence_sha256=sha256,
            ratings=told,
        )
        under_way.note(f"panel {panel.id}", after={"state": "signed_off", "evidence_sha256": sha256, "ratings": told})
        tell(under_way, "ratings_signed_off")
        return sha256


def _ready(facts: InspectionFacts, panel: PanelFacts, result: Result) -> InspectionRating:
    told = before_sign_off(facts, panel, result)
    if told or result.rated is None:
        raise NotNow(_("The ratings cannot be signed off yet: {told}.").format(told="; ".join(told)))
    return result.rated


def _about(facts: InspectionFacts) -> dict[str, Any]:
    """What is sealed beside the evidence: which inspection, from which samples, on how many assessments."""
    samples = Sample.objects.filter(inspection_id=facts.id, state="approved").order_by("module", "id")
    return {
        "inspection": facts.slug,
        "organisation": facts.organisation,
        "unit": facts.unit,
        "case_assessments": CaseAssessment.objects.filter(inspection_id=facts.id, state="submitted").count(),
        "samples": [{"module": one.module, "record_sha256": seal(one.record)} for one in samples],
    }


def reopen_panel(actor: Actor, inspection: str, *, reason: str) -> None:
    """Reopen signed-off ratings: what was signed off is kept as it is, and another panel may be opened.

    Raises ``BadInput`` without a reason, ``NotNow`` where nothing is signed off.
    """
    with change_in(actor, Action.REOPEN_PANEL, inspection) as under_way:
        require_apart(under_way.inspection, under_way.person)
        log, reason = FaultLog("panel"), reason.strip()
        check_reason(log, reason)
        log.raise_if_any()
        panel = current(facts_of(under_way.inspection))
        if panel is None or panel.state != "signed_off":
            raise NotNow(_("Nothing is signed off, so there is nothing to reopen."))
        Panel.objects.filter(pk=panel.id).update(state="reopened")
        _note_reopening(under_way, panel, reason)
        tell(under_way, "panel_reopened")


def _note_reopening(under_way: InspectionChange, panel: PanelFacts, reason: str) -> None:
    before = {"state": "signed_off", "evidence_sha256": panel.sha256}
    under_way.note(f"panel {panel.id}", before=before, after={"state": "reopened", "reason": reason})


def _open(facts: InspectionFacts) -> PanelFacts:
    panel = current(facts)
    if panel is None:
        raise NotNow(_("No ratings panel is open. Open one first, with its date and members."))
    if panel.state != "open":
        raise NotNow(_("The ratings are signed off. Reopen them first, with a reason."))
    return panel


def _person(actor: Actor) -> int:
    if actor.person is None:
        raise NotAllowed(_("A ratings panel is kept by a named person."))
    return actor.person
