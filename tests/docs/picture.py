"""The picture of the README: a terminal with the ratings of the demonstration, as an SVG that needs nothing else.

``make reference`` writes it anew.
"""

import re
import textwrap
from collections.abc import Iterator
from html import escape

from tests.docs.walkthrough import run

PICTURE = "docs/images/demonstration.svg"
COMMAND = ("demonstration", "rate")
ENDS = "Score"
CHARACTER, LINE, MARGIN, BAR = 8.4, 21, 24, 38
BACKGROUND, TEXT, QUIET = "#10151c", "#e6edf3", "#9fb0c0"
COLOURS = {
    "Inadequate": "#ff9b91",
    "Requires improvement": "#f2c94c",
    "Good": "#7ee29a",
    "Outstanding": "#79c0ff",
    "not rated": QUIET,
}
CELL = re.compile(r"\S+(?: \S+)*")
PIECE = re.compile(f"{'|'.join(COLOURS)}|(?:(?!{'|'.join(COLOURS)}).)+")
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"


def demonstration_picture() -> str:
    """The picture: the command, and its answer down to the overall rating."""
    _, answered = run(list(COMMAND))
    lines = [f"$ inspectorate {' '.join(COMMAND)}", *_first_part(answered)]
    width = max(map(len, lines)) * CHARACTER + 2 * MARGIN
    height = len(lines) * LINE + BAR + MARGIN
    said = " ".join(line for line in lines if line.startswith(ENDS))
    body = "\n".join(_line(line, BAR + (place + 1) * LINE) for place, line in enumerate(lines) if line)
    return textwrap.dedent("""\
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" \
height="{height}" role="img" aria-labelledby="title desc">
        <title id="title">The demonstration inspection rated in a terminal</title>
        <desc id="desc">The command 'inspectorate demonstration rate' and the beginning of its answer: a table with \
each standard, its rating, the percentage of its lowest key question and the cases behind it. {said}</desc>
        <rect width="100%" height="100%" rx="8" fill="{background}"/>
        <g fill="{quiet}"><circle cx="24" cy="20" r="5"/><circle cx="42" cy="20" r="5"/>\
<circle cx="60" cy="20" r="5"/></g>
        <g font-family="{font}" font-size="14">
        {body}
        </g>
        </svg>
        """).format(
        width=width, height=height, said=escape(said), background=BACKGROUND, quiet=QUIET, font=FONT, body=body
    )


def _first_part(answered: str) -> Iterator[str]:
    """The lines of the answer as far as the one with the overall rating."""
    for line in answered.splitlines():
        yield line.rstrip()
        if line.startswith(ENDS):
            return


def _line(line: str, height: int) -> str:
    """A line, a piece for each cell and colour; each is as wide as its characters, whatever font is found."""
    return "\n".join(
        f'<text x="{MARGIN + start * CHARACTER:.1f}" y="{height}" textLength="{len(piece) * CHARACTER:.1f}" '
        f'lengthAdjust="spacingAndGlyphs" fill="{colour}">{escape(piece)}</text>'
        for start, piece, colour in _pieces(line)
    )


def _pieces(line: str) -> Iterator[tuple[int, str, str]]:
    """Where each piece of a line begins, what it says, and its colour: ratings have one of their own."""
    for cell in CELL.finditer(line):
        for piece in PIECE.finditer(cell[0]):
            text = piece[0].strip()
            start = cell.start() + piece.start() + len(piece[0]) - len(piece[0].lstrip())
            yield start, text, COLOURS.get(text, QUIET if set(text) == {"-"} else TEXT)


def pictures() -> dict[str, str]:
    """The picture by its path in the repository."""
    return {PICTURE: demonstration_picture()}
