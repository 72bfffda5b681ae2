"""A caseload is kept whole or not at all, and no longer than it is needed."""

import datetime
import hashlib
import io
import zipfile

import openpyxl
import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.demonstration.caseload import HEADER, ROWS, synthetic_caseload
from inspectorate_app.store.models import AuditEntry, Caseload, Sample
from tests.app import given, synthetic

pytestmark = pytest.mark.django_db


def upload(of, by, content, name="synthetic.csv", module=""):
    return action.upload_caseload(
        given.actor(by), of.slug, file_name=name, content=content, as_of=synthetic.AS_OF, module=module
    )


def faults(of, by, content, name="synthetic.csv"):
    with pytest.raises(BadInput) as error:
        upload(of, by, content, name)
    return error.value.faults


def test_a_caseload_is_kept_with_its_hash_and_the_number_of_its_rows():
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    content = synthetic.csv_of(synthetic_caseload())
    kept = Caseload.objects.get(pk=upload(inspection, lead, content))
    assert bytes(kept.content) == content
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    # 262 rows, and of six people (rows 11, 54, ... 226) a second sentence.
    assert kept.rows == ROWS + 6


def test_a_workbook_is_read_as_well():
    inspection = synthetic.inspection()
    workbook = openpyxl.Workbook()
    workbook.active.append(HEADER)
    for row in synthetic_caseload():
        workbook.active.append([row[name] for name in HEADER])
    file = io.BytesIO()
    workbook.save(file)
    kept = upload(inspection, synthetic.lead(inspection), file.getvalue(), "caseload.xlsx")
    assert Caseload.objects.get(pk=kept).rows == ROWS + 6


def test_every_fault_is_told_by_row_and_nothing_is_kept():
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    rows = synthetic_caseload()
    rows[0]["start_date"] = "the third of May"
    rows[4]["gender"] = "unclear"
    rows[9]["practitioner"] = ""
    found = faults(inspection, lead, synthetic.csv_of(rows))
    assert [(each.file, each.line, each.field) for each in found] == [
        ("synthetic.csv", 2, "start_date"),
        ("synthetic.csv", 6, "gender"),
        ("synthetic.csv", 11, "practitioner"),
    ]
    assert not Caseload.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_sound_caseload_stands_until_another_sound_one_replaces_it():
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    sample = synthetic.drawn(inspection, lead)
    first = Caseload.objects.get()
    faults(inspection, lead, b"reference\nX1\n")
    first.refresh_from_db()
    assert first.content is not None
    assert Sample.objects.get(pk=sample).state == "drawn"

    second = upload(inspection, lead, synthetic.csv_of(synthetic_caseload()[:100]))
    first.refresh_from_db()
    assert first.content is None
    assert Sample.objects.get(pk=sample).state == "superseded"
    assert Caseload.objects.get(pk=second).rows == 100


def test_after_approval_no_other_caseload_is_taken():
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    synthetic.approved(inspection, lead)
    with pytest.raises(NotNow, match="approved"):
        synthetic.uploaded(inspection, lead)


def test_the_audit_trail_tells_of_an_upload_without_what_is_in_it():
    inspection = synthetic.inspection()
    synthetic.uploaded(inspection, synthetic.lead(inspection))
    entry = AuditEntry.objects.get()
    assert entry.action == "upload caseload"
    assert set(entry.after) == {"module", "sha256", "rows", "as_of"}


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ANALYST, Role.QUALITY_LEAD])
def test_others_may_not_upload(role):
    inspection = synthetic.inspection()
    someone = given.member(inspection, role)
    with pytest.raises(NotAllowed):
        upload(inspection, someone, b"reference\n")


def test_a_module_that_the_edition_does_not_have_is_refused():
    inspection = synthetic.inspection()
    with pytest.raises(NotThere):
        upload(inspection, synthetic.lead(inspection), b"reference\n", module="unpaid_work")


def test_only_the_last_part_of_a_path_is_kept_as_the_name():
    inspection = synthetic.inspection()
    name = r"D:\data\somewhere\caseload.csv"
    kept = upload(inspection, synthetic.lead(inspection), synthetic.csv_of(synthetic_caseload()), name)
    assert Caseload.objects.get(pk=kept).file_name == "caseload.csv"


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"reference\n", "caseload.pdf", "neither a CSV file nor an XLSX workbook"),
        (b"\xd0\xcf\x11\xe0\0\0", "caseload.csv", "neither a CSV file nor an XLSX workbook"),
        (b"reference\n", "caseload.xlsx", "not a workbook"),
        (zipped(word__document_xml="x"), "caseload.xlsx", "neither a CSV file nor an XLSX workbook"),
        (zipped(xl__workbook_xml="x"), "caseload.csv", "it is a workbook"),
        (b"PK\x03\x04 and no more", "caseload.xlsx", "the zip is damaged"),
    ],
)
def test_what_a_file_is_shows_in_its_content_and_its_name(content, name, problem):
    inspection = synthetic.inspection()
    (fault,) = faults(inspection, synthetic.lead(inspection), content, name)
    assert problem in fault.problem


@pytest.mark.parametrize(
    "sheet",
    [
        b'<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>',
        b"<row r='1'><c r='ZZ1'/></row><row r='1048576'/>",
        # other ways in which XML may say it, each of which ended the process that read it
        b'<c r = "XFD1048576"/>',
        b'<c r="xfd1048576"/>',
        b'<c r="ZZZZ1048576"/>',
        b'<c s="1"r="XFD1048576"/>',
        b'<c r=\n" XFD1048576"/>',
    ],
)
@pytest.mark.parametrize("place", ["xl__worksheets__sheet1_xml", "xl__elsewhere_xml"])
def test_a_workbook_with_a_cell_far_out_is_refused_before_it_is_opened(sheet, place):
    inspection = synthetic.inspection()
    content = zipped(xl__workbook_xml=b"x", **{place: sheet})
    (fault,) = faults(inspection, synthetic.lead(inspection), content, "caseload.xlsx")
    assert "too many cells" in fault.problem


@pytest.mark.parametrize("texts", ["xl__sharedStrings_xml", "XL__SHAREDSTRINGS_xml"])
def test_a_workbook_whose_cells_share_a_long_text_is_refused(texts):
    inspection = synthetic.inspection()
    # 20,000 rows of 26 columns, and a text of 30,000 characters: 15 GB of text in 1 MB.
    sheet = b'<c r="A1"/><c r="Z20000"/>'
    content = zipped(xl__workbook_xml=b"x", xl__worksheets__sheet1_xml=sheet, **{texts: b"<si>" + b"x" * 30_000})
    (fault,) = faults(inspection, synthetic.lead(inspection), content, "caseload.xlsx")
    assert "too many cells" in fault.problem


def test_a_workbook_that_unpacks_to_far_more_than_may_be_uploaded_is_refused(settings):
    settings.UPLOAD_LIMIT = 1_000_000
    inspection = synthetic.inspection()
    content = zipped(xl__workbook_xml=b"x", xl__worksheets__sheet1_xml=b" " * 11_000_000)
    (fault,) = faults(inspection, synthetic.lead(inspection), content, "caseload.xlsx")
    assert "unpacks to" in fault.problem


def test_a_file_over_the_limit_is_refused(settings):
    settings.UPLOAD_LIMIT = 1_000_000
    inspection = synthetic.inspection()
    (fault,) = faults(inspection, synthetic.lead(inspection), b"x" * 1_000_001)
    assert "larger than 1 MB" in fault.problem


def test_a_text_longer_than_the_tables_hold_is_a_fault_of_its_row():
    inspection = synthetic.inspection()
    rows = synthetic_caseload()
    rows[2]["family_name"] = "S" * 121
    (fault,) = faults(inspection, synthetic.lead(inspection), synthetic.csv_of(rows))
    assert (fault.line, fault.field) == (4, "family_name")
    assert "121 characters; the most is 120" in fault.problem


def test_the_day_of_the_list_is_kept():
    inspection = synthetic.inspection()
    kept = synthetic.uploaded(inspection, synthetic.lead(inspection))
    assert Caseload.objects.get(pk=kept).as_of == datetime.date(2022, 11, 1)
