"""One document opened in this process, whatever it may do to it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from inspectorate.register.document import Document
from inspectorate.register.opening.archive import is_office, open_archive
from inspectorate.register.opening.limits import Limits, memory_refusal, refusal
from inspectorate.register.opening.plain_text import by_encoding, decoded, text_document
from inspectorate.register.opening.recognition import HEAD_BYTES, binary_format, text_format
from inspectorate.register.opening.source import Source, contents


def document_from(source: Source, limits: Limits, archive_at: Callable[[str], ZipFile] = ZipFile) -> Document:
    """The document at a source. A PDF, a web page or a Word file made for it may take the process down.

    Raises ``BadInput`` where it is none, or cannot be read, or is beyond a limit.
    """
    data = contents(source, limits, archive_at)
    try:
        return _document(source.file, data, limits, is_member=source.member is not None)
    except MemoryError as error:
        raise memory_refusal(source.file, limits) from error
    except RecursionError as error:
        raise refusal(source.file, "it is nested deeper than any document", "give its text") from error


def is_plain_text(source: Source) -> bool:
    """Whether the document is text or Markdown, which nothing but its size could make dangerous to open."""
    if source.member is not None:
        return False
    try:
        with Path(source.path).open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError:
        return True
    return binary_format(head) is None and text_format(by_encoding(head, "replace"), source.file) != "html"


def _document(file: str, data: bytes, limits: Limits, is_member: bool) -> Document:
    form = binary_format(data[:HEAD_BYTES])
    if form == "pdf":
        from inspectorate.register.opening.pdf import pdf_document

        return pdf_document(file, data, limits)
    if form == "zip":
        return _office_document(file, data, limits, is_member)
    if form is not None:
        problem = "it is an old Office file (.doc)" if form == "old office" else "it is rich text (.rtf)"
        raise refusal(file, problem, "save it as a Word document (.docx), a PDF or text")
    text = decoded(file, data, limits)
    form = text_format(text, file)
    if form == "html":
        from inspectorate.register.opening.html import html_document

        return html_document(file, text, limits)
    return text_document(file, form, text, limits)


def _office_document(file: str, data: bytes, limits: Limits, is_member: bool) -> Document:
    from inspectorate.register.opening.word import word_document

    with open_archive(file, BytesIO(data), limits) as archive:
        office = is_office(archive)
        word = any(name.startswith("word/") for name in archive.namelist())
        read = _other_office(archive) if limits.any_office and office else None
    if office and word:
        return word_document(file, data, limits)
    if read is not None:
        return read(file, data, limits)
    if office:
        problem = "it is an office document of another kind"
        raise refusal(file, problem, "save it as a Word document (.docx), a PDF or text")
    if is_member:
        raise refusal(file, "it is a zip inside a zip", "take it out, and give it by itself")
    raise refusal(file, "it is a zip, where one document is wanted", "unpack it, and give one of its members")


def _other_office(archive: ZipFile) -> Callable[[str, bytes, Limits], Document]:
    """What reads an office file that is no Word document."""
    from inspectorate.register.opening import office_text
    from inspectorate.register.opening.workbook import workbook_document

    if office_text.is_presentation(archive):
        return office_text.presentation_document
    return office_text.open_text_document if office_text.is_open_text(archive) else workbook_document
