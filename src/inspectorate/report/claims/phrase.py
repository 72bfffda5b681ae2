"""What a number in a sentence counts: the words around it, each with how nearly it belongs to that number."""

import re
from collections.abc import Sequence
from itertools import pairwise

from inspectorate.register.reading.noun import kind_after, words_after
from inspectorate.report.claims.vocabulary import tokens

#: Where one clause ends and the next begins.
BOUNDARY = re.compile(
    r"[,;:]|\s-\s|\b(?:and|but|while|whilst|whereas|although|though|compared|against|with|which|where|despite)\b",
    re.IGNORECASE,
)
#: A name of a group in which no clause ends.
UNCUT = re.compile(r"black,?\s+asian,?(?:\s+(?:and|or))?\s+(?:other\s+)?minority\s+ethnic", re.IGNORECASE)
#: How much a word counts for a number that stands another number, or a clause, away from it.
ACROSS_NUMBER, ACROSS_CLAUSE, BEHIND_BRACKET, ANOTHERS = 0.4, 0.85, 0.3, 0.5
#: What is said before "compared to" is said of what follows too.
BESIDE = re.compile(
    r"\b(?:compared\s+(?:with|to)|against|(?:higher|lower|more|fewer|less|greater)\s+than)\b", re.IGNORECASE
)
IS_BESIDE = 0.5
#: Words at the beginning of a sentence by which it speaks of what was said before.
BACKWARDS = re.compile(
    r"(?:This|These|That|Those|They|It|Of (?:these|those|which)|Likewise|Similarly|Additionally|In total|Such)\b"
)
BEFORE_SENTENCE = 0.35
NEXT_TO_NUMBER = 1.5

Span = tuple[int, int]
Phrase = dict[str, float]


def phrase(text: str, sentence: Span, number: Span, others: Sequence[Span]) -> Phrase:
    """The words of a sentence with their weights for the number at a span; ``others`` are its other numbers' spans."""
    found: Phrase = {}
    bracketed = text[max(sentence[0], number[0] - 30) : number[0]].rstrip().endswith("(") or _in_bracket(text, number)
    for start, end in _pieces(text, sentence, [number, *others]):
        weight = _weight(text, number, (start, end), others, bracketed)
        for word in tokens(text[start:end]):
            found[word] = max(found.get(word, 0.0), weight)
    head = _head(text, number, sentence)
    for word in head:
        found[word] = max(found.get(word, 0.0), NEXT_TO_NUMBER)
    return found


def _in_bracket(text: str, number: Span) -> bool:
    before, after = text[max(0, number[0] - 40) : number[0]], text[number[1] : number[1] + 25]
    return before.rfind("(") > before.rfind(")") and ")" in after


def _pieces(text: str, sentence: Span, numbers: Sequence[Span]) -> list[Span]:
    """The sentence cut at its clauses and numbers, without the numbers."""
    cuts = {sentence[0], sentence[1]}
    whole = [match.span() for match in UNCUT.finditer(text, *sentence)]
    for match in BOUNDARY.finditer(text, *sentence):
        if not any(start <= match.start() < end for start, end in whole):
            cuts.add(match.start())
    for start, end in numbers:
        cuts |= {start, end}
    places = sorted(cut for cut in cuts if sentence[0] <= cut <= sentence[1])
    pieces = pairwise(places)
    return [piece for piece in pieces if not any(start <= piece[0] and piece[1] <= end for start, end in numbers)]


def _weight(text: str, number: Span, piece: Span, others: Sequence[Span], bracketed: bool) -> float:
    left, right = (piece[1], number[0]) if piece[1] <= number[0] else (number[1], piece[0])
    between = [each for each in others if left <= each[0] and each[1] <= right]
    clauses = len(BOUNDARY.findall(text[left:right]))
    weight = ACROSS_NUMBER ** len(between) * ACROSS_CLAUSE ** min(clauses, 4)
    if between and piece[1] <= number[0] and BESIDE.search(text, between[-1][1], number[0]):
        weight = IS_BESIDE
    if bracketed and piece[0] >= number[1]:
        weight *= BEHIND_BRACKET
    if not between and _is_anothers(text, number, piece, others):
        weight *= ANOTHERS
    return weight


def _is_anothers(text: str, number: Span, piece: Span, others: Sequence[Span]) -> bool:
    """Whether a piece next to a number belongs to the number on its other side rather."""
    if piece[0] >= number[1]:
        following = [each for each in others if each[0] >= piece[1]]
        begun = BOUNDARY.search(text, number[1], piece[0] + 8) if following else None
        return bool(begun and min(each[0] for each in following) - piece[1] < 60)
    earlier = [each for each in others if each[1] <= piece[0]]
    if not earlier:
        return False
    last = max(each[1] for each in earlier)
    if BOUNDARY.match(text, piece[0]):
        return False
    return (
        not BOUNDARY.search(text, last, piece[0] + 1)
        and piece[0] - last < 3
        and BOUNDARY.search(text, piece[1], number[0]) is not None
    )


def _head(text: str, number: Span, sentence: Span) -> list[str]:
    """The words that follow a number at once: "79 interviews", "1,734 people", "131 per cent"."""
    following = [word for word in words_after(text, number[1], sentence[1], 3) if word[0].isalpha()]
    return tokens(" ".join(following[:2]))


def with_before(found: Phrase, text: str, sentence: Span, before: Span | None) -> Phrase:
    """A phrase with the words of the sentence before, where its own refers to them or says little."""
    little = sum(weight for weight in found.values() if weight > 0.3) < 2
    if before is None or not (little or BACKWARDS.match(text, sentence[0])):
        return found
    joined = dict(found)
    for word in tokens(text[before[0] : before[1]]):
        joined.setdefault(word, BEFORE_SENTENCE)
    return joined


#: Words near a number that say of whom it speaks.
OF_CASELOAD = re.compile(r"\b(?:caseload|workforce|population|requirements|capacity|vacanc\w+|rate)\b", re.IGNORECASE)
OF_STAFF = re.compile(r"\b(?:staff|practitioners|managers|officers)\b", re.IGNORECASE)
SAYS = re.compile(
    r"\b(?:said|says|felt|feel|reported|told|stated|agreed|respondents|surveyed|consulted|survey|User\s+Voice)\b",
    re.IGNORECASE,
)


def population(text: str, sentence: Span, number: Span) -> str:
    """Whom or what a number counts by the words next to it: case, person, caseload, or nothing known."""
    near = text[number[1] : min(sentence[1], number[1] + 40)]
    kind = kind_after(text, number[1], sentence[1], 5)
    if OF_CASELOAD.search(near):
        return "caseload"
    if kind == "case" or re.match(r"\s+(?:pieces?|examples?)\s+of\b", near):
        return "case"
    if SAYS.search(text, *sentence):
        return "respondent"
    if kind == "person":
        return "person"
    around = text[max(sentence[0], number[0] - 30) : number[0]]
    return "case" if re.search(r"\b(?:cases|assessments|plans|reviews)\b", around) else ""
