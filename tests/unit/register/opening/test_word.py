import docx
import pytest

from inspectorate.errors import BadInput
from inspectorate.register.opening.limits import Limits

from .making import fault_of, opened, word, zipped


def paragraph(text, properties=""):
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def item(text, number, depth=0):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth, kind, text, start=1):
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inside}</w:lvl>'


def definition(number, *levels):
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def listed(number, of, override=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def cell(inside, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def test_a_document_as_a_person_writes_it(tmp_path):
    """Made by python-docx with the styles of Word's own template."""
    made = docx.Document()
    made.add_heading("Northmoor PDU", level=0)
    made.add_heading("2.1 Assessment", level=2)
    made.add_paragraph("Sufficient in 45 out of 95 cases.")
    ratings = made.add_table(rows=2, cols=3)
    for place, text in enumerate(["Standard", "Rating", "Score", "2.1", "Inadequate", "0"]):
        ratings.rows[place // 3].cells[place % 3].text = text
    for text in ("recruit", "train"):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("more", style="List Bullet")
    made.add_paragraph("The end")
    made.core_properties.title = ""
    made.save(str(tmp_path / "made.docx"))
    document = opened(tmp_path / "a.docx", (tmp_path / "made.docx").read_bytes())
    assert document.text.split("\n") == [
        "# Northmoor PDU",
        "",
        "## 2.1 Assessment",
        "",
        "Sufficient in 45 out of 95 cases.",
        "",
        "Standard\tRating\tScore",
        "2.1\tInadequate\t0",
        "",
        "1. recruit",
        "2. train",
        "- more",
        "",
        "The end",
        "",
    ]
    assert (document.format, document.title, document.pages) == ("word", None, ())


def test_numbers_are_counted_as_word_counts_them(tmp_path):
    numbering = (
        definition(1, level(0, "decimal", "%1.", start=3), level(1, "lowerLetter", "%1(%2)"))
        + definition(2, level(0, "upperRoman", "%1"), level(1, "bullet", "o"), level(2, "none", ""))
        + listed(1, 1)
        + listed(2, 1)
        + listed(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
        + listed(4, 2)
    )
    body = (
        item("a", 1)
        + item("b", 1)
        + item("c", 1, 1)
        + item("d", 1, 1)
        + item("e", 2)  # goes on, being of the same definition
        + item("f", 2, 1)  # begins again below a new number
        + item("g", 3)  # says that it starts at one
        + "".join(item("h", 4) for _ in range(4))
        + item("i", 4, 1)
        + item("j", 4, 2)
        + item("k", 0)
        + item("l", 77)
    )
    assert opened(tmp_path / "a.docx", word(body, numbering)).text.split("\n") == [
        "3. a",
        "4. b",
        "  4(a) c",
        "  4(b) d",
        "5. e",
        "  5(a) f",
        "1. g",
        "I h",
        "II h",
        "III h",
        "IV h",
        "  - i",
        "",
        "j",
        "",
        "k",
        "",
        "l",
        "",
    ]


def test_headings_by_style_by_outline_and_by_what_the_style_is_based_on(tmp_path):
    styles = (
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Heading3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="A"/></w:style>'
    )
    body = (
        paragraph("one", '<w:pStyle w:val="Own"/>')
        + paragraph("two", '<w:outlineLvl w:val="1"/>')
        + paragraph("three", '<w:pStyle w:val="A"/>')
        + paragraph("four", '<w:outlineLvl w:val="9"/>')
    )
    assert opened(tmp_path / "a.docx", word(body, styles=styles)).text == "### one\n\n## two\n\nthree\n\nfour\n"


def test_what_python_docx_passes_over_is_there_and_what_was_deleted_is_not(tmp_path):
    run = "<w:r><w:t>{}</w:t></w:r>"
    box = f"<w:txbxContent>{paragraph('in a box')}</w:txbxContent>"
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>"
        "<w:p>"
        f"<w:ins>{run.format('inserted ')}</w:ins><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
        f"<w:hyperlink>{run.format('linked')}</w:hyperlink><w:r><w:br/><w:t>next</w:t><w:noBreakHyphen/></w:r>"
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "</w:p>"
    )
    assert opened(tmp_path / "a.docx", word(body)).text == "in a control\n\ninserted linked\nnext-\n\nin a box\n"


def test_tables_keep_their_columns_and_a_frame_is_no_table(tmp_path):
    span = '<w:gridSpan w:val="2"/>'
    inner = table([cell(paragraph("deep")), cell(paragraph("deeper"))])
    body = (
        table(
            [cell(paragraph("Unit"), span), cell(paragraph("Rating") + paragraph("in 2023"))],
            [cell(paragraph("Northmoor"), '<w:vMerge w:val="restart"/>'), cell(paragraph("2.1")), cell(inner)],
            [cell(paragraph("hidden"), "<w:vMerge/>"), cell(paragraph("2.2")), cell(paragraph(""))],
            [cell(paragraph("")), cell(paragraph(""))],
        )
        + table([cell(paragraph("one") + paragraph("two"))])
        + table([cell(paragraph("")), cell(paragraph(""))])
    )
    assert opened(tmp_path / "a.docx", word(body)).text == (
        "Unit\t\tRating in 2023\nNorthmoor\t2.1\tdeep deeper\n\t2.2\n\none\n\ntwo\n"
    )


def test_the_title_is_the_property(tmp_path):
    assert opened(tmp_path / "a.docx", word(paragraph("words"))).title == "Made up"


def test_the_least_that_word_opens(tmp_path):
    """No styles, lists or properties. python-docx makes up a title for what has none."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    packages = "http://schemas.openxmlformats.org/package/2006"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document2.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
        f'Type="{relation}" Target="word/document2.xml"/></Relationships>',
        "word/document2.xml": f"<w:document {space}><w:body>{item('words', 1)}</w:body></w:document>",
    }
    document = opened(tmp_path / "a.docx", zipped(members))
    assert (document.text, document.title) == ("words\n", None)


def test_a_document_without_text_is_refused(tmp_path):
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.docx", word(paragraph(" ")))
    assert fault_of(error.value)[0] == "it shows no text"


def test_more_characters_than_the_limit(tmp_path):
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.docx", word(paragraph("words")), Limits(characters=5))  # five and a line feed
    assert "it has 6 characters" in fault_of(error.value)[0]


def test_other_office_documents_are_refused(tmp_path):
    for members in ({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}, {"mimetype": "odt", "a.xml": "<x/>"}):
        with pytest.raises(BadInput) as error:
            opened(tmp_path / "a.docx", zipped(members))
        assert fault_of(error.value)[0] == "it is an office document of another kind"


def damaged_words():
    whole = word(paragraph("words"))
    members = {"[Content_Types].xml": "<x/>", "word/document.xml": "<w:document"}
    return [
        whole[:-40],
        whole[: len(whole) // 2],
        zipped(members),
        b"PK\x03\x04words",
        zipped({"[Content_Types].xml": ""}),
    ]


@pytest.mark.parametrize("content", damaged_words())
def test_a_damaged_document_is_refused(tmp_path, content):
    with pytest.raises(BadInput):
        opened(tmp_path / "a.docx", content)


def test_a_word_bomb_is_refused_before_it_is_unpacked(tmp_path):
    members = {"[Content_Types].xml": "<x/>", "word/document.xml": b" " * 5_000_000}
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.docx", zipped(members))
    assert "times its size; the limit is 200 times" in fault_of(error.value)[0]
