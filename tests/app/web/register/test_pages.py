"""What the pages of the register say: units, inspections, search, comparison, regions, and what stands nowhere."""

import html
import re
from urllib.parse import urlsplit

import pytest

from inspectorate_app.store.queries.register import held
from inspectorate_app.web.register.data import _pages
from tests.app.web.register.test_published import in_every_other_state

pytestmark = pytest.mark.django_db
LLR = "/register/inspections/pdu/leicester-leicestershire-and-rutland/2023-02"


def text(response) -> str:
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main[0]).split()))


def attributes(response, name: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(rf'{name}="([^"]*)"', response.content.decode())]


# --- a unit ---


def test_a_unit_is_shown_with_the_ratings_of_its_last_inspection(anyone):
    """Letter to the region, 27 July 2023: Cumbria 6/27, leadership requires improvement, staff good."""
    page = anyone.get("/register/units/pdu/cumbria")
    said = text(page)
    assert "Probation delivery unit in North West" in said
    assert "Overall rating Requires improvement" in said
    assert "Score 6/27" in said
    assert "1.1 Leadership Requires improvement 1" in said
    assert "1.2 Staff Good 2" in said
    assert "13 recommendations were made" in said
    assert "6 over 9 is 0.67 points a standard" in said


def test_where_documents_disagree_it_is_said_with_both_values_and_why(anyone):
    said = text(anyone.get("/register/units/pdu/cumbria"))
    assert "Documents disagree: first day of fieldwork" in said
    assert "Used here: May 2023" in said
    assert "Another document states: April 2023" in said
    assert "press release of 13 July 2023 says that fieldwork took place in April 2023" in said


def test_what_was_supplied_is_said(anyone):
    said = text(anyone.get("/register/units/pdu/knowsley-and-st-helens"))
    assert "Supplied: rating of 2.1 Court work" in said
    assert "Used here: Not rated As published: nothing" in said


def test_a_rating_read_at_second_hand_is_marked(anyone):
    register = held().register
    derived = next(one for one in register.inspections if str(one.certainty) == "derived")
    assert "The rating was read at second hand" in text(anyone.get(f"/register/inspections/{derived.inspection}"))
    assert "second hand" not in text(anyone.get(LLR))


def test_documents_are_named_with_the_address_of_those_that_have_one(anyone):
    page = anyone.get("/register/units/pdu/cumbria")
    one = held().register.by_id["pdu/cumbria/2023-07"]
    urls = [source.url for source in one.sources if source.url]
    assert urls
    assert set(urls) <= set(attributes(page, "href"))
    for source in one.sources:
        assert source.document in text(page)


def test_an_inspection_tells_how_its_ratings_were_reached_from_the_percentages(anyone):
    """Report 002: 2.2.3 is sufficient in 31 per cent of cases."""
    said = text(anyone.get(LLR))
    assert "2.2.3 Does assessment focus sufficiently on keeping other people safe? 31%" in said
    assert "the lowest of its 3 key questions, 2.2.3, stands at 31 per cent" in said
    assert "Cases inspected 102" in said


def test_an_earlier_inspection_leads_to_the_last_and_the_last_to_those_with_ratings(anyone):
    earlier = anyone.get(LLR)
    unit = "/register/units/pdu/leicester-leicestershire-and-rutland"
    assert "See the last inspection of this unit" in text(earlier)
    assert unit in attributes(earlier, "href")
    last = anyone.get(unit)
    assert "No document held here states the ratings by standard" in text(last)
    assert LLR in attributes(last, "href")


def test_drawings_stand_beside_their_tables(anyone):
    page = anyone.get(LLR)
    images = [each for each in attributes(page, "src") + attributes(page, "srcset") if each.endswith(".svg")]
    drawn = {each for each in images if each.startswith("/register/drawings/")}
    assert {each.split("/")[4] for each in drawn} == {"ratings", "spread", "history"}
    assert page.content.decode().count("The same as a table") == 3
    for address in drawn:
        answer = anyone.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")


def test_a_drawing_allows_its_own_style_sheet_and_nothing_else(anyone):
    import base64
    import hashlib

    address = f"/register/drawings/{held().version}/years/all-640.svg"
    answer = anyone.get(address)
    sheet = re.search(r"<style>(.*?)</style>", answer.content.decode(), re.DOTALL)
    assert sheet
    mark = base64.b64encode(hashlib.sha256(sheet[1].encode()).digest()).decode()
    assert answer["Content-Security-Policy"] == f"default-src 'none'; style-src 'sha256-{mark}'; frame-ancestors 'none'"


@pytest.mark.parametrize(
    "address",
    ["x/pdu/cumbria-640.svg", "history/pdu/nowhere-640.svg", "history/pdu/cumbria-641.svg", "heat/kind/ship-640.svg"],
)
def test_there_is_no_other_drawing(anyone, address):
    assert anyone.get(f"/register/drawings/{held().version}/{address}").status_code == 404


# --- every page ---


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_of_the_sitemap_is_there_and_tells_of_nothing_that_is_not_published(anyone, language, settings):
    settings.REQUESTS_A_MINUTE = 1_000_000
    slugs = in_every_other_state()
    pages = [each for each in _pages(held()) if each.startswith("/register/cy/") == (language == "cy")]
    register = held().register
    assert len(pages) >= len(register.units) + 20
    for address in pages:
        page = anyone.get(address)
        assert page.status_code == 200, address
        assert page["Content-Language"] == language
        assert f'<html lang="{language}"' in page.content.decode()[:200]
        assert f'<link rel="canonical" href="{settings.ADDRESS}{address}">' in page.content.decode(), address
        assert b"orthmoor" not in page.content, address
        assert not any(each.encode() in page.content for each in slugs), address


def test_the_language_is_in_the_address_and_each_page_leads_to_the_other(anyone):
    english = anyone.get("/register/?place=leic", headers={"Accept-Language": "cy"})
    assert english["Content-Language"] == "en"
    assert "/register/cy/?place=leic" in attributes(english, "href")
    welsh = anyone.get("/register/cy/?place=leic")
    assert welsh["Content-Language"] == "cy"
    assert "/register/?place=leic" in attributes(welsh, "href")
    assert "Chwilio" in welsh.content.decode()


def test_nothing_on_a_page_comes_from_another_host(anyone):
    for address in ("/register/", LLR, "/register/data", "/register/ratings"):
        page = anyone.get(address)
        loaded = [*attributes(page, "src"), *attributes(page, "srcset")]
        loaded += re.findall(
            r'<link rel="(?:stylesheet|preload|modulepreload|icon)"[^>]*href="([^"]*)', str(page.content)
        )
        assert loaded
        assert [each for each in loaded if urlsplit(each).netloc] == []
        assert page["Content-Security-Policy"].startswith("default-src 'none'")
        assert page["Referrer-Policy"] == "same-origin"


def test_whoever_passes_a_page_on_shows_its_title(anyone):
    page = anyone.get("/register/units/pdu/cumbria").content.decode()
    assert "<title>Cumbria - Register of published inspections - Inspectorate</title>" in page
    assert '<meta property="og:title" content="Cumbria">' in page
    described = "Cumbria (Probation delivery unit): overall rating Requires improvement, 13 July 2023."
    assert f'<meta property="og:description" content="{described}">' in page
    dated = anyone.get(LLR).content.decode()
    assert "<title>Leicester, Leicestershire and Rutland - 9 February 2023 - Register" in dated


# --- search ---


def test_a_search_stands_in_the_address_and_says_how_many_there_are(anyone):
    page = anyone.get("/register/?place=leic&rating=good")
    assert "1 inspection " in text(page)
    assert 'value="leic"' in page.content.decode()
    assert '<option value="Good" selected>' in page.content.decode()
    assert "noindex" in page.content.decode()
    assert "noindex" not in anyone.get("/register/").content.decode()


def test_results_come_in_pages_that_keep_what_was_asked(anyone):
    register = held().register
    services = sum(1 for one in register.inspections if register.organisation(one).kind == "youth justice service")
    first = anyone.get("/register/?kind=youth+justice+service")
    assert f"{services} inspections , page 1 of {-(-services // 25)}" in text(first)
    assert "?kind=youth+justice+service&page=2" in attributes(first, "href")
    seen = set()
    for number in range(1, -(-services // 25) + 1):
        seen |= set(attributes(anyone.get(f"/register/?kind=youth+justice+service&page={number}"), "value"))
    assert len({each for each in seen if each.startswith("yjs/")}) == services
    assert "page 1 of" in text(anyone.get("/register/?kind=pdu&page=nine"))


def test_without_anything_asked_every_unit_is_there_once(anyone):
    units = len(held().register.units)
    assert f"{units} units at their last inspection" in text(anyone.get("/register/"))


def test_a_name_misspelt_finds_what_is_spelled_nearly_so_and_says_it(anyone):
    page = anyone.get("/register/?place=cumbira")
    assert "No unit is called ‘cumbira’. These are spelled nearly so." in text(page)
    assert "/register/inspections/pdu/cumbria/2023-07" in attributes(page, "href")


def test_everything_that_is_wrong_is_told_and_kept_as_typed(anyone):
    page = anyone.get("/register/?since=2023-13&until=soon&region=Mars")
    assert page.content.decode().count('class="govuk-error-message"') == 3
    assert page.content.decode().count("Error:") >= 3
    assert 'value="2023-13"' in page.content.decode()
    assert "0 inspections" not in text(page)


def test_what_people_type_is_escaped(anyone):
    page = anyone.get("/register/", {"place": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page.content.decode()
    long = anyone.get("/register/", {"place": "x" * 5_000})
    assert long.status_code == 200
    assert "must be 100 characters or less" in text(long)


# --- comparison ---


def test_units_stand_side_by_side(anyone):
    """Cumbria 6/27 and Liverpool North 4/24, in the letter of 27 July 2023."""
    page = anyone.get("/register/compare?unit=pdu/cumbria&unit=pdu/liverpool-north")
    said = text(page)
    assert "2 units chosen" in said
    assert "Score 6/27 4/24" in said
    assert "Court work Requires improvement 2.1 Not rated 2.1" in said


def test_standards_of_two_editions_stand_in_one_row_and_percentages_are_drawn(anyone):
    page = anyone.get(
        "/register/compare?unit=pdu/leicester-leicestershire-and-rutland/2023-02"
        "&unit=pdu/cambridgeshire-and-peterborough"
    )
    assert "Does assessment focus sufficiently on keeping other people safe? 31% 2.2.3 8% P 2.1.3" in text(page)
    drawings = [each for each in attributes(page, "src") if "/drawings/" in each]
    assert len(drawings) == 1
    assert anyone.get(drawings[0]).status_code == 200
    assert b"Cambridgeshire" in anyone.get(drawings[0]).content


def test_a_unit_is_added_by_any_name_of_it(anyone):
    added = anyone.get("/register/compare?unit=pdu/cumbria/2023-07&add=Liverpool+North")
    assert added["Location"] == ("/register/compare?unit=pdu%2Fcumbria%2F2023-07&unit=pdu%2Fliverpool-north%2F2023-06")
    for name, problem in (
        ("Nowhere", "there is no unit called"),
        ("Cumbria PDU", "compared already"),
        ("Dorset", "several units have this name"),
    ):
        page = anyone.get("/register/compare", {"unit": "pdu/cumbria/2023-07", "add": name})
        assert page.status_code == 200
        assert problem.casefold() in text(page).casefold()
        assert f'value="{name}"' in page.content.decode()


def test_no_more_than_six_are_compared_and_nonsense_is_passed_over(anyone):
    names = [f"unit={one.inspection}" for one in held().latest[:8]]
    page = anyone.get(f"/register/compare?{'&'.join(names)}&unit=pdu/nowhere")
    assert "6 units chosen" in text(page)
    assert "Six units stand side by side" in text(page)
    seventh = anyone.get(f"/register/compare?{'&'.join(names[:6])}&add={held().latest[7].inspection}")
    assert "Up to 6 units stand side by side" in seventh.content.decode()


# --- regions, nation, heat table ---


def test_a_region_has_its_units_its_years_and_its_heat_table(anyone):
    page = anyone.get("/register/regions/north-west")
    said = text(page)
    assert "Cheshire West Probation delivery unit 1 June 2023 Requires improvement 7/24" in said
    assert "Year Inadequate Requires improvement Inspections 2023 2 3 5" in said
    assert "Cheshire West North West June 2023" in said or "Cheshire West – June 2023" in said
    assert anyone.get("/register/regions/mars").status_code == 404


def test_each_kind_of_unit_has_its_years(anyone):
    said = text(anyone.get("/register/nation"))
    assert "222 inspections" in said if len(held().register.inspections) == 222 else "inspections" in said
    for slug in ("pdu", "youth-justice-service", "crc", "approved-premises"):
        assert anyone.get(f"/register/nation/{slug}").status_code == 200
    assert anyone.get("/register/nation/ship").status_code == 404


def test_the_heat_table_says_how_many_inspections_it_leaves_out(anyone):
    said = text(anyone.get("/register/ratings"))
    register = held().register
    told = sum(1 for one in register.inspections if one.standards and one.edition)
    left = len(register.inspections) - told
    assert f"of the other {left} no ratings by standard are known" in said


# --- what stands nowhere ---


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/register/units/pdu/cumbira", "Cumbria"),
        ("/register/units/pdu/liverpool", "Liverpool North"),
        ("/register/inspections/pdu/cumbria/1999", "Cumbria"),
        ("/register/leicester", "Leicester"),
    ],
)
def test_an_address_of_nothing_names_what_is_near(anyone, address, nearest):
    page = anyone.get(address)
    assert page.status_code == 404
    said = text(page)
    assert "Not in the register" in said
    assert "Did you mean" in said
    assert nearest in said
    assert "noindex" in page.content.decode()
    assert 'rel="alternate"' not in page.content.decode()


def test_the_address_without_its_slash_leads_on(anyone):
    assert anyone.get("/register")["Location"] == "/register/"


@pytest.mark.parametrize(
    ("page", "current"), [("0", "1"), ("9" * 5_000, "1"), ("999999", "8"), ("2", "2"), ("-1", "1"), ("x", "1")]
)
def test_a_page_of_results_that_is_none_leads_to_one_that_is(anyone, page, current):
    """197 units, 25 a page: eight pages."""
    answer = anyone.get(f"/register/?page={page}")
    assert answer.status_code == 200
    assert re.search(rf'aria-label="Page {current}" aria-current="page"', answer.content.decode())


@pytest.mark.parametrize(
    "address",
    [
        "/register/publications/x/1/%00",
        "/register/subscribe/leave/%00",
        "/register/subscribe/change/%00",
        "/embargoed/%00",
        "/register/units/pdu/%00",
    ],
)
def test_an_address_that_no_database_can_be_asked_for_is_not_there(anyone, address):
    assert anyone.get(address).status_code == 404
    assert anyone.post(address).status_code in {404, 405}
