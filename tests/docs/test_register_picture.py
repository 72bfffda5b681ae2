"""The picture of the register says what METHOD, section 12, says, read there by hand."""

import pytest

from inspectorate.register.drawing.figure import LETTERS
from tests.docs.register_picture import register_table

# Unit: the standards in the order of the table, without those the edition lacks; score; overall.
PUBLISHED = {
    "Leicester, Leicestershire and Rutland": ("I I RI RI I I I I I", "2/27", "I"),
    "Cheshire West": ("RI G RI G NR I I I RI", "7/24", "RI"),
    "Blackburn with Darwen": ("RI G RI RI I RI G RI RI", "10/27", "RI"),
    "Knowsley and St Helens": ("I RI I RI NR I I I I", "2/24", "I"),
    "Liverpool North": ("I RI RI RI NR I I I RI", "4/24", "I"),
    "Cumbria": ("RI G RI RI RI I I I I", "6/27", "RI"),
    "Cambridgeshire and Peterborough": ("I I RI I I I I", "1/21", "I"),
}


@pytest.mark.parametrize("unit", PUBLISHED)
def test_a_row_is_what_was_published(unit: str) -> None:
    (row,) = (row for row in register_table().rows if row.unit == unit)
    assert row.score is not None
    found = (" ".join(LETTERS[rating] for rating in row.ratings), f"{row.score.points}/{row.score.maximum}")
    assert (*found, LETTERS[row.overall]) == PUBLISHED[unit]


def test_there_is_no_other_row() -> None:
    assert sorted(row.unit for row in register_table().rows) == sorted(PUBLISHED)
