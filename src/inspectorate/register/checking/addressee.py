"""Whom recommendations are made to, where a document says it in a sentence and another lists them."""

import re
from collections import Counter

from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument
from inspectorate.register.facts import Fact, UnitFacts

#: The words for an addressee in a sentence.
ADDRESSED = {
    "PDU": re.compile(r"\bPDU|\bprobation delivery unit", re.IGNORECASE),
    "region": re.compile(r"\bregion", re.IGNORECASE),
    "HMPPS": re.compile(r"\bHMPPS\b|\bprison and probation service\b|\bHM prison\b|\bnational", re.IGNORECASE),
}


def addressees_left_out(prose: ReadDocument, told: UnitFacts, lists: ReadDocument, listed: UnitFacts) -> Findings:
    """A sentence gives all recommendations to some addressees; the list has others besides (S3 against S2).

    The sentence says the total of the list and names at least one addressee of it.
    """
    total, items = told.recommendations.total, listed.recommendations.items
    if total is None or told.recommendations.items or not items or total.value != len(items):
        return
    sentence = prose.sentence_at(total.place.start)
    if sentence is None:
        return
    named = {addressee for addressee, words in ADDRESSED.items() if words.search(sentence.words)}
    counts: Counter[str] = Counter(item.value.addressee for item in items)
    left_out = [addressee for addressee in counts if addressee not in named]
    if not named & set(counts) or not left_out:
        return
    missing: list[Fact[object]] = [item for item in items if item.value.addressee in left_out]
    numbers = ", ".join(f"{counts[addressee]} of them to {addressee}" for addressee in left_out)
    what = (
        f"One document gives all {total.value} recommendations to {' and '.join(sorted(named & set(counts)))}; "
        f"the list of the other makes {numbers}"
    )
    places = (
        prose.span(sentence.start, sentence.end, "whom the recommendations are made to"),
        lists.whole(missing, "recommendations to others"),
    )
    yield Disagreement("between-addressees", f"{what}.", places, "certain")
