"""Recommendations: their numbers, and the totals said in words against the list."""

from collections import Counter

from inspectorate.recommendation.model import Recommendation
from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument, name_of
from inspectorate.register.facts import Fact, UnitFacts


def recommendation_disagreements(document: ReadDocument) -> Findings:
    """Numbering and totals of every unit; of a document on several, those of its subject are all of theirs together."""
    for unit in document.facts.units or (document.facts.subject,):
        yield from _numbers(document, unit)
        yield from _totals(document, unit)


def _numbers(document: ReadDocument, unit: UnitFacts) -> Findings:
    """Numbered one after the other from 1, without gaps or repeats."""
    before: Fact[Recommendation] | None = None
    for item in unit.recommendations.items:
        due = before.value.number + 1 if before else 1
        if item.value.number != due:
            after = f"follows {due - 1}" if before else "is the first"
            what = f"Recommendation {item.value.number} of {name_of(unit)} {after}, where {due} was due"
            places = (document.place(item), *((document.place(before),) if before else ()))
            yield Disagreement("recommendation-number", f"{what}.", places, "certain")
        before = item


def _totals(document: ReadDocument, unit: UnitFacts) -> Findings:
    said = unit.recommendations
    if said.items:
        listed = document.whole(said.items, "the list of recommendations")
        for total in said.stated:
            if total.value != len(said.items):
                what = f"{total.value} recommendations are spoken of, but {len(said.items)} are listed"
                yield Disagreement("recommendation-total", f"{what}.", (document.place(total), listed), "certain")
        counted = Counter(item.value.addressee for item in said.items)
        for addressee, number in said.by_addressee.items():
            if number.value != counted[addressee]:
                what = (
                    f"{number.value} recommendations for {addressee} are spoken of, but {counted[addressee]} are listed"
                )
                yield Disagreement("recommendation-total", f"{what}.", (document.place(number), listed), "certain")
    elif said.total and sum(number.value for number in said.by_addressee.values()) > said.total.value:
        parts = list(said.by_addressee.values())
        added = sum(part.value for part in parts)
        what = f"{added} recommendations by addressee are more than the {said.total.value} in all"
        places = (document.place(said.total), *map(document.place, parts))
        yield Disagreement("recommendation-total", f"{what}.", places, "certain")
