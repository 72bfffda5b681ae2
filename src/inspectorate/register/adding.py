"""Documents read into facts -> inspections proposed for the register, with what a reviewer must look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from inspectorate.errors import BadInput
from inspectorate.framework.comparison import folded
from inspectorate.framework.document import Document
from inspectorate.framework.model import Edition
from inspectorate.organisation.directory import Directory
from inspectorate.organisation.model import Organisation
from inspectorate.register.checking.between import MONTHS_APART
from inspectorate.register.difference import Difference, Differences, agree, differences, pairs
from inspectorate.register.facts import DocumentFacts, Evidence, Fact, KeyQuestionResult, UnitFacts
from inspectorate.register.inspection import CORRECTABLE, PublishedInspection, Review
from inspectorate.register.new_unit import near
from inspectorate.register.register import Register
from inspectorate.register.validation import edition_of, faults_in

#: The kinds of document, the one that is believed first at the head.
BELIEVED = ("inspection report", "regional letter", "press release", "news", "other")


@dataclass(frozen=True)
class Doubt:
    """Something that a reviewer must look at: the field, and what is not clear of it."""

    field: str
    problem: str


@dataclass(frozen=True)
class Proposal:
    """One inspection as some documents tell it.

    ``inspection`` is None where they do not suffice for an entry; ``existing`` is the id of the entry that the register
    has of it already: ``differences`` is what contradicts it, ``additions`` what it lacks, ``known`` what a correction
    tells of already. A proposal is ``held`` back where nothing of it may be saved.
    """

    files: tuple[str, ...]
    unit: str
    inspection: PublishedInspection | None
    doubts: tuple[Doubt, ...] = ()
    existing: str | None = None
    differences: tuple[Difference, ...] = ()
    additions: tuple[Difference, ...] = ()
    known: tuple[Difference, ...] = ()
    held: bool = False


@dataclass
class _Telling:
    """What one document tells of one unit: values by field, where they stand, and what is not clear."""

    facts: DocumentFacts
    unit: UnitFacts
    organisation: Organisation | None
    edition: Edition | None
    values: dict[str, Any] = field(default_factory=dict)
    places: list[Evidence] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def take(self, name: str, fact: Fact[Any] | None, value: Any = None) -> None:
        """Note the value of a fact under a field; a fact that is not there leaves it out."""
        if fact is not None:
            self.values[name] = fact.value if value is None else value
            self.places.append(fact.place)

    @property
    def when(self) -> str | None:
        """The moment by which the document is known to speak of one inspection and not of another."""
        fieldwork = self.values.get("fieldwork") or {}
        placed = self.values.get("placed") or {}
        return self.values.get("published") or fieldwork.get("to") or fieldwork.get("from") or placed.get("at")


def proposals(
    documents: Iterable[DocumentFacts],
    register: Register,
    directory: Directory,
    reviewed: Review,
    named: Organisation | None = None,
) -> tuple[Proposal, ...]:
    """An entry for each inspection that the documents speak of, those on the same one put together.

    ``named`` is the unit of all, where a person says which it is.
    """
    own = Directory(one for one in register.organisations.values() if one.id not in directory.by_id)
    believed = sorted(documents, key=lambda facts: BELIEVED.index(facts.kind.value))
    groups: list[list[_Telling]] = []
    lost: list[Proposal] = []
    for facts in believed:
        for unit in _units(facts):
            telling = _telling(facts, unit)
            telling.organisation = named or _organisation(telling, directory, own)
            if telling.organisation is None:
                name = unit.unit.value if unit.unit else ""
                lost.append(Proposal((facts.file,), name, None, tuple(telling.doubts), held=True))
                continue
            group = next((group for group in groups if _same(group[0], telling)), None)
            if group is None:
                groups.append([telling])
            else:
                group.append(telling)
    return (*_told_apart(_proposal(group, register, directory, reviewed) for group in groups), *lost)


def _told_apart(proposed: Iterable[Proposal]) -> Iterator[Proposal]:
    """Proposals of which no two have one id: documents without dates that rate one unit otherwise would share it."""
    taken: dict[str, int] = {}
    for one in proposed:
        name = one.inspection.inspection if one.inspection and not one.existing else ""
        taken[name] = taken.get(name, 0) + 1
        if one.inspection and name and taken[name] > 1:
            problem = f"{name} is another inspection of the unit, or these documents disagree with those on it"
            doubts = (*one.doubts, Doubt("inspection", problem))
            inspection = one.inspection.model_copy(update={"inspection": f"{name}-{taken[name]}"})
            one = replace(one, inspection=inspection, doubts=doubts)
        yield one


def _units(facts: DocumentFacts) -> Iterator[UnitFacts]:
    """The units of which a document states findings."""
    for unit in (facts.subject, *facts.units):
        if unit.overall_rating or unit.score or unit.standards:
            yield unit


def _same(one: _Telling, other: _Telling) -> bool:
    """Whether two documents speak of one inspection: near in time or, where one is not dated, of the same rating."""
    if one.organisation != other.organisation:
        return False
    if one.when and other.when:
        return _near(one.when, other.when)
    ratings = one.values.get("overall"), other.values.get("overall")
    return None in ratings or ratings[0] == ratings[1]


def _near(one: str, other: str) -> bool:
    return abs(_months(one) - _months(other)) <= MONTHS_APART


def _months(moment: str) -> int:
    return 12 * int(moment[:4]) + int(moment[5:7] or 6)


def _telling(facts: DocumentFacts, unit: UnitFacts) -> _Telling:
    edition = _edition(unit)
    telling = _Telling(facts, unit, None, edition)
    telling.take("edition", unit.edition)
    _take_date(telling)
    if unit.fieldwork:
        period = unit.fieldwork.value
        telling.take("fieldwork", unit.fieldwork, {"from": period.first, "to": period.last})
    telling.take("overall", unit.overall_rating)
    if unit.score:
        score = unit.score.value
        telling.take("score", unit.score, {"points": score.points, "maximum": score.maximum})
    _take_standards(telling)
    if unit is facts.subject:
        telling.take("sample_size", facts.sample_size)
        telling.take("interviews", facts.interviews)
        _take_percentages(telling, facts.key_questions)
    _take_recommendations(telling)
    return telling


def _take_date(telling: _Telling) -> None:
    """The day of publication: not that of a letter on several units, and of news only its place in time."""
    published = telling.facts.published
    if published and telling.facts.kind.value == "news":
        telling.take("placed", published, {"at": published.value, "by": "the date of the news item"})
    elif not telling.facts.units:
        telling.take("published", published)


def _edition(unit: UnitFacts) -> Edition | None:
    try:
        return edition_of(unit.edition.value) if unit.edition else None
    except BadInput:
        return None


def _organisation(telling: _Telling, directory: Directory, own: Directory) -> Organisation | None:
    unit = telling.unit
    if unit.unit is None:
        telling.doubts.append(Doubt("unit", "the document does not say which unit it is about"))
        return None
    kind = unit.unit_type.value if unit.unit_type else None
    region = unit.region.value if unit.region else None
    year = int(telling.when[:4]) if telling.when else None
    found = directory.find(unit.unit.value, kind, region, year) or directory.find(unit.unit.value, kind)
    found = found or own.find(unit.unit.value, kind)
    if found is None:
        names = near(directory, unit.unit.value, kind, region)
        meant = f"; did you mean {' or '.join(names)}?" if names else ""
        telling.doubts.append(Doubt("unit", f"the directory does not know '{unit.unit.value}'{meant}"))
    return found


def _take_standards(telling: _Telling) -> None:
    standards = telling.unit.standards
    if standards and telling.edition is None:
        problem = "the document does not show the edition, so the ratings of its standards are left out"
        telling.doubts.append(Doubt("standards", problem))
    elif standards and telling.edition:
        named = [(name, telling.edition.find_standard(name), fact) for name, fact in standards.items()]
        telling.values["standards"] = {standard.id: fact.value for _, standard, fact in named if standard}
        telling.places += [fact.place for fact in standards.values()]
        unknown = [name for name, standard, _ in named if standard is None]
        if unknown:
            telling.doubts.append(Doubt("standards", f"{telling.edition.id} has no {', '.join(unknown)}"))
    telling.doubts += [
        Doubt(fact.value or "standards", f"a rating is missing in line {fact.place.line}")
        for fact in telling.unit.unreadable
    ]


def _take_percentages(telling: _Telling, results: Sequence[Fact[KeyQuestionResult]]) -> None:
    if results and telling.edition is None:
        problem = "the document does not show the edition, so the percentages of its key questions are left out"
        telling.doubts.append(Doubt("percentages", problem))
        return
    found: dict[str, int] = {}
    for fact in results:
        question = _question(telling.edition, fact.value) if telling.edition else None
        if question:
            found[question] = fact.value.percent
            telling.places.append(fact.place)
        else:
            problem = f"no key question of {fact.value.standard} reads '{fact.value.question}'"
            telling.doubts.append(Doubt("percentages", problem))
    if found:
        telling.values["percentages"] = found


def _question(edition: Edition, result: KeyQuestionResult) -> str | None:
    """The id of a key question of a standard, by its words."""
    standard = edition.find_standard(result.standard)
    words = folded(result.question)
    same = [one.id for one in standard.key_questions if folded(one.text) == words] if standard else []
    return same[0] if same else None


def _take_recommendations(telling: _Telling) -> None:
    made = telling.unit.recommendations
    numbers = {name: fact.value for name, fact in made.by_addressee.items()}
    if made.total:
        numbers["total"] = made.total.value
        telling.places.append(made.total.place)
    if numbers:
        telling.values["recommendations"] = numbers


def _proposal(group: Sequence[_Telling], register: Register, directory: Directory, reviewed: Review) -> Proposal:
    """One entry from everything that the documents on one inspection tell, the most believed first."""
    organisation = group[0].organisation
    unit = organisation.id if organisation else ""
    doubts = [doubt for telling in group for doubt in telling.doubts]
    values = _united(group, doubts)
    if values.get("published") or values.get("fieldwork"):
        values.pop("placed", None)
    if not values.get("overall"):
        doubts.append(Doubt("overall", "no document states the overall rating of the unit"))
    content = {
        **values,
        "unit": unit,
        **(_described(organisation) if organisation and unit not in directory.by_id else {}),
        "inspection": _identifier(unit, values, register),
        "sources": [_citation(telling) for telling in group],
        "certainty": "derived" if group[0].facts.kind.value == "news" else "published",
        "reviewed": reviewed,
    }
    proposal = Proposal(tuple(telling.facts.file for telling in group), organisation.name if organisation else "", None)
    inspection = PublishedInspection.model_validate(content)
    edition = next((telling.edition for telling in group if telling.edition), None)
    faults = faults_in(inspection, Document(proposal.files[0]), organisation, edition)
    doubts += [Doubt(fault.field, fault.problem) for fault in faults]
    existing = _existing(register, inspection)
    known = register.history(unit)
    unplaced = bool(known) and existing is None and inspection.when is None
    if unplaced:
        dates = ", ".join(one.when or "an unknown date" for one in known)
        problem = f"no document says when it was, and the register has inspections of {dates} with another rating"
        doubts.append(Doubt("published", problem))
    corrections = register.corrections_of(existing.inspection) if existing else ()
    found = differences(existing, inspection, corrections) if existing else Differences()
    return replace(
        proposal,
        inspection=None if faults or unplaced else inspection,
        doubts=tuple(doubts),
        existing=existing.inspection if existing else None,
        differences=found.conflicts,
        additions=found.additions,
        known=found.known,
        held=bool(faults or unplaced or found.conflicts),
    )


def _described(organisation: Organisation) -> dict[str, Any]:
    """The keys by which an entry describes a unit that the directory lacks."""
    return {"unit_name": organisation.name, "unit_kind": organisation.kind, "region": organisation.region}


def _united(group: Sequence[_Telling], doubts: list[Doubt]) -> dict[str, Any]:
    """The values of all, the first document's where they differ; a doubt is noted of each difference."""
    values: dict[str, Any] = {}
    for telling in group:
        for name, value in telling.values.items():
            if name not in values:
                values[name] = value
                continue
            for path, one, other in pairs(name, values[name], value):
                if one is not None and other is not None and not agree(one, other):
                    names = [_file_name(known.facts) for known in (group[0], telling)]
                    problem = f"{names[0]} says {one}, {names[1]} says {other}; the first is taken"
                    doubts.append(Doubt(path, problem))
            if isinstance(value, dict) and name != "fieldwork":  # one document's span is never mended with another's
                values[name] = {**value, **{key: one for key, one in values[name].items() if one is not None}}
    return values


def _citation(telling: _Telling) -> dict[str, Any]:
    facts, lines = telling.facts, sorted({place.line for place in telling.places})
    file = _file_name(facts)
    return {
        "document": facts.title.value if facts.title else file,
        "publisher": telling.edition.framework.inspectorate if telling.edition else "",
        "published": facts.published.value if facts.published else None,
        "place": f"{file}, lines {lines[0]} to {lines[-1]}" if lines else file,
        "gives": tuple(name for name in CORRECTABLE if name in telling.values),
        "certainty": "derived" if facts.kind.value == "news" else "published",
    }


def _file_name(facts: DocumentFacts) -> str:
    return facts.file.replace("\\", "/").rsplit("/", 1)[-1]


def _identifier(unit: str, values: Mapping[str, Any], register: Register) -> str:
    """An id that nothing in the register has."""
    fieldwork = values.get("fieldwork") or {}
    placed = values.get("placed") or {}
    when = values.get("published") or fieldwork.get("from") or fieldwork.get("to") or placed.get("at")
    base = f"{unit}/{when[:7] if when else 'undated'}"
    taken = [f"-{number}" for number in range(2, 10) if f"{base}-{number}" not in register.by_id]
    return base if base not in register.by_id else base + taken[0]


def _existing(register: Register, inspection: PublishedInspection) -> PublishedInspection | None:
    """The entry that the register has of the same inspection: near in time; of what is not dated, the rating agrees."""
    history = register.history(inspection.unit)
    when = inspection.when
    if when:
        found = [one for one in history if one.when and _near(one.when, when)]
        return found[0] if found else None
    found = [one for one in history if inspection.overall in (None, one.overall)]
    return found[-1] if found else None
