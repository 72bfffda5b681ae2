"""The list of cases: yours, or all of them for those who may see all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from inspectorate_app.actions import permission, withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import progress as query
from inspectorate_app.store.queries.sample import MAIN
from inspectorate_app.web.assessment.room import inspection_of
from inspectorate_app.web.page import page
from inspectorate_app.wording import later

SIZE = 25
#: What a state is called, and the colour of its tag; none for what needs no attention.
STATES = {
    "not_started": (later("Not yet started"), "blue"),
    "in_progress": (later("In progress"), "yellow"),
    "submitted": (later("Submitted"), ""),
}


@page(Action.SEE_OWN_CASES)
def cases(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """A page of cases: those allocated to whoever asks, or everyone's with ``?whose=all`` and for who has none."""
    found = inspection_of(inspection)
    sees_all = permission.may(actor, Action.SEE_ALL_CASES, inspection)
    own = permission.may(actor, Action.ASSESS_CASE, inspection)
    whose = "all" if sees_all and (not own or _asks_for_all(request, actor, found.id)) else "yours"
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    number = _page(request.GET.get("page", ""))
    listed = query.list_cases(
        found.id, person=None if whose == "all" else actor.person, state=state, page=number, size=SIZE
    )
    return render(
        request,
        "assessment/cases.html",
        {
            "inspection": found,
            "listed": listed,
            "withheld": withheld.reasons(actor, found.id) if whose == "all" else {},
            "whose": whose,
            "sees_all": sees_all and own,
            "state": state,
            "states": STATES,
            "strata": strata_of(found.edition_sha256),
            "due": query.fieldwork_due(found.id) or found.fieldwork_to,
            "today": timezone.localdate(),
            "number": number,
            "pages": -(-listed.total // SIZE),
            "base": f"{reverse('cases', kwargs={'inspection': inspection})}?whose={whose}&state={state}&page=",
        },
    )


def _asks_for_all(request: HttpRequest, actor: Actor, inspection: int) -> bool:
    """Whether everyone's cases are asked for, which who has none of their own need not say."""
    whose = request.GET.get("whose")
    return whose == "all" if whose else actor.person is None or not query.has_cases(inspection, actor.person)


def strata_of(edition_sha256: str) -> dict[tuple[str, str], str]:
    """What the groups of the sample are called, by module and id; a further sample goes before its group."""
    from inspectorate_app.store.queries.edition import edition_of
    from inspectorate_app.store.queries.sample import modules_of, specification_of

    edition = edition_of(edition_sha256)
    main = edition.sampling.strata if edition.sampling else ()
    named = {(MAIN, each.id): each.title for each in main}
    for module in modules_of(edition):
        if module.module != MAIN and (drawn := specification_of(edition, module.module)):
            named |= {(module.module, each.id): f"{module.title}: {each.title}" for each in main}
            named |= {(module.module, each.id): each.title for each in drawn.strata}
    return named


def _page(written: str) -> int:
    return min(int(written), 10_000) if written.isdecimal() and len(written) < 6 and int(written) > 0 else 1
