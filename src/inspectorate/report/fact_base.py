"""All that the documents of one inspection are made from: frozen when it is signed off, in one value.

Nothing that is printed is looked up elsewhere: ratings with their working, counts, context, surveys, findings,
recommendations, what was published before. What may not be shown of small groups is not in it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from inspectorate.aggregation.counts import Count, Findings
from inspectorate.context.record import Record
from inspectorate.organisation.model import Organisation
from inspectorate.rating.rate import InspectionRating
from inspectorate.recommendation.model import Recommendation
from inspectorate.register.inspection import PublishedInspection
from inspectorate.report.statistic import Statistic
from inspectorate.survey.result import Beside, Results


@dataclass(frozen=True)
class Point:
    """A finding in prose: ``kind`` is "strength" or "improvement"; ``heading`` the id of the standard or part."""

    number: int
    heading: str
    kind: str
    text: str


@dataclass(frozen=True)
class Surveyed:
    """A survey: who answered, what they said, who they are beside the caseload, and quotations that were cleared."""

    id: str
    title: str
    results: Results
    beside: tuple[Beside, ...] = ()
    quotations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Split:
    """Percentages by one characteristic, as far as they may be shown.

    ``counts`` are by value of the characteristic (its title as printed), then by question; what is hidden is None.
    ``tested`` are the questions whose differences were tested (relative rate index), with whether they differ.
    """

    characteristic: str
    title: str
    counts: Mapping[str, Mapping[str, Count | None]]
    tested: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """A recommendation of the last inspection, and what was found of it: sufficient, some or no progress."""

    recommendation: Recommendation
    status: str
    found: str


@dataclass(frozen=True)
class Team:
    """Who is named in print: the lead inspector, and the chief inspector who signs; with their titles."""

    lead: str = ""
    chief: str = ""


@dataclass(frozen=True)
class FactBase:
    """Everything that is known of one inspection when its documents are made.

    ``cohorts`` are the weeks in which the sentences of the sample began, each its first and last day; ``composition``
    how many cases the sample has by characteristic and value; ``withheld`` the questions whose counts are told neither
    over all cases nor by group; ``withdrawn`` the numbers of recommendations that an earlier version made and this one
    does not; ``published`` the day and ``isbn`` the number printed, where they are known;
    ``frozen_at`` when and ``seal`` under which hash the ratings were signed off.
    """

    unit: Organisation
    rated: InspectionRating
    findings: Findings
    fieldwork: tuple[datetime.date, datetime.date]
    announced: datetime.date | None = None
    published: datetime.date | None = None
    cohorts: tuple[tuple[datetime.date, datetime.date], ...] = ()
    composition: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    interviews: int | None = None
    splits: tuple[Split, ...] = ()
    context: tuple[Record, ...] = ()
    surveys: tuple[Surveyed, ...] = ()
    points: tuple[Point, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    withdrawn: tuple[int, ...] = ()
    previous: PublishedInspection | None = None
    progress: tuple[Progress, ...] = ()
    neighbours: tuple[PublishedInspection, ...] = ()
    team: Team = Team()
    sampling: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    isbn: str = ""
    frozen_at: datetime.datetime | None = None
    seal: str = ""

    @property
    def region(self) -> str:
        """The region it lies in, as it is called; nothing of a region itself."""
        return self.unit.region or ""


#: Every statistic of a fact base by its key.
Statistics = Mapping[str, Statistic]
