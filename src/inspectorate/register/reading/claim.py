"""What sentences say of the rating of units.

A claim is one rating word that a sentence gives to one or more units, or to the document's own. Not every rating word
is one: a list of all four ratings, a share of services or a number of aspects, the rating of one standard or of the
casework, a rating to come, and a "good foundation" are left out. What cannot be told is left out too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from inspectorate.organisation.directory import Directory
from inspectorate.organisation.name import key
from inspectorate.register.reading.heading import title_span
from inspectorate.register.reading.layout import Layout, collapsed
from inspectorate.register.reading.naming import SEPARATOR, Named, between, family, namings, resolved
from inspectorate.register.reading.phrase import (
    AS,
    CLAUSE,
    COUNTED,
    COUNTED_LIST,
    DENIED,
    EITHER,
    EITHER_BEFORE,
    FALLEN,
    FORMER_BEFORE,
    FORMER_BEHIND,
    INSPECTION_OF,
    IS,
    IT,
    ITS_FORMER,
    LIST_BEFORE,
    LIST_GOING_ON,
    LIST_WITHIN,
    LONGEST,
    NAME,
    NO_UNIT,
    NOT_YET,
    NOUN,
    OPINION,
    OVERALL_BEFORE,
    OVERALL_BEHIND,
    OWN,
    PAIRED,
    PART,
    PART_BEHIND,
    QUALIFIED,
    RATED,
    RATING_BEHIND,
    SCALE,
    SEPARATELY,
    SHARE,
    SPEECH,
    VERB,
    WISHED,
    WORD,
    YEAR,
    rating_of,
)

#: "(rated", "(both rated", before a rating.
BRACKETED = re.compile(r"\((?:both\s+|all\s+)?rated\s+(?:as\s+)?['\"]?$")


@dataclass(frozen=True)
class Claim:
    """A sentence that rates: which units (none: the document's own), and how.

    ``start`` and ``end`` are the sentence, ``at`` the rating word. ``overall`` says that the word "overall" is there;
    ``former`` that it is said of an earlier inspection, ``year`` when that was; ``place`` is title, prose or speech.
    """

    rating: str
    units: tuple[Named, ...]
    start: int
    end: int
    at: int
    overall: bool
    former: bool
    year: int | None
    place: str


@lru_cache(maxsize=2)
def claims(layout: Layout, directory: Directory) -> tuple[Claim, ...]:
    """Every claim of a document, in order."""
    speech = [(match.start(), match.end()) for match in SPEECH.finditer(layout.clean)]
    named = namings(layout, directory)
    kind = family(layout)
    found: list[Claim] = []
    for start, end, place in _sentences(layout):
        if not WORD.search(layout.clean, start, end):
            continue
        reader = _Sentence(layout.clean, start, end, place, named, directory, kind)
        found += [claim if not _inside(claim.at, speech) else _spoken(claim) for claim in reader.claims()]
    return tuple(found)


def _spoken(claim: Claim) -> Claim:
    return replace(claim, place="speech")


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    from bisect import bisect_right

    index = bisect_right(spans, (position, 1 << 60)) - 1
    return index >= 0 and position < spans[index][1]


def _sentences(layout: Layout) -> Iterator[tuple[int, int, str]]:
    """Every sentence with where it stands: the title, or prose."""
    title = title_span(layout)
    if title:
        yield title[0], title[1], "title"
    for block in layout.blocks:
        if block.kind == "row":
            continue
        for start, end in layout.sentences(block):
            if title and start < title[1]:
                start = min(max(start, title[1]), end)
            if start < end <= start + LONGEST:
                yield start, end, "prose"


@dataclass(frozen=True)
class _Sentence:
    text: str
    start: int
    end: int
    place: str
    named: tuple[Named, ...]
    directory: Directory
    kind: str | None

    def claims(self) -> Iterator[Claim]:
        """The claims of the sentence."""
        words = list(WORD.finditer(self.text, self.start, self.end))
        if len(words) == 1 and (listed := self._counted(words[0])):
            yield listed
            return
        ratings = {rating_of(word["rating"]) for word in words}
        sentence = self.text[self.start : self.end]
        if self._tells_the_scale(words) or SCALE.search(sentence) or (PAIRED.search(sentence) and len(ratings) > 1):
            return
        begun = self.start
        for word in words:
            begun = self._clause(begun, word.start())
            if claim := self._claim(begun, word):
                yield claim
                begun = word.end()

    def _tells_the_scale(self, words: list[re.Match[str]]) -> bool:
        """Whether a sentence names all four ratings, and not each of them in brackets behind what is rated so."""
        if len({rating_of(word["rating"]) for word in words}) < 4:
            return False
        return not all(BRACKETED.search(self.text, max(self.start, word.start() - 20), word.start()) for word in words)

    def _counted(self, word: re.Match[str]) -> Claim | None:
        """The units of an item such as "Two services 'Good' - Eastvale and Northmoor"."""
        found = COUNTED_LIST.match(self.text, word.end(), self.end)
        if not found or not COUNTED.search(self.text, self.start, word.start()):
            return None
        end = found.start("list") + len(found["list"].rstrip(" .\n"))
        units = self.names(found.start("list"), end)
        at = word.start("rating")
        return (
            Claim(rating_of(word["rating"]), units, self.start, self.end, at, True, False, None, self.place)
            if units
            else None
        )

    def _clause(self, begun: int, end: int) -> int:
        """Where the clause that ends at a rating word begins; one without a subject goes on with the one before."""
        for cut in CLAUSE.finditer(self.text, begun, end):
            if between(self.named, cut.end(), end, sure=False) or OWN.search(self.text, cut.end(), end):
                begun = cut.end()
        return begun

    def _claim(self, begun: int, word: re.Match[str]) -> Claim | None:
        before, behind = self.text[begun : word.start()], self.text[word.end() : self.end]
        overall = bool(OVERALL_BEFORE.search(before[-110:]) or OVERALL_BEHIND.match(behind))
        overall = overall or (begun == self.start and bool(re.match(r"\W*overall\b", before, re.IGNORECASE)))
        if not (self._rates(before, behind, word) and self._meant(before, behind)):
            return None
        subject = self._subject(begun, word, overall)
        if subject is None:
            return None
        units, since = subject
        said = before[max(0, since - begun) :]
        if not overall and (COUNTED.search(said) or PART.search(self._without_names(since, word.start()))):
            return None
        behind_year = FORMER_BEHIND.match(behind)
        former = bool(behind_year or FORMER_BEFORE.search(before))
        year = self._year(before, behind) if former else None
        return Claim(
            rating_of(word["rating"]),
            units,
            self.start,
            self.end,
            word.start("rating"),
            overall,
            former,
            year,
            self.place,
        )

    def _rates(self, before: str, behind: str, word: re.Match[str]) -> bool:
        """Whether something is rated here at all."""
        near = before[-200:]
        if RATED.search(near) or NOUN.search(near) or RATING_BEHIND.match(behind):
            return True
        if AS.search(near) or _fallen(near, behind) or self._goes_on(word, before):
            return True
        quoted = bool(word["open"])
        if self.place == "title":
            return self._titled(before, behind, word)
        if quoted and IS.search(near):
            return True
        beside = between(self.named, self.start, word.start())
        return quoted and bool(beside) and word.start() - beside[-1].last <= 2

    def _goes_on(self, word: re.Match[str], before: str) -> bool:
        """Whether "rated" is left out the second time: "we rated Eastvale as 'Good', and Northmoor as 'Inadequate'"."""
        begun = word.start() - len(before)
        found = LIST_GOING_ON.match(before) if begun > self.start else None
        return bool(found and self.names(begun + found.start("list"), begun + found.end("list")))

    def _titled(self, before: str, behind: str, word: re.Match[str]) -> bool:
        """In a title the rating stands in quotation marks, and at its end or before the name."""
        ends = re.match(
            r"\s*(?:$|[.,;:-]|and\b|despite\b|following\b|after\b|in\b|by\b|across\b)", behind, re.IGNORECASE
        )
        if word["open"]:
            names = between(self.named, word.end(), word.end() + 3, sure=False)
            return bool(ends) or bool(names)
        return bool(re.search(r"-\s*$", before)) and not behind.strip() and word["rating"][0].isupper()

    def _meant(self, before: str, behind: str) -> bool:
        """Whether the word is a rating that was given, and of a whole unit."""
        if EITHER.match(behind) or PART_BEHIND.match(behind[:90]):
            return False
        if EITHER_BEFORE.search(before) and not _fallen(before, behind):
            return False
        if any(pattern.search(before[-200:]) for pattern in (WISHED, DENIED, OPINION)):
            return False
        if SHARE.search(before) and not QUALIFIED.search(before[-60:]):
            return False
        if NOT_YET.search(before) or SEPARATELY.search(before[-60:]):
            return False
        return not re.match(r"\s*separately\b", behind)

    def _subject(self, begun: int, word: re.Match[str], overall: bool) -> tuple[tuple[Named, ...], int] | None:
        """The units that a rating is given to (none: the document's own) and where they stand; None for neither."""
        if units := self._behind(word):
            return units, word.start()
        if listed := self._listed(begun, word) or self._inspected(begun, word):
            return listed, begun
        sure = between(self.named, begun, word.start())
        own = max(OWN.finditer(self.text, begun, word.start()), key=re.Match.start, default=None)
        if own and sure and (own.start() < sure[-1].last or self._apposed(sure[-1], own.start())):
            own = None
        if own:
            return (), self._phrase(begun, own.start())
        if sure:
            group = self._group(sure, word)
            return tuple(group), self._phrase(begun, group[0].start, always=True)
        if unsure := between(self.named, begun, word.start(), sure=False):
            return (unsure[-1],), self._phrase(begun, unsure[-1].start, always=True)
        former = ITS_FORMER.search(self.text, begun, word.start())
        return ((), begun) if overall or former or self._implied(begun, word) else None

    def _inspected(self, begun: int, word: re.Match[str]) -> tuple[Named, ...]:
        """The unit that "it" stands for: "the inspection of Eastvale rated it as"; none where nothing says so."""
        it = max(IT.finditer(self.text, begun, word.start()), key=re.Match.start, default=None)
        named = between(self.named, begun, it.start(), sure=False) if it else []
        return (named[-1],) if named and INSPECTION_OF.search(self.text[begun : named[-1].start]) else ()

    def _phrase(self, begun: int, start: int, always: bool = False) -> int:
        """Where the phrase begins that a unit stands in: "victim work in the region" is not the region."""
        before = self.text[begun:start]
        if not always and not re.search(r"\b(?:in|of|at|across|by|within|from|with|for)\s+$", before):
            return start
        verbs = [verb.end() for verb in VERB.finditer(self.text, begun, start)]
        return max(self.text.rfind(",", begun, start) + 1, self.text.rfind(" - ", begun, start), begun, *verbs)

    def _implied(self, begun: int, word: re.Match[str]) -> bool:
        """Whether the sentence goes on about the unit without naming it: "gave a rating of"."""
        said = self.text[begun : word.start()]
        return (
            self.place == "title"
            and not COUNTED.search(said)
            and bool(re.search(r"\bprobation\b|\byouth\b", said, re.I))
        )

    def _apposed(self, unit: Named, position: int) -> bool:
        """Whether words stand beside a name in apposition: "Eastvale PDU, the first service"."""
        return not self.text[unit.last : position].strip(" ,-\n")

    def _behind(self, word: re.Match[str]) -> tuple[Named, ...]:
        """The unit that stands behind the rating: "rating of 'Inadequate' for Eastvale PDU", "'Good' Eastvale YJS"."""
        gap = re.compile(r"\s*(?:(?:overall\s+)?rating\s+)?(?:for|to)\s+(?:the\s+)?|\s").match(self.text, word.end())
        if not gap or (gap[0].isspace() and self.place != "title"):
            return ()
        return tuple(between(self.named, gap.end(), gap.end() + 2))

    def _group(self, sure: list[Named], word: re.Match[str]) -> list[Named]:
        """The units named together just before a rating; of those before a bracket the last, unless it says "both"."""
        group = [sure[-1]]
        bracket = self.text.find("(", sure[-1].last, word.start())
        if (
            bracket >= 0
            and not self.text[sure[-1].last : bracket].strip()
            and not QUALIFIED.search(self.text, bracket, word.start())
        ):
            return group
        for unit in reversed(sure[:-1]):
            gap = self.text[unit.last : group[0].start]
            if len(gap) > 60 or not SEPARATOR.match(gap):
                break
            group.insert(0, unit)
        return group

    def _listed(self, begun: int, word: re.Match[str]) -> tuple[Named, ...]:
        """The units of a list of bare names: "we rated Eastvale, Northmoor and Westcliff as"."""
        before = self.text[begun : word.start()]
        going_on = (LIST_GOING_ON,) if begun > self.start and len(before) < 400 else ()
        for pattern in (LIST_WITHIN, LIST_BEFORE, *going_on):
            if found := pattern.search(before[-400:]):
                offset = begun + max(0, len(before) - 400)
                return self.names(offset + found.start("list"), offset + found.end("list"))
        return ()

    def names(self, start: int, end: int) -> tuple[Named, ...]:
        """The names in a list of names and nothing else; none where anything else stands in it."""
        found: list[Named] = []
        known = 0
        place = start
        for unit in between(self.named, start, end, sure=False):
            if unit.start < place or re.match(r"\s+[A-Z]", self.text[unit.last : end]):
                continue  # "Cheshire" of "Cheshire North"
            rest = self._rest(place, unit.start)
            if rest is None:
                return ()
            found += [*rest, replace(resolved(unit, self.kind, self.directory), sure=True)]
            known += 1
            place = unit.last
        rest = self._rest(place, end)
        return tuple(found + rest) if rest is not None and known else ()

    def _rest(self, start: int, end: int) -> list[Named] | None:
        """The names between known names in a list; None where it is not a list."""
        found = []
        place = start
        for part in re.split(r"(,\s+and\s+|,\s+|\s+and\s+|\s+&\s+)", self.text[start:end]):
            words = part.strip(" \n\t,")
            if words and words not in ("and", "&", "the"):
                if not NAME.fullmatch(words) or NO_UNIT.search(words):
                    return None
                at = place + part.index(words)
                name = collapsed(words)
                found.append(Named(at, at + len(words), at + len(words), name, name, self.kind, None, sure=True))
            place += len(part)
        return found

    def _without_names(self, start: int, end: int) -> str:
        """A stretch of the sentence without the units named in it, whose words may be those of standards."""
        parts, place = [], start
        for unit in between(self.named, start, end, sure=False):
            parts.append(self.text[place : unit.start])
            place = max(place, unit.last)
        return " ".join([*parts, self.text[place:end]])

    def _year(self, before: str, behind: str) -> int | None:
        """The year of an earlier rating: the nearest before it, else the first behind it."""
        if near := FORMER_BEHIND.match(behind):
            return int(near[1])
        if years := YEAR.findall(before):
            return int(years[-1])
        return int(years[0]) if (years := YEAR.findall(behind[:60])) else None


def _fallen(before: str, behind: str) -> bool:
    """Whether a rating is the one that a unit came from: "fallen from 'Good' in 2019"."""
    return bool(FALLEN.search(before) and FORMER_BEHIND.match(behind))


def names_unit(named: Named, unit: str) -> bool:
    """Whether a place names a unit, by its canonical name or as written."""
    return key(unit) in (key(named.unit), key(named.as_written))
