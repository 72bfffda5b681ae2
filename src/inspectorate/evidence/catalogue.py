"""What is usually asked for under each standard: a request list proposed from an edition, for people to change."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field

from inspectorate.framework.document import read_yaml
from inspectorate.framework.entry import Certainty, Entry, Identifier, Prose, Sourced
from inspectorate.framework.model import Edition, Standard

PRODUCT = Path(__file__).with_name("catalogue.yaml")
#: Who answers a request where nothing else is said.
CONTACT = "Single point of contact"


class CatalogueEntry(Entry):
    """Something that is usually asked for, and the titles of the standards that it bears on."""

    id: Identifier
    standards: tuple[Prose, ...] = Field(min_length=1)
    title: Prose
    why: Prose
    answered_by: Prose = CONTACT


class CatalogueFile(Sourced):
    """A catalogue of what is usually asked for, with its source and certainty."""

    requests: tuple[CatalogueEntry, ...]


@dataclass(frozen=True)
class Proposal:
    """A request that could be made. ``origin`` is an id of the catalogue, or of the key question that it comes from."""

    origin: str
    title: str
    why: str
    standards: tuple[str, ...]
    answered_by: str
    source: str
    certainty: Certainty


@cache
def product_catalogue(file: Path = PRODUCT) -> CatalogueFile:
    """The catalogue that comes with the product, or that of another file. Raises ``BadInput``."""
    return read_yaml(file).whole(CatalogueFile)


def proposals(edition: Edition, service: str = "", catalogue: CatalogueFile | None = None) -> list[Proposal]:
    """What could be asked for in an inspection of a ``service`` against an edition, in the order of its standards.

    Entries of the catalogue stand at the first standard that they bear on. An organisational standard of which the
    catalogue knows nothing is asked for by its key questions.
    """
    catalogue = catalogue or product_catalogue()
    standards = [each for each in edition.standards if each.service in (None, service or None)]
    listed: dict[str, Proposal] = {}
    for standard in standards:
        for entry in _about(standard, catalogue):
            if entry.id not in listed:
                bears_on = tuple(each.id for each in standards if entry in _about(each, catalogue))
                listed[entry.id] = Proposal(
                    entry.id,
                    entry.title,
                    entry.why,
                    bears_on,
                    entry.answered_by,
                    catalogue.source,
                    catalogue.certainty or Certainty.ASSUMED,
                )
        if not _about(standard, catalogue):
            listed |= {each.origin: each for each in _by_key_question(standard)}
    return list(listed.values())


def _about(standard: Standard, catalogue: CatalogueFile) -> list[CatalogueEntry]:
    title = standard.title.casefold()
    return [each for each in catalogue.requests if title in (name.casefold() for name in each.standards)]


def _by_key_question(standard: Standard) -> Iterator[Proposal]:
    if standard.kind != "organisational":
        return
    for question in standard.key_questions:
        yield Proposal(
            f"key question {question.id}",
            f"Documents that answer key question {question.id}",
            question.text,
            (standard.id,),
            CONTACT,
            f"key question {question.id} of the edition",
            Certainty.DERIVED,
        )
