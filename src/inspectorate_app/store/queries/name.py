"""Of which inspections names of people are kept, and where people write what may name someone."""

import datetime
import operator
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from inspectorate.inspection import Phase
from inspectorate_app.store.models import (
    AccuracyCheck,
    AccuracyComment,
    ActionPlanVersion,
    ActionReport,
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
    Publication,
    Quotation,
    Reading,
    RecommendationAnswer,
    Replacement,
    Review,
    Settlement,
)

#: The phases in which no rating rests any more on what was written about single cases.
PUBLISHED = (Phase.PUBLISHED.value, Phase.FOLLOW_UP.value, Phase.CLOSED.value)
#: The phase in which no judgement of what is done about recommendations is made any more.
CLOSED = (Phase.CLOSED.value,)


@dataclass(frozen=True)
class Written:
    """A table in which people write what may name someone: ``path`` leads from its rows to the inspection.

    ``blank`` is what stands in its fields once what was written was deleted, which is in one of its ``phases``.
    """

    model: type[Model]
    path: str
    blank: Mapping[str, Any]
    phases: Collection[str] = PUBLISHED

    def rows(self, inspection: Any) -> QuerySet[Any]:
        """The rows of an inspection in which something is written; also of one of an outer query."""
        return self.model._base_manager.filter(**{self.path: inspection}).exclude(**self.blank)


#: What is deleted on the day for names, once it is published or closed. docs/explanation/what-is-held.md says it too.
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
    Written(AccuracyCheck, "inspection", {"letter": "", "remark": "", "extended_because": "", "reason": ""}),
    Written(
        AccuracyComment,
        "check_of__inspection",
        {"quoted": "", "correction": "", "evidence": "", "answer": "", "changes": ""},
    ),
    Written(Review, "inspection", {"asked_for": "", "words": ""}),
    Written(DisclosureAnswer, "inspection", {"reason": ""}),
    Written(Hold, "inspection", {"reason": "", "lifted_because": ""}),
    Written(Publication, "inspection", {"reason": ""}),
    # on what is done about recommendations: what is told of it in public stays
    Written(ActionPlanVersion, "plan__inspection", {"remarks": ""}, CLOSED),
    Written(RecommendationAnswer, "plan__inspection", {"evidence": ""}, CLOSED),
    Written(ActionReport, "action__answer__plan__inspection", {"words": ""}, CLOSED),
)


def inspections_due(today: datetime.date) -> tuple[str, ...]:
    """The slugs of inspections whose day for deleting names has come, and that still hold some.

    Or that hold what was written about cases and by the team, and are in a phase in which nothing rests on it any more;
    or words of surveys that nobody has looked through for names.
    """
    held = Caseload.objects.filter(inspection=OuterRef("pk"), content__isnull=False)
    known = Identity.objects.filter(case__inspection=OuterRef("pk"))
    notes = reduce(operator.or_, (Q(Exists(each.rows(OuterRef("pk"))), phase__in=each.phases) for each in WRITTEN))
    words = Q(Exists(Quotation.objects.filter(survey__inspection=OuterRef("pk"), state="waiting")))
    due = Inspection.objects.filter(Q(Exists(known)) | Q(Exists(held)) | notes | words, names_delete_on__lte=today)
    return tuple(due.values_list("slug", flat=True))


def held(inspection: int) -> tuple[int, int]:
    """How many names of people in cases, and how many caseloads, an inspection holds."""
    caseloads = Caseload.objects.filter(inspection_id=inspection, content__isnull=False)
    return Identity.objects.filter(case__inspection_id=inspection).count(), caseloads.count()
