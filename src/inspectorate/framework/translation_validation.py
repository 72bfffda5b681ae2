"""The checks of an edition's translations: each text once, and each a text that the edition has."""

from inspectorate.framework.checks import Checks
from inspectorate.framework.model import Edition
from inspectorate.framework.translation import texts_of


def check_translations(checks: Checks) -> None:
    """Note a fault for each text that stands twice in a language, or that the edition does not have."""
    known = shown_texts(checks.edition)
    files = [name for name in checks.documents if name.startswith("translations/")]
    seen: set[tuple[str, str]] = set()
    for file, translation in zip(files, checks.edition.translations, strict=True):
        for place, each in enumerate(translation.texts):
            where = (file, ("texts", place, "text"))
            if each.text not in known:
                checks.fault(where, "the edition has no such text", "copy it from the edition again, or take it out")
            if (translation.language, each.text) in seen:
                checks.fault(where, "it is translated already", "keep one of the two")
            seen.add((translation.language, each.text))


def shown_texts(edition: Edition) -> dict[str, None]:
    """Every text of an edition that people read on its pages, once, in order."""
    rating, sampling, report = edition.rating, edition.sampling, edition.report
    return texts_of(
        edition.framework, edition.standards, edition.case_questions, rating, sampling, report, edition.surveys
    )
