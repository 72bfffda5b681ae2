"""What every command shares: how it is told the form of its answer, and how it answers."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from inspectorate.errors import Fault
    from inspectorate.framework.model import Edition


class Format(StrEnum):
    """The form in which a command answers."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="The form of the answer on standard output.")]
EditionOption = Annotated[str, typer.Option("--edition", help="An edition by name, or the folder of one.")]


def answer(form: Format, data: object, as_text: Callable[[], str]) -> None:
    """Write the answer of a command to standard output."""
    if form is Format.JSON:
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")
    else:
        sys.stdout.write(as_text().rstrip("\n") + "\n")


def say(message: str) -> None:
    """Tell the person at the terminal something that is not part of the answer."""
    sys.stderr.write(message.rstrip("\n") + "\n")


def report_faults(faults: "Sequence[Fault]", *, as_json: bool) -> None:
    """Write every fault of bad input to standard error, one a line, and how many there are."""
    if as_json:
        say(json.dumps({"faults": [asdict(fault) for fault in faults]}, ensure_ascii=False, indent=2))
        return
    for fault in faults:
        say(str(fault))
    say(f"{len(faults)} fault{'s' if len(faults) != 1 else ''}; nothing was done.")


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

    rule = "  ".join("-" * width for width in widths)
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
