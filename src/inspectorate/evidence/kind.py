"""What a file is, told from its content: only kinds that are on the list, and only where name and content agree.

Nothing of a file is opened by a program that would obey it. What is refused: other kinds, macros, files that need a
password, archives that unpack to much more than they are, and bytes before or after what the kind allows.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO

from inspectorate.errors import BadInput, Fault
from inspectorate.evidence import archive
from inspectorate.language import gettext as _

#: Looked at of the beginning and the end of a file, in bytes.
_HEAD, _TAIL = 4096, 2048
#: Read at once, in bytes.
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Kind:
    """A kind of file: the end of its name, what people call it, and the content type with which it is given out."""

    extension: str
    title: str
    content_type: str


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.extension: kind
        for kind in (
            Kind("pdf", "PDF", "application/pdf"),
            Kind("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Kind("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Kind("pptx", "PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            Kind("odt", "OpenDocument text", "application/vnd.oasis.opendocument.text"),
            Kind("ods", "OpenDocument spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
            Kind("csv", "CSV", "text/csv; charset=utf-8"),
            Kind("txt", "Plain text", "text/plain; charset=utf-8"),
            Kind("png", "PNG image", "image/png"),
            Kind("jpg", "JPEG image", "image/jpeg"),
        )
    }
)
#: Other ends of names that mean a kind.
_ALSO = {"jpeg": "jpg"}
#: The kinds in words, for people who choose a file.
IN_WORDS = "PDF, Word, Excel, PowerPoint, OpenDocument, CSV, plain text, PNG or JPEG"
_MEND = f"choose a file of one of these kinds: {IN_WORDS}"


def kind_of(name: str, file: BinaryIO) -> Kind:
    """The kind of a file. Raises ``BadInput`` with the one thing that is wrong with it; the file stands at its start.

    ``name`` is as the person's computer calls it; ``file`` is open for reading, and can be moved about in.
    """
    try:
        return _checked(name, file)
    except archive.Unfit as unfit:
        raise BadInput([Fault(name, 0, "file", unfit.problem, unfit.mend)]) from None
    finally:
        file.seek(0)


def _checked(name: str, file: BinaryIO) -> Kind:
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    kind = KINDS.get(_ALSO.get(ending, ending))
    head, tail = _ends(file)
    if not head:
        raise archive.Unfit(_("the file is empty"), _("choose a file with something in it"))
    if kind is None:
        raise archive.Unfit(
            _("a file whose name ends in '.{ending}' is not taken").format(ending=ending[:20]) if ending else _NAMELESS,
            _MEND,
        )
    if head.startswith(_OLD_OFFICE):
        raise archive.Unfit(
            _("the file needs a password, or was saved in an old format"),
            _("save it again without a password, as docx, xlsx, pptx or PDF"),
        )
    _CHECKS[kind.extension](kind, file, head, tail)
    return kind


_NAMELESS = "the name of the file does not end in a kind, such as .pdf"
#: Compound files: Word, Excel and PowerPoint before 2007, and what is encrypted with a password since.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _ends(file: BinaryIO) -> tuple[bytes, bytes]:
    head = file.read(_HEAD)
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    return head, file.read(_TAIL)


def _not_it(kind: Kind) -> archive.Unfit:
    return archive.Unfit(
        _("its name says that it is {title} ({extension}), and its content does not").format(
            title=kind.title, extension=kind.extension
        ),
        _("save it again from the program it was made with, and choose that file"),
    )


def _pdf(kind: Kind, file: BinaryIO, head: bytes, tail: bytes) -> None:
    if not head.startswith(b"%PDF-") or b"%%EOF" not in tail:
        raise _not_it(kind)
    if _found(_ENCRYPTED, file):
        raise archive.Unfit(_("the PDF is encrypted"), _("save it again without a password or restrictions"))
    if _found(_ACTIVE, file):
        raise archive.Unfit(_("the PDF holds a program"), _("print it to a new PDF, and choose that file"))


#: In a trailer or the dictionary of a cross-reference stream, neither of which can itself be compressed.
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_ACTIVE = re.compile(rb"/(?:JavaScript|Launch)\b")


def _found(pattern: re.Pattern[bytes], file: BinaryIO) -> bool:
    """Whether a pattern of up to a hundred bytes stands anywhere in a file, which is read in parts."""
    file.seek(0)
    before = b""
    while chunk := file.read(_CHUNK):
        if pattern.search(before + chunk):
            return True
        before = chunk[-100:]
    return False


def _office(main: str) -> Callable[[Kind, BinaryIO, bytes, bytes], None]:
    def check(kind: Kind, file: BinaryIO, head: bytes, tail: bytes) -> None:
        if not head.startswith(b"PK\x03\x04") or not archive.is_office(file, main):
            raise _not_it(kind)

    return check


def _open_document(kind: Kind, file: BinaryIO, head: bytes, tail: bytes) -> None:
    if not head.startswith(b"PK\x03\x04") or not archive.is_open_document(file, kind.content_type):
        raise _not_it(kind)


def _png(kind: Kind, file: BinaryIO, head: bytes, tail: bytes) -> None:
    if not head.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") or not tail.endswith(b"IEND\xaeB`\x82"):
        raise _not_it(kind)


def _jpeg(kind: Kind, file: BinaryIO, head: bytes, tail: bytes) -> None:
    if not head.startswith(b"\xff\xd8\xff") or not tail.rstrip(b"\x00").endswith(b"\xff\xd9"):
        raise _not_it(kind)


#: With what other kinds begin: text that begins so would be taken for them by a program that guesses.
_OF_OTHERS = re.compile(rb"\s*(?:%PDF-|PK\x03\x04|\{\\rtf|<!doctype|<\?xml|<html|<script|<svg|#!)", re.IGNORECASE)
#: What no text has: all control characters but tab, line ends and the end of a page.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def _text(kind: Kind, file: BinaryIO, head: bytes, tail: bytes) -> None:
    if _OF_OTHERS.match(head.removeprefix(b"\xef\xbb\xbf")) or _found(_CONTROL, file):
        raise _not_it(kind)


_CHECKS: Mapping[str, Callable[[Kind, BinaryIO, bytes, bytes], None]] = {
    "pdf": _pdf,
    "docx": _office("wordprocessingml.document.main+xml"),
    "xlsx": _office("spreadsheetml.sheet.main+xml"),
    "pptx": _office("presentationml.presentation.main+xml"),
    "odt": _open_document,
    "ods": _open_document,
    "csv": _text,
    "txt": _text,
    "png": _png,
    "jpg": _jpeg,
}
