"""Presentations and OpenDocument texts: what they show, in order, within limits, and nothing that was made to harm."""

import io
import zipfile
from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.register.opening.limits import Limits
from inspectorate.register.opening.open import open_document

LIMITS = Limits(any_office=True)
TYPES = b"<Types/>"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
ODF = (
    'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def written(path: Path, members: dict[str, str | bytes]) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    path.write_bytes(made.getvalue())
    return path


def slide(*paragraphs: str) -> str:
    return f"<x {A}>" + "".join(f"<a:p>{each}</a:p>" for each in paragraphs) + "</x>"


def run(text: str) -> str:
    return f"<a:r><a:t>{text}</a:t></a:r>"


def a_presentation(path: Path, **more: str) -> Path:
    return written(
        path,
        {
            "[Content_Types].xml": TYPES,
            "ppt/presentation.xml": "<x/>",
            "ppt/slides/slide10.xml": slide(run("The tenth")),
            "ppt/slides/slide2.xml": slide(run("Risk ") + run("of harm") + "<a:br/>" + run("first"), run(" ")),
            "ppt/notesSlides/notesSlide2.xml": slide(run("Say it slowly")),
            "ppt/slideMasters/slideMaster1.xml": slide(run("Click to edit")),
            **more,
        },
    )


def an_open_text(path: Path, body: str, before: str = "") -> Path:
    content = f"{before}<o:document-content {ODF}><o:body>{body}</o:body></o:document-content>"
    return written(path, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def test_slides_are_read_in_their_order_each_with_its_notes(tmp_path):
    found = open_document(a_presentation(tmp_path / "x.pptx"), LIMITS)
    assert found.format == "presentation"
    assert found.text.splitlines() == ["Risk of harm first", "Say it slowly", "The tenth"]


def test_an_open_text_is_read_with_its_spaces_its_footnotes_and_without_what_was_deleted(tmp_path):
    body = (
        "<t:tracked-changes><t:p>Deleted</t:p></t:tracked-changes>"
        "<t:h>Risk<t:s/>of<t:tab/>harm</t:h>"
        "<t:p>Plans are <t:span>reviewed</t:span>,<t:note><t:note-body><t:p>Or not.</t:p></t:note-body></t:note> and"
        "<o:annotation><t:p>A remark</t:p></o:annotation><t:line-break/>kept.</t:p><t:p/>"
    )
    found = open_document(an_open_text(tmp_path / "x.odt", body), LIMITS)
    assert found.format == "open document"
    assert found.text.splitlines() == ["Risk of harm", "Plans are reviewed, and kept.", "Or not."]


def test_neither_is_opened_where_publications_are_read(tmp_path):
    for path in (a_presentation(tmp_path / "x.pptx"), an_open_text(tmp_path / "x.odt", "<t:p>Text</t:p>")):
        with pytest.raises(BadInput, match="office document of another kind"):
            open_document(path)


@pytest.mark.parametrize(
    ("body", "told"),
    [("<t:p/>", "shows no text"), ("<t:p>", "damaged"), ("<t:p>" + "word " * 3_000 + "</t:p>", "characters")],
)
def test_what_cannot_be_read_is_refused(tmp_path, body, told):
    with pytest.raises(BadInput, match=told):
        open_document(an_open_text(tmp_path / "x.odt", body), Limits(any_office=True, characters=10_000))


def test_more_slides_than_pages_are_read_are_refused(tmp_path):
    with pytest.raises(BadInput, match="3 pages"):
        open_document(a_presentation(tmp_path / "x.pptx"), Limits(any_office=True, pages=2))


def test_entities_are_neither_multiplied_nor_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("zqsecret")
    before = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "zqmany &#32;">]>'
    path = an_open_text(tmp_path / "x.odt", "<t:p>There: &a;&b;&b;</t:p>", before)
    assert "zq" not in open_document(path, LIMITS).text


def test_deep_nesting_is_refused_and_takes_nothing_down(tmp_path):
    body = "<t:p>" + "<t:span>" * 200_000 + "x" + "</t:span>" * 200_000 + "</t:p>"
    with pytest.raises(BadInput):
        open_document(an_open_text(tmp_path / "x.odt", body), Limits(any_office=True, ratio=100_000))
