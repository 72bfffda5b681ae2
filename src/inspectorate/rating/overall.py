"""From the ratings of the standards to the score and the overall rating."""

from collections.abc import Sequence

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.model import Edition, RatingRules
from inspectorate.framework.wording import counted
from inspectorate.language import gettext as _
from inspectorate.rating.rule import mean_points, rules_of
from inspectorate.rating.working import Step, step


def overall_rating(
    edition: Edition, points: int, rated: int, ratings: Sequence[str] = ()
) -> tuple[str, tuple[Step, ...]]:
    """The overall rating of ``points`` over ``rated`` standards, with its working.

    ``ratings`` of the standards, where known, are tallied in the working. Raises ``BadInput`` where the edition
    computes no overall rating, or the numbers cannot be: no standard rated, more standards than the edition rates,
    points beyond the maximum.
    """
    rules = rules_of(edition)
    if rules.overall.rule != "mean_points":
        problem = _("the edition {id} computes no overall rating from a score").format(id=edition.id)
        raise BadInput([Fault(edition.id, 0, "edition", problem, _("choose an edition that keeps a score"))])
    best = max(rules.points.values())
    _possible(edition, points, rated, best)
    overall = mean_points(points, rated, rules.overall)
    limit = next(band.up_to for band in rules.overall.bands if band.rating == overall)
    score = _("The score is {points} of {best}: {rated} rated, {best_2} points at most for each{rules}.").format(
        points=points, best=best * rated, rated=counted(rated, "standard"), best_2=best, rules=_tally(rules, ratings)
    )
    mean = _(
        "{points} over {rated} is {points_2:.2f} points a standard; up to {limit:g} is '{overall}', "
        "so the overall rating is '{overall}'."
    ).format(points=points, rated=rated, points_2=points / rated, limit=float(limit), overall=_(overall))
    return overall, (
        step(edition, score, "scoring", rules.scoring),
        step(edition, mean, "mean_points", rules.overall),
    )


def _tally(rules: RatingRules, ratings: Sequence[str]) -> str:
    """How many standards have each rating, best first, in brackets; nothing where the ratings are not known."""
    parts = [
        _("{standards} '{rating}' at {points}").format(
            standards=ratings.count(rating), rating=_(rating), points=counted(points, "point")
        )
        for rating, points in reversed(rules.points.items())
        if rating in ratings
    ]
    return f" ({', '.join(parts)})" if parts else ""


def _possible(edition: Edition, points: int, rated: int, best: int) -> None:
    if not 1 <= rated <= edition.rated_standards:
        mend = _("give a number from 1 to {rated_standards}, the standards that {id} rates").format(
            rated_standards=edition.rated_standards, id=edition.id
        )
        raise BadInput(
            [Fault("score", 0, "rated", _("{rated} standards cannot have been rated").format(rated=rated), mend)]
        )
    if not 0 <= points <= best * rated:
        mend = _("give a number from 0 to {best}: {best_2} points at most for each of {rated}").format(
            best=best * rated, best_2=best, rated=counted(rated, "standard")
        )
        raise BadInput(
            [Fault("score", 0, "points", _("{points} points cannot have been scored").format(points=points), mend)]
        )
