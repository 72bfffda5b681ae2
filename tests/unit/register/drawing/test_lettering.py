"""Widths of text that can be trusted, and lines that lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.register.drawing.lettering import plain, text_width, wrapped

# The advance widths in the font file of DejaVu Sans 2.37, in em: regular and bold.
MEASURED = {
    "Requires improvement": (11.454, 12.854),
    "Leicester, Leicestershire and Rutland": (18.602, 21.100),
    "Implementation and delivery": (14.475, 16.310),
    "2/27": (2.245, 2.453),
}


@pytest.mark.parametrize("said", MEASURED)
def test_the_estimate_is_never_less_and_hardly_more_than_a_wide_font_takes(said: str) -> None:
    regular, bold = MEASURED[said]
    assert regular <= text_width(said, 1) <= regular * 1.06
    assert bold * 0.99 <= text_width(said, 1, bold=True) <= bold * 1.1


def test_accents_add_no_width_and_wide_characters_take_an_em() -> None:
    assert text_width("e\u0301", 10) == text_width("é", 10) == text_width("e", 10)
    assert text_width("東京", 10) > 20


def test_text_breaks_between_words_and_within_a_word_only_where_it_must() -> None:
    # At 10 pixels: "Upper" is 3.3 em wide, "Northmoor" 5.4 em.
    assert wrapped("Upper Northmoor", 60, 10) == ["Upper", "Northmoor"]
    assert wrapped("Upper Northmoor", 100, 10) == ["Upper Northmoor"]
    assert "".join(wrapped("Northmoor", 30, 10)) == "Northmoor"
    assert wrapped("", 30, 10) == [""]


@given(st.text(max_size=80), st.integers(10, 200))
def test_lines_hold_every_character_and_fit(said: str, width: int) -> None:
    lines = wrapped(said, width, 10)
    assert "".join(lines).replace(" ", "") == plain(said).replace(" ", "")
    assert all(text_width(line, 10) <= width or len(line) == 1 for line in lines)


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\ud800", "\ufffe", "\u202e", "\x9b"])
def test_what_controls_a_terminal_or_spoils_xml_becomes_a_replacement(bad: str) -> None:
    assert plain(f"North{bad}moor") == "North\ufffdmoor"


def test_white_space_becomes_one_space() -> None:
    assert plain(" North\n\tmoor\u00a0 ") == "North moor"
