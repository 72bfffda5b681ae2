"""The parts of an SVG: text, boxes and lines as elements, and the sheet that holds them with its title and words."""

import hashlib
from collections.abc import Iterable
from html import escape

from inspectorate.register.drawing.lettering import plain, wrapped
from inspectorate.register.drawing.palette import PREFIX, style_sheet

MARGIN = 16
LEADING = 1.25


def sheet(kind: str, title: str, description: str, size: tuple[float, float], parts: Iterable[str]) -> str:
    """A whole SVG. Its ids come from its content, so that several drawings can stand in one page."""
    body = "\n".join(parts)
    mark = hashlib.sha256(f"{title}\0{description}\0{body}".encode(errors="replace")).hexdigest()[:8]
    width, height = map(number, size)
    title_id, description_id = f"{kind}-{mark}-title", f"{kind}-{mark}-desc"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'class="{PREFIX}" lang="en" role="img" aria-labelledby="{title_id}" aria-describedby="{description_id}">\n'
        f'<title id="{title_id}">{escape(plain(title))}</title>\n'
        f'<desc id="{description_id}">{escape(plain(description))}</desc>\n'
        f"<style>\n{style_sheet()}\n</style>\n"
        f"{rect(0, 0, size[0], size[1], 'ground')}\n{body}\n</svg>\n"
    )


def number(value: float) -> str:
    """A length for an attribute: one decimal at most, and never -0."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def text(x: float, y: float, content: str, look: str, size: float, turned: bool = False) -> str:
    """Text on its baseline. ``look`` names classes, such as "quiet m"; ``turned`` makes it read upwards."""
    turn = f' transform="rotate(-90 {number(x)} {number(y)})"' if turned else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" class="{classes(look)}"{turn}>'
        f"{escape(plain(content))}</text>"
    )


def paragraph(x: float, y: float, content: str, look: str, size: float, width: float) -> tuple[list[str], float]:
    """Text broken into lines below ``y``, and where it ends."""
    bold = "b" in look.split()
    lines = wrapped(content, width, size, bold)
    step = size * LEADING
    return [text(x, y + size + place * step, line, look, size) for place, line in enumerate(lines)], (
        y + len(lines) * step
    )


def rect(x: float, y: float, width: float, height: float, look: str, radius: float = 0) -> str:
    """A box."""
    rounded = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"{rounded} '
        f'class="{classes(look)}"/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, look: str, width: float = 1, dashed: bool = False) -> str:
    """A straight line."""
    dashes = ' stroke-dasharray="3 3"' if dashed else ""
    return (
        f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" '
        f'stroke-width="{number(width)}"{dashes} class="{classes(look)}"/>'
    )


def dot(x: float, y: float, radius: float, look: str = "mark") -> str:
    """A round mark."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" class="{classes(look)}"/>'


#: The corners of the marks of units that are meant, no two alike and none a dot: diamond, square, triangle, cross.
_CORNERS = (
    ((0, -1), (1, 0), (0, 1), (-1, 0)),
    ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    ((0, -1), (1, 0.8), (-1, 0.8)),
    (
        *((-0.3, -1), (0.3, -1), (0.3, -0.3), (1, -0.3), (1, 0.3), (0.3, 0.3)),
        *((0.3, 1), (-0.3, 1), (-0.3, 0.3), (-1, 0.3), (-1, -0.3), (-0.3, -0.3)),
    ),
)


def unit_mark(which: int, x: float, y: float, radius: float, look: str = "unit") -> str:
    """The mark of a unit that is meant, by its number from 0."""
    points = [(x + across * radius, y + down * radius) for across, down in _CORNERS[which]]
    path = " ".join(f"{number(across)},{number(down)}" for across, down in points)
    return f'<polygon points="{path}" class="{classes(look)}"/>'


def classes(look: str) -> str:
    """The class names of a look: "quiet m" is ``rd-quiet rd-m``."""
    return " ".join(f"{PREFIX}-{name}" for name in look.split())
