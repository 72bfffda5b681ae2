"""Documents checked: each against itself, and those on the same unit against each other."""

from collections.abc import Sequence

from inspectorate.register.checking.all_cases import all_cases_disagreements
from inspectorate.register.checking.between import between_disagreements
from inspectorate.register.checking.counted import counted_disagreements
from inspectorate.register.checking.date import date_disagreements
from inspectorate.register.checking.disagreement import Disagreement, in_order
from inspectorate.register.checking.key_question import key_question_disagreements
from inspectorate.register.checking.name import name_disagreements
from inspectorate.register.checking.percentage import percentage_disagreements
from inspectorate.register.checking.read_document import ReadDocument
from inspectorate.register.checking.recommendation import recommendation_disagreements
from inspectorate.register.checking.reference import reference_disagreements
from inspectorate.register.checking.score import score_disagreements
from inspectorate.register.checking.standard import standard_disagreements
from inspectorate.register.checking.subtotal import subtotal_disagreements
from inspectorate.register.checking.wording import wording_disagreements
from inspectorate.register.facts import DocumentFacts
from inspectorate.register.reading.layout import Layout

#: The checks inside a document, one function for each family.
INSIDE = (
    score_disagreements,
    standard_disagreements,
    key_question_disagreements,
    percentage_disagreements,
    subtotal_disagreements,
    counted_disagreements,
    recommendation_disagreements,
    name_disagreements,
    date_disagreements,
    wording_disagreements,
    all_cases_disagreements,
    reference_disagreements,
)


def check(documents: Sequence[tuple[DocumentFacts, Layout]]) -> tuple[Disagreement, ...]:
    """All that disagrees inside each document and between them, by file, line and rule.

    A document of the kind "other" is none of an inspection, and nothing is checked in it.
    """
    read = [ReadDocument(facts, layout) for facts, layout in documents if facts.kind.value != "other"]
    found = [disagreement for document in read for disagreement in _inside(document)]
    return in_order([*found, *between_disagreements(read)])


def _inside(document: ReadDocument) -> list[Disagreement]:
    return [disagreement for family in INSIDE for disagreement in family(document)]
