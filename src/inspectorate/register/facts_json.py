"""Facts as plain data, one object a document, with the evidence of each under the path at which it stands."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from inspectorate.recommendation.model import Recommendation
from inspectorate.register.facts import (
    DocumentFacts,
    Evidence,
    Fact,
    KeyQuestionResult,
    Period,
    Quantity,
    Recommendations,
    UnitFacts,
)

Json = dict[str, Any]

#: Kind of finding -> the key under which it is written.
FINDINGS = {"strength": "strengths", "area for improvement": "areas_for_improvement", "finding": "findings"}


class _Evidence:
    """Gathers the evidence of each fact under its path while the facts are written down."""

    def __init__(self, prefix: str = ""):
        self.prefix = prefix
        self.found: dict[str, list[Json]] = {}

    def value(self, path: str, fact: Fact[Any] | None) -> Any:
        """The value of a fact, its evidence noted; None for no fact."""
        if fact is None:
            return None
        self.found[f"{self.prefix}{path}"] = [_place(evidence) for evidence in fact.evidence]
        return fact.value

    def mapping(self, path: str, facts: Mapping[str, Fact[Any]]) -> Json:
        """Several facts by their key."""
        return {key: self.value(f"{path}.{key}", fact) for key, fact in facts.items()}

    def many(self, path: str, facts: Iterable[Fact[Any]]) -> list[Any]:
        """Several facts in order."""
        return [self.value(f"{path}[{place}]", fact) for place, fact in enumerate(facts)]


def as_json(facts: DocumentFacts) -> Json:
    """One document: its facts, None or empty where it states none, and ``evidence`` by path."""
    seen = _Evidence()
    sample = {
        "sample_size": seen.value("sample_size", facts.sample_size),
        "interviews": seen.value("interviews", facts.interviews),
        "survey_respondents": seen.value("survey_respondents", facts.survey_respondents),
    }
    return {
        "file": facts.file,
        "kind": seen.value("kind", facts.kind),
        "title": seen.value("title", facts.title),
        **_unit(facts.subject, seen),
        "published": seen.value("published", facts.published),
        "cohort": [_period(period) for period in seen.many("cohort", facts.cohort)],
        **sample,
        "statements": seen.mapping("statements", facts.statements),
        "key_questions": [_key_question(result) for result in seen.many("key_questions", facts.key_questions)],
        **_findings(facts, seen),
        **_quantities(facts, seen),
        "other_units": [
            {"unit": mention.unit, "unit_type": mention.unit_type, "rating": mention.rating}
            for mention in seen.many("other_units", facts.other_units)
        ],
        "previous": [vars(prior) for prior in seen.many("previous", facts.previous)],
        "units": _units(facts.units, seen),
        "evidence": seen.found,
    }


def _unit(unit: UnitFacts, seen: _Evidence) -> Json:
    return {
        "unit": seen.value("unit", unit.unit),
        "unit_type": seen.value("unit_type", unit.unit_type),
        "region": seen.value("region", unit.region),
        "edition": seen.value("edition", unit.edition),
        "fieldwork": _period(seen.value("fieldwork", unit.fieldwork)),
        "overall_rating": seen.value("overall_rating", unit.overall_rating),
        "score": vars(score) if (score := seen.value("score", unit.score)) else None,
        "standards": seen.mapping("standards", unit.standards),
        "recommendations": _recommendations(unit.recommendations, seen),
    }


def _units(units: Iterable[UnitFacts], seen: _Evidence) -> list[Json]:
    """Each unit of a document on several."""
    written = []
    for place, unit in enumerate(units):
        inner = _Evidence(f"units[{place}].")
        written.append(_unit(unit, inner))
        seen.found |= inner.found
    return written


def _period(period: Period | None) -> Json | None:
    return {"from": period.first, "to": period.last, "text": period.text} if period else None


def _recommendations(recommendations: Recommendations, seen: _Evidence) -> Json:
    items = seen.many("recommendations.items", recommendations.items)
    return {
        "total": seen.value("recommendations.total", recommendations.total),
        "by_addressee": seen.mapping("recommendations.by_addressee", recommendations.by_addressee),
        "items": [_recommendation(item) for item in items],
    }


def _key_question(result: KeyQuestionResult) -> Json:
    """A percentage with the counts behind it, where they are printed."""
    return {name: value for name, value in vars(result).items() if value is not None}


def _recommendation(item: Recommendation) -> Json:
    written = {"number": item.number, "addressee": item.addressee, "addressed_as": item.addressed_as, "text": item.text}
    return written | ({"unit": item.unit} if item.unit else {})


def _findings(facts: DocumentFacts, seen: _Evidence) -> Json:
    """Strengths, areas for improvement, and what no heading calls either, by the standard or heading over them."""
    written: dict[str, dict[str, list[str]]] = {kind: {} for kind in FINDINGS.values()}
    for fact in facts.findings:
        finding = fact.value
        kind = FINDINGS[finding.kind]
        listed = written[kind].setdefault(finding.under, [])
        seen.value(f"{kind}.{finding.under}[{len(listed)}]", fact)
        listed.append(finding.text)
    return dict(written)


def _quantities(facts: DocumentFacts, seen: _Evidence) -> Json:
    """The numbers in the prose by their kind, in the order in which they stand."""
    written: dict[str, list[list[Any]]] = {"counts": [], "percentages": [], "fractions": [], "amounts": []}
    for fact in facts.quantities:
        quantity: Quantity = fact.value
        kind = {"count": "counts", "percentage": "percentages", "fraction": "fractions"}.get(quantity.kind, "amounts")
        seen.value(f"{kind}[{len(written[kind])}]", fact)
        written[kind].append([*_figures(quantity), quantity.what])
    return dict(written)


def _figures(quantity: Quantity) -> list[Any]:
    if quantity.kind == "count":
        return [quantity.numerator, quantity.denominator]
    if quantity.kind == "fraction":
        return [str(quantity.value), " ".join(filter(None, (quantity.qualifier, quantity.text)))]
    return [plain(quantity.value)]


def plain(value: Fraction) -> int | float:
    """A number as JSON writes it: whole where it is whole."""
    return value.numerator if value.denominator == 1 else float(value)


def _place(evidence: Evidence) -> Json:
    return vars(evidence)
