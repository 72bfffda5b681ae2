"""Numbers of units said in words: how many a region has, and how many were inspected, against those that are named."""

import re

from inspectorate.organisation.directory import product_directory
from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument, Sentence
from inspectorate.register.reading.numeral import NUMERAL, whole_number

UNITS = r"(?:PDUs|Probation Delivery Units|delivery units)"
ONE_OF = re.compile(
    rf"\bone of (?:the )?(?P<number>{NUMERAL})(?: {UNITS})? (?:with)?in (?:the )?"
    r"(?P<region>[A-Z][\w, ]{2,40}?) (?:probation )?region",
)
WITHIN = re.compile(rf"\bthere are (?P<number>{NUMERAL}) {UNITS} (?:with)?in the region\b", re.IGNORECASE)
INSPECTED = re.compile(
    rf"\b(?:completed|carried out|undertaken|conducted) ({NUMERAL}) inspections\b"
    rf"|\bone of ({NUMERAL}) (?:inspections )?(?:carried out|completed|undertaken) in the\b"
    rf"|\bof which we inspected ({NUMERAL})\b|\b({NUMERAL}) PDUs inspected\b|\bthe ({NUMERAL}) inspected PDUs\b",
    re.IGNORECASE,
)

OTHERS = re.compile(r"\bthe (?:others?|second|third) (?:is|are|was|were)\b", re.IGNORECASE)


def counted_disagreements(document: ReadDocument) -> Findings:
    """The size of the region against the directory, and the number of inspections against the units named."""
    yield from _region(document)
    yield from _inspected(document)


def _region(document: ReadDocument) -> Findings:
    """How many PDUs the region has; the directory is of 2024 and 2025, so a difference is only worth a look."""
    region = document.facts.subject.region
    if region is None:
        return
    units = [
        unit
        for unit in product_directory().organisations
        if unit.kind == "PDU" and unit.region == region.value and unit.last is None
    ]
    for sentence in document.sentences:
        said = ONE_OF.search(sentence.words) or WITHIN.search(sentence.words)
        number = whole_number(said["number"]) if said else None
        if said and number is not None and units and number != len(units):
            if "region" in said.groupdict() and region.value.casefold() not in said["region"].casefold():
                continue
            what = f"{region.value} is said to have {number} PDUs; {len(units)} are known"
            place = document.span(sentence.start, sentence.end, "the number of units of a region")
            yield Disagreement("region-size", f"{what}.", (place,), "possible")


def _inspected(document: ReadDocument) -> Findings:
    """How many were inspected, against the units of a document on several, or "the others are ..." that follows."""
    for sentence in document.sentences:
        said = INSPECTED.search(sentence.words)
        number = whole_number(said[said.lastindex or 0]) if said else None
        if number is None:
            continue
        units = _units(document)
        ways = [units] if units else _others(document, sentence)
        if ways and all(number != len(named) for named in ways):
            names = ", ".join(sorted(ways[0]))
            what = f"{number} inspections are spoken of, but {len(ways[0])} units are named: {names}"
            place = document.span(sentence.start, sentence.end, "the number of inspections")
            yield Disagreement("inspections", f"{what}.", (place,), "likely")


def _units(document: ReadDocument) -> set[str]:
    return {unit.unit.value for unit in document.facts.units if unit.unit}


def _others(document: ReadDocument, sentence: Sentence) -> list[set[str]]:
    """The unit of the document and those named behind "the others are", in the same sentence or in the next.

    An other may have been named before, in the same paragraph, and be meant too; that is the second way to read it.
    """
    clean, subject = document.layout.clean, document.facts.subject
    others = OTHERS.search(clean, sentence.start, min(sentence.end + 60, len(clean)))
    last = document.sentence_at(others.start()) if others else None
    if not others or last is None or subject.unit is None:
        return []
    ways = []
    for start in (others.end(), sentence.block.start):
        named = product_directory().mentions(clean, start, last.end)
        ways.append({unit.name for naming in named for unit in naming.candidates if unit.kind == "PDU"})
    return [{*units, subject.unit.value} for units in ways] if ways[0] else []
