"""A statistic in words, as reports print it: 59 out of 96, 61 per cent, almost two-thirds.

What a report does: whole numbers below ten are words, others figures with a comma between thousands; "per cent" is
words; at the beginning of a sentence a number below a hundred is words; a percentage is a whole number, and of few
cases a count is given instead of it. Where the line to "few" lies is assumed. ``tests/spec/wording.md`` has the tables.
In another language than English numbers are figures: the words of Welsh for them change with what they count.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from inspectorate.aggregation.proportion import whole_percent
from inspectorate.context.value import at_the_start
from inspectorate.errors import BadInput, Fault
from inspectorate.language import ENGLISH, is_english, speaking
from inspectorate.language import gettext as _
from inspectorate.report.share import share_words
from inspectorate.report.statistic import Statistic
from inspectorate.sampling.dates import in_words

#: Below so many cases the count is printed and not a percentage (METHOD 7 says "small", and no number). Assumed.
SMALL_BASE = 50
_SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINAL = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def number(value: Fraction | int, *, start: bool = False) -> str:
    """A number: words below ten, figures with commas above: none, nine, 10, 1,734, 13.8."""
    exact = Fraction(value)
    if exact.denominator != 1:
        return f"{Decimal(exact.numerator) / Decimal(exact.denominator):,f}"
    whole = int(exact)
    printed = _SMALL[whole] if 0 <= whole < 10 and is_english() else f"{whole:,}"
    return _begun(printed) if start else printed


def ordinal(value: int) -> str:
    """A place: first, ninth, 10th, 21st, 112th."""
    if 0 < value < 10:
        return _ORDINAL[value]
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{ending}"


def count(numerator: int, denominator: int) -> str:
    """How many of how many: 59 out of 96, four out of 15, none of the 12, all 19."""
    if numerator == 0:
        return _("none of the {all}").format(all=number(denominator))
    if numerator == denominator:
        return _("all {all}").format(all=number(denominator))
    return _("{part} out of {all}").format(part=number(numerator), all=number(denominator))


def per_cent(share: Fraction) -> str:
    """A share from 0 to 1 as a whole per cent: 61 per cent, five per cent."""
    percent = whole_percent(share)
    return _("{number} per cent").format(number=f"{percent}" if percent == 0 else number(percent))


def _counted(statistic: Statistic) -> str:
    return count(_whole(statistic.numerator), _whole(statistic.denominator))


def _whole(value: int | None) -> int:
    return value or 0


def _share(statistic: Statistic) -> Fraction:
    return statistic.share or Fraction(0)


def _in_words(statistic: Statistic) -> str:
    """The share in words; as a per cent in another language than English."""
    return share_words(_share(statistic)) if is_english() else per_cent(_share(statistic))


def _both(statistic: Statistic) -> str:
    """The share in words with the per cent behind it: nearly three quarters (74 per cent)."""
    said = per_cent(_share(statistic))
    return f"{share_words(_share(statistic))} ({said})" if is_english() else said


def _part(statistic: Statistic) -> str:
    return number(_whole(statistic.numerator))


def _amount(statistic: Statistic) -> str:
    return statistic.text or number(statistic.value or Fraction(0))


def _percentage(statistic: Statistic) -> str:
    """A percentage: as it was given where it is not exact ("approximately 10"), or lies above the whole (131)."""
    if statistic.kind == "per cent" and (statistic.text or not 0 <= _share(statistic) <= 1):
        return _("{number} per cent").format(number=_amount(statistic))
    if statistic.kind == "per cent" and statistic.value is not None and statistic.value.denominator != 1:
        return _("{number} per cent").format(number=number(statistic.value))
    return per_cent(_share(statistic))


def _score(statistic: Statistic) -> str:
    return f"{_whole(statistic.numerator)}/{_whole(statistic.denominator)}"


def _score_said(statistic: Statistic) -> str:
    return _("{points} out of {maximum}").format(
        points=number(_whole(statistic.numerator)) if statistic.numerator else _("zero"), maximum=statistic.denominator
    )


def _date(statistic: Statistic) -> str:
    """A day, or from one to another, which are kept as ISO dates with a stroke between them."""
    days = [datetime.date.fromisoformat(day) for day in statistic.text.split("/")]
    return _(" to ").join(in_words(day) for day in days)


#: The forms of each kind of statistic by their names in placeholders; the first is that of a placeholder without one.
FORMS: Mapping[str, Mapping[str, Callable[[Statistic], str]]] = {
    "proportion": {
        "count": _counted,
        "per cent": _percentage,
        "share": _in_words,
        "share and per cent": _both,
        "number": _part,
        "base": lambda statistic: number(_whole(statistic.denominator)),
        "%": lambda statistic: f"{whole_percent(_share(statistic))}%",
    },
    "per cent": {
        "per cent": _percentage,
        "share": _in_words,
        "share and per cent": _both,
        "number": _amount,
        "%": lambda statistic: f"{whole_percent(_share(statistic))}%",
    },
    "count": {"number": _amount},
    "amount": {"number": _amount},
    "rating": {"rating": lambda statistic: _(statistic.text)},
    "status": {"status": lambda statistic: statistic.text},
    "date": {"date": _date},
    "score": {"score": _score, "said": _score_said, "number": _part},
}


def forms(statistic: Statistic) -> tuple[str, ...]:
    """The forms that a statistic has, that of a placeholder without one first."""
    names = tuple(FORMS[statistic.kind])
    if statistic.kind == "proportion" and _whole(statistic.denominator) >= SMALL_BASE:
        return ("per cent", *(name for name in names if name != "per cent"))
    return names


def worded(statistic: Statistic, form: str = "", *, start: bool = False) -> str:
    """A statistic in words, in one of its ``forms``; ``start`` says that it begins a sentence.

    A percentage of fewer than ``SMALL_BASE`` cases is printed where it is asked for; without a form the count is.
    Raises ``BadInput`` where the statistic has no such form.
    """
    known = FORMS[statistic.kind]
    name = form or forms(statistic)[0]
    if name not in known:
        mend = _("use one of {forms}").format(forms=", ".join(forms(statistic)))
        problem = _("{key} has no form ‘{form}’").format(key=statistic.key, form=form)
        raise BadInput([Fault("", 0, statistic.key, problem, mend)])
    said = known[name](statistic)
    return _begun(said) if start else said


def say(statistic: Statistic, form: str, first: bool) -> str:
    """A statistic in the words that a placeholder asks for; ``first`` at the beginning of a sentence.

    In English, as the text of an author is in which it stands, whoever reads it and in whatever document. Raises
    ``ValueError`` with the forms there are where it has no such form.
    """
    _require(statistic, form)
    with speaking(ENGLISH):
        return worded(statistic, form, start=first)


def say_here(statistic: Statistic, form: str, first: bool) -> str:
    """The same in the language that is spoken: for sentences that are translated."""
    _require(statistic, form)
    return worded(statistic, form, start=first)


def _require(statistic: Statistic, form: str) -> None:
    if form and form not in FORMS[statistic.kind]:
        raise ValueError(_("use one of {forms}").format(forms=", ".join(forms(statistic))))


def _begun(said: str) -> str:
    """Words fit to begin a sentence: each number below a hundred at their beginning spelt out."""
    if not is_english():
        return said[:1].upper() + said[1:]
    return said if re.match(r"0\b|\d+(?:/\d+|%)", said) else at_the_start(said)
