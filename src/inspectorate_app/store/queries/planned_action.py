"""Actions that are planned about recommendations, and how far each was reported to be."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspectorate.recommendation.action_plan import product_rules
from inspectorate_app.store.models import PlannedAction


@dataclass(frozen=True)
class ReportFacts:
    """How far an action was on a day; ``state`` is an id of the library's."""

    state: str
    words: str
    on: datetime.date
    by: str
    at: datetime.datetime

    @property
    def label(self) -> str:
        """The state in words."""
        return state_label(self.state)


@dataclass(frozen=True)
class ActionFacts:
    """Something that is done about a recommendation; ``number`` names it in its plan for good."""

    number: int
    recommendation: int
    what: str
    who: str
    due_on: datetime.date
    measure: str
    version: int
    reports: tuple[ReportFacts, ...]

    @property
    def state(self) -> str:
        """How far it is by its last report."""
        return self.reports[-1].state if self.reports else product_rules().not_started

    @property
    def label(self) -> str:
        """The same in words."""
        return state_label(self.state)

    @property
    def reported_on(self) -> datetime.date | None:
        """Of which day the last report is."""
        return self.reports[-1].on if self.reports else None

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        known = product_rules().state_by_id.get(self.state)
        return known is not None and known.done

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether its day has passed and it is not done."""
        return self.due_on < today and not self.done


def state_label(state: str) -> str:
    """The state of an action in words."""
    known = product_rules().state_by_id.get(state)
    return _(known.label) if known else state


def facts_of(number: int, row: PlannedAction) -> ActionFacts:
    """A row, its reports read with it, as a value; ``number`` is that of its recommendation."""
    reports = tuple(
        ReportFacts(each.state, each.words, each.on, each.reported_by.name, each.reported_at)
        for each in row.reports.all()
    )
    return ActionFacts(row.number, number, row.what, row.who, row.due_on, row.measure, row.version, reports)
