"""Documents that are zip archives: Office and OpenDocument files, looked into within limits before they are kept."""

import lzma
import re
import struct
import zlib
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

#: The most members of a document, and the most that they may unpack to, in bytes: beyond what people write, far below
#: what fills a disk. A small document may be mostly blank and so unpack to many times its size.
MOST_MEMBERS, MOST_UNPACKED, MOST_RATIO, SMALL = 5_000, 300_000_000, 100, 10_000_000
#: Of the members that say what a document is, no more is read than this, in bytes.
_MOST_READ = 2_000_000
_CHUNK = 1 << 20
_MACROS = re.compile(r"(?:^|/)(?:vba\w*\.(?:bin|xml)|macrosheets/.*|activex/.*|basic/.+|scripts/.+)$", re.IGNORECASE)


class Unfit(Exception):  # noqa: N818 - it says what the file is
    """A file that is not taken, in words: what is wrong with it, and what to do."""

    def __init__(self, problem: str, mend: str):
        super().__init__(problem)
        self.problem, self.mend = problem, mend


#: What is raised of damaged headers, unknown methods, cut-off members and passwords, by whatever unpacks a member.
_DAMAGE = (
    *(BadZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError),
    *(struct.error, zlib.error, lzma.LZMAError),
)
_DAMAGED = ("the file is damaged", "save it again from the program it was made with, and choose that file")
_BOMB = (
    "the file unpacks to much more than a document holds",
    "save it again from the program it was made with, or leave out large pictures",
)
_WITH_MACROS = ("the file holds macros", "save it without macros, as docx, xlsx, pptx, odt or ods")
_LOCKED = ("the file needs a password", "save it again without a password")


def is_office(file: BinaryIO, main: str) -> bool:
    """Whether an archive is an Office document whose main part is of a type ending in ``main``. Raises ``Unfit``."""
    with _opened(file) as opened:
        types = _read(opened, "[Content_Types].xml")
        if b"macroenabled" in types.lower():
            raise Unfit(*_WITH_MACROS)
        return main.encode() in types


def is_open_document(file: BinaryIO, content_type: str) -> bool:
    """Whether an archive is an OpenDocument file of a type. Raises ``Unfit``."""
    with _opened(file) as opened:
        first = opened.infolist()[:1]
        if not first or first[0].filename != "mimetype":
            return False
        if b"encryption-data" in _read(opened, "META-INF/manifest.xml"):
            raise Unfit(*_LOCKED)
        return _read(opened, "mimetype") == content_type.encode()


def _opened(file: BinaryIO) -> ZipFile:
    """An archive that is sound throughout: every member was unpacked once, and thrown away."""
    try:
        opened = ZipFile(file)
        _check(opened.infolist(), _size(file))
        for member in opened.infolist():
            with opened.open(member) as content:
                while content.read(_CHUNK):
                    pass
    except _DAMAGE:
        raise Unfit(*_DAMAGED) from None
    return opened


def _check(members: list[ZipInfo], size: int) -> None:
    unpacked = sum(member.file_size for member in members)
    too_many = len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED
    if too_many or (unpacked > SMALL and unpacked > MOST_RATIO * size):
        raise Unfit(*_BOMB)
    names = [member.filename for member in members]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise Unfit(*_DAMAGED)
    if any(member.flag_bits & 1 for member in members):
        raise Unfit(*_LOCKED)
    if any(_MACROS.search(name) for name in names):
        raise Unfit(*_WITH_MACROS)


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name.split("/")[0]


def _size(file: BinaryIO) -> int:
    return file.seek(0, 2)


def _read(opened: ZipFile, name: str) -> bytes:
    """A member, or nothing where there is none."""
    try:
        with opened.open(name) as content:
            return content.read(_MOST_READ)
    except KeyError:
        return b""
