"""What is public of the action plan of an inspection: answers, actions, and what the inspectorate found of them.

Exactly what the lead inspector looked at when it was published last. The public register reads action plans through
this file alone.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from inspectorate.recommendation.action_plan import product_rules
from inspectorate.recommendation.progress import product_statuses
from inspectorate_app.store.models import PublicActionPlan
from inspectorate_app.store.queries import recommendation
from inspectorate_app.store.queries.inspection import find
from inspectorate_app.store.queries.published_recommendation import stood
from inspectorate_app.store.queries.recommendation import RecommendationFacts


@dataclass(frozen=True)
class PublicAction:
    """Something that is done about a recommendation; ``state`` as people read it, in English."""

    what: str
    due_on: datetime.date
    state: str
    reported_on: datetime.date | None = None


@dataclass(frozen=True)
class PublicProgress:
    """How a recommendation was answered, what is done, and how far the inspectorate found it followed by ``as_of``.

    ``response`` and ``status`` as people read them, in English; blank where there is none yet. ``status_id`` is the id
    of that status.
    """

    response: str = ""
    reasons: str = ""
    actions: tuple[PublicAction, ...] = ()
    status: str = ""
    found: str = ""
    as_of: datetime.date | None = None
    status_id: str = ""


def of_inspection(slug: str) -> Mapping[int, PublicProgress]:
    """What is public of the answer to each recommendation that an inspection publishes, by its number as printed.

    Nothing until the lead inspector published the plan, and nothing of one that was not answered by then. The answer to
    a recommendation that was withdrawn is not told any more.
    """
    rows = PublicActionPlan.objects.filter(plan__inspection__slug=slug).order_by("-number")
    row = rows.only("content", "published_at").first()
    inspection = find(slug) if row else None
    if row is None or inspection is None:
        return {}
    as_of = timezone.localtime(row.published_at).date()
    found = ((one.printed or 0, _given_to(one, row)) for one in recommendation.published(inspection))
    return {number: _progress(kept, as_of) for number, kept in found if kept is not None}


def _given_to(one: RecommendationFacts, row: PublicActionPlan) -> Mapping[str, Any] | None:
    """What was published of the answer to one recommendation; None where nothing was.

    Before, an answer was kept by the printed number alone, and that could be given to another recommendation later:
    it is the answer to this one where this one stood when it was published.
    """
    answers: Mapping[str, Mapping[str, Any]] = row.content
    for each in answers.values():
        if each.get("lasting") == one.number:
            return each
    by_number = answers.get(str(one.printed), {})
    known = by_number and by_number.get("lasting") is None and stood(one, row.published_at)
    return by_number if known else None


def _progress(kept: Mapping[str, Any], as_of: datetime.date) -> PublicProgress:
    response = product_rules().response_by_id.get(kept["response"])
    status = product_statuses().by_id.get(kept["status"])
    return PublicProgress(
        response=response.label if response else kept["response"],
        reasons=kept["reasons"],
        actions=tuple(_action(each) for each in kept["actions"]),
        status=status.label if status else kept["status"],
        found=kept["found"],
        as_of=as_of,
        status_id=kept["status"],
    )


def _action(kept: Mapping[str, Any]) -> PublicAction:
    day, state = datetime.date.fromisoformat, product_rules().state_by_id.get(kept["state"])
    reported_on = day(kept["reported_on"]) if kept["reported_on"] else None
    return PublicAction(kept["what"], day(kept["due_on"]), state.label if state else kept["state"], reported_on)
