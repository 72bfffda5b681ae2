"""How a rating looks in a document: the colours of every other drawing, and its words beside them always."""

from dataclasses import dataclass

from inspectorate.language import gettext as _
from inspectorate.register.drawing.palette import CELLS, LIGHT
from inspectorate.register.facts import NOT_RATED, RATINGS


@dataclass(frozen=True)
class Look:
    """The colours of a tag: its ground, the text on it, its edge; and the letters of its class on a page."""

    fill: str
    text: str
    edge: str
    letters: str


#: What is not rated, and any word that is none of the four ratings.
NEUTRAL = Look(LIGHT["ground"], LIGHT["text"], LIGHT["edge"], "none")
LOOKS = {
    rating: Look(fill, text, edge, letters)
    for (rating, (fill, text, edge, _dark)), letters in zip(CELLS.items(), ("i", "ri", "g", "o"), strict=True)
}


def look(rating: str) -> Look:
    """The look of a rating by its name in English, as the frameworks spell it."""
    return LOOKS.get(rating, NEUTRAL)


def rating_words(rating: str) -> str:
    """A rating as it is printed: in the language of the document where it is one of the four."""
    return _(rating) if rating in (*RATINGS, NOT_RATED) else rating
