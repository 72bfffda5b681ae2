"""What a whole inspection is made of: its tables, for an archive, and each of their rows as JSON.

``TABLES`` has every table of an inspection, ``LEFT_OUT`` every other with the reason. A new table is a line in one of
the two, and ``tests/app/store/test_archive_tables.py`` fails until it is.
"""

import base64
import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.db.models import AutoField, Field, ForeignKey, Model, QuerySet, UUIDField
from django.db.models.fields import BinaryField, DateField, DateTimeField, TimeField

from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import (
    AccuracyCheck,
    AccuracyComment,
    AccuracyFile,
    ActionPlan,
    ActionPlanVersion,
    ActionReport,
    Announcement,
    Answer,
    BlindAnswer,
    BlindReading,
    Case,
    CaseAssessment,
    Caseload,
    ClaimSupport,
    ContextFigure,
    ContextValue,
    DipSample,
    DisclosureAnswer,
    DocumentVersion,
    DraftComment,
    DraftPart,
    DraftVersion,
    EmbargoedCopy,
    EmbargoedOpening,
    EmergingFindings,
    EmergingFindingsSeen,
    EvidenceDocument,
    EvidenceRequest,
    Exercise,
    Finding,
    FindingSource,
    Hold,
    Identity,
    Inspection,
    Interview,
    Letter,
    Meeting,
    MeetingNote,
    MeetingPart,
    Membership,
    Milestone,
    NoteBefore,
    Panel,
    PanelDecision,
    Person,
    PhaseChange,
    PlannedAction,
    PreviousRecommendation,
    ProgressFinding,
    PublicActionPlan,
    Publication,
    PublishedFile,
    Quotation,
    Reading,
    Recommendation,
    RecommendationAnswer,
    RecommendationFinding,
    Release,
    Replacement,
    Review,
    Sample,
    Settlement,
    StandardJudgement,
    StoredEdition,
    Survey,
    SurveyResponse,
    Tally,
)


@dataclass(frozen=True)
class Table:
    """A table of an inspection: the ``path`` of lookups from its rows to the inspection, blank for the inspection.

    ``of_names``: it holds nothing but names of people in cases, and is left out with them. ``nameless`` gives what
    stands in a field instead where names are left out. ``only`` narrows the rows; ``by_person`` names fields of JSON
    whose keys are ids of people.
    """

    model: type[Model]
    path: str
    of_names: bool = False
    nameless: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    only: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    by_person: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As the archive calls it: ``caseassessment``."""
        return str(self.model._meta.model_name)

    def rows(self, inspection: int) -> QuerySet[Any]:
        """The rows of an inspection, in the order in which they came to be."""
        found = self.model._base_manager.filter(**{self.path or "pk": inspection}, **self.only)
        return found.order_by("pk")


@dataclass(frozen=True)
class StoredFile:
    """Files that lie beside the database: the field ``key`` of ``model`` says where, ``sha256`` what their hash is.

    ``chunks`` gives the bytes of a key; ``keep`` keeps a file and gives its new key. ``removed`` is the field that says
    when a file was deleted, whose row stays; blank where none is.
    """

    model: type[Model]
    key: str
    sha256: str
    chunks: Callable[[str], Iterator[bytes]]
    keep: Callable[[Any], str]
    removed: str = ""

    def held(self, row: Mapping[str, Any]) -> bool:
        """Whether the file of a row is there, and was not deleted."""
        return not self.removed or row[self.removed] is None


#: Every table of an inspection. A row refers only to rows of tables above its own, or to earlier ones of its own.
TABLES: tuple[Table, ...] = (
    Table(Inspection, ""),
    Table(Milestone, "inspection"),
    Table(PhaseChange, "inspection"),
    Table(Membership, "inspection"),
    Table(Caseload, "inspection", nameless={"content": None, "file_name": ""}),
    Table(Sample, "inspection"),
    Table(Case, "inspection"),
    Table(Identity, "case__inspection", of_names=True),
    Table(Replacement, "withdrawn__inspection"),
    Table(CaseAssessment, "inspection"),
    Table(Answer, "assessment__inspection"),
    Table(StandardJudgement, "inspection"),
    Table(Tally, "inspection"),
    Table(Release, "inspection"),
    Table(Panel, "inspection"),
    Table(PanelDecision, "panel__inspection"),
    # evidence in advance, and the inspected service
    Table(EvidenceRequest, "inspection"),
    Table(EvidenceDocument, "inspection"),
    Table(DocumentVersion, "document__inspection"),
    Table(Reading, "version__document__inspection"),
    Table(Announcement, "inspection"),
    Table(Interview, "inspection"),
    Table(EmergingFindings, "inspection"),
    Table(EmergingFindingsSeen, "findings__inspection"),
    # meetings
    Table(Meeting, "inspection"),
    Table(MeetingPart, "meeting__inspection"),
    Table(MeetingNote, "meeting__inspection"),
    Table(NoteBefore, "note__meeting__inspection"),
    # context data
    Table(ContextFigure, "inspection"),
    Table(ContextValue, "figure__inspection"),
    # quality assurance
    Table(Exercise, "inspection"),
    Table(DipSample, "inspection", by_person=("by_assessor",)),
    Table(BlindReading, "inspection"),
    Table(BlindAnswer, "reading__inspection"),
    Table(Settlement, "reading__inspection"),
    # surveys: a quotation that waits for its check is sealed with the key of its installation
    Table(Survey, "inspection"),
    Table(SurveyResponse, "survey__inspection"),
    Table(Quotation, "survey__inspection", only={"state": "checked"}),
    # findings
    Table(Finding, "inspection"),
    Table(FindingSource, "finding__inspection"),
    # recommendations
    Table(Recommendation, "inspection"),
    Table(RecommendationFinding, "recommendation__inspection"),
    Table(PreviousRecommendation, "inspection"),
    Table(ProgressFinding, "previous__inspection"),
    # drafts of documents
    Table(DraftPart, "inspection"),
    Table(DraftVersion, "draft__inspection"),
    Table(DraftComment, "draft__inspection"),
    Table(ClaimSupport, "inspection"),
    # the letter to a region
    Table(Letter, "inspection"),
    # publications
    Table(Publication, "inspection"),
    Table(PublishedFile, "publication__inspection"),
    # what was answered where a person could be recognised
    Table(DisclosureAnswer, "inspection"),
    # the factual accuracy check
    Table(AccuracyCheck, "inspection"),
    Table(AccuracyComment, "check_of__inspection"),
    Table(AccuracyFile, "comment__check_of__inspection"),
    # action plans
    Table(ActionPlan, "inspection"),
    Table(ActionPlanVersion, "plan__inspection"),
    Table(RecommendationAnswer, "plan__inspection"),
    Table(PlannedAction, "answer__plan__inspection"),
    Table(ActionReport, "action__answer__plan__inspection"),
    Table(PublicActionPlan, "plan__inspection"),
    # quality review, legal holds, embargoed copies
    Table(Review, "inspection"),
    Table(Hold, "inspection"),
    Table(EmbargoedCopy, "inspection", nameless={"name": "", "organisation": "", "email": "", "token_sha256": ""}),
    Table(EmbargoedOpening, "copy__inspection"),
)
#: Files that rows of ``TABLES`` refer to: a line for each model that has some.
STORED_FILES: tuple[StoredFile, ...] = (
    StoredFile(DocumentVersion, "key", "sha256", keeping.chunks, lambda file: keeping.keep(file)[0], "removed_at"),
    StoredFile(PublishedFile, "key", "sha256", keeping.chunks, lambda file: keeping.keep(file)[0]),
    # the factual accuracy check
    StoredFile(AccuracyFile, "key", "sha256", keeping.chunks, lambda file: keeping.keep(file)[0], "removed_at"),
)
#: The tables that no archive holds, and why.
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "AuditChain": "its end stands in the manifest",
        "AuditEntry": "goes with the archive exactly as it is, in audit/entries.jsonl",
        "AuditOrigin": "told by audit/people.jsonl, and made anew where the archive is imported",
        "DocumentText": "read anew from the documents where the archive is imported",
        "ConflictOfInterest": "the installation's own; whom one keeps off the inspection is noted in people.jsonl",
        "Followed": "what a subscriber of one installation follows",
        "Invitation": "an invitation is to one installation",
        "Mail": "what one installation sends",
        "Notification": "what the people of one installation are told; each is made anew by what happens",
        "NotificationChoice": "what the installation knows of its people, and of no one inspection",
        "Person": "goes without password and office, in people.jsonl",
        "Retry": "answers to tries of the last days, of no use elsewhere",
        "ServiceInvitation": "an invitation is to one installation",
        "StoredEdition": "goes as its files, in edition/",
        "Subscriber": "who asked one installation to be told of what it publishes",
        "SurveyLink": "a link leads to one installation",
        "SurveyPool": "answers to a survey that is still open, sealed with the key of the installation",
        "TrainingStatus": "what the installation knows of its people, and of no one inspection",
        "Token": "a token is for one installation",
    }
)
#: What a reference to them is in an archive is not the number of a row of a table.
_ELSEWHERE = (StoredEdition,)


def fields_of(table: Table) -> list[Field[Any, Any]]:
    """The fields of a table that an archive holds, in their order: no key that is counted up, and not the edition."""
    fields = [each for each in table.model._meta.concrete_fields if not isinstance(each, AutoField)]
    return [each for each in fields if target_of(each) not in _ELSEWHERE]


def target_of(one: Field[Any, Any]) -> type[Model] | None:
    """The model to whose rows a field refers; None for any other field."""
    return one.related_model if isinstance(one, ForeignKey) else None


def people_of(inspection: int) -> set[int]:
    """The people to whom the rows of an inspection refer."""
    found: set[int] = set()
    for table in TABLES:
        for each in fields_of(table):
            if target_of(each) is Person:
                rows = table.rows(inspection).filter(**{f"{each.name}__isnull": False}).order_by()
                found |= set(rows.values_list(each.attname, flat=True).distinct())
        for name in table.by_person:
            for value in table.rows(inspection).values_list(name, flat=True):
                found |= set(map(int, value))
    return found


def as_json(one: Field[Any, Any], value: Any) -> Any:
    """The value of a field that is no reference, as JSON."""
    if value is None:
        return None
    if isinstance(one, DateTimeField):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(one, DateField | TimeField):
        return value.isoformat()
    if isinstance(one, UUIDField):
        return str(value)
    if isinstance(one, BinaryField):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def from_json(one: Field[Any, Any], value: Any) -> Any:
    """The value of a field from its JSON. Raises ``ValueError`` where it is none that the field may hold."""
    from django.core.exceptions import ValidationError

    if value is None:
        if not one.null:
            raise ValueError("it is missing")
        return None
    try:
        found = _read(one, value)
        one.run_validators(found)
    except (ValidationError, TypeError, ValueError, OverflowError) as error:
        told = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        raise ValueError(told.rstrip(".")) from error
    if as_json(one, found) != value or type(as_json(one, found)) is not type(value):
        raise ValueError("it is not as an archive writes it")
    return found


def _read(one: Field[Any, Any], value: Any) -> Any:
    if isinstance(one, DateTimeField):
        found = datetime.datetime.fromisoformat(value)
        if found.tzinfo is None:
            raise ValueError("it has no time zone")
        return found
    if isinstance(one, DateField):
        return datetime.date.fromisoformat(value)
    if isinstance(one, TimeField):
        return datetime.time.fromisoformat(value)
    if isinstance(one, BinaryField):
        return base64.b64decode(value, validate=True)
    return one.to_python(value)
