"""Percentages in bands, and how near a boundary they stand."""

from dataclasses import dataclass
from fractions import Fraction

from inspectorate.aggregation.proportion import Proportion
from inspectorate.errors import BadInput, Fault
from inspectorate.framework.model import Band, Bands, Discretion, RatingRules, Rounding


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
            problem = "the edition places no percentages in bands"
            raise BadInput([Fault("rating.yaml", 0, "bands", problem, "add 'bands' and 'rounding' to it")])
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

    def near_boundary(self, proportion: Proportion) -> list[str]:
        """Why the ratings panel may use its discretion on a proportion, in plain words; nothing where it may not."""
        if self.discretion is None:
            return []
        reasons = []
        for band in self.bands.bands[1:]:
            distance = abs(proportion.percent - band.from_percent)
            if distance <= self.discretion.within_points:
                where = f"{distance} point{'s' if distance != 1 else ''} from" if distance else "at"
                reasons.append(f"{proportion.percent} per cent is {where} the boundary at {band.from_percent}")
        if self.discretion.one_case_would_change and self._one_case_changes(proportion):
            reasons.append("a different judgement in one case would change the rating")
        if proportion.relevant is not None and proportion.relevant <= self.discretion.cases_at_most:
            cases = "case was" if proportion.relevant == 1 else "cases were"
            reasons.append(f"only {proportion.relevant} {cases} relevant")
        return reasons

    def _one_case_changes(self, proportion: Proportion) -> bool:
        if proportion.sufficient is None or proportion.relevant is None:
            return False
        others = (proportion.sufficient - 1, proportion.sufficient + 1)
        bands = [
            self.band_for(Proportion.counted(other, proportion.relevant))
            for other in others
            if 0 <= other <= proportion.relevant
        ]
        return any(band != self.band_for(proportion) for band in bands)
