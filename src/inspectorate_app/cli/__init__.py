"""``inspectorate <noun> <verb>``: the methodology on the command line, a module for each noun.

Exit status: 0, done; 1, done, and there is a finding to look at; 2, the words of the command or the input are wrong.
Data goes to standard output, talk to standard error.
"""

import sys
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from inspectorate_app.cli import (
    archive,
    assessment,
    audit,
    backup,
    check,
    data,
    demonstration,
    evidence,
    framework,
    inspection,
    mail,
    publication,
    rating,
    register,
    report,
    sampling,
    serve,
    subscriber,
    survey,
    user,
)
from inspectorate_app.cli.terminal import report_faults, report_in_json, say_what_was_held

app = typer.Typer(
    name="inspectorate",
    help="Sample, assess and rate inspections, and read, check and compare what was published of them.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(framework.app)
app.add_typer(sampling.app)
app.add_typer(assessment.app)
app.add_typer(rating.app)
app.add_typer(register.app)
app.add_typer(report.app)
app.add_typer(inspection.app)
app.add_typer(audit.app)
app.add_typer(evidence.app)
app.add_typer(archive.app)
app.add_typer(data.app)
app.add_typer(backup.app)
app.add_typer(demonstration.app)
app.add_typer(user.app)
# survey
app.add_typer(survey.app)
# notifications
app.add_typer(mail.app)
# publication
app.add_typer(publication.app)
# subscribers
app.add_typer(subscriber.app)
for command in (serve.serve, serve.migrate, serve.jobs, check.check):
    app.command()(command)


@app.callback(invoke_without_command=True)
def about(
    version: Annotated[bool, typer.Option("--version", help="Tell the version and leave.", is_eager=True)] = False,
) -> None:
    """Sample, assess and rate inspections, and read, check and compare what was published of them."""
    if version:
        from importlib.metadata import version as installed

        sys.stdout.write(f"inspectorate {installed('inspectorate')}\n")
        raise typer.Exit


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app import garbage

    garbage.look_seldom()
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = _wants_json(given)
    report_in_json(as_json)
    try:
        status = _command()(args=given, prog_name="inspectorate", standalone_mode=not as_json)
    except BadInput as error:
        report_faults(error.faults)
    except OSError as error:
        mend = "check the path, and that it may be read or written"
        report_faults([Fault(str(error.filename or ""), 0, "", (error.strerror or str(error)).casefold(), mend)])
    except TyperException as error:
        report_faults([Fault("", 0, "", error.format_message().rstrip("."), "see --help")])
    else:
        say_what_was_held()
        sys.exit(status if isinstance(status, int) else 0)
    sys.exit(2)


@cache
def _command() -> Callable[..., Any]:
    """All commands as one, made once: a process may run several."""
    return get_command(app)


def _wants_json(arguments: Sequence[str]) -> bool:
    """Whether the command was asked for JSON: its faults then are JSON too."""
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)
