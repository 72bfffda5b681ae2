"""Documents that are made up, and what was read of them, for the tests of who, when and how it was rated."""

from dataclasses import dataclass

from inspectorate.organisation.directory import Directory
from inspectorate.organisation.model import Organisation
from inspectorate.register.document import Document
from inspectorate.register.reading.kind import document_kind
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.others import other_units
from inspectorate.register.reading.overall import overall_rating
from inspectorate.register.reading.unit import Subject, subject

NAMES = ("Northmoor", "Eastvale", "Westcliff and Southby", "Midden, Marsh and Fen")

MADE_UP = Directory(
    [Organisation(f"region/{name.lower()}", name, "region", name) for name in ("Moors", "Shoreland")]
    + [Organisation(f"pdu/{name.lower()}", name, "PDU", "Moors") for name in NAMES]
    + [Organisation("yjs/northmoor", "Northmoor", "youth justice service")]
)


@dataclass(frozen=True)
class Read:
    layout: Layout
    directory: Directory
    kind: str
    subject: Subject

    @property
    def unit(self) -> tuple[str | None, str | None, str | None]:
        facts = (self.subject.unit, self.subject.unit_type, self.subject.region)
        unit, kind, region = (fact.value if fact else None for fact in facts)
        return unit, kind, region

    @property
    def overall(self) -> str | None:
        fact = overall_rating(self.layout, self.directory, self.subject)
        return fact.value if fact else None

    @property
    def others(self) -> dict[str, str | None]:
        found = other_units(self.layout, self.directory, self.subject)
        return {fact.value.unit: fact.value.rating for fact in found}


def read(text: str, directory: Directory = MADE_UP) -> Read:
    layout = Layout(Document("made-up.txt", "text", text))
    kind = document_kind(layout, directory).value
    return Read(layout, directory, kind, subject(layout, directory, kind))


def release(*sentences: str, title: str = "Probation service for Northmoor") -> Read:
    """A press release on Northmoor, with more sentences."""
    lead = "Northmoor Probation Delivery Unit (PDU) was inspected by HM Inspectorate of Probation."
    return read("\n\n".join([title, lead, *sentences, "Notes to editor"]))
