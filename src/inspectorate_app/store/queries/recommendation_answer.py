"""What was answered to a recommendation, and what the inspectorate judged of what was done about it."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspectorate.recommendation import action_plan as library
from inspectorate.recommendation import model
from inspectorate.recommendation.action_plan import product_rules
from inspectorate.recommendation.progress import product_statuses
from inspectorate_app.store.models import RecommendationAnswer
from inspectorate_app.store.queries import planned_action
from inspectorate_app.store.queries.planned_action import ActionFacts
from inspectorate_app.store.queries.recommendation import RecommendationFacts


@dataclass(frozen=True)
class AnswerFacts:
    """A recommendation as it was printed, with its answer; ``version`` is 0 until something was answered or judged.

    ``own`` says whether its addressee answers here by itself; what others answer the team records.
    """

    recommendation: RecommendationFacts
    own: bool
    response: str = ""
    reasons: str = ""
    actions: tuple[ActionFacts, ...] = ()
    status: str = ""
    found: str = ""
    evidence: str = ""
    version: int = 0
    changed_by: str = ""
    judged_by: str = ""
    judged_at: datetime.datetime | None = None

    @property
    def printed(self) -> int:
        """Its number as printed."""
        return self.recommendation.printed or 0

    @property
    def label(self) -> str:
        """The response in words, "" of none."""
        return response_label(self.response)

    @property
    def status_label(self) -> str:
        """What the inspectorate judged, in words."""
        return status_label(self.status)


def as_answered(each: AnswerFacts) -> library.Answered:
    """An answer as the library has it."""
    one = each.recommendation
    return library.Answered(
        model.Recommendation(each.printed, one.to.kind, one.to.name, one.text),
        each.response,
        each.reasons,
        tuple(
            library.PlannedAction(act.what, act.who, act.due_on, act.measure, act.state, act.reported_on)
            for act in each.actions
        ),
        each.status,
        each.found,
    )


def response_label(response: str) -> str:
    """A response in words; one that the library does not know any more is its id."""
    known = product_rules().response_by_id.get(response)
    return _(known.label) if known else response


def status_label(status: str) -> str:
    """A status of progress in words."""
    known = product_statuses().by_id.get(status)
    return _(known.label) if known else status


def facts_of(one: RecommendationFacts, row: RecommendationAnswer | None) -> AnswerFacts:
    """A recommendation with its row, its actions read with it; without a row nothing was answered."""
    own = product_rules().answers_itself(one.to.kind)
    if row is None:
        return AnswerFacts(one, own)
    return AnswerFacts(
        one,
        own,
        response=row.response,
        reasons=row.reasons,
        actions=tuple(planned_action.facts_of(one.number, each) for each in row.actions.all()),
        status=row.status,
        found=row.found,
        evidence=row.evidence,
        version=row.version,
        changed_by=row.changed_by.name,
        judged_by=row.judged_by.name if row.judged_by else "",
        judged_at=row.judged_at,
    )
