"""``inspectorate register``: what was published, read, checked, and compared."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli import register_keeping, register_query
from inspectorate_app.cli.register_document import read_documents
from inspectorate_app.cli.terminal import Format, FormatOption, answer, noun, report_faults, say

if TYPE_CHECKING:
    from inspectorate.errors import Fault
    from inspectorate.register.document import Document
    from inspectorate.register.facts import DocumentFacts

app = noun("register", "What was published: read documents, check them, compare units over time.")

FilesArgument = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Documents, folders of documents, or zip archives.")
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help="Processes at work; without it, one a core.")
]


@app.command()
def read(
    files: FilesArgument,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show where each fact stands, and how it was found.")
    ] = False,
    workers: WorkersOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Read published documents into facts.

    What a document does not state is left out (null in JSON); each fact keeps the line and the characters where it
    stands. Text, Markdown, HTML, PDF with a text layer and Word are read; folders and zip archives document by
    document. What is no inspection document is said to be none. Exit 2 where one cannot be read; the others are still
    told.
    """
    from inspectorate.register.facts_json import as_json
    from inspectorate_app.cli import register_text

    documents, faults = read_documents(files, workers)
    rows = [as_json(facts) for facts, _ in documents]
    for row in rows:
        if form is Format.JSON and row["kind"] == "other":
            say(f"{row['file']}: not an inspection document.")
    if rows or not faults:
        answer(form, rows, lambda: register_text.documents(rows, evidence))
    _end(faults, "the rest was read" if rows else "nothing was read")


@app.command()
def check(files: FilesArgument, workers: WorkersOption = None, form: FormatOption = Format.TEXT) -> None:
    """Check published documents against themselves and each other.

    Scores against their sums, ratings against their bands, percentages against their counts, names, dates, totals of
    recommendations. Each finding quotes every place and says how sure it is. Exit 1 where something is certain or
    likely; what is only possible is told too, and alone leaves 0. Exit 2, with nothing checked, where a document cannot
    be read or none is of an inspection.
    """
    from inspectorate.register.checking.check import check as checked
    from inspectorate.register.reading.layout import Layout
    from inspectorate_app.cli import register_text

    documents, faults = read_documents(files, workers)
    on_inspections = [(facts, document) for facts, document in documents if facts.kind.value != "other"]
    _end(faults or ([] if on_inspections else _none_of_an_inspection(documents)), "nothing was checked")
    for facts, _ in documents:
        if facts.kind.value == "other":
            say(f"{facts.file}: not an inspection document; nothing was checked in it.")
    found = checked([(facts, Layout(document)) for facts, document in on_inspections])
    rows = [register_text.as_json(disagreement) for disagreement in found]
    data = {"documents": [facts.file for facts, _ in on_inspections], "disagreements": rows}
    answer(form, data, lambda: register_text.disagreements(rows, len(on_inspections)))
    if any(disagreement.is_settled for disagreement in found):
        raise typer.Exit(1)


def _none_of_an_inspection(documents: "Sequence[tuple[DocumentFacts, Document]]") -> "list[Fault]":
    """A fault for each document, where there is nothing to check in any."""
    from inspectorate.errors import Fault

    problem, mend = "it is not an inspection document", "give a report, a press release, a letter or news of one"
    return [Fault(facts.file, 0, "", problem, mend) for facts, _ in documents]


def _end(faults: "Sequence[Fault]", outcome: str) -> None:
    """Leave with exit status 2 where there are faults, each told; ``outcome`` says what was done all the same."""
    if faults:
        report_faults(faults, outcome)
        raise typer.Exit(2)


app.command()(register_keeping.add)
app.command()(register_keeping.correct)
app.command("list")(register_query.list_)
app.command()(register_query.show)
app.command()(register_query.compare)
app.command()(register_query.series)
app.command()(register_keeping.export)
