import zlib

import pytest

from inspectorate.errors import BadInput
from inspectorate.register.opening.limits import Limits

from .making import fault_of, opened, pdf, raw_pdf

REPORT = """
#set document(title: "Made up")
#set page(width: 12cm, height: 12cm, header: [An inspection of Northmoor])
= Northmoor
Sufficient in 45 out of 95 cases.
#table(columns: 3, [Standard], [Rating], [Score], [2.1 Assessment], [Inadequate], [0])
#pagebreak()
#pagebreak()
Recommendations
"""


def test_a_pdf_is_read_page_by_page(tmp_path):
    document = opened(tmp_path / "a.pdf", pdf(REPORT))
    header = "An inspection of Northmoor\n"
    first = (
        header + "Northmoor\nSufficient in 45 out of 95 cases.\nStandard Rating Score\n2.1 Assessment Inadequate 0\n"
    )
    assert document.text == first + header + header + "Recommendations\n"
    assert document.pages == (0, len(first), len(first + header))
    assert document.page_of(document.text.index("Recommendations")) == 3
    assert (document.format, document.title) == ("pdf", "Made up")


def test_a_word_parted_at_the_end_of_a_line_keeps_its_hyphen_and_the_line(tmp_path):
    """PDFium gives one sign for a hyphen and the line's end, whether the hyphen belongs to the word or not."""
    source = "#set page(width: 6cm)\n#set text(hyphenate: false)\nwords words words self-\\\nemployed in 2022-2023"
    lines = opened(tmp_path / "a.pdf", pdf(source)).text.split("\n")
    assert lines == ["words words words self-", "employed in 2022-2023", ""]


def test_characters_beyond_the_first_plane_and_curly_quotes(tmp_path):
    assert opened(tmp_path / "a.pdf", pdf("‘Good’ 𝒳 office")).text == "‘Good’ 𝒳 office\n"


def test_a_pdf_made_by_hand_without_a_title(tmp_path):
    document = opened(tmp_path / "a.pdf", raw_pdf(zlib.compress(b"BT /F 12 Tf 10 700 Td (Eastvale PDU) Tj ET")))
    assert (document.text, document.title) == ("Eastvale PDU\n", None)


def test_it_is_known_by_its_content_behind_a_line_of_something_else(tmp_path):
    assert opened(tmp_path / "a.txt", b"mail\r\n" + pdf("words")).format == "pdf"


def test_a_scan_is_refused(tmp_path):
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.pdf", pdf("#rect()\n#pagebreak()\n#rect()"))
    assert fault_of(error.value) == ("it has no text layer: it is a scan", "give one with text")


def test_more_pages_than_the_limit(tmp_path):
    assert opened(tmp_path / "a.pdf", pdf(REPORT), Limits(pages=3)).pages[0] == 0
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.pdf", pdf(REPORT), Limits(pages=2))
    assert fault_of(error.value)[0] == "it has 3 pages; the limit of one document is 2"


def test_more_characters_than_the_limit(tmp_path):
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.pdf", pdf(REPORT), Limits(characters=50))
    assert "the limit of one document is 50" in fault_of(error.value)[0]


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n" + b"words " * 500, pdf(REPORT)[:-2000]])
def test_a_damaged_pdf_is_refused(tmp_path, content):
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.pdf", content)
    assert fault_of(error.value)[0].startswith("the PDF is damaged")


def test_a_pdf_with_a_password_is_refused(tmp_path):
    """Standard security handler, 40 bits: PDFium takes no password but the one whose digest /U is."""
    data = raw_pdf(zlib.compress(b"BT ET"))
    lock = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"00" * 32, b"00" * 32)
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.pdf", data.replace(b"trailer<<", b"trailer<<" + lock))
    assert fault_of(error.value) == ("it is protected by a password", "save it again without one")
