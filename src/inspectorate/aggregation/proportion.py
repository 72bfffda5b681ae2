"""A share of cases, and the one rule by which it becomes the whole number that is published."""

from dataclasses import dataclass
from fractions import Fraction

from inspectorate.language import gettext as _
from inspectorate.language import ngettext


def whole_percent(share: Fraction) -> int:
    """A share from 0 to 1 as a whole per cent, halves up: 129 of 200 is 64.5 and so 65. Exact; no floating point."""
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)


@dataclass(frozen=True)
class Proportion:
    """A share with, where it was counted here, the counts behind it: ``sufficient`` of ``relevant`` cases."""

    share: Fraction
    sufficient: int | None = None
    relevant: int | None = None

    @staticmethod
    def counted(sufficient: int, relevant: int) -> "Proportion":
        """``sufficient`` of ``relevant`` cases; ``relevant`` is at least 1."""
        return Proportion(Fraction(sufficient, relevant), sufficient, relevant)

    @staticmethod
    def published(percent: Fraction) -> "Proportion":
        """A percentage that was published without its counts."""
        return Proportion(Fraction(percent) / 100)

    @property
    def percent(self) -> int:
        """The whole per cent."""
        return whole_percent(self.share)

    def __str__(self) -> str:
        if self.relevant is None:
            return _("{percent} per cent").format(percent=self.percent)
        return ngettext(
            "{sufficient} of {relevant} relevant case, {percent} per cent",
            "{sufficient} of {relevant} relevant cases, {percent} per cent",
            self.relevant,
        ).format(sufficient=self.sufficient, relevant=self.relevant, percent=self.percent)
