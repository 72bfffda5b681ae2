"""What a file is, by what stands in it first and by its name second."""

import re

from inspectorate.register.opening.archive import SIGNATURES

HEAD_BYTES = 4096  # at least as many characters as decide whether it is HTML, in any encoding
_HEAD = 1024
_LOOKED_AT = 100_000

_PDF = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n\x00])%PDF-\d")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(r"\s*+(?:(?><\?.*?>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FRAGMENT = re.compile(r"\s*<(?:main|article|section|div|header|h[1-6]|p|table|ul|ol)(?:\s[^<>]*)?>", re.I)
_MARKDOWN = re.compile(r"^(?:#{1,6} +\S|\*\*\S[^\n*]*\*\*[ ]*$|\|[^\n]*\|[ ]*\n\|[ :|-]+\|[ ]*$|```)", re.M)


def binary_format(head: bytes) -> str | None:
    """``pdf``, ``zip``, ``old office`` or ``rtf`` by the first bytes; None for what may be text."""
    if head[:4] in SIGNATURES:
        return "zip"
    if head.startswith(_OLD_OFFICE):
        return "old office"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    return "pdf" if _PDF.search(head[:_HEAD]) else None


def text_format(text: str, file: str) -> str:
    """``html``, ``markdown`` or ``text``."""
    name = file.casefold()
    if name.endswith((".md", ".markdown")):
        return "markdown"
    if name.endswith((".html", ".htm", ".xhtml")) or _HTML.match(text[:_HEAD]) or _FRAGMENT.match(text[:_HEAD]):
        return "html"
    return "markdown" if _MARKDOWN.search(text[:_LOOKED_AT]) else "text"
