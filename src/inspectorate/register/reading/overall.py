"""The overall rating and the score of the unit that a document is about.

The row or heading "Overall rating" of its table decides; else the first sentence that says "overall" of it; else the
first that rates it; else the title. A rating told in someone's speech alone decides nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from inspectorate.organisation.directory import Directory
from inspectorate.register.facts import Evidence, Fact, Mention, Score
from inspectorate.register.reading.claim import Claim, claims, names_unit
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.naming import between, namings
from inspectorate.register.reading.numeral import NUMERAL, whole_number
from inspectorate.register.reading.phrase import rating_of
from inspectorate.register.reading.unit import Subject

ROW = re.compile(
    r"^[ \t]*overall\s{1,3}rating[ \t:|-]*(?:\n[ \t]*){0,4}(?P<rating>Outstanding|Good"
    r"|Requires\s{1,4}improvement|Inadequate)\b(?=[ \t]*(?:\(|$))",
    re.IGNORECASE | re.MULTILINE,
)
SCORE = re.compile(
    r"\bscored?\b(?:[ \t:|]*\n){0,3}[ \t:|]*(?P<points>\d{1,2})\s{0,2}/\s{0,2}(?P<maximum>\d{2})(?!\d|/)", re.IGNORECASE
)
RATING_SCORE = re.compile(
    r"(?:Outstanding|Good|Requires\s+improvement|Inadequate)\s*\((?P<points>\d{1,2})/(?P<maximum>\d{2})\)",
    re.IGNORECASE,
)
SAID = re.compile(
    rf"\b(?:scor\w+|received|rating|score|points?)\b[^.;]{{0,60}}?(?<![\w/])(?P<points>zero|{NUMERAL})(?![\w/])"
    r"(?:\s+(?:inspection\s+)?points?)?\s+out\s+(?:of\s+)?(?:a\s+)?(?:possible\s+"
    r"|total\s+)?(?:of\s+)?(?P<maximum>\d{2})(?!\d)",
    re.IGNORECASE,
)
SAID_AS_FRACTION = re.compile(
    r"\b(?:scor(?:ed?|ing)|rating|points?)\b[^.;\n]{1,60}?(?<![\w/])(?P<points>\d{1,2})\s?/\s?(?P<maximum>\d{2})(?!\d|/)",
    re.IGNORECASE,
)
SENTENCE = "the sentence on the score"
#: What a page speaks of whose bare "Overall rating" or score may be that of a service it does not name.
SUPERVISION = re.compile(r"\bprobation\b|\byouth\s+(?:justice|offending)\b", re.IGNORECASE)
#: How many points there can be: three for each of five to thirteen rated standards.
MAXIMA = range(15, 40, 3)


def overall_rating(layout: Layout, directory: Directory, subject: Subject) -> Fact[str] | None:
    """The overall rating; None where the document does not say it, or is on several units."""
    if subject.several or _is_elsewhere(layout, subject):
        return None
    rows = list(ROW.finditer(layout.clean))
    own = own_claims(layout, directory, subject)
    if len(rows) == 1:
        row = rows[0]
        rating = rating_of(row["rating"])
        place = layout.evidence(row.start(), row.end(), "the table")
        return Fact(rating, (place, *_places(layout, own, rating)))
    if rows or not (ranked := _ranked(own)):
        return None
    decides = ranked[0]
    return Fact(
        decides.rating, tuple(_places(layout, [decides, *(c for c in own if c is not decides)], decides.rating))
    )


def _is_elsewhere(layout: Layout, subject: Subject) -> bool:
    """Whether a page is on no unit, and on nothing that is inspected: a recipe has its overall rating too."""
    return subject.unit is None and not SUPERVISION.search(layout.clean)


def own_claims(layout: Layout, directory: Directory, subject: Subject) -> list[Claim]:
    """What sentences say of the document's own unit, of this inspection."""
    if not subject.unit:
        units_named = any(unit.sure for claim in claims(layout, directory) for unit in claim.units)
        own = [
            c for c in claims(layout, directory) if not c.units and c.overall and not c.former and c.place == "prose"
        ]
        return [] if units_named else own
    return [c for c in claims(layout, directory) if not c.former and is_own(c, subject) and not _is_row(layout, c)]


def is_own(claim: Claim, subject: Subject) -> bool:
    """Whether a claim is about the document's own unit."""
    if not claim.units:
        return True
    unit, kind = subject.unit, subject.unit_type
    return unit is not None and any(
        names_unit(named, unit.value) and (not named.explicit or kind is None or named.unit_type == kind.value)
        for named in claim.units
    )


def _ranked(own: Sequence[Claim]) -> list[Claim]:
    """The claims that may decide, the one that does first."""
    rank = {"prose": 0, "title": 2}
    may = [claim for claim in own if claim.place in rank]
    return sorted(may, key=lambda claim: (rank[claim.place] + (0 if claim.overall else 1), claim.at))


def _places(layout: Layout, own: Sequence[Claim], rating: str) -> list[Evidence]:
    return [layout.evidence(c.start, c.end, _how(c)) for c in own if c.rating == rating and not _is_row(layout, c)]


def _how(claim: Claim) -> str:
    return {"title": "the title", "speech": "what somebody says"}.get(claim.place, "a sentence that rates the unit")


@lru_cache(maxsize=2)
def _rows(layout: Layout) -> tuple[tuple[int, int], ...]:
    return tuple(row.span() for row in ROW.finditer(layout.clean))


def _is_row(layout: Layout, claim: Claim) -> bool:
    """Whether a claim is the row of a table, run into a sentence where the rows have no blank line between them."""
    rows = _rows(layout)
    before = bisect_right(rows, (claim.at, 1 << 60)) - 1
    return before >= 0 and claim.at < rows[before][1]


def rated_in_prose(layout: Layout, directory: Directory, subject: Subject) -> tuple[Fact[Mention], ...]:
    """Every unit that a sentence rates, the document's own among them, as the sentence names it."""
    found: list[Fact[Mention]] = []
    for claim in claims(layout, directory):
        if claim.former or _is_row(layout, claim):
            continue
        evidence = (layout.evidence(claim.start, claim.end, _how(claim)),)
        found += [
            Fact(Mention(named.unit, named.as_written, named.unit_type, claim.rating), evidence)
            for named in claim.units
            if named.sure
        ]
        if is_own(claim, subject) and subject.unit and not any(named.sure for named in claim.units):
            own = Mention(subject.unit.value, "", subject.unit_type.value if subject.unit_type else None, claim.rating)
            found.append(Fact(own, evidence))
    return tuple(found)


def score(layout: Layout, directory: Directory, subject: Subject) -> Fact[Score] | None:
    """The score as printed or said; None where there is none, several, or it is another unit's."""
    printed = {(match["points"], match["maximum"]) for match in SCORE.finditer(layout.clean)}
    if subject.several or len(printed) > 1 or _is_elsewhere(layout, subject):
        return None
    places: list[tuple[Score, Evidence]] = []
    for pattern, how in (
        (SCORE, "the score"),
        (RATING_SCORE, "the score beside the rating"),
        (SAID, SENTENCE),
        (SAID_AS_FRACTION, SENTENCE),
    ):
        for match in pattern.finditer(layout.clean):
            points = 0 if match["points"].casefold() == "zero" else whole_number(match["points"])
            maximum = int(match["maximum"])
            fits = points is not None and points <= maximum and maximum in MAXIMA
            fits = fits and (how != SENTENCE or subject.unit is not None)
            if fits and points is not None and _own_score(layout, directory, subject, match):
                places.append((Score(points, maximum), layout.evidence(match.start(), match.end(), how)))
    values = {found for found, _ in places}
    return Fact(places[0][0], tuple(place for _, place in places)) if len(values) == 1 else None


def _own_score(layout: Layout, directory: Directory, subject: Subject, match: re.Match[str]) -> bool:
    """Whether the last unit named in the words before a score is the document's own, or none is."""
    start = max(
        layout.clean.rfind(". ", 0, match.start()), layout.clean.rfind("\n\n", 0, match.start()), match.start() - 300, 0
    )
    near = between(namings(layout, directory), start, match.start())
    near = [named for named in near if named.unit_type != "region"] or near
    return not near or subject.unit is None or names_unit(near[-1], subject.unit.value)
