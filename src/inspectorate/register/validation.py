"""Entries of the register held against editions and the directory of organisations, with every fault."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from inspectorate.errors import Fault
from inspectorate.framework.catalogue import find_edition
from inspectorate.framework.document import Document, dotted, read_yaml
from inspectorate.framework.model import Edition
from inspectorate.organisation.model import Organisation
from inspectorate.recommendation.model import ADDRESSEES
from inspectorate.register.facts import NOT_RATED, RATINGS, UNIT_TYPES
from inspectorate.register.inspection import CORRECTABLE, IDENTIFIER, Correction, PublishedInspection, moment
from inspectorate.register.reading.vocabulary import editions

Found = Iterator[tuple[tuple[str | int, ...], str, str]]


def fault(document: Document, path: Sequence[str | int], problem: str, mend: str) -> Fault:
    """A fault with its line. A file that was sound JSON is read again for it."""
    if not document.lines and Path(document.file).is_file():
        document.lines = read_yaml(Path(document.file)).lines
    return Fault(document.file, document.line(tuple(path)), dotted(tuple(path)), problem, mend)


def edition_of(name: str) -> Edition:
    """An edition by name or folder; one that comes with the library is read once. Raises ``BadInput``."""
    known = next((edition for edition in editions() if edition.id == name), None)
    return known or find_edition(name)


def organisation_of(inspection: PublishedInspection, known: Mapping[str, Organisation]) -> Organisation | None:
    """The unit inspected: from the directory, or as the entry itself describes it."""
    if inspection.unit in known or not (inspection.unit_name and inspection.unit_kind):
        return known.get(inspection.unit)
    return Organisation(inspection.unit, inspection.unit_name, inspection.unit_kind, inspection.region)


def ratings_of(edition: Edition | None) -> tuple[str, ...]:
    """The ratings that an edition gives, worst first; of one that is not known, the four of the Inspectorate."""
    return tuple(edition.rating.points) if edition and edition.rating else RATINGS


def faults_in(
    inspection: PublishedInspection, document: Document, organisation: Organisation | None, edition: Edition | None
) -> list[Fault]:
    """Everything wrong with an entry taken by itself, as it was published."""
    found = [*_unit(inspection, organisation), *_ratings(inspection, edition), *_standards(inspection, edition)]
    found += [*_numbers(inspection), *_fields(inspection)]
    return [fault(document, path, problem, mend) for path, problem, mend in found]


def _unit(inspection: PublishedInspection, organisation: Organisation | None) -> Found:
    if organisation is None:
        mend = "correct the id, or give 'unit_name', 'unit_kind' and its 'region'"
        yield ("unit",), f"the directory of organisations has no '{inspection.unit}'", mend
    elif organisation.kind not in UNIT_TYPES:
        yield ("unit_kind",), f"'{organisation.kind}' is no kind of unit", f"give one of {', '.join(UNIT_TYPES)}"
    identified = IDENTIFIER.fullmatch(inspection.inspection)
    if identified and identified[1] != inspection.unit:
        yield ("inspection",), f"the id does not begin with the unit '{inspection.unit}'", "make the two agree"


def _ratings(inspection: PublishedInspection, edition: Edition | None) -> Found:
    ratings = ratings_of(edition)
    if inspection.overall is not None and inspection.overall not in ratings:
        yield ("overall",), f"'{inspection.overall}' is not a rating", f"give one of {', '.join(ratings)}"
    for standard, rating in inspection.standards.items():
        if rating not in (*ratings, NOT_RATED):
            mend = f"give one of {', '.join((*ratings, NOT_RATED))}"
            yield ("standards", standard), f"'{rating}' is not a rating", mend


def _standards(inspection: PublishedInspection, edition: Edition | None) -> Found:
    if edition is None:
        for name in ("standards", "percentages"):
            if getattr(inspection, name):
                yield (name,), "nothing says of which edition they are", "give the 'edition', or take them out"
        return
    for standard in inspection.standards:
        if standard not in edition.standard_by_id:
            mend = f"give one of {', '.join(edition.standard_by_id)}"
            yield ("standards", standard), f"'{standard}' is not a standard of {edition.id}", mend
    for question in inspection.percentages:
        if question not in edition.question_by_id:
            mend = f"give the id of a key question, as in 'inspectorate framework show {edition.id}'"
            yield ("percentages", question), f"'{question}' is not a question of {edition.id}", mend


def _numbers(inspection: PublishedInspection) -> Found:
    score = inspection.score
    if score and score.maximum is not None and score.points > score.maximum:
        yield ("score",), f"{score.points} points are more than the maximum, {score.maximum}", "correct one of the two"
    for addressee in inspection.recommendations:
        if addressee not in (*ADDRESSEES, "total"):
            mend = f"give one of {', '.join(ADDRESSEES)} or total"
            yield ("recommendations", addressee), f"'{addressee}' is no addressee", mend
    parts = sum(number for name, number in inspection.recommendations.items() if name != "total")
    total = inspection.recommendations.get("total", parts)
    if parts > total:
        yield ("recommendations", "total"), f"its parts come to {parts}, more than {total}", "correct one of them"


def _fields(inspection: PublishedInspection) -> Found:
    named: list[tuple[tuple[str | int, ...], str]] = [(("derived", field), field) for field in inspection.derived]
    named += [
        (("sources", place, "gives"), field)
        for place, source in enumerate(inspection.sources)
        for field in source.gives
    ]
    for path, field in named:
        if field.split(".", 1)[0] not in (*CORRECTABLE, "placed", "region"):
            yield path, f"there is no field '{field}'", f"name one of {', '.join(CORRECTABLE)}"


def score_faults(
    inspection: PublishedInspection, document: Document, edition: Edition | None, corrections: Sequence[Correction]
) -> list[Fault]:
    """Whether the score is the sum of the ratings, once corrections are applied and every standard is there.

    A score that is marked as disputed may contradict them: that is what the mark says.
    """
    disputed = any(correction.kind == "disputed" and correction.path[0] == "score" for correction in corrections)
    if not (edition and edition.rating and inspection.score) or disputed:
        return []
    scored = [standard for standard in edition.standards if standard.counts_towards_score]
    given = [inspection.standards[standard.id] for standard in scored if standard.id in inspection.standards]
    points = edition.rating.points
    if len(given) != edition.rated_standards or not set(given) <= {*points, NOT_RATED}:
        return []
    rated = [rating for rating in given if rating != NOT_RATED]
    expected = (sum(points[rating] for rating in rated), len(rated) * max(points.values()))
    if (inspection.score.points, inspection.score.maximum or expected[1]) == expected:
        return []
    given_score = f"{inspection.score.points}/{inspection.score.maximum}"
    problem = f"the ratings come to {expected[0]}/{expected[1]}, and {given_score} is given"
    mend = "correct what was misread, or add a correction that says which of the two the register uses"
    return [fault(document, ("score",), problem, mend)]


def problem_of_value(path: Sequence[str], text: str, edition: Edition | None) -> tuple[str, str] | None:
    """What is wrong with a value that a person typed for a field or an entry in it, and the mend; None if nothing."""
    head = path[0]
    if head in ("sample_size", "interviews", "score", "percentages", "recommendations"):
        if not re.fullmatch(r"[0-9]{1,9}", text):
            return f"'{text}' is no whole number", "write one such as 40"
        if head == "percentages" and int(text) > 100:
            return f"'{text}' is more than 100", "write a per cent from 0 to 100"
    elif head in ("published", "fieldwork"):
        try:
            moment(text)
        except ValueError:
            return (
                f"'{text}' is no date",
                "write a day, a month or a year of the calendar, as 2023-07-13, 2023-07 or 2023",
            )
    elif head in ("overall", "standards"):
        allowed = (*ratings_of(edition), *([NOT_RATED] if head == "standards" else []))
        if text not in allowed:
            return f"'{text}' is not a rating", f"give one of {', '.join(allowed)}"
    return None
