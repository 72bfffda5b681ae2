"""The ISBN of a report: typed where it is prepared, printed in each format, kept by corrections, told in public."""

import copy
import json
import re
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree

from inspectorate.errors import BadInput
from inspectorate_app.actions import publication
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AuditEntry, Publication
from inspectorate_app.store.queries import public_publication as public
from tests.app import given, publishing, regional
from tests.app.publishing import approve, due, made, tomorrow

pytestmark = pytest.mark.django_db

ISBN = "978-1-916621-29-9"
#: The first is that of ISO 2108's own users' manual.
OTHER = "978-92-95055-12-4"


def prepared_with_isbn():
    """A room, and the publication whose report is made with the ISBN."""
    of = publishing.room()
    return of, made(of, isbn="ISBN 978 1 916621 29 9")


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(prepared_with_isbn)


@pytest.fixture
def prepared(of_all):
    return copy.deepcopy(of_all)


@pytest.fixture
def room(prepared):
    """The same once that publication was withdrawn."""
    publication.withdraw(prepared[0].officer, prepared[0].slug, 1, "It was begun for a test.")
    return prepared[0]


def content_of(row, form):
    return b"".join(keeping.chunks(row.files.get(kind="report", format=form).key))


def words_of(content, form):
    """The text of a file, without its metadata."""
    if form == "pdf":
        with pypdfium2.PdfDocument(BytesIO(content)) as printed:
            return "".join(page.get_textpage().get_text_range() for page in printed)
    if form == "html":
        return re.sub(r"<script.*?</script>|<[^>]+>", " ", content.decode(), flags=re.DOTALL)
    part = {"docx": "word/document.xml", "odt": "content.xml"}[form]
    with ZipFile(BytesIO(content)) as held:
        return "".join(etree.fromstring(held.read(part)).itertext())


def test_an_isbn_stands_in_the_imprint_of_the_report_in_each_format_and_in_its_metadata(prepared):
    _room, row = prepared
    assert row.trouble == ""
    for form in ("html", "pdf", "docx", "odt"):
        assert f"ISBN {ISBN}" in words_of(content_of(row, form), form), form
    metadata = re.search(r'<script type="application/ld\+json">(.*?)</script>', content_of(row, "html").decode(), re.S)
    assert json.loads(metadata[1])["identifier"] == [{"@type": "PropertyValue", "propertyID": "ISBN", "value": ISBN}]
    assert AuditEntry.objects.filter(subject="publication 1").first().after["isbn"] == ISBN


def test_a_correction_keeps_the_isbn_unless_another_is_typed(prepared):
    room, row = prepared
    due(approve(room, row))
    (told,) = public.published()
    before = public.marks((told,))
    assert told.current.isbn == ISBN
    for typed, kept in (({}, ISBN), ({"isbn": OTHER}, OTHER), ({"isbn": ""}, "")):
        publication.begin_correction(room.lead, room.slug, "Page 3 named the wrong office.")
        assert publication.prepare(room.officer, room.slug, **typed) == 2
        assert Publication.objects.get(state="making").isbn == kept
        publication.withdraw(room.officer, room.slug, 2, "Another number was assigned.")
    with guard.allowed():
        Publication.objects.filter(number=1).update(isbn=OTHER)
    assert public.marks(public.published()) != before, "the register is read again"


def test_another_day_keeps_the_isbn(prepared):
    room, row = prepared
    publication.change_day(room.officer, room.slug, 1, row.day, "A holiday.")
    assert Publication.objects.get(number=1, state="making").isbn == ISBN


def test_the_isbn_of_another_report_is_refused_however_it_is_typed(room):
    given.publication_of_2023(given.inspection(slug="other"), "prepared", isbn=ISBN)
    with pytest.raises(BadInput, match="the report of another inspection has this ISBN"):
        publication.prepare(room.officer, room.slug, day=tomorrow(), isbn="9781916621299")
    with guard.allowed():
        Publication.objects.update(state="withdrawn")
    assert publication.prepare(room.officer, room.slug, day=tomorrow(), isbn="9781916621299") == 1


def test_a_letter_has_no_isbn(room):
    region = regional.review()
    with guard.allowed():
        region.memberships.create(person_id=room.lead.person, role=Role.LEAD_INSPECTOR)
    regional.addressed(region, room.inspection, room.lead)
    with pytest.raises(BadInput, match="a letter has no imprint"):
        publication.prepare(room.officer, region.slug, day=tomorrow(), isbn=ISBN)
