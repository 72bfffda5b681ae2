"""An edition as frozen values: standards, questions, characteristics, sampling specification, rating rules, outline.

Each class is what one kind of YAML entry may hold, and from these classes the JSON schemas for editors are written.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from pydantic import Field

from inspectorate.framework.entry import Certainty, Entry, Identifier, Prose, Share, Sourced
from inspectorate.framework.rating_rules import (
    Band,
    Bands,
    DecisionRule,
    Discretion,
    Overall,
    OverallBand,
    PublishedBand,
    RatingPoint,
    RatingRules,
    Rounding,
    Scoring,
    StandardRule,
    StandardRules,
)
from inspectorate.framework.report_outline import OutlineSection, ReportOutline
from inspectorate.framework.sampling_specification import (
    CohortWeek,
    FurtherSample,
    Limit,
    SampleSize,
    SamplingSpecification,
    Skill,
    Stratum,
)
from inspectorate.framework.standard import (
    Answer,
    CaseQuestion,
    Characteristic,
    CharacteristicValue,
    Condition,
    FrameworkFile,
    InForce,
    KeyQuestion,
    Module,
    Prompt,
    Question,
    QuestionsFile,
    Relevance,
    Scale,
    Section,
    SmallGroup,
    Standard,
    printed_code,
)
from inspectorate.framework.survey import (
    ShownIf,
    Survey,
    SurveyChoice,
    SurveyQuestion,
    SurveyScale,
    SurveySection,
)
from inspectorate.framework.translation import TranslatedText, Translation

__all__ = [
    "Answer",
    "Band",
    "Bands",
    "CaseQuestion",
    "Certainty",
    "Characteristic",
    "CharacteristicValue",
    "CohortWeek",
    "Condition",
    "DecisionRule",
    "Discretion",
    "Edition",
    "Entry",
    "FrameworkFile",
    "FurtherSample",
    "Identifier",
    "InForce",
    "KeyQuestion",
    "Limit",
    "Module",
    "OutlineSection",
    "Overall",
    "OverallBand",
    "Prompt",
    "Prose",
    "PublishedBand",
    "Question",
    "QuestionsFile",
    "RatingPoint",
    "RatingRules",
    "Relevance",
    "ReportOutline",
    "Rounding",
    "SampleSize",
    "SamplingSpecification",
    "Scale",
    "Scoring",
    "Section",
    "Share",
    "ShownIf",
    "Skill",
    "SmallGroup",
    "Sourced",
    "Standard",
    "StandardRule",
    "StandardRules",
    "Stratum",
    "Survey",
    "SurveyChoice",
    "SurveyQuestion",
    "SurveyScale",
    "SurveySection",
    "TranslatedText",
    "Translation",
    "fold_id",
    "printed_code",
]


class Edition(Entry):
    """One dated version of a framework, whole. ``sha256`` is that of its text, examples and translations apart."""

    framework: FrameworkFile
    standards: tuple[Standard, ...]
    case_questions: tuple[CaseQuestion, ...]
    sampling: SamplingSpecification | None
    rating: RatingRules | None
    report: ReportOutline | None
    surveys: tuple[Survey, ...] = ()
    translations: tuple[Translation, ...] = Field((), exclude=True)
    guidance: Mapping[str, str]
    sha256: str
    folder: Path = Field(exclude=True)

    @property
    def id(self) -> str:
        """The name of the edition, as commands take it."""
        return self.framework.edition

    @property
    def fewest(self) -> int:
        """The fewest cases or people of a group that is shown; of smaller ones nothing is told."""
        return self.framework.small_group.fewest

    @cached_property
    def standard_by_id(self) -> dict[str, Standard]:
        """Standards by their printed id."""
        return {standard.id: standard for standard in self.standards}

    @cached_property
    def characteristic_by_id(self) -> dict[str, Characteristic]:
        """Characteristics by id."""
        return {characteristic.id: characteristic for characteristic in self.framework.characteristics}

    @cached_property
    def scale_by_id(self) -> dict[str, Scale]:
        """Scales by id."""
        return {scale.id: scale for scale in self.framework.scales}

    @cached_property
    def module_by_id(self) -> dict[str, Module]:
        """Modules by id."""
        return {module.id: module for module in self.framework.modules}

    @cached_property
    def survey_by_id(self) -> dict[str, Survey]:
        """Surveys by id."""
        return {survey.id: survey for survey in self.surveys}

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Every question that an inspector answers about a case, in the order of the framework."""
        return {question.id: question for question in self._questions()}

    def _questions(self) -> Iterator[Question]:
        for standard in self.standards:
            for key_question in standard.key_questions if standard.kind == "case" else ():
                yield key_question
                yield from key_question.prompts
        yield from self.case_questions

    @cached_property
    def module_of(self) -> dict[str, Module]:
        """The module to which each question belongs; a question in none is asked of every case."""
        modules: dict[str, str | None] = {question.id: question.module for question in self.case_questions}
        for standard in self.standards:
            for key_question in standard.key_questions:
                for question in (key_question, *key_question.prompts):
                    modules[question.id] = standard.module
        return {question: self.module_by_id[module] for question, module in modules.items() if module}

    @cached_property
    def relevance_by_question(self) -> dict[str, tuple[Relevance, ...]]:
        """The rules that decide whether each question applies: that of its module, then its own."""
        modules = {question: module.relevance for question, module in self.module_of.items()}
        return {
            name: tuple(rule for rule in (modules.get(name), question.relevance) if rule is not None)
            for name, question in self.question_by_id.items()
        }

    def find_standard(self, name: str) -> Standard | None:
        """A standard by its id, however it is spaced or capitalised: ``P2.1`` finds ``P 2.1``."""
        return self._standard_by_folded_id.get(fold_id(name))

    def find_question(self, name: str) -> Question | None:
        """A question by its id, however it is spaced or capitalised."""
        return self._question_by_folded_id.get(fold_id(name))

    @cached_property
    def _standard_by_folded_id(self) -> dict[str, Standard]:
        return {fold_id(standard.id): standard for standard in self.standards}

    @cached_property
    def _question_by_folded_id(self) -> dict[str, Question]:
        return {fold_id(question.id): question for question in self.question_by_id.values()}

    @cached_property
    def rated_standards(self) -> int:
        """How many standards make up the score of one inspection, where all are rated."""
        scored = [standard for standard in self.standards if standard.counts_towards_score]
        common = sum(standard.service is None for standard in scored)
        per_service = [sum(standard.service == service for standard in scored) for service in self.framework.services]
        return common + max(per_service, default=0)

    @property
    def maximum_score(self) -> int | None:
        """The highest score of one inspection; None where the edition rates standards and keeps no score."""
        if self.rating is None:
            return 0
        if self.rating.overall.rule != "mean_points":
            return None
        return self.rated_standards * max(self.rating.points.values())

    @property
    def rates_overall(self) -> bool:
        """Whether it gives an overall rating; one that publishes a letter does not."""
        return self.rating is not None and self.rating.overall.rule != "none"

    def cite(self, source: str) -> str:
        """A source in full: ``S2, note 6`` becomes the title that S2 stands for, then ``note 6``; so each after a ;."""
        return "; ".join(self._cited(part) for part in source.split("; "))

    def _cited(self, source: str) -> str:
        name, _, place = source.partition(" ")
        title = self.framework.sources.get(name.rstrip(",:"))
        return f"{title}, {place}" if title and place else title or source


def fold_id(name: str) -> str:
    """An id with nothing left that people vary: case and spaces."""
    return "".join(name.split()).casefold()
