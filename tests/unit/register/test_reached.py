"""How a published rating was reached: by the rules of the edition, from what is published and no more."""

from pathlib import Path

from inspectorate.register.loading import load_register
from inspectorate.register.reached import reached
from inspectorate.register.register import Register
from tests.unit.register.entries import GOOD, IMPROVE, INADEQUATE, STANDARDS_2021, entry, folder


def of_one(tmp_path: Path, **fields: object) -> Register:
    return load_register(folder(tmp_path, entry(**fields)), shipped=False)


def test_from_percentages_to_a_standard_and_from_points_to_the_overall_rating() -> None:
    """Report 002, notes 5 to 9: 2.2.3 at 31 per cent is the lowest of 2.2; two points on nine standards."""
    register = load_register()
    working = reached(register, register.by_id["pdu/leicester-leicestershire-and-rutland/2023-02"])
    assert working
    assessment = next(one for one in working.standards if one.standard.id == "2.2")
    assert assessment.driven_by
    assert (assessment.driven_by.question.id, assessment.driven_by.proportion.percent) == ("2.2.3", 31)
    assert assessment.computed == INADEQUATE
    assert sum(working.points.values()) == 2
    assert len(working.points) == 9
    assert "2 of 27" in working.overall[0].text
    assert INADEQUATE in working.overall[1].text


def test_a_standard_that_is_not_rated_has_no_points_and_no_part_in_the_score(tmp_path: Path) -> None:
    # 4 at 1 point, 4 at 2 points, 2.1 not rated: 12 of 24, a mean of 1.5.
    ratings = {standard: IMPROVE if place % 2 else GOOD for place, standard in enumerate(STANDARDS_2021)}
    ratings["2.1"] = "Not rated"
    register = of_one(tmp_path, standards=ratings, overall=None)
    working = reached(register, register.inspections[0])
    assert working
    assert "2.1" not in working.points
    assert working.overall[0].text.startswith("The score is 12 of 24")


def test_where_a_percentage_is_missing_the_standard_is_not_worked_out(tmp_path: Path) -> None:
    register = of_one(tmp_path, percentages={"2.2.1": 57, "2.2.2": 49})
    working = reached(register, register.inspections[0])
    assert working
    assert working.standards == ()
    assert working.overall == ()


def test_without_an_edition_nothing_is_worked_out(tmp_path: Path) -> None:
    register = of_one(tmp_path, edition=None)
    assert reached(register, register.inspections[0]) is None
