"""Charts: the finding in words, the same figures as a table, drawn for a page and for a narrow screen."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from inspectorate.register.drawing.lettering import text_width
from inspectorate.report.chart import (
    history_chart,
    history_of,
    key_question_chart,
    rating_chart,
    respondents_chart,
    survey_chart,
)
from inspectorate.report.document import Chart, Document, plain
from inspectorate.report.house import product_house
from inspectorate.report.material import Material
from inspectorate.report.rating_page import rating_page
from inspectorate.report.writers.html import html
from inspectorate.survey.result import Beside
from tests.unit.report.inspected import BASE, EDITION

MADE = Material(BASE, product_house(), {})
ASSESSMENT = BASE.rated.standard("2.2")
CHARTS = {
    "key questions": key_question_chart(ASSESSMENT, EDITION),
    "one key question": key_question_chart(BASE.rated.standard("2.1"), EDITION),
    "ratings": next(each for each in rating_page(MADE, 2, drawn=True) if isinstance(each, Chart)),
    "history": history_chart(history_of(BASE)),
    "respondents": respondents_chart(BASE.surveys[1]),
    "survey": survey_chart(BASE.surveys[0]),
}
SVG = "{http://www.w3.org/2000/svg}"


def said(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314 - what this project has just drawn


@pytest.mark.parametrize("name", CHARTS)
class TestEveryChart:
    def test_it_has_its_size_title_and_finding(self, name):
        chart = CHARTS[name]
        root = ElementTree.fromstring(chart.svg)  # noqa: S314 - what this project has just drawn
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        assert chart.width == 640
        assert chart.height == pytest.approx(float(root.get("height", "")), abs=0.5)
        assert root.findtext(f"{SVG}title") == chart.title
        assert chart.alternative.endswith(root.findtext(f"{SVG}desc") or "nothing")

    def test_its_alternative_tells_the_finding_and_no_kind_of_drawing(self, name):
        assert not re.search(r"\b(chart|graph|bar|drawing|picture|image)s?\b", CHARTS[name].alternative, re.IGNORECASE)
        assert CHARTS[name].alternative.endswith(".")

    def test_the_table_has_a_cell_for_each_column_and_a_caption(self, name):
        table = CHARTS[name].table
        assert plain(table.caption)
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.head)}
        assert all(plain(cell.runs) for row in table.rows for cell in row)
        assert table.anchor != CHARTS[name].anchor

    def test_no_class_style_or_foreign_font_is_asked_for(self, name):
        for svg in (CHARTS[name].svg, CHARTS[name].narrow):
            assert not re.search(r"<style|class=|@import|@font-face|url\(|href=", svg)

    @pytest.mark.parametrize(("drawing", "width"), [("svg", 640), ("narrow", 320)])
    def test_text_is_12_high_at_least_and_lies_in_the_drawing(self, name, drawing, width):
        for each in said(getattr(CHARTS[name], drawing)):
            size = float(each.attrib["font-size"])
            assert size >= 12
            long = text_width(each.text or "", size, bold=each.get("font-weight") == "700")
            begin = float(each.attrib["x"]) - {"middle": long / 2, "end": long}.get(each.get("text-anchor", ""), 0)
            assert begin >= 0
            assert begin + long <= width + 0.1

    def test_typst_draws_it(self, name, tmp_path):
        import typst

        (tmp_path / "chart.svg").write_text(CHARTS[name].svg, encoding="utf-8")
        (tmp_path / "page.typ").write_text('#image("chart.svg", alt: "x")', encoding="utf-8")
        pages = typst.compile(str(tmp_path / "page.typ"), format="svg")
        assert len(pages) > 2000


class TestFindings:
    def test_the_lowest_key_question_is_told_with_its_band_and_the_highest(self):
        ranked = sorted(ASSESSMENT.key_questions, key=lambda each: each.proportion.percent)
        low, high = ranked[0], ranked[-1]
        alternative = CHARTS["key questions"].alternative
        assert alternative == (
            f"The lowest of 3 key questions, ‘{low.question.text}’ stands at {low.proportion.percent}%, "
            f"{low.proportion.sufficient} of {low.proportion.relevant}, in the band of ‘{low.band.rating}’. "
            f"The highest, ‘{high.question.text}’, stands at {high.proportion.percent}%, "
            f"{high.proportion.sufficient} of {high.proportion.relevant}. "
            f"The standard is rated ‘{ASSESSMENT.rating}’."
        )

    def test_the_only_key_question_is_called_so(self):
        assert CHARTS["one key question"].alternative.startswith("The only key question, ‘")

    def test_ratings_are_counted_by_name(self):
        """Section 1 of the edition has four standards, of which the first is rated ‘Requires improvement’."""
        assert "of 4 rated ‘Requires improvement’: 1.1 Leadership" in CHARTS["ratings"].alternative

    def test_history_tells_what_changed(self):
        assert CHARTS["history"].alternative.startswith(
            f"The overall rating went from ‘Inadequate’ to ‘{BASE.rated.overall}’. Of 9 standards that can be "
            "compared, "
        )

    def test_under_another_framework_only_the_overall_rating_is_compared(self):
        other = BASE.previous.model_copy(update={"edition": "hmip-crc-nps-2018", "overall": BASE.rated.overall})
        chart = history_chart(history_of(replace(BASE, previous=other)))
        assert chart.alternative.startswith(f"The overall rating stayed ‘{BASE.rated.overall}’. 2 inspections.")
        assert [plain(row[0].runs) for row in chart.table.rows] == ["Edition", "Overall rating", "Score"]

    def test_respondents_name_the_largest_difference(self):
        """Men are 70 per cent of respondents and 85 of the caseload; women 30 and 15: 15 points each, men first."""
        assert CHARTS["respondents"].alternative == (
            "The largest difference is in ‘Men’: 70 per cent of respondents and 85 per cent of the caseload."
        )

    def test_what_is_not_shown_is_said_to_be_so_and_compared_with_nothing(self):
        table = CHARTS["respondents"].table
        assert [plain(cell.runs) for cell in table.rows[2]] == ["Not said or not recorded", "not shown", "0%"]


class TestNoChart:
    def test_without_key_questions_ratings_previous_inspection_or_answers(self):
        surveyed = BASE.surveys[0]
        assert key_question_chart(BASE.rated.standard("1.2"), EDITION) is None
        assert rating_chart("Ratings", (), CHARTS["ratings"].table, "ratings") is None
        assert rating_chart("Ratings", (("1 One", "Satisfactory"),), CHARTS["ratings"].table, "ratings") is None
        assert history_of(replace(BASE, previous=None)) is None
        assert respondents_chart(replace(surveyed, beside=(Beside("Men", None, None, 85),))) is None
        assert survey_chart(replace(surveyed, results=replace(surveyed.results, questions={}))) is None


def test_charts_are_charts():
    assert all(isinstance(chart, Chart) for chart in CHARTS.values())


def test_a_page_has_the_drawing_for_a_narrow_screen_too():
    page = html(Document("report", "Title", "Publisher", "en-GB", "", (CHARTS["ratings"],)))
    assert page.count("<svg") == 2
    assert page.count('viewBox="0 0 320') == 1
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
