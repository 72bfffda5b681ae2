"""The value of a figure: as people type it, as it is kept, and as a report prints it.

Reports print "approximately 10 per cent", "over 1,300", "up to nine months", "70 to 75 per cent" and "over a quarter":
how sure a number is belongs to it, and stays with it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from inspectorate.context.catalogue import Figure

QUALIFIERS = (
    "approximately",
    "about",
    "around",
    "over",
    "more than",
    "at least",
    "up to",
    "under",
    "fewer than",
    "less than",
    "almost",
    "nearly",
)
STATUSES = ("red", "amber", "green")
#: Parts that are printed in words, in per cent.
PARTS = {
    "a quarter": Fraction(25),
    "a third": Fraction(100, 3),
    "half": Fraction(50),
    "two-thirds": Fraction(200, 3),
    "three-quarters": Fraction(75),
}
_SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PLACES = ("", "", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_UNIT = re.compile(r"\s*(?:%|per ?cent|days?|working days?|weeks?|months?)$", re.IGNORECASE)
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]{1,12}(?:\.[0-9]{1,2})?"
_RANGE = re.compile(rf"({_NUMBER})(?:\s+to\s+|\s*[-–]\s*)({_NUMBER})")
_PLACE = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th)")


@dataclass(frozen=True)
class Value:
    """A value as it was read. ``text`` is how it is kept; ``low`` and ``high`` are the same but for a range.

    ``part`` is a share in words ("a quarter"); of a status the numbers are None.
    """

    text: str
    qualifier: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    part: str = ""

    @property
    def exact(self) -> Fraction | None:
        """The number, where it is one and not only about or above one."""
        return self.low if self.low == self.high and not self.qualifier else None


def read_value(text: str, figure: Figure) -> Value | None:
    """A value as typed, with or without its unit; None where it is none of this figure."""
    words = " ".join(text.replace("‘", "'").replace("’", "'").split())
    if figure.unit == "status":
        status = words.strip("'\"").casefold()
        return Value(status) if status in STATUSES else None
    bare = words.casefold()
    qualifier = next((each for each in QUALIFIERS if bare.startswith(f"{each} ")), "")
    bare = _UNIT.sub("", bare[len(qualifier) :].strip())
    if bare in PARTS and figure.unit == "per_cent":
        return Value(f"{qualifier} {bare}".strip(), qualifier, PARTS[bare], PARTS[bare], bare)
    numbers = _numbers(bare)
    if numbers is None or not _fits(figure, numbers):
        return None
    low, high = numbers
    kept = _kept(low) if low == high else f"{_kept(low)} to {_kept(high)}"
    return Value(f"{qualifier} {kept}".strip(), qualifier, Fraction(low), Fraction(high))


def _numbers(text: str) -> tuple[Decimal, Decimal] | None:
    if text in _SMALL[1:]:
        return (Decimal(_SMALL.index(text)),) * 2
    if found := _PLACE.fullmatch(text):
        return (Decimal(found[1]),) * 2
    found = _RANGE.fullmatch(text)
    low, high = found.groups() if found else (text, text)
    if not (re.fullmatch(_NUMBER, low) and re.fullmatch(_NUMBER, high)):
        return None
    try:
        numbers = Decimal(low.replace(",", "")), Decimal(high.replace(",", ""))
    except InvalidOperation:
        return None
    return numbers if numbers[0] <= numbers[1] else None


def _fits(figure: Figure, numbers: tuple[Decimal, Decimal]) -> bool:
    """Whether numbers can be of a figure: places are whole, and no percentage is above ten times the whole."""
    if figure.unit == "place" and (numbers[0] != numbers[0].to_integral_value() or numbers[0] < 1):
        return False
    return figure.unit != "per_cent" or numbers[1] <= 1000


def _kept(number: Decimal) -> str:
    """13.8, 12 and not 12.0, 1312."""
    return f"{number.normalize():f}"


def number_words(value: Value, figure: Figure, *, digits: bool = False) -> str:
    """The number as a report prints it, without its unit: 13.8, nine, over 1,300, 70 to 75.

    ``digits`` prints every number in digits, as a table does.
    """
    if value.low is None or value.high is None:
        return value.text
    if value.part:
        printed = value.part
    elif value.low == value.high:
        printed = _printed(value.low, figure, digits)
    else:
        printed = f"{_printed(value.low, figure, digits)} to {_printed(value.high, figure, digits)}"
    return f"{value.qualifier} {printed}".strip()


def _printed(number: Fraction, figure: Figure, digits: bool) -> str:
    """Below ten in words, as HMIP prints whole numbers; thousands with a comma; a place as fifth."""
    whole = number.denominator == 1
    if figure.unit == "place":
        return _place(int(number), digits)
    if whole and 0 < number < 10 and not digits:
        return _SMALL[int(number)]
    return f"{int(number):,}" if whole else f"{Decimal(number.numerator) / Decimal(number.denominator):,f}"


def _place(number: int, digits: bool) -> str:
    if number < len(_PLACES) and not digits:
        return _PLACES[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def value_words(value: Value, figure: Figure, *, digits: bool = False) -> str:
    """The number with its unit: 43 per cent, 12.9 days, nine months, two PDUs, red."""
    number = number_words(value, figure, digits=digits)
    if value.part:
        return number
    one = value.low == value.high == 1
    named = {
        "per_cent": "per cent",
        "days": "day" if one else "days",
        "weeks": "week" if one else "weeks",
        "months": "month" if one else "months",
        "count": figure.one if one else figure.many,
    }.get(figure.unit, "")
    return f"{number} {named}".strip()


def at_the_start(words: str) -> str:
    """Words fit to begin a sentence, a number below a hundred spelt out: Twenty-seven per cent."""
    found = re.match(r"\d{1,2}(?![\d,.]*\d)", words)
    spelt = _spelt(int(found[0])) + words[found.end() :] if found else words
    return spelt[:1].upper() + spelt[1:]


def _spelt(number: int) -> str:
    if number < 10:
        return _SMALL[number]
    if number < 20:
        return _TEENS[number - 10]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
