"""What is looked at before release: whether anyone can be told from all that is about to be published together.

Two ways lead to a person. A small group that no table shows can be the difference of what is shown elsewhere: between a
total and the groups of it, in tables and in prose. And a practice example can say so much of one person, age, sex,
ethnicity, offence, place, that whoever knows some of it knows who is meant. Both are said with the place where they
stand and why. The threshold is that of ``aggregation.disclosure``; how many traits are too many is assumed.

How many of all cases met a question is no characteristic of anyone, however few cases it applied to: S1 prints "three
out of four cases". A row of a table tells of a group where it says of which: a bare "Yes" is an answer.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, TypeAlias

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.disclosure import THRESHOLD, protect_answers, protect_sizes
from inspectorate.language import gettext as _
from inspectorate.report.claims.matching import SURE
from inspectorate.report.claims.number import Number, numbers
from inspectorate.report.claims.reader import Reader
from inspectorate.report.claims.subject import Subjects, subjects
from inspectorate.report.claims.text import of_document
from inspectorate.report.claims.value import agrees
from inspectorate.report.document import (
    Box,
    Bullets,
    Document,
    Heading,
    Numbered,
    Paragraph,
    Quote,
    Runs,
    plain,
    walked,
)
from inspectorate.report.statistic import Statistic
from inspectorate.report.trait import TOO_MANY, traits_of
from inspectorate.report.workbook import Workbook

Kind: TypeAlias = Literal["small group", "person"]

#: Given a text, says of which of its numbers something may be.
Speaks: TypeAlias = Callable[[Reader], Callable[[Number], bool]]

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Disclosed:
    """Something that could tell of a person: what kind, where it stands, and why.

    ``document`` is the title of the document or workbook, ``place`` an anchor, a table or a sheet, ``text`` what stands
    there; ``mend`` what to do. A small group is arithmetic. Whether a person could be told is for someone to judge, and
    what they say is kept by the ``fingerprint`` of the text; it is blank for a small group.
    """

    kind: Kind
    document: str
    place: str
    text: str
    why: str
    mend: str
    fingerprint: str = ""


@dataclass(frozen=True)
class Titles:
    """What tables call a hidden group, the characteristic by which it is one, and the question that it answered.

    ``aliases`` are other words for the group: women. All blank but the question for a question whose count over all
    cases is that of a hidden group.
    """

    characteristic: str = ""
    group: str = ""
    question: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A count of a group that is published somewhere: by its key and where."""

    key: str
    yes: int
    whole: int
    document: str
    place: str


def disclosure_check(
    documents: Sequence[Document],
    workbooks: Sequence[Workbook],
    statistics: Mapping[str, Statistic],
    hidden: Mapping[str, Count],
    threshold: int = THRESHOLD,
    titles: Mapping[str, Titles] | None = None,
) -> tuple[Disclosed, ...]:
    """What all that is published together could tell of a person; nothing where it tells of none.

    ``statistics`` are those that may be published, ``hidden`` the counts of groups that may not, by the key that they
    would have ("case:2.2.3@gender=female", "sample:gender=female"; "case:domestic_abuse_improved" where a question is
    asked of hidden groups alone): who checks knows them, who reads must not. ``threshold`` is the fewest cases of which
    anything is told; ``titles`` call the hidden groups as tables print them.
    """
    known = {**statistics, **as_statistics(hidden, statistics, titles or {})}
    spoken_of, groups = subjects(known), _by_question(hidden, titles or {})
    shown = [each for document in documents for each in in_prose(document, known, spoken_of, hidden.keys())]
    shown += [each for workbook in workbooks for each in _in_workbook(workbook, groups)]
    shown += by_construction(statistics)
    found = [*outright(shown, hidden, threshold), *by_subtraction(shown, hidden, threshold)]
    found += [each for document in documents for each in persons(document)]
    return tuple(dict.fromkeys(found))


def as_statistics(
    hidden: Mapping[str, Count], statistics: Mapping[str, Statistic], titles: Mapping[str, Titles]
) -> dict[str, Statistic]:
    """Hidden counts as statistics, so that prose that tells one is found."""
    made = {}
    for key, count in hidden.items():
        group = key.rpartition("=")[2].replace("_", " ") if "=" in key else ""
        total, called = statistics.get(key.partition("@")[0]), titles.get(key, Titles())
        what = "; ".join(filter(None, (total.what if total else called.question or key, group)))
        terms = (group, *called.aliases) if group else ()
        made[key] = Statistic(
            key, "proportion", what, "", numerator=count.yes, denominator=count.relevant, group=group, terms=terms
        )
    return made


def by_construction(statistics: Mapping[str, Statistic]) -> Iterator[Shown]:
    """Every count of cases that the evidence releases: tables and the workbook print them."""
    for key, each in statistics.items():
        question = key.partition("@")[0]
        if each.kind != "proportion" or question.endswith(":no"):
            continue
        if key.startswith("sample:"):
            yield Shown(key, each.numerator or 0, each.denominator or 0, "", _("the table of the sample"))
        elif key.startswith("case:") and "=" not in question:
            yield Shown(key, each.numerator or 0, each.denominator or 0, "", _("the tables of results"))


def in_prose(
    document: Document,
    statistics: Mapping[str, Statistic],
    spoken_of: Subjects,
    hidden: Set[str],
    speaks: Speaks | None = None,
) -> Iterator[Shown]:
    """Every count of a group that the prose of a document says, with the anchor of its block.

    ``speaks`` says, once it has the text, of which numbers it may be; without it, of every one.
    """
    reader = Reader(of_document(document), statistics)
    is_of = speaks(reader) if speaks else None
    for number in numbers(reader, spoken_of):
        if is_of and not is_of(number):
            continue
        place = reader.text.place(*number.span)
        where = place.anchor or _("block {number}").format(number=place.block + 1)
        for candidate in number.found[:1]:
            each = candidate.subject.yes
            said = number.key == each.key or (candidate.fit >= SURE and agrees(number.quantity, each))
            of_group = "@" in each.key or each.key.startswith("sample:") or each.key in hidden
            if said and each.kind == "proportion" and of_group:
                yield Shown(each.key, each.numerator or 0, each.denominator or 0, document.title, where)


def _in_workbook(workbook: Workbook, groups: Mapping[str, Sequence["_Group"]]) -> Iterator[Shown]:
    """Hidden counts that a row of a sheet holds all the same: it says of which group, and has a number of it.

    ``groups`` are the hidden ones by question. A row that names none of these questions is of the sample where its
    sheet has a column of characteristics; those who answered a survey are asked for them too, and are others.
    """
    for sheet in workbook.sheets:
        by = _words(f"{sheet.name} {sheet.title}")
        of_sample = groups.get("sample", ()) if "characteristic" in {each.name for each in sheet.columns} else ()
        for row in sheet.rows:
            said = {str(cell).casefold() for cell in row if isinstance(cell, str)}
            numbers = {cell for cell in row if isinstance(cell, int)}
            asked = [each for text in said for each in groups.get(text, ())]
            for each in asked or of_sample:
                if not each.numbers.isdisjoint(numbers) and each.is_named(said, by):
                    yield Shown(each.key, each.count.yes, each.count.relevant, workbook.title, sheet.name)


@dataclass(frozen=True)
class _Group:
    """A hidden group as rows of tables may tell of it: what they call it and its characteristic, and its numbers."""

    key: str
    count: Count
    names: Set[str]
    by: Set[str]

    @property
    def numbers(self) -> Set[int]:
        """Of a group of the sample its size; of a question how many answered yes, and how many are relevant.

        Of a question that is not told at all, every number.
        """
        if self.key.startswith("sample:"):
            return {self.count.yes}
        if self.is_whole:
            return {self.count.yes, self.count.no, self.count.relevant, self.count.not_applicable, self.count.missing}
        return {self.count.yes, self.count.relevant}

    @property
    def is_whole(self) -> bool:
        """Whether it is the count of a question over all cases."""
        return "=" not in self.key

    def is_named(self, said: Set[str], sheet: str) -> bool:
        """Whether a row says that it is of this group; for its characteristic, the title of the sheet may say it.

        Not so of the sample, whose sheet is by all of them.
        """
        if self.is_whole:
            return True
        by_sheet = not self.key.startswith("sample:") and any(_words(name) in sheet for name in self.by)
        return not self.names.isdisjoint(said) and (by_sheet or not self.by.isdisjoint(said))


def _by_question(hidden: Mapping[str, Count], titles: Mapping[str, Titles]) -> Mapping[str, Sequence[_Group]]:
    made: dict[str, list[_Group]] = {}
    for key, count in hidden.items():
        question, characteristic = _split(key)
        called = titles.get(key, Titles())
        names = {key.rpartition("=")[2].replace("_", " ").casefold(), called.group.casefold()} - {""}
        by = {characteristic.replace("_", " ").casefold(), called.characteristic.casefold()} - {""}
        made.setdefault(question.removeprefix("case:").casefold(), []).append(_Group(key, count, names, by))
    return made


def _words(text: str) -> str:
    """A text as its words alone, so that one of them is found as a whole: "age" is not in "engaged"."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def outright(shown: Iterable[Shown], hidden: Mapping[str, Count], threshold: int) -> Iterator[Disclosed]:
    """What is shown of hidden groups themselves."""
    for each in shown:
        if each.key in hidden:
            why = _(
                "It tells of {cases} cases of a group that may not be shown: it has fewer than {threshold}, or one "
                "that has would follow from it."
            ).format(cases=each.whole, threshold=threshold)
            yield Disclosed("small group", each.document, each.place, each.key, why, _("Leave the number out."))


def by_subtraction(shown: Sequence[Shown], hidden: Mapping[str, Count], threshold: int) -> Iterator[Disclosed]:
    """Of each question and characteristic: whether what is left of the total, groups told taken away, tells of one.

    By the policy of ``aggregation.disclosure``: what is hidden together must hide the answers of each of its groups. A
    hidden group that is told outright is found as that, once: without its number nothing follows from it.
    """
    told: dict[str, Shown] = {}
    for each in shown:
        # The words of a document are named before the tables, since they are what can be changed.
        if each.key not in hidden and (each.key not in told or each.document):
            told[each.key] = each
    by_split: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in dict.fromkeys((*hidden, *told)):
        by_split[_split(key)].append(key)
    for question, characteristic in sorted({_split(key) for key in hidden}):
        of_it = by_split[question, characteristic]
        left = {key: hidden[key] for key in of_it if key in hidden}
        groups = [told[key] for key in of_it if key in told]
        if left and groups and (question in told or question == "sample") and not hides(left, groups, threshold):
            yield _subtracted(question, characteristic, groups, left)


def _split(key: str) -> tuple[str, str]:
    """The question and the characteristic of a key: "case:2.2.3" and "gender", or "sample" and "gender"."""
    if key.startswith("sample:"):
        return "sample", key.removeprefix("sample:").partition("=")[0]
    question, _at, group = key.partition("@")
    return question, group.partition("=")[0]


def hides(left: Mapping[str, Count], groups: Sequence[Shown], threshold: int) -> bool:
    """Whether the groups that are not told hide each other: their sizes of the sample, their answers of a question."""
    whole = {**left, **{each.key: Count(yes=each.yes, no=each.whole - each.yes) for each in groups}}
    if groups[0].key.startswith("sample:"):
        return protect_sizes({key: count.yes for key, count in whole.items()}, threshold) <= set(left)
    protected = protect_answers(whole, left, threshold)
    return all(each.key in protected.shown or not each.whole for each in groups)


def _subtracted(question: str, characteristic: str, groups: Sequence[Shown], left: Mapping[str, Count]) -> Disclosed:
    written = [each for each in groups if each.document]
    where = written[0] if written else groups[0]
    yes, whole = (sum(getattr(count, name) for count in left.values()) for name in ("yes", "relevant"))
    why = _(
        "Taken away from the total of {question}, the groups that are told leave {whole} cases of {left} hidden groups "
        "by {characteristic}, {yes} of them answered yes."
    ).format(question=question, whole=whole, left=len(left), characteristic=characteristic, yes=yes)
    mend = _("Leave out this group too, or tell the hidden groups only together with it.")
    return Disclosed("small group", where.document, where.place, where.key, why, mend)


def persons(document: Document, too_many: int = TOO_MANY) -> tuple[Disclosed, ...]:
    """The practice examples, quotations and paragraphs on one person in which that person could be told."""
    found = []
    for place, block in enumerate((*document.cover, *document.blocks)):
        for name, text in _told_of(block):
            traits = traits_of(text)
            limit = too_many if isinstance(block, Box | Quote) else too_many + 1
            if len(traits) >= limit:
                why = _("It says of one person: {traits}.").format(
                    traits="; ".join(f"{trait} (‘{said}’)" for trait, said in traits.items())
                )
                mend = _("Leave out or blur what the point does not need: an age band, no place, no rare trait.")
                where = name or _("block {number}").format(number=place + 1)
                found.append(Disclosed("person", document.title, where, text, why, mend, fingerprint(text)))
    return tuple(found)


def _told_of(block: object) -> Iterator[tuple[str, str]]:
    """The texts of a block that may each be of one person, with their anchors; those of a box together."""
    if isinstance(block, Box):
        yield block.anchor, " ".join([plain(block.title), *(_text(inside) for inside in walked(block.blocks))])
    elif isinstance(block, Quote):
        yield block.anchor, f"{plain(block.runs)} {block.who}"
    elif isinstance(block, Paragraph):
        yield block.anchor, _noted(block.runs)
    elif isinstance(block, Bullets | Numbered):
        for item in block.items:
            yield item.anchor, _noted(item.runs)


def _text(block: object) -> str:
    if isinstance(block, Paragraph | Heading | Quote):
        return plain(block.runs)
    if isinstance(block, Bullets | Numbered):
        return " ".join(plain(item.runs) for item in block.items)
    return ""


def _noted(runs: Runs) -> str:
    return " ".join([plain(runs), *(plain(run.note) for run in runs if run.note)])


def fingerprint(text: str) -> str:
    """What a text is known by: any change but in its spaces makes it another."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]
