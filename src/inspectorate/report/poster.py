"""The poster of an inspection: one page to hang up, with the ratings, three figures, and where to read more."""

from itertools import groupby

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
    words,
)
from inspectorate.report.fact_base import FactBase
from inspectorate.report.house import House
from inspectorate.report.unit_name import in_full
from inspectorate.sampling.dates import in_words, month_in_words


def poster(base: FactBase, house: House, *, address: str = "", mark: str = "", language: str = "en-GB") -> Document:
    """The poster, a page of A4. ``address`` is where the report is; ``mark`` stands on what is not published."""
    rated, unit = base.rated, in_full(base.unit)
    began = _("Fieldwork started {month}").format(month=month_in_words(f"{base.fieldwork[0]:%Y-%m}"))
    blocks: list[Block] = [Paragraph(words(began), "lead", "fieldwork-started")]
    if rated.overall:
        score = f"{rated.points}/{rated.maximum}" if rated.maximum else ""
        blocks.append(Rated(_("Overall rating"), rated.overall, score, "overall-rating"))
    blocks += [_ratings(base), _figures(base), Heading(words(_("Read more")), 1, "more"), _more(base, address)]
    return Document(
        kind="poster",
        title=unit,
        subtitle=_("{region} region").format(region=base.region) if base.region else "",
        publisher=house.publisher.name,
        language=language,
        dated=in_words(base.published) if base.published else "",
        subject=_("The ratings of {unit} on one page").format(unit=unit),
        blocks=tuple(blocks),
        mark=mark,
    )


def _ratings(base: FactBase) -> Table:
    """Every rated standard in one table, in the order of the framework."""
    shown = [each for each in base.rated.standards if each.standard.rated and (each.rating or each.not_rated)]
    rows = tuple(
        (Cell(words(each.standard.heading)), Cell(_rating(each.standard.id, each.rating), each.rating or ""))
        for _section, standards in groupby(shown, key=lambda each: each.standard.section)
        for each in standards
    )
    head = (words(_("Standard")), words(_("Rating")))
    return Table(words(_("Ratings by standard")), head, rows, widths=(3, 2), anchor="ratings")


def _rating(standard: str, rating: str | None) -> Runs:
    return (Run(rating, statistic=f"rating:{standard}"),) if rating else words(_("Not rated"))


def _figures(base: FactBase) -> Box:
    """Three figures: how many cases, and the key questions of rated standards that stand highest and lowest."""
    items = [
        Item(
            (Run(_("{cases} cases").format(cases=base.findings.cases), statistic="sample:cases"), Run(_(" inspected")))
        )
    ]
    asked = [each for rated in base.rated.standards if rated.standard.rated for each in rated.key_questions]
    if asked:
        ranked = sorted(asked, key=lambda each: (each.proportion.percent, each.proportion.share))
        items.append(_figure(_("Strongest: "), ranked[-1]))
        if len(ranked) > 1:
            items.append(_figure(_("Weakest: "), ranked[0]))
    return Box("key facts", words(_("Key figures")), (Bullets(tuple(items)),), "key-figures")


def _figure(lead: str, each: KeyQuestionRating) -> Item:
    """A key question, and in how many cases the answer was yes."""
    share = each.proportion
    if share.relevant is None:
        said = _("{percent} per cent of cases").format(percent=share.percent)
    else:
        said = _("{part} of {whole} cases ({percent} per cent)").format(
            part=share.sufficient, whole=share.relevant, percent=share.percent
        )
    key = f"case:{each.question.id}"
    question = _("‘{question}’ Yes in ").format(question=each.question.text)
    return Item((Run(lead, strong=True), Run(question), Run(said, statistic=key)))


def _more(base: FactBase, address: str) -> Paragraph:
    """Where the report and its figures are."""
    day = _(" from {day}").format(day=in_words(base.published)) if base.published else ""
    text = _("The full report, its recommendations and a data workbook are on our website{day}").format(day=day)
    runs = (Run(f"{text}: "), Run(address, link=address), Run(".")) if address else words(f"{text}.")
    return Paragraph(runs, anchor="read-more")
