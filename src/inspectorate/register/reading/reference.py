"""Numbers that count nothing: dates, clock times, sections and standards, scores, addresses, telephones, names."""

import re
from collections.abc import Iterator

from inspectorate.register.reading.number import SMALL

GAP = r"\s{1,40}"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
DAY = r"[0-3]?[0-9](?:\s{0,9}(?:st|nd|rd|th)\b)?"
YEAR = r"(?:19|20)[0-9]{2}"
YEAR_AND_MARK = rf"{YEAR}[0-9]{{0,2}}(?![0-9])"
#: What a figure from 1900 to 2099 counts, where it is no year.
THINGS = r"(?:people|persons|individuals|cases|staff|hours|children|adults|offenders|prisoners|orders|requests)\b"
#: What shows that a figure after a name counts after all: "level 20 per cent", "standards 11 were".
SHARE = rf"(?:%|{GAP}(?:per{GAP}?cent|out|of)\b)"
COUNTS = rf"(?:%|{GAP}(?:per{GAP}?cent|out|of|were|was|had|have|are|did)\b)"

DATES = rf"""
      \b{DAY}(?:\s{{0,40}}(?:-|,|to\b|and\b|&)\s{{0,40}}{DAY}){{0,3}}{GAP}(?:of{GAP})?{MONTH}
        (?:,?{GAP}{YEAR_AND_MARK})?(?:,?{GAP}(?:at{GAP})?[0-2]?[0-9][.:][0-5][0-9]\b)?
    | \b{MONTH}{GAP}{DAY}(?![0-9])(?:,?{GAP}{YEAR_AND_MARK}|(?=[.,;)]))
    | \b{MONTH},?{GAP}{YEAR_AND_MARK}
    | \b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day{GAP}{DAY}\b(?!{COUNTS})
    | \b[0-3]?[0-9][/.-][01]?[0-9][/.-](?:{YEAR}|[0-9]{{2}})\b
    | \b{YEAR}-[01][0-9]-[0-3][0-9]\b
    | (?<![0-9,.£$€]){YEAR}\s{{0,3}}[-/]\s{{0,3}}(?:{YEAR}|[0-9]{{2}})\b(?![,.]?[0-9])
    | \b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil){GAP}{YEAR_AND_MARK}(?!,[0-9]|%|{GAP}(?:{THINGS}|per{GAP}?cent))
    | (?<![0-9,.£$€]){YEAR}(?:\.[0-9]{{1,2}})?(?![0-9%½¼¾]|,[0-9]{{3}}|{GAP}(?:{THINGS}|per{GAP}?cent))
    | \b[0-2]?[0-9](?:[.:][0-5][0-9])?\s{{0,3}}(?:[ap]\.?m\b|noon\b|o'clock\b)
    | \b(?:[01]?[0-9]|2[0-3]):[0-5][0-9]\b
    | \b0[0-9]\.[0-5][0-9]\b"""

#: Words before a number that makes a name of both: "domain two", "Tier 3", "MAPPA levels 2 and 3", "standard 2.1".
BY_WORD = r"domain|annexe?|appendix|level|tier|phase|stage|chapter|section|part|schedule|category|type|module|step"
BY_FIGURE = (
    rf"{BY_WORD}|standard|paragraph|para\.?|page|pp?\.|rule|article|regulation|figure|table|footnote|version|edition"
    r"|round|cohort|grade|band|wave|question|recommendation|no\.|number|reference|circular|instruction|strand|theme"
    r"|principle|objective|(?:in|by|of|from)\s{1,9}(?:day|week|year)|windows|covid"
)
PART = r"[0-9]{1,4}(?:\.[0-9]{1,2}){0,2}\b"
NAMES = rf"""
      \b(?i:{BY_WORD}){GAP}(?i:{SMALL})\b(?!{SHARE})
    | \b(?:(?i:{BY_FIGURE}){GAP}{PART}(?!,[0-9]{{3}}|{SHARE})|(?i:{BY_FIGURE})s{GAP}{PART}(?!,[0-9]{{3}}|{COUNTS}))
        (?:(?:,|{GAP}(?:and|to|or|&)|\s?-)\s{{0,40}}{PART}(?!,[0-9]{{3}}|{COUNTS})){{0,6}}
    | \b[PR]\s?[0-9]\.[0-9](?:\.[0-9])?\b
    | \b[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{2,4}}\b
    | \b[0-9]\.[0-9]{{1,2}}{GAP}standards?\b
    | \b[0-9]{{1,4}}\s?/\s?[0-9]{{1,4}}\b
    | \b[0-9]{{1,2}}{GAP}-{GAP}(?=[A-Z][a-z])
    | \b[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?\s?[kKMG]B\b
    | \b[A-Za-z0-9]{{1,6}}-point{GAP}(?:rating{GAP})?scale\b
    | \[[0-9]{{1,3}}\]
    | \b[0-9]{{1,4}}\s{{1,40}}(?:st|nd|rd|th)\b
    | ^[ \t]*[0-9]\.[0-9]{{1,2}}\.?(?=[ \t]{{1,40}}[A-Z]|[ \t]*$)
    | ^[ \t]*[0-9]{{1,3}}[ \t]*$"""

ROAD = (
    r"(?:Street|Road|Rd|Avenue|Ave|Lane|House|Way|Place|Square|Court|Close|Drive|Row|Gate|Park|Floor|France|Terrace"
    r"|Colonnade|Crescent|Quay|Wharf|Hill|Green|Building|Centre|Bridge|Walk|Parade|Gardens|Mews)\b"
)
ADDRESSES = rf"""
      \bISBN[-:\s0-9X]{{10,30}}
    | \b97[89]-[0-9-]{{10,14}}
    | (?<![\w.,])\+[0-9]{{2}}\s?\(?0?\)?\s?[0-9]{{2,4}}\s?[0-9]{{3,4}}\s?[0-9]{{3,4}}\b
    | (?<![\w.,])\(?0[0-9]{{2,4}}\)?\s?[0-9]{{3,4}}(?:\s?[0-9]{{3,4}}){{0,2}}\b
    | \b[0-9]{{1,4}}[A-Za-z]?,?{GAP}(?:[A-Z][a-z']{{1,20}}{GAP}){{1,3}}{ROAD}"""

#: None of them begins with a letter within a word, which is where most characters of a text stand.
BEGINS = r"(?=\b|[^A-Za-z])"
REFERENCE = re.compile(f"{BEGINS}(?:{DATES} | {NAMES} | {ADDRESSES})", re.VERBOSE | re.MULTILINE)


def references(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between two positions whose numbers count nothing, in order."""
    for match in REFERENCE.finditer(text, start, end):
        yield match.span()
