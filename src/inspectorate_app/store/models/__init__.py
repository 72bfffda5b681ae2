"""The tables, a file a noun. Imported by ``store.queries`` and ``actions`` alone."""

from inspectorate_app.store.models.accuracy import AccuracyCheck, AccuracyComment, AccuracyFile
from inspectorate_app.store.models.action_plan import (
    ActionPlan,
    ActionPlanVersion,
    ActionReport,
    PlannedAction,
    PublicActionPlan,
    RecommendationAnswer,
)
from inspectorate_app.store.models.archive import AuditOrigin
from inspectorate_app.store.models.assessment import Answer, CaseAssessment
from inspectorate_app.store.models.audit import AuditChain, AuditEntry
from inspectorate_app.store.models.blind_reading import BlindAnswer, BlindReading, DipSample, Settlement
from inspectorate_app.store.models.conflict import ConflictOfInterest
from inspectorate_app.store.models.context import ContextFigure, ContextValue
from inspectorate_app.store.models.disclosure import DisclosureAnswer
from inspectorate_app.store.models.draft import ClaimSupport, DraftComment, DraftPart, DraftVersion
from inspectorate_app.store.models.edition import StoredEdition
from inspectorate_app.store.models.embargo import EmbargoedCopy, EmbargoedOpening
from inspectorate_app.store.models.evidence import (
    DocumentText,
    DocumentVersion,
    EvidenceDocument,
    EvidenceRequest,
    Reading,
)
from inspectorate_app.store.models.exercise import Exercise
from inspectorate_app.store.models.finding import Finding, FindingSource
from inspectorate_app.store.models.hold import Hold
from inspectorate_app.store.models.inspection import Inspection, Membership, Milestone, PhaseChange
from inspectorate_app.store.models.letter import Letter
from inspectorate_app.store.models.meeting import Meeting, MeetingNote, MeetingPart, NoteBefore
from inspectorate_app.store.models.notification import Mail, Notification, NotificationChoice
from inspectorate_app.store.models.panel import Panel, PanelDecision
from inspectorate_app.store.models.person import Invitation, Person
from inspectorate_app.store.models.publication import Publication, PublishedFile
from inspectorate_app.store.models.recommendation import (
    PreviousRecommendation,
    ProgressFinding,
    Recommendation,
    RecommendationFinding,
)
from inspectorate_app.store.models.release import Release
from inspectorate_app.store.models.retry import Retry
from inspectorate_app.store.models.review import Review
from inspectorate_app.store.models.sample import Case, Caseload, Identity, Replacement, Sample
from inspectorate_app.store.models.service import (
    Announcement,
    EmergingFindings,
    EmergingFindingsSeen,
    Interview,
    ServiceInvitation,
)
from inspectorate_app.store.models.standard import StandardJudgement
from inspectorate_app.store.models.subscriber import Followed, Subscriber
from inspectorate_app.store.models.survey import Quotation, Survey, SurveyLink, SurveyPool, SurveyResponse
from inspectorate_app.store.models.tally import Tally
from inspectorate_app.store.models.token import Token
from inspectorate_app.store.models.training import TrainingStatus

__all__ = [
    "AccuracyCheck",
    "AccuracyComment",
    "AccuracyFile",
    "ActionPlan",
    "ActionPlanVersion",
    "ActionReport",
    "Announcement",
    "Answer",
    "AuditChain",
    "AuditEntry",
    "AuditOrigin",
    "BlindAnswer",
    "BlindReading",
    "Case",
    "CaseAssessment",
    "Caseload",
    "ClaimSupport",
    "ConflictOfInterest",
    "ContextFigure",
    "ContextValue",
    "DipSample",
    "DisclosureAnswer",
    "DocumentText",
    "DocumentVersion",
    "DraftComment",
    "DraftPart",
    "DraftVersion",
    "EmbargoedCopy",
    "EmbargoedOpening",
    "EmergingFindings",
    "EmergingFindingsSeen",
    "EvidenceDocument",
    "EvidenceRequest",
    "Exercise",
    "Finding",
    "FindingSource",
    "Followed",
    "Hold",
    "Identity",
    "Inspection",
    "Interview",
    "Invitation",
    "Letter",
    "Mail",
    "Meeting",
    "MeetingNote",
    "MeetingPart",
    "Membership",
    "Milestone",
    "NoteBefore",
    "Notification",
    "NotificationChoice",
    "Panel",
    "PanelDecision",
    "Person",
    "PhaseChange",
    "PlannedAction",
    "PreviousRecommendation",
    "ProgressFinding",
    "PublicActionPlan",
    "Publication",
    "PublishedFile",
    "Quotation",
    "Reading",
    "Recommendation",
    "RecommendationAnswer",
    "RecommendationFinding",
    "Release",
    "Replacement",
    "Retry",
    "Review",
    "Sample",
    "ServiceInvitation",
    "Settlement",
    "StandardJudgement",
    "StoredEdition",
    "Subscriber",
    "Survey",
    "SurveyLink",
    "SurveyPool",
    "SurveyResponse",
    "Tally",
    "Token",
    "TrainingStatus",
]
