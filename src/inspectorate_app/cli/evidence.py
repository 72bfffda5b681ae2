"""``inspectorate evidence``: documents of evidence, checked from the server's command line."""

from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import start
from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, noun

if TYPE_CHECKING:
    from inspectorate_app.actions.document import Wrong

app = noun("evidence", "Documents of evidence: verify, read.")


@app.command()
def verify(
    inspection: Annotated[
        str, typer.Argument(metavar="INSPECTION", help="The slug of an inspection. By default every inspection.")
    ] = "",
    form: FormatOption = Format.TEXT,
) -> None:
    """Check that every file is there and is what was uploaded; exit status 1 where one is not.

    Reads all of them, and compares each with the SHA-256 that was taken when it came.
    """
    start()
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.actions.document import wrong_files
    from inspectorate_app.store.queries import evidence as query
    from inspectorate_app.store.queries.inspection import find

    if inspection and find(inspection) is None:
        problem = f"there is no inspection '{inspection}'"
        raise BadInput([Fault("", 0, "INSPECTION", problem, "'inspection list' names every inspection")])
    total = sum(1 for _ in query.every_stored(inspection))
    wrong = list(wrong_files(inspection))
    answer(form, {"files": total, "wrong": [_told(each) for each in wrong]}, lambda: _listed(total, wrong))
    if wrong:
        raise typer.Exit(1)


@app.command()
def read(
    inspection: Annotated[
        str, typer.Argument(metavar="INSPECTION", help="The slug of an inspection. By default every inspection.")
    ] = "",
    form: FormatOption = Format.TEXT,
) -> None:
    """Read what stands in documents that were not read yet, so that a search finds it; the jobs do so by themselves."""
    start()
    from inspectorate_app.actions.actor import operator
    from inspectorate_app.actions.document_text import read_documents

    done = read_documents(operator(), inspection)
    answer(form, {"read": done}, lambda: f"{done} {'document' if done == 1 else 'documents'} read for search")


def _told(wrong: "Wrong") -> Json:
    stored = wrong.stored
    return {
        "inspection": stored.inspection,
        "document": stored.document,
        "version": stored.version,
        **({"place": stored.place} if stored.place else {}),
        "key": stored.key,
        "sha256": stored.sha256,
        "found": wrong.found,
    }


def _listed(total: int, wrong: "list[Wrong]") -> str:
    counted = f"{total} {'file' if total == 1 else 'files'}"
    if not wrong:
        return f"{counted}: all there, none changed"
    lines = [
        f"  {each.stored.inspection}: {each.stored.told} "
        f"{'IS MISSING' if each.found is None else 'WAS CHANGED'}: {each.stored.key}"
        for each in wrong
    ]
    return "\n".join([f"{counted}, {len(wrong)} of them not as uploaded:", *lines])
