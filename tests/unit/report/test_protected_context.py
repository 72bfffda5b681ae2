"""Figures of context that tell of fewer than five people under supervision are left out, and what tells them."""

import pytest

from inspectorate.context.record import Record
from inspectorate.report.protected_context import protected_context


def record(figure: str, value: str, of: str = "", as_of: str = "2022-06-30", level: str = "unit") -> Record:
    return Record(figure, level, value, as_of, "the region", of)


WHOLE = record("caseload", "120")


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        # 4 of 120 are few, and 5 are not
        ([record("caseload", "4", "women")], False),
        ([record("caseload", "5", "women")], True),
        # nobody is nobody
        ([record("caseload", "0", "women")], True),
        # 120 - 117 = 3 are left
        ([record("caseload", "117", "men")], False),
        # 60 + 57 = 117: 3 are left of all teams
        ([record("caseload", "60", "team A"), record("caseload", "57", "team B")], False),
        # 120 - 116 = 4 on licence, which the two tell together with the whole
        ([record("caseload_community", "116"), record("caseload_licence", "4")], False),
        ([record("caseload_community", "100"), record("caseload_licence", "20")], True),
        # 3 per cent of 120 are 3.6: four women; 5 per cent are six
        ([record("caseload_women", "3")], False),
        ([record("caseload_women", "5")], True),
        # 97 per cent leave four
        ([record("caseload_ethnic", "97")], False),
        # so many staff of a grade are printed as they are
        ([record("staff_in_post", "3", "senior probation officers")], True),
        # of another day or of the region, the whole is another
        ([record("caseload", "117", "men", as_of="2021-06-30")], True),
        ([record("caseload", "117", "men", level="region")], True),
    ],
)
def test_what_tells_of_few_people_is_left_out(parts: list[Record], told: bool) -> None:
    assert protected_context([WHOLE, *parts]) == ((WHOLE, *parts) if told else (WHOLE,))


def test_a_small_part_takes_the_others_with_it() -> None:
    """120 - 80 - 37 = 3 would be told by the other two."""
    parts = [record("caseload", value, of) for value, of in (("80", "A"), ("37", "B"), ("3", "C"))]
    assert protected_context([WHOLE, *parts]) == (WHOLE,)


def test_a_share_without_the_whole_counts_nobody() -> None:
    share = record("caseload_women", "3")
    assert protected_context([share]) == (share,)
