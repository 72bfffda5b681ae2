"""The mail with the link of an embargoed copy: sealed until it is sent, and taken back where the copy is revoked.

While a legal hold stands on the inspection it waits: nothing of it goes outside.
"""

import datetime
import json

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate_app.actions.mail_text import Letter
from inspectorate_app.store.models import EmbargoedCopy, Mail
from inspectorate_app.store.queries.embargo import about, state_of_mail, until
from inspectorate_app.store.queries.mail import is_configured
from inspectorate_app.store.seal import seal, unseal

#: After how long it is looked again whether a legal hold still stands.
HELD = datetime.timedelta(minutes=15)


def post_link(copy: EmbargoedCopy, link: str, due_at: datetime.datetime) -> bool:
    """Put the mail with a link on its way; whether there is a mail server. Part of a change."""
    if not is_configured():
        return False
    said = {"name": copy.name, "link": link, "unit": copy.inspection.unit, "until": until(due_at)}
    sealed = seal(json.dumps(said).encode()).decode()
    Mail.objects.create(purpose="embargo", address=copy.email, about=about(copy.pk), sealed=sealed)
    return True


def take_back(copy: int) -> None:
    """Send a link no more that has ended. Part of a change."""
    rows = Mail.objects.filter(purpose="embargo", about=about(copy), state="waiting")
    rows.update(state="dropped", address="", sealed="", ended_at=timezone.now())


def letter(mail: Mail, now: datetime.datetime) -> tuple[Letter | None, datetime.datetime | None]:
    """What such a mail says; None where its link leads to no copy any more; or when to look again while it is held."""
    state = state_of_mail(mail.about)
    if state == "held":
        return None, now + HELD
    return (_written(mail.sealed) if state == "open" else None), None


def _written(sealed: str) -> Letter:
    """What it is, until when it is a secret, and the link."""
    said = json.loads(unseal(sealed))
    paragraphs = (
        _("Hello {name}").format(name=said["name"]),
        _("You can read what is to be published of the inspection of {unit} before it is. Open it here:").format(
            unit=said["unit"]
        ),
        _("It is under embargo until {until}: do not publish it, and do not pass it on. Each copy is marked.").format(
            until=said["until"]
        ),
        _("The link is for you alone. If you did not expect this message, delete it and tell us."),
    )
    return Letter(_("Under embargo until {until}").format(until=said["until"]), paragraphs, said["link"], 2)
