"""Quality reviews of documents before they go out: what each froze, what came of it, and what changed since.

A review that was passed holds for exactly what it froze. What a document takes from elsewhere than its parts is frozen
as a digest under a name of its own, beside the parts.
"""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from inspectorate.language import noted
from inspectorate.report.letter import is_letter
from inspectorate_app.store.models import DraftPart, DraftVersion, Panel, Review
from inspectorate_app.store.queries import context, finding, letter, previous_recommendation, recommendation, survey
from inspectorate_app.store.queries.draft import KINDS, DraftFacts, places
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.inspection import find as find_inspection

#: The version of a part, or the digest of what comes from elsewhere, by name.
Frozen = Mapping[str, int | str]

RATINGS, RECOMMENDATIONS, FINDINGS, FIGURES = "=ratings", "=recommendations", "=findings", "=figures"
PROGRESS, SURVEYS, COVERED = "=progress", "=surveys", "=covered"
#: What is no part that authors write, as people call it.
_ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        RATINGS: noted("Ratings and results"),
        RECOMMENDATIONS: noted("Recommendations"),
        FINDINGS: noted("Findings"),
        FIGURES: noted("Figures of context"),
        PROGRESS: noted("Progress on previous recommendations"),
        SURVEYS: noted("Surveys"),
        COVERED: noted("Whom the letter goes to and which inspections it covers"),
    }
)
#: The documents that are reviewed, those that go out; and what each takes from elsewhere than its parts.
REVIEWED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "report": (RATINGS, RECOMMENDATIONS, FINDINGS, FIGURES, PROGRESS, SURVEYS),
        "press-release": (RATINGS, RECOMMENDATIONS, FIGURES, SURVEYS),
        "letter": (RATINGS, FINDINGS, FIGURES, SURVEYS, COVERED),
    }
)


@dataclass(frozen=True)
class Answered:
    """A thing that the reviewer looked for: ``answer`` is yes, no or na (does not apply)."""

    id: str
    question: str
    answer: str


@dataclass(frozen=True)
class ReviewFacts:
    """One review. ``parts`` are those that were to be read; ``state`` is asked, passed, returned or withdrawn."""

    number: int
    kind: str
    state: str
    frozen: Frozen
    parts: tuple[str, ...]
    asked_for: str
    asked_by: str
    asked_by_id: int
    asked_at: datetime.datetime
    checklist: tuple[Answered, ...]
    words: str
    done_by: str
    done_at: datetime.datetime | None


@dataclass(frozen=True)
class Reviewed:
    """How far the review of a document is: ``passed`` whether it ever was, ``changed`` the names of what is not read.

    ``asked`` is the review that is under way, ``since`` the names of what changed since it was asked for. ``needed`` is
    false of a document beside the report (or the letter, where that is what is published) for which nothing was
    written.
    """

    kind: str
    title: str
    needed: bool
    passed: bool
    changed: tuple[str, ...]
    asked: ReviewFacts | None
    since: tuple[str, ...]
    reviews: tuple[ReviewFacts, ...]

    @property
    def is_done(self) -> bool:
        """Whether the document may go out as it stands now."""
        return self.passed and not self.changed


def reviews(inspection: InspectionFacts, kind: str = "") -> tuple[ReviewFacts, ...]:
    """The reviews of an inspection, or of one document, in the order in which they were asked for."""
    rows = Review.objects.filter(inspection_id=inspection.id).select_related("asked_by", "done_by")
    return tuple(_facts(row) for row in (rows.filter(kind=kind) if kind else rows))


def find(inspection: InspectionFacts, number: int) -> ReviewFacts | None:
    """A review by its number; None where there is none."""
    rows = Review.objects.filter(inspection_id=inspection.id, number=number).select_related("asked_by", "done_by")
    return next((_facts(row) for row in rows), None)


def _facts(row: Review) -> ReviewFacts:
    return ReviewFacts(
        number=row.number,
        kind=row.kind,
        state=row.state,
        frozen=row.frozen,
        parts=tuple(row.parts),
        asked_for=row.asked_for,
        asked_by=row.asked_by.name,
        asked_by_id=row.asked_by_id,
        asked_at=row.asked_at,
        checklist=tuple(Answered(**each) for each in row.checklist),
        words=row.words,
        done_by=row.done_by.name if row.done_by else "",
        done_at=row.done_at,
    )


def frozen_now(inspection: InspectionFacts, kind: str) -> dict[str, int | str]:
    """What a review that is asked for now freezes of a document: each part that was begun, and what is not of it."""
    return _frozen_now(inspection, [kind])[kind]


def _frozen_now(inspection: InspectionFacts, kinds: Iterable[str]) -> dict[str, dict[str, int | str]]:
    """The same of several documents: what more than one takes from elsewhere is read once."""
    kinds = tuple(kinds)
    rows = DraftPart.objects.filter(inspection_id=inspection.id, kind__in=kinds)
    saved = {(kind, part): version for kind, part, version in rows.values_list("kind", "part", "version")}
    elsewhere = {
        name: _FROM[name](inspection) for name in dict.fromkeys(name for kind in kinds for name in REVIEWED[kind])
    }
    return {
        kind: {each.id: saved[kind, each.id] for each in places(inspection, kind) if (kind, each.id) in saved}
        | {name: elsewhere[name] for name in REVIEWED[kind]}
        for kind in kinds
    }


def _ratings(inspection: InspectionFacts) -> str:
    rows = Panel.objects.filter(inspection_id=inspection.id, state="signed_off")
    return rows.values_list("evidence_sha256", flat=True).first() or ""


def _recommendations(inspection: InspectionFacts) -> str:
    return _digest([[each.to.name, each.text] for each in recommendation.standing(inspection)])


def _findings(inspection: InspectionFacts) -> str:
    return _digest([[each.number, each.heading, each.kind, each.text] for each in finding.findings(inspection)])


def _figures(inspection: InspectionFacts) -> str:
    found = [each.current.record for each in context.recorded(inspection.id)]
    return _digest([[each.figure, each.level, each.as_of, each.value] for each in found])


def _progress(inspection: InspectionFacts) -> str:
    return _digest(previous_recommendation.progress(inspection))


def _surveys(inspection: InspectionFacts) -> str:
    found = [(each, survey.results(each)) for each in survey.surveys(inspection)]
    told = [[each.number, results, [words.text for words in survey.quotations(each)]] for each, results in found]
    return _digest([each for each in told if each[1] is not None])


def _covered(inspection: InspectionFacts) -> str:
    """Of each inspection that a letter covers what it prints: ratings and recommendations."""
    said = letter.letter_of(inspection)
    units = [(slug, find_inspection(slug)) for slug in said.units]
    told = [[slug, _ratings(facts), _printed(facts)] if facts else [slug] for slug, facts in units]
    return _digest([said.to, said.dear, said.copies, told])


def _printed(covered: InspectionFacts) -> str:
    return _digest([[each.addressed_as, each.text] for each in recommendation.as_published(covered)[0]])


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, default=str).encode()).hexdigest()


_FROM: Mapping[str, Callable[[InspectionFacts], str]] = MappingProxyType(
    {
        **{RATINGS: _ratings, RECOMMENDATIONS: _recommendations, FINDINGS: _findings, FIGURES: _figures},
        **{PROGRESS: _progress, SURVEYS: _surveys, COVERED: _covered},
    }
)


def drafts_of(inspection: InspectionFacts, review: ReviewFacts) -> tuple[DraftFacts, ...]:
    """The parts of a document as a review froze them."""
    rows = DraftVersion.objects.filter(draft__inspection_id=inspection.id, draft__kind=review.kind)
    rows = rows.select_related("draft", "saved_by")
    texts = {row.draft.part: row for row in rows if review.frozen.get(row.draft.part) == row.version}
    return tuple(
        DraftFacts(place, row.text, row.version, row.saved_by.name, row.saved_at)
        if (row := texts.get(place.id)) is not None
        else DraftFacts(place)
        for place in places(inspection, review.kind)
    )


def authors(inspection: InspectionFacts, kind: str) -> frozenset[int]:
    """Everyone who ever saved a part of a document."""
    rows = DraftVersion.objects.filter(draft__inspection_id=inspection.id, draft__kind=kind)
    return frozenset(rows.order_by().values_list("saved_by_id", flat=True).distinct())


def reviewed(inspection: InspectionFacts, kind: str) -> Reviewed:
    """How far the review of a document is, as it stands now."""
    return _reviewed(inspection, kind, reviews(inspection, kind), frozen_now(inspection, kind))


def all_reviewed(inspection: InspectionFacts) -> tuple[Reviewed, ...]:
    """The same of every document that goes out, read at once."""
    now, found = _frozen_now(inspection, REVIEWED), reviews(inspection)
    return tuple(
        _reviewed(inspection, kind, tuple(each for each in found if each.kind == kind), now[kind]) for kind in REVIEWED
    )


def _reviewed(inspection: InspectionFacts, kind: str, found: tuple[ReviewFacts, ...], now: Frozen) -> Reviewed:
    read = _read(found)
    passed = read is not None
    changed = tuple(name for name, version in now.items() if (read or {}).get(name) != version)
    written = any(name not in _ELSEWHERE for name in now)
    asked = next((each for each in found if each.state == "asked"), None)
    main = "letter" if is_letter(edition_used(inspection)) else "report"
    since = _changed(asked, now) if asked else ()
    return Reviewed(kind, KINDS[kind], kind == main or written, passed, changed, asked, since, found)


def _read(found: tuple[ReviewFacts, ...]) -> dict[str, int | str] | None:
    """What was read and passed, by name; None where no review was passed. What was returned later is not passed."""
    read: dict[str, int | str] | None = None
    for each in found:
        if each.state == "passed":
            read = (read or {}) | {name: each.frozen[name] for name in each.parts}
        elif each.state == "returned" and read is not None:
            read = {name: version for name, version in read.items() if name not in each.parts}
    return read


def changed_since(inspection: InspectionFacts, review: ReviewFacts) -> tuple[str, ...]:
    """The names of what changed since a review was asked for."""
    return _changed(review, frozen_now(inspection, review.kind))


def _changed(review: ReviewFacts, now: Frozen) -> tuple[str, ...]:
    return tuple(name for name, version in now.items() if review.frozen.get(name) != version)


def titles(inspection: InspectionFacts, kind: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """What people call parts of a document, and what comes from elsewhere, in the language of whoever asks."""
    known = {each.id: each.title for each in places(inspection, kind)}
    return tuple(_(_ELSEWHERE[name] if name in _ELSEWHERE else known.get(name, name)) for name in names)


def hindering(inspection: InspectionFacts) -> Iterator[str]:
    """What of quality review must be done before documents go out, in words, a document at a time.

    Nothing before the ratings are signed off: then there is no document yet. What rates nothing has none to sign off.
    """
    if edition_used(inspection).rating is not None and not _ratings(inspection):
        return
    for found in all_reviewed(inspection):
        if found.needed and not found.is_done:
            yield _to_do(inspection, found)


def _to_do(inspection: InspectionFacts, found: Reviewed) -> str:
    title = _(found.title).lower()
    if found.asked is not None and not found.since:
        return _("wait for the quality review of the {title}").format(title=title)
    if not found.passed:
        return _("have the {title} reviewed").format(title=title)
    names = ", ".join(titles(inspection, found.kind, found.changed))
    return _("have the {title} reviewed again (changed since its review: {names})").format(title=title, names=names)
