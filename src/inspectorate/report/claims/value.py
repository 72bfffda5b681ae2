"""Whether a number, as it is written, is the number of a statistic; and how the statistic is written right."""

from fractions import Fraction

from inspectorate.aggregation.proportion import whole_percent
from inspectorate.context.catalogue import Figure, product_catalogue
from inspectorate.context.value import read_value
from inspectorate.register.facts import Quantity
from inspectorate.report import wording
from inspectorate.report.share import (
    ABOUT,
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    JUST_ABOVE,
    UNDER,
    Range,
    fraction_range,
    percent_range,
)
from inspectorate.report.statistic import Statistic

#: How far an amount may lie from "about" it, as a share of it. Assumed.
ROUGHLY = Fraction(1, 20)


def agrees(quantity: Quantity, statistic: Statistic) -> bool | None:
    """Whether a number agrees with a statistic; None where the two cannot be compared."""
    if statistic.text and statistic.value is not None and quantity.kind in ("percentage", "fraction"):
        return quantity.value * (100 if quantity.kind == "fraction" else 1) == statistic.value
    if quantity.kind == "percentage":
        return _percentage(quantity, statistic)
    if quantity.kind == "fraction":
        share = statistic.share
        named = fraction_range(quantity.qualifier, quantity.value)
        return None if share is None else _in(named, share)
    if quantity.kind == "count":
        return _count(quantity, statistic)
    return _amount(quantity, statistic)


def _in(named: Range, share: Fraction) -> bool:
    """Whether a share lies in what words name; where they say a side, the printed whole per cent may stand for it."""
    return named.holds(share * 100)


def _percentage(quantity: Quantity, statistic: Statistic) -> bool | None:
    share = statistic.share
    if share is None:
        return _told(quantity.value, statistic)
    if not quantity.qualifier:
        if quantity.value.denominator == 1 and 0 <= share <= 1:
            return whole_percent(share) == quantity.value
        return abs(share * 100 - quantity.value) <= Fraction(1, 20) or share * 100 == quantity.value
    if quantity.qualifier in (*ABOVE, *AT_LEAST, *AT_MOST, *UNDER) and statistic.text:
        return _told(quantity.value, statistic)
    return _in(percent_range(quantity.qualifier, quantity.value), share)


def _told(value: Fraction, statistic: Statistic) -> bool | None:
    """Whether a value that is kept in words ("approximately 10", "70 to 75") names this number."""
    figure = _figure(statistic)
    if figure is None or not statistic.text:
        return None
    read = read_value(statistic.text, figure)
    return value in (read.low, read.high) if read else None


def _figure(statistic: Statistic) -> Figure | None:
    name = statistic.key.removeprefix("context:").split("@")[0].split(":")[0]
    return product_catalogue().by_id.get(name)


def _count(quantity: Quantity, statistic: Statistic) -> bool | None:
    part, whole = quantity.numerator, quantity.denominator
    if statistic.kind == "proportion":
        return (part, whole) == (statistic.numerator, statistic.denominator)
    if statistic.kind in ("count", "amount"):
        return part == statistic.value if statistic.value is not None else None
    share = statistic.share
    return None if share is None else whole_percent(quantity.value) == whole_percent(share)


def _amount(quantity: Quantity, statistic: Statistic) -> bool | None:
    if statistic.kind == "proportion":
        # How many were looked at is said beside what was found of them, and is not what the statistic tells.
        is_base = quantity.value == statistic.denominator != statistic.numerator
        return None if is_base else quantity.value == statistic.numerator
    if statistic.value is None:
        return _told(quantity.value, statistic)
    return near(quantity.value, quantity.qualifier, statistic.value, kept_loosely=bool(statistic.text))


def near(named: Fraction, qualifier: str, value: Fraction, *, kept_loosely: bool = False) -> bool:
    """Whether an amount is what a number after a qualifying word names: "over 1,300", "nearly 80".

    Where the evidence itself has no more than "over 1,300", 1,300 is what must be named.
    """
    if kept_loosely or not qualifier:
        return named == value
    if qualifier in (*ABOVE, *JUST_ABOVE):
        return named < value <= named * Fraction(6, 5)
    if qualifier in (*BELOW, *UNDER):
        return named * Fraction(4, 5) <= value < named
    if qualifier in AT_LEAST:
        return named <= value
    if qualifier in AT_MOST:
        return value <= named
    return abs(named - value) <= abs(value) * ROUGHLY if qualifier in ABOUT else named == value


def right(quantity: Quantity, statistic: Statistic) -> str:
    """The statistic as this number should have been written."""
    form = {"percentage": "per cent", "fraction": "share", "count": "count", "amount": "number"}[quantity.kind]
    known = wording.forms(statistic)
    return wording.worded(statistic, form if form in known else known[0])


def told(statistic: Statistic) -> str:
    """A statistic in full, for a reader who wants to see why: 61 per cent (59 out of 96)."""
    if statistic.kind == "proportion":
        return f"{wording.worded(statistic, 'per cent')} ({wording.worded(statistic, 'count')})"
    return wording.worded(statistic)
