"""Legal holds: placing one on an inspection, lifting it, and what is refused while one stands.

Why it was placed and lifted may name a legal matter: the trail keeps a digest of it, and no word.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import Hold
from inspectorate_app.store.queries import hold as query
from inspectorate_app.store.queries.letter import lock_covered

#: The longest reason, in characters.
LONGEST = 4_000


def place(actor: Actor, inspection: str, *, reason: str) -> int:
    """Place a hold: from now on nothing of the inspection goes outside. Gives its number. Raises ``BadInput``."""
    with change_in(actor, Action.PLACE_HOLD, inspection) as under_way:
        reason = _sound(reason, "reason")
        rows = Hold.objects.filter(inspection=under_way.inspection).order_by("-number")
        number = (rows.values_list("number", flat=True).first() or 0) + 1
        Hold.objects.create(
            inspection=under_way.inspection,
            number=number,
            reason=reason,
            placed_by_id=under_way.person,
            placed_at=timezone.now(),
        )
        under_way.note(f"legal hold {number}", after={"stands": True, "reason": kept_out(reason)})
        tell(under_way, "hold_placed", number=number)
        return number


def lift(actor: Actor, inspection: str, number: int, *, reason: str) -> None:
    """Lift a hold. Raises ``NotThere``, ``BadInput``, and ``NotNow`` for one that was lifted."""
    with change_in(actor, Action.LIFT_HOLD, inspection) as under_way:
        row = Hold.objects.filter(inspection=under_way.inspection, number=number).first()
        if row is None:
            raise NotThere
        if row.lifted_at is not None:
            raise NotNow(_("This hold was lifted already."))
        reason = _sound(reason, "reason")
        row.lifted_because, row.lifted_by_id, row.lifted_at = reason, under_way.person, timezone.now()
        row.save()
        under_way.note(
            f"legal hold {number}", before={"stands": True}, after={"stands": False, "reason": kept_out(reason)}
        )
        tell(under_way, "hold_lifted", number=number)


def require_none(inspection: int) -> None:
    """Raise ``NotNow`` while a hold stands on the inspection of an id. Part of whatever brings something outside."""
    if query.standing(inspection):
        raise NotNow(_("A legal hold stands on this inspection: nothing of it goes outside until it is lifted."))


def require_none_covered(inspection: int) -> None:
    """The same of an inspection that the letter of this one covers. Part of whatever brings that letter outside.

    Within a change: whoever places one now waits until it is over.
    """
    lock_covered(inspection)
    if units := query.on_covered(inspection):
        told = _("A legal hold stands on an inspection that the letter covers: {units}. Wait until it is lifted.")
        raise NotNow(told.format(units=", ".join(units)))


def _sound(reason: str, field: str) -> str:
    log = FaultLog("hold")
    reason = check_text(log, reason, field, LONGEST, _("the reason"))
    log.raise_if_any()
    return reason
