"""How far readers agree by question: over second readings and closed exercises, of an inspection or of an edition."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from inspectorate.assessment.agreement import Agreement, Unit, agreement
from inspectorate.assessment.judgements import answers_to
from inspectorate.framework.model import Edition
from inspectorate_app.store.models import BlindAnswer, BlindReading
from inspectorate_app.store.queries.blind_reading import not_touched_by
from inspectorate_app.store.queries.edition import edition_of

#: What is compared: second readings, exercises, or both.
KINDS = ("both", "second", "exercise")


@dataclass(frozen=True)
class OfQuestion:
    """How far readers agree on one question."""

    question: str
    text: str
    agreement: Agreement


@dataclass(frozen=True)
class OfStandard:
    """The questions of one standard, or of a topic, that two readers or more answered, and all of them together.

    Together they are counts alone: the answers of one case hang together, and are not so many cases.
    """

    standard: str
    title: str
    questions: tuple[OfQuestion, ...]
    together: Agreement


@dataclass(frozen=True)
class Agreed:
    """Agreement on an edition: ``second`` readings and ``exercises`` of how many ``inspections`` it rests on."""

    inspections: int
    second: int
    exercises: int
    standards: tuple[OfStandard, ...]
    together: Agreement


def of_inspections(
    inspections: Collection[int], edition_sha256: str, kind: str = "both", but_first_by: int | None = None
) -> Agreed:
    """Agreement over some inspections of one edition.

    ``but_first_by`` leaves out the second readings of the cases of someone who had to do with the first, and must not
    learn from a count what the second reader answered.
    """
    edition = edition_of(edition_sha256)
    units: dict[str, list[Unit]] = defaultdict(list)
    seconds = _add_second(inspections, units, but_first_by) if kind != "exercise" else set()
    exercises = _add_exercises(inspections, units) if kind != "second" else set()
    standards = tuple(each for each in _by_standard(edition, units, pairs=not exercises) if each.questions)
    return Agreed(
        inspections=len({inspection for inspection, _ in seconds | exercises}),
        second=len(seconds),
        exercises=len(exercises),
        standards=standards,
        together=_together([one.agreement for each in standards for one in each.questions]),
    )


def _add_second(
    inspections: Collection[int], units: dict[str, list[Unit]], but_first_by: int | None
) -> set[tuple[int, int]]:
    """Each case read twice is a unit: the first answer, then the second."""
    rows = BlindReading.objects.filter(inspection__in=inspections, purpose="second", state="submitted")
    if but_first_by is not None:
        rows = not_touched_by(rows, but_first_by)
    answers: dict[int, dict[str, str]] = defaultdict(dict)
    for reading, question, answer in _answers(rows):
        answers[reading][question] = answer
    found = set()
    for reading, inspection, first in rows.values_list("id", "inspection_id", "first_answers"):
        found.add((inspection, reading))
        for question in {*first, *answers[reading]}:
            one = first.get(question, {}).get("answer") or None
            units[question].append((one, answers[reading].get(question)))
    return found


def _add_exercises(inspections: Collection[int], units: dict[str, list[Unit]]) -> set[tuple[int, int]]:
    """Each exercise is a unit: an answer for each who took part. The reference answers are nobody's reading."""
    rows = BlindReading.objects.filter(
        inspection__in=inspections, purpose="exercise", state="submitted", exercise__state="closed"
    )
    exercise_of = dict(rows.values_list("id", "exercise_id"))
    readers: dict[int, list[int]] = defaultdict(list)
    for reading, exercise in sorted(exercise_of.items()):
        readers[exercise].append(reading)
    given: dict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    for reading, question, answer in _answers(rows):
        given[exercise_of[reading], question][reading] = answer
    for (exercise, question), answers in given.items():
        units[question].append([answers.get(reading) for reading in readers[exercise]])
    return set(rows.values_list("inspection_id", "exercise_id"))


def _answers(rows: QuerySet[BlindReading]) -> list[tuple[int, str, str]]:
    found = BlindAnswer.objects.filter(reading__in=rows).exclude(answer="")
    return list(found.values_list("reading_id", "question", "answer"))


def _by_standard(edition: Edition, units: Mapping[str, list[Unit]], pairs: bool) -> list[OfStandard]:
    """``pairs``: every unit is a first and a second reading. In an exercise nobody is first, so there is no kappa."""
    found = []
    for standard in edition.standards:
        names = [each.id for key in standard.key_questions for each in (key, *key.prompts)]
        found.append(_of(standard.id, standard.title, _questions(edition, names, units, pairs)))
    topics: dict[str, list[str]] = {}
    for question in edition.case_questions:
        topics.setdefault(question.topic, []).append(question.id)
    of_topics = [_of("", topic, _questions(edition, names, units, pairs)) for topic, names in topics.items()]
    return [*found, *of_topics]


def _of(id_: str, title: str, questions: tuple[OfQuestion, ...]) -> OfStandard:
    return OfStandard(id_, title, questions, _together([each.agreement for each in questions]))


def _questions(
    edition: Edition, names: list[str], units: Mapping[str, list[Unit]], pairs: bool
) -> tuple[OfQuestion, ...]:
    found = []
    for name in names:
        question = edition.question_by_id.get(name)
        if question is None or name not in units:
            continue
        counted = agreement(units[name], len(answers_to(edition, question)))
        if counted.cases:
            found.append(OfQuestion(name, question.text, counted if pairs else replace(counted, kappa=None)))
    return tuple(found)


def _together(found: list[Agreement]) -> Agreement:
    return Agreement(
        cases=sum(each.cases for each in found),
        agreed=sum(each.agreed for each in found),
        alone=sum(each.alone for each in found),
        pairs=sum(each.pairs for each in found),
        pairs_agreed=sum(each.pairs_agreed for each in found),
    )
