"""Conflicts of interest: what keeps a person off a unit or a whole region."""

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, FaultLog
from inspectorate.organisation.directory import product_directory
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change
from inspectorate_app.actions.notification import forget
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.models import ConflictOfInterest, Inspection, Membership, Person

REASON_LIMIT = 1_000


def declare(actor: Actor, *, person: int, organisation: str, reason: str) -> int:
    """Keep a person off an organisation, by its id of the directory; gives the id of the conflict.

    Everyone may declare their own. Raises ``BadInput`` for an unknown organisation, no reason, or one that already
    stands; ``NotThere`` where there is no such person.
    """
    action = Action.USE_OWN_ACCOUNT if person == actor.person else Action.DECLARE_CONFLICT
    with change(actor, action) as under_way:
        if not Person.objects.filter(pk=person).exists():
            raise NotThere
        _check(person, organisation, reason.strip())
        row = ConflictOfInterest.objects.create(
            person_id=person, organisation=organisation, reason=reason.strip(), declared_by_id=actor.person
        )
        under_way.note(f"person {person}", after={"conflict": organisation, "reason": row.reason})
        for inspection in Inspection.objects.filter(
            pk__in=Membership.objects.filter(person=person).values("inspection")
        ):
            forget(inspection, person)
        return row.pk


def end(actor: Actor, conflict: int) -> None:
    """Let a person inspect an organisation again; nobody ends their own. Raises ``NotThere``."""
    with change(actor, Action.DECLARE_CONFLICT) as under_way:
        row = ConflictOfInterest.objects.filter(pk=conflict, ended_at=None).first()
        if row is None or row.person_id == actor.person:
            raise NotThere(_("There is no such conflict of interest, it has ended, or it is your own."))
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        under_way.note(f"person {row.person_id}", before={"conflict": row.organisation, "reason": row.reason}, after={})


def _check(person: int, organisation: str, reason: str) -> None:
    log = FaultLog()
    if organisation not in product_directory().by_id:
        log.add(_("there is no such unit or region"), _("choose one from the list"), field="organisation")
    elif ConflictOfInterest.objects.filter(person_id=person, organisation=organisation, ended_at=None).exists():
        log.add(_("this conflict of interest has been declared already"), "", field="organisation")
    if not reason:
        log.add(_("there is no reason"), _("say in a few words what the conflict is"), field="reason")
    elif len(reason) > REASON_LIMIT:
        log.add(
            _("the reason has {reason} characters").format(reason=len(reason)),
            _("use {reason_limit} or fewer").format(reason_limit=REASON_LIMIT),
            field="reason",
        )
    if log.faults:
        raise BadInput(log.faults)
