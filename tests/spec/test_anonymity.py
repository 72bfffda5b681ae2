"""``anonymity.md``, table by table, and what holds of every table."""

import re
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.aggregation.anonymity import TooFew, rare, suppress
from tests.spec.tables import FOLDER, rows

FILE = "anonymity.md"
HEADINGS = re.findall(r"^## (.+)$", (FOLDER / FILE).read_text(encoding="utf-8"), re.MULTILINE)


def value(written: str) -> str | None:
    return None if written == "-" else written


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_is_left_out(heading: str) -> None:
    table = rows(FILE, heading)
    before = [{"gender": value(row["gender"]), "area": value(row["area"])} for row in table]
    after = [{"gender": value(row["gender after"]), "area": value(row["area after"])} for row in table]
    found = suppress(before, k=2)
    assert list(found.records) == after
    assert found.suppressed == {
        name: sum(was[name] is not None and became[name] is None for was, became in zip(before, after, strict=True))
        for name in ("area", "gender")
    }


def test_a_rare_combination_is_named_with_how_many_have_it() -> None:
    records = [{"gender": "F", "area": "1"}] * 4 + [{"gender": "M", "area": None}] * 5
    (found,) = rare(records)  # 4 are fewer than 5, and 5 are not
    assert (found.values, found.records) == ({"gender": "F", "area": "1"}, 4)


def test_fewer_records_than_k_are_refused_and_none_at_all_are_not() -> None:
    with pytest.raises(TooFew, match="4 records"):
        suppress([{"gender": "F"}] * 4)
    assert suppress([]).records == ()


RECORDS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from([None, "1", "2", "3"]) for name in ("gender", "area", "team")}),
    min_size=3,
    max_size=30,
)


@settings(deadline=None)
@given(RECORDS)
def test_whatever_the_records_nothing_rare_is_left_and_nothing_is_changed(records) -> None:
    found = suppress(records, k=3)
    assert rare(found.records, k=3) == ()
    for before, after in zip(records, found.records, strict=True):
        assert all(after[name] in (None, before[name]) for name in before)


def test_the_order_of_the_records_changes_nothing() -> None:
    records = [{"gender": gender, "area": area} for gender, area in ("F1", "F1", "F2", "M2", "M3")]
    found = {tuple(sorted(map(repr, suppress(each, k=2).records))) for each in permutations(records)}
    assert len(found) == 1
