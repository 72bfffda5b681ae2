"""An item of a list with an inner list, and a paragraph behind that: each format has them in this order."""

import io
import re
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree

from inspectorate.report.claims.text import of_document
from inspectorate.report.disclosure_check import persons
from inspectorate.report.document import Bullets, Document, Heading, Item, Numbered, Paragraph, words
from inspectorate.report.document_json import as_json, from_json
from inspectorate.report.every_text import all_words, every_text
from inspectorate.report.file_format import FORMATS
from inspectorate.report.passage import passages
from inspectorate.report.plain_text import plain_text

INNER = Numbered((Item(words("inner one")), Item(words("inner two"))))
LAST = Bullets((Item(words("inner three")),))
ITEM = Item(words("before"), (INNER, Paragraph(words("between")), LAST, Paragraph(words("behind"))), "item")
LIST = Bullets((ITEM, Item(words("second"))))
ORDER = ("before", "inner one", "inner two", "between", "inner three", "behind", "second")


def document(kind="report", *blocks):
    held = blocks or (Heading(words("First"), 1), LIST)
    return Document(kind=kind, title="A list", publisher="The Inspectorate", language="en-GB", dated="", blocks=held)


def words_of(form, content):
    if form == "pdf":
        with pypdfium2.PdfDocument(io.BytesIO(content)) as printed:
            return "".join(page.get_textpage().get_text_range() for page in printed)
    if form == "html":
        return re.sub(r"<style.*?</style>|<[^>]+>", " ", content.decode(), flags=re.DOTALL)
    with ZipFile(io.BytesIO(content)) as held:
        names = {"docx": ["word/document.xml"], "pptx": sorted(n for n in held.namelist() if "slides/slide" in n)}
        parts = names.get(form, ["content.xml"])
        return " ".join(
            " ".join(etree.fromstring(held.read(name)).itertext()) for name in parts if name.endswith("xml")
        )


def in_order(text):
    places = [text.find(each) for each in ORDER]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_has_the_paragraph_behind_the_list_that_it_follows(form):
    kind = "slides" if FORMATS[form].slides else "report"
    assert in_order(words_of(form, FORMATS[form].write(document(kind))))


def test_plain_text_has_it_behind_the_list_that_it_follows():
    told = "- before\n  1. inner one\n  2. inner two\n  between\n  - inner three\n  behind\n- second"
    assert told in plain_text(document())


def test_a_page_has_it_as_a_paragraph_of_the_item():
    page = FORMATS["html"].write(document()).decode()
    assert re.search(r"</ol>\s*<p>between</p>\s*<ul>", page)


def test_in_word_it_stands_under_the_item_and_has_no_number():
    with ZipFile(io.BytesIO(FORMATS["docx"].write(document()))) as held:
        root = etree.fromstring(held.read("word/document.xml"))
    w = root.nsmap["w"]
    (between,) = [each for each in root.iter(f"{{{w}}}p") if "".join(each.itertext()) == "between"]
    assert between.find(f".//{{{w}}}numPr") is None
    assert int(between.find(f".//{{{w}}}ind").get(f"{{{w}}}left")) > 0


def test_what_is_kept_of_it_is_the_same():
    assert from_json(as_json(document())) == document()


def test_it_is_read_where_texts_are_held_against_evidence():
    assert in_order(of_document(document()).text)
    assert in_order(all_words(LIST))
    told = " ".join(all_words(each.block) for each in every_text(document()))
    assert in_order(told)
    assert in_order(" ".join(each.text for each in passages(document())))


def test_a_person_in_it_is_found():
    told = (
        "Sam, a 34-year-old Black woman with two children and depression, was released on 3 May 2023 after a robbery."
    )
    (found,) = persons(document("report", Bullets((Item(words("x"), (INNER, Paragraph(words(told))), "item"),))))
    assert (found.kind, found.place) == ("person", "item")
