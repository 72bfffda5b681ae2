"""Recommendations: their numbers, and the totals said in words against the list."""

import re
from collections import Counter

from inspectorate.recommendation.model import Recommendation
from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument, name_of
from inspectorate.register.facts import Fact, StatedTotal, UnitFacts

#: "13 recommendations: six for ..." tells the parts one by one, unless it leaves a rest or something unread.
EACH = re.compile(r"\brecommendations?\s*:", re.IGNORECASE)
#: A correction keeps the numbers that were published: what was withdrawn leaves its own, and new ones come after.
CORRECTED = re.compile(r"\bThis\s+version\s+replaces\s+the\s+one\s+that\s+was\s+published\b", re.IGNORECASE)
WITHDRAWN = re.compile(r"\bRecommendations?\s+(\d[\d,\sand]*?)\s+(?:was|were)\s+withdrawn\b", re.IGNORECASE)
REST = re.compile(r"\b(?:rest|others?|remain\w*|includ\w+|both|joint\w*|as\s+well\s+as)\b", re.IGNORECASE)


def recommendation_disagreements(document: ReadDocument) -> Findings:
    """Numbering and totals of every unit; of a document on several, those of its subject are all of theirs together."""
    done: set[int] = set()
    for unit in document.facts.units or (document.facts.subject,):
        if id(unit.recommendations) in done:
            continue
        done.add(id(unit.recommendations))
        yield from _numbers(document, unit)
        yield from _totals(document, unit)


def _numbers(document: ReadDocument, unit: UnitFacts) -> Findings:
    """Numbered one after the other from 1, without gaps or repeats.

    After one that is wrong the next may count on from it, or from the one that should have stood there. In a document
    that says it is a correction they may stand in another order, and lack those of which it says they were withdrawn.
    """
    if CORRECTED.search(document.layout.clean) and _is_whole(document, unit):
        return
    before: Fact[Recommendation] | None = None
    by_place = by_last = 1
    for item in unit.recommendations.items:
        number = item.value.number
        wrong = number not in (by_place, by_last)
        by_place, by_last = by_place + 1, by_last + 1
        if wrong:
            after = f"follows {before.value.number}" if before else "is the first"
            due = before.value.number + 1 if before else 1
            what = f"Recommendation {number} of {name_of(unit)} {after}, where {due} was due"
            places = (document.place(item), *((document.place(before),) if before else ()))
            yield Disagreement("recommendation-number", f"{what}.", places, "certain")
            by_last = number + 1
        before = item


def _is_whole(document: ReadDocument, unit: UnitFacts) -> bool:
    numbers = [item.value.number for item in unit.recommendations.items]
    for told in WITHDRAWN.finditer(document.layout.clean):
        numbers += map(int, re.findall(r"\d+", told[1]))
    return sorted(numbers) == list(range(1, len(numbers) + 1))


def _totals(document: ReadDocument, unit: UnitFacts) -> Findings:
    """Every total in words, and its parts by addressee, against the list; or against each other where there is none."""
    said = unit.recommendations
    if not said.items:
        for total in said.stated:
            yield from _parts(document, total)
        return
    listed = document.whole(said.items, "the list of recommendations")
    counted = Counter(item.value.addressee for item in said.items)
    for total in said.stated:
        claims = [("", total.value.total, len(said.items))]
        claims += [(f" for {to}", number, counted[to]) for to, number in total.value.parts.items()]
        for whom, number, in_list in claims:
            if number != in_list:
                what = f"{number} recommendations{whom} are spoken of, but {in_list} are listed"
                yield Disagreement("recommendation-total", f"{what}.", (document.place(total), listed), "certain")


def _parts(document: ReadDocument, total: Fact[StatedTotal]) -> Findings:
    """The parts are no more than the total, and no fewer where they are told one by one."""
    parts = sum(total.value.parts.values())
    said = document.layout.clean[total.place.start : total.place.end]
    each = len(total.value.parts) > 1 and EACH.search(said) and not REST.search(said)
    if parts > total.value.total or (each and parts < total.value.total):
        more = "more" if parts > total.value.total else "fewer"
        what = f"{parts} recommendations by addressee are {more} than the {total.value.total} in all"
        yield Disagreement("recommendation-total", f"{what}.", (document.place(total),), "certain")
