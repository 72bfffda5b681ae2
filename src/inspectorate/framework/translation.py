"""``translations/*.yaml``: what an edition says, in another language, text by text.

A translation is keyed by the English text itself. So it can never stand for a text that has been reworded since, it is
no part of the edition's hash, and adding one changes nothing that was signed off: docs/adr/0023-two-languages.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field

from inspectorate.framework.entry import Entry, Identifier, Prose, Sourced

#: The fields of an edition that people read on its pages; guidance is left out.
SHOWN = frozenset(
    {"title", "text", "statement", "introduction", "hint", "because", "descriptor", "favourable", "heading"}
)
Value = TypeVar("Value", bound=BaseModel)


class TranslatedText(Entry):
    """One text of the edition, and what it is in the language of the file."""

    text: Prose = Field(description="as the edition has it, in English")
    said: Prose = Field(description="the same in the language of the file")


class Translation(Sourced):
    """``translations/*.yaml``: what an edition says in one language."""

    language: Identifier = Field(description="its code, as browsers ask for it: cy for Welsh")
    checked_by: str = Field("", description="who, able to tell, has read all of it; blank while nobody has")
    texts: Annotated[tuple[TranslatedText, ...], Field(min_length=1)] = Field(description="in any order")


def said_in(translations: Iterable[Translation], language: str) -> dict[str, str]:
    """What each translated text is in a language."""
    return {each.text: each.said for one in translations if one.language == language for each in one.texts}


def texts_of(*values: Any) -> dict[str, None]:
    """Every text of these parts of an edition that people read on its pages, once, in order."""
    return dict.fromkeys(text for value in values for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Entry):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if isinstance(inner, str) and name in SHOWN and inner:
                yield inner
            else:
                yield from _texts(inner)


def translated(value: Value, said: Mapping[str, str]) -> Value | None:
    """A part of an edition with every text that people read in another language; None where one of them is missing."""
    if any(text not in said for text in texts_of(value)):
        return None
    return _translated(value, said)  # type: ignore[no-any-return]  # what goes in comes out


def _translated(value: Any, said: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_translated(each, said) for each in value)
    if not isinstance(value, Entry):
        return value
    update = {
        name: said[inner] if isinstance(inner, str) and name in SHOWN and inner else _translated(inner, said)
        for name in type(value).model_fields
        if isinstance(inner := getattr(value, name), str | tuple | Entry)
    }
    said_now = value.model_copy(update=update)
    for name in vars(said_now).keys() - type(value).model_fields.keys():
        del vars(said_now)[name]  # what was worked out of the English, such as questions by their ids
    return said_now
