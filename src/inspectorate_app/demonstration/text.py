"""The texts of the demonstration's documents, read once; see ``texts.yaml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from inspectorate.errors import BadInput
from inspectorate.framework.document import read_yaml
from inspectorate.framework.model import Entry

#: What is written of each part of a document; of each kind of document.
Parts = Mapping[str, str]
Kinds = Mapping[str, Parts]


class _File(Entry):
    editions: Mapping[str, Kinds]


@cache
def demonstration_texts() -> Mapping[str, Kinds]:
    """The texts by edition, kind of document and part, as Markdown with placeholders."""
    document = read_yaml(Path(__file__).parent / "texts.yaml")
    found = document.parse(_File)
    if found is None:
        raise BadInput(document.faults)
    return found.editions
