from dataclasses import replace
from pathlib import Path

import pytest

from inspectorate.framework.catalogue import edition_folders, find_edition
from inspectorate.framework.model import Edition
from inspectorate.rating.verification import read_example, verify, verify_example

EXAMPLES = [
    (name, path) for name, folder in edition_folders().items() for path in sorted((folder / "examples").glob("*.yaml"))
]


@pytest.mark.parametrize(("name", "path"), EXAMPLES, ids=[path.stem for _, path in EXAMPLES])
def test_what_was_published_comes_out_again(name: str, path: Path) -> None:
    verification = verify_example(find_edition(name), *read_example(path))
    assert verification.example.edition == name
    assert [check for check in verification.checks if not check.agrees] == []


def test_every_example_of_an_edition_is_verified() -> None:
    edition = find_edition("hmip-pdu-2021")
    units = [verification.example.unit for verification in verify(edition)]
    assert units == [read_example(path)[0].unit for name, path in EXAMPLES if name == "hmip-pdu-2021"]


def test_the_seven_units_whose_tables_we_hold_are_there() -> None:
    assert len(EXAMPLES) == 7


def test_a_wrong_rule_is_found_out() -> None:
    """Bands that begin elsewhere, and an overall rating with other limits, contradict what was published."""
    edition = find_edition("hmip-pdu-2021")
    path = edition.folder / "examples" / "leicester-leicestershire-and-rutland-2023.yaml"
    lenient = _with_second_band_from(edition, 30)
    failed = [check for check in verify_example(lenient, *read_example(path)).checks if not check.agrees]
    # 31, 40, 40 and 44 per cent leave the lowest band, and with them goes the rule on leadership; 5 per cent stays.
    assert [check.subject[:3] for check in failed] == ["2.2", "2.3", "2.4", "2.5", "Sco"]


def _with_second_band_from(edition: Edition, percent: int) -> Edition:
    rules = edition.rating
    assert rules is not None
    assert rules.bands is not None
    first, second, *others = rules.bands.bands
    moved = (first, second.model_copy(update={"from_percent": percent}), *others)
    bands = rules.bands.model_copy(update={"bands": moved})
    return edition.model_copy(update={"rating": rules.model_copy(update={"bands": bands})})


def test_a_check_that_fails_fails_its_unit() -> None:
    name, path = EXAMPLES[0]
    verification = verify_example(find_edition(name), *read_example(path))
    broken = replace(verification.checks[0], derived="something else")
    assert not replace(verification, checks=(broken, *verification.checks[1:])).agrees
