"""Made-up documents with the facts that a reader would find in them: text first, then each fact by what it quotes.

The places are made up. A fact's evidence is where its quotation stands in the text, so the checks have real places.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeVar

from inspectorate.recommendation.model import Recommendation
from inspectorate.register.checking.check import check
from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.document import Document
from inspectorate.register.facts import (
    DocumentFacts,
    Fact,
    KeyQuestionResult,
    Mention,
    Period,
    Quantity,
    Recommendations,
    Score,
    UnitFacts,
)
from inspectorate.register.reading.layout import Layout

T = TypeVar("T")
Pair = tuple[DocumentFacts, Layout]

TITLES = {
    "1.1": "Leadership",
    "1.2": "Staff",
    "1.3": "Services",
    "1.4": "Information and facilities",
    "2.1": "Court work",
    "2.2": "Assessment",
    "2.3": "Planning",
    "2.4": "Implementation and delivery",
    "2.5": "Reviewing",
}
LETTERS = {"I": "Inadequate", "R": "Requires improvement", "G": "Good", "O": "Outstanding", "-": "Not rated"}


class Draft:
    """A made-up document: its layout, and facts by what they quote."""

    def __init__(self, text: str, file: str = "northmoor.txt", kind: str = "inspection report"):
        self.layout = Layout(Document(file, "text", text))
        self.facts = DocumentFacts(file, Fact(kind, (self.layout.evidence(0, 1, "drafted"),)))

    def fact(self, value: T, quote: str, after: int = 0) -> Fact[T]:
        """A fact that stands where the quotation does, the first time after a character."""
        start = self.layout.text.index(quote, after)
        return Fact(value, (self.layout.evidence(start, start + len(quote), "drafted"),))

    def with_facts(self, **facts: Any) -> "Draft":
        """The same document with further facts."""
        self.facts = replace(self.facts, **facts)
        return self

    def with_subject(self, **facts: Any) -> "Draft":
        """The same document with further facts on its subject."""
        return self.with_facts(subject=replace(self.facts.subject, **facts))

    def unit(self, name: str = "Northmoor", unit_type: str = "PDU", **facts: Any) -> "Draft":
        """The same document on a unit, whose name stands in the text."""
        named = self.fact(name, name)
        return self.with_subject(unit=named, unit_type=self.fact(unit_type, name), names=(named,), **facts)

    def quantities(self, *quantities: Fact[Quantity]) -> "Draft":
        """The same document with these numbers in its prose."""
        return self.with_facts(quantities=quantities)

    def companions(self, first: Fact[Quantity], second: Fact[Quantity]) -> "Draft":
        """The same document with two numbers, of which the second says the same as the first."""
        return self.quantities(first, replace(second, value=replace(second.value, same_as=0)))

    def parts(self, whole: Fact[Quantity], *parts: Fact[Quantity]) -> "Draft":
        """The same document with a number and the parts of it."""
        return self.quantities(whole, *(replace(part, value=replace(part.value, parts_of=0)) for part in parts))

    def percent(self, quote: str, what: str = "cases", qualifier: str = "") -> Fact[Quantity]:
        """A percentage by its quotation, which begins with a whole number: "65 per cent"."""
        return self.fact(Quantity("percentage", Fraction(quote.split()[0]), what, quote, qualifier), quote)

    def count(self, quote: str, numerator: int, denominator: int, what: str = "cases") -> Fact[Quantity]:
        """So many of so many."""
        share = Fraction(numerator, denominator)
        return self.fact(Quantity("count", share, what, quote, "", numerator, denominator), quote)

    def fraction(self, quote: str, value: Fraction, qualifier: str = "") -> Fact[Quantity]:
        """A half, two thirds."""
        return self.fact(Quantity("fraction", value, "cases", quote, qualifier), quote)

    def amount(self, quote: str) -> Fact[Quantity]:
        """A whole number: "1,734"."""
        return self.fact(Quantity("amount", Fraction(quote.replace(",", "")), "people", quote), quote)

    def mention(self, unit: str, rating: str | None, quote: str, unit_type: str | None = "PDU") -> Fact[Mention]:
        """Another unit that is named, and its rating."""
        return self.fact(Mention(unit, unit, unit_type, rating), quote)

    def period(self, first: str | None, last: str | None, quote: str) -> Fact[Period]:
        """Fieldwork or a cohort week."""
        return self.fact(Period(first, last, quote), quote)

    @property
    def pair(self) -> Pair:
        """What the checks take."""
        return self.facts, self.layout


def table(
    ratings: str, score: str, overall: str = "Requires improvement", heading: str = "", unit: str = "Northmoor"
) -> str:
    """A table of ratings of the edition of 2021, a letter for each standard; a space leaves its row out."""
    rows = [f"{unit} PDU\tScore\t{score}", f"Overall rating\t{overall}", "1. Organisational delivery"]
    for (id_, title), letter in zip(TITLES.items(), ratings, strict=True):
        if id_ == "2.1":
            rows.append(f"2. {heading or 'Court work and case supervision'}")
        if letter != " ":
            rows.append(f"{id_} {title}\t{LETTERS[letter]}")
    return "\n".join(rows) + "\n"


def rated(draft: Draft, ratings: str, score: str, overall: str | None, heading: str = "", **facts: Any) -> UnitFacts:
    """The facts of such a table where it stands in the text of a draft."""
    points, maximum = (int(part) for part in score.split("/"))
    heading = heading or "Court work and case supervision"
    return replace(
        draft.facts.subject,
        edition=draft.fact("hmip-pdu-2021", score),
        score=draft.fact(Score(points, maximum), score),
        overall_rating=draft.fact(overall, f"Overall rating\t{overall}") if overall else None,
        standards={
            id_: draft.fact(LETTERS[letter], f"{id_} {title}\t{LETTERS[letter]}")
            for (id_, title), letter in zip(TITLES.items(), ratings, strict=True)
            if letter != " "
        },
        sections={"2": draft.fact(heading, f"2. {heading}")},
        **facts,
    )


def report(
    ratings: str, score: str, overall: str = "Requires improvement", heading: str = "", prose: str = ""
) -> Draft:
    """A report on Northmoor: its table of ratings, then prose."""
    draft = Draft(f"{table(ratings, score, overall, heading)}\n\n{prose}\n").unit()
    shown = overall if overall in LETTERS.values() else None
    draft.facts = replace(draft.facts, subject=rated(draft, ratings, score, shown, heading))
    return draft


def key_questions(
    draft: Draft, standard: str, questions: Sequence[tuple[str, int]]
) -> tuple[Fact[KeyQuestionResult], ...]:
    """Key questions of a standard, each where its words stand in the text."""
    return tuple(draft.fact(KeyQuestionResult(standard, text, percent), text) for text, percent in questions)


def recommended(draft: Draft, numbers: Sequence[tuple[int, str]], **said: Any) -> Recommendations:
    """Recommendations by number and addressee, each a line "N. ..." in the text."""
    items = []
    place = 0
    for number, addressee in numbers:
        place = draft.layout.text.index(f"{number}. ", place)
        recommendation = Recommendation(number, addressee, addressee, "improve it", None)
        items.append(draft.fact(recommendation, f"{number}. ", place))
        place += 1
    return Recommendations(items=tuple(items), **said)


def rules(*drafts: Draft) -> list[str]:
    """The rules by which something disagrees, in order."""
    return [found.rule for found in found_in(*drafts)]


def found_in(*drafts: Draft) -> tuple[Disagreement, ...]:
    """All that disagrees in made-up documents."""
    return check([draft.pair for draft in drafts])
