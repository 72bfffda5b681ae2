"""The draw: chances as they turn out, what a cap does to them, and the situations that have gone wrong elsewhere."""

import math
from collections import Counter
from fractions import Fraction

import pytest

from inspectorate.sampling.draw import Draw, Plan, draw
from inspectorate.sampling.eligibility import EligibleCase

STRATA = ("FEMALE", "MALE_COMMUNITY", "MALE_CUSTODY")


def cases_of(layout: dict[tuple[str, str, str], dict[str, int]]) -> list[EligibleCase]:
    """Cases from {(area, team, practitioner): {stratum: how many}}."""
    spread = [(place, stratum) for place, strata in layout.items() for stratum, n in strata.items() for _ in range(n)]
    return [EligibleCase(f"X{n:04d}", stratum, *place, {}) for n, (place, stratum) in enumerate(spread)]


def by_practitioner(sample: Draw) -> Counter[str]:
    return Counter(outcome.case.practitioner for outcome in sample.of_role("main"))


CAPPED = cases_of(
    {
        ("North", "N1", "heavy"): {"FEMALE": 3, "MALE_COMMUNITY": 12, "MALE_CUSTODY": 5},
        ("North", "N1", "light"): {"FEMALE": 1, "MALE_COMMUNITY": 4},
        ("North", "N2", "other"): {"MALE_COMMUNITY": 3, "MALE_CUSTODY": 3},
        ("South", "S1", "heavy"): {"MALE_CUSTODY": 2},
        ("South", "S1", "south"): {"FEMALE": 2, "MALE_COMMUNITY": 5, "MALE_CUSTODY": 2},
    }
)
EASY = cases_of(
    {
        ("North", "N1", "one"): {"FEMALE": 2, "MALE_COMMUNITY": 3},
        ("North", "N2", "two"): {"FEMALE": 1, "MALE_CUSTODY": 4},
        ("South", "S1", "three"): {"MALE_COMMUNITY": 5, "MALE_CUSTODY": 2},
    }
)
FEW = cases_of({("A", "T", "one"): {"FEMALE": 1, "MALE_COMMUNITY": 8}, ("A", "T", "two"): {"MALE_CUSTODY": 1}})


@pytest.mark.parametrize(
    ("cases", "size", "cap"),
    [(EASY, 6, None), (CAPPED, 14, 3), (FEW, 2, None)],
    ids=["no cap", "a cap that binds, one practitioner in two areas", "fewer places than strata"],
)
def test_each_case_is_picked_as_often_as_its_probability_says(
    cases: list[EligibleCase], size: int, cap: int | None
) -> None:
    seeds = 1000
    picked: Counter[str] = Counter()
    for seed in range(seeds):
        sample = draw(cases, Plan(size, 0, cap, str(seed)))
        picked.update(outcome.case.reference for outcome in sample.of_role("main"))

    for outcome in sample.outcomes:
        chance = float(outcome.probability)
        deviation = math.sqrt(seeds * chance * (1 - chance))
        assert picked[outcome.case.reference] > 0
        assert abs(picked[outcome.case.reference] - seeds * chance) <= 4.5 * deviation + 1e-6


def test_the_public_samplers_situation_96_wanted_with_a_cap_of_6_is_feasible_and_met() -> None:
    # 16 practitioners of 6 or more cases each: 16 x 6 = 96. Moving an excess from colleague to colleague falls short
    # of this, since each stratum is drawn before it is known what the cap leaves.
    layout = {
        (f"Area {n % 2}", f"Team {n % 4}", f"Officer {n:02d}"): {
            "FEMALE": n % 3,
            "MALE_COMMUNITY": 4 + n,
            "MALE_CUSTODY": 6 - n % 4,
        }
        for n in range(16)
    }

    sample = draw(cases_of(layout), Plan(96, 20, 6, "7"))

    assert sample.shortfall == 0
    assert set(by_practitioner(sample).values()) == {6}
    # All room is used up: nothing is left for the reserve, and that is said.
    assert (len(sample.of_role("reserve")), sample.reserve_shortfall) == (0, 19)


def test_a_capped_practitioners_excess_goes_to_colleagues_in_the_team_before_it_goes_elsewhere() -> None:
    others = {("South", f"S{n % 2}", f"far {n}"): {"MALE_COMMUNITY": 10} for n in range(4)}
    neighbours = {("North", "N2", f"neighbour {n}"): {"MALE_COMMUNITY": 10} for n in range(2)}
    team = {("North", "N1", "heavy"): {"MALE_COMMUNITY": 30}, ("North", "N1", "colleague"): {"MALE_COMMUNITY": 10}}

    sample = draw(cases_of(team | neighbours | others), Plan(25, 0, 5, "1"))

    # A quarter of each: N1 has 7.5 and 2.5. Heavy is held back to 5, so the colleague has 5; nobody else is touched.
    assert by_practitioner(sample)["heavy"] == 5
    assert by_practitioner(sample)["colleague"] == 5
    for outcome in sample.outcomes:
        expected = {"heavy": 5 / 30, "colleague": 5 / 10}.get(outcome.case.practitioner, 0.25)
        assert float(outcome.probability) == pytest.approx(expected, abs=1e-7)


def test_under_a_cap_colleagues_of_one_team_and_stratum_have_one_chance() -> None:
    cases = cases_of(
        {
            ("North", "N1", "heavy"): {"MALE_COMMUNITY": 30},
            ("North", "N1", "a"): {"MALE_COMMUNITY": 7},
            ("North", "N1", "b"): {"MALE_COMMUNITY": 3},
        }
    )

    sample = draw(cases, Plan(10, 0, 5, "1"))

    # A quarter of 30 is 7.5, held back to 5; the other 5 places fall on 7 + 3 cases.
    chances = {outcome.case.practitioner: outcome.probability for outcome in sample.outcomes}
    assert abs(chances["heavy"] - Fraction(5, 30)) < Fraction(1, 10**8)
    assert abs(chances["a"] - Fraction(1, 2)) < Fraction(1, 10**8)
    assert abs(chances["b"] - Fraction(1, 2)) < Fraction(1, 10**8)


def test_strata_keep_their_places_under_a_cap_where_that_is_feasible() -> None:
    sample = draw(CAPPED, Plan(14, 0, 4, "3"))

    # 6, 24 and 12 of 42: 14 places are 2, 8 and 4.
    assert sample.targets == {"FEMALE": 2, "MALE_COMMUNITY": 8, "MALE_CUSTODY": 4}
    assert Counter(outcome.case.stratum for outcome in sample.of_role("main")) == sample.targets


def test_a_practitioner_of_two_teams_is_capped_over_both() -> None:
    cases = cases_of({("A", "T1", "both"): {"FEMALE": 5}, ("A", "T2", "both"): {"FEMALE": 5}})

    for seed in range(50):
        assert len(draw(cases, Plan(5, 20, 5, str(seed))).of_role("main")) == 5
        assert draw(cases, Plan(5, 20, 5, str(seed))).of_role("reserve") == []


def test_a_practitioner_of_several_teams_is_in_proportion_over_all_of_them() -> None:
    # 9 of 36 cases, and 12 wanted: 3, however they fall on the three teams.
    layout = {("A", f"T{n}", "everywhere"): {"FEMALE": 3} for n in range(3)}
    layout |= {("A", f"T{n}", f"own {n}"): {"FEMALE": 9} for n in range(3)}

    for seed in range(50):
        assert by_practitioner(draw(cases_of(layout), Plan(12, 0, None, str(seed))))["everywhere"] == 3


def test_a_practitioner_of_two_areas_is_capped_over_both_while_others_stay_in_proportion() -> None:
    layout = {("A", f"T{n}", f"own {n}"): {"FEMALE": 6, "MALE_COMMUNITY": 6} for n in range(3)}
    layout |= {("A", "T0", "both"): {"FEMALE": 5}, ("B", "T9", "both"): {"FEMALE": 5, "MALE_COMMUNITY": 4}}

    for seed in range(50):
        sample = draw(cases_of(layout), Plan(15, 40, 5, str(seed)))
        picked = Counter(outcome.case.practitioner for outcome in sample.outcomes if outcome.role != "not_picked")
        assert max(picked.values()) <= 5
        assert sample.shortfall == 0


def test_more_wanted_than_there_are() -> None:
    sample = draw(FEW, Plan(50, 20, None, "1"))

    assert (len(sample.of_role("main")), sample.shortfall, sample.reserve_shortfall) == (10, 40, 10)
    assert {outcome.probability for outcome in sample.outcomes} == {1}


def test_an_empty_cohort_gives_an_empty_sample() -> None:
    sample = draw([], Plan(5, 20, 6, "1"))

    assert (sample.outcomes, sample.shortfall, sample.reserve_shortfall) == ((), 5, 1)


def test_the_draw_of_a_seed_is_fixed_for_all_time() -> None:
    # The same on every machine and every Python: if this changes, samples can no longer be repeated.
    main = [outcome.case.reference for outcome in draw(CAPPED, Plan(10, 20, 3, "2022")).of_role("main")]
    reserve = [outcome.case.reference for outcome in draw(CAPPED, Plan(10, 20, 3, "2022")).of_role("reserve")]

    assert " ".join(main) == "X0020 X0011 X0009 X0024 X0027 X0039 X0037 X0018 X0030 X0040"
    assert " ".join(reserve) == "X0029 X0021"


@pytest.mark.parametrize(("size", "buffer", "cap"), [(-1, 20, 6), (5, -1, 6), (5, 20, 0)])
def test_a_plan_that_makes_no_sense_is_refused(size: int, buffer: int, cap: int) -> None:
    with pytest.raises(ValueError, match="a plan has"):
        Plan(size, buffer, cap, "1")
