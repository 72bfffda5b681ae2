"""Pages of publication on the way to its files."""

import copy
import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspectorate_app.actions import publication, publication_approval, publication_files, publication_round
from inspectorate_app.store import guard
from inspectorate_app.store.models import Person, Publication
from tests.app import given, publishing
from tests.app.publishing import approved, made, tomorrow

ISBN = "978-1-916621-29-9"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(publishing.room)


@pytest.fixture
def room(of_all):
    return copy.deepcopy(of_all)


def client_of(actor):
    return given.signed_in(Person.objects.get(pk=actor.person))


def address(room, name="publication", **arguments):
    return reverse(name, kwargs={"inspection": room.slug, **arguments})


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_it_says_what_stands_in_the_way_and_then_offers_to_make_the_files(room):
    client = client_of(room.officer)
    page = client.get(address(room))
    assert "Make all files" in text(page)
    publishing.set_phase(room.inspection, "drafting")
    page = text(client.get(address(room)))
    assert "Move the inspection to ‘factual accuracy’" in page
    assert "Make all files" not in page


@pytest.mark.parametrize("name", ["drafts", "publication"])
def test_the_evidence_is_read_once_for_a_page(room, name):
    """Of the thirteen characteristics of the edition; the tallies and the panel once more, for what is hidden."""
    client = client_of(room.lead)
    client.get(address(room, name))
    with CaptureQueriesContext(connection) as asked:
        client.get(address(room, name))
    read = [each["sql"] for each in asked.captured_queries]
    assert sum('FROM "store_tally"' in sql for sql in read) == 2
    assert sum('FROM "store_paneldecision"' in sql for sql in read) == 1
    assert len(read) <= 72


def test_a_step_that_is_hindered_leads_to_the_room_where_it_is_mended(room):
    def step(words):
        page = client_of(room.lead).get(address(room)).content.decode()
        found = re.search(rf'<a class="[^"]*task-list__link" href="([^"]+)"[^>]*>{words}</a>', page)
        return found[1].removeprefix(f"/inspections/{room.slug}/") if found else None

    assert step("They were checked") is None, "nothing hinders it"
    publishing.set_phase(room.inspection, "drafting")
    assert step("They were checked") == "", "the inspection is moved on its overview"
    with guard.allowed():
        room.inspection.accuracy_checks.all().delete()
    assert step("They were checked") == "accuracy/"
    with guard.allowed():
        room.inspection.reviews.all().delete()
    assert step("They were checked") == "reviews/", "documents are reviewed before they are sent"


def test_the_overview_leads_to_publication_and_says_what_is_left(room):
    """Moving by hand is for what was published elsewhere, and no step on the way."""
    overview = reverse("inspection", kwargs={"inspection": room.slug})
    lead, chief = client_of(room.lead), client_of(room.chief)
    page = text(lead.get(overview))
    assert "Go to publication It was published elsewhere Move back to drafting" in page
    with guard.allowed():
        room.inspection.accuracy_checks.update(state="submitted", submitted_at=timezone.now())
    page = text(lead.get(overview))
    assert "Before it is published close the factual accuracy check Under ‘Publication’" in page
    with guard.allowed():
        room.inspection.accuracy_checks.update(state="waived")
    made(room)
    page = text(chief.get(overview))
    assert "Publication 1 is on its way. ‘Publication’ says whose turn it is. Go to publication" in page
    assert "published elsewhere" not in page


def test_the_offices_find_every_inspection_on_its_way_on_their_first_page(room):
    home = reverse("home")
    officer, chief, lead = client_of(room.officer), client_of(room.chief), client_of(room.lead)
    row = "On their way to publication Unit Phase Publication {unit} Factual accuracy {state}"
    unit = "Leicester, Leicestershire and Rutland"
    assert row.format(unit=unit, state="Not prepared yet") in text(chief.get(home))
    assert "Prepare the publication" in text(officer.get(home))
    approved(room)
    page = text(officer.get(home))
    assert row.format(unit=unit, state="Approved") in page
    assert "Nothing needs doing now." in page
    assert "On their way to publication" not in text(lead.get(home))
    publication_round.publish_due(publication_round.JOB, timezone.now() + datetime.timedelta(days=2))
    assert "On their way to publication" not in text(officer.get(home))


def test_from_preparing_to_approval_by_pages(room):
    officer, chief = client_of(room.officer), client_of(room.chief)
    day = tomorrow()
    late = officer.post(address(room, "publication_prepare"), {"day-day": "1", "day-month": "1", "day-year": "2020"})
    assert "Enter tomorrow or a later day" in text(late) or "it is not ahead" in text(late).lower()
    done = officer.post(
        address(room, "publication_prepare"),
        {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)},
    )
    assert done.status_code == 302
    assert "In progress" in text(officer.get(address(room)))
    row = Publication.objects.get()
    publication_files.make(publication_files.JOB, row.pk, row.run)
    assert "Approve for publication" not in text(officer.get(address(room)))
    page = text(chief.get(address(room)))
    assert "Approve for publication" in page
    assert "report.pdf" in page
    assert "Approve the publication" in text(chief.get(reverse("home")))
    row.refresh_from_db()
    asked = address(room, "publication_approve", publication=1)
    assert "Confirm that you approve the files" in text(chief.post(asked, {"sealed": row.sealed}))
    assert chief.post(asked, {"sealed": row.sealed, "looked": "on"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "approved"
    assert "Waits for its day" in text(chief.get(address(room)))
    back = address(room, "publication_take_back", publication=1)
    assert chief.post(back, {"reason": "A name is asked about."}).status_code == 302
    row.refresh_from_db()
    assert row.state == "prepared"
    assert officer.post(address(room, "publication_withdraw", publication=1), {"reason": "New."}).status_code == 302
    assert "Reason: New." in text(officer.get(address(room)))


def test_a_failure_is_told_and_made_again(room):
    from inspectorate_app.actions import draft

    draft.write(room.lead, room.slug, "report", "2.2", text="A sign 说 stands.", version=0)
    given.reviewed(room.inspection)
    made(room)
    client = client_of(room.officer)
    assert "cannot be written" in text(client.get(address(room)))
    assert "Make the files again" in text(client.get(reverse("home")))
    assert client.post(address(room, "publication_again", publication=1)).status_code == 302
    assert Publication.objects.get().state == "making"


def test_an_isbn_is_asked_for_where_a_report_is_made_and_a_correction_keeps_it(room):
    officer, day = client_of(room.officer), tomorrow()
    sent = {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}
    page = text(officer.post(address(room, "publication_prepare"), sent | {"isbn": "978-1-916621-29-8"}))
    assert "The last digit of 978-1-916621-29-8 does not fit the others" in page
    assert officer.post(address(room, "publication_prepare"), sent | {"isbn": ISBN}).status_code == 302
    assert f"ISBN {ISBN}" in text(officer.get(address(room)))
    with guard.allowed():
        Publication.objects.update(state="published", due_at=timezone.now(), published_at=timezone.now())
    officer.post(address(room, "publication_correct"), {"notice": "Page 3 named the wrong office."})
    assert f'value="{ISBN}"' in officer.get(address(room, "publication_prepare")).content.decode()


def test_where_a_person_could_be_recognised_is_shown_answered_and_seen_by_who_approves(room):
    from inspectorate_app.actions import draft
    from tests.app.actions.test_disclosure import MARK, TELLING, WHY

    draft.write(room.lead, room.slug, "report", "foreword", text=TELLING, version=0)
    given.reviewed(room.inspection)
    lead, officer, chief = client_of(room.lead), client_of(room.officer), client_of(room.chief)
    page = text(officer.get(address(room)))
    assert "Blur or answer for 1 text in which a person could be recognised." in page
    assert TELLING in page
    assert "Make all files" not in page
    assert "Answer for this text" not in page, "the lead inspector answers"
    assert "Answer for this text" in text(lead.get(address(room, "drafts")))
    answering = address(room, "disclosure_answer", fingerprint=MARK)
    assert officer.get(answering).status_code == 403
    assert TELLING in text(lead.get(answering))
    assert lead.post(answering, {"reason": WHY}, follow=True).redirect_chain[-1][0] == address(room)
    page = text(officer.get(address(room)))
    assert "Make all files" in page
    row = made(room)
    for where in (address(room), address(room, "publication_approve", publication=1)):
        page = text(chief.get(where))
        assert WHY in page
        assert "part foreword" in page
    assert row.state == "prepared"


def test_welsh_documents_are_asked_for_seen_and_offered_to_the_public(room):
    officer = client_of(room.officer)
    assert "Make all documents in Welsh too" in text(officer.get(address(room, "publication_prepare")))
    day = tomorrow()
    sent = {"day-day": day.day, "day-month": day.month, "day-year": day.year, "also_in": "on"}
    assert officer.post(address(room, "publication_prepare"), sent).status_code == 302
    row = Publication.objects.get()
    publication_files.make(publication_files.JOB, row.pk, row.run)
    row.refresh_from_db()
    assert row.also_in == "cy"
    assert "Report, in Welsh" in text(officer.get(address(room)))
    publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)
    row.refresh_from_db()
    publication_round.publish_due(publication_round.JOB, row.due_at)
    files = f"/register/publications/{room.slug}/1"
    for language, first, second in (
        ("", "Report", "Adroddiad (Cymraeg)"),
        ("cy/", "Adroddiad (Cymraeg)", "Adroddiad "),
    ):
        page = Client().get(f"/register/{language}publications/{room.slug}/")
        words = text(page)
        assert words.index(first) < words.rindex(second)
        assert re.search(rf'href="{files}/{room.slug}-cy-report.html" lang="cy" hreflang="cy"', page.content.decode())
    assert Client().get(f"{files}/{room.slug}-cy-report.html").status_code == 200
    rows = Client().get("/register/data/documents.csv").content.decode()
    assert f"{room.slug}-cy-report.html" in rows
    assert rows.splitlines()[0].endswith(",language")
    begun = publication.begin_correction(room.officer, room.slug, "A wrong name.")
    assert begun == 2
    assert re.search(r'name="also_in"[^>]* checked', officer.get(address(room, "publication_prepare")).content.decode())
