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


def write_svg(figure: "HeatTable | History | Spread", path: Path) -> None:
    """Write a figure as SVG to a file. Raises ``BadInput`` where it cannot be written."""
    from inspectorate_app.cli.files import write_all

    write_all({path: as_svg(figure)})
    say(f"Wrote {path}.")


def as_svg(figure: "HeatTable | History | Spread") -> str:
    """A figure as SVG."""
    from inspectorate.register.drawing.figure import HeatTable, History
    from inspectorate.register.drawing.heat_table import heat_table_svg
    from inspectorate.register.drawing.history import history_svg
    from inspectorate.register.drawing.spread import spread_svg

    if isinstance(figure, HeatTable):
        return heat_table_svg(figure, 720)
    return history_svg(figure) if isinstance(figure, History) else spread_svg(figure)


def as_text(figure: "HeatTable | History | Spread") -> str:
    """A figure for the terminal: in colour where there is one that wants it, in plain letters where it must be."""
    from inspectorate.register.drawing.figure import HeatTable, History
    from inspectorate.register.drawing.heat_table_text import heat_table_text
    from inspectorate.register.drawing.history_text import history_text
    from inspectorate.register.drawing.spread_text import spread_text

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    plain = not (sys.stdout.encoding or "").casefold().startswith("utf")
    if isinstance(figure, HeatTable):
        return heat_table_text(figure, WIDTH, colour, plain)
    if isinstance(figure, History):
        return history_text(figure, WIDTH, colour, plain)
    return spread_text(figure, WIDTH, plain)
