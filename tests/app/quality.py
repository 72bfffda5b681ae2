"""What tests of quality assurance start from: submitted cases with answers, and readings answered whole."""

from collections.abc import Mapping

from django.utils import timezone

from inspectorate_app.actions import blind_reading, tally
from inspectorate_app.demonstration.reading import full_answers
from inspectorate_app.store import guard
from inspectorate_app.store.models import Answer, Case, CaseAssessment, Inspection, Person
from inspectorate_app.store.queries import assessment as assessments
from inspectorate_app.store.queries import blind_reading as query
from inspectorate_app.store.queries.edition import edition_of
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given


def submitted(of: Inspection, by: Person, case: Case, answers: Mapping[str, str], reason: str = "") -> None:
    """The first reading of a case, submitted by someone and counted, straight into the tables."""
    with guard.allowed():
        case.allocated_to = by
        case.save()
        row = CaseAssessment.objects.create(
            case=case, inspection=of, state="submitted", started_by=by, submitted_by=by, submitted_at=timezone.now()
        )
        Answer.objects.bulk_create(
            Answer(assessment=row, question=name, answer=answer, reason=reason, saved_by=by)
            for name, answer in answers.items()
        )
        facts = assessments.find(of.pk, case.number, edition_of(of.edition.sha256))
        assert facts
        tally.add(of.pk, facts)


def whole(of: Inspection, reading: int) -> dict[str, str]:
    """An answer to every question that a reading asks and that applies."""
    facts = facts_of(of)
    found = query.find(facts.id, reading)
    assert found
    return full_answers(query.to_answer(facts, found))


def answer(of: Inspection, reader: Person, reading: int, **changed: str) -> dict[str, str]:
    """Answer a reading whole, but for what is given otherwise, and submit it; what was answered."""
    answers = {**whole(of, reading), **changed}
    acting = given.actor(reader)
    blind_reading.save_answers(acting, of.slug, reading, {name: (each, "", 0) for name, each in answers.items()})
    blind_reading.submit(acting, of.slug, reading, confirmed=True)
    return answers
