"""The spread: each unit is a mark in its place, and the marked one differs by shape."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.register.drawing.figure import Spread, Strip
from inspectorate.register.drawing.spread import spread_svg
from inspectorate.register.drawing.spread_text import spread_text
from inspectorate.register.drawing.table import spread_rows
from inspectorate.register.drawing.terminal import columns
from tests.unit.register.drawing.drawn import SVG, outside, overlaps, parsed, size_of, texts
from tests.unit.register.drawing.figures import SPREAD, spreads


def dots(svg: str) -> list[ElementTree.Element]:
    """The dots of units, without the one of the legend, which stands first."""
    return list(parsed(svg).iter(f"{SVG}circle"))[1:]


def test_every_unit_has_its_mark_in_its_place() -> None:
    figure = Spread("Northmoor", ("Northmoor",), (Strip("Safe", (0, 50, 50, 100, 25), (25,)),))
    svg = spread_svg(figure, 640)
    # The axis runs from 24 to 616: 16 of margin and 8 of inset at each end.
    assert [dot.attrib["cx"] for dot in dots(svg)] == ["24", "320", "320", "616"]
    heights = [float(dot.attrib["cy"]) for dot in dots(svg)]
    assert heights[0] == heights[1] > heights[2], "two units with one percentage are heaped"
    legend, marked = parsed(svg).iter(f"{SVG}polygon")
    assert legend.attrib["class"] == marked.attrib["class"] == "rd-unit"
    assert marked.attrib["points"].startswith("172,")  # 24 + a quarter of 592


def test_the_box_is_the_middle_half() -> None:
    boxes = parsed(spread_svg(SPREAD, 640)).iter(f"{SVG}rect")
    _, box = (one.attrib for one in boxes if one.attrib["class"] == "rd-band")
    # 25.5 and 45.5 per cent of 592, from 24.
    assert (box["x"], box["width"]) == ("175", "118.4")


@pytest.mark.parametrize("width", [280, 320, 640, 1200])
def test_nothing_lies_over_anything(width: int) -> None:
    svg = spread_svg(SPREAD, width)
    assert overlaps(svg) == []
    assert outside(svg) == []
    assert min(text.size for text in texts(svg)) >= 12
    assert size_of(svg)[0] <= width


def test_three_hundred_units_stay_within_their_strip() -> None:
    crowd = Strip("Safe", (50,) * 150 + tuple(range(100)) + (7,) * 50)
    svg = spread_svg(Spread("All", (), (crowd,)), 640)
    heights = [float(dot.attrib["cy"]) for dot in dots(svg)]
    assert len(heights) == 300
    assert max(heights) - min(heights) <= 44


def test_the_words_of_a_spread() -> None:
    assert (parsed(spread_svg(SPREAD)).findtext(f"{SVG}desc") or "") == (
        "Keeping people safe: 4 units, 20% to 60%; half from 25.5% to 45.5%, median 31%; Northmoor 31%. "
        "Engaging: 2 units, 40% to 55%; Northmoor has none."
    )


@settings(max_examples=60, deadline=None)
@given(spreads(), st.sampled_from([280, 320, 640, 1000]))
def test_any_spread_is_well_formed_and_marks_every_unit(figure: Spread, width: int) -> None:
    svg = spread_svg(figure, width)
    marked = sum(value is not None for strip in figure.strips for value in strip.marked)
    assert len(dots(svg)) + marked == sum(len(strip.values) for strip in figure.strips)
    assert overlaps(svg) == []
    assert outside(svg) == []


def test_in_a_terminal() -> None:
    # 51 columns: two per cent each.
    assert spread_text(SPREAD, 51).splitlines()[2:7] == [
        "Keeping people safe",
        "4 units, 20% to 60%; half from 25.5% to 45.5%,",
        "median 31%; Northmoor 31%",
        "          ·     ◆             ·",
        "             ├──┼──────┤",
    ]


@settings(max_examples=60, deadline=None)
@given(spreads(), st.integers(40, 120), st.booleans())
def test_a_terminal_is_never_left(figure: Spread, width: int, ascii_only: bool) -> None:
    text = spread_text(figure, width, ascii_only=ascii_only)
    assert all(columns(line) <= width for line in text.split("\n"))
    assert text.isascii() or not ascii_only


def test_several_units_are_marked_each_with_a_shape_and_a_name_in_the_key() -> None:
    values = (31, 31, 60, 8)
    figure = Spread("Four", ("Northmoor", "Eastvale", "Westmere"), (Strip("Safe", values, (31, 31, None)),))
    svg = spread_svg(figure, 640)
    shapes = [one.attrib["points"].split() for one in parsed(svg).iter(f"{SVG}polygon")]
    # Three in the key, diamond, square and triangle; and the two that have a percentage.
    assert [len(points) for points in shapes] == [4, 4, 3, 4, 4]
    assert len({*map(tuple, shapes)}) == 5, "two marks of one percentage do not lie on each other"
    assert {"Northmoor", "Eastvale", "Westmere"} <= set(parsed(svg).itertext())
    told = spread_text(figure, 101).splitlines()
    assert told[4].index("■") == told[5].index("◆") == 31
    assert "◆ Northmoor; ■ Eastvale; ▲ Westmere; ·" in told[8]
    assert spread_rows(figure)[0][-3:] == ("Northmoor", "Eastvale", "Westmere")


def test_the_key_explains_quartiles_only_where_some_are_drawn() -> None:
    two = Spread("Two", (), (Strip("Safe", (8, 31)),))
    assert "rd-band" not in {one.attrib["class"] for one in parsed(spread_svg(two)).iter(f"{SVG}rect")}
    assert "median" not in spread_svg(two) + spread_text(two)
    assert "median" in spread_text(SPREAD)


def test_the_table_in_place_of_the_drawing() -> None:
    assert spread_rows(SPREAD)[1:] == [
        ("Keeping people safe", "4", "20%", "25.5%", "31%", "45.5%", "60%", "31%"),
        ("Engaging", "2", "40%", "–", "–", "–", "55%", "–"),
    ]


def test_a_mark_that_is_no_unit_and_what_is_no_percentage_are_refused() -> None:
    with pytest.raises(ValueError, match="Safe: the marked unit's 3 is not among the values"):
        Strip("Safe", (1, 2), (3,))
    with pytest.raises(ValueError, match="Safe: the marked unit's 2 is not among the values"):
        Strip("Safe", (1, 2), (2, 2))
    with pytest.raises(ValueError, match="5 units to mark, where there are 4 marks"):
        Spread("Many", ("A", "B", "C", "D", "E"), ())
    with pytest.raises(ValueError, match="not a percentage: -1"):
        Strip("Safe", (-1,))
