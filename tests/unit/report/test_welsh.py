"""Documents of an inspection in Welsh: what is in it, what stays as it was written, and how a file tells them apart."""

import io
import re
from collections.abc import Iterator
from dataclasses import astuple, replace
from functools import cache
from zipfile import ZipFile

import pikepdf
import pytest
from selectolax.lexbor import LexborHTMLParser

from inspectorate import language
from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import product_translations
from inspectorate.framework.translation import said_in
from inspectorate.language import is_english, speaking
from inspectorate.report.data_workbook import data_workbook
from inspectorate.report.document import Cell, Document, Heading, Paragraph, Run, Table, plain, walked
from inspectorate.report.document_set import documents, workbook_files
from inspectorate.report.edition_language import document_language, languages_of, left_in_english
from inspectorate.report.file_format import FORMATS
from inspectorate.report.house import product_house
from inspectorate.report.letter import RegionalReview, letter
from inspectorate.report.prose import read_prose
from inspectorate.report.slides import slides
from inspectorate.report.statistics import statistics
from inspectorate.report.wording import number, say
from inspectorate_app.cli.spoken import speak
from tests.unit.report.inspected import BASE, EDITION
from tests.unit.report.test_pdf import elements
from tests.unit.report.test_pdf import faults as faults_of_pdf
from tests.unit.report.test_schema import faults as faults_of_office
from tests.words.catalogue import read

HOUSE = product_house()
#: HM Inspectorate of Probation's own Welsh of the best rating was not found: docs/how-to/translate.md.
SCALE = "The Inspectorate uses a four-point scale"
FOREWORD = "Leaders know their staff. Risk was analysed in {{case:2.2.1}} of cases."
#: How the content of a page says in which language some words are.
LANGUAGE = re.compile(rb"/Lang ?\(([\w-]+)\)")
KINDS = ("report", "press-release", "poster", "slides", "letter")


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    before = astuple(language._translator)
    speak()
    yield
    language.use(*before)


@cache
def composed(code: str) -> dict[str, Document]:
    """Every kind of document of the inspected unit, with a foreword that someone wrote."""
    known = statistics(BASE)
    texts = {"foreword": read_prose(FOREWORD, known, say, name="foreword").blocks}
    made = documents(BASE, {"report": texts}, HOUSE, language=code)
    review = RegionalReview(BASE, (BASE,), ("Ann Other",), "Ann")
    others = (slides(BASE, {}, HOUSE, language=code), letter(review, {}, HOUSE, language=code))
    return {each.kind: each for each in (*made, *others)}


def runs(part: object) -> Iterator[Run]:
    """Every run in a document, those of footnotes too."""
    if isinstance(part, tuple):
        for each in part:
            yield from runs(each)
    elif hasattr(part, "__dataclass_fields__"):
        if isinstance(part, Run):
            yield part
        for name in part.__dataclass_fields__:
            yield from runs(getattr(part, name))


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_the_edition_or_the_house_stands_in_english_where_it_has_welsh(kind):
    translated = said_in((*product_translations(), *HOUSE.translations), "cy")
    document = composed("cy")[kind]
    headings = [
        re.sub(r"^[\d.]+ ", "", plain(each.runs)) for each in walked(document.blocks) if isinstance(each, Heading)
    ]
    told = {*headings, *(run.text.strip() for run in runs(document)), document.title, document.publisher}
    english = {text for text, said in translated.items() if said != text}
    assert told & english == set()
    assert {text for text in translated.values() if text in told} or kind == "slides"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_in_english_is_told_and_is_what_nobody_translated(kind):
    found = left_in_english(EDITION, HOUSE, [composed("cy")[kind]])
    assert [text[: len(SCALE)] for text in found] == ([SCALE] if kind == "press-release" else [])


def test_every_sentence_that_documents_print_is_translated():
    composing = re.compile(
        r"src/inspectorate/report/(annex|background|case_sheet|chart|data_workbook|diversity|edition_language|feedback|"
        r"inspection_sheet|key_question|letter|listing|poster|press_release|rating_page|recommendation_list|report|"
        r"slides|standard_part|survey_sheet|workbook_part)\.py"
    )
    left = {
        str(each.id)
        for each in read("cy")
        if each.id and any(composing.fullmatch(file) for file, _line in each.locations) and not each.string
    }
    # What the same word is in Welsh hangs on the question: "Ie", "Oes", "Ydy".
    assert left == {"Yes"}


def test_the_welsh_of_the_house_is_of_what_the_house_says():
    translated = said_in(HOUSE.translations, "cy")
    assert set(translated) <= set(HOUSE.texts)
    assert [text[: len(SCALE)] for text in HOUSE.texts if text not in translated] == [SCALE]
    slots = re.compile(r"\{\w+\}")
    for text, said in translated.items():
        assert sorted(slots.findall(text)) == sorted(slots.findall(said)), text


def test_what_a_person_wrote_stands_as_they_wrote_it_and_is_marked():
    blocks = composed("cy")["report"].blocks
    at = next(place for place, each in enumerate(blocks) if isinstance(each, Heading) and each.anchor == "foreword")
    assert plain(blocks[at].runs) == "Rhagair"
    written = blocks[at + 1]
    english = composed("en-GB")["report"].blocks[at + 1]
    assert isinstance(written, Paragraph)
    assert isinstance(english, Paragraph)
    assert plain(written.runs) == plain(english.runs)
    assert {run.language for run in written.runs} == {"en-GB"}


def test_a_number_in_an_english_text_is_in_english_whatever_is_spoken():
    known = statistics(BASE)["case:2.2.1"]
    in_english = say(known, "count", first=True)
    with speaking("cy"):
        assert say(known, "count", first=True) == in_english
        assert number(3) == "3"
    assert number(3) == "three"


def test_ratings_days_and_tables_are_in_welsh():
    poster = composed("cy")["poster"]
    table = next(each for each in poster.blocks if isinstance(each, Table))
    assert [plain(each) for each in table.head] == ["Safon", "Gradd"]
    ratings = {
        (cell.rating, plain(cell.runs)) for row in table.rows for cell in row if isinstance(cell, Cell) and cell.rating
    }
    words = {"Inadequate": "Annigonol", "Requires improvement": "Angen gwella", "Good": "Da"}
    assert ratings
    assert ratings <= {(rating, words.get(rating, rating)) for rating in (*words, "Outstanding")}
    published = replace(BASE, published=BASE.fieldwork[1].replace(month=3, day=1))
    assert documents(published, {}, HOUSE, language="cy")[1].dated.startswith("1 Mawrth ")


def test_a_rating_without_welsh_is_marked_as_english():
    marked = [run for run in runs(composed("cy")["report"]) if run.text == "Outstanding"]
    assert all(run.language == "en-GB" for run in marked)


@pytest.mark.parametrize("rating", ["Good", "Outstanding"])
def test_a_poster_of_which_only_a_rating_is_in_english_says_so(rating):
    standards = tuple(replace(each, computed=rating, panel=None) for each in BASE.rated.standards)
    base = replace(BASE, rated=replace(BASE.rated, standards=standards))
    poster = next(each for each in documents(base, {}, HOUSE, language="cy") if each.kind == "poster")
    told = "ac maent yn Saesneg"  # "and stand in English": what is not translated yet
    assert any(told in run.text for run in runs(poster)) == (rating == "Outstanding")


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_says_of_its_welsh_that_nobody_checked_it_and_one_in_english_does_not(kind):
    told = "wedi’i gwirio eto gan siaradwr Cymraeg"
    assert [each for each in runs(composed("cy")[kind]) if told in each.text]
    assert not [each for each in runs(composed("en-GB")[kind]) if told in each.text or each.language]


def test_the_report_says_in_front_that_what_people_wrote_is_in_english():
    first = composed("cy")["report"].cover[0]
    assert "Mae’r hyn a ysgrifennodd arolygwyr ac eraill yn Saesneg" in "".join(run.text for run in runs(first))


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_in_welsh_marks_what_is_english(kind):
    tree = LexborHTMLParser(FORMATS["html"].write(composed("cy")[kind]))
    assert tree.css_first("html").attributes["lang"] == "cy"
    english = [each.text() for each in tree.css('[lang|="en"]')]
    assert any("This Welsh has not been checked" in each for each in english)
    assert tree.css_first("title").text().strip()


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_in_welsh_is_pdf_ua_and_says_its_language(kind):
    content = FORMATS["pdf"].write(composed("cy")[kind])
    assert faults_of_pdf(content) == []
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert opened.Root.Lang == "cy"
        marked = {code for each in opened.pages for code in LANGUAGE.findall(each.Contents.read_bytes())}
        marked |= {str(each.Lang).encode() for each in elements(opened.Root.StructTreeRoot) if "/Lang" in each}
    assert b"en-GB" in marked


@pytest.mark.parametrize(
    ("kind", "form"), [("report", "docx"), ("report", "odt"), ("slides", "pptx"), ("slides", "odp")]
)
def test_an_office_file_in_welsh_is_what_its_format_allows_and_marks_what_is_english(kind, form, tmp_path):
    content = FORMATS[form].write(composed("cy")[kind])
    if form != "odp":  # tables on slides: see test_schema
        assert faults_of_office(content, form, tmp_path) == []
    with ZipFile(io.BytesIO(content)) as opened:
        text = "".join(opened.read(each).decode() for each in opened.namelist() if each.endswith(".xml"))
    assert re.search(r'(w:val|lang)="cy-GB"|fo:language="cy"', text)
    assert re.search(r'(w:val|lang)="en-GB"|fo:language="en"', text)


def test_the_workbook_is_in_welsh_with_names_of_files_that_can_be_read():
    made = data_workbook(BASE, HOUSE, language="cy")
    cells = {cell for sheet in made.sheets for row in sheet.rows for cell in row}
    assert "Arweinyddiaeth" in cells
    assert "Leadership" not in cells
    assert "Requires improvement" not in cells
    (caveat,) = [each for each in made.notes if "achosion yn destun" in each]
    assert "The findings" not in caveat
    files = list(workbook_files(made, "northmoor"))
    assert all(each.name.startswith("northmoor-cy-data") and each.name.isascii() for each in files)
    assert {each.language for each in files} == {"cy"}
    # "Yn ôl Rhywedd": the accent is left out, and not the letter
    assert any("-yn-ol-" in each.name for each in files)


def test_a_rating_and_a_progress_are_in_welsh_whatever_the_standards_were_rated():
    """Of this unit no standard is "Requires improvement", and all of it is."""
    standards = tuple(each for each in BASE.rated.standards if each.rating != "Requires improvement")
    assert BASE.rated.overall == "Requires improvement"
    base = replace(BASE, rated=replace(BASE.rated, standards=standards))
    cells = {cell for sheet in data_workbook(base, HOUSE, language="cy").sheets for row in sheet.rows for cell in row}
    assert {"Angen gwella", "Rhywfaint o gynnydd"} <= cells
    assert not {"Requires improvement", "Some progress"} & cells


def test_a_language_that_there_is_not_and_one_that_the_edition_does_not_speak_are_refused():
    with pytest.raises(BadInput, match="Use one of en, cy"):
        document_language("fr", EDITION)
    assert document_language("cy", EDITION) == "cy"
    assert is_english(document_language("en", EDITION))
    assert EDITION.report is not None
    outline = tuple(replace_title(part) for part in EDITION.report.outline)
    silent = EDITION.model_copy(update={"report": EDITION.report.model_copy(update={"outline": outline})})
    assert languages_of(silent) == ("en",)
    assert languages_of(EDITION) == ("en", "cy")
    with pytest.raises(BadInput) as refused:
        document_language("cy", silent)
    (fault,) = refused.value.faults
    assert (fault.field, "hmip-pdu-2021" in fault.problem, "translations/cy.yaml" in fault.mend) == (
        "language",
        True,
        True,
    )


def replace_title(part):
    """A part of an outline with a title that nobody translated."""
    return part.model_copy(update={"title": f"Made up {part.id}"})
