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
    form: FormatOption = Format.TEXT,
) -> None:
    """Back up the database and the documents on disk as they are at this moment, while the service runs.

    Exit status 1: it was taken, and the audit trail in it is not sound.
    The file is for its owner alone; keep it as safe as the database. No setting is in it, and no session.
    """
    start()
    from inspectorate_app.actions import backup
    from inspectorate_app.actions.actor import operator
    from inspectorate_app.cli.ground import prepare

    prepare(migrate_first=False)
    with refusals_told():
        taken = backup.take(operator(), to, keep)
    data = {"file": str(taken.file), "sha256": taken.sha256, "rows": taken.manifest.rows, "wrong": list(taken.wrong)}
    for old in taken.deleted:
        say(f"Deleted {old}.")
    answer(form, data, lambda: f"{taken.file}: {_counted(taken.manifest)}\nsha256 {taken.sha256}")
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
    answer(form, data, lambda: f"Restored {_counted(manifest)}.")
    _tell_of_trails(restored.wrong)


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
