"""Percentages in bands, and how near a boundary they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from inspectorate.aggregation.proportion import Proportion
from inspectorate.errors import BadInput, Fault
from inspectorate.framework.model import Band, Bands, Discretion, RatingRules, Rounding
from inspectorate.language import gettext as _
from inspectorate.language import ngettext


@dataclass(frozen=True)
class Latitude:
    """Why the ratings panel may decide otherwise on a standard, and for which ratings; empty where it may not.

    It may take the rating across a boundary that is near, or one that a single case would give; any rating where the
    cases are very few.
    """

    reasons: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PercentageScale:
    """The bands of an edition, the rounding before them, and the ratings panel's window round their boundaries."""

    bands: Bands
    rounding: Rounding
    discretion: Discretion | None

    @staticmethod
    def of(rules: RatingRules) -> "PercentageScale":
        """The scale of an edition's rules. Raises ``BadInput`` where they place no percentage in a band."""
        if rules.bands is None or rules.rounding is None:
            problem = _("the edition places no percentages in bands")
            raise BadInput([Fault("rating.yaml", 0, "bands", problem, _("add 'bands' and 'rounding' to it"))])
        return PercentageScale(rules.bands, rules.rounding, rules.discretion)

    def band_of(self, percent: Fraction | int) -> Band:
        """The band of a percentage from 0 to 100: the last that begins at or below it."""
        return [band for band in self.bands.bands if band.from_percent <= percent][-1]

    def band_for(self, proportion: Proportion) -> Band:
        """The band of a proportion: of its rounded or its exact percentage, as the edition says."""
        return self.band_of(proportion.percent if self.rounding.band_of == "rounded" else proportion.share * 100)

    def rounding_decides(self, proportion: Proportion) -> bool:
        """Whether the rounded and the exact percentage stand in different bands: 64.5 per cent, say."""
        return self.band_of(proportion.percent) != self.band_of(proportion.share * 100)

    def latitude(self, proportions: Sequence[Proportion]) -> Latitude:
        """When and how far the ratings panel may decide otherwise than a standard's proportions say.

        Where the lowest percentage lies near a boundary, where one judgement the other way, in whichever question,
        would give the standard another rating, and where the lowest rests on very few cases.
        """
        if self.discretion is None or not proportions:
            return Latitude()
        lowest = min(proportions, key=lambda proportion: (proportion.percent, proportion.share))
        reasons, ratings = [], set()
        for lower, upper in pairwise(self.bands.bands):
            distance = abs(lowest.percent - upper.from_percent)
            if distance <= self.discretion.within_points:
                text = (
                    ngettext(
                        "{percent} per cent is {points} point from the boundary at {from_percent}",
                        "{percent} per cent is {points} points from the boundary at {from_percent}",
                        distance,
                    )
                    if distance
                    else _("{percent} per cent is at the boundary at {from_percent}")
                )
                at = upper.from_percent
                reasons.append(text.format(percent=lowest.percent, points=distance, from_percent=at))
                ratings |= {lower.rating, upper.rating}
        changed = self._one_case_away(proportions) if self.discretion.one_case_would_change else set()
        if changed:
            reasons.append(_("a different judgement in one case would change the rating"))
            ratings |= changed
        if lowest.relevant is not None and lowest.relevant <= self.discretion.cases_at_most:
            reasons.append(
                ngettext("only {cases} case was relevant", "only {cases} cases were relevant", lowest.relevant).format(
                    cases=lowest.relevant
                )
            )
            ratings |= {band.rating for band in self.bands.bands}
        computed = self.band_for(lowest).rating
        allowed = [band.rating for band in self.bands.bands if band.rating in ratings and band.rating != computed]
        return Latitude(tuple(reasons), tuple(allowed))

    def _one_case_away(self, proportions: Sequence[Proportion]) -> set[str]:
        """The other ratings that one judgement the other way would give the standard."""
        ratings = set()
        for place, proportion in enumerate(proportions):
            for changed in _with_one_case_changed(proportion):
                others = [*proportions[:place], changed, *proportions[place + 1 :]]
                ratings.add(self._lowest_rating(others))
        return ratings - {self._lowest_rating(proportions)}

    def _lowest_rating(self, proportions: Sequence[Proportion]) -> str:
        return min((self.band_for(proportion) for proportion in proportions), key=lambda band: band.from_percent).rating


def _with_one_case_changed(proportion: Proportion) -> list[Proportion]:
    if proportion.sufficient is None or proportion.relevant is None:
        return []
    others = (proportion.sufficient - 1, proportion.sufficient + 1)
    return [Proportion.counted(other, proportion.relevant) for other in others if 0 <= other <= proportion.relevant]
