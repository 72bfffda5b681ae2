"""Units of the register by what people call them; made-up places."""

from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.register.finding import Taken, kind_named, region_named, unit_taken
from inspectorate.register.loading import load_register
from inspectorate.register.register import Register
from tests.unit.register.entries import entry, folder


@pytest.fixture
def register(tmp_path: Path) -> Register:
    youth = entry(
        inspection="yjs/northmoor/2022-01", unit="yjs/northmoor", unit_kind="youth justice service", edition=None
    )
    longer = entry("northmoor-and-eastvale", unit_name="Northmoor and Eastvale")
    westmarsh = entry("westmarsh")
    return load_register(folder(tmp_path, youth, longer, westmarsh), shipped=False)


def fault(register: Register, name: str) -> str:
    with pytest.raises(BadInput) as raised:
        unit_taken(register, name)
    return str(raised.value)


def test_a_bare_name_says_which_others_hold_it(register: Register) -> None:
    assert unit_taken(register, "northmoor") == Taken("yjs/northmoor", ("pdu/northmoor-and-eastvale",), True)
    assert unit_taken(register, "Northmoor YJS") == Taken("yjs/northmoor")
    assert unit_taken(register, "PDU/Westmarsh") == unit_taken(register, "Westmarsh") == Taken("pdu/westmarsh")


def test_a_kind_that_is_named_binds(register: Register) -> None:
    told = fault(register, "Northmoor PDU")
    assert "there is no PDU called 'Northmoor' in the register" in told
    assert told.endswith("Did you mean Northmoor and Eastvale (pdu/northmoor-and-eastvale)?")
    assert fault(register, "Westmarsh region").endswith("Did you mean Westmarsh (pdu/westmarsh)?")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Eastvale", "Did you mean Northmoor and Eastvale (pdu/northmoor-and-eastvale)?"),
        ("Westmrash", "Did you mean Westmarsh (pdu/westmarsh)?"),
        ("pdu/eastvale", "Did you mean Northmoor and Eastvale (pdu/northmoor-and-eastvale)?"),
        ("pdu/westmarsh/2020", "Give pdu/westmarsh/2023-03, or pdu/westmarsh for all."),
        ("Zzz", "See 'inspectorate register list'."),
        (" ", "UNIT: no name is given. Name a unit, such as Cumbria, or see 'inspectorate register list'."),
    ],
)
def test_a_name_of_none_gets_a_way_on(register: Register, name: str, told: str) -> None:
    assert fault(register, name).endswith(told)


def test_kinds_and_regions_are_known_by_any_of_their_words(register: Register) -> None:
    words = ("pdu", "PDUs", "youth", "YJS", "Youth Justice Service")
    assert [kind_named(register, word) for word in words] == ["PDU"] * 2 + ["youth justice service"] * 3
    assert {region_named(register, word) for word in ("north west", "North-West", "North West region")} == {
        "North West"
    }
    for known, word in ((kind_named, "premises"), (kind_named, ""), (region_named, "North East")):
        with pytest.raises(BadInput, match="Give one of"):
            known(register, word)
