"""``inspectorate register add | correct | export``: into a register of one's own, and out of it."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.register_query import FolderOption, opened
from inspectorate_app.cli.sampling_options import today
from inspectorate_app.cli.terminal import Format, FormatOption, answer, say

if TYPE_CHECKING:
    from inspectorate.register.export import Table
    from inspectorate.register.inspection import Correction
    from inspectorate.register.register import Register


class ExportFormat(StrEnum):
    """The form of exported tables."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


class Known(StrEnum):
    """How well the value of a correction is known."""

    PUBLISHED = "published"
    DERIVED = "derived"


def add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Published documents, folders of them, or zip archives.")
    ],
    folder: Annotated[
        Path,
        typer.Option(
            "--to", envvar="INSPECTORATE_REGISTER", help="The folder of your own register; made if it is new."
        ),
    ],
    by: Annotated[str, typer.Option("--reviewed-by", help="Who holds the entries against the documents.")],
    form: FormatOption = Format.TEXT,
) -> None:
    """Read documents, and keep the inspections that they tell of.

    Documents on one inspection become one entry, the report believed before the press release. Nothing is written
    over: where the register has the inspection and a document says otherwise, or a unit cannot be told, that is shown,
    nothing is saved, and the exit status is 1. It is 1 too where something in what was saved should be looked at.
    """
    _must_say({"--reviewed-by": by})
    from inspectorate.organisation.directory import product_directory
    from inspectorate.register.adding import proposals
    from inspectorate.register.file import file_name, written
    from inspectorate.register.inspection import Review
    from inspectorate_app.cli import register_adding_text as text
    from inspectorate_app.cli.register import read_documents

    documents, faults = read_documents(files, None)
    if faults:
        from inspectorate.errors import BadInput

        raise BadInput(faults)
    register = opened(folder if folder.is_dir() else None)
    review = Review(by=by, on=today(None))
    proposed = proposals([facts for facts, _ in documents], register, product_directory(), review)
    refused = any(one.inspection is None or one.differences for one in proposed)
    new = [] if refused else [one.inspection for one in proposed if one.inspection and not one.existing]
    saved = {folder / file_name(one.inspection): written(one) for one in new}
    _save(folder, dict(saved))
    data = {"saved": [str(path) for path in saved], "proposals": [text.as_json(one) for one in proposed]}
    answer(form, data, lambda: text.page(proposed, list(saved)))
    if refused:
        say("Nothing was saved.")
    if refused or not proposed or any(one.doubts for one in proposed):
        raise typer.Exit(1)


def _must_say(options: dict[str, str]) -> None:
    """Raises ``BadInput`` for every option in which there are no words."""
    from inspectorate.errors import FaultLog

    log = FaultLog()
    for option, said in options.items():
        if not said.strip():
            log.file = option
            log.add("nothing is said here", "say it in a few words")
    log.raise_if_any()


def _save(folder: Path, files: "dict[Path, str | bytes]") -> None:
    """Write files into a register, all or none; as it was before, where it cannot be read with them."""
    from inspectorate_app.cli.files import write_all

    before = {path: path.read_bytes() if path.exists() else None for path in files}
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_all(files)
    try:
        if files:
            opened(folder)
    except Exception:
        for path, content in before.items():
            path.unlink() if content is None else path.write_bytes(content)
        raise


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write the tables; made if it is new.")],
    as_: Annotated[ExportFormat, typer.Option("--as", help="The form of the tables.")] = ExportFormat.CSV,
    own: FolderOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Write the register as flat tables, with a data dictionary.

    Inspections, standards, percentages, recommendations, sources, corrections: a row for each, joined by the
    inspection. In CSV, nothing begins a formula.
    """
    from inspectorate.register.export import DICTIONARY, TABLES
    from inspectorate_app.cli.files import write_all

    register = opened(own)
    files: dict[Path, str | bytes] = {}
    for table in (*TABLES, DICTIONARY):
        files[folder / f"{table.name}.{as_}"] = _written(table, register, as_)
    folder.mkdir(parents=True, exist_ok=True)
    write_all(files)
    rows = {table.name: sum(1 for _ in table.rows(register)) for table in (*TABLES, DICTIONARY)}
    data = {"files": [str(path) for path in files], "rows": rows}
    answer(form, data, lambda: "\n".join(str(path) for path in files))


def _written(table: "Table", register: "Register", form: ExportFormat) -> str | bytes:
    from inspectorate.register.export import parquet
    from inspectorate_app.cli.files import csv_text

    if form is ExportFormat.PARQUET:
        return parquet(table, register)
    if form is ExportFormat.CSV:
        return csv_text([column.name for column in table.columns], table.rows(register))
    return json.dumps(list(table.rows(register)), ensure_ascii=False, indent=1) + "\n"


def correct(  # noqa: PLR0913 - the options of a command are its arguments
    inspection: Annotated[
        str, typer.Argument(metavar="INSPECTION", help="The inspection by id, as the list tells it.")
    ],
    field: Annotated[
        str,
        typer.Argument(metavar="FIELD", help="The field, or the entry in it: overall, score.points, standards.2.1."),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The value to use; none for no value.")],
    because: Annotated[str, typer.Option("--because", help="Why, in plain words.")],
    source: Annotated[str, typer.Option("--source", help="Where the value was read.")],
    by: Annotated[str, typer.Option("--reviewed-by", help="Who decides it.")],
    known: Annotated[
        Known,
        typer.Option("--certainty", help="How well the value is known: published by the inspectorate, or derived."),
    ] = Known.DERIVED,
    folder: FolderOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Use another value than the one published, and say why.

    What was published stays as it is; the correction is kept beside it, in corrections.json of your folder. Give the
    published value itself where documents disagree and the register keeps to this one: that marks it as disputed. A
    later correction of a field supersedes an earlier one, also one of the product; both are kept.
    """
    from inspectorate.register.file import CORRECTIONS, plain, written
    from inspectorate.register.inspection import CorrectionsFile

    if folder is None:
        raise typer.BadParameter("name the folder of your own register", param_hint="--register")
    why = {"--because": because, "--source": source, "--reviewed-by": by}
    _must_say(why)
    register = opened(folder if folder.is_dir() else None)
    correction = _correction(register, (inspection, field, value), known, why)
    path = folder / CORRECTIONS
    kept = _own_corrections(path)
    _save(folder, {path: written(CorrectionsFile(corrections=(*kept, correction)))})
    answer(form, plain(correction), lambda: f"{path}: {correction.field} of {correction.inspection} is {value}.")
    say("What was published stays as it is; take the entry out of the file to undo it.")


def _own_corrections(path: Path) -> "tuple[Correction, ...]":
    from inspectorate.register.file import read_entry
    from inspectorate.register.inspection import CorrectionsFile

    return file.corrections if path.exists() and (file := read_entry(path, CorrectionsFile)[0]) else ()


def _correction(register: "Register", said: tuple[str, str, str], known: Known, why: dict[str, str]) -> "Correction":
    """The correction that the words of the command describe, the reasons keyed by their options.

    Raises ``BadInput`` where it corrects nothing, or the value cannot stand in the field.
    """
    from inspectorate.errors import BadInput, Fault
    from inspectorate.register.correction import value_at
    from inspectorate.register.inspection import CORRECTABLE, Correction
    from inspectorate.register.validation import problem_of_value

    inspection, field, value = said
    if inspection not in register.as_published:
        fault = Fault(inspection, 0, "", "there is no such inspection", "give an id of 'register list --format json'")
        raise BadInput([fault])
    try:
        published = value_at(register.as_published[inspection], tuple(field.split(".", 1)))
    except KeyError:
        mend = f"give one of {', '.join(CORRECTABLE)}, or an entry in it such as score.points"
        raise BadInput([Fault(field, 0, "", "there is no such field", mend)]) from None
    if isinstance(published, dict):
        mend = f"give one entry, such as {field}.{next(iter(published))}"
        raise BadInput([Fault(field, 0, "", "the field has entries of its own", mend)])
    given = None if value.casefold() == "none" else value
    edition = register.edition(register.by_id[inspection])
    if given is not None and (wrong := problem_of_value(tuple(field.split(".", 1)), given, edition)):
        raise BadInput([Fault(field, 0, "", *wrong)])
    kind = "supplied" if published is None else "disputed" if given == str(published) else "corrected"
    return Correction.model_validate(
        {
            "inspection": inspection,
            "field": field,
            "published": published,
            "value": given,
            "kind": kind,
            "reason": why["--because"],
            "source": why["--source"],
            "certainty": str(known),
            "reviewed": {"by": why["--reviewed-by"], "on": today(None)},
        }
    )
