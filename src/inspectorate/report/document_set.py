"""Everything that is published of one inspection: each document in each of its formats, made file by file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inspectorate.language import ENGLISH, is_english, noted, speaking
from inspectorate.language import gettext as _
from inspectorate.report.data_workbook import data_workbook
from inspectorate.report.document import Document
from inspectorate.report.fact_base import FactBase, Statistics
from inspectorate.report.file_format import formats_of
from inspectorate.report.house import House
from inspectorate.report.material import Texts
from inspectorate.report.poster import poster
from inspectorate.report.press_release import press_release
from inspectorate.report.report import report
from inspectorate.report.workbook import Workbook
from inspectorate.report.writers.csv import csv_files
from inspectorate.report.writers.ods import ods
from inspectorate.report.writers.xlsx import xlsx

_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPEN_SHEETS = "application/vnd.oasis.opendocument.spreadsheet"

#: What is published of an inspection, by kind, as people call it, in order; of a regional review a letter alone.
PUBLISHED: Mapping[str, str] = {
    "report": noted("Report"),
    "press-release": noted("Press release"),
    "poster": noted("Ratings poster"),
    "workbook": noted("Data workbook"),
    "letter": noted("Letter"),
}


@dataclass(frozen=True)
class MadeFile:
    """A file of the set: of which ``kind`` of document, in which ``format`` (its ending) and language, its ``name``."""

    kind: str
    format: str
    name: str
    content_type: str
    content: bytes
    language: str = ENGLISH


def documents(
    base: FactBase,
    texts: Mapping[str, Texts],
    house: House,
    *,
    address: str = "",
    mark: str = "",
    known: Statistics | None = None,
    language: str = ENGLISH,
) -> tuple[Document, ...]:
    """The documents of an inspection that rates; ``texts`` are those of authors by kind, ``address`` its web page.

    ``known`` are the statistics of ``base`` where they were worked out before.
    """
    release = texts.get("press-release", {})
    return (
        report(base, texts.get("report", {}), house, mark=mark, known=known, address=address, language=language),
        press_release(base, release, house, mark=mark, known=known, language=language),
        poster(base, house, address=address, mark=mark, known=known, language=language),
    )


def stem_in(stem: str, language: str) -> str:
    """What names of files begin with in a language: those in Welsh bear its code, ``northmoor-cy-report.pdf``."""
    return stem if is_english(language) else f"{stem}-{language}"


def document_files(document: Document, stem: str) -> Iterator[MadeFile]:
    """A document in each of its formats. Raises ``BadInput`` where a text holds what a format cannot carry."""
    for each in formats_of(document.kind):
        name = f"{stem_in(stem, document.language)}-{document.kind}.{each.ending}"
        yield MadeFile(document.kind, each.ending, name, each.content_type, each.write(document), document.language)


def workbook_files(workbook: Workbook, stem: str) -> Iterator[MadeFile]:
    """The data workbook for spreadsheets, and as CSV with its data dictionary."""
    stem = stem_in(stem, workbook.language)
    with speaking(workbook.language):
        sheets, open_sheets, tables = xlsx(workbook), ods(workbook), csv_files(workbook)
    yield MadeFile("workbook", "xlsx", f"{stem}-data.xlsx", _SHEETS, sheets, workbook.language)
    yield MadeFile("workbook", "ods", f"{stem}-data.ods", _OPEN_SHEETS, open_sheets, workbook.language)
    for name, content in tables.items():
        kind = "text/csv; charset=utf-8" if name.endswith(".csv") else "application/json"
        yield MadeFile("workbook", name.rpartition(".")[2], f"{stem}-data-{name}", kind, content, workbook.language)


def document_set(
    base: FactBase, texts: Mapping[str, Texts], house: House, *, stem: str, address: str = "", mark: str = ""
) -> Iterator[MadeFile]:
    """Every file that is published of an inspection that rates; file names begin with ``stem``.

    Raises ``BadInput`` where a text holds what a format cannot carry.
    """
    made = documents(base, texts, house, address=address, mark=mark)
    yield from written(made, data_workbook(base, house, mark=mark), stem)


def written(made: Iterable[Document], workbook: Workbook | None, stem: str) -> Iterator[MadeFile]:
    """Documents, and the data workbook where there is one, in all of their formats."""
    for document in made:
        yield from document_files(document, stem)
    if workbook is not None:
        yield from workbook_files(workbook, stem)


def title_of_kind(kind: str) -> str:
    """What people call a kind of document."""
    return _(PUBLISHED[kind])
