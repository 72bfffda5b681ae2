"""What in the texts of an action plan may name someone, or tell who they are: hints for who looks, and no more.

By ``inspectorate.survey.hint``, which looks through the answers of surveys: names, addresses, references, capitals.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from inspectorate.survey.hint import hints
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.recommendation_answer import AnswerFacts
from inspectorate_app.store.queries.survey import names_known

#: Capitals that stand in plans and name nobody.
_HARMLESS = frozenset(
    {
        *("probation", "service", "prison", "hm", "head", "region", "regional", "moj", "crc", "nps", "aps"),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *("november", "december"),
    }
)


@dataclass(frozen=True)
class Warned:
    """Words that may name someone: of which recommendation, as printed, in which text, and what they may be."""

    number: int
    words: str
    kind: str
    text: str


def warnings(inspection: InspectionFacts, answers: Iterable[AnswerFacts]) -> tuple[Warned, ...]:
    """What to look at in what may become public of some answers, in order, each once a recommendation."""
    found = list(answers)
    known = names_known(inspection.id)
    places = _words((inspection.unit, inspection.region, *(each.recommendation.to.name for each in found)))
    return tuple(dict.fromkeys(one for each in found for one in _of(each, known, places)))


def _of(each: AnswerFacts, known: Collection[str], places: Collection[str]) -> Iterator[Warned]:
    for text in (each.reasons, *(act.what for act in each.actions), *(act.who for act in each.actions), each.found):
        for hint in hints(text, known):
            words = text[hint.start : hint.end]
            if words.casefold() not in places:
                yield Warned(each.printed, words, hint.kind, _around(text, hint.start, hint.end))


def _around(text: str, start: int, end: int, width: int = 40) -> str:
    """The words with some of those around them, on one line."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return " ".join(f"{'…' if start > width else ''}{before}{text[start:end]}{after}".split())


def _words(names: Iterable[str]) -> frozenset[str]:
    return _HARMLESS | {word.casefold() for name in names for word in re.findall(r"[\w’'-]+", name)}
