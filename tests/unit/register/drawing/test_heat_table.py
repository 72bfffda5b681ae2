"""The heat table: every rating is where it belongs, as letters; and it can be read at any width."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.register.drawing.figure import (
    LETTERS,
    Column,
    HeatPanel,
    HeatRow,
    HeatTable,
    by_group,
    by_score,
    parts,
)
from inspectorate.register.drawing.heat_table import heat_table_svg
from inspectorate.register.drawing.heat_table_text import heat_table_text
from inspectorate.register.drawing.table import heat_table_rows
from inspectorate.register.drawing.terminal import columns
from tests.unit.register.drawing.drawn import SVG, letters, outside, overlaps, parsed, size_of, texts
from tests.unit.register.drawing.figures import TWO_UNITS, heat_table, heat_tables

WIDTHS = [280, 320, 552, 640, 1200]


def expected_letters(table: HeatTable) -> list[str]:
    """The letters of every cell in the order of reading: the overall rating, then the standards."""
    return [LETTERS[rating] for row in table.rows for rating in (row.overall, *row.ratings) if LETTERS[rating]]


def test_cells_say_their_letters_and_the_key_says_what_they_mean() -> None:
    svg = heat_table_svg(TWO_UNITS)
    cells, key = ["G", "G", "O", "NR", "I", "I", "RI", "–"], ["I", "RI", "G", "O", "NR", "–"]
    assert letters(svg) == cells + key
    said = [text.said for text in texts(svg)]
    assert {"Not rated", "Not published", "Outstanding", "5/6", "Upper Shire", "March 2023"} <= {*said}
    assert {"2.4 Implementation", "and delivery"} <= {*said}


def test_the_words_say_what_the_drawing_shows() -> None:
    root = parsed(heat_table_svg(TWO_UNITS))
    title, description, *_ = root
    assert (title.tag, title.text) == (f"{SVG}title", "Northmoor and Eastvale")
    assert (description.tag, description.text) == (
        f"{SVG}desc",
        "2 inspections. Overall: 1 Inadequate, 1 Good. Edition of 2021. "
        "Northmoor, March 2023: overall Good, score 5/6; Good: 1.1 Leadership; "
        "Outstanding: 2.4 Implementation and delivery; Not rated: 2.1 Court work. "
        "Eastvale: overall Inadequate, score not published; Inadequate: 1.1 Leadership; "
        "Requires improvement: 2.4 Implementation and delivery; Not published: 2.1 Court work.",
    )
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == title.attrib["id"]
    assert root.attrib["aria-describedby"] == description.attrib["id"]


def test_many_rows_are_told_by_their_numbers() -> None:
    described = parsed(heat_table_svg(heat_table(300, 2))).findtext(f"{SVG}desc") or ""
    # Six ratings in turn over 300 rows: fifty of each.
    assert (
        "P 1.1 Leadership: 50 Inadequate, 50 Requires improvement, 50 Good, 50 Outstanding, 50 Not rated" in described
    )
    assert len(described) < 700


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("table", [heat_table(7), heat_table(3, 12, "Llanfairpwllgwyngyllgogerychwyrndrobwll")])
def test_nothing_lies_over_anything_and_no_text_is_small(table: HeatTable, width: int) -> None:
    svg = heat_table_svg(table, width)
    assert overlaps(svg) == []
    assert outside(svg) == []
    assert min(text.size for text in texts(svg)) >= 12


@pytest.mark.parametrize("width", WIDTHS)
def test_a_heading_stands_over_its_cells(width: int) -> None:
    titles = ("Leadership", "Planning", "Staff")
    columns = tuple(Column(str(place), title) for place, title in enumerate(titles))
    row = HeatRow("Northmoor", "", ("Inadequate", "Good", "Outstanding"), "Requires improvement")
    boxes = {text.said: text.box for text in reversed(texts(heat_table_svg(table_of(columns, row), width)))}
    pairs = {"Overall": "RI", "0 Leadership": "I", "1 Planning": "G", "2 Staff": "O"}
    middles = {said: (boxes[said][0] + boxes[said][2]) / 2 for said in (*pairs, *pairs.values())}
    # A heading is turned, so that its middle across is that of its height: capitals and descenders, a pixel or so off.
    assert all(abs(middles[heading] - middles[cell]) < 2 for heading, cell in pairs.items())


def table_of(columns: tuple[Column, ...], row: HeatRow) -> HeatTable:
    return HeatTable("", (HeatPanel("", columns, (row,)),))


@pytest.mark.parametrize("width", [320, 640, 1200])
def test_a_drawing_is_as_wide_as_its_place_or_narrower(width: int) -> None:
    assert size_of(heat_table_svg(heat_table(5), width))[0] <= width


def test_three_hundred_rows_stand_in_panels_of_forty_at_most_with_their_headings() -> None:
    table = heat_table(300)
    assert [len(part.rows) for part in parts(table.panels[0])] == [37, 38] * 4
    assert tuple(row for part in parts(table.panels[0]) for row in part.rows) == table.rows
    svg = heat_table_svg(table, 1250)
    headings = [text for text in texts(svg) if text.said == "Overall"]
    assert len(headings) == 8
    assert len({text.box[0] for text in headings}) == 2, "two panels side by side"
    assert letters(svg)[: -len(set(LETTERS)) + 1] == expected_letters(table)
    assert outside(svg) == []


def test_forty_rows_are_one_panel_and_forty_one_are_two() -> None:
    assert [len(part.rows) for part in parts(heat_table(40).panels[0])] == [40]
    assert [(len(part.rows), part.title) for part in parts(heat_table(41).panels[0])] == [
        (20, "An edition (1 of 2)"),
        (21, "An edition (2 of 2)"),
    ]


def test_the_same_figure_is_the_same_bytes_and_another_has_other_ids() -> None:
    assert heat_table_svg(heat_table(9)) == heat_table_svg(heat_table(9))
    ids = [parsed(heat_table_svg(heat_table(rows))).attrib["aria-labelledby"] for rows in (9, 10)]
    assert ids[0] != ids[1]


@settings(max_examples=60, deadline=None)
@given(heat_tables(), st.sampled_from(WIDTHS))
def test_any_figure_is_well_formed_and_its_cells_say_its_ratings(table: HeatTable, width: int) -> None:
    svg = heat_table_svg(table, width)
    expected = expected_letters(table)
    assert letters(svg)[: len(expected)] == expected
    assert overlaps(svg) == []
    assert outside(svg) == []


def test_rows_by_score_stand_best_first_and_without_a_score_last() -> None:
    table = by_score(TWO_UNITS)
    assert [row.unit for row in table.rows] == ["Northmoor", "Eastvale"]
    assert {row.group for row in table.rows} == {""}
    shares = [row.share or 0 for row in by_score(heat_table(30)).rows]
    assert shares == sorted(shares, reverse=True)


def test_rows_by_group_stand_under_it_once() -> None:
    table = by_group(heat_table(30))
    assert [row.group for row in table.rows] == ["Region 0"] * 20 + ["Region 1"] * 10
    assert [text.said for text in texts(heat_table_svg(table)) if text.said.startswith("Region")] == [
        "Region 0",
        "Region 1",
    ]


def test_a_rating_that_is_none_and_a_row_of_another_length_are_refused() -> None:
    row, panel = TWO_UNITS.rows[0], TWO_UNITS.panels[0]
    with pytest.raises(ValueError, match="not a rating: Fine"):
        type(row)("Northmoor", "", ("Fine",), "Good")
    with pytest.raises(ValueError, match="3 ratings of Northmoor, where 2 are needed"):
        type(panel)("", panel.columns[:2], panel.rows)


def test_in_a_terminal() -> None:
    assert heat_table_text(TWO_UNITS, 60).splitlines() == [
        "Northmoor and Eastvale",
        "",
        "Edition of 2021",
        "                         Overall  Score  1.1 2.4 2.1",
        "Upper Shire:",
        "Northmoor (March 2023)      G      5/6     G   O  NR",
        "Eastvale                    I       –      I  RI   –",
        "1.1 Leadership.  2.4 Implementation and delivery.",
        "2.1 Court work.",
        "",
        " I   Inadequate   RI  Requires improvement   G   Good",
        " O   Outstanding   NR  Not rated   –   Not published",
        "Both are made up.",
    ]


def test_colour_adds_only_colour() -> None:
    coloured = heat_table_text(TWO_UNITS, 60, colour=True)
    assert coloured.count("\x1b[0m") == 6 + 4, "six rated cells, four ratings in the key"
    bare = re.sub("\x1b\\[[0-9;]*m", "", coloured)
    assert bare == heat_table_text(TWO_UNITS, 60)


@settings(max_examples=60, deadline=None)
@given(heat_tables(4), st.integers(105, 140), st.booleans())
def test_a_terminal_is_never_left_nor_controlled(table: HeatTable, width: int, ascii_only: bool) -> None:
    # Twelve standards with ids of five columns want 12 * 6 + 17 for the overall rating and score + 16 for the name.
    text = heat_table_text(table, width, ascii_only=ascii_only)
    assert all(columns(line) <= width for line in text.split("\n"))
    assert "\x1b" not in text
    assert text.isascii() or not ascii_only


def test_the_table_in_place_of_the_drawing_has_every_rating_in_words() -> None:
    header, northmoor, eastvale = heat_table_rows(TWO_UNITS.panels[0])
    assert header == (
        *("Unit", "Group", "When", "1.1 Leadership", "2.4 Implementation and delivery", "2.1 Court work"),
        *("Overall", "Score"),
    )
    assert northmoor == ("Northmoor", "Upper Shire", "March 2023", "Good", "Outstanding", "Not rated", "Good", "5/6")
    assert eastvale[3:] == ("Inadequate", "Requires improvement", "Not published", "Inadequate", "–")
