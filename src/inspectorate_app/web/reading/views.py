"""Reading a case blind: its task list, its forms, and the submission. The forms are those of an assessment."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.assessment.completeness import Remark
from inspectorate.errors import BadInput
from inspectorate_app.actions import blind_reading as action
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.store.queries import blind_reading as query
from inspectorate_app.store.queries.blind_reading import ReadingFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.assessment.case import questions_told
from inspectorate_app.web.assessment.form import NO_TROUBLE, Trouble, Typed, drawn_block, not_saved, read
from inspectorate_app.web.assessment.review import ConfirmationForm
from inspectorate_app.web.assessment.room import Room
from inspectorate_app.web.assessment.section import Section, anchor, done, sections_of
from inspectorate_app.web.assessment.unsent import secret_of
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.reading.own import PURPOSES, may_look, name_of, own_reading


@page(Action.SEE_OWN_READINGS, FORM)
def reading(request: HttpRequest, actor: Actor, inspection: str, reading: int) -> HttpResponse:
    """What is to be done in a reading, with a link to each section."""
    found, room = _enter(actor, inspection, reading)
    sections = sections_of(room.facts)
    counts = [done(section, room.facts) for section in sections]
    content = _about(found, room) | {
        "tasks": [_task(found, room, section) for section in sections],
        "answered": sum(each.answered for each in counts),
        "relevant": sum(each.relevant for each in counts),
        "ready": all(each.is_complete for each in counts),
        "may_look": may_look(found),
    }
    return render(request, "reading/reading.html", content)


@page(Action.SEE_OWN_READINGS, FORM)
def section(request: HttpRequest, actor: Actor, inspection: str, reading: int, section: str) -> HttpResponse:
    """The questions of one section; each is saved as it is answered, or all by the button where no script runs."""
    found, room = _enter(actor, inspection, reading)
    sections = sections_of(room.facts)
    place = next((place for place, each in enumerate(sections) if each.slug == section), None)
    if place is None:
        raise NotThere
    if request.method != "POST":
        return _draw(request, found, room, sections[place], {}, NO_TROUBLE)
    typed = read(request.POST, [each.id for each in sections[place].questions], room.facts)
    try:
        action.save_answers(actor, inspection, reading, typed)
    except NotNow:
        found, room = _enter(actor, inspection, reading)
        return _draw(request, found, room, sections[place], typed, NO_TROUBLE, status=409)
    except Overtaken as refused:
        found, room = _enter(actor, inspection, reading)
        words = _("You saved this question in another window: choose what to keep")
        trouble = Trouble(dict.fromkeys(refused.theirs, words), refused.theirs)
        return _draw(request, found, room, sections[place], typed, trouble, status=409)
    except BadInput as refused:
        errors = {fault.field: f"{fault.problem[:1].upper()}{fault.problem[1:]}" for fault in refused.faults}
        return _draw(request, found, room, sections[place], typed, Trouble(errors, {}), status=422)
    if "clear" in request.POST:
        return redirect(request.path)
    return redirect(_onward(found, room, sections, place))


@page(Action.SEE_OWN_READINGS, FORM)
def submit(request: HttpRequest, actor: Actor, inspection: str, reading: int) -> HttpResponse:
    """What is missing and what does not go together, and the button to submit."""
    found, room = _enter(actor, inspection, reading)
    form = ConfirmationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            action.submit(actor, inspection, reading, confirmed=form.cleaned_data["confirmed"])
        except BadInput:
            if room.facts.missing:
                form.add_error(None, _("Answer the questions that are missing before you submit"))
            else:
                form.add_error("confirmed", _("Say that these answers stand, or change them"))
        else:
            messages.success(request, _("{found} submitted").format(found=name_of(found)))
            return redirect(_home(found, room))
    content = _about(found, room) | {
        "form": form,
        "missing": _remarks(found, room, room.facts.missing),
        "contradictory": _remarks(found, room, room.facts.contradictory),
    }
    return render(request, "reading/submit.html", content, status=422 if form.errors else 200)


def _onward(found: ReadingFacts, room: Room, sections: Sequence[Section], place: int) -> str:
    """The page after that of a section: the next one's, or that of the reading."""
    if place + 1 < len(sections):
        return _address("reading_section", found, room, section=sections[place + 1].slug)
    return _home(found, room)


def _enter(actor: Actor, slug: str, reading: int) -> tuple[ReadingFacts, Room]:
    """A reading and its questions, in the room in which an assessment is drawn."""
    inspection = inspection_of(slug)
    found = own_reading(actor, inspection, reading)
    facts = query.to_answer(inspection, found)
    return found, Room(actor, inspection, facts, _why_locked(inspection, found))


def _why_locked(inspection: InspectionFacts, found: ReadingFacts) -> str:
    if found.state == "submitted":
        return _("This reading was submitted and is locked.")
    if not policy.now(Action.READ_BLIND, inspection.phase):
        return _("The inspection was published, so nothing can be read any more.")
    return ""


def _about(found: ReadingFacts, room: Room) -> dict[str, Any]:
    edition = room.facts.edition
    recorded = room.facts.case.characteristics
    characteristics = [
        {
            "key": each.title,
            "value": {value.value: value.title for value in each.values}.get(recorded[each.id], recorded[each.id]),
        }
        for each in edition.framework.characteristics
        if each.id in recorded
    ]
    return {
        "inspection": room.inspection,
        "reading": found,
        "facts": room.facts,
        "name": name_of(found),
        "purpose": PURPOSES[found.purpose],
        "why_locked": room.why_locked,
        "open": room.is_open,
        "characteristics": characteristics,
        "reading_href": _home(found, room),
        "owner": _owner(found, room),
        "unsent_questions": [] if room.is_open else questions_told(room.facts),
    }


def _owner(found: ReadingFacts, room: Room) -> dict[str, Any]:
    """Whose answers wait on a tablet, of which reading, and what a file of them is called."""
    return {
        "person": room.actor.person,
        "case": f"{room.inspection.slug}/reading {found.id}",
        "secret": secret_of(room.actor.person),
        "file": f"reading-{found.id}-not-saved.txt",
        "title": _("{found}: answers that were not saved").format(found=name_of(found)),
    }


def _draw(
    request: HttpRequest,
    found: ReadingFacts,
    room: Room,
    section: Section,
    typed: Typed,
    trouble: Trouble,
    status: int = 200,
) -> HttpResponse:
    sections = sections_of(room.facts)
    content = _about(found, room) | {
        "section": section,
        "onward": _onward(found, room, sections, sections.index(section)),
        "save_href": _address("reading_answer", found, room),
        "answered": room.facts.answered,
        "relevant": len(room.facts.questions) - len(room.facts.left_out),
        "not_saved": [] if room.is_open else [not_saved(room, name, typed[name]) for name in typed],
        "blocks": [drawn_block(room, block, typed, trouble) for block in section.blocks],
        "problems": [
            {"text": f"{name}: {text}", "href": f"#{anchor(name)}-1"} for name, text in trouble.errors.items()
        ],
    }
    return render(request, "reading/section.html", content, status=status)


def _task(found: ReadingFacts, room: Room, section: Section) -> Mapping[str, str]:
    count = done(section, room.facts)
    task = {
        "text": f"{section.code} {section.title}".strip(),
        "href": _address("reading_section", found, room, section=section.slug),
        "hint": _("{answered} of {relevant} answered").format(answered=count.answered, relevant=count.relevant),
    }
    if not count.relevant:
        return task | {"hint": _("None of its questions applies"), "status": _("Does not apply")}
    if count.is_complete:
        return task | {"status": _("Completed")}
    if count.answered:
        return task | {"status": _("In progress"), "colour": "yellow"}
    return task | {"status": _("Not yet started"), "colour": "blue"}


def _remarks(found: ReadingFacts, room: Room, remarks: list[Remark]) -> list[dict[str, str]]:
    """Remarks with a way to the question, in the order of the sections."""
    at = {question.id: section.slug for section in sections_of(room.facts) for question in section.questions}
    order = {name: place for place, name in enumerate(at)}
    return [
        {
            "text": room.facts.questions[each.question].text,
            "why": "" if each.kind == "missing" else each.text.partition(": ")[2],
            "href": f"{_address('reading_section', found, room, section=at[each.question])}#{anchor(each.question)}",
        }
        for each in sorted(remarks, key=lambda remark: order[remark.question])
    ]


def _address(route: str, found: ReadingFacts, room: Room, **more: str) -> str:
    return reverse(route, kwargs={"inspection": room.inspection.slug, "reading": found.id, **more})


def _home(found: ReadingFacts, room: Room) -> str:
    return _address("reading", found, room)
