from pathlib import Path

import pytest

from tests.conftest import Run

EDITION = ("--edition", "hmip-pdu-2021")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two cases, of which one was judged low risk of harm; one answer is missing and one contradicts its prompts."""
    (tmp_path / "cases.csv").write_text(
        "case,sentence_type,report_type,victim_contact,domestic_abuse\n"
        "A,community,none,not_eligible,no\nB,community,none,not_eligible,no\n"
    )
    (tmp_path / "judgements.csv").write_text(
        "case,question,answer\nA,inspector_risk_of_harm,low\nA,2.2.1,yes\nA,2.2.1a,no\nA,2.2.1b,no\nA,2.2.3,yes\n"
        "B,2.2.1,no\nB,2.2.1a,no\n"
    )
    return tmp_path / "judgements.csv", tmp_path / "cases.csv"


def test_a_check_finds_what_is_missing_and_what_does_not_go_together(run: Run, files: tuple[Path, Path]) -> None:
    ran = run("assessment", "check", files[0], "--cases", files[1], *EDITION, "--format", "json")
    assert (ran.status, ran.data["cases"]) == (1, 2)
    told = [(remark["kind"], remark["case"], remark["question"]) for remark in ran.data["remarks"]]
    assert ("missing", "B", "2.2.1b") in told
    assert ("missing", "A", "2.2.3a") not in told  # low risk of harm: it does not apply
    assert ("missing", "A", "contact_before_release") not in told  # a community sentence
    assert [each for each in told if each[0] != "missing"] == [
        ("not_relevant", "A", "2.2.3"),
        ("prompts_disagree", "A", "2.2.1"),
    ]
    assert (
        "A: 2.2.1 is 'Yes', and 2 of its 2 answered prompts are 'No'."
        in run("assessment", "check", files[0], "--cases", files[1], *EDITION).out
    )


def test_a_whole_assessment_is_no_finding(run: Run, demonstration: Path, tmp_path: Path) -> None:
    """The demonstration's only remarks are key questions answered against their prompts; without those, exit 0."""
    given = ("--cases", demonstration / "cases.csv", *EDITION)
    remarks = run("assessment", "check", demonstration / "judgements.csv", *given, "--format", "json").data["remarks"]
    assert {remark["kind"] for remark in remarks} == {"prompts_disagree"}
    cases = {remark["case"] for remark in remarks}
    for name in ("cases.csv", "judgements.csv"):
        lines = (demonstration / name).read_text().splitlines()
        (tmp_path / name).write_text("\n".join(line for line in lines if line.split(",")[0] not in cases))
    ran = run("assessment", "check", tmp_path / "judgements.csv", "--cases", tmp_path / "cases.csv", *EDITION)
    assert (ran.status, ran.out) == (0, f"0 remarks on {102 - len(cases)} cases.\n")


def test_answers_are_counted_whether_their_edition_rates_or_not(run: Run, tmp_path: Path) -> None:
    edition = "hmip-public-protection-2025"
    shown = run("framework", "show", edition, "--format", "json").data
    question = next(q["id"] for s in shown["standards"] for q in s["key_questions"])
    (tmp_path / "j.csv").write_text(
        f"case,question,answer\nA,{question},yes\nB,{question},no\nC,{question},n/a\nD,{question},\n"
    )
    ran = run("assessment", "count", tmp_path / "j.csv", "--edition", edition, "--format", "json")
    counted = next(each for each in ran.data["questions"] if each["id"] == question)
    assert {key: counted[key] for key in ("yes", "no", "not_applicable", "missing", "percent")} == {
        "yes": 1,
        "no": 1,
        "not_applicable": 1,
        "missing": 1,
        "percent": 50,
    }
    assert run("rating", "compute", tmp_path / "j.csv", "--edition", edition).status == 2


def test_counts_are_shown_within_each_value_of_a_characteristic(run: Run, demonstration: Path) -> None:
    files = (demonstration / "judgements.csv", "--cases", demonstration / "cases.csv")
    ran = run("assessment", "count", *files, *EDITION, "--by", "sentence_type")
    assert "sentence_type: post_custody, " in ran.out
    assert "2.2.3c " in ran.out
