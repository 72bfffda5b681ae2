"""How a published rating was reached, as far as what is published tells: by the rules of its edition."""

from dataclasses import dataclass
from fractions import Fraction

from inspectorate.aggregation.proportion import Proportion
from inspectorate.errors import BadInput
from inspectorate.framework.model import Edition, Standard
from inspectorate.rating.evidence import StandardEvidence
from inspectorate.rating.overall import overall_rating
from inspectorate.rating.rule import rules_of
from inspectorate.rating.standard import StandardRating, rate_standard
from inspectorate.rating.working import Step
from inspectorate.register.facts import NOT_RATED
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register


@dataclass(frozen=True)
class Reached:
    """The working of an inspection's ratings.

    ``standards`` are those of which every percentage is published, each as the edition's rules rate it; ``points`` the
    points of each standard whose rating is published, by its id; ``overall`` the steps from them to the overall rating.
    """

    standards: tuple[StandardRating, ...]
    points: dict[str, int]
    overall: tuple[Step, ...]


def reached(register: Register, inspection: PublishedInspection) -> Reached | None:
    """The working; None where it is not known against which edition, or the edition rates nothing."""
    edition = register.edition(inspection)
    if edition is None or edition.rating is None:
        return None
    rated = [
        rate_standard(standard, StandardEvidence(proportions), edition)
        for standard in edition.standards
        if (proportions := _proportions(inspection, standard))
    ]
    points = {
        standard: rules_of(edition).points[rating]
        for standard, rating in inspection.standards.items()
        if rating != NOT_RATED and edition.standard_by_id[standard].counts_towards_score
    }
    return Reached(tuple(rated), points, _overall(edition, inspection, points))


def _proportions(inspection: PublishedInspection, standard: Standard) -> tuple[Proportion, ...]:
    """The published percentages of a standard; nothing where one of its key questions has none."""
    given = [inspection.percentages.get(question.id) for question in standard.key_questions]
    known = [percent for percent in given if percent is not None]
    return tuple(Proportion.published(Fraction(percent)) for percent in known) if len(known) == len(given) else ()


def _overall(edition: Edition, inspection: PublishedInspection, points: dict[str, int]) -> tuple[Step, ...]:
    """From the points to the overall rating; nothing where no standard's rating is published, or none is computed."""
    ratings = [rating for standard, rating in inspection.standards.items() if standard in points]
    try:
        return overall_rating(edition, sum(points.values()), len(points), ratings)[1]
    except BadInput:
        return ()
