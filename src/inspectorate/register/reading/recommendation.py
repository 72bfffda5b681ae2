"""The recommendations of a document: each of them, whom it is made to, and the totals that are said in words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectorate.recommendation.model import ADDRESSEES, Recommendation
from inspectorate.register.facts import Fact, Recommendations, StatedTotal
from inspectorate.register.reading.layout import ADDRESSEE, PLAIN_HEADING, Block, Layout, collapsed
from inspectorate.register.reading.numeral import NUMERAL, whole_number
from inspectorate.register.reading.vocabulary import standard_titles

#: Longer blocks are neither an addressee nor a unit.
LONGEST_LINE = 400
LISTED = "listed under its addressee"
#: What tells an addressee's kind; where several do, the first in the words counts.
KINDS = {
    "HMPPS": r"\bHMPPS\b|\bH(?:M|er Majesty's|is Majesty's) Prisons? and Probation Service",
    "PDU": r"\bPDUs?\b|\bprobation delivery units?\b",
    "CRC": r"\bCRCs?\b|\bcommunity rehabilitation compan",
    "NPS": r"\bNPS\b|\bnational probation service\b",
    "region": r"\bregions?\b|\bregional\b",
    "YJS": r"\byouth (?:offending|justice) (?:services?|teams?|partnership)\b|\bY(?:OS|OT|JS|PE&JS)\b|\b[A-Z]+YJS\b",
}
KIND = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS.items()), re.IGNORECASE)
HEADING = re.compile(r"^(?:annexe? [\w]+\s*[-:]?\s*)?(?:our |key |summary of |the )?recommendations?\b", re.IGNORECASE)
PREVIOUS = re.compile(r"\b(?:previous|progress|last inspection|follow(?:ing|ed)?[- ]up)\b", re.IGNORECASE)
SHOULD = re.compile(r"(?:\s+(?:should|must))?\s*:?$", re.IGNORECASE)
RECOMMEND = re.compile(r"^(?:we|inspectors)\s+recommend\s+that\s+", re.IGNORECASE)
ITSELF = re.compile(r"^(?P<who>(?:the\s+)?[A-Z][^.:;]{2,110}?)\s+should\s+(?=[a-z])", re.IGNORECASE)
#: Words in small letters that the name of a unit may hold.
SMALL = frozenset({"and", "&", "of", "with", "the", "in", "on", "upon", "for"})

_SAID = rf"(?P<number>{NUMERAL})\s+(?:(?:further|new|key|formal|specific|separate|main)\s+)?recommendations?\b"
_PASSIVE = r"(?:\s+for\s+improvement)?\s+(?:were|was|are|have\s+been|has\s+been)\s+(?:made|issued|given)\b"
TOTAL = re.compile(
    rf"\b(?:ma(?:de|kes?|king)|receiv(?:ed|es?|ing)|given|gives?|issue[sd]?|contain(?:s|ed)?|includes?|sets?\s+out|offers?"
    rf"|there\s+(?:are|were)|total\s+of)\s+(?:(?:a\s+total\s+of|in\s+total|just|only|also)\s+)*{_SAID}"
    rf"|\b(?P<passive>{NUMERAL})\s+recommendations?{_PASSIVE}",
    re.IGNORECASE,
)
#: A total in passing, where no sentence says that so many were made.
PASSING = re.compile(rf"\bthe\s+(?P<number>{NUMERAL})\s+recommendations\b(?P<passive>)(?!\s+from)", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|last\s+inspect|earlier|prior|progress|implement\w*|of\s+(?:the|these)\s+\w+\s+recommendations"
    r"|thematic|SFO|in\s+20\d\d)\b",
    re.IGNORECASE,
)
#: What follows a total, or a number in it: "six for Cumbria PDU", "four of which were aimed at", "to Devon YJS".
_TO = (
    r"(?:(?:is|are|was|were)\s+)?(?:(?:made|aimed|directed|addressed|issued)\s+)?(?:for|to|at)\s+(?P<who>[^.;:]{2,120})"
)
PART = re.compile(rf"(?<!including\s)\b(?P<number>{NUMERAL})\s+(?:of\s+(?:which|these|them)\s+)?{_TO}", re.IGNORECASE)
WHOLE = re.compile(rf"\s+(?:for\s+improvement\s+)?{_TO}", re.IGNORECASE)
PART_ENDS = re.compile(
    rf"(?:\s+and|,)\s+(?:the\s+(?:rest|others?|remain\w+)|{NUMERAL})\b|,\s+(?:including|which|to)\b"
    r"|\b(?:including|which|that|to\s+\w+\s+its|who)\b",
    re.IGNORECASE,
)
#: What tells a body from a bare place, which may be that of a PDU or of a youth justice service.
BODY = re.compile(
    r"\b(?:ministry|police|councils?|board|service|services|agency|authority|department|office|NHS|partnership|trust"
    r"|inspectorate|commissioner|government|MoJ|CPS|Ofsted|courts?)\b",
    re.IGNORECASE,
)
JOINT = re.compile(r"\band\s+(?:the\s+|their\s+)?[A-Z]")


@dataclass(frozen=True)
class _To:
    """Whom the recommendations that follow are made to, and the unit whose they are."""

    words: str
    unit: str | None


@dataclass
class _Item:
    """A recommendation while it is read: its number, its addressee, its unit, and the blocks it stands in."""

    number: int
    to: _To | None
    unit: str | None
    blocks: list[Block]


def recommendations(layout: Layout) -> Recommendations:
    """Every recommendation of a document, and the totals said in words.

    Where they are listed, ``total`` and ``by_addressee`` are those of the list; else what is said. An item without any
    named addressee is "other" with ``addressed_as`` "", and is counted in the total alone.
    """
    items = tuple(_items(layout))
    return counted(items, stated_totals(layout))


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
    unit: str | None = None
    found: list[_Item] = []
    zone = _zoned(layout)
    for index, block in enumerate(layout.blocks):
        if index not in zone:
            if block.kind == "heading":
                to = unit = None
        elif who := _addressee(layout, index):
            to = _To(RECOMMEND.sub("", SHOULD.sub("", who)), unit)
        elif _is_unit(layout, index):
            unit, to = layout.words(block), None
        elif found and _goes_on(layout, found[-1], block, to):
            found[-1].blocks.append(block)
        elif block.kind == "item":
            follows = found and found[-1].unit == unit and not block.number
            number = int(block.number) if block.number else found[-1].number + 1 if follows else 1
            found.append(_Item(number, to, unit, [block]))
    return (_recommendation(layout, item) for item in found)


def _goes_on(layout: Layout, item: _Item, block: Block, to: _To | None) -> bool:
    """Whether a block goes on with a recommendation: a bullet under a numbered one, or the rest of a sentence."""
    if item.to is not to:
        return False
    if block.kind == "item":
        return bool(item.blocks[0].number) and not block.number
    return block.kind == "paragraph" and layout.words(block)[:1].islower()


def _recommendation(layout: Layout, item: _Item) -> Fact[Recommendation]:
    text = " ".join(layout.words(block) for block in item.blocks).rstrip(" .;")
    said = ITSELF.match(text) if item.to is None else None
    who = item.to.words if item.to else said["who"] if said else ""
    kind = addressee_kind(who) if who else "other"
    how = LISTED if item.to else "listed under the heading over recommendations"
    places = tuple(layout.evidence(block.start, block.end, how) for block in item.blocks)
    return Fact(Recommendation(item.number, kind, who, text, item.unit), places)


def _zoned(layout: Layout) -> set[int]:
    """The indexes of the blocks among which recommendations are listed.

    That is from a heading over recommendations to the next heading that is neither an addressee's nor a unit's. In a
    document without such a heading it is what stands under an addressee of a known kind.
    """
    zone: set[int] = set()
    inside = False
    for index, block in enumerate(layout.blocks):
        if block.kind == "heading":
            words = _heading(layout, index)
            if _is_over(words):
                inside = True
            elif not _addressee(layout, index) and not _is_unit(layout, index):
                inside = False
        if inside:
            zone.add(index)
    if any(layout.blocks[index].kind == "item" for index in zone):
        return zone if not _others_own(layout, zone) else set()
    return _under_addressees(layout)


def _heading(layout: Layout, index: int) -> str:
    """The words of a heading, with the line before where both are one: "Progress on previous", "recommendations"."""
    words = layout.words(layout.blocks[index])
    before = layout.blocks[index - 1] if index else None
    if before is None or before.kind != "heading" or not words[:1].islower():
        return words
    return f"{layout.words(before)} {words}"


def _is_over(words: str) -> bool:
    return (
        bool(HEADING.match(words)) and not PREVIOUS.search(words) and not re.search(r"\d$", words) and len(words) < 90
    )


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
    if block.end - block.start > LONGEST_LINE:
        return ""
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
    if block.kind not in ("heading", "paragraph") or block.end - block.start > LONGEST_LINE:
        return False
    words = layout.words(block)
    known = PLAIN_HEADING.match(words) or HEADING.match(words) or words.casefold() in standard_titles()
    if known or not _is_name(words):
        return False
    return index + 1 < len(layout.blocks) and bool(_addressee(layout, index + 1)) and not _addressee(layout, index)


def _is_name(words: str) -> bool:
    capitals = all(word in SMALL or word.lstrip("(")[:1].isupper() for word in words.split())
    return capitals and words[:1].isupper() and len(words) <= 90 and words[-1] not in ".:;,"


def stated_totals(layout: Layout) -> list[Fact[StatedTotal]]:
    """The totals of recommendations that the prose says, with the parts of them and whom they are for.

    A further total ("also makes one recommendation to ...") is added to the one before it.
    """
    found: list[Fact[StatedTotal]] = []
    for fact, further in _said(layout, TOTAL):
        if further and found:
            before = found.pop()
            parts = Counter(before.value.parts) + Counter(fact.value.parts)
            total = StatedTotal(before.value.total + fact.value.total, dict(parts), before.value.recipients)
            fact = Fact(total, (*before.evidence, *fact.evidence))
        found.append(fact)
    return found or [fact for fact, _ in _said(layout, PASSING)]


def _said(layout: Layout, pattern: re.Pattern[str]) -> Iterator[tuple[Fact[StatedTotal], bool]]:
    """Each total that a sentence says, and whether it says "also"."""
    for block in layout.blocks:
        if block.kind not in ("paragraph", "item"):
            continue
        sentences = list(layout.sentences(block))
        for index, (start, end) in enumerate(sentences):
            said = pattern.search(layout.clean, start, end)
            number = whole_number(said["number"] or said["passive"]) if said else None
            if said is None or number is None or EARLIER.search(layout.clean, start, end):
                continue
            last = _last_of_parts(layout, sentences, index)
            parts, recipients = _shares(number, layout.clean[said.end() : last])
            recipients = recipients or _kinds(layout.clean[start : said.start()])
            place = layout.evidence(start, last, "total said in words")
            further = bool(re.search(r"\balso\b", layout.clean[start : said.end()], re.IGNORECASE))
            yield Fact(StatedTotal(number, parts, recipients), (place,)), further


def _last_of_parts(layout: Layout, sentences: Sequence[tuple[int, int]], index: int) -> int:
    """The end of the last sentence that goes on to say whom the recommendations are for."""
    end = sentences[index][1]
    for start, stop in sentences[index + 1 : index + 4]:
        text = layout.clean[start:stop]
        if not re.match(rf"(?:of\s+(?:these|them),?\s+)?{NUMERAL}\s+(?:is|are|was|were)\b", text, re.IGNORECASE):
            break
        end = stop
    return end


def _shares(total: int, text: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """The parts of a total by addressee, and the kinds that share it, as the words after it say."""
    if whole := WHOLE.match(text):
        kind, who = _one_addressee(whole["who"])
        if kind:
            return {kind: total}, ()
        if len(_kinds(who)) > 1:
            return {}, _kinds(who)
    parts: Counter[str] = Counter()
    place = 0
    while part := PART.search(text, place):
        kind, who = _one_addressee(part["who"])
        number = whole_number(part["number"])
        place = part.start("who") + max(1, len(who))
        if number is not None and kind:
            parts[kind] += number
    return dict(parts), ()


def _one_addressee(words: str) -> tuple[str, str]:
    """The kind of the one addressee that words begin with, "" where they name none or several; and its words."""
    ends = PART_ENDS.search(words)
    who = words[: ends.start()] if ends else words
    named = KIND.search(who)
    joint = bool(named and JOINT.search(who, named.end()))
    plain = re.match(r"(?:the\s+|both\s+)?[A-Z]", who) and (named or BODY.search(who))
    return (addressee_kind(who) if plain and not joint else ""), who


def _kinds(text: str) -> tuple[str, ...]:
    """The kinds of addressee that words name: "X PDU, and their Y regional service, received"."""
    kinds = (match.lastgroup for match in KIND.finditer(collapsed(text)))
    return tuple(dict.fromkeys(kind for kind in kinds if kind))
