"""Claims that are words for shares: most, the majority, almost all, none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from inspectorate.language import gettext as _
from inspectorate.report.claims.group import covers, named
from inspectorate.report.claims.judging import Judged, held
from inspectorate.report.claims.matching import SURE, Candidate, Wanted, candidates, of_others
from inspectorate.report.claims.number import Number
from inspectorate.report.claims.phrase import phrase, population, with_before
from inspectorate.report.claims.polarity import polarity
from inspectorate.report.claims.reader import Reader, Span
from inspectorate.report.claims.subject import Subjects
from inspectorate.report.claims.value import told
from inspectorate.report.share import WORDS, share_words
from inspectorate.report.statistic import Statistic
from inspectorate.report.wording import per_cent

#: Of what a word for a share must speak to be a claim: "the most pronounced" is none.
CASES = r"(?:cases|assessments|plans|reviews|reports|records|referrals|requests|visits)"
PEOPLE = (
    r"(?:people|persons|individuals|respondents|staff|practitioners|officers|managers|SPOs|POs|PSOs|trainees|women|men)"
)
ONE = r"(?:case|assessment|plan|review|report|record|referral)"
_OF = r"\s+(?:of\s+(?:the|these|those|our)\s+)?(?:[\w-]+\s+){0,2}?"
PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (
            rf"\b(?:almost|nearly|virtually|practically)\s+(?:all(?={_OF}(?:{CASES}|{PEOPLE})\b)|every(?:one|body)\b"
            r"|every\s+case\b)",
            "almost all",
        ),
        (r"\b(?:the\s+|a\s+)?(?:vast|large|great|overwhelming|huge)\s+majority(?=\s+of\b)", "large majority"),
        (r"\b(?:the\s+|a\s+)?(?<!vast )(?<!large )(?<!great )majority(?=\s+of\b)", "most"),
        (rf"(?<!the )\bmost(?={_OF}(?:{CASES}|{PEOPLE})\b)(?!\s+\w+ly\b)", "most"),
        (r"\ba\s+(?:small\s+)?minority(?=\s+of\b)", "minority"),
        (rf"(?<!a )(?<!too )\b(?:very\s+)?few(?=\s+(?:of\s+(?:the|these)\s+)?(?:{CASES}|respondents)\b)", "few"),
        (
            rf"\bnone(?=\s+of\s+(?:the|these|those)\s+(?:[\w-]+\s+){{0,2}}(?:{CASES}|{PEOPLE})\b)|\bno(?=\s+cases\b)"
            rf"|\b(?:no|not\s+a\s+single|not\s+one)(?=\s+(?:relevant\s+)?(?:case|assessment)\b)|\b{CASES}\s+(?:were\s+)?never\b",
            "none",
        ),
        (
            rf"\b(?:hardly\s+any|a\s+handful\s+of|a\s+couple\s+of)(?=\s+(?:of\s+)?(?:the\s+|these\s+)?(?:{CASES}|respondents)\b)"
            rf"|\b{CASES}\s+(?:were\s+)?rarely\b",
            "few",
        ),
        (rf"\bthe\s+bulk(?=\s+of\s+(?:the\s+|these\s+)?(?:{CASES}|{PEOPLE})\b)", "most"),
        (
            rf"(?<!almost )(?<!nearly )(?<!not )\b(?:every|each)(?=\s+(?:relevant\s+|inspected\s+)?(?!case\b){ONE}\b)",
            "all",
        ),
        (
            rf"(?<!almost )(?<!nearly )(?<!not )(?<!of )\ball(?=\s+(?:of\s+the\s+)?(?:(?:relevant|inspected|the)\s+)?"
            rf"(?:{CASES}|respondents)\b)|\bevery(?=\s+(?:relevant\s+)?case\b)",
            "all",
        ),
    )
)
#: A number in brackets behind a word: "most people (83 per cent)".
BRACKET_WITHIN = 70


@dataclass(frozen=True)
class Word:
    """A word for a share: where it stands, its sentence, which one it is, and what it may speak of."""

    span: Span
    sentence: Span
    block: int
    word: str
    found: tuple[Candidate, ...] = ()
    side: str = "yes"

    def fits(self, statistic: Statistic) -> bool | None:
        """Whether a statistic is what the word says."""
        share = statistic.share
        return None if share is None else WORDS[self.word].holds(share * 100)

    def right(self, statistic: Statistic) -> str:
        """What could be said instead."""
        share = statistic.share
        return told(statistic) if share is None else f"{share_words(share)}, {per_cent(share)}"


def words(reader: Reader, subjects: Subjects, numbers: Sequence[Number]) -> list[tuple[Word, Judged]]:
    """Every word for a share with what comes of it; with a number in brackets behind it, it is held against that."""
    found = []
    for word in _found(reader):
        beside = _beside(reader, word, numbers)
        if beside is None:
            word = _placed(reader, word, subjects, numbers)
            found.append((word, held(word.fits, word.side, word.found, word.right, SURE)))
        elif not WORDS[word.word].holds(beside):
            why = _("It does not say what stands beside it: {percent} per cent.").format(percent=round(float(beside)))
            found.append((word, Judged("false", why, (), share_words(beside / 100))))
    return found


def _found(reader: Reader) -> Iterator[Word]:
    for index, block in reader.prose():
        for pattern, word in PATTERNS:
            for match in pattern.finditer(reader.clean, block.start, block.end):
                start, end = match.span()
                if not reader.is_said(start) and not reader.text.key_at(start, end):
                    yield Word((start, end), reader.sentence(index, start), index, word)


def _beside(reader: Reader, word: Word, numbers: Sequence[Number]) -> Fraction | None:
    """The share, in per cent, that stands in brackets behind a word; None without one."""
    for number in numbers:
        near = word.span[1] <= number.span[0] <= word.span[1] + BRACKET_WITHIN
        if not near or number.sentence != word.sentence or number.quantity.kind not in ("percentage", "count"):
            continue
        if reader.clean[word.span[1] : number.span[0]].rstrip().endswith("("):
            value = number.quantity.value
            return value if number.quantity.kind == "percentage" else value * 100
    return None


def _placed(reader: Reader, word: Word, subjects: Subjects, numbers: Sequence[Number]) -> Word:
    """A word with the statistics of which it may speak."""
    others = [number.span for number in numbers if number.sentence == word.sentence]
    said = phrase(reader.clean, word.sentence, word.span, others)
    said = with_before(said, reader.clean, word.sentence, reader.before(word.block, word.sentence))
    whom = population(reader.clean, word.sentence, word.span)
    wanted = Wanted(said, "share", whom, reader.standard(word.block))
    groups = named(reader.clean, word.sentence, word.span, others)
    near = [each if covers(each.subject.yes, groups) else of_others(each) for each in candidates(wanted, subjects)]
    # "No assessment was sufficient": the word itself says how many, and turns nothing besides.
    start, end = word.span
    rest = f"{reader.clean[:start]}{' ' * (end - start)}{reader.clean[end:]}"
    return replace(word, found=tuple(near), side=polarity(rest, word.sentence, word.span))
