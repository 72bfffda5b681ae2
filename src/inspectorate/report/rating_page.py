"""The page of ratings: the unit, when fieldwork began, the score, the overall rating, every standard by section."""

from collections.abc import Iterator
from itertools import groupby

from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate.rating.standard import StandardRating
from inspectorate.register.facts import NOT_RATED
from inspectorate.report.chart import rating_chart
from inspectorate.report.document import (
    Block,
    Blocks,
    Cell,
    Chart,
    Heading,
    Paragraph,
    Rated,
    Run,
    Runs,
    Table,
    plain,
    words,
)
from inspectorate.report.key_question import heading_of
from inspectorate.report.material import Material
from inspectorate.report.unit_name import in_full
from inspectorate.sampling.dates import month_in_words


def rating_page(made: Material, level: int, under: str = "", *, drawn: bool = False) -> Blocks:
    """The ratings of one unit under a heading of ``level`` with its name; ``under`` begins the anchors.

    ``drawn`` shows those of each section on the ladder of the four, above their table.
    """
    base, rated = made.base, made.base.rated
    began = made.ours(noted("Fieldwork started {month}"), month=month_in_words(f"{base.fieldwork[0]:%Y-%m}"))
    blocks: list[Block] = [
        Heading(words(in_full(base.unit)), level, f"{under}unit"),
        Paragraph(began, anchor=f"{under}fieldwork-started"),
    ]
    if rated.overall:
        score = f"{rated.points}/{rated.maximum}" if rated.maximum and rated.points is not None else ""
        blocks.append(Rated(_("Overall rating"), rated.overall, score, f"{under}overall-rating"))
    return (*blocks, *_sections(made, under, drawn=drawn))


def _sections(made: Material, under: str, *, drawn: bool) -> Iterator[Table | Chart]:
    shown = [each for each in made.base.rated.standards if each.standard.rated and (each.rating or each.not_rated)]
    for section, standards in groupby(shown, key=lambda each: each.standard.section):
        found, title, anchor = tuple(standards), section_title(made, section), f"{under}ratings-{section}"
        table = _table(made, title, found, anchor)
        yield (_chart(made, title, found, table) if drawn else None) or table


def _chart(made: Material, title: Runs, standards: tuple[StandardRating, ...], table: Table) -> Chart | None:
    shown = [(plain(heading_of(made, each.standard)), each.rating or NOT_RATED) for each in standards]
    drawn = _("{section}: ratings").format(section=plain(title))
    return rating_chart(drawn, shown, table, f"{table.anchor}-chart")


def section_title(made: Material, section: str) -> Runs:
    """The number of a section, where it has one, and its title."""
    found = next(each for each in made.edition.framework.sections if each.id == section)
    title = made.of_edition(found.title)
    return (Run(f"{found.id}. "), *title) if found.id[:1].isdigit() else title


def _table(made: Material, title: Runs, standards: tuple[StandardRating, ...], anchor: str) -> Table:
    return Table(
        title,
        (made.ours(noted("Standard")), made.ours(noted("Rating"))),
        tuple((Cell(heading_of(made, each.standard)), _rating(made, each)) for each in standards),
        widths=(3, 2),
        anchor=anchor,
    )


def _rating(made: Material, each: StandardRating) -> Cell:
    if not each.rating:
        return Cell(made.ours(noted("Not rated")))
    return Cell((made.rating(each.rating, f"rating:{each.standard.id}"),), each.rating)
