"""The closed list of rules by which ratings are reached. An edition chooses among them and gives their parameters.

``lowest_key_question``  a standard that rests on cases has the band of its lowest key question
``judgement``            a standard, or the overall rating, is judged; nothing is computed
``all_of_section``       once all rated standards of a section have a rating, a bound standard has another
``mean_points``          the overall rating is the band of the mean points for each rated standard
``none``                 there is no overall rating
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from inspectorate.aggregation.proportion import Proportion
from inspectorate.errors import BadInput, Fault
from inspectorate.framework.model import DecisionRule, Edition, Overall, RatingRules, Standard
from inspectorate.language import gettext as _


def rules_of(edition: Edition) -> RatingRules:
    """The rating rules of an edition. Raises ``BadInput`` where it has none."""
    if edition.rating is None:
        problem = _("the edition {id} rates nothing").format(id=edition.id)
        raise BadInput([Fault(edition.id, 0, "edition", problem, _("choose an edition with rated standards"))])
    return edition.rating


def lowest_key_question(proportions: Sequence[Proportion]) -> int:
    """The place of the key question that drives a standard: the lowest published percentage.

    Of equal percentages the lower exact share drives, then the first in the framework's order. There is at least one.
    """
    return min(range(len(proportions)), key=lambda place: (proportions[place].percent, proportions[place].share))


def all_of_section(rule: DecisionRule, standards: Sequence[Standard], ratings: Mapping[str, str | None]) -> bool:
    """Whether a decision rule binds: each rated standard of its section has the rating it speaks of, and there is one.

    A standard that is not rated has no part in it; one that has not been assessed yet leaves the rule waiting.
    """
    concerned = [standard.id for standard in standards if standard.section == rule.section and standard.rated]
    rated = [ratings[id_] for id_ in concerned if id_ in ratings]
    return bool(rated) and all(rating == rule.all_rated for rating in rated)


def mean_points(points: int, rated: int, overall: Overall) -> str:
    """The overall rating of a score: the first whose limit the mean points for each rated standard do not exceed."""
    return next(band.rating for band in overall.bands if Fraction(points, rated) <= band.up_to)
