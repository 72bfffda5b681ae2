"""Reading a case blind: saving answers to it and submitting them. They are kept apart from the first and never counted.

The audit trail is told which questions were saved, and not what was answered: the first assessor may read the trail. At
submission it is given the hash of all answers, so that nobody can change them after.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate_app.actions import answer as saving
from inspectorate_app.actions import retry
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.once import once
from inspectorate_app.actions.permission import Action, holders
from inspectorate_app.actions.reader import subject
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store.models import BlindAnswer, BlindReading
from inspectorate_app.store.queries import blind_reading as query
from inspectorate_app.store.queries.assessment import AssessmentFacts, SavedAnswer
from inspectorate_app.store.queries.blind_reading import ReadingFacts
from inspectorate_app.store.queries.inspection import facts_of


def save_answer(
    actor: Actor,
    inspection: str,
    reading: int,
    question: str,
    *,
    answer: str = "",
    reason: str = "",
    version: int,
    key: str = "",
) -> dict[str, Any]:
    """Save the answer to one question of one's own blind reading, as ``assessment.save_answer`` does of a case.

    Under a ``key`` it is saved once, however often it is sent. Raises as ``save_answers``, and ``KeyUsedBefore``.
    """
    given = (answer, reason, version)
    of = retry.fingerprint("blind answer", inspection, reading, question, list(given))

    def save() -> dict[str, Any]:
        return save_answers(actor, inspection, reading, {question: given}, _one=True)

    result = once(actor, key, of, save)
    each = result.pop("answers")[question]
    return {"question": question, **each, **result}


def save_answers(
    actor: Actor, inspection: str, reading: int, answers: Mapping[str, tuple[str, str, int]], *, _one: bool = False
) -> dict[str, Any]:
    """Save several answers of one's own blind reading, each ``(answer, reason, version)``, together or not at all.

    Gives what saving the answers of an assessment gives. Raises ``Overtaken``, ``BadInput``, ``NotThere``,
    ``NotAllowed`` for the reading of someone else, ``NotNow`` where it is submitted or its exercise is closed.
    """
    with change_in(actor, Action.READ_BLIND, inspection) as under_way:
        found, facts = _own(under_way, reading)
        wanted = saving.wanted(facts, answers)
        changed = [each for each in wanted if not saving.is_the_same(facts.answers.get(each.question), each)]
        saving.require_not_overtaken(facts, changed, one=_one)
        if not changed:
            under_way.was_done_before()
            return saving.result(facts, [each.question for each in wanted])
        saved = _write(under_way, found, facts, changed)
        return saving.result(saved, [each.question for each in wanted])


def submit(actor: Actor, inspection: str, reading: int, *, confirmed: bool = False) -> None:
    """Submit one's own blind reading: it is locked, and what others answered may be seen beside it.

    Raises ``BadInput`` with a fault for every relevant question without an answer; and, unless they are ``confirmed``,
    for every answer that does not go with the others.
    """
    with change_in(actor, Action.READ_BLIND, inspection) as under_way:
        found, facts = _own(under_way, reading)
        saving.require_complete(facts, confirmed, "reading")
        BlindReading.objects.filter(pk=found.id).update(state="submitted", submitted_at=timezone.now())
        content = {name: [each.answer, each.reason] for name, each in sorted(facts.answers.items())}
        under_way.note(
            subject(found.id),
            before={"state": found.state},
            after={
                "state": "submitted",
                "case": found.case,
                "answered": len(facts.given),
                "answers": kept_out(json.dumps(content, sort_keys=True, ensure_ascii=False)),
            },
        )
        if found.purpose == "second":
            _tell_who_settles(under_way, found)


def _tell_who_settles(under_way: InspectionChange, reading: ReadingFacts) -> None:
    """Tell who may settle what the readings differ on, but whoever read the case first: they must not know of it."""
    first = query.touched(under_way.inspection.pk, [reading.case])[reading.case] if reading.case is not None else set()
    settles = holders(under_way.inspection.slug, [Action.SETTLE_DIFFERENCE])
    tell(under_way, "reading_submitted", settles - set(first), number=reading.id)


def _own(under_way: InspectionChange, reading: int) -> tuple[ReadingFacts, AssessmentFacts]:
    inspection = facts_of(under_way.inspection)
    found = query.find(inspection.id, reading)
    if found is None or found.state == "withdrawn":
        raise NotThere
    if found.reader != under_way.actor.person:
        raise NotAllowed(_("This reading was given to someone else."))
    if found.state == "submitted":
        raise NotNow(_("This reading was submitted and is locked."))
    return found, query.to_answer(inspection, found)


def _write(
    under_way: InspectionChange, reading: ReadingFacts, facts: AssessmentFacts, changed: list[saving.Wanted]
) -> AssessmentFacts:
    after, now = dict(facts.answers), timezone.now()
    for each in changed:
        stands = facts.answers.get(each.question)
        version = stands.version + 1 if stands else 1
        name = under_way.actor.name
        after[each.question] = SavedAnswer(each.question, each.answer, each.reason, version, name, now)
    saved = replace(facts, answers=after)
    relevant = [name for name in saved.questions if name not in saved.left_out]
    saved = replace(saved, answered=sum(name in saved.given for name in relevant), relevant=len(relevant))
    BlindReading.objects.filter(pk=reading.id).update(
        state="in_progress", answered=saved.answered, relevant=saved.relevant
    )
    BlindReading.objects.filter(pk=reading.id, started_at=None).update(started_at=now)
    BlindAnswer.objects.bulk_create(
        [
            BlindAnswer(
                reading_id=reading.id,
                question=each.question,
                answer=each.answer,
                reason=each.reason,
                version=after[each.question].version,
                saved_by_id=under_way.person,
            )
            for each in changed
        ],
        update_conflicts=True,
        unique_fields=["reading", "question"],
        update_fields=["answer", "reason", "version", "saved_by", "saved_at"],
    )
    versions = {each.question: after[each.question].version for each in changed}
    under_way.note(subject(reading.id), after={"saved": versions, "answered": saved.answered})
    return saved
