"""How one answers oneself, beside the team where that tells of no single colleague."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate.assessment.pattern import Pattern, together
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import pattern as query
from inspectorate_app.web.page import inspection_of, page
from inspectorate_app.web.quality.pattern import beside

#: The fewest others whose answers are shown together to one of the team: of two, each would know the other's.
FEWEST_OTHERS = 3


@page(Action.SEE_OWN_PATTERN)
def own_pattern(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """One's own pattern."""
    facts = inspection_of(inspection)
    found = query.patterns(facts)
    others = [each for person, each in found.items() if person != actor.person]
    rest = together(others) if len(others) >= FEWEST_OTHERS else None
    own = found.get(actor.person or 0, Pattern())
    content = {"inspection": facts, "own": own, "fewest": FEWEST_OTHERS, **beside(facts, own, rest)}
    return render(request, "reading/pattern.html", content)
