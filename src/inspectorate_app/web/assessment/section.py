"""The sections in which a case is assessed: one for each standard, then one for each topic, a page each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from inspectorate.assessment.relevance import rules_on
from inspectorate.framework.model import CaseQuestion, Edition, Question
from inspectorate_app.store.queries.assessment import AssessmentFacts


@dataclass(frozen=True)
class Block:
    """A question, and the prompts that inform its answer."""

    question: Question
    prompts: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Section:
    """Some questions of a case, with a page. ``slug`` names it in addresses, ``code`` is blank for a topic."""

    slug: str
    code: str
    title: str
    statement: str
    blocks: tuple[Block, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question and prompt in it, in order."""
        return tuple(each for block in self.blocks for each in (block.question, *block.prompts))


@dataclass(frozen=True)
class Done:
    """How far a section is."""

    answered: int
    relevant: int

    @property
    def is_complete(self) -> bool:
        """Whether every relevant question is answered."""
        return self.answered == self.relevant


def sections_of(facts: AssessmentFacts) -> tuple[Section, ...]:
    """The sections of a case, those first whose answers decide which questions of other sections are relevant."""
    standards = tuple(_of_standards(facts))
    found = [*standards, *_of_topics(facts, frozenset(each.title for each in standards if not each.code))]
    deciding = _deciding(facts.edition, found)
    return tuple(sorted(found, key=lambda section: section.slug not in deciding))


def done(section: Section, facts: AssessmentFacts) -> Done:
    """How many of the relevant questions of a section are answered."""
    relevant = [each.id for each in section.questions if each.id not in facts.left_out]
    return Done(sum(name in facts.given for name in relevant), len(relevant))


def _of_standards(facts: AssessmentFacts) -> Iterator[Section]:
    for standard in facts.edition.standards:
        asked = [each for each in standard.key_questions if each.id in facts.questions]
        if standard.kind == "case" and asked:
            blocks = tuple(Block(each, each.prompts) for each in asked)
            yield Section(
                slugify(f"{standard.id} {standard.title}".replace(".", "-")),
                standard.code,
                standard.title,
                standard.statement,
                blocks,
            )


def _of_topics(facts: AssessmentFacts, taken: frozenset[str]) -> Iterator[Section]:
    """The questions on no standard, by topic; a topic called as a standard is says that there is more on it."""
    topics: dict[str, list[CaseQuestion]] = {}
    for question in facts.edition.case_questions:
        if question.id in facts.questions:
            topics.setdefault(question.topic, []).append(question)
    for topic, questions in topics.items():
        title = _("More on {topic}").format(topic=topic.lower()) if topic in taken else topic
        yield Section(f"topic-{slugify(topic)}", "", title, "", tuple(Block(each) for each in questions))


def _deciding(edition: Edition, sections: list[Section]) -> set[str]:
    at = {question.id: section.slug for section in sections for question in section.questions}
    return {
        at[condition.question]
        for name, slug in at.items()
        for rule in rules_on(edition, name)
        for condition in rule.when
        if condition.question and at.get(condition.question, slug) != slug
    }


def anchor(question: str) -> str:
    """The id of a question on its page: its own has spaces in some editions, which an id must not."""
    return f"question-{question.replace(' ', '-')}"
