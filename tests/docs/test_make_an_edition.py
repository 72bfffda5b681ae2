"""The how-to on editions does what it says: its files are written and its commands are run, in order."""

import json
import re
from pathlib import Path

import pytest

from inspectorate.framework.catalogue import load_edition
from tests.conftest import Run
from tests.docs.reference import ROOT

PAGE = ROOT / "docs" / "how-to" / "make-an-edition.md"
BLOCK = re.compile(r"^```(yaml|console) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> dict[str, str]:
    """What each command of the page answered, in a folder in which the page was followed."""
    monkeypatch.chdir(tmp_path)
    answers = {}
    for kind, name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "yaml":
            Path(name).write_text(text, encoding="utf-8")
            continue
        for line in text.splitlines():
            command = line.removeprefix("$ inspectorate ")
            ran = run(*command.split())
            assert ran.status == 0, f"{line}\n{ran.err}"
            answers[command] = ran.out
    return answers


def test_the_edition_is_sound_and_without_python(followed: dict[str, str]) -> None:
    folder = Path("care-homes-2026")
    edition = load_edition(folder)
    assert (edition.rated_standards, edition.maximum_score) == (2, 4)
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {".yaml", ".md", ".json"}
    assert "care-homes-2026" in followed["framework check care-homes-2026"]
    assert "Living with dementia is Yes" in followed["framework explain care-homes-2026 2.1.2"]


def test_the_home_is_rated_as_the_page_says(followed: dict[str, str]) -> None:
    command = next(command for command in followed if command.startswith("rating compute"))
    result = json.loads(followed[command])
    ratings = {standard["id"]: standard["rating"] for standard in result["standards"]}
    assert ratings == {"1.1": "Good", "2.1": "Fair"}
    assert (result["score"], result["overall"]["rating"]) == ({"points": 3, "maximum": 4}, "Fair")


def test_the_page_shows_every_file_that_it_changes() -> None:
    names = [name for kind, name, _ in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if kind == "yaml"]
    assert names[-1] == "findings.yaml"
    assert len(names) == 7
