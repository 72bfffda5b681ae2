"""What people are told, whom of it, and where it leads: the one table of it.

``EVENTS`` has what may happen, ``KINDS`` what a person chooses by. tests/spec/notification.md has a row of each event.
The words say what happened and which number it has, and nothing that anyone wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from inspectorate.language import gettext as _
from inspectorate.language import noted
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
    RECOMMENDATIONS = "recommendations"
    REVIEW = "review"
    INSPECTION = "inspection"
    PUBLICATION = "publication"
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
        Kind.CASES: KindFacts(noted("Your cases"), noted("given to you, taken from you, reopened"), Delivery.AT_ONCE),
        Kind.READINGS: KindFacts(
            noted("Blind readings and exercises"), noted("given to you or taken back"), Delivery.AT_ONCE
        ),
        Kind.QUALITY: KindFacts(
            noted("Quality assurance"), noted("readings to settle, training to record"), Delivery.DIGEST
        ),
        Kind.SAMPLE: KindFacts(
            noted("The sample"), noted("to approve, to allocate, cases called up"), Delivery.AT_ONCE
        ),
        Kind.ASKED: KindFacts(
            noted("What the inspectorate asks and shares"),
            noted("evidence, interviews, the announcement, emerging findings, the draft report"),
            Delivery.AT_ONCE,
        ),
        Kind.EVIDENCE: KindFacts(
            noted("What the service sends"), noted("documents, answers, people who joined"), Delivery.DIGEST
        ),
        Kind.MEETINGS: KindFacts(noted("Your meetings"), noted("planned, changed, cancelled"), Delivery.AT_ONCE),
        Kind.SURVEYS: KindFacts(noted("Surveys"), noted("closed, with quotations to check"), Delivery.DIGEST),
        Kind.PANEL: KindFacts(
            noted("The ratings panel"), noted("its day, ratings signed off or reopened"), Delivery.AT_ONCE
        ),
        Kind.RECOMMENDATIONS: KindFacts(
            noted("Recommendations and action plans"),
            noted("proposed, taken on, answered, sent back, followed up"),
            Delivery.AT_ONCE,
        ),
        Kind.REVIEW: KindFacts(
            noted("Documents on their way out"),
            noted("quality reviews, legal holds, embargoed copies"),
            Delivery.AT_ONCE,
        ),
        Kind.INSPECTION: KindFacts(
            noted("The inspection"), noted("your place in it, its phase, its dates"), Delivery.DIGEST
        ),
        Kind.PUBLICATION: KindFacts(
            noted("Publication"), noted("prepared, approved, published, or why not"), Delivery.AT_ONCE
        ),
        Kind.DEADLINES: KindFacts(noted("Deadlines"), noted("what is due soon, or overdue"), Delivery.DIGEST),
        Kind.PEOPLE: KindFacts(
            noted("People and mail of the service"), noted("invitations accepted, failed mail"), Delivery.DIGEST
        ),
        Kind.ACCOUNT: KindFacts(
            noted("Your account"), noted("password and second factor changed"), Delivery.AT_ONCE, fixed=True
        ),
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
    and who may see none is not told. Without an inspection, places hold for the whole service. With ``offices``,
    whoever may by their office is told too: otherwise offices, which reach every inspection, hear of none.
    """

    kind: Kind
    one: str
    places: tuple[Place, ...]
    told: tuple[Action, ...] = ()
    many: str = ""
    mailed: bool = True
    offices: bool = False

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
_RECOMMENDATION = Place(_A.SEE_RECOMMENDATIONS, "recommendation", "recommendation")
_SERVICE_PLAN = Place(_A.SEE_SERVICE_PAGES, "service_plan")
_ACTION_PLAN = Place(_A.SEE_ACTION_PLAN, "action_plan")
_REVIEW = Place(_A.SEE_REVIEWS, "review", "number")
_HOLDS = Place(_A.SEE_HOLDS, "holds")
_EMBARGOED = Place(_A.SEE_EMBARGOED, "embargoed_copy", "copy")
_INSPECTION = Place(_A.SEE_INSPECTION, "inspection")
_TIMETABLE = Place(_A.SEE_INSPECTION, "timetable")
_PUBLICATION = Place(_A.SEE_PUBLICATION, "publication")
_PREPARES = (_A.PREPARE_PUBLICATION, _A.APPROVE_PUBLICATION)
_ACCURACY = Place(_A.SEE_ACCURACY, "accuracy")
_SERVICE_ACCURACY = Place(_A.COMMENT_ACCURACY, "service_accuracy")
_ACCOUNT = Place(_A.SEE_OWN_NOTIFICATIONS, "account")

EVENTS: Mapping[str, Event] = MappingProxyType(
    {
        "case_given": Event(
            Kind.CASES,
            noted("Case {number} was given to you"),
            (_OWN_CASE,),
            many=noted("{count} cases were given to you"),
        ),
        "case_taken": Event(Kind.CASES, noted("Case {number} is no longer yours"), (_OWN_CASES,)),
        "case_reopened": Event(Kind.CASES, noted("The assessment of case {number} was reopened"), (_OWN_CASE,)),
        "reading_given": Event(
            Kind.READINGS,
            noted("You have a case to read blind"),
            (_READINGS,),
            many=noted("You have {count} cases to read blind"),
        ),
        "reading_taken_back": Event(Kind.READINGS, noted("A blind reading was taken back"), (_READINGS,)),
        "exercise_opened": Event(Kind.READINGS, noted("A benchmarking exercise waits for you"), (_READINGS,)),
        "exercise_closed": Event(
            Kind.READINGS, noted("An exercise was closed: you can see how others answered"), (_READINGS,)
        ),
        "reading_submitted": Event(
            Kind.QUALITY,
            noted("A second reading was submitted: see what the two readers differ on"),
            (Place(_A.SEE_QUALITY, "quality_second", "reading"),),
            (_A.SETTLE_DIFFERENCE,),
        ),
        "training_lacking": Event(
            Kind.QUALITY,
            noted("Someone who joined the team has no training recorded"),
            (Place(_A.SEE_TRAINING, "training"),),
            (_A.RECORD_TRAINING,),
        ),
        "sample_drawn": Event(Kind.SAMPLE, noted("A sample waits for approval"), (_SAMPLE,), (_A.APPROVE_SAMPLE,)),
        "sample_approved": Event(
            Kind.SAMPLE, noted("The sample was approved: its cases can be allocated"), (_SAMPLE,), (_A.ALLOCATE_CASES,)
        ),
        "case_called_up": Event(
            Kind.SAMPLE, noted("Case {number} was called up from the reserve"), (_SAMPLE,), (_A.ALLOCATE_CASES,)
        ),
        "evidence_asked": Event(
            Kind.ASKED,
            noted("You are asked for evidence"),
            (_SERVICE_REQUEST,),
            (_A.SUPPLY_EVIDENCE,),
            noted("You are asked for evidence: {count} requests"),
        ),
        "evidence_asked_again": Event(
            Kind.ASKED, noted("You are asked again for what is missing"), (_SERVICE_REQUEST,), (_A.SUPPLY_EVIDENCE,)
        ),
        "interview_asked": Event(
            Kind.ASKED, noted("You are asked to arrange an interview"), (_INTERVIEW,), (_A.ANSWER_INTERVIEW,)
        ),
        "interview_withdrawn": Event(
            Kind.ASKED,
            noted("An interview is not needed any more"),
            (Place(_A.SEE_SERVICE_PAGES, "service_interviews"),),
            (_A.ANSWER_INTERVIEW,),
        ),
        "announced": Event(
            Kind.ASKED, noted("You can read the announcement of the inspection"), (_SERVICE,), (_A.SEE_SERVICE_PAGES,)
        ),
        "announcement_changed": Event(
            Kind.ASKED, noted("The announcement of the inspection changed"), (_SERVICE,), (_A.SEE_SERVICE_PAGES,)
        ),
        "findings_shared": Event(
            Kind.ASKED,
            noted("Emerging findings were shared with you"),
            (Place(_A.OPEN_EMERGING_FINDINGS, "service_findings"),),
            (_A.OPEN_EMERGING_FINDINGS,),
        ),
        "document_came": Event(
            Kind.EVIDENCE,
            noted("Document {number} came in"),
            (Place(_A.SEE_EVIDENCE, "evidence_document", "document"),),
            (_A.EDIT_EVIDENCE_REQUESTS,),
        ),
        "evidence_not_held": Event(
            Kind.EVIDENCE,
            noted("The service does not hold what request {number} asks for"),
            (Place(_A.SEE_EVIDENCE, "evidence_request", "number"),),
            (_A.EDIT_EVIDENCE_REQUESTS,),
        ),
        "interview_answered": Event(
            Kind.EVIDENCE,
            noted("The service answered about interview {number}"),
            (_INSPECTED,),
            (_A.ASK_FOR_INTERVIEWS,),
        ),
        "service_joined": Event(
            Kind.EVIDENCE,
            noted("Someone of the service accepted their invitation"),
            (_INSPECTED,),
            (_A.MANAGE_INSPECTED_SERVICE,),
        ),
        "meeting_planned": Event(Kind.MEETINGS, noted("You take part in meeting {number}"), (_MEETING,)),
        "meeting_changed": Event(Kind.MEETINGS, noted("Meeting {number} was changed"), (_MEETING,)),
        "meeting_left": Event(Kind.MEETINGS, noted("You no longer take part in meeting {number}"), (_MEETING,)),
        "meeting_cancelled": Event(Kind.MEETINGS, noted("Meeting {number} was cancelled"), (_MEETING,)),
        "survey_closed": Event(
            Kind.SURVEYS,
            noted("Survey {number} was closed"),
            (Place(_A.SEE_SURVEYS, "survey", "survey"),),
            (_A.EXPORT_SURVEYS,),
        ),
        "words_to_check": Event(
            Kind.SURVEYS,
            noted("Quotations of survey {number} wait to be checked"),
            (Place(_A.SEE_SURVEYS, "survey", "survey"),),
            (_A.CHECK_QUOTATIONS,),
        ),
        "panel_opened": Event(
            Kind.PANEL, noted("The ratings panel was opened: see its day"), (_PANEL,), (_A.SEE_PANEL,)
        ),
        "ratings_signed_off": Event(Kind.PANEL, noted("The ratings were signed off"), (_PANEL,), (_A.SEE_PANEL,)),
        "panel_reopened": Event(Kind.PANEL, noted("The ratings were reopened"), (_PANEL,), (_A.SEE_PANEL,)),
        # the room of recommendations
        "recommendation_proposed": Event(
            Kind.RECOMMENDATIONS,
            noted("A recommendation was proposed, for you to take on or not"),
            (_RECOMMENDATION,),
            (_A.WRITE_RECOMMENDATION,),
        ),
        "recommendation_taken_on": Event(
            Kind.RECOMMENDATIONS, noted("What you proposed is now a recommendation"), (_RECOMMENDATION,)
        ),
        # the room of action plans
        "plan_asked": Event(
            Kind.RECOMMENDATIONS,
            noted("The report is published: answer its recommendations with an action plan"),
            (_SERVICE_PLAN,),
            (_A.WRITE_ACTION_PLAN,),
        ),
        "plan_submitted": Event(
            Kind.RECOMMENDATIONS,
            noted("The service submitted its action plan"),
            (_ACTION_PLAN,),
            (_A.DECIDE_ACTION_PLAN,),
        ),
        "plan_accepted": Event(
            Kind.RECOMMENDATIONS, noted("Your action plan was accepted"), (_SERVICE_PLAN,), (_A.WRITE_ACTION_PLAN,)
        ),
        "plan_sent_back": Event(
            Kind.RECOMMENDATIONS,
            noted("Your action plan was sent back with remarks"),
            (_SERVICE_PLAN,),
            (_A.WRITE_ACTION_PLAN,),
        ),
        "progress_reported": Event(
            Kind.RECOMMENDATIONS,
            noted("The service reported on action {number} of its plan"),
            (_ACTION_PLAN,),
            (_A.JUDGE_FOLLOW_UP,),
        ),
        "plan_published": Event(
            Kind.RECOMMENDATIONS,
            noted("Your action plan and how far it is were published"),
            (_SERVICE_PLAN,),
            (_A.WRITE_ACTION_PLAN,),
        ),
        # quality review, legal holds, embargoed copies
        "review_asked": Event(
            Kind.REVIEW,
            noted("A document waits for quality review {number}"),
            (_REVIEW,),
            (_A.REVIEW_DRAFT,),
            offices=True,
        ),
        "review_passed": Event(Kind.REVIEW, noted("Quality review {number} was passed"), (_REVIEW,), (_A.WRITE_DRAFT,)),
        "review_returned": Event(
            Kind.REVIEW,
            noted("Quality review {number} was returned: see what must change"),
            (_REVIEW,),
            (_A.WRITE_DRAFT,),
        ),
        "hold_placed": Event(
            Kind.REVIEW,
            noted("A legal hold was placed: nothing goes outside"),
            (_HOLDS,),
            (_A.SEE_HOLDS,),
            offices=True,
        ),
        "hold_lifted": Event(
            Kind.REVIEW, noted("Legal hold {number} was lifted"), (_HOLDS,), (_A.SEE_HOLDS,), offices=True
        ),
        "copy_opened": Event(Kind.REVIEW, noted("Embargoed copy {number} was opened"), (_EMBARGOED,)),
        "team_joined": Event(Kind.INSPECTION, noted("You were given a role"), (_INSPECTION, _SERVICE)),
        "phase_changed": Event(Kind.INSPECTION, noted("The phase changed"), (_INSPECTION,), (_A.SEE_INSPECTION,)),
        "service_phase_changed": Event(
            Kind.INSPECTION,
            noted("The inspection of your service is in another phase"),
            (_SERVICE,),
            (_A.SEE_SERVICE_PAGES,),
        ),
        "dates_changed": Event(
            Kind.INSPECTION,
            noted("The dates of fieldwork changed"),
            (_TIMETABLE, Place(_A.SEE_SERVICE_PAGES, "service_timetable")),
            (_A.SEE_INSPECTION, _A.SEE_SERVICE_PAGES),
        ),
        # the room of publication
        "publication_prepared": Event(
            Kind.PUBLICATION,
            noted("A publication is prepared and waits for approval"),
            (_PUBLICATION,),
            _PREPARES,
            offices=True,
        ),
        "publication_failed": Event(
            Kind.PUBLICATION,
            noted("The files of a publication could not be made"),
            (_PUBLICATION,),
            (_A.PREPARE_PUBLICATION,),
            offices=True,
        ),
        "publication_approved": Event(
            Kind.PUBLICATION, noted("A publication was approved: see its day"), (_PUBLICATION,), _PREPARES, offices=True
        ),
        "publication_withdrawn": Event(
            Kind.PUBLICATION,
            noted("A publication or its approval was withdrawn"),
            (_PUBLICATION,),
            _PREPARES,
            offices=True,
        ),
        "publication_stopped": Event(
            Kind.PUBLICATION,
            noted("An inspection was due to be published and was not: see why"),
            (_PUBLICATION,),
            _PREPARES,
            offices=True,
        ),
        "published": Event(
            Kind.PUBLICATION,
            noted("The inspection is published"),
            (_PUBLICATION, _INSPECTION, _SERVICE),
            (_A.SEE_PUBLICATION, _A.SEE_INSPECTION, _A.SEE_SERVICE_PAGES),
            offices=True,
        ),
        "correction_published": Event(
            Kind.PUBLICATION,
            noted("A correction of the inspection is published"),
            (_PUBLICATION, _INSPECTION, _SERVICE),
            (_A.SEE_PUBLICATION, _A.SEE_INSPECTION, _A.SEE_SERVICE_PAGES),
            offices=True,
        ),
        "evidence_due": Event(
            Kind.DEADLINES,
            noted("A request for evidence is due soon"),
            (_SERVICE_REQUESTS,),
            (_A.SUPPLY_EVIDENCE,),
            noted("{count} requests for evidence are due soon"),
        ),
        "evidence_overdue": Event(
            Kind.DEADLINES,
            noted("A request for evidence is overdue"),
            (_EVIDENCE, _SERVICE_REQUESTS),
            (_A.EDIT_EVIDENCE_REQUESTS, _A.SUPPLY_EVIDENCE),
            noted("{count} requests for evidence are overdue"),
        ),
        "cases_due": Event(
            Kind.DEADLINES,
            noted("Fieldwork ends soon: you have a case to submit"),
            (_OWN_CASES,),
            many=noted("Fieldwork ends soon: you have {count} cases to submit"),
        ),
        "phase_due": Event(Kind.DEADLINES, noted("The phase is due to end soon"), (_TIMETABLE,), (_A.MOVE_PHASE,)),
        "phase_overdue": Event(Kind.DEADLINES, noted("The phase is overdue"), (_TIMETABLE,), (_A.MOVE_PHASE,)),
        "panel_soon": Event(Kind.DEADLINES, noted("The ratings panel sits soon"), (_PANEL,), (_A.SEE_PANEL,)),
        "survey_closing": Event(
            Kind.DEADLINES,
            noted("Survey {number} reaches its last day"),
            (Place(_A.SEE_SURVEYS, "survey", "survey"),),
            (_A.MANAGE_SURVEYS,),
        ),
        "plan_due": Event(
            Kind.DEADLINES, noted("Your action plan is due soon"), (_SERVICE_PLAN,), (_A.WRITE_ACTION_PLAN,)
        ),
        "plan_overdue": Event(
            Kind.DEADLINES,
            noted("The action plan is overdue"),
            (_ACTION_PLAN, _SERVICE_PLAN),
            (_A.SET_PLAN_DEADLINE, _A.WRITE_ACTION_PLAN),
        ),
        "progress_due": Event(
            Kind.DEADLINES,
            noted("It is nearly time to report on your action plan"),
            (_SERVICE_PLAN,),
            (_A.REPORT_ON_ACTION,),
        ),
        "progress_overdue": Event(
            Kind.DEADLINES,
            noted("A report on the action plan is overdue"),
            (_ACTION_PLAN, _SERVICE_PLAN),
            (_A.JUDGE_FOLLOW_UP, _A.REPORT_ON_ACTION),
        ),
        "names_due": Event(
            Kind.DEADLINES, noted("The names of people are about to be deleted"), (_INSPECTION,), (_A.DELETE_NAMES,)
        ),
        "training_ending": Event(
            Kind.DEADLINES,
            noted("Someone's training ends soon"),
            (Place(_A.SEE_TRAINING, "training"),),
            (_A.RECORD_TRAINING,),
            noted("The training of {count} people ends soon"),
        ),
        "invitation_accepted": Event(
            Kind.PEOPLE, noted("Someone whom you invited has joined"), (Place(_A.SEE_PEOPLE, "people"),)
        ),
        "mail_given_up": Event(
            Kind.PEOPLE,
            noted("A mail could not be delivered"),
            (Place(_A.SEE_MAIL, "mail"),),
            (_A.SEE_MAIL,),
            mailed=False,
        ),
        # the factual accuracy check
        "accuracy_sent": Event(
            Kind.ASKED,
            noted("You can check the draft report for factual accuracy"),
            (_SERVICE_ACCURACY,),
            (_A.COMMENT_ACCURACY,),
        ),
        "accuracy_extended": Event(
            Kind.ASKED,
            noted("You have more time to check the draft report"),
            (_SERVICE_ACCURACY,),
            (_A.COMMENT_ACCURACY,),
        ),
        "accuracy_answered": Event(
            Kind.ASKED,
            noted("The factual accuracy check was closed: see the answers"),
            (_SERVICE_ACCURACY,),
            (_A.COMMENT_ACCURACY,),
        ),
        "accuracy_submitted": Event(
            Kind.EVIDENCE,
            noted("The service answered the factual accuracy check"),
            (_ACCURACY,),
            (_A.ANSWER_ACCURACY,),
        ),
        "accuracy_due": Event(
            Kind.DEADLINES,
            noted("Your comments on the draft report are due soon"),
            (_SERVICE_ACCURACY,),
            (_A.COMMENT_ACCURACY,),
        ),
        "accuracy_overdue": Event(
            Kind.DEADLINES,
            noted("The service has not answered the factual accuracy check"),
            (_ACCURACY,),
            (_A.SEND_ACCURACY,),
        ),
        "password_changed": Event(Kind.ACCOUNT, noted("Your password was changed"), (_ACCOUNT,)),
        "second_factor_changed": Event(
            Kind.ACCOUNT, noted("Your second factor or its recovery codes were changed"), (_ACCOUNT,)
        ),
        "sign_in_renewed": Event(Kind.ACCOUNT, noted("Your password was set anew by a link"), (_ACCOUNT,)),
    }
)


def words(event: str, number: int, count: int) -> str:
    """What a notification says, in the language of whoever asks."""
    known = EVENTS[event]
    text = known.many if known.many and count > 1 else known.one
    return _(text).format(number=number, count=count)
