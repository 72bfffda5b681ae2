"""An inspection in the form of the register of published inspections: as it stands, and as it is published."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from inspectorate.aggregation.counts import Findings
from inspectorate.framework.entry import Certainty
from inspectorate.organisation.directory import product_directory
from inspectorate.rating.rate import InspectionRating
from inspectorate.recommendation.model import Recommendation
from inspectorate.register.facts import NOT_RATED
from inspectorate.register.inspection import Citation, PublishedInspection, PublishedScore, Review, Span
from inspectorate.report.fact_base import FactBase
from inspectorate_app.store.queries.inspection import InspectionFacts

#: The facts that a report of ours gives, in the order of the register.
_GIVEN = (
    "edition",
    "published",
    "fieldwork",
    "overall",
    "score",
    "standards",
    "percentages",
    "sample_size",
    "interviews",
    "recommendations",
)


def entry_as_it_stands(
    inspection: InspectionFacts, rated: InspectionRating | None, findings: Findings
) -> PublishedInspection:
    """An inspection that is not published, so that it can be compared by the register's rules."""
    last = inspection.fieldwork_to
    return PublishedInspection(
        inspection=f"{inspection.organisation}/{last:%Y-%m}",
        **_facts(inspection, rated, findings),
        sources=(Citation(document=_("this inspection")),),
        certainty=Certainty.DERIVED,
        reviewed=Review(by=_("this inspection"), on=last),
    )


def entry_as_published(
    inspection: InspectionFacts, base: FactBase, published: datetime.date, *, title: str, publisher: str, url: str
) -> PublishedInspection:
    """What the register holds of an inspection that is published on a day, in a report under an address."""
    entry = PublishedInspection(
        inspection=f"{inspection.organisation}/{published:%Y-%m}",
        **_facts(inspection, base.rated, base.findings),
        **_name(inspection),
        published=published.isoformat(),
        interviews=base.interviews,
        recommendations=_counted(base.recommendations),
        sources=(Citation(document=title, publisher=publisher, published=published.isoformat(), url=url),),
        certainty=Certainty.PUBLISHED,
        reviewed=Review(by=publisher, on=published, note=_("from the signed-off evidence, as the report prints it")),
    )
    given = tuple(name for name in _GIVEN if getattr(entry, name))
    return entry.model_copy(update={"sources": (entry.sources[0].model_copy(update={"gives": given}),)})


def _facts(inspection: InspectionFacts, rated: InspectionRating | None, findings: Findings) -> dict[str, Any]:
    scored = rated is not None and rated.points is not None and rated.maximum is not None
    days = {"from": inspection.fieldwork_from.isoformat(), "to": inspection.fieldwork_to.isoformat()}
    return {
        "unit": inspection.organisation,
        "edition": inspection.edition,
        "fieldwork": Span.model_validate(days),
        "overall": rated.overall if rated else None,
        "score": PublishedScore(points=rated.points, maximum=rated.maximum) if rated and scored else None,
        "standards": _ratings(rated) if rated else {},
        "percentages": _percentages(findings),
        "sample_size": findings.cases or None,
    }


def _name(inspection: InspectionFacts) -> dict[str, str]:
    """The name, kind and region of a unit that the directory of organisations lacks."""
    if inspection.organisation in product_directory().by_id:
        return {}
    known = {"unit_name": inspection.unit, "unit_kind": inspection.kind, "region": inspection.region}
    return {name: value for name, value in known.items() if value}


def _ratings(rated: InspectionRating) -> Mapping[str, str]:
    given = {one.standard.id: NOT_RATED if one.not_rated else one.rating for one in rated.standards}
    return {id_: rating for id_, rating in given.items() if rating}


def _percentages(findings: Findings) -> Mapping[str, int]:
    """The whole per cents of the key questions that any case is relevant to."""
    asked = [one.id for standard in findings.edition.standards for one in standard.key_questions]
    found = {name: findings.counts[name].proportion for name in asked if name in findings.counts}
    return {name: proportion.percent for name, proportion in found.items() if proportion}


def _counted(recommendations: Iterable[Recommendation]) -> Mapping[str, int]:
    """How many there are by addressee, in the order in which they are printed, and in all."""
    found = Counter(each.addressee for each in recommendations)
    return {**found, "total": found.total()} if found else {}
