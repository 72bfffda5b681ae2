"""Pages of a publication whose files are made, and published files for anyone."""

import copy
import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspectorate_app.actions import hold, publication, publication_files, publication_round
from inspectorate_app.store import guard
from inspectorate_app.store.models import Publication
from tests.app import publishing
from tests.app.publishing import approve, tomorrow
from tests.app.web.test_publication import address, client_of, text

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(publishing.prepared)


@pytest.fixture
def room(of_all):
    return copy.deepcopy(of_all)


@pytest.fixture
def row(room):
    return Publication.objects.get()


def public(room, name, number=1):
    return f"/register/publications/{room.slug}/{number}/{room.slug}-{name}"


def published(room, row):
    approve(room, row)
    publication_round.publish_due(publication_round.JOB, row.due_at)
    row.refresh_from_db()


def test_approval_is_not_offered_while_a_legal_hold_stands(room):
    """The step says why, and leads there; the first page says it too. What would be refused is no button."""
    number = hold.place(room.officer, room.slug, reason="An inquest.")
    chief = client_of(room.chief)
    page = chief.get(address(room))
    assert "Wait until the legal hold is lifted." in text(page)
    assert "Approve for publication" not in text(page)
    assert f'href="/inspections/{room.slug}/holds/" aria-describedby="steps-5' in page.content.decode()
    assert "Approve the publication Legal hold" in text(chief.get(reverse("home")))
    hold.lift(room.chief, room.slug, number, reason="It ended.")
    assert "Approve for publication" in text(chief.get(address(room)))
    assert "Approve the publication To do" in text(chief.get(reverse("home")))


def test_who_prepared_it_is_told_that_someone_else_approves(room):
    page = text(client_of(room.officer).get(address(room)))
    assert "You prepared it, so someone else approves it." in page


def test_files_are_seen_before_they_are_published_by_who_may(room, row):
    file = row.files.get(name=f"{room.slug}-report.pdf")
    asked = address(room, "publication_file", publication=1, file=file.name)
    answer = client_of(room.chief).get(asked)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert Client().get(asked).status_code == 302, "to sign in"
    assert Client().get(public(room, "report.pdf")).status_code == 404


def test_a_published_file_is_for_anyone_for_good(room, row):
    published(room, row)
    file = row.files.get(name=f"{room.slug}-report.html")
    client = Client()
    answer = client.get(public(room, "report.html"))
    assert answer.status_code == 200
    assert (answer["ETag"], answer["Content-Type"]) == (f'"{file.sha256}"', "text/html; charset=utf-8")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert b"".join(answer.streaming_content).startswith(b"<!DOCTYPE html>")
    again = client.get(public(room, "report.html"), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    own = {"X-Request-ID", "Content-Type", "Content-Length", "Content-Disposition", "Content-Language"}
    told = {name: answer[name] for name in answer.headers if name not in own}
    assert told == {name: again[name] for name in told}, "a browser puts them in the place of those that it kept"
    assert client.post(public(room, "report.html")).status_code == 405
    for missing in (public(room, "report.exe"), public(room, "report.html", number=2)):
        assert client.get(missing).status_code == 404
    sheet = client.get(public(room, "data.xlsx"))
    assert sheet["Content-Disposition"].startswith("attachment")
    with CaptureQueriesContext(connection) as asked:
        b"".join(client.get(public(room, "press-release.pdf")).streaming_content)
    assert len(asked) == 2, "whether anything was published since, and the file"


def test_a_correction_by_pages_and_both_versions_stay(room, row):
    published(room, row)
    officer, chief = client_of(room.officer), client_of(room.chief)
    assert "Correct what was published" in text(officer.get(address(room)))
    assert "Enter what was corrected" in text(officer.post(address(room, "publication_correct"), {"notice": ""}))
    officer.post(address(room, "publication_correct"), {"notice": "Page 3 named the wrong office."})
    assert "Prepare the correction" in text(officer.get(reverse("home")))
    assert officer.post(address(room, "publication_prepare")).status_code == 302
    row = Publication.objects.get(number=2)
    publication_files.make(publication_files.JOB, row.pk, row.run)
    row.refresh_from_db()
    asked = address(room, "publication_approve", publication=2)
    chosen = {"sealed": row.sealed, "looked": "on", "when": "day"}
    assert "Enter the day" in text(chief.post(asked, chosen))
    assert chief.post(asked, chosen | {"when": "now"}).status_code == 302
    publication_round.publish_due(publication_round.JOB, timezone.now() + datetime.timedelta(seconds=1))
    page = officer.get(address(room)).content.decode()
    assert page.count(f'href="/register/publications/{room.slug}/"') == 1, "of the version that stands"
    for number in (1, 2):
        assert Client().get(public(room, "report.pdf", number)).status_code == 200
        assert Client().get(public(room, "data-about-the-inspection.csv", number)).status_code == 200
    rows = b"".join(Client().get(public(room, "data-about-the-inspection.csv", 2)).streaming_content).decode(
        "utf-8-sig"
    )
    assert "\nCorrection,Page 3 named the wrong office. This version replaces the one" in rows
    page = text(officer.get(address(room)))
    assert "What was corrected: Page 3 named the wrong office." in page


def test_a_stopped_publication_is_on_the_first_page_of_who_brings_it_about(room, row):
    approve(room, row)
    with guard.allowed():
        row.files.filter(name=f"{room.slug}-report.pdf").update(key="of-no-file")
    publication_round.publish_due(publication_round.JOB, row.due_at)
    page = text(client_of(room.chief).get(reverse("home")))
    assert "See why the inspection was not published" in page
    assert "missing or damaged" in text(client_of(room.chief).get(address(room)))


def test_another_day_by_its_page(room):
    day = tomorrow() + datetime.timedelta(days=3)
    given_day = {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}
    asked = address(room, "publication_day", publication=1)
    officer = client_of(room.officer)
    assert "Enter the reason" in text(officer.post(asked, given_day))
    assert officer.post(asked, given_day | {"reason": "Ministers are away."}).status_code == 302
    assert publication.due_at(Publication.objects.exclude(state="withdrawn").get().day) == publication.due_at(day)
