"""One of everything that an address names, for tests that open every page or call every operation."""

from dataclasses import dataclass, field
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.text import slugify

from inspectorate.register.file import plain
from inspectorate.report.document import Document, Paragraph, words
from inspectorate.report.document_json import as_json
from inspectorate.tabular import csv_text
from inspectorate_app.actions import sample as actions
from inspectorate_app.actions import survey
from inspectorate_app.actions.permission import Role
from inspectorate_app.demonstration.caseload import FIELDWORK, HEADER, WEEKS, synthetic_caseload
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import (
    ActionPlan,
    CaseAssessment,
    Finding,
    Inspection,
    Invitation,
    Mail,
    Milestone,
    Notification,
    Panel,
    Person,
    PreviousRecommendation,
    Quotation,
    Recommendation,
    Subscriber,
    Survey,
)
from inspectorate_app.store.queries.register import held
from tests.app import evidence, given

#: The key of a quotation that was checked.
QUOTATION = "00000000-0000-4000-8000-000000000000"


#: Routes that name a file of a comment by its number.
_OF_A_COMMENT = ("accuracy_file", "service_accuracy_file", "service_accuracy_detach", "accuracy-download")


@dataclass
class World:
    """What the addresses name: one of everything, in an inspection that is in its fieldwork."""

    inspection: Inspection
    someone: Person
    #: The value of an argument by ``route argument``, or else by ``argument``.
    arguments: dict[str, object] = field(default_factory=dict)

    def argument(self, route: str, name: str) -> object:
        for known in (f"{route} {name}", name):
            if known in self.arguments:
                return self.arguments[known]
        pytest.fail(
            f"the test does not know what to put for <{name}> in the address of '{route}': "
            f"add it to the arguments in 'in_fieldwork' of {__file__}"
        )


def in_fieldwork() -> World:
    """An inspection in its fieldwork, with one of everything."""
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    caseload, sample = drawn(inspection, lead)
    with guard.allowed():
        conflict = lead.conflicts.create(organisation="pdu/gwent", reason="lives there", declared_by=lead)
        Milestone.objects.create(inspection=inspection, phase="evidence", due_on=given.FIELDWORK[0])
        Panel.objects.create(inspection=inspection, held_on=given.FIELDWORK[1], opened_by=lead)
        invitation = Invitation.objects.create(
            email="new@inspectorate.test",
            name="New Person",
            token_sha256="0" * 64,
            expires_at="2099-01-01T00:00Z",
        )
        # the room of findings
        Finding.objects.create(
            **{"inspection": inspection, "number": 1, "heading": "2.2", "kind": "strength", "text": "Made up."},
            **{"place": 1, "written_by": lead, "changed_by": lead},
        )
        # the room of recommendations
        Recommendation.objects.create(
            **{
                "inspection": inspection,
                "number": 1,
                "addressee": "other",
                "addressed_as": "Made up",
                "text": "end it",
            },
            **{"place": 1, "written_by": lead, "changed_by": lead, "proposed": True},
        )
        PreviousRecommendation.objects.create(
            **{"inspection": inspection, "number": 1, "printed": 1, "text": "end it", "origin": "typed"},
            **{"entered_by": lead, "changed_by": lead},
        )
    # the factual accuracy check
    a_check(inspection, lead)
    # the room of action plans
    an_action_plan(inspection, lead)
    # evidence in advance, and the inspected service
    service = evidence.of_one_each(inspection)
    standard = given.edition_of().standard_by_id["2.2"]
    arguments: dict[str, object] = {
        "inspection": inspection.slug,
        "case": 1,
        "number": 1,
        "sample": sample,
        "caseload": caseload,
        "standard": "1.1",
        "panel_decision standard": "2.1",
        "panel_withdrawal standard": "2.1",
        "question": "2.2.1",
        "section": slugify(f"2-2 {standard.title}"),
        "phase": "evidence",
        "to": "analysis",
        "membership": lead.memberships.get().pk,
        "person": lead.pk,
        "invitation": invitation.pk,
        "invitation token": "not-a-token",
        "conflict": conflict.pk,
        "provider_id": "organisation",
        "edition": "hmip-pdu-2021",
        "characteristic": "gender",
        # evidence in advance, and the inspected service
        "document": 1,
        "version": 1,
        "interview": 1,
        "invited": service.invited,
        "inspected_remove membership": service.membership,
        "module": "statutory_victims",
        # the rooms of meetings and of context data
        "meeting": given.meeting(inspection, lead),
        "note": given.note(inspection, lead),
        "figure": given.figure(inspection, lead),
        # quality assurance
        **quality(inspection, lead),
        # the room of findings
        "finding": 1,
        # the room of recommendations
        "recommendation": 1,
        "previous": 1,
        # the room of action plans
        "action": 1,
        **dict.fromkeys(PLANNED, 2),
        # the room of drafting
        "kind": a_draft(inspection, lead),
        "part": "2.2",
        "fingerprint": "0123456789abcdef",
        # the room of publication
        "publication": 2,
        "file": a_publication(inspection, lead),
        # the factual accuracy check
        "comment": 1,
        "check": 1,
        "passage": 1,
        **{f"{route} file": 1 for route in _OF_A_COMMENT},
        # subscribers
        "key": a_subscriber(),
        "what": "asked",
        # quality review, legal holds, embargoed copies
        **on_its_way_out(inspection, lead),
        # notifications
        "notification": Notification.objects.filter(person=lead).latest("pk").pk,
        "mail_try_again number": a_mail(),
        # survey
        "survey": a_survey(lead, inspection.slug),
        "quotation": QUOTATION,
        "questionnaire": "staff",
        "word": "not-a-word",
        # search
        "search": 1,
        # the public register
        "slug": inspection.slug,
        "language": "",
        "register_unit kind": "pdu",
        "register_unit_feed kind": "pdu",
        "register_inspection kind": "pdu",
        "register-unit kind": "pdu",
        "register-inspection kind": "pdu",
        "place": "cumbria",
        "when": "2023-07",
        "region": "north-west",
        "table": "inspections",
        "form": "csv",
        "register_drawing figure": "history",
        "of": "pdu/cumbria",
        "width": 640,
        "rest": "nowhere",
        "register_kind kind": "pdu",
        "register_drawing version": held().version,
        "register_spread version": held().version,
        "register_table_version version": held().version,
    }
    return World(inspection, lead, arguments)


def quality(inspection: Inspection, lead: Person) -> dict[str, object]:
    """A second reading, submitted with a difference, an exercise and a pattern, by what addresses call them."""
    case = inspection.cases.get(number=2)
    assessor = given.member(inspection, Role.INSPECTOR, "Ana Assessor")
    with guard.allowed():
        second = inspection.blind_readings.create(
            case=case,
            purpose="second",
            reader=assessor,
            chosen_by=lead,
            state="submitted",
            first_answers={"2.2.1": {"answer": "yes", "reason": ""}},
        )
        second.answers.create(question="2.2.1", answer="no", saved_by=assessor)
        exercise = inspection.exercises.create(title="Made up", scenario="Made up", opened_by=lead)
        third = inspection.cases.get(number=3)
        facts = {"state": "submitted", "started_by": assessor, "submitted_by": assessor}
        CaseAssessment.objects.create(case=third, inspection=inspection, submitted_at="2022-11-01T12:00Z", **facts)
    return {
        "quality_second reading": second.pk,
        "quality_withdraw reading": second.pk,
        "quality_settle reading": second.pk,
        "quality-settle reading": second.pk,
        "exercise": exercise.pk,
        "pattern person": assessor.pk,
    }


def a_draft(inspection: Inspection, lead: Person) -> str:
    """A part of the report that was written, with a comment; the kind of its document."""
    now = timezone.now()
    with guard.allowed():
        part = inspection.draft_parts.create(
            kind="report", part="2.2", text="Made up.", changed_by=lead, changed_at=now
        )
        part.versions.create(version=1, text="Made up.", saved_by=lead, saved_at=now)
        part.comments.create(number=1, version=1, text="Made up.", written_by=lead, written_at=now)
    return "report"


def a_publication(inspection: Inspection, lead: Person) -> str:
    """A publication that was published, and its correction that is prepared; the name of the one file of each."""
    entry = plain(held().register.inspections[0])
    with guard.allowed():
        for number, state in ((1, "published"), (2, "prepared")):
            at = timezone.now() if number == 1 else None
            row = inspection.publications.create(
                number=number, state=state, prepared_by=lead, published_at=at, entry=entry
            )
            key, sha256, size = keeping.keep(BytesIO(b"Made up."))
            row.files.create(
                **{"place": 1, "kind": "report", "format": "pdf", "name": "made-up.pdf", "key": key, "sha256": sha256},
                **{"content_type": "application/pdf", "size": size},
            )
    return "made-up.pdf"


def a_check(inspection: Inspection, lead: Person) -> None:
    """A factual accuracy check with a comment and its file, closed, and so told to the service."""
    key, sha256, size = keeping.keep(BytesIO(evidence.PDF))
    document = Document("report", "Made up", "Made up", "en-GB", "", (Paragraph(words("Made up.")),))
    kept = [as_json(document)]
    now = timezone.now()
    with guard.allowed():
        check = inspection.accuracy_checks.create(
            **{"number": 1, "state": "closed", "kinds": ["report"], "documents": kept, "changed": kept},
            **{"due_on": now.date(), "first_due_on": now.date(), "letter": "Made up.", "sent_by": lead, "sent_at": now},
            **{"submitted_by": lead, "submitted_at": now, "closed_by": lead, "closed_at": now},
        )
        comment = check.comments.create(
            **{"number": 1, "kind": "report", "passage": 1, "correction": "Made up.", "written_by": lead},
            **{"written_at": now, "verdict": "accepted", "answered_by": lead, "answered_at": now},
        )
        comment.files.create(
            **{"number": 1, "key": key, "name": "made-up.pdf", "kind": "pdf", "size": size, "sha256": sha256},
            uploaded_by=lead,
        )


#: Arguments that name the recommendation that a plan answers, and not the one that is proposed.
PLANNED = (
    *("plan_answer recommendation", "plan_judge recommendation", "plan_action_new recommendation"),
    *("service_plan_answer recommendation", "service_plan_action_new recommendation"),
    *("action_plan-judge recommendation", "action_plan-record recommendation"),
    *("action_plan-record_action recommendation", "service_plan-answer recommendation"),
    "service_plan-add_action recommendation",
)


def an_action_plan(inspection: Inspection, lead: Person) -> None:
    """A plan that was submitted once, with an action on a recommendation to the PDU."""
    with guard.allowed():
        made = Recommendation.objects.create(
            **{"inspection": inspection, "number": 2, "addressee": "PDU", "addressed_as": "Made up", "text": "begin"},
            **{"place": 1, "written_by": lead, "changed_by": lead},
        )
        plan = ActionPlan.objects.create(inspection=inspection, changed_by=lead)
        plan.versions.create(number=1, content={"report_on": [], "answers": {}}, submitted_by=lead)
        answer = plan.answers.create(recommendation=made, response="agreed", changed_by=lead)
        about = {"what": "Made up", "who": "Head", "measure": "Made up", "due_on": given.FIELDWORK[1]}
        answer.actions.create(number=1, changed_by=lead, **about)


def a_subscriber() -> str:
    """The key of someone who is told of what is published."""
    with guard.allowed():
        return Subscriber.objects.create(email="s@inspectorate.test", key="k" * 43, confirmed_at=timezone.now()).key


def on_its_way_out(inspection: Inspection, lead: Person) -> dict[str, object]:
    """A review that is under way, a legal hold, and an embargoed copy of a published publication."""
    now = timezone.now()
    publication = inspection.publications.get(number=1)
    with guard.allowed():
        inspection.reviews.create(number=1, kind="letter", asked_by=lead, asked_at=now)
        inspection.holds.create(number=1, reason="Made up.", placed_by=lead, placed_at=now)
        facts = {"publication": publication, "kind": "press", "trace": "0" * 12, "made_by": lead, "made_at": now}
        inspection.embargoed_copies.create(number=1, name="Made Up", organisation="Made up", **facts)
    return {
        "copy": 1,
        "review_ask kind": "report",
        "review-ask kind": "report",
        "embargoed_open token": "not-a-token",
        "embargoed_file token": "not-a-token",
        "embargoed_file kind": "report",
        "embargoed_file form": "pdf",
        "draft-download form": "html",
    }


def a_mail() -> int:
    """A mail that was given up, and can be tried again."""
    with guard.allowed():
        return Mail.objects.create(purpose="security", about="password_changed", state="given_up").pk


def a_survey(lead: Person, slug: str) -> int:
    """A survey that is open, with a quotation that was checked, by its number."""
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today}
    number = survey.open_survey(given.actor(lead), slug, questionnaire="staff", **days)
    with guard.allowed():
        row = Survey.objects.get(number=number)
        Quotation.objects.create(id=QUOTATION, survey=row, question="helps", text="Made up.", state="checked")
    return number


def drawn(inspection: Inspection, lead: Person) -> tuple[int, int]:
    """A caseload and an approved sample of a few of its cases, by their ids."""
    with guard.allowed():
        inspection.cohort_weeks = [day.isoformat() for day in WEEKS]
        inspection.save()
    acting, slug = given.actor(lead), inspection.slug
    content = csv_text(HEADER, synthetic_caseload()).encode()
    caseload = actions.upload_caseload(acting, slug, file_name="synthetic.csv", content=content, as_of=FIELDWORK)
    sample = actions.draw_sample(acting, slug, caseload=caseload, size=8, seed="matrix")
    actions.approve_sample(acting, slug, sample)
    return caseload, sample
