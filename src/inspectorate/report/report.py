"""The report of an inspection, from its fact base, what authors wrote for its parts, and the words of the house."""

from collections.abc import Iterator
from dataclasses import replace

from inspectorate.framework.model import OutlineSection, Standard
from inspectorate.language import ENGLISH, noted, speaking
from inspectorate.language import gettext as _
from inspectorate.report.annex import WEB_LINKS, annexes
from inspectorate.report.background import background
from inspectorate.report.diversity import PART as DIVERSITY
from inspectorate.report.diversity import diversity
from inspectorate.report.document import (
    Block,
    Blocks,
    Box,
    Break,
    Document,
    Heading,
    Paragraph,
    Run,
    Runs,
    plain,
    walked,
    words,
)
from inspectorate.report.edition_language import explained
from inspectorate.report.fact_base import FactBase, Statistics
from inspectorate.report.feedback import PART as FEEDBACK
from inspectorate.report.feedback import feedback
from inspectorate.report.house import House
from inspectorate.report.material import Material, Texts
from inspectorate.report.rating_page import rating_page, section_title
from inspectorate.report.recommendation_list import recommendation_list
from inspectorate.report.standard_part import findings, standard_part
from inspectorate.report.unit_name import region_of, titled
from inspectorate.sampling.dates import in_words, month_in_words

#: What parts hold that the page of ratings shows, and that the paragraph on fieldwork tells.
_RATINGS = frozenset({"score", "overall rating", "ratings"})
_BACKGROUND = frozenset({"fieldwork", "cohort weeks", "cases inspected", "interviews", "context", "PDUs inspected"})


def report(
    base: FactBase,
    texts: Texts,
    house: House,
    *,
    mark: str = "",
    language: str = ENGLISH,
    known: Statistics | None = None,
    address: str = "",
) -> Document:
    """The report. ``texts`` are read by ``prose.read_prose``; ``mark`` stands on each page of what is not published.

    ``address`` is that of the inspection's page on the web, where the report is and its data are.
    A part of the edition's outline of which neither the evidence nor an author says anything is left out. ``known`` are
    the statistics of ``base`` where they were worked out before.
    """
    with speaking(language):
        made = Material(base, house, texts, language, known, address)
        return explained(_composed(made, mark), made)


def _composed(made: Material, mark: str) -> Document:
    base, house = made.base, made.house
    blocks = (*_parts(made), *annexes(made))
    title, region = title_of(made), region_of(base.unit)
    under = made.ours(noted("The Probation Service – {region} region"), region=region)
    return Document(
        kind="report",
        title=title,
        subtitle=plain(under) if region and base.unit.kind != "region" else "",
        publisher=made.said(house.publisher.name),
        language=made.language,
        dated=month_in_words(f"{base.published:%Y-%m}") if base.published else "",
        subject=_("{title}: ratings, findings and recommendations").format(title=title),
        blocks=blocks,
        mark=mark,
        cover=_imprint(made, blocks),
        contents=True,
        properties={"ISBN": base.isbn} if base.isbn else {},
    )


def title_of(made: Material) -> str:
    """The title of the report as its edition has it."""
    unit, outline = made.base.unit, made.edition.report
    if outline is None:
        return titled(unit)
    return plain(made.of_edition(outline.title, unit=titled(unit), region=region_of(unit)))


def day_words(base: FactBase) -> str:
    """The day of publication in words; nothing where it is not known."""
    return in_words(base.published) if base.published else ""


def _parts(made: Material) -> Iterator[Block]:
    """The parts of the outline, those on standards under the heading of their section."""
    inspected = {each.standard.id for each in made.base.rated.standards}
    section = ""
    for part in made.edition.report.outline if made.edition.report else ():
        standard = made.edition.standard_by_id.get(part.standard or "")
        if part.id == WEB_LINKS or _is_of_others(standard, inspected):
            continue
        if standard is not None and standard.kind != "heading" and standard.section not in ("unrated", section):
            section = standard.section
            yield from (Break(), Heading(section_title(made, section), 1, f"section-{section}"))
        yield from _part(made, part, standard, 2 if section and standard else 1)


def _is_of_others(standard: Standard | None, inspected: set[str]) -> bool:
    """Whether a standard is that of another kind of service than the one inspected."""
    return standard is not None and standard.service is not None and standard.id not in inspected


def _part(made: Material, part: OutlineSection, standard: Standard | None, level: int) -> Blocks:
    """One part of the outline; nothing where it has nothing to say."""
    own = made.prose.get(part.id, ())
    if standard is not None and standard.kind != "heading":
        return standard_part(made, standard, part.holds, own, level)
    written = () if "recommendations by addressee" in part.holds else _written(made, part, own)
    holds = (*_evidence(made, part, own, level), *written)
    told = findings(made, standard.id if standard else part.id, part.holds, level + 1)
    if not (holds or told):
        return ()
    heading = Heading(made.of_edition(part.title), level, part.id)
    return (*((Break(),) if level == 1 else ()), heading, *holds, *told)


def _evidence(made: Material, part: OutlineSection, own: Blocks, level: int) -> Blocks:
    """What the evidence gives a part, whoever wrote the rest of it."""
    holds = frozenset(part.holds)
    if holds & _RATINGS:
        return rating_page(made, level + 1, drawn=True)
    if "recommendations by addressee" in holds:
        listed = recommendation_list(made, made.base, level + 1)
        lead = (Paragraph(_lead(made), anchor="recommendations-lead"),) if made.base.recommendations else ()
        return (*lead, *own, *listed)
    if holds & _BACKGROUND:
        return background(made, part.holds)
    if part.id == FEEDBACK and not own:
        return feedback(made)
    return diversity(made) if part.id == DIVERSITY and not own else ()


def _lead(made: Material) -> Runs:
    """What stands before the recommendations; a footnote says where progress on earlier ones is told (S2)."""
    *before, last = made.of_edition(made.house.recommendations.lead)
    if not made.base.progress:
        return (*before, last)
    note = made.ours(noted("Progress against previous inspection recommendations is included in annexe one."))
    return (*before, replace(last, note=note))


def _written(made: Material, part: OutlineSection, own: Blocks) -> Blocks:
    """What an author wrote; the foreword is signed."""
    chief = made.base.team.chief
    if part.id != "foreword" or not own or not chief:
        return own
    title = made.of_edition(made.house.chief_inspector.title)
    return (*own, Paragraph((Run(f"{chief}\n", strong=True), *title), "signature", "foreword-signature"))


def _imprint(made: Material, blocks: Blocks) -> Blocks:
    """What stands before the contents: who led, the role of the house, the licence, who published."""
    base, house = made.base, made.house
    found: list[Block] = []
    if base.team.lead:
        message = noted(
            "This inspection was led by {lead}, supported by a team of inspectors and colleagues from across the "
            "Inspectorate. We would like to thank all those who participated in any way in this inspection. Without "
            "their help and cooperation, the inspection would not have been possible."
        )
        found.append(Heading(made.ours(noted("Acknowledgements")), 2, "acknowledgements"))
        found.append(Paragraph(made.ours(message, lead=base.team.lead)))
    found.append(Heading(made.of_edition(house.role.heading), 2, "role"))
    found += [Paragraph(made.of_edition(text)) for text in house.role.paragraphs]
    if any(isinstance(block, Box) and block.kind == "practice example" for block in walked(blocks)):
        found.append(Paragraph(made.of_edition(house.changed_names.text)))
    return (*found, *_licence(made), *_publisher(made))


def _licence(made: Material) -> Iterator[Block]:
    licence, published = made.house.licence, made.base.published
    year = str(published.year) if published else ""
    yield Heading((Run("© "), *made.of_edition(licence.holder), *words(f" {year}" if year else "")), 2, "licence")
    visit = made.ours(noted(" To view this licence, visit "))
    yield Paragraph(
        (
            *made.of_edition(licence.text),
            *visit,
            replace(made.named(licence.name, lower=False), link=licence.url),
            Run("."),
        )
    )
    if made.address:
        available = made.ours(noted("This publication is available for download at: "))
        yield Paragraph((*available, Run(made.address, link=made.address)))
    if made.base.isbn:
        yield Paragraph(words(f"ISBN {made.base.isbn}"), "small")


def _publisher(made: Material) -> Iterator[Block]:
    publisher = made.house.publisher
    name = made.named(publisher.name, lower=False)
    yield Heading(made.ours(noted("Published by")), 2, "published-by")
    yield Paragraph((name, Run("".join(f"\n{line}" for line in publisher.address))), "address")
