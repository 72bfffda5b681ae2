"""The register: every published inspection with its corrections applied, and what can be asked of it."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from inspectorate.framework.model import Edition
from inspectorate.organisation.model import Organisation
from inspectorate.register.facts import NOT_RATED
from inspectorate.register.inspection import Correction, PublishedInspection


@dataclass(frozen=True)
class Register:
    """Inspections as they are used, each unit's in order of time, and as they were published.

    ``organisations`` has every unit of an inspection by its id, ``editions`` every edition that one names.
    """

    inspections: tuple[PublishedInspection, ...]
    as_published: Mapping[str, PublishedInspection]
    corrections: tuple[Correction, ...]
    organisations: Mapping[str, Organisation]
    editions: Mapping[str, Edition]

    @cached_property
    def by_id(self) -> dict[str, PublishedInspection]:
        """Inspections by id."""
        return {inspection.inspection: inspection for inspection in self.inspections}

    @cached_property
    def _by_unit(self) -> dict[str, tuple[PublishedInspection, ...]]:
        found: dict[str, list[PublishedInspection]] = {}
        for inspection in self.inspections:
            found.setdefault(inspection.unit, []).append(inspection)
        return {unit: tuple(history) for unit, history in found.items()}

    @property
    def units(self) -> tuple[str, ...]:
        """The id of every unit that has an inspection."""
        return tuple(self._by_unit)

    def organisation(self, inspection: PublishedInspection) -> Organisation:
        """The unit that was inspected."""
        return self.organisations[inspection.unit]

    def edition(self, inspection: PublishedInspection) -> Edition | None:
        """The edition that it was inspected against; None where that is not known."""
        return self.editions[inspection.edition] if inspection.edition else None

    def is_rated(self, inspection: PublishedInspection) -> bool:
        """Whether it has an overall rating, though nobody may know it: not so where its edition gives none."""
        edition = self.edition(inspection)
        return inspection.overall is not None or edition is None or edition.rates_overall

    def overall(self, inspection: PublishedInspection) -> str | None:
        """Its overall rating as data tell it: ``NOT_RATED`` where its edition gives none; None where it is unknown."""
        return inspection.overall if self.is_rated(inspection) else NOT_RATED

    def history(self, unit: str) -> tuple[PublishedInspection, ...]:
        """The inspections of a unit in order of time; those that nothing places in time come last."""
        return self._by_unit.get(unit, ())

    def latest(self, unit: str) -> PublishedInspection | None:
        """The last inspection of a unit; one that nothing places in time only where the unit has no other."""
        history = self.history(unit)
        dated = [inspection for inspection in history if inspection.when]
        return dated[-1] if dated else history[0] if len(history) == 1 else None

    def of_region(self, region: str, kind: str | None = None) -> tuple[PublishedInspection, ...]:
        """The inspections of the units of a region, by its name; of one kind of unit, where it is given."""
        return tuple(
            inspection
            for inspection in self.inspections
            if (unit := self.organisation(inspection)).region == region and kind in (None, unit.kind)
        )

    def on(self, day: str) -> tuple[PublishedInspection, ...]:
        """What was known on a day (``2023-07-13``): the last inspection of each unit that had been published by then.

        A month (``2023-07``) or a year stands for its end, here as for an inspection of which no more is known.
        """
        last = {
            inspection.unit: inspection
            for inspection in self.inspections
            if (known := inspection.known_from) and last_day(known) <= last_day(day)
        }
        return tuple(last.values())

    def corrections_of(self, inspection: str) -> tuple[Correction, ...]:
        """The corrections of an inspection, by its id."""
        return tuple(correction for correction in self.corrections if correction.inspection == inspection)


def last_day(moment: str) -> str:
    """The last day of a month (``2023-07``) or a year; a day is its own."""
    if len(moment) == len("2023-07-13"):
        return moment
    year, _, rest = moment.partition("-")
    month, _, day = (rest or "12").partition("-")
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]}"


def in_order(inspections: Iterable[PublishedInspection]) -> tuple[PublishedInspection, ...]:
    """By unit, and each unit's by time; the undated last."""
    return tuple(sorted(inspections, key=lambda one: (one.unit, one.when or "9999", one.inspection)))
