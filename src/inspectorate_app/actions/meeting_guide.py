"""The guide of a meeting: made from the standards' key questions and prompts, then changed by those who will ask."""

from collections.abc import Collection, Sequence
from dataclasses import asdict

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.meeting.guide import GuideQuestion, guide_from, in_order, of_service, with_added
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.meeting import find, require_version, subject
from inspectorate_app.actions.meeting_text import LONGEST_QUESTION, check_text
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store.models import Meeting
from inspectorate_app.store.queries.inspection import edition_used, facts_of

#: The most questions of a guide.
MOST_QUESTIONS = 200


def add_standards(actor: Actor, inspection: str, number: int, *, standards: Collection[str], version: int) -> int:
    """Add the questions of standards to a guide; its new version. Raises ``BadInput``, ``NotNow``, ``Overtaken``."""
    with change_in(actor, Action.PREPARE_GUIDE, inspection) as under_way:
        row = _open(under_way, number, version)
        facts = facts_of(under_way.inspection)
        edition = edition_used(facts)
        known = {each.id for each in of_service(edition, facts.service) if each.key_questions}
        log = FaultLog("guide")
        if not standards or not known.issuperset(standards):
            log.add(_("no standard is chosen"), _("Select the standards that the meeting is about"), field="standards")
        log.raise_if_any()
        stands = tuple(GuideQuestion(**each) for each in row.guide)
        return _write(under_way, row, in_order(edition, with_added(stands, guide_from(edition, standards))))


def change_guide(
    actor: Actor, inspection: str, number: int, *, questions: Sequence[GuideQuestion], version: int
) -> int:
    """Put these questions into the place of a guide, in their order; blank ones are left out. Its new version."""
    with change_in(actor, Action.PREPARE_GUIDE, inspection) as under_way:
        row = _open(under_way, number, version)
        edition = edition_used(facts_of(under_way.inspection))
        log, kept = FaultLog("guide"), []
        for place, each in enumerate(questions):
            text = check_text(log, f"question-{place}", each.text, LONGEST_QUESTION)
            standard = each.standard if each.standard in edition.standard_by_id else ""
            if text:
                kept.append(GuideQuestion(text, standard, each.source[:60] if standard else ""))
        log.raise_if_any()
        return _write(under_way, row, in_order(edition, kept))


def _open(under_way: InspectionChange, number: int, version: int) -> Meeting:
    row = find(under_way, number)
    if row.state == "cancelled":
        raise NotNow(_("This meeting was cancelled."))
    require_version(row.guide_version, version)
    return row


def _write(under_way: InspectionChange, row: Meeting, questions: Sequence[GuideQuestion]) -> int:
    if len(questions) > MOST_QUESTIONS:
        log = FaultLog("guide")
        problem = _("the guide would have {questions} questions").format(questions=len(questions))
        log.add(
            problem,
            _("Keep it to {most_questions}: choose fewer standards").format(most_questions=MOST_QUESTIONS),
            field="standards",
        )
        log.raise_if_any()
    before = _noted(row)
    row.guide, row.guide_version = [asdict(each) for each in questions], row.guide_version + 1
    row.save()
    under_way.note(f"{subject(row)} guide", before=before, after=_noted(row))
    return row.guide_version


def _noted(row: Meeting) -> dict[str, object]:
    words = "\n".join(each["text"] for each in row.guide)
    return {"questions": len(row.guide), "words": kept_out(words), "version": row.guide_version}
