import pytest

from tests.unit.register.checking.drafting import Draft, found_in, rules


@pytest.mark.parametrize(
    ("total", "certainty"),
    [
        ("1,734", None),  # 1,132 + 602 = 1,734 (S4, background)
        ("1,743", "possible"),  # nine are left over
        ("1,700", "likely"),  # 34 too many
        ("3,000", None),  # there are others
    ],
)
def test_parts_of_a_number_add_up(total: str, certainty: str | None) -> None:
    text = f"Northmoor supervises {total} people, of which 1,132 serve community sentences and 602 are on release."
    draft = Draft(text).unit()
    found = found_in(draft.parts(draft.amount(total), draft.amount("1,132"), draft.amount("602")))
    assert [(f.rule, f.certainty) for f in found] == ([("subtotal", certainty)] if certainty else [])


def test_the_sum_is_told() -> None:
    """216 + 115 = 331 (published of the East Midlands in 2025; METHOD 4.5)."""
    draft = Draft("We read 330 cases (216 community, 115 licence) in Northmoor.").unit()
    (found,) = found_in(draft.parts(draft.amount("330"), draft.amount("216"), draft.amount("115")))
    assert found.what == "216 + 115 is 331, not 330."
    assert "330 cases (216 community, 115" in found.places[0][1].quote


@pytest.mark.parametrize(("others", "expected"), [(10, []), (11, ["subtotal"])])
def test_parts_that_are_counts_of_their_whole_add_up(others: int, expected: list[str]) -> None:
    """17 + 10 = 27 (S1, serious further offences): the reader makes each a count of 27."""
    draft = Draft(f"In Northmoor 27 were read. Of these, 17 were 'Good', with {others} 'Requires improvement'.").unit()
    parts = (draft.count("17", 17, 27), draft.count(str(others), others, 27))
    assert rules(draft.parts(draft.amount("27"), *parts)) == expected


def test_one_part_is_not_all_of_them() -> None:
    draft = Draft("There are 13 PDUs in the region, of which Northmoor and 12 others were read.").unit()
    assert rules(draft.parts(draft.amount("13"), draft.amount("12"))) == []


@pytest.mark.parametrize(
    ("percents", "expected"),
    [((53, 36, 11), []), ((53, 36, 12), []), ((53, 36, 16), ["subtotal"]), ((53, 36, 40), [])],
)
def test_percentages_of_one_whole_come_to_a_hundred(percents: tuple[int, ...], expected: list[str]) -> None:
    """53 + 36 + 11 = 100 (S2, feedback); three rounded figures may miss it by one and a half."""
    first, second, third = percents
    text = f"70 people spoke in Northmoor. Of these, {first} per cent were A, {second} B and {third} C."
    draft = Draft(text).unit()
    parts = [draft.percent(f"{percent}") for percent in percents]
    assert rules(draft.parts(draft.amount("70"), *parts)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Checks were missing in 16 out of 19 relevant cases.", []),
        ("Checks were missing in 20 out of 19 relevant cases.", ["count-impossible"]),
        ("Checks were missing in twenty out of the nineteen cases.", ["count-impossible"]),
        ("Three out of two hundred cases were late.", []),
        ("It scored 30 points out of 27.", []),
    ],
)
def test_no_more_than_all_are_counted(sentence: str, expected: list[str]) -> None:
    assert rules(Draft(f"Northmoor PDU.\n\n{sentence}\n").unit()) == expected
