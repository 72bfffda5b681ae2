"""How documents call what was inspected: Northmoor PDU, North West region, Midlands NPS division."""

from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.organisation.name import bare
from inspectorate.register.inspection import PublishedInspection

_IN_FULL = {
    "PDU": "{name} PDU",
    "region": "{name} region",
    "youth justice service": "{name} Youth Justice Service",
    "CRC": "{name} CRC",
    "NPS division": "{name} NPS division",
}


def in_full(unit: Organisation) -> str:
    """The name with the word for its kind, where the name has none itself."""
    return unit.name if bare(unit.name)[1] else _IN_FULL.get(unit.kind, "{name}").format(name=unit.name)


def region_of(unit: Organisation) -> str:
    """The name of the region that a unit lies in, or is; nothing where there is none."""
    return bare(unit.name)[0] if unit.kind == "region" else unit.region or ""


def titled(unit: Organisation) -> str:
    """The name as the title of a report has it: "youth justice services in Northmoor", and else in full."""
    return bare(unit.name)[0] if unit.kind == "youth justice service" else in_full(unit)


def published_name(inspection: PublishedInspection) -> str:
    """The unit of a published inspection in full."""
    known = product_directory().by_id.get(inspection.unit)
    name, kind = inspection.unit_name or inspection.unit, inspection.unit_kind or ""
    return in_full(known or Organisation(inspection.unit, name, kind))
