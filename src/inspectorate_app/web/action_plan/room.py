"""What the pages of action plans share: what addresses name, whose pages they are, tags, and downloads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.recommendation.action_plan import product_rules
from inspectorate.report.file_format import formats_of
from inspectorate_app.actions.draft import Copy
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.result import File
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries.action_plan import PlanFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.planned_action import ActionFacts
from inspectorate_app.store.queries.recommendation_answer import AnswerFacts
from inspectorate_app.web.recommendation.room import COLOURS as RECOMMENDATION_COLOURS
from inspectorate_app.web.service.views import about as about_service

#: The colours of tags: those of recommendations, and of the states of plans.
COLOURS = RECOMMENDATION_COLOURS | {"writing": "grey", "submitted": "blue", "sent_back": "yellow", "accepted": "green"}


@dataclass(frozen=True)
class Side:
    """Whose pages they are: the layout that they extend, and what the names of their routes begin with."""

    layout: str
    prefix: str

    def route(self, name: str) -> str:
        """The name of one of its routes."""
        return f"{self.prefix}_{name}"

    @property
    def first(self) -> str:
        """The route of its first page."""
        return "service_plan" if self.prefix == "service_plan" else "action_plan"


SERVICE = Side("service/layout.html", "service_plan")
TEAM = Side("inspection/layout.html", "plan")


def about(request: HttpRequest, facts: InspectionFacts, side: Side) -> dict[str, Any]:
    """What every page of a side knows."""
    known = about_service(request, facts) if side is SERVICE else {"inspection": facts, "today": timezone.localdate()}
    return known | {
        "layout": side.layout,
        "side": side,
        "room": "Action plan",
        "place": "Action plan",
        "colours": COLOURS,
        "rules": product_rules(),
    }


def answer_of(facts: InspectionFacts, number: int) -> AnswerFacts:
    """The answer to a recommendation that an address names. Raises ``NotThere``."""
    found = query.find(facts, number)
    if found is None:
        raise NotThere
    return found


def action_of(plan: PlanFacts, number: int) -> tuple[AnswerFacts, ActionFacts]:
    """The action that an address names, with its answer. Raises ``NotThere``."""
    found = query.find_action(plan, number)
    if found is None:
        raise NotThere
    return found


def version_of(plan: PlanFacts, number: int) -> query.VersionFacts:
    """The submission that an address names. Raises ``NotThere``."""
    found = next((each for each in plan.versions if each.number == number), None)
    if found is None:
        raise NotThere
    return found


def formats() -> list[tuple[str, str]]:
    """The formats in which a plan is taken away: the ending, and what it is called."""
    return [(each.ending, each.title) for each in formats_of("action-plan")] + [("csv", _("CSV, for a spreadsheet"))]


def given_out(make: Callable[[], Copy | File]) -> HttpResponse:
    """A file to be taken away. Raises ``NotNow`` where a text holds what the format cannot carry."""
    try:
        made = make()
    except BadInput as error:
        told = "; ".join(f"{fault.problem}: {fault.mend}" for fault in error.faults)
        raise NotNow(_("The plan cannot be written as a file: {told}.").format(told=told)) from error
    answer = HttpResponse(made.content if isinstance(made, Copy) else made.text, content_type=made.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


def overtaken(request: HttpRequest) -> None:
    """Say that the plan was changed meanwhile."""
    messages.warning(request, _("Someone else changed the plan meanwhile. Read it again, then go on."))


def told(error: BadInput) -> list[str]:
    """What is wrong, a sentence each."""
    return [f"{fault.problem[:1].upper()}{fault.problem[1:]}: {fault.mend}." for fault in error.faults]
