import pytest

from inspectorate.register.facts import Fact, Quantity
from tests.unit.register.checking.drafting import Draft, found_in, key_questions, report, rules

ASSESSMENT = [
    ("Does assessment focus sufficiently on engaging the person on probation?", 57),
    ("Does assessment focus sufficiently on the factors linked to offending and desistance?", 49),
    ("Does assessment focus sufficiently on keeping other people safe?", 31),
]
PLANNING = [("Does planning focus sufficiently on engaging the person on probation?", 50)]
TABLES = "\n".join(f"{text}\t{percent}%" for text, percent in ASSESSMENT + PLANNING)


def told(prose: str, *percents: str, sample: int = 0) -> Draft:
    """A report with the tables of two standards and a sentence with percentages, before them."""
    draft = report("RGRRIIGRR", "9/27", prose=f"{prose}\n\n{TABLES}")
    questions = (*key_questions(draft, "2.2", ASSESSMENT), *key_questions(draft, "2.3", PLANNING))
    numbers: list[Fact[Quantity]] = [draft.percent(f"{percent} per cent") for percent in percents]
    return draft.with_facts(key_questions=questions, quantities=tuple(numbers))


def test_a_percentage_beside_the_words_of_a_key_question_is_held_against_its_table() -> None:
    """Planning has 50 per cent on engagement, assessment 57 (S2, feedback from people on probation)."""
    (found,) = found_in(
        told(
            "There were similar findings in assessment, where only 50 per cent of cases were engaged sufficiently.",
            "50",
        )
    )
    assert (found.rule, found.certainty) == ("key-question", "likely")
    assert "57 per cent" in found.what
    assert "50 per cent is that of 2.3" in found.what
    assert len(found.places) == 3


@pytest.mark.parametrize(
    ("sentence", "percent"),
    [
        ("In assessment, 57 per cent of cases were engaged sufficiently.", "57"),
        ("Only 31 per cent of cases had an assessment which effectively supported the safety of other people.", "31"),
        # Insufficient in 69 is sufficient in 31.
        ("In 69 per cent of cases assessment was insufficient in keeping people safe.", "69"),
        # What prompts ask, not key questions.
        ("In 48 per cent of cases assessment neither analysed nor considered the sufficient ability to engage.", "48"),
        ("Assessments (73 per cent) sufficiently identified strengths and factors of desistance.", "73"),
        ("In 66 per cent of assessments people were sufficiently involved and engaging.", "66"),
        # Some of the cases, not all.
        ("Assessment was sufficient in engaging women in 80 per cent of cases.", "80"),
        ("Of those done by POs, 8 per cent of assessments were sufficient in keeping people safe.", "8"),
        # No standard, or two.
        ("Work to engage people was sufficient in 75 per cent of cases.", "75"),
        ("Assessment and planning sufficiently engaged people in 40 per cent of cases.", "40"),
        # Not a judgement of inspectors.
        ("In the survey, 46 per cent felt sufficiently engaged in assessment.", "46"),
    ],
)
def test_what_is_not_the_percentage_of_a_key_question_is_left_alone(sentence: str, percent: str) -> None:
    assert rules(told(sentence, percent)) == []


def test_counts_of_all_cases_are_held_against_a_key_question_and_counts_of_some_are_not() -> None:
    """30 of 100 is 30 per cent and not 31; 3 of 36 are not all of about 100 cases."""
    for numerator, denominator, expected in ((30, 100, ["key-question"]), (31, 100, []), (3, 36, [])):
        quote = f"{numerator} out of {denominator}"
        draft = told(f"Assessment was sufficient in keeping people safe in {quote} cases. We read 102 cases.")
        draft.with_facts(
            quantities=(draft.count(quote, numerator, denominator),), sample_size=draft.fact(102, "102 cases")
        )
        assert rules(draft) == expected


LOWEST = "2.2. Assessment\n\nIt is 'Inadequate' as the lowest score out of the three questions was {} per cent.\n"


@pytest.mark.parametrize(("percent", "expected"), [("31", []), ("49", ["lowest-score"]), ("thirty-one", [])])
def test_the_lowest_score_of_a_chapter_is_that_of_its_table(percent: str, expected: list[str]) -> None:
    assert rules(told(LOWEST.format(percent))) == expected


STRENGTH = "2.2. Assessment\n\n{}\n\n• Work was done with sufficient focus on {}.\n"


@pytest.mark.parametrize(
    ("heading", "focus", "expected"),
    [
        ("Strengths:", "keeping other people safe", ["strength-against-table"]),  # 31 per cent
        ("Strengths:", "the engagement of people", []),  # 57 per cent
        ("Areas for improvement:", "keeping other people safe", []),
    ],
)
def test_a_strength_that_claims_what_its_table_denies_is_found(heading: str, focus: str, expected: list[str]) -> None:
    assert rules(told(STRENGTH.format(heading, focus))) == expected


NOTE = "2.{} \n\nOur rating<sup>6</sup> is based on cases.\n\n<sup>6</sup> The rating is driven by {}.\n"


@pytest.mark.parametrize(
    ("standard", "words", "expected"),
    [
        ("2. Assessment", "the score for the key question, in a band", ["note-on-key-question"]),
        ("2. Assessment", "the lowest score on each of the key questions", []),
        ("3. Planning", "the score for the key question, in a band", []),  # planning has one here
    ],
)
def test_a_note_on_one_key_question_under_several_is_found(standard: str, words: str, expected: list[str]) -> None:
    assert rules(told(NOTE.format(standard, words))) == expected
