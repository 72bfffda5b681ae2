"""The surveys of an edition: what is wrong in one is told with its file, line and mend."""

import shutil
from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import edition_folders, load_edition


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(edition_folders()["hmip-pdu-2021"], tmp_path / "edition")
    return tmp_path / "edition"


def changed(folder: Path, old: str, new: str, name: str = "staff") -> list[tuple[str, str]]:
    """Field and problem of each fault, after one change."""
    path = folder / "surveys" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        load_edition(folder)
    assert all(each.file == str(path) and each.line for each in refused.value.faults)
    return [(each.field, each.problem) for each in refused.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("scale: how_often", "scale: often", "there is no scale of the survey 'often'"),
        ("id: change_managed", "id: quality_priority", "already the id of something"),
        ("question: adjustments_needed, is: ['yes']", "question: adjustments_needed, is: [maybe]", "no choice 'maybe'"),
        ("question: adjustments_needed, is", "question: nobody, is", "there is no question of the survey 'nobody'"),
        ("question: adjustments_needed, is", "question: role, is", "stands on the same page or later"),
        ("standards: ['1.1']", "standards: ['9.9']", "there is no standard '9.9'"),
        ("        kind: scale\n        scale: how_often\n", "        kind: one\n", "fewer than two choices"),
        (
            "          - {choice: prefer_not_to_say, title: Prefer not to say}\n      - id: years",
            "      - id: years",
            "without a way out",
        ),
        ("about_you: true", "about_you: true\n        characteristic: shoe_size", "no characteristic 'shoe_size'"),
        ("kind: text", "kind: essay", "'essay' is not one of the choices"),
        ("title: Agree,", "title: Strongly agree,", "would stand for two of the choices"),
    ],
)
def test_a_fault_in_a_survey_is_told(folder: Path, old: str, new: str, told: str) -> None:
    assert any(told in problem for _, problem in changed(folder, old, new)), changed


def test_a_survey_is_part_of_what_an_edition_is(folder: Path) -> None:
    before = load_edition(folder)
    path = folder / "surveys" / "staff.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("manageable", "bearable"), encoding="utf-8")
    assert load_edition(folder).sha256 != before.sha256
    assert [survey.id for survey in before.surveys] == ["people-on-probation", "staff"]


def test_wording_of_our_own_is_assumed_and_has_its_source(folder: Path) -> None:
    for survey in load_edition(folder).surveys:
        for question in survey.question_by_id.values():
            assert question.source
            assert question.certainty != "published", question.id
