"""Files in a folder and in an S3-compatible store, a server process of its own: the same promises of both."""

import datetime
import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from inspectorate_app.store.file import disk, keeping
from tests.app import bucket

CONTENT = b"%PDF-1.4 " + bytes(range(256)) * 10_000 + b"%%EOF"


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> str:
    """Where documents are kept in a test."""
    settings.DOCUMENTS = tmp_path / "documents"
    if request.param == "bucket":
        settings.S3 = bucket.made(request.getfixturevalue("endpoint"), f"{tmp_path.name}/")
    return str(request.param)


def test_a_file_comes_back_as_it_was_kept(place):
    key, sha256, size = keeping.keep(io.BytesIO(CONTENT))
    assert (sha256, size) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    assert b"".join(keeping.chunks(key)) == CONTENT
    assert keeping.sha256_of(key) == sha256
    assert key != keeping.keep(io.BytesIO(CONTENT))[0]


def test_a_file_that_is_not_there_is_missing_at_once(place):
    assert keeping.sha256_of("0" * 64) is None
    with pytest.raises(FileNotFoundError):
        keeping.chunks("0" * 64)


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "A" * 64, "0" * 63])
def test_a_key_that_cannot_be_one_leads_nowhere(place, key):
    with pytest.raises(FileNotFoundError):
        keeping.chunks(key)
    with pytest.raises(FileNotFoundError):
        keeping.remove(key)


def test_files_are_listed_by_age_and_removed(place):
    keys = {keeping.keep(io.BytesIO(CONTENT))[0] for _ in range(3)}
    later = timezone.now() + datetime.timedelta(minutes=5)
    assert set(keeping.keys(before=later)) == keys
    assert not list(keeping.keys(before=later - datetime.timedelta(hours=1)))
    gone = keys.pop()
    keeping.remove(gone)
    keeping.remove(gone)
    assert set(keeping.keys(before=later)) == keys


def test_the_secret_of_the_store_is_not_in_what_is_printed_of_it(settings):
    from inspectorate_app.store.file.bucket import Bucket

    assert "hidden" not in repr(Bucket("b", "", "", "a", "hidden", ""))


def test_a_write_that_fails_half_way_leaves_nothing_under_the_key(tmp_path):
    class Breaks(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 0:
                raise OSError("the disk is full")
            return super().read(1_000)

    folder = disk.Folder(tmp_path)
    with pytest.raises(OSError, match="full"):
        folder.keep("ab" * 32, Breaks(CONTENT))
    assert not folder.holds("ab" * 32)
    assert not [each for each in tmp_path.rglob("*") if each.is_file()]
