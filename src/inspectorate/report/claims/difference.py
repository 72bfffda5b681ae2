"""Claims that groups differ which compare no two of them in so many words: "women were less likely", "a clear gap"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from inspectorate.language import gettext as _
from inspectorate.report.claims.claim import Kind
from inspectorate.report.claims.comparison import CAVEAT_SENTENCE, LESS, MORE
from inspectorate.report.claims.group import Named, covers, named
from inspectorate.report.claims.judging import Judged
from inspectorate.report.claims.matching import SURE, Wanted, candidates
from inspectorate.report.claims.number import Number
from inspectorate.report.claims.phrase import phrase
from inspectorate.report.claims.reader import Reader, Span
from inspectorate.report.claims.subject import Subject, Subjects
from inspectorate.report.statistic import Statistic

DIFFER = re.compile(
    rf"\b(?:(?:(?P<more>more)|(?P<less>less)|(?:twice|half)\s+as|as)\s+(?:likely|often)|(?P<better>{MORE})(?!\s+than\s+\d)"
    rf"|(?P<worse>{LESS})(?!\s+than\s+\d)|disproportion\w*|dispariti?\w*|inequalit\w+"
    r"|(?:difference|gap)s?\s+(?:between|in|for)|differ(?:s|ed)?\b)",
    re.IGNORECASE,
)
#: "To engage better": what is aimed at is no difference.
AIM = re.compile(r"\bto\s+\w+\s+$", re.IGNORECASE)
#: What sets the figure of one group against that of another.
AGAINST = re.compile(r"\b(?:but|while|whilst|whereas|against|compared\s+(?:with|to))\b", re.IGNORECASE)
#: Characteristics by which people are told apart, not the work: only of these is a difference read from one word.
OF_PEOPLE = ("gender", "ethnicity", "age", "disability", "belief", "nationality")

Found = tuple[Kind, Span, Span, Judged]


def differences(
    reader: Reader,
    statistics: Mapping[str, Statistic],
    subjects: Subjects,
    numbers: Sequence[Number],
    compared: Sequence[Span],
) -> Iterator[Found]:
    """Every other sentence than those ``compared`` that says that a group of people differs, with what comes of it."""
    for index, block in reader.prose():
        for sentence in reader.layout.sentences(block):
            said = None if sentence in compared else _said(reader, sentence, numbers)
            if said and not reader.is_said(said[0].start()):
                match, groups = said
                judged = _judged(reader, index, sentence, match, groups, statistics, subjects)
                yield "difference", match.span(), sentence, judged


def _said(reader: Reader, sentence: Span, numbers: Sequence[Number]) -> tuple[re.Match[str], frozenset[Named]] | None:
    """The word that says so, and the groups of people that the sentence names."""
    groups = frozenset(each for each in named(reader.clean, sentence, sentence, ()) if each.kind in OF_PEOPLE)
    if not groups:
        return None
    found = DIFFER.finditer(reader.clean, *sentence)
    match = next((each for each in found if not AIM.search(reader.clean[sentence[0] : each.start()])), None)
    if match:
        return match, groups
    inside = [each for each in numbers if each.sentence == sentence and each.quantity.kind != "amount"]
    two = any(len({each.name for each in groups if each.kind == kind}) > 1 for kind in OF_PEOPLE)
    if two and len(inside) > 1:
        against = AGAINST.search(reader.clean, inside[0].span[1], inside[-1].span[0])
        return (against, groups) if against else None
    return None


def _judged(
    reader: Reader,
    index: int,
    sentence: Span,
    match: re.Match[str],
    groups: frozenset[Named],
    statistics: Mapping[str, Statistic],
    subjects: Subjects,
) -> Judged:
    """Held against the tests of the question that is surely meant; without any it needs the caveat beside it."""
    near = candidates(
        Wanted(phrase(reader.clean, sentence, match.span(), []), "share", "", reader.standard(index)), subjects
    )
    meant = [each.subject for each in near if each.fit >= SURE and _is_of(each.subject, groups)][:1]
    keys = tuple(each.yes.key for each in meant)
    if meant and all(each.yes.tested is False for each in meant):
        why = _("The difference was tested, and is no more than chance would explain.")
        return Judged("false", why, keys, _("Leave out that they differ."))
    if meant and all(each.yes.tested and _may_be_so(each.yes, match, statistics) for each in meant):
        return Judged("true", _("The difference was tested: it is more than chance would explain."), keys)
    if reader.has_caveat(index):
        return Judged("true", _("It was not tested, and the text says so."), keys)
    why = _("The difference was not tested. Test it, or say so beside it.")
    return Judged("unsupported", why, keys[:3], CAVEAT_SENTENCE)


def _is_of(subject: Subject, groups: frozenset[Named]) -> bool:
    return "@" in subject.yes.key and subject.domain == "case" and covers(subject.yes, groups)


def _may_be_so(statistic: Statistic, match: re.Match[str], statistics: Mapping[str, Statistic]) -> bool:
    """Whether a group lies on the side of all cases that the word says, where it says one."""
    side = match.groupdict()
    whole, share = statistics.get(statistic.key.partition("@")[0]), statistic.share
    if not (side.get("better") or side.get("worse")):
        return not (side.get("more") or side.get("less"))
    if whole is None or whole.share is None or share is None:
        return False
    return share > whole.share if side.get("better") else share < whole.share
