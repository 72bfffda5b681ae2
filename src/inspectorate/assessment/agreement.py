"""How far inspectors who judged the same cases, apart from each other, gave the same answers.

A *unit* is one thing judged: an answer for each reader, None where that reader gave none. Answers are names without an
order: yes and no are as far apart as yes and not applicable.

Counts come first: agreed on 14 of 17. Three coefficients say how much of it is more than chance would give, each with
another idea of chance; what each cannot tell stands in ``CAVEATS``. All are exact fractions.

Sources: J. Cohen, "A coefficient of agreement for nominal scales", 1960; K. Krippendorff, "Computing Krippendorff's
alpha-reliability", 2011; K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high
agreement", 2008; E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from types import MappingProxyType

from inspectorate.framework.entry import Certainty
from inspectorate.language import gettext as _

#: One thing judged: an answer for each reader, None where they gave none.
Unit = Sequence[str | None]

#: The fewest cases compared of which more than counts is said. No rule of an inspectorate on it was found.
ENOUGH = 20
ENOUGH_CERTAINTY = Certainty.ASSUMED
#: Half the width of a 95 per cent interval, in standard errors.
_Z = 1.959964
_PAIR = 2

#: What each number cannot tell, for whoever reads it.
CAVEATS: Mapping[str, str] = MappingProxyType(
    {
        "percentage": "The share on which all gave the same answer. It does not take off what chance alone would give: "
        "where nearly every answer is ‘no’, two people who never read the case would often agree. It falls as more "
        "people read.",
        "kappa": "Cohen’s kappa, for two readers. It compares with chance at the rates of each reader. Where nearly "
        "every answer is the same it can be near 0, or below, though the two agreed on nearly everything.",
        "alpha": "Krippendorff’s alpha, for any number of readers, with gaps. It compares with chance at the rates of "
        "all answers together, and suffers from one-sided answers as kappa does.",
        "ac1": "Gwet’s AC1, for any number of readers. It stays sound where nearly every answer is the same, and it "
        "flatters where answers are even. Read it beside the others, never instead of them.",
        "range": "The range has 19 chances in 20 of holding the share of cases like these on which two such readers "
        "agree (Wilson’s interval). It takes cases as independent and says nothing of who is right. It is given for "
        "two readers alone, and none is given for kappa, alpha and AC1.",
        "all": "None of these says who is right. Two people can agree and both be wrong.",
    }
)


@dataclass(frozen=True)
class Agreement:
    """How far readers agreed on one question, or on several taken together.

    ``cases`` were answered by two readers or more, and on ``agreed`` of them all gave one answer; ``alone`` were
    answered by one and cannot be compared. ``pairs`` and ``pairs_agreed`` count every two readers of a case. The
    coefficients are None where there are fewer than ``ENOUGH`` cases, or where they are not defined; ``kappa`` also
    where a case has more than two readers, and so are ``low`` and ``high``, the 95 per cent range of the share agreed.
    """

    cases: int
    agreed: int
    alone: int
    pairs: int
    pairs_agreed: int
    kappa: Fraction | None = None
    alpha: Fraction | None = None
    ac1: Fraction | None = None
    low: float | None = None
    high: float | None = None

    @property
    def enough(self) -> bool:
        """Whether there are enough cases for more than counts."""
        return self.cases >= ENOUGH

    @property
    def words(self) -> str:
        """As people say it: agreed on 14 of 17."""
        return (
            _("agreed on {agreed} of {cases}").format(agreed=self.agreed, cases=self.cases)
            if self.cases
            else _("nothing to compare")
        )


def agreement(units: Sequence[Unit], categories: int) -> Agreement:
    """How far the readers of some units agree; ``categories`` is how many answers their scale has."""
    compared = [given for given in map(_given, units) if len(given) >= _PAIR]
    pairs_agreed, pairs = pairwise(units)
    agreed = sum(len(set(given)) == 1 for given in compared)
    alone = sum(len(_given(unit)) == 1 for unit in units)
    counted = Agreement(len(compared), agreed, alone, pairs, pairs_agreed)
    if not counted.enough:
        return counted
    two = all(len(given) == _PAIR for given in compared)
    positions = [(unit[0], unit[1]) for unit in units if len(unit) == _PAIR and None not in unit]
    couples = [(first, second) for first, second in positions if first is not None and second is not None]
    low, high = wilson(agreed, len(compared)) if two else (None, None)
    return Agreement(
        *(counted.cases, agreed, alone, pairs, pairs_agreed),
        kappa=cohen_kappa(couples) if two and len(couples) == len(compared) else None,
        alpha=krippendorff_alpha(units),
        ac1=gwet_ac1(units, categories),
        low=low,
        high=high,
    )


def pairwise(units: Sequence[Unit]) -> tuple[int, int]:
    """Of every two readers of a unit: how many pairs gave the same answer, and how many pairs there are."""
    agreed = of = 0
    for given in map(_given, units):
        of += _pairs(len(given))
        agreed += sum(_pairs(number) for number in Counter(given).values())
    return agreed, of


def cohen_kappa(couples: Sequence[tuple[str, str]]) -> Fraction | None:
    """Cohen's kappa of two readers who both answered every case; None where chance alone would agree on all."""
    if not couples:
        return None
    total = len(couples)
    firsts, seconds = Counter(first for first, _ in couples), Counter(second for _, second in couples)
    observed = Fraction(sum(first == second for first, second in couples), total)
    expected = Fraction(sum(number * seconds[answer] for answer, number in firsts.items()), total * total)
    return (observed - expected) / (1 - expected) if expected != 1 else None


def krippendorff_alpha(units: Sequence[Unit]) -> Fraction | None:
    """Krippendorff's alpha for names without an order; units with one answer drop out. None where all are the same."""
    compared = [given for given in map(_given, units) if len(given) >= _PAIR]
    totals = Counter(answer for given in compared for answer in given)
    number = sum(totals.values())
    disagreeing = number * number - sum(each * each for each in totals.values())
    if not disagreeing:
        return None
    observed = Fraction(0)
    for given in compared:
        same = sum(each * (each - 1) for each in Counter(given).values())
        observed += Fraction(len(given) * (len(given) - 1) - same, len(given) - 1)
    return 1 - (number - 1) * observed / disagreeing


def gwet_ac1(units: Sequence[Unit], categories: int) -> Fraction | None:
    """Gwet's AC1; ``categories`` is how many answers the scale has. None where nothing can be compared.

    What is answered by one reader alone tells of how common an answer is, and not of agreement.
    """
    rated = [given for given in map(_given, units) if given]
    compared = [given for given in rated if len(given) >= _PAIR]
    if not compared or categories < _PAIR:
        return None
    observed = Fraction(0)
    for given in compared:
        same = sum(_pairs(number) for number in Counter(given).values())
        observed += Fraction(same, _pairs(len(given)) * len(compared))
    weight: dict[str, Fraction] = {}
    for given in rated:
        for answer, number in Counter(given).items():
            weight[answer] = weight.get(answer, Fraction(0)) + Fraction(number, len(given) * len(rated))
    expected = sum((share * (1 - share) for share in weight.values()), Fraction(0)) / (categories - 1)
    return (observed - expected) / (1 - expected) if expected != 1 else None


def wilson(agreed: int, of: int) -> tuple[float, float]:
    """Wilson's 95 per cent interval of a share. Raises ``ValueError`` for a share of nothing."""
    if of < 1 or not 0 <= agreed <= of:
        raise ValueError(f"{agreed} of {of} is no share")
    share, square = agreed / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return middle - half if agreed else 0.0, middle + half if agreed < of else 1.0


def _given(unit: Unit) -> list[str]:
    return [answer for answer in unit if answer is not None]


def _pairs(number: int) -> int:
    return number * (number - 1) // 2
