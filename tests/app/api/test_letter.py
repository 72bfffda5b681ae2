"""The addressees of a letter by the API."""

import pytest

from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from tests.app import given
from tests.app.api.bearer import calling
from tests.app.drafting import in_drafting
from tests.app.regional import review

pytestmark = pytest.mark.django_db


def test_it_is_said_against_a_version_and_seen():
    unit, region = in_drafting(), review()
    with guard.allowed():
        unit.phase = "published"
        unit.save(update_fields=["phase"])
    call = calling(given.member(region, Role.LEAD_INSPECTOR, "Lena Lead"))
    address = f"inspections/{region.slug}/letter"
    empty = {"units": [], "to": "", "dear": "", "copies": "", "version": 0}
    assert call("GET", address).data == empty
    body = {"units": [unit.slug], "to": "A Director", "dear": "Director", "version": 0}
    assert call("PUT", address, body, key="a").data == {"version": 1}
    assert call("PUT", address, body, key="a").data == {"version": 1}, "sent again, done once"
    assert call("PUT", address, body).status_code == 409
    assert call("GET", address).data == {**empty, **body, "version": 1}
    assert call("PUT", address, {**body, "units": [], "version": 1}).status_code == 422


def test_of_an_inspection_whose_edition_publishes_no_letter_nothing_is_said():
    unit = in_drafting()
    call = calling(given.member(unit, Role.LEAD_INSPECTOR, "Lena Lead"))
    assert call("GET", f"inspections/{unit.slug}/letter").data["version"] == 0
    body = {"units": [unit.slug], "to": "A Director", "dear": "Director", "version": 0}
    assert call("PUT", f"inspections/{unit.slug}/letter", body).status_code == 404
