"""Assessing a case: saving answers and the interview, submitting, reopening.

An answer is saved against the version that its form showed. Where another version stands, nothing is written and what
stands is handed back (``Overtaken``), so that two people on one case never overwrite each other in silence.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions import answer as saving
from inspectorate_app.actions import permission, retry, tally, withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in, change_in_case
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store.models import CaseAssessment
from inspectorate_app.store.queries import assessment as query
from inspectorate_app.store.queries.assessment import AssessmentFacts, Interview
from inspectorate_app.store.queries.edition import edition_of
from inspectorate_app.store.queries.training import why_not_ready

#: How an interview with the practitioner may have come out.
OUTCOMES = ("held", "declined", "unavailable")


def save_answer(
    actor: Actor,
    inspection: str,
    case: int,
    question: str,
    *,
    answer: str = "",
    reason: str = "",
    version: int,
    key: str = "",
) -> dict[str, Any]:
    """Save the answer to one question, its reason, or both; blank takes it back.

    The result says the ``version`` and when it was saved (``saved_at``), how many questions of the case are
    ``answered`` of those ``relevant``, and under ``relevance`` for each question whose relevance hangs on answers
    True, or why it does not apply.

    Raises ``Overtaken``, ``BadInput``, ``NotThere``, ``NotAllowed``, ``NotNow`` or ``KeyUsedBefore``.
    """
    result = save_answers(actor, inspection, case, {question: (answer, reason, version)}, key=key, _one=True)
    each = result.pop("answers")[question]
    return {"question": question, **each, **result}


def save_answers(
    actor: Actor,
    inspection: str,
    case: int,
    answers: Mapping[str, tuple[str, str, int]],
    *,
    key: str = "",
    _one: bool = False,
) -> dict[str, Any]:
    """Save several answers of a case, each ``(answer, reason, version)``, together or not at all.

    Raises as ``save_answer`` does; ``Overtaken.theirs`` then maps each question overtaken to what stands.
    """
    of = retry.fingerprint("answers", inspection, case, {name: list(given) for name, given in answers.items()})

    def save(under_way: InspectionChange, facts: AssessmentFacts) -> dict[str, Any]:
        wanted = saving.wanted(facts, answers)
        changed = [each for each in wanted if not saving.is_the_same(facts.answers.get(each.question), each)]
        saving.require_not_overtaken(facts, changed, one=_one)
        saved = saving.write(under_way, facts, changed) if changed else facts
        if not changed:
            under_way.was_done_before()
        return saving.result(saved, [each.question for each in wanted])

    return _in_case(actor, inspection, case, key, of, save)


def save_interview(
    actor: Actor,
    inspection: str,
    case: int,
    *,
    outcome: str,
    held_on: datetime.date | None = None,
    notes: str = "",
    version: int,
    key: str = "",
) -> dict[str, Any]:
    """Record the interview with the practitioner: ``outcome`` held (with its date), declined, unavailable or blank."""
    of = retry.fingerprint("interview", inspection, case, outcome, held_on, notes, version)

    def save(under_way: InspectionChange, facts: AssessmentFacts) -> dict[str, Any]:
        _check_interview(case, outcome, held_on, notes)
        stands = query.find_interview(under_way.inspection.pk, case)
        wanted = Interview(outcome, held_on, notes, stands.version)
        if wanted == stands:
            under_way.was_done_before()
        elif version != stands.version:
            raise Overtaken(_("Someone else saved the interview while you were writing."), _told(stands))
        else:
            wanted = _write_interview(under_way, facts, stands, wanted)
        return {name: value for name, value in _told(wanted).items() if name != "notes"}

    # What is kept for a retry has no words about people: whoever sends it again sends the very same notes with it.
    return _in_case(actor, inspection, case, key, of, save) | {"notes": notes}


def submit(actor: Actor, inspection: str, case: int, key: str = "", *, confirmed: bool = False) -> dict[str, Any]:
    """Submit a case assessment: it is locked and counted.

    Raises ``BadInput`` with a fault for every relevant question without an answer; and, unless they are ``confirmed``,
    for every answer that does not go with the others.
    """
    of = retry.fingerprint("submit", inspection, case)

    def do(under_way: InspectionChange, facts: AssessmentFacts) -> dict[str, Any]:
        saving.require_complete(facts, confirmed, saving.subject(case))
        at = timezone.now()
        CaseAssessment.objects.filter(case_id=facts.id).update(
            state="submitted", submitted_by_id=actor.person, submitted_at=at
        )
        tally.add(under_way.inspection.pk, facts)
        under_way.note(saving.subject(case), before={"state": facts.state}, after={"state": "submitted"})
        return {"case": case, "state": "submitted", "submitted_at": at.isoformat()}

    return _in_case(actor, inspection, case, key, of, do, counted=True)


def reopen(actor: Actor, inspection: str, case: int, *, reason: str) -> None:
    """Unlock a submitted assessment, with the reason; it is not counted until it is submitted again."""
    with change_in(actor, Action.REOPEN_ASSESSMENT, inspection) as under_way:
        facts = query.find(under_way.inspection.pk, case, edition_of(under_way.inspection.edition.sha256))
        if facts is None:
            raise NotThere
        withheld.require(actor, under_way.inspection.pk, case, facts.allocated_to)
        if facts.state != "submitted":
            raise NotNow(_("This case assessment has not been submitted, so there is nothing to reopen."))
        log = FaultLog(saving.subject(case))
        if not reason.strip():
            log.add(_("no reason is given"), _("say why the assessment is reopened"), field="reason")
        saving.check_length(log, "reason", reason)
        log.raise_if_any()
        tally.take_out(under_way.inspection.pk, facts)
        row = CaseAssessment.objects.get(case_id=facts.id)
        row.state, row.submitted_by, row.submitted_at, row.reopened = "in_progress", None, None, row.reopened + 1
        row.save(update_fields=["state", "submitted_by", "submitted_at", "reopened"])
        under_way.note(
            saving.subject(case),
            before={"state": "submitted"},
            after={"state": "in_progress", "reason": reason.strip()},
        )
        tell(under_way, "case_reopened", [facts.allocated_to], number=case)


def may_assess(actor: Actor, inspection: str, facts: AssessmentFacts) -> bool:
    """Whether someone may assess a case: it is allocated to them, or they may assess any that is not withheld."""
    if facts.allocated_to == actor.person:
        return permission.may(actor, Action.ASSESS_CASE, inspection)
    if not permission.may(actor, Action.ASSESS_ANY_CASE, inspection):
        return False
    return not withheld.reason(actor, facts.inspection, facts.number, facts.allocated_to)


def _in_case(
    actor: Actor,
    inspection: str,
    case: int,
    key: str,
    of: str,
    do: Callable[[InspectionChange, AssessmentFacts], dict[str, Any]],
    *,
    counted: bool = False,
) -> dict[str, Any]:
    """Do something in a case that this person may assess and that is open; what was done before under the key, once.

    Where it is ``counted``, it changes the counts of the inspection too, which all cases share.
    """
    alone = change_in_case(actor, Action.ASSESS_CASE, inspection, case)
    with change_in(actor, Action.ASSESS_CASE, inspection) if counted else alone as under_way:
        facts, tried = _find(under_way, case, key)
        before = retry.answer_kept(tried, of)
        if before is not None:
            under_way.was_done_before()
            return before
        _require_open(facts)
        result = do(under_way, facts)
        retry.keep(actor, key, of, result)
        return result


def _find(under_way: InspectionChange, case: int, key: str) -> tuple[AssessmentFacts, Any]:
    """The case, which this person may assess, and whether they tried this before."""
    edition = edition_of(under_way.inspection.edition.sha256)
    facts, tried = query.find_with_try(under_way.inspection.pk, case, edition, under_way.actor.person, key)
    if facts is None:
        raise NotThere
    if not may_assess(under_way.actor, under_way.inspection.slug, facts):
        withheld.require(under_way.actor, under_way.inspection.pk, case, facts.allocated_to)
        raise NotAllowed(_("This case is not allocated to you."))
    _require_trained(under_way, facts)
    return facts, tried


def _require_trained(under_way: InspectionChange, facts: AssessmentFacts) -> None:
    """Raise ``NotAllowed`` for who is not recorded as trained for it, where the inspectorate asks for that."""
    person = under_way.actor.person
    if person is None:
        return
    why = why_not_ready(person, facts.edition.id, facts.module)
    if why:
        raise NotAllowed(_("You cannot assess this case: {why}. A quality lead records training.").format(why=why))


def _require_open(facts: AssessmentFacts) -> None:
    if facts.role != "main":
        raise NotNow(
            _("Case {number} is not assessed: it is {role}.").format(
                number=facts.number, role=_ROLES.get(facts.role, facts.role)
            )
        )
    if facts.state == "submitted":
        raise NotNow(_("This case assessment was submitted and is locked. A lead inspector can reopen it."))


_ROLES = {"reserve": "in reserve", "withdrawn": "withdrawn from the sample"}


def _check_interview(case: int, outcome: str, held_on: datetime.date | None, notes: str) -> None:
    log = FaultLog(f"{saving.subject(case)} interview")
    if outcome and outcome not in OUTCOMES:
        log.add(
            _("'{outcome}' is not an outcome").format(outcome=outcome),
            _("give one of: {outcomes}, or leave it blank").format(outcomes=", ".join(OUTCOMES)),
            field="outcome",
        )
    if outcome == "held" and held_on is None:
        log.add(_("the date is not given"), _("give the day on which the interview was held"), field="held_on")
    if held_on is not None and held_on > timezone.localdate():
        log.add(_("the date is in the future"), _("give the day on which the interview was held"), field="held_on")
    saving.check_length(log, "notes", notes)
    log.raise_if_any()


def _write_interview(
    under_way: InspectionChange, facts: AssessmentFacts, stands: Interview, wanted: Interview
) -> Interview:
    pk = facts.assessment
    if pk is None:
        relevant = len(facts.questions) - len(facts.left_out)
        pk = saving.begin(under_way, replace(facts, answered=0, relevant=relevant)).pk
    wanted = replace(wanted, version=stands.version + 1)
    CaseAssessment.objects.filter(pk=pk).update(
        interview=wanted.outcome,
        interview_on=wanted.held_on,
        interview_notes=wanted.notes,
        interview_version=wanted.version,
    )
    under_way.note(f"{saving.subject(facts.number)} interview", before=_noted(stands), after=_noted(wanted))
    return wanted


def _noted(interview: Interview) -> dict[str, Any]:
    return _told(interview) | {"notes": kept_out(interview.notes)}


def _told(interview: Interview) -> dict[str, Any]:
    return {
        "outcome": interview.outcome,
        "held_on": interview.held_on.isoformat() if interview.held_on else "",
        "notes": interview.notes,
        "version": interview.version,
    }
