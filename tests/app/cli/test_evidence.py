"""``inspectorate evidence verify``: files against their hashes."""

from pathlib import Path

import pytest

from inspectorate_app.actions import document, evidence
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import DocumentVersion
from tests.app import given
from tests.app.evidence import uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path: Path) -> Path:
    settings.DOCUMENTS = tmp_path / "documents"
    inspection = given.inspection(phase="evidence")
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR))
    evidence.add(lead, inspection.slug, Asked("Plan"))
    document.upload(lead, inspection.slug, uploaded(), request=1)
    key = DocumentVersion.objects.get().key
    return settings.DOCUMENTS / key[:2] / key


def test_files_that_are_as_they_came_pass(run, kept):
    ran = run("evidence", "verify")
    assert (ran.status, ran.out.strip()) == (0, "1 file: all there, none changed")
    assert run("evidence", "verify", given.LLR, "--format", "json").data == {"files": 1, "wrong": []}


def test_a_file_that_was_changed_or_is_missing_is_told_with_exit_status_1(run, kept):
    kept.write_bytes(b"another")
    ran = run("evidence", "verify")
    assert ran.status == 1
    assert f"{given.LLR}: document 1 version 1 WAS CHANGED" in ran.out
    kept.unlink()
    ran = run("evidence", "verify", "--format", "json")
    assert (ran.status, ran.data["wrong"][0]["found"], ran.data["wrong"][0]["key"]) == (1, None, kept.name)
    assert "IS MISSING" in run("evidence", "verify", given.LLR).out


def test_an_inspection_that_is_not_there_is_bad_input(run, kept):
    assert run("evidence", "verify", "nowhere").status == 2
