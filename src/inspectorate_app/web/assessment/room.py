"""What every page of a case needs: the inspection, the case if this person may see it, whether they may change it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspectorate_app.actions import assessment, permission, policy, withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotThere
from inspectorate_app.store.queries import assessment as query
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries.assessment import AssessmentFacts
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used


@dataclass(frozen=True)
class Room:
    """One case, as whoever asks may see it. ``why_locked`` says why it cannot be changed now; blank where it can."""

    actor: Actor
    inspection: InspectionFacts
    facts: AssessmentFacts
    why_locked: str

    @property
    def is_open(self) -> bool:
        """Whether answers can be saved by this person now."""
        return not self.why_locked


def inspection_of(slug: str) -> InspectionFacts:
    """The inspection of a slug. Raises ``NotThere``."""
    found = inspections.find(slug)
    if found is None:
        raise NotThere
    return found


def enter(actor: Actor, slug: str, number: int) -> Room:
    """A case by its number. Raises ``NotThere``, or ``NotAllowed`` where it is the case of someone else."""
    inspection = inspection_of(slug)
    facts = query.find(inspection.id, number, edition_used(inspection))
    if facts is None:
        raise NotThere
    if facts.allocated_to != actor.person and not permission.may(actor, Action.SEE_ALL_CASES, slug):
        raise NotAllowed(_("This case is not allocated to you."))
    withheld.require(actor, inspection.id, number, facts.allocated_to)
    return Room(actor, inspection, facts, _why_locked(actor, inspection, facts))


def _why_locked(actor: Actor, inspection: InspectionFacts, facts: AssessmentFacts) -> str:
    if facts.role == "reserve":
        return _("This case is in reserve. It is assessed only if it replaces another case.")
    if facts.role == "withdrawn":
        return _("This case was withdrawn from the sample, so it is no longer assessed.")
    if facts.state == "submitted":
        return _("This case assessment was submitted and is locked.")
    if not policy.now(Action.ASSESS_CASE, inspection.phase):
        return _(
            "Cases are assessed during fieldwork. This inspection is not in fieldwork, so answers cannot be changed."
        )
    if not assessment.may_assess(actor, inspection.slug, facts):
        return _("This case is allocated to {allocated_name}. You can read it and not change it.").format(
            allocated_name=facts.allocated_name or "nobody yet"
        )
    return ""
