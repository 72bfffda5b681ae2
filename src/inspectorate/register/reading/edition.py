"""The edition of the framework that a document was written on, where it shows it.

Shown by its own numbered standards (at least three with the titles of one edition alone), by the sections of a
regional review, or by the maximum of its score: three points for each rated standard of the edition.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from inspectorate.register.facts import Evidence, Fact, Score, UnitFacts
from inspectorate.register.reading.layout import Layout, collapsed
from inspectorate.register.reading.vocabulary import edition_words

LINE = re.compile(
    r"^[ \t]*(?P<letter>[PR][ \t]?)?(?P<number>\d\.\d{1,2})\.?[ \t]+(?P<title>[A-Z][A-Za-z,' -]{3,60})", re.MULTILINE
)
RATING = re.compile(r"\s+(?:Outstanding|Good|Requires(?:\s+improvement)?|Inadequate|Not\s+rated)\b.*$", re.IGNORECASE)
REVIEW = "hmip-region-review-2021"
REVIEWED = re.compile(
    r"^[^\w\n]*(?:services and interventions|statutory victim work"
    r"|learning from serious further offence investigations|information and facilities"
    r"|regional observations)[^\w\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
#: Type of unit and maximum of its score -> edition. 24 is a PDU whose court work was not rated, or a region.
BY_MAXIMUM = {
    ("PDU", 27): "hmip-pdu-2021",
    ("PDU", 24): "hmip-pdu-2021",
    ("PDU", 21): "hmip-pdu-2023",
    ("region", 24): "hmip-region-2023",
    ("youth justice service", 36): "hmip-yjs-2018",
    ("CRC", 30): "hmip-crc-nps-2018",
    ("NPS division", 30): "hmip-crc-nps-2018",
}
ENOUGH = 3


def edition(layout: Layout, kind: str, unit_type: str | None, score: Fact[Score] | None) -> Fact[str] | None:
    """The id of the edition that a document shows; None where it does not."""
    if kind == "regional letter":
        return _review(layout)
    if shown := _by_standards(layout):
        return shown
    known = BY_MAXIMUM.get((unit_type or "", score.value.maximum)) if score else None
    return Fact(known, score.evidence) if known and score else None


def edition_of_table(table: UnitFacts, unit_type: str | None) -> Fact[str] | None:
    """The edition that a unit's own table of ratings shows, by its standards, else by the maximum of its score."""
    standards = {
        (number, title.value.casefold()): title.place
        for number, title in table.titles.items()
        if (number, title.value.casefold()) in _titles()
    }
    known = BY_MAXIMUM.get((unit_type or "", table.score.value.maximum)) if table.score else None
    return _elected(standards) or (Fact(known, table.score.evidence) if known and table.score else None)


def _review(layout: Layout) -> Fact[str] | None:
    """The regional review, where at least two of its own sections stand in a letter."""
    places = [
        layout.evidence(place.start(), place.end(), "a section of the review")
        for place in REVIEWED.finditer(layout.clean)
    ]
    return Fact(REVIEW, tuple(places)) if len({place.quote.casefold() for place in places}) >= 2 else None


@cache
def _titles() -> dict[tuple[str, str], frozenset[str]]:
    """Id and title of each numbered standard -> the editions that have it."""
    found: dict[tuple[str, str], set[str]] = {}
    for known in edition_words():
        for standard in known.standards:
            found.setdefault((standard.id, standard.title.casefold()), set()).add(known.edition)
    return {standard: frozenset(names) for standard, names in found.items()}


def _by_standards(layout: Layout) -> Fact[str] | None:
    """The one edition that has all of the numbered standards which the document prints, or the most of them."""
    standards: dict[tuple[str, str], Evidence] = {}
    for line in LINE.finditer(layout.clean):
        title = collapsed(RATING.sub("", line["title"])).casefold()
        number = f"{line['letter'].strip()} {line['number']}" if line["letter"] else line["number"]
        if (number, title) in _titles():
            standards.setdefault(
                (number, title), layout.evidence(line.start(), line.end(), "a standard of the edition")
            )
    return _elected(standards)


def _elected(standards: Mapping[tuple[str, str], Evidence]) -> Fact[str] | None:
    """The one edition that has the most of the standards found, and enough of them."""
    votes = Counter(name for standard in standards for name in _titles()[standard])
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < ENOUGH or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    name = ranked[0][0]
    return Fact(name, tuple(place for standard, place in standards.items() if name in _titles()[standard]))
