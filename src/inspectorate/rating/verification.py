"""Published ratings derived again from the findings published with them, rule by rule.

The examples of an edition are findings that were published, with the ratings that were published for them. If the
rules of the edition are the ones that were used, each comes out again. Ratings that rest on judgement are taken as
printed: nothing can be derived of them, and no check pretends to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspectorate.errors import BadInput
from inspectorate.framework.document import Document, read_yaml
from inspectorate.framework.model import Certainty, Edition, Entry
from inspectorate.rating.overall import overall_rating
from inspectorate.rating.rate import InspectionRating, rate
from inspectorate.rating.reading import FindingsFile, StandardFinding, evidence_from_findings
from inspectorate.rating.rule import rules_of


class PublishedScore(Entry):
    """The score that was printed."""

    points: int
    maximum: int


class PublishedRatings(Entry):
    """The ratings that were printed; a standard printed as not rated is None."""

    standards: Mapping[str, str | None]
    score: PublishedScore
    overall: str


class Example(Entry):
    """``examples/*.yaml``: what was published of one unit, as findings in and ratings out."""

    unit: str
    region: str
    edition: str
    published: str
    fieldwork: str
    source: str
    certainty: Certainty
    note: str = ""
    findings: Mapping[str, StandardFinding]
    ratings: PublishedRatings


@dataclass(frozen=True)
class Check:
    """One thing derived and held against what was printed."""

    rule: str
    subject: str
    published: str
    derived: str

    @property
    def agrees(self) -> bool:
        """Whether what was derived is what was printed."""
        return self.published == self.derived


@dataclass(frozen=True)
class Verification:
    """An example with everything that was checked on it."""

    example: Example
    checks: tuple[Check, ...]

    @property
    def agrees(self) -> bool:
        """Whether everything came out as it was printed."""
        return all(check.agrees for check in self.checks)


def read_example(path: Path) -> tuple[Example, Document]:
    """An example file. Raises ``BadInput`` with every fault in it."""
    document = read_yaml(path)
    example = document.parse(Example)
    if example is None:
        raise BadInput(document.faults)
    return example, document


def example_files(edition: Edition) -> list[Path]:
    """The example files of an edition, in the order of their names."""
    return sorted((edition.folder / "examples").glob("*.yaml"))


def verify(edition: Edition) -> Iterator[Verification]:
    """Derive every example of an edition again."""
    for path in example_files(edition):
        example, document = read_example(path)
        yield verify_example(edition, example, document)


def verify_example(edition: Edition, example: Example, document: Document) -> Verification:
    """Derive the ratings of one example. Raises ``BadInput`` where its findings do not fit the edition."""
    document.lines = {
        ("standards", *path[1:]): line for path, line in document.lines.items() if path[:1] == ("findings",)
    }
    findings = FindingsFile(unit=example.unit, standards=example.findings)
    rated = rate(evidence_from_findings(findings, edition, document))
    return Verification(example, tuple(_checks(edition, example, rated)))


def _checks(edition: Edition, example: Example, rated: InspectionRating) -> Iterator[Check]:
    printed = example.ratings
    for entry in rated.standards:
        if entry.standard.rated and entry.driven_by:
            subject = f"{entry.standard.id} {entry.standard.title}"
            published = printed.standards.get(entry.standard.id) or "not rated"
            yield Check("lowest_key_question", subject, published, entry.driven_by.band.rating)
    yield from _decision_rules(edition, printed, rated)
    given = [rating for rating in printed.standards.values() if rating]
    points = sum(rules_of(edition).points[rating] for rating in given)
    maximum = max(rules_of(edition).points.values()) * len(given)
    yield Check("scoring", "Score", _score(printed), f"{points}/{maximum}")
    overall, _ = overall_rating(edition, printed.score.points, len(given))
    yield Check("mean_points", "Overall rating", printed.overall, overall)
    chain = f"{rated.overall or 'none'}, {rated.points}/{rated.maximum}"
    yield Check("all rules together", "Score and overall", f"{printed.overall}, {_score(printed)}", chain)


def _decision_rules(edition: Edition, printed: PublishedRatings, rated: InspectionRating) -> Iterator[Check]:
    """Each decision rule that bound a rating: what it gives, held against what was printed."""
    for rule in rules_of(edition).decision_rules:
        for entry in rated.standards:
            if any(step.rule == rule.id for step in entry.working):
                subject = f"{entry.standard.id} {entry.standard.title}"
                yield Check(rule.id, subject, printed.standards[entry.standard.id] or "not rated", rule.gives)


def _score(printed: PublishedRatings) -> str:
    return f"{printed.score.points}/{printed.score.maximum}"
