"""Fills a database with inspections, their answers and their audit trail, by the million, and writes down for whom.

    python -m benchmarks.application.fill PLAN ANSWERS

Only this benchmark writes round the actions: saving two million answers one by one would take hours. Everyone in it is
made up. Two inspections are worked on: ``small`` is the same whatever else is stored, ``team`` has a lead and fifty
inspectors, and its submitted cases hold 3,600 answers. The rest is ballast: inspections of 100 submitted cases each.
"""

import hashlib
import json
import sys
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.application.bulk import assess, settle

EDITION = "hmip-pdu-2021"
SMALL, TEAM = "small", "team"
INSPECTORS = 50
#: 45 cases of the edition's 80 questions are 3,600 answers.
SUBMITTED = 45
BALLAST_CASES = 100
FIELDWORK = date(2024, 2, 5), date(2024, 2, 16)
#: Every question of the edition is relevant to such a case.
CHARACTERISTICS = {
    "gender": "male",
    "ethnicity": "white",
    "age_band": "26-35",
    "disability": "no",
    "sentence_type": "post_custody",
    "risk_of_serious_harm": "high",
    "likelihood_of_reoffending": "medium",
    "practitioner_grade": "probation_officer",
    "mappa_level": "level_1",
    "domestic_abuse": "yes",
    "child_safeguarding": "yes",
    "report_type": "oral",
    "victim_contact": "not_eligible",
}


@dataclass
class Inspector:
    """Someone who works on the inspection ``slug``: how they sign in, and the two cases allocated to them."""

    slug: str
    cookies: str
    csrf: str
    token: str
    case: int
    whole_case: int


@dataclass
class Plan:
    """What the clients need to know. ``answers`` is how a filled case is answered, each at version 1."""

    answers: dict[str, str]
    small: list[Inspector] = field(default_factory=list)
    team: list[Inspector] = field(default_factory=list)
    lead: str = ""
    small_lead: str = ""
    stored: int = 0


def plan_from(path: Path) -> Plan:
    """The plan that a fill has left."""
    read = json.loads(path.read_text())
    for name in ("small", "team"):
        read[name] = [Inspector(**each) for each in read[name]]
    return Plan(**read)


def fill(stored: int) -> Plan:
    """Fill an empty database until about ``stored`` answers are in it; at least the two inspections worked on."""
    from inspectorate_app.store import guard

    with guard.allowed():
        plan = Plan(answers=_answers())
        planner = _person("Planner", "planner")
        plan.small_lead, plan.small, answered = _worked_on(SMALL, planner, plan.answers, submitted=10, inspectors=1)
        plan.stored += answered
        if stored > 1_000:
            plan.lead, plan.team, answered = _worked_on(TEAM, planner, plan.answers, SUBMITTED, INSPECTORS)
            plan.stored += answered
        for number in count(1):
            left = (stored - plan.stored) // len(plan.answers)
            if left <= 0:
                break
            plan.stored += _ballast(f"ballast-{number}", planner, plan.answers, min(left, BALLAST_CASES))
        settle()
    return plan


def _answers() -> dict[str, str]:
    """One answer to each question that is asked of a case, so that all of them are relevant."""
    from inspectorate.assessment.judgements import answers_to
    from inspectorate.assessment.questionnaire import questions_asked
    from inspectorate.case import Case
    from inspectorate.framework.catalogue import find_edition

    edition = find_edition(EDITION)
    asked = questions_asked(edition, Case("any", CHARACTERISTICS))
    given = {name: answers_to(edition, question)[0].answer for name, question in asked.items()}
    return given | {"inspector_risk_of_harm": "high"}


def _person(name: str, office: str = "") -> Any:
    from inspectorate_app.store.models import Person

    address = f"{name.casefold().replace(' ', '.')}@synthetic.example"
    return Person.objects.create(name=f"Synthetic {name}", email=address, office=office, password="!")  # noqa: S106 - unusable


def _inspection(slug: str, planner: Any, phase: str) -> Any:
    from inspectorate.framework.catalogue import find_edition
    from inspectorate_app.actions import edition
    from inspectorate_app.store.models import AuditChain, Inspection

    AuditChain.objects.create(name=slug)
    return Inspection.objects.create(
        slug=slug,
        organisation=f"pdu/synthetic-{slug}",
        unit=f"Synthetic unit {slug}",
        kind="PDU",
        region="Synthetic region",
        edition=edition.keep(find_edition(EDITION)),
        phase=phase,
        fieldwork_from=FIELDWORK[0],
        fieldwork_to=FIELDWORK[1],
        # Not yet: the service would be deleting words on their day while it is measured.
        names_delete_on=date.today() + timedelta(days=365),  # noqa: DTZ011 - of this machine
        set_up_by=planner,
    )


def _worked_on(
    slug: str, planner: Any, answers: dict[str, str], submitted: int, inspectors: int
) -> tuple[str, list[Inspector], int]:
    """An inspection in fieldwork: cases answered, the first of them submitted, two for each inspector in progress."""
    from inspectorate_app.actions import assessment
    from inspectorate_app.actions.actor import Actor
    from inspectorate_app.actions.permission import Role
    from inspectorate_app.store.models import Case, Membership

    inspection = _inspection(slug, planner, "fieldwork")
    lead = _person(f"Lead of {slug}")
    people = [_person(f"Inspector {number} of {slug}") for number in range(1, inspectors + 1)]
    Membership.objects.create(inspection=inspection, person=lead, role=Role.LEAD_INSPECTOR.value)
    Membership.objects.bulk_create(
        Membership(inspection=inspection, person=each, role=Role.INSPECTOR.value) for each in people
    )
    cases = _cases(inspection, planner, submitted + 2 * inspectors)
    for number, person in enumerate(people):
        for case in cases[submitted + 2 * number :][:2]:
            case.allocated_to = person
    Case.objects.bulk_update(cases, ["allocated_to"])
    assess(inspection, lead, cases, answers, "in_progress")
    for case in cases[:submitted]:
        assessment.submit(Actor(lead.pk, lead.name), slug, case.number, confirmed=True)
    made = [
        Inspector(slug, *_signed_in(each), _token(each), submitted + 2 * number + 1, submitted + 2 * number + 2)
        for number, each in enumerate(people)
    ]
    return _signed_in(lead)[0], made, len(cases) * len(answers)


def _ballast(slug: str, planner: Any, answers: dict[str, str], number: int) -> int:
    """An inspection of long ago, all of it submitted; how many answers it has."""
    inspection = _inspection(slug, planner, "published")
    assess(inspection, planner, _cases(inspection, planner, number), answers, "submitted")
    return number * len(answers)


def _cases(inspection: Any, by: Any, number: int) -> list[Any]:
    from inspectorate_app.store.models import Case, Caseload, Sample

    caseload = Caseload.objects.create(
        inspection=inspection,
        file_name="synthetic.csv",
        sha256="0" * 64,
        as_of=FIELDWORK[0],
        rows=number,
        uploaded_by=by,
    )
    sample = Sample.objects.create(
        inspection=inspection, caseload=caseload, state="approved", record={}, drawn_by=by, approved_by=by
    )
    return Case.objects.bulk_create(
        Case(
            inspection=inspection,
            sample=sample,
            number=each,
            reference=f"SYN{each:04}",
            role="main",
            order=each,
            stratum="all",
            practitioner=f"P{each % 17}",
            characteristics=CHARACTERISTICS,
        )
        for each in range(1, number + 1)
    )


def _signed_in(person: Any) -> tuple[str, str]:
    """The cookies of a session with a second factor, as a browser sends them, and the secret of its forms."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils.crypto import get_random_string

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "inspectorate_app.web.account.backend.AccountBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["second_factor"] = True
    session.create()
    csrf = get_random_string(32)
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={csrf}", csrf


def _token(person: Any) -> str:
    from inspectorate_app.store.models import Token

    secret = f"insp_{person.pk:043}"
    Token.objects.create(
        person=person,
        name="benchmark",
        sha256=hashlib.sha256(secret.encode()).hexdigest(),
        scopes=["read", "assess"],
        expires_at=datetime(2099, 1, 1, tzinfo=UTC),
    )
    return secret


def main() -> None:
    """Fill the database that the environment names."""
    import django

    django.setup()
    path, stored = Path(sys.argv[1]), int(sys.argv[2])
    path.write_text(json.dumps(asdict(fill(stored))))


if __name__ == "__main__":
    main()
