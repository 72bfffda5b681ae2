"""Recommendations as they will be printed, one of them with what it rests on, and those withdrawn."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate.recommendation.total import total_in_words
from inspectorate.recommendation.wording import advice
from inspectorate_app.actions import policy
from inspectorate_app.actions.action_plan_export import recommendations as recommendations_table
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.store.queries import draft_check, finding
from inspectorate_app.store.queries import recommendation as query
from inspectorate_app.store.queries.draft_check import Checked
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.recommendation import RecommendationFacts
from inspectorate_app.web.page import POST_ONLY, inspection_of, page
from inspectorate_app.web.recommendation.room import (
    allows,
    differing,
    found,
    marks,
    may_change,
    published_otherwise,
    ways,
)


@page(Action.SEE_RECOMMENDATIONS)
def recommendations(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Under whom they are made to, with the numbers that they will be printed with; then those proposed."""
    facts = inspection_of(inspection)
    groups = query.groups(facts)
    found = [one for group in groups for one in group.items]
    lead = allows(actor, Action.WRITE_RECOMMENDATION, facts)
    differs, left_out = differing(facts, found)
    content = {
        "groups": groups,
        "differs": differs,
        "left_out": left_out,
        "proposed": query.proposed(facts),
        "total": total_in_words(query.as_printed(facts)) if found else "",
        "without": [one for one in found if not one.borne_out],
        "may_propose": lead or allows(actor, Action.PROPOSE_RECOMMENDATION, facts),
        "may_write": lead,
        # what is published keeps its place
        "may_move": lead and not policy.is_published(facts.phase),
        "may_export": bool(found) and allows(actor, Action.EXPORT_RECOMMENDATIONS, facts),
    }
    return shown(request, facts, "recommendations", **content)


@page(Action.EXPORT_RECOMMENDATIONS, POST_ONLY)
def export(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every recommendation as CSV."""
    file = recommendations_table(actor, inspection)
    answer = HttpResponse(file.text, content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


@page(Action.SEE_RECOMMENDATIONS)
def withdrawn(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Recommendations that no longer hold, and why."""
    facts = inspection_of(inspection)
    return shown(request, facts, "recommendations_withdrawn", found=query.withdrawn(facts))


@page(Action.SEE_RECOMMENDATIONS)
def recommendation(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """One recommendation, the findings that it rests on, and advice on its wording."""
    facts = inspection_of(inspection)
    one = found(facts, recommendation)
    stands = one.withdrawn_at is None and may_change(actor, inspection, one)
    lead = allows(actor, Action.WRITE_RECOMMENDATION, facts)
    content = {
        "inspection": facts,
        "one": one,
        "advice": advice(one.text),
        "marks": marks,
        "titles": {each.id: each.title for each in finding.headings(facts)},
        "may_see_findings": may(actor, Action.SEE_FINDINGS, inspection),
        "may_change": stands and (lead or allows(actor, Action.PROPOSE_RECOMMENDATION, facts)),
        "published": published_otherwise(facts, one) if lead else None,
        "may_accept": stands and lead and one.proposed,
        "checked": _wrong(facts, one)
        if one.withdrawn_at is None and may(actor, Action.SEE_DRAFTS, inspection)
        else None,
        "may_support": False,
    }
    return render(request, "recommendation/recommendation.html", content)


def _wrong(facts: InspectionFacts, one: RecommendationFacts) -> Checked | None:
    """What the evidence has against a recommendation, once ratings are signed off; None where it is right.

    Whoever sees no drafts is not told: what would be right to write are results.
    """
    known = draft_check.evidence(facts)
    found = draft_check.recommendation(known, one.text) if known.base else None
    return None if found is None or found.is_ready else replace(found, claims=found.false)


def shown(request: HttpRequest, facts: InspectionFacts, name: str, **content: Any) -> HttpResponse:
    """One list of the room, with the ways to the others."""
    about = {"inspection": facts, "ways": ways(facts.slug, name), "marks": marks, **content}
    return render(request, f"recommendation/{name}.html", about)
