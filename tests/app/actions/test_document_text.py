"""What stands in documents is read by a job within limits, found by the version that holds it, and gone with it."""

import io
import zipfile
from pathlib import Path

import pytest

from inspectorate.register.opening.limits import Limits
from inspectorate_app.actions import document, document_removal, document_text, evidence
from inspectorate_app.actions import search as action
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.store.models import AuditEntry, DocumentText, DocumentVersion, Inspection
from inspectorate_app.store.queries.document_text import state_of
from inspectorate_app.store.queries.inspection import find
from tests.app import given
from tests.app.evidence import PDF, PNG, office, open_document, uploaded
from tests.app.searched import JOB

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(settings, tmp_path: Path):
    settings.DOCUMENTS = tmp_path / "documents"
    inspection = given.inspection(phase="evidence")
    acting = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    evidence.add(acting, given.LLR, Asked("Plan"))
    return acting


def found(lead, words):
    return [hit.text.title for hit in action.search(lead, find(given.LLR), words).shown]


def a_pdf() -> bytes:
    stream = b"BT /F1 12 Tf 72 720 Td (Workloads were zqreviewed.) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def a_docx() -> bytes:
    from docx import Document

    written, made = Document(), io.BytesIO()
    written.add_paragraph("Workloads were zqreviewed.")
    written.save(made)
    return made.getvalue()


def an_xlsx() -> bytes:
    about = "http://schemas.openxmlformats.org"
    package, office_of = f"{about}/package/2006", f"{about}/officeDocument/2006/relationships"
    kind, main = "application/vnd.openxmlformats-officedocument.spreadsheetml", f"{about}/spreadsheetml/2006/main"
    relation = (
        '<Relationships xmlns="{}/relationships"><Relationship Id="r1" Type="{}/{}" Target="{}"/></Relationships>'
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": relation.format(package, office_of, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office_of}"><sheets>'
        '<sheet name="Staff" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relation.format(package, office_of, "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is>'
        "<t>Workloads were zqreviewed.</t></is></c></row></sheetData></worksheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def a_pptx() -> bytes:
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    runs = "".join(f"<a:r><a:t>{text}</a:t></a:r>" for text in ("Workloads were zq", "reviewed."))
    slide = f"<sld {drawing}><a:p>{runs}</a:p></sld>"
    return office("pptx", **{"ppt/presentation.xml": b"<p/>", "ppt/slides/slide1.xml": slide.encode()})


def an_odt(text: str) -> bytes:
    of = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:o="{of}:office:1.0" xmlns:t="{of}:text:1.0"'
    content = f"<o:document-content {names}><o:body><t:p>{text}</t:p></o:body></o:document-content>"
    return open_document("odt", **{"content.xml": content.encode()})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.txt", b"Workloads were zqreviewed."),
        ("plan.csv", b"what,when\nWorkloads were zqreviewed.,2022\n"),
        ("plan.pdf", a_pdf()),
        ("plan.docx", a_docx()),
        ("plan.xlsx", an_xlsx()),
        ("plan.pptx", a_pptx()),
        ("plan.odt", an_odt("Workloads were zqreviewed.")),
    ],
)
def test_what_stands_in_a_document_is_found_once_the_job_has_read_it(lead, name, content):
    document.upload(lead, given.LLR, uploaded(content, name), request=1, title="The plan")
    assert found(lead, "zqreviewed") == []
    assert document_text.read_documents(JOB) == 1
    assert found(lead, "workloads zqreview") == ["The plan"]
    assert document_text.read_documents(JOB) == 0
    entry = AuditEntry.objects.latest("position")
    assert (entry.action, entry.subject, entry.actor) == ("read documents for search", "document 1 version 1", None)
    assert "zq" not in str(entry.after)


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("photo.png", PNG, "none"),
        ("slides.pptx", office("pptx"), "failed"),
        ("broken.odt", open_document("odt"), "failed"),
        ("broken.docx", office("docx"), "failed"),
        ("broken.xlsx", office("xlsx"), "failed"),
        ("empty.pdf", PDF, "failed"),
    ],
)
def test_a_document_without_text_is_tried_once_and_is_found_by_its_title(lead, name, content, state):
    document.upload(lead, given.LLR, uploaded(content, name), request=1, title="The zqtitle")
    assert document_text.read_documents(JOB) == 1
    assert DocumentText.objects.get().state == state_of(find(given.LLR).id, 1) == state
    assert document_text.read_documents(JOB) == 0
    assert found(lead, "zqtitle") == ["The zqtitle"]
    assert found(lead, name.partition(".")[0]) == ["The zqtitle"]


def test_what_was_not_read_before_is_read_after_the_upgrade(lead):
    from importlib import import_module

    from django.apps import apps
    from django.db import connection

    from inspectorate_app.store import guard

    document.upload(lead, given.LLR, uploaded(a_pptx(), "plan.pptx"), request=1, title="The plan")
    document.upload(lead, given.LLR, uploaded(PNG, "photo.png"), request=1)
    with guard.allowed():
        for version in DocumentVersion.objects.all():
            DocumentText.objects.create(version=version, state="none")  # as it was noted before
        assert document_text.read_documents(JOB) == 0
        import_module("inspectorate_app.store.migrations.0013_office_text").forget_unread(apps, connection)
    assert document_text.read_documents(JOB) == 1
    assert found(lead, "zqreviewed") == ["The plan"]


def test_an_earlier_version_is_found_as_such_and_only_where_the_latest_does_not_hold_it(lead):
    document.upload(lead, given.LLR, uploaded(b"It says zqboth and zqbefore.", "plan.txt"), request=1)
    document_text.read_documents(JOB)
    document.upload_version(lead, given.LLR, 1, uploaded(b"It says zqboth and zqafter.", "plan.txt"))
    assert state_of(find(given.LLR).id, 1) == "", "the latest is not read yet"
    assert document_text.read_documents(JOB) == 1
    assert found(lead, "zqbefore") == ["plan (version 1, not the latest)"]
    assert found(lead, "zqafter") == found(lead, "zqboth") == found(lead, "plan txt") == ["plan"]
    assert found(lead, "zqbefore zqafter") == found(lead, "latest version") == []


def test_the_service_finds_the_latest_version_of_what_it_sent_alone(lead):
    contact = given.actor(given.member(Inspection.objects.get(), Role.SERVICE_CONTACT, "Sam Contact"))
    document.upload(contact, given.LLR, uploaded(b"It says zqbefore.", "plan.txt"), request=1)
    document.upload_version(contact, given.LLR, 1, uploaded(b"It says zqafter.", "plan.txt"))
    assert document_text.read_documents(JOB) == 2
    assert (found(contact, "zqbefore"), found(contact, "zqafter")) == ([], ["plan"])
    assert found(lead, "zqbefore") == ["plan (version 1, not the latest)"]


def test_what_stood_in_a_document_goes_with_its_file_and_is_not_read_again(lead):
    document.upload(lead, given.LLR, uploaded(b"It says zqgone.", "plan.txt"), request=1)
    document_text.read_documents(JOB)
    assert found(lead, "zqgone") == ["plan"]
    document_removal.remove(lead, given.LLR, 1, reason="It was meant for someone else.")
    assert found(lead, "zqgone") == []
    assert not DocumentText.objects.exists()
    assert document_text.read_documents(JOB) == 0


def test_only_the_first_part_of_a_long_document_is_kept(lead):
    long = b"zqfirst " + b"word " * (document_text.KEPT // 5) + b"zqlast"
    document.upload(lead, given.LLR, uploaded(long, "plan.txt"), request=1)
    document_text.read_documents(JOB)
    row = DocumentText.objects.get()
    assert state_of(find(given.LLR).id, 1) == "cut"
    assert (len(row.text), len(row.folded), row.cut) == (document_text.KEPT, document_text.KEPT, True)
    assert found(lead, "zqfirst") == ["plan"]
    assert found(lead, "zqlast") == []


def test_a_file_that_is_missing_stops_nothing(lead, settings, tmp_path):
    document.upload(lead, given.LLR, uploaded(b"zqgone", "gone.txt"), request=1)
    document.upload(lead, given.LLR, uploaded(b"zqthere", "there.txt"), request=1)
    key = DocumentVersion.objects.get(document__number=1).key
    (settings.DOCUMENTS / key[:2] / key).unlink()
    assert document_text.read_documents(JOB) == 2
    assert found(lead, "zqthere") == ["there"]


def test_the_job_is_asked_for_with_each_upload_and_where_something_was_left(lead):
    from django_tasks_db.models import DBTaskResult

    assert not document_text.ask_for_reading()
    document.upload(lead, given.LLR, uploaded(b"zqnew", "new.txt"), request=1)
    assert DBTaskResult.objects.filter(task_path__endswith="read_for_search").count() == 1
    assert document_text.ask_for_reading()
    assert document_text.read_for_search.call() == 1
    assert not document_text.ask_for_reading()


def test_nobody_else_has_documents_read(lead):
    document.upload(lead, given.LLR, uploaded(b"zqnew", "new.txt"), request=1)
    with pytest.raises(NotAllowed):
        document_text.read_documents(lead)


def test_office_files_that_hold_no_publication_are_opened_where_they_are_asked_for_alone():
    assert not Limits().any_office
