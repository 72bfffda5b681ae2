"""What is published through the application stands in the register from then on, on every page; before, on none."""

import csv
import datetime
import html
import io
import json
import re

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspectorate_app.store import guard
from inspectorate_app.store.models import Publication
from inspectorate_app.store.queries import public_progress, public_publication, register
from inspectorate_app.store.queries.public_progress import PublicAction, PublicProgress
from inspectorate_app.store.queries.register import held
from inspectorate_app.store.queries.register_table import ALL
from tests.app import given

pytestmark = pytest.mark.django_db
#: A unit that is nowhere, so that nothing but the publication can bring its name onto a page.
NORTHMOOR = {
    "inspection": "pdu/northmoor/2026-11",
    "unit": "pdu/northmoor",
    "unit_name": "Northmoor",
    "unit_kind": "PDU",
    "region": "North West",
    "overall": "Outstanding",
    "score": {"points": 24, "maximum": 27},
    "standards": {"1.1": "Outstanding", "2.1": "Good"},
    "percentages": {"2.2.3": 91},
    "recommendations": {"PDU": 1, "HMPPS": 1, "total": 2},
}
ASKED = ((1, "PDU", "Northmoor asks more of its managers"), (2, "HMPPS", "provide offices to Northmoor"))
PAGE = f"/register/publications/{given.LLR}/"
FILE = f"/register/publications/{given.LLR}/1/{given.LLR}-report.html"
#: Pages, files and answers on which an inspection of a PDU in the North West stands once it is published.
ON = [
    "/register/",
    "/register/cy/",
    "/register/?place=northmoor",
    "/register/?region=North+West&kind=PDU&rating=Outstanding&addressee=HMPPS&since=2026",
    "/register/units/pdu/northmoor",
    "/register/inspections/pdu/northmoor/2026-11",
    "/register/compare?unit=pdu/northmoor&unit=pdu/cumbria",
    "/register/regions/north-west",
    "/register/nation/pdu",
    "/register/ratings",
    "/register/sitemap.xml",
    "/register/feed.atom",
    PAGE,
    f"/register/cy/publications/{given.LLR}/",
    "/register/data/inspections.csv",
    "/register/data/inspections.json",
    "/register/data/standards.csv",
    "/register/data/percentages.csv",
    "/register/data/recommendations.csv",
    "/register/data/sources.csv",
    "/register/data/publications.csv",
    "/register/data/documents.csv",
    "/register/data/recommendation-texts.csv",
    "/api/v1/register/inspections?since=2026",
    "/api/v1/register/inspections?addressee=HMPPS&rating=outstanding",
    "/api/v1/register/inspections/pdu/northmoor/2026-11",
    "/api/v1/register/units/pdu/northmoor",
    "/api/v1/register/publications",
    f"/api/v1/register/publications/{given.LLR}",
]
#: Those that are there whether or not anything is published; they tell of it in numbers and drawings alone.
COUNTED = [
    "/register/nation",
    "/register/regions",
    "/register/data",
    "/register/data/dataset.jsonld",
    "/api/v1/register",
]


@pytest.fixture(autouse=True)
def often(settings):
    settings.REQUESTS_A_MINUTE = 1_000_000


@pytest.fixture
def inspection():
    return given.inspection(phase="approval")


def published(of, number=1, **facts):
    return given.publication(of, number, entry=NORTHMOOR, recommendations=ASKED, **facts)


def said(response) -> str:
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main[0]).split()))


def tells_of_northmoor(anyone, address: str) -> bool:
    return b"orthmoor" in anyone.get(address).content


# --- nothing before 00.01, everything after ---


def in_every_other_state() -> list[str]:
    """Publications of which nothing may be told, by the slugs of their inspections."""
    states = ("begun", "making", "failed", "prepared", "approved", "withdrawn")
    for state in states:
        published(given.inspection(f"{state}-2022", phase="approval"), state=state)
    return [f"{state}-2022" for state in states]


def test_what_is_not_published_stands_at_no_public_address(anyone):
    """Also where its day has come: only the job that publishes makes it public. For other units see ``test_pages``."""
    empty = held().version
    slugs = in_every_other_state()
    assert held().version == empty
    of_each = [(address, slug) for address in (*ON, FILE) if given.LLR in address for slug in slugs]
    own = [address.replace(given.LLR, slug) for address, slug in of_each]
    told = [*(each for each in ON if given.LLR not in each), *own, *COUNTED]
    for address in (*told, *(f"/register/data/{each.name}.json" for each in ALL)):
        answer = anyone.get(address)
        assert b"Northmoor" not in answer.content, address
        assert "northmoor" in address or b"northmoor" not in answer.content, address
        assert not any(each.encode() in answer.content for each in slugs if each not in address), address
    for address in ("/register/units/pdu/northmoor", *own):
        assert anyone.get(address).status_code == 404, address
    assert all(anyone.get(each.replace(given.LLR, "no-such-2022")).status_code == 404 for each, _slug in of_each)


def test_what_is_published_stands_at_every_address_where_it_belongs(anyone, inspection):
    before = {address: anyone.get(address).content for address in COUNTED}
    made = published(inspection, state="approved")
    assert not any(tells_of_northmoor(anyone, address) for address in ON if "northmoor" not in address)
    with guard.allowed():
        Publication.objects.filter(pk=made.pk).update(state="published", published_at=timezone.now())
    for address in ON:
        answer = anyone.get(address)
        assert answer.status_code == 200, address
        assert b"orthmoor" in answer.content, address
    for address in COUNTED:
        assert anyone.get(address).content != before[address], address
    for figure in ("heat/kind/pdu-960", "heat/region/north-west-960", "ratings/pdu/northmoor/2026-11-640"):
        drawing = anyone.get(f"/register/drawings/{held().version}/{figure}.svg")
        assert (drawing.status_code, b"Northmoor" in drawing.content) == (200, True), figure


def test_years_regions_and_the_nation_count_it(anyone, inspection):
    """One PDU more of the North West, outstanding, in 2026."""
    inspections, units = len(held().register.inspections), len(held().register.units)
    published(inspection)
    assert f"{inspections + 1} inspections" in said(anyone.get("/register/nation"))
    assert f"{units + 1} units at their last inspection" in said(anyone.get("/register/"))
    told = json.loads(anyone.get("/api/v1/register").content)
    assert (told["inspections"], told["units"]) == (inspections + 1, units + 1)
    north_west = said(anyone.get("/register/regions/north-west"))
    assert "Northmoor Probation delivery unit 20 November 2026 Outstanding 24/27" in north_west
    assert "Northmoor – November 2026" in north_west or "Northmoor North West November 2026" in north_west
    beside = said(anyone.get("/register/compare?unit=pdu/northmoor&unit=pdu/cumbria"))
    assert "Score 24/27 6/27" in beside


def test_a_publication_is_seen_with_the_next_request_though_nobody_told_this_process(anyone, inspection):
    """It is written by another process: what this one keeps, it must find out of date by itself."""
    kept, feed = anyone.get("/register/?place=northmoor"), anyone.get("/register/feed.atom")
    assert "Northmoor" not in said(kept)
    mark = anyone.get("/register/ratings")["ETag"]
    published(inspection)
    assert "1 inspection" in said(anyone.get("/register/?place=northmoor"))
    assert anyone.get("/register/feed.atom").content != feed.content
    assert anyone.get("/register/ratings", headers={"If-None-Match": mark}).status_code == 200


def test_a_page_costs_one_query_whether_it_is_made_or_kept_once_the_register_is_put_together(anyone, inspection):
    published(inspection)
    held()
    for _turn in ("made", "kept"):
        with CaptureQueriesContext(connection) as asked:
            anyone.get("/register/units/pdu/northmoor")
        assert [each["sql"].startswith("SELECT COUNT(*), MAX(published_at)") for each in asked] == [True]


def test_what_was_public_stays_public_where_the_database_does_not_answer(anyone, inspection, monkeypatch):
    published(inspection)
    anyone.get("/register/units/pdu/northmoor")

    def gone() -> str:
        raise OperationalError("gone")

    monkeypatch.setattr(public_publication, "version", gone)
    assert "Overall rating Outstanding" in said(anyone.get("/register/units/pdu/northmoor"))
    register._KNOWN.clear()
    with pytest.raises(OperationalError):
        held()


# --- one inspection, one entry ---


def test_an_inspection_that_the_product_came_with_gives_way_to_the_one_published_here(anyone, inspection):
    """Cumbria, July 2023, has a correction in the register that comes with the product; ours has none."""
    count = len(held().register.inspections)
    own = {"inspection": "pdu/cumbria/2023-07", "unit": "pdu/cumbria", "published": "2023-07-13", "overall": "Good"}
    given.publication(inspection, entry=own)
    found = [one for one in held().register.inspections if one.inspection == "pdu/cumbria/2023-07"]
    assert [one.overall for one in found] == ["Good"]
    assert len(held().register.inspections) == count
    page = said(anyone.get("/register/units/pdu/cumbria"))
    assert "Made-up report" in page
    assert "Documents disagree" not in page
    rows = csv.DictReader(io.StringIO(anyone.get("/register/data/corrections.csv").content.decode("utf-8-sig")))
    assert not [row for row in rows if row["inspection"] == "pdu/cumbria/2023-07"]


@pytest.mark.parametrize(
    "broken",
    [{"overall": "Splendid"}, {"standards": {"9.9": "Good"}}, {"unit": "pdu/nowhere"}, {"edition": "none-such"}],
)
def test_an_entry_that_cannot_stand_in_the_register_takes_no_other_from_it(anyone, inspection, broken, caplog):
    count = len(held().register.inspections)
    given.publication(inspection, entry={"unit_name": "", **broken})
    other = given.inspection("another-2022")
    given.publication(other, entry=NORTHMOOR)
    assert len(held().register.inspections) == count + 1
    assert anyone.get("/register/units/pdu/northmoor").status_code == 200
    assert "a publication does not fit the register" in caplog.text


def test_an_inspection_keeps_its_id_when_it_is_corrected_in_another_month(anyone, inspection):
    published(inspection)
    given.publication(inspection, 2, entry={**NORTHMOOR, "inspection": "pdu/northmoor/2027-01"}, notice="Mended.")
    assert [one.inspection for one in held().register.history("pdu/northmoor")] == ["pdu/northmoor/2026-11"]


def test_two_inspections_of_a_unit_in_one_month_both_stand(anyone, inspection):
    published(inspection)
    given.publication(given.inspection("another-2022"), entry={**NORTHMOOR, "overall": "Good"})
    found = held().register.history("pdu/northmoor")
    assert [(one.inspection, one.overall) for one in found] == [
        ("pdu/northmoor/2026-11", "Outstanding"),
        ("pdu/northmoor/2026-11-2", "Good"),
    ]
    assert anyone.get("/register/inspections/pdu/northmoor/2026-11-2").status_code == 200


# --- the page of a publication ---


def test_documents_are_offered_in_every_format_with_the_page_to_read_first(anyone, inspection):
    files = [
        ("report", "html", b"<p>Read</p>"),
        ("report", "pdf", b"x" * 1_400_000),
        ("report", "docx", b"x" * 12_000),
        ("press-release", "html", b"<p>Press</p>"),
        ("workbook", "xlsx", b"x" * 2_000),
    ]
    published(inspection, files=files)
    for address in (PAGE, "/register/units/pdu/northmoor"):
        page = anyone.get(address)
        words = said(page)
        assert "Report web page, 11 bytes PDF , Report , 1.4 MB Word document , Report , 12 KB" in words
        assert words.index("Report web page") < words.index("Press release") < words.index("Data workbook")
        links = re.findall(r'href="([^"]*/1/[^"]*)"', page.content.decode())
        assert len(links) == len(files)
        for link in links:
            assert anyone.get(link).status_code == 200


def test_a_correction_has_its_notice_and_the_version_before_stays(anyone, inspection):
    day = datetime.datetime(2026, 11, 20, 0, 1, tzinfo=datetime.UTC)
    published(inspection, published_at=day)
    corrected = {**NORTHMOOR, "overall": "Good"}
    given.publication(
        inspection, 2, entry=corrected, notice="The rating was misprinted.", published_at=day + datetime.timedelta(12)
    )
    given.publication(inspection, 3, state="approved", entry=corrected, notice="Not public yet.")
    for address in (PAGE, "/register/units/pdu/northmoor"):
        assert "Corrected on 2 December 2026: The rating was misprinted." in said(anyone.get(address))
        assert "Overall rating Good" in said(anyone.get(address))
    page = anyone.get(PAGE)
    assert "Version 1, published on 20 November 2026" in said(page)
    assert "Published 20 November 2026" in said(page)
    assert f'href="{FILE}"' in page.content.decode()
    assert f'href="{FILE.replace("/1/", "/2/")}"' in page.content.decode()
    assert f"/{given.LLR}/3/" not in page.content.decode()
    assert "Not public yet" not in page.content.decode()
    told = json.loads(anyone.get(f"/api/v1/register/publications/{given.LLR}").content)
    assert [(each["number"], each["notice"]) for each in told["versions"]] == [
        (2, "The rating was misprinted."),
        (1, None),
    ]
    assert told["publication"]["corrected"] == "2026-12-02T00:01:00Z"


def test_the_number_of_a_recommendation_that_was_withdrawn_stays_empty(anyone, inspection):
    published(inspection)
    given.publication(inspection, 2, entry=NORTHMOOR, recommendations=[ASKED[0], (3, "HMPPS", "lend offices")])
    for address in (PAGE, "/register/units/pdu/northmoor"):
        assert "Recommendation 2 was withdrawn. Its number is not given to another." in said(anyone.get(address))
    told = json.loads(anyone.get(f"/api/v1/register/publications/{given.LLR}").content)
    assert ([each["number"] for each in told["recommendations"]], told["withdrawn"]) == ([1, 3], [2])


def test_recommendations_stand_under_whom_they_are_made_to_with_what_came_of_them(anyone, inspection, monkeypatch):
    published(inspection)
    for address in (PAGE, "/register/units/pdu/northmoor"):
        words = said(anyone.get(address))
        assert "PDU should: Northmoor asks more of its managers HMPPS should: provide offices to Northmoor" in words
        assert "Of their progress nothing has been published yet." in words
    day = datetime.date(2027, 6, 1)
    action = PublicAction("Meet weekly", day, "Done", day)
    progress = {1: PublicProgress("Agreed", "", (action,), "Some progress", "Most managers meet.", day)}
    monkeypatch.setattr(public_progress, "of_inspection", lambda slug: progress)
    monkeypatch.setattr(public_publication, "version", lambda: "another")
    words = said(anyone.get("/register/units/pdu/northmoor"))
    assert "Some progress as the inspectorate found by 1 June 2027 Most managers meet. Answer: Agreed." in words
    assert "Meet weekly by 1 June 2027: Done (reported on 1 June 2027)" in words
    welsh = said(anyone.get("/register/cy/units/pdu/northmoor"))
    assert "Cytunwyd." in welsh
    assert "Agreed" not in welsh
    told = json.loads(anyone.get(f"/api/v1/register/publications/{given.LLR}").content)["recommendations"]
    assert [each["progress"] for each in told] == ["Some progress", None]
    assert told[0]["actions"] == [
        {
            "what": "Meet weekly",
            "due": "2027-06-01",
            "state": "Done",
            "reported": "2027-06-01",
        }
    ]
    text = anyone.get("/register/data/recommendation-texts.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["number"], row["progress"], row["as_of"]) for row in rows] == [
        ("1", "Some progress", "2027-06-01"),
        ("2", "", ""),
    ]


def test_a_synthetic_inspection_is_told_as_one_wherever_it_stands(anyone, inspection):
    inspection.demonstration = True
    with guard.allowed():
        inspection.save()
    published(inspection)
    for address in (PAGE, "/register/units/pdu/northmoor"):
        assert "Demonstration: this inspection is synthetic." in said(anyone.get(address))
    assert "Demonstration: synthetic" in said(anyone.get("/register/"))
    assert "Demonstration" in anyone.get("/register/feed.atom").content.decode()


def test_what_was_published_and_corrected_is_escaped(anyone, inspection):
    evil = "<script>alert(1)</script>"
    given.publication(
        inspection, entry={**NORTHMOOR, "unit_name": f"North{evil}"}, recommendations=[(1, evil, evil)], notice=evil
    )
    for address in (PAGE, "/register/", "/register/feed.atom", "/register/units/pdu/northmoor"):
        assert b"<script>alert" not in anyone.get(address).content


# --- the first page, the feed, the sitemap ---


def test_the_first_page_lists_what_was_published_of_late_and_nothing_where_there_is_none(anyone, inspection):
    assert "Published in the last" not in said(anyone.get("/register/"))
    published(inspection, published_at=timezone.now() - datetime.timedelta(days=29))
    assert "Published in the last 30 days Northmoor , Probation delivery unit. Outstanding" in said(
        anyone.get("/register/")
    )
    assert "Published in the last" not in said(anyone.get("/register/?place=cumbria"))


def test_what_is_recent_today_is_not_on_a_page_that_was_kept_yesterday(anyone, inspection, monkeypatch):
    published(inspection, published_at=timezone.now() - datetime.timedelta(days=29))
    assert "Published in the last" in said(anyone.get("/register/"))
    tomorrow = timezone.localdate() + datetime.timedelta(days=2)
    monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)
    assert "Published in the last" not in said(anyone.get("/register/"))


def test_the_sitemap_names_the_page_of_a_publication_with_its_last_day(anyone, inspection, settings):
    published(inspection, published_at=datetime.datetime(2026, 7, 1, 23, 30, tzinfo=datetime.UTC))
    text = anyone.get("/register/sitemap.xml").content.decode()
    assert f"<loc>{settings.ADDRESS}{PAGE}</loc><lastmod>2026-07-02</lastmod>" in text, "the day in London"


def test_a_search_by_addressee_keeps_those_with_a_recommendation_to_them(anyone):
    register_ = held().register
    to_hmpps = [one for one in register_.inspections if one.recommendations.get("HMPPS")]
    assert 0 < len(to_hmpps) < len(register_.inspections)
    word = "inspection" if len(to_hmpps) == 1 else "inspections"
    assert f"{len(to_hmpps)} {word}" in said(anyone.get("/register/?addressee=hmpps"))
    wrong = anyone.get("/register/?addressee=Mars")
    assert "Error" in wrong.content.decode()


def test_an_isbn_is_told_by_page_api_and_table(anyone, inspection):
    with guard.allowed():
        published(inspection)
        inspection.publications.update(isbn="978-1-916621-29-9")
    assert "ISBN 978-1-916621-29-9" in said(anyone.get(PAGE))
    told = json.loads(anyone.get(f"/api/v1/register/publications/{given.LLR}").content)
    assert [each["isbn"] for each in told["versions"]] == ["978-1-916621-29-9"]
    (row,) = json.loads(anyone.get("/register/data/publications.json").content)["rows"]
    assert row["isbn"] == "978-1-916621-29-9"


def test_where_a_report_has_no_isbn_nothing_is_said_of_it(anyone, inspection):
    published(inspection)
    assert "ISBN" not in said(anyone.get(PAGE))
    told = json.loads(anyone.get(f"/api/v1/register/publications/{given.LLR}").content)
    assert [each["isbn"] for each in told["versions"]] == [None]


def test_a_moment_is_told_in_the_same_words_by_tables_and_by_the_api(anyone, inspection):
    published(inspection)
    rows = csv.DictReader(io.StringIO(anyone.get("/register/data/publications.csv").content.decode("utf-8-sig")))
    told = json.loads(anyone.get(f"/api/v1/register/publications/{given.LLR}").content)
    moments = {next(rows)["published"], told["publication"]["published"], told["versions"][0]["published"]}
    assert len(moments) == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moments.pop())
