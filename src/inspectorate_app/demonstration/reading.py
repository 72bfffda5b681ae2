"""The inspectors of the demonstration read their cases: all of them as published, or some as it happens."""

from collections.abc import Mapping

from inspectorate.assessment.judgements import answers_to
from inspectorate.assessment.questionnaire import questions_asked
from inspectorate.assessment.relevance import failing_rule
from inspectorate.case import Case
from inspectorate.framework.model import Edition, Question
from inspectorate_app.actions import assessment
from inspectorate_app.actions.actor import Actor
from inspectorate_app.demonstration.lot import lot
from inspectorate_app.store.queries import assessment as query
from inspectorate_app.store.queries.assessment import AssessmentFacts
from inspectorate_app.store.queries.case import CaseFacts, listed
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used

_REASON = "Synthetic: no case was read. A reason and the evidence for it would stand here."
_MOST = 10_000


def assess_as_published(
    actors: Mapping[str, Actor], inspection: InspectionFacts, answers: Mapping[str, Mapping[str, str]]
) -> None:
    """Every case of every sample assessed and submitted; ``answers`` by reference and question."""
    readers, edition = _by_person(actors), edition_used(inspection)
    for each in listed(inspection.id, limit=_MOST):
        if each.role == "main":
            case, reader = Case(each.reference, each.characteristics), readers[each.allocated_to or 0]
            asked = questions_asked(edition, case, each.module, inspection.service)
            given = {name: (answer, "", 0) for name, answer in answers[each.reference].items() if name in asked}
            assessment.save_answers(reader, inspection.slug, each.number, given)
            assessment.submit(reader, inspection.slug, each.number, confirmed=True)


def assess_some(actors: Mapping[str, Actor], inspection: InspectionFacts, submitted: int, begun: int) -> None:
    """The first cases submitted, the next ones begun: a third of their questions answered."""
    readers, edition = _by_person(actors), edition_used(inspection)
    main = [each for each in listed(inspection.id, limit=_MOST) if each.role == "main"]
    for place, each in enumerate(main[: submitted + begun]):
        reader = readers[each.allocated_to or 0]
        given = full_answers(_found(inspection, each, edition))
        names = list(given) if place < submitted else list(given)[: len(given) // 3]
        # A reason on the first answers of each case; who reads one sees where they stand.
        saved = {name: (given[name], _REASON if at < 3 else "", 0) for at, name in enumerate(names)}
        assessment.save_answers(reader, inspection.slug, each.number, saved)
        if place < submitted:
            assessment.save_interview(
                reader, inspection.slug, each.number, outcome="held", held_on=inspection.fieldwork_from, version=0
            )
            assessment.submit(reader, inspection.slug, each.number, confirmed=True)


def _found(inspection: InspectionFacts, case: CaseFacts, edition: Edition) -> AssessmentFacts:
    facts = query.find(inspection.id, case.number, edition)
    if facts is None:
        raise LookupError(case.number)
    return facts


def full_answers(facts: AssessmentFacts) -> dict[str, str]:
    """An answer to every question that applies, the better the case's own lot; again, until no answer opens another."""
    given: dict[str, str] = {}
    while True:
        applies = {
            name: question
            for name, question in facts.questions.items()
            if failing_rule(facts.edition, name, facts.case, given) is None
        }
        found = {name: given.get(name) or _answer(facts, question) for name, question in applies.items()}
        if found == given:
            return given
        given = found


def _answer(facts: AssessmentFacts, question: Question) -> str:
    reference = facts.case.reference
    scale = [each.answer for each in answers_to(facts.edition, question) if each.answer != "not_applicable"]
    quality = 0.6 * lot("demonstration", "quality", reference) + 0.4 * lot("demonstration", question.id, reference)
    if set(scale) == {"yes", "no"}:
        return "yes" if quality > 0.45 else "no"
    return scale[min(len(scale) - 1, int((1 - quality) * len(scale)))]


def _by_person(actors: Mapping[str, Actor]) -> dict[int, Actor]:
    return {actor.person: actor for actor in actors.values() if actor.person is not None}
