"""Documents in Welsh: what the product itself puts in them, days, the language that the file says it is in."""

import io
import json
from collections.abc import Iterator
from dataclasses import astuple, replace

import pikepdf
import pytest
from selectolax.lexbor import LexborHTMLParser

from inspectorate import language
from inspectorate.report.document import Heading, Rated, words
from inspectorate.report.file_format import FORMATS
from inspectorate.report.writers.html import html
from inspectorate_app.cli.spoken import speak
from tests.unit.report.sample_document import REPORT


@pytest.fixture
def in_welsh() -> Iterator[None]:
    before = astuple(language._translator)
    speak()
    yield
    language.use(*before)


DOCUMENT = replace(
    REPORT,
    language="cy",
    dated="13 Mawrth 2031",
    blocks=(Heading(words("Sgoriau"), 1), Rated("Sgôr gyffredinol", "Good", "8/12")),
)


@pytest.mark.usefixtures("in_welsh")
def test_a_page_in_welsh():
    tree = LexborHTMLParser(FORMATS["html"].write(DOCUMENT))
    assert tree.css_first("html").attributes["lang"] == "cy"
    assert tree.css_first("#contents").text() == "Cynnwys"
    assert tree.css_first(".skip").text() == "Neidio i’r prif gynnwys"
    rating = tree.css_first(".rated .rating")
    assert (rating.text(), rating.attributes["class"]) == ("Da", "rating r-g")
    assert json.loads(tree.css_first("script").text())["datePublished"] == "2031-03-13"


@pytest.mark.usefixtures("in_welsh")
def test_a_pdf_in_welsh():
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].write(DOCUMENT))) as opened:
        assert opened.Root.Lang == "cy"
        assert str(opened.docinfo.CreationDate).startswith("D:20310313")


@pytest.mark.parametrize(
    ("dated", "day"),
    [
        ("13 March 2031", "2031-03-13"),
        ("March 2031", "2031-03"),
        ("31 February 2031", None),
        ("13 Mawrth 2031", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_day_is_taken_from_what_is_printed_where_it_is_one(dated, day):
    told = json.loads(LexborHTMLParser(html(replace(REPORT, dated=dated))).css_first("script").text())
    assert told.get("datePublished") == day
