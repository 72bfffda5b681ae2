"""An inspection with a word planted in every kind of text that a search looks through, and the pages that show it."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import reverse

from inspectorate_app.actions import document, document_text, evidence, interview, service
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.interview import Wanted
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    BlindReading,
    Case,
    CaseAssessment,
    EmergingFindings,
    Finding,
    Identity,
    Inspection,
    Panel,
    Person,
    Replacement,
    StandardJudgement,
    Survey,
)
from tests.app import given
from tests.app.evidence import uploaded

#: The job that reads documents.
JOB = Actor(None, "reading of documents for search", "administrator", via="job")


@dataclass(frozen=True)
class Planted:
    """A word, and the addresses of the pages that show the text which holds it."""

    word: str
    pages: tuple[str, ...]


def address(route: str, **more: Any) -> str:
    """The address of a page of the inspection."""
    return reverse(route, kwargs={"inspection": given.LLR, **more})


def everything(folder: Path, settings: Any) -> tuple[Inspection, dict[str, Planted]]:
    """The inspection, in fieldwork, and what is planted in it, by what it is."""
    settings.DOCUMENTS = folder
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Zqteamname")
    contact = given.member(inspection, Role.SERVICE_CONTACT, "Sam Zqservicename")
    quality = _of_quality(inspection, _on_cases(inspection, lead))
    _by_rows(inspection, lead)
    _by_actions(inspection, lead, contact)
    team, ours = address("inspected_service"), address("evidence_document", document=1)
    asked = address("evidence_request", number=1)
    theirs = address("service_request", number=1)
    return inspection, {
        "team": Planted("Zqteamname", (address("team"),)),
        "service people": Planted("Zqservicename", (team,)),
        "request": Planted("zqrequest", (asked, theirs)),
        "document": Planted("zqdocument", (ours, theirs)),
        "file name": Planted("zqfilename", (ours, theirs)),
        "text of a document": Planted("zqcontent", (ours, theirs)),
        "handed to inspectors": Planted("zqhanded", (address("evidence_document", document=2),)),
        "note on a document": Planted("zqreading", (ours,)),
        "meeting": Planted("zqmeeting", (address("meeting", meeting=1),)),
        "note of a meeting": Planted("zqnote", (address("meeting_note", meeting=1, note=1),)),
        "figure": Planted("zqfigure", (address("context_figure", figure=1),)),
        "announcement": Planted("zqannounced", (team, address("service"))),
        "interview": Planted("zqinterview", (team, address("service_interviews"))),
        "emerging findings, draft": Planted("zqemerging", (team,)),
        "finding": Planted("zqfinding", (address("finding", finding=1),)),
        "draft": Planted("zqdraft", (address("draft_part", kind="report", part="2.2"),)),
        "comment on a draft": Planted("zqremark", (address("draft_part", kind="report", part="2.2"),)),
        "judgement": Planted("zqjudged", (address("standard", standard="1.1"),)),
        "decision of the panel": Planted("zqdecided", (address("panel"),)),
        "quotation": Planted("zqquotation", (address("survey_quotations", survey=1),)),
        "reason on a case": Planted("zqreason", (address("case_all", number=1),)),
        "interview on a case": Planted("zqpractitioner", (address("case_interview", number=1),)),
        "case": Planted("zqreference", (address("case", number=1), address("sample_case", case=1))),
        "withdrawn case": Planted("zqwithdrawn", (address("sample_case", case=2),)),
        "why a case is read a second time": Planted("zqblind", (quality["second"],)),
        "difference between two readings": Planted("zqdiffers", (quality["second"],)),
        "settlement": Planted("zqsettled", (quality["second"],)),
        "exercise": Planted("zqexercise", (quality["exercise"],)),
        "scenario": Planted("zqscenario", (quality["exercise"],)),
        "move": Planted("zqmoved", (address("inspection"),)),
        # nobody finds these, whatever they may open
        "answer to an exercise": Planted("zqanswered", ()),
        "answer on which two readers agree": Planted("zqagreed", ()),
        "quotation that nobody checked": Planted("zqunchecked", ()),
        "withdrawn finding": Planted("zqnolonger", ()),
        "name of a person in a case": Planted("zqfamilyname", ()),
        "another inspection": Planted("zqelsewhere", ()),
    }


def _on_cases(inspection: Inspection, lead: Person) -> Case:
    """Two cases with what was written on them; the third, on which nothing was."""
    first, second, third = given.cases(inspection, ["Zqreference", "SYN002", "SYN003"])
    with guard.allowed():
        about = {"inspection": inspection, "started_by": lead, "submitted_by": lead, "state": "submitted"}
        about["submitted_at"] = "2022-11-01T12:00Z"
        made = CaseAssessment.objects.create(
            case=first, interview="held", interview_notes="Told: zqpractitioner.", **about
        )
        made.answers.create(question="2.2.1", answer="yes", reason="Because of zqreason.", saved_by=lead)
        Identity.objects.create(case=first, family_name="Zqfamilyname")
        Replacement.objects.create(withdrawn=second, reason="It was zqwithdrawn.", same_stratum=True, by=lead)
    return third


def _of_quality(inspection: Inspection, case: Case) -> dict[str, str]:
    """A second reading with a difference that was settled, and an exercise; the addresses of their pages."""
    reader = given.person("Former Reader")
    first = {
        "2.2.1": {"answer": "yes", "reason": "First: zqdiffers."},
        "2.2.2": {"answer": "yes", "reason": "zqagreed"},
    }
    about = {"inspection": inspection, "reader": reader, "chosen_by": reader, "state": "submitted"}
    with guard.allowed():
        second = BlindReading.objects.create(case=case, purpose="second", why="zqblind", first_answers=first, **about)
        second.answers.create(question="2.2.1", answer="no", reason="Second.", saved_by=reader)
        second.answers.create(question="2.2.2", answer="yes", reason="zqagreed", saved_by=reader)
        second.settlements.create(question="2.2.1", outcome="both", reason="As zqsettled.", settled_by=reader)
        exercise = inspection.exercises.create(title="On zqexercise", scenario="A zqscenario.", opened_by=reader)
        taken = BlindReading.objects.create(exercise=exercise, purpose="exercise", **about)
        taken.answers.create(question="2.2.1", answer="no", reason="zqanswered", saved_by=reader)
    return {
        "second": address("quality_second", reading=second.pk),
        "exercise": address("exercise", exercise=exercise.pk),
    }


def _by_rows(inspection: Inspection, lead: Person) -> None:
    with guard.allowed():
        by = {"written_by": lead, "changed_by": lead, "heading": "2.2", "kind": "strength", "inspection": inspection}
        Finding.objects.create(number=1, place=1, text="People say zqfinding.", **by)
        withdrawn = {"withdrawn_by": lead, "withdrawn_at": "2022-11-02T10:00Z", "withdrawn_reason": "zqnolonger"}
        Finding.objects.create(number=2, place=2, text="People say zqnolonger.", **by, **withdrawn)
        saved = {"changed_by": lead, "changed_at": "2022-11-02T10:00Z"}
        part = inspection.draft_parts.create(kind="report", part="2.2", text="It tells zqdraft.", **saved)
        written = {"written_by": lead, "written_at": "2022-11-02T10:00Z"}
        part.comments.create(number=1, version=1, text="Say zqremark.", **written)
        StandardJudgement.objects.create(
            inspection=inspection, standard="1.1", rating="Good", reason="For zqjudged.", judged_by=lead
        )
        panel = Panel.objects.create(inspection=inspection, held_on=given.FIELDWORK[1], opened_by=lead)
        panel.decisions.create(standard="2.2", computed="Good", rating="Good", reason="For zqdecided.", decided_by=lead)
        inspection.phase_changes.create(before="evidence", after="fieldwork", reason="Since zqmoved.", by=lead)
        inspection.milestones.create(phase="evidence", due_on=given.FIELDWORK[0])
        EmergingFindings.objects.create(inspection=inspection, number=1, texts={"2.2": "They hear zqemerging."})
        survey = Survey.objects.create(
            inspection=inspection,
            number=1,
            questionnaire="staff",
            opens_on=given.FIELDWORK[0],
            closes_on=given.FIELDWORK[1],
            closed=True,
            answers_kept=True,
            opened_by=lead,
        )
        asked = next(iter(given.edition_of().survey_by_id["staff"].of_kind("text"))).id
        survey.quotations.create(question=asked, text="They wrote zqquotation.", state="checked")
        survey.quotations.create(question=asked, text="zqunchecked", state="waiting")
        other = given.inspection("elsewhere-2022")
        other.phase_changes.create(before="evidence", after="fieldwork", reason="zqelsewhere", by=lead)
        other.milestones.create(phase="evidence", due_on=datetime.date(2022, 1, 3))


def _by_actions(inspection: Inspection, lead: Person, contact: Person) -> None:
    slug, acting, sending = inspection.slug, given.actor(lead), given.actor(contact)
    evidence.add(acting, slug, Asked("Plan", why="To see zqrequest.", standards=("1.1",)))
    content = b"The plan speaks of zqcontent."
    document.upload(sending, slug, uploaded(content, "zqfilename.txt"), request=1, title="A zqdocument")
    document.upload(acting, slug, uploaded(b"Handed: zqhanded.", "handed.txt"), request=1, title="Handed over")
    document.mark_read(acting, slug, 1, 1, note="It says zqreading.")
    document_text.read_documents(JOB)
    given.meeting(inspection, lead, title="About zqmeeting")
    given.note(inspection, lead, text="They told us zqnote.")
    given.figure(inspection, lead, source="The zqfigure report")
    service.announce(acting, slug, text="We announce zqannounced.", version=0)
    interview.ask(acting, slug, Wanted("Head of zqinterview", inspection.fieldwork_from))
