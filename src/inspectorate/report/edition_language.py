"""In which languages documents are made, and what of one in another language than English stands in English still.

A document in Welsh has the headings and standing words of its edition and of the inspectorate in Welsh, its ratings,
tables, numbers, days and notes. What people wrote stands as they wrote it, and what nobody translated yet: both are
marked as English, and the document says so itself. The language of the evidence, of rules and of what is kept is
English.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.catalogue import product_translations
from inspectorate.framework.model import Edition
from inspectorate.framework.translation import said_in
from inspectorate.framework.translation_validation import shown_texts
from inspectorate.language import ENGLISH, is_english, noted
from inspectorate.language import gettext as _
from inspectorate.register.facts import RATINGS
from inspectorate.report.document import Box, Document, Paragraph, Run, Runs
from inspectorate.report.house import House
from inspectorate.report.material import Material
from inspectorate.report.workbook import Workbook

#: The languages in which documents are made, by code, as people call them.
LANGUAGES: Mapping[str, str] = {"en": noted("English"), "cy": noted("Welsh")}
#: The kinds of document that begin with what they say of their language; others end with it.
_IN_FRONT = ("report", "press-release")


def document_language(code: str, edition: Edition, field: str = "language") -> str:
    """The language of the documents of an inspection by its code, as documents have it; faults name the ``field``.

    Raises ``BadInput`` for a language that there is not, and for one in which the edition has no heading of a report.
    """
    if code not in LANGUAGES:
        problem = _("documents are not made in ‘{code}’").format(code=code)
        raise BadInput([Fault("", 0, field, problem, _("use one of {known}").format(known=", ".join(LANGUAGES)))])
    if is_english(code):
        return ENGLISH
    if not speaks(edition, code):
        problem = _("the edition {edition} has no heading of a report in {language}").format(
            edition=edition.id, language=_(LANGUAGES[code])
        )
        mend = _("translate its headings in translations/{code}.yaml of the edition, or make the documents in English")
        raise BadInput([Fault("", 0, field, problem, mend.format(code=code))])
    return code


def languages_of(edition: Edition) -> tuple[str, ...]:
    """The codes of the languages in which documents of an edition are made, English first."""
    return tuple(code for code in LANGUAGES if is_english(code) or speaks(edition, code))


def speaks(edition: Edition, code: str) -> bool:
    """Whether an edition has any heading of what is published in a language."""
    said = said_in((*edition.translations, *product_translations()), code)
    return any(part.title in said for part in (edition.report.outline if edition.report else ()))


def left_in_english(edition: Edition, house: House, documents: Iterable[Document]) -> tuple[str, ...]:
    """The texts of the edition and of the house that stand in English in documents of another language, once each."""
    found = {run.text for document in documents for run in _marked(document)}
    return tuple(text for text in (*shown_texts(edition), *house.texts) if found & {text, *_pieces(text)})


def explained(document: Document, made: Material) -> Document:
    """A document that says what of it stands in English; as it is where all of it is in one language."""
    if made.is_english:
        return document
    said = [Paragraph(each, role="small") for each in _told(document, made)]
    title = made.ours(noted("The language of this document"))
    if document.kind not in _IN_FRONT:
        return replace(document, blocks=(*document.blocks, *said))
    box = Box("notice", title, tuple(replace(each, role="body") for each in said), "language")
    if document.cover:
        return replace(document, cover=(box, *document.cover))
    return replace(document, blocks=(box, *document.blocks))


def explained_workbook(workbook: Workbook, made: Material) -> Workbook:
    """A workbook whose cells say the texts of the edition in its language, and whose cover says what is English."""
    if made.is_english:
        return workbook
    texts = {standard.heading: f"{standard.code} {made.said(standard.title)}" for standard in made.edition.standards}
    ratings = {each: _(each) for each in (*RATINGS, *(one.rating for one in made.base.rated.standards if one.rating))}
    said = {**texts, **ratings}
    sheets = tuple(
        replace(
            sheet,
            rows=tuple(
                tuple(said.get(cell, made.said(cell)) if isinstance(cell, str) else cell for cell in row)
                for row in sheet.rows
            ),
        )
        for sheet in workbook.sheets
    )
    lines = ("".join(run.text for run in each) for each in (made.ours(_ENGLISH_CELLS), *_unchecked(made)))
    return replace(workbook, sheets=sheets, cover=(*workbook.cover, *lines))


_ENGLISH_CELLS = noted("What people wrote, and what is not translated yet, stands in English.")
_WRITTEN = noted(
    "What inspectors and others wrote stands in English, as they wrote it: findings, recommendations and the text of "
    "each part."
)
_STANDING = noted("Some headings and standing texts are not translated yet and stand in English.")
_UNCHECKED = noted("This Welsh has not been checked by a Welsh speaker yet.")


def _told(document: Document, made: Material) -> Iterator[Runs]:
    standing = left_in_english(made.edition, made.house, [document])
    known = {piece for text in standing for piece in (text, *_pieces(text))}
    if any(run.text not in known and len(run.text.split()) > 1 for run in _marked(document)):
        yield made.ours(_WRITTEN)
    if standing or any(run.text in RATINGS for run in _marked(document)):
        yield made.ours(_STANDING)
    yield from _unchecked(made)


def _unchecked(made: Material) -> Iterator[Runs]:
    """That nobody who is able to tell has read the translation, in both languages: it matters most to who reads it."""
    given = (*product_translations(), *made.house.translations, *made.edition.translations)
    if any(each.language == made.language.partition("-")[0] and not each.checked_by for each in given):
        yield (*made.ours(_UNCHECKED), Run(f" {_UNCHECKED}", language=ENGLISH))


def _pieces(text: str) -> tuple[str, ...]:
    """The pieces of a text between what is put into it."""
    pieces = text.replace("{", "\0{").replace("}", "}\0").split("\0") if "{" in text else []
    return tuple(each for each in pieces if len(each.split()) > 1 and "{" not in each)


def _marked(part: object) -> Iterator[Run]:
    """Every run that is marked as English."""
    if isinstance(part, tuple):
        for each in part:
            yield from _marked(each)
    elif is_dataclass(part):
        if isinstance(part, Run) and part.language and is_english(part.language):
            yield part
        for each in fields(part):
            value = getattr(part, each.name)
            if isinstance(value, tuple) or is_dataclass(value):
                yield from _marked(value)
