"""Second readings beside the first, once they were submitted: what differs, and how it was settled.

``beside`` gives nothing before the second reader has submitted.
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q

from inspectorate.assessment.difference import Comparison, Difference, compare
from inspectorate.framework.model import Edition
from inspectorate_app.store.models import Answer, BlindAnswer, BlindReading, Case, CaseAssessment, DipSample, Settlement
from inspectorate_app.store.queries.blind_reading import ReadingFacts
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.wording import later

#: How a difference may be settled.
OUTCOMES: Mapping[str, str] = {
    "first": later("First reading stands"),
    "second": later("Second reading stands"),
    "both": later("Both are defensible"),
}


@dataclass(frozen=True)
class Settled:
    """How one difference was settled. ``outcome`` is one of ``OUTCOMES``."""

    outcome: str
    reason: str
    version: int
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class Beside:
    """A submitted second reading beside the first, as the first stood when the second was chosen.

    ``first`` and ``second`` are answers and reasons by question. ``now`` is what the case says today, by question, and
    ``case_state`` the state of its assessment.
    """

    comparison: Comparison
    first: Mapping[str, tuple[str, str]]
    second: Mapping[str, tuple[str, str]]
    settled: Mapping[str, Settled]
    now: Mapping[str, str]
    case_state: str

    @property
    def open(self) -> tuple[Difference, ...]:
        """The differences that are still to be settled."""
        return tuple(each for each in self.comparison.differences if each.question not in self.settled)

    @property
    def to_correct(self) -> tuple[Difference, ...]:
        """The differences in which the second reading stands, and the case says something else or is not submitted."""
        return tuple(each for each in self.comparison.differences if self._is_to_correct(each))

    def _is_to_correct(self, each: Difference) -> bool:
        settled = self.settled.get(each.question)
        if settled is None or settled.outcome != "second":
            return False
        return self.case_state != "submitted" or self.now.get(each.question) != each.second


@dataclass(frozen=True)
class Drawn:
    """A dip sample: the seed it was drawn from, and how many of how many cases, in all and by assessor."""

    id: int
    seed: str
    size: int
    of: int
    by_assessor: tuple[tuple[str, int, int], ...]
    drawn_by: str
    drawn_at: datetime.datetime


def beside(inspection: InspectionFacts, reading: ReadingFacts) -> Beside | None:
    """A second reading beside the first; None until it is submitted."""
    return all_beside(inspection, [reading]).get(reading.id)


def all_beside(inspection: InspectionFacts, readings: Collection[ReadingFacts]) -> dict[int, Beside]:
    """Those of some second readings that were submitted, beside the first: as many queries for one as for all."""
    ids = [each.id for each in readings if each.purpose == "second" and each.state == "submitted"]
    if not ids:
        return {}
    rows = BlindReading.objects.filter(pk__in=ids).values("id", "case_id", "case__assessment__state", "first_answers")
    answers, settled = _second(ids), _settled(ids)
    found = {}
    for row in rows:
        first = {name: (each["answer"], each["reason"]) for name, each in row["first_answers"].items()}
        second = answers.get(row["id"], {})
        found[row["id"]] = Beside(
            comparison=compare(edition_used(inspection).question_by_id, _only(first), _only(second)),
            first=first,
            second=second,
            settled=settled.get(row["id"], {}),
            now={},
            case_state=row["case__assessment__state"] or "",
        )
    return _with_now(found, {row["id"]: row["case_id"] for row in rows})


def open_for(person: int | None, editions: Mapping[int, Edition]) -> dict[int, int]:
    """How many second readings have a difference that someone may still settle, in each of some inspections.

    ``editions`` are what the inspections use, by their ids. Readings of cases that this person read first, or answered
    in, are not counted: what came out of them is kept from them.
    """
    answered = Exists(Answer.objects.filter(assessment__case=OuterRef("case"), saved_by=person))
    began = Q(case__assessment__started_by=person) | Q(case__assessment__submitted_by=person)
    own = BlindReading.objects.filter(answered | began | Q(first_by=person) | Q(case__allocated_to=person))
    rows = BlindReading.objects.filter(inspection__in=editions, purpose="second", state="submitted")
    found = list(rows.exclude(pk__in=own.values("pk")).values_list("pk", "inspection_id", "first_answers"))
    ids = [pk for pk, *_ in found]
    second, settled = _second(ids), _settled(ids)
    counts: dict[int, int] = {}
    for pk, inspection, first_answers in found:
        first = {name: each["answer"] for name, each in first_answers.items() if each["answer"]}
        compared = compare(editions[inspection].question_by_id, first, _only(second.get(pk, {})))
        if any(each.question not in settled.get(pk, {}) for each in compared.differences):
            counts[inspection] = counts.get(inspection, 0) + 1
    return counts


def first_reading(case: int) -> tuple[int | None, dict[str, dict[str, str]]]:
    """Who submitted the first reading of a case, by its id, and its answers and reasons, to be kept with the second."""
    assessment = CaseAssessment.objects.get(case_id=case)
    rows = assessment.answers.values_list("question", "answer", "reason")
    return assessment.submitted_by_id, {name: {"answer": answer, "reason": reason} for name, answer, reason in rows}


def assessors_of_candidates(inspection: int) -> dict[int, tuple[int, str]]:
    """The submitted cases that were not chosen for a second reading, by number: who submitted them, by id and name."""
    chosen = BlindReading.objects.filter(case=OuterRef("pk"), purpose="second").exclude(state="withdrawn")
    rows = Case.objects.filter(inspection_id=inspection, role="main", assessment__state="submitted")
    rows = rows.exclude(Exists(chosen)).order_by("number")
    fields = ("number", "assessment__submitted_by_id", "assessment__submitted_by__name")
    return {number: (person, name) for number, person, name in rows.values_list(*fields)}


def dip_samples(inspection: int, names: Mapping[int, str]) -> tuple[Drawn, ...]:
    """The dip samples drawn, the latest first; ``names`` those of people by id."""
    rows = DipSample.objects.filter(inspection_id=inspection).select_related("drawn_by").order_by("-id")
    return tuple(
        Drawn(
            *(row.pk, row.seed, row.size, row.of),
            tuple(sorted((names.get(int(who), who), *counts) for who, counts in row.by_assessor.items())),
            row.drawn_by.name,
            row.drawn_at,
        )
        for row in rows
    )


def assessors_drawn(inspection: int) -> frozenset[str]:
    """The ids of those of whom cases were drawn in any dip sample, as they stand in the records of it."""
    rows = DipSample.objects.filter(inspection_id=inspection).values_list("by_assessor", flat=True)
    return frozenset(who for counts in rows for who in counts)


def _second(readings: Collection[int]) -> dict[int, dict[str, tuple[str, str]]]:
    found: dict[int, dict[str, tuple[str, str]]] = {}
    rows = BlindAnswer.objects.filter(reading__in=readings)
    for reading, question, answer, reason in rows.values_list("reading_id", "question", "answer", "reason"):
        found.setdefault(reading, {})[question] = (answer, reason)
    return found


def _settled(readings: Collection[int]) -> dict[int, dict[str, Settled]]:
    found: dict[int, dict[str, Settled]] = {}
    for row in Settlement.objects.filter(reading__in=readings).select_related("settled_by"):
        one = Settled(row.outcome, row.reason, row.version, row.settled_by.name, row.settled_at)
        found.setdefault(row.reading_id, {})[row.question] = one
    return found


def _with_now(found: Mapping[int, Beside], case_of: Mapping[int, int]) -> dict[int, Beside]:
    """The same with what the cases say today, asked for where something was settled so that they should change."""
    changed = [name for name, each in found.items() if any(one.outcome == "second" for one in each.settled.values())]
    if not changed:
        return dict(found)
    now: dict[int, dict[str, str]] = {}
    rows = Answer.objects.filter(assessment__case__in=[case_of[name] for name in changed])
    for case, question, answer in rows.values_list("assessment__case_id", "question", "answer"):
        now.setdefault(case, {})[question] = answer
    return {name: replace(each, now=now.get(case_of[name], {})) for name, each in found.items()}


def _only(answers: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    return {question: answer for question, (answer, _) in answers.items() if answer}
