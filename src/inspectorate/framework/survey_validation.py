"""The checks of an edition's surveys: what one question says against the survey round it, and against the edition."""

from collections.abc import Iterator

from inspectorate.framework.checks import Checks, Place
from inspectorate.framework.model import fold_id
from inspectorate.framework.survey import PREFER_NOT_TO_SAY, WITH_CHOICES, Survey, SurveyChoice, SurveyQuestion


def check_surveys(checks: Checks) -> None:
    """Note every fault of the surveys of an edition."""
    files = [name for name in checks.documents if name.startswith("surveys/")]
    surveys = checks.edition.surveys
    checks.unique((file, ("id",), survey.id) for file, survey in zip(files, surveys, strict=True))
    for file, survey in zip(files, surveys, strict=True):
        _check(checks, file, survey)


def _check(checks: Checks, file: str, survey: Survey) -> None:
    checks.unique((file, ("sections", place, "id"), part.id) for place, part in enumerate(survey.sections))
    checks.unique((file, ("scales", place, "id"), scale.id) for place, scale in enumerate(survey.scales))
    checks.unique((at[0], (*at[1], "id"), question.id) for at, question, _ in _questions(file, survey))
    for place, scale in enumerate(survey.scales):
        _one_meaning(checks, (file, ("scales", place, "choices")), scale.choices)
    earlier: dict[str, int] = {}
    for at, question, section in _questions(file, survey):
        _check_kind(checks, at, survey, question)
        _check_condition(checks, at, survey, question, {name for name, of in earlier.items() if of < section})
        _check_about_you(checks, at, question)
        for place, standard in enumerate(question.standards):
            checks.known((file, (*at[1], "standards", place)), standard, checks.edition.standard_by_id, "standard")
        earlier[question.id] = section


def _questions(file: str, survey: Survey) -> Iterator[tuple[Place, SurveyQuestion, int]]:
    for s, section in enumerate(survey.sections):
        for q, question in enumerate(section.questions):
            yield (file, ("sections", s, "questions", q)), question, s


def _check_kind(checks: Checks, at: Place, survey: Survey, question: SurveyQuestion) -> None:
    """A question has what its kind needs, and nothing of another kind."""
    file, path = at
    if question.kind == "scale":
        checks.known((file, (*path, "scale")), question.scale or "", survey.scale_by_id, "scale of the survey")
    elif question.scale:
        checks.fault((file, (*path, "scale")), f"a question of the kind '{question.kind}' has no scale", "take it out")
    if question.kind in ("one", "several"):
        if len(question.choices) < 2:
            checks.fault((file, (*path, "choices")), "it has fewer than two choices", "give two or more")
        _one_meaning(checks, (file, (*path, "choices")), question.choices)
    elif question.choices:
        problem = f"a question of the kind '{question.kind}' has no choices of its own"
        checks.fault((file, (*path, "choices")), problem, "take them out, or give another kind")
    if question.least > question.most:
        checks.fault((file, (*path, "most")), f"it is lower than the lowest, {question.least}", "give a higher number")


def _one_meaning(checks: Checks, at: Place, choices: tuple[SurveyChoice, ...]) -> None:
    meant: dict[str, int] = {}
    for number, choice in enumerate(choices):
        for written in {fold_id(choice.choice), fold_id(choice.title), *map(fold_id, choice.aliases)}:
            if meant.setdefault(written, number) != number:
                problem = f"'{written}' would stand for two of the choices"
                checks.fault((at[0], (*at[1], number)), problem, "keep it in one of the two")


def _check_condition(checks: Checks, at: Place, survey: Survey, question: SurveyQuestion, earlier: set[str]) -> None:
    """What decides whether a question is asked was answered on an earlier page: pages work without any script."""
    condition = question.shown_if
    if condition is None:
        return
    here: Place = (at[0], (*at[1], "shown_if", "question"))
    checks.known(here, condition.question, survey.question_by_id, "question of the survey")
    other = survey.question_by_id.get(condition.question)
    if other is None:
        return
    if other.id not in earlier:
        checks.fault(here, f"'{other.id}' stands on the same page or later", "move it to an earlier section")
    if other.kind not in WITH_CHOICES:
        checks.fault(here, f"'{other.id}' has no choices", "let it depend on a question with choices")
        return
    choices = [choice.choice for choice in survey.choices_of(other)]
    for place, value in enumerate(condition.any_of):
        checks.known((at[0], (*at[1], "shown_if", "is", place)), value, choices, "choice")


def _check_about_you(checks: Checks, at: Place, question: SurveyQuestion) -> None:
    """Nobody need say who they are; and what is compared with the caseload has its words."""
    file, path = at
    if question.characteristic and not question.about_you:
        problem = "a characteristic belongs to a question about the respondent"
        checks.fault((file, (*path, "characteristic")), problem, "say 'about_you: true', or take it out")
    if not question.about_you:
        return
    if question.kind != "one":
        problem, mend = "a question about the respondent has one choice", "give the kind 'one'"
        checks.fault((file, (*path, "kind")), problem, mend)
    elif PREFER_NOT_TO_SAY not in {choice.choice for choice in question.choices}:
        mend = f"add the choice '{PREFER_NOT_TO_SAY}'"
        checks.fault((file, (*path, "choices")), "nobody must be asked who they are without a way out", mend)
    known = checks.edition.characteristic_by_id
    checks.known((file, (*path, "characteristic")), question.characteristic, known, "characteristic")
