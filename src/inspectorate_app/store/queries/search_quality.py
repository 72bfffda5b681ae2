"""Texts of quality assurance as a search looks through them: what its pages show, and nothing across blindness.

Of a second reading what its page shows: why it was chosen, and of each difference both reasons and how it was settled.
Nothing of one of a case that whoever asks read first, or is to read blind themselves.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspectorate_app.store.models import BlindAnswer
from inspectorate_app.store.queries import blind_reading as readings
from inspectorate_app.store.queries import exercise, second_reading
from inspectorate_app.store.queries.blind_reading import ReadingFacts
from inspectorate_app.store.queries.count_source import standard_of, title_of
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.search import Text, joined
from inspectorate_app.store.queries.second_reading import Beside


def second_readings(inspection: InspectionFacts, person: int | None) -> Iterator[Text]:
    """Second readings as who runs quality assurance sees them, ``person`` being whoever asks."""
    found = readings.of_purpose(inspection.id, "second")
    touched = readings.touched(inspection.id, {each.case for each in found if each.case is not None})
    blind = readings.read_blind(inspection.id, person)
    open_ = [each for each in found if each.case not in blind and person not in touched.get(each.case or 0, ())]
    beside = second_reading.all_beside(inspection, open_)
    for each in open_:
        where: dict[str, str | int] = {"inspection": inspection.slug, "reading": each.id}
        if each.why:
            yield Text(f"Second reading of case {each.case}", each.why, "quality_second", where, title_alone=False)
        if each.id in beside:
            yield from _differences(inspection, each, beside[each.id], "quality_second")


def exercises(inspection: InspectionFacts) -> Iterator[Text]:
    """Benchmarking exercises: title and scenario, and nothing of what was answered."""
    for each in exercise.of(inspection.id):
        where: dict[str, str | int] = {"inspection": inspection.slug, "exercise": each.id}
        yield Text(each.title, each.scenario, "exercise", where, standards=frozenset(each.standards))


def own(inspection: InspectionFacts, person: int | None) -> Iterator[Text]:
    """One's own blind readings: what is read, one's reasons, and once submitted how differences were settled."""
    found = {each.id: each for each in readings.of_reader(inspection.id, person)}
    for each in found.values():
        where: dict[str, str | int] = {"inspection": inspection.slug, "reading": each.id}
        yield Text(
            _("Blind reading: {title}").format(title=_name(each)),
            each.scenario,
            "reading",
            where,
            title_alone=bool(each.title),
        )
    edition = edition_used(inspection)
    standards = standard_of(edition)
    if not found:
        return
    rows = BlindAnswer.objects.filter(reading__in=found).exclude(reason="").order_by("pk")
    for reading, question, reason in rows.values_list("reading_id", "question", "reason"):
        asked = edition.question_by_id.get(question)
        asked_title = title_of(asked) if asked else question
        label = _("Blind reading: {title}").format(title=f"{_name(found[reading])}: {asked_title}")
        where = {"inspection": inspection.slug, "reading": reading}
        of = frozenset({standards[question]} if question in standards else ())
        yield Text(label, reason, "reading", where, standards=of, title_alone=False)
    for name, beside in second_reading.all_beside(inspection, found.values()).items():
        yield from _differences(inspection, found[name], beside, "reading_beside")


def _differences(inspection: InspectionFacts, reading: ReadingFacts, beside: Beside, route: str) -> Iterator[Text]:
    """The differences between two readings, both of which whoever asks may see."""
    edition = edition_used(inspection)
    standards = standard_of(edition)
    for each in beside.comparison.differences:
        settled = beside.settled.get(each.question)
        words = [beside.first[each.question][1], beside.second[each.question][1], settled.reason if settled else ""]
        yield Text(
            f"Second reading of case {reading.case}: {title_of(edition.question_by_id[each.question])}",
            joined(words),
            route,
            {"inspection": inspection.slug, "reading": reading.id},
            anchor=f"difference-{each.question.replace(' ', '-')}" if route == "quality_second" else "",
            standards=frozenset({standards[each.question]} if each.question in standards else ()),
            title_alone=False,
        )


def _name(reading: ReadingFacts) -> str:
    return reading.title or _("Case {number}").format(number=reading.case)
