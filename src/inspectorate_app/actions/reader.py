"""Who may read which case: never their own, never against a conflict of interest, and trained where that is asked for.

The same for a first reading, a second one and an exercise.
"""

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import MAY, Action
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.store.queries import allocation, training
from inspectorate_app.store.queries import blind_reading as readings
from inspectorate_app.store.queries.allocation import Reader
from inspectorate_app.store.queries.blind_reading import ReadingFacts
from inspectorate_app.store.queries.case import CaseFacts
from inspectorate_app.store.queries.inspection import InspectionFacts

#: The longest reason, in characters.
LONGEST = 2_000


def bar(inspection: InspectionFacts, case: CaseFacts, reader: Reader) -> str:
    """Why someone may not read a case, in words that name nobody in it; blank where they may."""
    if reader.is_unplaced:
        return _("it is not said where in the service they work, and nobody reads cases of their own")
    practitioner = allocation.practitioners_of(inspection.id, case.number).get(case.number, case.practitioner)
    own = allocation.conflict_with(case, practitioner, reader.own)
    if own:
        return _("they work {own}, and nobody reads cases of their own").format(own=own)
    what = allocation.conflict_with(case, practitioner, reader.conflicts)
    if what:
        return _("a conflict of interest {what}").format(what=what)
    return training.why_not_ready(reader.person, inspection.edition, case.module)


def second_readers(inspection: InspectionFacts) -> tuple[Reader, ...]:
    """Whoever may read blind in an inspection: who reads cases, and its quality leads."""
    return allocation.readers_of(inspection, [role.value for role in MAY[Action.READ_BLIND]])


def require_unblinded(actor: Actor, inspection: InspectionFacts, reading: ReadingFacts) -> None:
    """Raise ``NotAllowed`` for whoever must not look at a second reading.

    Whoever had to do with the first never sees the second; whoever is to read the same case blind, the second reader
    or a participant of an exercise, does not see what others answered until theirs is submitted.
    """
    case = reading.case
    if case is None:
        return
    if actor.person in readings.touched(inspection.id, [case])[case]:
        raise NotAllowed(_("You read this case first, so someone else looks at the second reading."))
    one_s_own = reading.reader == actor.person and reading.is_under_way
    if not one_s_own and case in readings.read_blind(inspection.id, actor.person):
        raise NotAllowed(_("You are to read this case blind, so you see this reading once yours is submitted."))


def check_text(log: FaultLog, field: str, text: str, ask: str) -> None:
    """Note what is wrong with a reason: it is blank, too long, or holds what no database keeps."""
    if not text.strip():
        log.add(_("it is blank"), ask, field=field)
    elif len(text) > LONGEST:
        log.add(
            _("it has {text} characters").format(text=len(text)),
            _("shorten it to {longest:,} or fewer").format(longest=LONGEST),
            field=field,
        )
    elif "\0" in text:
        log.add(_("it holds a character that cannot be kept"), _("type it again"), field=field)


def subject(reading: int) -> str:
    """How the audit trail names a blind reading."""
    return f"blind reading {reading}"
