"""Archives of earlier versions of the format: read as if they had what came later, and nothing else forgiven."""

import json
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from inspectorate_app.actions import archive, document
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.archive_file import canonical
from inspectorate_app.actions.archive_reading import read
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import AuditEntry, DocumentVersion, Inspection
from inspectorate_app.store.queries.archive import TABLES, fields_of
from inspectorate_app.store.queries.archive_version import ADDED, LATEST, Added, may_lack, missing_fields
from tests.app import evidence, given
from tests.app.archiving import altered, told

pytestmark = pytest.mark.django_db
#: The tables and fields of version 1: those after this migration.
FIRST = ("store", "0009_search")


@pytest.fixture
def now(tmp_path) -> Path:
    """An archive as it is written now, with a document and its file, of an inspection that is not here any more."""
    here = transaction.savepoint()
    row = given.inspection()
    lead = given.actor(given.member(row, Role.LEAD_INSPECTOR, "Lee Lead"))
    document.upload(lead, row.slug, evidence.uploaded(), request=None, title="Plan")
    path = tmp_path / "archive.zip"
    path.write_bytes(archive.export(operator(), row.slug).content)
    transaction.savepoint_rollback(here)
    return path


def of_version(path: Path, version: int) -> Path:
    """The archive, its manifest saying another version."""
    return altered(
        path, "manifest.json", lambda text: text.replace(b'"version": %d' % LATEST, b'"version": %d' % version)
    )


def without(path: Path, table: str, *fields: str) -> Path:
    """The archive without some fields of a table."""

    def cut(content: bytes) -> bytes:
        rows = [json.loads(line) for line in content.splitlines()]
        kept = ({name: value for name, value in row.items() if name not in fields} for row in rows)
        return "".join(f"{canonical(row)}\n" for row in kept).encode()

    return altered(path, f"tables/{table}.jsonl", cut)


def older(path: Path) -> Path:
    """The archive as version 1 wrote it before migration 0010."""
    without(path, "inspection", "documents_delete_on")
    without(path, "interview", "version")
    return of_version(without(path, "documentversion", "removed_at"), 1)


def test_what_came_after_the_first_version_stands_in_the_table():
    then = MigrationLoader(connection).project_state(FIRST).apps
    known = {each.__name__ for each in then.get_app_config("store").get_models()}
    before = {
        (table.name, one.name)
        for table in TABLES
        if table.model.__name__ in known
        for one in then.get_model("store", table.name)._meta.concrete_fields
    }
    new_tables = {table.name for table in TABLES if table.model.__name__ not in known}
    today = {(table.name, one.name) for table in TABLES if table.name not in new_tables for one in fields_of(table)}
    later = {(each.table, each.field) for each in ADDED if each.field}
    assert today - before == {each for each in later if each[0] not in new_tables}, "see CONTRIBUTING.md, 'Add a table'"
    assert later <= {(table.name, one.name) for table in TABLES for one in fields_of(table)}
    assert new_tables == {each.table for each in ADDED if not each.field}, "see CONTRIBUTING.md, 'Add a table'"
    assert {each.version for each in ADDED} <= set(range(2, LATEST + 1))


def test_one_of_before_migration_0010_comes_in_whole(now):
    entries = read(now).entries
    slug = archive.import_archive(operator(), older(now)).inspection
    row = Inspection.objects.get(slug=slug)
    version = DocumentVersion.objects.get(document__inspection=row)
    assert (row.documents_delete_on, version.removed_at) == (None, None)
    assert version.sha256 in archive_of(slug)
    trail = AuditEntry.objects.filter(chain__name=slug).order_by("position").values_list("sha256", flat=True)
    assert list(trail[: len(entries)]) == [each.sha256 for each in entries]


def archive_of(slug: str) -> str:
    """What is in the archive that the inspection gives here, by name."""
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(archive.export(operator(), slug).content)) as file:
        return " ".join(file.namelist())


def test_one_of_version_1_that_has_the_later_fields_is_read_with_what_it_says(now):
    def dated(content: bytes) -> bytes:
        row = json.loads(content)
        return f"{canonical({**row, 'documents_delete_on': '2024-02-09'})}\n".encode()

    path = of_version(altered(now, "tables/inspection.jsonl", dated), 1)
    assert read(path).inspection["documents_delete_on"].isoformat() == "2024-02-09"


def test_the_latest_version_lacks_nothing(now):
    (fault,) = {each.rpartition(":")[2] for each in told(without(now, "inspection", "documents_delete_on"))}
    assert "its fields are not those of its table (documents_delete_on)" in fault


def test_an_earlier_version_lacks_nothing_else(now):
    assert "(names_delete_on)" in told(without(older(now), "inspection", "names_delete_on"))[0]


def test_a_table_that_came_later_is_empty_before_it(monkeypatch):
    """There is no such table yet: the rule by itself."""
    monkeypatch.setattr(
        "inspectorate_app.store.queries.archive_version.ADDED", (Added(3, "report"), Added(3, "panel", "place", ""))
    )
    assert may_lack("report", 2)
    assert not may_lack("report", 3)
    assert not may_lack("panel", 2)
    assert missing_fields("panel", 2) == {"place": ""}
    assert missing_fields("panel", 3) == {}
