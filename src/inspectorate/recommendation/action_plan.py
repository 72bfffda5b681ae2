"""The action plan with which recommendations are answered: its words and rules, which are configuration, and its value.

METHOD 8 tells what a plan holds: a response to each recommendation, and actions that are clear and measurable, each
with who does it and by when.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from inspectorate.framework.document import read_yaml
from inspectorate.framework.entry import Entry, Identifier, Prose, Sourced
from inspectorate.language import noted
from inspectorate.recommendation.model import Recommendation

#: The labels of action_plan.yaml, for the catalogue of what is translated.
_LABELS = (
    *(noted("Agreed"), noted("Partly agreed"), noted("Not agreed")),
    *(noted("Not started"), noted("Under way"), noted("Done")),
)
PRODUCT = Path(__file__).with_name("action_plan.yaml")


class Response(Entry):
    """A response to a recommendation, and what has to stand beside it."""

    id: Identifier
    label: Prose
    needs_reasons: bool
    needs_actions: bool


class Responses(Sourced):
    """The responses, from yes to no."""

    choices: Annotated[tuple[Response, ...], Field(min_length=1)]


class ActionState(Entry):
    """How far an action is, and whether nothing of it is left to do."""

    id: Identifier
    label: Prose
    done: bool


class ActionStates(Sourced):
    """The states, in the order in which an action goes through them."""

    choices: Annotated[tuple[ActionState, ...], Field(min_length=1)]


class Deadline(Sourced):
    """How many days after publication a plan is due where nobody set a day."""

    days: Annotated[int, Field(ge=1, le=366)]


class Answering(Sourced):
    """The kinds of addressee that answer by themselves."""

    addressees: Annotated[tuple[Identifier, ...], Field(min_length=1)]


class ActionPlanRules(Sourced):
    """``action_plan.yaml``."""

    responses: Responses
    states: ActionStates
    deadline: Deadline
    answering: Answering

    @cached_property
    def response_by_id(self) -> dict[str, Response]:
        """Responses by id."""
        return {each.id: each for each in self.responses.choices}

    @cached_property
    def state_by_id(self) -> dict[str, ActionState]:
        """States of actions by id."""
        return {each.id: each for each in self.states.choices}

    @property
    def not_started(self) -> str:
        """How far an action is of which nothing was reported."""
        return self.states.choices[0].id

    def answers_itself(self, addressee: str) -> bool:
        """Whether an addressee of a kind answers by itself; what others answer the team records."""
        return addressee in self.answering.addressees

    def due_on(self, published: datetime.date) -> datetime.date:
        """By when a plan is due where nobody set a day (assumed)."""
        return published + datetime.timedelta(days=self.deadline.days)


@cache
def product_rules() -> ActionPlanRules:
    """Those that come with the library."""
    return read_yaml(PRODUCT).whole(ActionPlanRules)


@dataclass(frozen=True)
class PlannedAction:
    """What is done about a recommendation: what, who by role, by when, how success is measured, and how far it is.

    ``state`` is the id of one; ``reported_on`` when that was last reported, None where nothing was yet.
    """

    what: str
    who: str
    due_on: datetime.date
    measure: str
    state: str
    reported_on: datetime.date | None = None


@dataclass(frozen=True)
class Answered:
    """A recommendation with its answer: the id of a response ("" for none yet), reasons and actions.

    ``status`` is the id of a status of progress, "" until the inspectorate judged it, ``found`` what it saw.
    """

    recommendation: Recommendation
    response: str = ""
    reasons: str = ""
    actions: tuple[PlannedAction, ...] = ()
    status: str = ""
    found: str = ""


def lacking(answered: Iterable[Answered], rules: ActionPlanRules | None = None) -> tuple[tuple[int, str], ...]:
    """What a plan lacks before it is whole, by the number of the recommendation: response, reasons or actions."""
    known = rules or product_rules()
    found: list[tuple[int, str]] = []
    for each in answered:
        response, number = known.response_by_id.get(each.response), each.recommendation.number
        if response is None:
            found.append((number, "response"))
            continue
        if response.needs_reasons and not each.reasons:
            found.append((number, "reasons"))
        if response.needs_actions and not each.actions:
            found.append((number, "actions"))
    return tuple(found)
