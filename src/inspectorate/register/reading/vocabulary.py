"""The words that frameworks lend to the documents written on them: titles of sections and standards, key questions."""

from functools import cache

from inspectorate.framework.catalogue import edition_folders, load_edition
from inspectorate.framework.model import Edition


@cache
def editions() -> tuple[Edition, ...]:
    """The editions that come with the library."""
    return tuple(load_edition(folder) for folder in edition_folders().values())


@cache
def standard_titles() -> frozenset[str]:
    """The title of every standard of every edition, in small letters, and one that an edition had before."""
    titles = {standard.title.casefold() for edition in editions() for standard in edition.standards}
    return frozenset(titles | {"joint working"})


@cache
def section_titles() -> frozenset[str]:
    """The title of every section of every edition, in small letters, and those that reports print beside them."""
    titles = {section.title.casefold() for edition in editions() for section in edition.framework.sections}
    return frozenset(titles | {"case supervision", "court work and case supervision"})
