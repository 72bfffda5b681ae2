"""The drawings of ``inspectorate register``: in the terminal, or as an accessible SVG in a file."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.terminal import WIDTH, say

if TYPE_CHECKING:
    from inspectorate.register.drawing.figure import HeatTable, History, Spread

ChartOption = Annotated[bool, typer.Option("--chart", help="Draw it in the terminal rather than list it.")]
SvgOption = Annotated[Path | None, typer.Option("--svg", help="Write the drawing to this file too, as SVG.")]
WidthOption = Annotated[
    int,
    typer.Option("--width", min=280, max=2000, help="How many pixels wide a place the SVG is for; 320 is a phone."),
]
USUAL_WIDTH = 720


def write_svg(figure: "HeatTable | History | Spread", path: Path, width: int = USUAL_WIDTH) -> None:
    """Write a figure as SVG to a file. Raises ``BadInput`` where it cannot be written, or shows nothing."""
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.cli.files import write_all

    if path.suffix.casefold() != ".svg":
        raise BadInput([Fault(str(path), 0, "--svg", "the drawing is SVG", f"name it {path.with_suffix('.svg')}")])
    refuse_empty(figure)
    write_all({path: as_svg(figure, width)})
    say(f"Wrote {path}.")


def refuse_empty(figure: "HeatTable | History | Spread") -> None:
    """Raise ``BadInput`` where a figure has nothing to show."""
    from inspectorate.errors import BadInput, Fault
    from inspectorate.register.drawing.figure import HeatTable, Spread

    problem, mend = "", ""
    if isinstance(figure, HeatTable) and not figure.rows:
        problem, mend = "of no such inspection are ratings by standard known", "choose others; see it without a drawing"
    if isinstance(figure, Spread) and not any(strip.values for strip in figure.strips):
        problem, mend = "no percentages of key questions are known of it", "compare it without a drawing"
    if problem:
        raise BadInput([Fault(figure.title, 0, "", f"there is nothing to draw: {problem}", mend)])


def as_svg(figure: "HeatTable | History | Spread", width: int = USUAL_WIDTH) -> str:
    """A figure as SVG for a place so many pixels wide."""
    from inspectorate.register.drawing.figure import HeatTable, History
    from inspectorate.register.drawing.heat_table import heat_table_svg
    from inspectorate.register.drawing.history import history_svg
    from inspectorate.register.drawing.spread import spread_svg

    if isinstance(figure, HeatTable):
        return heat_table_svg(figure, width)
    return history_svg(figure, width) if isinstance(figure, History) else spread_svg(figure, width)


def as_text(figure: "HeatTable | History | Spread") -> str:
    """A figure for the terminal: in colour where there is one that wants it, in plain letters where it must be.

    Raises ``BadInput`` where it shows nothing.
    """
    from inspectorate.register.drawing.figure import HeatTable, History
    from inspectorate.register.drawing.heat_table_text import heat_table_text
    from inspectorate.register.drawing.history_text import history_text
    from inspectorate.register.drawing.spread_text import spread_text

    refuse_empty(figure)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    plain = not (sys.stdout.encoding or "").casefold().startswith("utf")
    if isinstance(figure, HeatTable):
        return heat_table_text(figure, WIDTH, colour, plain)
    if isinstance(figure, History):
        return history_text(figure, WIDTH, colour, plain)
    return spread_text(figure, WIDTH, plain)
