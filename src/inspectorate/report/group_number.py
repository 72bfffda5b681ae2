"""Whether a number in a sentence that names a group of cases is one of that group's: its size, or its answers.

Numbers of staff, of those who answered a survey and of the caseload are others. What stands for a number is read as
one: "none of the women", "both", "the only".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from inspectorate.register.facts import Quantity
from inspectorate.report.claims.matching import CLOSE, PERHAPS, SURE, Candidate
from inspectorate.report.claims.number import Number
from inspectorate.report.claims.phrase import BOUNDARY
from inspectorate.report.claims.reader import Span
from inspectorate.report.claims.value import agrees
from inspectorate.report.group_name import GroupName
from inspectorate.report.statistic import Statistic

#: Who or what is counted where it is no case: next to a number, and anywhere in its sentence.
_OTHERS_NEXT = re.compile(
    r"(?:\s+(?!(?:were|was|are|is|had|have|did|do|in|at|on|for|with|who|from|to|and|by|missed|attended)\b)[\w'-]+){0,2}?"
    r"\s+(?:staff|practitioners?|officers?|managers?|leaders?|posts?|vacanc\w+|workers?|employees"
    r"|volunteers?|respondents?|trainees|groups?|services?(?!\s+users?)|offices?|sites?|courses?|programmes?|teams?|visits?"
    r"|appointments?|hours?|days?|weeks?|months?|years?|beds?|places)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:survey\w*|respon(?:ded|dents?)|focus\s+groups?|sp(?:oke|oken|eak)\s+(?:to|with)|interviewed|told\s+us"
    r"|we\s+met|caseload|workforce|population|in\s+post|recruit\w*|vacanc\w+)\b",
    re.IGNORECASE,
)
_OF_SAMPLE = re.compile(r"\b(?:sample|cases?|inspected|we\s+read)\b", re.IGNORECASE)
_OF_PEOPLE = re.compile(r"\b(?:sample|cases|people|persons|those)\b", re.IGNORECASE)
#: Between a share of all and the name of a group: "17 per cent of the sample were women".
_ARE = re.compile(
    r"\b(?:were|was|are|is|had|have|aged|identif\w+|made?|making|account\w*|compris\w+|represent\w*|recorded)\b",
    re.IGNORECASE,
)
#: What turns a number of some into that of all others: before the number, and before the name of the group.
_BUT = re.compile(
    r"\b(?:all\s+but|except(?:\s+for)?|apart\s+from|other\s+than|excluding)\s+(?:the\s+)?$", re.IGNORECASE
)
_NOT = re.compile(r"(?:\bnot|n't|\bnon|\bno|other\s+than)(?:\s+[\w'-]+){0,2}[\s-]+$", re.IGNORECASE)
_NOT_ANY = re.compile(r"(?:\bnot|n't|\bnever|\bfail\w*|\bwithout)\b", re.IGNORECASE)
_WORD = re.compile(
    r"\b(?:none|no|neither|not\s+(?:one|any|a\s+single)|any|all|every|each|both|(?:only|just|all\s+but)\s+one)\b",
    re.IGNORECASE,
)
_CASES = r"(?:cases?|assessments?|plans?|reviews?|people|persons?|individuals?|service\s+users?)"
_SOME = r"(?:\s+of)?(?:\s+(?:the|these|those|their|our|such|relevant|inspected)){0,2}"
_TO_NAME = re.compile(
    rf"{_SOME}(?:\s+(?:other\s+)?{_CASES})?(?:\s+(?:of|who|were|aged|with|for|a|an|the)){{0,3}}\s+", re.IGNORECASE
)
_TO_CASES = re.compile(rf"{_SOME}\s+(?:{_CASES}\b|them\b)|\s+of\s+(?:them|these|those)\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:the\s+only|only\s+one|the\s+one|the\s+single|a\s+single)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_BACK = re.compile(r"\b(?:them|these|those|they|their)\b", re.IGNORECASE)
#: What may follow a number of cases or people by itself: the end, a verb, or what is counted.
_COUNTED = re.compile(
    r"\s*(?:$|[.,;:)?!-])|\s+(?:were|was|are|is|had|have|has|did|do|identified|in|for|with|aged|held|out|and|by|on|from"
    rf"|(?:relevant\s+|inspected\s+)?{_CASES}|of\s+(?:the\s+|these\s+|those\s+|our\s+|all\s+)*(?:\d+|\w+(?:teen|ty)|{_CASES}"
    r"|sample|them|whom|which|these|those|aged|whose))\b",
    re.IGNORECASE,
)
_REFERRING = re.compile(r"\s+of\s+(?:them|whom|which)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|on\s+average)\b", re.IGNORECASE)
#: A sentence of no more words is read with what it stands under, as an item of a list and a cell are.
_SHORT = 9


@dataclass(frozen=True)
class Group:
    """A hidden group: its name, its size where that is hidden, its hidden answers by key, and those that are told."""

    name: GroupName
    size: Statistic | None
    answers: Mapping[str, Statistic]
    told: Sequence[Statistic] = ()


@dataclass(frozen=True)
class Mention:
    """A number in a ``sentence`` of ``text`` with a group: named at ``names``, or in what stands ``above``."""

    text: str
    sentence: Span
    span: Span
    names: tuple[Span, ...]
    above: str = ""

    @property
    def said(self) -> str:
        """The sentence."""
        return self.text[slice(*self.sentence)]

    @cached_property
    def is_of_others(self) -> bool:
        """Whether the number counts others than cases."""
        if _OTHERS_NEXT.match(self.text[self.span[1] : self.sentence[1]]):
            return True
        return bool(_OTHERS.search(self.said)) and not _OF_SAMPLE.search(self.said)

    @cached_property
    def is_in_clause(self) -> bool:
        """Whether the group is named in the clause of the number."""
        return any(not BOUNDARY.search(self._between(name)) for name in self.names)

    @cached_property
    def is_of_all(self) -> bool:
        """Whether a share is one of all cases that are of the group: "a sixth of the people were women"."""
        between = [self._between(name) for name in self.names]
        is_said = any(_ARE.search(each) or not each.strip() or each.rstrip().endswith((":", "=")) for each in between)
        return is_said and bool(_OF_PEOPLE.search(self.said) or _OF_PEOPLE.search(self.above))

    @cached_property
    def is_turned(self) -> bool:
        """Whether it speaks of all others."""
        before = self.text[self.sentence[0] : self.span[0]]
        return bool(_BUT.search(before)) or any(
            _NOT.search(self.text[self.sentence[0] : name[0]]) for name in self.names
        )

    @cached_property
    def is_close(self) -> bool:
        """Whether an amount by itself is of the group: one of cases or people, or of those that the group names.

        They are named near it, or are what a short sentence refers to.
        """
        after = self.text[self.span[1] : self.sentence[1]]
        if not self.names:
            return bool(_COUNTED.match(after)) and (len(self.said.split()) <= _SHORT or bool(_BACK.search(self.said)))
        is_named = any(_TO_NAME.fullmatch(self.text, self.span[1], name[0]) for name in self.names)
        near = min(len(BOUNDARY.findall(self._between(name))) for name in self.names)
        refers = bool(_REFERRING.match(after)) and not _OF_PEOPLE.search(self.said)
        return is_named or (bool(_COUNTED.match(after)) and near <= 2 and not refers and not _EACH.search(after))

    def _between(self, name: Span) -> str:
        return self.text[min(self.span[1], name[1]) : max(self.span[0], name[0])]


def told_of(group: Group, number: Number, mention: Mention) -> Iterator[str]:
    """The keys of the counts of a group that a number tells, the likeliest first."""
    quantity = number.quantity
    if mention.is_of_others or (quantity.kind == "amount" and not mention.is_close):
        return
    if _is_one_of_them(quantity, mention) or _is_told(group, number):
        return
    if group.size and _is_size(quantity, group.size, mention):
        yield group.size.key
    yield from _answers(group, number)


def _is_told(group: Group, number: Number) -> bool:
    """Whether it is a number of the group that is told: a whole count, how many are relevant, or of the question."""
    quantity = number.quantity
    best = number.found[0].fit if number.found else 0.0
    near = {each.subject.yes.key for each in number.found if each.fit >= CLOSE * best}
    for each in group.told:
        is_base = quantity.kind == "amount" and quantity.value == each.denominator
        if is_base or ((quantity.kind == "count" or each.key in near) and agrees(quantity, each)):
            return True
    return False


def _is_one_of_them(quantity: Quantity, mention: Mention) -> bool:
    """Whether it is one person of whom something is told: "one woman said"; not "only one", nor "all but one"."""
    alone = quantity.kind == "amount" and quantity.value == 1
    return alone and not quantity.emphasis and not mention.is_turned


def _is_size(quantity: Quantity, size: Statistic, mention: Mention) -> bool:
    """Whether a number tells how many cases a group has: of all, of itself, or by all others."""
    many, cases = size.numerator or 0, size.denominator or 0
    if not 0 < many < cases:
        return False
    if quantity.kind == "count":
        part, whole = quantity.numerator, quantity.denominator
        return whole == many or (whole == cases and (part == many or (mention.is_turned and part == cases - many)))
    if quantity.kind == "amount":
        return quantity.value == many or (mention.is_turned and quantity.value == cases - many)
    if not mention.is_of_all:
        return False
    return bool(agrees(quantity, size) or (mention.is_turned and agrees(quantity, opposite(size))))


def _answers(group: Group, number: Number) -> Iterator[str]:
    """The questions of which a number tells the answers of a group: a count by itself, others by the question."""
    near = [each for each in number.found if each.subject.yes.key in group.answers]
    least = max(PERHAPS, CLOSE * near[0].fit) if near else 0.0
    for each in near:
        if number.quantity.kind == "count" or each.fit >= least:
            statistic = group.answers[each.subject.yes.key]
            if agrees(number.quantity, statistic) or agrees(number.quantity, opposite(statistic)):
                yield statistic.key


def opposite(statistic: Statistic) -> Statistic:
    """The same of those that were not."""
    whole = statistic.denominator or 0
    return Statistic(
        statistic.key, "proportion", "", "", numerator=whole - (statistic.numerator or 0), denominator=whole
    )


def is_released(number: Number, mention: Mention, hidden: Mapping[str, object], name: str) -> bool:
    """Whether a number is surely one that may be told: of something else, or of all cases where no group is meant.

    A number of all cases is none of a group that is named in its clause, unless the question itself is of that group.
    """
    for each in number.found:
        if each.fit < SURE or each.subject.yes.key in hidden:
            continue
        if not any(agrees(number.quantity, statistic) for statistic in each.subject.statistics):
            continue
        of_all = each.subject.domain == "case" and "@" not in each.subject.yes.key
        if not of_all or not mention.is_in_clause or name.casefold() in each.subject.yes.what.casefold():
            return True
    return False


@dataclass(frozen=True)
class Said:
    """A word that stands for a number of a group: "none", "all", "both", "only" for the only one, "one" of some."""

    span: Span
    word: str


def words_for(text: str, sentence: Span, names: Sequence[Span]) -> Iterator[Said]:
    """The words of a sentence that tell a number of a group that it names."""
    for name in names:
        if (only := _ONLY.search(text[sentence[0] : name[0]])) and not text[name[1] : name[1] + 2].startswith("s "):
            yield Said((sentence[0] + only.start(), name[1]), "only")
    for match in _WORD.finditer(text, *sentence):
        is_named = any(_TO_NAME.fullmatch(text, match.end(), name[0]) for name in names if name[0] > match.end())
        if is_named or _TO_CASES.match(text, match.end(), sentence[1]):
            word = " ".join(match[0].casefold().split())
            if word == "both" and any(text.startswith(" and ", name[1]) for name in names):
                continue  # "Both men and women": two groups, and not two of one.
            if word != "any" or _NOT_ANY.search(text[sentence[0] : match.start()]):
                yield Said(match.span(), "one" if word.endswith(" one") and word != "not one" else word)


def told_by(group: Group, said: Said, near: Sequence[Candidate]) -> Iterator[str]:
    """The keys of the counts of a group that a word tells, of the questions ``near``."""
    size = (group.size.numerator or 0) if group.size else 0
    if group.size and ((said.word in ("both", "neither") and size == 2) or (said.word == "only" and size == 1)):
        yield group.size.key
    for each in near:
        if said.word != "only" and each.fit >= SURE and each.subject.yes.key in group.answers:
            statistic = group.answers[each.subject.yes.key]
            few = 1 if said.word == "one" else 0
            if few in (statistic.numerator, opposite(statistic).numerator):
                yield statistic.key
