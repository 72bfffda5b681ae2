"""Who reads which case: by the library's allocation, or by hand, and never against a conflict of interest."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import retract, tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.reader import bar, subject
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.models import BlindReading, Case
from inspectorate_app.store.queries import allocation as query
from inspectorate_app.store.queries import case as cases
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries.allocation import Proposal
from inspectorate_app.store.queries.blind_reading import UNDER_WAY
from inspectorate_app.store.queries.case import CaseFacts


def allocate(actor: Actor, inspection: str) -> Proposal:
    """Give the cases that nobody has to inspectors, by the library's allocation; what was given, what is left and why.

    Cases that someone has stay with them. Raises ``NotNow`` where there is nothing to allocate, or nobody to read.
    """
    with change_in(actor, Action.ALLOCATE_CASES, inspection) as under_way:
        waiting = Case.objects.filter(inspection=under_way.inspection, role="main", allocated_to=None)
        if not waiting.exists():
            raise NotNow(_("Every case of the sample has been allocated, or no sample has been approved."))
        readers = query.readers_of(inspections.facts_of(under_way.inspection))
        if not any(reader.capacity for reader in readers):
            raise NotNow(_("Nobody in the team reads cases yet. Give inspectors their numbers of cases first."))
        found = query.proposal_for(inspections.facts_of(under_way.inspection), readers)
        now = timezone.now()
        for person in sorted(set(found.person_of.values())):
            theirs = [number for number, each in found.person_of.items() if each == person]
            waiting.filter(number__in=theirs).update(allocated_to=person, allocated_at=now)
            number = theirs[0] if len(theirs) == 1 else 0
            tell(under_way, "case_given", [person], number=number, count=len(theirs))
        after = {"allocated": {str(number): person for number, person in sorted(found.person_of.items())}}
        left = [each.number for each in found.left]
        under_way.note("allocation of cases", after={**after, "left": left})
        return found


def allocate_case(actor: Actor, inspection: str, case: int, person: int | None, *, confirmed: bool = False) -> None:
    """Give one case of the main sample to someone, or to nobody. ``case`` is its number.

    Raises ``NotNow`` for a conflict of interest, a case that is not read, an assessment that was submitted, and one
    that was started unless that is ``confirmed``. Skill and capacity are the lead's to weigh, and refuse nothing.
    """
    with change_in(actor, Action.ALLOCATE_CASES, inspection) as under_way:
        facts = cases.find(under_way.inspection.pk, case)
        if facts is None:
            raise NotThere
        if facts.allocated_to == person:
            under_way.was_done_before()
            return
        _require_movable(facts, confirmed)
        if person is not None:
            _require_no_conflict(under_way, facts, person)
        now = timezone.now() if person is not None else None
        Case.objects.filter(pk=facts.id).update(allocated_to=person, allocated_at=now)
        under_way.note(f"case {case}", before={"allocated_to": facts.allocated_to}, after={"allocated_to": person})
        tell_taken(under_way, facts.allocated_to, case)
        tell(under_way, "case_given", [person], number=case)


def _require_movable(facts: CaseFacts, confirmed: bool) -> None:
    if facts.role != "main":
        raise NotNow(
            _("Case {number} is withdrawn.").format(number=facts.number)
            if facts.role == "withdrawn"
            else _("Case {number} is in the reserve.").format(number=facts.number)
        )
    if facts.state == "submitted":
        raise NotNow(
            _("The assessment of case {number} has been submitted. Reopen it before someone else reads it.").format(
                number=facts.number
            )
        )
    if facts.state == "in_progress" and not confirmed:
        raise NotNow(
            _(
                "The assessment of case {number} has been started. Confirm that someone else shall go on with it."
            ).format(number=facts.number)
        )


def _require_no_conflict(under_way: InspectionChange, facts: CaseFacts, person: int) -> None:
    """Raise ``NotNow`` where someone may not read a case, saying why without naming anybody in it."""
    readers = query.readers_of(inspections.facts_of(under_way.inspection))
    reader = next((each for each in readers if each.person == person), None)
    if reader is None:
        raise NotNow(_("This person does not read cases of this inspection."))
    why = bar(inspections.facts_of(under_way.inspection), facts, reader)
    if why:
        raise NotNow(
            _("{name} cannot read case {number}: {why}.").format(name=reader.name, number=facts.number, why=why)
        )


def take_back(under_way: InspectionChange, person: int, conflicts: Iterable[str]) -> tuple[int, ...]:
    """Take from someone the cases that they must not read and have not submitted; the numbers of these cases.

    Part of a change in the team, and of its transaction: the cases are then allocated to nobody. Blind readings of such
    cases are taken back too.
    """
    pk, conflicts = under_way.inspection.pk, tuple(conflicts)
    if not conflicts:
        return ()
    names = query.practitioners_of(pk)
    theirs = [each for each in cases.cases_of(pk, "main", allocated=True) if each.allocated_to == person]
    taken = tuple(
        each.number
        for each in theirs
        if each.state != "submitted" and query.conflict_with(each, names.get(each.number, each.practitioner), conflicts)
    )
    Case.objects.filter(inspection_id=pk, number__in=taken).update(allocated_to=None, allocated_at=None)
    for number in taken:
        under_way.note(f"case {number}", before={"allocated_to": person}, after={"allocated_to": None})
        tell_taken(under_way, person, number)
    _take_back_readings(under_way, person, conflicts)
    return taken


def _take_back_readings(under_way: InspectionChange, person: int, conflicts: Iterable[str]) -> None:
    pk = under_way.inspection.pk
    names = query.practitioners_of(pk)
    rows = BlindReading.objects.filter(inspection_id=pk, reader_id=person, state__in=UNDER_WAY).exclude(case=None)
    for reading, number, state in rows.order_by("pk").values_list("pk", "case__number", "state"):
        case = cases.find(pk, number)
        if case is not None and query.conflict_with(case, names.get(number, case.practitioner), conflicts):
            BlindReading.objects.filter(pk=reading).update(state="withdrawn")
            under_way.note(subject(reading), before={"state": state, "case": number}, after={"state": "withdrawn"})
            tell(under_way, "reading_taken_back", [person])


def tell_taken(under_way: InspectionChange, person: int | None, case: int) -> None:
    """Tell whoever had a case that it is theirs no more, and take back that it was given to them."""
    if person is not None:
        for event in ("case_given", "case_reopened"):
            retract(under_way, event, person, case)
        tell(under_way, "case_taken", [person], number=case)
