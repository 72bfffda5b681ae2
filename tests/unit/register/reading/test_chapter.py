"""The chapters of a report: their statements, their ratings, their key questions and their findings."""

from pathlib import Path

import pytest

from inspectorate.register.document import Document
from inspectorate.register.facts import DocumentFacts, Fact
from inspectorate.register.reading.chapter import chapters
from inspectorate.register.reading.finding import findings
from inspectorate.register.reading.key_question import key_questions
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.rating_table import rating_tables
from inspectorate.register.reading.statement import chapter_ratings, statements

SEEDS = Path(__file__).parents[5] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it"
)


def read(text: str) -> DocumentFacts:
    layout = Layout(Document("made-up.txt", "text", text))
    found = chapters(layout, rating_tables(layout))
    return DocumentFacts(
        "made-up.txt",
        Fact("inspection report", ()),
        statements=statements(layout, found),
        chapter_ratings=chapter_ratings(layout, found),
        key_questions=key_questions(layout, found),
        findings=findings(layout, found),
    )


def asked(facts: DocumentFacts) -> list[tuple[str, str, int]]:
    return [(fact.value.standard, fact.value.question, fact.value.percent) for fact in facts.key_questions]


def listed(facts: DocumentFacts) -> list[tuple[str, str, str]]:
    return [(fact.value.kind, fact.value.under, fact.value.text) for fact in facts.findings]


HARD_WRAPPED = """ 1. Organisational delivery

1.1. Leadership


The leadership of the unit enables delivery of a high-quality,
personalised and responsive service for all people on probation.  Good

The unit was led well by everyone.
Strengths:

• Leaders knew the work and
the people.

• Staff were asked what they thought, and one said:

"They listen
to us here."

Areas for improvement:
• Risks were not written down. 1.2 was the worst.

 1.2. Staff


Staff are enabled to deliver a high-quality, personalised and responsive
service for all people on probation.

Requires
improvement

There was no list here.

2.1. Court work

The advice given to court supports what the court decides. Inadequate

Our rating5 is based on the percentage of cases:

Key question Percentage
'Yes'

Is the advice given to the court clear enough, in the light of what
the court's own people
said of it?

5%
Does the advice come
in time? 61%

2.6. Outcomes
We do not rate it. Does anyone ask why? Nobody does, in 40% of cases.

 Resettlement work

Strengths:
• Homes were found for most.
"""


def test_statements_stand_under_the_heading_before_the_rating() -> None:
    facts = read(HARD_WRAPPED)
    assert {number: fact.value for number, fact in facts.statements.items()} == {
        "1.1": "The leadership of the unit enables delivery of a high-quality, personalised and responsive service for "
        "all people on probation.",
        "1.2": "Staff are enabled to deliver a high-quality, personalised and responsive service for all people on "
        "probation.",
        "2.1": "The advice given to court supports what the court decides.",
    }
    assert {number: (fact.value, fact.place.line) for number, fact in facts.chapter_ratings.items()} == {
        "1.1": ("Good", 7),
        "1.2": ("Requires improvement", 29),
        "2.1": ("Inadequate", 36),
    }


def test_a_statement_without_a_rating_is_known_by_the_words_of_the_frameworks() -> None:
    heading = "2.2 Assessment\n\n"
    known = "Assessment is well-informed, analytical and personalised, actively involving the person on probation."
    assert read(heading + known).statements["2.2"].value == known
    assert read(f"{heading}We looked at many cases in this unit, and some were good.").statements == {}


def test_a_rating_said_in_the_chapter_is_further_evidence_and_another_standard_s_is_not() -> None:
    text = (
        "2.2 Assessment\n\nAssessment involves the person. Inadequate\n\n"
        "The unit is rated as 'Inadequate' for assessment. It was rated as 'Good' for planning.\n\n"
        "2.3 Planning\n\nIf the rules were not applied, planning would be 'Good'. All five were rated 'Inadequate'.\n"
    )
    found = read(text).chapter_ratings
    assert {number: (fact.value, len(fact.evidence)) for number, fact in found.items()} == {"2.2": ("Inadequate", 2)}


def test_key_questions_over_several_lines_with_the_percentage_beside_or_below() -> None:
    assert asked(read(HARD_WRAPPED)) == [
        (
            "2.1",
            "Is the advice given to the court clear enough, in the light of what the court's own people said of it?",
            5,
        ),
        ("2.1", "Does the advice come in time?", 61),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "Key question\tPercentage 'Yes'\nDoes planning focus on safety?\t40%\n**Is it in time?**\t**8%**\n",
        "| Key question | % yes |\n|---|---|\n| Does planning focus on safety? | 40 |\n| Is it in time? | 8 |\n",
        "a) Does planning focus on safety? 40 per cent\n\n\nb) Is it in time?\n\n\n8 per cent\n",
        "• Does planning focus on safety? 40%\n• Is it in time? 8%\n",
    ],
)
def test_key_questions_in_tables_and_lists(rows: str) -> None:
    text = f"### P 2.2. Planning\n\nOur rating is based on these:\n\n{rows}\n- Plans were short.\n"
    assert asked(read(text)) == [("P 2.2", "Does planning focus on safety?", 40), ("P 2.2", "Is it in time?", 8)]


@pytest.mark.parametrize(
    "rows",
    [
        "• planning focused on safety\t40%\n",
        "Does planning focus on safety?\t40%\t52%\n",
        "Does planning focus on safety?\t40\n",
        "Why do 40% of plans fail? Half of them, 52% in all, were late.\n",
        "planning focused on safety? 40%\n",
    ],
)
def test_what_is_no_key_question_with_one_percentage(rows: str) -> None:
    assert asked(read(f"2.2 Planning\n\n{rows}")) == []


def test_the_same_result_printed_again_is_further_evidence() -> None:
    chapter = "2.2. Planning\n\nDoes planning focus on safety? 40%\n\n"
    (fact,) = read(f"{chapter}Annexe 2\n\n{chapter}").key_questions
    assert [place.line for place in fact.evidence] == [3, 9]


def test_findings_one_for_each_bullet_with_the_quotation_that_follows() -> None:
    assert listed(read(HARD_WRAPPED)) == [
        ("strength", "1.1", "Leaders knew the work and the people."),
        ("strength", "1.1", 'Staff were asked what they thought, and one said: "They listen to us here."'),
        ("area for improvement", "1.1", "Risks were not written down. 1.2 was the worst."),
        ("strength", "Resettlement work", "Homes were found for most."),
    ]


def test_bullets_of_a_chapter_under_no_heading_are_findings_of_no_kind() -> None:
    text = (
        "## P 2.2. Planning\n\nThree things:\n\n- Plans were short.\n- Plans were late.\n\n"
        "## **Background**\n\n- There are two offices.\n\n## **Regional work**\n\n"
        "### Key strengths:\n\n- All is well.\n"
    )
    assert listed(read(text)) == [
        ("finding", "P 2.2", "Plans were short."),
        ("finding", "P 2.2", "Plans were late."),
        ("strength", "Regional work", "All is well."),
    ]


def test_a_heading_without_a_number_takes_it_from_the_one_table_of_the_report() -> None:
    table = (
        "Northmoor YJS\nScore 4/6\n1.1 Governance and leadership\tGood\n1.2 Staff\tGood\n\nThe report begins here.\n\n"
    )
    chapter = "## Staff (Back to top)\n\n### Strengths\n\n- Staff were kind.\n"
    assert listed(read(table + chapter)) == [("strength", "1.2", "Staff were kind.")]
    assert listed(read(chapter)) == [("strength", "Staff", "Staff were kind.")]


@needs_seeds
@pytest.mark.parametrize(
    ("file", "numbers", "kinds"),
    [
        # counted by hand in the two reports and the letter: 9 + 1 standards with statements, 14 and 12 key questions
        ("002_e816e03cce485c26.txt", (10, 9, 14), {"strength": 30, "area for improvement": 57}),
        ("004_d258cdfbb1cfa730.txt", (7, 7, 12), {"strength": 10, "area for improvement": 23, "finding": 22}),
        ("001_ff8cab6e6239494e.txt", (0, 0, 0), {"strength": 28, "area for improvement": 20}),
    ],
)
def test_the_seeds(file: str, numbers: tuple[int, int, int], kinds: dict[str, int]) -> None:
    facts = read((SEEDS / file).read_text(encoding="utf-8"))
    assert (len(facts.statements), len(facts.chapter_ratings), len(facts.key_questions)) == numbers
    found = [fact.value.kind for fact in facts.findings]
    assert {kind: found.count(kind) for kind in found} == kinds
    assert all(
        statement.value.endswith(".") and statement.value.count(".") == 1 for statement in facts.statements.values()
    )


@needs_seeds
def test_the_key_questions_of_the_report_of_2023() -> None:
    facts = read((SEEDS / "002_e816e03cce485c26.txt").read_text(encoding="utf-8"))
    assert [(standard, percent) for standard, _, percent in asked(facts)] == [
        ("2.1", 5),
        *(("2.2", percent) for percent in (57, 49, 31)),
        *(("2.3", percent) for percent in (50, 52, 40)),
        *(("2.4", percent) for percent in (57, 40, 43)),
        *(("2.5", percent) for percent in (61, 55, 44)),
        ("2.6", 39),
    ]
    lowest = {fact.value.standard: fact.value.percent for fact in reversed(facts.key_questions)}
    assert set(lowest) == {"2.1", "2.2", "2.3", "2.4", "2.5", "2.6"}


def test_strengths_under_no_section_stand_under_their_own_heading() -> None:
    text = "Leadership\n\nThe region is led well, as you will know.\n\nKey strengths:\n\n- All is well.\n"
    assert listed(read(text)) == [("strength", "Key strengths", "All is well.")]


def test_the_counts_behind_a_percentage_where_the_table_prints_them() -> None:
    facts = read(
        "2.2 Assessment\n\nKey question\tPercentage ‘Yes’\tCases\n"
        "Does assessment focus on engaging the person?\t57%\t58 of 102\n"
        "Does assessment focus on other people?\t31%\tnot published\n"
    )
    found = [(fact.value.percent, fact.value.sufficient, fact.value.relevant) for fact in facts.key_questions]
    assert found == [(57, 58, 102), (31, None, None)]


@pytest.mark.parametrize(
    ("head", "expected"), [("Key question\tPercentage ‘Yes’", [("Outcomes", 39)]), ("Question\tFavourable", [])]
)
def test_a_table_of_key_questions_under_a_standard_without_a_number(head: str, expected: list[object]) -> None:
    facts = read(f"# Outcomes\n\n{head}\nDo early outcomes demonstrate progress?\t39%\n")
    assert [(standard, percent) for standard, _, percent in asked(facts)] == expected
