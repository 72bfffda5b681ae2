"""``inspectorate sampling size`` and ``draw`` as they are typed: files in, files out, exit statuses."""

import contextlib
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def test_size(terminal: Any) -> None:
    assert terminal.json("size", "--eligible", 203) == {
        "eligible": 203,
        "confidence": 0.8,
        "margin": 0.05,
        "size": 91,
        "reserve": 18,
    }
    assert terminal.run("size", "--eligible", 1000, "--confidence", 0.95).startswith("278 of 1000 eligible cases")
    terminal.run("size", "--eligible", 10, "--margin", 2, status=2)
    assert "from 0.001 to 0.999" in terminal.error


def test_draw_answers_in_json_and_writes_a_row_for_each_case(
    terminal: Any, rows_of: Any, given: list[Any], tmp_path: Path
) -> None:
    answer = terminal.json(*given, "--size", 60, "--buffer", 20, "--cap", 6, "--seed", 7)

    assert (answer["eligible"], len(answer["excluded"])) == (180, 20)
    assert (answer["requested"], answer["selected"], answer["reserve"], answer["shortfall"]) == (60, 60, 12, 0)
    assert sum(row["target"] for row in answer["strata"]) == 60
    assert all(row["selected"] == row["target"] for row in answer["strata"])
    assert answer["strata"][0]["stratum"] == "FEMALE"
    for level in ("area", "team", "practitioner"):
        rows = answer["levels"][level]
        assert sum(row["eligible"] for row in rows) == 180
        assert sum(row["selected"] for row in rows) == sum(row["target"] for row in rows) == 60
        assert all(abs(row["selected"] - row["target"]) <= 1 for row in rows)
    assert {row["value"] for row in answer["monitored"]} == {
        "White",
        "Black, Asian and minority ethnic",
        "Not recorded",
    }
    assert "drawn by lot" in answer["statement"]
    rows = rows_of(tmp_path / "sample.csv")
    assert list(rows[0]) == ["reference", "role", "order", "stratum", "inclusion_probability", "reason"]
    assert [(row["role"], row["order"]) for row in rows] == [
        *(("main", str(order)) for order in range(1, 61)),
        *(("reserve", str(order)) for order in range(1, 13)),
    ]


def test_no_output_names_a_person(terminal: Any, given: list[Any], tmp_path: Path) -> None:
    told = terminal.run(*given, "--seed", 7) + terminal.run(*given, "--seed", 7, "--format", "json")
    told += (tmp_path / "sample.csv").read_text() + (tmp_path / "sample.record.json").read_text()

    assert "=Officer 01" in told
    for secret in ("Synthetic", "2022/0", "1980"):
        assert secret not in told


def test_the_same_seed_draws_the_same_sample_whatever_the_order_of_the_rows(
    terminal: Any, given: list[Any], tmp_path: Path
) -> None:
    first = terminal.json(*given, "--size", "auto", "--seed", 7)
    sample = (tmp_path / "sample.csv").read_bytes()
    head, *lines = (tmp_path / "caseload.csv").read_text().splitlines()
    random.Random(2).shuffle(lines)
    (tmp_path / "caseload.csv").write_text("\n".join([head, *lines]))

    assert terminal.json(*given, "--size", "auto", "--seed", 7) == first
    assert (tmp_path / "sample.csv").read_bytes() == sample
    terminal.run(*given, "--size", "auto", "--seed", 8)
    assert (tmp_path / "sample.csv").read_bytes() != sample


def test_a_page_for_people_and_a_seed_that_is_told(terminal: Any, given: list[Any], tmp_path: Path) -> None:
    page = terminal.run(*given)

    # 180 eligible: 164.24 / (1 + 163.24 / 180) = 86.1
    assert (
        "A sample of 86 was asked for: enough for a margin of error of 5 percentage points at 80 per cent"
        in " ".join(page.split())
    )
    assert "X00009    Gender is 'Other or not recorded'" in page
    seed = terminal.error.split()[3].rstrip(":")
    sample = (tmp_path / "sample.csv").read_bytes()
    terminal.run(*given, "--seed", seed)
    assert (tmp_path / "sample.csv").read_bytes() == sample


def test_cohort_weeks_by_name_and_by_fieldwork(terminal: Any, given: list[Any]) -> None:
    by_name = terminal.json(*given, "--seed", 1, "--week", "2022-04-20", "--week", "2022-05-09")
    by_fieldwork = terminal.json(*given, "--seed", 1, "--fieldwork", "28 Nov 2022")

    assert by_name == by_fieldwork
    assert by_name["weeks"] == ["2022-04-18", "2022-05-09"]
    assert any("outside the cohort weeks" in each["reason"] for each in by_name["excluded"])
    terminal.run(*given, "--week", "2022-04-20", "--fieldwork", "2022-11-28", status=2)
    terminal.run(*given, "--week", "Easter", status=2)


def test_a_shortfall_is_a_finding(terminal: Any, given: list[Any]) -> None:
    answer = terminal.json(*given, "--size", 150, "--cap", 6, "--seed", 1, status=1)

    # 20 practitioners of 6 each: no more than 120 are feasible, unless one has fewer.
    feasible = sum(min(6, row["eligible"]) for row in answer["levels"]["practitioner"])
    assert (answer["selected"], answer["shortfall"], answer["reserve"]) == (feasible, 150 - feasible, 0)
    assert max(row["selected"] for row in answer["levels"]["practitioner"]) == 6
    assert "no more were feasible" in answer["statement"]


def test_nobody_eligible_is_a_finding_with_every_reason(
    terminal: Any, rows_of: Any, given: list[Any], tmp_path: Path
) -> None:
    answer = terminal.json(*given, "--size", 5, "--seed", 1, "--week", "2021-01-01", status=1)

    assert (answer["eligible"], answer["selected"], answer["shortfall"], len(answer["excluded"])) == (0, 0, 5, 200)
    assert rows_of(tmp_path / "sample.csv") == []
    terminal.run(*given, "--size", "auto", "--seed", 1, "--week", "2021-01-01")


def test_500_faults_in_20_000_rows_are_told_one_by_one_and_nothing_is_written(
    terminal: Any, large_caseload: Path, tmp_path: Path
) -> None:
    file = large_caseload
    head, *lines = file.read_text().splitlines()
    spoilt = random.Random(1).sample(range(20_000), 500)
    for place in spoilt:
        lines[place] = lines[place].replace("2022-0", "2022-7", 1)
    file.write_text("\n".join([head, *lines]))
    before = sorted(tmp_path.iterdir())

    terminal.run(
        "draw", file, "--edition", "hmip-pdu-2021", "--out", tmp_path / "sample.csv", "--as-of", "2022-11-01", status=2
    )

    told = terminal.error.splitlines()
    assert told[:-1] == [
        f"{file}:{place + 2}: start_date: '{lines[place].split(',')[9]}' is not a date. "
        "Write it as 2022-04-18 or 18/04/2022."
        for place in sorted(spoilt)
    ]
    assert told[-1] == "500 faults; nothing was done."
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("also", "word"),
    [
        (["--size", "many"], "auto"),
        (["--size", "0"], "auto"),
        (["--as-of", "soon"], "not a date"),
        (["--edition", "none"], "no such edition"),
        (["--out", "absent/sample.csv"], "cannot be written"),
        (["--record", "caseload.csv"], "need a file each"),
    ],
)
def test_words_that_will_not_do(
    terminal: Any, given: list[Any], also: list[str], word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    terminal.run(*given, *also, status=2)

    assert word in " ".join(terminal.error.replace("│", " ").split())
    assert [path.name for path in tmp_path.iterdir()] == ["caseload.csv"]


def test_an_edition_that_does_not_sample_is_named(terminal: Any, given: list[Any], own_edition: Path) -> None:
    (own_edition / "sampling.yaml").unlink()
    shutil.rmtree(own_edition / "translations")  # it has words of that file

    terminal.run(*given, "--edition", own_edition, status=2)

    assert "the edition says nothing of samples" in terminal.error


def test_where_one_of_two_files_cannot_be_written_neither_is(terminal: Any, given: list[Any], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    terminal.run(*given, "--record", tmp_path / "folder", "--seed", 1, status=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["caseload.csv", "folder"]

    (tmp_path / "sample.csv").write_text("kept")
    terminal.run(*given, "--record", tmp_path / "folder", "--seed", 1, status=2)
    assert (tmp_path / "sample.csv").read_text() == "kept"


def test_a_bar_shows_progress_to_a_person_at_a_terminal_alone(terminal: Any, given: list[Any]) -> None:
    pty = pytest.importorskip("pty", reason="a terminal to watch needs a system with pseudo-terminals")
    command = [sys.executable, "-c", "from inspectorate_app.cli import main; main()", "sampling", *map(str, given)]
    command += ["--size", "5", "--cap", "0", "--seed", "1"]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stderr == ""

    watched, screen = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=screen) as process:
        os.close(screen)
        seen = b""
        with contextlib.suppress(OSError):  # the end of a pseudo-terminal is an error on Linux
            while chunk := os.read(watched, 4096):
                seen += chunk
    os.close(watched)
    assert process.returncode == 0
    assert b"Drawing 5 of 180 eligible cases" in seen
