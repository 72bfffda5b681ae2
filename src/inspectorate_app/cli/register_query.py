"""``inspectorate register list | show | compare | series``: what the register holds, and what it comes to."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.register_drawing import ChartOption, SvgOption, WidthOption, as_text, write_svg
from inspectorate_app.cli.sampling_options import EARLIEST, LATEST
from inspectorate_app.cli.sampling_options import day as read_day
from inspectorate_app.cli.terminal import Format, FormatOption, answer, say, wrapped

if TYPE_CHECKING:
    from inspectorate.register.inspection import PublishedInspection
    from inspectorate.register.register import Register

FolderOption = Annotated[
    Path | None,
    typer.Option(
        "--register",
        envvar="INSPECTORATE_REGISTER",
        help="A folder of your own inspections and corrections, beside those that come with the product.",
    ),
]
KindOption = Annotated[
    str | None, typer.Option("--kind", help="PDU, region, youth justice service, CRC, NPS division ...")
]
UNIT = "A unit by name or id, such as Cumbria or pdu/cumbria."


def opened(folder: Path | None) -> "Register":
    """The register, with a folder of the user's own where one is named."""
    from inspectorate.register.loading import load_register

    return load_register(*([folder] if folder else []))


def list_(  # noqa: PLR0913 - the options of a command are its arguments
    kind: KindOption = None,
    region: Annotated[str | None, typer.Option("--region", help="Only units of this region.")] = None,
    rating: Annotated[str | None, typer.Option("--rating", help="Only this overall rating.")] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="Only inspections against this edition.")] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--on",
            help="As of a day, or the end of a month or year: the last inspection of each unit published by then.",
        ),
    ] = None,
    ids: Annotated[bool, typer.Option("--ids", help="The id of each inspection, as show and compare take it.")] = False,
    chart: ChartOption = False,
    svg: SvgOption = None,
    width: WidthOption = 720,
    folder: FolderOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """List published inspections.

    Drawn, they are a heat table of the ratings by standard.
    """
    from inspectorate.register.figures import heat_table
    from inspectorate.register.finding import kind_named, region_named, value_named
    from inspectorate_app.cli import register_query_text as text

    moment = None if day is None else _moment(day)
    register = opened(folder)
    kind = None if kind is None else kind_named(register, kind)
    region = None if region is None else region_named(register, region)
    ratings = {one.overall for one in register.inspections if one.overall}
    rating = None if rating is None else value_named("--rating", rating, ratings)
    edition = None if edition is None else value_named("--edition", edition, register.editions)

    def fits(one: "PublishedInspection") -> bool:
        asked = (kind, register.organisation(one).kind), (rating, one.overall), (edition, one.edition)
        return all(wanted in (None, value) for wanted, value in asked)

    chosen = _of_region(register, filter(fits, register.on(moment) if moment else register.inspections), region)
    if moment:
        _say_undated(register, fits, region)
    rows = [text.list_row(register, one) for one in chosen]
    figure = heat_table(register, chosen, "Published ratings by standard") if chart or svg else None
    if figure and svg:
        write_svg(figure, svg, width)
    answer(form, rows, lambda: as_text(figure) if figure and chart else text.list_table(rows, ids), chart)


def show(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=f"{UNIT[:-1]}; or an inspection by id.")],
    chart: ChartOption = False,
    svg: SvgOption = None,
    width: WidthOption = 720,
    folder: FolderOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Show what is published of a unit: every inspection, latest first.

    Ratings, percentages, recommendations, where each was read, and what the register corrects. Drawn, it is the
    unit's history.
    """
    from inspectorate.register.figures import history
    from inspectorate_app.cli import register_query_text as text

    register = opened(folder)
    one = register.by_id.get(unit)
    inspections = [one] if one else register.history(_taken(register, unit))[::-1]
    data = text.unit_json(register, inspections)
    figure = history(register, inspections[0].unit) if chart or svg else None
    if figure and svg:
        write_svg(figure, svg, width)
    answer(form, data, lambda: as_text(figure) if figure and chart else text.unit_page(register, inspections), chart)


def compare(
    units: Annotated[list[str], typer.Argument(metavar="UNIT...", help=f"{UNIT[:-1]}; or inspections by id.")],
    measure: Annotated[
        str | None,
        typer.Option("--measure", help="One measure only: overall, score, a standard, a key question or a series."),
    ] = None,
    chart: ChartOption = False,
    svg: SvgOption = None,
    width: WidthOption = 720,
    folder: FolderOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Compare units.

    Of one, its rank and the spread in its region and the nation, and what changed since the inspection before. Of
    several, or of several inspections of one, their ratings side by side. Drawn, it is the spread of each key question
    over all units, those named being marked, four at most.
    """
    from inspectorate.register.figures import spread_of
    from inspectorate.register.finding import inspection_named
    from inspectorate_app.cli import register_compare_text as text

    register = opened(folder)
    inspections = [inspection_named(register, unit) for unit in units]
    if chart or svg:
        others = [inspection.unit for inspection in inspections[1:]]
        figure = spread_of(register, inspections[0], [measure] if measure else (), others)
        if svg:
            write_svg(figure, svg, width)
        if chart and form is Format.TEXT:
            answer(form, None, lambda: as_text(figure), drawn=True)
            return
    if len(inspections) == 1:
        compared = text.compared(register, inspections[0], measure)
        answer(form, text.compared_json(register, compared), lambda: text.compared_page(register, compared))
    else:
        data = text.beside_json(register, inspections, measure)
        answer(form, data, lambda: text.beside_page(register, inspections, measure))


def series(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION",
            help="A series, such as assessment.safety, or a key question of --edition; without it, all are listed.",
        ),
    ] = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="Only this unit; repeat for more.")] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="The edition whose question it is.")] = None,
    folder: FolderOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Show the published percentages of a question over the years.

    Across the editions that ask it; and between which they cannot be compared, and why. Without a question, list the
    series and how many inspections have a percentage of each.
    """
    from inspectorate.register.series import series as series_of
    from inspectorate.register.series import series_held
    from inspectorate_app.cli import register_compare_text, register_query_text

    register = opened(folder)
    units = [_taken(register, name, always=True) for name in unit or ()]
    if question is None:
        held = series_held(register, units, edition)
        rows = [{"series": one.question, "question": one.text, "inspections": held[one]} for one in held]
        answer(form, rows, lambda: register_query_text.series_table(rows))
        return
    found = series_of(register, question, units, edition)
    data = register_compare_text.series_json(register, found)
    answer(form, data, lambda: register_compare_text.series_page(register, found))


def _moment(text: str) -> str:
    """A day as ``--on`` takes it, or a month or a year as it is. Raises ``typer.BadParameter`` for anything else."""
    period = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", text.strip())
    if period and EARLIEST <= int(period[1]) <= LATEST:
        return period[0]
    return read_day("--on", text).isoformat()


def _taken(register: "Register", name: str, always: bool = False) -> str:
    """The id of the unit that a name stands for; says which, where another may be meant, or always."""
    from inspectorate.register.finding import shown, unit_taken

    taken = unit_taken(register, name)
    if taken.unsure or (always and taken.unit != name):
        also = "; ".join(shown(register, other) for other in taken.others)
        told = f"'{name}' is taken for {shown(register, taken.unit)}, {taken.unit}."
        say(wrapped(f"{told} Also: {also}." if also else told, hanging=""))
    return taken.unit


def _of_region(
    register: "Register", inspections: "Iterable[PublishedInspection]", region: str | None
) -> "list[PublishedInspection]":
    """The inspections of a region, or all; says how many are left out because nobody knows their unit's region."""
    chosen = list(inspections)
    if region is None:
        return chosen
    unknown = sum(register.organisation(one).region is None for one in chosen)
    if unknown:
        say(f"Left out, as the region of their units is not known: {unknown}.")
    return [one for one in chosen if register.organisation(one).region == region]


def _say_undated(register: "Register", fits: "Callable[[PublishedInspection], bool]", region: str | None) -> None:
    """Say how many of those asked for could not be placed before or after a day."""
    undated = [
        one
        for one in register.inspections
        if not one.known_from and fits(one) and region in (None, register.organisation(one).region)
    ]
    if undated:
        say(f"Left out, as nothing tells when they were published: {len(undated)}.")
