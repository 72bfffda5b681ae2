"""Which unit a document is about: its name, its kind, the region it lies in, and every way in which it is written.

Asked in this order: the head of a report ("An inspection of probation services in: Eastvale PDU"), the name over the
table of ratings, the letter's "review of Probation Service - Northmoor region", the title, the first sentence that
rates a unit, the sentence on fieldwork, the addressee of recommendations. A document on several has none.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from inspectorate.organisation.directory import Directory
from inspectorate.organisation.name import key
from inspectorate.register.facts import Fact
from inspectorate.register.reading.claim import claims, names_unit
from inspectorate.register.reading.heading import title_span
from inspectorate.register.reading.layout import Layout, collapsed
from inspectorate.register.reading.mask import PLAIN
from inspectorate.register.reading.naming import Named, between, family, namings, resolved, same

HEAD = re.compile(
    r"(?:an\s+)?inspection\s+of\s*:?\s*(?:probation\s+services|youth\s+(?:offending|justice)\s+(?:services?"
    r"|work\s+with\s+children\s+and\s+victims)"
    r"|youth\s+offending\s+services)?\s*(?::|-|\bin\b:?)\s*(?:the\s+)?(?:probation\s+service\s*-\s*)?",
    re.IGNORECASE,
)
FIELDWORK_ROW = re.compile(r"^[ \t]*fieldwork\s+started\b", re.IGNORECASE | re.MULTILINE)
SCORE_ROW = re.compile(r"^[^\n]{0,120}\bscore[ \t:]*\d{1,2}\s*/\s*\d{1,2}", re.IGNORECASE | re.MULTILINE)
REVIEW = re.compile(r"\b(?:review|inspection)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
CONDUCTED = re.compile(
    r"\bconducted\s+(?:our\s+|the\s+)?(?:fieldwork|an\s+inspection|a\s+routine\s+inspection)\s+(?:in|of)\s+",
    re.IGNORECASE,
)
SHOULD = re.compile(r"\s+should\s*:", re.IGNORECASE)
WITHIN = re.compile(
    r"\b(?:sits\s+within|carried\s+out\s+in|one\s+of\s+\w+(?:\s+PDUs)?\s+(?:with)?in|completed\s+in|known\s+as"
    r"|lies\s+in|part\s+of)\s+(?:the\s+)?"
    r"(?:probation\s+service\s*-\s*)?$",
    re.IGNORECASE,
)
COVER_LINE = re.compile(r"\W*(?:the\s+)?probation\s+service\s*-\s*", re.IGNORECASE)
NATIONAL = re.compile(r"\bnational\s+(?:probation\s+)?inspection\b|\bnational\s+arrangements\b", re.IGNORECASE)
SERVICE = re.compile(
    r"\b(?:probation|youth\s+(?:offending|offender|justice))\s+(?:services?"
    r"|teams?)\b",
    re.IGNORECASE,
)
#: "Three Eastvale probation services", of which Eastvale is none.
SERVICES_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|both|all)\s+(?:[\w-]+\s+){0,5}(?:services|PDUs|units)\b",
    re.IGNORECASE,
)
AREA_KINDS = ("region",)


@dataclass(frozen=True)
class Subject:
    """What a document is about. ``several`` says that it is about more than one unit, and so has no name of its own."""

    unit: Fact[str] | None = None
    unit_type: Fact[str] | None = None
    region: Fact[str] | None = None
    names: tuple[Fact[str], ...] = ()
    several: tuple[Named, ...] = ()


def subject(layout: Layout, directory: Directory, kind: str) -> Subject:
    """The unit that a document of a kind is about; an empty subject where it is about none."""
    found, how = _found(layout, directory, kind)
    if not found:
        return _national(layout, kind)
    if len(found) > 1:
        return _several(layout, directory, found)
    one = _of_its_kind(layout, directory, found[0])
    return Subject(
        unit=Fact(one.unit, (layout.evidence(one.start, one.last, how),)),
        unit_type=_type(layout, one, how),
        region=_region(layout, directory, [one]),
        names=tuple(_names(layout, directory, one)),
    )


def _found(layout: Layout, directory: Directory, kind: str) -> tuple[list[Named], str]:
    """The units by the first way that finds any, and which way that was."""
    ways = (
        (_head, "the head of the report"),
        (_table, "the name over the table of ratings"),
        (_reviewed, "the region reviewed"),
        (_titled, "the title"),
        (_rated, "the first sentence that rates"),
        (_leading, "the first sentence that names a unit"),
        (_conducted, "the sentence on fieldwork"),
        (_addressed, "the addressee of recommendations"),
        (_only_place, "the only place named"),
    )
    for way, how in ways:
        if kind == "regional letter" and way is not _reviewed:
            continue
        if kind == "other" and way in (_rated, _leading, _conducted, _only_place):
            continue
        if found := _different(way(layout, directory)):
            return found, how
    return [], ""


def _different(found: Iterable[Named]) -> list[Named]:
    """Each unit once; a name alone gives way to the same name with its kind."""
    units: dict[str, Named] = {}
    for named in found:
        before = units.setdefault(key(named.unit), named)
        if named.explicit and not before.explicit:
            units[key(named.unit)] = named
    return list(units.values())


def _head(layout: Layout, directory: Directory) -> list[Named]:
    """The unit behind "inspection of ... in", on the cover or at the head of a page; page heads are masked, so look."""
    found = _heads(layout, directory)
    if not found:
        return []
    known = [named for named in found if named.organisation] or found[-1:]
    most, _ = Counter(key(named.unit) for named in known).most_common(1)[0]
    mine = [named for named in known if key(named.unit) == most]
    return [next((named for named in mine if named.explicit), mine[0])]


@lru_cache(maxsize=2)
def _heads(layout: Layout, directory: Directory) -> tuple[Named, ...]:
    """Every unit that the cover or the head of a page names."""
    text = layout.text.translate(PLAIN)
    found = []
    for head in HEAD.finditer(text):
        gap = text[head.end() : head.end() + 12]
        if named := _at(text, head.end() + len(gap) - len(gap.lstrip("* \n\t")), directory):
            found.append(named)
    return tuple(found)


def _at(text: str, start: int, directory: Directory) -> Named | None:
    """The unit whose name begins at a place of the plain text."""
    from inspectorate.register.reading.naming import known

    here = [
        naming for naming in directory.mentions(text, start, min(len(text), start + 120)) if naming.start <= start + 1
    ]
    if here:
        return known(text, here[0])
    line = re.compile(
        r"(?P<name>[A-Z][\w',&-]*(?:[ \t]+[\w',&-]+){0,9}?)[ \t]+(?:PDU|YJS|YOS|YOT|CRC|Probation Delivery Unit)\b"
    ).match(text, start)
    if not line:
        return None
    from inspectorate.organisation.name import kind_behind

    unit_type, last = kind_behind(text, line.end("name"))
    name = collapsed(line["name"])
    return Named(start, line.end("name"), last, name, name, unit_type, None, True, True)


def _table(layout: Layout, directory: Directory) -> list[Named]:
    """The name over "Fieldwork started" and "Score"."""
    found = []
    for row in (*FIELDWORK_ROW.finditer(layout.clean), *SCORE_ROW.finditer(layout.clean)):
        near = between(namings(layout, directory), max(0, row.start() - 160), row.end(), sure=False)
        found += [resolved(near[-1], family(layout), directory)] if near else []
    return found


def _reviewed(layout: Layout, directory: Directory) -> list[Named]:
    for named in namings(layout, directory):
        before = layout.clean[max(0, named.start - 60) : named.start]
        before = re.sub(r"(?:the\s+)?probation\s+services?\s*-?\s*$", "", before, flags=re.IGNORECASE)
        if named.unit_type == "region" and named.sure and REVIEW.search(before):
            return [named]
    return []


def _titled(layout: Layout, directory: Directory) -> list[Named]:
    """The units of the title, in so far as their kind is told there or further on."""
    span = title_span(layout)
    if not span:
        return []
    named = namings(layout, directory)
    if SERVICES_COUNTED.search(layout.clean, *span) and not any(unit.explicit for unit in between(named, *span)):
        return []
    units = [_told(layout, directory, unit) for unit in between(named, *span, sure=False)]
    sure = [unit for unit in units if unit is not None]
    local = [unit for unit in sure if unit.unit_type not in AREA_KINDS]
    if local:
        return local
    if sure:
        return [] if _rates_others(layout, directory, sure[0]) else sure[:1]
    kind = family(layout)
    places = [resolved(unit, kind, directory) for unit in between(named, *span, sure=False)]
    if len(places) == 1 and places[0].unit_type == kind and SERVICE.search(layout.clean, *span):
        return places
    return []


def _told(layout: Layout, directory: Directory, unit: Named) -> Named | None:
    """A name of the title as a unit: by its own words, or by another place that says more of the same name."""
    if unit.explicit:
        return unit
    same_name = [
        other
        for other in namings(layout, directory)
        if other.explicit and other.unit_type != "region" and key(unit.as_written) == key(other.as_written)
    ]
    if same_name:
        return same_name[0]
    return unit if unit.sure else None


def _rates_others(layout: Layout, directory: Directory, area: Named) -> bool:
    """Whether the document rates, or inspects, units in the area rather than the area itself."""
    sure = [
        claim for claim in claims(layout, directory) if claim.units and claim.units[0].sure and claim.place != "title"
    ]
    if any(
        names_unit(unit, area.unit) and unit.unit_type == area.unit_type for claim in sure[:3] for unit in claim.units
    ):
        return False
    kinds = [unit.unit_type for unit in namings(layout, directory) if unit.explicit and unit.unit_type != "region"]
    return bool(sure) or bool(kinds)


def _rated(layout: Layout, directory: Directory) -> list[Named]:
    """The units rated by the sentences that rate first: those of one kind, before any that says "they join"."""
    found: list[Named] = []
    for claim in claims(layout, directory):
        units = [unit for unit in claim.units if unit.sure]
        if claim.former or not units or claim.place == "speech" or _counted_area(layout, claim.start, claim.at, units):
            continue
        if re.search(r"\b(?:others?|second|joins?|comes)\b", layout.clean[claim.start : claim.at]):
            continue
        found += units
    return found


def _counted_area(layout: Layout, start: int, end: int, units: list[Named]) -> bool:
    """Whether a sentence on an area rates services in it, not the area."""
    return all(unit.unit_type == "region" for unit in units) and bool(
        re.search(r"\b(?:parts|areas|trio|some|units)\b", layout.clean[start:end], re.IGNORECASE)
    )


def _leading(layout: Layout, directory: Directory) -> list[Named]:
    """The unit that the first paragraphs name with its kind; the first of several sentences decides."""
    for block in [block for block in layout.blocks if block.kind in ("paragraph", "item")][:8]:
        for start, end in layout.sentences(block):
            units = [unit for unit in between(namings(layout, directory), start, end) if unit.explicit]
            local = [unit for unit in units if unit.unit_type not in AREA_KINDS]
            if units and re.search(r"\binspect|\brat(?:ed|ing)\b|\breport", layout.clean[start:end], re.IGNORECASE):
                return local or units[:1]
    return []


def _conducted(layout: Layout, directory: Directory) -> list[Named]:
    for place in CONDUCTED.finditer(layout.clean):
        if near := between(namings(layout, directory), place.end() - 1, place.end() + 5, sure=False):
            return [resolved(near[0], family(layout), directory)]
    return []


def _addressed(layout: Layout, directory: Directory) -> list[Named]:
    units = [unit for unit in namings(layout, directory) if unit.sure and SHOULD.match(layout.clean, unit.last)]
    return [unit for unit in units if unit.unit_type not in AREA_KINDS]


def _only_place(layout: Layout, directory: Directory) -> list[Named]:
    """The only place that a page on one inspected service names: "inspectors visited Wolverhampton ... the YOT"."""
    kind = family(layout)
    if kind in (None, "NPS division") or not re.search(r"\binspect", layout.clean, re.IGNORECASE):
        return []
    places = [resolved(unit, kind, directory) for unit in namings(layout, directory)]
    local = [unit for unit in places if unit.unit_type == kind and unit.organisation]
    visited = [
        unit
        for unit in local
        if re.search(r"\b(?:visited|inspected|in|for)\s+$", layout.clean[max(0, unit.start - 20) : unit.start])
    ]
    named = {key(unit.as_written) for unit in places if unit.unit_type not in AREA_KINDS and unit.unit != "Wales"}
    return visited[:1] if len(named) == 1 else []


def _of_its_kind(layout: Layout, directory: Directory, one: Named) -> Named:
    """The unit with the kind that the document says elsewhere, where this place does not."""
    if one.explicit:
        return one
    told = _told(layout, directory, one)
    return told if told and told.sure else resolved(one, family(layout), directory)


def _type(layout: Layout, one: Named, how: str) -> Fact[str] | None:
    return Fact(one.unit_type, (layout.evidence(one.start, one.last, how),)) if one.unit_type else None


def _names(layout: Layout, directory: Directory, one: Named) -> list[Fact[str]]:
    """Every way in which the document writes the unit's name, with all its places."""
    places: dict[str, list[Named]] = {}
    known = {named.start: named for named in (*_heads(layout, directory), *namings(layout, directory), one)}
    for _, named in sorted(known.items()):
        bare = not named.sure and key(named.as_written) == key(one.unit)
        if bare or (named.sure and same(named, one)):
            places.setdefault(named.as_written, []).append(named)
    return [
        Fact(written, tuple(layout.evidence(named.start, named.last, "the unit's name") for named in found))
        for written, found in places.items()
    ]


def _region(layout: Layout, directory: Directory, units: list[Named]) -> Fact[str] | None:
    """The region that the document says its units lie in; a region is its own."""
    one = units[0]
    if one.unit_type == "region":
        return Fact(one.unit, (layout.evidence(one.start, one.last, "the region itself"),))
    if one.unit_type == "youth justice service":
        return None
    regions = [named for named in namings(layout, directory) if named.unit_type == "region" and named.sure]
    known = [named for named in regions if one.organisation and one.region == named.unit]
    told = [
        named
        for named in regions
        if WITHIN.search(layout.clean[max(0, named.start - 90) : named.start]) or _is_cover_line(layout, named)
    ]
    places = known or [named for named in told if not one.region or not _of_another(layout, directory, named, one)]
    if not places:
        return None
    places.sort(key=lambda named: named not in told)
    value = places[0].unit
    mine = [named for named in places if named.unit == value]
    return Fact(value, tuple(layout.evidence(named.start, named.last, "the region named") for named in mine))


def _is_cover_line(layout: Layout, named: Named) -> bool:
    """Whether a line says no more than "The Probation Service - Northmoor region", as covers do under the unit (S4)."""
    start = layout.clean.rfind("\n", 0, named.start) + 1
    end = layout.clean.find("\n", named.last)
    rest = layout.clean[named.last : end if end >= 0 else len(layout.clean)]
    before = layout.clean[start : named.start].translate(PLAIN)
    return not rest.strip() and bool(COVER_LINE.fullmatch(before))


def _of_another(layout: Layout, directory: Directory, region: Named, one: Named) -> bool:
    """Whether the words before a region name another unit, which then is the one that lies in it."""
    near = between(namings(layout, directory), max(0, region.start - 150), region.start, sure=False)
    return any(unit.unit_type != "region" and not same(unit, one) for unit in near)


def _several(layout: Layout, directory: Directory, found: list[Named]) -> Subject:
    kinds = {named.unit_type for named in found}
    kind = next(iter(kinds)) if len(kinds) == 1 else None
    evidence = tuple(layout.evidence(named.start, named.last, "one of several units") for named in found)
    return Subject(
        unit_type=Fact(kind, evidence) if kind else None,
        region=_region(layout, directory, found),
        several=tuple(found),
    )


def _national(layout: Layout, kind: str) -> Subject:
    place = NATIONAL.search(layout.clean)
    if not place:
        return Subject()
    evidence = (layout.evidence(place.start(), place.end(), "a national inspection"),)
    return Subject(unit_type=Fact("national", evidence))
