"""What could tell of a person in what an inspection is about to publish, with what was answered to it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from inspectorate.report.disclosure_check import Disclosed, persons
from inspectorate.report.document import Document
from inspectorate_app.store.models import DisclosureAnswer
from inspectorate_app.store.queries import publication
from inspectorate_app.store.queries.disclosure import found
from inspectorate_app.store.queries.document_set import Composed
from inspectorate_app.store.queries.draft import DraftFacts, find_place
from inspectorate_app.store.queries.draft_check import Evidence, evidence
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.publication import PublicationFacts
from inspectorate_app.store.queries.publication_content import composition


@dataclass(frozen=True)
class AnswerFacts:
    """Why a text can be published though it tells much of one person; ``reason`` is blank once it was deleted."""

    reason: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class Told:
    """Something that could tell of a person, the draft that holds it where one does, and what was answered to it."""

    found: Disclosed
    kind: str = ""
    part: str = ""
    answer: AnswerFacts | None = None

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way of publishing."""
        return self.answer is None

    @property
    def may_be_answered(self) -> bool:
        """Whether it is for someone to judge: arithmetic is not."""
        return self.found.kind == "person"


def standing(
    inspection: InspectionFacts, one: PublicationFacts | None, known: Evidence | None = None, *, published: bool
) -> tuple[Told, ...]:
    """All of it in the texts as they stand, or once the files of ``one`` are made, in those; none while they are made.

    ``published`` says that what was found is public: then there is something to tell of a correction alone. ``known``
    is the evidence, where it was read before.
    """
    if one is not None and one.state in ("prepared", "approved"):
        return of_documents(inspection, publication.documents_of(one.id))
    if (one is not None and one.state == "making") or (one is None and published):
        return ()
    return told(inspection, evidence(inspection) if known is None else known)


def told(
    inspection: InspectionFacts, known: Evidence, parts: Mapping[str, Sequence[DraftFacts]] | None = None
) -> tuple[Told, ...]:
    """All of it in the documents as they stand now, small groups first; nothing before the ratings are signed off.

    ``parts`` are what authors wrote, by kind of document, where that was read before.
    """
    one = publication.under_way(inspection.id)
    known = known.printed_on(one.day, one.isbn) if one else known
    composed = composition(inspection, known, one.notice if one else "", one.number if one else 1, parts)
    return _of(inspection, known, composed) if composed else ()


def _of(inspection: InspectionFacts, known: Evidence, composed: Composed) -> tuple[Told, ...]:
    workbooks = (composed.workbook,) if composed.workbook else ()
    among = found(inspection, composed.documents, workbooks, known.statistics, known.covered)
    return _told(inspection, among, composed.documents)


def of_documents(inspection: InspectionFacts, documents: Iterable[Document]) -> tuple[Told, ...]:
    """The persons who could be told from documents as they were made."""
    documents = tuple(documents)
    return _told(inspection, persons_in(documents), documents)


def persons_in(documents: Iterable[Document]) -> tuple[Disclosed, ...]:
    """The same before anyone asks what was answered. Reads every text, so it takes a moment: not for under a lock."""
    return tuple(each for document in documents for each in persons(document))


def left_of(inspection: InspectionFacts, among: Iterable[Disclosed]) -> Iterator[str]:
    """What must be done of what was found before, by the answers as they stand now: they are one query."""
    return left(_told(inspection, among, ()))


def left(among: Iterable[Told]) -> Iterator[str]:
    """What must be done before it is published, in words."""
    waiting = [each for each in among if each.is_open]
    if groups := sum(not each.may_be_answered for each in waiting):
        yield ngettext(
            "mend {count} place that tells of a small group", "mend {count} places that tell of small groups", groups
        ).format(count=groups)
    if people := len(waiting) - groups:
        yield ngettext(
            "blur or answer for {count} text in which a person could be recognised",
            "blur or answer for {count} texts in which a person could be recognised",
            people,
        ).format(count=people)


def hindering(inspection: InspectionFacts, known: Evidence, composed: Composed | None = None) -> Iterator[str]:
    """The same of the documents as they stand now, or as they were ``composed`` before."""
    yield from left(_of(inspection, known, composed) if composed else told(inspection, known))


def _told(inspection: InspectionFacts, among: Iterable[Disclosed], documents: Iterable[Document]) -> tuple[Told, ...]:
    answers, kinds = _answers(inspection), {each.title: each.kind for each in documents}
    made = []
    for each in among:
        kind, part = kinds.get(each.document, ""), each.place.rpartition("-")[0]
        there = bool(kind and part) and find_place(inspection, kind, part) is not None
        answer = answers.get(each.fingerprint) if each.fingerprint else None
        made.append(Told(each, kind if there else "", part if there else "", answer))
    return tuple(made)


def _answers(inspection: InspectionFacts) -> Mapping[str, AnswerFacts]:
    rows = DisclosureAnswer.objects.filter(inspection_id=inspection.id).select_related("answered_by")
    return {row.fingerprint: AnswerFacts(row.reason, row.answered_by.name, row.answered_at) for row in rows}
