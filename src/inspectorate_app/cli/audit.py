"""``inspectorate audit``: the audit trail, read and checked from the server's command line."""

from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import start
from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, noun, table

if TYPE_CHECKING:
    from inspectorate_app.actions.audit import Checked
    from inspectorate_app.store.queries.audit import EntryFacts

app = noun("audit", "Who did what: list, verify.")

TrailArgument = Annotated[
    str | None, typer.Argument(metavar="TRAIL", help="The slug of an inspection, or 'service'. By default every trail.")
]


@app.command()
def verify(trail: TrailArgument = None, form: FormatOption = Format.TEXT) -> None:
    """Check that no entry was changed, removed or added; exit status 1 where one was."""
    start()
    from inspectorate_app.actions.audit import check
    from inspectorate_app.store.queries import audit as query

    names = query.chain_names() if trail is None else [_known(trail)]
    found = [check(name) for name in names]
    answer(form, {"trails": [_checked(each) for each in found]}, lambda: "\n".join(map(_told, found)))
    if any(each.wrong for each in found):
        raise typer.Exit(1)


@app.command("list")
def list_entries(
    trail: Annotated[str, typer.Argument(metavar="TRAIL", help="The slug of an inspection, or 'service'.")],
    action: Annotated[str, typer.Option("--action", help="Only this action, such as 'submit case assessment'.")] = "",
    subject: Annotated[str, typer.Option("--subject", help="Only what was done to this, such as 'case 7'.")] = "",
    newest: Annotated[int, typer.Option("--newest", min=1, max=10_000, help="How many entries, from the newest.")] = 50,
    form: FormatOption = Format.TEXT,
) -> None:
    """List entries of a trail, the newest first, with what stood before and after."""
    start()
    from inspectorate_app.store.queries import audit as query

    wanted = query.Wanted(action=action, subject=subject)
    entries = query.page_of(_known(trail), wanted, limit=newest).entries
    answer(form, {"trail": trail, "entries": [_entry(each) for each in entries]}, lambda: _listed(entries))


def _known(trail: str) -> str:
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.store.queries import audit as query

    if query.find_chain(trail) is None:
        raise BadInput([Fault("", 0, "TRAIL", f"there is no trail '{trail}'", "'audit verify' names every trail")])
    return trail


def _checked(found: "Checked") -> Json:
    return {"trail": found.chain, "entries": found.entries, "sha256": found.sha256, "wrong": list(found.wrong)}


def _told(found: "Checked") -> str:
    counted = f"{found.chain}: {found.entries} {'entry' if found.entries == 1 else 'entries'}"
    if not found.wrong:
        return f"{counted}, nothing changed, removed or added; the last is {found.sha256}"
    return "\n".join([f"{counted}, TAMPERED WITH:", *(f"  {each}" for each in found.wrong)])


def _entry(entry: "EntryFacts") -> Json:
    from dataclasses import asdict

    return {**asdict(entry), "at": entry.at.isoformat()}


def _listed(entries: "tuple[EntryFacts, ...]") -> str:
    columns = {"position": "Entry", "at": "At (UTC)", "who": "Who", "action": "Action", "subject": "Subject"}
    rows = [
        {
            "position": each.position,
            "at": each.at.strftime("%Y-%m-%d %H:%M:%S"),
            "who": f"{each.actor_name} ({each.via})",
            "action": each.action,
            "subject": each.subject,
        }
        for each in entries
    ]
    return table(columns, rows)
