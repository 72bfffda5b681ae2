"""Whole numbers as documents write them: in digits, with commas, or in words."""

UNITS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: value for value, word in enumerate(UNITS, 1)} | {word: 10 * value for value, word in enumerate(TENS, 2)}

#: A whole number below a hundred in words, or any in digits; for use inside a pattern that ignores case.
NUMERAL = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS[:9])}))?"
    rf"|{'|'.join(sorted(UNITS, key=len, reverse=True))})"
)


def whole_number(text: str) -> int | None:
    """The number that ``text`` says ("1,734", "13", "twenty-six"); None where it says none."""
    text = text.strip().casefold()
    digits = text.replace(",", "")
    if digits.isascii() and digits.isdigit():
        return int(digits)
    parts = [WORDS.get(part) for part in text.replace("-", " ").split()]
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2 and parts[0] in range(20, 100, 10) and parts[1] in range(1, 10):
        return sum(part for part in parts if part)
    return None
