"""A document into everything that it states."""

from dataclasses import replace

from inspectorate.organisation.directory import Directory, product_directory
from inspectorate.register.document import Document
from inspectorate.register.facts import DocumentFacts
from inspectorate.register.reading.layout import Layout


def read(document: Document, directory: Directory | None = None) -> DocumentFacts:
    """Everything that a document states; for one that is no inspection document, its kind ("other") alone."""
    return read_layout(Layout(document), directory or product_directory())


def read_layout(layout: Layout, directory: Directory) -> DocumentFacts:
    """Everything that a laid-out document states."""
    raise SystemError(replace)
