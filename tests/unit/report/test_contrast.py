"""The contrast of every pair of colours that text is set in, computed as WCAG 2.2 does: 4.5 to 1 at least."""

import re
from pathlib import Path

import pytest

import inspectorate.report.writers
from inspectorate.report.writers.html import style_sheet
from inspectorate.report.writers.rating_look import LOOKS, NEUTRAL

TYPST = Path(inspectorate.report.writers.__file__).parent / "typst"
#: Text and ground of the page, by the names of its style sheet.
PAIRS = [
    *((text, ground) for text in ("ink", "quiet", "accent", "link") for ground in ("ground", "tint")),
    *((text, box) for text in ("ink", "link") for box in ("practice", "notice", "driving")),
    ("practice-edge", "practice"),
    ("mark", "notice"),
    ("on-focus", "focus"),
]


def luminance(colour: str) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    digits = colour.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(each * 2 for each in digits)
    parts = [int(whole[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula():
    assert contrast("#ffffff", "#000") == pytest.approx(21)
    # From WCAG's own examples: #777 on white falls just short.
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("rating", [*LOOKS, "not rated"])
def test_a_rating_can_be_read_on_its_colour(rating):
    look = LOOKS.get(rating, NEUTRAL)
    assert contrast(look.text, look.fill) >= 4.5


def schemes() -> dict[str, dict[str, str]]:
    """The colours of the page by name: in the light, in the dark where it differs, and on paper."""
    roots = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", root))
        for root in re.findall(r":root \{(.*?)\}", style_sheet(), re.S)
    ]
    light, dark, paper = roots
    return {"light": light, "dark": {**light, **dark}, "paper": {**light, **paper}}


@pytest.mark.parametrize("scheme", ["light", "dark", "paper"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_of_the_page_can_be_read(scheme, text, ground):
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_the_head_of_the_page_can_be_read():
    (ground, text) = re.search(r"\.cover \{ background: (#\w+); color: (#\w+);", style_sheet()).groups()
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("ground", ["#ffffff", "#eef2f6", "#e3ebf3", "#e9f3ee", "#fdf3dd"])
def test_text_of_the_pdf_can_be_read(ground):
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(TYPST.glob("*.typ")))
    assert ground == "#ffffff" or f'rgb("{ground}")' in source
    named = dict(re.findall(r'#let (\w+) = rgb\("(#\w+)"\)', source))
    texts = {named["ink"], named["quiet"], named["accent"], *re.findall(r'fill: rgb\("(#0b4f8a|#6b4600)"\)', source)}
    assert len(texts) == 5
    assert [text for text in texts if contrast(text, ground) < 4.5] == []
