"""What changed between two inspections, and what cannot be compared."""

from pathlib import Path
from typing import Any

from inspectorate.register.loading import load_register
from inspectorate.register.movement import Change, movement
from tests.unit.register.entries import GOOD, IMPROVE, INADEQUATE, entry, folder


def moved(path: Path, before: dict[str, Any], after: dict[str, Any]) -> dict[tuple[str | None, str | None], Change]:
    entries = entry(month="2022-03", **before), entry(month="2024-07", **after)
    register = load_register(folder(path, *entries), shipped=False)
    earlier, later = register.history("pdu/northmoor")
    return {(change.old_id, change.new_id or change.kind): change for change in movement(register, earlier, later)}


def test_within_an_edition_everything_is_compared(tmp_path: Path) -> None:
    before = {"standards": {"2.1": GOOD, "2.2": INADEQUATE}, "percentages": {"2.2.3": 31}, "sample_size": 102}
    after = {"standards": {"2.1": "Not rated", "2.2": GOOD}, "percentages": {"2.2.3": 48}, "sample_size": 80}
    found = moved(
        tmp_path,
        {**before, "overall": GOOD, "score": {"points": 9, "maximum": 27}},
        {**after, "overall": IMPROVE, "score": {"points": 12, "maximum": 24}},
    )
    assert found[None, "overall"].difference == -1
    score = found[None, "score"]  # 9/27 is 33 per cent, 12/24 is 50
    assert (score.before, score.after, score.difference) == ("9/27", "12/24", 17)
    assert "another number of standards" in score.note
    assert found["2.2", "2.2"].difference == 2, "from Inadequate over Requires improvement to Good"
    assert found["2.1", "2.1"].reason == "it was not rated at both"
    question = found["2.2.3", "2.2.3"]
    assert (question.difference, question.note) == (17, "")
    # By hand: Wilson of 31% of 102 is 22.9 to 40.5, of 48% of 80 is 37.4 to 58.8; 17 - sqrt(10.6² + 9.5²) = 2.8 and
    # 17 + sqrt(10.8² + 8.1²) = 30.5, told outwards in whole points.
    assert question.interval == (2, 31)


def test_a_question_that_is_asked_of_some_cases_does_not_rest_on_all(tmp_path: Path) -> None:
    # S2, note 9: 5 per cent is one of 19 court reports, and 102 cases were inspected.
    inspected = {"percentages": {"2.1.1": 5}, "sample_size": 102}
    court = moved(tmp_path, inspected, {**inspected, "percentages": {"2.1.1": 40}})["2.1.1", "2.1.1"]
    assert (court.difference, court.interval) == (35, None)
    assert "the number of cases is not known of both" in court.note


def test_across_editions_what_asks_the_same_is_compared(tmp_path: Path) -> None:
    found = moved(
        tmp_path,
        {"standards": {"1.4": GOOD, "2.2": GOOD}, "percentages": {"2.2.3": 31, "2.1.1": 5}},
        {"edition": "hmip-pdu-2023", "standards": {"P 2.1": IMPROVE}, "percentages": {"P 2.1.3": 8, "P 2.2.1": 40}},
    )
    assert found["2.2", "P 2.1"].difference == -1
    assert found["1.4", "standard"].reason == "hmip-pdu-2023 has none like it"
    assert found["2.2.3", "P 2.1.3"].difference == -23
    assert found["2.2.3", "P 2.1.3"].interval is None
    assert "the number of cases is not known" in found["2.2.3", "P 2.1.3"].note
    assert found["2.1.1", "court_advice"].reason
    assert found[None, "P 2.2.1"].reason == "its percentage is not known of both"
    assert found[None, "overall"].note == "the two rest on other standards, or may"


def test_other_kinds_of_unit_and_other_scores_are_not_compared(tmp_path: Path) -> None:
    found = moved(
        tmp_path,
        {"percentages": {"2.2.3": 31}, "score": {"points": 9, "maximum": 27}},
        {"edition": "hmip-region-2023", "percentages": {"R 2.1.1": 60}, "score": {"points": 9, "maximum": 24}},
    )
    assert found["2.2.3", "R 2.1.1"].reason.startswith("what is inspected is another")
    assert found["2.2.3", "R 2.1.1"].difference is None
    assert found[None, "score"].reason == "the two are sums over other standards"


def test_small_samples_and_unknown_editions_are_said(tmp_path: Path) -> None:
    small = {"percentages": {"2.2.3": 50}, "sample_size": 12}
    assert "few cases, 12 and 12" in moved(tmp_path, small, small)["2.2.3", "2.2.3"].note
    found = moved(tmp_path, {"edition": None, "overall": None}, {"standards": {"2.2": GOOD}})
    assert list(found) == [(None, "overall")]
    assert found[None, "overall"].reason == "it is not known of both"
