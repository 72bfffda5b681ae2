"""What the register's reader finds in a composed document, held against what it was composed from."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.name import bare
from inspectorate.register.checking.check import check
from inspectorate.register.document import Document as Published
from inspectorate.register.facts import NOT_RATED, DocumentFacts, UnitFacts
from inspectorate.register.opening.html import html_document
from inspectorate.register.opening.limits import Limits
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.read import read_layout
from inspectorate.report.document import Bullets, Document, Item, Numbered, Paragraph, Run, Runs, plain, walked
from inspectorate.report.fact_base import FactBase
from inspectorate.report.letter import RegionalReview
from inspectorate.report.plain_text import as_published
from inspectorate.report.statistics import statistics
from inspectorate.report.unit_name import published_name
from inspectorate.report.writers.html import html

Read = tuple[DocumentFacts, Layout]


def read_back(document: Document, opened: Callable[[Document], Published] = as_published) -> Read:
    """The facts of a composed document, ``opened`` as text or as the page that is published."""
    layout = Layout(opened(document))
    return read_layout(layout, product_directory()), layout


def as_page(document: Document) -> Published:
    """The document written as HTML, and opened as a page that somebody else published."""
    return html_document(f"{document.kind}.html", html(document), Limits())


def contradictions(*read: Read) -> Iterator[str]:
    """What ``register check`` finds."""
    for found in check(read):
        yield f"check {found.rule}: {found.what} | {[evidence.quote for _file, evidence in found.places]}"


def ratings_differ(unit: UnitFacts, base: FactBase, chapters: dict[str, str] | None = None) -> Iterator[str]:
    """The overall rating, the score, each standard in the table and in its chapter."""
    rated = base.rated
    overall = unit.overall_rating.value if unit.overall_rating else None
    if overall != rated.overall:
        yield f"overall {overall} is {rated.overall}"
    score = (unit.score.value.points, unit.score.value.maximum) if unit.score else None
    if rated.overall and score != (rated.points, rated.maximum):
        yield f"score {score} is {rated.points}/{rated.maximum}"
    expected = {
        each.standard.id: each.rating or NOT_RATED
        for each in rated.standards
        if each.standard.rated and (each.rating or each.not_rated)
    }
    found = {id_: fact.value for id_, fact in unit.standards.items()}
    if found != expected:
        yield f"standards {found} are {expected}"
    if chapters is not None and chapters != expected:
        yield f"chapters {chapters} are {expected}"


def report_differs(document: Document, base: FactBase, read: Read | None = None) -> list[str]:
    """All that the reader does not find in a report, or finds otherwise than it is."""
    read = facts, _layout = read or read_back(document)
    found = [] if facts.kind.value == "inspection report" else [f"kind {facts.kind.value}"]
    found += _subject(facts, base)
    found += ratings_differ(facts.subject, base, {id_: fact.value for id_, fact in facts.chapter_ratings.items()})
    found += _key_questions(facts, base)
    found += _numbers(facts, document, base)
    found += _recommendations(facts, base)
    found += contradictions(read)
    return found


def _subject(facts: DocumentFacts, base: FactBase) -> Iterator[str]:
    subject = facts.subject
    told = {
        "unit": (subject.unit and subject.unit.value, bare(base.unit.name)[0]),
        "kind of unit": (subject.unit_type and subject.unit_type.value, base.unit.kind),
        "edition": (subject.edition and subject.edition.value, base.rated.edition.framework.edition),
        "cases": (facts.sample_size and facts.sample_size.value, base.findings.cases or None),
        "interviews": (facts.interviews and facts.interviews.value, base.interviews),
        "fieldwork": (
            subject.fieldwork and (subject.fieldwork.value.first, subject.fieldwork.value.last),
            tuple(day.isoformat() for day in base.fieldwork),
        ),
        "cohort": (
            tuple((week.value.first, week.value.last) for week in facts.cohort),
            tuple((first.isoformat(), last.isoformat()) for first, last in base.cohorts),
        ),
        "published": (facts.published and facts.published.value, base.published and f"{base.published:%Y-%m}"),
    }
    if base.unit.kind == "PDU":
        told["region"] = (subject.region and subject.region.value, base.region)
    for what, (read, is_) in told.items():
        if read != is_:
            yield f"{what} {read} is {is_}"


def _key_questions(facts: DocumentFacts, base: FactBase) -> Iterator[str]:
    expected = {
        (each.standard.code or each.standard.title, one.question.text): (
            one.proportion.percent,
            one.proportion.sufficient,
            one.proportion.relevant,
        )
        for each in base.rated.standards
        for one in each.key_questions
    }
    found = {
        (fact.value.standard, fact.value.question): (fact.value.percent, fact.value.sufficient, fact.value.relevant)
        for fact in facts.key_questions
    }
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key) != found.get(key):
            yield f"key question {key}: {found.get(key)} is {expected.get(key)}"


def _numbers(facts: DocumentFacts, document: Document, base: FactBase) -> Iterator[str]:
    """Every count and percentage that the evidence put into prose."""
    known = statistics(base)
    read = Counter((fact.value.text, fact.value.value, fact.value.denominator) for fact in facts.quantities)
    texts = Counter(fact.value.text.casefold() for fact in facts.quantities)
    for run in _bound(document):
        statistic = known[run.statistic]
        if statistic.kind == "proportion" and "out of" in run.text:
            share = Fraction(statistic.numerator or 0, statistic.denominator or 1)
            if (run.text, share, statistic.denominator) not in read:
                yield f"count {run.text} of {run.statistic}"
        elif run.text.endswith("per cent") and run.text.casefold() not in texts:
            yield f"percentage {run.text} of {run.statistic}"


def _bound(document: Document) -> Iterator[Run]:
    for block in walked(document.blocks):
        if isinstance(block, Paragraph):
            yield from (run for run in block.runs if run.statistic)
        elif isinstance(block, (Bullets, Numbered)):
            for item in block.items:
                yield from (run for run in _runs(item) if run.statistic)


def _runs(item: Item) -> Runs:
    return item.runs


def recommendations_differ(unit: UnitFacts, base: FactBase) -> Iterator[str]:
    """Every recommendation with its number and addressee."""
    expected = [(each.number, each.addressee, each.addressed_as, _bare(each.text)) for each in base.recommendations]
    found = [
        (fact.value.number, fact.value.addressee, fact.value.addressed_as, _bare(fact.value.text))
        for fact in unit.recommendations.items
    ]
    if found != expected:
        yield f"recommendations {found} are {expected}"


def _bare(text: str) -> str:
    """A text without its end, apostrophes as the reader has them."""
    return text.rstrip(" .;").replace("’", "'")


def _recommendations(facts: DocumentFacts, base: FactBase) -> Iterator[str]:
    return recommendations_differ(facts.subject, base)


def press_release_differs(document: Document, base: FactBase, read: Read | None = None) -> list[str]:
    """What is not found in a press release: the rating, the score, the numbers, the recommendations, other units."""
    read = facts, _layout = read or read_back(document)
    subject, rated = facts.subject, base.rated
    made = Counter(each.addressee for each in base.recommendations)
    said = subject.recommendations
    told: dict[str, tuple[object, object]] = {
        "kind": (facts.kind.value, "press release"),
        "unit": (subject.unit and subject.unit.value, bare(base.unit.name)[0]),
        "kind of unit": (subject.unit_type and subject.unit_type.value, base.unit.kind),
        "overall": (subject.overall_rating and subject.overall_rating.value, rated.overall),
        "score": (
            subject.score and (subject.score.value.points, subject.score.value.maximum),
            (rated.points, rated.maximum),
        ),
        "published": (facts.published and facts.published.value, base.published and base.published.isoformat()),
        "fieldwork": (
            subject.fieldwork and (subject.fieldwork.value.first, subject.fieldwork.value.last),
            tuple(f"{day:%Y-%m}" for day in base.fieldwork),
        ),
        "total": (said.total and said.total.value, len(base.recommendations) or None),
        "addressees": ({kind: fact.value for kind, fact in said.by_addressee.items()}, dict(made)),
        "others": (_mentioned(facts), _told_of(document, base)),
    }
    found = [f"{what}: {is_} is {should}" for what, (is_, should) in told.items() if is_ != should]
    return [*found, *_numbers(facts, document, base), *contradictions(read)]


def _mentioned(facts: DocumentFacts) -> dict[str, str | None]:
    return {fact.value.unit: fact.value.rating for fact in facts.other_units if fact.value.unit_type == "PDU"}


def _told_of(document: Document, base: FactBase) -> dict[str, str | None]:
    """The other units that the release names, each with its rating."""
    told = [block for block in document.blocks if isinstance(block, Paragraph) and block.anchor == "others"]
    text = plain(told[0].runs) if told else ""
    known = {bare(published_name(each))[0]: each.overall for each in base.neighbours}
    return {name: rating for name, rating in known.items() if f"{name} PDU" in text}


def letter_differs(
    document: Document, review: RegionalReview, read: Read | None = None, said: Sequence[tuple[str, Fraction]] = ()
) -> list[str]:
    """What is not found in a letter: the units with their ratings, scores and recommendations, and numbers ``said``."""
    read = facts, _layout = read or read_back(document)
    found = [] if facts.kind.value == "regional letter" else [f"kind {facts.kind.value}"]
    region = facts.subject.unit.value if facts.subject.unit else None
    if region != review.base.unit.name:
        found.append(f"region {region} is {review.base.unit.name}")
    units = {unit.unit.value: unit for unit in facts.units if unit.unit}
    if list(units) != [each.unit.name for each in review.units]:
        return [*found, f"units {list(units)} are {[each.unit.name for each in review.units]}"]
    for base in review.units:
        unit = units[base.unit.name]
        differs = (*ratings_differ(unit, base), *recommendations_differ(unit, base), *_rated_in_prose(facts, base))
        found += [f"{base.unit.name}: {one}" for one in differs]
    known = Counter((fact.value.text, fact.value.value) for fact in facts.quantities)
    found += [f"number {text} is {value}" for text, value in (Counter(said) - known).elements()]
    return [*found, *contradictions(read)]


def _rated_in_prose(facts: DocumentFacts, base: FactBase) -> Iterator[str]:
    told = {fact.value.rating for fact in facts.rated_in_prose if fact.value.unit == base.unit.name}
    if told != {base.rated.overall}:
        yield f"in prose {told} is {base.rated.overall}"


def between(*read: Read) -> Iterator[str]:
    """What two documents on one inspection say otherwise."""
    yield from (found for found in contradictions(*read) if found.startswith("check between"))


def slides_differ(document: Document, base: FactBase, read: Read | None = None) -> list[str]:
    """What is not found in the slides: ratings, score, key questions, recommendations."""
    read = facts, _layout = read or read_back(document)
    chapters = {id_: fact.value for id_, fact in facts.chapter_ratings.items()}
    return [
        *ratings_differ(facts.subject, base, chapters),
        *_key_questions(facts, base),
        *_numbers(facts, document, base),
        *recommendations_differ(facts.subject, base),
        *contradictions(read),
    ]
