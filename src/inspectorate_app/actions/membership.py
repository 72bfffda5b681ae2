"""Puts people into the team of an inspection, changes what they do there, and takes them out."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.allocation import take_back
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import forget, tell
from inspectorate_app.actions.permission import IN_THE_TEAM, OF_THE_INSPECTED, Action, Role
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.team import (
    READERS,
    check_not_oneself,
    check_own_conflicts,
    check_person,
    check_reading,
    require_a_lead,
    require_no_cases,
    sound_conflicts,
    sound_own,
)
from inspectorate_app.store.models import Inspection, Membership
from inspectorate_app.store.queries import training
from inspectorate_app.store.queries.inspection import edition_used, facts_of


def add(
    actor: Actor,
    inspection: str,
    *,
    person: int,
    role: Role,
    capacity: int = 0,
    skills: Sequence[str] = (),
    conflicts: Sequence[str] = (),
    own: Sequence[str] = (),
) -> int:
    """Give a person a role in an inspection; gives the id of the membership.

    ``capacity`` is the most cases they read, ``skills`` ids of the edition's sampling specification, ``conflicts``
    areas, teams or practitioners whose cases they must not read; ``own`` the same of where a local assessor works, who
    is never given a case of theirs. Raises ``BadInput`` with all that is wrong.
    """
    with change_in(actor, Action.MANAGE_TEAM, inspection) as under_way:
        row, log = under_way.inspection, FaultLog()
        _check_team(role, log)
        check_not_oneself(actor, person, log)
        check_person(row, person, role, log)
        if Membership.objects.filter(inspection=row, person_id=person, role=role.value).exists():
            log.add(_("this person has this role already"), _("choose another role"), field="role")
        check_reading(row, role, capacity, skills, log)
        sound, place = sound_conflicts(conflicts, log), sound_own(role, capacity, own, log)
        log.raise_if_any()
        made = Membership.objects.create(
            inspection=row,
            person_id=person,
            role=role.value,
            capacity=capacity,
            skills=sorted(set(skills)),
            conflicts=sound,
            own=place,
        )
        under_way.note(f"member {person}", after=_recorded(made))
        take_back(under_way, person, [*sound, *place])
        tell(under_way, "team_joined", [person])
        _tell_of_training(under_way, person, role)
    return made.pk


def change(
    actor: Actor,
    inspection: str,
    membership: int,
    *,
    role: Role | None = None,
    capacity: int | None = None,
    skills: Sequence[str] | None = None,
    conflicts: Sequence[str] | None = None,
    own: Sequence[str] | None = None,
) -> tuple[int, ...]:
    """Change what someone does in an inspection; what is None stays.

    Gives the numbers of the cases that were taken from them, since they must not read them any more.
    Raises ``BadInput`` with all that is wrong, ``NotNow`` for the last lead inspector, or someone who would read no
    more and has cases to submit.
    """
    with change_in(actor, Action.MANAGE_TEAM, inspection) as under_way:
        row, log = under_way.inspection, FaultLog()
        member = _member(row, membership)
        before, new = _recorded(member), role or Role(member.role)
        if new != member.role:
            check_not_oneself(actor, member.person_id, log)
            _check_new_role(row, member, new, log)
        member.role = new.value
        member.capacity = member.capacity if capacity is None else capacity
        member.skills = member.skills if skills is None else sorted(set(skills))
        check_reading(row, new, member.capacity, member.skills, log)
        if conflicts is not None:
            sound = sound_conflicts(conflicts, log)
            check_own_conflicts(actor, member.person_id, member.conflicts, sound, log)
            member.conflicts = sound
        member.own = sound_own(new, member.capacity, member.own if own is None else own, log)
        log.raise_if_any()
        member.save()
        under_way.note(f"member {member.person_id}", before=before, after=_recorded(member))
        forget(row, member.person_id)
        return take_back(under_way, member.person_id, [*member.conflicts, *member.own])


def _tell_of_training(under_way: InspectionChange, person: int, role: Role) -> None:
    """Tell who records training of someone who is to read cases and has none recorded for this edition."""
    edition = edition_used(facts_of(under_way.inspection)).id
    if role in READERS and not training.records(edition, [person]):
        tell(under_way, "training_lacking")


def _check_new_role(row: Inspection, member: Membership, new: Role, log: FaultLog) -> None:
    require_a_lead(row, member)
    require_no_cases(row, member, still=[new])
    _check_team(new, log)
    check_person(row, member.person_id, new, log, member.pk)
    if Membership.objects.filter(inspection=row, person_id=member.person_id, role=new.value).exists():
        log.add(_("this person has this role already"), _("choose another role"), field="role")


def _check_team(role: Role, log: FaultLog) -> None:
    if role in OF_THE_INSPECTED:
        log.add(
            _("'{label}' is no role in the team").format(label=role.label),
            _("invite them on the page ‘Inspected service’"),
            field="role",
        )


def remove(actor: Actor, inspection: str, membership: int) -> None:
    """Take a role from someone.

    Raises ``NotNow`` for the last lead inspector, someone with cases to submit, or oneself with cases not to be read:
    another role of theirs might open these again.
    """
    with change_in(actor, Action.MANAGE_TEAM, inspection) as under_way:
        member = _member(under_way.inspection, membership)
        require_a_lead(under_way.inspection, member)
        require_no_cases(under_way.inspection, member)
        if actor.person == member.person_id and member.conflicts:
            raise NotNow(_("You must not read some cases. Someone else takes this role from you."))
        under_way.note(f"member {member.person_id}", before=_recorded(member))
        member.delete()
        forget(under_way.inspection, member.person_id)


def _member(row: Inspection, membership: int) -> Membership:
    found = Membership.objects.filter(inspection=row, pk=membership, role__in=IN_THE_TEAM).first()
    if found is None:
        raise NotThere
    return found


def _recorded(member: Membership) -> dict[str, object]:
    """What the audit trail keeps: of conflicts and their own place only how many, since they may name practitioners."""
    return {
        "role": member.role,
        "capacity": member.capacity,
        "skills": list(member.skills),
        "conflicts": len(member.conflicts),
        "own": len(member.own),
    }
