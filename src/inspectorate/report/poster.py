"""The poster of an inspection: one page to hang up, with the ratings, three figures, and where to read more."""

from dataclasses import replace
from itertools import groupby

from inspectorate.language import ENGLISH, noted, speaking
from inspectorate.language import gettext as _
from inspectorate.rating.standard import KeyQuestionRating
from inspectorate.report.document import (
    Block,
    Box,
    Bullets,
    Cell,
    Document,
    Heading,
    Item,
    Paragraph,
    Rated,
    Run,
    Runs,
    Table,
)
from inspectorate.report.edition_language import explained
from inspectorate.report.fact_base import FactBase, Statistics
from inspectorate.report.house import House
from inspectorate.report.key_question import heading_of
from inspectorate.report.material import Material
from inspectorate.report.runs import joined
from inspectorate.report.unit_name import in_full
from inspectorate.sampling.dates import in_words, month_in_words


def poster(
    base: FactBase,
    house: House,
    *,
    address: str = "",
    mark: str = "",
    language: str = ENGLISH,
    known: Statistics | None = None,
) -> Document:
    """The poster, a page of A4. ``address`` is where the report is; ``mark`` stands on what is not published."""
    with speaking(language):
        made = Material(base, house, {}, language, known, address)
        return explained(_composed(made, mark), made)


def _composed(made: Material, mark: str) -> Document:
    base, rated, unit = made.base, made.base.rated, in_full(made.base.unit)
    began = made.ours(noted("Fieldwork started {month}"), month=month_in_words(f"{base.fieldwork[0]:%Y-%m}"))
    blocks: list[Block] = [Paragraph(began, "lead", "fieldwork-started")]
    if rated.overall:
        score = f"{rated.points}/{rated.maximum}" if rated.maximum else ""
        blocks.append(Rated(_("Overall rating"), rated.overall, score, "overall-rating"))
    blocks += [_ratings(made), _figures(made), Heading(made.ours(noted("Read more")), 1, "more"), _more(made)]
    return Document(
        kind="poster",
        title=unit,
        subtitle=_("{region} region").format(region=base.region) if base.region else "",
        publisher=made.said(made.house.publisher.name),
        language=made.language,
        dated=in_words(base.published) if base.published else "",
        subject=_("The ratings of {unit} on one page").format(unit=unit),
        blocks=tuple(blocks),
        mark=mark,
    )


def _ratings(made: Material) -> Table:
    """Every rated standard in one table, in the order of the framework."""
    shown = [each for each in made.base.rated.standards if each.standard.rated and (each.rating or each.not_rated)]
    rows = tuple(
        (Cell(heading_of(made, each.standard)), Cell(_rating(made, each.standard.id, each.rating), each.rating or ""))
        for _section, standards in groupby(shown, key=lambda each: each.standard.section)
        for each in standards
    )
    head = (made.ours(noted("Standard")), made.ours(noted("Rating")))
    return Table(made.ours(noted("Ratings by standard")), head, rows, widths=(3, 2), anchor="ratings")


def _rating(made: Material, standard: str, rating: str | None) -> Runs:
    return (made.rating(rating, f"rating:{standard}"),) if rating else made.ours(noted("Not rated"))


def _figures(made: Material) -> Box:
    """Three figures: how many cases, and the key questions of rated standards that stand highest and lowest."""
    base = made.base
    cases = _("{cases} cases").format(cases=base.findings.cases)
    items = [Item((Run(cases, statistic="sample:cases"), *made.ours(noted(" inspected"))))]
    asked = [each for rated in base.rated.standards if rated.standard.rated for each in rated.key_questions]
    if asked:
        ranked = sorted(asked, key=lambda each: (each.proportion.percent, each.proportion.share))
        items.append(_figure(made, noted("Strongest: "), ranked[-1]))
        if len(ranked) > 1:
            items.append(_figure(made, noted("Weakest: "), ranked[0]))
    return Box("key facts", made.ours(noted("Key figures")), (Bullets(tuple(items)),), "key-figures")


def _figure(made: Material, lead: str, each: KeyQuestionRating) -> Item:
    """A key question, and in how many cases the answer was yes."""
    share = each.proportion
    if share.relevant is None:
        said = _("{percent} per cent of cases").format(percent=share.percent)
    else:
        said = _("{part} of {whole} cases ({percent} per cent)").format(
            part=share.sufficient, whole=share.relevant, percent=share.percent
        )
    strong = tuple(replace(run, strong=True) for run in made.ours(lead))
    question = made.ours(noted("‘{question}’ Yes in "), question=made.named(each.question.text, lower=False))
    return Item((*strong, *question, Run(said, statistic=f"case:{each.question.id}")))


def _more(made: Material) -> Paragraph:
    """Where the report and its figures are."""
    published, address = made.base.published, made.address
    day = _(" from {day}").format(day=in_words(published)) if published else ""
    message = noted("The full report, its recommendations and a data workbook are on our website{day}")
    text = made.ours(message, day=day)
    runs = (*text, Run(": "), Run(address, link=address), Run(".")) if address else (*text, Run("."))
    return Paragraph(joined(runs), anchor="read-more")
