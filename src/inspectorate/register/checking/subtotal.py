"""Parts said beside their whole: do they add up?"""

import re
from fractions import Fraction

from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument, Sentence
from inspectorate.register.facts import Fact, Quantity

#: What leads from a whole to its parts.
OF_WHICH = re.compile(
    r"\b(?:of (?:which|whom)|comprising|comprised|consisting of|made up of|split between|divided into)\b|\(",
    re.IGNORECASE,
)
OF_THESE = re.compile(r"^\W*of (?:these|those|them)\b", re.IGNORECASE)
OTHERS = re.compile(
    r"\b(?:one|some|including|include|among|both|either|also|at least|up to|more than)\b", re.IGNORECASE
)
#: Parts that miss their whole by less than this were meant to add up; by more, they are not all of its parts.
NEAR = Fraction(1, 10)

Numbers = tuple[Fact[Quantity], ...]


def subtotal_disagreements(document: ReadDocument) -> Findings:
    """Parts after "of which" in a sentence, or in one that begins with "of these"; whole numbers and percentages."""
    before: Numbers = ()
    last: Sentence | None = None
    for sentence, quantities in document.quantities_by_sentence:
        amounts = tuple(quantity for quantity in quantities if _is_amount(quantity.value))
        follows = last is not None and last.block == sentence.block
        if OF_THESE.match(sentence.words):
            if before and follows and last:
                yield from _added(document, last, sentence, before[-1], amounts)
            yield from _hundred(document, sentence, quantities)
        else:
            yield from _inside(document, sentence, amounts)
        before, last = amounts, sentence


def _is_amount(quantity: Quantity) -> bool:
    if quantity.kind != "amount" or quantity.value.denominator != 1 or quantity.value < 2 or quantity.qualifier:
        return False
    return not re.fullmatch(r"(?:19|20)\d\d", quantity.text)


def _inside(document: ReadDocument, sentence: Sentence, amounts: Numbers) -> Findings:
    """ "1,734 people, of which 1,132 are serving community sentences and 602 are on release"."""
    if len(amounts) < 3:
        return
    clean = document.layout.clean
    for index, whole in enumerate(amounts[:-2]):
        between = clean[whole.place.end : amounts[index + 1].place.start]
        if len(between) <= 120 and OF_WHICH.search(between):
            yield from _added(document, sentence, sentence, whole, amounts[index + 1 :])
            return


def _added(document: ReadDocument, first: Sentence, last: Sentence, whole: Fact[Quantity], parts: Numbers) -> Findings:
    if len(parts) < 2 or OTHERS.search(last.words):
        return
    total, added = whole.value.value, sum((part.value.value for part in parts), Fraction(0))
    if added != total and abs(added - total) <= NEAR * total and all(part.value.value < total for part in parts):
        sum_ = " + ".join(part.value.text for part in parts)
        what = f"{sum_} is {int(added):,}, not {int(total):,}"
        place = document.span(first.start, last.end, "parts beside their whole")
        yield Disagreement("subtotal", f"{what}.", (place,), "likely" if added > total else "possible")


def _hundred(document: ReadDocument, sentence: Sentence, quantities: Numbers) -> Findings:
    """Percentages of one whole that come to nearly a hundred, and not to it: each may be rounded by a half."""
    shares = [quantity for quantity in quantities if quantity.value.kind == "percentage"]
    if len(shares) < 3 or any(quantity.value.qualifier for quantity in shares):
        return
    added = sum((share.value.value for share in shares), Fraction(0))
    if Fraction(len(shares), 2) < abs(added - 100) <= 10:
        what = (
            f"{' + '.join(f'{float(share.value.value):g}' for share in shares)} per cent is {float(added):g}, not 100"
        )
        place = document.span(sentence.start, sentence.end, "percentages of one whole")
        yield Disagreement("subtotal", f"{what}.", (place,), "possible")
