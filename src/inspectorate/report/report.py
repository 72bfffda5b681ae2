"""The report of an inspection, from its fact base, what authors wrote for its parts, and the words of the house."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from inspectorate.framework.model import OutlineSection, Standard
from inspectorate.language import gettext as _
from inspectorate.rating.standard import StandardRating
from inspectorate.recommendation.model import Recommendation
from inspectorate.report.background import background
from inspectorate.report.document import (
    Block,
    Blocks,
    Break,
    Cell,
    Document,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Rated,
    Run,
    Runs,
    Table,
    words,
)
from inspectorate.report.fact_base import FactBase
from inspectorate.report.house import House
from inspectorate.report.standard_part import findings, standard_part
from inspectorate.sampling.dates import in_words, month_in_words

#: What authors wrote, by the id of the part of the report; a part without text has what the evidence gives it.
Texts = Mapping[str, Blocks]


def report(base: FactBase, texts: Texts, house: House, *, mark: str = "", language: str = "en-GB") -> Document:
    """The report. ``texts`` are read by ``prose.read_prose``; ``mark`` stands on each page of what is not published."""
    edition = base.rated.edition
    outline = edition.report.outline if edition.report else ()
    blocks: list[Block] = []
    section = ""
    for part in outline:
        standard = edition.standard_by_id.get(part.standard or "")
        if standard is not None and standard.service not in (None, *edition.framework.services):
            continue
        if standard is not None and standard.rated and standard.section != section:
            section = standard.section
            blocks += [Break(), Heading(words(_section(base, section)), 1, f"section-{section}")]
        blocks += _part(base, part, standard, texts, house)
    blocks += _annexes(base)
    unit, region = base.unit.name, base.region
    title = edition.report.title.format(unit=unit, region=region) if edition.report else unit
    return Document(
        kind="report",
        title=title,
        subtitle=_("The Probation Service – {region} region").format(region=region) if region else "",
        publisher=house.publisher.name,
        language=language,
        dated=_dated(base),
        subject=_("{title}: ratings, findings and recommendations").format(title=title),
        blocks=tuple(blocks),
        mark=mark,
        cover=_imprint(base, house),
        contents=True,
    )


def _dated(base: FactBase) -> str:
    day = base.published
    return month_in_words(f"{day:%Y-%m}") if day else ""


def _section(base: FactBase, section: str) -> str:
    found = next(each for each in base.rated.edition.framework.sections if each.id == section)
    return f"{found.id}. {found.title}" if found.id[:1].isdigit() else found.title


def _imprint(base: FactBase, house: House) -> Blocks:
    """What stands before the contents: who led, the role of the house, the licence, who published."""
    led = _("This inspection was led by {lead}, supported by a team of inspectors and colleagues from across the ")
    blocks: list[Block] = []
    if base.team.lead:
        text = led.format(lead=base.team.lead) + _(
            "Inspectorate. We would like to thank all those who participated in any way in this inspection."
        )
        blocks += [Heading(words(_("Acknowledgements")), 2, "acknowledgements"), Paragraph(words(text))]
    blocks.append(Heading(words(house.role.heading), 2, "role"))
    blocks += [Paragraph(words(text)) for text in house.role.paragraphs]
    blocks.append(Paragraph(words(house.changed_names.text)))
    year = base.published.year if base.published else ""
    blocks.append(Heading(words(f"© {house.licence.holder} {year}".strip()), 2, "licence"))
    blocks.append(Paragraph((Run(house.licence.text + " "), Run(house.licence.name, link=house.licence.url))))
    if base.isbn:
        blocks.append(Paragraph(words(f"ISBN {base.isbn}"), "small"))
    blocks.append(Heading(words(_("Published by")), 2, "published-by"))
    blocks += [Paragraph(words(line), "address") for line in (house.publisher.name, *house.publisher.address)]
    return tuple(blocks)


def _part(
    base: FactBase, part: OutlineSection, standard: Standard | None, texts: Texts, house: House
) -> Iterable[Block]:
    """One part of the outline; a part of which neither the evidence nor an author says anything is left out."""
    own = texts.get(part.id, ())
    if standard is not None and (standard.rated or standard.key_questions or standard.statement):
        return standard_part(base, standard, house, own, 2)
    made: Blocks = ()
    if part.id == "ratings":
        made = ratings(base)
    elif part.id == "recommendations":
        made = (Paragraph(words(house.recommendations.lead)), *recommendations(base.recommendations))
    elif part.id == "background":
        made = background(base)
    elif part.id == "foreword":
        own = (*own, *_signed(base, house)) if own else ()
    told = findings(base.points, standard.id if standard else part.id, 3)
    if not (made or own or told):
        return ()
    level = 1 if standard is None else 2
    return (*((Break(),) if level == 1 else ()), Heading(words(part.title), level, part.id), *made, *own, *told)


def _signed(base: FactBase, house: House) -> Blocks:
    if not base.team.chief:
        return ()
    return (Paragraph((Run(base.team.chief, strong=True), Run(f"\n{house.chief_inspector.title}")), "signature"),)


def ratings(base: FactBase) -> Blocks:
    """The page of ratings: the unit, when fieldwork began, the score, the overall rating, every standard by section."""
    rated = base.rated
    began = _("Fieldwork started {month}").format(month=month_in_words(f"{base.fieldwork[0]:%Y-%m}"))
    blocks: list[Block] = [
        Heading(words(base.unit.name), 2, "unit"),
        Paragraph(words(began), anchor="fieldwork-started"),
    ]
    if rated.overall:
        score = f"{rated.points}/{rated.maximum}" if rated.maximum else ""
        blocks.append(Rated(_("Overall rating"), rated.overall, score, "overall-rating"))
    shown = [each for each in rated.standards if each.standard.rated and (each.rating or each.not_rated)]
    for section, standards in groupby(shown, key=lambda each: each.standard.section):
        blocks.append(_rating_table(_section(base, section), tuple(standards)))
    return tuple(blocks)


def _rating_table(title: str, standards: tuple[StandardRating, ...]) -> Table:
    return Table(
        words(title),
        (words(_("Standard")), words(_("Rating"))),
        tuple((Cell(words(each.standard.heading)), Cell(_rating_words(each), each.rating or "")) for each in standards),
        widths=(3, 2),
        anchor=f"ratings-{standards[0].standard.section}",
    )


def _rating_words(each: StandardRating) -> Runs:
    return (Run(each.rating, statistic=f"rating:{each.standard.id}"),) if each.rating else words(_("Not rated"))


def recommendations(given: Iterable[Recommendation]) -> Blocks:
    """Recommendations under whom they are made to, numbered on from one to the next."""
    blocks: list[Block] = []
    for addressed_as, group in groupby(given, key=lambda each: each.addressed_as):
        items = tuple(group)
        blocks.append(Heading(words(_("{name} should:").format(name=addressed_as)), 3, f"to-{items[0].number}"))
        listed = tuple(Item(words(each.text), anchor=f"recommendation-{each.number}") for each in items)
        blocks.append(Numbered(listed, items[0].number))
    return tuple(blocks)


def _annexes(base: FactBase) -> Blocks:
    """Progress on the last recommendations; how the inspection was made and its sample drawn."""
    blocks: list[Block] = []
    if base.progress:
        blocks += [Break(), Heading(words(_("Progress on previous recommendations")), 1, "progress"), _progress(base)]
    if base.sampling or base.method:
        blocks += [Break(), Heading(words(_("How we inspected")), 1, "method")]
        blocks += [Paragraph(words(text)) for text in (*base.method, *base.sampling)]
    return tuple(blocks)


def _progress(base: FactBase) -> Table:
    rows = tuple(
        (
            Cell(words(f"{each.recommendation.number}. {each.recommendation.text}")),
            Cell(words(each.status)),
            Cell(words(each.found)),
        )
        for each in base.progress
    )
    when = base.previous.known_from if base.previous else ""
    caption = _("Recommendations of the inspection of {when}").format(when=when) if when else _("Recommendations")
    return Table(words(caption), (words(_("Recommendation")), words(_("Progress")), words(_("What we found"))), rows)


def day_words(base: FactBase) -> str:
    """The day of publication in words; nothing where it is not known."""
    return in_words(base.published) if base.published else ""
