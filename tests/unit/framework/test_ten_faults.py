"""An edition with ten faults: all ten in one go, each with the right file and line."""

from pathlib import Path

from tests.conftest import Run
from tests.unit.framework.editing import change, faults_of, sound_edition

S11, S21 = "standards/1.1-leadership.yaml", "standards/2.1-planning.yaml"


def with_ten_faults(folder: Path) -> list[tuple[str, int, str]]:
    """Spoil a sound edition in ten places, within files and across them; where each fault stands."""
    sound_edition(folder)
    changes = [
        ("framework.yaml", "aliases: [m]", "alias: [m]", "characteristics[1].values[2].alias"),
        ("framework.yaml", "from: 2026-01-01", "from: soon", "in_force.from"),
        (S11, "section: '1'", "section: one", "section"),
        (S11, "kind: organisational", "kind: organizational", "kind"),
        (S21, "series: planning.involvement", "scale: five_point", "key_questions[1].scale"),
        (S21, "question: safety_concern", "question: worry", "key_questions[2].relevance.when[1].question"),
        ("questions.yaml", "module: people", "module: persons", "questions[1].module"),
        ("rating.yaml", "from_percent: 0", "from_percent: 5", "bands.bands[1]"),
        ("rating.yaml", "up_to: '2'", "up_to: 7/4", "overall.bands[3]"),
        ("report.yaml", "standard: '2.1'", "standard: '2.2'", "outline[3].standard"),
    ]
    return sorted((str(folder / file), change(folder, file, old, new), field) for file, old, new, field in changes)


def test_all_ten_are_reported_at_once(tmp_path: Path) -> None:
    expected = with_ten_faults(tmp_path / "edition")
    found = [(fault.file, fault.line, fault.field) for fault in faults_of(tmp_path / "edition")]
    assert sorted(found) == expected
    assert len(found) == 10


def test_check_names_all_ten_and_leaves_with_2(tmp_path: Path, run: Run) -> None:
    expected = with_ten_faults(tmp_path / "edition")
    ran = run("framework", "check", tmp_path / "edition", "--format", "json")
    assert ran.status == 2
    assert sorted((fault["file"], fault["line"], fault["field"]) for fault in ran.data["faults"]) == expected
    assert all(fault["problem"] and fault["mend"] for fault in ran.data["faults"])
    assert all(f"{file}:{line}: {field}: " in ran.err for file, line, field in expected)
    assert ran.err.endswith("10 faults.\n")
