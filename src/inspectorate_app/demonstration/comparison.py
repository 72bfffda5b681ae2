"""What the demonstration's files come to, beside what was published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inspectorate.aggregation.counts import Count, Findings
from inspectorate.rating.rate import InspectionRating
from inspectorate_app.demonstration.figures import Figures, QuestionFigure


@dataclass(frozen=True)
class Compared:
    """One published figure, where it stands, and the same figure computed."""

    subject: str
    where: str
    published: str
    computed: str

    @property
    def equal(self) -> bool:
        """Whether the two are the same."""
        return self.published == self.computed


def compare(figures: Figures, findings: Findings, rated: InspectionRating) -> list[Compared]:
    """Every published figure of the demonstration beside the one computed, in the order of the report's data."""
    reports = findings.counts["2.1.1"].relevant
    return [
        Compared("Cases inspected", figures.cases.where, figures.cases.published, str(findings.cases)),
        Compared("Court reports inspected", figures.court_reports.where, figures.court_reports.published, str(reports)),
        *_questions(figures, findings),
        *_ratings(figures, rated),
    ]


def _questions(figures: Figures, findings: Findings) -> Iterator[Compared]:
    for figure in figures.questions:
        if figure.published is not None:
            question = findings.edition.question_by_id[figure.question]
            insufficient = " (insufficient)" if figure.counts == "no" else ""
            subject = f"{question.id}{insufficient} {question.text}"
            computed = _as_printed(figure, figure.published, findings.counts[question.id])
            yield Compared(subject, figure.where, figure.published, computed)


def _as_printed(figure: QuestionFigure, published: str, count: Count) -> str:
    """A count in the form in which the report gives the figure: ``45 of 95``, or ``57%``."""
    counted = count if figure.counts == "yes" else Count(yes=count.no, no=count.yes)
    if " of " in published:
        return f"{counted.yes} of {counted.relevant}"
    return f"{counted.proportion.percent}%" if counted.proportion else "none"


def _ratings(figures: Figures, rated: InspectionRating) -> Iterator[Compared]:
    printed: Mapping[str, str] = figures.ratings.standards
    for id_, rating in printed.items():
        entry = rated.standard(id_)
        if entry.judgement and len(entry.working) == 1:
            continue  # judged and bound by no rule: an input, nothing computed
        yield Compared(f"{id_} {entry.standard.title}", "Ratings", rating, entry.rating or "none")
    yield Compared("Score", "Ratings", figures.ratings.score, f"{rated.points}/{rated.maximum}")
    yield Compared("Overall rating", "Ratings", figures.ratings.overall, rated.overall or "none")
