"""An inspection beside what was published before it: the last one of its unit, its region, and the nation.

From the register that comes with the library, which this process reads once. Only what was known on the last day of
fieldwork is looked at, so that an inspection is never compared with its own report.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from inspectorate.framework.entry import Certainty
from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.rating.rate import InspectionRating
from inspectorate.register.comparison import Measure, Standing, measures, standings
from inspectorate.register.facts import NOT_RATED
from inspectorate.register.inspection import Citation, PublishedInspection, PublishedScore, Review, Span
from inspectorate.register.loading import load_register
from inspectorate.register.movement import Change, movement
from inspectorate.register.register import Register, in_order, last_day
from inspectorate.sampling.dates import in_words
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.result import Result


@dataclass(frozen=True)
class Neighbour:
    """A unit of the region at its last inspection that was published by then."""

    name: str
    when: str
    overall: str
    score: str
    edition: str


@dataclass(frozen=True)
class Beside:
    """What stands beside an inspection.

    ``earlier`` is the last published inspection of the unit, and the last whose ratings by standard are known where
    that is another one, each with what changed since, and why where it cannot be compared. ``standings`` are in the
    region, where it is known, and in the nation.
    """

    earlier: tuple[tuple[PublishedInspection, tuple[Change, ...]], ...]
    neighbours: tuple[Neighbour, ...]
    standings: tuple[tuple[Measure, tuple[Standing, ...]], ...]


def beside(inspection: InspectionFacts, result: Result) -> Beside:
    """The inspection as it stands, beside what had been published when its fieldwork ended."""
    known = known_before(inspection)
    own = _as_published(inspection, result)
    register = _with(known, own, inspection)
    neighbours = [
        one for one in known if register.organisation(one).region == inspection.region and one.unit != own.unit
    ]
    return Beside(
        tuple((one, movement(register, one, own)) for one in earlier_of(inspection)),
        tuple(_neighbour(register, one) for one in neighbours),
        tuple((measure, standings(register, own, measure)) for measure in measures(own, register.edition(own))),
    )


@cache
def shipped() -> Register:
    """The register that comes with the library."""
    return load_register()


def day_words(moment: str) -> str:
    """A day, a month or a year of the register as people read it: 9 February 2023, June 2023, 2023."""
    if len(moment) == len("2023"):
        return moment
    written = in_words(datetime.date.fromisoformat(last_day(moment))) if moment else _("at a time not known")
    return written if moment.count("-") != 1 else written.partition(" ")[2]


def earlier_of(inspection: InspectionFacts) -> list[PublishedInspection]:
    """The last inspection of the unit, and the last with ratings by standard, of those published by then."""
    day = last_day(inspection.fieldwork_to.isoformat())
    history = [one for one in shipped().history(inspection.organisation) if one.known_from]
    history = [one for one in history if last_day(one.known_from or "") <= day]
    fuller = [one for one in history if one.standards]
    found = [*history[-1:], *fuller[-1:]]
    return [one for place, one in enumerate(found) if one not in found[:place]]


def known_before(inspection: InspectionFacts) -> list[PublishedInspection]:
    """The last inspection of each unit that one could read of on the last day of fieldwork."""
    return list(shipped().on(last_day(inspection.fieldwork_to.isoformat())))


def _with(known: list[PublishedInspection], own: PublishedInspection, inspection: InspectionFacts) -> Register:
    """A register of what was known, and of this inspection."""
    register, edition = shipped(), edition_used(inspection)
    unit = product_directory().by_id.get(inspection.organisation) or Organisation(
        inspection.organisation, inspection.unit, inspection.kind, inspection.region or None
    )
    return Register(
        in_order([*known, own]),
        {},
        (),
        {**register.organisations, unit.id: unit},
        {**register.editions, edition.id: edition},
    )


def _as_published(inspection: InspectionFacts, result: Result) -> PublishedInspection:
    """This inspection in the form of the register, so that the two can be compared by the register's rules."""
    rated, last = result.rated or result.computed, inspection.fieldwork_to
    scored = rated is not None and rated.points is not None and rated.maximum is not None
    return PublishedInspection(
        inspection=f"{inspection.organisation}/{last:%Y-%m}",
        unit=inspection.organisation,
        edition=inspection.edition,
        fieldwork=Span.model_validate({"from": inspection.fieldwork_from.isoformat(), "to": last.isoformat()}),
        overall=rated.overall if rated else None,
        score=PublishedScore(points=rated.points, maximum=rated.maximum) if rated and scored else None,
        standards=_ratings(rated) if rated else {},
        percentages=_percentages(result),
        sample_size=result.findings.cases or None,
        sources=(Citation(document=_("this inspection")),),
        certainty=Certainty.DERIVED,
        reviewed=Review(by=_("this inspection"), on=last),
    )


def _ratings(rated: InspectionRating) -> Mapping[str, str]:
    given = {one.standard.id: NOT_RATED if one.not_rated else one.rating for one in rated.standards}
    return {id_: rating for id_, rating in given.items() if rating}


def _percentages(result: Result) -> Mapping[str, int]:
    """The whole per cents of the key questions that any case is relevant to."""
    asked = [one.id for standard in result.findings.edition.standards for one in standard.key_questions]
    found = {name: result.findings.counts[name].proportion for name in asked if name in result.findings.counts}
    return {name: proportion.percent for name, proportion in found.items() if proportion}


def _neighbour(register: Register, one: PublishedInspection) -> Neighbour:
    score = _of_score(one.score.points, one.score.maximum) if one.score else ""
    name = register.organisation(one).name
    return Neighbour(name, one.when or "", one.overall or "", score, one.edition or "")


def _of_score(points: int, maximum: int | None) -> str:
    return _("{points} of {maximum}").format(points=points, maximum=maximum or _("an unknown maximum"))
