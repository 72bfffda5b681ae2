"""Replacing a case: by its own stratum first, with a reason, and never twice."""

import datetime

import pytest

from inspectorate.errors import BadInput
from inspectorate.sampling.record import RecordedCase, SampleRecord
from inspectorate.sampling.replacement import replace_case

DAY = datetime.date(2022, 11, 20)


def a_case(reference: str, role: str, order: int, stratum: str, **also: object) -> RecordedCase:
    values = {"reference": reference, "role": role, "order": order, "stratum": stratum, "area": "A", "team": "T"}
    values |= {"practitioner": "P", "inclusion_probability": 0.5, "reason": "Picked.", "characteristics": {}}
    return RecordedCase.model_validate(values | also)


def a_record(*cases: RecordedCase) -> SampleRecord:
    return SampleRecord(
        form="inspectorate sample record 1",
        edition="hmip-pdu-2021",
        edition_sha256="",
        caseload_sha256="",
        as_of=DAY,
        weeks=(),
        seed="1",
        requested=2,
        buffer_percent=20,
        cap=6,
        statement="",
        cases=cases,
        excluded=(),
    )


RECORD = a_record(
    a_case("M1", "main", 1, "FEMALE"),
    a_case("M2", "main", 2, "MALE"),
    a_case("M3", "main", 3, "FEMALE"),
    a_case("R1", "reserve", 1, "MALE"),
    a_case("R2", "reserve", 2, "FEMALE"),
    a_case("N1", "not_picked", 0, "FEMALE"),
)


def test_the_first_reserve_of_the_same_stratum_takes_the_place() -> None:
    changed, entry = replace_case(RECORD, " m1 ", "The file  is closed.", DAY)

    assert (entry.withdrawn, entry.by, entry.same_stratum, entry.reason) == ("M1", "R2", True, "The file is closed.")
    assert [(case.reference, case.order) for case in changed.of_role("main")] == [("R2", 1), ("M2", 2), ("M3", 3)]
    assert [case.reference for case in changed.of_role("withdrawn")] == ["M1"]
    assert changed.replacements == (entry,)
    withdrawn, called = changed.find("M1"), changed.find("R2")
    assert withdrawn is not None
    assert called is not None
    assert withdrawn.reason == "Withdrawn on 2022-11-20: The file is closed; R2 took its place. Picked."
    assert called.reason == "Called up on 2022-11-20 in place of M1. Picked."


def test_another_stratum_steps_in_where_its_own_has_none_left_and_then_nobody() -> None:
    once, _ = replace_case(RECORD, "M1", "closed", DAY)
    twice, second = replace_case(once, "M3", "closed", DAY)
    thrice, third = replace_case(twice, "R2", "closed too", DAY)

    assert (second.by, second.same_stratum) == ("R1", False)
    called = twice.find("R1")
    assert called is not None
    assert "of another stratum, as none of the same was left" in called.reason
    assert (third.by, third.same_stratum) == (None, False)
    assert [case.reference for case in thrice.of_role("main")] == ["M2", "R1"]
    assert [entry.withdrawn for entry in thrice.replacements] == ["M1", "M3", "R2"]


@pytest.mark.parametrize(
    ("reference", "reason", "problems"),
    [
        ("X9", "closed", ["there is no case 'X9' in this sample"]),
        ("R1", "closed", ["case 'R1' is in the reserve"]),
        ("N1", "closed", ["case 'N1' is not picked"]),
        ("M1", "  ", ["the reason is blank"]),
        ("X9", "", ["the reason is blank", "there is no case 'X9' in this sample"]),
    ],
)
def test_what_cannot_be_replaced(reference: str, reason: str, problems: list[str]) -> None:
    with pytest.raises(BadInput) as raised:
        replace_case(RECORD, reference, reason, DAY)

    assert sorted(fault.problem for fault in raised.value.faults) == problems


def test_a_case_is_not_withdrawn_twice() -> None:
    changed, _ = replace_case(RECORD, "M1", "closed", DAY)

    with pytest.raises(BadInput, match="withdrawn already"):
        replace_case(changed, "M1", "closed", DAY)
