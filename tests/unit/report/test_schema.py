"""Files for Word, PowerPoint, Excel and LibreOffice, held against the schemas of their formats.

``openxml-audit`` carries those of Open XML (as Microsoft's own validator has them) and of OpenDocument 1.3 (OASIS).
"""

import io
import re
from collections.abc import Callable
from functools import cache
from zipfile import ZipFile

import pytest
from openxml_audit import OdfValidator, OpenXmlValidator

from inspectorate.report.data_workbook import data_workbook
from inspectorate.report.document import Chart, Document, Table, walked
from inspectorate.report.house import product_house
from inspectorate.report.writers.ods import ods
from inspectorate.report.writers.xlsx import xlsx
from tests.unit.report.inspected import BASE
from tests.unit.report.sample_document import DOCUMENTS, hostile
from tests.unit.report.written import docx, odp, odt, pptx

EVERY = {**DOCUMENTS, "hostile": hostile()}
WRITERS: dict[str, Callable[[Document], bytes]] = {"docx": docx, "odt": odt, "pptx": pptx, "odp": odp}
#: The validator asks for both of each Word file. ECMA-376, part 1, 11.3.5 and 14.2.7, says that there is one at most.
NOT_ASKED_FOR = ("relationships/fontTable' is missing", "relationships/theme' is missing")


@cache
def validator(of_open_document: bool) -> OdfValidator | OpenXmlValidator:
    """One that has read its schemas, once."""
    return OdfValidator(relaxng_validation=True) if of_open_document else OpenXmlValidator()


def faults(content: bytes, form: str, tmp_path) -> list[str]:
    """What the schemas do not allow, each with the part in which it stands."""
    path = tmp_path / f"a.{form}"
    path.write_bytes(content)
    found = validator(form.startswith("od")).validate(str(path)).errors
    told = [f"{each.part_uri}: {each.description}" for each in found if each.severity.name == "ERROR"]
    return [each for each in told if not each.endswith(tuple(f"{part}." for part in NOT_ASKED_FOR))]


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A file with one of its parts changed."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(made, "w") as after:
        for each in before.infolist():
            held = before.read(each)
            after.writestr(each, change(held) if each.filename == part else held)
    return made.getvalue()


def without_grounds(content: bytes) -> bytes:
    """Cells on slides without their ground: LibreOffice knows it by a property that the schema gives shapes alone."""
    cells = re.compile(rb'(style:family="table-cell">)<style:graphic-properties [^>]*/>')
    assert cells.search(content)
    return cells.sub(rb"\1", content)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("kind", EVERY)
def test_every_document_is_what_its_format_allows(form, kind, tmp_path):
    content = WRITERS[form](EVERY[kind])
    if form == "odp" and any(isinstance(block, Chart | Table) for block in walked(EVERY[kind].blocks)):
        content = changed(content, "content.xml", without_grounds)
    assert faults(content, form, tmp_path) == []


@pytest.mark.parametrize(("form", "write"), [("xlsx", xlsx), ("ods", ods)])
def test_the_data_workbook_is_what_its_format_allows(form, write, tmp_path):
    assert faults(write(data_workbook(BASE, product_house())), form, tmp_path) == []


@pytest.mark.parametrize(
    ("form", "part", "old", "new"),
    [
        ("odt", "content.xml", b"text:outline-level=", b"text:outline-depth="),
        ("docx", "word/document.xml", b"<w:cantSplit/>", b"<w:cannotSplit/>"),
    ],
)
def test_what_no_schema_allows_is_found(form, part, old, new, tmp_path):
    broken = changed(WRITERS[form](EVERY["report"]), part, lambda content: content.replace(old, new))
    assert [each for each in faults(broken, form, tmp_path) if part in each]
