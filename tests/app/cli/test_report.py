"""``inspectorate report`` on an inspection of the application."""

import pytest

from inspectorate_app.actions import draft
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import AuditEntry
from tests.app import given
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db


def test_documents_come_from_drafts_are_marked_and_leave_a_trace(run, tmp_path) -> None:
    inspection = in_drafting()
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    draft.write(lead, inspection.slug, "report", "foreword", text="Words of the lead.", version=0)
    ran = run("report", "make", inspection.slug, "--out", str(tmp_path / "out"), "--format", "json")
    assert ran.status == 0
    page = (tmp_path / "out" / f"{inspection.slug}-report.html").read_text(encoding="utf-8")
    assert "Words of the lead." in page
    assert "Draft 1" in page
    entry = AuditEntry.objects.filter(chain__name=inspection.slug).latest("position")
    assert (entry.action, entry.actor_name) == ("make all documents by a command", "operator of the server")


def test_before_sign_off_there_is_nothing_to_make_or_to_check_against(run, tmp_path) -> None:
    inspection = given.inspection(phase="panel")
    (tmp_path / "text.md").write_text("Words.", encoding="utf-8")
    made = run("report", "make", inspection.slug, "--out", str(tmp_path / "out"))
    assert (made.status, "once the ratings are signed off" in made.err) == (2, True)
    checked = run("report", "check", str(tmp_path / "text.md"), "--inspection", inspection.slug)
    assert (checked.status, "its ratings are not signed off" in checked.err) == (2, True)
    unknown = run("report", "check", str(tmp_path / "text.md"), "--inspection", "nowhere-2030")
    assert (unknown.status, "there is no inspection 'nowhere-2030'" in unknown.err) == (2, True)


def test_a_text_is_held_against_the_ratings_that_were_signed_off(run, tmp_path) -> None:
    inspection = in_drafting()
    (tmp_path / "text.md").write_text("Inspectors read 10 cases.", encoding="utf-8")
    ran = run("report", "check", str(tmp_path / "text.md"), "--inspection", inspection.slug, "--format", "json")
    assert (ran.status, [each["verdict"] for each in ran.data["claims"]]) == (0, ["true"])


def test_documents_in_welsh_come_from_drafts_and_what_stands_in_english_is_told(run, tmp_path) -> None:
    inspection = in_drafting()
    out = str(tmp_path / "out")
    ran = run("report", "make", inspection.slug, "--out", out, "--language", "cy", "--format", "json")
    assert ran.status == 0
    assert all("-cy-" in each["file"] for each in ran.data["files"])
    page = (tmp_path / "out" / f"{inspection.slug}-cy-report.html").read_text(encoding="utf-8")
    assert '<html lang="cy">' in page
    assert "Drafft 0" in page
    assert any("four-point scale" in each for each in ran.data["in_english"])
    entry = AuditEntry.objects.filter(chain__name=inspection.slug).latest("position")
    assert (entry.after["language"], entry.after["mark"]) == ("cy", "Draft 0")
    refused = run("report", "make", inspection.slug, "--out", out, "--language", "fr")
    assert (refused.status, "Use one of en, cy" in refused.err) == (2, True)
