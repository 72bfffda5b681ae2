"""A synthetic schedule of fieldwork: who meets whom by role and when, guides, and notes that say they are made up."""

import datetime
from collections.abc import Mapping

from inspectorate.inspection import Phase
from inspectorate_app.actions import meeting as meetings
from inspectorate_app.actions import meeting_guide, meeting_note
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.meeting import Plan
from inspectorate_app.actions.meeting_note import Words
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used

#: Day of fieldwork (0: the first), hours from and to, kind, title, place, attendees, who leads and who takes notes,
#: and the place among the organisational standards of the one that it is about.
_PLANNED: tuple[tuple[int, tuple[int, int], str, str, str, tuple[str, ...], tuple[str, str], int], ...] = (
    (0, (9, 10), "meeting", "Head of PDU", "Head office", ("head of PDU",), ("lead", "inspector"), 0),
    (
        0,
        (11, 12),
        "focus_group",
        "Probation officers",
        "Head office",
        ("6 probation officers",),
        ("inspector", "inspector2"),
        1,
    ),
    (
        1,
        (10, 11),
        "focus_group",
        "Administrative staff",
        "",
        ("4 case administrators", "business manager"),
        ("inspector2", "inspector"),
        1,
    ),
    (1, (14, 15), "interview", "Lead for partnerships", "", ("deputy head of PDU",), ("lead", ""), 2),
    (2, (9, 12), "observation", "Duty desk", "Second office", (), ("inspector", ""), 2),
    (
        3,
        (13, 14),
        "focus_group",
        "Senior probation officers",
        "Head office",
        ("5 senior probation officers",),
        ("lead", "inspector2"),
        0,
    ),
    (
        8,
        (10, 11),
        "meeting",
        "Emerging findings",
        "Head office",
        ("head of PDU", "2 heads of operations"),
        ("lead", ""),
        0,
    ),
)
#: What was noted in the first meetings: who attended, and each note with what it holds and of what it speaks.
_HELD: tuple[tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]], ...] = (
    (
        ("head of PDU",),
        (
            ("Synthetic: the plan for staffing is reviewed each month.", "said", ""),
            ("Synthetic: the plan says what is to be done, and not by whom.", "concluded", "area"),
        ),
    ),
    (
        ("5 probation officers",),
        (
            ("Synthetic: colleagues were described as supportive.", "said", "strength"),
            ("Synthetic: everything was called a priority.", "said", "area"),
            ("Synthetic: those present did not know the plan for staffing.", "concluded", "area"),
        ),
    ),
)


def plan_fieldwork(actors: Mapping[str, Actor], inspection: InspectionFacts) -> None:
    """Every meeting planned, each with a guide; the first two held with notes, where fieldwork has begun."""
    rated = [each.id for each in edition_used(inspection).standards if each.kind == "organisational" and each.rated]
    numbers = []
    for days, hours, kind, title, place, attendees, (leads, notes), about in _PLANNED:
        plan = Plan(
            kind=kind,
            title=title,
            day=inspection.fieldwork_from + datetime.timedelta(days=days),
            starts=datetime.time(hours[0]),
            ends=datetime.time(hours[1]),
            online=not place,
            place=place,
            attendees=attendees,
            leads=_ids(actors, leads),
            takes_notes=_ids(actors, notes),
        )
        number = meetings.schedule(actors["operations"], inspection.slug, plan)
        numbers.append((number, rated[about]))
        meeting_guide.add_standards(actors[leads], inspection.slug, number, standards=[rated[about]], version=0)
    if inspection.phase is Phase.FIELDWORK:
        _hold(actors, inspection, numbers[: len(_HELD)])


def _hold(actors: Mapping[str, Actor], inspection: InspectionFacts, held: list[tuple[int, str]]) -> None:
    for (number, standard), (attended, notes) in zip(held, _HELD, strict=True):
        meetings.hold(actors["inspector"], inspection.slug, number, attendees=attended, version=1)
        for text, mark, flag in notes:
            meeting_note.write(actors["inspector"], inspection.slug, number, Words(text, mark, standard, flag))


def _ids(actors: Mapping[str, Actor], key: str) -> tuple[int, ...]:
    person = actors[key].person if key else None
    return (person,) if person is not None else ()
