"""A number held against the statistics of which it may speak: true, false, or without support; and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.language import gettext as _
from inspectorate.register.facts import Quantity
from inspectorate.report.claims.claim import Verdict
from inspectorate.report.claims.matching import CLOSE, PERHAPS, SURE, Candidate, statistic_keys
from inspectorate.report.claims.value import agrees, right, told
from inspectorate.report.share import ONLY_BELOW
from inspectorate.report.statistic import Statistic

#: What is not likely to be meant, but fits: then nothing is marked false.
POSSIBLE, FAR = 0.2, 0.4
#: How many of the nearest statistics are named where none decides.
NAMED = 3
Agrees = Callable[[Statistic], bool | None]


@dataclass(frozen=True)
class Judged:
    """A verdict with its reason, the keys of the statistics behind it, and what would be right to write."""

    verdict: Verdict
    why: str
    statistics: tuple[str, ...] = ()
    right: str = ""


def judged(quantity: Quantity, side: str, found: Sequence[Candidate]) -> Judged:
    """A number held against candidates, the likeliest first; ``side`` says which of a statistic and its opposite."""
    verdict = held(lambda statistic: agrees(quantity, statistic), side, found, lambda one: right(quantity, one))
    return _emphasised(quantity, verdict, found, side) if verdict.verdict == "true" else verdict


def held(
    fits: Agrees, side: str, found: Sequence[Candidate], rightly: Callable[[Statistic], str], least: float = PERHAPS
) -> Judged:
    """What comes of holding a number or word, which ``fits`` a statistic or does not, against candidates."""
    meant = [each for each in found if not each.of_others]
    close = [each for each in meant if each.fit >= max(least, CLOSE * meant[0].fit)] if meant else []
    if not close:
        return unsupported(meant or found)
    for each in close:
        for statistic in sides(each, side):
            if fits(statistic):
                return Judged("true", agreeing(statistic), (statistic.key,))
    best = close[0]
    wide = [each for each in meant if each.fit >= max(POSSIBLE, FAR * best.fit)]
    possible = [each for each in wide if any(fits(statistic) for statistic in sides(each, side))]
    if possible:
        return unsupported([*possible, *(each for each in close if each not in possible)])
    compared = [fits(statistic) for statistic in sides(best, side)]
    if best.fit < SURE or None in compared or (best.subject.domain == "case" and _is_vague(close)):
        return unsupported(close)
    turned = [each for each in sides(best, "either") if each not in sides(best, side) and fits(each)]
    statistic = sides(best, side)[0]
    if turned:
        why = _("The evidence says that of the opposite: {told} is of {opposite}. Of what is said here it is {right}.")
        told_ = why.format(told=told(turned[0]), opposite=turned[0].what, right=told(statistic))
        return Judged("false", told_, (statistic.key,), rightly(statistic))
    why = _("The evidence says {told}: {what}.").format(told=told(statistic), what=statistic.what)
    return Judged("false", why, (statistic.key,), rightly(statistic))


def plausible(found: Sequence[Candidate], side: str) -> set[str]:
    """The keys of the statistics of which a number may speak by its words, on the side that its sentence takes."""
    meant = [each for each in found if not each.of_others]
    least = max(POSSIBLE, FAR * meant[0].fit) if meant else 0.0
    return {statistic.key for each in meant if each.fit >= least for statistic in sides(each, side)}


def _is_vague(close: Sequence[Candidate]) -> bool:
    """Whether so many statistics fit alike that none can be meant."""
    return len(close) > 6


def sides(candidate: Candidate, side: str) -> tuple[Statistic, ...]:
    """The statistic, its opposite, or both, as a sentence says."""
    subject = candidate.subject
    if subject.no is None or side == "yes":
        return (subject.yes,)
    return (subject.no,) if side == "no" else (subject.yes, subject.no)


def agreeing(statistic: Statistic) -> str:
    """Why a claim is true."""
    return _("The evidence says the same, {told}: {what}.").format(told=told(statistic), what=statistic.what)


def unsupported(found: Sequence[Candidate]) -> Judged:
    """Nothing decides: the nearest statistics are named."""
    near = [each for each in found if each.fit >= POSSIBLE][:NAMED]
    if not near:
        return Judged("unsupported", _("Nothing in the evidence speaks of this. Give its source."))
    named = "; ".join(f"{each.subject.yes.what}, {told(each.subject.yes)}" for each in near)
    why = _("No statistic is surely meant. The nearest: {named}. Say which, or give the source.").format(named=named)
    return Judged("unsupported", why, statistic_keys(near))


def _emphasised(quantity: Quantity, judged_: Judged, found: Sequence[Candidate], side: str) -> Judged:
    """A true number after "only": where it is no small share, the word has no support."""
    known = {each.key: each for one in found for each in sides(one, "either")}
    share = known[judged_.statistics[0]].share
    if quantity.emphasis and share is not None and not says_little(share * 100):
        why = _("The number is right, but ‘{word}’ says that it is little: {told}.")
        told_ = why.format(word=quantity.emphasis, told=told(known[judged_.statistics[0]]))
        return Judged("unsupported", told_, judged_.statistics, right(quantity, known[judged_.statistics[0]]))
    return judged_


def says_little(percent: Fraction) -> bool:
    """Whether "only" may stand before so many per cent."""
    return percent < ONLY_BELOW
