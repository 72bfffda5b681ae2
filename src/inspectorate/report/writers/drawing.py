"""Drawings for programs that know no SVG, or only some of it."""

import re
from functools import lru_cache
from pathlib import Path

_FONTS = Path(__file__).parent / "font"
#: Twice the units of the drawing, so that it is sharp in print.
_DOTS_PER_INCH = 144
_PAGE = """#set text(font: ("Source Sans 3", "Noto Emoji"))
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain")
"""
_DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_WHOLE_PAGE = 10_000


@lru_cache(maxsize=64)
def png(svg: str, width: int, height: int) -> bytes:
    """A drawing as pixels, two for each of its units, set by Typst in fonts of our own: none of the machine's."""
    import typst

    size = {"width": str(_side(width)), "height": str(_side(height))}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
    return typst.compile(
        _PAGE.encode(),
        font_paths=fonts,
        ignore_system_fonts=True,
        format="png",
        ppi=_DOTS_PER_INCH,
        sys_inputs={"svg": svg, **size},
    )


def on_paper(svg: str) -> str:
    """A drawing without its colours for the dark: on a page, the ground is white."""
    return _DARK.sub("", svg)


def _side(length: int) -> int:
    return max(1, min(length, _WHOLE_PAGE))
