"""The poster: unit, overall rating, score, every standard with its rating, three figures, where to read more."""

from dataclasses import replace

import pytest

from inspectorate.report.document import Box, Bullets, Heading, Paragraph, Rated, Table, plain, walked
from inspectorate.report.house import product_house
from inspectorate.report.poster import poster
from tests.unit.report.inspected import BASE

POSTER = poster(BASE, product_house(), address="https://example.org/northmoor", mark="Draft 3")


def only(kind):
    return next(block for block in walked(POSTER.blocks) if isinstance(block, kind))


def test_it_says_of_what_it_is_and_when():
    assert (POSTER.title, POSTER.subtitle) == ("Northmoor PDU", "Far North region")
    assert plain(only(Paragraph).runs) == "Fieldwork started January 2031"
    assert plain(only(Heading).runs) == "Read more"
    assert (POSTER.kind, POSTER.dated, POSTER.mark) == ("poster", "13 March 2031", "Draft 3")


def test_the_overall_rating_with_its_score():
    assert only(Rated) == Rated("Overall rating", BASE.rated.overall, f"{BASE.rated.points}/27", "overall-rating")


def test_every_rated_standard_with_its_rating_in_words():
    rows = [(plain(row[0].runs), plain(row[1].runs), row[1].rating) for row in only(Table).rows]
    rated = [each for each in BASE.rated.standards if each.standard.rated]
    assert rows == [(each.standard.heading, each.rating, each.rating) for each in rated]


def test_three_figures_each_tied_to_its_statistic():
    items = only(Box).blocks[0].items
    keys = [next(run.statistic for run in item.runs if run.statistic) for item in items]
    asked = [each for rated in BASE.rated.standards if rated.standard.rated for each in rated.key_questions]
    ranked = sorted(asked, key=lambda each: (each.proportion.percent, each.proportion.share))
    assert keys == ["sample:cases", f"case:{ranked[-1].question.id}", f"case:{ranked[0].question.id}"]
    share = ranked[0].proportion
    assert plain(items[2].runs) == (
        f"Weakest: ‘{ranked[0].question.text}’ Yes in {share.sufficient} of {share.relevant} cases "
        f"({share.percent} per cent)"
    )
    assert isinstance(only(Bullets), Bullets)


def test_where_to_read_more_with_and_without_an_address():
    last = POSTER.blocks[-1]
    assert [run.link for run in last.runs] == ["", "https://example.org/northmoor", ""]
    plainly = poster(replace(BASE, published=None), product_house()).blocks[-1]
    assert plain(plainly.runs) == "The full report, its recommendations and a data workbook are on our website."


@pytest.mark.parametrize(
    "name", ["Northmoor", "Leicester, Leicestershire and Rutland", "Hammersmith, Fulham, Kensington"]
)
def test_it_fits_one_page(name):
    import pypdfium2

    from inspectorate.report.writers.pdf import pdf

    made = poster(
        replace(BASE, unit=replace(BASE.unit, name=name)),
        product_house(),
        address="https://example.org/report",
        mark="M",
    )
    assert len(pypdfium2.PdfDocument(pdf(made))) == 1
