import io
import re
from collections.abc import Callable
from dataclasses import replace
from zipfile import ZipFile

import docx as word_files
import pptx as presentations
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from odfdo import Document as OpenFile

from inspectorate.errors import BadInput
from inspectorate.register.opening.limits import Limits
from inspectorate.register.opening.open import open_document
from inspectorate.report.document import (
    Break,
    Bullets,
    Cell,
    Chart,
    Document,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Rated,
    Run,
    Table,
    plain,
    walked,
    words,
)
from inspectorate.report.writers.slide import BOTTOM, HEIGHT, WIDTH, show
from tests.unit.report import any_document
from tests.unit.report.sample_block import chart
from tests.unit.report.sample_document import DOCUMENTS, DRAFT, LETTER, REPORT, SLIDES, hostile, long_report
from tests.unit.report.written import docx, odp, odt, pptx

EVERY = {**DOCUMENTS, "hostile": hostile(), "hostile letter": hostile("letter"), "hostile slides": hostile("slides")}
WRITERS: dict[str, Callable[[Document], bytes]] = {"docx": docx, "odt": odt, "pptx": pptx, "odp": odp}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
slowly = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def part(content: bytes, name: str) -> etree._Element:
    with ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def read(content: bytes, form: str, tmp_path) -> str:
    """The text as the register opens it, or, of what it does not open, every paragraph in its order."""
    if form == "odp":
        root = part(content, "content.xml")
        return "".join(root.xpath("//text()[ancestor::*[local-name()='p' or local-name()='h']]"))
    path = tmp_path / f"a.{form}"
    path.write_bytes(content)
    return open_document(path, Limits(any_office=True)).text


def missing(said: list[str], text: str) -> list[str]:
    """What does not stand in a text behind what stands before it."""
    text, at, lost = squeezed(text), 0, []
    for each in map(squeezed, said):
        found = text.find(each, at)
        lost += [each] if found < 0 else []
        at = max(at, found)
    return lost


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("kind", EVERY)
def test_every_part_is_xml_and_every_relationship_leads_to_a_part(form, kind):
    content = WRITERS[form](EVERY[kind])
    with ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
        for name in names:
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(archive.read(name))
            if name.endswith(".rels"):
                base = name.replace("_rels/", "").rsplit("/", 1)[0] if "/" in name.replace("_rels/", "") else ""
                for each in root:
                    if each.get("TargetMode") != "External":
                        target = each.get("Target")
                        path = target.lstrip("/") if target.startswith("/") else f"{base}/{target}".lstrip("/")
                        while re.search(r"[^/]+/\.\./", path):
                            path = re.sub(r"[^/]+/\.\./", "", path, count=1)
                        assert path in names, (name, target)


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_the_register_reads_every_word_back_in_order(form, tmp_path):
    """Without contents, which say headings before; labels of ratings stand before their scores."""
    document = replace(REPORT, contents=False)
    text = read(WRITERS[form](document), form, tmp_path)
    assert missing([each for each in any_document.told(document.blocks) if each.strip()], text) == []


@pytest.mark.parametrize("form", ["pptx", "odp"])
def test_slides_say_every_word_in_order(form, tmp_path):
    document = replace(REPORT, contents=False)
    content = WRITERS[form](document)
    text = read(content, form, tmp_path)
    assert missing([each for each in any_document.told(document.blocks) if each.strip()], text) == []


@pytest.mark.parametrize("form", WRITERS)
def test_hostile_text_is_read_back_as_it_was(form, tmp_path):
    document = hostile("slides" if form in ("pptx", "odp") else "report")
    text = squeezed(read(WRITERS[form](document), form, tmp_path))
    assert [each for each in any_document.told(document.blocks) if squeezed(each) not in text] == []


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\ufffe"])
def test_what_cannot_be_printed_is_refused(form, character):
    with pytest.raises(BadInput, match=re.escape(f"U+{ord(character):04X}")):
        WRITERS[form](replace(REPORT, blocks=(Paragraph((Run("Before " + character),)),)))


@slowly
@given(any_document.documents)
def test_any_document_opens_in_every_format(document):
    for form in ("docx", "pptx"):
        content = io.BytesIO(WRITERS[form](document))
        (word_files.Document if form == "docx" else presentations.Presentation)(content)
    for form in ("odt", "odp"):
        assert OpenFile(io.BytesIO(WRITERS[form](document))).body is not None


@slowly
@given(any_document.documents)
def test_nothing_on_any_slide_runs_over_its_edge(document):
    for slide in show(document).slides:
        for before, frame in zip((None, *slide.frames), slide.frames, strict=False):
            assert before is None or frame.y >= before.y + before.height
            assert frame.x + frame.width <= WIDTH
            assert frame.y + frame.height <= BOTTOM + 0.01
            assert BOTTOM < HEIGHT


def test_word_headings_have_their_levels_and_lead_to_the_contents():
    opened = word_files.Document(io.BytesIO(docx(REPORT)))
    headings = [block for block in walked(REPORT.blocks) if isinstance(block, Heading)]
    found = [(p.style.name, p.text) for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert found == [(f"Heading {each.level}", plain(each.runs)) for each in headings]
    root = opened.element
    linked = [each.get(f"{W}anchor") for each in root.iter(f"{W}sdt") for each in each.iter(f"{W}hyperlink")]
    names = {each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")}
    assert len(linked) == len([each for each in headings if each.level <= 2])
    assert set(linked) <= names


def test_word_tables_have_one_head_that_is_repeated_and_no_merged_cell():
    opened = word_files.Document(io.BytesIO(docx(REPORT)))
    tables = [block for block in walked(REPORT.blocks) if isinstance(block, Table)]
    tables += [block.table for block in walked(REPORT.blocks) if isinstance(block, Chart)]
    assert len(opened.tables) == len(tables)
    for table in opened.tables:
        rows = table._tbl.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert not list(table._tbl.iter(f"{W}gridSpan", f"{W}vMerge"))
        assert table._tbl.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"


def test_word_footnotes_are_footnotes():
    content = docx(REPORT)
    notes = part(content, "word/footnotes.xml").findall(f"{W}footnote")
    called = [each.get(f"{W}id") for each in part(content, "word/document.xml").iter(f"{W}footnoteReference")]
    assert called == [each.get(f"{W}id") for each in notes[2:]]
    said = ["".join(each.itertext()).strip() for each in notes[2:]]
    assert said == list(any_document.notes(REPORT.blocks))


def test_word_lists_count_for_themselves_from_their_start():
    document = replace(REPORT, blocks=(*(Numbered((Item(words(each)),), start=4) for each in "ab"), Break()), cover=())
    content = docx(document)
    starts = [each.get(f"{W}val") for each in part(content, "word/numbering.xml").iter(f"{W}startOverride")]
    used = [each.get(f"{W}val") for each in part(content, "word/document.xml").iter(f"{W}numId")]
    assert (starts, used) == (["4", "4"], ["1", "2"])


def test_pictures_say_what_they_show():
    chart = next(block for block in REPORT.blocks if isinstance(block, Chart))
    (word,) = [each for each in part(docx(REPORT), "word/document.xml").iter() if each.tag.endswith("}docPr")]
    assert (word.get("descr"), word.get("title")) == (chart.alternative, chart.title)
    with ZipFile(io.BytesIO(docx(REPORT))) as archive:
        assert archive.read("word/media/chart1.png")[:4] == b"\x89PNG"
        assert b"prefers-color-scheme" not in archive.read("word/media/chart1.svg")
    (described,) = [each.text for each in part(odt(REPORT), "content.xml").iter() if each.tag.endswith("}desc")]
    assert described == chart.alternative
    shown = presentations.Presentation(io.BytesIO(pptx(SLIDES)))
    pictures = [each for slide in shown.slides for each in slide.shapes if each.shape_type == 13]
    chart = next(block for block in SLIDES.blocks if isinstance(block, Chart))
    assert [each._element.nvPicPr.cNvPr.get("descr") for each in pictures] == [chart.alternative]


def test_open_text_has_heads_of_tables_footnotes_and_a_language():
    root = part(odt(REPORT), "content.xml")
    tables = list(root.iter(f"{TABLE}table"))
    assert tables
    assert all(len(table.findall(f"{TABLE}table-header-rows/{TABLE}table-row")) == 1 for table in tables)
    assert all(len(table.findall(f"{TABLE}table-header-columns")) == 1 for table in tables)
    assert len(list(root.iter(f"{TEXT}note"))) == len(list(any_document.notes(REPORT.blocks)))
    levels = [int(each.get(f"{TEXT}outline-level")) for each in root.iter(f"{TEXT}h")]
    assert levels == [block.level for block in walked(REPORT.blocks) if isinstance(block, Heading)]
    styles = etree.tostring(part(odt(replace(REPORT, language="cy")), "styles.xml")).decode()
    assert 'fo:language="cy" fo:country="GB"' in styles


def test_properties_say_what_the_file_is():
    word = word_files.Document(io.BytesIO(docx(REPORT))).core_properties
    shown = presentations.Presentation(io.BytesIO(pptx(REPORT))).core_properties
    for core in (word, shown):
        assert (core.title, core.author, core.language) == (REPORT.title, REPORT.publisher, "en-GB")
        assert core.created.isoformat()[:10] == "2031-03-13"
    for writer in (odt, odp):
        meta = OpenFile(io.BytesIO(writer(REPORT))).get_part("meta")
        assert (meta.title, meta.language) == (REPORT.title, "en-GB")
        assert meta.creation_date.isoformat()[:10] == "2031-03-13"
    assert b"978-0-000-00000-0" in etree.tostring(part(docx(REPORT), "docProps/custom.xml"))


def test_the_mark_stands_on_each_page_and_slide():
    for number in (1, 2):
        text = "".join(part(docx(replace(LETTER, mark="Draft 7")), f"word/header{number}.xml").itertext())
        body = "".join(part(docx(replace(LETTER, mark="Draft 7")), "word/document.xml").itertext())
        assert "Draft 7" in (text if number == 1 else body)
    heads = "".join(part(odt(DRAFT), "styles.xml").itertext())
    assert DRAFT.mark in heads
    shown = presentations.Presentation(io.BytesIO(pptx(DRAFT)))
    said = ["".join(each.text_frame.text for each in slide.shapes if each.has_text_frame) for slide in shown.slides]
    assert len(said) > 10
    assert all(DRAFT.mark in each for each in said)


def test_slides_begin_at_breaks_and_headings_with_a_title_of_their_own():
    shown = presentations.Presentation(io.BytesIO(pptx(SLIDES)))
    titles = [slide.shapes.title.text for slide in shown.slides]
    assert titles == [SLIDES.title, "Ratings", "What went well", "What people told us", "One voice"]
    assert shown.slide_width / shown.slide_height == pytest.approx(16 / 9)
    tables = [each.table for slide in shown.slides for each in slide.shapes if each.has_table]
    assert all(table.first_row and table.first_col for table in tables)
    codes = {each.get("lang") for slide in shown.slides for each in slide._element.iter(f"{DRAWING}rPr")}
    assert codes == {"en-GB"}


def test_a_table_that_fits_no_slide_goes_on_with_its_head():
    rows = tuple((Cell(words(f"row {place}")), Cell(words(str(place)))) for place in range(60))
    long = Table(words("Long"), (words("Name"), words("Number")), rows)
    document = replace(SLIDES, blocks=(Heading(words("Figures"), 1), long))
    shown = presentations.Presentation(io.BytesIO(pptx(document)))
    tables = [each.table for slide in shown.slides for each in slide.shapes if each.has_table]
    assert len(tables) > 2
    assert {table.cell(0, 0).text for table in tables} == {"Name"}
    assert [row.cells[0].text for table in tables for row in list(table.rows)[1:]] == [
        row[0].runs[0].text for row in rows
    ]
    assert [slide.shapes.title.text for slide in shown.slides][1:3] == ["Figures", "Figures (continued)"]


def test_a_text_longer_than_a_slide_goes_on_whole(tmp_path):
    text = " ".join(f"word{place}" for place in range(1500))
    document = replace(SLIDES, blocks=(Bullets((Item(words(text)),)), Paragraph(words("x" * 3000))))
    read_back = read(pptx(document), "pptx", tmp_path)
    assert re.findall(r"word\d+", read_back) == text.split()
    assert read_back.count("x") >= 3000


@pytest.mark.parametrize("form", WRITERS)
def test_a_long_report_is_small(form):
    assert len(WRITERS[form](long_report())) < 300_000


LED = replace(
    LETTER,
    blocks=(
        Heading(words("2.2 Assessment"), 1),
        Rated("Rating", "Good"),
        Paragraph(words("Our rating is driven by the lowest score.")),
        chart("Cases judged sufficient", (("First", 57), ("Second", 31))),
        Paragraph(words("What follows.")),
    ),
)


def test_in_word_a_rating_and_what_leads_to_a_drawing_stay_with_what_follows():
    opened = word_files.Document(io.BytesIO(docx(LED)))
    kept = {
        each.text: each.paragraph_format.keep_with_next or each.style.paragraph_format.keep_with_next
        for each in opened.paragraphs
        if each.text
    }
    assert kept["2.2 Assessment"]
    assert [said for said, keeps in kept.items() if said.startswith("Rating") and keeps]
    assert kept["Our rating is driven by the lowest score."]
    assert not kept["What follows."]


def test_in_open_text_a_rating_and_what_leads_to_a_drawing_stay_with_what_follows():
    written, styles = part(odt(LED), "content.xml"), part(odt(LED), "styles.xml")
    keeping = {
        each.get(f"{STYLE}name")
        for root in (written, styles)
        for each in root.iter(f"{STYLE}style")
        if 'keep-with-next="always"' in etree.tostring(each).decode()
    }
    kept = {
        "".join(each.itertext()): each.get(f"{TEXT}style-name") in keeping
        for each in written.iter(f"{TEXT}p", f"{TEXT}h")
    }
    assert kept["2.2 Assessment"]
    assert [said for said, keeps in kept.items() if said.startswith("Rating") and keeps]
    assert kept["Our rating is driven by the lowest score."]
    assert not kept["What follows."]


def test_in_open_text_a_short_table_stays_whole_and_a_long_one_goes_on():
    def breaks(many: int) -> list[str | None]:
        rows = tuple((Cell(words(f"Row {number}")),) for number in range(many))
        content = odt(replace(LETTER, blocks=(Table(words("Rows"), (words("Row"),), rows),)))
        found = part(content, "content.xml").iter(f"{STYLE}table-properties")
        return [each.get(f"{STYLE}may-break-between-rows") for each in found]

    assert (breaks(12), breaks(13)) == (["false"], ["true"])
