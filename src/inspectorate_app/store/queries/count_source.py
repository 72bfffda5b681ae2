"""The counts of each question as what a finding may rest on: "45 out of 95, 47 per cent"."""

from collections.abc import Mapping

from inspectorate.aggregation.counts import Count
from inspectorate.framework.model import CaseQuestion, Edition, Question
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.source import Source
from inspectorate_app.store.queries.tally import findings

KIND = "results"


def sources(inspection: InspectionFacts) -> list[Source]:
    """Every question that was answered in some case, with its counts; small groups are told as such and no more."""
    found = findings(inspection)
    edition = found.edition
    standards = standard_of(edition)
    return [
        Source(
            kind=KIND,
            key=name,
            title=title_of(question),
            words=words_of(edition, question, found.counts[name]),
            route="results_questions",
            arguments={"inspection": inspection.slug},
            standards=frozenset({standards[name]}) if name in standards else frozenset(),
        )
        for name, question in edition.question_by_id.items()
        if found.counts[name].relevant or found.counts[name].other
    ]


def title_of(question: Question) -> str:
    """What a question is chosen by: its number, where it has one that is printed, and its words."""
    return question.text if isinstance(question, CaseQuestion) else f"{question.id} {question.text}"


def standard_of(edition: Edition) -> Mapping[str, str]:
    """The standard of each key question and prompt."""
    return {
        each.id: standard.id
        for standard in edition.standards
        for question in standard.key_questions
        for each in (question, *question.prompts)
    }


def words_of(edition: Edition, question: Question, count: Count) -> str:
    """The counts of a question in words, without those of a group that is too small to be told."""
    if count.relevant + count.other < edition.fewest:
        return f"Fewer than {edition.fewest} relevant cases: the counts are not told"
    scale = edition.scale_by_id[question.scale].answers
    parts = []
    if count.proportion:
        parts.append(f"{count.yes} out of {count.relevant}, {count.proportion.percent} per cent")
    if len([answer for answer in scale if answer.counts_as != "not_applicable"]) > 2:
        parts.append(", ".join(f"{each.title}: {count.answers.get(each.answer, 0)}" for each in scale))
    return ". ".join(parts)
