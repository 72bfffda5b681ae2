"""When something may happen: in which phases of an inspection, and what must stand before it moves on.

Who may do it is ``permission``. What is seen may be seen in every phase.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from inspectorate.inspection import MOVES, Phase, is_back, needs_reason
from inspectorate_app.actions.permission import MAY, OFFICES, Action
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store.queries import hold, publication
from inspectorate_app.store.queries import phase as phase_query
from inspectorate_app.store.queries.inspection import InspectionFacts

_BEFORE_PUBLICATION = frozenset(set(Phase) - {Phase.PUBLISHED, Phase.FOLLOW_UP, Phase.CLOSED})
_ALWAYS = frozenset(Phase)
#: Findings come to be from fieldwork on, and stand with the report that goes out to be checked for accuracy.
_FINDINGS = frozenset({Phase.FIELDWORK, Phase.ANALYSIS, Phase.PANEL, Phase.DRAFTING})
#: Recommendations follow from what was found, and stand with the report that is checked for accuracy; what came of
#: those of the last inspection is asked from the start.
_RECOMMENDATIONS = frozenset({Phase.ANALYSIS, Phase.PANEL, Phase.DRAFTING})
_PREVIOUS = _RECOMMENDATIONS | {Phase.ANNOUNCED, Phase.EVIDENCE, Phase.FIELDWORK}
#: From announcement until the ratings panel sits: afterwards nothing is asked of the service, and nothing is added.
_UNTIL_THE_PANEL = frozenset({Phase.ANNOUNCED, Phase.EVIDENCE, Phase.FIELDWORK, Phase.ANALYSIS})
#: Documents are written from when ratings stand (``actions.draft`` asks for that) until they are published.
_DRAFTS = frozenset({Phase.PANEL, Phase.DRAFTING, Phase.FACTUAL_ACCURACY})
#: What is published is prepared while it is checked for accuracy; afterwards, what was published is corrected.
_PUBLICATION = frozenset({Phase.FACTUAL_ACCURACY, Phase.PUBLISHED, Phase.FOLLOW_UP})
#: The check of factual accuracy is a phase of its own.
_ACCURACY = frozenset({Phase.FACTUAL_ACCURACY})
#: Assumed: emerging findings are told at the end of fieldwork, and stand until the report takes their place.
_EMERGING = frozenset({Phase.FIELDWORK, Phase.ANALYSIS})
_STILL_EMERGING = _EMERGING | {Phase.PANEL, Phase.DRAFTING, Phase.FACTUAL_ACCURACY}

#: Recommendations are answered once they are public, and what is done about them is followed until that ends.
_FOLLOWED = frozenset({Phase.PUBLISHED, Phase.FOLLOW_UP})

#: Who moves on to these says that something of the inspection goes outside, or went: none while a legal hold stands.
_OUTSIDE = frozenset({Phase.FACTUAL_ACCURACY, Phase.PUBLISHED})

#: In which phases each write may happen. An action of an inspection that is not here may happen in none.
WHEN: Mapping[Action, frozenset[Phase]] = MappingProxyType(
    {
        Action.EDIT_INSPECTION: _BEFORE_PUBLICATION,
        Action.MOVE_PHASE: _ALWAYS,
        Action.MANAGE_TEAM: _ALWAYS,
        Action.UPLOAD_CASELOAD: frozenset({Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.DRAW_SAMPLE: frozenset({Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.APPROVE_SAMPLE: frozenset({Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.WITHDRAW_APPROVAL: frozenset({Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.ALLOCATE_CASES: frozenset({Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.REPLACE_CASE: frozenset({Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.DELETE_NAMES: _ALWAYS,
        Action.ASSESS_CASE: frozenset({Phase.FIELDWORK}),
        Action.ASSESS_ANY_CASE: frozenset({Phase.FIELDWORK}),
        Action.RECORD_CHARACTERISTIC: frozenset({Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.REOPEN_ASSESSMENT: frozenset({Phase.FIELDWORK}),
        Action.EXPORT_RESULTS: _ALWAYS,
        Action.EXPORT_AUDIT: _ALWAYS,
        # archive: once no case is read any more, so that two files for research do not differ by one case
        Action.EXPORT_ARCHIVE: _ALWAYS,
        Action.ARCHIVE_ON_SERVER: _ALWAYS,
        Action.EXPORT_ANONYMISED: _ALWAYS - {Phase.ANNOUNCED, Phase.EVIDENCE, Phase.FIELDWORK},
        Action.JUDGE_STANDARD: frozenset({Phase.FIELDWORK, Phase.ANALYSIS}),
        Action.OPEN_PANEL: frozenset({Phase.PANEL}),
        Action.DECIDE_RATING: frozenset({Phase.PANEL}),
        Action.SIGN_OFF: frozenset({Phase.PANEL}),
        Action.REOPEN_PANEL: frozenset({Phase.PANEL}),
        # evidence in advance
        Action.EDIT_EVIDENCE_REQUESTS: _UNTIL_THE_PANEL,
        Action.UPLOAD_EVIDENCE: _UNTIL_THE_PANEL,
        Action.DOWNLOAD_EVIDENCE: _ALWAYS,
        Action.READ_EVIDENCE: _UNTIL_THE_PANEL | {Phase.PANEL},
        Action.REMOVE_EVIDENCE: _ALWAYS,
        Action.DELETE_DOCUMENTS: frozenset({Phase.PUBLISHED, Phase.FOLLOW_UP, Phase.CLOSED}),
        # the inspected service
        Action.MANAGE_INSPECTED_SERVICE: _ALWAYS,
        Action.WRITE_ANNOUNCEMENT: _UNTIL_THE_PANEL,
        Action.ASK_FOR_INTERVIEWS: frozenset({Phase.ANNOUNCED, Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.SHARE_EMERGING_FINDINGS: _EMERGING,
        Action.SUPPLY_EVIDENCE: _UNTIL_THE_PANEL,
        Action.DOWNLOAD_SUPPLIED: _ALWAYS,
        Action.ANSWER_INTERVIEW: frozenset({Phase.ANNOUNCED, Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.OPEN_EMERGING_FINDINGS: _STILL_EMERGING,
        # the room of meetings
        Action.PLAN_MEETING: frozenset({Phase.ANNOUNCED, Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.PREPARE_GUIDE: frozenset({Phase.ANNOUNCED, Phase.EVIDENCE, Phase.FIELDWORK}),
        Action.RECORD_MEETING: frozenset({Phase.EVIDENCE, Phase.FIELDWORK, Phase.ANALYSIS}),
        Action.REMOVE_ANY_NOTE: _ALWAYS,
        # the room of context data
        Action.RECORD_CONTEXT: _BEFORE_PUBLICATION,
        # Quality assurance: during fieldwork or after it.
        Action.CHOOSE_SECOND_READING: frozenset({Phase.FIELDWORK, Phase.ANALYSIS, Phase.PANEL}),
        Action.SETTLE_DIFFERENCE: frozenset({Phase.FIELDWORK, Phase.ANALYSIS, Phase.PANEL}),
        Action.RUN_EXERCISE: _BEFORE_PUBLICATION,
        Action.READ_BLIND: _BEFORE_PUBLICATION,
        Action.RECORD_TRAINING: _ALWAYS,
        # the room of findings
        # what is published is corrected once a correction has begun (``actions.source`` asks for that)
        Action.WRITE_FINDING: _FINDINGS | {Phase.PUBLISHED, Phase.FOLLOW_UP},
        Action.CHOOSE_FINDING: _FINDINGS,
        Action.WITHDRAW_FINDING: _FINDINGS | {Phase.PUBLISHED, Phase.FOLLOW_UP},
        Action.EXPORT_FINDINGS: _ALWAYS,
        # the room of recommendations
        Action.PROPOSE_RECOMMENDATION: _RECOMMENDATIONS,
        # what is published is corrected once a correction has begun (``actions.recommendation`` asks for that)
        Action.WRITE_RECOMMENDATION: _RECOMMENDATIONS | {Phase.PUBLISHED, Phase.FOLLOW_UP},
        Action.ENTER_PREVIOUS: _PREVIOUS,
        Action.JUDGE_PROGRESS: _PREVIOUS,
        Action.EXPORT_RECOMMENDATIONS: _ALWAYS,
        # the room of action plans
        Action.SET_PLAN_DEADLINE: _FOLLOWED,
        Action.RECORD_ANSWER: _FOLLOWED,
        Action.DECIDE_ACTION_PLAN: _FOLLOWED,
        Action.JUDGE_FOLLOW_UP: _FOLLOWED,
        Action.PUBLISH_ACTION_PLAN: _FOLLOWED,
        Action.EXPORT_ACTION_PLAN: _FOLLOWED | {Phase.CLOSED},
        Action.WRITE_ACTION_PLAN: _FOLLOWED,
        Action.SUBMIT_ACTION_PLAN: _FOLLOWED,
        Action.REPORT_ON_ACTION: _FOLLOWED,
        Action.TAKE_ACTION_PLAN: _FOLLOWED | {Phase.CLOSED},
        # the room of drafting
        # what is published is written again for a correction alone (``actions.draft`` asks for that)
        Action.WRITE_DRAFT: _DRAFTS | _PUBLICATION,
        Action.COMMENT_DRAFT: _DRAFTS | _PUBLICATION,
        Action.SUPPORT_CLAIM: _DRAFTS | _PUBLICATION,
        Action.EXPORT_DRAFT: _DRAFTS,
        Action.MAKE_DOCUMENTS_ON_SERVER: _DRAFTS,
        # beside the phase, ``letter_stands`` says when
        Action.SET_LETTER: _DRAFTS | _PUBLICATION,
        # the room of publication: a job says itself why it publishes nothing
        Action.ANSWER_DISCLOSURE: _DRAFTS | _PUBLICATION,
        Action.PREPARE_PUBLICATION: _PUBLICATION,
        Action.APPROVE_PUBLICATION: _PUBLICATION,
        Action.WITHDRAW_PUBLICATION: _PUBLICATION,
        Action.MAKE_PUBLICATION: _PUBLICATION,
        Action.PUBLISH: _ALWAYS,
        # the factual accuracy check: the copy is the service's to read again until the inspection is closed, and after
        Action.SEND_ACCURACY: _ACCURACY,
        Action.ANSWER_ACCURACY: _ACCURACY,
        Action.COMMENT_ACCURACY: _ACCURACY,
        Action.SUBMIT_ACCURACY: _ACCURACY,
        Action.OPEN_ACCURACY_COPY: _ACCURACY | {Phase.PUBLISHED, Phase.FOLLOW_UP, Phase.CLOSED},
        Action.DOWNLOAD_ACCURACY_FILE: _ALWAYS,
        # quality review, legal holds, embargoed copies: of these the state of a publication says when
        Action.ASK_FOR_REVIEW: _DRAFTS | _PUBLICATION,
        Action.REVIEW_DRAFT: _DRAFTS | _PUBLICATION,
        Action.PLACE_HOLD: _ALWAYS,
        Action.LIFT_HOLD: _ALWAYS,
        Action.SEND_EMBARGOED: _ALWAYS,
        Action.REVOKE_EMBARGOED: _ALWAYS,
        Action.EXPORT_EMBARGOED: _ALWAYS,
        Action.FORGET_EMBARGOED: _ALWAYS,
        # survey
        Action.MANAGE_SURVEYS: _BEFORE_PUBLICATION,
        Action.CHECK_QUOTATIONS: _BEFORE_PUBLICATION,
        Action.REMOVE_QUOTATION: _ALWAYS,
        Action.EXPORT_SURVEYS: _ALWAYS,
        # search
        Action.READ_FOR_SEARCH: _ALWAYS,
        # notifications
        Action.REMIND: _ALWAYS,
    }
)


def now(action: Action, phase: Phase) -> bool:
    """Whether something may happen in a phase."""
    return action.value.startswith("see") or phase in WHEN.get(action, frozenset())


def is_published(phase: Phase) -> bool:
    """Whether what was found is public."""
    return phase not in _BEFORE_PUBLICATION


def stands_published(inspection: InspectionFacts) -> bool:
    """Whether texts stand as they were published: they are changed for a correction alone, and none has begun."""
    return is_published(inspection.phase) and not publication.correcting(inspection.id)


def letter_stands(inspection: InspectionFacts) -> str:
    """Why whom a letter goes to, and what it covers, is not changed now, in words; blank where it may be.

    Files that are made, or wait to be approved or published, print it; what is published is changed by a correction.
    """
    one = publication.under_way(inspection.id)
    if one is not None and not one.is_open:
        told = _("Publication {number} prints whom the letter goes to. Withdraw publication {number} first.")
        return told.format(number=one.number)
    if stands_published(inspection):
        return _("It is published. Whom it goes to is changed once a correction has begun.")
    return ""


def require(action: Action, phase: Phase) -> None:
    """Raise ``NotNow`` where something may not happen in a phase, saying in which it may."""
    if now(action, phase):
        return
    phases = [each.label.lower() for each in Phase if each in WHEN.get(action, frozenset())]
    raise NotNow(
        _(
            "The inspection is in the phase '{label}'. "
            "This can be done in: {phases}. A lead inspector can move the phase."
        ).format(label=phase.label.lower(), phases=", ".join(phases) or "no phase")
    )


def correction_under_way(inspection: int) -> str:
    """Why answers to recommendations are not made public now: they may be changed; blank where none are corrected."""
    number = publication.waits(inspection)
    told = _(
        "Publication {number} is on its way, a correction that may change the recommendations. "
        "Publish the plan once it is published or withdrawn."
    )
    return told.format(number=number) if number else ""


def require_no_correction(inspection: int) -> None:
    """Raise ``NotNow`` while a correction is on its way. Part of making the answers to recommendations public."""
    if why := correction_under_way(inspection):
        raise NotNow(why)


def missing(inspection: InspectionFacts, to: Phase) -> tuple[str, ...]:
    """What is still to be done before an inspection may move on to a phase, in words."""
    held = to in _OUTSIDE and hold.standing(inspection.id)
    return (*phase_query.missing(inspection, to), *([_to_lift()] if held else []))


def _to_lift() -> str:
    people = ", ".join(role.label.lower() for role in OFFICES if role in MAY[Action.LIFT_HOLD])
    return _("have the legal hold lifted, by one of: {people}").format(people=people)


def require_move(inspection: InspectionFacts, after: Phase, reason: str) -> None:
    """Raise ``NotNow`` where an inspection may not move to another phase.

    What is missing keeps it from moving on; a move back needs a ``reason`` instead, and so does the end of follow-up,
    and publication outside the service; what it publishes itself moves by itself.
    """
    before = inspection.phase
    if after not in MOVES[before]:
        allowed = " or ".join(each.label.lower() for each in MOVES[before]) or "nowhere"
        raise NotNow(
            _("From '{label}' an inspection moves to {allowed}.").format(label=before.label.lower(), allowed=allowed)
        )
    if needs_reason(before, after) and not reason.strip():
        if is_back(before, after):
            raise NotNow(_("Say why the inspection moves back: the reason stands in its history."))
        if after is Phase.PUBLISHED:
            raise NotNow(_("Say where it was published outside this service: the reason stands in its history."))
        raise NotNow(_("Say why the inspection is closed: the reason stands in its history."))
    if not is_back(before, after) and (left := missing(inspection, after)):
        raise NotNow(
            _("Before it can move to '{label}': {missing}.").format(label=after.label.lower(), missing="; ".join(left))
        )
