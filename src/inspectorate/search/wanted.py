"""What someone looks for, as it was typed: words, all of which must be there, and "phrases" in quotation marks.

A word finds those that begin with it, and its plain English inflections: ``reviews`` finds ``review`` and
``reviewing``. What is typed in one piece, as ``self-harm`` and ``2.2.1`` are, is a phrase.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from inspectorate.errors import BadInput, Fault
from inspectorate.language import gettext as _
from inspectorate.search.fold import fold, tidy

#: The most that is looked for at once, in characters.
LONGEST = 200
#: Words that say little: left out where there are others. They count within phrases.
LITTLE = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "in", "is"}
    | {"it", "its", "of", "on", "or", "that", "the", "their", "there", "they", "this", "to", "was", "were", "which"}
    | {"will", "with"}
)
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
_WORD = re.compile(r"[^\W_]+")
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
#: Ends of words that are taken off, the longest first, and those that may stand there instead.
_OFF = ("ies", "ing", "ed", "es", "s", "y")
_ON = "(?:s|e|es|ed|er|ing|y|ies)?"
#: Letters that are doubled before some ends: planned, referred.
_TWICE = "bdgmnprt"
#: How short a word may become by that.
_SHORTEST = 4
#: Places counted in one text: more of them make it no better.
_COUNTED = 4


@dataclass(frozen=True)
class Term:
    """One word or phrase. ``roots`` stand in every folded text that holds it, and are quick to look for.

    ``length`` is that of what was typed: a place as long as that holds it as it was typed.
    """

    roots: tuple[str, ...]
    pattern: re.Pattern[str]
    length: int

    def may_be_in(self, folded: str) -> bool:
        """Whether a text may hold it; where this is false it does not."""
        return all(root in folded for root in self.roots)

    def places(self, folded: str, most: int = 1_000) -> list[tuple[int, int]]:
        """Where it stands in a text, the first places of it."""
        return list(islice(self._places(folded), most)) if self.may_be_in(folded) else []

    def _places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Found by its first root, with which its pattern begins: many times as fast as by the pattern alone."""
        root = self.roots[0]
        at = folded.find(root)
        while at >= 0:
            found = self.pattern.match(folded, at)
            if found:
                yield found.span()
            at = folded.find(root, found.end() if found else at + 1)


@dataclass(frozen=True)
class Wanted:
    """All that is looked for at once."""

    terms: tuple[Term, ...]

    def score(self, title: str, words: str, title_alone: bool = True) -> float:
        """How well a text with a title holds all that is wanted; 0 where it does not.

        Both are given as they are compared (``fold.comparable``). A title counts most, a word as it was typed more than
        another form of it, and a short text more than a long one. Unless ``title_alone``, something must stand in the
        words.
        """
        total, in_words = 0.0, False
        if not self.fits(title, words):
            return 0.0
        for term in self.terms:
            in_title, here = term.places(title, 1), term.places(words, _COUNTED)
            if not in_title and not here:
                return 0.0
            in_words = in_words or bool(here)
            exact = any(end - start == term.length for start, end in (*in_title, *here))
            total += 6 * len(in_title) + len(here) + 2 * exact
        return total + 4 / (1 + len(words) / 300) if in_words or title_alone else 0.0

    def fits(self, title: str, words: str) -> bool:
        """Whether a text may hold all of it, quickly, both as they are compared; where this is false it does not."""
        for term in self.terms:
            for root in term.roots:
                if root not in words and root not in title:
                    return False
        return True

    def first_place(self, text: str) -> tuple[int, int] | None:
        """The first place of anything of it in a text that was tidied; None where there is none."""
        folded = fold(text)
        return min((place for term in self.terms for place in term.places(folded, 1)), default=None)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where anything of it stands in a text that was tidied, in order; places that touch are one."""
        folded = fold(text)
        found: list[tuple[int, int]] = []
        for start, end in sorted(place for term in self.terms for place in term.places(folded)):
            if found and start <= found[-1][1]:
                found[-1] = found[-1][0], max(end, found[-1][1])
            else:
                found.append((start, end))
        return found


def read(typed: str) -> Wanted:
    """What was typed, whatever it is. Raises ``BadInput`` where it is too long, or holds no letter and no figure."""
    if len(typed) > LONGEST:
        problem = _("it has {typed:,} characters").format(typed=len(typed))
        raise BadInput(
            [Fault("", 0, "words", problem, _("Search for {longest} characters or fewer").format(longest=LONGEST))]
        )
    typed = tidy(typed)
    quoted = [_WORD.findall(fold(each)) for each in _QUOTED.findall(typed)]
    loose = [_WORD.findall(fold(each)) for each in _QUOTED.sub(" ", typed).split()]
    words = [each for each in loose if each]
    telling = [each for each in words if len(each) > 1 or each[0] not in LITTLE]
    phrases = [each for each in quoted if each]
    chosen = [*(_phrase(each) for each in phrases), *(_loose(each) for each in (telling or ([] if phrases else words)))]
    if not chosen:
        raise BadInput([Fault("", 0, "words", _("there is no word in it"), _("Enter a word to search for"))])
    return Wanted(tuple({term.pattern.pattern: term for term in chosen}.values()))


def _loose(words: list[str]) -> Term:
    return _word(words[0]) if len(words) == 1 else _phrase(words, begun=True)


def _phrase(words: list[str], begun: bool = False) -> Term:
    """Words one after the other, whatever stands between them; the last may be only ``begun``."""
    pattern = _NO_LETTER_BEFORE + r"[\W_]+".join(words)
    return Term(
        tuple(dict.fromkeys(words)),
        re.compile(pattern + (r"[^\W_]*" if begun else _NO_LETTER_AFTER)),
        len(" ".join(words)),
    )


def _word(word: str) -> Term:
    stem, twice = _stem(word)
    inflected = f"{stem}{twice}{_ON}{_NO_LETTER_AFTER}"
    pattern = f"{_NO_LETTER_BEFORE}(?:{word}[^\\W_]*|{inflected})"
    return Term((stem,), re.compile(pattern), len(word))


def _stem(word: str) -> tuple[str, str]:
    """A word without its ending, and the letter that may stand twice before another: plan(n)ing."""
    for ending in _OFF:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= _SHORTEST:
            stem = word.removesuffix(ending)
            if ending in ("ing", "ed") and stem[-1] == stem[-2]:
                stem = stem[:-1] if stem[-1] in _TWICE else stem
            return stem, f"{stem[-1]}?" if stem[-1] in _TWICE else ""
    return word, ""
