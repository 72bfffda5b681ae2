"""What a report holds of each part, beside the reports that were published (S2, S4)."""

from dataclasses import replace
from itertools import pairwise

import pytest

from inspectorate import language
from inspectorate.recommendation.model import Recommendation
from inspectorate.report.document import Chart, Heading, Paragraph, Quote, Rated, Table, plain, walked
from inspectorate.report.fact_base import Point, Progress
from inspectorate.report.house import product_house
from inspectorate.report.plain_text import plain_text
from inspectorate.report.report import report
from inspectorate.report.unit_name import in_full
from tests.composed.inspection import made_up

HOUSE = product_house()


def headings(document, level=None):
    found = [block for block in document.blocks if isinstance(block, Heading)]
    return [plain(each.runs) for each in found if level in (None, each.level)]


def blocks_under(document, title):
    """The blocks from a heading to the next that is not below it."""
    blocks = list(document.blocks)
    start = next(at for at, each in enumerate(blocks) if isinstance(each, Heading) and plain(each.runs) == title)
    level = blocks[start].level
    found = []
    for block in blocks[start + 1 :]:
        if isinstance(block, Heading) and block.level <= level:
            return found
        found.append(block)
    return found


def base_of(**facts):
    """The second made-up inspection: a PDU by the edition of 2023."""
    return replace(made_up(1).base, **facts)


def test_the_parts_of_a_report_are_those_of_the_seed():
    """S4: 1. Organisational arrangements and activity; 2. Service delivery; annexe of web links last."""
    document = report(base_of(progress=(), previous=None), made_up(1).texts, HOUSE)
    found = headings(document, 1)
    assert [each for each in found if each not in ("Foreword",)] == [
        "Ratings",
        "Recommendations",
        "Background",
        "1. Organisational arrangements and activity",
        "2. Service delivery",
        "Annexe one – How we inspected",
        "Annexe two – Web links",
    ]


def test_no_level_of_heading_is_left_out():
    for seed in range(5):
        levels = [block.level for block in report(made_up(seed).base, {}, HOUSE).blocks if isinstance(block, Heading)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_anchors_are_unique():
    for seed in range(5):
        made = made_up(seed)
        document = report(made.base, made.texts, HOUSE)
        anchors = [anchor for block in walked(document.blocks) if (anchor := getattr(block, "anchor", ""))]
        assert len(anchors) == len(set(anchors))


def test_a_part_holds_what_the_edition_says():
    """P 2.1 holds "findings": one list, strengths first, as in S4; P 1.1 has strengths and areas for improvement."""
    points = (
        Point(1, "P 2.1", "improvement", "Too late."),
        Point(2, "P 2.1", "strength", "In {{case:2.1.1 | count}} cases."),
        Point(3, "P 1.1", "strength", "Led well."),
    )
    question = made_up(1).base.rated.standard("P 2.1").key_questions[0]
    points = (points[0], replace(points[1], text=f"In {{{{case:{question.question.id} | count}}}} cases."), points[2])
    document = report(base_of(points=points), {}, HOUSE)
    under = blocks_under(document, "P 2.1 Assessment")
    assert not [block for block in under if isinstance(block, Heading)]
    first, second = under[-1].items
    assert second.runs[0].text == "Too late."
    assert [run.statistic for run in first.runs if run.statistic] == [f"case:{question.question.id}"]
    assert [plain(each.runs) for each in blocks_under(document, "P 1.1 Leadership") if isinstance(each, Heading)] == [
        "Strengths:"
    ]


def test_the_driving_question_is_strong_and_its_counts_are_printed():
    base = base_of()
    rated = base.rated.standard("P 2.1")
    blocks = blocks_under(report(base, {}, HOUSE), "P 2.1 Assessment")
    assert not [each for each in blocks if isinstance(each, Table)], "the table is that of the drawing, and stands once"
    (drawn,) = [each for each in blocks if isinstance(each, Chart)]
    table = drawn.table
    assert rated.driven_by.question.text in drawn.alternative
    assert table.strong == {rated.key_questions.index(rated.driven_by)}
    first = rated.key_questions[0].proportion
    assert [plain(cell.runs) for cell in table.rows[0][1:]] == [
        f"{first.percent}%",
        f"{first.sufficient} of {first.relevant}",
    ]


def test_the_foreword_is_signed_where_it_is_written():
    made = made_up(1)
    written = {**made.texts, "foreword": (Paragraph(()),)}
    base = base_of(team=replace(made.base.team, chief="The Chief Inspector"))
    signed = [each for each in blocks_under(report(base, written, HOUSE), "Foreword") if isinstance(each, Paragraph)]
    assert signed[-1].role == "signature"
    assert "Foreword" not in headings(report(base_of(points=()), {}, HOUSE))


def test_examples_of_practice_are_announced_where_there_is_one():
    made = made_up(1)
    with_one = next(each for each in map(made_up, range(20)) if any("practice" in str(b) for b in each.texts.values()))
    told = [
        plain(block.runs)
        for block in report(with_one.base, with_one.texts, HOUSE).cover
        if isinstance(block, Paragraph)
    ]
    assert HOUSE.changed_names.text in told
    told = [plain(block.runs) for block in report(made.base, {}, HOUSE).cover if isinstance(block, Paragraph)]
    assert HOUSE.changed_names.text not in told


def surveyed():
    """The first made-up inspection with a survey of people on probation that may be shown and quotations."""
    for made in map(made_up, range(0, 60)):
        for each in made.base.surveys:
            if each.results.survey.audience == "people_on_probation" and each.results.questions and each.quotations:
                return made.base, each
    raise AssertionError("no such inspection")


def test_what_people_said_is_told_from_the_survey_where_nobody_wrote_of_it():
    base, survey = surveyed()
    under = blocks_under(report(replace(base, points=()), {}, HOUSE), "Feedback from people on probation")
    assert plain(under[0].runs).count(str(survey.results.respondents)) == 1
    assert [plain(each.runs) for each in under if isinstance(each, Quote)] == list(survey.quotations)
    shown = [each for each in survey.results.questions.values() if each.shown and each.favourable]
    rows = next(each for each in under if isinstance(each, Table)).rows
    assert [plain(row[1].runs) for row in rows] == [f"{each.favourable.percent}%" for each in shown]
    own = {"people-on-probation": (Paragraph(()),)}
    under = blocks_under(report(replace(base, points=()), own, HOUSE), "Feedback from people on probation")
    assert under[0] == Paragraph(())
    assert not [block for block in under if isinstance(block, (Quote, Table))]


def test_standards_of_the_other_service_are_left_out():
    """A CRC is not rated on court reports, nor the NPS on unpaid work."""
    kinds = {"CRC": "3.1 Court reports and case allocation", "NPS division": "4.1 Unpaid work"}
    for seed in (2, 7, 12, 17, 22):
        base = made_up(seed).base
        assert kinds[base.unit.kind] not in headings(report(base, {}, HOUSE))
        assert len([each for each in report(base, {}, HOUSE).blocks if isinstance(each, Rated)]) >= 10


def test_a_number_that_was_withdrawn_stays_empty_and_the_report_says_so():
    made = tuple(
        Recommendation(number, to, name, f"do {number}")
        for number, to, name in (
            (1, "PDU", "The PDU"),
            (3, "PDU", "The PDU"),
            (6, "PDU", "The PDU"),
            (5, "HMPPS", "HMPPS"),
        )
    )
    found = plain_text(report(base_of(recommendations=made, withdrawn=(2, 4)), {}, HOUSE))
    lines = [line.strip() for line in found.splitlines() if "do " in line or "withdrawn" in line]
    assert lines == [
        *("1. do 1", "3. do 3", "6. do 6", "5. do 5"),
        "Recommendations 2 and 4 were withdrawn. Their numbers are not given to others.",
    ]
    found = plain_text(report(base_of(recommendations=(), withdrawn=(1,)), {}, HOUSE))
    assert "Recommendation 1 was withdrawn. Its number is not given to another." in found
    assert HOUSE.recommendations.lead not in found


@pytest.fixture
def in_welsh(monkeypatch):
    """A translator that knows one message."""
    said = {"Fieldwork started {month}": "Dechreuodd y gwaith maes {month}"}
    monkeypatch.setattr(language._translator, "gettext", lambda message: said.get(message, message))


@pytest.mark.usefixtures("in_welsh")
def test_a_report_in_welsh_marks_what_stays_english():
    """Titles come from the edition's translation, our sentences from the catalogue; the rest is marked as English."""
    untranslated = HOUSE.model_copy(update={"translations": ()})
    document = report(base_of(), {}, untranslated, language="cy")
    runs = {run.text: run.language for block in document.blocks for run in getattr(block, "runs", ())}
    assert document.language == "cy"
    assert runs["Arweinyddiaeth"] == ""  # "Leadership" in the edition's cy.yaml
    assert any(text.startswith("Dechreuodd") and not marked for text, marked in runs.items())
    assert runs[HOUSE.recommendations.lead] == "en-GB"
    assert not [
        run for block in report(base_of(), {}, HOUSE).blocks for run in getattr(block, "runs", ()) if run.language
    ]


def test_ratings_are_drawn_by_section_above_their_table_on_the_page_of_ratings():
    base = base_of()
    blocks = blocks_under(report(base, {}, HOUSE), in_full(base.unit))
    drawn = [each for each in blocks if isinstance(each, Chart)]
    sections = {each.standard.section for each in base.rated.standards if each.standard.rated}
    assert len(drawn) == len(sections)
    assert not [each for each in blocks if isinstance(each, Table)], "the table is that of the drawing, and stands once"
    shown = [[(plain(heading.runs), plain(rating.runs)) for heading, rating in each.table.rows] for each in drawn]
    rated = [(each.standard.heading, each.rating) for each in base.rated.standards if each.standard.rated]
    assert [row for rows in shown for row in rows] == rated
    for chart, rows in zip(drawn, shown, strict=True):
        assert chart.title == f"{plain(chart.table.caption)}: ratings"
        assert all(f">{text}<" in chart.narrow and text in chart.alternative for row in rows for text in row)


def test_where_the_report_can_be_had_is_on_its_imprint_and_among_its_links():
    """S4, imprint: "This publication is available for download at: ..."."""
    address = "https://inspectorate.example/register/units/pdu/northmoor"
    document = report(base_of(isbn="978-1-916621-29-9"), {}, HOUSE, address=address)
    told = [plain(block.runs) for block in document.cover if isinstance(block, Paragraph)]
    assert f"This publication is available for download at: {address}" in told
    assert "ISBN 978-1-916621-29-9" in told
    assert document.properties == {"ISBN": "978-1-916621-29-9"}, "the metadata of each format"
    assert not report(base_of(), {}, HOUSE).properties
    links = blocks_under(document, headings(document, 1)[-1])
    assert [run.link for block in links for run in block.runs if run.link] == [address]
    assert not [run for block in report(base_of(), {}, HOUSE).cover for run in block.runs if run.link == address]


def test_the_lowest_score_is_told_in_a_sentence_where_it_gave_the_rating():
    """S2, 2.3: "... is rated as ‘Inadequate’ for planning as the lowest score of the three key questions was ..."."""
    base = base_of()
    rated = next(
        each for each in base.rated.standards if each.driven_by and not each.panel and len(each.key_questions) > 1
    )
    blocks = blocks_under(report(base, {}, HOUSE), rated.standard.heading)
    (told,) = [block for block in blocks if getattr(block, "anchor", "") == f"{rated.standard.id}-lowest"]
    many = {2: "two", 3: "three"}[len(rated.key_questions)]
    assert plain(told.runs) == (
        f"{in_full(base.unit)} is rated as ‘{rated.rating}’ for {rated.standard.title.lower()} as the lowest score of "
        f"the {many} key questions was {rated.driven_by.proportion.percent} per cent."
    )


def test_sources_of_figures_stand_once_below_the_table_under_their_numbers():
    made = next(each for each in map(made_up, range(40)) if len({one.source for one in each.base.context}) > 1)
    (table,) = [each for each in blocks_under(report(made.base, {}, HOUSE), "Background") if isinstance(each, Table)]
    numbers = [plain(row[-1].runs) for row in table.rows]
    shown = [each for each in made.base.context if each.figure != "practitioner_interviews"]
    listed = dict(part.split(". ", 1) for part in plain(table.note).removeprefix("Sources: ").rstrip(".").split("; "))
    assert [listed[number] for number in numbers] == [each.source.rstrip(".") for each in shown]
    assert sorted(map(int, listed)) == list(range(1, len(set(listed.values())) + 1))


def test_what_came_of_the_last_recommendations_is_summed_up_best_first():
    given = tuple(
        Progress(Recommendation(number, "other", "Northmoor", "Do it."), status, "It was done.")
        for number, status in enumerate(("No progress", "Some progress", "Sufficient progress", "No progress"), start=1)
    )
    document = report(base_of(progress=given), {}, HOUSE)
    (told,) = [block for block in document.blocks if getattr(block, "anchor", "") == "progress-sum"]
    assert plain(told.runs) == (
        "We looked at what was done about each recommendation of the last inspection. At least some progress was made "
        "on two of four recommendations: sufficient progress on one, some progress on one, no progress on two."
    )
