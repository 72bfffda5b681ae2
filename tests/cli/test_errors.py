"""What every command does with what it cannot use: one clear answer, nothing written, exit 2, never a traceback."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

EDITION = ("--edition", "hmip-pdu-2021")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("rating", "compute", ".", *EDITION), "it is a folder"),
        (("rating", "compute", "none.csv", *EDITION), "there is no such file"),
        (("rating", "compute", "binary.csv", *EDITION), "not UTF-8"),
        (("rating", "compute", "binary.xlsx", *EDITION), "the workbook cannot be read"),
        (("rating", "compute", "null.yaml", *EDITION), "'key: value' lines were expected"),
        (("rating", "compute", "list.json", *EDITION), "list.json"),
        (("rating", "compute", "huge.yaml", *EDITION), "is not a percentage"),
        (("sampling", "draw", "none.csv", *EDITION, "--out", "s.csv"), "there is no such file"),
        (("sampling", "draw", "empty.csv", *EDITION, "--out", "s.csv"), "the file is empty"),
        (("sampling", "draw", "empty.csv", *EDITION, "--out", "."), "is a folder"),
        (("sampling", "draw", "empty.csv", *EDITION, "--out", "s.csv", "--week", "9999-12-31"), "of our time"),
        (("sampling", "draw", "empty.csv", *EDITION, "--out", "s.csv", "--fieldwork", "0001-01-03"), "of our time"),
        (("sampling", "draw", "empty.csv", *EDITION, "--out", "s.csv", "--size", "9" * 5000), "neither a whole number"),
        (("sampling", "size", "--eligible", "100", "--margin", "1e-200"), "from 0.001 to 0.999"),
        (("sampling", "size", "--eligible", "9" * 400), "--eligible"),
        (("demonstration", "write", "empty.csv"), "empty.csv"),
        (("framework", "show", "no-such-edition"), "there is no such edition"),
        (("rating", "overall", *EDITION, "--points", "x", "--rated", "9"), "--points"),
    ],
    ids=lambda value: " ".join(map(str, value))[:60] if isinstance(value, tuple) else None,
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_cannot_be_used_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.csv").touch()
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)))
    (tmp_path / "binary.xlsx").write_bytes(bytes(range(256)))
    (tmp_path / "null.yaml").write_text("null\n")
    (tmp_path / "list.json").write_text("[1, 2]\n")
    (tmp_path / "huge.yaml").write_text(f"standards:\n  '2.1':\n    percentages:\n      - '{'9' * 5000}'\n")
    before = sorted(tmp_path.iterdir())
    ran = run(*arguments, "--format", form)
    assert (ran.status, ran.out) == (2, "")
    assert sorted(tmp_path.iterdir()) == before
    if form == "json":
        faults = json.loads(ran.err)["faults"]
        assert faults
        assert any(told in json.dumps(fault, ensure_ascii=False) for fault in faults)
    else:
        assert told in ran.err
        assert "Traceback" not in ran.err


def test_the_faults_of_all_files_are_told_together(run: Run, tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text("case,question,answer\nA,2.9,yes\nA,2.9,no\nA,2.2.1,perhaps\n")
    (tmp_path / "c.csv").write_text("case,gender\nA,robot\n")
    (tmp_path / "o.csv").write_text("standard,rating,reason\n1.1,Goood,x\n")
    (tmp_path / "p.csv").write_text("standard,rating,reason,date,members\n9.9,Good,x,soon,A\n")
    ran = run(
        "rating", "compute", tmp_path / "j.csv", *EDITION, "--cases", tmp_path / "c.csv",
        "--organisational", tmp_path / "o.csv", "--panel", tmp_path / "p.csv", "--format", "json",
    )  # fmt: skip
    told = [(Path(f["file"]).name, f["line"], f["field"]) for f in json.loads(ran.err)["faults"]]
    assert told == [
        ("c.csv", 2, "gender"),
        ("j.csv", 2, "question"),
        ("j.csv", 4, "answer"),
        ("o.csv", 2, "rating"),
        ("p.csv", 2, "date"),
        ("p.csv", 2, "standard"),
    ]


def test_a_name_that_stands_for_nothing_is_told_once_with_how_often(run: Run, tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text("case,question,answer\n" + "".join(f"C{n},2.2.9,yes\n" for n in range(40)))
    ran = run("rating", "compute", tmp_path / "j.csv", *EDITION)
    assert "j.csv:2: question: '2.2.9' is not a question of hmip-pdu-2021 (nor in 39 rows below)" in ran.err
    assert "1 fault" in ran.err


def test_talk_comes_after_the_answer_where_json_was_asked_for(run: Run, demonstration: Path) -> None:
    ran = run("rating", "compute", demonstration / "judgements.csv", *EDITION, "--format", "json")
    assert ran.status == 0
    assert ran.data["edition"] == "hmip-pdu-2021"
    assert "No file of cases was given" in ran.err


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("inspectorate ")
