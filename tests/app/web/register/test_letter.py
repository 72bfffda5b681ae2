"""The letter on a regional review in the register: it has no overall rating, which is told apart from one not known."""

import html
import json
import re

import pytest

from inspectorate.register.comparison import measures
from inspectorate.register.facts import NOT_RATED
from inspectorate.register.figures import heat_table, history, ratings_by_year
from inspectorate.register.movement import movement
from inspectorate_app.cli.register_query_text import inspection_lines
from inspectorate_app.store.queries.register import held
from tests.app import given, regional

pytestmark = pytest.mark.django_db

ID = "region/east-midlands/2026-11"
#: Of this one nobody knows the rating, while its edition gives one.
UNKNOWN = "pdu/northmoor"


@pytest.fixture(autouse=True)
def often(settings):
    settings.REQUESTS_A_MINUTE = 1_000_000


@pytest.fixture
def letter():
    entry = {"inspection": ID, "unit": "region/east-midlands", "edition": regional.REVIEW, "overall": None}
    letters = [("letter", "html", b"<p>Made up</p>")]
    return given.publication(regional.review("published"), entry=entry, files=letters)


@pytest.fixture
def unknown():
    entry = {"inspection": f"{UNKNOWN}/2026-11", "unit": UNKNOWN, "unit_name": "Northmoor", "unit_kind": "PDU"}
    entry |= {"overall": None, "sources": [{"document": "Made-up report"}]}
    return given.publication(given.inspection(phase="published"), entry=entry)


def said(response) -> str:
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main[0]).split()))


@pytest.mark.parametrize(
    "address", [f"/register/publications/{regional.EAST_MIDLANDS}/", f"/register/inspections/{ID}"]
)
def test_a_page_of_a_letter_says_nothing_of_a_rating(anyone, letter, address):
    page = said(anyone.get(address))
    before, _, _ = page.partition("Over time")
    assert "Letter" in page
    for unsaid in ("Overall rating", "Not known", "Score", "how the rating was reached", "How this rating was reached"):
        assert unsaid not in before, unsaid


def test_of_an_inspection_whose_rating_is_not_known_the_page_says_so(anyone, unknown):
    assert "Overall rating Not known" in said(anyone.get(f"/register/units/{UNKNOWN}"))


def test_data_tell_not_rated_apart_from_not_known(anyone, letter, unknown):
    rows = json.loads(anyone.get("/register/data/inspections.json").content)["rows"]
    told = {row["unit"]: row["overall"] for row in rows if row["inspection"] == ID or row["unit"] == UNKNOWN}
    assert told == {"region/east-midlands": NOT_RATED, UNKNOWN: None}
    listed = json.loads(anyone.get("/api/v1/register/units/region/east-midlands").content)["inspections"]
    assert {each["id"]: each["overall"] for each in listed}[ID] == NOT_RATED
    whole = json.loads(anyone.get(f"/api/v1/register/inspections/{ID}").content)
    assert (whole["inspection"]["overall"], whole["publication"]["overall"]) == (NOT_RATED, NOT_RATED)
    others = json.loads(anyone.get(f"/api/v1/register/units/{UNKNOWN}").content)["inspections"]
    assert [each["overall"] for each in others] == [None]


def test_the_feed_says_nothing_of_a_rating_of_a_letter(anyone, letter):
    feed = anyone.get("/register/feed.atom").content.decode()
    (entry,) = [each for each in feed.split("<entry>") if ID in each]
    assert "rating" not in entry.lower()
    assert "Not rated" not in entry


def test_drawings_and_comparisons_leave_a_letter_out(letter):
    register = held().register
    one = register.by_id[ID]
    assert ratings_by_year(register, [one], "").years == ()
    assert heat_table(register, [one], "").note.endswith("month.")
    assert len(history(register, one.unit).inspections) == len(register.history(one.unit)) - 1
    assert measures(one, register.edition(one)) == []
    other = register.by_id[next(each.inspection for each in register.inspections if each.overall)]
    assert [each.kind for each in movement(register, other, one)] == ["standard"] * len(other.standards) + [
        "key question"
    ] * len(other.percentages)


def test_the_command_line_says_nothing_of_it_either(letter, unknown):
    register = held().register
    assert not [line for line in inspection_lines(register, register.by_id[ID]) if "Overall" in line]
    (other,) = register.history(UNKNOWN)
    assert [line for line in inspection_lines(register, other) if "Overall" in line and "not known" in line]
