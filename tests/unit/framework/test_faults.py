"""Every kind of fault in an edition is found, reported once, with its file, its line and the mend."""

from pathlib import Path

import pytest

from inspectorate.framework.catalogue import load_edition
from tests.unit.framework.editing import change, faults_of, only_fault, sound_edition

S21 = "standards/2.1-planning.yaml"

# what is spoilt: file, text, what replaces it, how many lines below the text the fault stands, what is said of it
FAULTS = {
    "syntax": ("rating.yaml", "  ratings:\n    - {rating: Poor, points: 0}", "  ratings: [", 1, "YAML cannot be read"),
    "tab": (S21, "  - id: '2.1.1'", "\t- id: '2.1.1'", 0, "YAML cannot be read here"),
    "control character": (S21, "Planning\n", "Plan\x07ning\n", 0, "a control character"),
    "duplicate key": (S21, "title: Planning", "title: Planning\ntitle: Plans", 1, "a second time (first on line 4)"),
    "misspelt key": (S21, "statement:", "statment:", 0, "there is no such key"),
    "misspelt and missing": ("report.yaml", "title: An", "titel: An", 0, "there is no such key"),
    "missing key": (S21, "title: Planning\n", "", -1, "it is missing"),
    "wrong type": ("rating.yaml", "points: 1}", "points: one}", 0, "'one' is not a whole number"),
    "not a choice": (S21, "kind: case", "kind: cases", 0, "'cases' is not one of the choices"),
    "empty text": (S21, "title: Planning", "title:", 0, "text was expected here"),
    "a list where lines belong": (
        "framework.yaml",
        "in_force:\n  from: 2026-01-01",
        "in_force: [now]",
        0,
        "'key: value'",
    ),
    "lines where a list belongs": (S21, "      is: ['yes']", "      is: 'yes'", 0, "a list was expected here"),
    "too few entries": (S21, "is: ['yes']", "is: []", 0, "too few entries"),
    "not a date": ("framework.yaml", "from: 2026-01-01", "from: soon", 0, "'soon' is not a date"),
    "not a fraction": ("rating.yaml", "up_to: 3/2", "up_to: half", 0, "will not do"),
    "no source": (S21, "source: ME, draft of an edition\n", "", -6, "it is missing"),
    "no certainty": ("questions.yaml", "certainty: assumed\n", "", -1, "it is missing"),
    "alias": ("framework.yaml", "title: Yes or no", "title: *name", 0, "YAML cannot be read here"),
    "unknown scale": (S21, "series: planning.involvement", "scale: five_point", 0, "no scale 'five_point'"),
    "unknown characteristic": ("sampling.yaml", "gender, is: [male]", "sex, is: [male]", 0, "no characteristic 'sex'"),
    "unknown value": ("sampling.yaml", "is: [female]", "is: [girl]", 0, "there is no value 'girl'"),
    "unknown question": (S21, "question: safety_concern", "question: worry", 0, "there is no question 'worry'"),
    "unknown answer": (S21, "is: ['yes']", "is: [perhaps]", 0, "there is no value 'perhaps'"),
    "unknown module": ("questions.yaml", "module: people", "module: persons", 0, "there is no module 'persons'"),
    "unknown section": (S21, "section: '2'", "section: '3'", 0, "there is no section '3'"),
    "unknown rating": (
        "rating.yaml",
        "rating: Good, from_percent",
        "rating: Fine, from_percent",
        0,
        "no rating 'Fine'",
    ),
    "unknown standard": ("report.yaml", "standard: '2.1'", "standard: '2.2'", 0, "there is no standard '2.2'"),
    "unknown service": (S21, "module: people", "module: people\nservice: homes", 1, "there is no service 'homes'"),
    "duplicate id": (S21, "id: '2.1.2'", "id: '2.1.1A'", 0, "'2.1.1A' is already the id of something"),
    "two conditions in one": (S21, "is: ['yes']", "characteristic: gender\n          is: ['yes']", -1, "on one thing"),
    "two meanings": ("framework.yaml", "aliases: [m]", "aliases: [f]", 0, "'f' would stand for two of the values"),
    "waits for itself": (S21, "question: safety_concern", "question: 2.1.2", -2, "depends on its own answer"),
    "bands not from 0": ("rating.yaml", "from_percent: 0", "from_percent: 10", 0, "the lowest band begins at 10"),
    "bands descending": ("rating.yaml", "from_percent: 75", "from_percent: 40", -3, "the bands begin at [0, 50, 40]"),
    "points that fall": ("rating.yaml", "points: 2}", "points: 1}", -3, "the points [0, 1, 1] do not rise"),
    "a gap above": ("rating.yaml", "up_to: '2'", "up_to: 7/4", 0, "a mean above 7/4 has no overall rating"),
    "limits that fall": ("rating.yaml", "up_to: 3/2", "up_to: 1/3", -2, "the limits do not rise"),
    "no rounding": (
        "rating.yaml",
        "rounding:\n  rule: half_up\n  band_of: rounded\n",
        "",
        -15,
        "'rounding' is missing",
    ),
    "facts cannot be rated": (S21, "series: planning.involvement", "scale: fact", 0, "no percentage can be taken"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_reported_once_with_its_line(tmp_path: Path, name: str) -> None:
    file, old, new, below, told = FAULTS[name]
    folder = sound_edition(tmp_path / "edition")
    answers = "[{answer: a, title: A, counts_as: none}, {answer: b, title: B, counts_as: none}]"
    fact = f"  - {{id: fact, title: Fact, answers: {answers}}}"
    change(folder, "framework.yaml", "# What is recorded", f"{fact}\n\n# What is recorded")
    line = change(folder, file, old, new)
    fault = only_fault(folder)
    assert fault.file == str(folder / file)
    assert told in fault.problem
    assert fault.line == max(line + below, 1)
    assert fault.mend


def test_the_edition_that_is_spoilt_is_sound(tmp_path: Path) -> None:
    assert load_edition(sound_edition(tmp_path / "edition")).rated_standards == 2


def test_a_misspelt_key_is_told_what_was_meant(tmp_path: Path) -> None:
    folder = sound_edition(tmp_path / "edition")
    change(folder, S21, "statement:", "statment:")
    assert only_fault(folder).mend == "did you mean 'statement'? Otherwise take it out"


def test_a_folder_without_framework_yaml_is_no_edition(tmp_path: Path) -> None:
    fault = only_fault(tmp_path)
    assert (fault.file, fault.problem) == (str(tmp_path), "there is no framework.yaml")


def test_an_empty_file_lacks_everything(tmp_path: Path) -> None:
    folder = sound_edition(tmp_path / "edition")
    (folder / "report.yaml").write_text("", encoding="utf-8")
    assert {(fault.field, fault.line) for fault in faults_of(folder)} == {
        ("title", 1),
        ("outline", 1),
        ("source", 1),
        ("certainty", 1),
    }


def test_a_file_that_is_not_utf_8_is_named_with_the_line(tmp_path: Path) -> None:
    folder = sound_edition(tmp_path / "edition")
    path = folder / S21
    path.write_bytes(path.read_bytes().replace(b"title: Planning", b"title: Pl\xe4nning"))
    fault = only_fault(folder)
    assert (fault.line, fault.problem, fault.mend) == (4, "the file is not UTF-8 text", "save it as UTF-8")


def test_guidance_that_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    folder = sound_edition(tmp_path / "edition")
    (folder / "guidance" / "about.md").write_bytes(b"\xff")
    assert only_fault(folder).file.endswith("about.md")


def test_a_file_that_nothing_reads_is_a_fault(tmp_path: Path) -> None:
    folder = sound_edition(tmp_path / "edition")
    (folder / "standards" / "2.2-review.yml").write_text("id: '2.2'\n", encoding="utf-8")
    (folder / "ratings.yaml").write_text("x: y\n", encoding="utf-8")
    (folder / "examples").mkdir()
    (folder / "examples" / "one.yaml").write_text("x: y\n", encoding="utf-8")
    assert [Path(fault.file).name for fault in faults_of(folder)] == ["ratings.yaml", "2.2-review.yml"]


def test_rated_standards_need_rules(tmp_path: Path) -> None:
    folder = sound_edition(tmp_path / "edition")
    (folder / "rating.yaml").unlink()
    assert {fault.problem for fault in faults_of(folder)} == {"it is rated, and the edition has no rating.yaml"}


def test_a_standard_rated_on_cases_needs_a_key_question(tmp_path: Path) -> None:
    folder = sound_edition(tmp_path / "edition")
    change(folder, "standards/1.1-leadership.yaml", "kind: organisational", "kind: case")
    text = (folder / "standards/1.1-leadership.yaml").read_text(encoding="utf-8")
    (folder / "standards/1.1-leadership.yaml").write_text(text[: text.index("key_questions:")], encoding="utf-8")
    assert "has no key question" in only_fault(folder).problem


RULE = """
decision_rules:
  - {id: capped, rule: all_of_section, section: '2', all_rated: Poor, standard: '1.1', gives: Poor, because: Agreed}
"""


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("section: '2'", "section: '9'", "section"),
        ("all_rated: Poor", "all_rated: Bad", "all_rated"),
        ("standard: '1.1'", "standard: '1.9'", "standard"),
        ("gives: Poor", "gives: Bad", "gives"),
    ],
)
def test_a_decision_rule_binds_what_exists(tmp_path: Path, old: str, new: str, field: str) -> None:
    folder = sound_edition(tmp_path / "edition")
    change(folder, "rating.yaml", "\noverall:\n", f"{RULE}\noverall:\n")
    assert load_edition(folder).rating is not None
    change(folder, "rating.yaml", old, new)
    assert only_fault(folder).field == f"decision_rules[1].{field}"


PUBLISHED = "\npublished_bands:\n  - {rated: 2, points: {Poor: [0, 1], Fair: [2, 3], Good: [4, 4]}}\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Fair: [2, 3]", "Fair: [2, 4]", "the rule gives Fair for 2 to 3 points of 2 standards"),
        (", Good: [4, 4]", "", "Good is not there"),
        ("Good: [4, 4]", "Best: [4, 4], Good: [4, 4]", "there is no rating 'Best'"),
        ("[2, 3]", "[2]", "it is missing"),
    ],
)
def test_published_bands_are_what_the_rule_gives(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = sound_edition(tmp_path / "edition")
    with (folder / "rating.yaml").open("a", encoding="utf-8") as file:
        file.write(PUBLISHED)
    assert load_edition(folder).maximum_score == 4
    change(folder, "rating.yaml", old, new)
    assert told in only_fault(folder).problem
