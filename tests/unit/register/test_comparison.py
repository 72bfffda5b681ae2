"""Rank and spread of a unit among the others, and inspections side by side."""

from fractions import Fraction
from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.register.beside import side_by_side
from inspectorate.register.comparison import (
    NO_LEAGUE_TABLE,
    Standing,
    fuller,
    measure_named,
    measures,
    spread,
    standings,
)
from inspectorate.register.loading import load_register
from inspectorate.register.register import Register
from tests.unit.register.entries import GOOD, IMPROVE, INADEQUATE, entry, folder

#: name, region, points of 27, overall
UNITS = [
    ("northmoor", "North West", 6, IMPROVE),
    ("eastvale", "North West", 6, IMPROVE),
    ("westmere", "North West", 10, IMPROVE),
    ("southwold", "North West", 2, INADEQUATE),
    ("midford", "London", 16, GOOD),
]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    entries = [
        entry(name, region=region, overall=overall, score={"points": points, "maximum": 27})
        for name, region, points, overall in UNITS
    ]
    entries.append(entry("midford", "2019-03", region="London", overall=INADEQUATE, score={"points": 0, "maximum": 27}))
    entries.append(entry("norfield", edition="hmip-pdu-2023", overall=INADEQUATE, score={"points": 1, "maximum": 21}))
    entries.append(entry("lostwick", edition=None, overall=IMPROVE))
    entries.append(entry("kinder", unit_kind="youth justice service", edition=None, overall=GOOD))
    return load_register(folder(tmp_path, *entries), shipped=False)


def standing(register: Register, unit: str, measure: str) -> dict[str, Standing]:
    inspection = register.latest(unit)
    assert inspection
    named = measure_named(inspection, register.edition(inspection), measure)
    return {one.within: one for one in standings(register, inspection, named)}


def test_ties_share_a_rank(register: Register) -> None:
    found = standing(register, "pdu/northmoor", "score")
    region, nation = found["North West"], found["all regions"]
    # In the region 10, 6, 6, 2; in the nation 16, 10, 6, 6, 2: 16 and not the 0 of the inspection before.
    assert (region.units, region.rank, region.sharing) == (4, 2, 2)
    assert (nation.units, nation.rank, nation.sharing) == (5, 3, 2)
    assert nation.spread
    shares = [nation.spread.lowest, nation.spread.median, nation.spread.highest]
    assert shares == [Fraction(100 * points, 27) for points in (2, 6, 16)]
    assert nation.editions == ("hmip-pdu-2021",)


def test_too_few_are_not_ranked(register: Register) -> None:
    (region, nation) = standing(register, "pdu/norfield", "score").values()
    assert {region.rank, nation.rank, region.spread} == {None}
    assert nation.reason == "too few to rank, 1 unit to compare"
    assert standing(register, "pdu/midford", "overall")["London"].reason == "too few to rank, 1 unit to compare"


def test_the_overall_rating_is_ranked_within_one_edition(register: Register) -> None:
    nation = standing(register, "pdu/northmoor", "overall")["all regions"]
    # Good: midford. Requires improvement: northmoor, eastvale, westmere. Inadequate: southwold.
    assert (nation.units, nation.rank, nation.sharing) == (5, 2, 3)
    assert nation.editions == ("hmip-pdu-2021",)


def test_a_unit_of_no_known_edition_stands_in_no_league_table(register: Register) -> None:
    nation = standing(register, "pdu/lostwick", "overall")["all regions"]
    # Good: midford. Requires improvement: northmoor, eastvale, westmere, lostwick. Inadequate: southwold, norfield.
    assert (nation.units, nation.rank, nation.sharing) == (7, None, 0)
    assert nation.spread
    assert (nation.spread.median, nation.spread.highest) == (1, 2)
    assert nation.reason == NO_LEAGUE_TABLE
    assert nation.editions == ("hmip-pdu-2021", "hmip-pdu-2023", "not known")


def test_key_questions_are_compared_across_editions_of_one_series(tmp_path: Path) -> None:
    entries = [
        entry("a", percentages={"2.2.3": 31}),
        entry("b", percentages={"2.2.3": 50}),
        entry("c", edition="hmip-pdu-2023", percentages={"P 2.1.3": 8}),
        entry("d", edition="hmip-region-2023", percentages={"R 2.1.1": 90}),
    ]
    register = load_register(folder(tmp_path, *entries), shipped=False)
    nation = standing(register, "pdu/a", "assessment.safety")["all regions"]
    assert (nation.units, nation.rank) == (3, 2), "8, 31, 50; a region's 90 is of other cases"


def test_quartiles_are_values_that_a_unit_has() -> None:
    found = spread(map(Fraction, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))
    # A quarter of ten is 2.5: the third value is the first that so many do not exceed. A half is the fifth.
    assert (found.lower_quartile, found.median, found.upper_quartile) == (3, 5, 8)
    alone = spread([Fraction(4)])
    assert {alone.lowest, alone.lower_quartile, alone.median, alone.upper_quartile, alone.highest} == {4}


def test_of_an_inspection_without_ratings_by_standard_a_fuller_one_is_offered(tmp_path: Path) -> None:
    entries = [entry("a", "2023-03", standards={"1.2": GOOD}), entry("a", "2025-01"), entry("b")]
    register = load_register(folder(tmp_path, *entries), shipped=False)
    before, after = register.history("pdu/a")
    assert (fuller(register, after), fuller(register, before)) == (before, None)
    assert fuller(register, register.history("pdu/b")[0]) is None


def test_a_measure_that_is_nowhere_is_told(register: Register) -> None:
    inspection = register.by_id["pdu/northmoor/2023-03"]
    with pytest.raises(BadInput, match="has no such measure"):
        measure_named(inspection, register.edition(inspection), "P 2.1")
    assert [one.id for one in measures(inspection, register.edition(inspection))] == ["overall", "score"]


def test_standards_of_two_editions_stand_beside_each_other_where_they_ask_the_same(tmp_path: Path) -> None:
    old = entry("a", standards={"1.4": GOOD, "2.2": GOOD, "1.2": IMPROVE}, percentages={"2.2.3": 31})
    new = entry("b", edition="hmip-pdu-2023", standards={"P 2.1": IMPROVE, "P 1.2": GOOD}, percentages={"P 2.1.3": 8})
    region = entry("c", edition="hmip-region-2023", percentages={"R 2.1.1": 90})
    register = load_register(folder(tmp_path, old, new, region), shipped=False)
    rows = {row.ids: row.values for row in side_by_side(register, register.inspections)}
    assert rows == {
        ("overall",) * 3: (IMPROVE,) * 3,
        ("1.4", None, None): (GOOD, None, None),
        ("2.2", "P 2.1", None): (GOOD, IMPROVE, None),
        ("1.2", "P 1.2", None): (IMPROVE, GOOD, None),
        ("2.2.3", "P 2.1.3", None): ("31%", "8%", None),
        (None, None, "R 2.1.1"): (None, None, "90%"),
    }
