"""The formats in which documents are published: how each is called, what its file is, and how it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from inspectorate.language import gettext as _
from inspectorate.language import noted, speaking
from inspectorate.report.document import Document, Kind


@dataclass(frozen=True)
class FileFormat:
    """A format by the ending of its files. ``name`` is what people call it; ``slides`` whether it is one for slides."""

    ending: str
    name: str
    content_type: str
    slides: bool | None = None

    @property
    def title(self) -> str:
        """As people read it."""
        return _(self.name)

    def takes(self, kind: Kind) -> bool:
        """Whether documents of a kind are written in it."""
        return self.slides is None or self.slides == (kind == "slides")

    def write(self, document: Document) -> bytes:
        """The file. Raises ``BadInput`` where a text holds what the format cannot carry."""
        writer = getattr(import_module(f"inspectorate.report.writers.{self.ending}"), self.ending)
        with speaking(document.language):
            written: str | bytes = writer(document)
        return written.encode() if isinstance(written, str) else written


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

#: Every format by its ending, in the order in which they are offered.
FORMATS: Mapping[str, FileFormat] = MappingProxyType(
    {
        each.ending: each
        for each in (
            FileFormat("html", noted("web page"), "text/html; charset=utf-8"),
            FileFormat("pdf", noted("PDF"), "application/pdf"),
            FileFormat("docx", noted("Word document"), f"{_OFFICE}.wordprocessingml.document", slides=False),
            FileFormat("odt", noted("OpenDocument text"), f"{_OPEN}.text", slides=False),
            FileFormat("pptx", noted("PowerPoint slides"), f"{_OFFICE}.presentationml.presentation", slides=True),
            FileFormat("odp", noted("OpenDocument slides"), f"{_OPEN}.presentation", slides=True),
        )
    }
)


def formats_of(kind: Kind) -> tuple[FileFormat, ...]:
    """The formats in which documents of a kind are published."""
    return tuple(each for each in FORMATS.values() if each.takes(kind))
