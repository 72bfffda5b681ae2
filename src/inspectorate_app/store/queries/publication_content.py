"""What a publication is composed of: every document and the workbook of an inspection, as its texts and evidence stand.

Nothing is written as a file here, and nothing kept: ``actions.publication_files`` does both.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from inspectorate.language import ENGLISH, is_english, speaking
from inspectorate.register.file import plain
from inspectorate.report.document import Box, Document, Paragraph, Run, words
from inspectorate.report.document_json import as_json
from inspectorate.report.document_set import MadeFile, document_files, workbook_files
from inspectorate.report.edition_language import document_language
from inspectorate.report.fact_base import FactBase
from inspectorate.report.file_format import formats_of
from inspectorate.report.house import product_house
from inspectorate.report.workbook import Workbook
from inspectorate.report.writers.csv import csv_names
from inspectorate.sampling.dates import in_words
from inspectorate_app.store.models import DraftPart, Quotation
from inspectorate_app.store.queries import publication, recommendation
from inspectorate_app.store.queries.document_set import Composed, composed_set
from inspectorate_app.store.queries.draft import DraftFacts
from inspectorate_app.store.queries.draft_check import Evidence, evidence
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.published_entry import entry_as_published

#: The kinds that authors write for and that are published.
WRITTEN = ("report", "press-release", "letter")
#: Where the texts of a publication say which quotations there were.
QUOTATIONS = "quotations"
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Content:
    """Everything that is published at one time; ``texts`` are the versions of the drafts, by kind and part.

    Under ``QUOTATIONS`` stands there which words of surveys were there to be printed.
    """

    documents: tuple[Document, ...]
    workbooks: tuple[Workbook, ...]
    texts: Mapping[str, Mapping[str, int]]
    entry: Mapping[str, Any]
    recommendations: tuple[Mapping[str, Any], ...]

    @property
    def as_json(self) -> list[dict[str, Any]]:
        """Its documents and workbooks as they are kept."""
        return [*map(as_json, self.documents), *map(as_json, self.workbooks)]

    @property
    def told(self) -> tuple[Any, ...]:
        """All that anyone will read of it: two of which this is the same make the same files and the same entry."""
        return self.as_json, self.entry, as_read(self.recommendations), self.texts

    @cached_property
    def count(self) -> int:
        """How many files it makes."""
        of_workbooks = sum(2 + len(csv_names(each)) for each in self.workbooks)
        return sum(len(formats_of(each.kind)) for each in self.documents) + of_workbooks

    def files(self, stem: str) -> Iterator[MadeFile]:
        """Each file, one after the other. Raises ``BadInput`` where a text holds what a format cannot carry."""
        for document in self.documents:
            yield from document_files(document, stem)
        for workbook in self.workbooks:
            yield from workbook_files(workbook, stem)


def content_of(
    inspection: InspectionFacts,
    number: int,
    day: datetime.date,
    *,
    notice: str = "",
    isbn: str = "",
    also_in: str = "",
) -> Content | None:
    """The content of publication ``number``, dated ``day``, with an ``isbn``; None before the ratings are signed off.

    ``notice`` says what a correction corrected. ``also_in`` is the code of a language in which all of it is made too,
    behind what is in English. Raises ``BadInput`` where the edition does not speak it.
    """
    known = evidence(inspection).printed_on(day, isbn)
    sets = compositions(inspection, known, notice, number, also_in)
    if known.base is None or not sets:
        return None
    return content_from(inspection, number, day, known.base, sets)


def content_from(
    inspection: InspectionFacts, number: int, day: datetime.date, base: FactBase, sets: Sequence[Composed]
) -> Content:
    """The same of ``compositions`` that were made before, from ``base``."""
    house = product_house()
    made = tuple(document for each in sets for document in each.documents)
    name = f"{inspection.slug}-{made[0].kind}.html"
    url = f"{settings.ADDRESS}/register/publications/{inspection.slug}/{number}/{name}"
    entry = entry_as_published(inspection, base, day, title=made[0].title, publisher=house.publisher.name, url=url)
    return Content(
        documents=made,
        workbooks=tuple(each.workbook for each in sets if each.workbook),
        texts=versions(inspection),
        entry=plain(entry),
        recommendations=recommendation.as_kept(inspection),
    )


def as_read(kept: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Recommendations without the lasting numbers, which no reader sees and versions of before did not keep."""
    return [{name: value for name, value in each.items() if name != "lasting"} for each in kept]


def compositions(
    inspection: InspectionFacts, known: Evidence, notice: str = "", number: int = 1, also_in: str = ""
) -> tuple[Composed, ...]:
    """``composition`` in English and behind it in the language whose code is ``also_in``; nothing where it has none.

    Raises ``BadInput`` where the edition does not speak that language.
    """
    said = [ENGLISH]
    if also_in and known.base:
        said.append(document_language(also_in, known.base.rated.edition))
    composed = (composition(inspection, known, notice, number, language=each) for each in said)
    return tuple(each for each in composed if each is not None)


def composition(
    inspection: InspectionFacts,
    known: Evidence,
    notice: str = "",
    number: int = 1,
    parts: Mapping[str, Sequence[DraftFacts]] | None = None,
    language: str = ENGLISH,
) -> Composed | None:
    """Its documents and its workbook alone, with the notice of a correction; None before the ratings are signed off.

    ``number`` is that of the publication, ``parts`` and ``language`` as in ``composed_set``.
    """
    address = address_of(inspection)
    composed = composed_set(inspection, known, address=address, parts=parts, language=language)
    if composed is None or not notice:
        return composed
    with speaking(language):
        return _with_notice(composed, notice, replaced_day(inspection, number), language)


def _with_notice(composed: Composed, notice: str, replaces: str, language: str) -> Composed:
    workbook = composed.workbook and _corrected(composed.workbook, notice, replaces)
    return replace(
        composed, documents=tuple(noticed(each, notice, replaces) for each in composed.documents), workbook=workbook
    )


def replaced_day(inspection: InspectionFacts, number: int) -> str:
    """When the version that publication ``number`` corrects was published, in words; blank for the first."""
    replaced = publication.published_at(inspection.slug, number - 1) if number > 1 else None
    return day_in_words(replaced) if replaced else ""


def versions(inspection: InspectionFacts) -> dict[str, dict[str, int]]:
    """The version of each draft that goes into documents, by kind and part; and the ids of quotations, each with 1."""
    rows = DraftPart.objects.filter(inspection_id=inspection.id, kind__in=WRITTEN).order_by("kind", "part")
    made: dict[str, dict[str, int]] = {}
    for kind, part, version in rows.values_list("kind", "part", "version"):
        made.setdefault(kind, {})[part] = version
    if words := {str(each): 1 for each in _quotations(inspection)}:
        made[QUOTATIONS] = words
    return made


def _quotations(inspection: InspectionFacts) -> Iterable[UUID]:
    rows = Quotation.objects.filter(survey__inspection_id=inspection.id, state="checked")
    return rows.order_by("pk").values_list("pk", flat=True)


def removed(inspection: InspectionFacts, texts: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether words of a survey that were there to be printed, by the texts of a publication, were removed since."""
    return not set(texts.get(QUOTATIONS, ())) <= {str(each) for each in _quotations(inspection)}


def address_of(inspection: InspectionFacts) -> str:
    """Where the public register tells of the unit."""
    return f"{settings.ADDRESS}/register/units/{inspection.organisation}"


def noticed(document: Document, notice: str, replaces: str) -> Document:
    """A document with the notice of a correction on its first page."""
    english = "" if is_english(document.language) else ENGLISH
    said = (
        *(Paragraph((Run(text, language=english),)) for text in _paragraphs(notice)),
        Paragraph(words(_replacing(replaces))),
    )
    box = Box("notice", words(_("Correction")), tuple(said), "correction")
    if document.cover:
        return replace(document, cover=(box, *document.cover))
    return replace(document, blocks=(box, *document.blocks))


def _corrected(workbook: Workbook, notice: str, replaces: str) -> Workbook:
    """A workbook with the notice on its cover, and as a row of its first table: files of CSV have no cover."""
    told = f"{' '.join(_paragraphs(notice))} {_replacing(replaces)}"
    about, *others = workbook.sheets
    return replace(
        workbook,
        cover=(f"{_('Correction')}: {told}", *workbook.cover),
        sheets=(replace(about, rows=(*about.rows, (_("Correction"), told))), *others),
    )


def _replacing(replaces: str) -> str:
    return _("This version replaces the one that was published on {day}.").format(day=replaces)


def _paragraphs(text: str) -> Iterable[str]:
    return [" ".join(each.split()) for each in text.split("\n\n") if each.strip()]


def day_in_words(moment: datetime.datetime) -> str:
    """The day of a moment in London, in words."""
    return in_words(moment.astimezone(LONDON).date())
