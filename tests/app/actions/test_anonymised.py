"""A file for research: nobody can be told from it, and the check sees it where someone could."""

import hashlib
import json
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.utils import timezone

from inspectorate_app.actions import anonymised
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.anonymised_reading import findings
from inspectorate_app.actions.archive_file import canonical
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store import guard
from inspectorate_app.store.models import Answer, AuditEntry, Case, CaseAssessment, Identity, Inspection
from inspectorate_app.store.queries.anonymised import told_of
from tests.app import given

pytestmark = pytest.mark.django_db


def inspected(references: int, phase: str = "analysis") -> Inspection:
    """An inspection with submitted cases: of each ten nine are of women, and all in one of two areas."""
    row = given.inspection(phase=phase)
    reader = given.member(row, Role.INSPECTOR, "Kim Inspector")
    names = [f"REF{number:04}" for number in range(references)]
    question = given.edition_of().case_questions[0]
    answer = next(each for each in given.edition_of().framework.scales if each.id == question.scale).answers[0].answer
    with guard.allowed():
        for number, case in enumerate(given.cases(row, names, allocated_to=reader)):
            case.characteristics = {"gender": "male" if number % 10 == 9 else "female"}
            case.area, case.practitioner = f"Area of {'North' if number % 2 else 'South'}moor", f"P{number:02}"
            case.save()
            Identity.objects.create(case=case, family_name=f"Family{number}", person_id=f"X{number:05}")
            made = CaseAssessment.objects.create(
                case=case,
                inspection=row,
                state="submitted",
                started_by=reader,
                submitted_by=reader,
                submitted_at=timezone.now(),
                interview_notes="Robin said so on the phone",
            )
            Answer.objects.create(
                assessment=made, question=question.id, answer=answer, reason="Seen on 24 October", saved_by=reader
            )
    return row


@pytest.fixture
def twenty() -> Inspection:
    return inspected(20)


def exported(row: Inspection, tmp_path: Path) -> Path:
    path = tmp_path / "research.zip"
    path.write_bytes(anonymised.export(operator(), row.slug).content)
    return path


def members(path: Path) -> dict[str, bytes]:
    with ZipFile(BytesIO(path.read_bytes())) as file:
        return {name: file.read(name) for name in file.namelist()}


def cases(path: Path) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in members(path)["cases.jsonl"].splitlines()]


def test_nothing_of_anyone_is_in_it_and_what_was_judged_is(twenty, tmp_path) -> None:
    path = exported(twenty, tmp_path)
    text = b"".join(content for name, content in members(path).items() if not name.startswith("edition/"))
    for each in (
        b"Kim",
        b"REF0",
        b"moor",
        b"Family",
        b"X000",
        b"Robin",
        b"October",
        b"inspectorate.test",
        b"leicester",
    ):
        assert each not in text, each
    assert len(members(path)["answers.jsonl"].splitlines()) == 20
    others = {name for name in members(path) if not name.startswith("edition/")}
    assert others == {"manifest.json", "cases.jsonl", "answers.jsonl", "judgements.jsonl", "decisions.jsonl"}
    assert findings(path, told_of(twenty.pk)) == ()


def test_no_combination_is_rarer_than_five_and_it_is_told_how_many_values_went(twenty, tmp_path) -> None:
    path = exported(twenty, tmp_path)
    known = [{name: value for name, value in row.items() if name not in ("case", "interview")} for row in cases(path)]
    assert min(Counter(map(canonical, known)).values()) >= 5
    manifest = json.loads(members(path)["manifest.json"])
    # Every practitioner has one case, so all 20 go. Of the two men none can be hidden among men: they are joined by
    # others until they are five, and what was left out is what is not there any more.
    assert manifest["suppressed"]["practitioner"] == 20
    assert manifest["suppressed"]["gender"] == 20 - sum(row["gender"] is not None for row in known) >= 2
    assert (manifest["cases"], manifest["cases_left_out"], manifest["k"]) == (20, 0, 5)
    assert manifest["fieldwork"] == ["2022-W43", "2022-W44"]  # 24 October is the Monday of week 43


def test_references_are_by_chance_and_the_trail_keeps_that_the_file_was_made(twenty, tmp_path) -> None:
    first = {row["case"] for row in cases(exported(twenty, tmp_path))}
    second = {row["case"] for row in cases(exported(twenty, tmp_path))}
    assert (len(first), len(first & second)) == (20, 0)
    entry = AuditEntry.objects.filter(chain__name=twenty.slug).latest("position")
    assert (entry.subject, entry.after["cases"]) == ("anonymised archive", 20)


def test_a_module_of_fewer_than_five_cases_is_left_out_whole(twenty, tmp_path) -> None:
    reader = given.member(twenty, Role.INSPECTOR, "Lou Inspector")
    with guard.allowed():
        for case in given.cases(twenty, ["V1", "V2"], module="statutory_victims", first=21):
            CaseAssessment.objects.create(
                case=case, inspection=twenty, state="submitted", started_by=reader, submitted_by=reader
            )
    path = exported(twenty, tmp_path)
    assert {row["module"] for row in cases(path)} == {"main"}
    assert json.loads(members(path)["manifest.json"])["cases_left_out"] == 2


def test_an_inspection_of_four_cases_gives_no_file(tmp_path) -> None:
    with pytest.raises(NotNow, match="too few submitted cases"):
        exported(inspected(4), tmp_path)


def test_a_file_for_research_waits_until_no_case_is_read_any_more() -> None:
    row = inspected(20, phase="fieldwork")
    lead = given.member(row, Role.LEAD_INSPECTOR, "Lee Lead")
    with pytest.raises(NotNow):
        anonymised.export(given.actor(lead), row.slug)


def test_a_value_that_is_none_of_the_edition_is_left_out(twenty, tmp_path) -> None:
    with guard.allowed():
        Case.objects.filter(number=1).update(characteristics={"gender": "someone we know"})
    assert "someone we know" not in str(cases(exported(twenty, tmp_path)))


def altered(path: Path, member: str, change) -> Path:
    """The file with each row of a member changed, and its manifest made to say so."""
    found = members(path)
    rows = [change(place, json.loads(line)) for place, line in enumerate(found[member].splitlines())]
    found[member] = "".join(f"{canonical(row)}\n" for row in rows).encode()
    manifest = json.loads(found["manifest.json"])
    manifest["members"][member]["sha256"] = hashlib.sha256(found[member]).hexdigest()
    found["manifest.json"] = json.dumps(manifest).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, content in found.items():
            file.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("member", "change", "problem"),
    [
        ("cases.jsonl", lambda at, row: {**row, "area": "Northmoor"}, "it is no value of the edition"),
        ("cases.jsonl", lambda at, row: {**row, "case": "REF0001"}, "it is no value of the edition"),
        ("cases.jsonl", lambda at, row: {**row, "interview": "2022-10-24"}, "a moment finer than a week"),
        ("cases.jsonl", lambda at, row: {**row, "practitioner": f"practitioner {at + 1}"}, "1 of 20 cases alone have"),
        ("answers.jsonl", lambda at, row: {**row, "answer": "Kim said no"}, "it is no value of the edition"),
        ("answers.jsonl", lambda at, row: {**row, "answer": "at 9:30 o'clock"}, "a moment finer than a week"),
    ],
)
def test_the_check_finds_what_tells_of_someone(twenty, tmp_path, member, change, problem) -> None:
    path = altered(exported(twenty, tmp_path), member, change)
    found = findings(path)
    assert any(problem in each.problem for each in found), found
    assert {each.file for each in found} == {f"research.zip!{member}"}


def test_the_check_finds_texts_of_the_source_where_it_is_at_hand_and_does_not_repeat_them(twenty, tmp_path) -> None:
    path = altered(
        exported(twenty, tmp_path), "cases.jsonl", lambda at, row: {**row, "team": "family7"} if at == 3 else row
    )
    found = [each for each in findings(path, told_of(twenty.pk)) if "of the source" in each.problem]
    assert [(each.file, each.line) for each in found] == [("research.zip!cases.jsonl", 4)]
    assert "family7" not in str(found)
    assert not [each for each in findings(path) if "of the source" in each.problem]


def test_the_check_finds_a_manifest_that_says_more_or_promises_less(twenty, tmp_path) -> None:
    path = exported(twenty, tmp_path)
    found = members(path)
    manifest = {**json.loads(found["manifest.json"]), "k": 2, "unit": "Northmoor", "fieldwork": ["2022-10-24"]}
    found["manifest.json"] = json.dumps(manifest).encode()
    with ZipFile(path, "w") as file:
        for name, content in found.items():
            file.writestr(name, content)
    assert {each.field for each in findings(path)} >= {"k", "unit", "fieldwork"}
