"""Documents on the same inspection of the same unit, held against each other."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inspectorate.register.checking.addressee import addressees_left_out
from inspectorate.register.checking.date import agree, months_between, when
from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.key_question import prose_against_questions
from inspectorate.register.checking.read_document import Findings, ReadDocument, edition_of, name_of
from inspectorate.register.checking.same_figure import figure_disagreements
from inspectorate.register.facts import Fact, Mention, UnitFacts

#: Documents on one inspection are not further apart than this, by fieldwork or by publication.
MONTHS_APART = 9
#: With how many later documents on its unit a document is compared.
COMPARED_WITH = 20


@dataclass(frozen=True)
class _Told:
    """What one document tells of one unit; ``date`` is that of the fieldwork, or of the publication."""

    document: ReadDocument
    unit: UnitFacts
    date: str
    mention: Fact[Mention] | None = None


def between_disagreements(documents: Sequence[ReadDocument]) -> Findings:
    """Every check between two documents that tell of the same unit."""
    units: dict[str, list[_Told]] = defaultdict(list)
    for document in documents:
        for told in _told(document):
            units[told.mention.value.unit if told.mention else name_of(told.unit)].append(told)
    for group in units.values():
        for one, other in _pairs(group):
            yield from _compared(one, other)


def _told(document: ReadDocument) -> Iterator[_Told]:
    """What a document tells of each unit; a document without any date may be on any inspection, and is left out."""
    facts = document.facts
    published = facts.published.value if facts.published else None
    for unit in document.units:
        date = (unit.fieldwork.value.first if unit.fieldwork else None) or published
        if unit.unit and date:
            yield _Told(document, unit, date)
    own = {unit.unit.value for unit in document.units if unit.unit}
    for mention in facts.other_units:
        if published and mention.value.rating and mention.value.unit not in own:
            yield _Told(document, UnitFacts(), published, mention)


def _pairs(group: list[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Each two of a group that may be on one inspection, in the order of their files."""
    group = sorted(group, key=lambda told: (told.date, told.document.file))
    for index, one in enumerate(group):
        for other in group[index + 1 : index + 1 + COMPARED_WITH]:
            if one.document.file != other.document.file and _same_inspection(one, other):
                first, second = sorted((one, other), key=lambda told: told.document.file)
                yield first, second


def _same_inspection(one: _Told, other: _Told) -> bool:
    if months_between(one.date, other.date) > MONTHS_APART:
        return False
    kinds = {kind for told in (one, other) if (kind := _kind(told))}
    return len(kinds) < 2


def _kind(told: _Told) -> str | None:
    if told.mention:
        return told.mention.value.unit_type
    return told.unit.unit_type.value if told.unit.unit_type else None


def _compared(one: _Told, other: _Told) -> Findings:
    if one.mention or other.mention:
        yield from _mentioned(one, other)
        return
    yield from _fieldwork(one, other)
    yield from _published(one, other)
    yield from _stated(one, other)
    yield from _standards(one, other)
    yield from _recommendations(one, other)
    if one.unit is one.document.facts.subject and other.unit is other.document.facts.subject:
        yield from _figures(one.document, other.document)


def _mentioned(one: _Told, other: _Told) -> Findings:
    """A rating that a document gives a unit in passing, and the one in the document on it or in passing elsewhere."""
    first, second = _rating(one), _rating(other)
    if first and second and first[0] != second[0]:
        name = one.mention.value.unit if one.mention else name_of(one.unit)
        what = f"{name} is rated '{first[0]}' in one document and '{second[0]}' in another"
        places = (one.document.place(first[1]), other.document.place(second[1]))
        yield Disagreement("between-overall-rating", f"{what}.", places, "likely")


def _rating(told: _Told) -> tuple[str, Fact[Any]] | None:
    if told.mention:
        return (told.mention.value.rating, told.mention) if told.mention.value.rating else None
    overall = told.unit.overall_rating
    return (overall.value, overall) if overall else None


def _fieldwork(one: _Told, other: _Told) -> Findings:
    first, second = one.unit.fieldwork, other.unit.fieldwork
    if first is None or second is None or not first.value.first or not second.value.first:
        return
    places = (one.document.place(first), other.document.place(second))
    begins = (first.value.first, second.value.first)
    ends = (first.value.last, second.value.last)
    if not agree(*begins):
        what = (
            f"The fieldwork on {name_of(one.unit)} began {when(begins[0])} by one, and {when(begins[1])} by the other"
        )
        yield Disagreement("between-fieldwork", f"{what}.", places, "certain")
    elif ends[0] and ends[1] and not agree(ends[0], ends[1]):
        what = f"The fieldwork on {name_of(one.unit)} ended {when(ends[0])} by one, and {when(ends[1])} by the other"
        yield Disagreement("between-fieldwork", f"{what}.", places, "likely", "wording")


def _published(one: _Told, other: _Told) -> Findings:
    """The publication of a report, and what the press release on it says; other kinds appear on their own days."""
    kinds = {one.document.facts.kind.value, other.document.facts.kind.value}
    first, second = one.document.facts.published, other.document.facts.published
    if kinds != {"inspection report", "press release"} or first is None or second is None:
        return
    if not agree(first.value, second.value):
        what = f"{name_of(one.unit)} was published {when(first.value)} by one, and {when(second.value)} by the other"
        places = (one.document.place(first), other.document.place(second))
        yield Disagreement("between-published", f"{what}.", places, "likely")


def _stated(one: _Told, other: _Told) -> Findings:
    """What both documents state of a unit in one word or number."""
    stated: tuple[tuple[str, str, Callable[[_Told], Fact[Any] | None], Callable[[Any], str]], ...] = (
        ("between-region", "region", lambda told: told.unit.region, str),
        ("between-overall-rating", "overall rating", lambda told: told.unit.overall_rating, lambda r: f"'{r}'"),
        ("between-score", "score", lambda told: told.unit.score, lambda score: f"{score.points}/{score.maximum}"),
        ("between-sample", "number of cases inspected", _of_subject("sample_size"), str),
        ("between-interviews", "number of interviews", _of_subject("interviews"), str),
    )
    for rule, title, get, show in stated:
        first, second = get(one), get(other)
        if first is not None and second is not None and first.value != second.value:
            name = name_of(one.unit)
            what = f"The {title} of {name} is {show(first.value)} in one and {show(second.value)} in the other"
            places = (one.document.place(first), other.document.place(second))
            yield Disagreement(rule, f"{what}.", places, "certain")


def _of_subject(name: str) -> Callable[[_Told], Fact[Any] | None]:
    """A fact of the document as a whole, where the unit is its subject."""

    def get(told: _Told) -> Fact[Any] | None:
        facts = told.document.facts
        return getattr(facts, name) if told.unit is facts.subject else None

    return get


def _standards(one: _Told, other: _Told) -> Findings:
    for id_, first in one.unit.standards.items():
        second = other.unit.standards.get(id_)
        if second is not None and second.value != first.value:
            what = f"{id_} of {name_of(one.unit)} is '{first.value}' in one and '{second.value}' in the other"
            places = (one.document.place(first), other.document.place(second))
            yield Disagreement("between-standard", f"{what}.", places, "certain")


def _recommendations(one: _Told, other: _Told) -> Findings:
    first, second = one.unit.recommendations, other.unit.recommendations
    if first.total and second.total and first.total.value != second.total.value:
        what = (
            f"{name_of(one.unit)} received {first.total.value} recommendations by one, "
            f"and {second.total.value} by the other"
        )
        places = (one.document.place(first.total), other.document.place(second.total))
        yield Disagreement("between-recommendations", f"{what}.", places, "certain")
    counts = [_by_addressee(told) for told in (one, other)]
    for addressee in sorted(set(counts[0]) & set(counts[1])):
        if counts[0][addressee] != counts[1][addressee]:
            what = (
                f"{counts[0][addressee]} recommendations on {name_of(one.unit)} are for {addressee} by one, "
                f"and {counts[1][addressee]} by the other"
            )
            both = tuple(told.document.place(_place_of(told, addressee)) for told in (one, other))
            yield Disagreement("between-recommendations", f"{what}.", both, "certain")
    yield from addressees_left_out(one.document, one.unit, other.document, other.unit)
    yield from addressees_left_out(other.document, other.unit, one.document, one.unit)


def _by_addressee(told: _Told) -> dict[str, int]:
    said = told.unit.recommendations
    if said.items:
        return dict(Counter(item.value.addressee for item in said.items))
    return {addressee: number.value for addressee, number in said.by_addressee.items()}


def _place_of(told: _Told, addressee: str) -> Fact[Any]:
    said = told.unit.recommendations
    listed = next((item for item in said.items if item.value.addressee == addressee), None)
    return listed or said.by_addressee[addressee]


def _figures(one: ReadDocument, other: ReadDocument) -> Findings:
    """Key questions in both tables; prose of the one against tables and prose of the other."""
    others = {
        (question.value.standard, question.value.question.casefold()): question
        for question in other.facts.key_questions
    }
    for first in one.facts.key_questions:
        second = others.get((first.value.standard, first.value.question.casefold()))
        if second is not None and second.value.percent != first.value.percent:
            what = (
                f'"{first.value.question}" stands at {first.value.percent} per cent in one '
                f"and at {second.value.percent} in the other"
            )
            yield Disagreement("between-key-question", f"{what}.", (one.place(first), other.place(second)), "certain")
    for prose, tables in ((one, other), (other, one)):
        edition = edition_of(tables.facts.subject)
        if edition and tables.facts.key_questions and not prose.facts.key_questions:
            yield from prose_against_questions(prose, tables, edition)
    yield from figure_disagreements(one, other)
