"""Numbers that stand beside each other and speak of the same thing: percentages, counts, and loose words for them."""

import re
from fractions import Fraction

from inspectorate.aggregation.proportion import whole_percent
from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument
from inspectorate.register.facts import Fact, Quantity

CLOSES = re.compile(r"\s*(?:of\s+[^()]{0,80}|relevant cases|cases)?\s*\)")

BELOW = ("nearly", "almost", "just under", "under", "less than", "fewer than", "below", "approaching", "close to")
ABOVE = ("over", "just over", "more than", "above", "at least", "in excess of", "exceeding", "upwards of")
NEAR = ("nearly", "almost", "just under", "just over", "approaching", "close to")
WORD = re.compile(
    r"\b(?P<word>most|(?:a|the) (?:vast |large |great )?majority|(?P<less>(?:a|the) minority)|(?P<some>some|a few))\b"
    r"[^.;:()\d]{0,90}\(\s*$",
    re.IGNORECASE,
)
#: How far a figure may lie from a fraction that is said without a loose word: "a third (33 per cent)".
PLAIN_WITHIN = Fraction(3, 100)
#: How far it may lie from one that is said to be nearly reached, or just passed.
NEAR_WITHIN = Fraction(1, 10)


def percentage_disagreements(document: ReadDocument) -> Findings:
    """Every number that says again what the one before it says; and "most", "a majority" with a figure in brackets."""
    quantities = document.facts.quantities
    for second in quantities:
        if second.value.same_as is not None:
            yield from _compared(document, quantities[second.value.same_as], second)
        yield from _majority(document, second)


def _share(quantity: Quantity) -> Fraction | None:
    """The part of the whole, from 0 to 1 and beyond, that a number speaks of; None for an amount."""
    if quantity.kind == "percentage":
        return quantity.value / 100
    if quantity.kind == "count" and quantity.denominator:
        return Fraction(quantity.numerator or 0, quantity.denominator)
    return quantity.value if quantity.kind == "fraction" else None


def _compared(document: ReadDocument, first: Fact[Quantity], second: Fact[Quantity]) -> Findings:
    kinds = {first.value.kind, second.value.kind}
    found: tuple[str, str, str, str] | None = None
    if "fraction" in kinds:
        loose, exact = (first, second) if first.value.kind == "fraction" else (second, first)
        found = _words_against_figure(loose.value, exact.value)
    elif kinds == {"percentage", "count"}:
        count, percentage = (first, second) if first.value.kind == "count" else (second, first)
        found = _percentage_against_count(count.value, percentage.value)
    if found:
        rule, what, certainty, severity = found
        place = document.sentence_place(first.place, "two numbers on the same thing")
        yield Disagreement(rule, what, (place,), certainty, severity)


def _percentage_against_count(count: Quantity, percentage: Quantity) -> tuple[str, str, str, str] | None:
    """Rule, words, certainty and severity of what is wrong with a percentage; None where nothing is."""
    share = _share(count)
    if share is None or percentage.qualifier or count.qualifier or share > 1:
        return None
    exact = share * 100
    whole = percentage.value.denominator == 1
    if abs(exact - percentage.value) < (1 if whole else Fraction(1, 10)):
        # Cut off, or rounded up, where the other was due: 73.8 published as 73.
        certainty = "possible" if whole and whole_percent(share) != percentage.value else ""
    else:
        certainty = "certain"
    what = (
        f"{count.numerator} of {count.denominator} is {float(exact):.1f} per cent, "
        f"not {float(percentage.value):g} per cent."
    )
    return ("percentage-of-count", what, certainty, "disagreement") if certainty else None


def _words_against_figure(loose: Quantity, exact: Quantity) -> tuple[str, str, str, str] | None:
    """Rule, words, certainty and severity of what is wrong with loose words; None where nothing is."""
    share = _share(exact)
    if share is None or exact.kind == "fraction":
        return None
    said = f"{loose.qualifier} {loose.text.removeprefix(loose.qualifier).strip()}".strip()
    certainty = _verdict(loose.qualifier.casefold(), loose.value, share)
    reckoned = "" if exact.kind == "percentage" else f", which is {float(share * 100):.3g} per cent"
    what = f'The words "{said}" stand beside {exact.text}{reckoned}.'
    return ("words-against-figure", what, certainty, "wording") if certainty else None


def _verdict(qualifier: str, said: Fraction, share: Fraction) -> str:
    """How sure it is that loose words do not fit a figure; "" where they do."""
    if qualifier in BELOW:
        wrong = whole_percent(share) > whole_percent(said)
    elif qualifier in ABOVE:
        wrong = whole_percent(share) < whole_percent(said)
    else:
        return "certain" if abs(share - said) > 2 * PLAIN_WITHIN else "possible" if _off(share, said) else ""
    if wrong:
        return "certain"
    return "possible" if qualifier in NEAR and abs(share - said) > NEAR_WITHIN else ""


def _off(share: Fraction, said: Fraction) -> bool:
    return abs(share - said) > PLAIN_WITHIN


def _majority(document: ReadDocument, quantity: Fact[Quantity]) -> Findings:
    """ "Most of the assessments (48 per cent)"."""
    clean, place = document.layout.clean, quantity.place
    share = _share(quantity.value)
    sentence = document.sentence_at(place.start)
    if share is None or sentence is None or not CLOSES.match(clean, place.end):
        return
    before = WORD.search(clean, max(sentence.start, place.start - 150), place.start)
    if not before:
        return
    more = share > Fraction(1, 2)
    if share != Fraction(1, 2) and more == bool(before["less"] or before["some"]):
        what = f'The words "{before["word"]}" stand beside {quantity.value.text}'
        certainty = "possible" if before["some"] else "certain"
        sentence_place = document.sentence_place(place, "words and a figure on the same thing")
        yield Disagreement("words-against-figure", f"{what}.", (sentence_place,), certainty, "wording")
