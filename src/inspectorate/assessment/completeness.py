"""What is still missing from case assessments, and what in them does not go together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from inspectorate.assessment.judgements import MISSING, Judgements, answers_to
from inspectorate.assessment.relevance import NO_CASES, Relevances, relevances
from inspectorate.case import Case
from inspectorate.framework.model import Edition, KeyQuestion
from inspectorate.language import gettext as _


@dataclass(frozen=True)
class Remark:
    """Something to look at again in one case assessment.

    ``missing``: a relevant question has no answer. ``not_relevant``: an answer where the question does not apply, which
    is not counted. ``prompts_disagree``: a key question answered against its prompts; it stands, being the inspector's
    own answer.
    """

    kind: Literal["missing", "not_relevant", "prompts_disagree"]
    case: str
    question: str
    text: str


def gaps(judgements: Judgements, cases: Mapping[str, Case] = NO_CASES) -> list[Remark]:
    """Every relevant question without an answer, by case in their order."""
    applies = relevances(judgements, cases)
    found = (
        Remark("missing", case, name, _("{case}: {name} is relevant and has no answer").format(case=case, name=name))
        for name in judgements.edition.question_by_id
        for place, (case, code) in enumerate(zip(judgements.cases, judgements.column(name), strict=True))
        if code == MISSING and applies.applies(name, place)
    )
    return _by_case(judgements, found)


def contradictions(judgements: Judgements, cases: Mapping[str, Case] = NO_CASES) -> list[Remark]:
    """Every answer that does not go with the others of its case, by case in their order."""
    applies = relevances(judgements, cases)
    return _by_case(judgements, [*_out_of_place(judgements, applies), *_disagreements(judgements, applies)])


def _by_case(judgements: Judgements, found: Iterable[Remark]) -> list[Remark]:
    order = {case: place for place, case in enumerate(judgements.cases)}
    return sorted(found, key=lambda remark: order[remark.case])


def _out_of_place(judgements: Judgements, applies: Relevances) -> Iterator[Remark]:
    for name, mask in applies.irrelevant.items():
        answers = answers_to(judgements.edition, judgements.edition.question_by_id[name])
        for case, code, out in zip(judgements.cases, judgements.column(name), mask, strict=True):
            if out and code != MISSING and answers[code - 1].counts_as != "not_applicable":
                text = _("{name} is answered '{title}' and does not apply; it is not counted").format(
                    name=name, title=answers[code - 1].title
                )
                yield Remark("not_relevant", case, name, f"{case}: {text}")


def _disagreements(judgements: Judgements, applies: Relevances) -> Iterator[Remark]:
    edition = judgements.edition
    for question in edition.question_by_id.values():
        if not isinstance(question, KeyQuestion) or not question.prompts:
            continue
        own = _meanings(edition, judgements, question.id)
        prompts = [(prompt.id, _meanings(edition, judgements, prompt.id)) for prompt in question.prompts]
        for place, meaning in enumerate(own):
            given = [column[place] for name, column in prompts if applies.applies(name, place)]
            yes, no = given.count("yes"), given.count("no")
            if meaning == "yes" and no > yes:
                text = _("'Yes', and {no} of its {yes} answered prompts are 'No'").format(no=no, yes=yes + no)
            elif meaning == "no" and yes and not no:
                text = _("'No', and all {yes} of its answered prompts are 'Yes'").format(yes=yes)
            else:
                continue
            case = judgements.cases[place]
            yield Remark(
                "prompts_disagree",
                case,
                question.id,
                _("{case}: {id} is {text}").format(case=case, id=question.id, text=text),
            )


def _meanings(edition: Edition, judgements: Judgements, question: str) -> list[str]:
    """What each case's answer counts as; an empty text where there is none."""
    meanings = ["", *(answer.counts_as for answer in answers_to(edition, edition.question_by_id[question]))]
    return [meanings[code] for code in judgements.column(question)]
