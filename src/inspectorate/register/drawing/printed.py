"""A drawing for documents: every look as attributes of its element, in the light colours, without a style sheet.

Typst, Word and OpenDocument read attributes and not all that a style sheet may say; a page whose policy refuses styles
inside it shows them too. On paper there is no dark.
"""

import re
from html import escape

from inspectorate.register.drawing.figure import NOT_IN_EDITION, NOT_PUBLISHED
from inspectorate.register.drawing.palette import CELLS, CLASSES, LIGHT, PREFIX
from inspectorate.register.facts import NOT_RATED

#: The fonts of documents, then what most machines have. The widths of ``lettering`` are those of a wider one.
FONTS = "'Source Sans 3', Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_CLASS = re.compile(r'class="([^"]*)"')
_STYLE = re.compile(r"<style>.*?</style>\n?", re.DOTALL)
_ROOT = re.compile(r"<svg ([^>]*)>")


def printed(svg: str) -> str:
    """A drawing of this package with its looks as attributes."""
    bare = _STYLE.sub("", svg, count=1)
    bare = _ROOT.sub(lambda found: f'<svg {found[1].replace(_own(found[1]), "")} font-family="{FONTS}">', bare, count=1)
    return _CLASS.sub(lambda found: _attributes(found[1]), bare).replace(" >", ">")


def _own(attributes: str) -> str:
    """The class of the whole drawing, which tells no look."""
    found = _CLASS.search(attributes)
    return f"{found[0]} " if found else ""


def _attributes(classes: str) -> str:
    told: dict[str, str] = {}
    for name in classes.split():
        told |= LOOKS.get(name.removeprefix(f"{PREFIX}-"), {})
    return " ".join(f'{name}="{escape(value)}"' for name, value in told.items())


def _looks() -> dict[str, dict[str, str]]:
    """The attributes of each look, as ``palette.style_sheet`` gives them in light."""
    edge, quiet = LIGHT["edge"], {"fill": LIGHT["quiet"]}
    looks: dict[str, dict[str, str]] = {
        "b": {"font-weight": "700"},
        "m": {"text-anchor": "middle"},
        "e": {"text-anchor": "end"},
        "ground": {"fill": LIGHT["ground"]},
        "text": {"fill": LIGHT["text"]},
        "quiet": quiet,
        "rule": {"stroke": LIGHT["rule"]},
        "edge": {"stroke": edge, "fill": "none"},
        "band": {"fill": LIGHT["band"], "stroke": edge},
        "shade": {"fill": LIGHT["band"]},
        "open": {"fill": LIGHT["ground"], "stroke": LIGHT["text"]},
        "mark": {"fill": LIGHT["mark"], "stroke": LIGHT["ground"]},
        "line": {"fill": "none", "stroke": LIGHT["mark"]},
        "unit": {"fill": LIGHT["unit"], "stroke": LIGHT["ground"]},
        "unit-t": {"fill": LIGHT["unit"], "font-weight": "700"},
        CLASSES[NOT_RATED]: {"fill": "none", "stroke": edge, "stroke-dasharray": "3 2"},
    }
    for rating in (NOT_RATED, NOT_PUBLISHED, NOT_IN_EDITION):
        looks.setdefault(CLASSES[rating], {"fill": "none"})
        looks[f"{CLASSES[rating]}-t"] = quiet
    for rating, (fill, letters, stroke, _dark) in CELLS.items():
        looks[CLASSES[rating]] = {"fill": fill, "stroke": stroke}
        looks[f"{CLASSES[rating]}-t"] = {"fill": letters, "font-weight": "700"}
    return looks


LOOKS = _looks()
