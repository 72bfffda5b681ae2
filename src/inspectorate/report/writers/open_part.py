"""The parts that every OpenDocument file has beside its content: what it is, what it holds, its properties."""

from collections.abc import Iterable

from inspectorate.report.document import Document
from inspectorate.report.writers.language_tag import document_parts, tag
from inspectorate.report.writers.outline import one_line
from inspectorate.report.writers.package import quoted
from inspectorate.report.writers.standing import day_printed

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    (
        *(
            f'xmlns:{name}="{_OASIS}:{name}:1.0"'
            for name in ("office", "style", "text", "table", "presentation", "meta")
        ),
        f'xmlns:draw="{_OASIS}:drawing:1.0"',
        f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"',
        f'xmlns:svg="{_OASIS}:svg-compatible:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'office:version="1.3"',
    )
)
TEXT = "application/vnd.oasis.opendocument.text"
PRESENTATION = "application/vnd.oasis.opendocument.presentation"


def manifest(media_type: str, pictures: Iterable[str]) -> str:
    """What the file holds."""
    entries = {"content.xml": "text/xml", "styles.xml": "text/xml", "meta.xml": "text/xml"}
    entries |= dict.fromkeys(pictures, "image/png")
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>\n'
        for name, kind in entries.items()
    )
    return (
        f'{DECLARATION}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">\n'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{media_type}"/>\n'
        f"{lines}</manifest:manifest>"
    )


def meta(document: Document) -> str:
    """The properties of the file; its time is the day printed on it."""
    day = day_printed(document.dated)
    moment = f"{day}T00:00:00" if day and len(day) == len("2031-03-13") else ""
    said = (
        ("dc:title", document.title or document.publisher or document.kind),
        ("dc:subject", document.subject),
        ("meta:initial-creator", document.publisher),
        ("dc:creator", document.publisher),
        ("meta:creation-date", moment),
        ("dc:date", moment),
        ("dc:language", tag(document_parts(document.language))),
    )
    lines = "".join(f"<{name}>{quoted(one_line(value))}</{name}>" for name, value in said if value.strip())
    own = "".join(
        f'<meta:user-defined meta:name="{quoted(one_line(name))}">{quoted(one_line(value))}</meta:user-defined>'
        for name, value in document.properties.items()
    )
    return (
        f"{DECLARATION}<office:document-meta {NAMESPACES}><office:meta>{lines}{own}</office:meta>"
        "</office:document-meta>"
    )
