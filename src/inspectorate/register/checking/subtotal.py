"""Parts said beside their whole: do they add up?"""

import re
from collections import defaultdict
from fractions import Fraction

from inspectorate.register.checking.disagreement import Disagreement, Place
from inspectorate.register.checking.read_document import Findings, ReadDocument
from inspectorate.register.facts import Fact, Quantity
from inspectorate.register.reading.numeral import NUMERAL, whole_number

#: Parts that miss their whole by less than this were meant to add up; by more, they are not all of its parts.
NEAR = Fraction(1, 10)

OUT_OF = re.compile(
    rf"(?<![\w.,/-])(?P<part>{NUMERAL}) out of (?:the |all |a total of )?(?P<whole>{NUMERAL})(?![\w%,.]*\d)"
    r"(?! (?:hundred|thousand|million|per cent))\b",
    re.IGNORECASE,
)

Numbers = list[Fact[Quantity]]


def subtotal_disagreements(document: ReadDocument) -> Findings:
    """The parts of each number that has several, such as "1,734 people, of which 1,132 ... and 602 ..."."""
    parts: dict[int, Numbers] = defaultdict(list)
    for quantity in document.facts.quantities:
        if quantity.value.parts_of is not None and quantity.value.same_as is None:
            parts[quantity.value.parts_of].append(quantity)
    yield from _impossible(document)
    for index, of_one in parts.items():
        whole = document.facts.quantities[index]
        numbers = [part for part in of_one if _number(part.value) is not None]
        shares = [part for part in of_one if part.value.kind == "percentage"]
        place = document.whole([whole, *of_one], "parts beside their whole")
        if len(of_one) == len(numbers) > 1:
            yield from _added(whole, numbers, place)
        elif len(of_one) == len(shares) > 2:
            yield from _hundred(shares, place)


def _impossible(document: ReadDocument) -> Findings:
    """ "20 out of 19 relevant cases"."""
    for sentence in document.sentences:
        for said in OUT_OF.finditer(sentence.words):
            part, whole = whole_number(said["part"]), whole_number(said["whole"])
            if part and whole and part > whole:
                place = document.span(sentence.start, sentence.end, "more counted than there are")
                yield Disagreement("count-impossible", f'"{said[0]}" is more than all.', (place,), "certain")


def _number(quantity: Quantity) -> Fraction | None:
    """The number of a part; None for a share of the whole."""
    if quantity.kind == "count" and quantity.numerator is not None:
        return Fraction(quantity.numerator)
    return quantity.value if quantity.kind == "amount" else None


def _added(whole: Fact[Quantity], parts: Numbers, place: Place) -> Findings:
    total = _number(whole.value)
    numbers = [number for part in parts if (number := _number(part.value)) is not None]
    added = sum(numbers, Fraction(0))
    loose = any(part.value.qualifier for part in (whole, *parts))
    if total is None or loose or added == total or abs(added - total) > NEAR * total or max(numbers) >= total:
        return
    what = f"{' + '.join(f'{int(number):,}' for number in numbers)} is {int(added):,}, not {int(total):,}"
    yield Disagreement("subtotal", f"{what}.", (place,), "likely" if added > total else "possible")


def _hundred(shares: Numbers, place: Place) -> Findings:
    """Percentages of one whole that come to nearly a hundred, and not to it: each may be rounded by a half."""
    added = sum((share.value.value for share in shares), Fraction(0))
    if any(share.value.qualifier for share in shares) or not Fraction(len(shares), 2) < abs(added - 100) <= 10:
        return
    what = f"{' + '.join(f'{float(share.value.value):g}' for share in shares)} per cent is {float(added):g}, not 100"
    yield Disagreement("subtotal", f"{what}.", (place,), "possible")
