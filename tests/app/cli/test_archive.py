"""``inspectorate archive``: what it says, and the status with which it ends."""

from pathlib import Path

import pytest

from inspectorate_app.store.models import Inspection
from tests.app.actions.test_anonymised import altered, inspected

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Inspection:
    return inspected(20)


def test_an_inspection_is_exported_and_checked_and_not_imported_over_itself(run, row, tmp_path) -> None:
    path = tmp_path / "archive.zip"
    made = run("archive", "export", row.slug, "--to", str(path), "--format", "json").data
    assert (made["bytes"], len(made["sha256"])) == (path.stat().st_size, 64)
    checked = run("archive", "check", str(path))
    assert (checked.status, "Everything is as it was written." in checked.out) == (0, True)
    refused = run("archive", "import", str(path))
    assert refused.status == 2
    assert f"there is an inspection '{row.slug}' here" in refused.err


def test_a_file_for_research_is_checked_beside_its_source(run, row, tmp_path) -> None:
    path = tmp_path / "research.zip"
    assert run("archive", "export", row.slug, "--anonymised", "--to", str(path)).status == 0
    sound = run("archive", "check", "--anonymised", "--source", row.slug, str(path))
    assert (sound.status, "Nothing tells of a person." in sound.out) == (0, True)
    altered(path, "cases.jsonl", lambda at, case: {**case, "team": "family7"} if at == 3 else case)
    found = run("archive", "check", "--anonymised", "--source", row.slug, str(path), "--format", "json")
    assert found.status == 1
    assert {(each["line"], each["field"]) for each in found.data["findings"]} >= {(4, "team")}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere.zip"), "it cannot be read"),
        (("import", "nowhere.zip"), "it cannot be read"),
        (("check", "--anonymised", "--source", "nowhere-2022", "nowhere.zip"), "there is no inspection 'nowhere-2022'"),
        (("export", "nowhere-2022", "--to", "nowhere.zip"), "It does not exist"),
    ],
)
def test_what_is_not_there_is_told(run, arguments, said) -> None:
    refused = run("archive", *arguments)
    assert (refused.status, said in refused.err) == (2, True)
    assert not Path("nowhere.zip").exists()
