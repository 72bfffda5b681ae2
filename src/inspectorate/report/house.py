"""What an inspectorate says of itself in all that it publishes: its name, its role, its licence, its standing words."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from inspectorate.framework.document import read_yaml
from inspectorate.framework.entry import Entry, Prose, Sourced
from inspectorate.framework.translation import Translation

PRODUCT = Path(__file__).with_name("house.yaml")
#: What stands in it and is not translated: addresses, where something was read, for whom a note is.
_OF_NO_LANGUAGE = frozenset({"address", "email", "url", "source", "certainty", "of"})


class Publisher(Sourced):
    """Who publishes: the name as printed, an address in lines, and where to write."""

    name: Prose
    address: tuple[Prose, ...] = ()
    email: str = ""


class Titled(Sourced):
    """A title of an office."""

    title: Prose


class Text(Sourced):
    """One standing text; what stands in braces is put in."""

    text: Prose


class Headed(Sourced):
    """Paragraphs under a heading."""

    heading: Prose
    paragraphs: Annotated[tuple[Prose, ...], Field(min_length=1)]


class Paragraphs(Sourced):
    """Paragraphs under a heading that stands elsewhere."""

    paragraphs: Annotated[tuple[Prose, ...], Field(min_length=1)]


class Licence(Sourced):
    """Under which licence it may be used again, and whose copyright it is."""

    name: Prose
    url: Prose
    text: Prose
    holder: Prose


class Lead(Sourced):
    """What stands before a list."""

    lead: Prose


class Driven(Text):
    """How a standard says what drives its rating, and the footnote on it; and where it has one key question."""

    note: Prose
    one: Prose
    note_of_one: Prose


class Note(Entry):
    """A note to editors; ``of`` are the kinds of unit that it is for, all where none is named."""

    text: Prose
    of: tuple[Prose, ...] = ()


class Press(Sourced):
    """The notes to editors of a press release, in order, and whom the press may ask."""

    notes: tuple[Note, ...]
    contact: Prose


class Letter(Sourced):
    """The standing words of a letter to a region, in the order in which they stand."""

    thanks: Prose
    completed: Prose
    observations: Prose
    plan: Prose
    recommendations: Prose
    ratings: Prose
    closing: Prose


class House(Entry):
    """All of it, and what it is in other languages."""

    publisher: Publisher
    chief_inspector: Titled
    role: Headed
    changed_names: Text
    licence: Licence
    recommendations: Lead
    driven: Driven
    untested: Text
    web_links: Paragraphs
    press: Press
    letter: Letter
    translations: tuple[Translation, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in it that documents print and that may be translated, in order."""
        return tuple(_texts(self.model_dump(exclude={"translations"})))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in _OF_NO_LANGUAGE:
                yield from _texts(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)


def load_house(file: Path) -> House:
    """The standing words of a file, with translations that stand beside it: ``house.cy.yaml`` of ``house.yaml``.

    Raises ``BadInput`` with every fault in one of them.
    """
    house = read_yaml(file).whole(House)
    beside = sorted(file.parent.glob(f"{file.stem}.*{file.suffix}"))
    return house.model_copy(update={"translations": tuple(read_yaml(each).whole(Translation) for each in beside)})


@cache
def product_house() -> House:
    """Those of HM Inspectorate of Probation, as its documents print them."""
    return load_house(PRODUCT)
