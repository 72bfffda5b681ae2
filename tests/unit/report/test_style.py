"""What the style check asks an author to look at."""

import pytest

from inspectorate.report.style import acronyms_explained, product_style, remarks


def told(text, **facts):
    return [(remark.rule, text[remark.start : remark.end], remark.mend) for remark in remarks(text, **facts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met prior to release.", [("plain words", "prior to", "write ‘before’")]),
        ("Prior to release they met.", [("plain words", "Prior to", "write ‘before’")]),
        ("They met prior tonight.", []),
        ("Offenders reported late.", [("people", "Offenders", "write ‘people on probation’")]),
        ("Sexual re-offenders reported.", []),
        ("61% of cases", [("per cent", "61%", "write ‘61 per cent’")]),
        ("61 percent of cases", [("per cent", "61 percent", "write ‘61 per cent’")]),
        ("61 per cent of cases", []),
        ("There were 4 offices.", [("small numbers", "4", "write ‘four’")]),
        ("There were 14 offices, and 5 per cent of 2.4 and P 1.1 and 3,000 of 1/21.", []),
        ("4. review the work of teams", []),
        ("in {{case:assess_1 | count}} cases", []),
    ],
)
def test_words_and_numbers(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Probation Delivery Unit (PDU) is large. The PDU has offices.", []),
        ("The PDU has offices.", ["‘PDU’ is not explained before it is used"]),
        (
            "The PDU has offices. The Probation Delivery Unit (PDU) is large.",
            ["‘PDU’ is not explained before it is used"],
        ),
        (
            "The Probation Delivery Unit (PDU) is large. The Probation Delivery Unit (PDU) has offices.",
            ["‘PDU’ is explained again"],
        ),
        ("Senior Probation Officers (SPOs) met. SPOs were tired; one SPO left.", []),
        ("The NHS helped.", []),
        (
            "Two SPOs met the PDU.",
            ["‘SPO’ is not explained before it is used", "‘PDU’ is not explained before it is used"],
        ),
    ],
)
def test_acronyms_are_explained_once(text, expected):
    assert [remark.problem for remark in remarks(text)] == expected


def test_an_acronym_that_an_earlier_part_explained_needs_no_explanation():
    earlier = acronyms_explained("The Probation Delivery Unit (PDU) is large.")
    assert earlier == {"PDU"}
    assert not remarks("The PDU has offices.", explained=earlier)
    (again,) = remarks("The Probation Delivery Unit (PDU) has offices.", explained=earlier)
    assert again.problem == "‘PDU’ is explained again"


def test_a_sentence_of_forty_words_is_bearable_and_one_more_is_not():
    assert not remarks(" ".join(["work"] * 40) + ".")
    (remark,) = remarks("Short.\n" + " ".join(["work"] * 41) + ".")
    assert (remark.rule, remark.line) == ("long sentences", 2)


def test_a_point_inside_a_number_ends_no_sentence():
    assert not remarks(" ".join(["work"] * 30) + " 2.4 " + "of " * 5 + "it.")


def test_every_word_to_avoid_is_found_and_what_to_write_instead_is_not():
    style = product_style()
    for words in (style.plain_words, style.people):
        for avoid, better in words.instead.items():
            assert [found for _rule, found, _mend in told(f"They {avoid} it.")] == [avoid]
            assert not [rule for rule, _found, _mend in told(f"They {better} it.")]
