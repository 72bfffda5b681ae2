"""``inspectorate subscriber``: how many are told of new reports, and deleting one, from the server's command line."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import refusals_told, start
from inspectorate_app.cli.terminal import Format, FormatOption, answer, noun, table

if TYPE_CHECKING:
    from inspectorate_app.store.queries.subscriber import Counts

app = noun("subscriber", "Who is told of new reports: count, delete.")


@app.command("count")
def count(form: FormatOption = Format.TEXT) -> None:
    """Tell how many addresses are told of what; no address."""
    start()
    from inspectorate_app.store.queries import subscriber as query

    counts = query.counts()
    answer(form, asdict(counts), lambda: _counted(counts))


@app.command("delete")
def delete(
    address: Annotated[
        str,
        typer.Option(
            help="The address of someone who asked to be deleted. Left out, it is asked for, and in no history.",
        ),
    ] = "",
    form: FormatOption = Format.TEXT,
) -> None:
    """Delete an address, with the mail that waits for it. The audit trail says that one was deleted, and not which."""
    start()
    from inspectorate_app.actions import subscriber
    from inspectorate_app.actions.actor import operator

    with refusals_told():
        subscriber.delete(operator(), address or _asked("Address: "))
    answer(form, {"deleted": 1}, lambda: "Deleted.")


def _asked(question: str) -> str:
    """A line that someone types, asked for on standard error: what goes to standard output is data."""
    typer.echo(question, nl=False, err=True)
    return sys.stdin.readline().strip()


def _counted(counts: "Counts") -> str:
    said = (
        f"{counts.confirmed} told of reports, {counts.everything} of them of all; "
        f"{counts.unconfirmed} not confirmed yet; {counts.undelivered} mails given up"
    )
    followed = [("kind", *each) for each in counts.kinds]
    followed += [("region", *each) for each in counts.regions] + [("unit", *each) for each in counts.units]
    rows = [{"what": what, "of": of, "number": number} for what, of, number in followed]
    columns = {"what": "What", "of": "Which", "number": "Addresses"}
    return "\n".join([said, *([table(columns, rows)] if rows else [])])
