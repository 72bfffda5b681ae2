"""``inspectorate user``: who may sign in, from the server's command line; above all the first administrator."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import refusals_told, start
from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, noun, table

if TYPE_CHECKING:
    from inspectorate_app.store.queries.person import PersonFacts

app = noun("user", "People who may sign in: invite, list, deactivate, reactivate, office, reset, unbind.")

EmailArgument = Annotated[str, typer.Argument(metavar="EMAIL", help="The address with which the person signs in.")]
AddressOption = Annotated[
    str,
    typer.Option(
        "--address",
        help="Where people reach the service, as https://inspectorate.example or, where 'serve' listens to another "
        "port, http://localhost:8001. By default INSPECTORATE_ADDRESS.",
    ),
]
LanguageOption = Annotated[
    str, typer.Option("--language", help="The language of the mail that invites: en or cy. By default English.")
]


#: Told beside a link whose beginning nobody set.
_GUESSED = (
    "\nIt begins as nobody set INSPECTORATE_ADDRESS: where people reach the service otherwise, at another port of "
    "'serve', say, put that in its place, or give --address next time."
)


@app.command()
def invite(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name.")],
    email: EmailArgument,
    office: Annotated[str, typer.Option("--office", help="administrator, planner, auditor, or blank for none.")] = "",
    language: LanguageOption = "",
    address: AddressOption = "",
    form: FormatOption = Format.TEXT,
) -> None:
    """Invite someone; prints the link with which they choose a password, once, for seven days."""
    with _at_work():
        from inspectorate_app.actions import person
        from inspectorate_app.actions.actor import operator

        _check_language(language)
        token = person.invite(operator(), email=email, name=name, office=office)
    _tell_link(name, email, token, address, form, language)


@app.command("list")
def list_people(
    every: Annotated[bool, typer.Option("--all", help="Deactivated people too.")] = False,
    form: FormatOption = Format.TEXT,
) -> None:
    """List the people who may sign in."""
    with _at_work():
        from inspectorate_app.store.queries import person as query

        found = [each for each in query.everyone() if every or each.active]
    answer(form, {"people": [_facts(each) for each in found]}, lambda: _listed(found))


@app.command()
def deactivate(email: EmailArgument, form: FormatOption = Format.TEXT) -> None:
    """Let someone sign in no more: sessions and tokens end at once."""
    with _at_work():
        from inspectorate_app.actions import person
        from inspectorate_app.actions.actor import operator

        person.deactivate(operator(), _known(email).id)
    _tell(email, form)


@app.command()
def reactivate(email: EmailArgument, form: FormatOption = Format.TEXT) -> None:
    """Let someone sign in again."""
    with _at_work():
        from inspectorate_app.actions import person
        from inspectorate_app.actions.actor import operator

        person.reactivate(operator(), _known(email).id)
    _tell(email, form)


@app.command()
def office(
    email: EmailArgument,
    new: Annotated[str, typer.Argument(metavar="OFFICE", help="administrator, planner, auditor, or none.")],
    form: FormatOption = Format.TEXT,
) -> None:
    """Give someone an office in the whole service, or none."""
    with _at_work():
        from inspectorate_app.actions import person
        from inspectorate_app.actions.actor import operator

        person.change_office(operator(), _known(email).id, "" if new == "none" else new)
    _tell(email, form)


@app.command()
def reset(email: EmailArgument, address: AddressOption = "", form: FormatOption = Format.TEXT) -> None:
    """Make a link for someone who lost their password or phone.

    With it they choose a new password and set up their authenticator app again.
    """
    with _at_work():
        from inspectorate_app.actions import person
        from inspectorate_app.actions.actor import operator

        found = _known(email)
        token = person.invite_anew(operator(), found.id)
    _tell_link(found.name, found.email, token, address, form, found.language)


@app.command()
def unbind(email: EmailArgument, form: FormatOption = Format.TEXT) -> None:
    """Let someone sign in with another account of their organisation, where it gave them a new one.

    The account with which they next sign in is theirs from then on. Make sure first that it is the same person.
    """
    with _at_work():
        from inspectorate_app.actions import organisation_account
        from inspectorate_app.actions.actor import operator

        organisation_account.unbind(operator(), _known(email).id)
    _tell(email, form)


@contextmanager
def _at_work() -> Iterator[None]:
    """In the application's database, which must have been prepared."""
    start()
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.store.queries import health

    if problems := health.problems():
        mend = "check DATABASE_URL or INSPECTORATE_DATA, and start 'inspectorate serve' once, which prepares it"
        raise BadInput([Fault("", 0, "database", problem, mend) for problem in problems])
    with refusals_told():
        yield


def _known(email: str) -> "PersonFacts":
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.store.queries import person as query

    found = query.with_email(email)
    if found is None:
        raise BadInput([Fault("", 0, "EMAIL", f"nobody signs in as '{email}'", "'user list --all' names everyone")])
    return found


def _check_language(language: str) -> None:
    """Raise ``BadInput`` where the service does not speak a language; blank is English."""
    from django.conf import settings

    from inspectorate.errors import BadInput, Fault

    if language and language not in dict(settings.LANGUAGES):
        problem, known = f"'{language}' is no language of the service", " or ".join(dict(settings.LANGUAGES))
        raise BadInput([Fault("", 0, "--language", problem, f"use {known}")])


def _tell_link(name: str, email: str, token: str, address: str, form: Format, language: str = "") -> None:
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone

    from inspectorate_app.actions import mail, person

    link = f"{(address or settings.ADDRESS).rstrip('/')}{reverse('invitation', kwargs={'token': token})}"
    until = timezone.localtime(timezone.now() + person.VALID_FOR)
    mailed = mail.invitation(email=email, name=name, link=link, until=timezone.localdate(until), language=language)
    data: Json = {"email": email, "link": link, "valid_until": until.isoformat(), "mailed": mailed == "sent"}
    waits = "The mail server did not take it yet, and is asked again" if mailed == "waiting" else "No mail was sent"
    said = "It was mailed." if mailed == "sent" else f"{waits}: give it to {email} yourself."
    guessed = "" if address or settings.ADDRESS_IS_SET else _GUESSED
    lines = f"{link}\n\nIt works once, until {until:%-d %B %Y}, and is not told again. {said}{guessed}"
    answer(form, data, lambda: lines)


def _tell(email: str, form: Format) -> None:
    found = _known(email)
    state = "active" if found.active else "deactivated"
    answer(form, _facts(found), lambda: f"{found.email}: {state}, {found.office or 'no office'}")


def _facts(person: "PersonFacts") -> Json:
    return {
        "name": person.name,
        "email": person.email,
        "office": person.office,
        "active": person.active,
        "joined_at": person.joined_at.isoformat(),
    }


def _listed(people: "list[PersonFacts]") -> str:
    if not people:
        return "Nobody may sign in yet. Invite the first: inspectorate user invite NAME EMAIL --office administrator"
    columns = {"name": "Name", "email": "Email", "office": "Office", "state": "State"}
    rows = [
        {
            "name": each.name,
            "email": each.email,
            "office": each.office or "none",
            "state": "active" if each.active else "deactivated",
        }
        for each in people
    ]
    return table(columns, rows)
