"""Interviews and meetings that the inspected service is asked to arrange, and what it answers."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import Case, Interview

#: The most interviews of an inspection, the longest in minutes, and the longest texts in characters.
MOST, LONGEST_MINUTES, WHOM, PLACE, TEXT = 500, 480, 160, 300, 2_000


@dataclass(frozen=True)
class Wanted:
    """An interview as it is asked for. ``case`` is the number of a case, or None."""

    whom: str
    day: datetime.date
    minutes: int = 60
    place: str = ""
    about: str = ""
    case: int | None = None


def ask(actor: Actor, inspection: str, wanted: Wanted) -> int:
    """Ask the service to arrange an interview; gives its number. Raises ``BadInput``."""
    with change_in(actor, Action.ASK_FOR_INTERVIEWS, inspection) as under_way:
        _check(under_way, wanted)
        rows = Interview.objects.filter(inspection=under_way.inspection)
        number = (rows.aggregate(highest=Max("number"))["highest"] or 0) + 1
        if number > MOST:
            raise NotNow(_("An inspection has {most} interviews at most.").format(most=MOST))
        row = Interview.objects.create(
            inspection=under_way.inspection,
            number=number,
            whom=wanted.whom.strip(),
            case=wanted.case,
            about=wanted.about.strip(),
            day=wanted.day,
            minutes=wanted.minutes,
            place=wanted.place.strip(),
            asked_by_id=under_way.person,
        )
        under_way.note(f"interview {number}", after=_recorded(row))
        tell(under_way, "interview_asked", number=number)
        return number


def withdraw(actor: Actor, inspection: str, number: int) -> None:
    """Ask for an interview no more. Raises ``NotThere``."""
    with change_in(actor, Action.ASK_FOR_INTERVIEWS, inspection) as under_way:
        row = _found(under_way, number)
        before = _recorded(row)
        row.state = "withdrawn"
        row.save(update_fields=["state"])
        under_way.note(f"interview {number}", before=before, after=_recorded(row))
        tell(under_way, "interview_withdrawn", number=number)


def arrange(
    actor: Actor,
    inspection: str,
    number: int,
    *,
    held_at: datetime.datetime,
    place: str,
    answer: str = "",
    version: int,
) -> int:
    """Say as the service when and where an interview will be; again, where that changes. Gives its new version.

    Raises ``BadInput``, ``Overtaken`` where someone else answered since ``version``.
    """
    with change_in(actor, Action.ANSWER_INTERVIEW, inspection) as under_way:
        row, log = _seen(under_way, number, version), FaultLog()
        place = check_text(log, place, "place", PLACE, _("the place, or the link"))
        answer = check_text(log, answer, "answer", TEXT, _("the answer"), needed=False)
        if timezone.is_naive(held_at):
            log.add(_("the time has no time zone"), _("give it with its offset"), field="held_at")
        log.raise_if_any()
        return _answer(under_way, row, "arranged", held_at, place, answer)


def decline(actor: Actor, inspection: str, number: int, *, answer: str, version: int) -> int:
    """Say as the service why an interview cannot be arranged; its new version. Raises ``BadInput``, ``Overtaken``."""
    with change_in(actor, Action.ANSWER_INTERVIEW, inspection) as under_way:
        row, log = _seen(under_way, number, version), FaultLog()
        answer = check_text(log, answer, "answer", TEXT, _("why it cannot be arranged"))
        log.raise_if_any()
        return _answer(under_way, row, "not_possible", None, row.place, answer)


def _answer(
    under_way: InspectionChange,
    row: Interview,
    state: str,
    held_at: datetime.datetime | None,
    place: str,
    answer: str,
) -> int:
    before = _recorded(row)
    row.state, row.held_at, row.place, row.answer = state, held_at, place, answer
    row.answered_by_id, row.answered_at, row.version = under_way.person, timezone.now(), row.version + 1
    row.save()
    under_way.note(f"interview {row.number}", before=before, after=_recorded(row))
    tell(under_way, "interview_answered", number=row.number)
    return row.version


def _found(under_way: InspectionChange, number: int) -> Interview:
    rows = Interview.objects.filter(inspection=under_way.inspection, number=number)
    row = rows.exclude(state="withdrawn").first()
    if row is None:
        raise NotThere
    return row


def _seen(under_way: InspectionChange, number: int, version: int) -> Interview:
    """An interview as whoever answers saw it. Raises ``NotThere``, ``Overtaken`` with what was answered since."""
    row = _found(under_way, number)
    if row.version != version:
        stands = {"version": row.version, "state": row.state, "place": row.place, "answer": row.answer}
        held_at = row.held_at.isoformat() if row.held_at else None
        problem = _("Someone else answered for this interview after you opened it.")
        raise Overtaken(problem, {**stands, "held_at": held_at})
    return row


def _check(under_way: InspectionChange, wanted: Wanted) -> None:
    log = FaultLog()
    check_text(log, wanted.whom, "whom", WHOM, _("whom you want to talk to"))
    check_text(log, wanted.place, "place", PLACE, _("the place, or the link"), needed=False)
    check_text(log, wanted.about, "about", TEXT, "what it is about", needed=False)
    if not 5 <= wanted.minutes <= LONGEST_MINUTES:
        log.add(
            _("it would last {minutes} minutes").format(minutes=wanted.minutes),
            _("give 5 to {longest_minutes}").format(longest_minutes=LONGEST_MINUTES),
            field="minutes",
        )
    cases = Case.objects.filter(inspection=under_way.inspection)
    if wanted.case is not None and not cases.filter(number=wanted.case).exists():
        log.add(
            _("there is no case {case}").format(case=wanted.case),
            _("give the number of a case, or leave it blank"),
            field="case",
        )
    log.raise_if_any()


def _recorded(row: Interview) -> dict[str, Any]:
    return {
        "whom": kept_out(row.whom),
        "case": row.case,
        "day": row.day.isoformat(),
        "minutes": row.minutes,
        "place": kept_out(row.place),
        "state": row.state,
        "held_at": row.held_at.isoformat() if row.held_at else None,
        "answer": kept_out(row.answer),
    }
