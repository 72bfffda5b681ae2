"""What a test of the application starts from, put straight into the tables: people, an inspection, its cases.

Everyone here is made up. ``LLR`` is the edition and the unit of the demonstration.
"""

import datetime
import io
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from inspectorate.context.record import Record
from inspectorate.framework.catalogue import find_edition
from inspectorate.framework.model import Edition
from inspectorate.report.document import Document, Paragraph, Run
from inspectorate.report.document_json import as_json
from inspectorate_app.actions import context, edition, meeting_note
from inspectorate_app.actions import meeting as meetings
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import (
    AuditChain,
    Case,
    Caseload,
    Inspection,
    Membership,
    Person,
    Publication,
    PublishedFile,
    Sample,
)
from inspectorate_app.store.queries import edition as query
from inspectorate_app.store.queries import review
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.session import SessionStore

LLR = "leicester-leicestershire-and-rutland-2022"
PASSWORD = "correct horse battery staple"  # noqa: S105 - of people who exist in tests alone
FIELDWORK = datetime.date(2022, 10, 24), datetime.date(2022, 11, 4)
MODELS_OF_EDITION = "hmip-pdu-2021"


def person(name: str = "Test Person", office: str = "", email: str = "") -> Person:
    """Someone who may sign in with ``PASSWORD``."""
    with guard.allowed():
        address = email or f"{name.casefold().replace(' ', '.')}@inspectorate.test"
        return Person.objects.create(name=name, email=address, office=office, password=make_password(PASSWORD))


def actor(of: Person) -> Actor:
    """That person, acting."""
    return Actor(of.pk, of.name, of.office)


def inspection(slug: str = LLR, phase: str = "fieldwork", edition_name: str = MODELS_OF_EDITION) -> Inspection:
    """An inspection of Leicester, Leicestershire and Rutland in a phase, with an audit chain and no members yet."""
    planner = Person.objects.filter(office="planner").first() or person("Pat Planner", "planner")
    with guard.allowed():
        AuditChain.objects.create(name=slug)
        return Inspection.objects.create(
            slug=slug,
            organisation="pdu/leicester-leicestershire-and-rutland",
            unit="Leicester, Leicestershire and Rutland",
            kind="PDU",
            region="East Midlands",
            edition=edition.keep(find_edition(edition_name)),
            phase=phase,
            fieldwork_from=FIELDWORK[0],
            fieldwork_to=FIELDWORK[1],
            cohort_weeks=["2022-03-21", "2022-04-04"],
            names_delete_on=datetime.date(2023, 8, 9),
            set_up_by=planner,
        )


def member(of: Inspection, role: Role, name: str = "", **facts: object) -> Person:
    """A new person with a role in an inspection."""
    someone = person(name or f"{role.label} of {of.slug}"[:60])
    with guard.allowed():
        Membership.objects.create(inspection=of, person=someone, role=role.value, **facts)
    return someone


def cases(
    of: Inspection,
    references: Iterable[str] = ("SYN001", "SYN002", "SYN003"),
    allocated_to: Person | None = None,
    reserve: int = 0,
    module: str = "",
    first: int = 1,
    **characteristics: str,
) -> list[Case]:
    """The cases of an approved sample, the last ``reserve`` of them in reserve; numbers from ``first``."""
    by = of.set_up_by
    references = list(references)
    with guard.allowed():
        caseload = Caseload.objects.create(
            inspection=of, file_name="synthetic.csv", sha256="0" * 64, as_of=FIELDWORK[0], rows=3, uploaded_by=by
        )
        sample = Sample.objects.create(
            inspection=of,
            caseload=caseload,
            module=module,
            state="approved",
            record={},
            drawn_by=by,
            approved_by=by,
            approved_at=timezone.now(),
        )
        main = len(references) - reserve
        return Case.objects.bulk_create(
            Case(
                inspection=of,
                sample=sample,
                number=first + number - 1,
                reference=reference,
                role="main" if number <= main else "reserve",
                order=number if number <= main else number - main,
                stratum="all",
                characteristics=characteristics,
                allocated_to=allocated_to if number <= main else None,
            )
            for number, reference in enumerate(references, start=1)
        )


# --- the rooms of meetings and of context data ---


def planned(lead: Person, /, *takes_notes: Person, **facts: object) -> meetings.Plan:
    """A focus group on the first day of fieldwork from ten to eleven."""
    fixed: dict[str, object] = {
        "kind": "focus_group",
        "title": "Probation officers",
        "day": FIELDWORK[0],
        "starts": datetime.time(10),
        "ends": datetime.time(11),
        "place": "Cobden Street office",
        "attendees": ("6 probation officers", "senior probation officer"),
        "leads": (lead.pk,),
        "takes_notes": tuple(each.pk for each in takes_notes),
    }
    return meetings.Plan(**(fixed | facts))


def meeting(of: Inspection, lead: Person, /, *takes_notes: Person, **facts: object) -> int:
    """A meeting that was planned; its number."""
    return meetings.schedule(actor(lead), of.slug, planned(lead, *takes_notes, **facts))


def note(of: Inspection, by: Person, number: int = 1, text: str = "Workloads are too high.", **facts: str) -> int:
    """A note of a meeting; its number."""
    words = meeting_note.Words(**({"text": text, "mark": "said", "about": "1.2"} | facts))
    return meeting_note.write(actor(by), of.slug, number, words)


def figure(of: Inspection, by: Person, name: str = "sickness_days", value: str = "13.8", /, **facts: str) -> int:
    """A figure of context; its number."""
    fixed = {"level": "unit", "as_of": "2022-11", "source": "Report on the PDU, 1.2"}
    return context.record(actor(by), of.slug, Record(figure=name, value=value, **(fixed | facts)))


def edition_of(slug: str = LLR) -> Edition:
    """The edition that an inspection uses, as it is stored."""
    return query.edition_of(Inspection.objects.get(slug=slug).edition.sha256)


def signed_in(someone: Person) -> Client:
    """A client signed in as someone who has set up a second factor."""
    session = SessionStore()
    session[SESSION_KEY] = str(someone.pk)
    session[BACKEND_SESSION_KEY] = "inspectorate_app.web.account.backend.AccountBackend"
    session[HASH_SESSION_KEY] = someone.get_session_auth_hash()
    session["second_factor"] = True
    session.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def publication_of_2023(of: Inspection, state: str = "published", number: int = 1, **facts: Any) -> Publication:
    """A publication of an inspection in a state, with an entry for the register and without files."""
    by = Person.objects.filter(office="publication_officer").first() or person("Pat Publisher", "publication_officer")
    entry = {
        "inspection": f"{of.organisation}/2023-02",
        "unit": of.organisation,
        "edition": MODELS_OF_EDITION,
        "published": "2023-02-09",
        "overall": "Requires improvement",
        "score": {"points": 9, "maximum": 27},
    }
    at = datetime.datetime(2023, 2, 9, 0, 1, tzinfo=datetime.UTC) if state == "published" else None
    given = {"published_at": at, "prepared_by": by, **facts, "entry": {**ENTRY, **(facts.get("entry") or entry)}}
    with guard.allowed():
        return Publication.objects.create(inspection=of, state=state, number=number, **given)


# --- the room of publications ---

#: What a made-up publication of the inspection of ``LLR`` puts into the register.
ENTRY: dict[str, object] = {
    "inspection": "pdu/leicester-leicestershire-and-rutland/2026-11",
    "unit": "pdu/leicester-leicestershire-and-rutland",
    "edition": MODELS_OF_EDITION,
    "published": "2026-11-20",
    "overall": "Good",
    "sources": [{"document": "Made-up report", "gives": ["overall"]}],
    "certainty": "published",
    "reviewed": {"by": "Made-up reviewer", "on": "2026-11-20"},
}


def publication(
    of: Inspection,
    number: int = 1,
    state: str = "published",
    entry: dict[str, object] | None = None,
    recommendations: Iterable[tuple[int, str, str]] = (),
    notice: str = "",
    published_at: datetime.datetime | None = None,
    files: Iterable[tuple[str, str, bytes]] = (("report", "html", b"<p>Made up</p>"), ("report", "pdf", b"%PDF")),
) -> Publication:
    """A publication in a state; ``recommendations`` are number, addressee and text, ``files`` kind, format, content."""
    by = of.set_up_by
    with guard.allowed():
        made = Publication.objects.create(
            inspection=of,
            number=number,
            state=state,
            entry={**ENTRY, **(entry or {})},
            recommendations=[
                {"number": place, "addressee": to, "addressed_as": to, "text": text}
                for place, to, text in recommendations
            ],
            notice=notice,
            prepared_by=by,
            due_at=timezone.now(),
            published_at=(published_at or timezone.now()) if state == "published" else None,
            sealed="0" * 64,
        )
        for place, (kind, form, content) in enumerate(files, start=1):
            key, sha256, size = keeping.keep(io.BytesIO(content))
            PublishedFile.objects.create(
                publication=made,
                place=place,
                kind=kind,
                format=form,
                name=f"{of.slug}-{kind}.{form}",
                content_type="text/html; charset=utf-8" if form == "html" else "application/pdf",
                key=key,
                size=size,
                sha256=sha256,
            )
        return made


# --- quality review and embargoed copies ---


def reviewed(of: Inspection) -> None:
    """Every document of an inspection passed its quality review, as it stands now."""
    facts = facts_of(of)
    for number, kind in enumerate(review.REVIEWED, start=of.reviews.count() + 1):
        frozen = review.frozen_now(facts, kind)
        by = {"asked_by": of.set_up_by, "asked_at": timezone.now(), "done_by": of.set_up_by, "done_at": timezone.now()}
        with guard.allowed():
            of.reviews.create(number=number, kind=kind, state="passed", frozen=frozen, parts=list(frozen), **by)


def approved_publication(of: Inspection, state: str = "approved", number: int = 1, **facts: object) -> Publication:
    """A publication of an inspection, at 00.01 on 13 July 2030, with a report and a press release of one page each."""
    said = [
        Document(kind, title, "Made up", "en-GB", "13 July 2030", (Paragraph((Run("Leaders were known."),)),))
        for kind, title in (("report", "An inspection of Leicester"), ("press-release", "Leicester inspected"))
    ]
    fixed: dict[str, object] = {
        "due_at": datetime.datetime(2030, 7, 12, 23, 1, tzinfo=datetime.UTC),
        "documents": [as_json(each) for each in said],
        "prepared_by": of.set_up_by,
    }
    with guard.allowed():
        return of.publications.create(number=number, state=state, **(fixed | facts))
