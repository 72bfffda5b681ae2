"""``rating.yaml``: from percentages and judgements to ratings, a score and an overall rating."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from inspectorate.framework.entry import Entry, Identifier, Prose, Share, Sourced


class RatingPoint(Entry):
    """A rating and the points it earns."""

    rating: Prose = Field(description="the word")
    points: Annotated[int, Field(ge=0)] = Field(description="its points")


class Scoring(Sourced):
    """The ratings, worst first, with their points."""

    ratings: Annotated[tuple[RatingPoint, ...], Field(min_length=2)] = Field(description="worst first")


class Band(Entry):
    """The percentages, from a whole number up to the next band, that mean a rating."""

    rating: Prose = Field(description="the rating that these percentages mean")
    from_percent: Annotated[int, Field(ge=0, le=100)] = Field(description="the lowest percentage of the band")
    descriptor: Prose = Field(description="the words for such a share of cases")


class Bands(Sourced):
    """Percentage of cases judged sufficient -> rating, lowest first."""

    bands: Annotated[tuple[Band, ...], Field(min_length=2)] = Field(description="lowest first, beginning at 0")


class Rounding(Sourced):
    """How a percentage becomes the whole number that is published, and which of the two is placed in a band."""

    rule: Literal["half_up"] = Field(description="half_up: 64.5 becomes 65")
    band_of: Literal["rounded", "unrounded"] = Field(
        description="whether the rounded or the unrounded percentage is placed in a band"
    )


class StandardRule(Sourced):
    """Which rule rates the standards of a kind."""

    rule: Literal["lowest_key_question", "judgement"] = Field(
        description="lowest_key_question: the band of the lowest percentage; judgement: given by inspectors"
    )


class StandardRules(Entry):
    """The rule for each kind of standard."""

    case: StandardRule = Field(description="for standards that rest on cases")
    organisational: StandardRule = Field(description="for standards about the organisation")


class DecisionRule(Sourced):
    """A rule that binds a rating to others: once all the rated standards of a section have one, so has this one."""

    id: Identifier = Field(description="the name of the rule")
    rule: Literal["all_of_section"] = Field(description="all_of_section is the one there is")
    standard: Identifier = Field(description="the standard that it binds")
    section: Identifier = Field(description="the section whose rated standards are looked at")
    all_rated: Prose = Field(description="the rating that all of them must have")
    gives: Prose = Field(description="the rating that the standard then has")
    because: Prose = Field(description="in plain words")
    enabled: bool = Field(True, description="false keeps the rule in sight and out of use")


class Discretion(Sourced):
    """When the ratings panel may decide otherwise than the percentages: any one of these suffices."""

    within_points: Annotated[int, Field(ge=0, le=50)] = Field(
        description="how near to the edge of a band, in percentage points"
    )
    one_case_would_change: bool = Field(description="whether one case the other way would change the rating")
    cases_at_most: Annotated[int, Field(ge=0)] = Field(description="how few cases")


class OverallBand(Entry):
    """The mean points per rated standard, up to and including ``up_to``, that mean an overall rating."""

    rating: Prose = Field(description="the overall rating")
    up_to: Share = Field(description="the highest mean of points for it, included: 1/2")


class Overall(Sourced):
    """How the overall rating is reached: from the score, by judgement, or not at all."""

    rule: Literal["mean_points", "judgement", "none"] = Field(
        description="mean_points: from the score; judgement: given by inspectors; none: there is none"
    )
    bands: tuple[OverallBand, ...] = Field((), description="worst first; the last reaches the most points a rating has")


class PublishedBand(Sourced):
    """The range of points of each overall rating for one number of rated standards: a table to check the rule with."""

    rated: Annotated[int, Field(ge=1)] = Field(description="the number of rated standards")
    points: Mapping[str, tuple[int, int]] = Field(description="lowest and highest score for each rating")


class RatingRules(Sourced):
    """``rating.yaml``: from percentages and judgements to ratings, a score and an overall rating."""

    scoring: Scoring = Field(description="the ratings and their points")
    bands: Bands | None = Field(None, description="what percentages mean; needed where standards are rated on cases")
    rounding: Rounding | None = Field(
        None, description="how a percentage is rounded; needed where standards are rated on cases"
    )
    standards: StandardRules = Field(description="how standards are rated")
    decision_rules: tuple[DecisionRule, ...] = Field((), description="rules that bind one rating to others")
    discretion: Discretion | None = Field(None, description="when the ratings panel may decide otherwise")
    overall: Overall = Field(description="how the overall rating is reached")
    published_bands: tuple[PublishedBand, ...] = Field(
        (), description="tables of scores to check the rule with; each must be what the rule gives"
    )

    @cached_property
    def points(self) -> dict[str, int]:
        """Points by rating, worst rating first."""
        return {point.rating: point.points for point in self.scoring.ratings}
