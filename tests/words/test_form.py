"""Whether every label, hint, choice and message of every form can be translated."""

import importlib
import pkgutil
from collections.abc import Iterator

from django import forms
from django.conf import settings
from django.utils import translation

import inspectorate_app.web
from tests.words.pseudo import OPENING, spoken


def _every_form() -> Iterator[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(inspectorate_app.web.__path__, "inspectorate_app.web."):
        importlib.import_module(module.name)
    waiting: list[type[forms.BaseForm]] = [forms.Form]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("inspectorate_app"):
            yield form


#: A language is named in itself, so that whoever knows no other finds it.
LANGUAGES = {name for _code, name in settings.LANGUAGES}


def _texts(field: forms.Field) -> Iterator[object]:
    yield from (field.label, field.help_text)
    standard: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        standard |= vars(kind).get("default_error_messages", {})
    yield from (text for code, text in field.error_messages.items() if text != standard.get(code))
    labels = {str(label) for _value, label in getattr(field, "choices", ())} - LANGUAGES
    yield from (label for label in labels if any(map(str.isalpha, label)))


#: Forms of allauth, whose labels ours set when they are made.
OF_ALLAUTH = ("ChangePasswordForm", "FirstCodeForm", "SignInForm")


def test_every_text_of_every_form_is_translated_when_it_is_shown():
    """Write ``label=later("Text")``: what is only said in English when the program starts stays English."""
    fixed = {}
    with spoken(), translation.override("cy"):
        for form in _every_form():
            said = {f"{name}: {text}" for name, field in form.base_fields.items() for text in _texts(field) if text}
            left = {text for text in said if OPENING not in text and len(text.partition(": ")[2]) > 1}
            if left and form.__name__ not in OF_ALLAUTH:
                fixed[form.__qualname__] = left
    assert fixed == {}
