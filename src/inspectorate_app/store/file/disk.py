"""Files in a folder of this machine, or on a disk that several machines share."""

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

_CHUNK = 1 << 20
#: How the name of a file ends that is still being written, or was when the machine went down.
_PART = ".part"


@dataclass(frozen=True)
class Folder:
    """A folder with a folder in it for each of the first two characters of a key."""

    root: Path

    def keep(self, key: str, file: BinaryIO) -> None:
        """Write a file under another name, make sure that it is on the disk, then give it its name."""
        place = self._place(key)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = place.with_suffix(_PART)
        try:
            with part.open("xb") as written:
                part.chmod(0o600)
                copyfileobj(file, written, _CHUNK)
                written.flush()
                os.fsync(written.fileno())
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        _to_disk(place.parent)

    def holds(self, key: str) -> bool:
        """Whether a file is there."""
        return self._place(key).is_file()

    def chunks(self, key: str) -> Iterator[bytes]:
        """The content of a file, in parts; opened with the first of them. Raises ``FileNotFoundError``."""
        with self._place(key).open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                yield chunk

    def listed(self) -> Iterator[tuple[str, datetime.datetime]]:
        """Every file with when it was written, one that was left half written too."""
        for place in self.root.glob("??/*"):
            at = datetime.datetime.fromtimestamp(place.stat().st_mtime, datetime.UTC)
            yield place.name.removesuffix(_PART), at

    def remove(self, key: str) -> None:
        """Remove a file, half written or whole."""
        for place in (self._place(key), self._place(key).with_suffix(_PART)):
            place.unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        return self.root / key[:2] / key


def _to_disk(folder: Path) -> None:
    """Make sure that the name of a file in a folder is on the disk too, where the system can."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
