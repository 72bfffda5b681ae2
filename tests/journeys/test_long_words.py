"""Names and titles without a space, as long as they may be, break in a window of 320 px and move nothing sideways."""

import pytest

from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Finding, FindingSource, Inspection
from tests.app import evidence, given
from tests.journeys.accessibility import examine
from tests.journeys.browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2
PAGES = (
    *("", "team", "timetable", "cases/", "cases/1", "sample/cases", "sample/cases/1", "meetings/", "meetings/1"),
    *("evidence/", "evidence/reading", "evidence/documents/1", "inspected-service/", "findings/", "findings/1"),
    *("surveys/", "audit", "sample/allocation"),
)


def test_long_words_break(narrow, transactional_db, settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, LONG[:110], capacity=5)
    given.member(inspection, Role.INSPECTOR, f"I{LONG[:110]}", capacity=5)
    given.cases(inspection, ["R" * 70], area=LONG, team=LONG, allocated_to=lead)
    given.meeting(inspection, lead, title=LONG)
    evidence.of_one_each(inspection)
    with guard.allowed():
        Inspection.objects.update(unit=LONG)
        inspection.evidence_documents.update(title=LONG)
        inspection.evidence_requests.update(title=LONG)
        finding = Finding.objects.create(
            **{"inspection": inspection, "number": 1, "heading": "2.2", "kind": "strength", "text": LONG * 3},
            **{"place": 1, "written_by": lead, "changed_by": lead},
        )
        tied = {"kind": "meeting", "key": "1-1", "title": LONG, "words": LONG, "tied_at": inspection.set_up_at}
        FindingSource.objects.create(finding=finding, tied_by=lead, **tied)
    sign_in(narrow, lead)
    for place in PAGES:
        # A page that is wider than its window fails here.
        narrow.goto(f"/inspections/{inspection.slug}/{place}")
        narrow.get_by_role("heading", level=1).wait_for()
        assert "Page not found" not in narrow.title(), place
    narrow.goto("/")
    examine(narrow)
