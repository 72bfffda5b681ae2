"""Texts of surveys that nobody may read in the database: under a key that is not in it, and without a time.

docs/adr/0018-anonymous-surveys.md.
"""

import base64
import hashlib
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


def seal(content: bytes) -> bytes:
    """Under today's key, with no time in it."""
    return _keys().encrypt_at_time(content, 0)


def unseal(sealed: bytes | memoryview | str) -> bytes:
    """Under today's key or one used before (``INSPECTORATE_OLD_SECRET_KEYS``).

    Raises ``cryptography.fernet.InvalidToken`` where it was sealed under a key that is not known here any more.
    """
    return _keys().decrypt(sealed if isinstance(sealed, str) else bytes(sealed))


def _keys() -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet([Fernet(_key(each)) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret_key: str) -> bytes:
    """A key for this purpose alone, from one that is long and random (see ``configuration.secret_key``)."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"inspectorate.survey:" + secret_key.encode()).digest())
