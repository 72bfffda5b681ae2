"""What people are told, whom of it, and where it leads: the one table of it.

``EVENTS`` has what may happen, ``KINDS`` what a person chooses by. tests/spec/notification.md has a row of each event.
The words say what happened and which number it has, and nothing that anyone wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from inspectorate_app.actions.permission import Action


class Delivery(StrEnum):
    """How someone is mailed about a kind."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NEVER = "never"


class Kind(StrEnum):
    """What one chooses by on the page of settings."""

    CASES = "cases"
    READINGS = "readings"
    QUALITY = "quality"
    SAMPLE = "sample"
    ASKED = "asked"
    EVIDENCE = "evidence"
    MEETINGS = "meetings"
    SURVEYS = "surveys"
    PANEL = "panel"
    INSPECTION = "inspection"
    DEADLINES = "deadlines"
    PEOPLE = "people"
    ACCOUNT = "account"


@dataclass(frozen=True)
class KindFacts:
    """A kind in words, and how it is mailed as long as nobody chose otherwise. ``fixed``: nobody can."""

    label: str
    hint: str
    mail: Delivery
    fixed: bool = False


KINDS: Mapping[Kind, KindFacts] = MappingProxyType(
    {
        Kind.CASES: KindFacts("Your cases", "given to you, taken from you, reopened", Delivery.AT_ONCE),
        Kind.READINGS: KindFacts("Blind readings and exercises", "given to you or taken back", Delivery.AT_ONCE),
        Kind.QUALITY: KindFacts("Quality assurance", "readings to settle, training to record", Delivery.DIGEST),
        Kind.SAMPLE: KindFacts("The sample", "to approve, to allocate, cases called up", Delivery.AT_ONCE),
        Kind.ASKED: KindFacts(
            "What the inspectorate asks and shares",
            "evidence, interviews, the announcement, emerging findings",
            Delivery.AT_ONCE,
        ),
        Kind.EVIDENCE: KindFacts("What the service sends", "documents, answers, people who joined", Delivery.DIGEST),
        Kind.MEETINGS: KindFacts("Your meetings", "planned, changed, cancelled", Delivery.AT_ONCE),
        Kind.SURVEYS: KindFacts("Surveys", "closed, with quotations to check", Delivery.DIGEST),
        Kind.PANEL: KindFacts("The ratings panel", "its day, ratings signed off or reopened", Delivery.AT_ONCE),
        Kind.INSPECTION: KindFacts("The inspection", "your place in it, its phase, its dates", Delivery.DIGEST),
        Kind.DEADLINES: KindFacts("Deadlines", "what is due soon, or overdue", Delivery.DIGEST),
        Kind.PEOPLE: KindFacts("People and mail of the service", "invitations accepted, failed mail", Delivery.DIGEST),
        Kind.ACCOUNT: KindFacts("Your account", "password and second factor changed", Delivery.AT_ONCE, fixed=True),
    }
)


@dataclass(frozen=True)
class Place:
    """A page that a notification leads to, and what one must be allowed to be told of it.

    ``number`` is the argument of its address that is the number of the notification, blank for none.
    """

    sees: Action
    route: str
    number: str = ""


@dataclass(frozen=True)
class Event:
    """Something that happens. ``told`` are who may do one of these; empty for those whom the action names.

    ``one`` and ``many`` are its words, for one and for several. Of its ``places`` the first that one may see is shown,
    and who may see none is not told. Without an inspection, places hold for the whole service.
    """

    kind: Kind
    one: str
    places: tuple[Place, ...]
    told: tuple[Action, ...] = ()
    many: str = ""
    mailed: bool = True

    @property
    def sees(self) -> tuple[Action, ...]:
        """What one must be allowed, one of these at least, to be told."""
        return tuple(place.sees for place in self.places)


_A = Action
_OWN_CASES = Place(_A.SEE_OWN_CASES, "cases")
_OWN_CASE = Place(_A.SEE_OWN_CASES, "case", "number")
_READINGS = Place(_A.SEE_OWN_READINGS, "readings")
_SAMPLE = Place(_A.SEE_SAMPLE, "sample")
_SERVICE = Place(_A.SEE_SERVICE_PAGES, "service")
_SERVICE_REQUEST = Place(_A.SEE_SERVICE_PAGES, "service_request", "number")
_SERVICE_REQUESTS = Place(_A.SEE_SERVICE_PAGES, "service_requests")
_INTERVIEW = Place(_A.SEE_SERVICE_PAGES, "service_interview", "number")
_EVIDENCE = Place(_A.SEE_EVIDENCE, "evidence")
_INSPECTED = Place(_A.SEE_INSPECTED_SERVICE, "inspected_service")
_MEETING = Place(_A.SEE_MEETINGS, "meeting", "meeting")
_PANEL = Place(_A.SEE_PANEL, "panel")
_INSPECTION = Place(_A.SEE_INSPECTION, "inspection")
_TIMETABLE = Place(_A.SEE_INSPECTION, "timetable")
_ACCOUNT = Place(_A.SEE_OWN_NOTIFICATIONS, "account")

EVENTS: Mapping[str, Event] = MappingProxyType(
    {
        "case_given": Event(
            Kind.CASES, "Case {number} was given to you", (_OWN_CASE,), many="{count} cases were given to you"
        ),
        "case_taken": Event(Kind.CASES, "Case {number} is no longer yours", (_OWN_CASES,)),
        "case_reopened": Event(Kind.CASES, "The assessment of case {number} was reopened", (_OWN_CASE,)),
        "reading_given": Event(
            Kind.READINGS, "You have a case to read blind", (_READINGS,), many="You have {count} cases to read blind"
        ),
        "reading_taken_back": Event(Kind.READINGS, "A blind reading was taken back", (_READINGS,)),
        "exercise_opened": Event(Kind.READINGS, "A benchmarking exercise waits for you", (_READINGS,)),
        "exercise_closed": Event(
            Kind.READINGS, "An exercise was closed: you can see how others answered", (_READINGS,)
        ),
        "reading_submitted": Event(
            Kind.QUALITY,
            "A second reading was submitted: see what the two readers differ on",
            (Place(_A.SEE_QUALITY, "quality_second", "reading"),),
            (_A.SETTLE_DIFFERENCE,),
        ),
        "training_lacking": Event(
            Kind.QUALITY,
            "Someone who joined the team has no training recorded",
            (Place(_A.SEE_TRAINING, "training"),),
            (_A.RECORD_TRAINING,),
        ),
        "sample_drawn": Event(Kind.SAMPLE, "A sample waits for approval", (_SAMPLE,), (_A.APPROVE_SAMPLE,)),
        "sample_approved": Event(
            Kind.SAMPLE, "The sample was approved: its cases can be allocated", (_SAMPLE,), (_A.ALLOCATE_CASES,)
        ),
        "case_called_up": Event(
            Kind.SAMPLE, "Case {number} was called up from the reserve", (_SAMPLE,), (_A.ALLOCATE_CASES,)
        ),
        "evidence_asked": Event(
            Kind.ASKED,
            "You are asked for evidence",
            (_SERVICE_REQUEST,),
            (_A.SUPPLY_EVIDENCE,),
            "You are asked for evidence: {count} requests",
        ),
        "evidence_asked_again": Event(
            Kind.ASKED, "You are asked again for what is missing", (_SERVICE_REQUEST,), (_A.SUPPLY_EVIDENCE,)
        ),
        "interview_asked": Event(
            Kind.ASKED, "You are asked to arrange an interview", (_INTERVIEW,), (_A.ANSWER_INTERVIEW,)
        ),
        "interview_withdrawn": Event(
            Kind.ASKED,
            "An interview is not needed any more",
            (Place(_A.SEE_SERVICE_PAGES, "service_interviews"),),
            (_A.ANSWER_INTERVIEW,),
        ),
        "announced": Event(
            Kind.ASKED, "You can read the announcement of the inspection", (_SERVICE,), (_A.SEE_SERVICE_PAGES,)
        ),
        "announcement_changed": Event(
            Kind.ASKED, "The announcement of the inspection changed", (_SERVICE,), (_A.SEE_SERVICE_PAGES,)
        ),
        "findings_shared": Event(
            Kind.ASKED,
            "Emerging findings were shared with you",
            (Place(_A.OPEN_EMERGING_FINDINGS, "service_findings"),),
            (_A.OPEN_EMERGING_FINDINGS,),
        ),
        "document_came": Event(
            Kind.EVIDENCE,
            "Document {number} came in",
            (Place(_A.SEE_EVIDENCE, "evidence_document", "document"),),
            (_A.EDIT_EVIDENCE_REQUESTS,),
        ),
        "evidence_not_held": Event(
            Kind.EVIDENCE,
            "The service does not hold what request {number} asks for",
            (Place(_A.SEE_EVIDENCE, "evidence_request", "number"),),
            (_A.EDIT_EVIDENCE_REQUESTS,),
        ),
        "interview_answered": Event(
            Kind.EVIDENCE, "The service answered about interview {number}", (_INSPECTED,), (_A.ASK_FOR_INTERVIEWS,)
        ),
        "service_joined": Event(
            Kind.EVIDENCE,
            "Someone of the service accepted their invitation",
            (_INSPECTED,),
            (_A.MANAGE_INSPECTED_SERVICE,),
        ),
        "meeting_planned": Event(Kind.MEETINGS, "You take part in meeting {number}", (_MEETING,)),
        "meeting_changed": Event(Kind.MEETINGS, "Meeting {number} was changed", (_MEETING,)),
        "meeting_left": Event(Kind.MEETINGS, "You no longer take part in meeting {number}", (_MEETING,)),
        "meeting_cancelled": Event(Kind.MEETINGS, "Meeting {number} was cancelled", (_MEETING,)),
        "survey_closed": Event(
            Kind.SURVEYS,
            "Survey {number} was closed",
            (Place(_A.SEE_SURVEYS, "survey", "survey"),),
            (_A.EXPORT_SURVEYS,),
        ),
        "words_to_check": Event(
            Kind.SURVEYS,
            "Quotations of survey {number} wait to be checked",
            (Place(_A.SEE_SURVEYS, "survey", "survey"),),
            (_A.CHECK_QUOTATIONS,),
        ),
        "panel_opened": Event(Kind.PANEL, "The ratings panel was opened: see its day", (_PANEL,), (_A.SEE_PANEL,)),
        "ratings_signed_off": Event(Kind.PANEL, "The ratings were signed off", (_PANEL,), (_A.SEE_PANEL,)),
        "panel_reopened": Event(Kind.PANEL, "The ratings were reopened", (_PANEL,), (_A.SEE_PANEL,)),
        "team_joined": Event(Kind.INSPECTION, "You were given a role", (_INSPECTION, _SERVICE)),
        "phase_changed": Event(Kind.INSPECTION, "The phase changed", (_INSPECTION,), (_A.SEE_INSPECTION,)),
        "service_phase_changed": Event(
            Kind.INSPECTION, "The inspection of your service is in another phase", (_SERVICE,), (_A.SEE_SERVICE_PAGES,)
        ),
        "dates_changed": Event(
            Kind.INSPECTION,
            "The dates of fieldwork changed",
            (_TIMETABLE, Place(_A.SEE_SERVICE_PAGES, "service_timetable")),
            (_A.SEE_INSPECTION, _A.SEE_SERVICE_PAGES),
        ),
        "evidence_due": Event(
            Kind.DEADLINES,
            "A request for evidence is due soon",
            (_SERVICE_REQUESTS,),
            (_A.SUPPLY_EVIDENCE,),
            "{count} requests for evidence are due soon",
        ),
        "evidence_overdue": Event(
            Kind.DEADLINES,
            "A request for evidence is overdue",
            (_EVIDENCE, _SERVICE_REQUESTS),
            (_A.EDIT_EVIDENCE_REQUESTS, _A.SUPPLY_EVIDENCE),
            "{count} requests for evidence are overdue",
        ),
        "cases_due": Event(
            Kind.DEADLINES,
            "Fieldwork ends soon: you have a case to submit",
            (_OWN_CASES,),
            many="Fieldwork ends soon: you have {count} cases to submit",
        ),
        "phase_due": Event(Kind.DEADLINES, "The phase is due to end soon", (_TIMETABLE,), (_A.MOVE_PHASE,)),
        "phase_overdue": Event(Kind.DEADLINES, "The phase is overdue", (_TIMETABLE,), (_A.MOVE_PHASE,)),
        "panel_soon": Event(Kind.DEADLINES, "The ratings panel sits soon", (_PANEL,), (_A.SEE_PANEL,)),
        "survey_closing": Event(
            Kind.DEADLINES,
            "Survey {number} reaches its last day",
            (Place(_A.SEE_SURVEYS, "survey", "survey"),),
            (_A.MANAGE_SURVEYS,),
        ),
        "names_due": Event(
            Kind.DEADLINES, "The names of people are about to be deleted", (_INSPECTION,), (_A.DELETE_NAMES,)
        ),
        "training_ending": Event(
            Kind.DEADLINES,
            "Someone's training ends soon",
            (Place(_A.SEE_TRAINING, "training"),),
            (_A.RECORD_TRAINING,),
            "The training of {count} people ends soon",
        ),
        "invitation_accepted": Event(
            Kind.PEOPLE, "Someone whom you invited has joined", (Place(_A.SEE_PEOPLE, "people"),)
        ),
        "mail_given_up": Event(
            Kind.PEOPLE, "A mail could not be delivered", (Place(_A.SEE_MAIL, "mail"),), (_A.SEE_MAIL,), mailed=False
        ),
        "password_changed": Event(Kind.ACCOUNT, "Your password was changed", (_ACCOUNT,)),
        "second_factor_changed": Event(
            Kind.ACCOUNT, "Your second factor or its recovery codes were changed", (_ACCOUNT,)
        ),
        "sign_in_renewed": Event(Kind.ACCOUNT, "Your password was set anew by a link", (_ACCOUNT,)),
    }
)


def words(event: str, number: int, count: int) -> str:
    """What a notification says."""
    known = EVENTS[event]
    text = known.many if known.many and count > 1 else known.one
    return text.format(number=number, count=count)
