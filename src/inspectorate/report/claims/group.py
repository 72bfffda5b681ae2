"""Groups of cases and people that a sentence names: what is said of one is never true by the number of all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from inspectorate.report.claims.phrase import BOUNDARY
from inspectorate.report.statistic import Statistic

Span = tuple[int, int]

_PEOPLE = r"(?:\s+\w+){0,2}?\s+(?:people|persons?|adults?|men|women|cases|individuals|individual)\b"
#: By characteristic: each group of it with the words that name it in a sentence, and the words by which a statistic
#: speaks of the characteristic at all.
_GROUPS: tuple[tuple[str, str, str], ...] = (
    ("gender", "female", r"women|woman|females?"),
    ("gender", "male", r"men|man|males?"),
    ("ethnicity", "white", r"white(?!\s+paper)"),
    (
        "ethnicity",
        "other",
        r"black|asian|mixed[- ](?:heritage|race|ethnic\w*)|(?:minority|minoritised)[- ]ethnic\w*|ethnic\s+minorit\w+"
        r"|global\s+majority|gypsy|roma|travellers?",
    ),
    (
        "age",
        "",
        rf"aged?\s+(?:between\s+|over\s+|under\s+|from\s+)?\d\d|young(?:er)?{_PEOPLE}|older{_PEOPLE}"
        r"|(?:under|over)[- ]\d\ds|\d\d(?:\s+to\s+|\s*-\s*)\d\d(?:[- ]year|s\b)|care\s+leavers?",
    ),
    ("disability", "", r"disabled|disabilit(?:y|ies)|neurodiver\w+|neurodivergent|autis\w+|ADHD"),
    (
        "sentence",
        "community",
        r"community\s+(?:cases?|sentence\s+cases|sentences?|orders?)|suspended\s+sentences?(?:\s+orders?)?",
    ),
    (
        "sentence",
        "licence",
        r"on\s+(?:\w+\s+)?licences?|licence\s+(?:cases?|period)|resettlement\s+cases?|(?:post-)?custody\s+cases?"
        r"|post-sentence\s+supervision|(?:people|persons?)\s+released",
    ),
    (
        "risk",
        "high",
        r"(?:very\s+)?high(?:er)?(?:\s+(?:and|or)\s+very\s+high)?(?:-|\s+)(?:RoSH\s+)?risk",
    ),
    ("risk", "low", r"(?:low|medium)(?:er)?(?:\s+(?:and|or)\s+medium)?(?:-|\s+)risk"),
    ("mappa", "", r"MAPPA\s+(?:cases?|level\s+\w+)|managed\s+(?:under|through)\s+MAPPA"),
    (
        "grade",
        "",
        r"(?:held|managed|supervised|assessed|written)\s+by\s+(?:(?:a|the|newly\s+qualified)\s+)?(?:probation\s+\w+(?:\s+officers?)?"
        r"|PSOs?|POs?|PQiPs?|trainees?)|(?:PSO|PO|PQiP|trainee)s?'?\s+cases|cases\s+of\s+(?:trainees|PQiPs|PSOs|POs)",
    ),
    (
        "belief",
        "",
        r"muslims?|christians?|sikhs?|hindus?|jewish|religious\s+people|gay|lesbian|bisexual|transgender|LGBT\w*",
    ),
    ("nationality", "", r"foreign\s+nationals?"),
    ("pregnancy", "", r"pregnant"),
    (
        "abuse",
        "",
        r"domestic\s+abuse\s+cases|cases\s+(?:of|with|involving|linked\s+to)\s+domestic\s+abuse"
        r"|domestic\s+abuse\s+was\s+(?:linked|recorded|present)",
    ),
)
_LOOSELY = {
    "gender": r"\b(?:gender|sex)\b",
    "ethnicity": r"\bethnic",
    "age": r"\b(?:age|aged|age_band|young)\b",
    "disability": r"disab",
    "sentence": r"sentence_type",
    "risk": r"risk_of_serious_harm|likelihood_of_reoffending|\brisk\b",
    "mappa": r"mappa",
    "grade": r"grade|probation officer|trainee|pqip",
    "belief": r"relig|belief|faith|sexual|orientation|gender",
    "nationality": r"nation",
    "pregnancy": r"pregnan",
    "abuse": r"domestic.abuse",
}
NAMED = tuple((kind, name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, name, words in _GROUPS)
LOOSELY = {kind: re.compile(words, re.IGNORECASE) for kind, words in _LOOSELY.items()}
#: "80 per cent of men": of what is said of so many of a group, its size tells nothing.
OF = re.compile(r"\s+of\s+(?:all\s+)?(?:the\s+|these\s+|those\s+|our\s+)?(?:[\w-]+\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """A group that a sentence names; ``of`` where the number is one of so many of it."""

    kind: str
    name: str
    of: bool = False


def named(text: str, sentence: Span, number: Span, others: Sequence[Span]) -> frozenset[Named]:
    """The groups of which a number of a sentence speaks: those that no other of its numbers parts from it."""
    return frozenset(_named(text, sentence, number, others))


def _named(text: str, sentence: Span, number: Span, others: Sequence[Span]) -> Iterator[Named]:
    of = OF.match(text, number[1], sentence[1])
    for kind, name, words in NAMED:
        for match in words.finditer(text, *sentence):
            if not _is_anothers(text, number, match.span(), others):
                yield Named(kind, name, of is not None and match.start() <= of.end())


def _is_anothers(text: str, number: Span, group: Span, others: Sequence[Span]) -> bool:
    """Whether another number stands between a number and a group, or has the group in its own clause."""
    left, right = (group[1], number[0]) if group[1] <= number[0] else (number[1], group[0])
    if any(left <= other[0] and other[1] <= right for other in others):
        return True
    if group[0] >= number[1]:
        return False
    before = [other for other in others if other[1] <= group[0]]
    parted = BOUNDARY.search(text, group[1], number[0])
    return bool(parted and before and not BOUNDARY.search(text, max(end for _start, end in before), group[0]))


def covers(statistic: Statistic, groups: frozenset[Named]) -> bool:
    """Whether a statistic is of every group that is named: of one group of each characteristic, at least."""
    if not groups:
        return True
    known = _known(statistic)
    for kind in {each.kind for each in groups}:
        names = {each.name for each in groups if each.kind == kind}
        if kind not in known or (known[kind] and "" not in names and not known[kind] & names):
            return False
    return not (_is_size(statistic) and any(each.of for each in groups))


def _is_size(statistic: Statistic) -> bool:
    """Whether a statistic says how large a group is, and nothing else of it."""
    return statistic.key.startswith("sample:") or ":who:" in statistic.key


@lru_cache(maxsize=8192)
def _known(statistic: Statistic) -> dict[str, frozenset[str]]:
    """The characteristics of which a statistic speaks, with the groups of them."""
    said = " ".join((statistic.what, statistic.group, *statistic.terms))
    found: dict[str, frozenset[str]] = {
        kind: frozenset() for kind, words in LOOSELY.items() if words.search(f"{statistic.key} {said}")
    }
    for kind, name, words in NAMED:
        if words.search(said):
            found[kind] = found.get(kind, frozenset()) | ({name} if name else frozenset())
    return found
