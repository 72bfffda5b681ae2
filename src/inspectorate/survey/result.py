"""Responses counted: the base of each question, its choices, and who answered beside the caseload.

Nothing is told of fewer respondents than the threshold of ``aggregation.disclosure``, neither of a survey nor of one
question; of the questions about the respondents, no small group either.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.disclosure import (
    THRESHOLD,
    Protected,
    first_large,
    nothing_of,
    protect_answers,
    protect_sizes,
)
from inspectorate.aggregation.proportion import Proportion, whole_percent
from inspectorate.framework.survey import PREFER_NOT_TO_SAY, WITH_CHOICES, Survey, SurveyChoice, SurveyQuestion
from inspectorate.language import gettext as _
from inspectorate.survey.answer import Answers, is_asked

#: The group of those who did not answer a question about themselves, or prefer not to.
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
    left_out = _left_out(choices)
    based = [each for each in chosen if set(each) - left_out]
    if len(based) < threshold:
        return QuestionResult(question, len(asked), len(based), shown=False)
    counts = Counter(choice for each in chosen for choice in each)
    sizes = {choice.choice: counts[choice.choice] for choice in choices}
    sizes[NO_ANSWER] = len(asked) - sum(map(bool, chosen))
    hidden = _hidden(question, sizes, threshold) if question.about_you else frozenset[str]()
    rows = tuple(_counted(choice, counts[choice.choice], len(based), hidden) for choice in choices)
    return QuestionResult(question, len(asked), len(based), True, rows, _favourable(choices, based))


def _hidden(question: SurveyQuestion, sizes: Mapping[str, int], threshold: int) -> frozenset[str]:
    """Of a question about the respondents, the groups that are not shown; ``sizes`` has those who said nothing too.

    The base is told, and how many were asked: those who count and those who do not are protected apart, since of each
    the sum is known.
    """
    return frozenset().union(*(protect_sizes(each, threshold) for each in _parts(question, sizes)))


def _parts(question: SurveyQuestion, sizes: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """The groups that make the base, and those that do not; the size of each."""
    based = {choice.choice for choice in question.choices} - _left_out(question.choices)
    of_base = {name: size for name, size in sizes.items() if name in based}
    return of_base, {name: size for name, size in sizes.items() if name not in based}


def _left_out(choices: Sequence[SurveyChoice]) -> set[str]:
    return {choice.choice for choice in choices if choice.counts_as == "left_out"}


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

    The same groups are hidden throughout the survey, by how many respondents they have, so that no question tells of a
    group that another hides. A question that cannot be told of all the others is told of none: fewer than the threshold
    of one of them answered it. Those who did not say stand under ``NO_ANSWER``. Nothing for fewer respondents than the
    threshold.
    """
    split: dict[str, Protected] = {}
    if len(responses) < threshold:
        return split
    sizes, groups = _sizes(responses, about)
    hidden = _hidden_throughout(about, sizes, groups, threshold)
    for question in survey.question_by_id.values():
        wanted = {choice.choice for choice in survey.choices_of(question) if choice.counts_as == "favourable"}
        if question.kind not in WITH_CHOICES or not wanted or question.about_you:
            continue
        counts = _favourable_by(survey, question, responses, about, groups)
        shown = [name for name, size in groups.items() if size and name not in hidden]
        told = all(counts[name].relevant >= threshold for name in shown)
        split[question.id] = protect_answers(counts, hidden, threshold) if told else nothing_of(counts)
    return split


def _hidden_throughout(
    about: SurveyQuestion, sizes: Mapping[str, int], groups: Mapping[str, int], threshold: int
) -> frozenset[str]:
    """Which groups no question is told of: those that are not shown beside the caseload, and the small ones.

    Where none of these is large, another goes with them, so that their answers are not the total less what is shown:
    who did not say may be few, and their number is known.
    """
    hidden = {*_hidden_beside(about, sizes, groups, threshold)}
    hidden |= {name for name, size in groups.items() if 0 < size < threshold}
    if hidden and not first_large({name: groups[name] for name in hidden}, threshold):
        hidden.update(first_large(groups, threshold))
    return frozenset(hidden)


def _favourable_by(
    survey: Survey,
    question: SurveyQuestion,
    responses: Sequence[Answers],
    about: SurveyQuestion,
    groups: Collection[str],
) -> dict[str, Count]:
    """How many of each group gave a favourable answer, and how many another that counts."""
    choices = survey.choices_of(question)
    wanted = {choice.choice for choice in choices if choice.counts_as == "favourable"}
    found = {name: [0, 0] for name in groups}
    for each in responses:
        chosen = set(_chosen(each, question.id)) - _left_out(choices)
        if chosen and is_asked(survey, question, each):
            said = next(iter(_chosen(each, about.id)), NO_ANSWER)
            found[said if said in found else NO_ANSWER][0 if chosen & wanted else 1] += 1
    return {name: Count(yes=yes, no=no) for name, (yes, no) in found.items()}


def _sizes(responses: Sequence[Answers], about: SurveyQuestion) -> tuple[dict[str, int], dict[str, int]]:
    """How many gave each answer about themselves, in the order of the questionnaire; and the groups that these make."""
    counts = Counter(next(iter(_chosen(each, about.id)), NO_ANSWER) for each in responses)
    sizes = {choice.choice: counts[choice.choice] for choice in about.choices}
    sizes[NO_ANSWER] = len(responses) - sum(sizes.values())
    groups = {name: sizes[name] for name in _said(about)}
    return sizes, {**groups, NO_ANSWER: len(responses) - sum(groups.values())}


def _said(about: SurveyQuestion) -> dict[str, str]:
    """The groups into which a question about the respondents parts them, with their titles."""
    return {choice.choice: choice.title for choice in about.choices if choice.choice != PREFER_NOT_TO_SAY}


def beside_caseload(
    responses: Sequence[Answers],
    about: SurveyQuestion,
    caseload: Mapping[str, int],
    threshold: int = THRESHOLD,
) -> list[Beside]:
    """Who answered beside who is supervised, by one question; ``caseload`` has the cases of each value.

    Those who did not say stand last, beside the cases of which it is not recorded, or that have a value which the
    question does not offer. Nothing for fewer respondents than the threshold, and no group that ``count`` does not
    show.
    """
    if len(responses) < threshold:
        return []
    named, cases = _said(about), Counter[str]()
    for value, number in caseload.items():
        cases[value if value in named else NO_ANSWER] += number
    sizes, groups = _sizes(responses, about)
    hidden, whole = _hidden_beside(about, sizes, groups, threshold), sum(cases.values())
    return [
        Beside(
            named.get(name, _("Not said or not recorded")),
            None if name in hidden else size,
            None if name in hidden else _percent(size, len(responses)),
            _percent(cases[name], whole) if whole else None,
        )
        for name, size in groups.items()
    ]


def _hidden_beside(
    about: SurveyQuestion, sizes: Mapping[str, int], groups: Mapping[str, int], threshold: int
) -> frozenset[str]:
    """Which groups are not shown beside a caseload, where those who prefer not to say and who said nothing are one.

    It follows from what ``count`` shows and from nothing else, so that even which groups are hidden tells no more. That
    one group less a part of it that is shown would be the other part, and by it a small group could be reckoned.
    """
    parts = _parts(about, sizes)
    if sum(parts[0].values()) < threshold:
        return frozenset(groups)
    one, hidden = {PREFER_NOT_TO_SAY, NO_ANSWER}, set[str]()
    for each in parts:
        of_part = protect_sizes(each, threshold)
        hidden |= of_part - one
        if of_part & one and not of_part <= one:
            hidden.add(NO_ANSWER)
    return frozenset(hidden | ({NO_ANSWER} if 0 < groups[NO_ANSWER] < threshold else set()))


def _percent(number: int, whole: int) -> int:
    return Proportion.counted(number, whole).percent


def response_rate(respondents: int, invited: int) -> int | None:
    """The share of those invited who answered, in whole per cent; None where their number is not known, or too low."""
    from fractions import Fraction

    return whole_percent(Fraction(respondents, invited)) if invited and respondents <= invited else None
