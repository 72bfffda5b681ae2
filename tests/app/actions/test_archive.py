"""A whole inspection taken away and brought in elsewhere: equal in everything, refused where anything is wrong."""

import datetime
import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection, transaction

from inspectorate.errors import BadInput
from inspectorate_app.actions import archive, archive_reading, audit, publication_round
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.archive_file import canonical
from inspectorate_app.actions.archive_reading import read
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    AuditEntry,
    Caseload,
    Identity,
    Inspection,
    Membership,
    Person,
    Publication,
)
from inspectorate_app.store.queries import archive_content
from inspectorate_app.store.queries import audit as trails
from inspectorate_app.store.queries.archive import StoredFile
from tests.app import archived, given
from tests.app.archiving import altered, lead_of, small_inspection, told, unpacked

pytestmark = pytest.mark.django_db

#: The folder with an archive from another database, and what was told of the inspection there; made once a run.
ROOT = Path(__file__).parents[3]


def run_apart(folder: Path, migrated: Path | None, *more: Path) -> None:
    """``tests.app.archived`` in a process of its own, whose database need not be migrated again."""
    folder.mkdir(exist_ok=True)
    if migrated:
        shutil.copyfile(migrated, folder / "inspectorate.sqlite3")
    subprocess.run([sys.executable, "-m", "tests.app.archived", folder, *more], cwd=ROOT, check=True, timeout=300)


@pytest.fixture(scope="module")
def elsewhere(request, tmp_path_factory, migrated_file) -> Path:
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if hasattr(request.config, "workerinput") else own) / "elsewhere"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second waits: to make it takes ten seconds of processor time
        if not (folder / "archive.zip").exists():  # what is written last
            run_apart(folder, migrated_file)
    return folder


@pytest.fixture
def small():
    return small_inspection()


def test_an_inspection_from_another_database_is_equal_here_and_goes_on_from_here_the_same(
    elsewhere, migrated_file
) -> None:
    """One test, since the demonstration takes some seconds to import; the source is a SQLite file on both databases."""
    path = elsewhere / "archive.zip"
    found = archive.import_archive(operator(), path)
    there, here = json.loads((elsewhere / "told.json").read_text(encoding="utf-8")), archived.told(found.inspection)
    *trail, last = here.pop("trail")
    assert trail == [list(each) for each in there.pop("trail")]
    assert json.loads(json.dumps(here)) == there
    assert [state for state, *_ in here["panels"]] == ["reopened", "signed_off"]
    assert here["overall"] == ["Inadequate", 2, 27]  # the report of 9 February 2023
    assert last[3] == "operator of the server"
    assert audit.check(found.inspection).wrong == ()
    _goes_on_the_same(path, found.inspection)
    if connection.vendor != "sqlite":  # from SQLite into SQLite it came here
        _comes_back_the_same(found.inspection, path.parent / "back", migrated_file)


def _comes_back_the_same(slug: str, folder: Path, migrated: Path | None) -> None:
    """From PostgreSQL, in the second run of the tests, into a SQLite file: equal again."""
    folder.mkdir()
    here = archived.told(slug)
    (folder / "archive.zip").write_bytes(archive.export(operator(), slug).content)
    run_apart(folder, migrated, folder / "archive.zip")
    there = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    *trail, last = there.pop("trail")
    assert trail == json.loads(json.dumps(here.pop("trail")))
    assert last[3] == "operator of the server"
    assert there == json.loads(json.dumps(here))


def _goes_on_the_same(path: Path, slug: str) -> None:
    before, after = unpacked(path.read_bytes()), unpacked(archive.export(operator(), slug).content)
    assert before.keys() == after.keys()
    differ = {name for name in before if before[name] != after[name]}
    assert differ == {"manifest.json", "audit/entries.jsonl"}
    earlier, later = (each["audit/entries.jsonl"].splitlines() for each in (before, after))
    assert later[: len(earlier)] == earlier
    (entry,) = later[len(earlier) :]
    assert json.loads(entry)["action"] == "import archive"


def test_people_are_found_by_their_address_or_come_unable_to_sign_in(elsewhere) -> None:
    known = given.person("Another Name", email="LEAD@demonstration.invalid")
    with guard.allowed():
        Person.objects.filter(pk=known.pk).update(sessions_ended=3)
    found = archive.import_archive(operator(), elsewhere / "archive.zip")
    assert (found.known, found.made) == (1, Person.objects.count() - 1)
    assert set(Membership.objects.filter(person=known).values_list("role", flat=True)) == {"lead_inspector"}
    known.refresh_from_db()
    assert (known.name, known.sessions_ended, known.is_active) == ("Another Name", 3, True)
    others = Person.objects.exclude(pk=known.pk)
    assert {(each.is_active, each.has_usable_password(), each.office) for each in others} == {(False, False, "")}


def test_the_trail_names_who_is_meant_and_not_whoever_has_that_number_here(elsewhere) -> None:
    strangers = {given.person(f"Stranger {number}").pk for number in range(12)}
    with guard.allowed():  # a sequence of PostgreSQL goes on over tests: the low numbers may be past
        for number in set(range(1, 13)) - strangers:
            strangers.add(Person.objects.create(pk=number, name="Stranger", email=f"low{number}@inspectorate.test").pk)
    slug = archive.import_archive(operator(), elsewhere / "archive.zip").inspection
    lead = Person.objects.get(email="lead@demonstration.invalid")
    assert AuditEntry.objects.filter(chain__name=slug, actor__in=strangers).exists()  # their numbers, as written there
    assert not strangers & trails.actors_in(slug).keys()
    shown = trails.page_of(slug, trails.Wanted(person=lead.pk), limit=500).entries
    assert shown
    assert {(each.actor, each.actor_name) for each in shown} == {(lead.pk, lead.name)}
    for stranger in strangers:
        assert trails.page_of(slug, trails.Wanted(person=stranger)).entries == ()
    members = trails.page_of(slug, trails.Wanted(action="manage team"), limit=500).entries
    assert {each.subject for each in members} <= {f"member {each.pk}" for each in Person.objects.all()}
    allocated = trails.page_of(slug, trails.Wanted(action="allocate cases"), limit=500).entries
    assert not strangers & {each for entry in allocated for each in (entry.after or {}).get("allocated", {}).values()}


def test_the_same_inspection_gives_the_same_bytes_and_the_trail_says_that_it_left(small) -> None:
    first = archive.export(lead_of(small), small.slug)
    entry = AuditEntry.objects.filter(chain__name=small.slug).latest("position")
    assert (entry.action, entry.subject, entry.after["sha256"]) == ("export archive", "archive", first.sha256)
    second = archive.export(lead_of(small), small.slug)
    before, after = unpacked(first.content), unpacked(second.content)
    differ = {name for name in before if before[name] != after[name]}
    assert differ == {"manifest.json", "audit/entries.jsonl", "audit/people.jsonl"}  # the last says up to which entry
    assert after["audit/entries.jsonl"].startswith(before["audit/entries.jsonl"])  # and one more: the first export


def test_nothing_but_the_state_of_the_inspection_is_in_the_bytes(small, tmp_path) -> None:
    from inspectorate_app.actions.archive import WHOLE, _about, _members, packed
    from inspectorate_app.store.queries import archive_content as query
    from inspectorate_app.store.queries.inspection import find

    facts, chain = find(small.slug), trails.find_chain(small.slug)
    assert facts
    assert chain

    def made() -> bytes:
        return packed(WHOLE, _about(facts, chain, False), _members(query.content_of(facts, chain, False)))

    first = made()
    given.person("Someone New")
    given.inspection("another-2022")
    assert made() == first


def test_names_of_people_in_cases_are_left_out_unless_asked_for(small) -> None:
    without = archive.export(lead_of(small), small.slug).content
    text = b"".join(unpacked(without).values())
    assert b"Testfamily" not in text
    assert b"Robin Officer" not in text
    rows = unpacked(without)["tables/membership.jsonl"].decode()
    assert '"conflicts":["P01"]' in rows  # still kept from that practitioner's cases; 'Nobody Known' protects nothing
    asked = unpacked(archive.export(lead_of(small), small.slug, names=True).content)
    assert b"Testfamily" in asked["tables/identity.jsonl"]
    assert json.loads(asked["manifest.json"])["names"] is True


def test_who_may_not_see_names_or_every_case_does_not_get_them_in_a_file(small) -> None:
    with pytest.raises(NotAllowed):
        archive.export(operator(), small.slug, names=True)
    kept_from = given.member(small, Role.LEAD_INSPECTOR, "Terry Lead", conflicts=["SYN002"])
    with pytest.raises(NotAllowed, match="withheld"):
        archive.export(given.actor(kept_from), small.slug)
    with pytest.raises(NotAllowed, match="command"):
        archive.import_archive(lead_of(small), Path("any.zip"))


def test_someone_whom_a_conflict_of_interest_keeps_off_stays_kept_off(elsewhere, tmp_path) -> None:
    path = tmp_path / "archive.zip"
    path.write_bytes((elsewhere / "archive.zip").read_bytes())

    def kept_off(text: bytes) -> bytes:
        rows = [json.loads(line) for line in text.splitlines()]
        return "".join(f"{canonical({**row, 'kept_off': row['email'].startswith('lead@')})}\n" for row in rows).encode()

    altered(path, "people.jsonl", kept_off)
    slug = archive.import_archive(operator(), path).inspection
    lead = Person.objects.get(email="lead@demonstration.invalid")
    from inspectorate_app.store.queries.membership import roles_of

    with guard.allowed():
        Person.objects.update(is_active=True)
    assert roles_of(lead.pk, slug) == frozenset()
    assert roles_of(Person.objects.get(email="panel@demonstration.invalid").pk, slug) == {"panel_member"}


def test_what_was_approved_elsewhere_is_not_published_here_before_someone_here_approves_it(tmp_path) -> None:
    path = tmp_path / "archive.zip"
    due = datetime.datetime(2026, 1, 2, 0, 1, tzinfo=datetime.UTC)
    with transaction.atomic():
        row = given.inspection()
        lead = given.member(row, Role.LEAD_INSPECTOR, "Lee Lead")
        given.approved_publication(row, due_at=due, approved_by=row.set_up_by, approved_at=due, sealed="1" * 64)
        path.write_bytes(archive.export(given.actor(lead), row.slug).content)
        transaction.set_rollback(True)
    archive.import_archive(operator(), path)
    assert publication_round.publish_due(publication_round.JOB) == ()
    kept = Publication.objects.get()
    assert (kept.state, kept.approved_by, kept.approved_at, kept.due_at) == ("prepared", None, None, None)
    assert (kept.sealed, kept.prepared_by.name) == ("1" * 64, row.set_up_by.name)


def test_a_stored_file_goes_with_its_row_and_is_kept_anew(small, tmp_path, monkeypatch) -> None:
    """As a room registers its files: here those of caseloads stand for them."""
    kept = {"synthetic.csv": b"first,second"}

    def keep(file: BytesIO) -> str:
        kept["anew"] = file.read()
        return "anew"

    stored = StoredFile(Caseload, "file_name", "sha256", lambda key: iter([kept[key]]), keep)
    for module in (archive, archive_content, archive_reading):
        monkeypatch.setattr(module, "STORED_FILES", (stored,))
    digest = hashlib.sha256(b"first,second").hexdigest()
    path = tmp_path / "archive.zip"
    with guard.allowed():
        Caseload.objects.update(sha256=digest)
    path.write_bytes(archive.export(lead_of(small), small.slug, names=True).content)
    assert unpacked(path.read_bytes())[f"files/{digest}"] == b"first,second"
    assert json.loads(unpacked(path.read_bytes())["tables/caseload.jsonl"])["file_name"] == digest
    assert read(path).rows["caseload"][0]["file_name"] == digest
    with pytest.raises(BadInput, match="its name is not its SHA-256"):
        read(altered(path, f"files/{digest}", lambda content: content + b"!"))


def test_names_and_stored_files_come_over_where_they_were_asked_for(tmp_path, monkeypatch) -> None:
    kept = {"synthetic.csv": b"first,second"}
    stored = StoredFile(Caseload, "file_name", "sha256", lambda key: iter([kept[key]]), lambda file: "anew")
    for module in (archive, archive_content, archive_reading):
        monkeypatch.setattr(module, "STORED_FILES", (stored,))
    path = tmp_path / "archive.zip"
    with transaction.atomic():  # what is taken away is undone, so that it can come back into an empty database
        row = given.inspection()
        lead = given.member(row, Role.LEAD_INSPECTOR, "Lee Lead")
        case, *_ = given.cases(row)
        with guard.allowed():
            Identity.objects.create(case=case, family_name="Testfamily")
            Caseload.objects.update(sha256=hashlib.sha256(b"first,second").hexdigest(), content=b"a\0b")
        path.write_bytes(archive.export(given.actor(lead), row.slug, names=True).content)
        transaction.set_rollback(True)
    assert not Inspection.objects.exists()
    archive.import_archive(operator(), path)
    caseload = Caseload.objects.get()
    assert (caseload.file_name, bytes(caseload.content)) == ("anew", b"a\0b")
    assert Identity.objects.get().family_name == "Testfamily"


def test_nothing_is_left_of_an_import_that_the_database_refused(elsewhere, tmp_path) -> None:
    path = tmp_path / "archive.zip"
    path.write_bytes((elsewhere / "archive.zip").read_bytes())
    # The last table: the same decision twice would be; here the same case number twice, which only the database sees.
    altered(path, "tables/tally.jsonl", lambda text: text + text.splitlines(keepends=True)[0])
    (fault,) = told(path)
    assert "the database refused it" in fault
    assert (Inspection.objects.count(), Person.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)
