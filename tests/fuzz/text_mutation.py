"""Texts changed as careless and hostile hands change them."""

import random
import re
from collections.abc import Callable, Mapping

RATINGS = ("Outstanding", "Good", "Requires improvement", "Requires\nimprovement", "Inadequate", "Not rated", "Rating")
MARKS = (
    "\t", "|", "||", "\n|", "|\n", "\n\n", "\n", " ", "\u00a0", "\u200b", "\u00ad", "\f", "\v", "\r", "\r\n", "\x01",
    "\x7f", "\x85", "\u2028", "\u202e", "\u200f", "\u0301", "e\u0301\u0327", "\ufeff", "\ufffd", "😀", "*", "**", "***",
    "_", "__", "~~", "#", "\n# ", "\n### ", "\n- ", "\n1. ", "\n2.1 ", "> ", "`", "```", "\n---\n", "\n|---|---|\n",
    "[", "](", ")", "(", "\\", "<", ">", "<b>", "</b>", "<sup>3</sup>", "<!--", "-->", "<br>", "<td>", "&amp;", "&#0;",
    "‘", "’", "“", "”", "'", '"', "–", "—", "%", "£", "½", "²", "①", "٣", "Ⅳ", ".", "..", "....", ",", ";", ":", "/",
    "-", "−", "e.g.", "No.",
)  # fmt: skip
PHRASES = (
    "7 out of 9 cases", "0 out of 0", "12 of 8 staff", "31 per cent", "100%", "0%", "110 per cent", "12.5 per cent",
    "two thirds", "half", "a dozen", "half a dozen", "one in four", "one hundred and two", "15,3723", "1,900", "99,99",
    "1,2,3", "7/27", "0/0", "27/27", "999999999", "1e9", "0.5", ".5", "5.", "1.5 million", "-3", "+44 20 7946 0000",
    "2022/2023", "13 July 2023", "31 February 2023", "00 April 2023", "April 2023", "2.1", "2.1.1", "P 1.1", "R 1.1",
    "Score", "Overall rating", "Overall rating: Good", "Fieldwork started April 2023", "Northmoor PDU", "North West",
    "Cumbria", "Kent, Surrey and Sussex", "PDU", "region", "youth justice service", "Recommendations", "Annexe two",
    "Strengths:", "Areas for improvement:", "Northmoor PDU should:", "Court work", "Leadership", "rated as ‘Good’",
    "was rated ‘Inadequate’ in 2019", "Of the 39 staff, 28 had", "just four cases",
    "we have made three recommendations", "HM Inspectorate of Probation", "inspection", "1. ", "2. ",
)  # fmt: skip
REPEATED = (
    " ", "\n", "\t", "|", "*", "_", "#", "[", "](", "<", "<b>", "(", ")", "‘", "“", "'", '"', ".", ",", "-", "–", ":",
    "1", "1,", "1.", "1 ", "1,000", "9/", "one ", "one hundred and ", "and ", "a ", "A ", "Aa", "a", "Good ", "Good\n",
    "Not rated\t", "Requires ", "Requires improvement, ", "out of ", "7 out of 9 ", "of ", "per cent ", "31 per cent ",
    "31% of 45 ", "Northmoor PDU ", "North West ", "Kent, Surrey and ", "Cumbria, ", "and Cumbria ", "PDU ", "2.1 ",
    "2.1 Court work\n", "1. a\n", "- a\n", "# ", "# A\n", "| a |\n", "a\tb\n", "\n\n", " \n", "Score ", "Score 7/27 ",
    "rated ", "rated as ‘Good’ ", "rated as ", "was rated ", "April 2023 ", "1 April 2023 to ", "2023 ", "of the ",
    "the ", "The ", "In ", "should:\n", "PDU should:\n", "A should:\n", "recommendations ",
    "three recommendations for ", "?", "Does it? 31%\n", "e.g. ", "Mr. ", ". A", ". ", "\u0301", "\u202e",
    "Strengths:\n", "Fieldwork ", "Fieldwork started ", "inspection of ", "Inspection of probation services in ",
    "http://", "www.", "@", "a@a.a ", "\\", "\x0b", "half ", "two thirds of ", "three ", "a dozen ", "(15 out of 32) ",
    "£1", "0", "00 ", "ISBN ", "Street ", "A1 ", "Annexe ", "standard ", "domain two ",
)  # fmt: skip


def mutated(text: str, others: Mapping[str, str], lot: random.Random, most: int = 60_000) -> str:
    """A piece of ``text``, or all of it, changed in one to eight ways; at most ``most`` characters."""
    text = _piece(text, lot)
    for _ in range(lot.choice((1, 1, 2, 2, 3, 4, 6, 8))):
        text = lot.choice(WAYS)(text, others, lot)[:most]
    return text


def _piece(text: str, lot: random.Random) -> str:
    size = lot.choices((300, 1_200, 4_000, 12_000, len(text)), (40, 42, 14, 3.5, 0.5))[0]
    if size >= len(text):
        return text
    start = text.rfind("\n", 0, lot.randrange(len(text) - size // 2)) + 1
    return text[start : start + size]


def _place(text: str, lot: random.Random) -> int:
    return lot.randint(0, len(text))


def _span(text: str, lot: random.Random, most: int = 200) -> tuple[int, int]:
    start = _place(text, lot)
    return start, min(len(text), start + lot.randint(0, most))


def _cut(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    start, end = _span(text, lot, 600)
    return text[:start] + text[end:]


def _cut_off(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    place = _place(text, lot)
    return lot.choice((text[:place], text[place:]))


def _moved(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    start, end = _span(text, lot, 600)
    rest, piece = text[:start] + text[end:], text[start:end]
    place = _place(rest, lot)
    return rest[:place] + piece + rest[place:]


def _repeated(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    start, end = _span(text, lot)
    return text[:end] + text[start:end] * lot.choice((1, 1, 1, 2, 10, 50)) + text[end:]


def _spliced(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    other = _piece(others[lot.choice(list(others))], lot)[:6_000]
    place = _place(text, lot)
    return text[:place] + other[_place(other, lot) :] + text[place:]


def _digits(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    return re.sub(r"\d", lambda digit: lot.choice("0123456789") if lot.random() < 0.3 else digit[0], text)


def _ratings(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    pattern = r"Outstanding|Good|Requires\s+improvement|Inadequate|Not rated"
    return re.sub(pattern, lambda rating: lot.choice(RATINGS) if lot.random() < 0.4 else rating[0], text)


def _line_ends(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    return re.sub(r"\n+", lambda end: lot.choice(("", " ", "\n\n")) if lot.random() < 0.2 else end[0], text)


def _all_line_ends(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    return text.replace("\n", lot.choice((" ", "\n\n", "\r\n", "\t", " \n ")))


def _inserted(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    for _ in range(lot.choice((1, 2, 5, 20))):
        place = _place(text, lot)
        text = text[:place] + lot.choice(MARKS) * lot.choice((1, 1, 1, 2, 3)) + text[place:]
    return text


def _phrased(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    for _ in range(lot.choice((1, 2, 4))):
        place = _place(text, lot)
        place = lot.choice((place, text.find(" ", place) + 1, text.find("\n", place) + 1))
        text = (
            text[:place]
            + lot.choice(("", " ", "\n", "\t"))
            + lot.choice(PHRASES)
            + lot.choice(("", " ", "\n", "\t", ". "))
            + text[place:]
        )
    return text


def _token_repeated(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    token = lot.choice(REPEATED) + lot.choice(("", "", "", lot.choice(REPEATED)))
    place = _place(text, lot)
    return text[:place] + token * lot.choice((10, 100, 1_000, 3_000)) + text[place:]


def _long_number(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    digits = "".join(lot.choices("0123456789", k=lot.choice((10, 19, 400, 5_000))))
    number = lot.choice(
        (
            digits,
            f"{digits}%",
            f"{digits} out of {digits}",
            f"{digits}/27",
            f"1,{digits}",
            f"1.{digits} per cent",
            f"{digits}. a",
        )
    )
    place = _place(text, lot)
    return f"{text[:place]}{lot.choice(('', ' '))}{number}{lot.choice(('', ' '))}{text[place:]}"


def _nested(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    opened, closed = lot.choice(
        (("(", ")"), ("[", "]"), ("<b>", "</b>"), ("<table><tr><td>", ""), ("**", "**"), ("‘", "’"), ("> ", ""))
    )
    depth = lot.choice((5, 100, 2_000))
    start, end = _span(text, lot)
    return text[:start] + opened * depth + text[start:end] + closed * depth + text[end:]


def _case(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    start, end = _span(text, lot)
    return text[:start] + lot.choice((str.upper, str.lower, str.title, str.swapcase))(text[start:end]) + text[end:]


def _words_swapped(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    words = re.split(r"(\s+)", text)
    for _ in range(lot.choice((1, 5, 30))):
        one, other = lot.randrange(len(words)), lot.randrange(len(words))
        words[one], words[other] = words[other], words[one]
    return "".join(words)


def _characters(text: str, others: Mapping[str, str], lot: random.Random) -> str:
    start, end = _span(text, lot, 30)
    anything = "".join(
        chr(lot.choice((lot.randrange(32, 127), lot.randrange(0x250), lot.randrange(0x10FFFF))))
        for _ in range(lot.randint(1, 9))
    )
    return (text[:start] + anything + text[end:]).encode(errors="replace").decode()


WAYS: tuple[Callable[[str, Mapping[str, str], random.Random], str], ...] = (
    _cut, _cut_off, _moved, _repeated, _spliced, _digits, _digits, _ratings, _ratings, _line_ends, _line_ends,
    _all_line_ends, _inserted, _inserted, _inserted, _phrased, _phrased, _token_repeated, _long_number, _nested, _case,
    _words_swapped, _characters,
)  # fmt: skip
