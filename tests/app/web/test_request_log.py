"""One line a request, and nothing in it of what people are called, wrote or read."""

import json
import logging

import pytest

from inspectorate_app import log
from inspectorate_app.actions.permission import Role
from inspectorate_app.rate import WINDOW
from tests.app import given
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db
MARK = "Zanzibarsson"


@pytest.fixture
def lines(capsys):
    """What is logged as JSON, a line an event, and as one text."""
    root = logging.getLogger()
    before = root.handlers[:]
    log.configure({"format": "json"})

    def read() -> list[dict]:
        return [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]

    yield read
    log.configure({"format": "text"})
    root.handlers = before


@pytest.fixture
def lead():
    WINDOW.forget()
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, MARK)
    given.cases(inspection, [f"{MARK}-1", f"{MARK}-2"], allocated_to=lead)
    return lead


def test_a_page_is_one_line_with_its_route_and_who_by_number(lead, lines):
    given.signed_in(lead).get(f"/account/tokens?name={MARK}")
    (line,) = [each for each in lines() if each["logger"] == "inspectorate.request"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "tokens", 200)
    assert (line["person"], line["via"]) == (lead.pk, "page")
    assert line["ms"] > 0
    assert len(line["request_id"]) == 32


def test_no_line_holds_a_name_a_reference_or_a_word_that_was_typed(lead, lines):
    client, call = given.signed_in(lead), calling(lead)
    place = f"inspections/{given.LLR}/cases"
    for path in ("/", f"/{MARK}", f"/account/tokens?q={MARK}", f"/inspections/{given.LLR}/{MARK}"):
        client.get(path)
    client.post("/account/tokens/new", {"name": MARK, "scopes": ["read"], "days": "1"})
    client.post("/account/login/", {"login": f"{MARK}@inspectorate.test", "password": MARK})
    client.post("/account/sign-in", {"login": f"{MARK}@inspectorate.test", "password": MARK})
    for path in (place, f"{place}/1", f"{place}/1/assessment", f"inspections?after={MARK}", f"inspections/{MARK}"):
        call("GET", path)
    answer = {"answer": "Yes", "reason": MARK, "version": 0}
    call("PUT", f"{place}/1/assessment/answers/{MARK}", answer)
    call("PATCH", f"{place}/1/assessment/answers", {"answers": {MARK: answer}})
    call("GET", "inspections", **{"Authorization": f"Bearer {MARK}"})
    call("GET", "inspections", **{"Host": f"{MARK}.example", "User-Agent": MARK, "X-Request-ID": f"{MARK} is"})
    written = lines()
    assert len(written) >= 12
    assert MARK.casefold() not in json.dumps(written).casefold()


@pytest.mark.parametrize(
    "address",
    [
        *("/account/invitation/SECRET", "/survey/SECRET", "/embargoed/SECRET", "/embargoed/SECRET/report.pdf"),
        *(f"/register/{spoken}subscribe/{step}/SECRET" for spoken in ("", "cy/") for step in ("change", "leave")),
        "/register/subscribe/confirm/SECRET",
    ],
)
def test_no_line_of_another_program_holds_what_a_link_alone_opens(lines, address):
    logging.getLogger("another").error("Not found: %s", address)
    (line,) = lines()
    assert "SECRET" not in line["event"]
    assert line["event"].endswith("/...")


def test_a_fault_is_logged_with_its_place_and_without_what_it_says(lead, lines, monkeypatch):
    def broken(*_):
        raise ValueError(f"{MARK} was here")

    monkeypatch.setattr("inspectorate_app.api.inspection.query.listed", broken)
    monkeypatch.setattr("inspectorate_app.web.token.views.query.of_person", broken)
    calling(lead)("GET", "inspections")
    client = given.signed_in(lead)
    client.raise_request_exception = False
    assert client.get("/account/tokens").status_code == 500
    written = lines()
    faults = [each["fault"] for each in written if each["level"] == "error"]
    assert len(faults) == 2
    assert all(fault[0] == "ValueError" for fault in faults)
    assert all("test_request_log.py" in fault[-1] for fault in faults)
    assert MARK not in json.dumps(written)
