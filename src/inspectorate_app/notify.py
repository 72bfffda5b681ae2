"""Mail by GOV.UK Notify: a backend of Django's mail, chosen with INSPECTORATE_NOTIFY_KEY; docs/adr/0027-subscribers.md.

Each mail is one call of its API (https://docs.notifications.service.gov.uk/rest-api.html), as plain text in a template
that is nothing but ``((subject))`` and ``((body))``; who sends it is set there. The key signs a token for each call and
is never sent.
"""

import base64
import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from inspectorate_app.configuration import NotConfigured, NotifyKey

_PATH = "/v2/notifications/email"
#: What an answer may be long; nothing of it is kept but the kinds of the errors.
_MOST = 100_000


class NotifyRefused(OSError):  # noqa: N818 - it says what happened
    """Notify did not take a mail. ``for_good``: this address never; ``about_one``: others may go on.

    What it says is the status and the kind of the error: what Notify wrote may repeat the address.
    """

    def __init__(self, status: int, errors: Sequence[tuple[str, str]]):
        super().__init__(" ".join(["Notify", str(status), *(kind for kind, _message in errors)][:3]))
        of_address = [kind == "ValidationError" and said.startswith("email_address") for kind, said in errors]
        self.for_good = status == http.client.BAD_REQUEST and any(of_address)
        self.about_one = self.for_good or any("this recipient" in said for _kind, said in errors)


class EmailBackend(BaseEmailBackend):
    """Hands each message to Notify, one after the other, over one connection."""

    def __init__(self, fail_silently: bool = False, **options: Any):
        super().__init__(fail_silently, **options)
        if settings.NOTIFY_KEY is None:
            raise NotConfigured("INSPECTORATE_NOTIFY_KEY: it is not set")
        self.key = settings.NOTIFY_KEY
        self.connection: http.client.HTTPConnection | None = None

    def open(self) -> bool:
        """Make a connection, unless there is one; whether it was made now."""
        if self.connection is not None:
            return False
        address = urlsplit(settings.NOTIFY_ADDRESS)
        kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        self.connection = kind(address.netloc, timeout=settings.EMAIL_TIMEOUT)
        return True

    def close(self) -> None:
        """End the connection."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send messages; how many. Raises ``NotifyRefused``, or another ``OSError`` where nobody answers."""
        opened = self.open()
        try:
            for message in email_messages:
                for to in message.recipients():
                    self._send(message, to)
        except http.client.HTTPException as error:
            raise ConnectionError(type(error).__name__) from None
        finally:
            if opened:
                self.close()
        return len(email_messages)

    def _send(self, message: EmailMessage, to: str) -> None:
        assert self.connection is not None  # noqa: S101 - for the type alone
        headers = {"Authorization": f"Bearer {token(self.key)}", "Content-Type": "application/json"}
        base = urlsplit(settings.NOTIFY_ADDRESS).path.rstrip("/")
        self.connection.request("POST", base + _PATH, json.dumps(_body(message, to)).encode(), headers)
        answer = self.connection.getresponse()
        said = answer.read(_MOST)
        if answer.status != http.client.CREATED:
            raise NotifyRefused(answer.status, _errors(said))


def token(key: NotifyKey) -> str:
    """A token for one call: a JSON Web Token of the service's id and the time, signed by the key (HS256)."""
    claims = {"iss": key.service, "iat": int(time.time())}
    signed = f"{_packed({'typ': 'JWT', 'alg': 'HS256'})}.{_packed(claims)}"
    signature = hmac.digest(key.secret.encode(), signed.encode(), hashlib.sha256)
    return f"{signed}.{_text(signature)}"


def _packed(values: dict[str, Any]) -> str:
    return _text(json.dumps(values, separators=(",", ":")).encode())


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _body(message: EmailMessage, to: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "email_address": to,
        "template_id": settings.NOTIFY_TEMPLATE,
        "personalisation": {"subject": message.subject, "body": str(message.body)},
        "reference": message.extra_headers.get("Message-ID", "").strip("<>").partition("@")[0],
    }
    if "List-Unsubscribe-Post" in message.extra_headers:
        body["one_click_unsubscribe_url"] = message.extra_headers["List-Unsubscribe"].strip("<>")
    return {name: value for name, value in body.items() if value}


def _errors(said: bytes) -> list[tuple[str, str]]:
    """The kinds and messages of an answer; none where it is no answer of Notify, but of something on the way."""
    try:
        found = json.loads(said)["errors"]
        return [(str(each["error"]), str(each["message"])) for each in found]
    except (ValueError, KeyError, TypeError):
        return []
