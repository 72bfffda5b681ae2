"""Claims that compare: a number with another, a figure with that of the region, a group with another, now with then."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from inspectorate.language import gettext as _
from inspectorate.report.claims.claim import Kind
from inspectorate.report.claims.judging import Judged
from inspectorate.report.claims.matching import SURE, Wanted, candidates
from inspectorate.report.claims.number import Number
from inspectorate.report.claims.phrase import phrase
from inspectorate.report.claims.reader import Reader, Span
from inspectorate.report.claims.subject import Subject, Subjects
from inspectorate.report.claims.value import told
from inspectorate.report.claims.vocabulary import GROUPS, REGION, tokens
from inspectorate.report.statistic import Statistic

MORE = r"higher|greater|more|larger|above|better|longer|stronger"
LESS = r"lower|less|fewer|smaller|below|worse|shorter|weaker|poorer"
COMPARED = re.compile(
    rf"\b(?:(?P<more>{MORE})|(?P<less>{LESS}))\b(?=[^.;]{{0,90}}?\b(?:than|compared)\b)", re.IGNORECASE
)
THAN = re.compile(r"\bthan\b|\bcompared\s+(?:with|to)\b", re.IGNORECASE)
_RISEN = r"(?P<more>increas(?:e|ed|ing)|ris(?:e|en|ing)|rose|grown|grew|improv(?:ed|ement))"
_FALLEN = (
    r"(?P<less>decreas(?:e|ed|ing)|reduc(?:ed|tion)|fall(?:en)?|fell|declin(?:e|ed)|dropped|worsened|deteriorated)"
)
CHANGED = re.compile(
    rf"\b(?:{_RISEN}|{_FALLEN})\b"
    r"(?=[^.;]{0,80}\b(?:since|compared\s+(?:with|to)|(?:from|than)\s+(?:at\s+)?(?:the\s+)?(?:last|previous))\b)",
    re.IGNORECASE,
)
#: "Sickness had reduced", "has improved over the year": a change is told without saying since when. What had improved
#: something ("had improved factors linked to harm") tells of that.
HAS_CHANGED = re.compile(
    r"\b(?:had|has|have)\s+(?:(?:\w+ly|also|been|since)\s+){0,2}"
    rf"(?:{_RISEN}|{_FALLEN})\b(?=\s*(?:[.,;:)]|$|(?:\w+ly|also|and|at|but|by|during|for|from|in|over|since|this|to)\b))",
    re.IGNORECASE,
)
#: Better or worse, whichever way the figure of it goes: fewer days lost to sickness are better.
QUALITY = re.compile(r"improv|worsen|deteriorat", re.IGNORECASE)
#: What sets a figure against others, or against one of before, and gives neither.
BEYOND = re.compile(
    r"\b(?:highest|lowest|best|worst)\b(?=[^.;]{0,40}\b(?:in|of|across)\s+(?:the|our|any)\s+(?:region|country|nation|service)\b)"
    r"|\b(?:doubled|trebled|tripled|halved)\b|\b(?:twice|three\s+times)\s+as\s+(?:many|much|high)\b",
    re.IGNORECASE,
)
LEVELS = {"region": r"regional?\b", "nation": r"\b(?:national|England and Wales)\b"}
#: The sentence that must stand by a difference that was not tested, as reports print it.
CAVEAT_SENTENCE = (
    "The findings have not been subject to a relative rate index analysis, which is a test used to compare rates of "
    "incidence. We report on our findings with that caveat."
)

Found = tuple[Kind, Span, Span, Judged]


def comparisons(
    reader: Reader, statistics: Mapping[str, Statistic], subjects: Subjects, numbers: Sequence[Number]
) -> list[Found]:
    """Every comparison of the text with what comes of it."""
    found: list[Found] = []
    for index, block in reader.prose():
        for sentence in reader.layout.sentences(block):
            inside = [number for number in numbers if number.sentence == sentence]
            for match in COMPARED.finditer(reader.clean, *sentence):
                if reader.is_said(match.start()) or _is_qualifier(reader.clean, match, inside):
                    continue
                judged = _compared(reader, index, sentence, match, inside, statistics, subjects)
                if judged:
                    found.append((*judged[:1], match.span(), sentence, judged[1]))
            for span, match in _changes(reader.clean, sentence):
                if not reader.is_said(match.start()):
                    judged_ = _changed(reader, index, sentence, match, statistics, subjects)
                    found.append(("comparison", span, sentence, judged_))
            for match in BEYOND.finditer(reader.clean, *sentence):
                if not reader.is_said(match.start()):
                    why = _("The evidence has not both figures. Give the source of the other.")
                    found.append(("comparison", match.span(), sentence, Judged("unsupported", why)))
    return found


def _changes(text: str, sentence: Span) -> Iterator[tuple[Span, re.Match[str]]]:
    """What a sentence says to have risen or fallen, each once, with the word that says so."""
    seen: set[Span] = set()
    for pattern in (CHANGED, HAS_CHANGED):
        for match in pattern.finditer(text, *sentence):
            span = match.span("more") if match["more"] else match.span("less")
            if span not in seen:
                seen.add(span)
                yield span, match


def _is_qualifier(text: str, match: re.Match[str], inside: Sequence[Number]) -> bool:
    """Whether "more than" belongs to the number behind it: "more than 20 per cent", "no more than two"."""
    than = re.compile(r"\s+than\s+(?:the\s+|an?\s+)?").match(text, match.end())
    if re.search(r"\bno\s+$", text[max(0, match.start() - 5) : match.start()]):
        return True
    return bool(than) and any(than and number.span[0] == than.end() for number in inside)


def _compared(
    reader: Reader,
    index: int,
    sentence: Span,
    match: re.Match[str],
    inside: Sequence[Number],
    statistics: Mapping[str, Statistic],
    subjects: Subjects,
) -> tuple[Kind, Judged] | None:
    more = bool(match["more"])
    pair = _pair(reader.clean, match, inside)
    if pair:
        return "comparison", _of_pair(*pair, more)
    groups = _groups(reader.clean, sentence, match, subjects)
    if groups:
        return "difference", _of_groups(reader, index, sentence, match, groups, more, subjects)
    level = next(
        (
            name
            for name, words in LEVELS.items()
            if re.search(words, reader.clean[match.end() : sentence[1]], re.IGNORECASE)
        ),
        "",
    )
    if level:
        return "comparison", _of_level(reader, index, sentence, match, level, more, statistics, subjects)
    return None


def _pair(text: str, match: re.Match[str], inside: Sequence[Number]) -> tuple[Number, Number] | None:
    """The two numbers that a comparison stands between, or before: "13.8, higher than ... 12.9"."""
    than = THAN.search(text, match.end())
    if not than:
        return None
    for first, second in pairwise(inside):
        same = first.quantity.kind == second.quantity.kind
        if same and first.span[0] < than.start() < second.span[0] and second.span[0] - than.end() < 80:
            return first, second
    return None


def _of_pair(first: Number, second: Number, more: bool) -> Judged:
    one, other = first.quantity, second.quantity
    is_so = one.value > other.value if more else one.value < other.value
    if is_so:
        return Judged("true", _("{one} beside {other} bears it out.").format(one=one.text, other=other.text))
    why = _("{one} is not {more} than {other}.")
    return Judged("false", why.format(one=one.text, other=other.text, more=_("more") if more else _("less")))


def _groups(text: str, sentence: Span, match: re.Match[str], subjects: Subjects) -> tuple[str, str] | None:
    """The two groups of cases that are compared, as words: those before "than", and those behind it."""
    than = THAN.search(text, match.end(), sentence[1])
    if not than:
        return None
    known = {word for subject in subjects.all for word in subject.group if subject.domain == "case"} | GROUPS
    before = [word for word in tokens(text[sentence[0] : than.start()]) if word in known]
    behind = [word for word in tokens(text[than.end() : sentence[1]]) if word in known]
    if before and behind and before[-1] != behind[0]:
        return before[-1], behind[0]
    return None


def _of_groups(
    reader: Reader,
    index: int,
    sentence: Span,
    match: re.Match[str],
    groups: tuple[str, str],
    more: bool,
    subjects: Subjects,
) -> Judged:
    pairs = list(_pairs(groups, subjects))
    chosen = _chosen(reader, index, sentence, match, pairs, subjects)
    if not chosen:
        return _untested(reader, index, ())
    keys = tuple(each.yes.key for pair in chosen for each in pair)
    against = [pair for pair in chosen if not _is_so(pair, more)]
    if 2 * len(against) > len(chosen) or (against and len(chosen) == 1):
        one, other = against[0]
        why = _("The evidence says otherwise: {one} and {other}.")
        return Judged("false", why.format(one=told(one.yes), other=told(other.yes)), keys)
    tested = [one.yes.tested for one, _other in chosen]
    if any(each is True for each in tested):
        return Judged("true", _("The difference was tested: it is more than chance would explain."), keys)
    if all(each is False for each in tested):
        why = _("The difference was tested, and is no more than chance would explain.")
        return Judged("false", why, keys, _("Leave out that they differ."))
    return _untested(reader, index, keys)


def _untested(reader: Reader, index: int, keys: tuple[str, ...]) -> Judged:
    if reader.has_caveat(index):
        return Judged("true", _("It was not tested, and the text says so."), keys)
    why = _("The difference was not tested. Test it, or say so beside it.")
    return Judged("unsupported", why, keys, CAVEAT_SENTENCE)


def _pairs(groups: tuple[str, str], subjects: Subjects) -> Iterator[tuple[Subject, Subject]]:
    """The subjects of one question for the one group and for the other."""
    by_question: dict[tuple[str, int], Subject] = {}
    for subject in subjects.all:
        for place, word in enumerate(groups):
            if word in subject.group and subject.domain == "case":
                by_question.setdefault((subject.yes.key.split("@")[0], place), subject)
    for question, place in list(by_question):
        if place == 0 and (question, 1) in by_question:
            yield by_question[question, 0], by_question[question, 1]


def _chosen(
    reader: Reader,
    index: int,
    sentence: Span,
    match: re.Match[str],
    pairs: Sequence[tuple[Subject, Subject]],
    subjects: Subjects,
) -> list[tuple[Subject, Subject]]:
    """The questions that the sentence speaks of, where it speaks of some surely; else all of them."""
    words = phrase(reader.clean, sentence, match.span(), [])
    near = candidates(Wanted(words, "share", "", reader.standard(index)), subjects)
    sure = {each.subject.yes.key.split("@")[0] for each in near if each.fit >= SURE}
    spoken = [pair for pair in pairs if pair[0].yes.key.split("@")[0] in sure]
    return spoken or list(pairs)


def _is_so(pair: tuple[Subject, Subject], more: bool) -> bool:
    one, other = (each.yes.share or Fraction(0) for each in pair)
    return one > other if more else one < other


def _of_level(
    reader: Reader,
    index: int,
    sentence: Span,
    match: re.Match[str],
    level: str,
    more: bool,
    statistics: Mapping[str, Statistic],
    subjects: Subjects,
) -> Judged:
    """A figure beside that of the region or of the nation, without the number of either."""
    words = phrase(reader.clean, sentence, match.span(), [])
    words.pop(REGION, None)
    near = candidates(Wanted(words, "share"), subjects) + candidates(Wanted(words, "amount"), subjects)
    own = [each.subject.yes for each in near if each.fit >= SURE and each.subject.yes.key.startswith("context:")]
    for statistic in own:
        head, _colon, of = statistic.key.removeprefix("context:").partition(":")
        other = statistics.get(f"context:{head}@{level}" + (f":{of}" if of else ""))
        if "@" not in head and other and statistic.value is not None and other.value is not None:
            is_so = statistic.value > other.value if more else statistic.value < other.value
            why = _("The evidence says {one}, and {other}.").format(one=told(statistic), other=told(other))
            return Judged("true" if is_so else "false", why, (statistic.key, other.key))
    return Judged("unsupported", _("The evidence has not both figures. Give the source of the other."))


def _changed(
    reader: Reader,
    index: int,
    sentence: Span,
    match: re.Match[str],
    statistics: Mapping[str, Statistic],
    subjects: Subjects,
) -> Judged:
    """What is said to have risen or fallen since: held against the last inspection, or an earlier figure."""
    words = phrase(reader.clean, sentence, match.span(), [])
    near = candidates(Wanted(words, "share", "", reader.standard(index)), subjects)
    if not QUALITY.search(match[0]):
        near += candidates(Wanted(words, "amount"), subjects)
    for each in (one.subject.yes for one in near if one.fit >= SURE):
        before = _earlier(each, statistics)
        now, then = _number(each), _number(before)
        if before and now is not None and then is not None:
            is_so = now > then if match["more"] else now < then
            why = _("The evidence says {now} now, and {then} then.").format(now=told(each), then=told(before))
            return Judged("true" if is_so else "false", why, (each.key, before.key))
    return Judged("unsupported", _("The evidence has no earlier figure for it. Give the source."))


def _number(statistic: Statistic | None) -> Fraction | None:
    if statistic is None:
        return None
    return statistic.share if statistic.share is not None else statistic.value


def _earlier(statistic: Statistic, statistics: Mapping[str, Statistic]) -> Statistic | None:
    """The same at the last inspection, or an earlier figure of it."""
    if statistic.key.startswith("case:"):
        return statistics.get(statistic.key.replace("case:", "previous:", 1))
    if not statistic.key.startswith("context:"):
        return None
    head, _colon, of = statistic.key.partition(":")[2].partition(":")
    before = [
        each
        for key, each in statistics.items()
        if re.fullmatch(rf"context:{re.escape(head)}@\d[\d-]*(?::{re.escape(of)})?", key)
    ]
    return before[0] if before else None
