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
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, TypeAlias

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.disclosure import THRESHOLD, protect_answers, protect_sizes
from inspectorate.language import gettext as _
from inspectorate.report.document import Block, Box, Bullets, Document, Item, Numbered, Paragraph, Quote, Table
from inspectorate.report.every_text import all_words, noted_words, words_of_item
from inspectorate.report.group_in_prose import Speaks, groups_told
from inspectorate.report.group_name import is_bare
from inspectorate.report.statistic import Statistic
from inspectorate.report.trait import TOO_MANY, traits_of
from inspectorate.report.workbook import Workbook

Kind: TypeAlias = Literal["small group", "person"]


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
    """A count of a group that is published somewhere: by its key, where, and in which sentence where it is in prose."""

    key: str
    yes: int
    whole: int
    document: str
    place: str
    said: str = ""


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
    groups = _by_question(hidden, titles or {})
    shown = [each for document in documents for each in in_prose(document, known, hidden.keys())]
    shown += [each for workbook in workbooks for each in _in_workbook(workbook, groups)]
    shown += by_construction(statistics)
    found = [*outright(shown, hidden, threshold), *by_subtraction(shown, hidden, threshold)]
    found += [each for document in documents for each in persons(document)]
    return tuple(dict.fromkeys(found))


def as_statistics(
    hidden: Mapping[str, Count], statistics: Mapping[str, Statistic], titles: Mapping[str, Titles]
) -> dict[str, Statistic]:
    """Hidden counts as statistics, so that prose that tells one is found; a group of nobody is none.

    Their terms are what the group is called, where it is of a group.
    """
    made = {}
    for key, count in hidden.items():
        if not count.relevant or (key.startswith("sample:") and not count.yes):
            continue
        total, called = statistics.get(key.partition("@")[0]), titles.get(key, Titles())
        group = key.rpartition("=")[2].replace("_", " ") if "=" in key else ""
        of = (
            f"{called.characteristic} {called.group or group}"
            if is_bare(called.group or group)
            else called.group or group
        )
        what = "; ".join(filter(None, (total.what if total else called.question or key, of)))
        terms = tuple(filter(None, (called.group, group, *called.aliases))) if group else ()
        made[key] = Statistic(
            key, "proportion", what, "", numerator=count.yes, denominator=count.relevant, group=of, terms=terms
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
    hidden: Set[str],
    speaks: Speaks | None = None,
) -> Iterator[Shown]:
    """Every count of a group that the texts of a document tell, with the anchor of its block.

    ``speaks`` says, once it has the text, of which numbers it may be; without it, of every one.
    """
    for told in groups_told(document, statistics, hidden, speaks):
        each = statistics[told.key]
        yield Shown(each.key, each.numerator or 0, each.denominator or 0, document.title, told.place, told.said)


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
            ).format(cases=each.yes if each.key.startswith("sample:") else each.whole, threshold=threshold)
            told = f"‘{each.said}’ {why}" if each.said else why
            yield Disclosed("small group", each.document, each.place, each.key, told, _("Leave the number out."))


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
    """The practice examples, quotations and other texts on one person in which that person could be told."""
    found = []
    for place, block in enumerate((*document.cover, *document.blocks)):
        limit = too_many if isinstance(block, Box | Quote) else too_many + 1
        for name, text in _telling(block, limit):
            traits = "; ".join(f"{trait} (‘{said}’)" for trait, said in traits_of(text).items())
            why = _("It says of one person: {traits}.").format(traits=traits)
            mend = _("Leave out or blur what the point does not need: an age band, no place, no rare trait.")
            where = name or _("block {number}").format(number=place + 1)
            found.append(Disclosed("person", document.title, where, text, why, mend, fingerprint(text)))
    return tuple(found)


def _telling(block: Block, limit: int) -> Iterator[tuple[str, str]]:
    """The texts of a block that say so much of one person, with their anchors; that of a box is all that is in it."""
    if isinstance(block, Bullets | Numbered):
        for item in block.items:
            yield from _telling_items(item, limit)
        return
    texts = [all_words(block)]
    if isinstance(block, Table):
        rows = (" ".join(noted_words(cell.runs) for cell in row) for row in block.rows)
        texts = [noted_words(block.caption), *rows, noted_words(block.note)]
    yield from ((getattr(block, "anchor", ""), text) for text in texts if len(traits_of(text)) >= limit)


def _telling_items(item: Item, limit: int) -> Iterator[tuple[str, str]]:
    """The innermost items that say so much; where none does, the item with all that is in it."""
    lists = (one for one in item.inside if not isinstance(one, Paragraph))
    inside = [each for one in lists for nested in one.items for each in _telling_items(nested, limit)]
    yield from inside
    behind = (noted_words(one.runs) for one in item.inside if isinstance(one, Paragraph))
    own, whole = " ".join((noted_words(item.runs), *behind)), words_of_item(item)
    text = own if len(traits_of(own)) >= limit else "" if inside else whole
    if len(traits_of(text)) >= limit:
        yield item.anchor, text


def fingerprint(text: str) -> str:
    """What a text is known by: any change but in its spaces makes it another."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]
