"""How one assessor answers beside the rest of the team: for the quality lead alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.assessment.agreement import ENOUGH
from inspectorate.assessment.pattern import Pattern, Share, together
from inspectorate.framework.model import printed_code
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import audit as names
from inspectorate_app.store.queries import pattern as query
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.web.page import inspection_of, page


@page(Action.SEE_PATTERNS)
def patterns(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Everyone who submitted a case, by name: never in an order of merit."""
    facts = inspection_of(inspection)
    found = query.patterns(facts)
    people = sorted((name, person) for person, name in names.names_of(found).items())
    rows = [{"person": person, "name": name, "cases": found[person].cases} for name, person in people]
    return render(request, "quality/patterns.html", {"inspection": facts, "rows": rows})


@page(Action.SEE_PATTERNS)
def pattern(request: HttpRequest, actor: Actor, inspection: str, person: int) -> HttpResponse:
    """One assessor beside the rest of the team."""
    facts = inspection_of(inspection)
    found = query.patterns(facts)
    name = names.names_of([person]).get(person) if person in found else None
    if name is None:
        raise NotThere
    rest = together(each for other, each in found.items() if other != person)
    content = {"inspection": facts, "name": name, **beside(facts, found[person], rest)}
    return render(request, "quality/pattern.html", content)


def beside(facts: InspectionFacts, own: Pattern, rest: Pattern | None) -> dict[str, Any]:
    """What the page of a pattern shows: of the rest of the team nothing where that is None."""
    pairs = [own, rest or Pattern()]
    questions = [
        {
            "text": f"{printed_code(name)} {text}".strip(),
            "shares": [_said(each.shares.get(name, Share())) for each in pairs],
        }
        for name, text in query.key_questions(edition_used(facts)).items()
        if any(each.shares.get(name, Share()).of for each in pairs)
    ]
    whole = [
        (_("Cases submitted"), [str(each.cases) for each in pairs]),
        (_("Answers without a reason"), [_said(Share(each.without_reason, each.answers)) for each in pairs]),
        (_("Middle time from start to submission"), [_hours(each.median_hours) for each in pairs]),
        (_("Cases that were reopened"), [str(each.reopened) for each in pairs]),
    ]
    return {"whole": whole, "questions": questions, "with_team": rest is not None, "enough": ENOUGH}


def _said(share: Share) -> str:
    """As a count, and as a percentage too where there is enough to it."""
    if not share.of:
        return ""
    percent = f" ({round(100 * share.no / share.of)}%)" if share.of >= ENOUGH else ""
    return f"{share.no} of {share.of}{percent}"


def _hours(hours: float | None) -> str:
    if hours is None:
        return ""
    if hours < 1:
        return _("less than an hour")
    return (
        ngettext("{hours} hour", "{hours} hours", round(hours)).format(hours=round(hours))
        if hours < 48
        else _("{hours} days").format(hours=round(hours / 24))
    )
