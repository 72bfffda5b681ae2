"""``rating.yaml``: from percentages and judgements to ratings, a score and an overall rating."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from inspectorate.framework.entry import Entry, Identifier, Prose, Share, Sourced


class RatingPoint(Entry):
    """A rating and the points it earns."""

    rating: Prose
    points: Annotated[int, Field(ge=0)]


class Scoring(Sourced):
    """The ratings, worst first, with their points."""

    ratings: Annotated[tuple[RatingPoint, ...], Field(min_length=2)]


class Band(Entry):
    """The percentages, from a whole number up to the next band, that mean a rating."""

    rating: Prose
    from_percent: Annotated[int, Field(ge=0, le=100)]
    descriptor: Prose


class Bands(Sourced):
    """Percentage of cases judged sufficient -> rating, lowest first."""

    bands: Annotated[tuple[Band, ...], Field(min_length=2)]


class Rounding(Sourced):
    """How a percentage becomes the whole number that is published, and which of the two is placed in a band."""

    rule: Literal["half_up"]
    band_of: Literal["rounded", "unrounded"]


class StandardRule(Sourced):
    """Which rule rates the standards of a kind."""

    rule: Literal["lowest_key_question", "judgement"]


class StandardRules(Entry):
    """The rule for each kind of standard."""

    case: StandardRule
    organisational: StandardRule


class DecisionRule(Sourced):
    """A rule that binds a rating to others: once all the rated standards of a section have one, so has this one."""

    id: Identifier
    rule: Literal["all_of_section"]
    standard: Identifier
    section: Identifier
    all_rated: Prose
    gives: Prose
    because: Prose
    enabled: bool = True


class Discretion(Sourced):
    """When the ratings panel may decide otherwise than the percentages: any one of these suffices."""

    within_points: Annotated[int, Field(ge=0, le=50)]
    one_case_would_change: bool
    cases_at_most: Annotated[int, Field(ge=0)]


class OverallBand(Entry):
    """The mean points per rated standard, up to and including ``up_to``, that mean an overall rating."""

    rating: Prose
    up_to: Share


class Overall(Sourced):
    """How the overall rating is reached: from the score, by judgement, or not at all."""

    rule: Literal["mean_points", "judgement", "none"]
    bands: tuple[OverallBand, ...] = ()


class PublishedBand(Sourced):
    """The range of points of each overall rating for one number of rated standards: a table to check the rule with."""

    rated: Annotated[int, Field(ge=1)]
    points: Mapping[str, tuple[int, int]]


class RatingRules(Sourced):
    """``rating.yaml``: from percentages and judgements to ratings, a score and an overall rating."""

    scoring: Scoring
    bands: Bands | None = None
    rounding: Rounding | None = None
    standards: StandardRules
    decision_rules: tuple[DecisionRule, ...] = ()
    discretion: Discretion | None = None
    overall: Overall
    published_bands: tuple[PublishedBand, ...] = ()

    @cached_property
    def points(self) -> dict[str, int]:
        """Points by rating, worst rating first."""
        return {point.rating: point.points for point in self.scoring.ratings}
