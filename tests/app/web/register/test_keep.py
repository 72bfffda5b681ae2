"""Pages of the register are the same for everyone: no cookie, no query once they are kept, and 304 for who has them."""

import dataclasses
import datetime
import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspectorate_app.store.queries.register import held, version_of
from inspectorate_app.web.register.keep import KEEP, Keep, Kept
from tests.app import given

pytestmark = pytest.mark.django_db
UNIT = "/register/units/pdu/cumbria"
PAGES = [
    "/register/",
    "/register/cy/",
    "/register/?place=leic&page=1",
    UNIT,
    "/register/inspections/pdu/leicester-leicestershire-and-rutland/2023-02",
    "/register/compare?unit=pdu/cumbria&unit=pdu/liverpool-north",
    "/register/regions",
    "/register/regions/north-west",
    "/register/nation",
    "/register/nation/youth-justice-service",
    "/register/ratings",
    "/register/data",
    "/register/data/inspections.csv",
    "/register/data/dataset.jsonld",
    "/register/sitemap.xml",
    "/robots.txt",
    "/api/v1/register",
    "/api/v1/register/inspections?kind=pdu",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_kept_and_asks_the_database_only_whether_anything_was_published(anyone, address):
    held()
    with CaptureQueriesContext(connection) as first:
        made = anyone.get(address)
    with CaptureQueriesContext(connection) as again:
        kept = anyone.get(address)
    assert (made.status_code, kept.status_code) == (200, 200)
    assert made.content == kept.content
    assert (len(first), len(again)) == (1, 1)
    assert made["ETag"] == kept["ETag"]


@pytest.mark.parametrize("address", [*PAGES, "/register/nowhere", UNIT + "x"])
def test_no_page_sets_a_cookie_or_depends_on_one(address):
    """A lead inspector, in Welsh, gets what anyone gets."""
    someone = given.signed_in(given.person("Lee Lead", "administrator"))
    someone.cookies["language"] = "cy"
    response = someone.get(address, headers={"Accept-Language": "cy"})
    KEEP.forget()
    plain = Client().get(address)
    assert not response.cookies
    assert response.content == plain.content
    assert response["Vary"] == "Accept-Encoding"
    assert b"Lee Lead" not in response.content
    assert b"csrf" not in response.content


@pytest.mark.parametrize("address", PAGES)
def test_who_has_a_page_is_told_that_it_stands(anyone, address):
    first = anyone.get(address)
    again = anyone.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    assert "Set-Cookie" not in again
    since = anyone.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 304
    assert anyone.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize("address", [UNIT, "/register/data/inspections.csv", "history"])
def test_who_has_it_already_is_told_the_same_headers(anyone, address):
    """A browser puts the headers of a 304 in the place of those it kept: a drawing must keep its own style sheet."""
    if address == "history":
        address = f"/register/drawings/{held().version}/history/pdu/cumbria-640.svg"
    first = anyone.get(address)
    again = anyone.get(address, headers={"If-None-Match": first["ETag"]})
    own = {"X-Request-ID", "Content-Type", "Content-Length", "Content-Disposition", "Content-Language"}
    told = {name: first[name] for name in first.headers if name not in own}
    assert told == {name: again[name] for name in told}


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", 1),
        ("br, gzip;q=0.5", 1),
        ("GZIP", 1),
        ("gzip;q=0", 0),
        ("br, gzip; q=0.000", 0),
        ("x-gzip2", 0),
        ("", 0),
    ],
)
def test_packed_goes_only_to_who_takes_it(anyone, accepted, packed):
    assert ("Content-Encoding" in anyone.get(UNIT, headers={"Accept-Encoding": accepted})) == bool(packed)


def test_the_first_page_is_another_each_day_also_for_who_asks_by_date(anyone, monkeypatch):
    """It tells what was published within 30 days."""
    first = anyone.get("/register/")
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert anyone.get("/register/", headers=since).status_code == 304
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert anyone.get("/register/", headers=since).status_code == 200
    kept = anyone.get(UNIT)["Last-Modified"]
    assert anyone.get(UNIT, headers={"If-Modified-Since": kept}).status_code == 304


def test_who_takes_pages_packed_has_them_packed_with_a_mark_of_their_own(anyone):
    plain = anyone.get(UNIT)
    packed = anyone.get(UNIT, headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 3
    assert packed["ETag"] != plain["ETag"]
    marked = {"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
    assert anyone.get(UNIT, headers=marked).status_code == 304


def test_pages_may_be_kept_for_a_minute_and_what_has_a_version_for_good(anyone):
    version = held().version
    assert anyone.get(UNIT)["Cache-Control"] == "public, max-age=60, stale-if-error=86400", "00.01 is seen by 00.02"
    for address in (
        f"/register/data/{version}/inspections.csv",
        f"/register/drawings/{version}/history/pdu/cumbria-640.svg",
    ):
        assert anyone.get(address)["Cache-Control"] == "public, max-age=31536000, immutable"
    former = anyone.get("/register/data/000000000000/inspections.csv")
    assert former.status_code == 404
    assert 'href="/register/data/inspections.csv"' in former.content.decode()
    moved = anyone.get("/register/drawings/000000000000/history/pdu/cumbria-640.svg")
    assert moved["Location"] == f"/register/drawings/{version}/history/pdu/cumbria-640.svg"


def test_what_stands_behind_the_question_mark_makes_no_new_page_where_nothing_is_asked_by_it(anyone):
    anyone.get(UNIT)
    count = len(KEEP.answers)
    for number in range(5):
        anyone.get(f"{UNIT}?campaign={number}")
    assert len(KEEP.answers) == count


def test_a_head_request_has_the_headers_and_no_page(anyone):
    page, head = anyone.get(UNIT), anyone.head(UNIT)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == page["ETag"]
    assert head["Content-Length"] == str(len(page.content))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_here(anyone, method):
    assert getattr(anyone, method)(UNIT).status_code == 405
    assert getattr(anyone, method)("/api/v1/register", content_type="application/json").status_code == 405


def test_only_what_must_be_made_is_counted_against_the_rate(anyone, settings):
    settings.REQUESTS_A_MINUTE = 3
    assert [anyone.get(UNIT).status_code for _ in range(10)] == [200] * 10
    searches = [anyone.get(f"/register/?place=x{number}").status_code for number in range(4)]
    assert searches == [200, 200, 429, 429], "the unit's page was the first of the minute"
    assert anyone.get(UNIT).status_code == 200
    asked = [anyone.get(f"/api/v1/register/inspections?place=x{number}") for number in range(4)]
    assert [answer.status_code for answer in asked] == [200, 200, 200, 429]
    assert int(asked[3]["Retry-After"]) > 0
    assert "public" not in asked[3].get("Cache-Control", "")


def test_an_error_is_not_kept(anyone):
    missing = anyone.get(UNIT + "x")
    assert (missing.status_code, missing["Cache-Control"]) == (404, "public, max-age=60")
    assert "ETag" not in missing
    assert not any("cumbriax" in address for address in KEEP.answers)


def test_another_host_is_refused_as_everywhere(anyone):
    anyone.get(UNIT)
    assert anyone.get(UNIT, headers={"Host": "evil.example"}).status_code == 400


def answer_of(size: int) -> Kept:
    return Kept(b"x" * size, None, "mark", (), 0, None)


def test_what_was_asked_for_least_lately_gives_way():
    keep = Keep(most=12_000)
    for name in "abc":
        keep.put(name, "1", answer_of(1_500))  # 2,500 each with what it takes beside
    assert keep.find("a", "1")
    keep.put("d", "1", answer_of(1_500))
    keep.put("e", "1", answer_of(1_500))
    assert [name for name in "abcde" if keep.find(name, "1")] == ["a", "c", "d", "e"]
    keep.put("a", "1", answer_of(1_500))
    assert keep.size == 10_000
    keep.put("whole", "1", answer_of(5_000))
    assert keep.find("whole", "1") is None, "one answer never takes more than a quarter"


def test_another_register_forgets_what_was_kept():
    keep = Keep()
    keep.put("a", "1", answer_of(10))
    assert keep.find("a", "2") is None
    assert keep.find("a", "1") is None
    assert keep.size == 0


def test_the_version_is_another_when_anything_is():
    register = held().register
    assert version_of(register) == held().version
    one = register.inspections[0]
    changed = (one.model_copy(update={"note": "Another note."}), *register.inspections[1:])
    assert version_of(dataclasses.replace(register, inspections=changed)) != held().version
    assert version_of(dataclasses.replace(register, corrections=())) != held().version


def test_the_version_is_another_when_a_unit_is_named_otherwise_or_the_service_stands_elsewhere(settings):
    """Tables tell names and addresses too, and are kept for good under a version."""
    register = held().register
    unit = register.organisations["pdu/cumbria"]
    renamed = {**register.organisations, unit.id: dataclasses.replace(unit, name="Cumberland")}
    assert version_of(dataclasses.replace(register, organisations=renamed)) != version_of(register)
    before = version_of(register)
    settings.ADDRESS = "https://elsewhere.example"
    assert version_of(register) != before
