"""Archives that leave, and are changed on their way, for the tests of what is refused."""

import hashlib
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import archive, assessment
from inspectorate_app.actions.actor import Actor, operator
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    Case,
    Identity,
    Inspection,
    Person,
)
from tests.app import given


def unpacked(content: bytes) -> dict[str, bytes]:
    """The members of an archive by name."""
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def small_inspection() -> Inspection:
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
    """The lead inspector of ``small_inspection``."""
    return given.actor(Person.objects.get(name="Lee Lead", memberships__inspection=row))


def exported(row: Inspection, tmp_path: Path) -> Path:
    """The archive of an inspection as a file."""
    path = tmp_path / "archive.zip"
    path.write_bytes(archive.export(operator(), row.slug).content)
    return path


def altered(path: Path, member: str, change: Callable[[bytes], bytes], honest: bool = True) -> Path:
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
    """Why an archive is refused."""
    with pytest.raises(BadInput) as refused:
        archive.import_archive(operator(), path)
    return [str(each) for each in refused.value.faults]
