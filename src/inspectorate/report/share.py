"""Shares in words: which word stands for which share, for writing and for holding what was written against it.

"Nearly three quarters" is a number as "74 per cent" is. The limits are a rule of ours, since no report says where
"almost" ends: they are ``ASSUMED``, stand in ``Limits`` alone, and take in every pair of words and per cent that the
reports at hand print ("nearly two-thirds (65 per cent)", "just over half (54 per cent)", "almost half (15 out of 32)").
``tests/spec/wording.md`` has them as tables.
"""

from dataclasses import dataclass
from fractions import Fraction

from inspectorate.framework.entry import Certainty

CERTAINTY = Certainty.ASSUMED
#: The fractions that reports print, from the least.
FRACTIONS = {
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(1, 2): "half",
    Fraction(2, 3): "two-thirds",
    Fraction(3, 4): "three-quarters",
}
BELOW = ("nearly", "almost", "just under", "slightly under", "slightly below", "just below", "not quite", "close to")
JUST_ABOVE = ("just over", "only just over", "slightly over", "just above", "slightly above", "slightly more than")
ABOVE = ("over", "more than", "above", "well over", "well above", "in excess of", "just more than")
UNDER = ("under", "less than", "fewer than", "below", "well under", "well below")
ABOUT = ("about", "around", "approximately", "approx", "roughly", "circa", "some")
AT_LEAST = ("at least", "no fewer than", "no less than")
AT_MOST = ("at most", "no more than", "up to")


@dataclass(frozen=True)
class Limits:
    """How far a share may lie from the number or fraction that is named, in percentage points. Assumed, all of it.

    ``bare`` to either side of a fraction without another word, ``about`` to either side after "about"; ``below`` under
    it after "nearly", ``just_above`` over it after "just over". After "over" and "under" the share must lie on that
    side, and no farther than ``side`` from it, above three-quarters up to "almost all"; of half, as far as it may. A
    per cent after "nearly" is within ``close``.
    """

    bare: Fraction = Fraction(5, 2)
    about: Fraction = Fraction(5)
    below: Fraction = Fraction(6)
    just_above: Fraction = Fraction(5)
    side: Fraction = Fraction(11)
    close: Fraction = Fraction(3)


LIMITS = Limits()


@dataclass(frozen=True)
class Range:
    """The shares, in per cent, for which a word may stand: from ``least`` to ``most``, ends left out where ``open``."""

    least: Fraction
    most: Fraction
    open: bool = False

    def holds(self, percent: Fraction) -> bool:
        """Whether a share lies in it."""
        return self.least < percent < self.most if self.open else self.least <= percent <= self.most


#: Words for shares without a fraction: what each may stand for.
WORDS: dict[str, Range] = {
    "all": Range(Fraction(100), Fraction(100)),
    "almost all": Range(Fraction(85), Fraction(100)),  # "almost all cases (14 of 16 ...)", S1: 87.5
    "large majority": Range(Fraction(159, 2), Fraction(100)),  # the descriptor of 80 per cent and more, METHOD 1.2
    "most": Range(Fraction(50), Fraction(100), open=True),
    "minority": Range(Fraction(0), Fraction(50), open=True),
    "few": Range(Fraction(0), Fraction(25), open=True),
    "none": Range(Fraction(0), Fraction(0)),
}
#: From how many per cent "almost all" is written; it is read from less.
ALMOST_ALL = Fraction(90)
#: At how many per cent "only" and "just" say that much is little: where the band "reasonable majority" begins.
ONLY_BELOW = Fraction(65)


def fraction_range(qualifier: str, fraction: Fraction, limits: Limits = LIMITS) -> Range:
    """The shares for which a fraction may stand after a qualifying word, in per cent."""
    named = fraction * 100
    # A share that is printed as the fraction's own whole per cent may be called either way.
    rounding = Fraction(1, 2)
    if qualifier in BELOW:
        return Range(max(named - limits.below, Fraction(0)), named + rounding)
    if qualifier in JUST_ABOVE:
        return Range(named - rounding, named + limits.just_above + rounding)
    return _wide(qualifier, named, limits) or Range(named - limits.bare, named + limits.bare)


def percent_range(qualifier: str, named: Fraction, limits: Limits = LIMITS) -> Range:
    """The shares for which a number of per cent may stand after a qualifying word; its own rounding without one."""
    rounding = Fraction(1, 2)
    if qualifier in BELOW:
        return Range(named - limits.close, named + rounding)
    if qualifier in JUST_ABOVE:
        return Range(named - rounding, named + limits.close)
    return _wide(qualifier, named, limits) or Range(named - rounding, named + rounding)


def _wide(qualifier: str, named: Fraction, limits: Limits) -> Range | None:
    """The range of the words that say a side or about how much; None of another word."""
    free = named == 50
    if qualifier in ABOVE:
        return Range(named, Fraction(101) if free else max(named + limits.side, _next(named)), open=True)
    if qualifier in UNDER:
        return Range(Fraction(-1) if free or named <= 25 else named - limits.side, named, open=True)
    if qualifier in ABOUT:
        return Range(named - limits.about, named + limits.about)
    if qualifier in AT_LEAST:
        return Range(named, named + limits.side)
    if qualifier in AT_MOST:
        return Range(named - limits.side, named)
    return None


def _next(named: Fraction) -> Fraction:
    """Where "almost all" begins, above the greatest fraction; 0 below it."""
    return ALMOST_ALL if named >= max(FRACTIONS) * 100 else Fraction(0)


def share_words(share: Fraction, limits: Limits = LIMITS) -> str:
    """A share from 0 to 1 in words: none, under a quarter, almost two-thirds, just over half, almost all, all."""
    percent = share * 100
    if share in (0, 1):
        return "all" if share else "none"
    if percent >= ALMOST_ALL:
        return "almost all"
    nearest = min(FRACTIONS, key=lambda fraction: abs(share - fraction))
    apart = percent - nearest * 100
    if abs(apart) < 1:
        return FRACTIONS[nearest]
    if -limits.below <= apart < 0:
        return f"almost {FRACTIONS[nearest]}"
    if 0 < apart <= limits.just_above:
        return f"just over {FRACTIONS[nearest]}"
    below = [fraction for fraction in FRACTIONS if fraction < share]
    return f"over {FRACTIONS[below[-1]]}" if below else f"under {FRACTIONS[nearest]}"
