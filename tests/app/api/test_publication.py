"""Publications by the API: prepared, made by the job, approved by their seal, and told."""

import pytest

from inspectorate_app.actions import publication_files
from inspectorate_app.store.models import Person, Publication
from tests.app import publishing
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db


def test_a_publication_is_prepared_in_both_languages_approved_and_taken_back():
    room = publishing.room()
    officer, chief = (calling(Person.objects.get(pk=each.person)) for each in (room.officer, room.chief))
    base = f"inspections/{room.slug}/publications"
    day = publishing.tomorrow().isoformat()
    assert officer("POST", base, {"day": "2020-01-01"}).status_code == 422
    assert officer("POST", f"{base}/corrections", {"notice": "A wrong name."}).status_code == 409
    wrong = officer("POST", base, {"day": day, "isbn": "978-1-916621-92-9"})
    assert (wrong.status_code, wrong.data["errors"][0]["field"]) == (422, "isbn")
    assert officer("POST", base, {"day": day, "also_in": "fr"}).status_code == 422
    isbn = "978-1-916621-29-9"
    sent = {"day": day, "isbn": isbn, "also_in": "cy"}
    assert officer("POST", base, sent, key="a").data == {"number": 1}
    assert officer("POST", base, sent, key="a").data == {"number": 1}, "sent again, done once"
    row = Publication.objects.get()
    assert chief("GET", f"{base}/1").data["state"] == "making"
    publication_files.make(publication_files.JOB, row.pk, row.run)
    (told,) = chief("GET", base).data["items"]
    assert (told["state"], told["files_made"], told["day"]) == ("prepared", told["files_to_make"], day)
    assert told["isbn"] == isbn
    assert len(told["files"]) == told["files_made"]
    assert told["also_in"] == "cy"
    assert {each["language"] for each in told["files"]} == {"en", "cy"}
    assert all(("-cy-" in each["file_name"]) == (each["language"] == "cy") for each in told["files"])
    body = {"sealed": told["sealed"], "day": day}
    assert officer("PUT", f"{base}/1/approval", body).status_code == 403
    assert chief("PUT", f"{base}/1/approval", body | {"sealed": "0" * 64}).status_code == 409
    assert chief("PUT", f"{base}/1/approval", body).data["number"] == 1
    assert chief("POST", f"{base}/1/approval/withdrawal", {"reason": "A question."}).data == {"number": 1}
    assert officer("POST", f"{base}/1/withdrawal", {"reason": "A question."}).data == {"number": 1}
    assert officer("GET", base).data["items"] == []
    assert officer("GET", f"{base}/1").status_code == 404
