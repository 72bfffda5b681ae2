import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import page
import pdfua
import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from inspectorate.errors import BadInput
from inspectorate.register.facts import RATINGS
from inspectorate.register.opening.open import open_document
from inspectorate.report.document import (
    Box,
    Bullets,
    Cell,
    Heading,
    Item,
    Paragraph,
    Quote,
    Rated,
    Run,
    Table,
    plain,
    walked,
    words,
)
from tests.unit.report import any_document
from tests.unit.report.sample_block import chart
from tests.unit.report.sample_document import (
    DOCUMENTS,
    DRAFT,
    LETTER,
    POSTER,
    PUBLISHED,
    REPORT,
    SLIDES,
    hostile,
    long_report,
)
from tests.unit.report.written import pdf

EVERY = {**DOCUMENTS, "hostile": hostile(), "hostile letter": hostile("letter"), "hostile slides": hostile("slides")}
slowly = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def faults(content: bytes) -> list[str]:
    """What two checkers of PDF/UA-1 find, neither of which knows what wrote the file."""
    report = page.validate_pdf_bytes(content, profile="pdf/ua-1")
    found = [f"page-validation {each.rule_id}: {each.message}" for each in report.failures]
    return found + [f"pdfua {each.rule_id}: {each.message}" for each in pdfua.validate(io.BytesIO(content)).findings]


@pytest.mark.parametrize("kind", EVERY)
def test_every_kind_of_document_is_pdf_ua(kind):
    assert faults(pdf(EVERY[kind])) == []


@slowly
@given(any_document.documents)
def test_any_document_is_pdf_ua(document):
    assert faults(pdf(document)) == []


@pytest.fixture(scope="module")
def report() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf(REPORT))) as opened:
        yield opened


def elements(node: object) -> Iterator[pikepdf.Dictionary]:
    """Every element of a structure, in the order in which it is read."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from elements(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def of_kind(opened: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [each for each in elements(opened.Root.StructTreeRoot) if f"/{kind}" == each.S]


def attribute(element: pikepdf.Dictionary, name: str) -> str | None:
    found = [str(each[f"/{name}"]) for each in element.get("/A", []) if f"/{name}" in each]
    return found[0] if found else None


def test_the_file_says_what_it_is(report):
    assert report.Root.MarkInfo.Marked
    assert report.Root.Lang == "en-GB"
    assert report.Root.ViewerPreferences.DisplayDocTitle
    assert str(report.docinfo.Title) == REPORT.title
    assert str(report.docinfo.Author) == REPORT.publisher
    assert str(report.docinfo.Subject) == REPORT.subject
    assert str(report.docinfo.Keywords) == "ISBN: 978-0-000-00000-0"
    assert str(report.docinfo.CreationDate).startswith("D:20310313")


def test_headings_are_tagged_and_are_bookmarks(report):
    headings = [block for block in walked(REPORT.blocks) if isinstance(block, Heading)]
    tagged = [(str(each.S), str(each.T)) for each in elements(report.Root.StructTreeRoot) if str(each.S)[:2] == "/H"]
    assert tagged == [("/H1", "Contents"), *((f"/H{each.level}", plain(each.runs)) for each in headings)]
    with report.open_outline() as outline:
        assert [each.title for each in outline.root] == [plain(each.runs) for each in headings if each.level == 1]
    assert len(of_kind(report, "Title")) == 1


def test_every_table_says_which_cells_head_its_columns_and_rows(report):
    tables = [block for block in walked(REPORT.blocks) if isinstance(block, Table)]
    charts = [block.table for block in walked(REPORT.blocks) if hasattr(block, "svg")]
    expected = sorted((len(table.head), len(table.rows)) for table in tables + charts)
    tagged = of_kind(report, "Table")
    scopes = [Counter(attribute(each, "Scope") for each in elements(table) if each.S == "/TH") for table in tagged]
    assert sorted((scope["/Column"], scope["/Row"]) for scope in scopes) == expected
    assert [each.S for each in elements(tagged[0])].count("/Caption") == 1
    for row in (row for table in tagged for body in elements(table) if body.S == "/TBody" for row in body.K):
        assert [str(cell.S) for cell in row.K] == ["/TH", *["/TD"] * (len(row.K) - 1)]
        assert all(attribute(cell, "Headers") is None for cell in row.K)


def test_a_chart_has_its_words_in_its_place(report):
    (figure,) = of_kind(report, "Figure")
    told = "I was listened to: 71 per cent; I was seen in time: 44 per cent."
    assert str(figure.Alt) == f"Bars of 2 percentages. {told}"


def test_lists_notes_links_quotations_and_languages_are_tagged(report):
    # Footnotes: recommendations, background, four standards, the example of practice.
    assert len(of_kind(report, "Note")) == 7
    assert len(of_kind(report, "BlockQuote")) == 2
    # Two of key facts, two and two nested twice under recommendations, five for each standard, two in the example.
    assert len(of_kind(report, "LI")) == 2 + 2 * (2 + 2) + 4 * 5 + 2
    linked = {
        str(link.A.URI) for each in report.pages for link in each.get("/Annots", []) if "/URI" in link.get("/A", {})
    }
    assert linked == {"https://example.org/how-we-rate"}
    links = [link for each in report.pages for link in each.get("/Annots", []) if link.Subtype == "/Link"]
    assert all(str(link.Contents).strip() for link in links)


def test_words_of_another_language_say_so(report):
    contents = [each.Contents.read_bytes() for each in report.pages]
    assert Counter(code for each in contents for code in re.findall(rb"/Lang ?\((\w\w)\)>>", each)) == {b"cy": 1}


def test_no_font_of_the_machine_is_needed(report):
    fonts = {
        str(font.BaseFont).split("+")[-1].removesuffix("-Identity-H")
        for each in report.pages
        for font in each.Resources.get("/Font", pikepdf.Dictionary()).values()
    }
    assert fonts == {"SourceSans3-Regular", "SourceSans3-Bold", "SourceSans3-It", "SourceSans3-BoldIt"}


def opened_text(content: bytes, tmp_path) -> list[str]:
    """The text of each page as the register opens it."""
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    document = open_document(path)
    ends = [*document.pages[1:], len(document.text)]
    return [document.text[start:end] for start, end in zip(document.pages, ends, strict=True)]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_register_reads_every_word_back_in_order(tmp_path):
    """Page by page without the head and the foot: what stands in the document stands in the text, in its order."""
    document = replace(LETTER, blocks=REPORT.blocks, contents=False)
    pages = opened_text(pdf(document), tmp_path)
    body = [squeezed(text.removeprefix(document.title).rsplit(document.publisher, 1)[0]) for text in pages]
    text, at, missing = "".join(body), 0, []
    for said in filter(str.strip, any_document.told(document.blocks)):
        found = text.find(squeezed(said), at)
        missing += [said] if found < 0 else []
        at = max(at, found)
    assert missing == []
    assert [note for note in any_document.notes(document.blocks) if squeezed(note) not in text] == []


def test_hostile_text_is_read_back_as_it_was(tmp_path):
    document = hostile()
    text = squeezed("".join(opened_text(pdf(document), tmp_path)))
    # Hebrew is read from the right: its letters stand in another order. A soft hyphen shows only where a line ends.
    said = [each.replace("\u00ad", "") for each in any_document.told(document.blocks) if "\u05e2" not in each]
    assert [each for each in said if squeezed(each) not in text] == []


def test_the_mark_stands_on_each_page(tmp_path):
    pages = opened_text(pdf(DRAFT), tmp_path)
    assert len(pages) > 10
    assert all(squeezed(DRAFT.mark) in squeezed(each) for each in pages)
    for document in (replace(LETTER, mark="Draft 7"), replace(POSTER, mark="Draft 7"), replace(SLIDES, mark="Draft 7")):
        assert all("Draft 7" in each for each in opened_text(pdf(document), tmp_path))


def test_pages_are_numbered_and_the_contents_give_their_numbers(tmp_path):
    pages = opened_text(pdf(REPORT), tmp_path)
    assert [each.split()[-1] for each in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    for title in ("Foreword", "Ratings", "Recommendations", "Background", "Annexe one: figures"):
        (line,) = (line for line in pages[1].split("\n") if line.startswith(title))
        assert title in pages[int(line.split()[-1]) - 1].split("\n")


def test_a_footnote_stands_on_the_page_where_it_is_called(tmp_path):
    pages = opened_text(pdf(long_report()), tmp_path)
    for name in ("assessment", "planning", "implementation and delivery", "reviewing"):
        called = [squeezed(f"Our rating for {name}") in squeezed(each) for each in pages]
        noted = [squeezed(f"The rating for {name} is driven by") in squeezed(each) for each in pages]
        assert called == noted
        assert any(called)


@pytest.mark.parametrize("rating", ["", "Good"])
def test_no_heading_is_the_last_thing_on_a_page(tmp_path, rating):
    """120 headings, each before one line of text and behind one to seven: some of them would stand at a page's end."""
    blocks = tuple(
        block
        for number in range(120)
        for block in (
            Heading(words(f"Heading {number}"), 1, rating=rating),
            *(Paragraph(words(f"Text {number}")) for _ in range(1 + number % 7)),
        )
    )
    pages = opened_text(pdf(replace(REPORT, blocks=blocks, contents=False)), tmp_path)
    last = [each.strip().split("\n")[-2] for each in pages[1:]]
    assert len(last) > 15
    assert [line for line in last if not line.startswith("Text")] == []


def test_an_imprint_stands_behind_the_cover_and_not_in_the_contents(tmp_path):
    pages = opened_text(pdf(PUBLISHED), tmp_path)
    parts = [plain(block.runs) for block in PUBLISHED.cover if isinstance(block, Heading)]
    assert [[part in each for part in parts] for each in pages[:3]] == [[False] * 4, [True] * 4, [False] * 4]
    assert "Contents" in pages[2]


def test_a_poster_is_one_page_however_much_it_says():
    longer = replace(POSTER, blocks=(*POSTER.blocks, *POSTER.blocks, Paragraph(words("More to say. " * 60))))
    for document in (POSTER, longer):
        with pikepdf.open(io.BytesIO(pdf(document))) as opened:
            assert [[round(float(side)) for side in each.MediaBox] for each in opened.pages] == [[0, 0, 842, 1191]]


def test_slides_are_16_to_9_with_one_for_each_break_and_the_title():
    with pikepdf.open(io.BytesIO(pdf(SLIDES))) as opened:
        sides = [[float(side) for side in each.MediaBox][2:] for each in opened.pages]
    assert len(sides) == 5
    assert {round(wide / high, 2) for wide, high in sides} == {1.78}


def test_a_row_that_fits_no_page_is_set_all_the_same(tmp_path):
    row = Table(words("Long"), (words("A"),), ((Cell(words("word " * 3000)),),))
    text = "".join(opened_text(pdf(replace(REPORT, blocks=(row,))), tmp_path))
    assert text.count("word") == 3000


#: A place name of 58 letters, once again without a space; a title of three lines; nine columns of ratings.
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
TITLE = "An inspection of the probation and rehabilitation services that are delivered in " * 3
WIDE = Table(
    words("Ratings of " + LONG),
    (words("Organisation"), *map(words, ("Assessment", "Planning", "Implementation", "Reviewing") * 2)),
    ((Cell(words("Northmoor and Southmoor")), *(Cell(words(each), each) for each in (*RATINGS, *RATINGS))),),
)
OVERLONG = (
    Heading(words(TITLE), 1, rating="Requires improvement"),
    Heading(words(LONG * 2), 2, rating="Requires improvement"),
    Paragraph(words(f"{LONG * 3} https://example.org/{'a-very-long-address/' * 8}")),
    WIDE,
    Box("key facts", words(LONG * 2), (WIDE, Bullets((Item(words(LONG * 3)),)))),
    Rated(TITLE, "Requires improvement", "10/27"),
    Quote(words(LONG * 2), who=TITLE),
)


@pytest.mark.parametrize("kind", ["report", "letter", "press-release", "slides", "poster"])
def test_nothing_sticks_out_of_a_page(kind):
    document = replace(REPORT, kind=kind, title=TITLE, subtitle=TITLE, mark=TITLE[:90], blocks=OVERLONG)
    with pypdfium2.PdfDocument(pdf(document)) as opened:
        for each in opened:
            width, height = each.get_size()
            layer = each.get_textpage()
            boxes = [layer.get_rect(place) for place in range(layer.count_rects())]
            assert [box for box in boxes if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height] == []


def test_a_table_of_many_columns_has_a_page_on_its_side():
    with pikepdf.open(io.BytesIO(pdf(replace(LETTER, blocks=(Paragraph(words("Before")), WIDE))))) as opened:
        sides = [[round(float(side)) for side in each.MediaBox][2:] for each in opened.pages]
    assert sides == [[595, 842], [842, 595]]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\ufffe", "\uf0b7"])
def test_what_cannot_be_printed_is_refused(character):
    wrong = replace(REPORT, blocks=(Paragraph((Run("Before " + character),)),))
    with pytest.raises(BadInput) as error:
        pdf(wrong)
    (fault,) = error.value.faults
    assert (fault.field, fault.mend) == ("blocks[0].runs[0].text", "take it out, or type the text again")
    assert fault.problem == f"after 'Before ' stands the character U+{ord(character):04X}, which cannot be printed"


def test_what_no_font_has_is_refused_by_its_name():
    with pytest.raises(BadInput) as error:
        pdf(replace(REPORT, blocks=(Paragraph(words("She said 中文 twice.")),)))
    (fault,) = error.value.faults
    assert fault.problem == "'中' stands in the text, and none of the fonts of the PDF has it"


@pytest.mark.parametrize("above", range(0, 40, 3))
def test_a_drawing_stands_on_one_page_with_its_lead_its_footnote_and_its_table(tmp_path, above):
    lead = Paragraph((Run("Our rating is driven by the lowest score.", note=words("The lowest decides.")),))
    drawn = chart("Cases judged sufficient", (("First", 57), ("Second", 49), ("Third", 31)))
    lines = tuple(Paragraph(words(f"Line {number}")) for number in range(above))
    blocks = (*lines, Heading(words("2.2 Assessment"), 1), lead, drawn, Paragraph(words("What follows.")))
    pages = opened_text(pdf(replace(LETTER, blocks=blocks)), tmp_path)
    (page_of,) = [each for each in pages if "driven by the lowest score" in each]
    for said in ("2.2 Assessment", "The lowest decides.", "Cases judged sufficient: the figures", "Third"):
        assert said in page_of


def test_no_line_ends_between_a_day_and_its_month(tmp_path):
    """Each paragraph has one letter more before the day than the last: in some of them a line would end behind it."""
    blocks = tuple(Paragraph(words(f"{'o' * number} {'and so on ' * 7}28 November 2022.")) for number in range(1, 40))
    text = "\n".join(opened_text(pdf(replace(LETTER, blocks=blocks)), tmp_path))
    assert text.count("28 November") == 39
    assert "\n28 November" in text


@pytest.mark.parametrize("above", range(0, 40, 3))
def test_an_overall_rating_stands_on_one_page_with_its_heading_and_the_first_table(tmp_path, above):
    rows = tuple((Cell(words(each)), Cell(words("Good"), "Good")) for each in ("1.1 Leadership", "1.2 Staff"))
    table = Table(words("1. Organisational delivery"), (words("Standard"), words("Rating")), rows)
    lines = tuple(Paragraph(words(f"Line {number}")) for number in range(above))
    unit = Heading(words("Northmoor PDU"), 1), Paragraph(words("Fieldwork started May 2030"))
    blocks = (*lines, *unit, Rated("Overall rating", "Good", "18/27"), table)
    (page_of,) = [
        each for each in opened_text(pdf(replace(LETTER, blocks=blocks)), tmp_path) if "Northmoor PDU" in each
    ]
    for said in ("Fieldwork started", "18/27", "1. Organisational delivery", "1.2 Staff"):
        assert said in page_of
