"""The letter to a region on its review: observations, the ratings of its units, annexes (S1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from inspectorate.framework.model import Edition, OutlineSection
from inspectorate.language import ENGLISH, noted, speaking
from inspectorate.language import gettext as _
from inspectorate.report.document import (
    Block,
    Blocks,
    Break,
    Document,
    Heading,
    Paragraph,
    Run,
    plain,
    words,
)
from inspectorate.report.edition_language import explained
from inspectorate.report.fact_base import FactBase
from inspectorate.report.house import House
from inspectorate.report.listing import listed
from inspectorate.report.material import Material, Texts
from inspectorate.report.rating_page import rating_page
from inspectorate.report.recommendation_list import recommendation_list
from inspectorate.report.standard_part import findings
from inspectorate.report.unit_name import in_full, region_of
from inspectorate.sampling.dates import in_words

#: The part with which a letter begins, that in which the ratings of the units are told, and parts without observations.
_SALUTATION, _SUMMARY = "salutation", "summary"
_OTHERS = frozenset({_SALUTATION, _SUMMARY, "annexe-one", "annexe-two"})
_RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")


@dataclass(frozen=True)
class RegionalReview:
    """The review of a region, and the inspections of units in it.

    ``base`` is of the region: its points stand under the subjects of its edition. ``to`` are the lines of whom it is
    sent to, the first the name and title; ``copies`` those who get it too; ``dear`` whom it greets.
    """

    base: FactBase
    units: tuple[FactBase, ...]
    to: tuple[str, ...]
    dear: str
    copies: tuple[str, ...] = ()

    @property
    def edition(self) -> Edition:
        """The edition by which the region was reviewed."""
        return self.base.rated.edition


def is_letter(edition: Edition) -> bool:
    """Whether what an edition publishes is a letter: its outline begins with a salutation."""
    outline = edition.report.outline if edition.report else ()
    return any(part.id == _SALUTATION for part in outline)


def written_parts(edition: Edition) -> tuple[OutlineSection, ...]:
    """The parts of a letter that authors write: each subject, and the summary."""
    outline = edition.report.outline if edition.report else ()
    return tuple(part for part in outline if part.id not in _OTHERS or part.id == _SUMMARY)


def letter(review: RegionalReview, texts: Texts, house: House, *, mark: str = "", language: str = ENGLISH) -> Document:
    """The letter; ``texts`` has what authors wrote of each subject, by the part of the edition's outline."""
    with speaking(language):
        made = Material(review.base, house, texts, language)
        return explained(_composed(made, review, mark), made)


def _composed(made: Material, review: RegionalReview, mark: str) -> Document:
    house = made.house
    outline = review.edition.report
    title = plain(made.of_edition(outline.title, region=region_of(review.base.unit))) if outline else ""
    blocks = (*_head(made, review), *_observations(made, review), *_close(made, review), *_annexes(made, review))
    return Document(
        kind="letter",
        title=title,
        publisher=made.said(house.publisher.name),
        language=made.language,
        dated=in_words(review.base.published) if review.base.published else "",
        subject=_("{title}: observations, and the ratings of its units").format(title=title),
        blocks=tuple(blocks),
        mark=mark,
    )


def _head(made: Material, review: RegionalReview) -> Iterator[Block]:
    """The letterhead; to whom, with copies; whom it greets."""
    publisher = made.house.publisher
    lines = (*publisher.address, *([publisher.email] if publisher.email else []))
    name = made.named(publisher.name, lower=False)
    yield Paragraph((name, Run("".join(f"\n{line}" for line in lines))), "address")
    for label, names in ((_("To:"), review.to), (_("cc:"), review.copies)):
        if names:
            text = "\n".join(names)
            yield Paragraph((Run(f"{label}\n", strong=True), made.written(text)))
    yield Paragraph(made.ours(noted("Dear {name}"), name=made.written(review.dear)), anchor="dear")


def _observations(made: Material, review: RegionalReview) -> Iterator[Block]:
    """Thanks, what was inspected, then what was seen of each subject."""
    words_, region = made.house.letter, region_of(review.base.unit)
    units = listed([in_full(each.unit) for each in review.units])
    yield Paragraph(made.of_edition(words_.thanks, region=region), anchor="thanks")
    if units:
        yield Paragraph(made.of_edition(words_.completed, units=units), anchor="completed")
    yield Heading(made.ours(noted("Regional observations")), 1, "observations")
    yield Paragraph(made.of_edition(words_.observations), anchor="observed")
    for part in review.edition.report.outline if review.edition.report else ():
        if part.id not in _OTHERS:
            yield from _subject(made, part)


def _subject(made: Material, part: OutlineSection) -> Blocks:
    """What was seen of one subject: what the author wrote, key strengths, key areas for improvement."""
    told = (*made.prose.get(part.id, ()), *findings(made, part.standard or part.id, part.holds, 3, key=True))
    return (Heading(made.of_edition(part.title), 2, part.id), *told) if told else ()


def _close(made: Material, review: RegionalReview) -> Iterator[Block]:
    yield Heading(made.ours(noted("Summary")), 1, _SUMMARY)
    if review.units:
        yield Paragraph(tuple(_rated(made, review)), anchor="summary-ratings")
    yield from made.prose.get(_SUMMARY, ())
    if review.units:
        yield Paragraph(made.of_edition(made.house.letter.plan), anchor="plan")
    yield Paragraph(made.of_edition(made.house.letter.closing), anchor="closing")
    if chief := review.base.team.chief:
        title = made.of_edition(made.house.chief_inspector.title)
        yield Paragraph((Run(f"{chief}\n", strong=True), *title), "signature", "signature")


def _rated(made: Material, review: RegionalReview) -> Iterator[Run]:
    """The units by rating, best first: "we rated A and B as ‘Good’, while C was rated as ‘Inadequate’"."""
    rated = sorted((each for each in review.units if each.rated.overall), key=_place)
    groups = [(rating, [in_full(one.unit) for one in units]) for rating, units in groupby(rated, key=_overall)]
    for place, (rating, units) in enumerate(groups):
        if place == 0:
            message = noted("In our PDU inspections, we rated {units} as ‘{rating}’")
        elif place > 1:
            message = noted(". We rated {units} as ‘{rating}’")
        elif len(units) == 1:
            message = noted(", while {units} was rated as ‘{rating}’")
        else:
            message = noted(", while {units} were rated as ‘{rating}’")
        yield from made.ours(message, units=listed(units), rating=made.rating(rating))
    yield Run(".") if groups else Run(_("None of the inspections has an overall rating."))


def _overall(base: FactBase) -> str:
    return base.rated.overall or ""


def _place(base: FactBase) -> tuple[int, str]:
    rating = _overall(base)
    return _RATINGS.index(rating) if rating in _RATINGS else len(_RATINGS), in_full(base.unit)


def _annexes(made: Material, review: RegionalReview) -> Iterator[Block]:
    """The recommendations of each unit, then the ratings of each."""
    words_ = made.house.letter
    if not review.units:
        return
    yield Break()
    yield Heading(made.ours(noted("Annexe one – Recommendations")), 1, "annexe-one")
    yield Paragraph(made.of_edition(words_.recommendations))
    for base in review.units:
        own = Material(base, made.house, {}, made.language)
        if base.recommendations:
            yield Heading(words(in_full(base.unit)), 2, f"{_anchor(base)}recommendations")
            yield from recommendation_list(own, base, 3, _anchor(base))
    yield Break()
    yield Heading(made.ours(noted("Annexe two – PDU ratings")), 1, "annexe-two")
    yield Paragraph(made.of_edition(words_.ratings))
    for base in review.units:
        yield from rating_page(Material(base, made.house, {}, made.language), 2, _anchor(base))


def _anchor(base: FactBase) -> str:
    return f"{base.unit.id.replace('/', '-')}-"
