"""The Welsh catalogue: up to date with the code, true to its placeholders and tags, with the forms of its plurals."""

import gettext
import re

import pytest
from django.utils import translation

from tests.words import catalogue
from tests.words.catalogue import LOCALE, read, template, translated

_PLACE = re.compile(r"%\(\w+\)s|%%|\{\w*[^{}]*\}|</?\w[^>]*>")


def _pairs():
    """Each English text with each of its translations; of plurals, form 1 says one and the others say many."""
    for message in read("cy"):
        if message.id and message.string:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            for place, each in enumerate(said):
                if each:
                    yield ids[0] if place == 1 or len(ids) == 1 else ids[1], each


def test_the_catalogue_has_the_messages_that_the_code_has():
    """Where it fails: ``make words``."""
    assert {message.id for message in read("cy")} == {message.id for message in template()}


def test_what_is_compiled_is_what_is_written():
    """Where it fails: ``make words``."""
    with (LOCALE / "cy" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # what it knows
    said = {key[0] if isinstance(key, tuple) else key for key in compiled if key}
    done = {key[0] if isinstance(key, tuple) else key for key in translated(read("cy"))}
    assert said == done
    assert all(
        compiled[message.id] == message.string for message in read("cy") if message.string and message.id in compiled
    )


def test_a_translation_keeps_every_value_and_tag():
    lost = {
        english: said for english, said in _pairs() if sorted(_PLACE.findall(said)) != sorted(_PLACE.findall(english))
    }
    assert lost == {}
    edges = {english: said for english, said in _pairs() if _edges(said) != _edges(english)}
    assert edges == {}


def _places(text):
    """Its values and tags, in no order: another language has them elsewhere."""
    return sorted(_PLACE.findall(text))


def _edges(text):
    """Whether it begins and ends with a blank, by which it joins what stands beside it."""
    return text[:1].isspace(), text[-1:].isspace()


# Welsh has six forms (Unicode CLDR, plural rules of cy: zero, one, two, few for 3, many for 6, other). After a number
# the noun is singular, mutated softly after 2, and aspirated after 3 (masculine) and 6: dau god, tri chod, chwe chod.
@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 cod"), (1, "1 cod"), (2, "2 god"), (3, "3 chod"), (5, "5 cod"), (6, "6 chod"), (11, "11 cod")],
)
def test_a_number_has_the_form_of_its_noun(number, words):
    from inspectorate_app.web.jinja import plural

    with translation.override("cy"):
        assert plural(number, "code") == words


def test_a_plural_without_a_translation_is_english():
    from inspectorate_app.web.jinja import plural

    with translation.override("cy"):
        assert [plural(number, "gryphon") for number in (0, 1, 2, 1_203)] == [
            "0 gryphons",
            "1 gryphon",
            "2 gryphons",
            "1,203 gryphons",
        ]


def test_what_is_not_translated_in_every_form_is_left_out_of_what_is_compiled():
    """An empty form would say nothing at all."""
    half = read("cy")
    half.add(("one gryphon", "many gryphons"), string=("un", "", "", "", "", ""))
    assert ("one gryphon", "many gryphons") not in translated(half)
    assert not any(message.id == ("one gryphon", "many gryphons") for message in catalogue._what_is_said(half))
