"""Style checks of what authors write: plain words, per cent in words, acronyms explained once, no endless sentences.

Advice, never a bar: nothing here stops a document. What numbers say is checked by claims.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from inspectorate.framework.document import read_yaml
from inspectorate.framework.entry import Entry, Sourced
from inspectorate.language import gettext as _

PRODUCT = Path(__file__).with_name("style.yaml")

_PERCENT = re.compile(r"(\d[\d.,]*)\s?(?:%|percent\b)")
_ACRONYM = re.compile(r"(?<![\w{:])([A-Z][A-Za-z]*[A-Z])(s?)\b(?![:}])")
_EXPLAINED = re.compile(r"[\w’'-]+(?:[ /-][\w’',&-]+)*\s+\(([A-Z][A-Za-z]*[A-Z])s?\)")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\d)[^.!?\n]*)*[.!?]?")
_FIGURE = re.compile(r"(?<![\w.,£/|{:-])([1-9])(?![\w.,:/|%-]| ?per cent|\.\d)(?= [a-z])")
_IN_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Wordlist(Sourced):
    """Words and what to write instead."""

    instead: dict[str, str]


class Sentence(Sourced):
    """How long a sentence may be."""

    longest: Annotated[int, Field(ge=10)]


class Acronyms(Sourced):
    """Acronyms that need no explanation, and words in capitals that are none."""

    known: tuple[str, ...]
    words: tuple[str, ...] = ()


class Style(Entry):
    """What is looked for."""

    plain_words: Wordlist
    people: Wordlist
    sentence: Sentence
    acronyms: Acronyms


@dataclass(frozen=True)
class Remark:
    """A place in the text, from ``start`` to ``end`` on a ``line`` from 1, what is wrong there and how to mend it."""

    rule: str
    start: int
    end: int
    line: int
    problem: str
    mend: str


@cache
def product_style() -> Style:
    """The style that comes with the library."""
    return read_yaml(PRODUCT).whole(Style)


def remarks(text: str, style: Style | None = None, explained: frozenset[str] = frozenset()) -> tuple[Remark, ...]:
    """Everything that the style asks an author to look at, in the order of the text.

    ``explained`` are the acronyms that earlier parts of the document have explained (``acronyms_explained``).
    """
    style = style or product_style()
    found = [
        *_words("plain words", style.plain_words.instead, text),
        *_words("people", style.people.instead, text),
        *_per_cent(text),
        *_figures(text),
        *_acronyms(text, style, explained),
        *_sentences(text, style.sentence.longest),
    ]
    return tuple(sorted(found, key=lambda remark: (remark.start, remark.end)))


def acronyms_explained(text: str) -> frozenset[str]:
    """The acronyms that a text explains: Probation Delivery Unit (PDU)."""
    return frozenset(found[1] for found in _EXPLAINED.finditer(text))


def _remark(text: str, rule: str, start: int, end: int, problem: str, mend: str) -> Remark:
    return Remark(rule, start, end, text.count("\n", 0, start) + 1, problem, mend)


def _words(rule: str, instead: Mapping[str, str], text: str) -> Iterator[Remark]:
    longest_first = sorted(instead, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    by_folded = {word.casefold(): better for word, better in instead.items()}
    for found in pattern.finditer(text):
        mend = _("write ‘{better}’").format(better=by_folded[found[0].casefold()])
        yield _remark(text, rule, found.start(), found.end(), _("‘{word}’").format(word=found[0]), mend)


def _per_cent(text: str) -> Iterator[Remark]:
    for found in _PERCENT.finditer(text):
        mend = _("write ‘{number} per cent’").format(number=found[1])
        yield _remark(text, "per cent", found.start(), found.end(), _("‘{word}’").format(word=found[0]), mend)


def _figures(text: str) -> Iterator[Remark]:
    for found in _FIGURE.finditer(text):
        if text[: found.start()].rpartition("\n")[2].strip() == "":
            continue  # the number of an item in a list
        mend = _("write ‘{word}’").format(word=_IN_WORDS[int(found[1])])
        yield _remark(text, "small numbers", found.start(), found.end(), _("‘{word}’").format(word=found[0]), mend)


def _acronyms(text: str, style: Style, explained: frozenset[str]) -> Iterator[Remark]:
    """Each acronym once: where it is used before it is explained, and where it is explained again."""
    places: dict[str, list[re.Match[str]]] = {}
    for found in _ACRONYM.finditer(text):
        places.setdefault(found[1], []).append(found)
    explanations: dict[str, list[re.Match[str]]] = {}
    for found in _EXPLAINED.finditer(text):
        explanations.setdefault(found[1], []).append(found)
    for word, used in places.items():
        if word in (*style.acronyms.known, *style.acronyms.words, *style.people.instead):
            continue
        told = explanations.get(word, [])
        first = used[0]
        if word not in explained and not (told and told[0].start() <= first.start() <= told[0].end()):
            problem = _("‘{word}’ is not explained before it is used").format(word=word)
            mend = _("write it in full where it first stands, with ‘({word})’ behind it").format(word=word)
            yield _remark(text, "acronyms", first.start(), first.end(), problem, mend)
        for again in told[0 if word in explained else 1 :]:
            problem = _("‘{word}’ is explained again").format(word=word)
            yield _remark(
                text, "acronyms", again.start(), again.end(), problem, _("write ‘{better}’").format(better=word)
            )


def _sentences(text: str, longest: int) -> Iterator[Remark]:
    for found in _SENTENCE.finditer(text):
        length = len(found[0].split())
        if length > longest:
            start = found.end() - len(found[0].lstrip())
            problem = _("the sentence has {length} words").format(length=length)
            yield _remark(text, "long sentences", start, found.end(), problem, _("split it"))
