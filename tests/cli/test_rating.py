from pathlib import Path

import pytest

from tests.conftest import Run

EDITION = ("--edition", "hmip-pdu-2021")
LLR = """{"standards": {"1.1": {"rating": "Inadequate"}, "1.2": {"rating": "Inadequate"},
"1.3": {"rating": "Requires improvement"}, "1.4": {"rating": "Requires improvement"}, "2.1": {"percentages": [5]},
"2.2": {"percentages": [57, 49, 31]}, "2.3": {"percentages": [50, 52, 40]}, "2.4": {"percentages": [57, 40, 43]},
"2.5": {"percentages": [61, 55, 44]}}}"""


def test_published_findings_lead_to_the_published_score(run: Run, tmp_path: Path) -> None:
    (tmp_path / "llr.json").write_text(LLR)
    ran = run("rating", "compute", tmp_path / "llr.json", *EDITION, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.data["score"] == {"points": 2, "maximum": 27}
    assert ran.data["overall"] == {"rating": "Inadequate"}
    assessment = next(standard for standard in ran.data["standards"] if standard["id"] == "2.2")
    assert {key: assessment[key] for key in ("title", "rating", "computed_rating", "driven_by", "percent")} == {
        "title": "Assessment",
        "rating": "Inadequate",
        "computed_rating": "Inadequate",
        "driven_by": "2.2.3",
        "percent": 31,
    }
    assert len(ran.data["standards"]) == 9


def test_judgements_lead_to_the_same_score_with_their_counts(run: Run, demonstration: Path) -> None:
    ran = run(
        "rating", "compute", demonstration / "judgements.csv", *EDITION, "--cases", demonstration / "cases.csv",
        "--organisational", demonstration / "organisational.csv", "--by", "gender", "--format", "json",
    )  # fmt: skip
    assert (ran.status, ran.data["score"], ran.data["cases"]) == (0, {"points": 2, "maximum": 27}, 102)
    counts = {s["id"]: (s["sufficient"], s["relevant"]) for s in ran.data["standards"] if s["percent"] is not None}
    assert counts == {"2.1": (1, 19), "2.2": (30, 96), "2.3": (38, 96), "2.4": (41, 102), "2.5": (42, 96)}
    assert sum(value["cases"] for value in ran.data["by"]["values"]) == 102
    assert ran.data["warnings"]
    assert "Look again: DEMO" in ran.err


def test_an_explanation_goes_down_to_the_counts_and_names_rule_and_source(run: Run, demonstration: Path) -> None:
    ran = run(
        "rating", "explain", demonstration / "judgements.csv", *EDITION, "--cases", demonstration / "cases.csv",
        "--standard", "2.2",
    )  # fmt: skip
    assert ran.status == 0
    told = " ".join(ran.out.split())
    assert "30 of 96 relevant cases, 31 per cent" in told
    assert "the lowest of its 3 key questions, 2.2.3" in told
    assert max(map(len, ran.out.splitlines())) <= 100
    assert "lowest_key_question: HM Inspectorate of Probation" in ran.out
    assert "2.3 Planning" not in ran.out


def test_without_the_judgements_on_the_organisation_there_is_no_overall_rating(run: Run, demonstration: Path) -> None:
    files = (demonstration / "judgements.csv", "--cases", demonstration / "cases.csv")
    ran = run("rating", "compute", *files, *EDITION, "--format", "json")
    assert (ran.status, ran.data["score"]["points"], ran.data["overall"]["rating"]) == (0, None, None)
    assert "There is no overall rating yet: 1.2 Staff" in run("rating", "compute", *files, *EDITION).out


def test_a_panel_decision_is_read_from_its_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("standards:\n  '2.2': {percentages: [57, 60, 48 of 100]}\n")
    (tmp_path / "panel.csv").write_text(
        "standard,rating,reason,date,members\n2.2,Requires improvement,Two sub-samples were small,2023-01-09,A; B\n"
    )
    files = (tmp_path / "f.yaml", "--panel", tmp_path / "panel.csv")
    ran = run("rating", "compute", *files, *EDITION, "--format", "json")
    decided = ran.data["standards"][5]
    assert (decided["id"], decided["rating"], decided["computed_rating"]) == (
        "2.2",
        "Requires improvement",
        "Inadequate",
    )
    assert decided["panel"]["members"] == ["A", "B"]
    assert "decided by the panel; computed: Inadequate" in run("rating", "compute", *files, *EDITION).out


def test_the_overall_rating_of_a_score(run: Run) -> None:
    ran = run("rating", "overall", *EDITION, "--points", "4", "--rated", "8", "--format", "json")
    assert ran.status == 0
    data = ran.data
    working = data.pop("working")
    assert data == {"edition": "hmip-pdu-2021", "points": 4, "maximum": 24, "overall": "Inadequate"}
    assert "4 over 8 is 0.50 points a standard; up to 0.5 is 'Inadequate'" in working[1]
    assert run("rating", "overall", *EDITION, "--points", "7", "--rated", "8").out.startswith(
        "7/24: Requires improvement"
    )


def test_all_published_units_are_derived_again(run: Run) -> None:
    ran = run("rating", "verify", "--format", "json")
    assert (ran.status, ran.data["agrees"], len(ran.data["units"])) == (0, True, 7)
    assert "units agree" in run("rating", "verify", "--edition", "hmip-pdu-2023").out


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("f.json", '{"standards": {"2.1": {"percentages": [104]}}}', ["'104' is not a percentage"]),
        ("j.csv", "case,answer\nA,yes\n", ["question: the column is missing"]),
        ("j.csv", "case,question,answer\nA,2.9.9,yes\nA,2.2.1,yes\nA,2.2.1,no\n", ["'2.9.9'", "two answers"]),
        ("none.csv", None, ["there is no such file"]),
        ("f.yaml", "standards: [\n", ["YAML cannot be read here"]),
    ],
)
def test_bad_input_is_told_in_one_go_and_leaves_with_2(
    run: Run, tmp_path: Path, name: str, text: str | None, told: list[str]
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    ran = run("rating", "compute", tmp_path / name, *EDITION)
    assert (ran.status, ran.out) == (2, "")
    for part in [*told, name, "nothing was done"]:
        assert part in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("rating", "overall", *EDITION, "--points", "28", "--rated", "9"),
        ("rating", "overall", "--edition", "hmip-pdu-1999", "--points", "2", "--rated", "9"),
        ("rating", "overall", "--edition", "hmip-region-review-2021", "--points", "2", "--rated", "9"),
        ("rating", "overall", *EDITION, "--points", "many", "--rated", "9"),
        ("rating", "explain", "f.json", *EDITION, "--standard", "7.7"),
        ("rating", "compute", "f.json", *EDITION, "--cases", "cases.csv"),
        ("rating", "compute", "j.csv", *EDITION, "--by", "shoe size"),
    ],
)
def test_words_that_will_not_do_leave_with_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "f.json").write_text(LLR)
    (tmp_path / "j.csv").write_text("case,question,answer\nA,2.2.1,yes\n")
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


def test_faults_are_json_where_json_was_asked_for(run: Run, tmp_path: Path) -> None:
    import json

    (tmp_path / "f.yaml").write_text("standards:\n  '2.1': {percentages: [104]}\n")
    ran = run("rating", "compute", tmp_path / "f.yaml", *EDITION, "--format", "json")
    assert ran.status == 2
    assert json.loads(ran.err)["faults"][0]["line"] == 2


def test_counts_by_a_characteristic_are_shown_with_their_base_and_a_caution(run: Run, tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text("case,question,answer\nA,2.2.1,yes\nB,2.2.1,no\nC,2.2.1,yes\n")
    (tmp_path / "c.csv").write_text("case,gender\nA,F\nB,M\nC,M\n")
    ran = run("rating", "compute", tmp_path / "j.csv", *EDITION, "--cases", tmp_path / "c.csv", "--by", "gender")
    assert "By gender  female (1 cases)  male (2 cases)" in ran.out
    assert "2.2.1      1 of 1, 100%      1 of 2, 50%" in ran.out
    assert "not tested" in ran.out


def test_a_percentage_whose_band_rounding_decides_is_flagged(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("standards:\n  '2.2': {percentages: [129 of 200, 70, 90]}\n")  # 64.5, and so 65
    standard = run("rating", "compute", tmp_path / "f.yaml", *EDITION, "--format", "json").data["standards"][5]
    assert (standard["rating"], standard["percent"]) == ("Good", 65)
    assert [question["rounding_decides"] for question in standard["key_questions"]] == [True, False, False]
    told = " ".join(run("rating", "explain", tmp_path / "f.yaml", *EDITION, "--standard", "2.2").out.split())
    assert "64.50 per cent is published as 65, which stands in another band; the rounded figure is used" in told
