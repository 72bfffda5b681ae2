"""What a place in a team must keep to: no conflict of interest, no two inspections at once, always a lead."""

from collections.abc import Collection, Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.errors import FaultLog
from inspectorate.sampling.dates import in_words
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import APART, IN_THE_TEAM, MAY, OF_THE_INSPECTED, Action, Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow
from inspectorate_app.store.models import Inspection, Membership, Person
from inspectorate_app.store.queries import membership as query
from inspectorate_app.store.queries.edition import edition_of
from inspectorate_app.store.queries.judge import judges

#: Roles that read cases: they have a capacity and skills, and can be in one place at a time.
READERS = MAY[Action.ASSESS_CASE]
#: The most cases that one person is given, and the longest list of what they must not read.
MOST_CASES, MOST_CONFLICTS = 500, 50


def check_person(row: Inspection, person: int, role: Role, log: FaultLog, but: int = 0) -> None:
    """Note what keeps a person from a role. Their row is locked, so that two teams do not take them at once.

    ``but`` is the membership that becomes this one, whose role so far does not count.
    """
    found = Person.objects.select_for_update().filter(pk=person, is_active=True).first()
    if found is None:
        log.add(_("there is no such person who may sign in"), _("choose one of the list"), field="person")
        return
    if role not in (*IN_THE_TEAM, *OF_THE_INSPECTED):
        log.add(_("'{label}' is no role in an inspection").format(label=role.label), _("choose another"), field="role")
    check_side(row, found, role, log)
    if person in query.conflicted_in(row.pk, row.organisation):
        log.add(_("a conflict of interest keeps this person off"), _("choose someone else"), field="person")
    if role in READERS:
        _check_clash(row, [person], log)
    _check_apart(row, person, role, log, but)


def _check_apart(row: Inspection, person: int, role: Role, log: FaultLog, but: int) -> None:
    """Note a role that does not go with another of theirs, or with what they judged in this inspection."""
    if not settings.PANEL_APART or role not in APART:
        return
    held = Membership.objects.filter(inspection=row, person_id=person, role__in=APART[role]).exclude(pk=but)
    if held.exists():
        problem = _("who reads cases of an inspection does not sit on its ratings panel, and the other way round")
        log.add(problem, _("choose someone else, or another role"), field="role")
    elif role is Role.PANEL_MEMBER and person in judges(row.pk, ()):
        log.add(
            _("this person judged in this inspection, so they do not sit on its panel"),
            _("choose another"),
            field="role",
        )


def require_apart(row: Inspection, person: int) -> None:
    """Raise ``NotAllowed`` where someone on the panel of an inspection judged in it."""
    if settings.PANEL_APART and person in judges(row.pk, READERS):
        raise NotAllowed(
            _("You judged in this inspection or read its cases, so others on its panel decide and sign off.")
        )


def check_not_oneself(actor: Actor, person: int, log: FaultLog) -> None:
    """Note someone who gives a role to themselves: another planner or lead inspector does that."""
    if actor.person == person:
        log.add(_("nobody gives a role to themselves"), _("ask another planner or lead inspector"), field="person")


def check_own_conflicts(
    actor: Actor, person: int, before: Collection[str], after: Collection[str], log: FaultLog
) -> None:
    """Note someone who takes away what they themselves must not read; they may add to it."""
    if actor.person == person and not set(before) <= set(after):
        problem = _("someone else takes away what you must not read")
        log.add(problem, _("leave those that stand, or ask another lead inspector"), field="conflicts")


def check_side(row: Inspection, person: Person, role: Role, log: FaultLog) -> None:
    """Note where someone would stand on both sides: in the team, and of the service that is inspected."""
    inspected = role in OF_THE_INSPECTED
    if inspected and person.office:
        log.add(_("someone with an office sees every inspection"), _("choose someone of the service"), field="person")
    if not query.on_the_other_side(person.pk, row.organisation, inspected=inspected):
        return
    where = _("is in a team that inspects this organisation") if inspected else _("is of the inspected service")
    log.add(_("this person {where}").format(where=where), _("choose someone else"), field="person")


def check_engagements(row: Inspection, log: FaultLog) -> None:
    """Note who of the team is engaged elsewhere on the dates of an inspection."""
    people = Membership.objects.filter(inspection=row, role__in=READERS).values_list("person_id", flat=True)
    locked = Person.objects.select_for_update().filter(pk__in=list(people)).order_by("pk")
    _check_clash(row, [person.pk for person in locked], log, name=True)


def _check_clash(row: Inspection, people: Collection[int], log: FaultLog, name: bool = False) -> None:
    found = query.engagements(people, READERS, row.fieldwork_from, row.fieldwork_to, row.pk)
    for _other, who, first, last in found:
        problem = _("{who} is engaged from {first} to {last}").format(
            who=who if name else "this person", first=in_words(first), last=in_words(last)
        )
        mend = _("choose other dates") if name else _("choose someone else")
        log.add(problem, mend, field="fieldwork_from" if name else "person")


def check_reading(row: Inspection, role: Role, capacity: int, skills: Sequence[str], log: FaultLog) -> None:
    """Note a number of cases or skills that cannot be."""
    if not 0 <= capacity <= MOST_CASES:
        log.add(
            _("{capacity} is no number of cases").format(capacity=capacity),
            _("give 0 to {most_cases}").format(most_cases=MOST_CASES),
            field="capacity",
        )
    if role not in READERS and capacity:
        log.add(
            _("the role '{label}' reads no cases").format(label=role.label.lower()),
            _("leave the number of cases at 0"),
            field="capacity",
        )
    sampling = edition_of(row.edition.sha256).sampling
    known = {skill.id for skill in sampling.skills} if sampling else set()
    for skill in sorted(set(skills) - known):
        listed = ", ".join(sorted(known)) or "none"
        log.add(
            _("there is no skill '{skill}'").format(skill=skill),
            _("give skills of the edition: {listed}").format(listed=listed),
            field="skills",
        )


def sound_own(role: Role, capacity: int, given: Iterable[str], log: FaultLog) -> list[str]:
    """Where a local assessor works, without blanks and doubles; nothing for other roles, who work elsewhere.

    Local assessors are staff of the inspected service: whoever is to read cases must say where, so that they are never
    given a case of their own.
    """
    if role is not Role.LOCAL_ASSESSOR:
        return []
    own = sound_conflicts(given, log, field="own")
    if capacity and not own:
        log.add(
            _("it is not said where this local assessor works"),
            _("give their area, team or practitioners, as the caseload names them"),
            field="own",
        )
    return own


def sound_conflicts(given: Iterable[str], log: FaultLog, field: str = "conflicts") -> list[str]:
    """Areas, teams or practitioners without blanks and doubles."""
    conflicts = list(dict.fromkeys(" ".join(each.split()) for each in given if each.strip()))
    if len(conflicts) > MOST_CONFLICTS:
        log.add(
            _("there are {conflicts} of them").format(conflicts=len(conflicts)),
            _("give {most_conflicts} at most").format(most_conflicts=MOST_CONFLICTS),
            field=field,
        )
    if any(len(each) > 160 for each in conflicts):
        log.add(_("a name is longer than 160 characters"), _("shorten it"), field=field)
    return conflicts


def require_no_cases(row: Inspection, member: Membership, still: Collection[str] = ()) -> None:
    """Raise ``NotNow`` where someone stops reading with cases to submit; ``still`` are roles they take up."""
    others = Membership.objects.filter(inspection=row, person_id=member.person_id).exclude(pk=member.pk)
    if member.role not in READERS or not READERS.isdisjoint(still) or others.filter(role__in=READERS).exists():
        return
    waiting = query.cases_to_submit(row.pk, member.person_id)
    if waiting:
        cases = ngettext("{waiting} case", "{waiting} cases", waiting).format(waiting=waiting)
        raise NotNow(_("This person has {cases} to submit. Give them to someone else first.").format(cases=cases))


def require_a_lead(row: Inspection, member: Membership) -> None:
    """Raise ``NotNow`` where the last lead inspector would go."""
    if member.role != Role.LEAD_INSPECTOR:
        return
    leads = Membership.objects.filter(inspection=row, role=Role.LEAD_INSPECTOR.value, person__is_active=True)
    if not leads.exclude(pk=member.pk).exists():
        raise NotNow(_("An inspection needs a lead inspector. Add another one first."))
