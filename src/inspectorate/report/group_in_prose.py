"""The texts of a document looked through for what they tell of hidden groups of cases.

A number tells of a group where its sentence, or what it stands under, names the group, and it is one of the numbers of
that group (``group_number``). What the evidence put in whole tells what may be told.
"""

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from inspectorate.register.facts import Fact, Quantity
from inspectorate.register.reading.layout import collapsed, is_within_section
from inspectorate.report.claims.matching import CLOSE, SURE, Wanted, candidates
from inspectorate.report.claims.number import Number, numbers
from inspectorate.report.claims.phrase import phrase, population
from inspectorate.report.claims.reader import Reader, Span
from inspectorate.report.claims.subject import Subjects, subjects
from inspectorate.report.claims.text import Text, of_blocks
from inspectorate.report.claims.value import agrees
from inspectorate.report.document import Block, Cell, Document, Heading, Paragraph, Run, Runs, Table, plain
from inspectorate.report.every_text import EveryText, every_text
from inspectorate.report.group_name import GroupName
from inspectorate.report.group_number import Group, Mention, Said, is_released, opposite, told_by, told_of, words_for
from inspectorate.report.statistic import Statistic

#: Given a text, says of which of its numbers something may be.
Speaks: TypeAlias = Callable[[Reader], Callable[[Number], bool]]

#: Set before each text, so that no number, bullet or mark at its beginning makes it anything but a paragraph.
_BEFORE = "There: "
#: Marks that would end a text or part it into cells, and the one after which no number is looked for.
PLAIN = str.maketrans({"=": " ", **dict.fromkeys("\n\r\t\v\f|", " ")})
#: What stands before the group in a key.
_GROUP_OF = re.compile(r"^sample:|^.*@")
_CONTENTS = re.compile(r"(?:table of )?contents\b", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A count of a group that a text tells: its key, the place of the text, and the sentence."""

    key: str
    place: str
    said: str


def groups_told(
    document: Document,
    statistics: Mapping[str, Statistic],
    hidden: Collection[str],
    speaks: Speaks | None = None,
) -> Iterator[Told]:
    """Every count of a group of cases that a document tells, hidden or not: those of numbers, then those of words.

    ``statistics`` are all, ``hidden`` the keys of those that may not be told; ``speaks`` says, once it has the text, of
    which numbers it may be, of every one without it.
    """
    texts, undated = list(every_text(document)), [each for each in statistics.items() if each[1].kind != "date"]
    known = _known(tuple(undated), tuple(hidden))  # no group is told by a date, and the day of publication is moved
    pieces = [tuple(texts)] if speaks else list(_pieces(texts))
    found: list[tuple[EveryText, _Found]] = []
    for piece in pieces:
        of_piece = _looked(piece, known, speaks) if speaks else _read(piece, known)
        found += [(piece[each.place], each) for each in of_piece]
    for text, each in sorted(found, key=lambda one: one[1].by_words):
        for key in each.keys:
            yield Told(key, text.place, each.said)


@dataclass(frozen=True)
class _Found:
    """A number, or words for one, that tell the groups of ``keys``: in which text of a piece, and the sentence."""

    place: int
    keys: tuple[str, ...]
    said: str
    by_words: bool


#: How many pieces of documents are kept with what they tell: those of a few states of an inspection's documents.
_KEPT = 256


@dataclass(frozen=True)
class _Known:
    """What texts are held against, and the pieces that were: a text is looked through once, and again where it changed.

    ``spoken_of`` are the subjects of all statistics, ``asked`` the words of all questions.
    """

    statistics: Mapping[str, Statistic]
    spoken_of: Subjects
    hidden: Mapping[str, Statistic]
    groups: tuple[Group, ...]
    asked: str
    read: dict[Hashable, tuple[_Found, ...]]


@lru_cache(maxsize=4)
def _known(statistics: tuple[tuple[str, Statistic], ...], keys: tuple[str, ...]) -> _Known:
    every = dict(statistics)
    hidden = {key: every[key] for key in keys if key in every}
    asked = {each.what for key, each in statistics if key.startswith("case:") and "@" not in key}
    words = "\n".join(asked).replace("’", "'").casefold()
    return _Known(every, subjects(every), hidden, tuple(_groups(hidden, every)), words, {})


def _pieces(texts: Sequence[EveryText]) -> Iterator[tuple[EveryText, ...]]:
    """The texts from one heading that begins a section to the next: nothing is read across it (``layout``)."""
    piece: list[EveryText] = []
    for each in texts:
        if piece and _begins_section(each):
            yield tuple(piece)
            piece = []
        piece.append(each)
    if piece:
        yield tuple(piece)


def _begins_section(text: EveryText) -> bool:
    if not text.level or isinstance(text.block, Table):
        return False
    words = collapsed(plain(text.block.runs).translate(PLAIN))
    return not _CONTENTS.match(words) and not is_within_section(words)


def _read(piece: tuple[EveryText, ...], known: _Known) -> tuple[_Found, ...]:
    """What a piece tells, wherever it stands now."""
    asked = tuple((each.block, each.under, each.level) for each in piece)
    found = known.read.get(asked)
    if found is None:
        if len(known.read) >= _KEPT:
            known.read.clear()
        found = known.read[asked] = tuple(_looked(piece, known))
    return found


def _looked(piece: Sequence[EveryText], known: _Known, speaks: Speaks | None = None) -> Iterator[_Found]:
    reader = Reader(_as_text(piece), known.statistics)
    may, look = speaks(reader) if speaks else None, _Look(reader, piece, known)
    for number, keys, by_words in look.found():
        if keys and (may is None or may(number)):
            said = reader.words(number.sentence).removeprefix(_BEFORE.strip()).lstrip(" -")
            yield _Found(look.place_of(number), tuple(dict.fromkeys(keys)), said, by_words)


class _Look:
    """The numbers of the texts of a piece, and the words for one, with the counts of groups that each tells."""

    def __init__(self, reader: Reader, texts: Sequence[EveryText], known: _Known) -> None:
        self._reader, self._texts, self._spoken_of = reader, texts, known.spoken_of
        self._hidden, self._groups, self._asked = known.hidden, known.groups, known.asked

    def place_of(self, number: Number) -> int:
        """The place among the texts of that in which a number stands."""
        return int(self._reader.text.place(*number.span).anchor)

    def found(self) -> Iterator[tuple[Number, list[str], bool]]:
        """Every number and word with the keys of what it tells, and whether it is a word."""
        for number in numbers(self._reader, self._spoken_of):
            yield number, [*self._released(number), *self._of_all(number), *self._of_groups(number)], False
        for number, keys in self._by_words():
            yield number, keys, True

    def _released(self, number: Number) -> Iterator[str]:
        """The group that may be told and that a number surely is of."""
        for each in number.found[:1]:
            statistic = each.subject.yes
            is_group = "@" in statistic.key or statistic.key.startswith("sample:")
            said = number.key == statistic.key or (each.fit >= SURE and agrees(number.quantity, statistic))
            if is_group and said and statistic.kind == "proportion" and statistic.key not in self._hidden:
                yield statistic.key

    def _of_all(self, number: Number) -> Iterator[str]:
        """The questions of which nothing may be told, of all cases, and that a number may be of."""
        best = number.found[0].fit if number.found else 0.0
        near = [each for each in number.found if each.fit >= max(SURE, CLOSE * best)]
        agreeing = [each for each in near if any(agrees(number.quantity, one) for one in _both(each.subject.yes))]
        keys = [each.subject.yes.key for each in agreeing]
        if not self._is_inserted(number) and (not keys or keys[0] in self._hidden):
            yield from (key for key in keys if key in self._hidden and "=" not in key)

    def _of_groups(self, number: Number) -> Iterator[str]:
        if self._is_inserted(number):
            return
        for group, mention in self._mentions(number):
            if not is_released(number, mention, self._hidden, group.name.value.replace("_", " ")):
                yield from islice(told_of(group, number, mention), 1)

    def _is_inserted(self, number: Number) -> bool:
        """Whether the evidence put in a number as a whole, and so may tell it."""
        start, end = number.span
        return any(each.start <= start and end <= each.end for each in self._reader.text.inserted)

    def _mentions(self, number: Number) -> Iterator[tuple[Group, Mention]]:
        """The groups that a number may be of, by what is named in its sentence, or before or above it."""
        clean, sentence = self._reader.clean, number.sentence
        named = self._named(clean[slice(*sentence)])
        under = " / ".join(self._texts[self.place_of(number)].under).translate(PLAIN)
        if named:
            for group, spans in named:
                own = tuple((sentence[0] + first, sentence[0] + last) for first, last in spans)
                if not any(first < number.span[1] and number.span[0] < last for first, last in own):
                    yield group, Mention(clean, sentence, number.span, own, under)
            return
        before = self._reader.before(number.fact.value.block, sentence)
        above = self._named(clean[slice(*before)]) if before else ()
        for group, _spans in above or self._named(under):
            yield group, Mention(clean, sentence, number.span, (), under)

    def _named(self, text: str) -> tuple[tuple[Group, tuple[Span, ...]], ...]:
        found = (
            (group, tuple(span for span in group.name.spans(text) if not self._is_asked(text, span)))
            for group in self._groups
        )
        return tuple((group, spans) for group, spans in found if spans)

    def _is_asked(self, text: str, name: Span) -> bool:
        """Whether a name stands in the words of a question: "the sentence or post-custody period implemented"."""
        before, after = text[: name[0]].split(" ")[-3:], text[name[1] :].split(" ")[:3]
        around = f"{' '.join(before)}{text[slice(*name)]}{' '.join(after)}".casefold().strip()
        return around != text[slice(*name)].casefold() and around in self._asked

    def _by_words(self) -> Iterator[tuple[Number, list[str]]]:
        """The words that stand for a number, in the sentences that name a group."""
        clean = self._reader.clean
        for index, block in self._reader.prose():
            for sentence in self._reader.layout.sentences(block):
                for group, spans in self._named(clean[slice(*sentence)]):
                    own = [(sentence[0] + first, sentence[0] + last) for first, last in spans]
                    for said in words_for(clean, sentence, own):
                        number = self._as_number(index, sentence, said)
                        yield number, list(islice(told_by(group, said, number.found), 1))

    def _as_number(self, index: int, sentence: Span, said: Said) -> Number:
        clean = self._reader.clean
        whom = population(clean, sentence, said.span)
        wanted = Wanted(phrase(clean, sentence, said.span, ()), "share", whom, self._reader.standard(index))
        quantity = Quantity(said.word, Fraction(0), "", clean[slice(*said.span)], block=index)
        fact = Fact(quantity, (self._reader.layout.evidence(*said.span, said.word),))
        return Number(fact, said.span, sentence, tuple(candidates(wanted, self._spoken_of)), "either")


def _both(statistic: Statistic) -> tuple[Statistic, Statistic]:
    return statistic, opposite(statistic)


def _groups(hidden: Mapping[str, Statistic], statistics: Mapping[str, Statistic]) -> Iterator[Group]:
    """The hidden groups, each with its names, its size and its answers."""
    told: dict[str, list[Statistic]] = {}
    for key, statistic in statistics.items():
        if key not in hidden and statistic.kind == "proportion" and ("@" in key or key.startswith("sample:")):
            told.setdefault(_GROUP_OF.sub("", key), []).append(statistic)
    by_group: dict[str, dict[str, Statistic]] = {}
    for key, statistic in hidden.items():
        if "=" in key:
            by_group.setdefault(_GROUP_OF.sub("", key), {})[key] = statistic
    for named, found in by_group.items():
        characteristic, _equals, value = named.partition("=")
        names = tuple(dict.fromkeys(term for each in found.values() for term in each.terms))
        answers = {key: each for key, each in found.items() if key.startswith("case:")}
        yield Group(GroupName(characteristic, value, names), found.get(f"sample:{named}"), answers, told.get(named, ()))


def _as_text(texts: Sequence[EveryText]) -> Text:
    """The texts as one to be read: each a paragraph, whatever it is, with its place among them for its anchor."""
    blocks: list[Block] = []
    for place, each in enumerate(texts):
        anchor = str(place)
        if isinstance(each.block, Table):
            blocks.append(replace(_headed(each.block), anchor=anchor))
            continue
        runs = tuple(replace(run, text=run.text.translate(PLAIN)) for run in each.block.runs)
        if each.level and not _CONTENTS.match(plain(runs)):
            blocks.append(Heading(runs, each.level, anchor))
        blocks.append(Paragraph((Run(_BEFORE), *runs), anchor=anchor))
    return of_blocks(blocks, whole=True)


def _headed(table: Table) -> Table:
    """A table without the marks at the ends of its heads, which would part them from what they head."""
    rows = tuple((Cell(_unended(row[0].runs)), *row[1:]) if row else row for row in table.rows)
    return replace(table, head=tuple(map(_unended, table.head)), rows=rows)


def _unended(runs: Runs) -> Runs:
    return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip(" .?!:;"))) if runs else runs
