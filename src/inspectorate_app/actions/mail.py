"""Mail that the service sends, where a mail server is configured."""

from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import send_mail

_INVITATION = """Hello {name}

You have been invited to Inspectorate. Choose a password here:

{link}

The link can be used once, until {until}. If you did not expect this message, you can delete it.
"""


def invitation(*, email: str, name: str, link: str, until: str) -> bool:
    """Mail the link of an invitation; whether it was handed to a mail server."""
    if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
        return False
    text = _INVITATION.format(name=name, link=link, until=until)
    try:
        return send_mail("Your invitation to Inspectorate", text, None, [email]) == 1
    except (OSError, SMTPException) as error:
        structlog.get_logger(__name__).error("mail was not sent", kind=type(error).__name__)
        return False
