"""What people read in an edition names a source by its name; its code stands in references alone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from inspectorate.framework.catalogue import edition_folders, find_edition

#: Fields that are references, or the names of something; HM stands before the names of offices as well.
REFERENCES = {"source", "sources", "id", "edition", "inspectorate", "addressees"}


def prose(entry: Any) -> Iterator[str]:
    """Every text of an entry that is no reference."""
    if isinstance(entry, dict):
        for name, value in entry.items():
            if name not in REFERENCES:
                yield from prose(value)
    elif isinstance(entry, list | tuple):
        for value in entry:
            yield from prose(value)
    elif isinstance(entry, str):
        yield entry


@pytest.mark.parametrize("name", sorted(edition_folders()))
def test_no_prose_names_a_source_by_its_code(name):
    edition = find_edition(name)
    code = re.compile(rf"\b({'|'.join(edition.framework.sources)})\b")
    parts = [edition.framework, *edition.standards, edition.sampling, edition.rating, edition.report]
    texts = [text for part in parts if part is not None for text in prose(part.model_dump())]
    texts += [text for question in edition.case_questions for text in prose(question.model_dump())]
    assert len(texts) > 20
    assert [text for text in texts if code.search(text)] == []
