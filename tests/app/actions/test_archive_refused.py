"""An archive that is here already, was changed, or is none is refused, and nothing is left of it."""

import json
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from inspectorate_app.actions.archive_file import canonical
from inspectorate_app.actions.archive_reading import findings, read
from inspectorate_app.store.models import (
    Person,
)
from inspectorate_app.store.queries.archive_version import LATEST
from tests.app.archiving import altered, exported, small_inspection, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    return small_inspection()


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
