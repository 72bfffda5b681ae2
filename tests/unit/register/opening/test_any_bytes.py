"""Whatever bytes a file has, it is a document or it is refused."""

import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectorate.errors import BadInput
from inspectorate.register.document import Document
from inspectorate.register.opening.extraction import document_from
from inspectorate.register.opening.limits import DEFAULT
from inspectorate.register.opening.source import documents_in

from .making import pdf, raw_pdf, word, zipped

BEGINNINGS = (
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"<html><table><tr>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"# ",
)
PAGE = (
    b"<!DOCTYPE html><title>x</title><ol><li>a<table><tr><td rowspan=2>b<td colspan=3>c<tr><td>d</table>"
    b"<pre>e\nf</pre><h2>g</h2><select><option>h</select></ol>"
)
WHOLE = {
    "pdf": pdf("= Northmoor\n#table(columns: 2, [a], [b])"),
    "pdf made by hand": raw_pdf(b"BT /F 12 Tf (words) Tj ET", b""),
    "word": word(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p>"
        "<w:p><w:r><w:t>words</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    ),
    "zip": zipped({"a.txt": "words " * 20, "b/c.html": PAGE, "d.zip": zipped({"e": "f"})}, zipfile.ZIP_STORED),
    "html": PAGE,
    "utf-16": "words ‘and’ more\f".encode("utf-16"),
}
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def hold(path, content):
    """Open whatever is at the path, and hold what comes of it."""
    path.write_bytes(content)
    for source in documents_in([path]):
        result = source if isinstance(source, BadInput) else open_or_fault(source)
        if isinstance(result, BadInput):
            assert all(fault.file.startswith(str(path)) and fault.problem and fault.mend for fault in result.faults)
        else:
            hold_document(result)


def open_or_fault(source):
    try:
        return document_from(source, DEFAULT)
    except BadInput as error:
        return error


def hold_document(document):
    assert isinstance(document, Document)
    assert document.text.strip()
    assert "\r" not in document.text
    assert "\0" not in document.text
    document.text.encode()  # no half of a character
    assert list(document.pages) == sorted(document.pages)
    assert document.line_of(len(document.text)) == document.text.count("\n") + 1


@FEW
@given(start=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=400))
def test_any_bytes(tmp_path, start, rest):
    hold(tmp_path / "a", start + rest)


@FEW
@given(text=st.text(max_size=200), name=st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_text(tmp_path, text, name):
    hold(tmp_path / name, text.encode(errors="replace"))


@pytest.mark.parametrize("kind", WHOLE)
@FEW
@given(data=st.data())
def test_a_whole_file_changed_somewhere(tmp_path, kind, data):
    """A few bytes changed, or a piece left out, or the end cut off."""
    content = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    start = data.draw(st.integers(0, len(content)))
    del content[start : start + data.draw(st.sampled_from([0, 0, 1, 10, 1000]))]
    hold(tmp_path / "a", bytes(content))


@FEW
@given(
    tags=st.lists(
        st.sampled_from(
            [
                "table",
                "tr",
                "td",
                "/td",
                "/table",
                "li",
                "ul",
                "ol start=3",
                "pre",
                "h1",
                "/h1",
                "p",
                "br",
                "td rowspan=3",
                "td colspan=2",
                "svg",
                "select",
                "option",
                "caption",
                "template",
                "title",
                "frameset",
                "/body",
                "math",
                "a",
                "/a",
                "b",
                "/b",
            ]
        ),
        max_size=40,
    )
)
def test_any_tags(tmp_path, tags):
    hold(tmp_path / "a.html", "".join(f"<{tag}>x" for tag in tags).encode())
