"""What is recorded of a case, noted or corrected while it is inspected.

Each change names what it found recorded. Where something else stands, nothing is written and what stands is handed back
(``Overtaken``). The draw of the sample stands as it was; the counts of questions and further samples follow.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions import answer as saving
from inspectorate_app.actions import assessment, further_sample, retry
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store.models import Case, CaseAssessment
from inspectorate_app.store.queries import assessment as query
from inspectorate_app.store.queries.assessment import AssessmentFacts
from inspectorate_app.store.queries.edition import edition_of


@dataclass(frozen=True)
class Noted:
    """A value of a characteristic as it was found, and as it is to be; blank where nothing is recorded."""

    was: str
    becomes: str


def record(
    actor: Actor, inspection: str, case: int, noted: Mapping[str, Noted], *, key: str = ""
) -> dict[str, dict[str, str]]:
    """Note or correct characteristics of a case; ``characteristics`` of the result are all that are now recorded.

    Raises ``BadInput`` for what the edition does not know, ``Overtaken`` with what stands by characteristic where
    another was there first, ``NotNow`` for a case that was submitted, or is no case of its own.
    """
    of = retry.fingerprint("characteristics", inspection, case, {name: [n.was, n.becomes] for name, n in noted.items()})
    with change_in(actor, Action.RECORD_CHARACTERISTIC, inspection) as under_way:
        facts = _find(under_way, case)
        before = retry.answered_before(actor, key, of)
        if before is not None:
            under_way.was_done_before()
            return {"characteristics": dict(facts.case.characteristics)}
        _require_open(facts)
        _check(facts, noted)
        stands = dict(facts.case.characteristics)
        changed = {name: each.becomes for name, each in noted.items() if stands.get(name, "") != each.becomes}
        theirs = {name: stands.get(name, "") for name in changed if stands.get(name, "") != noted[name].was}
        if theirs:
            raise Overtaken(_("Someone else recorded another value while you were writing."), theirs)
        after = {name: value for name, value in {**stands, **changed}.items() if value}
        if changed:
            _write(under_way, facts, after, changed)
        else:
            under_way.was_done_before()
        retry.keep(actor, key, of, {})  # what is recorded of a person is kept with the case alone
        return {"characteristics": after}


def _find(under_way: InspectionChange, case: int) -> AssessmentFacts:
    facts = query.find(under_way.inspection.pk, case, edition_of(under_way.inspection.edition.sha256))
    if facts is None:
        raise NotThere
    if not assessment.may_assess(under_way.actor, under_way.inspection.slug, facts):
        raise NotAllowed(_("This case is not allocated to you."))
    return facts


def _require_open(facts: AssessmentFacts) -> None:
    if facts.role == "withdrawn":
        raise NotNow(_("Case {number} was withdrawn from the sample.").format(number=facts.number))
    if facts.state == "submitted":
        raise NotNow(_("This case assessment was submitted and is locked. A lead inspector can reopen it."))
    if facts.stands_for_main:
        raise NotNow(_("This case stands for one of the main sample. Change what is recorded of that case instead."))


def _check(facts: AssessmentFacts, noted: Mapping[str, Noted]) -> None:
    log = FaultLog(saving.subject(facts.number))
    for name, each in noted.items():
        characteristic = facts.edition.characteristic_by_id.get(name)
        if characteristic is None:
            log.add(_("there is no characteristic {name}").format(name=name), _("give one of the edition"), field=name)
            continue
        values = [value.value for value in characteristic.values]
        if each.becomes and each.becomes not in values:
            problem = _("'{becomes}' is no value of {title}").format(becomes=each.becomes, title=characteristic.title)
            log.add(problem, _("give one of: {values}, or leave it blank").format(values=", ".join(values)), field=name)
    log.raise_if_any()


def _write(
    under_way: InspectionChange, facts: AssessmentFacts, after: Mapping[str, str], changed: Mapping[str, str]
) -> None:
    """The case, how far its assessment now is, and the further samples that it joins or leaves."""
    before: dict[str, Any] = {name: facts.case.characteristics.get(name, "") for name in changed}
    under_way.note(f"{saving.subject(facts.number)} characteristics", before=before, after=dict(changed))
    Case.objects.filter(pk=facts.id).update(characteristics=dict(after))
    if facts.assessment is not None:
        now = replace(facts, case=replace(facts.case, characteristics=dict(after)))
        relevant = [name for name in now.questions if name not in now.left_out]
        answered = sum(name in now.given for name in relevant)
        CaseAssessment.objects.filter(pk=facts.assessment).update(answered=answered, relevant=len(relevant))
    further_sample.follow(under_way)
