"""Whom recommendations are made to, where one document says it in a sentence and another lists them."""

from collections import Counter

from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument
from inspectorate.register.facts import Fact, StatedTotal, UnitFacts


def addressees_left_out(prose: ReadDocument, told: UnitFacts, lists: ReadDocument, listed: UnitFacts) -> Findings:
    """A sentence gives all recommendations to some addressees; the list has others besides (S3 against S2).

    The sentence says the total of the list, and for whom all of it is.
    """
    items = listed.recommendations.items
    counts: Counter[str] = Counter(item.value.addressee for item in items)
    for total in told.recommendations.stated:
        named = _named(total)
        left_out = [addressee for addressee in counts if addressee not in named]
        if total.value.total != len(items) or not named & set(counts) or not left_out:
            continue
        missing = [item for item in items if item.value.addressee in left_out]
        numbers = ", ".join(f"{counts[addressee]} of them to {addressee}" for addressee in left_out)
        what = (
            f"One document gives all {total.value.total} recommendations to {' and '.join(sorted(named))}; "
            f"the list of the other makes {numbers}"
        )
        places = (prose.place(total), lists.whole(missing, "recommendations to others"))
        yield Disagreement("between-addressees", f"{what}.", places, "certain")


def _named(total: Fact[StatedTotal]) -> set[str]:
    """Those to whom all of a total is said to go; none where the sentence does not say so of all of it."""
    parts = total.value.parts
    if total.value.recipients:
        return {*total.value.recipients, *parts}
    return set(parts) if sum(parts.values()) == total.value.total else set()
