"""The slides of the meeting at which the findings are fed back: ratings, each standard, key figures, next steps."""

from collections.abc import Iterator

from inspectorate.language import ENGLISH, noted, speaking
from inspectorate.language import gettext as _
from inspectorate.rating.standard import StandardRating
from inspectorate.report.document import (
    Block,
    Blocks,
    Break,
    Bullets,
    Document,
    Heading,
    Item,
    Paragraph,
    Rated,
    Runs,
    plain,
    words,
)
from inspectorate.report.edition_language import explained
from inspectorate.report.fact_base import FactBase, Point
from inspectorate.report.house import House
from inspectorate.report.key_question import heading_of, key_question_table
from inspectorate.report.material import Material, Texts
from inspectorate.report.rating_page import rating_page
from inspectorate.report.recommendation_list import recommendation_list
from inspectorate.report.standard_part import decided
from inspectorate.report.unit_name import in_full, region_of
from inspectorate.sampling.dates import in_words

#: The text that an author writes for the last slide.
PART = "next-steps"
#: How many findings stand on a slide, so that they can be read across a room. Assumed.
FINDINGS = 4


def slides(base: FactBase, texts: Texts, house: House, *, mark: str = "", language: str = ENGLISH) -> Document:
    """The slides, one for each heading of level 1; ``texts`` has what the author wrote of next steps under ``PART``."""
    with speaking(language):
        made = Material(base, house, texts, language)
        return explained(_composed(made, mark), made)


def _composed(made: Material, mark: str) -> Document:
    base, house = made.base, made.house
    under = made.ours(noted("The Probation Service – {region} region"), region=region_of(base.unit))
    found: list[Blocks] = [
        (Heading(made.ours(noted("Ratings")), 1, "ratings"), *rating_page(made, 2)),
        _figures(made),
        *(slide for each in base.rated.standards for slide in _standard(made, each)),
        *_recommendations(made),
        _next(made),
    ]
    blocks: list[Block] = []
    for slide in found:
        blocks += [*([Break()] if blocks else []), *slide]
    return Document(
        kind="slides",
        title=plain(made.ours(noted("What we found in {unit}"), unit=in_full(base.unit))),
        subtitle=plain(under) if region_of(base.unit) and base.unit.kind == "PDU" else "",
        publisher=made.said(house.publisher.name),
        language=made.language,
        dated=in_words(base.published) if base.published and not mark else "",
        subject=_("{unit}: what the inspection found").format(unit=in_full(base.unit)),
        blocks=tuple(blocks),
        mark=mark,
    )


def _figures(made: Material) -> Blocks:
    """On how much it rests."""
    base = made.base
    items: list[Runs] = []
    if base.findings.cases:
        items.append(made.ours(noted("Cases inspected: {{sample:cases}}")))
    if base.interviews:
        items.append(made.ours(noted("Interviews with practitioners: {{sample:interviews}}")))
    items += [_respondents(made, survey.id, survey.title) for survey in base.surveys]
    first, last = base.fieldwork
    message = noted("Fieldwork: {first} to {last}")
    items.append(made.ours(message, first=in_words(first), last=in_words(last)))
    heading = Heading(made.ours(noted("What this rests on")), 1, "figures")
    return (heading, Bullets(tuple(Item(runs, anchor=f"figure-{at}") for at, runs in enumerate(items, start=1))))


def _respondents(made: Material, survey: str, title: str) -> Runs:
    message = noted("Answers to ‘{title}’: {{KEY}}")
    return made.ours(message, key=f"survey:{survey}:respondents", inside=True, title=made.named(title, lower=False))


def _standard(made: Material, rated: StandardRating) -> Iterator[Blocks]:
    """A slide on a standard with its key questions, and one with what was found."""
    standard = rated.standard
    blocks: list[Block] = [Heading(heading_of(made, standard), 1, standard.id)]
    if standard.rated and (rated.rating or rated.not_rated):
        blocks.append(Rated(_("Rating"), rated.rating or _("Not rated"), anchor=f"{standard.id}-rating"))
    if rated.key_questions:
        blocks.append(key_question_table(rated, made))
    if rated.panel is not None:
        blocks.append(Paragraph(decided(made, rated), "small", f"{standard.id}-panel"))
    told = [point for point in made.base.points if point.heading == standard.id]
    if len(blocks) > 1:
        yield tuple(blocks)
    for kind, title in (("strength", noted("strengths")), ("improvement", noted("areas for improvement"))):
        found = [point for point in told if point.kind == kind]
        for first in range(0, len(found), FINDINGS):
            anchor = f"{standard.id}-{kind}" + (f"-{first // FINDINGS + 1}" if first else "")
            name = (*heading_of(made, standard), *words(": "), *made.ours(title))
            yield (Heading(name, 1, anchor), _findings(made, found[first : first + FINDINGS]))


def _findings(made: Material, points: list[Point]) -> Bullets:
    anchors = [(point, f"finding-{point.number}") for point in points]
    return Bullets(tuple(Item(made.inline(point.text, anchor), anchor=anchor) for point, anchor in anchors))


def _recommendations(made: Material) -> Iterator[Blocks]:
    """Those that are known when the slides are made."""
    if made.base.recommendations:
        heading = Heading(made.ours(noted("Recommendations")), 1, "recommendations")
        yield (heading, *recommendation_list(made, made.base, 2))


def _next(made: Material) -> Blocks:
    """What the author wrote of next steps, or what always follows."""
    heading = Heading(made.ours(noted("Next steps")), 1, PART)
    if own := made.prose.get(PART):
        return (heading, *own)
    steps = [
        made.ours(noted("We send you the draft report, so that you can check its facts.")),
        made.ours(noted("We publish the report once your comments are answered.")),
    ]
    if made.base.published:
        message = noted("The day planned for publication is {day}.")
        steps.append(made.ours(message, day=in_words(made.base.published)))
    thanks = made.ours(noted("Thank you to everyone who took part."))
    items = tuple(Item(runs, anchor=f"step-{at}") for at, runs in enumerate(steps, start=1))
    return (heading, Bullets(items), Paragraph(thanks, "lead", "thanks"))
