"""Overall ratings by year: bars as long as there were inspections, and the same as words and as a table."""

import pytest

from inspectorate.register.drawing.figure import RatingYear, Years
from inspectorate.register.drawing.table import years_rows
from inspectorate.register.drawing.words import years_words
from inspectorate.register.drawing.years import years_svg
from inspectorate.register.figures import ratings_by_year
from inspectorate.register.loading import load_register
from tests.unit.register.drawing.drawn import SVG, outside, overlaps, parsed, texts

FIGURE = Years(
    "Made up", (RatingYear("2022", {"Inadequate": 1, "Good": 3}), RatingYear("2023", {"Outstanding": 2})), "A note."
)


def test_a_bar_is_as_long_as_there_were_inspections() -> None:
    bars = [one.attrib for one in parsed(years_svg(FIGURE, 640)).iter(f"{SVG}rect")][1:4]
    # 640 - 2 x 16 of margin - 78 for the year - 36 for the sum = 494 for the 4 inspections of the longest bar.
    assert [float(bar["width"]) for bar in bars] == [123.5, 370.5, 247.0]
    assert [bar["class"] for bar in bars] == ["rd-i", "rd-g", "rd-o"]
    said = [text.said for text in texts(years_svg(FIGURE, 640))]
    assert said[1:6] == ["2022", "1", "3", "4", "2023"]


def test_the_words_and_the_table_say_all() -> None:
    assert years_words(FIGURE) == "2022: 4 inspections, 1 Inadequate, 3 Good. 2023: 2 inspections, 2 Outstanding."
    assert years_rows(FIGURE) == [
        ("Year", "Inadequate", "Good", "Outstanding", "Inspections"),
        ("2022", "1", "3", "0", "4"),
        ("2023", "0", "0", "2", "2"),
    ]
    assert years_words(Years("Empty", ())) == "No inspections."


@pytest.mark.parametrize("width", [280, 290, 640, 2000])
def test_nothing_overlaps_or_lies_outside(width: int) -> None:
    register = load_register()
    svg = years_svg(ratings_by_year(register, register.inspections, "Overall ratings by year"), width)
    assert overlaps(svg) == []
    assert outside(svg) == []


def test_each_inspection_of_the_register_is_in_one_year_and_the_undated_last() -> None:
    register = load_register()
    figure = ratings_by_year(register, register.inspections, "")
    assert sum(year.inspections for year in figure.years) == len(register.inspections)
    undated = sum(1 for one in register.inspections if one.when is None)
    assert (figure.years[-1].year, figure.years[-1].inspections) == ("No date", undated)
    dated = [year.year for year in figure.years[:-1]]
    assert dated == sorted(dated)


def test_what_is_no_rating_is_refused() -> None:
    with pytest.raises(ValueError, match="Superb"):
        RatingYear("2022", {"Superb": 1})
