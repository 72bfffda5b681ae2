"""Whether a sentence says of a number that something was so, or that it was not."""

import re

Span = tuple[int, int]

NEGATIVE = re.compile(
    r"""\b(?:not|n't|cannot|never|neither|nor|without|insufficient(?:ly)?|insufficiencies|ineffective(?:ly)?|absent
    |absence|missing|incomplete|fail(?:s|ed|ing|ure|ures)?|lack(?:s|ed|ing)?|poor(?:ly)?|unable|inaccurate
    |inappropriate(?:ly)?|unsuitable|unmanageable|disagreed?|unsafe|weak|too\s+(?:few|little)
    |(?<!['"])no(?=\s+[a-z])(?!\s+(?:more|fewer|less)\s+than))\b
    |n't\b""",
    re.IGNORECASE | re.VERBOSE,
)
POSITIVE = re.compile(
    r"""\b(?:sufficient(?:ly)?|effective(?:ly)?|appropriate(?:ly)?|adequate(?:ly)?|successful(?:ly)?|good
    |occurr(?:ed|ing)|satisfactor(?:y|ily)|happen(?:ed|ing)|well|met|agreed|achieved)\b""",
    re.IGNORECASE | re.VERBOSE,
)
CLAUSE = re.compile(r"[,;:]|\s-\s|\b(?:but|while|whereas|although|and\s+(?:this|these|only|just))\b", re.IGNORECASE)
#: What turns a word that says "so" into one that says "not": "not sufficient", "never appropriate", "no effective".
TURNED = re.compile(r"\b(?:not|n't|never|neither|no|nor|without|hardly|rarely)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def polarity(text: str, sentence: Span, number: Span) -> str:
    """ "yes", "no", or "either" where it cannot be told.

    What stands in the clause of the number decides, the nearest word first. Where only another clause says that
    something was not, as "links were insufficient, with this occurring in just 38 per cent", either may be meant.
    """
    clause = _clause(text, sentence, number)
    near = _nearest(text, clause, number)
    if near:
        return near
    return "either" if _nearest(text, sentence, number) == "no" else "yes"


def _clause(text: str, sentence: Span, number: Span) -> Span:
    starts = [match.end() for match in CLAUSE.finditer(text, sentence[0], number[0])]
    end = CLAUSE.search(text, number[1], sentence[1])
    return (starts[-1] if starts else sentence[0]), (end.start() if end else sentence[1])


def _nearest(text: str, span: Span, number: Span) -> str:
    """The side that the word nearest to the number takes; "" without one."""
    found: list[tuple[int, str]] = []
    for match in NEGATIVE.finditer(text, *span):
        if number[0] <= match.start() < number[1]:
            continue
        found.append((_apart(match.span(), number), "no"))
    for match in POSITIVE.finditer(text, *span):
        turned = TURNED.search(text[max(span[0], match.start() - 40) : match.start()])
        found.append((_apart(match.span(), number), "no" if turned else "yes"))
    return min(found)[1] if found else ""


def _apart(span: Span, number: Span) -> int:
    return number[0] - span[1] if span[1] <= number[0] else span[0] - number[1]
