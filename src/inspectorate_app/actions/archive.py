"""A whole inspection as one file: taken away for another installation, and brought in from one.

Bringing one in is for a command on the server alone. Whoever writes an archive writes who decided what and when: this
is history, and only someone who may change the database anyway may give the service some.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.db import DataError, IntegrityError
from django.db.models import AutoField, Model
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, Fault, FaultLog
from inspectorate_app.actions import audit, permission, withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.archive_file import WHOLE, lines, packed
from inspectorate_app.actions.archive_reading import Archived, Reference, findings, read
from inspectorate_app.actions.change import Change, change, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.plan import check_overlap
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.store import portable
from inspectorate_app.store.models import (
    AuditChain,
    AuditEntry,
    AuditOrigin,
    BlindReading,
    ConflictOfInterest,
    Inspection,
    Person,
    Publication,
    StoredEdition,
)
from inspectorate_app.store.queries import archive_content as query
from inspectorate_app.store.queries.archive import STORED_FILES, TABLES, Table, fields_of, target_of
from inspectorate_app.store.queries.archive_content import Content
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of
from inspectorate_app.store.queries.membership import conflicted

#: What a conflict of interest that came with an inspection says.
KEPT_OFF = "Declared where the inspection came from; see the archive"


@dataclass(frozen=True)
class Exported:
    """The file of an archive, with its SHA-256, which the trail keeps too."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Imported:
    """What came in: the slug, how many people were known here by their address, and how many were not."""

    inspection: str
    sha256: str
    known: int
    made: int
    entries: int


def export(actor: Actor, inspection: str, *, names: bool = False) -> Exported:
    """The whole inspection as one file; ``names``: with the names of people in its cases, for one who may see them.

    The file holds the trail up to the entry that says that it was made. Raises ``NotAllowed``, also for someone who
    must not read some of the cases.
    """
    action = Action.ARCHIVE_ON_SERVER if actor.via == "command" else Action.EXPORT_ARCHIVE
    with change_in(actor, action, inspection) as under_way:
        if names and not permission.may(actor, Action.SEE_NAMES, inspection):
            raise NotAllowed(_("Names go into an archive only for someone who may see them."))
        withheld.require_none(actor, under_way.inspection.pk)
        if BlindReading.objects.filter(
            inspection=under_way.inspection, reader_id=actor.person, submitted_at=None
        ).exists():
            raise NotAllowed(_("You have a blind reading to submit first: the first reading is in the file."))
        facts, chain = facts_of(under_way.inspection), under_way.chain
        content = packed(WHOLE, _about(facts, chain, names), _members(query.content_of(facts, chain, names)))
        made = Exported(f"{facts.slug}.zip", content, sha256(content).hexdigest())
        under_way.note("archive", after={"sha256": made.sha256, "names": names, "entries up to": chain.position})
        return made


def _about(facts: InspectionFacts, chain: AuditChain, names: bool) -> dict[str, Any]:
    return {
        "inspection": facts.slug,
        "unit": facts.unit,
        "names": names,
        "edition": {"name": facts.edition, "sha256": facts.edition_sha256},
        "audit": {"entries": chain.position, "sha256": chain.sha256},
    }


def _members(content: Content) -> dict[str, bytes]:
    return {
        query.PEOPLE: lines(content.people),
        query.ENTRIES: lines(content.entries),
        query.AUDIT_PEOPLE: lines(content.audit_people),
        **{f"tables/{name}.jsonl": lines(rows) for name, rows in content.tables.items()},
        **{f"{query.EDITION}{name}": text.encode() for name, text in content.edition.items()},
        **{f"{query.FILES}{name}": each for name, each in content.files.items()},
    }


def import_archive(actor: Actor, path: Path) -> Imported:
    """Bring an inspection in, whole or not at all.

    People are found by their address; who is not known comes as someone who cannot sign in. Raises ``BadInput`` with
    all that is wrong with the file, or where the inspection is here already; ``NotAllowed`` but for a command.
    """
    if actor.via != "command":
        raise NotAllowed(_("An archive is imported by a command on the server."))
    archived = read(path)
    if found := findings(archived):
        raise BadInput(found)
    try:
        with change(actor, Action.IMPORT_ARCHIVE) as under_way:
            return _brought_in(under_way, archived)
    except (IntegrityError, DataError) as error:
        problem = _("the database refused it ({splitlines})").format(splitlines=str(error).splitlines()[0])
        raise BadInput([Fault(archived.file.file, 0, "", problem, _("export it again where it came from"))]) from error


def _brought_in(under_way: Change, archived: Archived) -> Imported:
    _require_absent(archived)
    people, made = _people(under_way, archived)
    keys = {"person": people}
    edition = _edition(archived)
    for table in TABLES:
        keys[table.name] = _insert(table, archived, keys, edition)
    slug = archived.inspection["slug"]
    chain = AuditChain.objects.create(name=slug, position=archived.chain.position, sha256=archived.chain.sha256)
    for entry in archived.entries:
        entry.chain = chain
    AuditEntry.objects.bulk_create(archived.entries, batch_size=500)
    _origins(archived, keys["inspection"][0], people)
    after = {"sha256": archived.file.sha256, "product": str(archived.file.manifest.get("product"))}
    told = audit.Noted("archive", None, {**after, "entries before": archived.chain.position})
    audit.append(chain, under_way.actor, under_way.action, [told])
    under_way.note(f"inspection {slug}", after={**after, "people made": len(made)})
    return Imported(slug, archived.file.sha256, len(people) - len(made), len(made), archived.chain.position)


def _require_absent(archived: Archived) -> None:
    """Raise ``BadInput`` where the inspection is here: by its name, its trail, or its organisation and days."""
    log, row = FaultLog(archived.file.file), archived.inspection
    if Inspection.objects.filter(slug=row["slug"]).exists() or AuditChain.objects.filter(name=row["slug"]).exists():
        log.add(
            _("there is an inspection '{row}' here").format(row=row["slug"]), _("nothing is put over it"), field="slug"
        )
    first = [each.sha256 for each in archived.entries[:1]]
    if AuditEntry.objects.filter(position=1, sha256__in=first).exists():
        log.add(
            _("this inspection is here: its trail begins with the same entry"),
            _("nothing is put over it"),
            field="audit",
        )
    check_overlap(row["organisation"], row["fieldwork_from"], row["fieldwork_to"], log)
    log.raise_if_any()


def _people(under_way: Change, archived: Archived) -> tuple[list[int], list[int]]:
    """The keys of the people of an archive in their order, and of them those who came with it."""
    organisation = archived.inspection["organisation"]
    off, keys, made = conflicted(organisation), [], []
    for row in archived.people:
        person = Person.objects.filter(email__iexact=row["email"]).first()
        if person is None:
            person = Person(email=row["email"], name=row["name"], is_active=False)
            person.set_unusable_password()
            person.save()
            made.append(person.pk)
            under_way.note(f"person {person.pk}", after={"from": "an archive", "active": False})
        if row["kept_off"] and person.pk not in off:
            ConflictOfInterest.objects.create(person=person, organisation=organisation, reason=KEPT_OFF)
            under_way.note(f"person {person.pk}", after={"conflict": organisation, "reason": KEPT_OFF})
        keys.append(person.pk)
    return keys, made


def _edition(archived: Archived) -> StoredEdition:
    said = archived.file.manifest["edition"]
    found = StoredEdition.objects.filter(sha256=said["sha256"]).first()
    return found or StoredEdition.objects.create(name=said["name"], sha256=said["sha256"], files=dict(archived.edition))


def _insert(table: Table, archived: Archived, keys: Mapping[str, list[int]], edition: StoredEdition) -> list[int]:
    """The rows of a table, written as they are: no moment is set anew. Gives their keys in order."""
    made: list[int] = []
    known = {**keys, table.name: made}
    targets = {each.attname: str(to._meta.model_name) for each in fields_of(table) if (to := target_of(each))}

    def rows() -> Iterator[Model]:
        for values in map(partial(_not_approved, table), archived.rows[table.name]):
            found: dict[str, Any] = {
                name: known[targets[name]][value.line - 1] if isinstance(value, Reference) else value
                for name, value in _with_files(table, values, archived).items()
            }
            for name in table.by_person:
                found[name] = {str(keys["person"][int(line) - 1]): value for line, value in found[name].items()}
            yield table.model(**found, **({"edition": edition} if table.model is Inspection else {}))

    fields = [each for each in table.model._meta.concrete_fields if not isinstance(each, AutoField)]
    # A row that refers to one before it in its own table needs the key of that.
    at_once = 1 if table.name in targets.values() else portable.AT_ONCE
    for key in portable.written(table.model, fields, rows(), at_once):
        made.append(key)
    return made


def _not_approved(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a row; of a publication that was approved elsewhere as one that waits for approval here.

    Else the next round of publishing would publish it, though nobody of this installation said so.
    """
    if table.model is not Publication or values["state"] != "approved":
        return values
    return values | {"state": "prepared", "approved_by_id": None, "approved_at": None, "due_at": None}


def _with_files(table: Table, values: dict[str, Any], archived: Archived) -> dict[str, Any]:
    """The values of a row with its stored file kept here."""
    for stored in STORED_FILES:
        if stored.model is table.model:
            if not stored.held(values):
                return values | {stored.key: token_hex(32)}
            content = archived.file.members[f"{query.FILES}{values[stored.sha256]}"]
            values = values | {stored.key: stored.keep(BytesIO(content))}
    return values


def _origins(archived: Archived, inspection: int, people: list[int]) -> None:
    """Keep who is meant by the ids in the trail as it came."""
    meant: dict[int, dict[str, int]] = {archived.chain.position: {}}
    for row in archived.audit_people:
        meant.setdefault(row["entries"], {})[str(row["id"])] = people[row["person"] - 1]
    AuditOrigin.objects.bulk_create(_origin_rows(inspection, meant))


def _origin_rows(inspection: int, meant: Mapping[int, Mapping[str, int]]) -> Iterable[AuditOrigin]:
    return [AuditOrigin(inspection_id=inspection, entries=last, people=meant[last]) for last in sorted(meant)]
