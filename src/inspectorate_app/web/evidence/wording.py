"""Evidence in the words of its pages: states with the colours of their tags, and sizes."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from inspectorate.framework.model import Edition
from inspectorate_app.store.queries.finding import headings
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.wording import later

#: What a request is, as people read it, and the colour of its tag.
STATES: Mapping[str, tuple[str, str]] = {
    "asked": (later("Asked for"), "grey"),
    "partly": (later("Partly received"), "yellow"),
    "received": (later("Received"), ""),
    "accepted": (later("Accepted"), "green"),
    "not_held": (later("Not held"), "orange"),
    "withdrawn": (later("Withdrawn"), "grey"),
}
#: How far a search finds what stands in a document, by how reading it went.
SEARCHED: Mapping[str, str] = {
    "": later("What stands in it is found by a search once it was read, within an hour."),
    "read": later("What stands in it is found by a search."),
    "cut": later("What stands in its first part is found by a search."),
    "none": later("A search finds it by its title and the name of its file: text of this kind of file is not read."),
    "failed": later("A search finds it by its title and the name of its file: no text in it could be read."),
}


def names(edition: Edition) -> dict[str, str]:
    """The standards by id as people read them: 1.1 Leadership. What is a heading alone has no number."""
    return {each.id: each.heading for each in edition.standards}


def titles_of(facts: InspectionFacts) -> dict[str, str]:
    """The same of an inspection, with the headings of its report that are no standard."""
    return {each.id: each.title for each in headings(facts)} | names(edition_used(facts))


def size(count: int) -> str:
    """1.4 MB, 12 KB, 80 bytes; a kilobyte is a thousand bytes."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} MB"
    return f"{count // 1_000:,} KB" if count >= 1_000 else _("{count} bytes").format(count=count)
