"""Which numbers belong together: a part and its total ("45 out of 95"), and one share said in two ways.

"Half (15 out of 32)" says one thing twice; "1,734 people, of which 1,132 ... and 602 ..." names a total and its parts.
Every look is at the words between two neighbouring numbers, so that the work grows as the text does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from inspectorate.register.reading.noun import COUNTED, KIND_OF_WORD, VERBS, kind_after, words_after

SPACE = r"\s{1,40}"
NEAR = 80
FAR = 400
#: Characters between two sentences that follow each other.
NEXT = 10

#: The highest scores of the frameworks: "26 out of 36" with nothing counted is a score.
MAXIMA = (21, 24, 27, 33, 36, 39)

DETERMINER = (
    r"(?:(?:the|all|our|its|these|those|this|remaining|relevant|eligible|inspected|other|a\s{1,9}total\s{1,9}of"
    rf"|a\s{{1,9}}sample\s{{1,9}}of){SPACE}){{0,3}}"
)
OUT_OF = re.compile(rf"{SPACE}(?:[a-z'-]{{1,20}}{SPACE}){{0,3}}?\(?out{SPACE}of{SPACE}{DETERMINER}", re.IGNORECASE)
OUT_OF_POSSIBLE = re.compile(
    rf"{SPACE}(?:[a-z'-]{{1,20}}{SPACE}){{0,3}}?out{SPACE}(?:of{SPACE})?(?:a{SPACE})?(?:possible{SPACE})?(?:of{SPACE})?{DETERMINER}",
    re.IGNORECASE,
)
OF = re.compile(rf"{SPACE}(?:(?:cases|people|staff){SPACE})?of{SPACE}{DETERMINER}", re.IGNORECASE)
IN = re.compile(rf"{SPACE}in{SPACE}(?:every{SPACE})?", re.IGNORECASE)
OUT_OF_EVERY = re.compile(rf"{SPACE}(?:out{SPACE})?of{SPACE}every{SPACE}", re.IGNORECASE)
SCORED = re.compile(
    r"\b(?:scor(?:e|es|ed|ing)|rat(?:ed|ing)|points?)\b[\s:]{1,9}(?:(?:of|is|was|at|just|only|a|an|as|from)\s{1,9}){0,3}$",
    re.IGNORECASE,
)
OF_SCORE = re.compile(r"\b(?:scor(?:e|es|ed|ing)|rating|rated)\b", re.IGNORECASE)
POINTS_AFTER = re.compile(rf"{SPACE}(?:[a-z-]{{1,20}}{SPACE}){{0,2}}(?:points?|marks?)\b", re.IGNORECASE)

#: "Of the 39 staff who ..., 28 had": what stands before a total that its parts follow.
LEADING = re.compile(
    rf"""(?:^|[,;:(]\s{{0,40}}|\band{SPACE}|\bthat{SPACE})["']?(?:out{SPACE})?of{SPACE}{DETERMINER}$""", re.IGNORECASE
)
#: "Of these, ...", "of which ...": what stands between a total and its parts.
REFERRING = re.compile(
    rf"\b(?:of|among|amongst){SPACE}(?:which|whom|these|those|them)\b(?:{SPACE}(?:cases|people|staff|respondents))?"
    rf"(?:\s{{0,9}},|{SPACE}(?=\S)(?!\w{{1,20}}ed\b))",
    re.IGNORECASE,
)
#: "14 of 16 (88 per cent)": a share is worked out, so things are counted.
PERCENT_NEXT = re.compile(r"\s{0,9}\(\s{0,9}(?:[\w-]{1,12}|[0-9.]{1,6})\s{0,9}(?:%|per\s{1,9}cent)", re.IGNORECASE)
CLOSED_OF = re.compile(rf"\s{{0,9}}\){SPACE}(?:out{SPACE})?of\b", re.IGNORECASE)
BRACKET_OF = re.compile(rf"\s{{0,9}}\){SPACE}(?:out{SPACE})?of{SPACE}{DETERMINER}", re.IGNORECASE)
OF_WHICH = re.compile(rf"{SPACE}of{SPACE}(?:which|whom)\b", re.IGNORECASE)
LINKS = frozenset(("to", "on", "for", "with", "from", "in", "as"))
RATED = re.compile(rf"{SPACE}['\"]?(?:outstanding|good|requir|inadequate)", re.IGNORECASE)
ANOTHER_PART = re.compile(
    r"(?:\band|\bwith|\bwhile|\bwhereas|\bbut|[;,])\s{1,40}"
    r"(?:(?:a|the|only|just|over|further|another|other|remaining)\s{1,9}){0,2}$",
    re.IGNORECASE,
)
OF_TOTAL = re.compile(rf"{SPACE}of{SPACE}{DETERMINER}", re.IGNORECASE)
TOTAL_WORD = re.compile(r"\b(?:total|caseload|altogether)\b", re.IGNORECASE)
AGED = re.compile(r"\b(?:aged?|between|to|and|or|-)\s{0,9}$", re.IGNORECASE)
TOTAL_OF = re.compile(r"\btotal\s{1,40}of\s{1,40}$", re.IGNORECASE)
SAME = re.compile(
    r"[^.;:()\[\]]{0,80}\(\s{0,9}"
    r"(?:(?:that is,?|i\.e\.,?|or|which is|equating to|around|approximately|about|just|only|over|under|nearly|almost)"
    r"\s{1,9}){0,3}",
    re.IGNORECASE,
)
OR = re.compile(r",?\s{1,9}(?:or|that is,?|equating to|equivalent to|which is)\s{1,9}", re.IGNORECASE)


@dataclass
class Found:
    """A number of the prose while its neighbours are looked at; then it becomes a ``Quantity``.

    ``total`` is the number of which this one is a part, ``same`` the one that says the same share in another way;
    ``sentence`` the span of the sentence. A total is ``consumed`` where it stands first for the sake of its parts: "of
    the 39 staff, 28" is one count, as "28 of the 39" is.
    """

    kind: str
    value: Fraction
    start: int
    end: int
    sentence: tuple[int, int]
    numerator: int | None = None
    denominator: int | None = None
    total: "Found | None" = None
    same: "Found | None" = None
    consumed: bool = False

    @property
    def whole(self) -> int | None:
        """The number as a count of things: that of an amount, or the part that a count counts."""
        if self.kind == "count":
            return self.numerator
        return int(self.value) if self.kind == "amount" and self.value.denominator == 1 else None


def counts_joined(text: str, found: Sequence[Found]) -> list[Found]:
    """The numbers, each "45 out of 95" or "three of the 36 cases" made one count, "one in four" one fraction.

    A score ("2 points out of 27") is another fact of the document, and left out.
    """
    joined: list[Found] = []
    for number in found:
        before = joined[-1] if joined else None
        whole = _joined(text, before, number) if before else None
        if before and not whole and _are_points(text, before, number):
            joined.pop()
        elif whole:
            joined[-1] = whole
        else:
            joined.append(number)
    return joined


def _joined(text: str, part: Found, total: Found) -> Found | None:
    gap = total.start - part.end
    if part.kind != "amount" or total.kind != "amount" or part.sentence != total.sentence or gap > NEAR:
        return None
    few, many = part.whole, total.whole
    if few is None or many is None or few > many or many < 1:
        return None
    ratio = Fraction(few, many)
    if _matches(OUT_OF_EVERY, text, part, total) or (_matches(IN, text, part, total) and _is_chance(text, few, total)):
        return Found("fraction", ratio, part.start, total.end, part.sentence)
    counted = _matches(OUT_OF, text, part, total) or (_matches(OF, text, part, total) and _counts_cases(text, total))
    if not counted or _are_points(text, part, total):
        return None
    return Found("count", ratio, part.start, total.end, part.sentence, few, many)


def _matches(pattern: re.Pattern[str], text: str, first: Found, second: Found) -> bool:
    return bool(pattern.fullmatch(text, first.end, second.start))


def _is_chance(text: str, few: int, total: Found) -> bool:
    """Whether "one in four", "six in 10" are chances; "two in six months" is none."""
    many = total.whole or 0
    usual = few < many and (many <= 10 or many in (12, 20, 50, 100))
    return usual and kind_after(text, total.end, total.sentence[1], 1) != "time"


def _are_points(text: str, part: Found, total: Found) -> bool:
    """Whether "2 out of 27" is a score: said to be one, or out of a framework's maximum with nothing counted."""
    start, end = part.sentence
    if total.sentence != part.sentence or total.start - part.end > NEAR or total.kind != "amount":
        return False
    out_of = OUT_OF_POSSIBLE.fullmatch(text, part.end, total.start)
    if not out_of:
        return False
    before = text[max(start, part.start - NEAR) : part.start]
    if "point" in out_of[0].casefold() or SCORED.search(before[-40:]) or POINTS_AFTER.match(text, total.end, end):
        return True
    return bool(OF_SCORE.search(before)) and total.whole in MAXIMA and kind_after(text, total.end, end) is None


def _counts_cases(text: str, total: Found) -> bool:
    """Whether "X of Y" counts cases or people, and not units or standards; without a noun a verb must follow."""
    if PERCENT_NEXT.match(text, total.end):
        return True
    for word in words_after(text, total.end, total.sentence[1], 8):
        if word in KIND_OF_WORD:
            return KIND_OF_WORD[word] in COUNTED
        if word in VERBS or word == ")":
            return True
    return False


def link_totals(text: str, found: Sequence[Found]) -> None:
    """Tell each part its total: "of the 39 staff, 28 had", "1,734 people, of which 1,132 ...", "half of the 196"."""
    previous: list[Found] = []
    sentence: list[Found] = []
    for number in found:
        if sentence and number.sentence != sentence[-1].sentence:
            _link_sentence(text, sentence, previous)
            previous, sentence = sentence, []
        sentence.append(number)
    if sentence:
        _link_sentence(text, sentence, previous)


def _link_sentence(text: str, sentence: list[Found], previous: list[Found]) -> None:
    total: Found | None = None
    last: Found | None = None
    for place, number in enumerate(sentence):
        before = sentence[place - 1] if place else None
        if before and before.kind in ("percentage", "fraction") and number.kind == "amount":
            before.total = number if _matches(OF_TOTAL, text, before, number) else before.total
        if _leads(text, number):
            total, last = number, None
            continue
        referred = _referred(text, number, sentence[max(0, place - 3) : place], previous)
        if referred:
            total, last = referred, None
        if total and (referred or _follows(text, number, total, last)) and _made_part(text, number, total):
            total.consumed = total.consumed or (number.kind == "count" and _leads(text, total))
            last = number
        elif place >= 2:
            _account(text, *sentence[place - 2 : place + 1])
            _divide(text, *sentence[place - 2 : place + 1])


def _leads(text: str, number: Found) -> bool:
    """Whether a total stands first and its parts follow: "Out of 45 cases where ...", "of the 39 staff who ..."."""
    start, end = number.sentence
    before = text[max(start, number.start - NEAR) : number.start]
    if number.kind != "amount" or not number.whole or not LEADING.search(before):
        return False
    return kind_after(text, number.end, end) not in (None, "time")


def _referred(text: str, number: Found, earlier: list[Found], previous: list[Found]) -> Found | None:
    """The total that "of these" or "of which" before a number refers to: in the sentence, or in the one before."""
    if OF_WHICH.match(text, number.end):
        near = earlier and number.start - earlier[-1].end < NEAR and "," in text[earlier[-1].end : number.start]
        return earlier[-1] if near and earlier[-1].whole else None
    start = earlier[-1].end if earlier else number.sentence[0]
    start = max(start, number.start - NEAR)
    referring = REFERRING.search(text, start, number.end)
    if not referring or referring.end() > number.start:
        return None
    if earlier:
        clause = text[max(0, referring.start() - 9) : referring.start()].rstrip()
        return next((each for each in reversed(earlier) if each.whole), None) if clause[-1:] in ",;:(-" else None
    if referring.start() > number.sentence[0] + 15:
        return None
    wholes = [each for each in previous[-8:] if each.whole and number.sentence[0] - each.sentence[1] <= NEXT]
    said = [each for each in wholes if TOTAL_OF.search(text[max(0, each.start - 30) : each.start])]
    counted = [each for each in wholes if kind_after(text, each.end, each.sentence[1]) not in (None, "time")]
    likely = said or counted
    return likely[-1] if likely else None


def _follows(text: str, number: Found, total: Found, last: Found | None) -> bool:
    """Whether a number after a total that stands first is a part of it, the first one or a further one."""
    if number.sentence != total.sentence and last is None:
        return False
    since = last.end if last else total.end
    if number.start - since > FAR or number.start <= total.start:
        return False
    next_word = next(words_after(text, number.end, number.sentence[1]), "")
    if last is None:
        return "," in text[since : number.start] or next_word in VERBS
    another = ANOTHER_PART.search(text[max(since, number.start - 60) : number.start])
    return bool(another) and (
        number.kind != "amount" or next_word in VERBS | LINKS or bool(RATED.match(text, number.end))
    )


def _made_part(text: str, number: Found, total: Found) -> bool:
    """Tell a number its total, and make it a count where cases or people are counted; False where it cannot be."""
    if number.kind == "count" or number is total or total.whole is None:
        return False
    of_what = kind_after(text, total.end, total.sentence[1])
    if number.kind == "amount":
        what = kind_after(text, number.end, number.sentence[1], 3)
        if number.whole is None or number.whole > total.whole or what not in (None, of_what or what) or what == "time":
            return False
        if of_what in COUNTED:
            _make_count(number, number.whole, total.whole)
    number.total = total
    return True


def _make_count(number: Found, numerator: int, denominator: int) -> None:
    number.kind, number.value = "count", Fraction(numerator, denominator)
    number.numerator, number.denominator = numerator, denominator


def _account(text: str, first: Found, part: Found, percent: Found) -> None:
    """Make "2,380 (15 per cent) of the cases" a count of the total said before it, "the total caseload is 15,372"."""
    total = first if first.kind == "amount" and _is_bracketed(text, part, percent) else None
    if total and TOTAL_WORD.search(text, max(total.sentence[0], total.start - NEAR), total.start):
        _make_part_of(text, part, percent, total)


def _divide(text: str, part: Found, percent: Found, total: Found) -> None:
    """Make "12 (40 per cent) of the 30 cases" a count."""
    if total.kind != "amount" or not total.whole or not _is_bracketed(text, part, percent):
        return
    if BRACKET_OF.fullmatch(text, percent.end, total.start) and _counts_cases(text, total):
        _make_part_of(text, part, percent, total)
        total.consumed = part.kind == "count"


def _is_bracketed(text: str, part: Found, percent: Found) -> bool:
    near = percent.start - part.end < 20
    return near and percent.kind == "percentage" and text[part.end : percent.start].strip() == "("


def _make_part_of(text: str, part: Found, percent: Found, total: Found) -> None:
    many, few = total.whole, part.whole
    if part.kind == "amount" and many and few and few <= many and CLOSED_OF.match(text, percent.end):
        _make_count(part, few, many)
        part.total = total


def link_same(text: str, found: Sequence[Found]) -> None:
    """Tell a number in brackets which one before it says the same: "half (15 out of 32)", "2,380 (15 per cent)"."""
    for before, number in pairwise(found):
        if before.sentence == number.sentence and number.start - before.end <= NEAR + 20 and number.kind != "amount":
            if before.same and re.fullmatch(r"\s{0,9}[;,]\s{0,9}(?:or\s{1,9})?", text[before.end : number.start]):
                number.same = before.same
            elif _says_the_same(text, before, number):
                number.same = before.same or before


def _says_the_same(text: str, before: Found, number: Found) -> bool:
    if before.kind == number.kind or (before.kind == "amount" and number.kind == "fraction"):
        return False
    gap = text[before.end : number.start]
    if before.kind == "amount" and number.kind == "count":
        return before.whole == number.numerator and bool(SAME.fullmatch(gap))
    if not (SAME.fullmatch(gap) or OR.fullmatch(gap)):
        return False
    if before.kind == "amount" and not _is_counted(text, before, gap):
        return False
    words = set(gap.casefold().split())
    return not words & {"were", "was", "are", "is", "had", "has", "have"} or bool(
        words & {"who", "that", "where", "we"}
    )


def _is_counted(text: str, before: Found, gap: str) -> bool:
    """Whether an amount before a bracket counts cases or people: "183 cases (four per cent)", not "aged 15 to 17"."""
    if len(gap) > 40 or "," in gap:
        return False
    aged = AGED.search(text[max(before.sentence[0], before.start - 30) : before.start])
    bare = gap.strip() == "(" and not aged
    return bare or kind_after(gap, 0, len(gap)) in COUNTED
