"""Why an action was refused. Bad input is the library's ``BadInput``; everything else is one of these."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


class Refused(Exception):  # noqa: N818 - the word of the people who see it
    """An action that may not happen; the message is written for the person who asked."""


class NotAllowed(Refused):
    """This person may not do it."""

    def __init__(self, message: str = "You do not have permission to do this."):
        super().__init__(message)


class NotThere(Refused):
    """There is no such thing, or not for this person: the two are not told apart."""

    def __init__(self, message: str = "It does not exist, or you do not have access to it."):
        super().__init__(message)


class NotNow(Refused):
    """It may not happen in this phase, or as things stand; the message says why and what would change it."""


class Overtaken(Refused):
    """Someone else saved in between. ``theirs`` is what now stands, so that both can be shown."""

    def __init__(self, message: str, theirs: Mapping[str, Any]):
        super().__init__(message)
        self.theirs = theirs


class KeyUsedBefore(Refused):
    """The key of a retry was used for another write."""

    def __init__(self) -> None:
        super().__init__(_("This idempotency key was used for something else. Use a new key for each write."))


class TooManyTries(Refused):
    """Too many tries of something that could be guessed; the message says how long to wait."""
