"""Where an inspection stands, and its moves from phase to phase."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.inspection import MOVES, Phase, is_back, needs_reason
from inspectorate_app.actions import inspection as action
from inspectorate_app.actions import permission, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.queries import inspection as query
from inspectorate_app.store.queries import phase as phase_query
from inspectorate_app.store.queries import publication
from inspectorate_app.store.queries import publication_gate as gate
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.inspection.forms import MoveForm, sent
from inspectorate_app.web.page import FORM, page


def inspection_of(slug: str) -> InspectionFacts:
    """The inspection that an address names. Raises ``NotThere``."""
    found = query.find(slug)
    if found is None:
        raise NotThere
    return found


def may_now(actor: Actor, action: Action, inspection: InspectionFacts) -> bool:
    """Whether someone may do something in an inspection as it stands: what a page offers them."""
    return permission.may(actor, action, inspection.slug) and policy.now(action, inspection.phase)


@page(Action.SEE_INSPECTION)
def overview(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Its phase, what is due, done and overdue, and what is missing before the next phase."""
    found = inspection_of(inspection)
    moves = MOVES[found.phase]
    forward = next((to for to in moves if not is_back(found.phase, to)), None)
    on_its_way = publication.waits(found.id) if forward is Phase.PUBLISHED else 0
    missing = policy.missing(found, forward) if forward else ()
    shown = {
        "inspection": found,
        "edition": query.edition_used(found),
        "forward": forward,
        "backward": next((to for to in moves if is_back(found.phase, to)), None),
        "missing": missing,
        "on_its_way": on_its_way,
        "left": (*_in_its_rooms(found), *missing) if forward is Phase.PUBLISHED and not on_its_way else (),
        "may_see_publication": permission.may(actor, Action.SEE_PUBLICATION, inspection),
        "milestones": phase_query.milestones(found),
        "history": phase_query.history(found.id),
        "today": timezone.localdate(),
        "may_move": may_now(actor, Action.MOVE_PHASE, found),
    }
    return render(request, "inspection/overview.html", shown)


def _in_its_rooms(inspection: InspectionFacts) -> tuple[str, ...]:
    """What is left to do before publication, but for the legal hold: of it is said who may lift it."""
    return tuple(words for room, words in gate.by_room(inspection) if room != "holds")


@page(Action.MOVE_PHASE, FORM)
def move(request: HttpRequest, actor: Actor, inspection: str, to: str) -> HttpResponse:
    """Ask before an inspection moves to another phase, and why where it goes back."""
    found, after = inspection_of(inspection), phase_named(to)
    if after not in MOVES[found.phase]:
        raise NotThere
    back = is_back(found.phase, after)
    form = MoveForm(sent(request), to=after.value, needs_reason=needs_reason(found.phase, after), is_back=back)
    if request.method == "POST" and form.is_valid():
        try:
            action.move_phase(actor, inspection, after, form.cleaned_data["reason"])
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("The inspection is now in the phase ‘{label}’.").format(label=after.label.lower())
            )
            return redirect("inspection", inspection=inspection)
    missing = () if back else policy.missing(found, after)
    shown = {
        "inspection": found,
        "to": after,
        "is_back": back,
        "is_end": after is Phase.CLOSED,
        "is_published": after is Phase.PUBLISHED,
        "needs_reason": needs_reason(found.phase, after),
        "form": form,
        "missing": missing,
    }
    return render(request, "inspection/move.html", shown)


def phase_named(name: str) -> Phase:
    """The phase of an address. Raises ``NotThere``."""
    try:
        return Phase(name)
    except ValueError:
        raise NotThere from None
