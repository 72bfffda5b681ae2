"""How a standard stands, for pages: its percentages, its rating, its working, and what would change it, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.framework.model import Band
from inspectorate.framework.wording import listed
from inspectorate.language import noted
from inspectorate.rating.flip import AnswerChange, Flip, Flips, InspectionFlips, flips
from inspectorate.rating.rate import InspectionRating
from inspectorate.rating.standard import StandardRating
from inspectorate_app.store.queries.panel import Decided
from inspectorate_app.store.queries.result import Result


@dataclass(frozen=True)
class Line:
    """A question with its counts. ``driving`` says that it decides its standard."""

    heading: str
    percent: int | None
    yes: int
    relevant: int
    missing: int
    band: Band | None = None
    driving: bool = False
    rounding: bool = False
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """A standard with its rating, computed and decided, and its questions.

    ``changes`` says what would make the rating another; ``decided`` is the panel's decision beside the computed rating.
    """

    rating: StandardRating
    computed: StandardRating
    questions: tuple[Line, ...]
    changes: tuple[str, ...]
    decided: Decided | None


@dataclass(frozen=True)
class Standings:
    """All standards of an inspection, and the overall rating, computed and as it stands."""

    standards: tuple[Standing, ...]
    computed: InspectionRating
    rated: InspectionRating
    changes: tuple[str, ...]


def standings(result: Result) -> Standings | None:
    """How everything stands; None where the edition rates nothing."""
    computed = result.computed
    if computed is None:
        return None
    rated, found = result.rated or computed, flips(result.evidence)
    decided = result.panel.decisions if result.panel else {}
    standards = [
        _standing(result, rated.standard(one.standard.id), one, found, decided.get(one.standard.id))
        for one in computed.standards
    ]
    return Standings(tuple(standards), computed, rated, _told(found.overall, _("the overall rating")))


def _standing(
    result: Result, rated: StandardRating, computed: StandardRating, found: InspectionFlips, decided: Decided | None
) -> Standing:
    questions = tuple(_lines(result, rated, found))
    changes = _told(found.standards.get(rated.standard.id), _("it")) if rated.standard.rated else ()
    return Standing(rated, computed, questions, changes, decided)


def _lines(result: Result, rated: StandardRating, found: InspectionFlips) -> Sequence[Line]:
    if rated.standard.kind != "case":
        return []
    in_band = {one.question.id: one for one in rated.key_questions}
    lines = []
    for question in rated.standard.key_questions:
        count, placed = result.findings.counts[question.id], in_band.get(question.id)
        lines.append(
            Line(
                question.heading,
                count.proportion.percent if count.proportion else None,
                count.yes,
                count.relevant,
                count.missing,
                placed.band if placed else None,
                bool(rated.standard.rated and rated.driven_by and rated.driven_by.question.id == question.id),
                bool(placed and placed.rounding_decides),
                _told(found.questions.get(question.id), _("its band")),
            )
        )
    return lines


def _told(found: Flips | None, what: str) -> tuple[str, ...]:
    """What would make a rating a better one, and a worse one, in a sentence each."""
    if found is None:
        return ()
    return tuple(_sentence(flip, what) for flip in (found.up, found.down) if flip)


def _sentence(flip: Flip, what: str) -> str:
    """``3 more 'yes' answers to 2.1.1 would make it 'Good'.``"""
    parts = [_change(change, first=place == 0) for place, change in enumerate(flip.changes)]
    in_all = _(", {answers} in all,").format(answers=flip.answers) if len(parts) > 1 else ""
    return _("{parts}{in_all} would make {what} ‘{to}’.").format(
        parts=listed(parts, noted("and")), in_all=in_all, what=what, to=_(flip.to)
    )


def _change(change: AnswerChange, *, first: bool) -> str:
    number, more = abs(change.answers), change.answers > 0
    if first and more:
        text = ngettext("{number} more ‘yes’ answer to {question}", "{number} more ‘yes’ answers to {question}", number)
    elif first:
        text = ngettext(
            "{number} fewer ‘yes’ answer to {question}", "{number} fewer ‘yes’ answers to {question}", number
        )
    else:
        text = _("{number} more to {question}") if more else _("{number} fewer to {question}")
    return text.format(number=number, question=change.question)
