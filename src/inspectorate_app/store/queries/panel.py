"""Ratings panels: what they decided, what they signed off, and whether that can be reached again."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspectorate.errors import BadInput
from inspectorate.rating.evidence import PanelDecision as Decision
from inspectorate.rating.rate import InspectionRating, rate
from inspectorate.rating.record import ratings_told, read_record, seal, thaw
from inspectorate_app.store.models import Membership, Panel, StoredEdition
from inspectorate_app.store.queries.edition import edition_of
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.statement import Given, Rows


@dataclass(frozen=True)
class Decided:
    """A decision of a panel, who wrote it down, and what was computed when they did."""

    standard: str
    computed: str
    rating: str
    reason: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class PanelFacts:
    """One sitting. ``state`` is open, signed_off or reopened; ``number`` counts within the inspection, from 1.

    ``evidence``, its ``sha256`` and ``ratings`` are what was signed off; empty before.
    """

    id: int
    number: int
    state: str
    held_on: datetime.date
    members: tuple[str, ...]
    opened_by: str
    opened_at: datetime.datetime
    signed_off_by: str
    signed_off_at: datetime.datetime | None
    decisions: Mapping[str, Decided]
    evidence: Mapping[str, Any]
    sha256: str
    ratings: Mapping[str, Any]

    def panel_decisions(self) -> dict[str, Decision]:
        """The decisions as the library wants them: with the date and the members of this panel."""
        return {
            id_: Decision(one.rating, one.reason, self.held_on, self.members) for id_, one in self.decisions.items()
        }


@dataclass(frozen=True)
class RatedAgain:
    """A sign-off held against what its evidence gives today. ``faults`` says all that is not as it was signed off."""

    sha256: str
    rated: InspectionRating | None
    faults: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether everything is as it was signed off."""
        return not self.faults


_SITTINGS = Rows(
    lambda: (
        Panel.objects.filter(inspection_id=Given("inspection"))
        .select_related("opened_by", "signed_off_by")
        .prefetch_related("decisions__decided_by")
        .order_by("id")
    )
)


def panels(inspection: InspectionFacts) -> list[PanelFacts]:
    """Every sitting of an inspection, the first one first; three queries at most."""
    return [_facts(row, number) for number, row in enumerate(_SITTINGS.all(inspection=inspection.id), start=1)]


def current(inspection: InspectionFacts) -> PanelFacts | None:
    """The panel that is open or has signed off; None where none was opened, or the last was reopened."""
    return standing(panels(inspection))


def standing(found: list[PanelFacts]) -> PanelFacts | None:
    """Of all sittings the one that is open or has signed off."""
    return next((panel for panel in reversed(found) if panel.state != "reopened"), None)


def is_signed_off(inspection: InspectionFacts) -> bool:
    """Whether the ratings of an inspection are signed off."""
    return Panel.objects.filter(inspection_id=inspection.id, state="signed_off").exists()


def panel_members(inspection: InspectionFacts) -> dict[int, str]:
    """The people with the role of panel member in an inspection: their names by id."""
    rows = Membership.objects.filter(inspection_id=inspection.id, role="panel_member", person__is_active=True)
    return dict(rows.order_by("person__name", "person_id").values_list("person_id", "person__name"))


def rate_again(panel: PanelFacts) -> RatedAgain:
    """Rate from the frozen evidence alone, and hold the result and the evidence against what was signed off.

    Nothing else of the inspection is read: not its answers, tallies, judgements or decisions; and of the edition the
    text that was kept, which must have the hash that was frozen.
    """
    sha256 = seal(panel.evidence)
    faults = [] if sha256 == panel.sha256 else ["The evidence is not the evidence that was signed off."]
    try:
        record = read_record(panel.evidence)
        rated = rate(thaw(record, edition_of(record.edition_sha256)))
    except BadInput as error:
        return RatedAgain(sha256, None, (*faults, *(fault.problem for fault in error.faults)))
    except StoredEdition.DoesNotExist:
        return RatedAgain(sha256, None, (*faults, "The text of the edition is not kept any more."))
    return RatedAgain(sha256, rated, (*faults, *_differences(panel.ratings, ratings_told(rated))))


def _differences(signed_off: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """In words, where two results differ."""
    told = []
    for name in ("overall", "points", "maximum"):
        if signed_off.get(name) != now.get(name):
            told.append(f"The {name} was signed off as '{signed_off.get(name)}'; the evidence gives '{now.get(name)}'.")
    before, after = signed_off.get("standards", {}), now["standards"]
    for standard in dict.fromkeys([*before, *after]):
        if before.get(standard) != after.get(standard):
            pair = [(one.get(standard) or {}).get("rating") for one in (before, after)]
            told.append(f"Standard {standard} was signed off as '{pair[0]}'; the evidence gives '{pair[1]}'.")
    return told


def _facts(row: Panel, number: int) -> PanelFacts:
    decisions = {
        one.standard: Decided(one.standard, one.computed, one.rating, one.reason, one.decided_by.name, one.decided_at)
        for one in row.decisions.all()
    }
    return PanelFacts(
        id=row.pk,
        number=number,
        state=row.state,
        held_on=row.held_on,
        members=tuple(row.members),
        opened_by=row.opened_by.name,
        opened_at=row.opened_at,
        signed_off_by=row.signed_off_by.name if row.signed_off_by else "",
        signed_off_at=row.signed_off_at,
        decisions=decisions,
        evidence=row.evidence or {},
        sha256=row.evidence_sha256,
        ratings=row.ratings or {},
    )
