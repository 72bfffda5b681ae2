"""A file made of parts in a zip, as Word, OpenDocument and presentations are: the same bytes for the same parts."""

import io
from collections.abc import Mapping
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: The first time that a zip can hold: no clock is in a file.
_TIME = (1980, 1, 1, 0, 0, 0)
_COMPRESSED_ALREADY = (".png",)


def zipped(parts: Mapping[str, str | bytes], plain: frozenset[str] = frozenset()) -> bytes:
    """Parts by their names, in their order; those in ``plain`` are not compressed."""
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        for name, content in parts.items():
            info = ZipInfo(name, _TIME)
            info.create_system, info.external_attr = 0, 0
            stored = name in plain or name.endswith(_COMPRESSED_ALREADY)
            info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            archive.writestr(info, content)
    return held.getvalue()


def quoted(text: str) -> str:
    """Text as XML holds it, in an element or between double quotes."""
    return escape(text, {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
