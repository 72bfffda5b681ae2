"""One document opened."""

from pathlib import Path

from inspectorate.errors import BadInput
from inspectorate.register.document import Document
from inspectorate.register.opening.extraction import document_from, is_plain_text
from inspectorate.register.opening.limits import DEFAULT, Limits
from inspectorate.register.opening.parallel import read_all
from inspectorate.register.opening.source import Source, source_of


def open_document(path: Path | str | Source, limits: Limits = DEFAULT) -> Document:
    """A document as text. Text is opened here, whatever is more dangerous in a process of its own.

    For many use ``documents_in`` and ``read_all``, which start their processes once. Raises ``BadInput`` where it
    cannot be read or is beyond a limit.
    """
    source = path if isinstance(path, Source) else source_of(path)
    if is_plain_text(source):
        return document_from(source, limits)
    (result,) = read_all([source], itself, workers=1, limits=limits)
    if isinstance(result, BadInput):
        raise result
    return result


def itself(document: Document) -> Document:
    """The document, unread."""
    return document
