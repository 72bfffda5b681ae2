"""``inspectorate <noun> <verb>``: the methodology on the command line, a module for each noun.

Exit status: 0, done; 1, done, and there is a finding to look at; 2, the words of the command or the input are wrong.
Data goes to standard output, talk to standard error.
"""

import sys
from collections.abc import Sequence
from itertools import pairwise

import typer

from inspectorate_app.cli import demonstration, framework, rating, sampling
from inspectorate_app.cli.terminal import report_faults

app = typer.Typer(
    name="inspectorate",
    help="Plan, carry out, rate, publish and follow up inspections.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(framework.app)
app.add_typer(sampling.app)
app.add_typer(rating.app)
app.add_typer(demonstration.app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    from inspectorate.errors import BadInput

    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        app(args=given, prog_name="inspectorate")
    except BadInput as error:
        report_faults(error.faults, as_json=_wants_json(given))
        sys.exit(2)


def _wants_json(arguments: Sequence[str]) -> bool:
    """Whether the command was asked for JSON: its faults then are JSON too."""
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)
