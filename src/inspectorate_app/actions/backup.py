"""Taking a backup while the service runs, and restoring one into an empty database.

What a backup holds is the database as it was at one moment, whatever is written meanwhile, and the documents on disk.
Its tables are lines of JSON, so that what SQLite held can be restored into PostgreSQL and the other way round.
"""

import datetime
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from zipfile import ZipFile

from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, Fault
from inspectorate_app.actions import audit, permission
from inspectorate_app.actions import backup_file as form
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.backup_file import Manifest
from inspectorate_app.actions.change import change
from inspectorate_app.actions.document import Wrong, wrong_files
from inspectorate_app.actions.permission import Action
from inspectorate_app.store import guard, portable, tables
from inspectorate_app.store.file import keeping
from inspectorate_app.store.queries import audit as trails
from inspectorate_app.store.queries import evidence, publication
from inspectorate_app.store.snapshot import snapshot

#: What the audit trail calls it.
SUBJECT = "backup"
#: Files in a folder of backups that are ours to rotate: the moment in UTC.
PATTERN = "inspectorate-" + "[0-9]" * 8 + "T" + "[0-9]" * 6 + "Z.zip"

_DOCUMENTS = "documents/"
#: A document that goes into a bucket is read from the file up to this size in memory, in bytes.
_IN_MEMORY = 8 << 20
#: How the name of a document ends that is still being written: no table knows it yet.
UNFINISHED = ".part"


@dataclass(frozen=True)
class Taken:
    """A backup that was taken: its file, the hash of the whole file, and the old ones that went for it.

    ``wrong`` is what is wrong with the audit trail of the database, and so in the backup too.
    """

    file: Path
    sha256: str
    manifest: Manifest
    wrong: tuple[str, ...]
    deleted: tuple[Path, ...]


def take(actor: Actor, to: Path, keep: int | None = None, *, with_objects: bool = False) -> Taken:
    """Write a backup into a folder, under the time in its name, or as a file; then read it again to see that it is so.

    Documents in a bucket stay there, and the manifest counts them; ``with_objects`` they are in the file too. ``keep``
    deletes all but so many of the newest in the folder, once this one is whole. Raises ``NotAllowed``, and ``BadInput``
    where the file is there already or cannot be read again.
    """
    permission.require(actor, Action.BACK_UP)
    file, began = _place(to, keep), timezone.now()
    with form.written_whole(file) as archive, snapshot():
        manifest = Manifest(version("inspectorate"), began.isoformat(), tables.applied())
        _write(archive, manifest)
        _write_objects(archive, manifest, with_objects)
        form.add_manifest(archive, manifest)
    if damage := list(form.damage(file)):
        file.unlink()
        raise BadInput([Fault(str(file), 0, "", each, _("see whether the disk is sound")) for each in damage])
    with file.open("rb") as whole:
        sha256 = hashlib.file_digest(whole, "sha256").hexdigest()
    with change(actor, Action.BACK_UP) as under_way:
        rows = sum(manifest.rows.values())
        under_way.note(SUBJECT, after={"sha256": sha256, "taken at": manifest.taken_at, "rows": rows})
    deleted = form.rotate(file.parent, keep, PATTERN) if keep else ()
    return Taken(file, sha256, manifest, tuple(form.broken_chains(file)), tuple(deleted))


def _place(to: Path, keep: int | None) -> Path:
    if to.is_dir():
        return to / f"inspectorate-{timezone.now().astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}.zip"
    if keep is not None:
        raise BadInput(
            [Fault(str(to), 0, "--keep", _("old backups are deleted in a folder"), _("name a folder with --to"))]
        )
    if to.exists():
        raise BadInput([Fault(str(to), 0, "", _("it is there already"), _("name a file that is not, or a folder"))])
    return to


def _write(archive: ZipFile, manifest: Manifest) -> None:
    for model in portable.tables(apps):
        name = model._meta.db_table
        manifest.rows[name] = form.add(archive, manifest, form.member_of(name), portable.lines(model))
    for name in trails.chain_names():
        if chain := trails.find_chain(name):
            manifest.chains[name] = [chain.position, chain.sha256]
    for path in sorted(each for each in documents().rglob("*") if each.is_file()):
        _write_document(archive, manifest, path)


def _write_objects(archive: ZipFile, manifest: Manifest, with_objects: bool) -> None:
    """Write the documents of a bucket as those of a folder are, or count what stays outside."""
    if not keeping.in_bucket():
        return
    left = {"objects": 0, "bytes": 0, "missing": 0}
    of_evidence = ((each.key, each.size) for each in evidence.every_stored())
    for key, size in chain(of_evidence, ((each.key, each.size) for each in publication.every_file())):
        if not with_objects:
            left["objects"] += 1
            left["bytes"] += size
            continue
        try:
            form.add(archive, manifest, f"{_DOCUMENTS}{key[:2]}/{key}", keeping.chunks(key))
        except FileNotFoundError:
            left["missing"] += 1
    manifest.outside.update(left)


def _write_document(archive: ZipFile, manifest: Manifest, path: Path) -> None:
    member = f"documents/{path.relative_to(documents()).as_posix()}"
    if path.suffix == UNFINISHED:
        return
    if not form.sound(member):
        raise BadInput(
            [Fault(str(path), 0, "", _("the service has no document of such a name"), _("move it elsewhere"))]
        )
    with path.open("rb") as file:
        form.add(archive, manifest, member, form.in_pieces(file))


def documents() -> Path:
    """Where documents are kept on disk."""
    return Path(settings.DATA) / "documents"


@dataclass(frozen=True)
class Restored:
    """What was restored; ``wrong`` is what is wrong with its audit trail, as it was when the backup was taken.

    ``files`` are documents that are not there or not what was uploaded, where some are or were in a bucket.
    """

    manifest: Manifest
    wrong: tuple[str, ...]
    files: tuple[Wrong, ...] = ()


def restore(actor: Actor, path: Path) -> Restored:
    """Put a backup into an empty database, bring it up to date, and compare every row with what was put.

    The database is first brought to where it stood when the backup was taken: an older backup goes the same way that
    its database would have gone. Raises ``NotAllowed``; ``BadInput`` where something is wrong with the backup, the
    database is not empty, or what was restored is not what the backup holds.
    """
    permission.require(actor, Action.RESTORE)
    if damage := list(form.damage(path)):
        raise BadInput([Fault(str(path), 0, "", each, _("restore another backup")) for each in damage])
    with form.opened(path) as (archive, manifest):
        _require_place(path, manifest)
        then = tables.bring_to((app, name) for app, name in manifest.migrations)
        _put(archive, manifest, then)
        _put_documents(archive, manifest)
        different = list(differences(manifest, then))
    if not different and (failure := tables.bring_up_to_date()):
        different.append(f"it could not be brought up to date ({failure})")
    found = [audit.check(name) for name in ([] if different else manifest.chains)]
    different += [
        f"the audit trail '{each.chain}' does not end where the backup's does"
        for each in found
        if [each.entries, each.sha256] != list(manifest.chains[each.chain])
    ]
    if different:
        mend = _("do not use it: empty it and restore again")
        raise BadInput([Fault("database", 0, "", each, mend) for each in different])
    with change(actor, Action.RESTORE) as under_way:
        about = {"taken at": manifest.taken_at, "version": manifest.version, "rows": sum(manifest.rows.values())}
        under_way.note(SUBJECT, after=about)
    files = tuple(wrong_files()) if manifest.outside or keeping.in_bucket() else ()
    return Restored(manifest, tuple(wrong for each in found for wrong in each.wrong), files)


def _require_place(path: Path, manifest: Manifest) -> None:
    faults = []
    if tables.are_there():
        mend = _("restore into a new one: DATABASE_URL names it, with SQLite INSPECTORATE_DATA an empty folder")
        faults.append(Fault("database", 0, "", _("it is not empty"), mend))
    if documents().is_dir() and any(documents().iterdir()):
        mend = _("empty it, or let INSPECTORATE_DATA name an empty folder")
        faults.append(Fault(str(documents()), 0, "", _("there are documents in it already"), mend))
    if later := tables.unknown((app, name) for app, name in manifest.migrations):
        said = ", ".join(f"{app} {name}" for app, name in later)
        mend = _("install version {version} or a later one").format(version=manifest.version)
        faults.append(
            Fault(str(path), 0, "", _("this version does not know its migrations {said}").format(said=said), mend)
        )
    if faults:
        raise BadInput(faults)


def _put(archive: ZipFile, manifest: Manifest, then: Apps) -> None:
    """Write all tables, or none. The guard is open for this as it is for migrations: these rows were written before."""
    models = portable.tables(then)
    with transaction.atomic(), guard.allowed():
        for model in models:
            if model._meta.db_table in manifest.rows:
                with archive.open(form.member_of(model._meta.db_table)) as lines:
                    portable.put(model, lines)
        portable.count_on(models)


def _put_documents(archive: ZipFile, manifest: Manifest) -> None:
    for member in sorted(name for name in manifest.sha256 if name.startswith(_DOCUMENTS)):
        key = member.rpartition("/")[2]
        if keeping.in_bucket() and keeping.is_key(key):
            _put_object(archive, member, key)
            continue
        path = documents() / member.removeprefix(_DOCUMENTS)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with archive.open(member) as file, os.fdopen(opened, "wb") as kept:
            kept.writelines(form.in_pieces(file))


def _put_object(archive: ZipFile, member: str, key: str) -> None:
    with archive.open(member) as file, SpooledTemporaryFile(_IN_MEMORY) as whole:
        copyfileobj(file, whole)
        whole.seek(0)
        keeping.put_back(key, cast(BinaryIO, whole))


def differences(manifest: Manifest, then: Apps) -> Iterator[str]:
    """Which tables do not hold what the backup does, each row of them read again."""
    known = {model._meta.db_table: model for model in portable.tables(then)}
    yield from (
        f"there is no table '{name}' for what the backup holds"
        for name in sorted(set(manifest.rows) - set(known) - set(portable.LEFT_OUT))
    )
    for name in sorted(set(manifest.rows) & set(known)):
        digest, rows = hashlib.sha256(), 0
        for line in portable.lines(known[name]):
            digest.update(line)
            rows += 1
        if rows != manifest.rows[name]:
            yield f"'{name}' has {rows} rows, and the backup {manifest.rows[name]}"
        elif digest.hexdigest() != manifest.sha256[form.member_of(name)]:
            yield f"'{name}' has the same rows in number, and not in content"
