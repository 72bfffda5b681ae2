"""``inspectorate register``: what was published, read, checked, and compared."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.terminal import Format, FormatOption, answer, noun, person_is_waiting, say

if TYPE_CHECKING:
    from inspectorate.errors import Fault

app = noun("register", "What was published: read documents, check them, compare units over time.")

FilesArgument = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Documents, folders of documents, or zip archives.")
]
WorkersOption = Annotated[int | None, typer.Option("--workers", help="Processes at work; without it, one a core.")]


@contextmanager
def counting(doing: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error that counts documents, where a person waits; call it with how many are done, of how many."""
    if not person_is_waiting():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
