"""Where a document names units: each place, what kind of unit the words beside it say, and which organisation it is.

A name of the directory counts as a unit only where words beside it say so ("Cumbria PDU", "probation service for
Cumbria"), or where it stands in a list of units: "Blackburn" alone is a town. A unit that the directory does not know
is read from its words ("Northmoor Probation Delivery Unit"), and keeps its name as written.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from inspectorate.organisation.directory import SERVICES, Directory, Naming
from inspectorate.organisation.model import Organisation
from inspectorate.organisation.name import ABBREVIATION, KIND_WORDS, key, kind_before, kind_behind
from inspectorate.register.reading.layout import Layout, collapsed

#: Between a name and the words for its kind: another name in brackets, an apostrophe and s.
BRACKETS = re.compile(r"(?:'s)?(?:\s*\((?!PDU|YJS|YOS|YOT|CRC|NPS)[^()\n]{2,40}\))?")
ABBREVIATED = re.compile(rf"\s*{ABBREVIATION.pattern}|\s*\([A-Z][A-Z&]{{2,7}}s?\*?\)\*?")
CAPITAL = r"(?:[A-Z][\w'&-]*|St\.)"
CAPITALS = rf"{CAPITAL}(?:(?:,?[ \t]{{1,3}}(?:(?:and|with|upon|of|&)[ \t]{{1,3}})?|-){CAPITAL}){{0,7}}"
UNKNOWN = re.compile(
    rf"(?<![\w'&-])(?P<name>{CAPITALS})"
    rf"(?=(?![^\S\n]*\n[^\S\n]*\n)\s{{1,4}}(?i:{KIND_WORDS['PDU']}|youth\s+(?:justice|offending)\s+(?:service|team)s?|YJS|YOS|YOT"
    r"|community\s+rehabilitation\s+company|CRC|approved\s+premises)(?!\w))"
)
#: "The probation service, or Probation Delivery Unit (PDU*), in Northmoor": the words for the kind stand before.
UNKNOWN_BEHIND = re.compile(
    rf"(?<!\w)(?i:probation\s+service|(?P<PDU>probation\s+delivery\s+unit|PDU)|(?P<youth>youth\s+(?:justice|offending)\s+"
    rf"(?:service|team)))(?:\s*\([A-Z]{{2,4}}\s*\*?\s*\))?,?"
    rf"\s{{1,4}}(?:in|for)\s{{1,4}}(?:the\s{{1,4}})?(?P<name>{CAPITALS})"
)
#: Places that are no unit, however the sentence is built.
NO_UNIT = frozenset(map(key, ("England", "England and Wales", "Britain", "Great Britain", "UK", "United Kingdom")))
#: Before "Wales": the nation, and not the region.
NATION = re.compile(r"\bEngland\s+(?:and|&)\s+\Z")
MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
#: "the Western Bay service": enough where one organisation alone bears the name.
SERVICE = re.compile(r"\s+(?:service|team)\b")
#: Words that begin with a capital before a unit's name, and are no part of it.
NO_NAME = re.compile(
    r"^(?:(?:the|this|that|these|an?|at|in|of|for|our|your|by|from|on|inspection|inspections|probation"
    r"|services?|head|heads|each|every"
    r"|both|overall|local|former|despite|as|is|hm|and|all|some|five|two|three|four|across|what|how|when|which"
    r"|their|its|both"
    r"|inadequate|good|outstanding|national|youth|no|other|same|first|women's|special|supporting|most|many"
    r"|new)\b[\s:,]*)+",
    re.IGNORECASE,
)
SEPARATOR = re.compile(
    r"^(?:\s*\([^()]{0,40}\))?\s*(?:,|;|,?\s*\band\b|,?\s*&|\bor\b)\s*(?:the\s+)?(?:in\s+)?$", re.IGNORECASE
)
PLURAL = re.compile(r"(?:units|PDUs|services|teams|CRCs|companies|regions|divisions)\Z", re.IGNORECASE)
#: Kinds in the order in which a document's bare words for them are believed.
FAMILY = {
    "PDU": re.compile(r"\bPDUs?\b|\bprobation delivery units?\b|\bpeople on probation\b", re.IGNORECASE),
    "youth justice service": re.compile(
        r"\bYJS\b|\bYOS\b|\bYOTs?\b|\byouth (?:justice|offending|offender) |\bcourt disposals?\b", re.IGNORECASE
    ),
    "CRC": re.compile(r"\bCRC\b|\bcommunity rehabilitation compan", re.IGNORECASE),
    "NPS division": re.compile(r"\bNPS\b|\bnational probation service\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class Named:
    """A place where a unit is named: ``start`` to ``end`` is its name, ``last`` where the words for its kind end.

    ``unit`` is the canonical name, or the name as written where the directory does not know it; ``sure`` whether words
    beside it, or a list, say that a unit is meant; ``explicit`` whether the words beside it name its kind.
    """

    start: int
    end: int
    last: int
    as_written: str
    unit: str
    unit_type: str | None
    organisation: Organisation | None
    sure: bool
    explicit: bool = False

    @property
    def region(self) -> str | None:
        """The region it lies in, where the directory knows."""
        return self.organisation.region if self.organisation else None


@lru_cache(maxsize=2)
def namings(layout: Layout, directory: Directory) -> tuple[Named, ...]:
    """Every place where a unit, or a name that a unit bears, stands in a document, in order."""
    text = layout.clean
    mentions = directory.mentions(text)
    found = [
        known(text, naming) for naming in mentions if not NATION.search(text, max(0, naming.start - 20), naming.start)
    ]
    taken = {place for named in found if named.sure for place in range(named.start, named.end)}
    found += [named for named in _unknown(text) if not any(place in taken for place in range(named.start, named.last))]
    taken |= {place for named in found for place in range(named.start, named.end)}
    found += [
        named for named in _unknown_behind(text) if not any(place in taken for place in range(named.start, named.end))
    ]
    kind = family(layout)
    found = [replace(named, sure=False) if _doubtful(named, kind) else named for named in found]
    return tuple(_listed(text, sorted(found, key=lambda named: (named.start, not named.sure)), directory))


def _doubtful(named: Named, kind: str | None) -> bool:
    """Whether "probation service" beside a name would make it a company or division in a document on neither."""
    return named.sure and not named.explicit and named.unit_type in ("CRC", "NPS division") and named.unit_type != kind


def between(named: tuple[Named, ...], start: int, end: int, sure: bool = True) -> list[Named]:
    """The units named from ``start`` to ``end``; only those that are surely meant as units, unless told."""
    from bisect import bisect_left

    first = bisect_left(named, start, key=lambda unit: unit.start)
    found = []
    for unit in named[first:]:
        if unit.start >= end:
            break
        if unit.sure or not sure:
            found.append(unit)
    return found


def family(layout: Layout) -> str | None:
    """The kind of unit that a document speaks of most: the one whose words stand in it most often."""
    counts = Counter({kind: len(words.findall(layout.clean)) for kind, words in FAMILY.items()})
    kind, count = counts.most_common(1)[0]
    return kind if count else None


def known(text: str, naming: Naming) -> Named:
    """A known name with the kind that the words beside it say."""
    gap = BRACKETS.match(text, naming.end)
    kind, last = kind_behind(text, gap.end() if gap else naming.end)
    if kind is None:
        last = naming.end
        if len(naming.candidates) == 1 and SERVICE.match(text, last):
            kind = naming.candidates[0].kind
    before, _ = kind_before(text, naming.start)
    if kind in (None, "region") and before and not (kind == "region" and before == "service"):
        kind = before if kind is None else "region"
    fitting = _fitting(naming.candidates, kind)
    if not fitting and kind == "NPS division" and re.search(r"divisions?$", text[naming.end : last]):
        kind, last = None, naming.end
    if abbreviated := ABBREVIATED.match(text, last):
        last = abbreviated.end()
    one = fitting[0] if len({organisation.id for organisation in fitting}) == 1 else None
    written = kind if kind not in (None, "service") else None
    return Named(
        naming.start,
        naming.end,
        last,
        naming.as_written,
        one.name if one else naming.as_written,
        one.kind if one else written,
        one,
        sure=written is not None or (kind == "service" and one is not None),
        explicit=written is not None,
    )


def _fitting(candidates: tuple[Organisation, ...], kind: str | None) -> list[Organisation]:
    """The candidates of a kind; a "probation service" is a PDU where there is one, else a region."""
    if kind is None:
        return list(candidates)
    for one in (*SERVICES, "CRC", "NPS division") if kind == "service" else (kind,):
        if fitting := [organisation for organisation in candidates if organisation.kind == one]:
            return fitting
    return []


def _unknown(text: str) -> list[Named]:
    """Units that the directory does not know, by the words for their kind behind a name in capitals."""
    found = []
    for match in UNKNOWN.finditer(text):
        name, start = match["name"], match.start("name")
        if leading := NO_NAME.match(name):
            start, name = start + leading.end(), name[leading.end() :]
        if not name[:1].isupper() or len(name) < 3 or name.isupper():
            continue
        kind, last = kind_behind(text, match.end())
        if abbreviated := ABBREVIATED.match(text, last):
            last = abbreviated.end()
        unit = collapsed(name)
        found.append(Named(start, match.end("name"), last, unit, unit, kind, None, sure=True, explicit=True))
    return found


def _unknown_behind(text: str) -> list[Named]:
    """Units that the directory does not know, by the words for their kind before a name in capitals."""
    found = []
    for match in UNKNOWN_BEHIND.finditer(text):
        start, unit = match.start("name"), collapsed(match["name"])
        if len(unit) < 3 or unit.isupper() or key(unit) in NO_UNIT or NO_NAME.match(unit) or MONTH.match(unit):
            continue
        kind = "PDU" if match["PDU"] else "youth justice service" if match["youth"] else None
        end = match.end("name")
        found.append(Named(start, end, end, unit, unit, kind, None, sure=True, explicit=kind is not None))
    return found


def _listed(text: str, found: list[Named], directory: Directory) -> list[Named]:
    """Names that stand in a list with a unit are units of its kind: "Cheshire West, Sefton and Cumbria PDUs"."""
    plural = False
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        if after.last > after.end:
            plural = bool(PLURAL.search(text[after.end : after.last].rstrip(")* ").removesuffix("(PDUs").rstrip()))
        plural = plural and after.sure and not one.sure and _apart(text, one, after)
        if plural:
            found[index] = _as_kind(one, after, directory)
    for index in range(1, len(found)):
        one, before = found[index], found[index - 1]
        if not one.sure and before.sure and before.last == before.end and _apart(text, before, one):
            found[index] = _as_kind(one, before, directory)
    return found


def _apart(text: str, one: Named, other: Named) -> bool:
    """Whether only a comma or "and" stands between two names."""
    return other.start - one.last < 60 and bool(SEPARATOR.match(text[one.last : other.start]))


def _as_kind(one: Named, like: Named, directory: Directory) -> Named:
    """A name as a unit of the kind of another."""
    fitting = [organisation for organisation in directory.named(one.as_written) if organisation.kind == like.unit_type]
    if len(fitting) != 1:
        return one
    return replace(
        one, unit=fitting[0].name, unit_type=fitting[0].kind, organisation=fitting[0], sure=True, explicit=True
    )


def resolved(named: Named, kind: str | None, directory: Directory) -> Named:
    """A name that says nothing of its kind, as a unit of ``kind`` where the directory knows one of it."""
    if named.explicit or not kind:
        return named
    fitting = [organisation for organisation in directory.named(named.as_written) if organisation.kind == kind]
    if len({organisation.id for organisation in fitting}) != 1:
        return named
    return replace(named, unit=fitting[0].name, unit_type=kind, organisation=fitting[0])


def same(one: Named, other: Named) -> bool:
    """Whether two places name the same unit."""
    return key(one.unit) == key(other.unit) and one.unit_type == other.unit_type
