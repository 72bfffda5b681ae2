"""Numbers as documents write them: in words ("one hundred and two") or figures ("1,734"), whole, decimal or a share.

A footnote's digit that the text layer of a PDF glued to a figure or a word is a mark, never part of the number:
"15,3723" is 15,372 with the mark 3, and "27 per cent2" holds one number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

UNIT_WORDS = "one two three four five six seven eight nine"
TEEN_WORDS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
PARTS = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
GLYPHS = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅛": Fraction(1, 8),
}
GLYPH = f"[{''.join(GLYPHS)}]"
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "k": 1000, "m": 10**6, "bn": 10**9}
CARDINALS = {
    "zero": 0,
    "a": 1,
    **{word: number for number, word in enumerate(f"{UNIT_WORDS} {TEEN_WORDS}".split(), start=1)},
    **{word: 10 * number for number, word in enumerate(TEN_WORDS.split(), start=2)},
}

SPACE = r"\s{1,40}"
JOIN = rf"(?:-\s?|{SPACE})"
UNIT, TEEN, TEN = (f"(?:{words.replace(' ', '|')})" for words in (UNIT_WORDS, TEEN_WORDS, TEN_WORDS))
SMALL = rf"(?:{TEN}(?:{JOIN}{UNIT}(?!\w))?|{TEEN}|{UNIT})"
HUNDREDS = rf"(?:{SMALL}|a){SPACE}hundred(?:{SPACE}(?:and{SPACE})?{SMALL}(?!\w))?"
THOUSANDS = rf"(?:{HUNDREDS}|{SMALL}|a){SPACE}thousand(?:,?{SPACE}(?:and{SPACE})?(?:{HUNDREDS}|{SMALL})(?!\w))?"
MILLIONS = rf"(?:{HUNDREDS}|{SMALL}|a){SPACE}(?:million|billion)"
PART_OF_MILLION = rf"(?:half|a{SPACE}quarter{SPACE}of|three{JOIN}quarters{SPACE}of){SPACE}a{SPACE}million"
DOZENS = rf"(?:half{SPACE}a|{SMALL}|a){SPACE}dozen"
ORDINAL = r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|off|out|stop|way|fold|sided|size|to)(?!\w)"
WORDS = rf"(?:{MILLIONS}|{THOUSANDS}|{HUNDREDS}|{DOZENS}|{SMALL}|zero)(?:{SPACE}and{SPACE}a{SPACE}(?:half|quarter))?"
WHOLE = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}"
FIGURES = (
    rf"(?:{WHOLE}|[0-9]{{1,9}})(?:\.[0-9]{{1,6}}|{GLYPH})?"
    rf"(?:{SPACE}(?:hundred|thousand|million|billion)(?!\w)|(?:m|bn|k)(?!\w)|{SPACE}and{SPACE}a{SPACE}half(?![\w-]))?"
)
NUMBER = re.compile(
    rf"""(?<![\w@])(?:
        (?<!\w-)(?P<million>{PART_OF_MILLION})(?!\w)
        |(?<!\w-)(?P<share>(?:{UNIT}|[2-9]){JOIN}(?:thirds|{"|".join(f"{part}s" for part in PARTS[2:])})
            |(?:one|a|1){JOIN}(?:{"|".join(PARTS[1:])})|half|{GLYPH})(?![\w-])(?!{SPACE}a{SPACE}dozen)
        |(?<!\w-)(?P<words>{WORDS})(?!\w)(?!{ORDINAL})
        |(?<![#/:&+=.,)\]\\^~])(?<!\w['"])(?<![.,!?;:]['"])(?:(?<!\w-)|(?<=[0-9]-))
            (?:(?P<marked>{WHOLE})(?P<mark>[0-9]{{1,2}})|(?P<figures>{FIGURES}))(?![\w@{"".join(GLYPHS)}])(?![.,:/][0-9])
    )""",
    re.IGNORECASE | re.VERBOSE,
)

#: "A third of", "half the", "a quarter (25 per cent)": what follows a share; "a third party" is none.
OF_SOMETHING = re.compile(
    rf"\s{{0,40}}[(.;:)]|{SPACE}(?:of|the|all|as|were|was|are|is|had|have|has|did|do|said|felt|reported|agreed|told)\b",
    re.IGNORECASE,
)
#: "Half a day", "a quarter of the year", "half of 2023": a stretch of time is no share.
OF_TIME = re.compile(
    rf"{SPACE}(?:of{SPACE})?(?:an?{SPACE}|the{SPACE}|one{SPACE}|each{SPACE})?"
    r"(?:financial|calendar|hours?|days?|weeks?|months?|years?|terms?|way|times?|(?:19|20)[0-9]{2})\b",
    re.IGNORECASE,
)
#: "The second half", "the last three quarters", "once a quarter": what goes before a stretch of time.
TIME_BEFORE = re.compile(
    r"\b(?:first|second|latter|other|former|better|last|past|previous|next|final|an?|one|once|twice|times|per)\s+$",
    re.IGNORECASE,
)
#: "More than half", "nearly half": the share stands whatever follows it.
LOOSENED = re.compile(r"\b(?:than|over|under|nearly|almost|about|around|only|just|by)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class WrittenNumber:
    """A number and where it stands: characters ``start`` to ``end``, without the footnote's ``mark`` glued to it.

    ``share`` says that it is a share of something ("two thirds"); ``words`` that it is written in words.
    """

    start: int
    end: int
    value: Fraction
    share: bool = False
    words: bool = False
    mark: int | None = None


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenNumber]:
    """Every number that stands between two positions, in order.

    Digits inside a name or a code ("Covid-19", "M3", "7/24", "3.1.2") are not numbers.
    """
    for match in NUMBER.finditer(text, start, len(text) if end is None else end):
        first, last = match.span()
        if match["share"]:
            if _is_share(text, first, last):
                yield WrittenNumber(first, last, value_of(match["share"]), share=True, words=True)
        elif match["words"] or match["million"]:
            yield WrittenNumber(first, last, value_of(match[0]), words=True)
        elif match["mark"]:
            yield WrittenNumber(first, match.end("marked"), value_of(match["marked"]), mark=int(match["mark"]))
        elif match["figures"][-1] not in "mMnNkK" or text[first - 1 : first] in ("£", "$", "€"):
            yield WrittenNumber(first, last, value_of(match["figures"]))


def value_of(written: str) -> Fraction:
    """The value of a number in words or figures, or of a share. Words that are no number count nothing."""
    words = re.findall(rf"[a-z]+|[0-9][0-9,]*(?:\.[0-9]+)?|{GLYPH}", written.casefold())
    if words[-1:] == ["dozen"]:
        several = value_of(" ".join(word for word in words[:-1] if word != "a"))
        return 12 * (several or Fraction(1))
    if words[-2:] == ["a", "million"] and len(words) > 2:
        return value_of(" ".join(word for word in words[:-2] if word != "of")) * 10**6
    part = words[-1].removesuffix("s") if words else ""
    if part not in PARTS:
        return _cardinal(words)
    share = Fraction(1, PARTS.index(part) + 2)
    if "and" in words:
        return _cardinal(words[: words.index("and")]) + share
    return (_cardinal(words[:-1]) or Fraction(1)) * share


def _cardinal(words: list[str]) -> Fraction:
    total, current = Fraction(0), Fraction(0)
    for word in words:
        if word in SCALES:
            current = (current or Fraction(1)) * SCALES[word]
            if SCALES[word] > 100:
                total, current = total + current, Fraction(0)
        elif word[0].isdigit():
            current += Fraction(word.replace(",", ""))
        else:
            current += GLYPHS.get(word, Fraction(CARDINALS.get(word, 0)))
    return total + current


def _is_share(text: str, start: int, end: int) -> bool:
    """Whether "half" or "a third" is a share of something, and not an ordinal or a stretch of time."""
    before = text[max(0, start - 20) : start]
    if OF_TIME.match(text, end) or TIME_BEFORE.search(before):
        return False
    plural = text[start:end].casefold().endswith("s")
    return plural or bool(LOOSENED.search(before)) or bool(OF_SOMETHING.match(text, end))
