"""The judgements of an inspection, a column for each question, as they are counted.

Columns of one byte a case keep a national archive of a million judgements in a few megabytes, and counting quick.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from inspectorate.framework.model import Answer, Edition, Question
from inspectorate.tabular import fold

#: The code of a question that has not been answered; answer number k of the question's scale has the code k.
MISSING = 0


@dataclass(frozen=True)
class Judgements:
    """Answers by question and case.

    ``cases`` are references, each once. ``columns`` maps the id of a question to one code for each case, in that order;
    a question without a column was answered in no case.
    """

    edition: Edition
    cases: tuple[str, ...]
    columns: Mapping[str, bytes]

    @cached_property
    def _place(self) -> dict[str, int]:
        return {reference: place for place, reference in enumerate(self.cases)}

    def column(self, question: str) -> bytes:
        """The codes of one question, one for each case."""
        return self.columns.get(question) or bytes(len(self.cases))

    def answer(self, case: str, question: str) -> Answer | None:
        """The answer given to a question in a case; None where there is none yet."""
        code = self.column(question)[self._place[case]]
        return answers_to(self.edition, self.edition.question_by_id[question])[code - 1] if code else None


def answers_to(edition: Edition, question: Question) -> Sequence[Answer]:
    """The answers that a question may have, in the order of its scale."""
    return edition.scale_by_id[question.scale].answers


def code_by_answer(edition: Edition, question: Question) -> dict[str, int]:
    """The code of an answer by each way of writing it, folded; ``''`` is the code of a question not answered."""
    codes = {"": MISSING}
    for code, answer in enumerate(answers_to(edition, question), start=1):
        for written in (answer.answer, answer.title, *answer.aliases):
            codes.setdefault(fold(written), code)
    return codes


def from_answers(edition: Edition, answers: Mapping[str, Mapping[str, str]]) -> Judgements:
    """Judgements from answers in memory: case -> question -> answer, ids and answers as the edition writes them."""
    cases = tuple(answers)
    columns: dict[str, bytearray] = {}
    for place, given in enumerate(answers.values()):
        for name, answer in given.items():
            codes: Sequence[str] = [entry.answer for entry in answers_to(edition, edition.question_by_id[name])]
            columns.setdefault(name, bytearray(len(cases)))[place] = codes.index(answer) + 1
    return Judgements(edition, cases, {name: bytes(column) for name, column in columns.items()})
