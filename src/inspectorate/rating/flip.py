"""How few answers would have to change for a rating to become another.

The definition. A change turns one answer of one case to one key question from yes to no, or from no to yes: the cases
that are relevant stay the same, and nothing else is touched, so judgements and answers outside a percentage stand. Of
all sets of changes by which a computed rating becomes a better one (``up``) or a worse one (``down``), the smallest is
found, exactly: by the edition's bands, its rounding and its decision rules. The decisions of a ratings panel are set
aside, since they would not follow the answers. Where percentages are known without their counts, they stay as they are.

The smallest number of cases is never more than the number of answers, and less where one case counts in several key
questions; from counts alone that cannot be told.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from inspectorate.aggregation.proportion import Proportion
from inspectorate.framework.model import DecisionRule, Edition, Standard
from inspectorate.rating.band import PercentageScale
from inspectorate.rating.evidence import Evidence
from inspectorate.rating.rate import InspectionRating, rate
from inspectorate.rating.rule import mean_points, rules_of
from inspectorate.rating.standard import StandardRating

Direction = Literal["up", "down"]


@dataclass(frozen=True)
class AnswerChange:
    """So many answers to a key question that change: to yes where ``answers`` is above 0, to no where below."""

    question: str
    answers: int


@dataclass(frozen=True)
class Flip:
    """The fewest answers by which a rating becomes another. ``to`` is the rating that it then is."""

    to: str
    changes: tuple[AnswerChange, ...]

    @property
    def answers(self) -> int:
        """How many answers change."""
        return sum(abs(change.answers) for change in self.changes)


@dataclass(frozen=True)
class Flips:
    """The nearest better and worse rating of one thing; None where no change of answers gives one.

    ``id`` is that of a standard or a key question, or ``overall``; ``rating`` what is computed now.
    """

    id: str
    rating: str
    up: Flip | None
    down: Flip | None


@dataclass(frozen=True)
class InspectionFlips:
    """The flips of an inspection: of each key question's band, each standard on counts, and the overall rating.

    ``overall`` is None as long as there is no computed overall rating.
    """

    questions: Mapping[str, Flips]
    standards: Mapping[str, Flips]
    overall: Flips | None


#: By each rating that can be reached: the fewest changes for it.
Ways = Mapping[str, tuple[AnswerChange, ...]]


def flips(evidence: Evidence) -> InspectionFlips:
    """The flips of every rating. Raises ``BadInput`` where the edition rates nothing."""
    rated = rate(replace(evidence, panel={}))
    edition, rules = evidence.edition, rules_of(evidence.edition)
    questions: dict[str, Flips] = {}
    standards: dict[str, Flips] = {}
    ways: dict[str, Ways] = {}
    order = list(rules.points)
    for entry in rated.standards:
        if entry.computed is None or entry.driven_by is None:
            continue
        scale = PercentageScale.of(rules)
        reached = [(one.question.id, _ways_of(one.question.id, one.proportion, scale)) for one in entry.key_questions]
        questions |= {
            one.question.id: _nearest(one.question.id, one.band.rating, way, order)
            for one, (_, way) in zip(entry.key_questions, reached, strict=True)
        }
        ways[entry.standard.id] = _standard_ways([way for _, way in reached], order)
        standards[entry.standard.id] = _nearest(
            entry.standard.id, entry.driven_by.band.rating, ways[entry.standard.id], order
        )
    return InspectionFlips(questions, standards, _overall(edition, rated, ways))


def _fewest(ways: Iterable[tuple[AnswerChange, ...]]) -> tuple[AnswerChange, ...] | None:
    """The way with the fewest answers; of equals the first."""
    return min(ways, key=_answers, default=None)


def _answers(changes: Sequence[AnswerChange]) -> int:
    return sum(abs(change.answers) for change in changes)


def _ways_of(question: str, proportion: Proportion, scale: PercentageScale) -> Ways:
    """To each rating whose band a question's percentage can reach, the fewest changes."""
    now = scale.band_for(proportion).rating
    ways: dict[str, tuple[AnswerChange, ...]] = {now: ()}
    if proportion.sufficient is None or proportion.relevant is None:
        return ways
    whole, bands = proportion.relevant, scale.bands.bands
    firsts = [_first_in(band.from_percent, whole, scale) for band in bands]
    for band, first, beyond in zip(bands, firsts, [*firsts[1:], whole + 1], strict=True):
        if first == beyond:
            continue  # no count of so few cases stands in this band
        sufficient = min(max(proportion.sufficient, first), beyond - 1)
        change = (AnswerChange(question, sufficient - proportion.sufficient),)
        if band.rating not in ways or _answers(change) < _answers(ways[band.rating]):
            ways[band.rating] = change
    return ways


def _first_in(from_percent: int, relevant: int, scale: PercentageScale) -> int:
    """The lowest count of so many relevant cases that stands in the band from a percentage, or above it."""

    def band_at(sufficient: int) -> int:
        return scale.band_for(Proportion.counted(sufficient, relevant)).from_percent

    return bisect_left(range(relevant + 1), from_percent, key=band_at)


def _standard_ways(questions: Sequence[Ways], order: Sequence[str]) -> Ways:
    """To each rating that a standard can have, the fewest changes: no question below it, and one of them at it."""
    found = {}
    for place, rating in enumerate(order):
        at_least = [_fewest(way[one] for one in order[place:] if one in way) for way in questions]
        candidates = []
        for lowest, way in enumerate(questions):
            others = [*at_least[:lowest], *at_least[lowest + 1 :]]
            if rating in way and None not in others:
                parts = [*at_least[:lowest], way[rating], *at_least[lowest + 1 :]]
                candidates.append(tuple(change for part in parts for change in part or ()))
        best = _fewest(candidates)
        if best is not None:
            found[rating] = best
    return found


def _nearest(id_: str, now: str, ways: Ways, order: Sequence[str]) -> Flips:
    place = order.index(now)
    return Flips(id_, now, _flip(ways, order[place + 1 :]), _flip(ways, order[:place][::-1]))


def _flip(ways: Ways, ratings: Sequence[str]) -> Flip | None:
    """The rating among some that takes the fewest changes; of equals the one named first."""
    reached = [Flip(rating, ways[rating]) for rating in ratings if rating in ways]
    return min(reached, key=lambda flip: flip.answers, default=None)


@dataclass(frozen=True)
class _State:
    """What the standards looked at so far come to.

    ``points`` of those that no rule binds, the ratings of those that one does, and of each decision rule whether every
    rated standard of its section, the bound ones apart, has the rating that it speaks of.
    """

    points: int
    bound: tuple[tuple[str, str], ...]
    holds: tuple[bool, ...]


def _overall(edition: Edition, rated: InspectionRating, ways: Mapping[str, Ways]) -> Flips | None:
    """The fewest changes to another overall rating, over all that the standards can be."""
    rules = rules_of(edition)
    if rules.overall.rule != "mean_points" or rated.overall is None:
        return None
    reached: dict[str, tuple[AnswerChange, ...]] = {}
    for state, changes in _states(edition, rated, ways).items():
        overall = _overall_of(state, edition, rated)
        if overall not in reached or _answers(changes) < _answers(reached[overall]):
            reached[overall] = changes
    return _nearest("overall", rated.overall, reached, [band.rating for band in rules.overall.bands])


def _states(
    edition: Edition, rated: InspectionRating, ways: Mapping[str, Ways]
) -> Mapping[_State, tuple[AnswerChange, ...]]:
    """Every state that the standards can be brought to, with the fewest changes for it: a standard at a time."""
    rules, binding = rules_of(edition), _binding(edition)
    bound_ids = {rule.standard for rule in binding}
    states: dict[_State, tuple[AnswerChange, ...]] = {_State(0, (), (True,) * len(binding)): ()}
    for entry in rated.standards:
        if entry.not_rated or entry.computed is None:
            continue
        options = ways.get(entry.standard.id) or {_own(entry): ()}
        following: dict[_State, tuple[AnswerChange, ...]] = {}
        for state, before in states.items():
            for rating, added in options.items():
                points = rules.points[rating] if entry.standard.counts_towards_score else 0
                after = _after(state, entry.standard, rating, points, binding, bound_ids)
                changes = (*before, *added)
                if after not in following or _answers(changes) < _answers(following[after]):
                    following[after] = changes
        states = following
    return states


def _own(entry: StandardRating) -> str:
    """What a standard is before any decision rule binds it."""
    return entry.judgement.rating if entry.judgement else entry.computed or ""


def _binding(edition: Edition) -> list[DecisionRule]:
    return [rule for rule in rules_of(edition).decision_rules if rule.enabled]


def _after(
    state: _State, standard: Standard, rating: str, points: int, binding: Sequence[DecisionRule], bound: set[str]
) -> _State:
    if standard.id in bound:
        return replace(state, bound=(*state.bound, (standard.id, rating)))
    concerned = [standard.section == rule.section and standard.rated for rule in binding]
    holds = tuple(
        held and (not looked_at or rating == rule.all_rated)
        for held, looked_at, rule in zip(state.holds, concerned, binding, strict=True)
    )
    return replace(state, points=state.points + points, holds=holds)


def _overall_of(state: _State, edition: Edition, rated: InspectionRating) -> str:
    """The overall rating of a state, by the decision rules in the edition's order and then by the score."""
    rules = rules_of(edition)
    bound = dict(state.bound)
    entries = {entry.standard.id: entry.standard for entry in rated.standards if not entry.not_rated}
    for rule, held in zip(_binding(edition), state.holds, strict=True):
        concerned = [one for one in entries.values() if one.section == rule.section and one.rated]
        among_bound = all(bound[one.id] == rule.all_rated for one in concerned if one.id in bound)
        if concerned and held and among_bound and rule.standard in bound:
            bound[rule.standard] = rule.gives
    scored = {id_ for id_, one in entries.items() if one.counts_towards_score}
    points = state.points + sum(rules.points[rating] for id_, rating in bound.items() if id_ in scored)
    return mean_points(points, len(scored), rules.overall)
