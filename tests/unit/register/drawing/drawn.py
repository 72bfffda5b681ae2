"""Reads a drawing back: its texts with the places they take, its letters, its colours in light and dark."""

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from inspectorate.register.drawing.lettering import text_width

SVG = "{http://www.w3.org/2000/svg}"
LETTER = re.compile(r"rd-(i|ri|g|o|nr|np)-t")


@dataclass(frozen=True)
class Text:
    """A text of a drawing, the classes it has, and the box it takes: left, top, right, bottom."""

    said: str
    look: tuple[str, ...]
    size: float
    box: tuple[float, float, float, float]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - what this project has just drawn


def texts(svg: str) -> list[Text]:
    return [_text(element) for element in parsed(svg).iter(f"{SVG}text")]


def letters(svg: str) -> list[str]:
    """What the cells say, those of the key at the end with them."""
    return [text.said for text in texts(svg) if any(LETTER.fullmatch(look) for look in text.look)]


def size_of(svg: str) -> tuple[float, float]:
    _, _, width, height = map(float, parsed(svg).attrib["viewBox"].split())
    return width, height


def overlaps(svg: str) -> list[tuple[str, str]]:
    """Texts that lie over each other."""
    found = [text for text in texts(svg) if text.said]
    return [(one.said, other.said) for one, other in combinations(found, 2) if _meet(one.box, other.box)]


def outside(svg: str) -> list[str]:
    """Texts that do not lie within the drawing."""
    width, height = size_of(svg)
    return [
        text.said
        for text in texts(svg)
        if min(text.box[:2]) < 0 or text.box[2] > width + 0.1 or text.box[3] > height + 0.1
    ]


def colours(svg: str) -> dict[str, dict[str, dict[str, str]]]:
    """For light and for dark, the fill and the stroke of each class."""
    style = parsed(svg).findtext(f"{SVG}style") or ""
    light, _, dark = style.partition("@media (prefers-color-scheme:dark)")
    first = _rules(light)
    later = _rules(dark)
    merged = {name: first.get(name, {}) | later.get(name, {}) for name in first | later}
    return {"light": first, "dark": merged}


def _rules(style: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for selectors, body in re.findall(r"([.\w,-]+)\{([^{}]*)\}", style):
        declared = dict(part.split(":", 1) for part in body.split(";"))
        for selector in selectors.split(","):
            found.setdefault(selector.removeprefix(".rd-"), {}).update(declared)
    return found


def _text(element: ElementTree.Element) -> Text:
    look = tuple(element.attrib["class"].split())
    size, x, y = (float(element.attrib[name]) for name in ("font-size", "x", "y"))
    said = element.text or ""
    width = text_width(said, size, bold="rd-b" in look or bool({"rd-i-t", "rd-ri-t", "rd-g-t", "rd-o-t"} & {*look}))
    start = {"rd-m": width / 2, "rd-e": width}.get(look[-1], 0)
    along, across = (-start, width - start), (-0.74 * size, 0.22 * size)
    if "transform" in element.attrib:
        return Text(said, look, size, (x + across[0], y - along[1], x + across[1], y - along[0]))
    return Text(said, look, size, (x + along[0], y + across[0], x + along[1], y + across[1]))


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    allowed = 0.6
    return all(min(one[place + 2], other[place + 2]) - max(one[place], other[place]) > allowed for place in (0, 1))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(linear, (one, other)))
    return (high + 0.05) / (low + 0.05)


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of ``#rrggbb`` as amounts of light."""
    red, green, blue = (_light(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return red, green, blue


def _light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
