"""Who is eligible, who is left out and why, and which case stands for a person who has several (METHOD 4.6)."""

import datetime
import functools
from pathlib import Path

import pytest

from inspectorate.framework.catalogue import find_edition
from inspectorate.framework.model import Edition
from inspectorate.sampling.caseload import read_caseload
from inspectorate.sampling.dates import weeks_holding
from inspectorate.sampling.eligibility import Cohort, find_cohort, stratum_of

AS_OF = datetime.date(2022, 11, 1)
PERSON = "reference,person_id,family_name,first_name,date_of_birth,gender"
HEADINGS = f"{PERSON},sentence_type,risk_of_serious_harm,start_date,practitioner"

# one row each, and why it is left out: None, eligible
EXCLUSIONS = [
    ("X1,,Synthetic,0001,1980-02-01,female,community,low,2022-04-18,P", None),
    ("X1,,Synth*,0001,1980-02-01,female,community,low,2022-04-18,P", "The name is redacted: this is a sensitive case."),
    ("X1,,Synthetic,*,1980-02-01,female,community,low,2022-04-18,P", "The name is redacted: this is a sensitive case."),
    (
        "X1,,Synthetic,0001,,female,community,low,2022-11-02,P",
        "It had not commenced by 1 November 2022: it starts on 2 November 2022.",
    ),
    ("X1,,Synthetic,0001,,female,community,low,2022-11-01,P", None),
    ("X1,,Synthetic,0001,,,community,low,2022-04-18,P", "Gender is not recorded."),
    (
        "X1,,Synthetic,0001,,other,community,low,2022-04-18,P",
        "Gender is 'Other or not recorded', which is not in scope of this inspection.",
    ),
    (
        "X1,,Synthetic,0001,,F,Conditional caution,low,2022-04-18,P",
        "Type of sentence is 'Conditional caution', which is not in scope of this inspection.",
    ),
    ("X1,,Synthetic,0001,,F,,low,2022-04-18,P", "Type of sentence is not recorded."),
    ("X1,,Synthetic,0001,,F,community,,2022-04-18,P", "Risk of serious harm is not recorded."),
]

# gender, type of sentence, risk of serious harm as a region writes them; stratum (METHOD 4.6)
STRATA = [
    ("F", "ORA community order", "RLRH", "FEMALE"),
    ("Woman", "Adult licence", "Very high", "FEMALE"),
    ("male", "Suspended sentence order", "low", "MALE_COMMUNITY_LOW"),
    ("M", "YRO", "RMRH", "MALE_COMMUNITY_NON_LOW"),
    ("M", "ora sso", "RVRH", "MALE_COMMUNITY_NON_LOW"),
    ("m", "adult licence", "Low", "MALE_POST_CUSTODY_LOW"),
    ("MALE", "Supervision Default Order", "RHRH", "MALE_POST_CUSTODY_NON_LOW"),
    ("Male", "POST_CUSTODY", "very_high", "MALE_POST_CUSTODY_NON_LOW"),
]

# what it shows, rows (reference, person number, family name, first name, date of birth, gender, start), eligible
DUPLICATES = [
    ("same person number: the earliest", ["A,7,,,,F,2022-05-09", "B,7,,,,F,2022-04-18"], "B"),
    ("spaces and case of the number do not matter", ["A,22/7x,,,,F,2022-05-09", "B,22 / 7X,,,,F,2022-04-18"], "B"),
    ("blank numbers never match", ["A,,,,,F,2022-05-09", "B,,,,,F,2022-04-18"], "A B"),
    ("same reference", ["A,1,,,,F,2022-05-09", " a ,2,,,,F,2022-04-18"], "a"),
    (
        "same names and birth, whatever the accents, case and spaces",
        ["A,,Sýnthetic,Nought One,1980-02-01,F,2022-05-09", "B,,SYNTHETIC,noughtone,01/02/1980,F,2022-04-18"],
        "B",
    ),
    ("same names, no date of birth", ["A,,Synthetic,One,,F,2022-05-09", "B,,Synthetic,One,,F,2022-04-18"], "A B"),
    ("same birth, one name blank", ["A,,Synth,,1980-02-01,F,2022-05-09", "B,,Synth,,1980-02-01,F,2022-04-18"], "A B"),
    ("same names, another birth", ["A,,Synth,O,1980-02-01,F,2022-05-09", "B,,Synth,O,1980-02-02,F,2022-04-18"], "A B"),
    (
        "transitively: A is B's number, B is C's name",
        ["A,7,,,,F,2022-05-11", "B,7,Synth,O,1980-02-01,F,2022-05-10", "C,,Synth,O,1980-02-01,F,2022-05-09"],
        "C",
    ),
    ("the earliest eligible, where an earlier one is excluded", ["A,7,,,,,2022-04-18", "B,7,,,,F,2022-05-09"], "B"),
    ("an excluded case still links two", ["A,7,,,,F,2022-05-11", "A,8,,,,,2022-05-01", "C,8,,,,F,2022-05-09"], "C"),
    ("redacted names link nobody", ["A,,*,*,1980-02-01,F,2022-05-09", "B,,*,*,1980-02-01,F,2022-04-18"], ""),
    ("same day: the smaller reference", ["B,7,,,,F,2022-05-09", "A,7,,,,F,2022-05-09"], "A"),
]


@functools.cache
def edition() -> Edition:
    return find_edition("hmip-pdu-2021")


def cohort_of(tmp_path: Path, rows: list[str], weeks: tuple[datetime.date, ...] = ()) -> Cohort:
    specification = edition().sampling
    assert specification is not None
    path = tmp_path / "caseload.csv"
    path.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
    read = read_caseload(path, edition(), specification, AS_OF)
    return find_cohort(read, edition(), specification, AS_OF, weeks)


@pytest.mark.parametrize(("row", "reason"), EXCLUSIONS)
def test_exclusions(tmp_path: Path, row: str, reason: str | None) -> None:
    cohort = cohort_of(tmp_path, [row])

    assert [case.reference for case in cohort.eligible] == (["X1"] if reason is None else [])
    assert [(each.reference, each.reason) for each in cohort.excluded] == ([("X1", reason)] if reason else [])


@pytest.mark.parametrize(("gender", "sentence", "risk", "stratum"), STRATA)
def test_strata(tmp_path: Path, gender: str, sentence: str, risk: str, stratum: str) -> None:
    cohort = cohort_of(tmp_path, [f"X1,,,,,{gender},{sentence},{risk},2022-04-18,P"])

    assert [case.stratum for case in cohort.eligible] == [stratum]


@pytest.mark.parametrize(("shows", "rows", "eligible"), DUPLICATES, ids=[shows for shows, _, _ in DUPLICATES])
@pytest.mark.parametrize("order", ["as written", "reversed"])
def test_duplicates(tmp_path: Path, shows: str, rows: list[str], eligible: str, order: str) -> None:
    full = [",".join([*row.split(",")[:6], "community,low", row.split(",")[6], "P"]) for row in rows]

    cohort = cohort_of(tmp_path, full if order == "as written" else full[::-1])

    assert " ".join(case.reference for case in cohort.eligible) == eligible
    assert len(cohort.eligible) + len(cohort.excluded) == len(rows), "every row is told of once"


def test_a_case_of_no_stratum_is_told_so() -> None:
    specification = edition().sampling
    assert specification is not None

    assert stratum_of({"gender": "male", "sentence_type": "community"}, specification) is None


def test_outside_the_named_weeks(tmp_path: Path) -> None:
    weeks = weeks_holding([datetime.date(2022, 4, 18), datetime.date(2022, 5, 9)])

    cohort = cohort_of(tmp_path, ["X1,,,,,F,community,low,2022-04-25,P", "X2,,,,,F,community,low,2022-05-15,P"], weeks)

    assert [case.reference for case in cohort.eligible] == ["X2"]
    assert cohort.excluded[0].reason == (
        "It commenced on 25 April 2022, outside the cohort weeks "
        "(18 April 2022 to 24 April 2022 and 9 May 2022 to 15 May 2022)."
    )


def test_a_duplicate_is_told_which_case_stands_for_the_person(tmp_path: Path) -> None:
    cohort = cohort_of(tmp_path, ["A,7,,,,F,community,low,2022-05-09,P", "B,7,,,,F,community,low,2022-04-18,P"])

    assert cohort.excluded[0].reason == (
        "A duplicate: the same person's case B began earlier, on 18 April 2022, and stands for the person."
    )


def test_nothing_of_the_person_goes_on_to_the_draw(tmp_path: Path) -> None:
    cohort = cohort_of(tmp_path, ["X1,77/1,Synthetic,0001,1980-02-01,F,community,low,2022-04-18,P"])

    told = repr(cohort.eligible)
    assert "Synthetic" not in told
    assert "77/1" not in told
    assert "1980" not in told
