"""The file of a backup: a zip of tables as lines of JSON, the documents, and a manifest of what must be in it.

It is whole or not there: written under another name, brought to the disk, and only then given its own.
"""

import hashlib
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, Fault
from inspectorate_app.actions.audit import End
from inspectorate_app.store import portable
from inspectorate_app.store.models import AuditChain, AuditEntry

#: The form of the file; another number is another form.
FORM = 1
MANIFEST = "manifest.json"
_PIECE = 1 << 20
#: Where it says what is in the file: a table, or a document in a folder named by nobody but us.
_SOUND = re.compile(r"tables/[a-z0-9_]+\.jsonl|documents/(?!\.)[\w.-]+(/(?!\.)[\w.-]+)*")
_ENTRIES, _CHAINS = (f"tables/{model._meta.db_table}.jsonl" for model in (AuditEntry, AuditChain))


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. ``taken_at`` is an ISO time: all that was acknowledged before it is there.

    ``migrations`` are app and name; ``rows`` the rows of each table; ``sha256`` the hash of each member of the file;
    ``chains`` where each chain of the audit trail ends: its position and hash. ``outside`` counts the documents of a
    bucket that are not in the file: ``objects`` that stay there, their ``bytes``, and those ``missing`` there.
    """

    version: str
    taken_at: str
    migrations: Sequence[Sequence[str]]
    rows: dict[str, int] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    chains: dict[str, Sequence[Any]] = field(default_factory=dict)
    outside: dict[str, int] = field(default_factory=dict)
    form: int = FORM


@contextmanager
def written_whole(file: Path) -> Iterator[ZipFile]:
    """A new file to write to, for its owner alone, that has its name only once it is whole and on the disk."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as kept:
            with ZipFile(kept, "w", ZIP_DEFLATED, compresslevel=6) as archive:
                yield archive
            kept.flush()
            os.fsync(kept.fileno())
        unfinished.replace(file)
        _bring_name_to_disk(file.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _bring_name_to_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def add(archive: ZipFile, manifest: Manifest, member: str, pieces: Iterable[bytes]) -> int:
    """Write a member and note its hash; how many pieces it had."""
    digest, count = hashlib.sha256(), 0
    with archive.open(member, "w", force_zip64=True) as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
            count += 1
    manifest.sha256[member] = digest.hexdigest()
    return count


def add_manifest(archive: ZipFile, manifest: Manifest) -> None:
    """Write the manifest, last: a file without one was not finished."""
    archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n")


def in_pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A file, a piece at a time."""
    while piece := file.read(_PIECE):
        yield piece


@contextmanager
def opened(path: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """A backup to read from. Raises ``BadInput`` where it is none, or of another form."""
    with ExitStack() as closing:
        try:
            archive = closing.enter_context(ZipFile(path))
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
            known = manifest.form == FORM
        except (BadZipFile, KeyError, TypeError, ValueError, NotImplementedError, zlib.error):
            known = False
        if not known:
            mend = _("take one with 'inspectorate backup create'")
            raise BadInput([Fault(str(path), 0, "", _("this is no backup that this version can read"), mend)])
        yield archive, manifest


def findings(path: Path) -> list[str]:
    """What is wrong with a backup and with the audit trail in it, in words.

    Raises ``BadInput`` where it is no backup at all.
    """
    return list(damage(path)) or list(broken_chains(path))


def damage(path: Path) -> Iterator[str]:
    """How a backup is not what was written: its members, their hashes and their numbers of rows."""
    with opened(path) as (archive, manifest):
        there, noted = {name for name in archive.namelist() if name != MANIFEST}, set(manifest.sha256)
        yield from (f"{name}: in the manifest, and not in the file" for name in sorted(noted - there))
        yield from (f"{name}: in the file, and not in the manifest" for name in sorted(there - noted))
        yield from (f"{name!r}: no backup has a member of this name" for name in sorted(noted) if not sound(name))
        changed = (name for name in sorted(noted & there) if _differs(archive, manifest, name))
        yield from (f"{name}: its content is not what was written" for name in changed)


def broken_chains(path: Path) -> Iterator[str]:
    """What is wrong with the audit trail in a backup that has no damage: it was so when the backup was taken."""
    with opened(path) as (archive, manifest):
        if {_ENTRIES, _CHAINS} <= set(manifest.sha256):
            yield from _broken_chains(archive, manifest)


def sound(member: str) -> bool:
    """Whether a backup may have a member of this name: nothing in it leads out of the folder it is put in."""
    return _SOUND.fullmatch(member) is not None


def _differs(archive: ZipFile, manifest: Manifest, member: str) -> bool:
    digest, rows = hashlib.sha256(), 0
    try:
        with archive.open(member) as file:
            for piece in in_pieces(file):
                digest.update(piece)
                rows += piece.count(b"\n")
    except (BadZipFile, zlib.error, EOFError):
        return True
    counted = manifest.rows.get(table_of(member), rows) == rows if member.startswith("tables/") else True
    return digest.hexdigest() != manifest.sha256[member] or not counted


def table_of(member: str) -> str:
    """The table that a member holds."""
    return member.removeprefix("tables/").removesuffix(".jsonl")


def member_of(table: str) -> str:
    """The member that holds a table."""
    return f"tables/{table}.jsonl"


def _broken_chains(archive: ZipFile, manifest: Manifest) -> Iterator[str]:
    ends: dict[int, End] = {}
    heads: dict[int, tuple[int, str]] = {}
    with archive.open(_CHAINS) as file:
        for line in file:
            row = portable.values(AuditChain, line)
            ends[row["id"]], heads[row["id"]] = End(row["name"]), (row["position"], row["sha256"])
    with archive.open(_ENTRIES) as file:
        for line in file:
            entry = AuditEntry(**portable.values(AuditEntry, line))
            yield from ends[entry.chain_id].go_on(entry)
    for key, end in ends.items():
        yield from end.of(*heads[key])
    if {end.chain: list(heads[key]) for key, end in ends.items()} != {k: list(v) for k, v in manifest.chains.items()}:
        yield "the ends of the audit trail are not those of the manifest"


def rotate(folder: Path, keep: int, pattern: str) -> list[Path]:
    """Delete all but the newest backups of a folder, by the time in their names; which they were."""
    old = sorted(folder.glob(pattern), reverse=True)[keep:]
    for file in old:
        file.unlink()
    return old
