"""Whether every label, hint, choice and message of every form can be translated."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms
from django.utils import translation

import inspectorate_app.web
from tests.words.pseudo import OPENING, spoken

#: What needs no translation: names of files and programs, and what Django itself translates.
NAMES = ("CSV", "SHA-256")


def _every_form() -> Iterator[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(inspectorate_app.web.__path__, "inspectorate_app.web."):
        importlib.import_module(module.name)
    waiting: list[type[forms.BaseForm]] = [forms.Form]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("inspectorate_app"):
            yield form


def _texts(field: forms.Field) -> Iterator[object]:
    yield from (field.label, field.help_text)
    standard: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        standard |= vars(kind).get("default_error_messages", {})
    yield from (text for code, text in field.error_messages.items() if text != standard.get(code))
    yield from (label for _value, label in getattr(field, "choices", ()) if any(map(str.isalpha, str(label))))


@pytest.mark.parametrize("form", sorted(_every_form(), key=lambda form: (form.__module__, form.__name__)), ids=str)
def test_every_text_of_a_form_is_translated_when_it_is_shown(form):
    """Write ``label=later("Text")``: what is only said in English when the program starts stays English."""
    with spoken(), translation.override("cy"):
        said = {f"{name}: {text}" for name, field in form.base_fields.items() for text in _texts(field) if text}
    assert {text for text in said if OPENING not in text and not text.endswith(NAMES)} == set()
