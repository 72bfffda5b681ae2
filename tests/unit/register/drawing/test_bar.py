"""Bars on bands and ratings on a ladder: every value is said, nothing overlaps, at any width."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.register.drawing.bar import Bar, Bars, bar_rows, bar_svg
from inspectorate.register.drawing.figure import Bound
from inspectorate.register.drawing.ladder import Rung, ladder_svg
from inspectorate.register.facts import RATINGS
from tests.unit.register.drawing.drawn import SVG, outside, overlaps, parsed, texts
from tests.unit.register.drawing.figures import NAMES, RATED

WIDTHS = (280, 320, 640, 960)
BOUNDS = tuple(Bound(percent, rating) for percent, rating in zip((0, 50, 65, 80), RATINGS, strict=True))
LABEL = NAMES
#: A percentage and how it is said with its counts.
SAID = st.integers(0, 100).map(lambda number: (number, f"{number}%, {number} of 100"))
VALUE = st.one_of(st.just((None, "not shown")), SAID)


def bar(label: str, *values: tuple[int | None, str]) -> Bar:
    return Bar(label, tuple(value for value, _said in values), tuple(said for _value, said in values))


BARS = st.lists(st.builds(bar, LABEL, VALUE), min_size=1, max_size=6).map(tuple)
PAIRS = st.lists(st.builds(bar, LABEL, VALUE, VALUE), min_size=1, max_size=6).map(tuple)
FIGURES = st.one_of(
    st.builds(lambda bars: Bars("Title", bars, note="A note."), BARS),
    st.builds(lambda bars: Bars("Title", bars, bounds=BOUNDS), BARS),
    st.builds(lambda bars: Bars("Title", bars, ("Respondents", "Caseload")), PAIRS),
)


@settings(deadline=None, max_examples=80)
@given(FIGURES, st.sampled_from(WIDTHS))
def test_no_words_overlap_or_leave_the_drawing(figure, width):
    svg = bar_svg(figure, "What they show", width)
    assert overlaps(svg) == []
    assert outside(svg) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_value_is_said_and_drawn_to_scale(width):
    figure = Bars("Title", (bar("First", (25, "25%, 1 of 4")), bar("Second", (50, "50%, 2 of 4"))), bounds=BOUNDS)
    svg = bar_svg(figure, "What they show", width)
    assert {"25%, 1 of 4", "50%, 2 of 4"} <= {text.said for text in texts(svg)}
    bars = [each for each in parsed(svg).iter(f"{SVG}rect") if each.get("class") == "rd-mark"]
    first, second = (float(each.attrib["width"]) for each in bars)
    assert second == pytest.approx(2 * first, abs=0.2)


def test_bands_are_named_in_words_where_they_fit_and_in_letters_with_a_key_where_not():
    figure = Bars("Title", (bar("Label", (25, "25%")),), bounds=BOUNDS)
    wide = {text.said for text in texts(bar_svg(figure, "", 640))}
    narrow = {text.said for text in texts(bar_svg(figure, "", 320))}
    assert {"Inadequate", "Requires", "improvement", "Good", "Outstanding", "50%", "65%", "80%"} <= wide
    assert {*RATINGS, "I", "RI", "G", "O"} <= narrow


def test_what_is_not_shown_has_no_bar():
    figure = Bars("Title", (bar("Label", (None, "not shown"), (0, "0%")),), ("Respondents", "Caseload"))
    looks = [each.get("class") for each in parsed(bar_svg(figure, "", 640)).iter(f"{SVG}rect")]
    assert looks.count("rd-mark") == looks.count("rd-open") == 1  # those of the key alone


def test_the_table_says_what_the_bars_say():
    figure = Bars("Title", (bar("Men", (70, "70%"), (85, "85%")),), ("Respondents", "Caseload"))
    assert bar_rows(figure) == [("", "Respondents", "Caseload"), ("Men", "70%", "85%")]


@pytest.mark.parametrize("value", [-1, 101])
def test_what_is_no_percentage_is_refused(value):
    with pytest.raises(ValueError, match="not a percentage"):
        bar("Label", (value, "x"))


def test_a_value_without_words_is_refused():
    with pytest.raises(ValueError, match="1 values with 0 words"):
        Bar("Label", (1,), ())


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.builds(Rung, LABEL, st.sampled_from(RATED)),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(WIDTHS),
)
def test_a_ladder_has_a_place_for_each_standard(rungs, width):
    svg = ladder_svg("Title", rungs, "What it shows", width)
    assert overlaps(svg) == []
    assert outside(svg) == []


def test_a_chip_stands_further_to_the_right_the_better_the_rating():
    svg = ladder_svg("Title", [Rung(rating, rating) for rating in RATINGS], "", 640)
    drawn = [text for text in texts(svg) if text.said in ("I", "RI", "G", "O")][:4]
    assert [text.said for text in drawn] == ["I", "RI", "G", "O"]
    assert [text.box[0] for text in drawn] == sorted(text.box[0] for text in drawn)


def test_a_ladder_refuses_what_is_no_rating():
    with pytest.raises(ValueError, match="not a rating: Fair"):
        Rung("2.1", "Fair")
