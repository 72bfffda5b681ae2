"""One of everything that an address names, for tests that open every page or call every operation."""

from dataclasses import dataclass, field

import pytest
from django.utils import timezone
from django.utils.text import slugify

from inspectorate.tabular import csv_text
from inspectorate_app.actions import sample as actions
from inspectorate_app.actions import survey
from inspectorate_app.actions.permission import Role
from inspectorate_app.demonstration.caseload import FIELDWORK, HEADER, WEEKS, synthetic_caseload
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
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
    Survey,
)
from inspectorate_app.store.queries.register import held
from tests.app import evidence, given

#: The key of a quotation that was checked.
QUOTATION = "00000000-0000-4000-8000-000000000000"


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
        # the room of drafting
        "kind": a_draft(inspection, lead),
        "part": "2.2",
        "fingerprint": "0123456789abcdef",
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
        "language": "",
        "register_unit kind": "pdu",
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
