"""What in someone's words may tell who they or others are: hints for the person who checks them, and no more.

A hint is drawn from the look of a word or from a list of names. It misses names that are ordinary words and are not on
the list, and whatever a story tells by itself; what it finds may be harmless. So a person reads every text.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from inspectorate.language import gettext as _
from inspectorate.sampling.person import plain

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("e-mail address", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("web address or account", re.compile(r"https?://\S+|www\.\S+|(?<!\w)@\w{2,}")),
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)),
    ("phone number", re.compile(r"(?<!\w)(?:\+44|0)[\d ()-]{8,14}\d(?!\w)")),
    ("date", re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b")),
    (
        "date",
        re.compile(
            r"\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b(?: \d{4})?",
            re.IGNORECASE,
        ),
    ),
    (
        "case reference",
        re.compile(r"\b(?=[A-Z0-9/-]*\d)[A-Z]{1,3}\d{2,}[A-Z]?\b|\b\d{2,4}/\d{4,7}[A-Z]\b", re.IGNORECASE),
    ),
    ("long number", re.compile(r"\b\d{6,}\b")),
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|Sgt|Judge)\.? [A-Z][\w’'-]+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
#: Capitals that tell of nobody: the start of a sentence aside, these stand in many answers.
_HARMLESS = frozenset(
    {
        *("i", "i'm", "i’m", "i've", "i’ve", "i'll", "i’ll", "i'd", "i’d", "ok", "it", "hr", "uk", "covid"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "english", "british"),
        *("pdu", "po", "pso", "spo", "hmip", "hmpps", "moj", "mappa", "rosh", "oasys", "ndelius", "pss", "edi"),
    }
)


#: In how many names of one kind, or more, a word that more than half of them share is part of what they are called by:
#: "Practitioner" of "Practitioner 07", the "Team" of teams. It tells nobody apart. The number is assumed.
MANY = 10


@dataclass(frozen=True, order=True)
class Hint:
    """A stretch of a text, from ``start`` to before ``end``, and what it may be."""

    start: int
    end: int
    kind: str


def hints(text: str, known: Collection[str] = ()) -> tuple[Hint, ...]:
    """Every stretch of a text to look at, in order and apart from each other; ``known`` are names and references.

    Of a known name of several words each word is looked for, those of one or two letters not.
    """
    words = {plain(word) for name in known for word in re.split(r"[^\w’'/-]+", name) if len(word) > 2}
    found: list[Hint] = []
    for each in (*_shaped(text), *_known(text, words), *_capitalised(text)):
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
    return tuple(sorted(found))


def telling(names: Collection[str]) -> frozenset[str]:
    """Names of one kind without the words that more than half of them share, where there are ``MANY`` of them.

    The first names of people are given once for each of them, so that a word is shared that half of the people bear.
    """
    parts = [name.split() for name in names]
    borne = Counter(plain(word) for each in parts for word in set(each))
    shared = {word for word, times in borne.items() if len(parts) >= MANY and 2 * times > len(parts)}
    kept = (" ".join(word for word in each if plain(word) not in shared) for each in parts)
    return frozenset(name for name in kept if name)


def _shaped(text: str) -> Iterator[Hint]:
    for kind, shape in _SHAPES:
        yield from (Hint(match.start(), match.end(), kind) for match in shape.finditer(text))
    yield from (Hint(match.start(), match.end(), "name") for match in _TITLED.finditer(text))


def _known(text: str, words: set[str]) -> Iterator[Hint]:
    for match in re.finditer(r"[\w’'/-]+", text):
        if plain(re.sub(r"[’']s$", "", match[0])) in words:
            yield Hint(match.start(), match.end(), _("name or reference in the caseload"))


def _capitalised(text: str) -> Iterator[Hint]:
    """Words with a capital inside a sentence."""
    for match in _WORD.finditer(text):
        before = text[: match.start()].rstrip(" \t\"'“‘(")
        begins = not before or before[-1] in ".!?:;\n•-–"
        if match[0][0].isupper() and not begins and match[0].casefold() not in _HARMLESS:
            yield Hint(match.start(), match.end(), _("capital: a name or a place?"))
