"""The recommendations of a document: each of them, whom it is made to, and the totals that are said in words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectorate.recommendation.model import ADDRESSEES, Recommendation
from inspectorate.register.facts import Evidence, Fact, Recommendations, StatedTotal
from inspectorate.register.reading.layout import ADDRESSEE, Block, Layout, collapsed
from inspectorate.register.reading.numeral import NUMERAL, whole_number

LISTED = "listed under its addressee"
#: What tells an addressee's kind; where several do, the first in the words counts.
KINDS = {
    "HMPPS": r"\bHMPPS\b|\bH(?:M|er Majesty's|is Majesty's) Prisons? and Probation Service",
    "PDU": r"\bPDUs?\b|\bprobation delivery units?\b",
    "CRC": r"\bCRCs?\b|\bcommunity rehabilitation compan",
    "NPS": r"\bNPS\b|\bnational probation service\b",
    "region": r"\bregions?\b|\bregional\b",
    "YJS": r"\byouth (?:offending|justice) (?!board)|\bY(?:OS|OT|JS|OSs|PE&JS)\b|\b[A-Z]+YJS\b|\bmanagement board\b",
}
KIND = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS.items()), re.IGNORECASE)
HEADING = re.compile(r"^(?:annexe? [\w]+\s*[-:]?\s*)?(?:our |key |summary of |the )?recommendations?\b", re.IGNORECASE)
PREVIOUS = re.compile(r"\b(?:previous|progress|last inspection|follow(?:ing|ed)?[- ]up)\b", re.IGNORECASE)
SHOULD = re.compile(r"\s+should\s*:?$", re.IGNORECASE)
ITSELF = re.compile(r"^(?P<who>(?:the\s+)?[A-Z][^.:;]{2,110}?)\s+should\s+(?=[a-z])", re.IGNORECASE)
NAME = re.compile(r"^[A-Z][\w'&,.()/ -]{2,90}$")

_SAID = rf"(?P<number>{NUMERAL})\s+(?:(?:further|new|key|formal|specific|separate|main)\s+)?recommendations?\b"
TOTAL = re.compile(
    rf"\b(?:ma(?:de|kes?|king)|receiv(?:ed|es?|ing)|given|gives?|issued|contain(?:s|ed)?|includes?|sets?\s+out|offers?"
    rf"|there\s+(?:are|were)|has|have|with|of)\s+"
    rf"(?:(?:a\s+total\s+of|in\s+total|just|only|also|some|its|out)\s+)*{_SAID}"
    rf"|\b(?P<passive>{NUMERAL})\s+recommendations?\s+(?:were|was|are|have\s+been|has\s+been)\s+made\b",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|last\s+inspect|earlier|prior|progress|implement|met|of\s+the\s+\w+\s+recommendations"
    r"|thematic|SFO|in\s+20\d\d)\b",
    re.IGNORECASE,
)
PART = re.compile(
    rf"\b(?P<number>{NUMERAL})\s+(?:(?:of\s+(?:which|these|them)\s+)?(?:is|are|was|were)\s+)?(?:made\s+)?"
    r"(?:for|to|directed\s+(?:at|to)|addressed\s+to)\s+(?P<who>[^.;:]{2,120})",
    re.IGNORECASE,
)
PART_ENDS = re.compile(
    rf"\s+and\s+(?:the\s+(?:rest|others?|remain\w+)|{NUMERAL})\b|,|\b(?:including|which|that|to\s+\w+\s+its|who)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _To:
    """Whom the recommendations that follow are made to, and the unit whose they are."""

    words: str
    unit: str | None


def recommendations(layout: Layout) -> Recommendations:
    """Every recommendation of a document, and the totals said in words.

    Where they are listed, ``total`` and ``by_addressee`` are those of the list; else what is said. An item without any
    named addressee is "other" with ``addressed_as`` "", and is counted in the total alone.
    """
    items = tuple(_items(layout))
    stated = tuple(stated_totals(layout))
    return counted(items, stated)


def counted(items: Sequence[Fact[Recommendation]], stated: Sequence[Fact[StatedTotal]] = ()) -> Recommendations:
    """Recommendations with their total and numbers by addressee: of the list, or where it is empty, as stated."""
    if items:
        named = [item for item in items if item.value.addressed_as]
        by_addressee = {
            kind: Fact(number, tuple(item.place for item in named if item.value.addressee == kind))
            for kind, number in _ordered(Counter(item.value.addressee for item in named))
        }
        total = Fact(len(items), tuple(item.place for item in items))
        return Recommendations(total, by_addressee, tuple(items), tuple(stated))
    if not stated:
        return Recommendations()
    said = stated[0]
    parts: dict[str, Fact[int]] = {kind: Fact(number, said.evidence) for kind, number in said.value.parts.items()}
    same = tuple(place for fact in stated if fact.value.total == said.value.total for place in fact.evidence)
    return Recommendations(Fact(said.value.total, same), parts, (), tuple(stated))


def by_unit(items: Sequence[Fact[Recommendation]]) -> dict[str, Recommendations]:
    """The recommendations of each unit whose heading stands over them, by the heading as written (S1, annexe one)."""
    units = dict.fromkeys(item.value.unit for item in items if item.value.unit)
    return {unit: counted([item for item in items if item.value.unit == unit]) for unit in units}


def addressee_kind(words: str) -> str:
    """The kind of an addressee by its words, one of ``ADDRESSEES``: the first that they name, else "other"."""
    named = KIND.search(words)
    return named.lastgroup or "other" if named else "other"


def _ordered(counts: Counter[str]) -> Iterator[tuple[str, int]]:
    return ((kind, counts[kind]) for kind in ADDRESSEES if counts[kind])


def _items(layout: Layout) -> Iterator[Fact[Recommendation]]:
    to: _To | None = None
    zone = _zoned(layout)
    unit: str | None = None
    number = 0
    for index, block in enumerate(layout.blocks):
        inside = index in zone
        if block.kind == "heading" and not inside:
            to = unit = None
            number = 0
        if not inside:
            continue
        words = layout.words(block)
        if who := _addressee(layout, index):
            to = _To(SHOULD.sub("", who), unit)
        elif _is_unit(layout, index):
            unit, to, number = words, None, 0
        elif block.kind == "item":
            number = int(block.number) if block.number else number + 1
            yield _recommendation(layout, block, number, to)


def _recommendation(layout: Layout, block: Block, number: int, to: _To | None) -> Fact[Recommendation]:
    text = layout.words(block).rstrip(" .;")
    said = ITSELF.match(text) if to is None else None
    who = to.words if to else said["who"] if said else ""
    kind = addressee_kind(who) if who else "other"
    unit = to.unit if to else None
    return Fact(
        Recommendation(number, kind, who, text, unit),
        (layout.evidence(block.start, block.end, LISTED if to else "listed under the heading over recommendations"),),
    )


def _zoned(layout: Layout) -> set[int]:
    """The indexes of the blocks among which recommendations are listed.

    That is from a heading over recommendations to the next heading that is neither an addressee's nor a unit's. In a
    document without such a heading it is what stands under an addressee of a known kind.
    """
    zone: set[int] = set()
    inside = False
    for index, block in enumerate(layout.blocks):
        if block.kind == "heading":
            words = layout.words(block)
            if _is_over(words):
                inside = True
            elif not _addressee(layout, index) and not _is_unit(layout, index):
                inside = False
        if inside:
            zone.add(index)
    if any(layout.blocks[index].kind == "item" for index in zone):
        return zone if not _others_own(layout, zone) else set()
    return _under_addressees(layout)


def _is_over(words: str) -> bool:
    return bool(HEADING.match(words)) and not PREVIOUS.search(words) and not re.search(r"\d$", words) and len(words) < 90


def _others_own(layout: Layout, zone: set[int]) -> bool:
    """Whether the recommendations are another body's: "Cabinet is recommended to" note a report."""
    first = min(index for index in zone if layout.blocks[index].kind == "item")
    before = layout.words(layout.blocks[first - 1]) if first else ""
    return bool(re.search(r"\brecommended\s+to\b|\brecommended\s+that\b|\bis\s+asked\s+to\b", before, re.IGNORECASE))


def _under_addressees(layout: Layout) -> set[int]:
    zone: set[int] = set()
    inside = False
    for index, block in enumerate(layout.blocks):
        who = _addressee(layout, index)
        if who:
            inside = addressee_kind(who) != "other" or (inside and index - 1 in zone)
        elif block.kind not in ("item", "note"):
            inside = False
        if inside:
            zone.add(index)
    return zone


def _addressee(layout: Layout, index: int) -> str:
    """The words of a line that names an addressee, "" where a block is none; a line split in two is read as one."""
    block = layout.blocks[index]
    words = layout.words(block)
    if block.kind == "heading" and ADDRESSEE.match(words):
        return _whole(layout, index, words)
    if block.kind in ("paragraph", "item") and len(words) <= 200 and ADDRESSEE.match(words):
        return words
    return ""


def _whole(layout: Layout, index: int, words: str) -> str:
    """An addressee with the line before it, where its words go on from there."""
    before = layout.blocks[index - 1] if index else None
    between = layout.clean[before.end : layout.blocks[index].start] if before else ""
    if before is None or before.kind != "paragraph" or between.count("\n") > 1 or addressee_kind(words) != "other":
        return words
    earlier = layout.words(before)
    return f"{earlier} {words}" if len(earlier) <= 110 and not re.search(r"[.:;?!]$", earlier) else words


def _is_unit(layout: Layout, index: int) -> bool:
    """Whether a block is the name of a unit over its recommendations: an addressee follows it at once."""
    block = layout.blocks[index]
    words = layout.words(block)
    if block.kind not in ("heading", "paragraph") or not NAME.match(words) or HEADING.match(words):
        return False
    return index + 1 < len(layout.blocks) and bool(_addressee(layout, index + 1)) and not _addressee(layout, index)


def stated_totals(layout: Layout) -> Iterator[Fact[StatedTotal]]:
    """The totals of recommendations that the prose says, with the parts of them and whom they are for."""
    for block in layout.blocks:
        if block.kind not in ("paragraph", "item"):
            continue
        sentences = list(layout.sentences(block))
        for index, (start, end) in enumerate(sentences):
            said = TOTAL.search(layout.clean, start, end)
            if said is None or EARLIER.search(layout.clean, start, end):
                continue
            number = whole_number(said["number"] or said["passive"])
            if number is None:
                continue
            last = _last_of_parts(layout, sentences, index)
            parts = _parts(layout.clean[said.end() : last])
            yield Fact(
                StatedTotal(number, parts, _recipients(layout.clean[start : said.start()])),
                (layout.evidence(start, last, "total said in words"),),
            )


def _last_of_parts(layout: Layout, sentences: Sequence[tuple[int, int]], index: int) -> int:
    """The end of the last sentence that goes on to say whom the recommendations are for."""
    end = sentences[index][1]
    for start, stop in sentences[index + 1 : index + 4]:
        if not re.match(rf"(?:of\s+(?:these|them),?\s+)?{NUMERAL}\s+(?:is|are)\b", layout.clean[start:stop], re.IGNORECASE):
            break
        end = stop
    return end


def _parts(text: str) -> dict[str, int]:
    """The parts of a total, by addressee; an addressee of no known kind is "other"."""
    parts: Counter[str] = Counter()
    place = 0
    while part := PART.search(text, place):
        ends = PART_ENDS.search(part["who"])
        who = part["who"][: ends.start()] if ends else part["who"]
        number = whole_number(part["number"])
        place = part.start("who") + max(1, len(who))
        if number is not None and re.match(r"(?:the\s+|both\s+)?[A-Z]", who):
            parts[addressee_kind(who)] += number
    return dict(parts)


def _recipients(text: str) -> tuple[str, ...]:
    """The kinds of addressee that received a total, as its subject: "X PDU, and their Y regional service, received"."""
    kinds = (match.lastgroup for match in KIND.finditer(collapsed(text)))
    return tuple(dict.fromkeys(kind for kind in kinds if kind))
