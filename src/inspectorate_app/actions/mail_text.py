"""What a mail says: how many things wait and where, and a link. No name of anyone in a case, and no text of anyone.

An inspection that has not been announced is a secret, and so is not named. HTML says the same as plain text. Both are
in the language that is active: ``actions.mail`` makes it that of whom the mail goes to.
"""

import datetime
import html
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from inspectorate.language import noted
from inspectorate.sampling.dates import in_words
from inspectorate_app.actions.due import Due
from inspectorate_app.actions.notification_reading import Told
from inspectorate_app.store.seal import seal, unseal

_SECURITY = {
    "password_changed": noted("The password of your account was changed."),
    "second_factor_changed": noted("The authenticator app or the recovery codes of your account were changed."),
    "sign_in_renewed": noted("A new password for your account was chosen with a link that an administrator made."),
}


@dataclass(frozen=True)
class Letter:
    """A subject, paragraphs, and the link that stands in ``link_after`` of them: behind that many.

    ``links`` stand below the paragraphs, each with its words. With ``leave_link`` one click ends the subscription.
    """

    subject: str
    paragraphs: tuple[str, ...]
    link: str
    link_after: int
    items: tuple[str, ...] = ()
    settings_link: str = ""
    links: tuple[tuple[str, str], ...] = ()
    leave_link: str = ""

    @property
    def text(self) -> str:
        """In plain text."""
        blocks = list(self.paragraphs)
        if self.items:
            blocks[0] += "\n\n" + "\n".join(f"- {each}" for each in self.items)
        if self.link:
            blocks.insert(self.link_after, self.link)
        blocks += [f"{words}: {address}" for words, address in self.links]
        if self.settings_link:
            blocks.append(_("Choose what you are told, and when: {link}").format(link=self.settings_link))
        return "\n\n".join(blocks) + "\n"

    @property
    def html(self) -> str:
        """The same as a simple page, everything escaped."""
        blocks = [f"<p>{html.escape(each)}</p>" for each in self.paragraphs]
        if self.items:
            blocks[0] += "<ul>" + "".join(f"<li>{html.escape(each)}</li>" for each in self.items) + "</ul>"
        if self.link:
            blocks.insert(self.link_after, f"<p>{_anchor(self.link, self.link)}</p>")
        blocks += [f"<p>{_anchor(address, words)}</p>" for words, address in self.links]
        if self.settings_link:
            blocks.append(f"<p>{_anchor(self.settings_link, _('Choose what you are told, and when'))}</p>")
        head = f'<meta charset="utf-8"><title>{html.escape(self.subject)}</title>'
        return f'<!DOCTYPE html><html lang="{get_language()}"><head>{head}</head><body>{"".join(blocks)}</body></html>'


def notifications(waiting: Sequence[Told]) -> Letter:
    """The mail that is sent at once: how many notifications wait, and in which inspections."""
    count = len(waiting)
    wait = ngettext("{count} notification waits for you:", "{count} notifications wait for you:", count)
    subject = ngettext("{count} notification in Inspectorate", "{count} notifications in Inspectorate", count)
    return Letter(
        subject=subject.format(count=count),
        paragraphs=(wait.format(count=count), _("Sign in to read more.")),
        items=_places(waiting),
        link=link("notifications"),
        link_after=1,
        settings_link=link("notification_settings"),
    )


def digest(waiting: Sequence[Told], due: Sequence[Due]) -> Letter:
    """The mail of the day: how much is unread, and how much is due."""
    unread = ngettext("{count} unread notification", "{count} unread notifications", len(waiting))
    both = _("{unread}, {due}:").format(unread=unread.format(count=len(waiting)), due=_things(len(due)))
    return Letter(
        subject=_("Your day in Inspectorate"),
        paragraphs=(both, _("Sign in to read more.")),
        items=(*_places(waiting), *_of_what_is_due(due)),
        link=link("notifications"),
        link_after=1,
        settings_link=link("notification_settings"),
    )


def _of_what_is_due(due: Sequence[Due]) -> tuple[str, ...]:
    overdue = sum(each.overdue for each in due)
    if not due:
        return ()
    said = _("{due}, {overdue} of them overdue: {link}") if overdue else _("{due}: {link}")
    return (said.format(due=_things(len(due)), overdue=overdue, link=link("due")),)


def _things(number: int) -> str:
    return ngettext("{count} thing due", "{count} things due", number).format(count=number)


def security(about: str) -> Letter:
    """What happened to an account. It is neither switched off nor held."""
    advice = _("If it was you, there is nothing to do. If it was not, tell an administrator of the service at once.")
    return Letter(_("Your account in Inspectorate"), (_(_SECURITY[about]), advice), link("account"), 1)


def invitation(sealed: str) -> Letter:
    """The invitation that was sealed."""
    said = _unsealed(sealed)
    paragraphs = (
        _("Hello {name}").format(name=said["name"]),
        _("You have been invited to Inspectorate. Choose a password here:"),
        _("The link can be used once, until {until}. If you did not expect this message, you can delete it.").format(
            until=_day(said["until"])
        ),
    )
    return Letter(_("Your invitation to Inspectorate"), paragraphs, said["link"], 2)


def language_of(sealed: str) -> str:
    """The language in which an invitation was wanted; blank for that of the service."""
    return _unsealed(sealed).get("language", "")


def test() -> Letter:
    """What an operator sends to see whether mail goes out."""
    return Letter(
        "A test of the mail of Inspectorate", ("Mail of this service reaches you. It is at:",), link("home"), 1
    )


def seal_invitation(*, name: str, address: str, until: datetime.date, language: str) -> str:
    """What an invitation says, so that nobody reads its link in the database."""
    said = {"name": name, "link": address, "until": until.isoformat(), "language": language}
    return seal(json.dumps(said).encode()).decode()


def _unsealed(sealed: str) -> dict[str, str]:
    return dict(json.loads(unseal(sealed)))


def _day(until: str) -> str:
    """The day in words; an invitation that was sealed by an earlier version has it so already."""
    try:
        return in_words(datetime.date.fromisoformat(until))
    except ValueError:
        return until


def link(route: str) -> str:
    """The address of a page as it stands in a mail."""
    return f"{settings.ADDRESS}{reverse(route)}"


def _places(waiting: Sequence[Told]) -> tuple[str, ...]:
    """How many wait where; an inspection by its name only if that is no secret."""
    counts = Counter(_place(each) for each in waiting)
    return tuple(f"{number} {where}" for where, number in counts.items())


def _place(told: Told) -> str:
    if not told.facts.inspection:
        return _("about the service or your account")
    return _("in an inspection") if told.facts.secret else _("in the inspection of {unit}").format(unit=told.facts.unit)


def _anchor(address: str, text: str) -> str:
    return f'<a href="{html.escape(address)}">{html.escape(text)}</a>'
