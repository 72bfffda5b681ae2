"""Quality assurance in the demonstration: second readings at each stage, exercises, training. Everything is made up."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from inspectorate_app.actions import blind_reading, exercise, second_reading, training
from inspectorate_app.actions.actor import Actor
from inspectorate_app.demonstration.lot import lot
from inspectorate_app.demonstration.reading import full_answers
from inspectorate_app.store.queries import blind_reading as query
from inspectorate_app.store.queries.blind_reading import ReadingFacts
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.second_reading import beside

Actors = Mapping[str, Actor]
#: Where the local assessor of the demonstration works: an area of the synthetic caseload.
OWN = ("East",)
#: Cases of the dip sample, of which the quality lead reads some and an inspector the others.
DRAWN = 4
_SCENARIO = (
    "Synthetic: this person does not exist. A man of 34 began a community order of 18 months for common assault on a "
    "former partner. The practitioner, in their first year, assessed him in week three as a medium risk of serious "
    "harm. The assessment names the partner and no children. The police call-out history, asked for in week one, came "
    "in week nine and shows four calls to an address where two children live. The plan was not changed. He has kept 11 "
    "of 14 appointments."
)
_REASON = "Synthetic: no case was read. The reason for settling it so would stand here."


def assure(actors: Actors, inspection: InspectionFacts) -> None:
    """A dip sample with a reading settled in part, one submitted and some waiting; two exercises; training."""
    _train(actors, inspection)
    readers = [actors[name].person or 0 for name in ("quality", "inspector", "inspector2")]
    second_reading.draw(actors["quality"], inspection.slug, size=DRAWN, seed=inspection.slug, readers=readers)
    by_person = {actor.person: actor for actor in actors.values()}
    found = query.of_purpose(inspection.id, "second")
    for each in found[: DRAWN // 2]:
        _answer(by_person[each.reader], inspection, each, otherwise=0.07)
    _settle_one(actors["quality"], inspection, found[0].id)
    _exercises(actors, inspection)


def _train(actors: Actors, inspection: InspectionFacts) -> None:
    today, day = timezone.localdate(), datetime.timedelta(days=1)
    ready = {"lead": 900, "inspector": 400, "inspector2": 90, "local": 20}
    for name, days in ready.items():
        on = today - days * day
        certified = on + 200 * day if days > 365 else None
        training.record(
            actors["quality"],
            inspection.slug,
            person=actors[name].person or 0,
            module="",
            trained_on=on - 14 * day,
            ready_on=on,
            certified_on=certified,
            expires_on=today + 180 * day if name == "local" else None,
        )


def _settle_one(quality: Actor, inspection: InspectionFacts, reading: int) -> None:
    """The first difference of a reading, so that the second stands and the case is to be corrected."""
    found = query.find(inspection.id, reading)
    shown = beside(inspection, found) if found else None
    if shown and shown.open:
        question = shown.open[0].question
        second_reading.settle(quality, inspection.slug, reading, question, outcome="second", reason=_REASON, version=0)


def _exercises(actors: Actors, inspection: InspectionFacts) -> None:
    quality, slug = actors["quality"], inspection.slug
    first = next(each.id for each in edition_used(inspection).standards if each.kind == "case")
    takers = [actors[name] for name in ("inspector", "inspector2", "local")]
    people = [each.person or 0 for each in takers]
    closed = exercise.open_exercise(
        quality,
        slug,
        title="Assessing risk to children",
        scenario=_SCENARIO,
        standards=[first],
        readers=people,
        reference=True,
    )
    by_person = {actor.person: actor for actor in (*takers, quality)}
    for each in query.of_exercise(closed):
        _answer(by_person[each.reader], inspection, each, otherwise=0.2 if each.purpose == "exercise" else 0)
    exercise.close(quality, slug, closed)
    exercise.open_exercise(
        quality, slug, title="Planning after new information", scenario=_SCENARIO, standards=[first], readers=people
    )


def _answer(reader: Actor, inspection: InspectionFacts, reading: ReadingFacts, otherwise: float) -> None:
    """Answer a reading whole and submit it; of its yes or no answers a share is turned round, by lot."""
    answers = full_answers(query.to_answer(inspection, reading))
    turned = {"yes": "no", "no": "yes"}
    for name, answer in answers.items():
        if answer in turned and lot("demonstration reading", str(reading.id), reader.name, name) < otherwise:
            answers[name] = turned[answer]
    slug = inspection.slug
    blind_reading.save_answers(reader, slug, reading.id, {name: (each, "", 0) for name, each in answers.items()})
    blind_reading.submit(reader, slug, reading.id, confirmed=True)
