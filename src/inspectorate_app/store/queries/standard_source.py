"""The judgements of standards, with their reasons, as what a finding may rest on."""

from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.source import Source
from inspectorate_app.store.queries.standard import OVERALL, judgements

KIND = "standards"


def sources(inspection: InspectionFacts) -> list[Source]:
    """Every standard that was judged on the organisation, in the order of the framework."""
    judged = judgements(inspection)
    names = [(one.id, one.heading) for one in edition_used(inspection).standards] + [(OVERALL, "Overall rating")]
    return [
        Source(
            kind=KIND,
            key=name,
            title=f"{title}: the judgement",
            words=f"{judged[name].rating}. {judged[name].reason}",
            route="standard",
            arguments={"inspection": inspection.slug, "standard": name},
            standards=frozenset({name}),
        )
        for name, title in names
        if name in judged
    ]
