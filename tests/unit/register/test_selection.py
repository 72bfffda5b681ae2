"""Inspections chosen by place, region, kind, rating and date; made-up places, but for the product's own aliases."""

from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.register.finding import nearest, units_of_words
from inspectorate.register.loading import load_register
from inspectorate.register.register import Register
from inspectorate.register.selection import Selection, selected
from tests.unit.register.entries import GOOD, IMPROVE, INADEQUATE, entry, folder


@pytest.fixture
def register(tmp_path: Path) -> Register:
    entries = [
        entry("northmoor", "2023-03", overall=IMPROVE),
        entry("northmoor", "2021", inspection="pdu/northmoor/2021", overall=INADEQUATE),
        entry("eastvale", "2023-11", published="2023-11-30", overall=GOOD, region="London"),
        entry(
            inspection="yjs/northmoor/2022-01",
            unit="yjs/northmoor",
            unit_kind="youth justice service",
            edition=None,
            published="2022-01",
            region=None,
        ),
        entry("westmarsh", inspection="pdu/westmarsh/undated", published=None),
    ]
    return load_register(folder(tmp_path, *entries), shipped=False)


def ids(register: Register, **asked: object) -> list[str]:
    return [one.inspection for one in selected(register, Selection(**asked)).inspections]


def test_without_anything_asked_all_are_found_the_latest_first_and_the_undated_last(register: Register) -> None:
    assert ids(register) == [
        "pdu/eastvale/2023-11",
        "pdu/northmoor/2023-03",
        "yjs/northmoor/2022-01",
        "pdu/northmoor/2021",
        "pdu/westmarsh/undated",
    ]


@pytest.mark.parametrize(
    ("place", "units"),
    [
        ("Northmoor", ["pdu/northmoor", "yjs/northmoor"]),
        ("northmoor PDU", ["pdu/northmoor"]),
        ("northm", ["pdu/northmoor", "yjs/northmoor"]),
        ("moor", []),
        ("yjs/northmoor", ["yjs/northmoor"]),
        ("youth justice service", ["yjs/northmoor"]),
        ("London", ["pdu/eastvale"]),
        ("North West", ["pdu/northmoor", "pdu/westmarsh"]),
        ("the", []),
    ],
)
def test_a_place_is_a_name_the_beginning_of_one_a_kind_or_a_region(
    register: Register, place: str, units: list[str]
) -> None:
    assert sorted(units_of_words(register, place)) == units


def test_an_alias_of_the_directory_is_a_name() -> None:
    found = selected(load_register(), Selection("LLR"))
    assert {one.unit for one in found.inspections} == {"pdu/leicester-leicestershire-and-rutland"}
    assert found.nearly == ()


def test_where_no_unit_bears_the_name_those_spelled_nearly_so_are_taken_and_it_is_said(register: Register) -> None:
    found = selected(register, Selection("Estvale"))
    assert [one.inspection for one in found.inspections] == ["pdu/eastvale/2023-11"]
    assert found.nearly == nearest(register, "Estvale") == ("pdu/eastvale",)
    nothing = selected(register, Selection("Qqqq"))
    assert (nothing.inspections, nothing.nearly) == ((), ())


def test_an_address_is_near_to_the_unit_whose_name_it_holds(register: Register) -> None:
    assert nearest(register, "east-vale") == ("pdu/eastvale",)
    assert nearest(register, "-/-") == ()


def test_filters_narrow_each_other(register: Register) -> None:
    assert ids(register, kind="pdu", region="north west", rating="inadequate") == ["pdu/northmoor/2021"]
    assert ids(register, edition="hmip-pdu-2021", rating="Good") == ["pdu/eastvale/2023-11"]


def test_of_each_unit_its_last_inspection_alone(register: Register) -> None:
    assert ids(register, place="northmoor", kind="PDU", last=True) == ["pdu/northmoor/2023-03"]
    assert ids(register, rating="inadequate", last=True) == [], "the last one of it was rated otherwise"


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2023", "", ["pdu/eastvale/2023-11", "pdu/northmoor/2023-03"]),
        ("2023-03-15", "2023-10", ["pdu/northmoor/2023-03"]),  # of March no more is known: any day of it may be meant
        ("2023-12", "", []),
        ("", "2021-06-30", ["pdu/northmoor/2021"]),
        ("2023-11-30", "2023-11-30", ["pdu/eastvale/2023-11"]),
        ("2023-12-01", "2023-12-31", []),
    ],
)
def test_dates_are_days_months_or_years_both_ends_included(
    register: Register, since: str, until: str, found: list[str]
) -> None:
    assert ids(register, since=since, until=until) == found


def test_everything_that_is_wrong_is_told_at_once(register: Register) -> None:
    with pytest.raises(BadInput) as raised:
        selected(register, Selection("", "Mars", "ship", "Superb", "none-2020", "2023-13", "yesterday"))
    wrong = {fault.field for fault in raised.value.faults}
    assert wrong == {"region", "kind", "rating", "edition", "since", "until"}
    with pytest.raises(BadInput, match="lies before the first date"):
        selected(register, Selection(since="2023-05", until="2023-04-30"))
