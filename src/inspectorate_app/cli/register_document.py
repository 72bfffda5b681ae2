"""Documents that a command is given, read into facts, with a bar that counts them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from inspectorate_app.cli.terminal import person_is_waiting

if TYPE_CHECKING:
    from inspectorate.errors import Fault
    from inspectorate.register.document import Document
    from inspectorate.register.facts import DocumentFacts


@contextmanager
def counting(doing: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that counts documents, where a person waits; call it with how many are done, and of how many."""
    if not person_is_waiting():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def read_documents(
    files: Sequence[Path], workers: int | None
) -> "tuple[list[tuple[DocumentFacts, Document]], list[Fault]]":
    """Every document that could be read, with its facts, and the faults of the others."""
    from inspectorate.errors import BadInput
    from inspectorate.register.opening.parallel import read_all
    from inspectorate.register.opening.source import documents_in
    from inspectorate.register.reading.read import facts_and_document

    documents: list[tuple[DocumentFacts, Document]] = []
    faults: list[Fault] = []
    with counting("Reading") as progress:
        for result in read_all(documents_in(files), facts_and_document, workers, progress):
            if isinstance(result, BadInput):
                faults += result.faults
            else:
                documents.append(result)
    return documents, faults
