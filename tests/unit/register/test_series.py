"""A question over the years, and why two editions cannot be compared."""

from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import find_edition
from inspectorate.register.loading import load_register
from inspectorate.register.register import Register
from inspectorate.register.series import not_comparable, series
from tests.unit.register.entries import entry, folder


@pytest.fixture
def register(tmp_path: Path) -> Register:
    later = entry(month="2024-07", edition="hmip-pdu-2023", percentages={"P 2.1.3": 8})
    region = entry(
        "eastvale", "2025-01", unit="region/eastvale", inspection="region/eastvale/2025-01", unit_kind="region",
        edition="hmip-region-2023", percentages={"R 2.1.1": 40},
    )  # fmt: skip
    youth = entry("westmere", "2020-01", edition="hmip-yjs-2018", percentages={"2.1.3": 70})
    first = entry(percentages={"2.2.3": 31, "2.2.1": 57})
    return load_register(folder(tmp_path, later, first, region, youth), shipped=False)


def test_a_series_runs_across_editions_in_order_of_time(register: Register) -> None:
    found = series(register, "assessment.safety", ["pdu/northmoor"])
    assert [(point.inspection.published, point.question, point.percent) for point in found.points] == [
        ("2023-03", "2.2.3", 31),
        ("2024-07", "P 2.1.3", 8),
    ]
    assert found.breaks == ()
    assert not found.reworded, "both editions ask it in the same words"


def test_between_a_region_and_its_units_it_breaks(register: Register) -> None:
    found = series(register, "assessment.safety")
    assert {(one.one, one.other) for one in found.breaks} == {
        ("hmip-pdu-2021", "hmip-region-2023"),
        ("hmip-pdu-2023", "hmip-region-2023"),
    }
    assert all(one.reason.startswith("what is inspected is another") for one in found.breaks)
    assert found.unasked == ("hmip-yjs-2018",)


@pytest.mark.parametrize(
    ("one", "other", "name", "reason"),
    [
        ("hmip-pdu-2021", "hmip-pdu-2023", "planning.desistance", None),
        ("hmip-pdu-2021", "hmip-pdu-2021", "court.advice", None),
        (
            "hmip-pdu-2021",
            "hmip-yjs-2018",
            "planning.desistance",
            "no question of this series is asked in",
        ),
        (
            "hmip-crc-nps-2018",
            "hmip-pdu-2021",
            "planning.safety",
            "what is inspected is another: probation",
        ),
        (
            "hmip-public-protection-2025",
            "hmip-region-2023",
            "planning.safety",
            "the cases are others: Contact",
        ),
    ],
)
def test_why_two_editions_cannot_be_compared(one: str, other: str, name: str, reason: str | None) -> None:
    found = not_comparable(find_edition(one), find_edition(other), name)
    assert found == not_comparable(find_edition(one), find_edition(other), name)
    assert found is None if reason is None else str(found).startswith(reason)


def test_a_question_may_be_named_by_its_id_in_an_edition(register: Register) -> None:
    assert series(register, "P 2.1.3").series == "assessment.safety"
    assert series(register, "p2.1.3", edition="hmip-pdu-2023").series == "assessment.safety"
    assert series(register, "2.2.3", edition="hmip-pdu-2021").series == "assessment.safety"


def test_an_id_that_means_several_questions_is_told(register: Register) -> None:
    with pytest.raises(BadInput, match=r"planning.safety in hmip-crc-nps-2018.*assessment.safety in hmip-pdu-2021"):
        series(register, "2.2.3")
    with pytest.raises(BadInput, match="there is no such series"):
        series(register, "kindness")
