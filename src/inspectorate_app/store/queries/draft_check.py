"""What is printed held against the evidence: drafts, findings, recommendations, notices; documents composed of it."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.errors import Fault
from inspectorate.language import ENGLISH, speaking
from inspectorate.report.claims.asked import is_said
from inspectorate.report.claims.check import in_prose
from inspectorate.report.claims.claim import Claim, Supports
from inspectorate.report.claims.unit import UnitEvidence
from inspectorate.report.document import Block, Blocks, Document, Heading, words
from inspectorate.report.edition_language import explained
from inspectorate.report.fact_base import FactBase, Point
from inspectorate.report.house import product_house
from inspectorate.report.letter import is_letter, letter
from inspectorate.report.material import Material
from inspectorate.report.passage import passages
from inspectorate.report.placeholder import OPENS
from inspectorate.report.press_release import press_release
from inspectorate.report.prose import FORM, read_prose
from inspectorate.report.report import report
from inspectorate.report.slides import slides
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from inspectorate.report.style import Remark, acronyms_explained, remarks
from inspectorate.report.wording import say
from inspectorate_app.store.queries import draft, publication
from inspectorate_app.store.queries.draft import KINDS, DraftFacts, Place, drafts, places, saves, supports
from inspectorate_app.store.queries.fact_base import fact_base
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.letter import covered_inspections, review


@dataclass(frozen=True)
class Covering:
    """The inspections that the letter of one covers, of those that are not published the ``readable``, by their slugs.

    What each is told from is read once, whatever is composed of it and held against it.
    """

    letter_of: InspectionFacts
    readable: frozenset[str] = frozenset()

    @cached_property
    def bases(self) -> tuple[tuple[InspectionFacts, FactBase], ...]:
        """Each with its fact base, in the order of the letter; none of one that was reopened since."""
        return covered_inspections(self.letter_of, self.readable)

    @cached_property
    def units(self) -> tuple[tuple[InspectionFacts, UnitEvidence], ...]:
        """Each with what its evidence says."""
        return tuple((each, UnitEvidence(base.unit, statistics(base))) for each, base in self.bases)


@dataclass(frozen=True)
class Evidence:
    """What drafts are held against; ``base`` is None before the ratings are signed off.

    ``covering`` are the inspections that are covered where a letter is published of this one.
    """

    base: FactBase | None
    covering: Covering | None = None

    @cached_property
    def statistics(self) -> Mapping[str, Statistic]:
        """Every number and rating of the evidence; none before the ratings are signed off."""
        return statistics(self.base) if self.base else {}

    @property
    def covered(self) -> tuple[tuple[InspectionFacts, UnitEvidence], ...]:
        """What the evidence of each inspection says that the letter covers."""
        return self.covering.units if self.covering else ()

    @property
    def units(self) -> tuple[UnitEvidence, ...]:
        """The same without the inspections."""
        return tuple(each for _facts, each in self.covered)

    def printed_on(self, day: datetime.date | None, isbn: str = "") -> "Evidence":
        """The same for documents that print another day of publication, and an ISBN; as it is for none."""
        if self.base is None or (day in (None, self.base.published) and isbn == self.base.isbn):
            return self
        return replace(self, base=replace(self.base, published=day or self.base.published, isbn=isbn))


#: What drafts are held against before the ratings are signed off.
NOTHING = Evidence(None)


@dataclass(frozen=True)
class Checked:
    """A text held against the evidence: blocks as they will be printed, claims, what cannot be printed, style."""

    blocks: Blocks
    claims: tuple[Claim, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...]

    @property
    def false(self) -> tuple[Claim, ...]:
        """Claims that the evidence contradicts."""
        return tuple(each for each in self.claims if each.verdict == "false")

    @property
    def unsupported(self) -> tuple[Claim, ...]:
        """Claims on which the evidence has no word, and for which nobody gave a source."""
        return tuple(each for each in self.claims if each.verdict == "unsupported")

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left that must be done before the text goes to the inspected service."""
        return not (self.false or self.unsupported or self.faults)


@dataclass(frozen=True)
class Standing:
    """A part with what its text comes to."""

    draft: DraftFacts
    checked: Checked = field(default_factory=lambda: Checked((), (), (), ()))


@dataclass(frozen=True)
class Printed:
    """A finding that is printed with what its text comes to."""

    point: Point
    checked: Checked


@dataclass(frozen=True)
class Recommended:
    """The number of a recommendation as printed, and what its text comes to."""

    number: int
    checked: Checked


def evidence(inspection: InspectionFacts, readable: Collection[str] = ()) -> Evidence:
    """What the drafts of an inspection are held against.

    A letter tells of inspections that are not published where they are ``readable``, by whoever it is composed for.
    """
    return evidence_of(inspection, fact_base(inspection), readable)


def evidence_of(inspection: InspectionFacts, base: FactBase | None, readable: Collection[str] = ()) -> Evidence:
    """The same, of a fact base that was read before."""
    told_by_letter = base is not None and is_letter(base.rated.edition)
    return Evidence(base, Covering(inspection, frozenset(readable)) if told_by_letter else None)


def supported(inspection: InspectionFacts, kind: str) -> Supports:
    """What the claims of a document are tied to, by fingerprint."""
    return {each.fingerprint: each.support for each in supports(inspection, kind)}


def check(place: Place, text: str, known: Evidence, tied: Supports, explained: frozenset[str] = frozenset()) -> Checked:
    """A text of a part held against the evidence.

    ``explained`` are the acronyms that parts before it have explained.
    """
    prose = read_prose(text, known.statistics, say, name=place.id, below=place.level)
    asked = known.base and text.strip()
    claims = in_prose(text, known.statistics, tied, place.standard, known.units) if asked else ()
    return Checked(prose.blocks, claims, prose.faults, remarks(text, explained=explained))


def words_printed(place: Place, text: str, known: Evidence) -> str:
    """The words of a text of a part as they are printed, in one line; a footnote in brackets where it is called."""
    blocks = read_prose(text, known.statistics, say, name=place.id, below=place.level).blocks
    return " ".join(each.text for each in passages(Document("letter", "", "", "en-GB", "", blocks)))


def printed(known: Evidence, number: int | None = None) -> tuple[Printed, ...]:
    """Every finding that stands, or the one of a ``number``: documents print all of them, each under its heading.

    Claims on which the evidence has no word are left out: a finding rests on the sources that are tied to it.
    """
    if known.base is None:
        return ()
    standards = known.base.rated.edition.standard_by_id
    return tuple(
        Printed(
            each,
            _sourced(f"finding-{each.number}", each.text, known, each.heading if each.heading in standards else ""),
        )
        for each in known.base.points
        if number in (None, each.number)
    )


def recommended(known: Evidence) -> tuple[Recommended, ...]:
    """Every recommendation that is printed."""
    made = known.base.recommendations if known.base else ()
    return tuple(Recommended(each.number, recommendation(known, each.text)) for each in made)


def recommendation(known: Evidence, text: str) -> Checked:
    """A recommendation: claims on which the evidence has no word are left out, as of a finding, and what it asks for.

    It is printed as it is typed, so that a placeholder is a fault.
    """
    found = _sourced("recommendation", text, known)
    if known.base is None:
        return found
    said = tuple(each for each in found.claims if is_said(text, each))
    return replace(found, claims=said, faults=(as_typed(),) if OPENS in text else ())


def as_typed() -> Fault:
    """That a recommendation holds a placeholder: the register and the action plan tell it too, and fill none."""
    problem = _("a recommendation is printed as it is typed, and no number is put in")
    return Fault("recommendation", 0, "text", problem, _("type the number instead of what stands in double braces"))


def notice(inspection: InspectionFacts, known: Evidence, text: str = "") -> Checked:
    """The notice of the correction that is on its way, or a ``text`` in its place, held against the evidence.

    What is unsupported is left out here too: the notice says of a correction what no evidence holds.
    """
    return _sourced("notice", text or publication.notice(inspection.id), known)


def _sourced(name: str, text: str, known: Evidence, standard: str = "") -> Checked:
    found = check(Place("", name, "", standard), text, known, {})
    return replace(found, claims=tuple(each for each in found.claims if each.verdict != "unsupported"))


def explained_before(found: Sequence[DraftFacts], place: Place) -> frozenset[str]:
    """The acronyms that the parts of a document before one have explained."""
    told: frozenset[str] = frozenset()
    for each in found:
        if each.place == place:
            break
        told |= acronyms_explained(each.text)
    return told


def standing(inspection: InspectionFacts, kind: str, known: Evidence) -> tuple[Standing, ...]:
    """Every part of a document, held against the evidence."""
    return _standing(drafts(inspection, kind), known, supported(inspection, kind))


def all_standing(inspection: InspectionFacts, known: Evidence) -> dict[str, tuple[Standing, ...]]:
    """The same of every document, by kind, read at once."""
    tied = draft.tied(inspection)
    return {kind: _standing(parts, known, tied[kind]) for kind, parts in draft.written(inspection).items()}


def _standing(parts: Iterable[DraftFacts], known: Evidence, tied: Supports) -> tuple[Standing, ...]:
    told: frozenset[str] = frozenset()
    made = []
    for each in parts:
        made.append(Standing(each, check(each.place, each.text, known, tied, told)) if each.text else Standing(each))
        told |= acronyms_explained(each.text)
    return tuple(made)


def texts(
    inspection: InspectionFacts, kind: str, known: Evidence, written: Sequence[DraftFacts] | None = None
) -> dict[str, Blocks]:
    """What authors wrote for a document, by part, as documents are composed from it; nothing of a part left blank.

    ``written`` is what stood in its parts once; without it, what stands there now.
    """
    found = drafts(inspection, kind) if written is None else written
    return {
        each.place.id: read_prose(each.text, known.statistics, say, name=each.place.id, below=each.place.level).blocks
        for each in found
        if each.text.strip()
    }


#: Documents that the evidence fills in too; of others there is what authors wrote alone.
_OF_ITS_OWN = MappingProxyType({"report": report, "press-release": press_release, "slides": slides})


def composed(
    inspection: InspectionFacts,
    kind: str,
    known: Evidence,
    mark: str = "",
    parts: Sequence[DraftFacts] | None = None,
    language: str = ENGLISH,
) -> Document | None:
    """A document as it stands, or of ``parts`` as they stood once, marked; None before the ratings are signed off.

    ``language`` is one of ``edition_language.document_language``.
    """
    if known.base is None:
        return None
    written = texts(inspection, kind, known, parts)
    if known.covering is not None:
        if kind != "letter":
            return None
        covered = (base for _facts, base in known.covering.bases)
        told = review(inspection, known.base, covered)
        return letter(told, written, product_house(), mark=mark, language=language)
    if kind in _OF_ITS_OWN:
        return _OF_ITS_OWN[kind](known.base, written, product_house(), mark=mark, language=language)
    made = Material(known.base, product_house(), written, language)
    with speaking(language):
        return explained(_of_parts(inspection, kind, made, mark), made)


def _of_parts(inspection: InspectionFacts, kind: str, made: Material, mark: str) -> Document:
    blocks: list[Block] = []
    for place in places(inspection, kind):
        if place.id in made.prose:
            blocks += [Heading(words(_(place.title)), 1, place.id), *made.prose[place.id]]
    house = made.said(made.house.publisher.name)
    title = f"{_(KINDS[kind])}: {inspection.unit}"
    return Document("letter", title, house, made.language, "", tuple(blocks), mark=mark)


def mark_of(inspection: InspectionFacts, kind: str, language: str = ENGLISH) -> str:
    """What stands on each page of a document that is not published, in its language: Draft 12."""
    with speaking(language):
        return _("Draft {number}").format(number=saves(inspection, kind))


def hindering(inspection: InspectionFacts, known: Evidence, text: str = "") -> Iterator[str]:
    """What must be put right before drafts go to the inspected service, in words: a document at a time, then the rest.

    ``text`` is the notice of a correction that is about to take the place of the one that is on its way.
    """
    if known.base is None:
        return
    for kind, found in all_standing(inspection, known).items():
        yield from left(_(KINDS[kind]), [each.checked for each in found if each.draft.text])
    yield from left_besides(printed(known), recommended(known), notice(inspection, known, text))


def left_besides(findings: Iterable[Printed], made: Iterable[Recommended], noticed: Checked) -> Iterator[str]:
    """The same of what is printed and no draft: findings, recommendations, and the notice of a correction."""
    yield from left(_("Findings"), [each.checked for each in findings])
    yield from left(_("Recommendations"), [each.checked for each in made])
    yield from left(_("Notice of the correction"), [noticed])


def left(title: str, found: Sequence[Checked]) -> Iterator[str]:
    """The same of the parts of one document."""
    title = title.lower()
    if false := sum(len(each.false) for each in found):
        yield ngettext(
            "put {count} false claim of the {title} right", "put {count} false claims of the {title} right", false
        ).format(count=false, title=title)
    if unsupported := sum(len(each.unsupported) for each in found):
        yield ngettext(
            "give a source for {count} unsupported claim of the {title}",
            "give sources for {count} unsupported claims of the {title}",
            unsupported,
        ).format(count=unsupported, title=title)
    faults = [fault.field for each in found for fault in each.faults]
    if forms := faults.count(FORM):
        yield ngettext(
            "put {count} place of the {title} right that cannot be printed as it is written",
            "put {count} places of the {title} right that cannot be printed as they are written",
            forms,
        ).format(count=forms, title=title)
    if numbers := len(faults) - forms:
        yield ngettext(
            "mend {count} number of the {title} that the evidence does not have",
            "mend {count} numbers of the {title} that the evidence does not have",
            numbers,
        ).format(count=numbers, title=title)


def is_rated(inspection: InspectionFacts) -> bool:
    """Whether its edition rates: then documents wait for the ratings to be signed off."""
    return edition_used(inspection).rating is not None
