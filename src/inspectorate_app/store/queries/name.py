"""Of which inspections names of people are kept, and where people write what may name someone."""

import datetime
import operator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from inspectorate.inspection import Phase
from inspectorate_app.store.models import (
    AccuracyCheck,
    AccuracyComment,
    Announcement,
    Answer,
    BlindAnswer,
    BlindReading,
    CaseAssessment,
    Caseload,
    DisclosureAnswer,
    DraftComment,
    Exercise,
    Hold,
    Identity,
    Inspection,
    Interview,
    Meeting,
    MeetingNote,
    NoteBefore,
    Quotation,
    Reading,
    Replacement,
    Review,
    Settlement,
)

#: The phases in which no rating rests any more on what was written about single cases.
PUBLISHED = (Phase.PUBLISHED.value, Phase.FOLLOW_UP.value, Phase.CLOSED.value)


@dataclass(frozen=True)
class Written:
    """A table in which people write what may name someone: ``path`` leads from its rows to the inspection.

    ``blank`` is what stands in its fields once what was written was deleted.
    """

    model: type[Model]
    path: str
    blank: Mapping[str, Any]

    def rows(self, inspection: Any) -> QuerySet[Any]:
        """The rows of an inspection in which something is written; also of one of an outer query."""
        return self.model._base_manager.filter(**{self.path: inspection}).exclude(**self.blank)


#: What is deleted on the day for names, once the inspection is published. docs/explanation/what-is-held.md says it too.
WRITTEN = (
    # about cases
    Written(Answer, "assessment__inspection", {"reason": ""}),
    Written(CaseAssessment, "inspection", {"interview_notes": ""}),
    Written(Replacement, "withdrawn__inspection", {"reason": ""}),
    Written(BlindAnswer, "reading__inspection", {"reason": ""}),
    Written(BlindReading, "inspection", {"why": ""}),
    Written(Settlement, "reading__inspection", {"reason": ""}),
    Written(Exercise, "inspection", {"scenario": ""}),
    # about and to the people of the inspected service
    Written(Reading, "version__document__inspection", {"note": ""}),
    Written(MeetingNote, "meeting__inspection", {"text": ""}),
    Written(NoteBefore, "note__meeting__inspection", {"text": ""}),
    Written(Meeting, "inspection", {"attendees": [], "cancelled_because": ""}),
    Written(Interview, "inspection", {"whom": "", "about": "", "answer": ""}),
    Written(Announcement, "inspection", {"text": ""}),
    # on drafts of what has been published
    Written(DraftComment, "draft__inspection", {"quoted": "", "text": "", "answer": ""}),
    # between the inspected service and the team on what was to be published
    Written(AccuracyCheck, "inspection", {"letter": "", "remark": ""}),
    Written(
        AccuracyComment,
        "check_of__inspection",
        {"quoted": "", "correction": "", "evidence": "", "answer": "", "changes": ""},
    ),
    Written(Review, "inspection", {"asked_for": "", "words": ""}),
    Written(DisclosureAnswer, "inspection", {"reason": ""}),
    Written(Hold, "inspection", {"reason": "", "lifted_because": ""}),
)


def inspections_due(today: datetime.date) -> tuple[str, ...]:
    """The slugs of inspections whose day for deleting names has come, and that still hold some.

    Or that hold what was written about cases and by the team, and have been published: before that ratings rest on it;
    or words of surveys that nobody has looked through for names.
    """
    held = Caseload.objects.filter(inspection=OuterRef("pk"), content__isnull=False)
    known = Identity.objects.filter(case__inspection=OuterRef("pk"))
    written = reduce(operator.or_, (Q(Exists(each.rows(OuterRef("pk")))) for each in WRITTEN))
    notes = Q(phase__in=PUBLISHED) & written
    words = Q(Exists(Quotation.objects.filter(survey__inspection=OuterRef("pk"), state="waiting")))
    due = Inspection.objects.filter(Q(Exists(known)) | Q(Exists(held)) | notes | words, names_delete_on__lte=today)
    return tuple(due.values_list("slug", flat=True))


def held(inspection: int) -> tuple[int, int]:
    """How many names of people in cases, and how many caseloads, an inspection holds."""
    caseloads = Caseload.objects.filter(inspection_id=inspection, content__isnull=False)
    return Identity.objects.filter(case__inspection_id=inspection).count(), caseloads.count()
