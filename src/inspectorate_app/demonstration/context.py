"""Context figures: those published of Leicester with their source, and for an inspection under way some made up."""

import datetime

from inspectorate.context.moment import moment_words
from inspectorate.context.published import published_context
from inspectorate.context.record import Record
from inspectorate_app.actions import context
from inspectorate_app.actions.actor import Actor
from inspectorate_app.store.queries.inspection import InspectionFacts

_MADE_UP = "Synthetic: made up for the demonstration"
#: What is recorded of an inspection under way: a figure of the catalogue, of what, and its value.
_FIGURES = (("caseload", "", "1800"), ("sickness_days", "", "11.5"), ("vacancy_rate", "Probation Officer grade", "21"))


def record_made_up(analyst: Actor, inspection: InspectionFacts) -> None:
    """A few figures that say that they are made up, of the month before fieldwork."""
    month = (inspection.fieldwork_from.replace(day=1) - datetime.timedelta(days=1)).isoformat()[:7]
    for figure, of, value in _FIGURES:
        context.record(analyst, inspection.slug, Record(figure, "unit", value, month, _MADE_UP, of))


def record_as_published(analyst: Actor, inspection: InspectionFacts) -> None:
    """Every figure that the report on what is inspected prints, each with its place in that report."""
    for document in published_context():
        if document.unit == inspection.organisation:
            for each in document.figures:
                source = f"{document.document}, {moment_words(document.published)}: {each.place}"
                given = Record(each.figure, each.level, each.value, each.as_of, source, each.of, each.period_from)
                context.record(analyst, inspection.slug, given)
