import pytest

from inspectorate.errors import BadInput
from inspectorate.register.opening.limits import Limits
from inspectorate.register.opening.open import open_document
from inspectorate.register.opening.recognition import HEAD_BYTES

from .making import fault_of, opened

SENTENCE = "Northmoor’s casework was ‘sufficient’ in 45 out of 95 cases – fewer than £1 in three.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_usual_encodings_are_told_apart(tmp_path, encoding):
    assert opened(tmp_path / "a.txt", SENTENCE.encode(encoding)).text == SENTENCE


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_both_orders_of_utf_16(tmp_path, encoding, mark):
    assert opened(tmp_path / "a.txt", mark + SENTENCE.encode(encoding)).text == SENTENCE


def test_a_byte_lost_does_not_turn_all_of_utf_8_into_windows_1252(tmp_path):
    cut = SENTENCE.encode()[:-1] + "“".encode()[:1]
    assert opened(tmp_path / "a.txt", cut).text == SENTENCE[:-1] + "\N{REPLACEMENT CHARACTER}"


def test_every_line_ends_in_a_line_feed(tmp_path):
    assert opened(tmp_path / "a.txt", b"one\r\ntwo\rthree\nfour").text == "one\ntwo\nthree\nfour"


def test_form_feeds_begin_pages(tmp_path):
    document = opened(tmp_path / "a.txt", "first page\n\fsecond page\n\fthird\n\f")
    assert document.pages == (0, 12, 25)  # "first page\n\f" is 12 characters, "second page\n\f" 13
    assert [document.page_of(document.text.index(word)) for word in ("first", "second", "third")] == [1, 2, 3]


def test_text_without_form_feeds_has_no_pages(tmp_path):
    assert opened(tmp_path / "a.txt", "one page, or who knows how many").pages == ()


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.txt", "1. A numbered line\n* and a starred one *", "text"),
        ("a.txt", "An inspection\n\n## 2.1 Assessment\n\nInadequate", "markdown"),
        ("a.txt", "Scores\n\n| Standard | Rating |\n|---|---|\n| 2.1 | Good |\n", "markdown"),
        ("a.txt", "**Northmoor PDU**\nwords", "markdown"),
        ("a.md", "words only", "markdown"),
        ("a.md", "<div align=center>words</div>\n\n# Heading", "markdown"),
        ("a.txt", "<!DOCTYPE html><p>words", "html"),
        ("a.txt", "\n<?xml version='1.0'?>\n<!-- <p> --><!-- -->\n<html><p>words", "html"),
        ("a", "<p class='x'>words</p>", "html"),
        ("a.htm", "words", "html"),
        ("a.html", "# words", "html"),
        ("a.txt", "<45 cases were read> in Northmoor", "text"),
    ],
)
def test_the_format_is_told_by_content_first_and_by_name_second(tmp_path, name, text, form):
    assert opened(tmp_path / name, text).format == form


def test_markdown_is_passed_on_unchanged(tmp_path):
    text = "# Northmoor\n\n**45** out of [95](#a)\t`x`  \n"
    assert opened(tmp_path / "a.md", text).text == text


@pytest.mark.parametrize("content", [b"", b" \n\t\f ", "\ufeff".encode()])
def test_an_empty_file_is_refused(tmp_path, content):
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.txt", content)
    assert fault_of(error.value)[0] == "it is empty"


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(1, 256)) * 20, b"words\x00words"]
)
def test_what_is_not_text_is_refused(tmp_path, content):
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.txt", content)
    assert fault_of(error.value)[0] == "it is not text, nor any other kind of document that is known"


def test_utf_16_cut_in_a_character_is_refused(tmp_path):
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.txt", SENTENCE.encode("utf-16")[:-1])
    assert fault_of(error.value) == ("its text is damaged (truncated data)", "save it again as UTF-8")


@pytest.mark.parametrize(
    "content", ["\ufeff" + "a" * (HEAD_BYTES - 4) + "‘Good’", "\ufeff" + "é" * HEAD_BYTES, "a" * (HEAD_BYTES - 1) + "é"]
)
def test_a_character_may_stand_across_the_end_of_what_is_looked_at_first(tmp_path, content):
    (tmp_path / "a.txt").write_bytes(content.encode("utf-8"))
    assert open_document(tmp_path / "a.txt").text == content.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "it is an old Office file (.doc)"),
        (rb"{\rtf1\ansi words}", "it is rich text (.rtf)"),
    ],
)
def test_old_word_files_are_told_how_to_mend(tmp_path, content, problem):
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.txt", content)
    assert fault_of(error.value) == (problem, "save it as a Word document (.docx), a PDF or text")


def test_more_characters_than_the_limit(tmp_path):
    limits = Limits(characters=10)
    assert opened(tmp_path / "a.txt", "0123456789", limits).text == "0123456789"
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.txt", "01234567890", limits)
    problem = "it has 11 characters of text or more; the limit of one document is 10"
    assert fault_of(error.value) == (problem, "split it into one file for each document")


def test_more_pages_than_the_limit(tmp_path):
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.txt", "a\fb\fc", Limits(pages=2))
    assert fault_of(error.value)[0] == "it has 3 pages; the limit of one document is 2"
