"""The connection over which the mails of a round go: one for all of them, and made anew where it broke.

To connect, greet, encrypt and sign in takes longer than to hand a mail over. Before each further mail the server is
asked whether it still listens, so that one which hangs up after some mails costs no mail a try.
"""

import smtplib
from types import TracebackType
from typing import Any, Self

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

_OK = 250


class MailConnection:
    """Open it by ``ready``; it is closed at the end of the block."""

    def __init__(self) -> None:
        self._backend: Any = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.drop()

    def ready(self) -> BaseEmailBackend:
        """That over which the next mail goes. Raises ``OSError`` or ``SMTPException`` where the server is not there.

        What is no mail server (GOV.UK Notify) opens a connection for each mail by itself.
        """
        if isinstance(self._backend, EmailBackend):
            if self._backend.connection is not None and not self._answers():
                self.drop()
            self._backend.open()
        backend: BaseEmailBackend = self._backend
        return backend

    def drop(self) -> None:
        """Close it: the next mail goes over another."""
        try:
            self._backend.close()
        except (OSError, smtplib.SMTPException):  # it is broken, and closed by that
            self._backend.connection = None

    def _answers(self) -> bool:
        try:
            code, _words = self._backend.connection.noop()
        except (OSError, smtplib.SMTPException):
            return False
        return bool(code == _OK)
