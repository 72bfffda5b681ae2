"""``inspectorate register add | correct | export``: into a register of one's own, and out of it."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.register_document import read_documents
from inspectorate_app.cli.register_query import FolderOption, opened
from inspectorate_app.cli.sampling_options import today
from inspectorate_app.cli.terminal import Format, FormatOption, answer, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectorate.errors import BadInput
    from inspectorate.organisation.model import Organisation
    from inspectorate.register.adding import Proposal
    from inspectorate.register.export import Table
    from inspectorate.register.facts import DocumentFacts
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
    unit: Annotated[
        str | None, typer.Option("--unit", help="The unit that the document is about; of one document only.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="With --unit, its kind: PDU, region, youth justice service ...")
    ] = None,
    region: Annotated[str | None, typer.Option("--region", help="With --unit, the region that it lies in.")] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Read documents, and keep the inspections that they tell of.

    Documents on one inspection become one entry, the report believed before the press release. Nothing is written
    over. What the register lacks of an inspection is kept beside it, in corrections.json of your folder. Where a
    document contradicts the register, or its unit cannot be told, nothing of it is saved; the rest of the documents is.
    The exit status is then 1, and also where something in what was saved should be looked at.
    """
    _must_say({"--reviewed-by": by})
    from inspectorate.organisation.directory import product_directory
    from inspectorate.register.adding import proposals
    from inspectorate.register.inspection import Review
    from inspectorate_app.cli import register_adding_text as text

    documents, faults = read_documents(files, None)
    if faults:
        from inspectorate.errors import BadInput

        raise BadInput(faults)
    register = opened(folder if folder.is_dir() else None)
    review = Review(by=by, on=today(None))
    facts = [facts for facts, _ in documents]
    named = _named(unit, kind, region, facts)
    proposed, saved = _kept(folder, proposals(facts, register, product_directory(), review, named))
    held = sum(one.held for one in proposed)
    data = {"saved": [str(path) for path in saved], "proposals": [text.as_json(one) for one in proposed]}
    answer(form, data, lambda: text.page(proposed, saved))
    if held:
        say("Nothing was saved." if not saved else f"{held} of {len(proposed)} held back; the rest was saved.")
    if any(doubt.field == "unit" for one in proposed for doubt in one.doubts):
        say("Of one document, you can say which unit it is about: --unit NAME --kind PDU --region NAME.")
    if held or not proposed or any(one.doubts for one in proposed):
        raise typer.Exit(1)


def _named(
    unit: str | None, kind: str | None, region: str | None, documents: "Sequence[DocumentFacts]"
) -> "Organisation | None":
    """The unit that a person names, of one document on one unit. Raises ``BadInput`` where it cannot be that."""
    from inspectorate.errors import BadInput, Fault
    from inspectorate.organisation.directory import product_directory
    from inspectorate.register.new_unit import unit_called

    if unit is None:
        if kind or region:
            raise typer.BadParameter("say of which unit", param_hint="--unit")
        return None
    _must_say({"--unit": unit})
    if len(documents) != 1 or documents[0].units:
        problem = "several documents, or units, cannot all be this one"
        raise BadInput([Fault("--unit", 0, "", problem, "give one document on one unit at a time")])
    return unit_called(unit, kind, region, product_directory())


def _kept(folder: Path, proposed: "Sequence[Proposal]") -> "tuple[list[Proposal], list[Path]]":
    """The proposals, and the files that those that are not held back went into.

    Each is saved whole or not at all; one that the register cannot be read with is held back, and told why.
    Raises ``BadInput`` where that is all there is.
    """
    from inspectorate.errors import BadInput

    new = [one for one in proposed if not one.held and (one.additions or not one.existing)]
    try:
        return list(proposed), _save(folder, _files(folder, new))
    except BadInput as error:
        if len(new) < 2:
            raise
        first = error
    saved: dict[Path, None] = {}
    told: list[Proposal] = []
    for one in proposed:
        try:
            saved |= dict.fromkeys(_save(folder, _files(folder, [one])) if one in new else ())
            told.append(one)
        except BadInput as error:
            told.append(_held(one, error))
    if not saved:
        raise first
    return told, list(saved)


def _held(proposal: "Proposal", error: "BadInput") -> "Proposal":
    from dataclasses import replace

    from inspectorate.register.adding import Doubt

    doubts = [Doubt(fault.field, fault.problem) for fault in error.faults]
    return replace(proposal, held=True, doubts=(*proposal.doubts, *doubts))


def _files(folder: Path, proposals: "Sequence[Proposal]") -> "dict[Path, str | bytes]":
    """The files to write: an entry each, and what they add to entries that there are, among the corrections."""
    from inspectorate.register.difference import addition
    from inspectorate.register.file import CORRECTIONS, file_name, written
    from inspectorate.register.inspection import CorrectionsFile

    files: dict[Path, str | bytes] = {}
    added: list[Correction] = []
    for one in proposals:
        if one.inspection and one.existing:
            read = one.inspection
            added += [addition(one.existing, more, read, read.reviewed) for more in one.additions]
        elif one.inspection:
            files[folder / file_name(one.inspection.inspection)] = written(one.inspection)
    path = folder / CORRECTIONS
    if added:
        files[path] = written(CorrectionsFile(corrections=(*_own_corrections(path), *added)))
    return files


def _must_say(options: dict[str, str]) -> None:
    """Raises ``BadInput`` for every option in which there are no words."""
    from inspectorate.errors import FaultLog

    log = FaultLog()
    for option, said in options.items():
        if not said.strip():
            log.file = option
            log.add("nothing is said here", "say it in a few words")
    log.raise_if_any()


def _save(folder: Path, files: "dict[Path, str | bytes]") -> list[Path]:
    """Write files into a register, all or none, and say which; as it was before, where it cannot be read with them."""
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
    return list(files)


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
    from inspectorate.tabular import csv_text

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
    otherwise: Annotated[
        str | None,
        typer.Option(
            "--otherwise", help="What another document says, where documents disagree: known when read again."
        ),
    ] = None,
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
    correction = _correction(register, (inspection, field, value), otherwise, known, why)
    path = folder / CORRECTIONS
    kept = _own_corrections(path)
    _save(folder, {path: written(CorrectionsFile(corrections=(*kept, correction)))})
    answer(form, plain(correction), lambda: f"{path}: {correction.field} of {correction.inspection} is {value}.")
    say("What was published stays as it is; take the entry out of the file to undo it.")


def _own_corrections(path: Path) -> "tuple[Correction, ...]":
    from inspectorate.register.file import read_entry
    from inspectorate.register.inspection import CorrectionsFile

    return file.corrections if path.exists() and (file := read_entry(path, CorrectionsFile)[0]) else ()


def _correction(
    register: "Register", said: tuple[str, str, str], otherwise: str | None, known: Known, why: dict[str, str]
) -> "Correction":
    """The correction that the words of the command describe, the reasons keyed by their options.

    Raises ``BadInput`` where it corrects nothing, or the value cannot stand in the field.
    """
    from inspectorate.errors import BadInput, Fault
    from inspectorate.register.inspection import Correction
    from inspectorate.register.validation import problem_of_value

    inspection, field, value = said
    published = _published(register, inspection, field)
    edition = register.edition(register.by_id[inspection])
    given, other = (None if text.casefold() == "none" else text for text in (value, otherwise or "none"))
    for text in filter(None, (given, other)):
        if wrong := problem_of_value(tuple(field.split(".", 1)), text, edition):
            raise BadInput([Fault(field, 0, "", *wrong)])
    kind = "supplied" if published is None else "disputed" if given == str(published) else "corrected"
    return Correction.model_validate(
        {
            "inspection": inspection,
            "field": field,
            "published": published,
            "value": given,
            "otherwise": other,
            "kind": kind,
            "reason": why["--because"],
            "source": why["--source"],
            "certainty": str(known),
            "reviewed": {"by": why["--reviewed-by"], "on": today(None)},
        }
    )


def _published(register: "Register", inspection: str, field: str) -> "int | str | None":
    """The value as published, of a field without entries or of one entry. Raises ``BadInput`` where there is none."""
    from inspectorate.errors import BadInput, Fault
    from inspectorate.register.correction import ENTRIES, value_at
    from inspectorate.register.inspection import CORRECTABLE

    if inspection not in register.as_published:
        fault = Fault(inspection, 0, "", "there is no such inspection", "give an id of 'register list --format json'")
        raise BadInput([fault])
    head, *entry = field.split(".", 1)
    if head in ENTRIES and not entry:
        mend = f"give one entry, such as {field}.{ENTRIES[head]}"
        raise BadInput([Fault(field, 0, "", "the field has entries of its own", mend)])
    try:
        published: int | str | None = value_at(register.as_published[inspection], (head, *entry))
    except KeyError:
        mend = f"give one of {', '.join(CORRECTABLE)}, or an entry in it such as score.points"
        raise BadInput([Fault(field, 0, "", "there is no such field", mend)]) from None
    return published
