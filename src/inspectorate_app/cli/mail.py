"""``inspectorate mail``: the mail of the service, from the server's command line."""

from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import refusals_told, start
from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, noun, table

if TYPE_CHECKING:
    from inspectorate_app.store.queries.mail import MailFacts

app = noun("mail", "Mail that goes out: list, send-due, test.")


@app.command("list")
def list_mail(form: FormatOption = Format.TEXT) -> None:
    """Tell how much mail is in which state, and what could not be delivered; no address and no word of it.

    Exit status 1 where a mail was given up.
    """
    start()
    from inspectorate_app.store.queries import mail as query

    counts, troubled = query.counts(), query.troubled()
    data: Json = {"configured": query.is_configured(), "counts": counts, "troubled": [_told(each) for each in troubled]}
    answer(form, data, lambda: _listed(counts, troubled))
    if counts["given_up"]:
        raise typer.Exit(1)


@app.command("send-due")
def send_due(form: FormatOption = Format.TEXT) -> None:
    """Send what is due now, as the jobs do each minute: for a server where no jobs run, and for a look at what happens.

    Exit status 1 where a mail was not sent.
    """
    _require_server()
    from inspectorate_app.actions import mail_round
    from inspectorate_app.actions.actor import operator

    with refusals_told():
        ended = mail_round.send_due(operator())
    answer(form, dict(ended), lambda: ", ".join(f"{number} {_STATES[state]}" for state, number in ended.items()))
    if ended["waiting"] or ended["given_up"]:
        raise typer.Exit(1)


@app.command("test")
def send_test(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Where the mail goes to.")],
    form: FormatOption = Format.TEXT,
) -> None:
    """Send one mail to an address, at once, and tell what the mail server said."""
    _require_server()
    import smtplib

    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.actions import mail

    try:
        mail.send_test(address)
    except (OSError, smtplib.SMTPException) as error:
        mend = "check INSPECTORATE_EMAIL_URL and INSPECTORATE_EMAIL_FROM, and what the server's own log says"
        raise BadInput([Fault("", 0, "mail", f"the mail was not sent: {mail.trouble(error)}", mend)]) from None
    answer(form, {"address": address, "sent": True}, lambda: f"Sent to {address}. Look whether it came.")


_STATES = {"sent": "sent", "waiting": "to be tried again", "dropped": "needless", "given_up": "given up"}


def _require_server() -> None:
    start()
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.store.queries import mail as query

    if not query.is_configured():
        mend = "set it to one like smtp+tls://user:password@host:587"
        raise BadInput([Fault("", 0, "INSPECTORATE_EMAIL_URL", "no mail server is set up", mend)])


def _told(mail: "MailFacts") -> Json:
    return {
        "id": mail.id,
        "purpose": mail.purpose,
        "state": mail.state,
        "tries": mail.tries,
        "made_at": mail.made_at.isoformat(),
        "trouble": mail.trouble,
    }


def _listed(counts: dict[str, int], troubled: "list[MailFacts]") -> str:
    said = f"{counts['waiting'] + counts['sending']} on its way, {counts['sent']} sent, {counts['given_up']} given up"
    columns = {"id": "Mail", "purpose": "What it is", "state": "State", "tries": "Tries", "trouble": "Trouble"}
    return "\n".join([said, *([table(columns, [_told(each) for each in troubled])] if troubled else [])])
