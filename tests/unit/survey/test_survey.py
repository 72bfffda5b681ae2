"""Answers read, counted, told and looked through for names. Figures are those printed, or arithmetic."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.proportion import Proportion
from inspectorate.errors import BadInput, FaultLog
from inspectorate.framework.catalogue import find_edition
from inspectorate.framework.survey import Survey
from inspectorate.survey.answer import read_answers
from inspectorate.survey.file import read_given, read_responses
from inspectorate.survey.hint import hints, telling
from inspectorate.survey.result import beside_caseload, by_group, count, response_rate
from inspectorate.survey.wording import counts_words, sentence, share_words


@pytest.fixture(scope="module")
def staff() -> Survey:
    return find_edition("hmip-pdu-2021").survey_by_id["staff"]


@pytest.fixture(scope="module")
def people() -> Survey:
    return find_edition("hmip-pdu-2021").survey_by_id["people-on-probation"]


def of(counts: dict[str, int], question: str) -> list[dict[str, Any]]:
    return [{question: choice} for choice, number in counts.items() for _ in range(number)]


# --- counted ---


def test_115_of_147(staff: Survey) -> None:
    """S1: 115 out of 147 respondents stated that the region prioritised quality always or most of the time."""
    given = of({"always": 40, "most_of_the_time": 75, "sometimes": 20, "rarely": 9, "never": 3}, "quality_priority")
    counted = count(staff, given)
    result = counted.questions["quality_priority"]
    assert result.favourable == Proportion.counted(115, 147)
    # 115 / 147 is 0.782
    assert counts_words(result.favourable) == "115 of 147, 78 per cent"
    assert sentence(staff, result) == (
        "Most staff (115 of 147, 78 per cent) answered always or most of the time: "
        "How often does your region prioritise quality, and adherence to evidence?"
    )


def test_28_of_the_39_who_needed_adjustments(staff: Survey) -> None:
    """S1: of the 39 staff who said that they needed reasonable adjustments, 28 had their needs met."""
    needing = [{"adjustments_needed": "yes", "adjustments_met": met} for met in ["yes"] * 28 + ["no"] * 11]
    others = of({"no": 101, "prefer_not_to_say": 7}, "adjustments_needed")
    result = count(staff, [*needing, *others]).questions["adjustments_met"]
    assert (result.asked, result.base) == (39, 39)
    # 28 / 39 is 0.718
    assert sentence(staff, result).startswith("Most of the 39 staff who were asked (28 of 39, 72 per cent)")
    needed = count(staff, [*needing, *others]).questions["adjustments_needed"]
    # who prefers not to say is no part of the base: 147 - 7
    assert (needed.asked, needed.base, needed.choices[0].count) == (147, 140, 39)
    # 39 of 140 is 27.9 per cent
    assert [each.percent for each in needed.choices] == [28, 72, None]


def test_what_does_not_apply_leaves_the_base(people: Survey) -> None:
    """S2: 82 per cent were able to have private conversations; 55 of 67 is 82.1, of all 70 it would be 78.6."""
    given = of({"agree": 55, "disagree": 12, "not_for_me": 3}, "private")
    result = count(people, given).questions["private"]
    assert (result.base, result.favourable) == (67, Proportion.counted(55, 67))
    assert result.favourable is not None
    assert result.favourable.percent == 82


def test_nothing_is_told_of_four(staff: Survey) -> None:
    assert count(staff, of({"agree": 4}, "change_managed")).questions == {}
    result = count(staff, [*of({"agree": 4}, "change_managed"), {}]).questions["change_managed"]
    assert (result.shown, result.choices, result.favourable) == (False, (), None)
    assert count(staff, of({"agree": 5}, "change_managed")).questions["change_managed"].shown


def test_a_small_group_of_respondents_is_hidden_with_a_large_one(people: Survey) -> None:
    """One person said 'other': hiding that one alone, they would be found by subtraction."""
    given = of({"male": 60, "female": 7, "other": 1, "prefer_not_to_say": 9}, "gender")
    rows = {each.choice.choice: each.count for each in count(people, given).questions["gender"].choices}
    assert rows == {"male": None, "female": 7, "other": None, "prefer_not_to_say": 9}


def test_respondents_beside_the_caseload(people: Survey) -> None:
    """S2: 53, 36 and 11 per cent of 70 are 37, 25 and 8."""
    given = of({"community": 37, "post_custody": 25, "prefer_not_to_say": 8}, "sentence")
    about = people.question_by_id["sentence"]
    rows = beside_caseload(given, about, {"community": 60, "post_custody": 38, "": 1, "a fine": 1})
    assert [(each.respondents, each.percent, each.caseload) for each in rows] == [
        (37, 53, 60),
        (25, 36, 38),
        (8, 11, 2),
    ]
    assert rows[2].title == "Not said or not recorded"
    assert beside_caseload(given[:4], about, {}) == []


def test_a_small_group_is_not_reckoned_from_the_base(people: Survey) -> None:
    """3 did not say, which asked less base tells: hidden with them alone, the 4 women would be 36 - 20 - 12."""
    given = [*of({"female": 4, "male": 20, "prefer_not_to_say": 12}, "gender"), *[{}] * 3]
    result = count(people, given).questions["gender"]
    assert (result.asked, result.base) == (39, 36)
    shown = {each.choice.choice: each.count for each in result.choices}
    assert shown == {"female": None, "male": None, "other": 0, "prefer_not_to_say": 12}


GENDERS = ("female", "male", "other", "prefer_not_to_say")
#: Small enough that every survey that there can be is listed.
SMALL, MOST = 3, 9


@pytest.fixture(scope="module")
def short(people: Survey) -> Survey:
    """Two questions of the survey of people on probation: one with favourable answers, and their gender."""
    asked = [
        {**section.model_dump(), "questions": [each.model_dump() for each in section.questions if each.id in ids]}
        for section in people.sections
        if (ids := {"safe", "gender"} & {each.id for each in section.questions})
    ]
    return Survey.model_validate({**people.model_dump(), "sections": asked})


def told_of_sizes(short: Survey, sizes: tuple[int, ...], silent: int) -> tuple[Any, ...]:
    """All that is told of how many women, men, others and so on there are; ``silent`` did not say anything."""
    given = [*of(dict(zip(GENDERS, sizes, strict=True)), "gender"), *[{}] * silent]
    counted = count(short, given, SMALL)
    about = counted.questions["gender"] if counted.questions else None
    rows = tuple(each.count for each in about.choices) if about else ()
    beside = beside_caseload(given, short.question_by_id["gender"], {}, SMALL)
    split = by_group(short, [{**each, "safe": "agree"} for each in given], short.question_by_id["gender"], SMALL)
    hidden = frozenset(split["safe"].hidden) if split else None
    return (rows, about and (about.asked, about.base), tuple(each.respondents for each in beside), hidden)


def test_no_size_of_a_small_group_is_reckoned_by_who_knows_the_rule(short: Survey) -> None:
    """From the counts, the table beside the caseload and which groups are hidden there and in the comparison."""
    told: dict[Any, list[tuple[int, ...]]] = {}
    for sizes in product(range(MOST + 1), repeat=4):
        if SMALL <= sum(sizes) <= MOST:
            for silent in (0, 1, 2, 4):
                told.setdefault(told_of_sizes(short, sizes, silent), []).append(sizes)
    hidden = 0
    for what, found in told.items():
        for place, size in enumerate(what[0]):
            possible = {each[place] for each in found}
            if size is None and possible & {1, 2}:
                assert possible >= {1, 2}, what
                hidden += 1
    assert hidden


def test_the_same_groups_are_hidden_under_every_question(people: Survey) -> None:
    """Each of 30 women and 40 men, and 3 others, of whom some left out some questions."""
    women = [{"safe": "agree" if each % 3 else "disagree", "gender": "female"} for each in range(30)]
    men = [{"safe": "agree" if each % 2 else "disagree", "private": "agree", "gender": "male"} for each in range(40)]
    others: list[dict[str, Any]] = [{"safe": "agree", "private": "disagree", "gender": "other"} for _ in range(3)]
    found = by_group(people, [*women, *men, *others], people.question_by_id["gender"])
    # 3 others go with the first listed of 10 or more, the women; of 'private' 3 disagree: too few of one answer
    assert found["safe"].hidden == {"female", "other"}
    assert found["safe"].together == Count(yes=20 + 3, no=10)
    assert (found["safe"].shown, found["safe"].empty) == ({"male": Count(yes=20, no=20)}, {""})
    assert not any(each.shown for name, each in found.items() if name != "safe")
    # who did not say is one more small group; and of what fewer than 5 men answered, nothing is told of anyone
    few = [{**each, "private": "agree"} for each in women[:20]] + [{**each, "private": "disagree"} for each in women]
    again = by_group(
        people, [*few, *men[:4], *[{"safe": "agree", "gender": "male"}] * 9], people.question_by_id["gender"]
    )
    assert again["safe"].shown.keys() == {"female", "male"}
    assert again["private"].hidden == {"female", "male", "other", ""}


def test_a_small_group_may_have_given_any_answers_for_who_knows_the_rule_and_all_sizes(short: Survey) -> None:
    """Every way in which 7 women, 4 men and 2 others may answer one question or leave it out."""
    sizes, about = (7, 4, 2), short.question_by_id["gender"]
    told: dict[Any, list[tuple[int, ...]]] = {}
    for answers in product(*([(yes, no) for yes in range(n + 1) for no in range(n + 1 - yes)] for n in sizes)):
        given = [
            {"gender": group, **({"safe": said} if said else {})}
            for group, size, (yes, no) in zip(GENDERS, sizes, answers, strict=False)
            for said in ["agree"] * yes + ["disagree"] * no + [""] * (size - yes - no)
        ]
        found = by_group(short, given, about, SMALL)["safe"]
        total = (sum(each[0] for each in answers), sum(each[1] for each in answers))
        shown = tuple(sorted((name, one.yes, one.no) for name, one in found.shown.items()))
        told.setdefault((shown, total), []).append(answers[2])
    assert any(shown for shown, _ in told)
    for (shown, total), of_others in told.items():
        possible = {yes for yes, _ in of_others}
        if shown or min(total) >= SMALL:
            assert possible == {0, 1, 2}, (shown, total)


@pytest.mark.parametrize(("answered", "asked", "rate"), [(147, 212, 69), (5, 0, None), (6, 5, None), (5, 5, 100)])
def test_the_response_rate(answered: int, asked: int, rate: int | None) -> None:
    assert response_rate(answered, asked) == rate


@pytest.mark.parametrize(
    ("yes", "of_them", "words"),
    [
        (2, 3, "two-thirds of staff"),  # S1: two-thirds of staff
        (83, 100, "most staff"),  # S4: most people (83 per cent)
        (98, 100, "almost all staff"),  # S4: almost everyone (98 per cent)
        (54, 100, "just over half of staff"),  # S4: just over half (54 per cent)
        (46, 100, "just under half of staff"),  # S2: under half (46 per cent)
        (33, 100, "a third of staff"),  # S4: a third (33 per cent)
        (199, 200, "almost all staff"),  # 99.5 rounds to 100, and is not all
        (1, 300, "few staff"),
        (0, 9, "no staff"),
        (9, 9, "all staff"),
    ],
)
def test_the_words_of_shares(yes: int, of_them: int, words: str) -> None:
    assert share_words(Proportion.counted(yes, of_them), "staff") == words


# --- read ---


def test_a_file_by_ids_or_texts(tmp_path: Path, staff: Survey) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("Change is managed well,helps,adjustments_needed,adjustments_met\nAGREE,Tea,yes,No\n,,no,\n")
    assert read_responses(path, staff) == (
        {"change_managed": "agree", "adjustments_needed": "yes", "adjustments_met": "no", "helps": "Tea"},
        {"adjustments_needed": "no"},
    )


def test_every_fault_of_a_file_at_once(tmp_path: Path, staff: Survey) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("Name,change_managed,adjustments_needed,adjustments_met\nSam,well,no,yes\nKim,agree,no,\n")
    with pytest.raises(BadInput) as refused:
        read_responses(path, staff)
    assert [(each.line, each.field) for each in refused.value.faults] == [
        (1, "Name"),
        (2, "adjustments_met"),
        (2, "change_managed"),
    ]


def test_an_empty_file_is_refused(tmp_path: Path, staff: Survey) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("change_managed\n")
    with pytest.raises(BadInput, match="there is no response in it"):
        read_responses(path, staff)


def test_what_a_program_gives(staff: Survey) -> None:
    assert read_given([{"change_managed": "agree"}, {}], staff) == ({"change_managed": "agree"},)
    with pytest.raises(BadInput) as refused:
        read_given([{"change_managed": "agree"}, {"email": "a@example.com"}], staff)
    assert [(each.line, each.field) for each in refused.value.faults] == [(2, "email")]


def test_numbers_and_several_choices() -> None:
    survey = Survey.model_validate(
        {
            "id": "s",
            "title": "S",
            "audience": "staff",
            "introduction": "I",
            "sections": [
                {
                    "id": "a",
                    "title": "A",
                    "questions": [
                        {"id": "n", "text": "N", "kind": "number", "least": "1", "most": "50"},
                        {
                            "id": "m",
                            "text": "M",
                            "kind": "several",
                            "choices": [{"choice": "x", "title": "X"}, {"choice": "y", "title": "Y"}],
                        },
                    ],
                }
            ],
        }
    )
    log = FaultLog()
    assert read_answers(survey, {"n": ["12"], "m": ["Y", "x"]}, log) == {"n": 12, "m": ["x", "y"]}
    assert not log.faults
    for wrong in ("0", "51", "1.5", "-3", "twelve", "²"):
        read_answers(survey, {"n": [wrong]}, log)
    assert len(log.faults) == 6
    results = count(survey, [{"n": number, "m": ["x"]} for number in (3, 9, 12, 20, 41)] + [{"m": ["x", "y"]}])
    assert (results.questions["n"].median, results.questions["n"].base) == (12, 5)
    # 6 of 6 gave x, 1 of 6 y: 16.7
    assert [(each.count, each.percent) for each in results.questions["m"].choices] == [(6, 100), (1, 17)]


# --- looked through ---


def test_a_word_that_most_names_of_a_kind_share_tells_nobody_apart() -> None:
    practitioners = [f"Practitioner {number:02}" for number in range(1, 10)] + ["Ann Practitioner"]
    assert telling(practitioners) == {"Ann", *(f"{number:02}" for number in range(1, 10))}
    assert telling(practitioners[:9]) == set(practitioners[:9]), "of nine that could be the name of a family"
    assert telling(["Sam"] * 6 + ["Ann", "Bo", "Cy", "Di"]) == {"Ann", "Bo", "Cy", "Di"}
    assert telling(["Sam"] * 5 + ["Ann", "Bo", "Cy", "Di", "Ed"]) == {"Sam", "Ann", "Bo", "Cy", "Di", "Ed"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask Sam Stone about it.", ["Sam", "Stone"]),
        ("She lives in LE1 6TP now", ["LE1 6TP"]),
        ("Ring 0116 496 0123 or 07700 900123.", ["0116 496 0123", "07700 900123"]),
        ("Born on 3 May 1984, not 04/05/84", ["3 May 1984", "04/05/84"]),
        ("Mail a.b@example.org", ["a.b@example.org"]),
        ("My case is X123456 and it drags on", ["X123456"]),
        ("It was Mrs Stone’s idea", ["Mrs Stone’s"]),
        ("Every Monday I talk to my PO. That helps. I like it", []),
        ("the team in coalford is kind", ["coalford"]),
        ("talk to o'neill’s people", ["o'neill’s"]),
    ],
)
def test_what_may_tell_of_someone_is_marked(text: str, found: list[str]) -> None:
    known = ("Coalford", "O'Neill", "Practitioner 07")
    assert [text[each.start : each.end] for each in hints(text, known)] == found
