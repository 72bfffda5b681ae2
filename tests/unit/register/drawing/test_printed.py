"""Drawings for documents: attributes in place of a style sheet, in the colours of the light scheme, with contrast."""

import re
from itertools import product

import pytest

from inspectorate.register.drawing.heat_table import heat_table_svg
from inspectorate.register.drawing.history import history_svg
from inspectorate.register.drawing.ladder import Rung, ladder_svg
from inspectorate.register.drawing.palette import LIGHT, PREFIX, style_sheet
from inspectorate.register.drawing.printed import LOOKS, printed
from inspectorate.register.drawing.spread import spread_svg
from tests.unit.register.drawing import figures
from tests.unit.register.drawing.drawn import SVG, colours, contrast, parsed

LADDER = ladder_svg("Title", [Rung('2.1 "Court" <work> class="x"', "Good"), Rung("2.2", "Not rated")], "", 640)
DRAWINGS = {
    "ladder": LADDER,
    "history": history_svg(figures.HISTORY),
    "spread": spread_svg(figures.SPREAD),
    "heat table": heat_table_svg(figures.TWO_UNITS),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_neither_classes_nor_style_are_left(name):
    root = parsed(printed(DRAWINGS[name]))
    assert not [each for each in root.iter() if "class" in each.attrib or each.tag == f"{SVG}style"]
    shapes = {f"{SVG}{name}" for name in ("text", "rect", "line", "circle", "polygon")}
    drawn = [each for each in root.iter() if each.tag in shapes]
    assert not [each for each in drawn if not {"fill", "stroke"} & set(each.attrib)]


@pytest.mark.parametrize("name", DRAWINGS)
def test_texts_and_places_are_those_of_the_drawing(name):
    def told(svg: str) -> list[tuple[str | None, str | None, str | None]]:
        return [(each.text, each.get("x"), each.get("y")) for each in parsed(svg).iter(f"{SVG}text")]

    assert told(printed(DRAWINGS[name])) == told(DRAWINGS[name])


def test_looks_are_those_of_the_style_sheet_in_light():
    """Every class of the style sheet that sets a colour, with the colour that it has in light."""
    light = colours(f'<svg xmlns="http://www.w3.org/2000/svg"><style>{style_sheet()}</style></svg>')["light"]
    for name, declared in light.items():
        wanted = {key: value for key, value in declared.items() if key in ("fill", "stroke", "stroke-dasharray")}
        if wanted:
            assert {key: LOOKS[name].get(key) for key in wanted} == wanted, name


def test_every_look_that_is_drawn_is_known():
    used = {name for svg in DRAWINGS.values() for found in re.findall('class="([^"]*)"', svg) for name in found.split()}
    assert {name.removeprefix(f"{PREFIX}-") for name in used} - {PREFIX} <= set(LOOKS)


@pytest.mark.parametrize(("look", "ground"), [*product(["text", "quiet"], ["ground", "band"])])
def test_text_has_contrast_on_every_ground(look, ground):
    assert contrast(LOOKS[look]["fill"], LIGHT[ground]) >= 4.5


@pytest.mark.parametrize(("colour", "ground"), [*product(["mark", "text", "edge"], ["ground", "band"])])
def test_bars_outlines_and_boundaries_have_contrast_on_every_ground(colour, ground):
    assert contrast(LIGHT[colour], LIGHT[ground]) >= 3
