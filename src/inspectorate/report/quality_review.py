"""What whoever reviews a document looks for before it goes out: a list, which is configuration."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from inspectorate.framework.document import read_yaml
from inspectorate.framework.entry import Entry, Identifier, Prose, Sourced
from inspectorate.language import noted

PRODUCT = Path(__file__).with_name("quality_review.yaml")
#: The questions of the product's own list, for the catalogue of what is translated.
_QUESTIONS = (
    noted("Does the evidence that is shown bear each rating out?"),
    noted("Does every recommendation follow from a finding?"),
    noted("Do the words around a number say what the number says?"),
    noted("Can nobody be recognised, also from several details together?"),
    noted("Is it in plain words, with every acronym explained?"),
    noted("Is it fair to the service, and even in its tone?"),
    noted("Is everything there that a reader of this document expects?"),
)


class Item(Entry):
    """One thing to look for, asked so that yes is as it should be."""

    id: Identifier
    question: Prose


class Checklist(Sourced):
    """The things to look for, in the order in which they are asked."""

    items: Annotated[tuple[Item, ...], Field(min_length=1)]


def load_checklist(file: Path) -> Checklist:
    """The list of a file. Raises ``BadInput`` with every fault in it."""
    return read_yaml(file).whole(Checklist)


@cache
def product_checklist() -> Checklist:
    """The list that comes with the product; it is assumed."""
    return load_checklist(PRODUCT)
