"""The register's inspections as figures to be drawn: METHOD section 12 has the figures of the seven units."""

import pytest

from inspectorate.errors import BadInput
from inspectorate.register.drawing.figure import LETTERS, NOT_PUBLISHED
from inspectorate.register.facts import Score
from inspectorate.register.figures import heat_table, history, spread_of
from inspectorate.register.loading import load_register
from inspectorate.register.register import Register

LLR = "pdu/leicester-leicestershire-and-rutland"


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def test_the_heat_table_has_a_row_for_each_inspection_with_ratings_by_standard(register: Register) -> None:
    north_west = register.of_region("North West", "PDU")
    figure = heat_table(register, north_west, "North West")
    rows = {row.unit: row for row in figure.rows}
    assert rows["Cheshire West"].score == Score(7, 24)
    # 1.1 to 1.4, 2.1 to 2.5 (METHOD 12)
    assert " ".join(LETTERS[rating] for rating in rows["Cheshire West"].ratings) == "RI G RI G NR I I I RI"
    assert " ".join(LETTERS[rating] for rating in rows["Cumbria"].ratings) == "RI G RI RI RI I I I I"
    assert figure.rows[0].unit == "Blackburn with Darwen"  # 10 of 27 is the highest share of the five


def test_inspections_without_ratings_by_standard_are_counted_and_not_drawn(register: Register) -> None:
    told = [one for one in register.inspections if one.standards and one.edition]
    untold = next(one for one in register.inspections if not one.standards)
    figure = heat_table(register, [*told, untold], "All")
    assert len(figure.rows) == len(told)
    some = f"{len(told)} of {len(told) + 1} inspections: of the other 1 no ratings by standard are known."
    assert figure.note == f"Each row is one inspection, with its month, or with its year where no more is known. {some}"
    dated = [one for one in told if one.when and len(one.when) > 4]
    assert heat_table(register, dated, "All").note == "Each row is one inspection, with its month."


def test_the_history_of_a_unit_has_its_inspections_in_order(register: Register) -> None:
    figure = history(register, LLR)
    first = figure.inspections[0]
    assert (first.when, first.overall, first.score) == ("February 2023", "Inadequate", Score(2, 27))
    ratings = {line.standard: line.ratings[0] for line in figure.ratings}
    assert ratings["Services"] == "Requires improvement"
    assert ratings["Court work"] == "Inadequate"
    safety = next(line for line in figure.percents if line.question == "Assessment: safety")
    assert safety.words == "Does assessment focus sufficiently on keeping other people safe?"
    assert safety.percents[0] == 31
    assert all(
        line.ratings[-1] == NOT_PUBLISHED for line in figure.ratings
    )  # of 2025 the overall rating alone is known


def test_the_spread_marks_the_unit_among_all_that_can_be_compared(register: Register) -> None:
    inspection = register.history(LLR)[0]
    figure = spread_of(register, inspection, ["assessment.safety"])
    assert figure.strips[0].marked == (31,)  # S2; Cambridgeshire and Peterborough has 8 on the same question (S4)
    assert sorted(figure.strips[0].values) == [8, 31]
    assert figure.strips[0].quartiles is None  # two are too few
    assert [(bound.percent, bound.rating) for bound in figure.bounds][1] == (50, "Requires improvement")


def test_the_spread_falls_back_on_the_last_inspection_with_percentages(register: Register) -> None:
    latest = register.latest(LLR)
    assert latest is not None
    assert not latest.percentages
    fallen, asked = spread_of(register, latest), spread_of(register, register.history(LLR)[0])
    assert fallen.strips == asked.strips
    assert fallen.note == (
        f"Of the inspection of 2025 no percentages are known: that of February 2023 is drawn. {asked.note}"
    )


def test_several_units_are_marked_and_no_more_than_can_be_told_apart(register: Register) -> None:
    inspection = register.history(LLR)[0]
    other = "pdu/cambridgeshire-and-peterborough"
    figure = spread_of(register, inspection, ["assessment.safety"], [other, "pdu/cumbria"])
    assert figure.units == ("Leicester, Leicestershire and Rutland", "Cambridgeshire and Peterborough", "Cumbria")
    assert figure.strips[0].marked == (31, 8, None)  # S2, S4; of Cumbria no percentages are published
    with pytest.raises(BadInput, match="5 units to mark, and 4 marks"):
        spread_of(register, inspection, (), [f"pdu/{name}" for name in "abcd"])


def test_the_history_keeps_standards_of_one_title_apart(register: Register) -> None:
    (hull,) = (one for one in register.inspections if one.unit == "yjs/hull" and one.standards)
    lines = {line.standard: line.ratings for line in history(register, "yjs/hull").ratings}
    assert len(lines) == len(hull.standards)
    assert (lines["2.1 Assessment"], lines["3.2 Planning"]) == ((hull.standards["2.1"],), (hull.standards["3.2"],))


def test_a_unit_of_which_no_percentage_is_known_has_no_strips(register: Register) -> None:
    cumbria = register.latest("pdu/cumbria")
    assert cumbria is not None
    figure = spread_of(register, cumbria)
    assert (figure.strips, figure.note) == ((), "No percentages of it are known.")
