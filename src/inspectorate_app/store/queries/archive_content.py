"""A whole inspection as the members of an archive. A row is referred to by its line, so that the content is the same
wherever the inspection lies; docs/reference/archive-format.md describes each member."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model

from inspectorate_app.store.models import AuditChain, AuditEntry, AuditOrigin, Case, Person, StoredEdition
from inspectorate_app.store.queries import archive, audit
from inspectorate_app.store.queries.allocation import no_names
from inspectorate_app.store.queries.archive import STORED_FILES, TABLES, Table
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.membership import conflicted
from inspectorate_app.store.queries.withheld import folded

Json = dict[str, Any]
PEOPLE, ENTRIES, AUDIT_PEOPLE, EDITION, FILES = (
    "people.jsonl",
    "audit/entries.jsonl",
    "audit/people.jsonl",
    "edition/",
    "files/",
)
#: The fields of an entry, all of them but where its chain stands.
ENTRY_FIELDS = tuple(
    each.attname for each in AuditEntry._meta.concrete_fields if not each.primary_key and each.name != "chain"
)


@dataclass
class Content:
    """What goes into an archive: ``tables`` by name, ``files`` by name, and all else by its member."""

    people: list[Json] = field(default_factory=list)
    tables: dict[str, list[Json]] = field(default_factory=dict)
    entries: list[Json] = field(default_factory=list)
    audit_people: list[Json] = field(default_factory=list)
    edition: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Lines:
    """On which line of the archive each row stands that another refers to, by its model and key."""

    of: dict[type[Model], dict[int, int]] = field(default_factory=dict)

    def add(self, model: type[Model], keys: Iterable[int]) -> None:
        """Number the rows of a model in this order."""
        self.of[model] = {key: line for line, key in enumerate(keys, start=1)}


def content_of(inspection: InspectionFacts, chain: AuditChain, names: bool) -> Content:
    """Everything of an inspection as it stands; ``names``: with the names of people in its cases."""
    found, lines = Content(), Lines()
    entries = list(audit.links(chain))
    segments = list(_segments(inspection.id, chain.position))
    in_trail = _in_trail(entries, segments)
    people = list(Person.objects.filter(pk__in=archive.people_of(inspection.id) | set(in_trail.values())))
    people.sort(key=lambda each: each.email.casefold())
    # Not whom a unit that a letter covers keeps off: an import would declare them in conflict with the whole region.
    kept_off = conflicted(inspection.organisation)
    lines.add(Person, (each.pk for each in people))
    found.people = [{"email": each.email, "kept_off": each.pk in kept_off, "name": each.name} for each in people]
    nameless = {} if names else _codes(inspection.id)
    for table in TABLES:
        found.tables[table.name] = list(_rows(table, inspection.id, lines, names, nameless))
    found.entries = [{name: _plain(getattr(each, name)) for name in ENTRY_FIELDS} for each in entries]
    found.audit_people = [
        {"entries": entries_, "id": id_, "person": lines.of[Person][here]}
        for (entries_, id_), here in sorted(in_trail.items())
        if here in lines.of[Person]
    ]
    found.edition = StoredEdition.objects.values_list("files", flat=True).get(sha256=inspection.edition_sha256)
    found.files = dict(_files(inspection.id, found.tables))
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _segments(inspection: int, position: int) -> Iterator[tuple[int, Mapping[str, int] | None]]:
    """Parts of the trail by their last entry, with who is meant by which id; None where it is people here."""
    for origin in AuditOrigin.objects.filter(inspection_id=inspection):
        yield origin.entries, origin.people
    yield position, None


def _in_trail(
    entries: Iterable[AuditEntry], segments: list[tuple[int, Mapping[str, int] | None]]
) -> dict[tuple[int, int], int]:
    """Whom each id of the trail means here, by the last entry of the segment in which it stands."""
    found = {}
    for entry in entries:
        last, people = next(each for each in segments if entry.position <= each[0])
        for id_ in audit.people_named(entry):
            here = id_ if people is None else people.get(str(id_))
            if here is not None:
                found[last, id_] = here
    return found


def _rows(
    table: Table, inspection: int, lines: Lines, names: bool, nameless: Mapping[str, str | None]
) -> Iterator[Json]:
    if table.of_names and not names:
        lines.add(table.model, ())
        return
    rows = list(table.rows(inspection))
    lines.add(table.model, (each.pk for each in rows))
    fields = archive.fields_of(table)
    for row in rows:
        found = {each.name: _value(each, row, lines) for each in fields}
        for name in table.by_person:
            found[name] = {str(lines.of[Person][int(key)]): value for key, value in found[name].items()}
        if not names:
            found |= table.nameless
            if table.name == "membership":
                found["conflicts"] = _coded(found["conflicts"], nameless)
        yield found


def _value(one: Field[Any, Any], row: Model, lines: Lines) -> Any:
    value, target = getattr(row, one.attname), archive.target_of(one)
    if target is None or value is None:
        return archive.as_json(one, value)
    return lines.of[target][value]


def _codes(inspection: int) -> dict[str, str | None]:
    """What stands for what a member must not read, where names are left out: a practitioner's code for their name."""
    known = Case.objects.filter(inspection_id=inspection).values_list("identity__practitioner", "practitioner")
    codes = {folded(name): code for name, code in known if name and code}
    return {**codes, **{folded(code): None for code in codes.values()}, **dict.fromkeys(no_names(inspection), None)}


def _coded(conflicts: Iterable[str], codes: Mapping[str, str | None]) -> list[str]:
    """Conflicts without a name of a person: what is neither a place, a reference nor a known practitioner goes."""
    return [codes[folded(each)] or each for each in conflicts if folded(each) in codes]


def _files(inspection: int, tables: Mapping[str, list[Json]]) -> Iterator[tuple[str, bytes]]:
    """The stored files by their SHA-256, which also stands in the rows in the place of where they lie here."""
    for stored in STORED_FILES:
        for row in tables[str(stored.model._meta.model_name)]:
            if stored.held(row):
                yield row[stored.sha256], b"".join(stored.chunks(row[stored.key]))
            row[stored.key] = row[stored.sha256]
