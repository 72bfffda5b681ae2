"""The context figures that were published of Leicester, recorded with their source."""

from inspectorate.context.moment import moment_words
from inspectorate.context.published import published_context
from inspectorate.context.record import Record
from inspectorate_app.actions import context
from inspectorate_app.actions.actor import Actor
from inspectorate_app.store.queries.inspection import InspectionFacts


def record_as_published(analyst: Actor, inspection: InspectionFacts) -> None:
    """Every figure that the report on what is inspected prints, each with its place in that report."""
    for document in published_context():
        if document.unit == inspection.organisation:
            for each in document.figures:
                source = f"{document.document}, {moment_words(document.published)}: {each.place}"
                given = Record(each.figure, each.level, each.value, each.as_of, source, each.of, each.period_from)
                context.record(analyst, inspection.slug, given)
