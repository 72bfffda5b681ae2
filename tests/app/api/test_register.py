"""The public part of the API: without a token, each answer with its version and licence."""

import pytest
from django.test import Client

from inspectorate_app.rate import WINDOW
from inspectorate_app.store.queries.register import held
from inspectorate_app.web.register.keep import KEEP

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    KEEP.forget()
    WINDOW.forget()


def asked(address: str, **query: object) -> dict:
    answer = Client().get(f"/api/v1/register{address}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("address", ["", "/inspections", "/inspections/pdu/cumbria/2023-07", "/units/pdu/cumbria"])
def test_each_answer_has_its_version_and_licence_and_others_may_read_it(address):
    answer = Client().get(f"/api/v1/register{address}")
    assert answer.json()["version"] == held().version
    assert answer.json()["licence"]["id"] == "OGL-UK-3.0"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"].startswith("public")
    assert Client().get(f"/api/v1/register{address}", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_the_register_says_how_much_there_is():
    told = asked("")
    register = held().register
    assert (told["inspections"], told["units"]) == (len(register.inspections), len(register.units))
    assert Client().get(told["tables"][0]["csv"]).status_code == 200


def test_an_inspection_is_told_whole():
    """Letter of 27 July 2023: Cumbria, court work requires improvement; 6 recommendations to the PDU."""
    told = asked("/inspections/pdu/cumbria/2023-07")
    assert told["unit"] == {"id": "pdu/cumbria", "title": "Cumbria", "kind": "PDU", "region": "North West"}
    assert told["inspection"]["standards"]["2.1"] == "Requires improvement"
    assert told["inspection"]["recommendations"]["PDU"] == 6
    assert [each["otherwise"] for each in told["corrections"]] == ["2023-04"]
    assert told["inspection"]["sources"]


def test_a_unit_is_told_with_its_inspections():
    told = asked("/units/pdu/leicester-leicestershire-and-rutland")
    assert [each["date"] for each in told["inspections"]] == ["2023-02-09", "2025"]


def test_a_search_comes_in_pages_that_keep_what_was_asked():
    first = asked("/inspections", kind="pdu", limit=40)
    register = held().register
    count = sum(1 for one in register.inspections if register.organisation(one).kind == "PDU")
    assert first["count"] == count
    assert first["next"] == "/api/v1/register/inspections?kind=pdu&limit=40&after=40"
    rest = Client().get(first["next"]).json()
    assert rest["next"] is None
    ids = [each["id"] for each in first["items"] + rest["items"]]
    assert len(ids) == len(set(ids)) == count


def test_a_name_misspelt_is_told():
    told = asked("/inspections", place="cumbira")
    assert told["nearly"] == ["pdu/cumbria", "yjs/cumberland"]


def test_what_is_wrong_is_a_problem_document():
    answer = Client().get("/api/v1/register/inspections", {"since": "2023-13", "region": "Mars"})
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert {each["field"] for each in answer.json()["errors"]} == {"since", "region"}
    missing = Client().get("/api/v1/register/inspections/pdu/cumbria/1999")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")
    assert Client().get("/api/v1/register/units/pdu/nowhere").status_code == 404


def test_a_token_changes_nothing():
    plain = Client().get("/api/v1/register")
    assert Client().get("/api/v1/register", headers={"Authorization": "Bearer insp_nonsense"}).content == plain.content
    assert Client().get("/api/v1/registers").status_code == 404
