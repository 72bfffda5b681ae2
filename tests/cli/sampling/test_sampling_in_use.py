"""``inspectorate sampling replace``, ``allocate`` and ``explain``: what is done with a sample once it is drawn."""

import json
from pathlib import Path
from typing import Any


def test_replace(terminal: Any, rows_of: Any, given: list[Any], tmp_path: Path) -> None:
    terminal.run(*given, "--size", 40, "--seed", 7)
    record = tmp_path / "sample.record.json"
    first = rows_of(tmp_path / "sample.csv")[0]

    on = ["--as-of", "2022-11-20"]
    entry = terminal.json("replace", record, first["reference"], "--reason", "=Transferred", *on)

    rows = rows_of(tmp_path / "sample.csv")
    assert [row["role"] for row in rows].count("main") == 40
    assert (rows[-1]["reference"], rows[-1]["role"]) == (first["reference"], "withdrawn")
    assert (rows[0]["reference"], rows[0]["order"], rows[0]["stratum"]) == (entry["by"], "1", first["stratum"])
    assert (entry["on"], entry["reserve"], entry["same_stratum"]) == ("2022-11-20", 7, True)
    before = record.read_bytes()
    terminal.run("replace", record, first["reference"], "--reason", "again", status=2)
    assert record.read_bytes() == before
    # A record in use is not drawn over.
    terminal.run(*given, "--size", 40, "--seed", 8, status=2)
    assert record.read_bytes() == before
    for _ in range(7):
        current = rows_of(tmp_path / "sample.csv")[0]["reference"]
        terminal.run("replace", record, current, "--reason", "closed")
    last = rows_of(tmp_path / "sample.csv")[0]["reference"]
    assert "used up" in terminal.run("replace", record, last, "--reason", "closed", status=1)


def test_allocate(terminal: Any, rows_of: Any, given: list[Any], tmp_path: Path) -> None:
    terminal.run(*given, "--size", 40, "--seed", 7)
    record, inspectors, out = tmp_path / "sample.record.json", tmp_path / "inspectors.csv", tmp_path / "allocation.csv"
    both = "womens_cases;victim_work"
    inspectors.write_text(f"name,capacity,skills,conflicts\nA,20,{both},Team 0\nB,20,{both},Team 9\nC,5,,\n")

    answer = terminal.json("allocate", record, "--inspectors", inspectors, "--out", out)

    assert "'Team 9' matches no area" in terminal.error
    assert sum(row["cases"] for row in answer["inspectors"]) == len(rows_of(out)) == 40
    assert all(row["inspector"] != "A" for row in rows_of(out) if row["team"] == "Team 0")
    assert rows_of(out)[0]["practitioner"].startswith("'=Officer")
    inspectors.write_text("name,capacity\nA,10\n")
    assert "Not allocated" in terminal.run("allocate", record, "--inspectors", inspectors, status=1)


def test_explain(terminal: Any, given: list[Any], tmp_path: Path) -> None:
    terminal.run(*given, "--size", 40, "--seed", 7)
    record = tmp_path / "sample.record.json"
    cases = json.loads(record.read_text())["cases"]
    by_role = {case["role"]: case["reference"] for case in cases}

    assert terminal.json("explain", record, by_role["main"])["reason"].startswith("Picked: practitioner")
    assert "Picked for the reserve, as number 8" in terminal.run("explain", record, by_role["reserve"].lower())
    assert "Not picked: practitioner" in terminal.run("explain", record, by_role["not_picked"])
    assert "excluded. Gender is" in terminal.run("explain", record, "X00009")
    terminal.run("explain", record, "X99999", status=2)
    assert "the caseload had no case 'X99999'" in terminal.error


def test_what_is_no_record_is_refused(terminal: Any, given: list[Any], tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"form": "something else"}')

    terminal.run("explain", other, "X1", status=2)
    assert "not a sample record" in terminal.error
    terminal.run("explain", tmp_path / "absent.json", "X1", status=2)
    terminal.run(*given, "--record", other, status=2)
    assert other.read_text() == '{"form": "something else"}'


def test_allocating_by_an_edition_that_has_changed_is_said(
    terminal: Any, given: list[Any], own_edition: Path, tmp_path: Path
) -> None:
    terminal.run(*given, "--edition", own_edition, "--size", 5, "--seed", 1)
    text = own_edition / "sampling.yaml"
    text.write_text(text.read_text() + "\n# A remark.\n")
    (tmp_path / "inspectors.csv").write_text("name,capacity,skills\nA,10,womens_cases;victim_work\n")

    record, inspectors = tmp_path / "sample.record.json", tmp_path / "inspectors.csv"
    terminal.run("allocate", record, "--inspectors", inspectors, "--edition", own_edition)

    assert "has changed since the sample was drawn" in terminal.error
