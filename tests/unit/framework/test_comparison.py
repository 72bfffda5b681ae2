"""Editions held against each other."""

from pathlib import Path

from inspectorate.framework.catalogue import find_edition, load_edition
from inspectorate.framework.comparison import Change, compare, series_across
from tests.unit.framework.editing import change, sound_edition

S21 = "standards/2.1-planning.yaml"


def changes_after(tmp_path: Path, *edits: tuple[str, str, str]) -> tuple[Change, ...]:
    old, new = sound_edition(tmp_path / "old"), sound_edition(tmp_path / "new")
    for edit in edits:
        change(new, *edit)
    return compare(load_edition(old), load_edition(new)).changes


def test_an_edition_does_not_differ_from_itself(tmp_path: Path) -> None:
    assert changes_after(tmp_path) == ()


def test_a_reworded_key_question_shows_both_wordings(tmp_path: Path) -> None:
    new = "Is the person meaningfully involved in planning?"
    (found,) = changes_after(tmp_path, (S21, "Is the person involved in planning?", new))
    assert (found.kind, found.change, found.old_id) == ("key question", "reworded", "2.1.1")
    assert (found.old, found.new) == ("Is the person involved in planning?", new)


def test_punctuation_and_case_are_no_rewording(tmp_path: Path) -> None:
    assert (
        changes_after(
            tmp_path, (S21, "Plans are made with the person, and fit", "plans are made with the person and fit")
        )
        == ()
    )


def test_a_renumbered_standard_is_the_same_standard(tmp_path: Path) -> None:
    edits = [(S21, "id: '2.1'\n", "id: '2.4'\n"), ("report.yaml", "standard: '2.1'", "standard: '2.4'")]
    (found,) = changes_after(tmp_path, *edits)
    assert (found.what, found.old, found.new) == ("id", "2.1", "2.4")


def test_a_question_of_another_series_is_another_question(tmp_path: Path) -> None:
    edits = [(S21, "series: planning.safety", "series: safety.new"), (S21, "keep the person safe", "reduce risk")]
    assert {(one.change, one.old_id, one.new_id) for one in changes_after(tmp_path, *edits)} == {
        ("removed", "2.1.2", None),
        ("added", None, "2.1.2"),
    }


def test_prompts_are_compared_by_their_words(tmp_path: Path) -> None:
    more = "Are the person's own words in the plan?\n      - id: '2.1.1b'\n        text: Is the plan short?"
    (found,) = changes_after(tmp_path, (S21, "Are the person's own words in the plan?", more))
    assert (found.change, found.what, found.new) == ("added", "prompt", "Is the plan short?")


def test_rules_and_the_maximum_are_compared(tmp_path: Path) -> None:
    edits = [("rating.yaml", "from_percent: 75", "from_percent: 80"), (S21, "kind: case", "kind: case\nscored: false")]
    found = {one.what: (one.old, one.new) for one in changes_after(tmp_path, *edits)}
    assert found["maximum score"] == ("4", "2")
    assert found["in the score"] == ("yes", "no")
    assert "75 to 100 per cent: Most, Good" in (found["bands"][0] or "")
    assert "80 to 100 per cent: Most, Good" in (found["bands"][1] or "")


def test_how_small_a_group_may_be_is_compared(tmp_path: Path) -> None:
    more = "small_group:\n  fewest: 10\n  source: made up\nsections:"
    (found,) = changes_after(tmp_path, ("framework.yaml", "sections:", more))
    assert (found.kind, found.change, found.what) == ("small group", "changed", "fewest cases or people shown")
    assert (found.old, found.new) == ("5", "10"), "five is our own, of an edition that gives none"


def test_from_2021_to_2023() -> None:
    result = compare(find_edition("hmip-pdu-2021"), find_edition("hmip-pdu-2023"))
    told = {(one.kind, one.change, one.old_id, one.new_id, one.what) for one in result.changes}
    assert ("standard", "removed", "2.1", None, "standard") in told, "court work left the delivery unit"
    assert ("standard", "reworded", "1.2", "P 1.2", "title") in told, "Staff became Staffing"
    assert ("maximum score", "changed", None, None, "maximum score") in told
    assert not any(series.reworded for series in result.comparable)
    assert len([series for series in result.comparable if "engagement" in series.series]) == 4


def test_a_rewording_across_editions_is_flagged() -> None:
    editions = [find_edition(name) for name in ("hmip-crc-nps-2018", "hmip-pdu-2021", "hmip-public-protection-2025")]
    found = {series.series: series for series in series_across(editions)}
    assert found["assessment.engagement"].reworded, "the service user became the person on probation"
    assert not found["assessment.safety"].reworded
    assert [wording.question for wording in found["assessment.safety"].wordings] == ["2.1.3", "2.2.3", "C1"]
