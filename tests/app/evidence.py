"""What tests of evidence and of the inspected service start from: files made here, and one of everything."""

import io
import zipfile
from dataclasses import dataclass

from inspectorate_app.actions import document, service
from inspectorate_app.actions import evidence as requests
from inspectorate_app.actions import interview as interviews
from inspectorate_app.actions.document import Uploaded
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.interview import Wanted
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Inspection, Membership, ServiceInvitation
from tests.app import given

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 17 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 20 + b"\xff\xd9"
_MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
_OPEN = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}


def office(kind: str, **more: bytes) -> bytes:
    """An Office file as small as one can be, with further members by their names ('/' written as '__')."""
    types = f'<Types><Override PartName="/main.xml" ContentType="{_MAIN[kind]}"/></Types>'
    return _zipped({"[Content_Types].xml": types.encode(), "main.xml": b"<main/>", **_named(more)})


def open_document(kind: str, manifest: bytes = b"<manifest/>", **more: bytes) -> bytes:
    """An OpenDocument file as small as one can be."""
    return _zipped({"mimetype": _OPEN[kind], "META-INF/manifest.xml": manifest, **_named(more)})


def uploaded(content: bytes = PDF, name: str = "plan.pdf") -> Uploaded:
    """A file as it is sent."""
    return Uploaded(name, io.BytesIO(content))


@dataclass(frozen=True)
class OneEach:
    """The ids of someone of the service and of someone invited; request, document and interview have the number 1."""

    membership: int
    invited: int


def of_one_each(inspection: Inspection) -> OneEach:
    """A request with a document of the service, an interview, someone of the service, and someone invited."""
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lea Lead"))
    contact = given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact")
    slug = inspection.slug
    requests.add(lead, slug, Asked("Business plan", standards=("1.1",)))
    document.upload(given.actor(contact), slug, uploaded(), request=1)
    interviews.ask(lead, slug, Wanted("Head of operations", inspection.fieldwork_from))
    service.invite(lead, slug, email="invited@service.test", name="Ivy Invited", role=Role.SERVICE_HEAD)
    membership = Membership.objects.get(inspection=inspection, person=contact)
    return OneEach(membership.pk, ServiceInvitation.objects.get().pk)


def _named(more: dict[str, bytes]) -> dict[str, bytes]:
    return {name.replace("__", "/"): content for name, content in more.items()}


def _zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return made.getvalue()
