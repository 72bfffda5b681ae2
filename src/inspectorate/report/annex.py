"""The annexes of a report: progress on the last recommendations, how was inspected, web links."""

from collections.abc import Iterator

from inspectorate.aggregation.counts import NOT_RECORDED
from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate.recommendation.progress import product_statuses, progress_in_words
from inspectorate.report.document import Block, Blocks, Break, Cell, Heading, Paragraph, Run, Runs, Table
from inspectorate.report.fact_base import FactBase
from inspectorate.report.material import Material
from inspectorate.report.wording import number
from inspectorate.sampling.dates import in_words, month_in_words

#: The part of an outline that is the last annexe.
WEB_LINKS = "web-links"


def annexes(made: Material) -> Blocks:
    """Every annexe under its own number, in words; what an author wrote of one stands first in it."""
    parts = {part.id: part.title for part in made.edition.report.outline} if made.edition.report else {}
    found = [
        ("progress", made.ours(noted("Progress on previous recommendations")), tuple(_progress(made))),
        ("method", made.ours(noted("How we inspected")), tuple(_method(made))),
    ]
    if WEB_LINKS in parts:
        links = (*(Paragraph(made.of_edition(text)) for text in made.house.web_links.paragraphs), *_address(made))
        found.append((WEB_LINKS, made.of_edition(parts[WEB_LINKS]), links))
    blocks: list[Block] = []
    told = [(id_, title, (*made.prose.get(id_, ()), *evidence)) for id_, title, evidence in found]
    for place, (id_, title, holds) in enumerate((each for each in told if each[2]), start=1):
        name = made.ours(noted("Annexe {number} – "), number=number(place))
        blocks += [Break(), Heading((*name, *title), 1, id_), *holds]
    return tuple(blocks)


def _address(made: Material) -> Iterator[Paragraph]:
    """Where the report and its data are, if that is known."""
    if made.address:
        said = made.ours(noted("The page of this inspection, with the report and the data workbook: "))
        yield Paragraph((*said, Run(made.address, link=made.address), Run(".")), anchor="web-page")


def _progress(made: Material) -> Iterator[Block]:
    base = made.base
    if before := base.previous:
        when = _when(before.known_from)
        if before.overall:
            message = noted(
                "At the last inspection, published in {when}, the overall rating was ‘{{previous:rating}}’."
            )
            yield Paragraph(made.ours(message, when=when), anchor="progress-last")
    if not base.progress:
        return
    yield Paragraph(_judged(made), anchor="progress-sum")
    yield Table(
        made.ours(noted("What was done about each recommendation of the last inspection")),
        (made.ours(noted("Recommendation")), made.ours(noted("Progress")), made.ours(noted("What we found"))),
        tuple(
            (
                Cell(made.english(f"{each.recommendation.number}. {each.recommendation.text}")),
                Cell(made.ours(each.status)),
                Cell(made.english(each.found)),
            )
            for each in base.progress
        ),
        widths=(5, 2, 5),
        anchor="progress-table",
    )


def _judged(made: Material) -> Runs:
    """How many recommendations of the last inspection were followed, and how far: the best status first."""
    ids = {each.label: each.id for each in product_statuses().statuses}
    found = [ids[each.status] for each in made.base.progress if each.status in ids]
    lead = noted("We looked at what was done about each recommendation of the last inspection. {found}")
    return made.ours(lead, found=progress_in_words(found))


def _when(moment: str | None) -> str:
    return month_in_words(moment) if moment and len(moment) >= 7 else moment or _("an earlier year")


def _method(made: Material) -> Iterator[Block]:
    base = made.base
    own = made.prose.get("method", ())
    texts = (*(() if own else base.method), *base.sampling)
    if not own:
        yield Paragraph(_rested(made), anchor="method-cases")
    for text in texts:
        yield Paragraph(made.english(text))
    yield from _composition(made)
    if base.frozen_at:
        message = noted("The ratings were signed off on {day}; what they rest on was kept under the seal {seal}.")
        seal = base.seal[:16] or _("that was not given")
        yield Paragraph(made.ours(message, day=in_words(base.frozen_at.date()), seal=seal), "small", "method-seal")


def _rested(made: Material) -> Runs:
    if any(each.driven_by for each in made.base.rated.standards):
        return made.ours(
            noted(
                "Standards on the work with cases are rated by the lowest score of their key questions; a percentage "
                "is of the cases to which the question applied. The other standards are rated by the judgement of "
                "inspectors on all that they saw and were told."
            )
        )
    return made.ours(noted("The ratings are the judgement of inspectors on all that they saw and were told."))


def _composition(made: Material) -> Iterator[Block]:
    """How many cases have each value of each characteristic, as far as it may be told."""
    rows = tuple(_row(made, base_name, value) for base_name, value in _values(made.base))
    if rows:
        yield Table(
            made.ours(noted("The cases that we inspected")),
            (made.ours(noted("Characteristic")), made.ours(noted("Group")), made.ours(noted("Cases"))),
            rows,
            numbers=frozenset({2}),
            note=made.ours(noted("Groups of few cases are not shown.")),
            widths=(4, 5, 2),
            anchor="method-composition",
        )


def _values(base: FactBase) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, sizes in base.composition.items() for value in sizes)


def _row(made: Material, name: str, value: str) -> tuple[Cell, ...]:
    known = made.edition.characteristic_by_id.get(name)
    titles = {each.value: each.title for each in known.values} if known else {}
    size = made.base.composition[name][value]
    unknown = value == NOT_RECORDED and value not in titles
    return (
        Cell(made.of_edition(known.title if known else name)),
        Cell(made.ours(noted("Not recorded")) if unknown else made.of_edition(titles.get(value, value))),
        Cell((Run(f"{size:,}", statistic=f"sample:{name}={value}"),)),
    )
