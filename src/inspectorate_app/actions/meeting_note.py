"""Notes of a meeting, against a standard, a key question or none. Nobody overwrites another's words in silence."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.framework.model import Edition
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.meeting import find, subject
from inspectorate_app.actions.meeting_text import LONGEST_NOTE, check_text
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.actions.source import forget
from inspectorate_app.store.models import Meeting, MeetingNote, NoteBefore
from inspectorate_app.store.queries.inspection import edition_used, facts_of
from inspectorate_app.wording import later

#: Whether a note holds what was said, or what the note taker concluded from it.
MARKS = {"said": later("What was said"), "concluded": later("What I concluded")}
#: Of what a note may speak.
FLAGS = {"": later("Neither"), "strength": later("Strength"), "area": later("Area for improvement")}


@dataclass(frozen=True)
class Words:
    """A note as it is written. ``about`` is the id of a standard or of a key question; blank for none."""

    text: str
    mark: str
    about: str = ""
    flag: str = ""


def write(actor: Actor, inspection: str, meeting: int, words: Words) -> int:
    """Write a new note; its number. Raises ``BadInput``, and ``NotNow`` where the meeting was cancelled."""
    with change_in(actor, Action.RECORD_MEETING, inspection) as under_way:
        row = _meeting(under_way, meeting)
        last = row.notes.order_by("-number").first()
        note = MeetingNote(meeting=row, number=last.number + 1 if last else 1, version=0)
        note.written_by_id = under_way.person
        _save(under_way, note, words, None)
        return note.number


def rewrite(actor: Actor, inspection: str, meeting: int, number: int, words: Words, *, version: int) -> int:
    """Change a note; its new version. What someone else wrote there is kept beside it.

    ``version`` is the one that is changed. Raises ``BadInput``, ``NotNow``, and ``Overtaken`` with what now stands.
    """
    with change_in(actor, Action.RECORD_MEETING, inspection) as under_way:
        note = _note(_meeting(under_way, meeting), number)
        if version != note.version:
            message = _("Someone else saved this note while you were writing.")
            raise Overtaken(message, {**_content(note), "by": note.saved_by.name})
        if note.saved_by_id != under_way.person:
            kept = {key: value for key, value in _content(note).items() if key != "about"}
            about = {"standard": note.standard, "question": note.question}
            NoteBefore.objects.create(note=note, saved_by_id=note.saved_by_id, saved_at=note.saved_at, **kept, **about)
        _save(under_way, note, words, _noted(note))
        return note.version


def remove(actor: Actor, inspection: str, meeting: int, number: int) -> None:
    """Take a note away with all that stood in it before: for what should not have been written, such as a name.

    The one who wrote it may, and the lead inspector. Its number stays, and that it was removed.
    """
    any_note = may(actor, Action.REMOVE_ANY_NOTE, inspection)
    with change_in(actor, Action.REMOVE_ANY_NOTE if any_note else Action.RECORD_MEETING, inspection) as under_way:
        note = _note(find(under_way, meeting), number)
        if not any_note and note.written_by_id != under_way.person:
            raise NotAllowed(_("A note is removed by the one who wrote it, or by the lead inspector."))
        before = _noted(note)
        note.before.all().delete()
        note.text, note.flag, note.removed_at, note.version = "", "", timezone.now(), note.version + 1
        note.save()
        forget(under_way, "meeting", f"{meeting}-{number}")
        under_way.note(_subject(note), before=before, after={"removed": True})


def _meeting(under_way: InspectionChange, number: int) -> Meeting:
    row = find(under_way, number)
    if row.state == "cancelled":
        raise NotNow(_("This meeting was cancelled: there is nothing to note."))
    return row


def _note(row: Meeting, number: int) -> MeetingNote:
    note = row.notes.select_related("saved_by").filter(number=number, removed_at=None).first()
    if note is None:
        raise NotThere
    return note


def _save(under_way: InspectionChange, note: MeetingNote, words: Words, before: dict[str, Any] | None) -> None:
    edition = edition_used(facts_of(under_way.inspection))
    log = FaultLog("note")
    text = check_text(log, "text", words.text, LONGEST_NOTE, _("Enter the note"))
    about = _about(edition, words.about)
    if about is None:
        log.add(_("there is no such standard or key question"), _("Choose one of the list"), field="about")
    if words.mark not in MARKS:
        log.add(_("it is not said what the note holds"), _("Select what was said, or what you concluded"), field="mark")
    if words.flag not in FLAGS:
        log.add(_("there is no such choice"), _("Select strength, area for improvement, or neither"), field="flag")
    log.raise_if_any()
    note.standard, note.question = about or ("", "")
    note.text, note.mark, note.flag = text, words.mark, words.flag
    note.version += 1
    note.saved_by_id = under_way.person
    note.save()
    under_way.note(_subject(note), before=before, after=_noted(note))


def _about(edition: Edition, name: str) -> tuple[str, str] | None:
    """The standard and the key question that a note is about; blank where it is about none, None for an unknown one."""
    if not name:
        return "", ""
    if name in edition.standard_by_id:
        return name, ""
    for standard in edition.standards:
        if any(question.id == name for question in standard.key_questions):
            return standard.id, name
    return None


def _content(note: MeetingNote) -> dict[str, Any]:
    return {
        "about": note.question or note.standard,
        "mark": note.mark,
        "flag": note.flag,
        "text": note.text,
        "version": note.version,
    }


def _noted(note: MeetingNote) -> dict[str, Any]:
    return {**_content(note), "text": kept_out(note.text)}


def _subject(note: MeetingNote) -> str:
    return f"{subject(note.meeting)} note {note.number}"
