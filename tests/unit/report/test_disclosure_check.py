"""What is found before release: small groups outright and by subtraction, and persons; and what is let pass."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from inspectorate.aggregation.counts import Count
from inspectorate.report.disclosure_check import Titles, disclosure_check, persons
from inspectorate.report.document import Box, Bullets, Document, Item, Paragraph, Quote, Run, words
from inspectorate.report.prose import read_prose
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from inspectorate.report.trait import traits_of
from inspectorate.report.wording import say
from inspectorate.report.workbook import Column, Sheet, Workbook
from tests.unit.report.claims.evidence import MEN, fact_base

#: Made up, and told so that the point does not need it.
TOLD = (
    "Amina is a 34 year old Somali mother of three children from Northmoor. She was convicted of arson on 3 March and "
    "released from prison with epilepsy."
)
BLURRED = "Sam had been in prison before. The practitioner agreed small steps, and Sam kept every appointment."


def document(*blocks: object) -> Document:
    return Document("report", "Northmoor", "An inspectorate", "en-GB", "June 2026", blocks)


def workbook(*rows: tuple[object, ...]) -> Workbook:
    columns = tuple(Column(name, name, "", "text") for name in ("question", "group", "yes", "cases"))
    return Workbook("Data", "An inspectorate", "en-GB", "June 2026", (), (Sheet("Gender", "Gender", columns, rows),))


def evidence(splits: Mapping[str, Mapping[str, tuple[int, int]]] | None = None) -> dict[str, Statistic]:
    return statistics(fact_base(splits=splits))


def test_nothing_is_found_where_every_group_is_large() -> None:
    text = document(Paragraph(words("Engagement was sufficient for 18 out of 20 women.")))
    assert disclosure_check([text], [workbook(("2.4.1", "female", 18, 20))], evidence(), {}) == ()


def test_a_group_left_alone_is_found_by_subtraction() -> None:
    """Of 102 cases the 82 men are told; the other 20 are women, hidden, and 66 - 48 = 18 of them answered yes."""
    shown = evidence({"Male": MEN})
    (found, *_rest) = disclosure_check([], [], shown, {"case:2.4.1@gender=female": Count(yes=18, no=2)})
    assert found.kind == "small group"
    assert "leave 20 cases of 1 hidden groups" in found.why
    assert "18 of them answered yes" in found.why


def test_the_place_is_where_prose_tells_the_rest() -> None:
    """The tables leave out both groups; a sentence tells of one, and so of the other."""
    shown = evidence({})
    hidden = {"case:2.4.1@gender=female": Count(yes=18, no=2), "case:2.4.1@gender=male": Count(yes=48, no=34)}
    said = (
        "Was the sentence or post-custody period implemented effectively with a focus on engaging them? "
        "For male: 48 out of 82."
    )
    found = disclosure_check([document(Paragraph(words(said), anchor="2.4-3"))], [], shown, hidden)
    assert ("small group", "2.4-3") in {(each.kind, each.place) for each in found}


def test_other_words_for_a_hidden_group_tell_of_it_too() -> None:
    """Once: that the men follow is no second thing to mend."""
    hidden = {"case:2.4.1@gender=female": Count(yes=18, no=2), "case:2.4.1@gender=male": Count(yes=48, no=34)}
    titles = {"case:2.4.1@gender=female": Titles("Gender", "Female", aliases=("f", "woman", "women"))}
    said = (
        "The sentence or post-custody period was implemented effectively with a focus on engaging them in 18 out of 20 "
        "cases of women."
    )
    text = document(Paragraph(words(said), anchor="2.4-3"))
    found = disclosure_check([text], [], evidence({}), hidden, titles=titles)
    assert [(each.place, each.text) for each in found] == [("2.4-3", "case:2.4.1@gender=female")]


def test_a_hidden_group_in_the_workbook_is_found() -> None:
    found = disclosure_check(
        [], [workbook(("2.4.1", "female", 2, 3))], evidence({}), {"case:2.4.1@gender=female": Count(yes=2, no=1)}
    )
    assert [(each.place, each.text) for each in found] == [("Gender", "case:2.4.1@gender=female")]
    assert "3 cases" in found[0].why


def test_a_group_that_is_called_yes_is_one_only_beside_its_characteristic() -> None:
    """ "Yes" is an answer too: of each key question the workbook says whether it decides the rating."""
    hidden = {"case:2.4.1@domestic_abuse=yes": Count(yes=2, no=1)}
    titles = {"case:2.4.1@domestic_abuse=yes": Titles("Domestic abuse linked to the case", "Yes", "Was it done?")}
    row = ("2.4.1", "Yes", 9, 3)
    (sheet,) = workbook(row).sheets
    by = replace(sheet, name="By 4", title="Questions about cases by domestic abuse linked to the case, Northmoor")
    decides = replace(sheet, name="Key questions", title="Key questions: cases answered yes")
    cells = replace(decides, rows=((*row, "Domestic abuse linked to the case"),))
    found = {
        each.name: disclosure_check([], [replace(workbook(row), sheets=(each,))], evidence({}), hidden, titles=titles)
        for each in (by, decides, replace(cells, name="Cells"))
    }
    assert {name: [each.place for each in told] for name, told in found.items()} == {
        "By 4": ["By 4"],
        "Key questions": [],
        "Cells": ["Cells"],
    }


def test_a_hidden_group_of_the_sample_is_found_by_its_size_where_the_row_says_by_what() -> None:
    few = {"sample:gender=other": Count(yes=3, no=99)}
    columns = tuple(Column(name, name, "", "text") for name in ("characteristic", "group", "part", "cases"))
    sheet = Sheet("Sample", "Sample", columns, (("Gender", "Other", "", 3),))
    found = disclosure_check([], [replace(workbook(), sheets=(sheet,))], {}, few)
    assert [(each.place, each.text) for each in found] == [("Sample", "sample:gender=other")]
    other = replace(sheet, rows=(("Gender", "Other", "", "[c]"), ("Grade", "Other", "", 3)))
    survey = replace(workbook(("gender", "Other", "", 3)).sheets[0], title="Survey: three who answered are others")
    for each in (other, survey):
        assert disclosure_check([], [replace(workbook(), sheets=(each,))], {}, few) == ()


def test_a_characteristic_is_named_by_a_whole_word() -> None:
    hidden = {"case:2.4.1@age=young": Count(yes=2, no=1)}
    sheet = replace(workbook(("2.4.1", "young", 9, 3)).sheets[0], name="Engagement", title="Engaged")
    assert disclosure_check([], [replace(workbook(), sheets=(sheet,))], evidence({}), hidden) == ()


def test_two_hidden_groups_that_hide_each_other_are_let_pass() -> None:
    """The rest is 20 cases of two groups, 12 yes and 8 no: neither can be told."""
    hidden = {"case:2.4.1@gender=female": Count(yes=9, no=7), "case:2.4.1@gender=other": Count(yes=3, no=1)}
    assert disclosure_check([], [], evidence({"Male": {"2.4.1": (54, 28)}}), hidden) == ()


def test_a_group_of_the_sample_that_is_left_alone_is_found() -> None:
    """102 cases, 82 of men and 17 of women told: 3 are left. Beside a hidden group of 17 they would not be told."""
    shown = {
        **{key: each for key, each in evidence({}).items() if not key.startswith("sample:gender")},
        "sample:gender=male": Statistic("sample:gender=male", "proportion", "men", "", numerator=82, denominator=102),
    }
    women = Statistic("sample:gender=female", "proportion", "women", "", numerator=17, denominator=102)
    few = {"sample:gender=other": Count(yes=3)}
    (found,) = disclosure_check([], [], {**shown, women.key: women}, few)
    assert "3 cases of 1 hidden groups by gender" in found.why
    assert disclosure_check([], [], shown, {**few, women.key: Count(yes=17)}) == ()


def test_two_hidden_groups_that_are_all_alike_are_found() -> None:
    """Where all that is left answered yes, each is known to have."""
    shown = evidence({"Male": {"2.4.1": (46, 36)}})  # 66 - 46 = 20 of the other 20
    hidden = {"case:2.4.1@gender=female": Count(yes=16), "case:2.4.1@gender=other": Count(yes=4)}
    assert [each.kind for each in disclosure_check([], [], shown, hidden)] == ["small group"]


def test_a_person_in_a_practice_example_is_found_with_the_traits() -> None:
    box = Box("practice example", words("Practice example"), (Paragraph(words(TOLD)),), "example-1")
    (found,) = persons(document(box))
    assert (found.kind, found.place) == ("person", "example-1")
    for trait in ("age", "sex", "ethnicity", "offence", "health", "family", "a date"):
        assert trait in found.why


def test_traits_that_are_spread_over_a_box_count_together() -> None:
    inside = tuple(Paragraph(words(f"{part}.")) for part in TOLD.split(". "))
    assert len(persons(document(Box("practice example", words("A case"), inside, "b")))) == 1


def test_a_blurred_example_is_let_pass() -> None:
    box = Box("practice example", words("Practice example"), (Paragraph(words(BLURRED)),), "example-1")
    assert persons(document(box)) == ()


def test_a_quotation_and_an_item_are_looked_at_too() -> None:
    assert [each.place for each in persons(document(Quote(words(TOLD), anchor="q")))] == ["q"]
    assert [each.place for each in persons(document(Bullets((Item(words(TOLD), anchor="i"),))))] == ["i"]


def test_what_is_said_of_many_is_of_nobody() -> None:
    many = "Women on probation did not have dedicated times to report, except in Cambridge."
    assert persons(document(Paragraph(words(many)))) == ()


def test_traits_and_the_words_that_say_them() -> None:
    found = traits_of(TOLD)
    assert found["age"] == "34 year old"
    assert found["place"] == "Northmoor"
    assert found["a date"] == "3 March"
    assert traits_of("Plans were made in March with the Probation Service.") == {}


def test_a_footnote_tells_too() -> None:
    noted = Paragraph((Run("She did well.", note=words(TOLD)),), anchor="p")
    assert [each.place for each in persons(document(noted))] == ["p"]


def test_a_person_is_known_by_the_fingerprint_of_the_text_wherever_it_stands() -> None:
    """A judgement on it holds for the same words in another place or document, and for no others."""
    (one,) = persons(document(Paragraph(words(TOLD), anchor="2.4-3")))
    (moved,) = persons(document(Paragraph(words("Another.")), Paragraph(words(TOLD.replace(". She", ".  She")))))
    (changed,) = persons(document(Paragraph(words(TOLD.replace("34", "35")), anchor="2.4-3")))
    assert (one.text, len(one.fingerprint)) == (TOLD, 16)
    assert one.fingerprint == moved.fingerprint != changed.fingerprint


def test_a_small_group_has_no_fingerprint_since_nobody_answers_arithmetic() -> None:
    shown = evidence({"Male": MEN})
    (found, *_rest) = disclosure_check([], [], shown, {"case:2.4.1@gender=female": Count(yes=18, no=2)})
    assert found.fingerprint == ""


HALVES = (
    "She is a 34 year old Somali mother of three children.",
    "She was convicted of arson in Northmoor on 3 March.",
)


@pytest.mark.parametrize(
    "markdown",
    [
        "> **Practice example: A plan**\n>\n> - What was done\n>   - {}",
        "> **Practice example: A plan**\n>\n> She was seen.^[{}]",
        "> **Practice example: A plan**\n>\n> - She was seen.^[{}]",
        "> **Practice example: {}**\n>\n> She was seen.",
        "> **Practice example: A plan**\n>\n> | A | B |\n> |---|---|\n> | C | {} |",
        "> She was seen.^[{}]",
        "## {}",
        "- One\n  - Two\n    - {}",
        "- One\n  - Two.^[{}]",
        "Table: Cases\n\n| A | B |\n|---|---|\n| C | {} |",
        "Table: {}\n\n| A | B |\n|---|---|\n| C | D |",
    ],
)
def test_a_person_is_found_whatever_the_text_is_set_as(markdown: str) -> None:
    blocks = read_prose(markdown.format(TOLD), {}, say, name="part").blocks
    assert [TOLD in each.text for each in persons(document(*blocks))] == [True]


@pytest.mark.parametrize(
    "markdown",
    [
        "> **Practice example: A plan**\n>\n> {}\n>\n> - What was done\n>   - {}",
        "> **Practice example: A plan**\n>\n> {}^[{}]",
        "- {}\n  - {}",
        "Table: Cases\n\n| A | B |\n|---|---|\n| {} | {} |",
    ],
)
def test_what_is_said_in_parts_of_one_text_counts_together(markdown: str) -> None:
    for half in HALVES:
        assert persons(document(Paragraph(words(half)))) == ()
    assert len(persons(document(*read_prose(markdown.format(*HALVES), {}, say, name="part").blocks))) == 1


def test_items_of_a_list_and_rows_of_a_table_are_of_one_person_each() -> None:
    parts = read_prose(
        "- {}\n- {}\n\nTable: Cases\n\n| A |\n|---|\n| {} |\n| {} |".format(*HALVES, *HALVES), {}, say, name="p"
    )
    assert persons(document(*parts.blocks)) == ()


def test_a_nested_item_is_told_by_itself_and_not_again_with_what_holds_it() -> None:
    blocks = read_prose(f"- One\n  - {TOLD}\n  - Another.", {}, say, name="part").blocks
    assert [each.text for each in persons(document(*blocks))] == [TOLD]


def test_it_says_how_many_cases_a_group_of_the_sample_has_and_in_which_sentence() -> None:
    few = {"sample:gender=female": Count(yes=3, no=15)}
    text = Paragraph(words("We read 18 cases. Three of the 18 people were women."), anchor="2.4-3")
    (found,) = disclosure_check([document(text)], [], {}, few)
    assert found.why.startswith("‘Three of the 18 people were women.’ It tells of 3 cases of a group")
