"""Recommendations: their numbers, and the totals said in words against the list."""

from collections import Counter

from inspectorate.recommendation.model import Recommendation
from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument, name_of
from inspectorate.register.facts import Fact, StatedTotal, UnitFacts


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
    parts = sum(total.value.parts.values())
    if parts > total.value.total:
        what = f"{parts} recommendations by addressee are more than the {total.value.total} in all"
        yield Disagreement("recommendation-total", f"{what}.", (document.place(total),), "certain")
