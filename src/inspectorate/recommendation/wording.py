"""Advice on the wording of a recommendation: begins with a verb, asks for one thing, and shows whether it was done.

Advice, never a bar. Which words are looked for is data (wording.yaml), each with its source and certainty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from inspectorate.framework.document import read_yaml
from inspectorate.framework.entry import Entry, Sourced
from inspectorate.language import gettext as _
from inspectorate.language import noted

#: What wording.yaml says instead of vague words, for the catalogue of what is translated.
_MENDS = (
    noted("say when"),
    noted("say in which cases"),
    noted("say what is to be reached"),
    noted("say what is to be done, so that it can be seen whether it was"),
)
PRODUCT = Path(__file__).with_name("wording.yaml")
_FIRST = re.compile(r"[\w’'-]+")
_SENTENCES = re.compile(r"[.;?!]\s+\S")
_PAIR = re.compile(r"[\w-]+ and [\w-]+ ")
_AND = re.compile(r"\b(?:and|then)\s+(?:also\s+)?([a-z-]+)\b")


class Verbs(Sourced):
    """Words that say what is to be done."""

    words: frozenset[str]


class Vague(Sourced):
    """Words that leave open what is asked, and what to write instead."""

    words: dict[str, str]


class Longest(Sourced):
    """The most words of a recommendation."""

    words: Annotated[int, Field(ge=10)]


class Wording(Entry):
    """What is looked for; ``second`` are the verbs that ask for something further after "and"."""

    verbs: Verbs
    second: Verbs
    vague: Vague
    longest: Longest


@dataclass(frozen=True)
class Advice:
    """Something to look at in a recommendation: the ``rule``, what is the matter, and how to mend it."""

    rule: str
    problem: str
    mend: str


@cache
def product_wording() -> Wording:
    """What comes with the library."""
    return read_yaml(PRODUCT).whole(Wording)


def advice(text: str, wording: Wording | None = None) -> tuple[Advice, ...]:
    """What whoever wrote a recommendation may want to look at; nothing of a blank one."""
    text = " ".join(text.split())
    if not text:
        return ()
    wording = wording or product_wording()
    return (*_begins(text, wording), *_one_thing(text, wording), *_measurable(text, wording), *_long(text, wording))


def _begins(text: str, wording: Wording) -> Iterator[Advice]:
    first = _FIRST.match(text)
    word = first[0] if first else text[:1]
    if word.casefold() not in wording.verbs.words:
        mend = _("begin with what is to be done, such as ‘ensure’ or ‘review’: it goes on from ‘should:’")
        yield Advice("verb", _("it does not begin with a verb that we know (‘{word}’)").format(word=word), mend)
    elif word[:1].isupper():
        mend = _("begin with a small letter: it goes on from ‘should:’")
        yield Advice("small letter", _("it begins with a capital letter"), mend)


def _one_thing(text: str, wording: Wording) -> Iterator[Advice]:
    """Two sentences ask for two things; so does a second verb that sets out to do something: "... and implement"."""
    if _SENTENCES.search(text):
        yield Advice("one thing", _("it has more than one sentence"), _("make a recommendation of each"))
        return
    start = _PAIR.match(text)
    after = text[start.end() :] if start else text
    second = next((found[1] for found in _AND.finditer(after) if found[1] in wording.second.words), "")
    if second:
        problem = _("it asks for more than one thing (‘and {word}’)").format(word=second)
        yield Advice("one thing", problem, _("make two of it, if each could be done without the other"))


def _measurable(text: str, wording: Wording) -> Iterator[Advice]:
    longest_first = sorted(wording.vague.words, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    for word in dict.fromkeys(found[0].casefold() for found in pattern.finditer(text)):
        problem = _("‘{word}’ leaves open whether it was done").format(word=word)
        yield Advice("measurable", problem, _(wording.vague.words[word]))


def _long(text: str, wording: Wording) -> Iterator[Advice]:
    words = len(text.split())
    if words > wording.longest.words:
        problem = _("it has {words} words").format(words=words)
        yield Advice("long", problem, _("shorten it to {longest} words").format(longest=wording.longest.words))
