"""``inspectorate data``: what the application keeps, from the server's command line."""

from inspectorate_app.cli.application import refusals_told, start
from inspectorate_app.cli.terminal import Format, FormatOption, answer, noun, table

app = noun("data", "What the application keeps: clear what has expired.")


@app.command("clear-expired")
def clear_expired(form: FormatOption = Format.TEXT) -> None:
    """Clear sessions, invitations, tokens, retries, tries to sign in and jobs that have expired.

    'inspectorate serve' and 'inspectorate jobs' do it once a day. The audit trail keeps how many there were.
    """
    start()
    from inspectorate_app.actions import expiry
    from inspectorate_app.actions.actor import operator
    from inspectorate_app.store.queries.expiry import KEPT

    with refusals_told():
        cleared = expiry.clear_expired(operator())
    rows = [{"kind": kind.replace("_", " "), "kept": _days(KEPT[kind].days), "cleared": cleared[kind]} for kind in KEPT]
    columns = {"kind": "Kind", "kept": "Kept after its end", "cleared": "Cleared"}
    answer(form, {"cleared": dict(cleared)}, lambda: table(columns, rows))


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
