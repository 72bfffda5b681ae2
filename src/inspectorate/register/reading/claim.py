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

WORD = re.compile(
    r"(?<![\w-])(?P<open>['\"]\s?)?(?P<rating>outstanding|good|(?:requires?|requiring|required)\s+improvement|inadequate)"
    r"(?P<close>[.,]?['\"])?(?![\w-])",
    re.IGNORECASE,
)
BE = r"(?:is|was|were|are|be|been|being|has|have|had)"
FILL = r"(?:\s+(?:it|them|overall|again|once|specifically|separately|both|each|all|also|to|be|as|being|an?|have|was|were))*"
RATE = r"\b(?:rat(?:ed?|es|ing)|judged|graded|deemed|classed|assessed|marked|considered|reported)\b"
#: What must stand before a rating word, or behind it, for it to say that something is rated.
RATED = re.compile(rf"{RATE}{FILL}\s*$|\bfound\b[^.;]{{0,80}}\bto\s+be\s+(?:performing\s+to\s+a\s+)?$", re.IGNORECASE)
AS = re.compile(rf"{RATE}[^;]*\bas\s*(?:an?\s+)?$", re.IGNORECASE)
NOUN = re.compile(
    r"\b(?:rating|grade|judgement|total|mark)\b(?:[^.;]{0,50}?\b(?:of|is|was|as)|\s*(?:possible|available)?\s*\()\s*$", re.IGNORECASE
)
RATING_BEHIND = re.compile(r"^\s*(?:(?:overall\s+)?(?:rating|grade)\b|overall\b)", re.IGNORECASE)
IS = re.compile(rf"\b{BE}(?:\s+(?:also|now|still))?\s*$|\bremains?\s*$", re.IGNORECASE)
OVERALL_BEFORE = re.compile(
    r"\boverall\s+(?:\w+\s+){0,2}(?:rating|grade|judgement|score)\b[^.;]{0,50}$|\boverall\s*(?:as\s*)?$|\btotal\s+of\s*$",
    re.IGNORECASE,
)
OVERALL_BEHIND = re.compile(r"^\s*(?:(?:rating|standard|grade)\s+)?overall\b", re.IGNORECASE)

NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|all|each|every|none|no|most|some|several|many|zero)"
)
COUNTED = re.compile(
    rf"\b{NUMBER}\s+(?:(?:other|of|the|our|its|these|those|specific|particular|probation|youth|offending|justice|quality|delivery|service"
    r"|domain|local|inspected|two|four|five|CRC|NPS)\s+){0,4}"
    r"(?:aspects?|areas?|standards?|services|PDUs|units|regions|reports?|CRCs|divisions|categories|cases|ratings?|others|reviews?)\b"
    r"|\b(?:trio|pair|parts?|some|number|majority|most|many)\s+of\b|\bper\s+cent\b|%|\bhalf\b|\bthirds?\b|\bquarters?\b|\bout\s+of\b",
    re.IGNORECASE,
)
PART_WORDS = (
    r"(?:leadership|governance|staffing|staff|casework|case\s+(?:work|supervision|quality)|court\s+(?:work|reports?|disposals?)|disposals?"
    r"|assess(?:ments?|ing)|planning|plans|implementation|deliver(?:y|ing)|reviewing|resettlement|standards?|domains?|aspects?|areas?"
    r"|categor(?:y|ies)|quality|work|management|provision|polic(?:y|ies)|facilities|unpaid\s+work|through\s+the\s+gate|key\s+questions?"
    r"|reviews?|victims?|arrangements|partnerships?|SFOs?|projects?|cases|morale|schemes?|outcomes|engagement|safety|protection|desistance"
    r"|approach|performance|statutory|organisational)"
)
PART = re.compile(rf"\b{PART_WORDS}\b", re.IGNORECASE)
PART_BEHIND = re.compile(
    rf"^\s*(?:rating\s+)?(?:for|in|on|against|at|across)\s+(?:(?:its|their|the|our|all|his|her|both|{NUMBER})\s+)*"
    rf"(?:[\w-]+\s+){{0,2}}?(?:{PART_WORDS}\b|out\s+of\b)",
    re.IGNORECASE,
)
#: A number or a share of services, to which even "overall" belongs.
SHARE = re.compile(
    rf"(?:\b(?:thirds?|half|quarters?|majority|per\s+cent)\b|%|\b{NUMBER}\s+(?:of\s+the\s+)?(?:(?!and\b)[\w-]+\s+){{0,4}}?"
    r"(?:services|PDUs|reports|units|regions|inspections|divisions|CRCs|YJSs|YOSs)\b|\b(?:no|every|each)\s+(?:[\w-]+\s+){0,3}?(?:service|PDU|region|unit)\b)"
    r"[^.;,]{0,90}$",
    re.IGNORECASE,
)
SEPARATELY = re.compile(r"\bseparately\b", re.IGNORECASE)
NOT_YET = re.compile(
    r"\b(?:would|could|might|if|either|neither|whether|unless)\b|\bwill\s+(?:be\s+(?:given|rated|awarded)|receive|get)\b|\bcan\s+be\b",
    re.IGNORECASE,
)
SCALE = re.compile(r"\b(?:scale|four\s+(?:possible\s+)?ratings|one\s+of\s+four|four\s+overall\s+ratings)\b", re.IGNORECASE)
EITHER = re.compile(r"^\W*\s*(?:or|and/or|to)\s+['\"]?(?:outstanding|good|require|inadequate)", re.IGNORECASE)
EITHER_BEFORE = re.compile(
    r"(?:outstanding|good|improvement|inadequate)['\"]?\s+(?:or|to)\s+(?:an?\s+)?$|\bfrom\s+(?:an?\s+)?$", re.IGNORECASE
)
PAIRED = re.compile(r"\brespectively\b", re.IGNORECASE)

FORMER_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|last\s+(?:inspect\w*|review\w*|visit\w*)|former(?:ly)?|earlier|follows\s+an\s+inspection|re-?inspection"
    r"|then\s+rated|first\s+inspected\s+in)\b|^\W*In\s+(?:[A-Z][a-z]+\s+)?20\d\d\b(?=.{0,80}\b(?:was|were)\b)",
    re.IGNORECASE,
)
FORMER_BEHIND = re.compile(
    r"^\s*(?:rating\s+)?(?:overall\s+)?(?:in|since)\s+(?:an?\s+)?(?:its\s+|the\s+)?(?:reports?\s+published\s+(?:in\s+)?|\w+\s+)?(?:[A-Z][a-z]+\s+)?(20\d\d)\b"
)
YEAR = re.compile(r"\b(20[012]\d)\b")
SPEECH = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\())\"(?=\S)[^\"]{30,1500}(?:(?<=\S)\"|$)", re.MULTILINE)
OWN = re.compile(
    r"(?<!\w)(?:(?:the|this)\s+(?:(?:regional|probation|delivery|whole|entire|inspected)\s+)*(?:PDU|service|YJS|YOS|YOT|region|CRC|division|organisation|unit|team"
    r"|youth\s+(?:justice|offending)\s+(?:service|team))|(?:'s|an?)\s+(?:\w+\s+)?(?:probation|youth\s+(?:justice|offending))\s+(?:service|team)"
    r"|it(?!\s+(?:comes|came|follows))|they)(?!['\w])",
    re.IGNORECASE,
)
CLAUSE = re.compile(r";|,?\s+(?:while|whilst|whereas|but)\s+", re.IGNORECASE)
#: "we rated A, B and C as", "A, and B were rated as", "A was given a".
LIST_WITHIN = re.compile(r"\brated\s+(?P<list>[A-Z][^;]{2,200}?)\s+(?:both\s+|all\s+)?as\s*$")
LIST_BEFORE = re.compile(
    rf"(?:^|\bwhile\s|\bwhilst\s|\bbut\s|\band\s)?\W*(?P<list>[A-Z][^;]{{2,200}}?)\s+(?:{BE}\s+)+(?:also\s+|both\s+|all\s+|each\s+)*"
    r"(?:rated|given|judged|graded)(?:\s+(?:as|an?))?\s*$"
)
COUNTED_LIST = re.compile(r"\s+-\s+(?P<list>[A-Z].*)", re.DOTALL)
NAME = re.compile(r"[A-Z][\w'-]*(?:\s+(?:with\s+|upon\s+|of\s+)?[A-Z][\w'-]*){0,4}")
NO_UNIT = re.compile(r"^(?:overall|however|no|the|this|our|its|each|both|all|inspectors?)\b|\b(?:services?|units?|PDUs?)\b", re.IGNORECASE)
QUALIFIED = re.compile(r"\b(?:both|all|each|respectively)\b", re.IGNORECASE)


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
        found += [
            claim if not _inside(claim.at, speech) else _spoken(claim) for claim in reader.claims()
        ]
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
        yield *title, "title"
    for block in layout.blocks:
        if block.kind == "row":
            continue
        for start, end in layout.sentences(block):
            if title and start < title[1]:
                start = min(max(start, title[1]), end)
            if start < end:
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
        if len(ratings) == 4 or SCALE.search(sentence) or (PAIRED.search(sentence) and len(ratings) > 1):
            return
        begun = self.start
        for word in words:
            begun = self._clause(begun, word.start())
            if claim := self._claim(begun, word):
                yield claim
                begun = word.end()

    def _counted(self, word: re.Match[str]) -> Claim | None:
        """The units of an item such as "Two services 'Good' - Eastvale and Northmoor"."""
        found = COUNTED_LIST.match(self.text, word.end(), self.end)
        if not found or not COUNTED.search(self.text, self.start, word.start()):
            return None
        end = found.start("list") + len(found["list"].rstrip(" .\n"))
        units = self.names(found.start("list"), end)
        at = word.start("rating")
        return Claim(rating_of(word["rating"]), units, self.start, self.end, at, True, False, None, self.place) if units else None

    def _clause(self, begun: int, end: int) -> int:
        """Where the clause that ends at a rating word begins; a clause without a subject goes on with the one before."""
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
            rating_of(word["rating"]), units, self.start, self.end, word.start("rating"), overall, former, year, self.place
        )

    def _rates(self, before: str, behind: str, word: re.Match[str]) -> bool:
        """Whether something is rated here at all."""
        near = before[-200:]
        if RATED.search(near) or NOUN.search(near) or RATING_BEHIND.match(behind):
            return True
        if AS.search(near):
            return True
        quoted = bool(word["open"])
        if self.place == "title":
            return self._titled(before, behind, word)
        if quoted and IS.search(near):
            return True
        beside = between(self.named, self.start, word.start())
        return quoted and bool(beside) and word.start() - beside[-1].last <= 2

    def _titled(self, before: str, behind: str, word: re.Match[str]) -> bool:
        """In a title the rating stands in quotation marks, and at its end or before the name."""
        ends = re.match(r"\s*(?:$|[.,;:-]|and\b|despite\b|following\b|after\b|in\b|by\b|across\b)", behind, re.IGNORECASE)
        if word["open"]:
            names = between(self.named, word.end(), word.end() + 3, sure=False)
            return bool(ends) or bool(names)
        return bool(re.search(r"-\s*$", before)) and not behind.strip() and word["rating"][0].isupper()

    def _meant(self, before: str, behind: str) -> bool:
        """Whether the word is a rating that was given, and of a whole unit."""
        if EITHER.match(behind) or EITHER_BEFORE.search(before) or PART_BEHIND.match(behind[:90]):
            return False
        if SHARE.search(before) and not QUALIFIED.search(before[-60:]):
            return False
        if NOT_YET.search(before) or SEPARATELY.search(before[-60:]):
            return False
        return not re.match(r"\s*separately\b", behind)

    def _subject(self, begun: int, word: re.Match[str], overall: bool) -> tuple[tuple[Named, ...], int] | None:
        """The units that a rating is given to (none: the document's own), and where they are named; None for neither."""
        if units := self._behind(word):
            return units, word.start()
        if listed := self._listed(begun, word):
            return listed, begun
        sure = between(self.named, begun, word.start())
        own = None
        for own in OWN.finditer(self.text, begun, word.start()):
            pass
        if own and sure and (own.start() < sure[-1].last or self._apposed(sure[-1], own.start())):
            own = None
        if own:
            return (), self._phrase(begun, own.start())
        if sure:
            group = self._group(sure, word)
            return tuple(group), self._phrase(begun, group[0].start, always=True)
        if unsure := between(self.named, begun, word.start(), sure=False):
            return (unsure[-1],), self._phrase(begun, unsure[-1].start, always=True)
        return ((), begun) if overall or self._implied(begun, word) else None

    def _phrase(self, begun: int, start: int, always: bool = False) -> int:
        """Where the phrase begins that a unit stands in: "victim work in the region" is not the region."""
        before = self.text[begun:start]
        if not always and not re.search(r"\b(?:in|of|at|across|by|within|from|with|for)\s+$", before):
            return start
        return max(self.text.rfind(",", begun, start) + 1, self.text.rfind(" - ", begun, start), begun)

    def _implied(self, begun: int, word: re.Match[str]) -> bool:
        """Whether the sentence goes on about the unit without naming it: "gave a rating of"."""
        said = self.text[begun : word.start()]
        return self.place == "title" and not COUNTED.search(said) and bool(re.search(r"\bprobation\b|\byouth\b", said, re.I))

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
        if bracket >= 0 and not self.text[sure[-1].last : bracket].strip() and not QUALIFIED.search(self.text, bracket, word.start()):
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
        for pattern in (LIST_WITHIN, LIST_BEFORE):
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


def rating_of(words: str) -> str:
    """A rating as the frameworks spell it."""
    return "Requires improvement" if words[:6].casefold() == "requir" else words.capitalize()


def names_unit(named: Named, unit: str) -> bool:
    """Whether a place names a unit, by its canonical name or as written."""
    return key(unit) in (key(named.unit), key(named.as_written))
