"""The score held against the ratings it is made of, and the overall rating against the score."""

import re

from inspectorate.errors import BadInput
from inspectorate.framework.model import Edition, Standard
from inspectorate.rating.overall import overall_rating
from inspectorate.rating.rule import rules_of
from inspectorate.register.checking.disagreement import Disagreement, Place
from inspectorate.register.checking.read_document import Findings, ReadDocument, edition_of, name_of, scored_standards
from inspectorate.register.facts import NOT_RATED, Fact, Mention, Score, UnitFacts

#: Words of a sentence on an earlier inspection.
EARLIER = re.compile(
    r"\b(?:19|20)\d\d\b|\bprevious|\bearlier\b|\bhad (?:been )?rated\b|\blast (?:inspect|year)|\bfrom (?:a )?['\"]",
    re.IGNORECASE,
)


def score_disagreements(document: ReadDocument) -> Findings:
    """Sum, maximum, band and overall rating of every unit of a document, and the ratings that its prose gives them."""
    for unit in document.units:
        edition = edition_of(unit)
        if edition and edition.rating and edition.rating.overall.rule == "mean_points":
            yield from _sum(document, unit, edition)
            yield from _absent(document, unit, edition)
            yield from _band(document, unit, edition)
        yield from _missing(document, unit)
        if document.facts.kind.value != "news":
            yield from _prose(document, unit)


def _points(unit: UnitFacts, edition: Edition) -> dict[str, int]:
    """The points of each standard that was rated and counts towards the score."""
    worth = rules_of(edition).points
    scored = {standard.id for standard in scored_standards(edition)}
    return {
        id_: worth[rating.value] for id_, rating in unit.standards.items() if id_ in scored and rating.value in worth
    }


def _best(edition: Edition) -> int:
    return max(rules_of(edition).points.values())


def _table_is_whole(unit: UnitFacts, edition: Edition) -> bool:
    """Whether every standard that an inspection cannot leave unrated stands in the table."""
    return bool(unit.standards) and all(id_ in unit.standards for id_ in _needed(edition))


def _needed(edition: Edition) -> list[str]:
    """The standards that an inspection cannot leave unrated."""
    return [s.id for s in scored_standards(edition) if not s.may_be_not_rated and s.service is None]


def _sum(document: ReadDocument, unit: UnitFacts, edition: Edition) -> Findings:
    if unit.score is None or not _table_is_whole(unit, edition):
        return
    score, points = unit.score.value, _points(unit, edition)
    table = document.whole(unit.standards.values(), "the table of ratings")
    if sum(points.values()) != score.points:
        what = (
            f"The score of {name_of(unit)} is {score.points}/{score.maximum}, but the ratings of its "
            f"{len(points)} rated standards add up to {sum(points.values())}"
        )
        yield Disagreement("score-sum", f"{what}.", (document.place(unit.score), table), "certain")
    maximum = _best(edition) * len(points)
    if maximum != score.maximum:
        what = (
            f"The score of {name_of(unit)} is out of {score.maximum}, but {len(points)} standards are rated, "
            f"which makes {maximum}"
        )
        yield Disagreement("score-maximum", f"{what}.", (document.place(unit.score), table), "certain")


def _absent(document: ReadDocument, unit: UnitFacts, edition: Edition) -> Findings:
    """Standards that the table leaves out without a word; the maximum of the score may explain it.

    One that cannot be left unrated is less surely absent: a row may be lost where the text was taken from a page.
    """
    printed_ids = {*unit.standards, *unit.titles}
    if not unit.standards or len(set(_needed(edition)) - printed_ids) > 1:
        return
    for standard in scored_standards(edition):
        if standard.id in printed_ids or standard.service is not None:
            continue
        heading = next((h for h in unit.sections.values() if standard.title.casefold() in h.value.casefold()), None)
        printed = next((u for u in document.units if standard.id in u.standards), None)
        places = _places_of_absence(document, unit, heading)
        what = (
            f"{standard.id} {standard.title} is absent from the ratings of {name_of(unit)}"
            f"{_explained(unit.score, edition, standard)}"
        )
        if heading:
            what = f'{what}; the heading "{heading.value}" still names it'
        if printed:
            rating = printed.standards[standard.id]
            what = f"{what}; that of {name_of(printed)} has it ('{rating.value}')"
            places = (*places, document.place(rating))
        sure = "certain" if standard.may_be_not_rated else "likely"
        yield Disagreement("standard-absent", f"{what}.", places, sure, "missing")


def _explained(score: Fact[Score] | None, edition: Edition, standard: Standard) -> str:
    whole = edition.maximum_score
    if score is None or whole is None or score.value.maximum >= whole:
        return ""
    return f", which explains the maximum of {score.value.maximum} rather than {whole}"


def _places_of_absence(document: ReadDocument, unit: UnitFacts, heading: Fact[str] | None) -> tuple[Place, ...]:
    table = document.whole(unit.standards.values(), "the table of ratings")
    facts = [fact for fact in (unit.score, heading) if fact is not None]
    return (*(document.place(fact) for fact in facts), table)


def _band(document: ReadDocument, unit: UnitFacts, edition: Edition) -> Findings:
    """The overall rating and the band of the score."""
    if unit.score is None or unit.overall_rating is None:
        return
    score, best = unit.score.value, _best(edition)
    if score.maximum <= 0 or score.maximum % best:
        return
    try:
        computed, _ = overall_rating(edition, score.points, score.maximum // best)
    except BadInput:
        what = f"A score of {score.points}/{score.maximum} cannot be, under {edition.framework.title}"
        yield Disagreement("score-impossible", f"{what}.", (document.place(unit.score),), "certain")
        return
    if computed != unit.overall_rating.value:
        what = (
            f"The overall rating of {name_of(unit)} is '{unit.overall_rating.value}', but its score of "
            f"{score.points}/{score.maximum} is in the band of '{computed}'"
        )
        places = (document.place(unit.overall_rating), document.place(unit.score))
        yield Disagreement("overall-band", f"{what}.", places, "certain")


def _missing(document: ReadDocument, unit: UnitFacts) -> Findings:
    """Cells without the rating that should stand in them, and a table without an overall rating."""
    ratings = [mention for mention in _mentions(document) if mention.value.unit == name_of(unit)]
    for cell in unit.unreadable:
        overall = cell.value == "overall_rating"
        of = "overall rating" if overall else f"rating of {cell.value.removeprefix('standards.')}"
        what = f'The {of} of {name_of(unit)} is missing: "{cell.place.quote}"'
        if ratings and overall:
            what = f"{what}; elsewhere the document rates it '{ratings[0].value.rating}'"
        places = (document.place(cell), *(document.place(mention) for mention in ratings[:1] if overall))
        yield Disagreement("rating-missing", f"{what}.", places, "certain", "missing")
    if unit.overall_rating is None and not unit.unreadable and unit.score and unit.standards:
        what = f"{name_of(unit)} has a score and ratings of its standards, but no overall rating"
        places = (document.place(unit.score), *(document.place(mention) for mention in ratings[:1]))
        yield Disagreement("rating-missing", f"{what}.", places, "likely", "missing")


def _mentions(document: ReadDocument) -> list[Fact[Mention]]:
    """Every place in the prose that gives a unit a rating."""
    facts = document.facts
    return [mention for mention in (*facts.rated_in_prose, *facts.other_units) if mention.value.rating]


def _prose(document: ReadDocument, unit: UnitFacts) -> Findings:
    """A rating in the prose against the overall rating; what is said of an earlier inspection apart."""
    if unit.overall_rating is None or unit.unit is None or unit.overall_rating.value == NOT_RATED:
        return
    kind = unit.unit_type.value if unit.unit_type else None
    for mention in _mentions(document):
        if EARLIER.search(mention.place.quote):
            continue
        same_kind = None in (kind, mention.value.unit_type) or kind == mention.value.unit_type
        if mention.value.unit == unit.unit.value and same_kind and mention.value.rating != unit.overall_rating.value:
            what = (
                f"{name_of(unit)} is rated '{mention.value.rating}' in the prose and '{unit.overall_rating.value}' "
                "as its overall rating"
            )
            places = (document.place(mention), document.place(unit.overall_rating))
            certainty = "certain" if unit.standards else "likely"
            yield Disagreement("rating-in-prose", f"{what}.", places, certainty)
