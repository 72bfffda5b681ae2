"""``inspectorate framework``, run as a person runs it."""

import json
from pathlib import Path

import pytest

from inspectorate.framework.catalogue import edition_folders, load_edition
from tests.conftest import Run
from tests.unit.framework.editing import change, sound_edition

KEYS = ["edition", "title", "in_force_from", "in_force_to", "rated_standards", "maximum_score"]


def test_list_as_json_is_what_was_agreed(run: Run) -> None:
    ran = run("framework", "list", "--format", "json")
    assert ran.status == 0
    assert all(list(row) == KEYS for row in ran.data)
    assert {row["edition"]: (row["rated_standards"], row["maximum_score"]) for row in ran.data} == {
        "hmip-crc-nps-2018": (10, 30),
        "hmip-pdu-2021": (9, 27),
        "hmip-pdu-2023": (7, 21),
        "hmip-public-protection-2025": (0, 0),
        "hmip-region-2023": (8, 24),
        "hmip-region-review-2021": (0, 0),
        "hmip-sfo-review": (4, None),
        "hmip-yjs-2018": (12, 36),
    }
    assert ran.data[1]["in_force_from"] == "2021-07-01"


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("check",),
        *[("show", name) for name in edition_folders()],
        ("show", "hmip-pdu-2021", "--standard", "2.3"),
        ("compare", "hmip-pdu-2021", "hmip-pdu-2023"),
        ("compare", "hmip-crc-nps-2018", "hmip-region-2023"),
        ("explain", "hmip-pdu-2021", "2.1"),
        ("explain", "hmip-pdu-2021", "bands"),
    ],
)
def test_text_fits_a_terminal_and_data_is_json(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run("framework", *arguments)
    assert ran.status == 0
    assert ran.err == ""
    assert max(map(len, ran.out.splitlines())) <= 100
    assert run("framework", *arguments, "--format", "json").data


def test_show_has_the_whole_edition_as_data(run: Run) -> None:
    data = run("framework", "show", "hmip-pdu-2021", "--format", "json").data
    assert [standard["id"] for standard in data["standards"]][:3] == ["1.1", "1.2", "1.3"]
    assert data["rating"]["bands"]["bands"][1]["from_percent"] == 50
    assert "folder" not in data, "where it was read on this machine is nobody's business"


def test_show_one_standard_has_its_prompts(run: Run) -> None:
    out = run("framework", "show", "hmip-pdu-2023", "--standard", "p2.4").out
    assert "P 2.4.3d" in out
    assert "involving actively" in out
    assert run("framework", "show", "hmip-pdu-2023", "--standard", "9.9").status == 2


def test_check_tells_the_hash_and_what_is_assumed(run: Run) -> None:
    rows = run("framework", "check", "--format", "json").data["editions"]
    assert {row["edition"] for row in rows} == set(edition_folders())
    assert all(len(row["sha256"]) == 64 for row in rows)
    # its dates, what a small group is; and of its survey: the survey itself, a scale, 5 sections and 10 questions
    assert {row["edition"]: row["assumed"] for row in rows}["hmip-region-review-2021"] == 2 + 17


def test_check_tells_of_sound_and_faulty_folders_together(tmp_path: Path, run: Run) -> None:
    sound, faulty = sound_edition(tmp_path / "sound"), sound_edition(tmp_path / "faulty")
    line = change(faulty, "rating.yaml", "half_up", "half_down")
    ran = run("framework", "check", sound, faulty)
    assert ran.status == 2
    assert "made-up" in ran.out
    assert ran.err.startswith(f"{faulty / 'rating.yaml'}:{line}: rounding.rule: 'half_down' is not one of the choices.")


def test_an_unknown_edition_is_bad_input(run: Run) -> None:
    for arguments in (("show", "nothing"), ("check", "nothing"), ("compare", "nothing", "hmip-pdu-2021")):
        ran = run("framework", *arguments)
        assert ran.status == 2
        assert "hmip-pdu-2021" in ran.err
        assert ran.out == ""


def test_compare_shows_old_words_above_new(run: Run) -> None:
    out = run("framework", "compare", "hmip-pdu-2021", "hmip-pdu-2023").out
    assert "removed 2.1\n    - Court work" in out
    assert "Maximum score" in out
    assert "    - 27\n    + 21" in out


def test_compare_tells_of_how_small_a_group_may_be(tmp_path: Path, run: Run) -> None:
    old, new = sound_edition(tmp_path / "old"), sound_edition(tmp_path / "new")
    change(new, "framework.yaml", "sections:", "small_group:\n  fewest: 10\n  source: made up\nsections:")
    out = run("framework", "compare", old, new).out
    assert "Small groups\n  changed fewest cases or people shown\n    - 5\n    + 10" in out


def test_compare_as_data_lists_what_is_comparable(run: Run) -> None:
    data = run("framework", "compare", "hmip-crc-nps-2018", "hmip-pdu-2021", "--format", "json").data
    reworded = {series["series"]: series["reworded"] for series in data["comparable"]}
    assert reworded["assessment.engagement"] is True
    assert reworded["assessment.safety"] is False


def test_explain_marks_what_is_assumed(run: Run) -> None:
    assert "Certainty: assumed" in run("framework", "explain", "hmip-pdu-2021", "bands").out
    assert run("framework", "explain", "hmip-pdu-2021", "nothing").status == 2


def test_new_writes_a_sound_edition_with_its_schemas(tmp_path: Path, run: Run) -> None:
    ran = run("framework", "new", tmp_path / "mine", "--edition", "care-homes-2026", "--format", "json")
    assert ran.status == 0
    assert all(Path(path).is_file() for path in ran.data["files"])
    edition = load_edition(tmp_path / "mine")
    assert (edition.id, edition.rated_standards) == ("care-homes-2026", 2)
    for path in (tmp_path / "mine").rglob("*.yaml"):
        named = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
        assert json.loads((path.parent / named).read_text(encoding="utf-8"))["additionalProperties"] is False


def test_new_overwrites_nothing(tmp_path: Path, run: Run) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert run("framework", "new", tmp_path, "--edition", "x").status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert run("framework", "new", tmp_path / "n", "--edition", "../x").status == 2
