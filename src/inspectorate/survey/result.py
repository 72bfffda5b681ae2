"""Responses counted: the base of each question, its choices, and who answered beside the caseload.

Nothing is told of fewer respondents than the threshold of ``aggregation.disclosure``, neither of a survey nor of one
question; of the questions about the respondents, no small group either.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.disclosure import THRESHOLD, Protected, protect, protect_sizes
from inspectorate.aggregation.proportion import Proportion, whole_percent
from inspectorate.framework.survey import PREFER_NOT_TO_SAY, WITH_CHOICES, Survey, SurveyChoice, SurveyQuestion
from inspectorate.survey.answer import Answers, is_asked

#: The group of those who did not answer a question about themselves.
NO_ANSWER = ""


@dataclass(frozen=True)
class ChoiceCount:
    """How many gave one choice; None where it is not shown."""

    choice: SurveyChoice
    count: int | None
    percent: int | None


@dataclass(frozen=True)
class QuestionResult:
    """One question. ``asked`` of how many, ``base`` of those that count; ``shown`` is False where they are too few.

    ``favourable`` is the share of the base whose choice counts as favourable, where the question has such choices;
    ``median`` that of numbers.
    """

    question: SurveyQuestion
    asked: int
    base: int
    shown: bool
    choices: tuple[ChoiceCount, ...] = ()
    favourable: Proportion | None = None
    median: int | None = None


@dataclass(frozen=True)
class Results:
    """A survey counted. Where ``respondents`` are fewer than ``threshold``, there are no questions."""

    survey: Survey
    respondents: int
    threshold: int
    questions: Mapping[str, QuestionResult]


@dataclass(frozen=True)
class Beside:
    """A group of respondents beside the same of the caseload, in whole per cent; None where it is not shown."""

    title: str
    respondents: int | None
    percent: int | None
    caseload: int | None


def count(survey: Survey, responses: Sequence[Answers], threshold: int = THRESHOLD) -> Results:
    """Every question with its counts; of one's own words none, which are no counts."""
    found: dict[str, QuestionResult] = {}
    if len(responses) >= threshold:
        for question in survey.question_by_id.values():
            if question.kind != "text":
                found[question.id] = _question(survey, question, responses, threshold)
    return Results(survey, len(responses), threshold, found)


def _question(survey: Survey, question: SurveyQuestion, responses: Sequence[Answers], threshold: int) -> QuestionResult:
    asked = [each for each in responses if is_asked(survey, question, each)]
    if question.kind == "number":
        numbers = [value for each in asked if isinstance(value := each.get(question.id), int)]
        shown = len(numbers) >= threshold
        return QuestionResult(question, len(asked), len(numbers), shown, median=median_low(numbers) if shown else None)
    chosen = [_chosen(each, question.id) for each in asked]
    choices = survey.choices_of(question)
    left_out = {choice.choice for choice in choices if choice.counts_as == "left_out"}
    based = [each for each in chosen if set(each) - left_out]
    if len(based) < threshold:
        return QuestionResult(question, len(asked), len(based), shown=False)
    counts = Counter(choice for each in chosen for choice in each)
    hidden = _hidden(question, counts, len(asked) - sum(map(bool, chosen)), threshold)
    rows = tuple(_counted(choice, counts[choice.choice], len(based), hidden) for choice in choices)
    return QuestionResult(question, len(asked), len(based), True, rows, _favourable(choices, based))


def _hidden(question: SurveyQuestion, counts: Counter[str], silent: int, threshold: int) -> frozenset[str]:
    """Of questions about the respondents, the groups that are too small."""
    if not question.about_you:
        return frozenset()
    return protect_sizes(
        {choice.choice: counts[choice.choice] for choice in question.choices} | {NO_ANSWER: silent}, threshold
    )


def _chosen(answers: Answers, question: str) -> list[str]:
    given = answers.get(question)
    return given if isinstance(given, list) else [given] if isinstance(given, str) else []


def _counted(choice: SurveyChoice, number: int, base: int, hidden: frozenset[str]) -> ChoiceCount:
    if choice.choice in hidden:
        return ChoiceCount(choice, None, None)
    share = None if choice.counts_as == "left_out" else Proportion.counted(number, base).percent
    return ChoiceCount(choice, number, share)


def _favourable(choices: Sequence[SurveyChoice], based: Sequence[Sequence[str]]) -> Proportion | None:
    wanted = {choice.choice for choice in choices if choice.counts_as == "favourable"}
    if not wanted:
        return None
    return Proportion.counted(sum(bool(wanted & set(each)) for each in based), len(based))


def by_group(
    survey: Survey, responses: Sequence[Answers], about: SurveyQuestion, threshold: int = THRESHOLD
) -> dict[str, Protected]:
    """The favourable share of each question by the groups of a question about the respondents, small ones protected.

    Those who gave no group stand under ``NO_ANSWER``. Nothing for fewer respondents than the threshold.
    """
    split: dict[str, Protected] = {}
    if len(responses) < threshold:
        return split
    for question in survey.question_by_id.values():
        choices = survey.choices_of(question)
        wanted = {choice.choice for choice in choices if choice.counts_as == "favourable"}
        if question.kind not in WITH_CHOICES or not wanted or question.about_you:
            continue
        left_out = {choice.choice for choice in choices if choice.counts_as == "left_out"}
        groups = {choice.choice: [0, 0] for choice in about.choices} | {NO_ANSWER: [0, 0]}
        for each in responses:
            chosen = set(_chosen(each, question.id)) - left_out
            if chosen and is_asked(survey, question, each):
                for group in _chosen(each, about.id)[:1] or [NO_ANSWER]:
                    groups[group][0 if chosen & wanted else 1] += 1
        counts = {name: Count(yes=yes, no=no) for name, (yes, no) in groups.items()}
        split[question.id] = protect(counts, threshold)
    return split


def beside_caseload(
    survey: Survey,
    responses: Sequence[Answers],
    about: SurveyQuestion,
    caseload: Mapping[str, int],
    titles: Mapping[str, str],
    threshold: int = THRESHOLD,
) -> list[Beside]:
    """Who answered beside who is supervised, by one question: ``caseload`` has the cases of each value, ``titles`` how
    they read. Those who did not say are told together. Nothing for fewer respondents than the threshold.
    """
    if len(responses) < threshold:
        return []
    sizes = Counter(next(iter(_chosen(each, about.id)), NO_ANSWER) for each in responses)
    silent = sizes.pop(NO_ANSWER, 0) + sizes.pop(PREFER_NOT_TO_SAY, 0)
    named = {choice.choice: choice.title for choice in about.choices if choice.choice != PREFER_NOT_TO_SAY}
    groups = {name: sizes[name] for name in named} | {NO_ANSWER: silent}
    hidden = protect_sizes(groups, threshold)
    cases = sum(caseload.values())
    return [
        Beside(
            named.get(name) or titles.get(name) or "Not said or not recorded",
            None if name in hidden else groups.get(name, 0),
            None if name in hidden else _percent(groups.get(name, 0), len(responses)),
            _percent(caseload.get(name, 0), cases) if cases else None,
        )
        for name in dict.fromkeys([*named, *(value for value in caseload if value not in named), NO_ANSWER])
    ]


def _percent(number: int, whole: int) -> int:
    return Proportion.counted(number, whole).percent


def response_rate(respondents: int, invited: int) -> int | None:
    """The share of those invited who answered, in whole per cent; None where their number is not known, or too low."""
    from fractions import Fraction

    return whole_percent(Fraction(respondents, invited)) if invited and respondents <= invited else None
