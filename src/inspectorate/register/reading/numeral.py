"""Whole numbers as documents write them: in digits, with commas, or in words."""

from inspectorate.register.reading.number import CARDINALS, TEEN, TEN, UNIT

WORDS = {word: value for word, value in CARDINALS.items() if word not in ("a", "zero")}

#: A whole number below a hundred in words, or any in digits; for use inside a pattern that ignores case.
NUMERAL = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{TEN}(?:[- ]{UNIT})?|{TEEN}|{UNIT})"

#: Digits of the longest number that counts anything; a longer run of digits is no number.
LONGEST = 12


def whole_number(text: str) -> int | None:
    """The number that ``text`` says ("1,734", "13", "twenty-six"); None where it says none."""
    text = text.strip().casefold()
    digits = text.replace(",", "")
    if digits.isascii() and digits.isdigit():
        return int(digits) if len(digits) <= LONGEST else None
    parts = [WORDS.get(part) for part in text.replace("-", " ").split()]
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2 and parts[0] in range(20, 100, 10) and parts[1] in range(1, 10):
        return sum(part for part in parts if part)
    return None
