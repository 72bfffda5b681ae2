"""Files, folders and zips as single documents to be opened, found one after the other and in a stable order."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from inspectorate.errors import BadInput
from inspectorate.register.opening.archive import DAMAGE, SIGNATURES, is_office, open_archive, read_member
from inspectorate.register.opening.limits import DEFAULT, Limits, check_bytes, refusal

_NEITHER = "give a file, a folder or a zip"
_PASSED_OVER = ("__MACOSX", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Source:
    """Where the bytes of one document are: a file, or the ``member``-th entry of the zip at ``path``.

    ``file`` is what a person is shown; ``size`` counts bytes.
    """

    file: str
    path: str
    size: int
    member: int | None = None


def documents_in(paths: Iterable[Path | str], limits: Limits = DEFAULT) -> Iterator[Source | BadInput]:
    """Each document among the paths, in the order given; what is in a folder or a zip by name.

    Folders are followed to any depth, a folder that is linked twice once. Hidden files and what programs leave behind
    are passed over; nothing else is, so that no document is lost for its name. What cannot be looked at stands in its
    place as a ``BadInput``, and the rest goes on.
    """
    for path in paths:
        try:
            found = _look(Path(path))
        except BadInput as error:
            yield error
            continue
        if not stat.S_ISDIR(found.st_mode):
            yield from _in_file(Path(path), found.st_size, limits)
            continue
        documents = _in_folder(Path(path), limits)
        first = next(documents, None)
        yield first or refusal(shown(path), "there is no document in the folder", _NEITHER)
        yield from documents


def source_of(path: Path | str) -> Source:
    """The file at ``path`` as the source of one document; raises ``BadInput`` where there is no such file."""
    found = _look(Path(path))
    if stat.S_ISDIR(found.st_mode):
        raise refusal(shown(path), "it is a folder", "give a file")
    return Source(shown(path), str(path), found.st_size)


def contents(source: Source, limits: Limits, archive_at: Callable[[str], ZipFile] = ZipFile) -> bytes:
    """The bytes of a document; ``archive_at`` may hand out a zip that is open already.

    Raises ``BadInput`` where there are more than the limit, without reading them, or where they cannot be read.
    """
    check_bytes(source.file, source.size, limits)
    if source.member is not None:
        try:
            archive = archive_at(source.path)
            member = archive.infolist()[source.member]
        except (*DAMAGE, IndexError) as error:
            raise refusal(source.file, f"its zip can no longer be opened ({error})", "give it again") from error
        data = read_member(source.file, archive, member, limits)
    else:
        data = _head(source.file, Path(source.path), limits.file_bytes + 1)
    check_bytes(source.file, len(data), limits)
    return data


def shown(path: Path | str) -> str:
    """A path as it can be printed anywhere: what is no character, and what would steer a terminal, becomes U+FFFD."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def _look(path: Path) -> os.stat_result:
    """What stands at a path: a folder or a file, and neither a device nor a pipe, which might never end."""
    try:
        found = path.stat()
    except (FileNotFoundError, ValueError) as error:  # a name with a null in it
        raise refusal(shown(path), "there is no such file or folder", _NEITHER) from error
    except OSError as error:
        raise refusal(shown(path), f"it cannot be looked at ({_reason(error)})", _NEITHER) from error
    if not stat.S_ISDIR(found.st_mode) and not stat.S_ISREG(found.st_mode):
        raise refusal(shown(path), "it is neither a file nor a folder", _NEITHER)
    return found


def _in_folder(folder: Path, limits: Limits) -> Iterator[Source | BadInput]:
    """The documents of a folder and the folders in it, depth first; a link back to a folder already seen ends there."""
    waiting = [folder]
    seen = set()
    while waiting:
        path = waiting.pop()
        try:
            found = _look(path)
            if not stat.S_ISDIR(found.st_mode):
                yield from _in_file(path, found.st_size, limits)
                continue
            if (found.st_dev, found.st_ino) in seen:
                continue
            seen.add((found.st_dev, found.st_ino))
            names = sorted((entry.name for entry in path.iterdir() if _is_wanted(entry.name)), reverse=True)
        except BadInput as error:
            yield error
        except OSError as error:
            yield refusal(shown(path), f"the folder cannot be listed ({_reason(error)})", "let yourself read it")
        else:
            waiting.extend(path / name for name in names)


def _in_file(path: Path, size: int, limits: Limits) -> Iterator[Source | BadInput]:
    file = shown(path)
    try:
        if _head(file, path, 4) in SIGNATURES:
            with open_archive(file, path, limits) as archive:
                found = [Source(file, str(path), size)] if is_office(archive) else _members(file, path, archive)
        else:
            found = [Source(file, str(path), size)]
    except BadInput as error:
        yield error
    else:
        yield from found
        if not found:
            yield refusal(file, "there is no document in the zip", _NEITHER)


def _members(file: str, path: Path, archive: ZipFile) -> list[Source]:
    """The members by name. A name is only shown: nothing is ever written where it points."""
    placed = sorted((member.filename, place, member) for place, member in enumerate(archive.infolist()))
    return [
        Source(f"{file}!/{shown(name)}", str(path), member.file_size, place)
        for name, place, member in placed
        if name and not name.endswith("/") and all(map(_is_wanted, name.split("/")))
    ]


def _is_wanted(name: str) -> bool:
    """Whether a name is neither hidden nor left behind by a program; ``..`` is a name of a zip like any other."""
    return name == ".." or not (name.startswith((".", "~$")) or name in _PASSED_OVER)


def _head(file: str, path: Path, length: int) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(length)
    except OSError as error:
        raise refusal(file, f"it cannot be read ({_reason(error)})", "let yourself read it") from error


def _reason(error: OSError) -> str:
    """Why the system refused, without the path that the fault names anyway."""
    return (error.strerror or str(error)).lower()
