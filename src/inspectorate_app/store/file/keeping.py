"""Keeps files under keys that are drawn by lot: never under a name that someone gave, and never two under one key.

A file is kept before its row is written: a row never names a file that is not there. A file whose row was not written
in the end is an orphan, and is swept away once it is old enough that no transaction can still be under way.
"""

import datetime
import hashlib
import re
import secrets
from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings

from inspectorate_app.store.file import bucket, disk

#: Read and written at once, in bytes.
CHUNK = 1 << 20
_KEY = re.compile(r"[0-9a-f]{64}")


def keep(file: BinaryIO) -> tuple[str, str, int]:
    """Keep a file; gives its key, its SHA-256 and its size in bytes. When it returns, the file is safely there."""
    key, found, size = secrets.token_hex(32), hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(CHUNK):
        found.update(chunk)
        size += len(chunk)
    file.seek(0)
    _place().keep(key, file)
    return key, found.hexdigest(), size


def in_bucket() -> bool:
    """Whether documents are kept in an S3-compatible store, and not in a folder of this machine."""
    return bool(settings.S3["bucket"])


def is_key(name: str) -> bool:
    """Whether a name is one under which a file may be kept."""
    return _KEY.fullmatch(name) is not None


def put_back(key: str, file: BinaryIO) -> None:
    """Keep a file of a backup under the key that it had. Raises ``FileNotFoundError`` for what is no key."""
    _place().keep(_sound(key), file)


def chunks(key: str) -> Iterator[bytes]:
    """The content of a file, in parts. Raises ``FileNotFoundError`` at once where it is not there."""
    place = _place()
    if not place.holds(_sound(key)):
        raise FileNotFoundError(key)
    return place.chunks(key)


def sha256_of(key: str) -> str | None:
    """The SHA-256 of a file as it lies there now; None where it is missing."""
    try:
        content = chunks(key)
    except FileNotFoundError:
        return None
    found = hashlib.sha256()
    for chunk in content:
        found.update(chunk)
    return found.hexdigest()


def keys(before: datetime.datetime) -> Iterator[str]:
    """The keys of all files that were kept before a moment."""
    return (key for key, at in _place().listed() if at < before and _KEY.fullmatch(key))


def remove(key: str) -> None:
    """Remove a file; nothing happens where it is not there."""
    _place().remove(_sound(key))


def _place() -> disk.Folder | bucket.Bucket:
    if in_bucket():
        return bucket.Bucket(**settings.S3)
    return disk.Folder(settings.DOCUMENTS)


def _sound(key: str) -> str:
    """A key that can be one, so that nothing in a row could ever lead out of the folder."""
    if not is_key(key):
        raise FileNotFoundError(key)
    return key
