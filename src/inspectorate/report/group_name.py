"""How prose names a group of cases: by its title or other words for it, beside its characteristic where these are bare.

"Women" names a group, and "disabled people" does; "low" names one of risk, and "yes" one of whatever was asked. Words
are known from the edition; the few that it cannot have, since people change them ("under 26"), stand here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

#: Words that name no group unless the characteristic stands beside them.
_BARE = """
yes no none other not recorded known stated unknown missing refused low medium high very short standard oral eligible
opted in mixed level community 1 2 3 or and
"""
BARE = frozenset(_BARE.split())
#: Words of the id of a characteristic that prose leaves out.
_LEFT_OUT = frozenset(("of", "type", "level", "band", "grade", "the"))
#: Names that are codes of a case system: "f", "w1", "co".
_CODE = re.compile(r"\w{0,2}|[a-z]\d{1,2}", re.IGNORECASE)
#: What else people say for a word of a name.
_ALSO = {
    "women": r"wom[ae]n(?:'s)?|females?|girls|mothers",
    "men": r"m[ae]n(?:'s)?|males?|boys|fathers",
    "minority": r"minorit(?:y|ies)",
    "ethnicity": r"ethnic\w*",
    "disability": r"disab\w+",
    "reoffending": r"re-?offending",
}
_RANGE = re.compile(r"(\d{1,2})\s*(?:to|-)\s*(\d{1,2})")
_FROM = re.compile(r"(\d{1,2})\s*(?:\+|and over|or over)")
_YOUNG, _OLD = 26, 50
_WITHOUT = re.compile(r"\b(?:no|without|not)\s+(?:an?\s+|any\s+|known\s+)?$", re.IGNORECASE)


@dataclass(frozen=True)
class GroupName:
    """The names of one group of a ``characteristic`` (its id): ``value`` is its id, ``names`` are words for it."""

    characteristic: str
    value: str
    names: tuple[str, ...]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text, in plain quotation marks and dashes, names the group."""
        patterns = [self._alone]
        if all(pattern.search(text) for pattern in self._beside):
            patterns.append(self._bare)
        for pattern in patterns:
            for match in pattern.finditer(text) if pattern else ():
                if self.value != "yes" or not _WITHOUT.search(text[: match.start()]):
                    yield match.span()

    @cached_property
    def _alone(self) -> re.Pattern[str] | None:
        """What names it by itself."""
        said = [_phrase(name) for name in self._known if not is_bare(name)]
        said += [rf"{_phrase(name)}[\s-]+{_word(self._by[0])}" for name in self._known if is_bare(name) and self._by]
        if any("minority ethnic" in name.casefold() for name in self._known):
            said.append(r"minority[\s-]+ethnic|ethnic[\s-]+minorit(?:y|ies)|BAME")
        return _any((*said, *self._of_age))

    @cached_property
    def _bare(self) -> re.Pattern[str] | None:
        """What names it where its characteristic is named: "yes", or where that is all that it says, the latter."""
        if self.value in ("yes", "no") and self._by:
            before = r"(?:no|not|without|n't)\s+(?:\w+\s+){0,3}" if self.value == "no" else ""
            return _any(before + _word(word) for word in self._by)
        return _any(_phrase(name) for name in self._known if is_bare(name))

    @cached_property
    def _beside(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(rf"\b(?:{_word(each)})", re.IGNORECASE) for each in self._by)

    @cached_property
    def _by(self) -> tuple[str, ...]:
        return tuple(word for word in self.characteristic.split("_") if word not in _LEFT_OUT)

    @cached_property
    def _known(self) -> tuple[str, ...]:
        """Its names without codes and without "recorded", which people leave out."""
        given = dict.fromkeys((self.value.replace("_", " "), *self.names))
        return tuple(
            re.sub(r"\s+recorded$", "", name) if name.split()[:1] != ["Not"] else name
            for name in given
            if not _CODE.fullmatch(name) or name.casefold() == "no"
        )

    @property
    def _of_age(self) -> Iterator[str]:
        """Further ways to tell of an age."""
        if "age" not in self._by:
            return
        for name in self._known:
            if (found := _RANGE.fullmatch(name)) and int(found[2]) < _YOUNG:
                yield rf"(?:under|younger\s+than)\s+{int(found[2]) + 1}|{found[2]}\s+(?:and|or)\s+(?:under|younger)"
                yield r"young(?:er)?\s+(?:adults?|people|persons?|m[ae]n|wom[ae]n)"
            if (found := _FROM.fullmatch(name)) and int(found[1]) >= _OLD:
                yield rf"(?:over|older\s+than)\s+{found[1]}|{found[1]}\s+(?:and|or)\s+(?:over|older|above)"
                yield r"older\s+(?:adults?|people|persons?|m[ae]n|wom[ae]n)"


def is_bare(name: str) -> bool:
    """Whether a name says nothing without its characteristic."""
    return set(re.findall(r"\w+", name.casefold())) <= BARE


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    said = "|".join(dict.fromkeys(patterns))
    return re.compile(rf"(?<![\w-])(?:{said})(?!\w)", re.IGNORECASE) if said else None


def _phrase(name: str) -> str:
    """A name as prose may write it: words with anything short between them, ranges of ages in any way."""
    plain = name.casefold().replace("–", "-")
    if found := _RANGE.fullmatch(plain):
        return rf"{found[1]}\s*(?:-|to|and)\s*{found[2]}"
    if found := _FROM.fullmatch(plain):
        return rf"{found[1]}\s*(?:\+|(?:and|or)\s+over)"
    return r"[\s,-]+".join(map(_word, re.findall(r"[\w'+]+", plain)))


def _word(word: str) -> str:
    for known, also in _ALSO.items():
        if re.fullmatch(also, word, re.IGNORECASE) or word == known:
            return f"(?:{also})"
    return rf"{re.escape(word)}(?:s|'s)?" if word.isalpha() and len(word) > 3 else re.escape(word)
