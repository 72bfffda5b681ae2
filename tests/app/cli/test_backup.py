"""``inspectorate backup``: what a backup holds, what ``verify`` finds, and what ``restore`` refuses."""

import hashlib
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session

from inspectorate_app.actions import backup, document
from inspectorate_app.actions import backup_file as form
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard, portable
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AuditChain, AuditEntry, Case, DocumentVersion
from tests.app import bucket, given
from tests.app.api.bearer import token
from tests.app.evidence import PDF, uploaded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def documents(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DATA", tmp_path / "data")
    folder = tmp_path / "data" / "documents" / "ab"
    folder.mkdir(parents=True)
    (folder / "abcd").write_bytes(b"a policy")
    (folder / "abce.part").write_bytes(b"half of a pol")
    return folder


@pytest.fixture
def file(run, documents, tmp_path):
    given.cases(given.inspection())
    left = run("backup", "create", "--to", tmp_path / "backup.zip", "--format", "json")
    assert left.status == 0, left.err
    return tmp_path / "backup.zip"


def changed(file, member, change):
    """The same backup with one member changed; dropped where ``change`` gives None."""
    other = file.with_name("changed.zip")
    with ZipFile(file) as old, ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            content = change(content) if name == member else content
            if content is not None:
                new.writestr(name, content)
    return other


def test_it_is_for_its_owner_and_holds_every_table_the_documents_and_where_the_trails_end(file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with ZipFile(file) as archive:
        names, manifest = set(archive.namelist()), json.loads(archive.read("manifest.json"))
        cases = archive.read("tables/store_case.jsonl").splitlines()
        assert archive.read("documents/ab/abcd") == b"a policy"
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.managed}
    assert {name[len("tables/") : -len(".jsonl")] for name in names if name.startswith("tables/")} == (
        tables - set(portable.LEFT_OUT)
    )
    assert "documents/ab/abce.part" not in names
    # given.cases makes three of them
    assert (len(cases), manifest["rows"]["store_case"], json.loads(cases[0])["reference"]) == (3, 3, "SYN001")
    assert manifest["chains"] == {given.LLR: [0, "0" * 64]}
    assert ["store", "0002_append_only"] in manifest["migrations"]


def test_no_setting_no_session_and_no_token_is_in_it(run, documents, tmp_path):
    someone = given.person("Pat Planner", "planner")
    given.signed_in(someone)
    session, bearer = Session.objects.get().session_key, token(someone)
    run("backup", "create", "--to", tmp_path / "backup.zip")
    with ZipFile(tmp_path / "backup.zip") as archive:
        everything = b"".join(map(archive.read, archive.namelist()))
    assert someone.email.encode() in everything
    for secret in (settings.SECRET_KEY, session, bearer, given.PASSWORD):
        assert secret.encode() not in everything


def test_the_trail_of_the_service_says_that_it_was_taken_and_the_hash_of_the_file(run, file):
    import hashlib

    entry = AuditEntry.objects.get(action="back up")
    assert (entry.chain.name, entry.actor_name, entry.via) == ("service", "operator of the server", "command")
    assert entry.after["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_nothing_is_overwritten_and_nothing_unfinished_is_left(run, file, documents):
    before = file.read_bytes()
    again = run("backup", "create", "--to", file)
    assert again.status == 2
    assert "it is there already" in again.err
    (documents / "a name with spaces").write_bytes(b"not ours")
    failed = run("backup", "create", "--to", file.with_name("other.zip"))
    assert failed.status == 2
    assert "no document of such a name" in failed.err
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir() if each.is_file()] == ["backup.zip"]


def test_old_ones_go_only_once_the_new_one_is_whole_and_only_ours(run, documents, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    names = [f"inspectorate-2026010{day}T000000Z.zip" for day in (1, 2, 3)]
    for name in (*names, "notes.zip"):
        (folder / name).write_bytes(b"")
    left = run("backup", "create", "--to", folder, "--keep", "2")
    assert left.status == 0, left.err
    kept = sorted(each.name for each in folder.iterdir())
    assert len(kept) == 3
    assert {names[2], "notes.zip"} < set(kept)
    assert f"Deleted {folder / names[0]}" in left.err


def test_verify_finds_it_whole(run, file):
    left = run("backup", "verify", file)
    assert (left.status, left.err) == (0, "")
    assert "whole" in left.out
    assert run("backup", "verify", file, "--format", "json").data["wrong"] == []


@pytest.mark.parametrize(
    ("member", "change", "said"),
    [
        ("tables/store_case.jsonl", lambda old: old.replace(b"SYN001", b"SYN009"), "its content is not what was"),
        ("tables/store_case.jsonl", lambda old: b"", "its content is not what was"),
        ("tables/store_case.jsonl", lambda old: None, "in the manifest, and not in the file"),
        ("documents/ab/abcd", lambda old: b"another policy", "its content is not what was"),
        ("manifest.json", lambda old: old.replace(b'"documents/ab/abcd"', b'"documents/../abcd"'), "no backup has a"),
        ("manifest.json", lambda old: old.replace(b'"0' + b"0" * 63, b'"1' + b"0" * 63), "the ends of the audit trail"),
    ],
)
def test_verify_finds_what_was_changed_and_leaves_with_1(run, file, member, change, said):
    left = run("backup", "verify", changed(file, member, change))
    assert left.status == 1
    assert said in left.out


def test_verify_follows_the_audit_trail_in_it(run, file, monkeypatch):
    """A file that was made anew as a whole, hashes too, is found out by the chain."""
    run("backup", "create", "--to", file.with_name("second.zip"))
    with ZipFile(file.with_name("second.zip")) as archive:
        assert json.loads(archive.read("tables/store_auditentry.jsonl"))["action"] == "back up"

    def other_hand(model):
        return (line.replace(b"operator", b"somebody") for line in told(model))

    told = portable.lines
    monkeypatch.setattr(portable, "lines", other_hand)
    left = run("backup", "create", "--to", file.with_name("third.zip"))
    assert left.status == 1
    assert "TAMPERED WITH: service: entry 1 was changed after it was written" in left.err
    left = run("backup", "verify", file.with_name("third.zip"))
    assert left.status == 1
    assert "service: entry 1 was changed after it was written" in left.out


@pytest.mark.parametrize("content", [b"", b"PK", b"\0" * 2000])
def test_what_is_no_backup_is_a_fault(run, tmp_path, content):
    (tmp_path / "file.zip").write_bytes(content)
    left = run("backup", "verify", tmp_path / "file.zip")
    assert left.status == 2
    assert "this is no backup" in left.err


def test_restore_refuses_a_database_with_tables_a_folder_with_documents_and_what_is_not_whole(run, file):
    left = run("backup", "restore", file)
    assert left.status == 2
    assert "it is not empty. Restore into a new one" in left.err
    assert "there are documents in it already" in left.err
    left = run("backup", "restore", changed(file, "documents/ab/abcd", lambda old: b"another policy"))
    assert left.status == 2
    assert "Restore another backup" in left.err


def test_a_backup_of_a_later_version_is_refused(run, file, monkeypatch):
    from inspectorate_app.store import tables

    monkeypatch.setattr(tables, "are_there", lambda: False)
    later = changed(file, "manifest.json", lambda old: old.replace(b"0002_append_only", b"9999_later"))
    left = run("backup", "restore", later)
    assert left.status == 2
    assert "this version does not know its migrations store 9999_later" in left.err


def test_every_row_is_the_same_after_a_line(file):
    """What is written as a line and read again is what stood in the table: the round trip of each kind of value."""
    for model in portable.tables(apps):
        for row, line in zip(model._base_manager.order_by("pk").values(), portable.lines(model), strict=True):
            assert portable.values(model, line) == row, model


def test_nothing_in_a_backup_rests_on_a_table_that_is_in_none():
    for model in portable.tables(apps):
        targets = {field.related_model._meta.db_table for field in model._meta.concrete_fields if field.related_model}
        assert targets.isdisjoint(portable.LEFT_OUT), model


def test_where_backups_hold_documents_is_where_the_service_keeps_them(documents):
    assert backup.documents() == Path(settings.DATA) / "documents"
    assert AuditChain.objects.count() == 0


def test_a_row_that_is_not_what_was_put_is_found_after_a_restore(file):
    """The last step of a restore, on a database whose rows are then changed under its hands."""
    with form.opened(file) as (_, manifest):
        noted = backup.differences(manifest, apps)
        assert [each for each in noted if "store_case" in each] == []
        with guard.allowed():
            Case.objects.filter(reference="SYN001").update(reference="SYN009")
        assert "'store_case' has the same rows in number, and not in content" in list(
            backup.differences(manifest, apps)
        )
        with guard.allowed():
            Case.objects.filter(reference="SYN009").delete()
        assert "'store_case' has 2 rows, and the backup 3" in list(backup.differences(manifest, apps))


@pytest.fixture
def uploaded_to(documents, tmp_path, monkeypatch, endpoint):
    """A bucket with two documents of an inspection: where it is, the inspection, and the keys."""
    where = bucket.made(endpoint, f"{tmp_path.name}/")
    monkeypatch.setattr(settings, "S3", where)
    inspection = given.inspection(phase="evidence")
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    for title in ("Plan", "Policy"):
        document.upload(lead, inspection.slug, uploaded(), request=None, title=title)
    keys = DocumentVersion.objects.order_by("document__number").values_list("key", flat=True)
    return where, inspection.slug, *keys


def test_documents_in_a_bucket_are_told_and_not_held_unless_asked_for(run, uploaded_to, tmp_path):
    file = tmp_path / "backup.zip"
    taken = run("backup", "create", "--to", file, "--format", "json")
    assert (taken.status, taken.data["outside"]) == (0, {"objects": 2, "bytes": 2 * len(PDF), "missing": 0}), taken.err
    for left in (taken, run("backup", "verify", file)):
        assert "NOT IN IT: 2 documents (0.0 MB) in the bucket" in left.err
        assert "--with-objects" in left.err
    with ZipFile(file) as archive:
        assert not [each for each in archive.namelist() if each.startswith("documents/") and "abcd" not in each]


def test_documents_of_a_bucket_that_are_held_are_put_back_and_one_that_is_missing_is_told(
    run, uploaded_to, tmp_path, empty_database
):
    where, slug, first, second = uploaded_to
    keeping.remove(second)
    file = tmp_path / "backup.zip"
    taken = run("backup", "create", "--to", file, "--format", "json", "--with-objects")
    assert (taken.status, taken.data["outside"]) == (0, {"objects": 0, "bytes": 0, "missing": 1}), taken.err
    for left in (taken, run("backup", "verify", file)):
        assert "NOT IN IT" not in left.err
    with ZipFile(file) as archive:
        assert f"documents/{first[:2]}/{first}" in archive.namelist()
    keeping.remove(first)
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    environment |= {"INSPECTORATE_SECRET_KEY": "a" * 60, "INSPECTORATE_DATA": str(tmp_path / "new")} | empty_database
    environment |= {f"INSPECTORATE_S3_{name.upper()}": value for name, value in where.items()}
    command = [sys.executable, "-c", "from inspectorate_app.cli import main; main()", "backup", "restore", str(file)]
    restored = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=180)
    assert restored.returncode == 1, restored.stderr
    assert f"MISSING: {slug}, document 2 version 1" in restored.stderr
    assert f"MISSING: {slug}, document 1 version 1" not in restored.stderr
    assert keeping.sha256_of(first) == hashlib.sha256(PDF).hexdigest()
    assert keeping.sha256_of(second) is None
