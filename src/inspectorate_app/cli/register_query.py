"""``inspectorate register list | show | compare | series``: what the register holds, and what it comes to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.register_drawing import ChartOption, SvgOption, WidthOption, as_text, write_svg
from inspectorate_app.cli.sampling_options import day as read_day
from inspectorate_app.cli.terminal import Format, FormatOption, answer

if TYPE_CHECKING:
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


def list_(
    kind: KindOption = None,
    region: Annotated[str | None, typer.Option("--region", help="Only units of this region.")] = None,
    day: Annotated[
        str | None, typer.Option("--on", help="As of this day: the last inspection of each unit, such as 2023-07-31.")
    ] = None,
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
    from inspectorate_app.cli import register_query_text as text

    register = opened(folder)
    inspections = register.on(read_day("--on", day).isoformat()) if day else register.inspections
    rows = [text.list_row(register, inspection) for inspection in inspections]
    rows = [row for row in rows if _means(kind, row["kind"]) and _means(region, row["region"])]
    chosen = [register.by_id[str(row["inspection"])] for row in rows]
    figure = heat_table(register, chosen, "Published ratings by standard") if chart or svg else None
    if figure and svg:
        write_svg(figure, svg, width)
    answer(form, rows, lambda: as_text(figure) if figure and chart else text.list_table(rows), chart)


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
    from inspectorate.register.finding import unit_named
    from inspectorate_app.cli import register_query_text as text

    register = opened(folder)
    one = register.by_id.get(unit)
    inspections = [one] if one else register.history(unit_named(register, unit))[::-1]
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
        str,
        typer.Argument(metavar="QUESTION", help="A series, such as assessment.safety, or a key question of --edition."),
    ],
    unit: Annotated[list[str] | None, typer.Option("--unit", help="Only this unit; repeat for more.")] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="The edition whose question it is.")] = None,
    folder: FolderOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Show the published percentages of a question over the years.

    Across the editions that ask it; and between which they cannot be compared, and why.
    """
    from inspectorate.register.finding import unit_named
    from inspectorate.register.series import series as series_of
    from inspectorate_app.cli import register_compare_text as text

    register = opened(folder)
    found = series_of(register, question, [unit_named(register, name) for name in unit or ()], edition)
    answer(form, text.series_json(register, found), lambda: text.series_page(register, found))


def _means(wanted: str | None, value: object) -> bool:
    return wanted is None or wanted.casefold() == str(value or "").casefold()
