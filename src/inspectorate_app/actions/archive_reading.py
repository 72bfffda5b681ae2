"""A whole inspection read from the file of an archive, and checked: every fault in it at once, with member and line."""

import datetime
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, Fault, FaultLog
from inspectorate.framework.catalogue import load_edition
from inspectorate.framework.model import Edition
from inspectorate.inspection import Phase
from inspectorate.rating.record import seal
from inspectorate_app.actions import archive_shape, audit
from inspectorate_app.actions.archive_file import WHOLE, Json, Opened, opened, rows_of
from inspectorate_app.actions.permission import IN_AN_INSPECTION
from inspectorate_app.store.models import AuditChain, AuditEntry, Panel, Person
from inspectorate_app.store.queries import archive_version
from inspectorate_app.store.queries.archive import STORED_FILES, TABLES, Table, fields_of, from_json, target_of
from inspectorate_app.store.queries.archive_content import (
    AUDIT_PEOPLE,
    EDITION,
    ENTRIES,
    ENTRY_FIELDS,
    FILES,
    PEOPLE,
)

_AGAIN = "export it again where it came from"
_PHASES = frozenset(each.value for each in Phase)
#: Words that must be known here: another role would be a right that nobody gave, another phase one that no page knows.
_WORDS: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("inspection", "phase"): _PHASES,
        ("milestone", "phase"): _PHASES,
        ("phasechange", "before"): _PHASES,
        ("phasechange", "after"): _PHASES,
        ("membership", "role"): frozenset(each.value for each in IN_AN_INSPECTION),
        ("case", "role"): frozenset({"main", "reserve", "withdrawn"}),
        ("caseassessment", "state"): frozenset({"in_progress", "submitted"}),
        ("panel", "state"): frozenset({"open", "signed_off", "reopened"}),
    }
)
_PERSON = {each.name: each for each in Person._meta.concrete_fields if each.name in ("email", "name")}


@dataclass(frozen=True)
class Reference:
    """A value that refers to the row on a line of the archive."""

    line: int


@dataclass(frozen=True)
class Archived:
    """An inspection as its archive holds it. ``rows`` maps fields to values and ``Reference``s, by table."""

    file: Opened
    people: list[Json]
    rows: Mapping[str, list[dict[str, Any]]]
    chain: AuditChain
    entries: list[AuditEntry]
    audit_people: list[Json]
    edition: Mapping[str, str]

    @property
    def inspection(self) -> dict[str, Any]:
        """The values of the inspection itself."""
        return self.rows["inspection"][0]


def read(path: Path) -> Archived:
    """The archive at a path. Raises ``BadInput`` with all that is wrong with it; changes nothing, asks no database."""
    file = opened(path, WHOLE)
    log = FaultLog(file.file)
    people = _people(file, log)
    counts = {"person": len(people), **{table.name: _lines(file, table) for table in TABLES}}
    rows = {table.name: list(_rows(file, table, counts, log)) for table in TABLES}
    entries, audit_people = _entries(file, log), _audit_people(file, counts, log)
    chain, edition = _chain(file, log), _edition(file, log)
    if len(rows["inspection"]) != 1 and not log.faults:
        log.add(_("it holds not one inspection"), _AGAIN)
    _check_files(file, log)
    log.raise_if_any()
    return Archived(file, people, rows, chain, entries, audit_people, edition)


def findings(archived: Archived) -> tuple[Fault, ...]:
    """What an archive that can be read tells against itself: its audit trail, its seals, its edition."""
    log = FaultLog(archived.file.file)
    for broken in audit.breaks(archived.entries, archived.chain):
        log.faults.append(Fault(archived.file.place(ENTRIES), 0, "", broken, _("do not rely on this trail")))
    for line, panel in enumerate(archived.rows[str(Panel._meta.model_name)], start=1):
        if panel["evidence"] is not None and seal(panel["evidence"]) != panel["evidence_sha256"]:
            problem = _("the evidence is not what was signed off")
            place = archived.file.place("tables/panel.jsonl")
            log.faults.append(Fault(place, line, "evidence_sha256", problem, _("do not rely on these ratings")))
    if archived.inspection["slug"] != archived.file.manifest.get("inspection"):
        log.add(_("the manifest names another inspection"), _AGAIN, field="inspection")
    return tuple(log.faults)


def _lines(file: Opened, table: Table) -> int:
    return file.members.get(_member(table), b"").count(b"\n")


def _people(file: Opened, log: FaultLog) -> list[Json]:
    rows = rows_of(file, PEOPLE, log, ("email", "kept_off", "name"))
    for line, row in enumerate(rows, start=1):
        for name, one in _PERSON.items():
            _noting(log, file.place(PEOPLE), line, one, row[name])
        if type(row["kept_off"]) is not bool:
            log.faults.append(Fault(file.place(PEOPLE), line, "kept_off", _("it is neither true nor false"), _AGAIN))
    twice = [email for email, times in Counter(str(row["email"]).casefold() for row in rows).items() if times > 1]
    if twice:
        log.faults.append(
            Fault(
                file.place(PEOPLE),
                0,
                "email",
                _("{twice} addresses stand there twice").format(twice=len(twice)),
                _AGAIN,
            )
        )
    return rows


def _rows(file: Opened, table: Table, counts: Mapping[str, int], log: FaultLog) -> Iterator[dict[str, Any]]:
    member, fields = _member(table), fields_of(table)
    for line, row in enumerate(_rows_as_now(file, table, log), start=1):
        found = {}
        for one in fields:
            target = target_of(one)
            if target is None:
                found[one.attname] = _noting(log, file.place(member), line, one, row[one.name])
                if found[one.attname] not in _WORDS.get((table.name, one.name), (found[one.attname],)):
                    log.faults.append(Fault(file.place(member), line, one.name, _("it is no word known here"), _AGAIN))
                for problem in archive_shape.wrong(table.name, one.name, row[one.name]):
                    log.faults.append(Fault(file.place(member), line, one.name, problem, _AGAIN))
                if one.name in table.by_person and not _is_by_person(row[one.name], counts["person"]):
                    log.faults.append(
                        Fault(file.place(member), line, one.name, _("it names nobody in the archive"), _AGAIN)
                    )
                continue
            last = line - 1 if target is table.model else counts.get(str(target._meta.model_name), 0)
            found[one.attname] = _reference(log, file.place(member), line, one, row[one.name], last)
        yield found


def _rows_as_now(file: Opened, table: Table, log: FaultLog) -> list[Json]:
    """The rows of a table with the fields of today: what the version of the archive had not is put in."""
    if _member(table) not in file.members and archive_version.may_lack(table.name, file.version):
        return []
    names = [each.name for each in fields_of(table)]
    return rows_of(file, _member(table), log, names, archive_version.missing_fields(table.name, file.version))


def _member(table: Table) -> str:
    return f"tables/{table.name}.jsonl"


def _is_by_person(value: Any, last: int) -> bool:
    """Whether the keys of a value are lines of people."""
    return isinstance(value, dict) and value.keys() <= {str(line) for line in range(1, last + 1)}


def _noting(log: FaultLog, place: str, line: int, one: Field[Any, Any], value: Any) -> Any:
    try:
        return from_json(one, value)
    except ValueError as error:
        log.faults.append(Fault(place, line, one.name, str(error)[:200], _AGAIN))
        return None


def _reference(log: FaultLog, place: str, line: int, one: Field[Any, Any], value: Any, last: int) -> Reference | None:
    if value is None and one.null:
        return None
    if type(value) is int and 1 <= value <= last:
        return Reference(value)
    problem = _("it refers to line {value!r:.40} of another member, which has {last}").format(value=value, last=last)
    log.faults.append(Fault(place, line, one.name, problem, _AGAIN))
    return None


def _entries(file: Opened, log: FaultLog) -> list[AuditEntry]:
    found = []
    for line, row in enumerate(rows_of(file, ENTRIES, log, ENTRY_FIELDS), start=1):
        values = {name: _noting(log, file.place(ENTRIES), line, _ENTRY[name], row[name]) for name in ENTRY_FIELDS}
        if isinstance(values["at"], datetime.datetime):
            found.append(AuditEntry(**values))
    return found


_ENTRY = {each.attname: each for each in AuditEntry._meta.concrete_fields}


def _audit_people(file: Opened, counts: Mapping[str, int], log: FaultLog) -> list[Json]:
    rows = rows_of(file, AUDIT_PEOPLE, log, ("entries", "id", "person"))
    for line, row in enumerate(rows, start=1):
        sound = all(type(each) is int and 0 < each < 2**63 for each in row.values())
        if not sound or row["person"] > counts["person"]:
            log.faults.append(Fault(file.place(AUDIT_PEOPLE), line, "", _("it names nobody in the archive"), _AGAIN))
    return rows


def _chain(file: Opened, log: FaultLog) -> AuditChain:
    said = file.manifest.get("audit")
    if isinstance(said, dict) and type(said.get("entries")) is int and isinstance(said.get("sha256"), str):
        return AuditChain(name=str(file.manifest.get("inspection")), position=said["entries"], sha256=said["sha256"])
    log.faults.append(Fault(file.place("manifest.json"), 0, "audit", _("it does not say where the trail ends"), _AGAIN))
    return AuditChain()


def _edition(file: Opened, log: FaultLog) -> dict[str, str]:
    edition_in(file, log)
    members = {name.removeprefix(EDITION): each for name, each in file.members.items() if name.startswith(EDITION)}
    return {name: content.decode("utf-8", "replace") for name, content in members.items()}


def edition_in(file: Opened, log: FaultLog) -> Edition | None:
    """The edition in an archive; None, with its fault noted, where it is not the one that the manifest names."""
    said, place = file.manifest.get("edition"), file.place(EDITION.rstrip("/"))
    try:
        found = _loaded({name: each for name, each in file.members.items() if name.startswith(EDITION)})
    except (BadInput, UnicodeDecodeError) as error:
        told = error.faults[0].problem if isinstance(error, BadInput) else _("it is no text")
        log.faults.append(Fault(place, 0, "", _("the edition cannot be used ({told})").format(told=told[:200]), _AGAIN))
        return None
    if not isinstance(said, dict) or (said.get("name"), said.get("sha256")) != (found.id, found.sha256):
        log.faults.append(Fault(place, 0, "", _("it is not the edition that the manifest names"), _AGAIN))
        return None
    return found


def _loaded(files: Mapping[str, bytes]) -> Edition:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name  # the names of members are checked: no '..', and no beginning at the root
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content.decode("utf-8"), encoding="utf-8", newline="")
        return load_edition(Path(folder) / EDITION)


def _check_files(file: Opened, log: FaultLog) -> None:
    """Each stored file is what its name says, and each that a row refers to is there."""
    for name, content in file.members.items():
        if name.startswith(FILES) and name.removeprefix(FILES) != sha256(content).hexdigest():
            log.faults.append(Fault(file.place(name), 0, "", _("its name is not its SHA-256"), _AGAIN))
    for stored in STORED_FILES:
        table = next(each for each in TABLES if each.model is stored.model)
        for line, row in enumerate(_rows_as_now(file, table, FaultLog()), start=1):
            there = not stored.held(row) or f"{FILES}{row[stored.sha256]}" in file.members
            if not there or row[stored.key] != row[stored.sha256]:
                log.faults.append(Fault(file.place(_member(table)), line, stored.key, _("its file is missing"), _AGAIN))
