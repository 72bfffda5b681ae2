"""``inspectorate archive``: a whole inspection as one file, for another installation or for research."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import refusals_told, start
from inspectorate_app.cli.files import write_all
from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, noun

if TYPE_CHECKING:
    from inspectorate.errors import Fault

app = noun("archive", "A whole inspection as one file: export, import, check.")

SlugArgument = Annotated[str, typer.Argument(metavar="INSPECTION", help="The name of an inspection in addresses.")]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file of an archive.")]


@app.command()
def export(
    inspection: SlugArgument,
    to: Annotated[Path, typer.Option("--to", help="The file to write.")],
    anonymised: Annotated[bool, typer.Option("--anonymised", help="For research: nobody can be told from it.")] = False,
    form: FormatOption = Format.TEXT,
) -> None:
    """Write an inspection into a file, without the names of people in its cases; the audit trail keeps that it was."""
    start()
    from inspectorate_app.actions import anonymised as for_research
    from inspectorate_app.actions import archive as action
    from inspectorate_app.actions.actor import operator

    with refusals_told():
        made = for_research.export(operator(), inspection) if anonymised else action.export(operator(), inspection)
    write_all({to: made.content})
    data: Json = {"file": str(to), "bytes": len(made.content), "sha256": made.sha256}
    answer(form, data, lambda: f"{to}: {len(made.content):,} bytes\nSHA-256 {made.sha256}")


@app.command("import")
def import_archive(file: FileArgument, form: FormatOption = Format.TEXT) -> None:
    """Bring an inspection in, whole or not at all; nothing is put over one that is here.

    People are found by their address. Who is not known here comes as someone who cannot sign in.
    """
    start()
    from inspectorate_app.actions import archive as action
    from inspectorate_app.actions.actor import operator

    with refusals_told():
        found = action.import_archive(operator(), file)
    data: Json = {
        "inspection": found.inspection,
        "sha256": found.sha256,
        "people_known": found.known,
        "people_made": found.made,
        "audit_entries": found.entries,
    }
    people = f"{found.known} people were known here, and {found.made} came with it: they cannot sign in until invited."
    trail = f"{found.entries} entries of its audit trail came over exactly; one more says that it was imported."
    answer(form, data, lambda: f"{found.inspection} was imported.\n{people}\n{trail}")


@app.command()
def check(
    file: FileArgument,
    anonymised: Annotated[bool, typer.Option("--anonymised", help="Check that nobody can be told from it.")] = False,
    source: Annotated[
        str, typer.Option("--source", help="With --anonymised: the inspection here from which the file was made.")
    ] = "",
    form: FormatOption = Format.TEXT,
) -> None:
    """Check a file: exit status 1 where what it holds tells against itself, or someone could be told from it.

    With exit status 2 it is no archive, or not as it was written.
    """
    start()
    found = _anonymised(file, source) if anonymised or source else _whole(file)
    sound = "Nothing tells of a person." if anonymised or source else "Everything is as it was written."
    data: Json = {"file": str(file), "findings": [_finding(each) for each in found]}
    answer(form, data, lambda: "\n".join(map(str, found)) if found else f"{file}: {sound}")
    if found:
        raise typer.Exit(1)


def _whole(file: Path) -> "tuple[Fault, ...]":
    from inspectorate_app.actions.archive_reading import findings, read

    return findings(read(file))


def _anonymised(file: Path, source: str) -> "tuple[Fault, ...]":
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.actions.anonymised_reading import findings
    from inspectorate_app.store.queries import inspection as query
    from inspectorate_app.store.queries.anonymised import told_of

    known = query.find(source) if source else None
    if source and known is None:
        problem = f"there is no inspection '{source}'"
        raise BadInput([Fault("", 0, "--source", problem, "'inspection list' names them all")])
    return findings(file, told_of(known.id) if known else frozenset())


def _finding(each: "Fault") -> Json:
    from dataclasses import asdict

    return asdict(each)
