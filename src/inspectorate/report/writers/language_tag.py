"""Codes of languages as office files know them: a language with its country, where one is meant."""

from inspectorate.report.writers.pdf_value import language

#: Where a code names none: word processors check spelling by language and country.
_COUNTRIES = {"en": "GB", "cy": "GB"}
_STANDARD = ("en", "GB")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})


def parts(code: str) -> tuple[str, str] | None:
    """A code as language and country ("" where neither says one): ``cy`` is ``cy``, ``GB``; None of what is no code."""
    found = language(code)
    if not found:
        return None
    return found[0], (found[1] or _COUNTRIES.get(found[0], "")).upper()


def document_parts(code: str) -> tuple[str, str]:
    """The same of a whole document, which must have a language: English where it says none."""
    return parts(code) or _STANDARD


def tag(said: tuple[str, str]) -> str:
    """Both parts as one code: ``cy-GB``."""
    return "-".join(filter(None, said))
