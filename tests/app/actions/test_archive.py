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
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.db import transaction

from inspectorate.errors import BadInput
from inspectorate_app.actions import archive, archive_reading, assessment, audit, publication_round
from inspectorate_app.actions.actor import Actor, operator
from inspectorate_app.actions.archive_file import canonical
from inspectorate_app.actions.archive_reading import findings, read
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    AuditEntry,
    Case,
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
from inspectorate_app.store.queries.archive_version import LATEST
from tests.app import archived, given

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


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


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
    _comes_back_the_same(found.inspection, path.parent / "back", migrated_file)


def _comes_back_the_same(slug: str, folder: Path, migrated: Path | None) -> None:
    """From this database, PostgreSQL in the second run of the tests, into a SQLite file: equal again."""
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


@pytest.fixture
def small() -> Inspection:
    """An inspection with names, an answer, notes, and someone with a conflict of interest."""
    row = given.inspection()
    lead = given.member(row, Role.LEAD_INSPECTOR, "Lee Lead")
    first, *_ = given.cases(row, allocated_to=lead, gender="female")
    with guard.allowed():
        Case.objects.filter(pk=first.pk).update(practitioner="P01")
        Identity.objects.create(case=first, family_name="Testfamily", practitioner="Robin Officer")
    reader = given.member(row, Role.INSPECTOR, "Kim Inspector", conflicts=["Robin Officer", "Nobody Known"])
    with guard.allowed():
        reader.conflicts.create(organisation=row.organisation, reason="lived there", declared_by=lead)
    with change_in(given.actor(lead), Action.MANAGE_TEAM, row.slug) as under_way:
        under_way.note(f"member {reader.pk}", after={"role": "inspector"})
    answered = {"question": "2.2.1", "answer": "yes", "reason": "It was thorough.", "version": 0}
    assessment.save_answer(given.actor(lead), row.slug, first.number, **answered)
    return row


def lead_of(row: Inspection) -> Actor:
    return given.actor(Person.objects.get(name="Lee Lead", memberships__inspection=row))


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


def exported(row: Inspection, tmp_path: Path) -> Path:
    path = tmp_path / "archive.zip"
    path.write_bytes(archive.export(operator(), row.slug).content)
    return path


def altered(path: Path, member: str, change, honest: bool = True) -> Path:
    """The archive with one member changed; ``honest`` where the manifest is made to say so too."""
    members = unpacked(path.read_bytes())
    members[member] = change(members[member])
    manifest = json.loads(members["manifest.json"])
    if honest and member in manifest["members"]:
        manifest["members"][member]["sha256"] = hashlib.sha256(members[member]).hexdigest()
        members["manifest.json"] = json.dumps(manifest).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def told(path: Path) -> list[str]:
    with pytest.raises(BadInput) as refused:
        archive.import_archive(operator(), path)
    return [str(each) for each in refused.value.faults]


def test_an_inspection_that_is_here_is_refused_with_every_reason(small, tmp_path) -> None:
    path, counted = exported(small, tmp_path), Person.objects.count()
    found = "\n".join(told(path))
    assert f"there is an inspection '{small.slug}' here" in found
    assert "its trail begins with the same entry" in found
    assert "this organisation is inspected from" in found
    assert Person.objects.count() == counted


@pytest.mark.parametrize(
    ("member", "line", "field", "change"),
    [
        ("tables/case.jsonl", 2, "number", lambda row: {**row, "number": "two"}),
        ("tables/case.jsonl", 1, "role", lambda row: {**row, "role": "any"}),
        ("tables/membership.jsonl", 1, "role", lambda row: {**row, "role": "administrator"}),
        ("tables/inspection.jsonl", 1, "phase", lambda row: {**row, "phase": "any"}),
        ("tables/case.jsonl", 1, "reference", lambda row: {**row, "reference": "x" * 81}),
        ("tables/case.jsonl", 3, "sample", lambda row: {**row, "sample": 2}),
        ("tables/case.jsonl", 3, "inspection", lambda row: {**row, "inspection": None}),
        ("tables/answer.jsonl", 1, "saved_at", lambda row: {**row, "saved_at": "2022-10-24T09:00:00"}),
        ("tables/answer.jsonl", 1, "saved_by", lambda row: {**row, "saved_by": True}),
        ("tables/inspection.jsonl", 1, "fieldwork_to", lambda row: {**row, "fieldwork_to": "24 October"}),
        ("people.jsonl", 1, "email", lambda row: {**row, "email": "nobody"}),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_member_line_and_field(
    small, tmp_path, member, line, field, change
) -> None:
    def at_line(text: bytes) -> bytes:
        rows = text.decode().splitlines()
        rows[line - 1] = canonical(change(json.loads(rows[line - 1])))
        return ("\n".join(rows) + "\n").encode()

    path = altered(exported(small, tmp_path), member, at_line)
    (fault,) = told(path)
    assert fault.startswith(f"archive.zip!{member}:{line}: {field}: ")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "it is no JSON"),
        ('{"a":NaN}', "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ('{"a":1,"a":1}', "it is not as an archive writes it"),
        ('{"a":1}', "its fields are not those of its table"),
        ("[1]", "its fields are not those of its table"),
    ],
)
def test_a_line_that_is_no_row_is_refused(small, tmp_path, line, problem) -> None:
    path = altered(exported(small, tmp_path), "tables/tally.jsonl", lambda text: f"{line}\n".encode())
    (fault,) = told(path)
    assert fault.startswith("archive.zip!tables/tally.jsonl:1: ")
    assert problem in fault


def test_a_member_that_is_not_what_the_manifest_says_is_named(small, tmp_path) -> None:
    path = altered(
        exported(small, tmp_path),
        "tables/answer.jsonl",
        lambda text: text.replace(b"thorough", b"shallow!"),
        honest=False,
    )
    assert told(path) == [
        "archive.zip!tables/answer.jsonl: it is not what the manifest says (SHA-256). "
        "Export it again where it came from, and copy it whole."
    ]


def test_a_trail_that_was_changed_is_refused_even_where_the_manifest_was_changed_with_it(small, tmp_path) -> None:
    path = altered(
        exported(small, tmp_path), "audit/entries.jsonl", lambda text: text.replace(b"Lee Lead", b"Someone!")
    )
    assert any("was changed after it was written" in each for each in told(path))
    assert [each.file for each in findings(read(path))] == ["archive.zip!audit/entries.jsonl"] * len(
        findings(read(path))
    )


def test_an_edition_that_was_changed_is_refused(small, tmp_path) -> None:
    path = altered(exported(small, tmp_path), "edition/rating.yaml", lambda text: text + b"\n# another\n")
    assert any("it is not the edition that the manifest names" in each for each in told(path))


def test_a_file_that_was_cut_off_is_refused_wherever_it_was_cut(small, tmp_path) -> None:
    path = exported(small, tmp_path)
    whole = path.read_bytes()
    for length in (0, 1, 30, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert len(told(path)) == 1


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path) -> None:
    path = tmp_path / "bomb.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        file.writestr("tables/case.jsonl", b"0" * 50_000_000)
    (fault,) = told(path)
    assert "times its size" in fault


@pytest.mark.parametrize("name", ["../outside", "/outside", "a//b", "edition/../../x", ".hidden", "a\\b"])
def test_a_member_whose_name_leads_out_is_refused(small, tmp_path, name) -> None:
    path = exported(small, tmp_path)
    with ZipFile(path, "a") as file:
        file.writestr(name, b"x")
    (fault,) = told(path)
    assert "has no name that an archive gives" in fault


def test_what_is_no_archive_of_this_form_is_refused(small, tmp_path) -> None:
    path = exported(small, tmp_path)
    altered(
        path, "manifest.json", lambda text: text.replace(b'"version": %d' % LATEST, b'"version": %d' % (LATEST + 1))
    )
    (fault,) = told(path)
    assert f"version: it is {LATEST + 1}, and this product reads up to {LATEST}" in fault
    assert "it cannot be read" in told(tmp_path / "nowhere.zip")[0]


def test_nothing_is_left_of_an_import_that_the_database_refused(elsewhere, tmp_path) -> None:
    path = tmp_path / "archive.zip"
    path.write_bytes((elsewhere / "archive.zip").read_bytes())
    # The last table: the same decision twice would be; here the same case number twice, which only the database sees.
    altered(path, "tables/tally.jsonl", lambda text: text + text.splitlines(keepends=True)[0])
    (fault,) = told(path)
    assert "the database refused it" in fault
    assert (Inspection.objects.count(), Person.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


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
