"""The feeds hold what RFC 4287 asks for, name each report once and for good, and tell a correction as an update."""

import datetime
import re

import pytest
from lxml import etree

from inspectorate_app.store.queries.register import held
from inspectorate_app.web.register.keep import KEEP
from tests.app import given

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LLR = "pdu/leicester-leicestershire-and-rutland"
FEEDS = (
    "/register/feed.atom",
    "/register/cy/feed.atom",
    "/register/feed.atom?region=north-west",
    f"/register/units/{LLR}/feed.atom",
    "/register/units/yjs/stockport/feed.atom",
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return etree.fromstring(response.content)


def all_of(root, path):
    return [each if isinstance(each, str) else each.text for each in root.xpath(path, namespaces=ATOM)]


@pytest.mark.parametrize("address", FEEDS[:4])
def test_a_feed_is_as_the_standard_asks(anyone, address, settings):
    settings.ADDRESS = "https://inspectorate.test"
    root = read(anyone, address)
    assert root.tag == f"{{{ATOM['a']}}}feed"
    title = root.findtext("a:title", namespaces=ATOM)
    assert title.startswith("Adroddiadau a llythyrau newydd" if "/cy/" in address else "New reports and letters")
    for required in ("id", "title", "updated"):  # 4.1.1: exactly one each
        assert len(root.findall(f"a:{required}", ATOM)) == 1
    assert all_of(root, "a:author/a:name"), "4.1.1: an author of the feed where entries have none"
    assert all_of(root, "a:link[@rel='self']/@href") == [f"https://inspectorate.test{address}"]
    entries = root.findall("a:entry", ATOM)
    assert entries
    for entry in entries:  # 4.1.2: exactly one each, and a link to what is not in the entry
        for required in ("id", "title", "updated", "summary"):
            [found] = entry.findall(f"a:{required}", ATOM)
            assert found.text
        assert len(entry.findall("a:link[@rel='alternate']", ATOM)) == 1
    ids = all_of(root, "//a:id")
    assert len(set(ids)) == len(ids)
    # RFC 4151: tag:authority,date:specific
    assert all(re.fullmatch(r"tag:inspectorate\.test,2026:register/[a-z0-9/-]+", each) for each in ids)
    moments = all_of(root, "//a:updated | //a:published")
    assert all(_MOMENT.fullmatch(each) for each in moments)
    times = all_of(root, "a:entry/a:updated")
    assert times == sorted(times, reverse=True), "newest first"
    assert all_of(root, "a:updated") == times[:1]


@pytest.mark.parametrize("address", ["/register/feed.atom", f"/register/units/{LLR}/feed.atom"])
def test_every_link_of_a_feed_is_there(anyone, address, settings):
    settings.ADDRESS = ""
    for href in all_of(read(anyone, address), "//a:link[@rel!='license']/@href"):
        assert anyone.get(href).status_code == 200


def test_a_region_and_a_unit_have_feeds_of_their_own(anyone):
    regions = all_of(read(anyone, "/register/feed.atom?region=north-west"), "//a:category[@label='North West']/@term")
    count = len(read(anyone, "/register/feed.atom?region=north-west").findall("a:entry", ATOM))
    assert regions == ["north-west"] * count
    assert 0 < count < len(read(anyone, "/register/feed.atom").findall("a:entry", ATOM))
    assert anyone.get("/register/feed.atom?region=atlantis").status_code == 404
    assert anyone.get("/register/units/pdu/nowhere/feed.atom").status_code == 404


def test_a_dated_inspection_of_the_register_is_told_at_a_minute_past_midnight_in_london(anyone):
    one = next(one for one in held().register.inspections if one.published == "2023-07-13")
    root = read(anyone, f"/register/units/{one.unit}/feed.atom")
    # London is an hour before UTC in July
    assert "2023-07-12T23:01:00Z" in all_of(root, "a:entry/a:published")


def test_what_is_published_here_is_first_and_a_correction_is_the_same_entry_updated(anyone):
    inspection = given.inspection()
    at = datetime.datetime(2026, 11, 1, 0, 1, tzinfo=datetime.UTC)
    entry = {"inspection": f"{LLR}/2026-11", "unit": LLR, "overall": "Good"}
    given.publication_of_2023(inspection, published_at=at, entry=entry)
    first = read(anyone, "/register/feed.atom").find("a:entry", ATOM)
    assert first.findtext("a:title", namespaces=ATOM) == "Leicester, Leicestershire and Rutland: Good"
    given.publication_of_2023(
        inspection,
        "published",
        2,
        published_at=at.replace(day=9),
        notice="A\x0b <number> of 5\xa0offices.",
        entry=entry,
    )
    given.publication_of_2023(inspection, "approved", 3, entry={**entry, "overall": "Outstanding"})
    KEEP.forget()
    [again, *_] = read(anyone, f"/register/units/{LLR}/feed.atom").findall("a:entry", ATOM)
    told = {name: again.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "published", "updated", "summary")}
    assert told["id"] == first.findtext("a:id", namespaces=ATOM)
    assert (told["published"], told["updated"]) == ("2026-11-01T00:01:00Z", "2026-11-09T00:01:00Z")
    assert (
        told["summary"]
        == "Probation delivery unit in East Midlands. Overall rating: Good. Corrected: A <number> of 5\xa0offices."
    )


def test_what_is_published_here_takes_the_place_of_the_same_in_the_register(anyone):
    one = next(one for one in held().register.inspections if one.published and one.unit.startswith("pdu/"))
    given.publication_of_2023(
        given.inspection(), entry={"inspection": one.inspection, "unit": one.unit, "overall": "Good"}
    )
    ids = all_of(read(anyone, f"/register/units/{one.unit}/feed.atom"), "a:entry/a:id")
    assert sum(each.endswith(one.inspection) for each in ids) == 1


def test_a_feed_is_kept_by_caches_and_not_sent_twice(anyone):
    first = anyone.get("/register/feed.atom")
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert first["Cache-Control"].startswith("public, max-age=60")
    assert anyone.get("/register/feed.atom", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert anyone.get("/register/feed.atom", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_pages_lead_programs_to_their_feeds(anyone):
    page = anyone.get(f"/register/units/{LLR}").content.decode()
    found = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', page)
    assert found == ["/register/feed.atom", f"/register/units/{LLR}/feed.atom"]
    page = anyone.get("/register/regions/north-west").content.decode()
    assert 'href="/register/feed.atom?region=north-west"' in page
