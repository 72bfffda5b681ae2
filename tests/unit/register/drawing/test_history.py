"""A unit's history: what can be compared is joined, what cannot is parted with its reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.register.drawing.figure import History, PercentLine, score_text, share_text
from inspectorate.register.drawing.history import history_svg
from inspectorate.register.drawing.history_text import history_text
from inspectorate.register.drawing.table import history_rows
from inspectorate.register.drawing.terminal import columns
from inspectorate.register.facts import Score
from tests.unit.register.drawing.drawn import SVG, letters, outside, overlaps, parsed, texts
from tests.unit.register.drawing.figures import HISTORY, histories


def joins(svg: str) -> int:
    """How many lines join two percentages."""
    return sum(1 for line in parsed(svg).iter(f"{SVG}line") if line.attrib["class"] == "rd-line")


def breaks(svg: str) -> int:
    return sum(1 for line in parsed(svg).iter(f"{SVG}line") if "stroke-dasharray" in line.attrib)


@pytest.mark.parametrize("width", [280, 320, 640, 1200])
def test_a_history_says_everything_and_nothing_lies_over_anything(width: int) -> None:
    svg = history_svg(HISTORY, width)
    said = " ".join(text.said for text in texts(svg))
    for part in ("16/30", "53%", "2/27", "7%", "71%", "31%", "8%", "PDU 2023", "[1] Not comparable: another type of"):
        assert part in said
    assert overlaps(svg) == []
    assert outside(svg) == []
    assert min(text.size for text in texts(svg)) >= 12


def test_letters_stand_in_their_rows() -> None:
    # Overall, leadership, court work, whose edition is another but once; then the key.
    assert letters(history_svg(HISTORY, 1200)) == [
        *("G", "I", "I", "–"),
        *("G", "I", "I", "–"),
        *("NR",),
        *("I", "G", "NR", "–"),
    ]


def test_only_what_can_be_compared_is_joined() -> None:
    svg = history_svg(HISTORY, 1200)
    # 71 | 31 - 8, and no fourth: one join, one break.
    assert (joins(svg), breaks(svg)) == (1, 1)


def test_a_break_between_two_blocks_is_still_drawn() -> None:
    line = PercentLine("Safe", (10, 20, 30, 40), ("", "", "another sample"))
    figure = History("Northmoor", HISTORY.inspections, (), (line,))
    # At 320 pixels two inspections stand side by side: 10 - 20 joined, 30 | 40 parted; 20 to 30 is between the blocks.
    svg = history_svg(figure, 320)
    assert (joins(svg), breaks(svg)) == (1, 1)
    moved = History("Northmoor", HISTORY.inspections, (), (PercentLine("Safe", (10, 20, 30, 40), ("", "other", "")),))
    assert (joins(history_svg(moved, 320)), breaks(history_svg(moved, 320))) == (2, 1)


def test_the_words_of_a_history() -> None:
    described = parsed(history_svg(HISTORY)).findtext(f"{SVG}desc") or ""
    assert described.startswith(
        "4 inspections. September 2018, CRC 2018: overall Good, score 16/30; Good: Leadership. "
        "March 2023, PDU 2021: overall Inadequate, score 2/27; Inadequate: Leadership; Not rated: Court work."
    )
    assert described.endswith(
        "Keeping people safe: September 2018 71%, not comparable with the one before (another type of unit): "
        "March 2023 31%, April 2024 8%, May 2025 not published."
    )


@settings(max_examples=60, deadline=None)
@given(histories(), st.sampled_from([280, 320, 640, 1000]))
def test_any_history_is_well_formed(figure: History, width: int) -> None:
    svg = history_svg(figure, width)
    assert overlaps(svg) == []
    assert outside(svg) == []


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(50, 120), st.booleans())
def test_a_terminal_is_never_left(figure: History, width: int, ascii_only: bool) -> None:
    text = history_text(figure, width, ascii_only=ascii_only)
    assert all(columns(line) <= width for line in text.split("\n"))
    assert text.isascii() or not ascii_only


def test_in_a_terminal() -> None:
    assert history_text(HISTORY, 100).splitlines()[2:11] == [
        "                                 September 2018  March 2023      April 2024      May 2025",
        "                                 CRC 2018        PDU 2021        PDU 2023        PDU 2023",
        "Overall rating                    G               I               I               –",
        "Score                            16/30 (53%)     2/27 (7%)       1/21 (5%)       –",
        "                                 █████░░░░░      █░░░░░░░░░      ░░░░░░░░░░",
        "Leadership                        G               I               I               –",
        "Court work                                        NR",
        "Keeping people safe              ▅ 71%   ╳[1]    ▃ 31% ───────── ▁ 8%            –",
        "",
    ]


def test_a_share_is_rounded_half_up() -> None:
    assert share_text(Score(1, 8)) == "13%"  # 12.5
    assert share_text(Score(0, 0)) == share_text(None) == "–"
    assert score_text(Score(0, 0)) == "0/0"


def test_the_table_in_place_of_the_drawing() -> None:
    rows = history_rows(HISTORY)
    assert rows[-2] == ("Keeping people safe", "71%", "31%", "8%", "–")
    assert rows[-1] == (
        *("Keeping people safe: not comparable with the one before", "", "another type of unit", "", ""),
    )
    assert {len(row) for row in rows} == {5}


def test_a_line_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="1 percentages of Safe, where 4 are needed"):
        History("Northmoor", HISTORY.inspections, (), (PercentLine("Safe", (1,), ()),))
    with pytest.raises(ValueError, match="0 breaks of Safe, where 1 are needed"):
        PercentLine("Safe", (1, 2), ())
    with pytest.raises(ValueError, match="not a percentage: 101"):
        PercentLine("Safe", (101,), ())
