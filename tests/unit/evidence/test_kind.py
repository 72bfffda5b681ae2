"""A file is what its content says, its name agrees, and what could do harm is refused with one clear fault."""

import io
import struct
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook

from inspectorate.errors import BadInput
from inspectorate.evidence import archive
from inspectorate.evidence.kind import KINDS, kind_of
from tests.app.evidence import JPEG, PDF, PNG, office, open_document


def word() -> bytes:
    made = io.BytesIO()
    Document().save(made)
    return made.getvalue()


def excel() -> bytes:
    made = io.BytesIO()
    Workbook().save(made)
    return made.getvalue()


GOOD = {
    "plan.pdf": PDF,
    "plan.docx": word(),
    "figures.xlsx": excel(),
    "talk.pptx": office("pptx"),
    "plan.odt": open_document("odt"),
    "figures.ods": open_document("ods"),
    "figures.csv": "month;café\n1;2\n".encode(),
    "notes.txt": "Caf\xe9".encode("cp1252"),
    "chart.png": PNG,
    "photo.JPEG": JPEG,
}


def refused(name: str, content: bytes) -> str:
    """The problem with a file, of which there is one."""
    file = io.BytesIO(content)
    with pytest.raises(BadInput) as found:
        kind_of(name, file)
    (fault,) = found.value.faults
    assert fault.field == "file"
    assert fault.mend
    assert file.tell() == 0
    return fault.problem


@pytest.mark.parametrize("name", GOOD)
def test_a_file_of_each_kind_is_told_from_its_content(name):
    ending = name.rpartition(".")[2].casefold()
    assert kind_of(name, io.BytesIO(GOOD[name])) is KINDS["jpg" if ending == "jpeg" else ending]


def _own(name: str) -> set[str]:
    """The ends of names under which a file may go: a table is text, and text may be a table of one column."""
    own = name.rpartition(".")[2].casefold().replace("jpeg", "jpg")
    return {"csv", "txt"} if own in ("csv", "txt") else {own}


@pytest.mark.parametrize(
    ("name", "claimed"), [(name, claimed) for name in GOOD for claimed in KINDS if claimed not in _own(name)]
)
def test_a_file_under_the_name_of_another_kind_is_refused(name, claimed):
    assert f"({claimed})" in refused(f"file.{claimed}", GOOD[name])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.html", b"<html></html>", "'.html' is not taken"),
        ("program.exe", b"MZ\x90", "'.exe' is not taken"),
        ("macros.docm", office("docx"), "'.docm' is not taken"),
        ("README", b"words", "does not end in a kind"),
        ("empty.pdf", b"", "empty"),
        ("page.txt", b"\xef\xbb\xbf <!DOCTYPE html><script>alert(1)</script>", "its content does not"),
        ("drawing.csv", b"<svg onload=alert(1)>", "its content does not"),
        ("text.txt", b"one\x00two", "its content does not"),
        ("cut.pdf", PDF[:-8], "its content does not"),
        ("tail.png", PNG + b"PK\x03\x04", "its content does not"),
        ("locked.pdf", PDF.replace(b"trailer<<", b"trailer<</Encrypt 7 0 R "), "encrypted"),
        ("script.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "a program"),
        (
            "old.doc.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
            "needs a password, or was saved in an old",
        ),
        ("macros.xlsx", office("xlsx", **{"xl__vbaProject.bin": b"macro"}), "macros"),
        ("macros4.xlsx", office("xlsx", **{"xl__macrosheets__sheet1.xml": b"macro"}), "macros"),
        ("named.docx", office("docx", word__vbaProject=b"no macro: the name has no end"), ""),
        ("basic.odt", open_document("odt", **{"Basic__Standard__Module1.xml": b"macro"}), "macros"),
        ("locked.ods", open_document("ods", b"<m:encryption-data/>"), "needs a password"),
        ("out.docx", office("docx", **{"..__evil": b"x"}), "damaged"),
        ("absolute.docx", office("docx", **{"__evil": b"x"}), "damaged"),
        ("cut.docx", office("docx")[:-30], "damaged"),
    ],
)
def test_what_could_do_harm_is_refused_and_what_only_looks_so_is_not(name, content, words):
    if words:
        assert words in refused(name, content)
    else:
        assert kind_of(name, io.BytesIO(content)).extension == "docx"


def test_macros_that_only_the_types_of_the_parts_tell_are_refused():
    assert "macros" in refused("plan.docx", _typed(b"application/vnd.ms-word.document.macroEnabled.main+xml"))


def _typed(content_type: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr("[Content_Types].xml", b'<Override ContentType="' + content_type + b'"/>')
    return made.getvalue()


def test_an_archive_that_unpacks_to_much_more_than_it_is_is_refused():
    # 11 million zeros pack to some 11,000 bytes, a thousandth: more than a hundredth, and more than what is small.
    bomb = office("docx", word__media=bytes(archive.SMALL + 1_000_000))
    assert len(bomb) * archive.MOST_RATIO < archive.SMALL
    assert "unpacks to much more" in refused("bomb.docx", bomb)
    mostly_blank = office("docx", word__media=bytes(archive.SMALL - 10_000))
    assert kind_of("blank.docx", io.BytesIO(mostly_blank)).extension == "docx"


def test_an_archive_of_too_many_members_is_refused():
    many = {f"part{number}": b"" for number in range(archive.MOST_MEMBERS)}
    assert "unpacks to much more" in refused("many.docx", office("docx", **many))


def test_an_archive_that_says_less_than_it_unpacks_to_is_refused():
    content = bytearray(office("docx", word__media=bytes(50_000)))
    # The size after unpacking, in the directory at the end and at the member: 50,000 said to be 5.
    said = struct.pack("<L", 50_000)
    assert content.count(said) == 2
    lying = bytes(content).replace(said, struct.pack("<L", 5))
    assert "damaged" in refused("lying.docx", lying)


def test_a_member_that_another_method_cannot_unpack_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as opened:
        opened.writestr("[Content_Types].xml", b"wordprocessingml.document.main+xml" * 20)
    content = bytearray(made.getvalue())
    at = content.index(b"]", 30) + len("Types].xml") + 12  # behind the name, within what LZMA packed
    content[at : at + 8] = b"\xff" * 8
    assert "damaged" in refused("packed.docx", bytes(content))


def test_a_member_under_a_password_is_refused():
    content = bytearray(office("docx"))
    # The flags of the first member in the directory at the end: bit 0 says that it is encrypted.
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "needs a password" in refused("locked.docx", bytes(content))


def test_two_members_of_one_name_are_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr("[Content_Types].xml", b"one")
        with pytest.warns(UserWarning, match="Duplicate"):
            opened.writestr("[Content_Types].xml", b"two")
    assert "damaged" in refused("twice.docx", made.getvalue())


def test_a_word_at_the_edge_of_two_parts_of_a_large_file_is_found():
    filler = b"%" + b"x" * ((1 << 20) - len(PDF[:-6]) - 8)
    edge = PDF[:-6] + filler + b"\n/Encrypt 7 0 R\n%%EOF\n"
    assert edge.index(b"/Encrypt") < 1 << 20 < edge.index(b"0 R\n%%EOF")
    assert "encrypted" in refused("edge.pdf", edge)
