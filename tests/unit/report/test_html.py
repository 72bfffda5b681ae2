import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from selectolax.lexbor import LexborHTMLParser, LexborNode

from inspectorate.errors import BadInput
from inspectorate.register.opening.extraction import document_from
from inspectorate.register.opening.limits import DEFAULT
from inspectorate.register.opening.source import source_of
from inspectorate.report.document import Chart, Heading, Paragraph, Run, Table, plain, walked, words
from inspectorate.report.writers.html import html
from tests.unit.report import any_document
from tests.unit.report.sample_document import DOCUMENTS, DRAFT, HOSTILE, LETTER, PRESS_RELEASE, REPORT, hostile

quickly = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def parsed(document=REPORT) -> LexborHTMLParser:
    return LexborHTMLParser(html(document))


def one(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    (found,) = tree.css(selector)
    return found


def collapsed(text: str) -> str:
    return " ".join(text.split())


def test_it_needs_nothing_else_and_runs_no_script():
    for document in (REPORT, hostile()):
        tree = parsed(document)
        assert [each.tag for each in tree.css("link, img, iframe, object, embed, form, base, audio, video")] == []
        assert [each.attributes["type"] for each in tree.css("script")] == ["application/ld+json"]
        assert [
            name for each in tree.css("*") for name in each.attributes if name.startswith("on") or name == "style"
        ] == []
        assert re.findall(r"url\(|@import", one(tree, "head > style").text()) == []
        policy = one(tree, "meta[http-equiv]").attributes["content"]
        assert policy.startswith("default-src 'none'; ")
        assert "script-src" not in policy


def test_the_page_says_what_it_is():
    tree = parsed()
    assert one(tree, "html").attributes == {"lang": "en-GB"}
    assert one(tree, "head > title").text() == f"{REPORT.title} - {REPORT.publisher}"
    assert one(tree, "meta[name=description]").attributes["content"] == REPORT.subject
    assert one(tree, "h1").text() == REPORT.title
    assert one(tree, "a.skip").attributes["href"] == "#main"
    assert one(tree, "main").attributes["id"] == "main"
    assert json.loads(one(tree, "script").text()) == {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": REPORT.title,
        "alternativeHeadline": REPORT.subtitle,
        "description": REPORT.subject,
        "inLanguage": "en-GB",
        "datePublished": "2031-03-13",
        "publisher": {"@type": "Organization", "name": REPORT.publisher},
        "identifier": [{"@type": "PropertyValue", "propertyID": "ISBN", "value": "978-0-000-00000-0"}],
    }


def test_metadata_cannot_end_early():
    text = "</script><script>alert(1)</script><!--"
    tree = parsed(replace(REPORT, title=text, subject=text, publisher=text, mark=text, properties={text: text}))
    assert len(tree.css("script")) == 1
    assert json.loads(one(tree, "script").text())["name"] == text


def test_headings_have_anchors_and_the_contents_lead_to_them():
    tree = parsed()
    headings = [block for block in walked(REPORT.blocks) if isinstance(block, Heading)]
    written = [each for each in tree.css("h2, h3, h4, h5") if each.attributes["id"] not in ("contents", "notes")]
    assert [(each.tag, each.text()) for each in written] == [
        (f"h{each.level + 1}", plain(each.runs)) for each in headings
    ]
    given_anchors = [each.anchor for each in headings if each.anchor]
    assert [each.attributes["id"] for each in written if "section-" not in each.attributes["id"]] == given_anchors
    listed = [(each.attributes["href"], each.text()) for each in tree.css("nav.contents a")]
    assert listed == [(f"#{each.attributes['id']}", each.text()) for each in written if each.tag in ("h2", "h3")]


@quickly
@given(any_document.documents)
def test_any_page_has_ids_once_links_that_lead_somewhere_and_no_level_left_out(document):
    tree = parsed(document)
    ids = Counter(each.attributes["id"] for each in tree.css("[id]"))
    assert [name for name, times in ids.items() if times > 1] == []
    inner = [href[1:] for each in tree.css("a[href]") if (href := each.attributes["href"] or "").startswith("#")]
    assert [href for href in inner if href not in ids] == []
    outer = {each.attributes["href"] for each in tree.css("a[href]")} - {f"#{href}" for href in inner}
    assert outer <= {"https://example.org/a?b=1&c=%20#d", "mailto:a@example.org"}
    levels = [1, *(int((each.tag or "")[1]) for each in tree.css("main h2, main h3, main h4, main h5, main h6"))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@quickly
@given(any_document.documents)
def test_any_text_stands_on_the_page_as_it_is_in_order(document):
    """Nothing is markup, nothing is lost: the texts of the blocks stand on the page one after the other."""
    tree = parsed(document)
    for each in tree.css("svg, .noteref"):
        each.decompose()
    text, at = "".join(one(tree, "main").text().split()), 0
    for said in any_document.told(any_document.in_order(document)):
        wanted = "".join(said.split())
        found = text.find(wanted, at)
        assert found >= 0, (said, text[at : at + 80])
        at = max(at, found)


def test_tables_have_captions_scopes_and_bold_rows():
    tables = [block for block in walked(REPORT.blocks) if isinstance(block, Table)]
    charts = [block for block in walked(REPORT.blocks) if isinstance(block, Chart)]
    written = parsed().css("table")
    assert len(written) == len(tables) + len(charts)
    ratings, questions = written[0], written[1]
    assert one(ratings, "caption").text() == "Ratings of Northmoor, fieldwork started January 2031"
    assert [each.attributes["scope"] for each in questions.css("thead th")] == ["col", "col"]
    assert [each.css("th[scope=row]") and len(each.css("td")) for each in questions.css("tbody tr")] == [1, 1, 1]
    strong = one(questions, "tr.strong")
    assert collapsed(strong.text()) == "Does assessment focus sufficiently on keeping other people safe?31%"
    assert [each.attributes.get("class") for each in one(questions, "tr.strong").css("th, td")] == [None, "number"]


def test_a_rating_is_words_with_a_colour_never_colour_alone():
    tags = [(each.text(), each.attributes["class"]) for each in parsed().css("table .rating")]
    assert tags == [
        ("Inadequate", "rating r-i"),
        ("Requires improvement", "rating r-ri"),
        ("Good", "rating r-g"),
        ("Outstanding", "rating r-o"),
        ("Not rated", "rating r-none"),
    ]
    overall = one(parsed(), ".rated")
    assert collapsed(overall.text(separator=" ")) == "Overall rating Requires improvement Score 6/12"


def test_footnotes_are_linked_both_ways():
    tree = parsed()
    notes = list(any_document.notes(REPORT.blocks))
    called = tree.css("a[role=doc-noteref]")
    assert [each.text() for each in called] == [str(number) for number in range(1, len(notes) + 1)]
    section = one(tree, "section[role=doc-endnotes]")
    for number, (call, note, said) in enumerate(zip(called, section.css("li"), notes, strict=True), start=1):
        back = one(note, "a[role=doc-backlink]")
        assert call.attributes["href"] == f"#{note.attributes['id']}" == f"#note-{number}"
        assert back.attributes["href"] == f"#{call.attributes['id']}"
        assert note.text().removesuffix(back.text()).strip() == said


def test_a_note_within_a_note_comes_after_those_of_the_text():
    inner = Run("inner call", note=words("inner note"))
    document = replace(REPORT, blocks=(Paragraph((Run("a", note=(inner,)), Run("b", note=words("second")))),))
    notes = [collapsed(each.text()) for each in parsed(document).css("section li")]
    assert notes == ["inner call3 ↩", "second ↩", "inner note ↩"]


def test_a_chart_is_an_image_with_its_words_and_its_table_follows():
    tree = parsed()
    figure = one(tree, "figure.chart")
    svg = one(figure, "svg")
    (chart,) = (block for block in walked(REPORT.blocks) if isinstance(block, Chart))
    assert svg.attributes["role"] == "img"
    for attribute, tag, said in (("labelledby", "title", chart.title), ("describedby", "desc", chart.alternative)):
        told = one(svg, tag)
        assert (told.text(), told.attributes["id"]) == (said, svg.attributes[f"aria-{attribute}"])
    assert [each.text() for each in one(figure.next.next, "table").css("tbody td")] == ["71", "44"]


def test_parts_in_another_language_say_so():
    (part,) = parsed().css("main [lang]:not(svg)")
    assert (part.attributes["lang"], part.text()) == ("cy", "Gwasanaeth Prawf, Llŷn a’r dŵr")


def test_boxes_and_quotations():
    tree = parsed()
    assert collapsed(one(tree, ".practice-example").text(separator=" ")).startswith(
        "Practice example A meeting every Tuesday"
    )
    assert one(tree, ".notice .title").text() == "Correction, 20 March 2031"
    assert [collapsed(each.text(separator=" ")) for each in tree.css("figure.quote")] == [
        "She asked what would help, and then she did it. – Person on probation",
        "I was passed from one to the next.",
    ]


def test_numbering_goes_on_from_list_to_list():
    assert [each.attributes.get("start") for each in parsed().css(".text > ol")] == [None, "3"]


def test_a_draft_is_marked_and_kept_out_of_searches():
    tree = parsed(DRAFT)
    assert one(tree, ".mark").text() == DRAFT.mark
    assert one(tree, "meta[name=robots]").attributes["content"] == "noindex"
    assert json.loads(one(tree, "script").text())["creativeWorkStatus"] == DRAFT.mark
    assert parsed().css(".mark, meta[name=robots]") == []


def test_a_letter_begins_with_whom_it_is_to_and_the_day():
    tree = parsed(LETTER)
    order = [collapsed(each.text()) for each in one(tree, ".text").css("p, h1, h2")][:6]
    addresses = [plain(block.runs) for block in LETTER.blocks[:3] if isinstance(block, Paragraph)]
    assert order == [*addresses, LETTER.dated, LETTER.title, "Dear Director"]


def test_a_press_release_says_that_it_is_one():
    assert one(parsed(PRESS_RELEASE), ".masthead").text() == f"Press release {PRESS_RELEASE.publisher}"


def test_the_register_reads_it_back(tmp_path):
    path = tmp_path / "report.html"
    path.write_text(html(REPORT), encoding="utf-8")
    read = document_from(source_of(path), DEFAULT)
    assert read.title == f"{REPORT.title} - {REPORT.publisher}"
    lines = [collapsed(line) for line in read.text.split("\n")]
    assert {
        "### 2.1 Assessment",
        "2.1 Assessment Inadequate",
        "4. publish, each quarter:",
        "Does assessment focus sufficiently on keeping other people safe? 31%",
    } <= set(lines)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\udfff"])
def test_what_no_page_can_carry_is_refused(character):
    with pytest.raises(BadInput, match=rf"U\+{ord(character):04X}"):
        html(replace(REPORT, subject=f"a{character}b"))


def test_hostile_text_is_text():
    tree = parsed(hostile())
    paragraphs = [each.text() for each in tree.css(".text > p:not(.mark)")]
    assert paragraphs == [each for each in HOSTILE if each.strip()]
    assert tree.css("main b") == []
    assert one(tree, ".mark").text() == "<b>bold</b> & &amp;"


def test_the_same_page_each_time():
    for document in DOCUMENTS.values():
        assert html(document) == html(document)
        assert not re.search(r"0x[0-9a-f]{6,}", html(document))
