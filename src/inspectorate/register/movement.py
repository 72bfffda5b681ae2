"""What changed from one inspection of a unit to the next, so far as the two can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from inspectorate.framework.comparison import folded, questions_in_series
from inspectorate.framework.model import Edition, Standard
from inspectorate.register.facts import NOT_RATED
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.interval import FEW, difference
from inspectorate.register.register import Register
from inspectorate.register.series import not_comparable
from inspectorate.register.validation import ratings_of

ONE_SIDE = "it is not known of both"


@dataclass(frozen=True)
class Change:
    """One rating, score or percentage before and after.

    ``difference`` is in ratings (steps up the scale), or in percentage points for a score (of its maximum) and a key
    question; None where the two cannot be compared, of which ``reason`` says why. ``interval`` is the range in which
    the true change of a percentage lies, in points; None where the number of cases is not known. ``note`` is what else
    should be said; ``series`` that of a key question.
    """

    kind: str
    what: str
    old_id: str | None
    new_id: str | None
    before: str | None
    after: str | None
    difference: int | None = None
    interval: tuple[int, int] | None = None
    reason: str = ""
    note: str = ""
    series: str = ""


Editions = tuple[Edition | None, Edition | None]


def movement(register: Register, earlier: PublishedInspection, later: PublishedInspection) -> tuple[Change, ...]:
    """The changes between two inspections: overall and score, where both have one; standards, key questions."""
    old, new = register.edition(earlier), register.edition(later)
    rated = register.is_rated(earlier) and register.is_rated(later)
    changes = [_overall(earlier, later, (old, new)), _score(earlier, later, (old, new))] if rated else []
    if old and new:
        changes += [*_standards(earlier, later, old, new), *_key_questions(earlier, later, old, new)]
    return tuple(change for change in changes if change.before is not None or change.after is not None)


def _overall(earlier: PublishedInspection, later: PublishedInspection, editions: Editions) -> Change:
    change = Change("overall", "overall rating", None, None, earlier.overall, later.overall)
    scales = ratings_of(editions[0]), ratings_of(editions[1])
    if earlier.overall is None or later.overall is None:
        return replace(change, reason=ONE_SIDE)
    if scales[0] != scales[1]:
        return replace(change, reason="the ratings are on other scales")
    steps = scales[0].index(later.overall) - scales[0].index(earlier.overall)
    same = editions[0] is not None and editions[1] is not None and editions[0].id == editions[1].id
    return replace(change, difference=steps, note="" if same else "the two rest on other standards, or may")


def _score(earlier: PublishedInspection, later: PublishedInspection, editions: Editions) -> Change:
    scores = earlier.score, later.score
    printed = [f"{score.points}/{score.maximum or '?'}" if score else None for score in scores]
    change = Change("score", "score", None, None, printed[0], printed[1])
    shares = [Fraction(100 * score.points, score.maximum) for score in scores if score and score.maximum]
    if len(shares) < len(scores):
        return replace(change, reason=ONE_SIDE)
    if editions[0] is None or editions[1] is None or editions[0].id != editions[1].id:
        return replace(change, reason="the two are sums over other standards")
    maxima = {score.maximum for score in scores if score}
    note = "in per cent of the maximum; another number of standards was rated" if len(maxima) > 1 else ""
    return replace(change, difference=round(shares[1] - shares[0]), note=note)


def _standards(
    earlier: PublishedInspection, later: PublishedInspection, old: Edition, new: Edition
) -> Iterator[Change]:
    """Each standard that either inspection has, in the order of the older edition, then of the newer."""
    pairs = [(standard, _partner(standard, old, new)) for standard in old.standards if standard.id in earlier.standards]
    paired = {partner.id for _, partner in pairs if partner}
    for standard, partner in pairs:
        before = earlier.standards[standard.id]
        if partner is None:
            reason = f"{new.id} has none like it"
            yield Change("standard", standard.title, standard.id, None, before, None, reason=reason)
            continue
        after = later.standards.get(partner.id)
        change = Change("standard", standard.title, standard.id, partner.id, before, after)
        reason = _unlike(standard, partner)
        if after is None or NOT_RATED in (before, after):
            reason = "it was not rated at both"
        scale = ratings_of(new)
        yield replace(change, reason=reason, difference=None if reason or not after else _steps(scale, before, after))
    for standard in new.standards:
        if standard.id in later.standards and standard.id not in paired:
            reason = "it was not rated at both" if _partner(standard, new, old) else f"{old.id} has none like it"
            after = later.standards[standard.id]
            yield Change("standard", standard.title, None, standard.id, None, after, reason=reason)


def _steps(scale: tuple[str, ...], before: str, after: str) -> int:
    return scale.index(after) - scale.index(before)


def _partner(standard: Standard, of: Edition, among: Edition) -> Standard | None:
    """The standard of another edition on the same matter: the same questions, or the same title or statement."""
    if of.id == among.id:
        return standard
    series, title, statement = _series(standard), folded(standard.title), folded(standard.statement)
    found = [one for one in among.standards if series and _series(one) == series]
    found += [one for one in among.standards if folded(one.title) == title]
    found += [one for one in among.standards if statement and folded(one.statement) == statement]
    return found[0] if found else None


def _series(standard: Standard) -> tuple[str, ...]:
    return tuple(question.series for question in standard.key_questions if question.series)


def _unlike(one: Standard, other: Standard) -> str:
    """Why the ratings of two standards cannot be compared: nothing, where both ask the same."""
    same_questions = _series(one) and _series(one) == _series(other)
    same_words = one.statement and folded(one.statement) == folded(other.statement)
    return "" if one is other or same_questions or same_words else "the standard is put in other words"


def _key_questions(
    earlier: PublishedInspection, later: PublishedInspection, old: Edition, new: Edition
) -> Iterator[Change]:
    """Each key question that either inspection has a percentage of."""
    series = {question.id: str(question.series) for question in questions_in_series(old)}
    partners = {str(question.series): question.id for question in questions_in_series(new)}
    found: set[str] = set()
    for question, percent in earlier.percentages.items():
        other = question if old.id == new.id else partners.get(series.get(question, ""), "")
        found.add(other)
        after = later.percentages.get(other)
        text = old.question_by_id[question].text
        change = Change(
            "key question", text, question, other or None, f"{percent}%", None, series=series.get(question, "")
        )
        reason = not_comparable(old, new, series.get(question, question)) or ""
        if after is None or reason:
            shown = None if after is None else f"{after}%"
            yield replace(change, after=shown, reason=reason or "its percentage is not known of both")
            continue
        change = replace(change, after=f"{after}%", difference=after - percent)
        words = {folded(text), folded(new.question_by_id[other].text)}
        before_of, after_of = _cases(earlier, old, question), _cases(later, new, other)
        yield _with_interval(change, (percent, before_of), (after, after_of), len(words) > 1)
    for question, percent in later.percentages.items():
        if question not in found:
            text = new.question_by_id[question].text
            reason = "its percentage is not known of both"
            yield Change("key question", text, None, question, None, f"{percent}%", reason=reason)


def _cases(inspection: PublishedInspection, edition: Edition, question: str) -> int | None:
    """How many cases a percentage rests on: those inspected; None where the question is asked of some of them only."""
    module = edition.module_of.get(question)
    return inspection.sample_size if module is None or module.relevance is None else None


def _with_interval(
    change: Change, before: tuple[int, int | None], after: tuple[int, int | None], reworded: bool
) -> Change:
    """A change of a percentage with how sure it is; of each side the whole per cent and the cases inspected."""
    notes = ["the question was put in other words"] if reworded else []
    if not before[1] or not after[1]:
        notes.append("the number of cases is not known of both, and so not how sure the change is")
        return replace(change, note="; ".join(notes))
    if min(before[1], after[1]) < FEW:
        notes.append(f"it rests on few cases, {before[1]} and {after[1]}")
    low, high = difference(before[0] / 100, before[1], after[0] / 100, after[1])
    return replace(change, interval=(floor(100 * low), ceil(100 * high)), note="; ".join(notes))
