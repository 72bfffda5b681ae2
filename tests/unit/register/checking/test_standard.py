import pytest

from tests.unit.register.checking.drafting import Draft, found_in, key_questions, report, rules

PLANNING = [
    "Does planning focus sufficiently on engaging the person on probation?",
    "Does planning focus sufficiently on reducing reoffending and supporting desistance?",
    "Does planning focus sufficiently on keeping other people safe?",
]


def planned(ratings: str, score: str, percents: tuple[int, ...]) -> Draft:
    """A report with the key questions of planning, the third letter but two of the ratings."""
    prose = "\n".join(f"{text}\t{percent}%" for text, percent in zip(PLANNING, percents, strict=False))
    draft = report(ratings, score, prose=prose)
    return draft.with_facts(key_questions=key_questions(draft, "2.3", list(zip(PLANNING, percents, strict=False))))


@pytest.mark.parametrize(
    ("percents", "certainty"),
    [
        ((70, 72, 68), None),  # 65 to 79 is Good, as the table says
        ((57, 72, 90), "likely"),  # the lowest, 57, is Requires improvement, and seven points from 50 and eight from 65
        ((63, 72, 68), "possible"),  # two points below the boundary a panel may have decided otherwise
        ((20, 80, 90), "likely"),
    ],
)
def test_a_standard_has_the_band_of_its_lowest_key_question(percents: tuple[int, ...], certainty: str | None) -> None:
    found = found_in(planned("RGRRIRGRR", "10/27", percents))
    assert [(f.rule, f.certainty) for f in found] == ([("standard-band", certainty)] if certainty else [])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The lowest score gives ‘Good’. The ratings panel decided otherwise: few cases were inspected.", []),
        ("The panel was told of it.", ["standard-band"]),
    ],
)
def test_a_chapter_may_say_that_the_panel_decided(sentence: str, expected: list[str]) -> None:
    """70 is Good, and the table of ratings, whose third letter but two is planning, has Requires improvement."""
    prose = "2.3 Planning\n\n" + "\n".join(f"{text}\t70%" for text in PLANNING) + f"\n\n{sentence}\n"
    draft = report("RGRRIRRRR", "9/27", prose=prose)
    facts = key_questions(draft, "2.3", [(text, 70) for text in PLANNING])
    found = rules(draft.with_facts(key_questions=facts))
    assert found == expected


def test_key_questions_that_were_not_all_read_prove_nothing() -> None:
    assert rules(planned("RGRRIRGRR", "10/27", (20, 80))) == []


def test_leadership_is_bound_where_all_casework_is_inadequate() -> None:
    """0 points for casework and 1+2+1+1 = 5 of 27: a mean of 0.56."""
    (found,) = found_in(report("RGRRIIIII", "5/27"))
    assert (found.rule, found.certainty) == ("decision-rule", "certain")
    assert rules(report("RGRRRIIII", "6/27")) == []
    assert rules(report("IGRRIIIII", "4/27", "Inadequate")) == []


def test_court_work_not_rated_does_not_free_leadership() -> None:
    assert rules(report("RGRR-IIII", "5/24")) == ["decision-rule"]


@pytest.mark.parametrize(("printed", "expected"), [("Good", []), ("Inadequate", ["rating-in-chapter"])])
def test_a_chapter_has_the_rating_of_the_table(printed: str, expected: list[str]) -> None:
    draft = report("RGRRIRGRR", "10/27", prose=f"2.3. Planning\n\nPlanning is well-informed. {printed}\n")
    said = draft.fact(printed, f"well-informed. {printed}")
    assert rules(draft.with_facts(chapter_ratings={"2.3": said})) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("All five domain two standards were rated 'Inadequate'.", []),
        ("All four domain two standards were rated 'Inadequate'.", ["all-standards"]),
        ("All five domain two standards were rated 'Requires improvement'.", ["all-standards"]),
        ("All four domain one standards were rated as 'Inadequate'.", ["all-standards"]),
        ("All five of our standards for casework were judged 'Inadequate'.", []),
        ("Not all five domain two standards were rated 'Good'.", []),
    ],
)
def test_what_the_prose_says_of_all_standards_is_held_against_the_table(sentence: str, expected: list[str]) -> None:
    """Casework all Inadequate, as is Leadership; 0+2+1+1 = 4 of 27, a mean of 0.44."""
    assert rules(report("IGRRIIIII", "4/27", "Inadequate", prose=sentence)) == expected
