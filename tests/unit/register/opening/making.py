"""Files made for the tests, in our own words, of places that do not exist."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from inspectorate.errors import BadInput
from inspectorate.register.document import Document
from inspectorate.register.opening.extraction import document_from
from inspectorate.register.opening.limits import DEFAULT, Limits
from inspectorate.register.opening.source import source_of


def opened(path: Path, content: bytes | str, limits: Limits = DEFAULT) -> Document:
    """The document that a file of that content is, opened in this process."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return document_from(source_of(path), limits)


def fault_of(error: BadInput) -> tuple[str, str]:
    """The problem and the mend of the only fault."""
    (fault,) = error.faults
    return fault.problem, fault.mend


@cache
def pdf(source: str) -> bytes:
    """A PDF set by Typst."""
    import typst

    result = typst.compile(source.encode())
    assert isinstance(result, bytes)
    return result


def raw_pdf(content: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF of one page, made by hand, with the content stream given."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), filters, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, entries)
    return data + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))


def pdf_bomb(size: int) -> bytes:
    """A PDF of a few kilobytes whose page is ``size`` bytes of spaces, deflated twice."""
    deflater = zlib.compressobj(9)
    spaces = b" " * 1_000_000
    once = b"".join(deflater.compress(spaces) for _ in range(size // len(spaces))) + deflater.flush()
    return raw_pdf(zlib.compress(once, 9), b"/FlateDecode/FlateDecode")


def zipped(members: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of those members, in that order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A Word document with that XML in its body, beside what python-docx writes; numbering and styles are added."""
    import docx
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document = docx.Document()
    for element in parse_xml(f"<w:body {space} {compatibility}>{body}</w:body>"):
        document.element.body.append(element)
    lists = document.part.numbering_part.element
    if numbering:
        for element in list(lists):
            lists.remove(element)
        lists.extend(parse_xml(f"<w:numbering {space}>{numbering}</w:numbering>"))
    document.styles.element.extend(parse_xml(f"<w:styles {space}>{styles}</w:styles>"))
    document.core_properties.title = "Made up"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
