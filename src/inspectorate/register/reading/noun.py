"""What the words after a number say that it counts: cases, persons, organisations, or stretches of time."""

import re
from collections.abc import Iterator

#: Kind of thing -> its words. "Organisation" holds parts of a framework too: "four of the five units" and "two of the
#: five standards" are no share of cases.
WORDS_OF_KIND = {
    "case": "case cases assessment assessments plan plans review reviews report reports file files record records"
    " referral referrals order orders licence licences request requests interview interviews disposal disposals visit"
    " visits appointment appointments check checks enquiry enquiries enquires release releases sentence sentences"
    " homicides requirements",
    "person": "people person persons individual individuals staff respondent respondents practitioner practitioners"
    " officers managers child children victim victims family families parents carers woman women man men boys girls"
    " offenders prisoners residents volunteers trainees starters adults leavers colleagues members those spos pos psos"
    " pqips",
    "organisation": "pdu pdus unit units region regions service services area areas standard standards crc crcs"
    " division divisions office offices prison prisons court courts team teams question questions yot yots yos yoss yjs"
    " yjss partnership partnerships authority authorities council councils borough boroughs recommendation"
    " recommendations inspection inspections domain domains site sites premises aspect aspects rating ratings category"
    " categories force forces agency agencies provider providers hub hubs",
    "time": "minute minutes hour hours day days week weeks month months year years calendar working",
}
KIND_OF_WORD = {word: kind for kind, words in WORDS_OF_KIND.items() for word in words.split()}
COUNTED = ("case", "person")

VERB_WORDS = (
    "had has have were was are is did do does said felt reported showed contained received agreed stated told needed"
    " lacked identified responded demonstrated included involved could would"
)
VERBS = frozenset(VERB_WORDS.split())

WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|[.,;:()\"]")
REACH = 80


def words_after(text: str, start: int, end: int, most: int = 6) -> Iterator[str]:
    """The words that follow a position, in small letters, up to the first punctuation mark, which is the last."""
    for place, match in enumerate(WORD.finditer(text, start, min(end, start + REACH))):
        if place == most:
            return
        yield match[0].casefold()
        if not match[0][0].isalpha():
            return


def kind_after(text: str, start: int, end: int, most: int = 6) -> str | None:
    """The kind of thing that a number ending at ``start`` counts; None where no known noun follows before a verb."""
    for word in words_after(text, start, end, most):
        if word in KIND_OF_WORD:
            return KIND_OF_WORD[word]
        if word in VERBS:
            return None
    return None
