"""The editions that inspections use, as the library's values."""

import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from inspectorate.framework.catalogue import load_edition, product_translations
from inspectorate.framework.model import Edition
from inspectorate.framework.translation import said_in as translations_in
from inspectorate.framework.translation_validation import shown_texts
from inspectorate_app.store.models import StoredEdition

#: The editions that this process has read, whose translations it therefore knows.
_LOADED: list[Edition] = []


def said_in(language: str) -> Mapping[str, str]:
    """What texts of editions are in a language: as the product translates them, and the editions of one's own.

    An edition that was kept without a translation is shown with one that came later: a text is its own key.
    """
    return _said(language, len(_LOADED))


@lru_cache(maxsize=32)
def _said(language: str, _read: int) -> Mapping[str, str]:
    own = tuple(translation for edition in _LOADED for translation in edition.translations)
    return translations_in((*own, *product_translations()), language)


def says(text: str) -> bool:
    """Whether it is a text that an edition of an inspection shows on its pages."""
    return text in _texts(len(_LOADED))


@lru_cache(maxsize=2)
def _texts(_read: int) -> frozenset[str]:
    return frozenset(text for each in _LOADED for text in shown_texts(each))


def edition_of(sha256: str) -> Edition:
    """The edition whose text has this hash. An edition never changes, so a process reads each once."""
    return _loaded(sha256)


@lru_cache(maxsize=32)
def _loaded(sha256: str) -> Edition:
    files = StoredEdition.objects.values_list("files", flat=True).get(sha256=sha256)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        edition = load_edition(Path(folder))
    _LOADED.append(edition)
    return edition
