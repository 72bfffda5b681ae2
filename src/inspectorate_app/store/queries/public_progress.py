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
    """What is public of the answer to each recommendation of an inspection, by its number as printed.

    Nothing until the lead inspector published the plan, and nothing of one that was not answered by then.
    """
    rows = PublicActionPlan.objects.filter(plan__inspection__slug=slug).order_by("-number")
    row = rows.only("content", "published_at").first()
    if row is None:
        return {}
    as_of = timezone.localtime(row.published_at).date()
    return {int(number): _progress(each, as_of) for number, each in row.content.items()}


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
