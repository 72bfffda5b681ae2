"""What the data workbook of an inspection holds, held against the fact base that it is made from."""

import gettext
import io
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from inspectorate import language
from inspectorate.report.data_workbook import data_workbook
from inspectorate.report.fact_base import FactBase
from inspectorate.report.house import product_house
from inspectorate.report.workbook import Sheet, Workbook
from inspectorate.report.writers.ods import ods
from inspectorate.report.writers.xlsx import xlsx
from tests.unit.report.inspected import BASE, CASES

HOUSE = product_house()
MO = Path(__file__).parents[3] / "src/inspectorate_app/locale/cy/LC_MESSAGES/django.mo"


@cache
def made() -> Workbook:
    return data_workbook(BASE, HOUSE)


def sheet_of(name: str, workbook: Workbook | None = None) -> Sheet:
    return next(sheet for sheet in (workbook or made()).sheets if sheet.name == name)


def records(name: str, workbook: Workbook | None = None) -> list[dict[str, object]]:
    """The rows of a sheet by the names of its columns."""
    sheet = sheet_of(name, workbook)
    names = [column.name for column in sheet.columns]
    return [dict(zip(names, row, strict=True)) for row in sheet.rows]


def changed(**changes: object) -> Workbook:
    return data_workbook(replace(BASE, **changes), HOUSE)


class TestQuestions:
    def test_every_key_question_and_prompt_of_the_standards_inspected_is_in_it(self):
        standards = [each.standard for each in BASE.rated.standards if each.standard.kind == "case"]
        questions = [question for standard in standards for question in standard.key_questions]
        assert [row["question"] for row in records("Key questions")] == [question.id for question in questions]
        prompts = [prompt.id for question in questions for prompt in question.prompts]
        assert [row["question"] for row in records("Prompts")] == prompts

    @pytest.mark.parametrize("name", ["Key questions", "Prompts", "Further questions"])
    def test_counts_are_those_of_the_fact_base_and_add_up_to_all_cases(self, name):
        for row in records(name):
            count = BASE.findings.counts[str(row["question"])]
            assert (row["yes"], row["no"], row["missing"]) == (count.yes, count.no, count.missing)
            assert row["yes"] + row["no"] == row["relevant"]
            assert row["relevant"] + row["not_applicable"] + row["missing"] + count.other == CASES

    def test_percentages_are_whole_with_halves_up(self):
        """In a count of 129 of 200, 64.5 per cent, the published figure is 65 (aggregation.proportion)."""
        for row in records("Key questions"):
            assert row["percent_yes"] == Fraction((200 * row["yes"] + row["relevant"]) // (2 * row["relevant"]), 100)

    def test_one_key_question_decides_each_rated_standard(self):
        deciding = [row["standard"] for row in records("Key questions") if row["decides"] == "Yes"]
        assert deciding == [each.standard.id for each in BASE.rated.standards if each.driven_by and each.standard.rated]

    def test_without_a_relevant_case_there_is_no_percentage_but_z(self):
        name = BASE.rated.standards[-1].standard.key_questions[0].id
        count = replace(BASE.findings.counts[name], yes=0, no=0, not_applicable=96)
        findings = replace(BASE.findings, counts={**BASE.findings.counts, name: count})
        row = next(row for row in records("Key questions", changed(findings=findings)) if row["question"] == name)
        assert (row["yes"], row["relevant"], row["percent_yes"]) == (0, 0, "[z]")


class TestRatings:
    def test_ratings_points_and_the_score(self):
        rows = records("Ratings")
        points = sum(row["points"] for row in rows[:-1])
        assert {row["standard"]: row["rating"] for row in rows[:-1]} == {
            each.standard.id: each.rating for each in BASE.rated.standards if each.standard.rated
        }
        assert (rows[-1]["rating"], rows[-1]["points"]) == (BASE.rated.overall, points)
        assert points == BASE.rated.points

    def test_a_decision_of_the_panel_stands_beside_what_the_rules_give(self):
        decided = [row for row in records("Ratings") if row["panel"] == "Yes"]
        assert [row["reason"] for row in decided] == ["The case that decided was disputed."]
        assert decided[0]["rating"] != decided[0]["computed"]

    def test_every_step_of_the_working_is_told_in_order(self):
        rows = records("How ratings were reached")
        steps = [step for each in BASE.rated.standards for step in each.working] + list(BASE.rated.working)
        assert [row["step"] for row in rows] == list(range(1, len(steps) + 1))
        told = {row["working"] for row in rows}
        assert {step.text for step in steps if step.rule in ("bands", "lowest_key_question", "mean_points")} <= told
        assert "1.2 Staff was judged 'Requires improvement' on the evidence about the organisation." in told

    def test_neither_the_panel_nor_the_notes_of_inspectors_are_told(self):
        every = " ".join(str(cell) for sheet in made().sheets for row in sheet.rows for cell in row)
        assert "Pia Panel" not in every
        assert "The evidence was mixed" not in every
        assert "The ratings panel decided 'Inadequate' where the percentages give 'Requires improvement'." in every


class TestGroups:
    def test_what_is_hidden_is_c_and_nothing_else_tells_it(self):
        rows = records("By Gender")
        hidden = [row for row in rows if row["group"] == "Other or not recorded"]
        assert hidden
        assert {(row["yes"], row["relevant"], row["percent_yes"]) for row in hidden} == {("[c]", "[c]", "[c]")}

    def test_a_question_of_which_no_group_is_told_is_not_in_it(self):
        name = list(BASE.findings.counts)[1]
        assert name not in {row["question"] for row in records("By Gender")}

    def test_each_says_whether_a_difference_was_tested(self):
        told = {row["question"]: row["tested"] for row in records("By Gender")}
        assert list(told.values())[:2] == ["Tested: they differ", "Tested: no difference shown"]
        assert set(list(told.values())[2:]) == {"Not tested"}

    def test_groups_of_the_sample_that_are_left_out_are_c_where_they_could_hold_cases(self):
        told = {(row["characteristic"], row["group"]): row["cases"] for row in records("Sample")}
        assert told["Gender", "Other or not recorded"] == 0  # 80 and 20 are all 100
        assert told["Type of sentence", "Release on licence or post-sentence supervision"] == "[c]"  # 61 are not

    def test_cases_of_which_nothing_is_recorded_are_called_so(self):
        made = changed(composition={"gender": {"male": 80, "not_recorded": 20}})
        assert ("Not recorded", 20) in {(row["group"], row["cases"]) for row in records("Sample", made)}


class TestSurveys:
    def test_each_answer_has_its_base(self):
        for row in records("Staff survey"):
            if isinstance(row["percent"], Fraction):
                assert row["respondents"] <= row["base"] <= row["asked"] <= 40
                assert row["percent"] == Fraction((200 * row["respondents"] + row["base"]) // (2 * row["base"]), 100)

    def test_respondents_stand_beside_the_caseload(self):
        row = records("Respondents")[0]
        assert (row["group"], row["respondents"]) == ("Men", 28)
        assert (row["percent_respondents"], row["percent_caseload"]) == (Fraction(70, 100), Fraction(85, 100))

    def test_too_few_respondents_are_c(self):
        surveyed = BASE.surveys[0]
        results = surveyed.results
        name, question = next(iter(results.questions.items()))
        few = replace(results, questions={name: replace(question, base=3, shown=False)})
        rows = records("Staff survey", changed(surveys=(replace(surveyed, results=few),)))
        assert [(row["respondents"], row["base"], row["percent"], row["asked"]) for row in rows] == [("[c]",) * 4]


class TestTheRest:
    def test_sheets_without_rows_are_left_out(self):
        bare = FactBase(BASE.unit, BASE.rated, BASE.findings, BASE.fieldwork)
        names = [sheet.name for sheet in data_workbook(bare, HOUSE).sheets]
        assert names == [
            *("About the inspection", "Ratings", "How ratings were reached"),
            *("Key questions", "Prompts", "Further questions"),
        ]

    def test_context_is_a_number_where_it_is_exact(self):
        rows = [(row["value"], row["number"]) for row in records("Context")]
        assert rows == [("approximately 1,900", "[z]"), ("21401", 21401), ("13.8", Fraction(138, 10))]

    def test_previous_ratings_stand_beside_these_under_the_same_framework_alone(self):
        rows = {row["rated"]: (row["previous"], row["this"]) for row in records("Previous ratings")}
        assert rows["Overall rating"] == ("Inadequate", BASE.rated.overall)
        assert rows["2.2"] == ("Inadequate", BASE.rated.standard("2.2").rating)
        other = BASE.previous.model_copy(update={"edition": "hmip-crc-nps-2018"})
        told = [row["rated"] for row in records("Previous ratings", changed(previous=other))]
        assert told == ["Overall rating", "Score"]

    def test_recommendations_and_what_became_of_the_last(self):
        assert records("Recommendations")[0]["recommendation"] == BASE.recommendations[0].text
        assert records("Previous recommendations")[0]["progress"] == "Some progress"

    def test_a_mark_stands_on_it_and_the_licence_and_the_day(self):
        marked = data_workbook(BASE, HOUSE, mark="Draft 3")
        assert (marked.mark, marked.dated, marked.licence) == ("Draft 3", "13 March 2031", HOUSE.licence.url)

    def test_every_column_of_every_sheet_says_what_it_holds(self):
        assert all(column.holds and column.name.isidentifier() for sheet in made().sheets for column in sheet.columns)


def test_it_can_be_made_in_welsh_with_the_catalogue_of_the_product(monkeypatch):
    """Names of worksheets stay short enough, and headings their own, when they are translated."""
    catalogue = gettext.GNUTranslations(io.BytesIO(MO.read_bytes()))
    monkeypatch.setattr(language._translator, "gettext", catalogue.gettext)
    workbook = data_workbook(BASE, HOUSE, language="cy")
    assert workbook.title == "Llyfr gwaith data: arolygiad o Northmoor"
    assert "Arolwg staff" in [sheet.name for sheet in workbook.sheets]
    assert xlsx(workbook)
    assert ods(workbook)
