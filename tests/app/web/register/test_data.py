"""Open data: the tables, their versions and licence, what programs read of the data set, and the way for crawlers."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest

from inspectorate_app.store.queries.register import held
from inspectorate_app.store.queries.register_table import ALL
from inspectorate_app.web.register import data

pytestmark = pytest.mark.django_db
OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


@pytest.mark.parametrize("table", [table.name for table in ALL])
def test_a_table_is_the_same_in_every_form(anyone, table):
    register = held().register
    rows = list(next(each for each in ALL if each.name == table).rows(register))
    text = anyone.get(f"/register/data/{table}.csv").content.decode("utf-8-sig")
    found, columns = list(csv.DictReader(io.StringIO(text))), csv.DictReader(io.StringIO(text)).fieldnames
    told = json.loads(anyone.get(f"/register/data/{table}.json").content)
    assert len(found) == len(told["rows"]) == len(rows)
    assert (told["version"], told["licence"]["url"]) == (held().version, OGL)
    polars = pytest.importorskip("polars")
    frame = polars.read_parquet(io.BytesIO(anyone.get(f"/register/data/{table}.parquet").content))
    assert frame.height == len(rows)
    assert frame.columns == columns


def test_a_known_row_is_there(anyone):
    """Cumbria, 13 July 2023: 6 of 27."""
    rows = csv.DictReader(io.StringIO(anyone.get("/register/data/inspections.csv").content.decode("utf-8-sig")))
    cumbria = next(row for row in rows if row["inspection"] == "pdu/cumbria/2023-07")
    assert (cumbria["points"], cumbria["maximum"], cumbria["published"]) == ("6", "27", "2023-07-13")


def test_files_say_their_version_and_licence_and_others_may_read_them(anyone):
    answer = anyone.get("/register/data/standards.csv")
    assert answer["Link"] == f'<{OGL}>; rel="license"'
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Content-Location"] == f"/register/data/{held().version}/standards.csv"
    assert f"register-{held().version}-standards.csv" in answer["Content-Disposition"]
    assert anyone.get(answer["Content-Location"]).content == answer.content


def test_without_polars_the_page_says_that_parquet_is_absent(anyone, monkeypatch):
    assert "Parquet is not offered here" not in anyone.get("/register/data").content.decode()
    from inspectorate_app.web.register.keep import KEEP

    KEEP.forget()
    monkeypatch.setattr(data, "find_spec", lambda name: None)
    page = anyone.get("/register/data").content.decode()
    assert "Parquet is not offered here" in page
    assert ".parquet" not in page
    assert anyone.get("/register/data/standards.parquet").status_code == 404


@pytest.mark.parametrize("file", ["nothing.csv", "inspections.xls", "inspections.exe"])
def test_there_is_no_other_file(anyone, file):
    assert anyone.get(f"/register/data/{file}").status_code == 404


def test_the_page_has_the_dictionary_and_the_data_set_for_programs(anyone):
    page = anyone.get("/register/data").content.decode()
    for table in ALL:
        for column in table.columns:
            assert column.name in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    inline = json.loads(found[1])
    apart = json.loads(anyone.get("/register/data/dataset.jsonld").content)
    assert inline == apart
    assert (inline["@type"], inline["license"], inline["version"]) == ("Dataset", OGL, held().version)
    addresses = {each["contentUrl"] for each in inline["distribution"]}
    assert len(addresses) == len(ALL) * 3
    for address in addresses:
        assert anyone.get("/" + address.split("/", 3)[3]).status_code == 200


def test_crawlers_are_shown_the_register_and_nothing_else(anyone, settings):
    lines = anyone.get("/robots.txt").content.decode().splitlines()
    assert {"Allow: /register", "Disallow: /", "Disallow: /register/compare?"} <= set(lines)
    assert f"Sitemap: {settings.ADDRESS}/register/sitemap.xml" in lines
    root = ElementTree.fromstring(anyone.get("/register/sitemap.xml").content)  # noqa: S314 - our own
    found = [each.text for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"{settings.ADDRESS}/register/units/pdu/cumbria" in found
    assert f"{settings.ADDRESS}/register/cy/units/pdu/cumbria" in found
    assert len(found) == len(set(found))
