"""The rules of action plans, and the document that is made of one, held against METHOD 7, 8 and 13."""

import datetime

from inspectorate.framework.entry import Certainty
from inspectorate.recommendation.action_plan import Answered, PlannedAction, lacking, product_rules
from inspectorate.recommendation.model import Recommendation
from inspectorate.report.action_plan import ActionPlanFacts, action_plan
from inspectorate.report.document import Heading, Paragraph, Table, plain
from inspectorate.report.writers.html import html

TRAIN = PlannedAction("Train everyone", "Head of the PDU", datetime.date(2023, 6, 1), "All trained", "under_way")


def recommended(number=1, addressee="PDU"):
    return Recommendation(number, addressee, "Cumbria PDU", "improve the quality of assessments")


def test_the_responses_are_those_of_the_published_template():
    rules = product_rules()
    # METHOD 8: "response per recommendation Agreed / Partly agreed / Not agreed", SEEN in the template
    assert [each.label for each in rules.responses.choices] == ["Agreed", "Partly agreed", "Not agreed"]
    assert rules.responses.certainty is Certainty.PUBLISHED
    assert rules.responses.source.startswith("DS")


def test_the_deadline_is_assumed_and_longer_than_the_one_known_case():
    rules = product_rules()
    assert rules.deadline.certainty is Certainty.ASSUMED
    # METHOD 7: Reading, report of 3 December 2024, plan by 20 December, 17 days; and its year's end
    assert rules.deadline.days >= 17
    assert rules.due_on(datetime.date(2024, 12, 3)) == datetime.date(2024, 12, 31)  # 28 days of 31 from the 3rd


def test_units_and_regions_answer_themselves_and_the_nation_does_not():
    kinds = ["PDU", "region", "HMPPS", "CRC", "NPS", "YJS", "other"]
    own = [kind for kind in kinds if product_rules().answers_itself(kind)]
    assert own == ["PDU", "region", "CRC", "NPS", "YJS"]


def test_what_a_plan_lacks_is_told_recommendation_by_recommendation():
    answered = [
        Answered(recommended(1)),
        Answered(recommended(2), "agreed"),
        Answered(recommended(3), "partly"),
        Answered(recommended(4), "not_agreed"),
        Answered(recommended(5), "not_agreed", "It was done."),
        Answered(recommended(6), "agreed", "", (TRAIN,)),
        Answered(recommended(7), "of another edition"),
    ]
    assert lacking(answered) == (
        (1, "response"),
        (2, "actions"),
        (3, "reasons"),
        (3, "actions"),
        (4, "reasons"),
        (7, "response"),
    )


def made(**facts):
    answers = (
        Answered(recommended(), "agreed", "", (TRAIN,), "some", "Half were trained."),
        Answered(recommended(2), "not_agreed", "It was <done>."),
    )
    fixed = {"unit": "Cumbria", "publisher": "HM Inspectorate of Probation", "published": datetime.date(2023, 7, 13)}
    fixed |= {"state": "accepted", "as_of": datetime.date(2023, 8, 10), "answers": answers}
    return action_plan(ActionPlanFacts(**(fixed | facts)))


def test_the_document_has_each_answer_under_its_addressee_with_its_actions():
    document = made(report_on=(datetime.date(2023, 12, 1),))
    headings = [plain(each.runs) for each in document.blocks if isinstance(each, Heading)]
    assert headings == ["Cumbria PDU", "Recommendation 1", "Recommendation 2"]
    table = next(each for each in document.blocks if isinstance(each, Table))
    cells = [plain(cell.runs) for cell in table.rows[0]]
    assert cells == ["Train everyone", "Head of the PDU", "1 June 2023", "All trained", "Under way"]
    said = [plain(each.runs) for each in document.blocks if isinstance(each, Paragraph)]
    assert said[0] == "This plan answers the recommendations of the report published on 13 July 2023. It is accepted."
    assert "Progress is reported on: 1 December 2023." in said
    assert said[-2:] == ["Response: Not agreed", "Reasons: It was <done>."]


def test_the_same_plan_is_the_same_document_and_texts_are_escaped():
    assert made() == made()
    page = html(made())
    assert "It was &lt;done&gt;." in page
    assert page == html(made())


def test_a_report_has_its_day():
    act = PlannedAction(*("Train", "Head"), datetime.date(2023, 6, 1), "All", "done", datetime.date(2023, 5, 2))
    document = made(answers=(Answered(recommended(), "agreed", "", (act,)),))
    table = next(each for each in document.blocks if isinstance(each, Table))
    assert plain(table.rows[0][-1].runs) == "Done, reported 2 May 2023"
