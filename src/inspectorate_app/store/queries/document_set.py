"""All documents of an inspection as they stand, composed from its drafts and its evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspectorate.framework.model import Edition
from inspectorate.language import ENGLISH
from inspectorate.report.data_workbook import data_workbook
from inspectorate.report.document import Document
from inspectorate.report.document_set import MadeFile, document_files, documents, workbook_files
from inspectorate.report.edition_language import left_in_english
from inspectorate.report.house import product_house
from inspectorate.report.letter import is_letter
from inspectorate.report.workbook import Workbook
from inspectorate_app.store.queries import draft
from inspectorate_app.store.queries.draft import KINDS, DraftFacts
from inspectorate_app.store.queries.draft_check import Evidence, composed, texts
from inspectorate_app.store.queries.inspection import InspectionFacts


@dataclass(frozen=True)
class Composed:
    """The documents that an inspection publishes, and its data workbook where it has one."""

    documents: tuple[Document, ...]
    workbook: Workbook | None = None
    edition: Edition | None = None

    @property
    def left_in_english(self) -> tuple[str, ...]:
        """The texts of the edition and the house that stand in English in documents of another language."""
        return left_in_english(self.edition, product_house(), self.documents) if self.edition else ()

    def files(self, stem: str, kind: str) -> Iterator[MadeFile]:
        """The files of one kind of document, one after the other; none where it has no such document."""
        if kind == "workbook" and self.workbook:
            yield from workbook_files(self.workbook, stem)
        for document in self.documents:
            if document.kind == kind:
                yield from document_files(document, stem)


def composed_set(
    inspection: InspectionFacts,
    known: Evidence,
    *,
    mark: str = "",
    address: str = "",
    parts: Mapping[str, Sequence[DraftFacts]] | None = None,
    language: str = ENGLISH,
) -> Composed | None:
    """Everything that is published of an inspection, as it stands; None before the ratings are signed off.

    ``mark`` stands on each page, ``address`` is that of its page on the web. ``parts`` are what authors wrote, by kind
    of document, where that was read before; ``language`` as in ``composed``.
    """
    if known.base is None:
        return None
    if is_letter(known.base.rated.edition):
        made = composed(inspection, "letter", known, mark, parts["letter"] if parts else None, language)
        return Composed((made,), edition=known.base.rated.edition) if made else None
    found = draft.written(inspection) if parts is None else parts
    written = {kind: texts(inspection, kind, known, found[kind]) for kind in KINDS}
    house = product_house()
    made_of_all = documents(
        known.base, written, house, address=address, mark=mark, known=known.statistics, language=language
    )
    workbook = data_workbook(known.base, house, mark=mark, language=language)
    return Composed(made_of_all, workbook, known.base.rated.edition)
