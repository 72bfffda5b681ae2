"""``inspectorate backup``: take one while the service runs, check it, restore it into an empty database."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import refusals_told, start
from inspectorate_app.cli.terminal import Format, FormatOption, answer, noun, say

if TYPE_CHECKING:
    from inspectorate_app.actions.backup_file import Manifest

app = noun("backup", "Everything that the application keeps, in one file: create, verify, restore.")

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A backup.", exists=True, dir_okay=False)]


@app.command()
def create(
    to: Annotated[Path, typer.Option("--to", help="A folder for a file named by the time, or a file.")],
    keep: Annotated[
        int | None, typer.Option("--keep", min=1, help="Keep so many in the folder, and delete older ones.")
    ] = None,
    with_objects: Annotated[
        bool, typer.Option("--with-objects", help="Hold the documents of an S3-compatible bucket too.")
    ] = False,
    form: FormatOption = Format.TEXT,
) -> None:
    """Back up the database and the documents on disk as they are at this moment, while the service runs.

    Documents in a bucket stay there, unless you ask for them: it says how many, and how to keep them.

    Exit status 1: it was taken, and the audit trail in it is not sound.
    The file is for its owner alone; keep it as safe as the database. No setting is in it, and no session.
    """
    start()
    from inspectorate_app.actions import backup
    from inspectorate_app.actions.actor import operator
    from inspectorate_app.cli.ground import prepare

    prepare(migrate_first=False)
    with refusals_told():
        taken = backup.take(operator(), to, keep, with_objects=with_objects)
    data = {
        "file": str(taken.file),
        "sha256": taken.sha256,
        "rows": taken.manifest.rows,
        "outside": taken.manifest.outside,
        "wrong": list(taken.wrong),
    }
    for old in taken.deleted:
        say(f"Deleted {old}.")
    answer(form, data, lambda: f"{taken.file}: {_counted(taken.manifest)}\nsha256 {taken.sha256}")
    _tell_of_objects(taken.manifest)
    _tell_of_trails(taken.wrong)


@app.command()
def verify(file: FileArgument, form: FormatOption = Format.TEXT) -> None:
    """Check that a backup is whole: hashes, counts, and the audit trail in it; exit status 1 where it is not."""
    start()
    from inspectorate_app.actions import backup_file

    wrong = backup_file.findings(file)
    with backup_file.opened(file) as (_, manifest):
        whole = f"{file}: whole; {_counted(manifest)}"
    data = {"file": str(file), "wrong": wrong, "taken_at": manifest.taken_at, "rows": manifest.rows}
    data["outside"] = manifest.outside
    _tell_of_objects(manifest)
    answer(form, data, lambda: "\n".join([f"{file}: NOT WHOLE", *(f"  {each}" for each in wrong)]) if wrong else whole)
    if wrong:
        raise typer.Exit(1)


@app.command()
def restore(file: FileArgument, form: FormatOption = Format.TEXT) -> None:
    """Restore a backup into an empty database, SQLite or PostgreSQL, bring it up to date and compare every row.

    DATABASE_URL says which; with SQLite, INSPECTORATE_DATA names an empty folder. Nothing is ever overwritten.
    """
    start()
    from inspectorate_app.actions import backup
    from inspectorate_app.actions.actor import operator
    from inspectorate_app.cli.ground import make_folder

    make_folder()
    with refusals_told():
        restored = backup.restore(operator(), file)
    manifest = restored.manifest
    data = {"taken_at": manifest.taken_at, "rows": manifest.rows, "wrong": list(restored.wrong)}
    data["files"] = [each.stored.key for each in restored.files]
    answer(form, data, lambda: f"Restored {_counted(manifest)}.")
    for each in restored.files:
        what = "MISSING" if each.found is None else "NOT WHAT WAS UPLOADED"
        say(f"{what}: {each.stored.inspection}, document {each.stored.document} version {each.stored.version}")
    _tell_of_trails(restored.wrong)
    if restored.files:
        say("Bring these documents back into the bucket, then run 'inspectorate evidence verify'.")
        raise typer.Exit(1)


def _tell_of_objects(manifest: "Manifest") -> None:
    """Say what of the documents is not in the file: it lies in a bucket."""
    if number := manifest.outside.get("objects", 0):
        size = f"{manifest.outside['bytes'] / 1_000_000:,.1f} MB"
        say(f"NOT IN IT: {number} {_form('documents', number)} ({size}) in the bucket of INSPECTORATE_S3_BUCKET.")
        say("Turn on versions in the bucket and copy it elsewhere, or take the backup with --with-objects.")
    if missing := manifest.outside.get("missing", 0):
        say(f"MISSING: {missing} {_form('documents', missing)} in the bucket: see 'inspectorate evidence verify'.")


def _tell_of_trails(wrong: Sequence[str]) -> None:
    """Say what is wrong with the audit trail: what was done is good, and it is kept as it is."""
    if wrong:
        for each in wrong:
            say(f"TAMPERED WITH: {each}")
        raise typer.Exit(1)


def _counted(manifest: "Manifest") -> str:
    documents = sum(name.startswith("documents/") for name in manifest.sha256)
    counts = {"rows": sum(manifest.rows.values()), "tables": len(manifest.rows), "documents": documents}
    trails = {"audit trails": len(manifest.chains)}
    said = ", ".join(f"{number} {_form(noun, number)}" for noun, number in (counts | trails).items())
    return f"{said}, as at {manifest.taken_at} (version {manifest.version})"


def _form(noun: str, number: int) -> str:
    return noun.removesuffix("s") if number == 1 else noun
