"""Whom the recommendations of an inspection are made to, as an edition names them, and how each is printed."""

from collections.abc import Iterable
from dataclasses import dataclass

#: What is printed after the name of a unit of a kind, where the name does not end so: Cumbria PDU (S0, S2).
_ENDS = {"PDU": "PDU", "CRC": "CRC", "NPS division": "NPS division"}
#: The kind of addressee that an inspected unit of a kind is; any other kind of unit is "other".
_KINDS = {"PDU": "PDU", "region": "region", "CRC": "CRC", "NPS division": "NPS", "youth justice service": "YJS"}
#: What the service of the whole nation is called in the editions, and how a press release shortens it (S0).
_HMPPS, _HMPPS_SHORT = "HM Prison and Probation Service", "HMPPS"


@dataclass(frozen=True)
class Addressee:
    """Whom recommendations are made to: its ``kind``, one of ``ADDRESSEES``, and its name as printed over them."""

    kind: str
    name: str


def addressees(named: Iterable[str], unit: str, kind: str, region: str = "") -> tuple[Addressee, ...]:
    """The addressees of an inspection, in the order of print.

    ``named`` are those of the edition's ``report.yaml``, with {unit} and {region} where names go; ``unit``, ``kind``
    and ``region`` are of what is inspected. A region is its own region. Without a region none is addressed.
    """
    region = region or (unit if kind == "region" else "")
    found = [_addressee(each, unit, kind, region) for each in named if region or "{region}" not in each]
    return tuple(dict.fromkeys(found))


def _addressee(named: str, unit: str, kind: str, region: str) -> Addressee:
    if "{unit}" in named:
        end = _ENDS.get(kind, "")
        whole = unit if not end or unit.endswith(end) else f"{unit} {end}"
        return Addressee(_KINDS.get(kind, "other"), named.format(unit=whole, region=region))
    if "{region}" in named:
        return Addressee("region", named.format(region=region))
    return Addressee("HMPPS" if named.startswith((_HMPPS, _HMPPS_SHORT)) else "other", named)


def in_prose(addressee: Addressee) -> str:
    """An addressee within a sentence, as a press release says it: the North West regional service, HMPPS (S0)."""
    if addressee.kind == "HMPPS":
        return _HMPPS_SHORT
    if addressee.kind == "region":
        return f"the {addressee.name.removesuffix(' region').removeprefix('the ')} regional service"
    return addressee.name
