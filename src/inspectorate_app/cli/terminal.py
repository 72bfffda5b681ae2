"""What every command shares: how it is told the form of its answer, and how it answers."""

import json
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

if TYPE_CHECKING:
    from inspectorate.errors import Fault
    from inspectorate.framework.model import Edition


WIDTH = 100

#: What moves a terminal's cursor, changes its settings or turns the order of letters; a document may hold any of it.
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Format(StrEnum):
    """The form in which a command answers."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="The form of the answer on standard output.")]
EditionOption = Annotated[str, typer.Option("--edition", help="An edition by name, or the folder of one.")]


def answer(form: Format, data: object, as_text: Callable[[], str], drawn: bool = False) -> None:
    """Write the answer of a command to standard output.

    Control characters of what was read are shown as U+FFFD, in JSON as escapes; ``drawn`` text has colours and lets
    none through by itself.
    """
    if form is Format.JSON:
        sys.stdout.writelines(_as_json(data))
    else:
        text = as_text().rstrip("\n") + "\n"
        sys.stdout.write(text if drawn else _shown(text))


def _as_json(data: object) -> Iterator[str]:
    """JSON in pieces: as one text, that of ten thousand documents would take more memory than all of their facts."""
    for piece in json.JSONEncoder(ensure_ascii=False, indent=2, default=str).iterencode(data):
        yield _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", piece)
    yield "\n"


def _shown(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)


class _Talk:
    """What is said on standard error; held back where JSON was asked for, so that faults alone can be read as JSON."""

    as_json = False
    held: ClassVar[list[str]] = []


def report_in_json(as_json: bool) -> None:
    """Say once, before a command runs, whether it was asked for JSON."""
    _Talk.as_json = as_json
    _Talk.held.clear()


def say(message: str) -> None:
    """Tell the person at the terminal something that is not part of the answer."""
    if _Talk.as_json:
        _Talk.held.append(message)
    else:
        sys.stderr.write(_shown(message.rstrip("\n") + "\n"))


def say_what_was_held() -> None:
    """After a command that found no fault in its input: what it had to say."""
    sys.stderr.writelines(_shown(message.rstrip("\n") + "\n") for message in _Talk.held)


def report_faults(faults: "Sequence[Fault]", outcome: str = "nothing was done") -> None:
    """Write every fault of bad input to standard error, one a line, and how many there are; or all as JSON."""
    if _Talk.as_json:
        data = {"faults": [asdict(fault) for fault in faults]}
        sys.stderr.writelines(_as_json(data))
        return
    for fault in faults:
        say(str(fault))
    say(f"{len(faults)} fault{'s' if len(faults) != 1 else ''}; {outcome}.")


@contextmanager
def progress(steps: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error for work in so many steps, where a person waits at a terminal; nothing for a script.

    Call what it gives with a few words as each step begins.
    """
    if not person_is_waiting():
        yield lambda doing: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=steps)
        done = count()
        yield lambda doing: bar.update(task, description=escape(doing), completed=next(done), refresh=True)


def person_is_waiting() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr.isatty()


def wrapped(text: str, indent: str = "", hanging: str = "    ") -> str:
    """A paragraph in lines that a terminal of 100 columns holds."""
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent + hanging)


def table(columns: Mapping[str, str], rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as aligned plain text, under headings; numbers to the right, everything else to the left.

    A column with neither a heading nor anything in it is left out.
    """
    rows = list(rows)
    columns = {key: heading for key, heading in columns.items() if heading or any(row.get(key) for row in rows)}
    body = [[("" if row.get(key) is None else str(row.get(key))) for key in columns] for row in rows]
    numeric = [all(_is_number(row[place]) for row in body) and bool(body) for place in range(len(columns))]
    lines = [list(columns.values()), *body]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]

    def aligned(line: Sequence[str]) -> str:
        cells = zip(line, widths, numeric, strict=True)
        return "  ".join(cell.rjust(width) if right else cell.ljust(width) for cell, width, right in cells).rstrip()

    rule = "  ".join(
        ("-" if heading else " ") * width for heading, width in zip(lines[0], widths, strict=True)
    ).rstrip()
    return "\n".join([aligned(lines[0]), rule, *map(aligned, body)])


def _is_number(cell: str) -> bool:
    return not cell or cell.rstrip("%").replace(".", "", 1).replace("/", "", 1).isdigit()


def edition_named(name: str) -> "Edition":
    """The edition that an ``--edition`` option names. Raises ``BadInput`` where there is none."""
    from inspectorate.framework.catalogue import find_edition

    return find_edition(name)


def noun(name: str, help_text: str) -> typer.Typer:
    """The group of commands about one noun."""
    return typer.Typer(name=name, help=help_text, no_args_is_help=True, rich_markup_mode=None)


Json = dict[str, Any]
