import pytest

from tests.unit.register.checking.drafting import Draft, found_in, rules


def added(text: str, *amounts: str) -> Draft:
    draft = Draft(text).unit()
    return draft.quantities(*(draft.amount(amount) for amount in amounts))


@pytest.mark.parametrize(
    ("total", "certainty"),
    [
        ("1,734", None),  # 1,132 + 602 = 1,734 (S4, background)
        ("1,743", "possible"),  # nine are left over
        ("1,700", "likely"),  # 34 too many
        ("3,000", None),  # there are others
    ],
)
def test_parts_after_of_which_add_up(total: str, certainty: str | None) -> None:
    text = f"Northmoor supervises {total} people, of which 1,132 serve community sentences and 602 are on release."
    found = found_in(added(text, total, "1,132", "602"))
    assert [(f.rule, f.certainty) for f in found] == ([("subtotal", certainty)] if certainty else [])


def test_parts_in_brackets_add_up() -> None:
    """216 + 115 = 331 (published of the East Midlands in 2025; METHOD 4.5)."""
    (found,) = found_in(added("We read 330 cases (216 community, 115 licence) in Northmoor.", "330", "216", "115"))
    assert "216 + 115 is 331, not 330" in found.what


@pytest.mark.parametrize(("others", "expected"), [("10", []), ("11", ["subtotal"])])
def test_parts_in_the_sentence_that_begins_with_of_these_add_up(others: str, expected: list[str]) -> None:
    """17 + 10 = 27 (S1, serious further offences)."""
    text = f"In Northmoor 27 reviews were read. Of these, 17 were 'Good', with {others} 'Requires improvement'."
    assert rules(added(text, "27", "17", others)) == expected


def test_one_part_is_not_all_of_them_and_years_are_no_parts() -> None:
    assert rules(added("There are 13 PDUs in the region, of which Northmoor and 4 were read.", "13", "4")) == []
    text = "Northmoor has 2,030 people, of which 12 came in 2023 and 2,000 are young."
    assert rules(added(text, "2,030", "12", "2023", "2,000")) == ["subtotal"]  # 12 + 2,000, without the year
    text = "Northmoor has 27 staff, of which 15 are women and some 11 are new, including 4 in court."
    assert rules(added(text, "27", "15", "11", "4")) == []


@pytest.mark.parametrize(
    ("percents", "expected"),
    [((53, 36, 11), []), ((53, 36, 12), []), ((53, 36, 16), ["subtotal"]), ((53, 36, 40), [])],
)
def test_percentages_of_one_whole_come_to_a_hundred(percents: tuple[int, ...], expected: list[str]) -> None:
    """53 + 36 + 11 = 100 (S2, feedback); three rounded figures may miss it by one and a half."""
    first, second, third = percents
    text = (
        f"70 people spoke in Northmoor. Of these, {first} per cent were A, {second} per cent B and {third} per cent C."
    )
    draft = Draft(text).unit()
    assert rules(draft.quantities(*(draft.percent(f"{percent} per cent") for percent in percents))) == expected
