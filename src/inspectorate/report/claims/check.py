"""Every claim of a text or a document with its verdict."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from inspectorate.language import gettext as _
from inspectorate.report.claims.claim import Claim, Kind, Place, Support, Supports, fingerprint
from inspectorate.report.claims.comparison import comparisons
from inspectorate.report.claims.difference import differences
from inspectorate.report.claims.judging import Judged, held, judged, plausible
from inspectorate.report.claims.matching import Candidate, single
from inspectorate.report.claims.number import Number, around, judge, numbers, paired
from inspectorate.report.claims.part import is_part
from inspectorate.report.claims.rating import ratings
from inspectorate.report.claims.reader import Reader, Span
from inspectorate.report.claims.stated import stated
from inspectorate.report.claims.subject import Subjects, opposite_of, subjects
from inspectorate.report.claims.text import Text, of_document, typed
from inspectorate.report.claims.unit import Speaking, UnitEvidence, decided
from inspectorate.report.claims.value import told
from inspectorate.report.claims.word import Word, words
from inspectorate.report.document import Document
from inspectorate.report.statistic import Statistic

Found = tuple[Kind, Span, Span, Judged]


def in_prose(
    source: str,
    statistics: Mapping[str, Statistic],
    supports: Supports | None = None,
    about: str = "",
    units: Sequence[UnitEvidence] = (),
) -> tuple[Claim, ...]:
    """The claims of prose as it is typed, in order; places count characters and lines of ``source``.

    ``about`` is the standard that the prose is of, where no heading in it says so. ``supports`` are what authors tied
    claims to, by fingerprint. ``units`` is the evidence of the units that a letter covers: what it says of one of them
    by its name is held against that, and its statistics are named ``<unit> <key>``.
    """
    return _checked(typed(source, statistics), statistics, supports or {}, about, units)


def in_document(
    document: Document, statistics: Mapping[str, Statistic], supports: Supports | None = None
) -> tuple[Claim, ...]:
    """The claims of a document, in order; places count the characters of the text of each block.

    Tables, charts, ratings set large and quotations are left out: those the evidence sets, these others said. A table
    that is typed is held where it is typed, by ``in_prose``.
    """
    return _checked(of_document(document), statistics, supports or {}, "")


def _checked(
    text: Text,
    statistics: Mapping[str, Statistic],
    supports: Supports,
    about: str,
    units: Sequence[UnitEvidence] = (),
) -> tuple[Claim, ...]:
    reader, known = Reader(text, statistics, about), subjects(statistics)
    own = _found(reader, statistics, known)
    found = sorted(_of_units(reader, own, units) if units else own, key=lambda each: (each[1], each[0]))
    seen: Counter[tuple[str, str]] = Counter()
    claims: list[Claim] = []
    for kind, span, sentence, judged_ in _once(found, text):
        said, whole = reader.words(span), reader.words(sentence)
        mark = fingerprint(whole, said, seen[whole, said])
        seen[whole, said] += 1
        claims.append(_claim(reader, kind, span, sentence, judged_, mark))
    again = _Again(reader, statistics, known)
    return tuple(again.supported(claim, supports.get(claim.fingerprint)) for claim in claims)


def _once(found: Iterable[Found], text: Text) -> Iterator[Found]:
    """Each claim once: a cell of a table may have been read in its row and by itself."""
    read: list[tuple[Kind, Place]] = []
    for each in found:
        place = text.place(*each[1])
        if not any(each[0] == kind and _overlap(place, other) for kind, other in read):
            yield each
        if text.silent:
            read.append((each[0], place))


def _overlap(one: Place, other: Place) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end


def _claim(reader: Reader, kind: Kind, span: Span, sentence: Span, judged_: Judged, mark: str) -> Claim:
    return Claim(
        kind,
        reader.words(span),
        reader.words(sentence),
        reader.text.place(*span),
        judged_.verdict,
        judged_.why,
        judged_.statistics,
        judged_.right,
        mark,
    )


def _found(reader: Reader, statistics: Mapping[str, Statistic], known: Subjects) -> list[Found]:
    counted = numbers(reader, known)
    verdicts: dict[Span, Judged] = {}
    for number in counted:
        told = around(reader, number, statistics) if number.key else judge(reader, number)
        if told:
            verdicts[number.span] = told
    verdicts |= {number.span: judged_ for number, judged_ in paired(counted, reader)}
    for number in counted:
        if number.span in verdicts and is_part(number, counted, verdicts, statistics):
            verdicts[number.span] = Judged("true", _("It is part of what is counted, and counts nothing itself."))
    found: list[Found] = [
        ("number", number.span, number.sentence, verdicts[number.span]) for number in counted if number.span in verdicts
    ]
    found += [("share", word.span, word.sentence, judged_) for word, judged_ in words(reader, known, counted)]
    compared = comparisons(reader, statistics, known, counted)
    found += compared
    found += differences(reader, statistics, known, counted, [sentence for _kind, _span, sentence, _judged in compared])
    read = [*ratings(reader, statistics), *stated(reader, statistics)]
    return [*read, *(each for each in found if each[0] != "number" or not _covered(each[1], read))]


def _of_units(reader: Reader, own: list[Found], units: Sequence[UnitEvidence]) -> list[Found]:
    """The same where a letter tells of units: what speaks of one is held against the evidence of that one."""
    organisations = [each.unit for each in units]
    speaking = Speaking(reader, organisations)
    text = replace(reader.text, inserted=())  # what the letter's own evidence put in, none of theirs knows
    found = {}
    for place in speaking.named:
        known = units[place].statistics
        of_unit = _found(Reader(text, known, is_settled=True), known, subjects(known))
        found[place] = [each for each in of_unit if not reader.text.key_at(*each[1])]
    return decided(own, found, speaking, organisations)


def _covered(span: Span, read: Sequence[Found]) -> bool:
    """Whether a number is part of what was read as a whole: a date, a score, the cases of the sample."""
    whole = (each for each in read if each[0] != "rating")
    return any(start <= span[0] and span[1] <= end for _kind, (start, end), _sentence, _judged in whole)


class _Again:
    """Claims judged again by what their authors tied them to."""

    def __init__(self, reader: Reader, statistics: Mapping[str, Statistic], known: Subjects) -> None:
        self.reader, self.statistics, self._known = reader, statistics, known

    def supported(self, claim: Claim, support: Support | None) -> Claim:
        """The claim as it stands with its support; as it was without any."""
        if support is None:
            return claim
        claim = replace(claim, support=support)
        if support.statistic:
            return self._held(claim, support)
        if claim.verdict == "unsupported" and not support.other_than:
            why = _("Its source: {source}.").format(source=support.source.rstrip("."))
            return replace(claim, verdict="supported", why=why, source=support.source)
        spoken = bool(claim.statistics) and set(claim.statistics) <= set(support.other_than)
        if claim.verdict == "unsupported" or (claim.verdict == "false" and spoken and support.source):
            why = _("It speaks of something else: {reason}.").format(reason=support.source.rstrip("."))
            return replace(claim, verdict="supported", why=why, source=support.source, right="")
        return claim

    def _held(self, claim: Claim, support: Support) -> Claim:
        """A claim held against the one statistic that its author names.

        Where its words cannot mean that one, to name it is to give a source: it lifts what is unsupported, and makes
        nothing true.
        """
        statistic = self.statistics.get(support.statistic)
        if statistic is None:
            why = _("There is no statistic {key}.").format(key=support.statistic)
            return replace(claim, verdict="unsupported", why=why)
        tied = self._tied(claim)
        if tied is None:
            return claim
        found, side, judge_ = tied
        judged_ = judge_(single(statistic, self.statistics.get(opposite_of(statistic.key))))
        if statistic.key in plausible(found, side) or (claim.verdict, judged_.verdict) == ("unsupported", "false"):
            return replace(
                claim,
                verdict=judged_.verdict,
                why=judged_.why,
                statistics=judged_.statistics or (statistic.key,),
                right=judged_.right,
                source=support.source,
            )
        if any(each.of_others and statistic in each.subject.statistics for each in found):
            why = _("The number that it is tied to is of others than the sentence names: {what}.")
            return replace(claim, why=why.format(what=statistic.what)) if claim.is_open else claim
        if claim.verdict == "unsupported" and judged_.verdict == "true":
            why = _("Its source: {source}.").format(source=f"{statistic.what}, {told(statistic)}")
            return replace(claim, verdict="supported", why=why, statistics=(statistic.key,), source=support.source)
        return claim

    def _tied(self, claim: Claim) -> tuple[Sequence[Candidate], str, Callable[[Candidate], Judged]] | None:
        """What a claim may speak of, the side it takes, and how it is held against one statistic; None of a rating."""
        at = self.reader.text.place
        number = next((each for each in self._numbers if at(*each.span) == claim.place), None)
        if number:
            return number.found, number.side, lambda one: judged(number.quantity, "yes", [one])
        word = next((each for each, _judged in self._words if at(*each.span) == claim.place), None)
        return (word.found, word.side, lambda one: held(word.fits, "yes", [one], word.right)) if word else None

    @cached_property
    def _numbers(self) -> list[Number]:
        return numbers(self.reader, self._known)

    @cached_property
    def _words(self) -> list[tuple[Word, Judged]]:
        return words(self.reader, self._known, self._numbers)
