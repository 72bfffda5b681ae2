"""Keeps the secrets of authenticator apps encrypted: a copy of the database alone does not sign anyone in."""

import base64
import hashlib
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


def encrypt(text: str) -> str:
    """Under today's key."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Under today's key or one used before (``INSPECTORATE_OLD_SECRET_KEYS``)."""
    return _keys().decrypt(text.encode()).decode()


def _keys() -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet([Fernet(_key(each)) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret_key: str) -> bytes:
    """A key for this purpose alone, from one that is long and random (see ``configuration.secret_key``)."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"inspectorate.second-factor:" + secret_key.encode()).digest())
