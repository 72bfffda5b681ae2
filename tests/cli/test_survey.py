"""Counting a file of answers on the command line."""

from pathlib import Path

from tests.conftest import Run


def test_a_file_is_counted(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "answers.csv"
    rows = ["yes,yes"] * 28 + ["yes,no"] * 11 + ["no,"] * 3 + ["prefer_not_to_say,"] * 2
    file.write_text("\n".join(["adjustments_needed,adjustments_met", *rows]) + "\n")
    arguments = ("survey", "count", file, "--edition", "hmip-pdu-2021", "--survey", "staff")
    out = run(*arguments).out
    # S1: of the 39 staff who said that they needed reasonable adjustments, 28 had their needs met; 28 / 39 is 0.718
    assert "Most of the 39 staff who were asked (28 of 39, 72 per cent)" in out
    data = run(*arguments, "--format", "json").data
    assert data["respondents"] == 44
    met = next(each for each in data["questions"] if each["id"] == "adjustments_met")
    assert (met["asked"], met["base"], met["choices"][0]) == (39, 39, {"answer": "Yes", "count": 28, "percent": 72})


def test_what_is_wrong_is_told(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("Email,change_managed\na@example.com,agree\n")
    wrong = run("survey", "count", file, "--edition", "hmip-pdu-2021", "--survey", "staff")
    assert wrong.status == 2
    assert "the column is no question of the survey" in wrong.err
    missing = run("survey", "count", file, "--edition", "hmip-pdu-2021", "--survey", "strangers")
    assert missing.status == 2
    assert "Give one that it has: people-on-probation, staff" in missing.err
