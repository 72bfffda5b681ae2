"""The colours of the drawings can be read in light and dark, and told apart by people who see fewer of them."""

import math
from itertools import combinations, pairwise

import pytest

from inspectorate.register.drawing.heat_table import heat_table_svg
from tests.unit.register.drawing.drawn import colours, contrast, linear
from tests.unit.register.drawing.figures import TWO_UNITS

SCHEMES = colours(heat_table_svg(TWO_UNITS))
RATINGS = ("i", "ri", "g", "o")

# What dichromats see, by Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SEEN = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "full colour": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}


def lab(light: list[float]) -> tuple[float, float, float]:
    """CIELAB of linear sRGB, white D65."""
    red, green, blue = light
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0890,
    )
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    return lab([min(1, max(0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in matrix])


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the known near miss of 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("look", ["text", "quiet", "unit-t", "nr-t", "np-t"])
def test_text_on_the_ground_has_contrast(scheme: str, look: str) -> None:
    assert contrast(SCHEMES[scheme][look]["fill"], SCHEMES[scheme]["ground"]["fill"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("rating", RATINGS)
def test_letters_have_contrast_on_their_cell_and_the_cell_has_an_edge(scheme: str, rating: str) -> None:
    found = SCHEMES[scheme]
    assert contrast(found[f"{rating}-t"]["fill"], found[rating]["fill"]) >= 4.5
    assert contrast(found[rating]["stroke"], found["ground"]["fill"]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_have_contrast_on_the_ground_and_on_the_box_of_the_middle_half(scheme: str) -> None:
    found = SCHEMES[scheme]
    marks = [found["mark"]["fill"], found["line"]["stroke"], found["unit"]["fill"], found["edge"]["stroke"]]
    marks.append(found["nr"]["stroke"])
    for ground in (found["ground"]["fill"], found["band"]["fill"]):
        assert min(contrast(mark, ground) for mark in marks) >= 3


@pytest.mark.parametrize("sight", SEEN)
def test_ratings_stay_apart_whatever_colours_one_sees(sight: str) -> None:
    found = [seen(SCHEMES["light"][rating]["fill"], SEEN[sight]) for rating in RATINGS]
    # A difference of 2.3 can just be seen; cells side by side want many times that.
    assert min(math.dist(one, other) for one, other in combinations(found, 2)) > 25


def test_ratings_stay_apart_in_grey() -> None:
    greys = sorted(seen(SCHEMES["light"][rating]["fill"], SEEN["full colour"])[0] for rating in RATINGS)
    assert min(after - before for before, after in pairwise(greys)) > 10
