"""What a mail says: how many things wait and where, and a link. No name of anyone in a case, and no text of anyone.

An inspection that has not been announced is a secret, and so is not named. HTML says the same as plain text.
"""

import html
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from inspectorate_app.actions.due import Due
from inspectorate_app.actions.notification_reading import Told
from inspectorate_app.store.seal import seal, unseal

_SECURITY = {
    "password_changed": "The password of your account was changed.",
    "second_factor_changed": "The authenticator app or the recovery codes of your account were changed.",
    "sign_in_renewed": "A new password for your account was chosen with a link that an administrator made.",
}
_INVITATION = (
    "Hello {name}",
    "You have been invited to Inspectorate. Choose a password here:",
    "The link can be used once, until {until}. If you did not expect this message, you can delete it.",
)


@dataclass(frozen=True)
class Letter:
    """A subject, paragraphs, and the link that stands in ``link_after`` of them: behind that many."""

    subject: str
    paragraphs: tuple[str, ...]
    link: str
    link_after: int
    items: tuple[str, ...] = ()
    settings_link: str = ""

    @property
    def text(self) -> str:
        """In plain text."""
        blocks = list(self.paragraphs)
        if self.items:
            blocks[0] += "\n\n" + "\n".join(f"- {each}" for each in self.items)
        blocks.insert(self.link_after, self.link)
        if self.settings_link:
            blocks.append(f"Choose what you are told, and when: {self.settings_link}")
        return "\n\n".join(blocks) + "\n"

    @property
    def html(self) -> str:
        """The same as a simple page, everything escaped."""
        blocks = [f"<p>{html.escape(each)}</p>" for each in self.paragraphs]
        if self.items:
            blocks[0] += "<ul>" + "".join(f"<li>{html.escape(each)}</li>" for each in self.items) + "</ul>"
        blocks.insert(self.link_after, f"<p>{_anchor(self.link, self.link)}</p>")
        if self.settings_link:
            blocks.append(f"<p>{_anchor(self.settings_link, 'Choose what you are told, and when')}</p>")
        head = f'<meta charset="utf-8"><title>{html.escape(self.subject)}</title>'
        return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{"".join(blocks)}</body></html>'


def notifications(waiting: Sequence[Told]) -> Letter:
    """The mail that is sent at once: how many notifications wait, and in which inspections."""
    number = _counted(len(waiting), "notification")
    return Letter(
        subject=f"{number} in Inspectorate",
        paragraphs=(f"{number} {'waits' if len(waiting) == 1 else 'wait'} for you:", "Sign in to read more."),
        items=_places(waiting),
        link=link("notifications"),
        link_after=1,
        settings_link=link("notification_settings"),
    )


def digest(waiting: Sequence[Told], due: Sequence[Due]) -> Letter:
    """The mail of the day: how much is unread, and how much is due."""
    overdue = sum(each.overdue for each in due)
    items = _places(waiting) if waiting else ()
    if due:
        late = f", {overdue} of them overdue" if overdue else ""
        items = (*items, f"{_counted(len(due), 'thing')} due{late}: {link('due')}")
    return Letter(
        subject="Your day in Inspectorate",
        paragraphs=(f"{_counted(len(waiting), 'unread notification')}, {_counted(len(due), 'thing')} due:",
                    "Sign in to read more."),
        items=items,
        link=link("notifications"),
        link_after=1,
        settings_link=link("notification_settings"),
    )  # fmt: skip


def security(about: str) -> Letter:
    """What happened to an account. It is neither switched off nor held."""
    advice = "If it was you, there is nothing to do. If it was not, tell an administrator of the service at once."
    return Letter("Your account in Inspectorate", (_SECURITY[about], advice), link("account"), 1)


def invitation(sealed: str) -> Letter:
    """The invitation that was sealed."""
    said = json.loads(unseal(sealed))
    paragraphs = tuple(each.format(**said) for each in _INVITATION)
    return Letter("Your invitation to Inspectorate", paragraphs, said["link"], 2)


def test() -> Letter:
    """What an operator sends to see whether mail goes out."""
    return Letter(
        "A test of the mail of Inspectorate", ("Mail of this service reaches you. It is at:",), link("home"), 1
    )


def seal_invitation(*, name: str, address: str, until: str) -> str:
    """What an invitation says, so that nobody reads its link in the database."""
    return seal(json.dumps({"name": name, "link": address, "until": until}).encode()).decode()


def link(route: str) -> str:
    """The address of a page as it stands in a mail."""
    return f"{settings.ADDRESS}{reverse(route)}"


def _places(waiting: Sequence[Told]) -> tuple[str, ...]:
    """How many wait where; an inspection by its name only if that is no secret."""
    counts = Counter(_place(each) for each in waiting)
    return tuple(f"{number} {where}" for where, number in counts.items())


def _place(told: Told) -> str:
    if not told.facts.inspection:
        return "about the service or your account"
    return "in an inspection" if told.facts.secret else f"in the inspection of {told.facts.unit}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _anchor(address: str, text: str) -> str:
    return f'<a href="{html.escape(address)}">{html.escape(text)}</a>'
