"""Units that the directory of organisations lacks: what may have been meant, and how a person names a new one."""

import difflib
import re
import unicodedata

from inspectorate.errors import BadInput, Fault
from inspectorate.organisation.directory import Directory
from inspectorate.organisation.model import Organisation
from inspectorate.organisation.name import bare

#: Each kind of unit -> what its ids begin with.
PREFIXES = {
    "PDU": "pdu",
    "region": "region",
    "youth justice service": "yjs",
    "CRC": "crc",
    "NPS division": "nps",
    "approved premises": "premises",
    "national": "national",
}


def near(directory: Directory, name: str, kind: str | None, region: str | None = None) -> list[str]:
    """The names in the directory that an unknown one may have been meant for: of one first word, or spelt like it."""
    names = [one.name for one in directory.organisations if kind in (None, one.kind)]
    meant = [one.name for one in directory.nearest(name, kind or "PDU", region)]
    return list(dict.fromkeys([*meant, *difflib.get_close_matches(bare(name)[0], names, 3, 0.75)]))[:5]


def unit_called(name: str, kind: str | None, region: str | None, directory: Directory) -> Organisation:
    """The unit that a person names: of the directory, or a new one of this kind in this region.

    Raises ``BadInput`` where the directory lacks it and the kind is not given, or the kind or region is none.
    """
    faults = []
    kinds = {one.casefold(): one for one in PREFIXES}
    regions = {one.name.casefold(): one.name for one in directory.organisations if one.kind == "region"}
    if kind is not None and kind.casefold() not in kinds:
        faults.append(Fault("--kind", 0, "", f"'{kind}' is no kind of unit", f"give one of {', '.join(PREFIXES)}"))
    if region is not None and region.casefold() not in regions:
        mend = f"give one of {', '.join(regions.values())}"
        faults.append(Fault("--region", 0, "", f"there is no region '{region}'", mend))
    if faults:
        raise BadInput(faults)
    kind = kinds[kind.casefold()] if kind else bare(name)[1]
    region = regions[region.casefold()] if region else None
    if found := directory.find(name, kind, region):
        return found
    text = bare(name)[0]
    if kind not in PREFIXES or not _id(text):
        meant = near(directory, name, None)
        mend = f"did you mean {' or '.join(meant)}? Otherwise give" if meant else "give"
        mend += " its --kind and --region, or correct the name"
        raise BadInput([Fault("--unit", 0, "", f"the directory does not know '{name}'", mend)])
    return Organisation(f"{PREFIXES[kind]}/{_id(text)}", text, kind, region)


def _id(name: str) -> str:
    """The part of an id that a name makes: small letters and digits of ASCII, with hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
