"""The answers of a case as they are checked and written. Part of assessing a case, and of its transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.assessment.judgements import answers_to
from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange
from inspectorate_app.actions.refusal import NotAllowed, NotNow, Overtaken
from inspectorate_app.store.models import Answer, CaseAssessment
from inspectorate_app.store.queries.assessment import AssessmentFacts, SavedAnswer, depends_on_answers
from inspectorate_app.store.statement import Insert

#: The longest reason or note, in characters.
LONGEST = 10_000


@dataclass(frozen=True)
class Wanted:
    """An answer as someone wants it saved, and the version that they saw; 0 where they saw none."""

    question: str
    answer: str
    reason: str
    version: int


def wanted(facts: AssessmentFacts, answers: Mapping[str, tuple[str, str, int]]) -> list[Wanted]:
    """The answers to be saved. Raises ``BadInput`` with all that cannot be."""
    log = FaultLog(subject(facts.number))
    for name, (answer, reason, _version) in answers.items():
        question = facts.questions.get(name)
        if question is None:
            known = name in facts.edition.question_by_id
            problem = (
                _("{name} is not asked of this case").format(name=name)
                if known
                else _("there is no question {name}").format(name=name)
            )
            log.add(problem, _("answer a question of this case"), field=name)
            continue
        scale = [each.answer for each in answers_to(facts.edition, question)]
        if answer and answer not in scale:
            log.add(
                _("'{answer}' is not an answer to {name}").format(answer=answer, name=name),
                _("give one of: {scale}").format(scale=", ".join(scale)),
                field=name,
            )
        check_length(log, name, reason)
    log.raise_if_any()
    return [
        Wanted(name, answer, reason.replace("\r\n", "\n").strip(), version)
        for name, (answer, reason, version) in answers.items()
    ]


def check_length(log: FaultLog, field: str, text: str) -> None:
    """Note a text that is longer than is kept, or holds what PostgreSQL does not keep."""
    if len(text) > LONGEST:
        log.add(
            _("it has {text} characters").format(text=len(text)),
            _("shorten it to {longest} or fewer").format(longest=LONGEST),
            field=field,
        )
    elif "\0" in text:
        log.add(_("it holds a character that cannot be kept"), _("type it again"), field=field)


def is_the_same(stands: SavedAnswer | None, wanted: Wanted) -> bool:
    """Whether what is wanted stands already, so that nothing is written."""
    if stands is None:
        return not wanted.answer and not wanted.reason
    return (stands.answer, stands.reason) == (wanted.answer, wanted.reason)


def require_not_overtaken(facts: AssessmentFacts, changed: list[Wanted], *, one: bool) -> None:
    """Raise ``Overtaken`` where another version stands than was seen: of ``one`` answer, or by question."""
    theirs = {}
    for each in changed:
        stands = facts.answers.get(each.question)
        if each.version != (stands.version if stands else 0):
            theirs[each.question] = _theirs(stands)
    if theirs:
        message = _("Someone else saved an answer to this question while you were writing.")
        raise Overtaken(message, next(iter(theirs.values())) if one else theirs)


def _theirs(stands: SavedAnswer | None) -> dict[str, Any]:
    if stands is None:
        return {"answer": "", "reason": "", "version": 0, "saved_by": "", "saved_at": ""}
    return {
        "answer": stands.answer,
        "reason": stands.reason,
        "version": stands.version,
        "saved_by": stands.saved_by,
        "saved_at": stands.saved_at.isoformat(),
    }


def require_complete(facts: AssessmentFacts, confirmed: bool, where: str) -> None:
    """Raise ``BadInput`` with every gap and every contradiction not ``confirmed``; ``NotNow`` without questions.

    Of an assessment and of a blind reading alike; ``where`` is what the faults name.
    """
    log = FaultLog(where)
    if not facts.questions:
        raise NotNow(_("The edition asks no questions of this case, so there is nothing to submit."))
    for remark in facts.missing:
        log.add(
            _("{question} is relevant and has no answer").format(question=remark.question),
            _("answer it"),
            field=remark.question,
        )
    for remark in () if confirmed else facts.contradictory:
        log.add(
            f"{remark.text.partition(': ')[2]}", _("change an answer, or confirm that it stands"), field=remark.question
        )
    log.raise_if_any()


_ANSWERS = Insert(
    Answer,
    ("assessment", "question", "answer", "reason", "version", "saved_by", "saved_at"),
    unique=("assessment", "question"),
)


def write(under_way: InspectionChange, facts: AssessmentFacts, changed: list[Wanted]) -> AssessmentFacts:
    """Write answers and the counters of their case in as many statements for one answer as for all."""
    actor = under_way.actor
    after, at = dict(facts.answers), timezone.now()
    for each in changed:
        stands = facts.answers.get(each.question)
        version = stands.version + 1 if stands else 1
        after[each.question] = SavedAnswer(each.question, each.answer, each.reason, version, actor.name, at)
    stood, stands_now = (_noted(answers, changed) for answers in (facts.answers, after))
    under_way.note(f"{subject(facts.number)} answers", before=stood or None, after=stands_now)
    saved = replace(facts, answers=after)
    relevant = [name for name in saved.questions if name not in saved.left_out]
    saved = replace(saved, answered=sum(name in saved.given for name in relevant), relevant=len(relevant))
    assessment = _keep_up(under_way, facts, saved)
    saved = replace(saved, assessment=assessment, state="in_progress")
    _ANSWERS.write(
        [
            (assessment, each.question, each.answer, each.reason, after[each.question].version, person_of(actor), at)
            for each in changed
        ]
    )
    return saved


def _noted(answers: Mapping[str, SavedAnswer], changed: list[Wanted]) -> dict[str, Any]:
    """What stands of the questions that are changed, for the audit trail."""
    standing = [answers[each.question] for each in changed if each.question in answers]
    return {
        each.question: {"answer": each.answer, "reason": kept_out(each.reason), "version": each.version}
        for each in standing
    }


def _keep_up(under_way: InspectionChange, before: AssessmentFacts, after: AssessmentFacts) -> int:
    """Write how far the assessment is where that changed, beginning it where this is the first save; its id."""
    if before.assessment is None:
        return begin(under_way, after).pk
    if (before.answered, before.relevant) != (after.answered, after.relevant):
        CaseAssessment.objects.filter(pk=before.assessment).update(answered=after.answered, relevant=after.relevant)
    return before.assessment


def begin(under_way: InspectionChange, facts: AssessmentFacts) -> CaseAssessment:
    """Write the row of an assessment with the first thing that is saved in it."""
    return CaseAssessment.objects.create(
        case_id=facts.id,
        inspection=under_way.inspection,
        answered=facts.answered,
        relevant=facts.relevant,
        started_by_id=person_of(under_way.actor),
    )


def result(facts: AssessmentFacts, asked: list[str]) -> dict[str, Any]:
    """What a save is answered with, as JSON."""
    dependent = [name for name in facts.questions if depends_on_answers(facts.edition, name)]
    return {
        "answers": {name: _saved(facts.answers.get(name)) for name in asked},
        "answered": facts.answered,
        "relevant": facts.relevant,
        "relevance": {name: facts.left_out.get(name, True) for name in dependent},
    }


def _saved(stands: SavedAnswer | None) -> dict[str, Any]:
    if stands is None:
        return {"version": 0, "saved_at": ""}
    return {"version": stands.version, "saved_at": stands.saved_at.isoformat()}


def subject(case: int) -> str:
    """How the audit trail and faults name a case: by number."""
    return f"case {case}"


def person_of(actor: Actor) -> int:
    """The person who acts. Raises ``NotAllowed`` for a command: what is judged is judged by someone."""
    if actor.person is None:
        raise NotAllowed
    return actor.person
