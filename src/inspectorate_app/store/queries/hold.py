"""Legal holds on an inspection: whether one stands, and what was said of each."""

import datetime
from dataclasses import dataclass

from inspectorate_app.store.models import Hold, Letter
from inspectorate_app.store.statement import Given, Read


@dataclass(frozen=True)
class HoldFacts:
    """One hold; it stands as long as ``lifted_at`` is None."""

    number: int
    reason: str
    placed_by: str
    placed_by_id: int
    placed_at: datetime.datetime
    lifted_because: str
    lifted_by: str
    lifted_at: datetime.datetime | None

    @property
    def stands(self) -> bool:
        """Whether nothing may go outside for it."""
        return self.lifted_at is None


_SINCE = Read(
    lambda: (
        Hold.objects.filter(inspection_id=Given("inspection"), lifted_at=None)
        .order_by("placed_at")
        .values_list("placed_at")[:1]
    )
)
_LETTER = Read(lambda: Letter.objects.filter(inspection_id=Given("inspection")).values_list("units"))


def standing(inspection_id: int) -> bool:
    """Whether a hold stands on an inspection: then nothing of it goes outside."""
    return _SINCE.row(inspection=inspection_id) is not None


@dataclass(frozen=True)
class CoveredHold:
    """A hold on an inspection, by its slug, that a letter covers: of which unit, and since when it stands."""

    inspection: str
    unit: str
    since: datetime.datetime


def covered(inspection_id: int) -> tuple[CoveredHold, ...]:
    """The inspections that the letter of one covers and on which a hold stands, in the letter's order.

    The letter tells of each of them, so it goes nowhere meanwhile. Nothing for an inspection without a letter.
    """
    letter = _LETTER.row(inspection=inspection_id)
    slugs = letter[0] if letter else ()
    if not slugs:
        return ()
    rows = Hold.objects.filter(inspection__slug__in=slugs, lifted_at=None).order_by("-placed_at")
    facts = rows.values_list("inspection__slug", "inspection__unit", "placed_at")
    held = {slug: CoveredHold(slug, unit, since) for slug, unit, since in facts}
    return tuple(held[slug] for slug in slugs if slug in held)


def on_covered(inspection_id: int) -> tuple[str, ...]:
    """The units of these inspections."""
    return tuple(each.unit for each in covered(inspection_id))


def since(inspection_id: int) -> datetime.datetime | None:
    """Since when a hold stands on an inspection; None where none does."""
    found = _SINCE.row(inspection=inspection_id)
    return found[0] if found else None


def holds(inspection_id: int) -> tuple[HoldFacts, ...]:
    """Every hold of an inspection, the latest first."""
    rows = Hold.objects.filter(inspection_id=inspection_id).select_related("placed_by", "lifted_by")
    return tuple(_facts(row) for row in rows.order_by("-number"))


def find(inspection_id: int, number: int) -> HoldFacts | None:
    """A hold by its number; None where there is none."""
    return next((each for each in holds(inspection_id) if each.number == number), None)


def _facts(row: Hold) -> HoldFacts:
    return HoldFacts(
        number=row.number,
        reason=row.reason,
        placed_by=row.placed_by.name,
        placed_by_id=row.placed_by_id,
        placed_at=row.placed_at,
        lifted_because=row.lifted_because,
        lifted_by=row.lifted_by.name if row.lifted_by else "",
        lifted_at=row.lifted_at,
    )
