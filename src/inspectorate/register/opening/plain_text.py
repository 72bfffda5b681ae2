"""Bytes as text, whatever of the usual encodings they are in; text and Markdown as documents."""

import codecs
import re

from inspectorate.register.document import Document
from inspectorate.register.opening.limits import Limits, check_characters, check_pages, refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_BEYOND_ASCII = re.compile("[^\0-\x7f]+")
_LOOKED_AT = 100_000
_MOST_CONTROL = 0.02  # of the characters looked at; random bytes have ten in a hundred, text none
_GIVE_TEXT = "give text, Markdown, HTML, a PDF or a Word document"


def decoded(file: str, data: bytes, limits: Limits) -> str:
    """The text of a file with a line feed at the end of each line: by its mark, else UTF-8, else Windows-1252.

    Text that is mostly UTF-8 stays so: a byte that was lost or cut off becomes U+FFFD.

    Raises ``BadInput`` where it is not text, is empty, or has too many characters.
    """
    try:
        text = by_encoding(data)
    except UnicodeDecodeError as error:
        raise refusal(file, f"its text is damaged ({error.reason})", "save it again as UTF-8") from error
    if "\0" in text or _has_control(text):
        raise refusal(file, "it is not text, nor any other kind of document that is known", _GIVE_TEXT)
    if not text.strip():
        raise refusal(file, "it is empty", _GIVE_TEXT)
    check_characters(file, len(text), limits)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def by_encoding(data: bytes, errors: str = "strict") -> str:
    """Bytes in the encoding that they show.

    Raises ``UnicodeDecodeError`` where they break the one that is marked, unless ``errors`` says "replace", as it must
    of the first bytes of a file, which may end within a character.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    spoiled = text.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(map(len, _BEYOND_ASCII.findall(text))) - spoiled
    return text if whole > spoiled else data.decode("cp1252", errors="replace")


def text_document(file: str, form: str, text: str, limits: Limits) -> Document:
    """Text or Markdown as it stands; a form feed begins a page. Raises ``BadInput`` where there are too many pages."""
    return Document(file, form, text, _pages(file, text, limits))


def _has_control(text: str) -> bool:
    looked_at = text[:_LOOKED_AT]
    return len(_CONTROL.findall(looked_at)) > _MOST_CONTROL * len(looked_at)


def _pages(file: str, text: str, limits: Limits) -> tuple[int, ...]:
    """Where each page begins; a form feed that only ends the last page begins none."""
    body = text.rstrip()
    breaks = body.count("\f")
    check_pages(file, breaks + 1, limits)
    return (0, *(found.end() for found in re.finditer("\f", body))) if breaks else ()
