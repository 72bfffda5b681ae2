"""Numbers in words and figures."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.register.reading.number import numbers, value_of

UNDER_TWENTY = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
ONES = UNDER_TWENTY.split()
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelt(number: int) -> str:
    """A number from 0 to 9,999 in words, as British English writes it."""
    if number == 0:
        return "zero"
    if number >= 1000:
        rest = number % 1000
        joint = " and " if 0 < rest < 100 else " "
        return f"{spelt(number // 1000)} thousand{joint + spelt(rest) if rest else ''}"
    if number >= 100:
        return f"{spelt(number // 100)} hundred{' and ' + spelt(number % 100) if number % 100 else ''}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{spelt(number % 10)}" if number % 10 else "")
    return ONES[number - 1]


def read(text: str) -> list[Fraction]:
    return [number.value for number in numbers(text)]


@given(st.integers(0, 9999), st.sampled_from([str.lower, str.upper, str.capitalize]))
def test_number_in_words_is_read_back(number: int, case: Callable[[str], str]) -> None:
    written = case(spelt(number))
    assert value_of(written) == number
    (found,) = numbers(f"In {written} cases")
    assert (found.start, found.end) == (3, 3 + len(written))
    assert found.value == number


@given(st.integers(0, 10**9 - 1))
def test_number_in_figures_is_read_back_with_and_without_commas(number: int) -> None:
    assert read(f"{number} people, {number:,} orders") == [number, number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sixty four visits", 64),
        ("sixty-\nfour visits", 64),
        ("one hundred and two", 102),
        ("two and a half years", Fraction(5, 2)),
        ("2½ years", Fraction(5, 2)),
        ("6⅔ hours", Fraction(20, 3)),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a thousand two hundred", 1200),
        ("25 thousand", 25000),
        ("£2.4 million", 2400000),
        ("£3m", 3000000),
        ("a quarter of a million people", 250000),
        ("13.8, higher than", Fraction(69, 5)),
        ("(46 per cent)", 46),
    ],
)
def test_one_number(text: str, value: Fraction) -> None:
    assert read(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two thirds of", Fraction(2, 3)),
        ("⅔ of people", Fraction(2, 3)),
        ("nearly ½ the cases", Fraction(1, 2)),
        ("three-quarters were", Fraction(3, 4)),
        ("A third of people", Fraction(1, 3)),
        ("over a quarter of staff", Fraction(1, 4)),
        ("nearly half said", Fraction(1, 2)),
        ("half (12 out of", Fraction(1, 2)),
        ("more than half wanted", Fraction(1, 2)),
        ("fell by a third.", Fraction(1, 3)),
    ],
)
def test_share(text: str, value: Fraction) -> None:
    (share, *_) = numbers(text)
    assert (share.share, share.value) == (True, value)


@pytest.mark.parametrize(
    "text",
    [
        "a third party",
        "the third sector",
        "the second half of the visit",
        "a half-day session",
        "half a day",
        "half an hour",
        "the last three quarters were",
        "a quarter of the year",
        "once a quarter.",
        "half of the year",
        "Covid-19",
        "MAPPA level-one work",
        "twenty-first century",
        "a one-off visit",
        "a one-to-one session",
        "M3 3FX",
        "version 3.1.2",
        "24/7",
        "1:30",
        "hundreds of cases",
        "someone and anyone",
        "a few thousand",
        "9" * 5000,
    ],
)
def test_no_number(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("caseload is 15,3723, with", [15372], 3),
        ("caseload is 15,37212. It", [15372], 12),
        ("27 per cent2 compared", [27], None),
        ("of probation services.1 It", [], None),
        ("'Framework'4 says", [], None),
    ],
)
def test_footnote_mark_glued_to_a_number_or_a_word_is_none_of_it(text: str, value: list[int], mark: int | None) -> None:
    found = list(numbers(text))
    assert [each.value for each in found] == value
    assert [each.mark for each in found] == ([mark] if value else [])
    assert all(text[each.start : each.end] in ("15,372", "27") for each in found)


@given(st.text(st.sampled_from("one hundred a half twenty-3,4.5 \n%'([1½£mand third")))
def test_any_text_is_read_and_numbers_are_apart(text: str) -> None:
    places = [(each.start, each.end) for each in numbers(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
