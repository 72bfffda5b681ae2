"""Who may do what: roles, actions, and the one table between them. What is not in the table is refused.

When it may happen is ``policy``. docs/reference/permissions.md is drawn from these two modules.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.refusal import NotAllowed, NotThere
from inspectorate_app.store.queries import membership
from inspectorate_app.store.queries.conflict import closed_to


class Role(StrEnum):
    """Offices in the whole service, then roles in one inspection."""

    ADMINISTRATOR = "administrator"
    PLANNER = "planner"
    AUDITOR = "auditor"
    CHIEF_INSPECTOR = "chief_inspector"
    PUBLICATION_OFFICER = "publication_officer"
    LEAD_INSPECTOR = "lead_inspector"
    INSPECTOR = "inspector"
    LOCAL_ASSESSOR = "local_assessor"
    QUALITY_LEAD = "quality_lead"
    ANALYST = "analyst"
    OPERATIONS_OFFICER = "operations_officer"
    PANEL_MEMBER = "panel_member"
    # of the inspected service, in one inspection; never of its team
    SERVICE_CONTACT = "service_contact"
    SERVICE_HEAD = "service_head"

    @property
    def label(self) -> str:
        """As people read it: Lead inspector."""
        return _(_LABELS[self.value])


_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "administrator": noted("Administrator"),
        "planner": noted("Planner"),
        "auditor": noted("Auditor"),
        "chief_inspector": noted("Chief inspector"),
        "publication_officer": noted("Publication officer"),
        "lead_inspector": noted("Lead inspector"),
        "inspector": noted("Inspector"),
        "local_assessor": noted("Local assessor"),
        "quality_lead": noted("Quality lead"),
        "analyst": noted("Analyst"),
        "operations_officer": noted("Operations officer"),
        "panel_member": noted("Panel member"),
        "service_contact": noted("Single point of contact"),
        "service_head": noted("Head of the service"),
    }
)
#: Held in the whole service, one a person. The others are held in an inspection, several a person if need be.
OFFICES = (Role.ADMINISTRATOR, Role.PLANNER, Role.AUDITOR, Role.CHIEF_INSPECTOR, Role.PUBLICATION_OFFICER)
IN_AN_INSPECTION = tuple(role for role in Role if role not in OFFICES)
#: Of these, the people of the inspected service, who see their own pages alone; all others are the team.
OF_THE_INSPECTED = (Role.SERVICE_CONTACT, Role.SERVICE_HEAD)
IN_THE_TEAM = tuple(role for role in IN_AN_INSPECTION if role not in OF_THE_INSPECTED)


class Action(StrEnum):
    """Everything that may be done or seen, in the words of the audit trail."""

    # before one is signed in
    SIGN_IN = "sign in"
    ACCEPT_INVITATION = "accept invitation"
    # survey
    ANSWER_SURVEY = "answer survey"
    # in the whole service
    USE_OWN_ACCOUNT = "use own account"
    MANAGE_OWN_TOKENS = "manage own tokens"
    SEE_OWN_INSPECTIONS = "see own inspections"
    SEE_EDITIONS = "see editions"
    SEE_PEOPLE = "see people"
    MANAGE_PEOPLE = "manage people"
    DECLARE_CONFLICT = "declare conflict of interest"
    SEE_PROGRAMME = "see programme"
    SET_UP_INSPECTION = "set up inspection"
    SEE_SERVICE_AUDIT = "see audit trail of the service"
    EXPORT_SERVICE_AUDIT = "export audit trail of the service"
    CLEAR_EXPIRED = "clear what has expired"
    # running it
    BACK_UP = "back up"
    RESTORE = "restore backup"
    # in one inspection
    SEE_INSPECTION = "see inspection"
    EDIT_INSPECTION = "edit inspection"
    MOVE_PHASE = "move phase"
    MANAGE_TEAM = "manage team"
    SEE_SAMPLE = "see sample"
    UPLOAD_CASELOAD = "upload caseload"
    DRAW_SAMPLE = "draw sample"
    APPROVE_SAMPLE = "approve sample"
    WITHDRAW_APPROVAL = "withdraw approval of sample"
    ALLOCATE_CASES = "allocate cases"
    REPLACE_CASE = "replace case"
    SEE_NAMES = "see names"
    DELETE_NAMES = "delete names"
    SEE_OWN_CASES = "see own cases"
    SEE_ALL_CASES = "see all cases"
    ASSESS_CASE = "assess case"
    ASSESS_ANY_CASE = "assess any case"
    RECORD_CHARACTERISTIC = "record characteristic of case"
    REOPEN_ASSESSMENT = "reopen case assessment"
    SEE_PROGRESS = "see progress"
    SEE_RESULTS = "see results"
    EXPORT_RESULTS = "export results"
    JUDGE_STANDARD = "judge standard"
    SEE_PANEL = "see ratings panel"
    OPEN_PANEL = "open ratings panel"
    DECIDE_RATING = "decide rating"
    SIGN_OFF = "sign off ratings"
    REOPEN_PANEL = "reopen ratings panel"
    SEE_AUDIT = "see audit trail of the inspection"
    EXPORT_AUDIT = "export audit trail of the inspection"
    # evidence in advance
    SEE_EVIDENCE = "see evidence in advance"
    EDIT_EVIDENCE_REQUESTS = "edit requests for evidence"
    UPLOAD_EVIDENCE = "upload evidence"
    DOWNLOAD_EVIDENCE = "download evidence"
    READ_EVIDENCE = "mark evidence as read"
    REMOVE_EVIDENCE = "remove evidence"
    DELETE_DOCUMENTS = "delete files of documents on their day"
    # the inspected service: what the team does
    SEE_INSPECTED_SERVICE = "see inspected service"
    MANAGE_INSPECTED_SERVICE = "manage people of the inspected service"
    WRITE_ANNOUNCEMENT = "write announcement"
    ASK_FOR_INTERVIEWS = "ask for interviews"
    SHARE_EMERGING_FINDINGS = "share emerging findings"
    # the inspected service: what its own people do
    SEE_SERVICE_PAGES = "see pages of the inspected service"
    SUPPLY_EVIDENCE = "supply evidence"
    DOWNLOAD_SUPPLIED = "download supplied evidence"
    ANSWER_INTERVIEW = "answer request for an interview"
    OPEN_EMERGING_FINDINGS = "open emerging findings"
    # the room of meetings
    SEE_MEETINGS = "see meetings"
    SEE_MEETING_NOTES = "see notes of meetings"
    PLAN_MEETING = "plan meeting"
    PREPARE_GUIDE = "prepare guide of meeting"
    RECORD_MEETING = "record meeting"
    REMOVE_ANY_NOTE = "remove any note of a meeting"
    # the room of context data
    SEE_CONTEXT = "see context data"
    RECORD_CONTEXT = "record context data"
    # quality assurance
    SEE_QUALITY = "see quality assurance"
    CHOOSE_SECOND_READING = "choose second reading"
    SETTLE_DIFFERENCE = "settle difference"
    RUN_EXERCISE = "run benchmarking exercise"
    SEE_PATTERNS = "see patterns of assessors"
    SEE_OWN_PATTERN = "see own pattern"
    SEE_OWN_READINGS = "see own blind readings"
    READ_BLIND = "read blind"
    SEE_TRAINING = "see training"
    RECORD_TRAINING = "record training"
    # the room of findings
    SEE_FINDINGS = "see findings"
    WRITE_FINDING = "write finding"
    CHOOSE_FINDING = "choose finding to share"
    WITHDRAW_FINDING = "withdraw finding"
    EXPORT_FINDINGS = "export findings"
    # the room of recommendations
    SEE_RECOMMENDATIONS = "see recommendations"
    PROPOSE_RECOMMENDATION = "propose recommendation"
    WRITE_RECOMMENDATION = "write recommendation"
    ENTER_PREVIOUS = "enter previous recommendation"
    JUDGE_PROGRESS = "judge progress on recommendation"
    EXPORT_RECOMMENDATIONS = "export recommendations"
    # the room of action plans: what the team does
    SEE_ACTION_PLAN = "see action plan"
    SET_PLAN_DEADLINE = "set deadline of action plan"
    RECORD_ANSWER = "record answer to recommendation"
    DECIDE_ACTION_PLAN = "decide on action plan"
    JUDGE_FOLLOW_UP = "judge what was done about recommendation"
    PUBLISH_ACTION_PLAN = "publish action plan"
    EXPORT_ACTION_PLAN = "export action plan"
    # the room of action plans: what the inspected service does
    WRITE_ACTION_PLAN = "write action plan"
    SUBMIT_ACTION_PLAN = "submit action plan"
    REPORT_ON_ACTION = "report on action"
    TAKE_ACTION_PLAN = "download own action plan"
    # the room of action plans: across inspections
    SEE_OPEN_RECOMMENDATIONS = "see open recommendations"
    EXPORT_OPEN_RECOMMENDATIONS = "export open recommendations"
    # the room of drafting
    SEE_DRAFTS = "see drafts"
    WRITE_DRAFT = "write draft"
    COMMENT_DRAFT = "comment on draft"
    SUPPORT_CLAIM = "give source of claim"
    EXPORT_DRAFT = "download draft"
    SET_LETTER = "say whom the letter goes to"
    MAKE_DOCUMENTS_ON_SERVER = "make all documents by a command"
    # the room of publication
    SEE_PUBLICATION = "see publication"
    PREPARE_PUBLICATION = "prepare publication"
    ANSWER_DISCLOSURE = "answer for a text that could tell of a person"
    APPROVE_PUBLICATION = "approve publication"
    WITHDRAW_PUBLICATION = "withdraw publication"
    MAKE_PUBLICATION = "make files of publication"
    PUBLISH = "publish"
    # the factual accuracy check: the team, then the people of the service
    SEE_ACCURACY = "see factual accuracy check"
    SEND_ACCURACY = "send factual accuracy check"
    ANSWER_ACCURACY = "answer comment on factual accuracy"
    OPEN_ACCURACY_COPY = "open copy for factual accuracy check"
    COMMENT_ACCURACY = "comment on factual accuracy"
    SUBMIT_ACCURACY = "send comments on factual accuracy"
    DOWNLOAD_ACCURACY_FILE = "download evidence on factual accuracy"
    # the rooms of quality review, legal holds and embargoed copies
    SEE_REVIEWS = "see quality reviews"
    ASK_FOR_REVIEW = "ask for quality review"
    REVIEW_DRAFT = "review document"
    SEE_HOLDS = "see legal holds"
    PLACE_HOLD = "place legal hold"
    LIFT_HOLD = "lift legal hold"
    SEE_EMBARGOED = "see embargoed copies"
    SEND_EMBARGOED = "send embargoed copy"
    REVOKE_EMBARGOED = "revoke embargoed copy"
    EXPORT_EMBARGOED = "export log of embargoed copies"
    OPEN_EMBARGOED = "open embargoed copy"
    FORGET_EMBARGOED = "delete recipients of embargoed copies"
    # survey
    SEE_SURVEYS = "see surveys"
    MANAGE_SURVEYS = "manage surveys"
    CHECK_QUOTATIONS = "check quotations"
    REMOVE_QUOTATION = "remove quotation"
    EXPORT_SURVEYS = "export surveys"
    # archive: a whole inspection as a file
    EXPORT_ARCHIVE = "export archive"
    EXPORT_ANONYMISED = "export anonymised archive"
    ARCHIVE_ON_SERVER = "export archive by a command"
    IMPORT_ARCHIVE = "import archive"
    # search
    SEE_FOUND = "see what a search finds"
    READ_FOR_SEARCH = "read documents for search"
    # notifications
    SEE_OWN_NOTIFICATIONS = "see own notifications"
    # subscribers
    SUBSCRIBE = "ask to be told of what is published"
    SEE_SUBSCRIBERS = "see how many subscribers follow what"
    DELETE_SUBSCRIBER = "delete a subscriber"
    SEE_MAIL = "see mail that goes out"
    SEND_MAIL = "send mail"
    REMIND = "remind of what is due"


_R = Role
_EVERYONE = frozenset(Role)
_MEMBERS = frozenset(IN_THE_TEAM)
_INSPECTED = frozenset(OF_THE_INSPECTED)
#: Who reads the evidence about the organisation: not those who read cases alone and work in the area themselves.
_READERS_OF_EVIDENCE = _MEMBERS - {Role.LOCAL_ASSESSOR}
#: Who reads what is to be published before it is: not those who run the inspection's dates and rooms alone.
_READERS_OF_DRAFTS = _READERS_OF_EVIDENCE - {Role.OPERATIONS_OFFICER}

#: Offices that bring what was written to publication; they hold no role in an inspection.
PUBLISHING = _PUBLISHING = frozenset({Role.CHIEF_INSPECTOR, Role.PUBLICATION_OFFICER})

#: What happens before one is signed in, and so needs nobody.
AT_THE_DOOR = frozenset(
    {Action.SIGN_IN, Action.ACCEPT_INVITATION, Action.ANSWER_SURVEY, Action.SUBSCRIBE, Action.OPEN_EMBARGOED}
)
#: What everyone with an account may do, with or without a role.
FOR_ANYONE = frozenset(
    {Action.USE_OWN_ACCOUNT, Action.MANAGE_OWN_TOKENS, Action.SEE_OWN_INSPECTIONS, Action.SEE_EDITIONS}
    # notifications
    | {Action.SEE_OWN_NOTIFICATIONS}
)
#: The table. A person may do what one of their roles may; what is ``FOR_ANYONE`` needs no role.
MAY: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        **dict.fromkeys(AT_THE_DOOR | FOR_ANYONE, _EVERYONE),
        Action.SEE_PEOPLE: frozenset({_R.ADMINISTRATOR, _R.PLANNER}),
        Action.MANAGE_PEOPLE: frozenset({_R.ADMINISTRATOR}),
        Action.DECLARE_CONFLICT: frozenset({_R.ADMINISTRATOR, _R.PLANNER}),
        Action.SEE_PROGRAMME: _PUBLISHING | {_R.ADMINISTRATOR, _R.PLANNER, _R.AUDITOR},
        Action.SET_UP_INSPECTION: frozenset({_R.PLANNER}),
        Action.SEE_SERVICE_AUDIT: frozenset({_R.ADMINISTRATOR, _R.AUDITOR}),
        Action.EXPORT_SERVICE_AUDIT: frozenset({_R.ADMINISTRATOR, _R.AUDITOR}),
        Action.CLEAR_EXPIRED: frozenset({_R.ADMINISTRATOR}),
        # running it
        Action.BACK_UP: frozenset({_R.ADMINISTRATOR}),
        Action.RESTORE: frozenset({_R.ADMINISTRATOR}),
        Action.SEE_INSPECTION: _MEMBERS | _PUBLISHING | {_R.PLANNER, _R.AUDITOR},
        Action.EDIT_INSPECTION: frozenset({_R.PLANNER, _R.LEAD_INSPECTOR}),
        Action.MOVE_PHASE: frozenset({_R.PLANNER, _R.LEAD_INSPECTOR}),
        Action.MANAGE_TEAM: frozenset({_R.PLANNER, _R.LEAD_INSPECTOR}),
        Action.SEE_SAMPLE: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER, _R.ANALYST, _R.QUALITY_LEAD}),
        Action.UPLOAD_CASELOAD: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.DRAW_SAMPLE: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.APPROVE_SAMPLE: frozenset({_R.LEAD_INSPECTOR}),
        Action.WITHDRAW_APPROVAL: frozenset({_R.LEAD_INSPECTOR}),
        Action.ALLOCATE_CASES: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.REPLACE_CASE: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.SEE_NAMES: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.DELETE_NAMES: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER, _R.ADMINISTRATOR}),
        # An analyst has no cases of their own, and sees all of them on the same pages.
        Action.SEE_OWN_CASES: frozenset(
            {_R.LEAD_INSPECTOR, _R.INSPECTOR, _R.LOCAL_ASSESSOR, _R.QUALITY_LEAD, _R.ANALYST}
        ),
        Action.SEE_ALL_CASES: frozenset({_R.LEAD_INSPECTOR, _R.QUALITY_LEAD, _R.ANALYST}),
        Action.ASSESS_CASE: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR, _R.LOCAL_ASSESSOR}),
        Action.ASSESS_ANY_CASE: frozenset({_R.LEAD_INSPECTOR}),
        Action.RECORD_CHARACTERISTIC: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR, _R.LOCAL_ASSESSOR}),
        Action.REOPEN_ASSESSMENT: frozenset({_R.LEAD_INSPECTOR, _R.QUALITY_LEAD}),
        Action.SEE_PROGRESS: frozenset({_R.LEAD_INSPECTOR, _R.QUALITY_LEAD, _R.OPERATIONS_OFFICER, _R.ANALYST}),
        Action.SEE_RESULTS: frozenset({_R.LEAD_INSPECTOR, _R.QUALITY_LEAD, _R.ANALYST, _R.PANEL_MEMBER}),
        Action.EXPORT_RESULTS: frozenset({_R.LEAD_INSPECTOR, _R.ANALYST}),
        Action.JUDGE_STANDARD: frozenset({_R.LEAD_INSPECTOR}),
        Action.SEE_PANEL: frozenset({_R.LEAD_INSPECTOR, _R.QUALITY_LEAD, _R.ANALYST, _R.PANEL_MEMBER}),
        Action.OPEN_PANEL: frozenset({_R.LEAD_INSPECTOR, _R.PANEL_MEMBER}),
        Action.DECIDE_RATING: frozenset({_R.PANEL_MEMBER}),
        Action.SIGN_OFF: frozenset({_R.PANEL_MEMBER}),
        Action.REOPEN_PANEL: frozenset({_R.PANEL_MEMBER}),
        Action.SEE_AUDIT: frozenset({_R.LEAD_INSPECTOR, _R.QUALITY_LEAD, _R.AUDITOR}),
        Action.EXPORT_AUDIT: frozenset({_R.LEAD_INSPECTOR, _R.AUDITOR}),
        # evidence in advance
        Action.SEE_EVIDENCE: _READERS_OF_EVIDENCE,
        Action.EDIT_EVIDENCE_REQUESTS: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.UPLOAD_EVIDENCE: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.DOWNLOAD_EVIDENCE: _READERS_OF_EVIDENCE,
        Action.READ_EVIDENCE: _READERS_OF_EVIDENCE,
        Action.REMOVE_EVIDENCE: frozenset({_R.LEAD_INSPECTOR}),
        Action.DELETE_DOCUMENTS: frozenset({_R.ADMINISTRATOR}),
        # the inspected service
        Action.SEE_INSPECTED_SERVICE: _READERS_OF_EVIDENCE,
        Action.MANAGE_INSPECTED_SERVICE: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.WRITE_ANNOUNCEMENT: frozenset({_R.LEAD_INSPECTOR}),
        Action.ASK_FOR_INTERVIEWS: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.SHARE_EMERGING_FINDINGS: frozenset({_R.LEAD_INSPECTOR}),
        Action.SEE_SERVICE_PAGES: _INSPECTED,
        Action.SUPPLY_EVIDENCE: _INSPECTED,
        Action.DOWNLOAD_SUPPLIED: _INSPECTED,
        Action.ANSWER_INTERVIEW: _INSPECTED,
        Action.OPEN_EMERGING_FINDINGS: frozenset({_R.SERVICE_HEAD}),
        # The room of meetings. A local assessor works for whom is inspected: what was said there is not for them.
        Action.SEE_MEETINGS: _MEMBERS - {_R.LOCAL_ASSESSOR},
        Action.SEE_MEETING_NOTES: _MEMBERS - {_R.LOCAL_ASSESSOR, _R.OPERATIONS_OFFICER},
        Action.PLAN_MEETING: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.PREPARE_GUIDE: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR, _R.ANALYST}),
        Action.RECORD_MEETING: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR, _R.ANALYST}),
        Action.REMOVE_ANY_NOTE: frozenset({_R.LEAD_INSPECTOR}),
        # The room of context data.
        Action.SEE_CONTEXT: _MEMBERS - {_R.LOCAL_ASSESSOR},
        Action.RECORD_CONTEXT: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER, _R.ANALYST}),
        # Quality assurance. How one assessor answers is for the quality lead alone, and for the assessor themselves.
        Action.SEE_QUALITY: frozenset({_R.QUALITY_LEAD, _R.LEAD_INSPECTOR}),
        Action.CHOOSE_SECOND_READING: frozenset({_R.QUALITY_LEAD}),
        Action.SETTLE_DIFFERENCE: frozenset({_R.QUALITY_LEAD}),
        Action.RUN_EXERCISE: frozenset({_R.QUALITY_LEAD}),
        Action.SEE_PATTERNS: frozenset({_R.QUALITY_LEAD}),
        Action.SEE_OWN_PATTERN: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR, _R.LOCAL_ASSESSOR}),
        Action.SEE_OWN_READINGS: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR, _R.LOCAL_ASSESSOR, _R.QUALITY_LEAD}),
        Action.READ_BLIND: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR, _R.LOCAL_ASSESSOR, _R.QUALITY_LEAD}),
        Action.SEE_TRAINING: frozenset({_R.QUALITY_LEAD, _R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.RECORD_TRAINING: frozenset({_R.QUALITY_LEAD}),
        # the room of findings; what a finding rests on is seen by who may see that kind (actions.grounds)
        Action.SEE_FINDINGS: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR, _R.QUALITY_LEAD, _R.ANALYST, _R.PANEL_MEMBER}),
        Action.WRITE_FINDING: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR}),
        Action.CHOOSE_FINDING: frozenset({_R.LEAD_INSPECTOR}),
        Action.WITHDRAW_FINDING: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR}),
        Action.EXPORT_FINDINGS: frozenset({_R.LEAD_INSPECTOR, _R.ANALYST}),
        # the room of recommendations; the findings that one rests on are seen by who may see findings
        Action.SEE_RECOMMENDATIONS: _READERS_OF_EVIDENCE | _PUBLISHING,
        Action.PROPOSE_RECOMMENDATION: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR}),
        Action.WRITE_RECOMMENDATION: frozenset({_R.LEAD_INSPECTOR}),
        Action.ENTER_PREVIOUS: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.JUDGE_PROGRESS: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR}),
        Action.EXPORT_RECOMMENDATIONS: frozenset({_R.LEAD_INSPECTOR, _R.ANALYST}),
        # the room of action plans: what is public of one is for anyone, all else for who reads the recommendations
        Action.SEE_ACTION_PLAN: _READERS_OF_EVIDENCE | _PUBLISHING,
        Action.SET_PLAN_DEADLINE: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.RECORD_ANSWER: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.DECIDE_ACTION_PLAN: frozenset({_R.LEAD_INSPECTOR}),
        Action.JUDGE_FOLLOW_UP: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR}),
        Action.PUBLISH_ACTION_PLAN: frozenset({_R.LEAD_INSPECTOR}),
        Action.EXPORT_ACTION_PLAN: _PUBLISHING | {_R.LEAD_INSPECTOR, _R.ANALYST, _R.OPERATIONS_OFFICER},
        Action.WRITE_ACTION_PLAN: _INSPECTED,
        Action.SUBMIT_ACTION_PLAN: frozenset({_R.SERVICE_HEAD}),
        Action.REPORT_ON_ACTION: _INSPECTED,
        Action.TAKE_ACTION_PLAN: _INSPECTED,
        Action.SEE_OPEN_RECOMMENDATIONS: _PUBLISHING | {_R.PLANNER, _R.AUDITOR},
        Action.EXPORT_OPEN_RECOMMENDATIONS: _PUBLISHING | {_R.PLANNER, _R.AUDITOR},
        # the room of drafting: who reads the findings reads and comments on what is made of them
        Action.SEE_DRAFTS: _READERS_OF_DRAFTS | _PUBLISHING,
        Action.WRITE_DRAFT: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR}),
        Action.COMMENT_DRAFT: _READERS_OF_DRAFTS | _PUBLISHING,
        Action.SUPPORT_CLAIM: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR}),
        Action.EXPORT_DRAFT: _PUBLISHING | {_R.LEAD_INSPECTOR, _R.QUALITY_LEAD, _R.ANALYST},
        Action.MAKE_DOCUMENTS_ON_SERVER: frozenset({_R.ADMINISTRATOR}),
        Action.SET_LETTER: frozenset({_R.LEAD_INSPECTOR}),
        # the room of publication: who prepares does not approve; jobs of the service act as an administrator would
        Action.SEE_PUBLICATION: _READERS_OF_DRAFTS | _PUBLISHING,
        Action.ANSWER_DISCLOSURE: frozenset({_R.LEAD_INSPECTOR}),
        Action.PREPARE_PUBLICATION: frozenset({_R.LEAD_INSPECTOR, _R.PUBLICATION_OFFICER}),
        Action.APPROVE_PUBLICATION: frozenset({_R.CHIEF_INSPECTOR}),
        Action.WITHDRAW_PUBLICATION: _PUBLISHING | {_R.LEAD_INSPECTOR},
        Action.MAKE_PUBLICATION: frozenset({_R.ADMINISTRATOR}),
        Action.PUBLISH: frozenset({_R.ADMINISTRATOR}),
        # the factual accuracy check: the head of the service speaks for it, and whoever is its contact prepares that
        Action.SEE_ACCURACY: _READERS_OF_DRAFTS | _PUBLISHING,
        Action.SEND_ACCURACY: frozenset({_R.LEAD_INSPECTOR}),
        Action.ANSWER_ACCURACY: frozenset({_R.LEAD_INSPECTOR, _R.INSPECTOR}),
        Action.OPEN_ACCURACY_COPY: _INSPECTED,
        Action.COMMENT_ACCURACY: _INSPECTED,
        Action.SUBMIT_ACCURACY: frozenset({_R.SERVICE_HEAD}),
        Action.DOWNLOAD_ACCURACY_FILE: _READERS_OF_DRAFTS | _PUBLISHING | _INSPECTED,
        # quality review; that nobody reviews what they wrote or asked for, actions.review says
        Action.SEE_REVIEWS: _READERS_OF_DRAFTS | _PUBLISHING,
        Action.ASK_FOR_REVIEW: frozenset({_R.LEAD_INSPECTOR}),
        Action.REVIEW_DRAFT: frozenset({_R.QUALITY_LEAD, _R.CHIEF_INSPECTOR}),
        # legal holds
        Action.SEE_HOLDS: _READERS_OF_DRAFTS | _PUBLISHING,
        Action.PLACE_HOLD: _PUBLISHING | {_R.LEAD_INSPECTOR},
        Action.LIFT_HOLD: _PUBLISHING,
        # embargoed copies
        Action.SEE_EMBARGOED: _PUBLISHING | {_R.LEAD_INSPECTOR},
        Action.SEND_EMBARGOED: frozenset({_R.PUBLICATION_OFFICER}),
        Action.REVOKE_EMBARGOED: _PUBLISHING,
        Action.EXPORT_EMBARGOED: _PUBLISHING,
        Action.FORGET_EMBARGOED: frozenset({_R.ADMINISTRATOR}),
        # survey: local assessors work in the service that is asked
        Action.SEE_SURVEYS: _MEMBERS - {_R.LOCAL_ASSESSOR},
        Action.MANAGE_SURVEYS: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER}),
        Action.CHECK_QUOTATIONS: frozenset({_R.OPERATIONS_OFFICER, _R.ANALYST}),
        Action.REMOVE_QUOTATION: frozenset({_R.LEAD_INSPECTOR, _R.OPERATIONS_OFFICER, _R.ANALYST}),
        Action.EXPORT_SURVEYS: frozenset({_R.LEAD_INSPECTOR, _R.ANALYST}),
        # archive: all that was written of an inspection is for its lead alone; an administrator has it by commands on
        # the server, where the database itself lies, and on no page
        Action.EXPORT_ARCHIVE: frozenset({_R.LEAD_INSPECTOR}),
        Action.EXPORT_ANONYMISED: frozenset({_R.LEAD_INSPECTOR, _R.ANALYST}),
        Action.ARCHIVE_ON_SERVER: frozenset({_R.ADMINISTRATOR}),
        Action.IMPORT_ARCHIVE: frozenset({_R.ADMINISTRATOR}),
        # search: whoever opens any page of an inspection; what they find, actions.search says kind by kind
        Action.SEE_FOUND: _MEMBERS | _INSPECTED | _PUBLISHING | {_R.PLANNER, _R.AUDITOR},
        Action.READ_FOR_SEARCH: frozenset({_R.ADMINISTRATOR}),
        # subscribers: numbers alone, but for the address that someone who asks to be deleted gives
        Action.SEE_SUBSCRIBERS: frozenset({_R.PUBLICATION_OFFICER, _R.ADMINISTRATOR}),
        Action.DELETE_SUBSCRIBER: frozenset({_R.PUBLICATION_OFFICER, _R.ADMINISTRATOR}),
        # notifications: jobs of the service act as an administrator would
        Action.SEE_MAIL: frozenset({_R.ADMINISTRATOR}),
        Action.SEND_MAIL: frozenset({_R.ADMINISTRATOR}),
        Action.REMIND: frozenset({_R.ADMINISTRATOR}),
    }
)
#: Roles that one person has not together in one inspection: whoever reads its cases does not sit on the panel that
#: weighs what they judged. Assumed: METHOD 1.6 tells what a panel weighs, and nothing of who sits on it; so
#: INSPECTORATE_PANEL_APART turns it off. That nobody gives a role to themselves holds always (``actions.membership``).
APART: Mapping[Role, frozenset[Role]] = MappingProxyType(
    {
        _R.PANEL_MEMBER: MAY[Action.ASSESS_CASE],
        **dict.fromkeys(sorted(MAY[Action.ASSESS_CASE]), frozenset({_R.PANEL_MEMBER})),
    }
)
#: Offices that see of every inspection that it is there, also where a conflict of interest closes it to them: they
#: plan and look through them all. docs/explanation/who-may-do-what.md
_SEE_ALL_THERE_IS = frozenset({_R.PLANNER, _R.AUDITOR})
#: What needs no inspection.
IN_THE_SERVICE = (
    AT_THE_DOOR
    | FOR_ANYONE
    | frozenset(
        {
            Action.SEE_PEOPLE,
            Action.MANAGE_PEOPLE,
            Action.DECLARE_CONFLICT,
            Action.SEE_PROGRAMME,
            Action.SET_UP_INSPECTION,
            Action.SEE_SERVICE_AUDIT,
            Action.EXPORT_SERVICE_AUDIT,
            Action.CLEAR_EXPIRED,
            # archive
            Action.IMPORT_ARCHIVE,
            # running it
            Action.BACK_UP,
            Action.RESTORE,
            # subscribers
            Action.SEE_SUBSCRIBERS,
            Action.DELETE_SUBSCRIBER,
            # notifications
            Action.SEE_MAIL,
            Action.SEND_MAIL,
            # the room of action plans
            Action.SEE_OPEN_RECOMMENDATIONS,
            Action.EXPORT_OPEN_RECOMMENDATIONS,
        }
    )
)
#: What a program with a token may be narrowed to: reading, writing answers, or all that the person may.
SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "read": noted("see what you may see"),
        "assess": noted("see your cases, and save and submit their assessments"),
        "manage": noted("everything you may do, but see names, manage people and your own account"),
    }
)


def may(actor: Actor, action: Action, inspection: str | None = None) -> bool:
    """Whether someone may do something; ``inspection`` is the slug of one for whatever happens in an inspection."""
    if not in_scope(actor.scopes, action):
        return False
    if action in AT_THE_DOOR:
        return inspection is None and actor.scopes is None
    if (inspection is None) != (action in IN_THE_SERVICE):
        return False
    if action in FOR_ANYONE:
        return actor.person is not None
    if not MAY[action].isdisjoint(roles(actor, inspection)):
        return True
    return action is Action.SEE_INSPECTION and actor.office in _SEE_ALL_THERE_IS


def among(actor: Actor, action: Action, inspections: Iterable[str]) -> frozenset[str]:
    """In which of some inspections someone may do something: of none where nothing says so."""
    return frozenset(each for each in inspections if may(actor, action, each))


def require(actor: Actor, action: Action, inspection: str | None = None) -> None:
    """Raise ``NotAllowed`` where someone may not do something, ``NotThere`` where they should not know of it."""
    if may(actor, action, inspection):
        return
    if inspection is not None and action is not Action.SEE_INSPECTION and may(actor, Action.SEE_INSPECTION, inspection):
        raise NotAllowed
    raise NotThere if inspection is not None else NotAllowed


def roles(actor: Actor, inspection: str | None = None) -> frozenset[Role]:
    """The roles that someone has: their office, and those in an inspection.

    None of them in an inspection from which a conflict of interest keeps them off.
    """
    if inspection is None or actor.person is None:
        return frozenset({Role(actor.office)} if actor.office else ())
    if inspection not in actor.roles:
        office = {actor.office} if actor.office and not membership.is_kept_off(actor.person, inspection) else set()
        actor.roles[inspection] = membership.roles_of(actor.person, inspection) | office
    return frozenset(Role(name) for name in actor.roles[inspection])


def closed(actor: Actor) -> frozenset[str]:
    """The inspections that someone's office does not open to them, by their slugs, for lists that lead there."""
    if actor.person is None or actor.office in _SEE_ALL_THERE_IS:
        return frozenset()
    return closed_to(actor.person)


def holders(inspection: str, *asked: Collection[Action]) -> set[int]:
    """Who may do one action at least of each collection, by a role in an inspection.

    Offices, which reach every inspection, do not count.
    """
    wanted = [frozenset().union(*(MAY[action] for action in each)) for each in asked]
    held = membership.roles_in(inspection)
    return {person for person, names in held.items() if not any(roles.isdisjoint(names) for roles in wanted)}


def in_scope(scopes: frozenset[str] | None, action: Action) -> bool:
    """Whether the scopes of a token reach an action; None are those of a person, and reach all."""
    if scopes is None:
        return True
    if action in _NEVER_BY_TOKEN:
        return False
    if "manage" in scopes or ("assess" in scopes and action in _TO_ASSESS):
        return True
    return "read" in scopes and action.value.startswith("see")


#: What a lost token must not give away: people, and the account with its tokens.
_NEVER_BY_TOKEN = frozenset(
    {Action.USE_OWN_ACCOUNT, Action.MANAGE_OWN_TOKENS, Action.SEE_PEOPLE, Action.MANAGE_PEOPLE, Action.SEE_NAMES}
    # survey: words that nobody has looked through for names
    | {Action.CHECK_QUOTATIONS}
)
_TO_ASSESS = frozenset(
    {
        Action.SEE_OWN_INSPECTIONS,
        Action.SEE_EDITIONS,
        Action.SEE_INSPECTION,
        Action.SEE_OWN_CASES,
        Action.ASSESS_CASE,
        Action.ASSESS_ANY_CASE,
        Action.RECORD_CHARACTERISTIC,
        # notifications
        Action.SEE_OWN_NOTIFICATIONS,
    }
)
