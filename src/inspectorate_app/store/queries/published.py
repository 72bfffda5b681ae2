"""An inspection beside what was published before it: the last one of its unit, its region, and the nation.

From the register that comes with the library, and from what was published through the application. Only what was
public on the last day of fieldwork is looked at, so that an inspection is never compared with its own report; of what
was corrected since, the correction, as everywhere in the register. What is synthetic stands beside what is synthetic.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.register.comparison import Measure, Standing, measures, standings
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.movement import Change, movement
from inspectorate.register.register import Register, in_order, last_day
from inspectorate.sampling.dates import in_words
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.published_entry import entry_as_it_stands
from inspectorate_app.store.queries.register import held, joined
from inspectorate_app.store.queries.result import Result
from inspectorate_app.store.queries.shipped_register import shipped


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
    before = register_before(inspection)
    known = known_before(before, inspection)
    own = entry_as_it_stands(inspection, result.rated or result.computed, result.findings)
    register = _with(before, known, own, inspection)
    neighbours = [
        one
        for one in known
        if register.organisation(one).region == inspection.region and one.unit != own.unit and register.is_rated(one)
    ]
    return Beside(
        tuple((one, movement(register, one, own)) for one in earlier_of(before, inspection)),
        tuple(_neighbour(register, one) for one in neighbours),
        tuple((measure, standings(register, own, measure)) for measure in measures(own, register.edition(own))),
    )


def day_words(moment: str) -> str:
    """A day, a month or a year of the register as people read it: 9 February 2023, June 2023, 2023."""
    if len(moment) == len("2023"):
        return moment
    written = in_words(datetime.date.fromisoformat(last_day(moment))) if moment else _("at a time not known")
    return written if moment.count("-") != 1 else written.partition(" ")[2]


def register_before(inspection: InspectionFacts) -> Register:
    """The register with what was published here by the last day of fieldwork, but for this inspection itself.

    Costs the queries of ``register.held``: take it once, and ask it all.
    """
    publications = tuple(
        one
        for one in held().publications
        if one.slug != inspection.slug
        and one.first.on <= inspection.fieldwork_to
        and (inspection.demonstration or not one.demonstration)
    )
    return joined(shipped(), publications) if publications else shipped()


def earlier_of(register: Register, inspection: InspectionFacts) -> list[PublishedInspection]:
    """The last inspection of the unit, and the last with ratings by standard, of those published by then."""
    day = last_day(inspection.fieldwork_to.isoformat())
    history = [one for one in register.history(inspection.organisation) if one.known_from]
    history = [one for one in history if last_day(one.known_from or "") <= day]
    fuller = [one for one in history if one.standards]
    found = [*history[-1:], *fuller[-1:]]
    return [one for place, one in enumerate(found) if one not in found[:place]]


def known_before(register: Register, inspection: InspectionFacts) -> list[PublishedInspection]:
    """The last inspection of each unit that one could read of on the last day of fieldwork."""
    return list(register.on(last_day(inspection.fieldwork_to.isoformat())))


def _with(
    register: Register, known: list[PublishedInspection], own: PublishedInspection, inspection: InspectionFacts
) -> Register:
    """A register of what was known, and of this inspection."""
    edition = edition_used(inspection)
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


def _neighbour(register: Register, one: PublishedInspection) -> Neighbour:
    score = _of_score(one.score.points, one.score.maximum) if one.score else ""
    name = register.organisation(one).name
    return Neighbour(name, one.when or "", one.overall or "", score, one.edition or "")


def _of_score(points: int, maximum: int | None) -> str:
    return _("{points} of {maximum}").format(points=points, maximum=maximum or _("an unknown maximum"))
