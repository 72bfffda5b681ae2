"""The words that frameworks lend to the documents written on them: titles of sections and standards, statements.

A process that reads documents needs these words alone, and not eight editions with every question, which take most of
a second to load and check. They are kept beside this module as JSON, generated from the editions (``make reference``);
a test fails where the two differ.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from inspectorate.framework.catalogue import edition_folders, product_edition
from inspectorate.framework.model import Edition

WORDS = Path(__file__).with_name("vocabulary.json")


@dataclass(frozen=True)
class StandardWords:
    """The words of one standard; ``section`` is the number of the section it stands in."""

    id: str
    title: str
    section: str
    statement: str


@dataclass(frozen=True)
class EditionWords:
    """The words of one edition; ``sections`` are the titles by their number."""

    edition: str
    sections: dict[str, str]
    standards: tuple[StandardWords, ...]


@cache
def editions() -> tuple[Edition, ...]:
    """The editions that come with the library, whole: slow, and nothing that only reads a document needs it."""
    return tuple(product_edition(name) for name in edition_folders())


@cache
def edition_words() -> tuple[EditionWords, ...]:
    """The words of every edition that comes with the library."""
    return tuple(
        EditionWords(
            words["edition"], words["sections"], tuple(StandardWords(**standard) for standard in words["standards"])
        )
        for words in json.loads(WORDS.read_text(encoding="utf-8"))
    )


def vocabulary_text() -> str:
    """The file of words as the editions give it."""
    found = [
        EditionWords(
            edition.framework.edition,
            {section.id: section.title for section in edition.framework.sections},
            tuple(StandardWords(one.id, one.title, one.section, one.statement) for one in edition.standards),
        )
        for edition in editions()
    ]
    return json.dumps([asdict(words) for words in found], ensure_ascii=False, indent=1) + "\n"


@cache
def standard_titles() -> frozenset[str]:
    """The title of every standard of every edition, in small letters, and one that an edition had before."""
    titles = {standard.title.casefold() for words in edition_words() for standard in words.standards}
    return frozenset(titles | {"joint working"})


@cache
def section_titles() -> frozenset[str]:
    """The title of every section of every edition, in small letters, and those that reports print beside them."""
    titles = {title.casefold() for words in edition_words() for title in words.sections.values()}
    return frozenset(titles | {"case supervision", "court work and case supervision"})
