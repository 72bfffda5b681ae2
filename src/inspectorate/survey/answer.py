"""One response to a survey: what was given for each question -> answers that can be kept, or every fault in them."""

from collections.abc import Mapping, Sequence

from inspectorate.errors import FaultLog
from inspectorate.framework.survey import WITH_CHOICES, Survey, SurveyQuestion
from inspectorate.language import gettext as _
from inspectorate.tabular import fold

#: One answer: a choice, choices, a whole number, or words.
Answer = str | int | list[str]
#: The answers of one respondent by question; what was left out is not in it.
Answers = Mapping[str, Answer]
#: Characters of an answer in one's own words.
LONGEST = 2_000


def is_asked(survey: Survey, question: SurveyQuestion, answers: Answers) -> bool:
    """Whether a question is asked of someone who gave these answers to the questions before it."""
    condition = question.shown_if
    if condition is None:
        return True
    other = survey.question_by_id[condition.question]
    given = answers.get(other.id)
    chosen = given if isinstance(given, list) else [given]
    return is_asked(survey, other, answers) and any(each in condition.any_of for each in chosen)


def read_answers(
    survey: Survey,
    given: Mapping[str, Sequence[str]],
    log: FaultLog,
    *,
    line: int = 0,
    strict: bool = False,
) -> dict[str, Answer]:
    """The answers of one respondent, in the order of the survey; faults go to ``log`` under the id of their question.

    What is given to a question that is not asked is left out, or a fault where ``strict``: a file says more of such a
    row than a page, where one went back and chose otherwise.
    """
    read: dict[str, Answer] = {}
    for question in survey.question_by_id.values():
        texts = [text for each in given.get(question.id, ()) if (text := each.strip())]
        if texts and not is_asked(survey, question, read):
            if strict:
                asked = question.shown_if.question if question.shown_if else ""
                problem = _("it is answered, and was not asked after the answer to '{asked}'").format(asked=asked)
                log.add(
                    problem, _("leave it blank, or correct '{asked}'").format(asked=asked), line=line, field=question.id
                )
        elif texts and (answer := _answer(survey, question, texts, log, line)) is not None:
            read[question.id] = answer
    return read


def _answer(survey: Survey, question: SurveyQuestion, texts: Sequence[str], log: FaultLog, line: int) -> Answer | None:
    if question.kind in WITH_CHOICES:
        return _chosen(survey, question, texts, log, line)
    if question.kind == "number":
        return _number(question, texts[0], log, line)
    text = texts[0].replace("\r\n", "\n")
    if len(text) > LONGEST:
        problem = _("the answer has {text:,} characters").format(text=len(text))
        log.add(
            problem, _("shorten it to {longest:,} characters").format(longest=LONGEST), line=line, field=question.id
        )
        return None
    if "\0" in text:
        log.add(_("the answer holds a character that cannot be kept"), _("type it again"), line=line, field=question.id)
        return None
    return text


def _chosen(
    survey: Survey, question: SurveyQuestion, texts: Sequence[str], log: FaultLog, line: int
) -> str | list[str] | None:
    known = {
        fold(spelling): choice.choice
        for choice in survey.choices_of(question)
        for spelling in (*choice.aliases, choice.title, choice.choice)
    }
    unknown = [text for text in texts if fold(text) not in known]
    if unknown or (len(texts) > 1 and question.kind != "several"):
        listed = "; ".join(choice.title for choice in survey.choices_of(question))
        problem = (
            _("'{unknown}' is not one of the choices").format(unknown=unknown[0][:60])
            if unknown
            else _("several choices are given for one")
        )
        log.add(problem, _("give one of: {listed}").format(listed=listed), line=line, field=question.id)
        return None
    chosen = {known[fold(text)] for text in texts}
    ordered = [choice.choice for choice in survey.choices_of(question) if choice.choice in chosen]
    return ordered if question.kind == "several" else ordered[0]


def _number(question: SurveyQuestion, text: str, log: FaultLog, line: int) -> int | None:
    plain = text.replace(",", "").replace(" ", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        log.add(
            _("'{text}' is not a whole number").format(text=text[:30]),
            _("write one, such as 12"),
            line=line,
            field=question.id,
        )
        return None
    if not question.least <= int(plain) <= question.most:
        mend = _("give a number from {least:,} to {most:,}").format(least=question.least, most=question.most)
        log.add(_("{plain:,} is not within the limits").format(plain=int(plain)), mend, line=line, field=question.id)
        return None
    return int(plain)
