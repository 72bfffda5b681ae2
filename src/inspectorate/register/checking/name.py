"""Names of units: written as no unit is called, or as another or only a part of the unit would be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from inspectorate.organisation.directory import Directory, product_directory
from inspectorate.organisation.name import key
from inspectorate.register.checking.disagreement import Disagreement, Place
from inspectorate.register.checking.read_document import Findings, ReadDocument
from inspectorate.register.reading.layout import RATING

COMPASS = ("north", "south", "east", "west", "central")
#: A run of words in capitals, with the small ones that join them, before "PDU".
LABEL = re.compile(
    r"(?<![\w'-])(?P<name>[A-Z][\w'-]{1,40}"
    r"(?:,?[ \n\t]{1,9}(?:(?:and|with|of|upon|&)[ \n\t]{1,9})?[A-Z][\w'-]{1,40}){0,7})"
    r"[ \n\t]{1,9}(?:PDUs?|Probation[ ]Delivery[ ]Units?)\b"
)
RATED = re.compile(rf"\brated\b|\b{RATING}\b|\bPDUs?\b", re.IGNORECASE)
#: How many places of one wrong name are shown.
MOST_PLACES = 10
#: Words in capitals that stand before a name without being part of it.
LEADING = {"the", "this", "each", "in", "at", "for", "of", "and", "our", "all", "head", "new", "both", "while", "as"}


@dataclass(frozen=True)
class _Known:
    """A unit that a document speaks of, and one place where it calls it by its full name."""

    name: str
    place: Place


def name_disagreements(document: ReadDocument) -> Findings:
    """Names that are near those of the units that the document is about, and are none of theirs."""
    known = _known(document)
    if known:
        yield from _directions(document, known)
        yield from _labels(document, known)


def _known(document: ReadDocument) -> dict[str, _Known]:
    """The PDUs that the document states facts of or names, by their names as looked up."""
    found: dict[str, _Known] = {}
    for unit in document.units:
        is_pdu = unit.unit_type is None or unit.unit_type.value == "PDU"
        if unit.unit and is_pdu and key(unit.unit.value) not in found:
            place = _in_full(document, unit.unit.value) or document.place(unit.unit)
            found[key(unit.unit.value)] = _Known(unit.unit.value, place)
    for mention in document.facts.other_units:
        name = mention.value.unit
        is_known = mention.value.unit_type in (None, "PDU") and product_directory().named(name)
        if is_known and (full := _in_full(document, name)):
            found.setdefault(key(name), _Known(name, full))
    return found


def _in_full(document: ReadDocument, name: str) -> Place | None:
    """The first place where a name stands in full; None where it stands nowhere so."""
    words = [re.escape(word) for word in key(name).split()]
    found = re.search(r"\b" + r"[\s,-]{1,9}".join(words) + r"\b", document.layout.clean, re.IGNORECASE)
    return document.span(found.start(), found.end(), "the name in full") if found else None


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Every name and alias as it is looked up; and the words before a direction in names such as Cheshire West."""
    directory = product_directory()
    names = frozenset(key(name) for unit in directory.organisations for name in (unit.name, *unit.aliases))
    bases = {name.rpartition(" ")[0] for name in names if name.rpartition(" ")[2] in COMPASS}
    return names, frozenset(base for base in bases if base and base not in COMPASS)


def _directions(document: ReadDocument, known: dict[str, _Known]) -> Findings:
    """ "Cheshire North", where there is a Cheshire West and a Cheshire East."""
    names, _ = _names()
    for base, meant in sorted(_bases(known).items()):
        words = r"[\s-]+".join(re.escape(word) for word in base.split())
        ways = "|".join(COMPASS)
        for found in re.finditer(rf"\b{words}\s+(?:{ways})\b", document.layout.clean, re.IGNORECASE):
            written = " ".join(found[0].split())
            folded = key(written)
            if not written[0].isupper() or any(name == folded or name.startswith(f"{folded} ") for name in names):
                continue
            sentence = document.sentence_at(found.start())
            named = [m for m in meant if sentence is None or key(m.name) not in key(sentence.words)]
            if not named:
                continue
            rated = sentence is None or RATED.search(sentence.words)
            others = " or ".join(m.name for m in named)
            what = f'There is no unit called "{written}"; the document is on {others}'
            places = (document.span(found.start(), found.end(), "a name that no unit has"), *(m.place for m in named))
            yield Disagreement("name", f"{what}.", places, "certain" if rated else "possible")


def _bases(known: dict[str, _Known]) -> dict[str, list[_Known]]:
    """The units that have a direction as the last word of their name, by the words before it."""
    found: dict[str, list[_Known]] = {}
    for folded, unit in known.items():
        base, _, last = folded.rpartition(" ")
        if base and last in COMPASS:
            found.setdefault(base, []).append(unit)
    return found


def _labels(document: ReadDocument, known: dict[str, _Known]) -> Findings:
    """ "Blackburn PDU" for Blackburn with Darwen; "Cumbira PDU" for Cumbria."""
    directory = product_directory()
    found: dict[tuple[str, str], list[Place]] = {}
    for start, end, written in _written(document):
        unit = None if _is_full(written, directory) else _part_of(written, known) or _slip_of(written, known)
        if unit:
            found.setdefault((written, unit.name), []).append(document.span(start, end, "a name before PDU"))
    for (written, name), places in found.items():
        unit = known[key(name)]
        why = "is only a part of the name" if _part_of(written, known) else "is no unit's name, and nearly that"
        what = f'"{written}" {why} of {name}'
        yield Disagreement("name", f"{what}.", (*places[:MOST_PLACES], unit.place), "certain", "wording")


def _written(document: ReadDocument) -> Iterator[tuple[int, int, str]]:
    """Every name that stands before PDU: its span with that word, and the name without what only leads up to it."""
    for label in LABEL.finditer(document.layout.clean):
        words = " ".join(label["name"].split()).split(" ")
        while words and words[0].strip(",").casefold() in LEADING:
            words = words[1:]
        if words:
            yield label.start(), label.end(), " ".join(words)


def _is_full(written: str, directory: Directory) -> bool:
    """Whether the words before PDU end in the full name of some unit, or in an abbreviation for it."""
    words = written.split()
    for start in range(len(words)):
        folded = key(" ".join(words[start:]))
        for unit in directory.named(folded):
            if key(unit.name) == folded or " ".join(words[start:]).isupper():
                return True
            if not set(folded.split()) < set(key(unit.name).split()):
                return True
    return False


def _part_of(written: str, known: dict[str, _Known]) -> _Known | None:
    """The one unit of the document whose name holds these words and more."""
    words = set(key(written).split())
    found = [unit for folded, unit in known.items() if words < set(folded.split()) and folded.split()[0] in words]
    return found[0] if len(found) == 1 else None


def _slip_of(written: str, known: dict[str, _Known]) -> _Known | None:
    """The unit of the document whose name is this one but for a letter or two."""
    from difflib import SequenceMatcher

    folded = key(written)
    if len(folded) < 6:
        return None
    close = [
        unit
        for name, unit in known.items()
        if name != folded and abs(len(name) - len(folded)) <= 2 and SequenceMatcher(None, name, folded).ratio() >= 0.85
    ]
    return close[0] if len(close) == 1 else None
