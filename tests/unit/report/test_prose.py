"""Markdown with placeholders as blocks of a document."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.report.document import Box, Bullets, Heading, Numbered, Paragraph, Quote, Run, Table, plain, walked
from inspectorate.report.prose import FORM, read_prose
from inspectorate.report.statistic import Statistic

SAFETY = Statistic("case:keeping_safe_1", "proportion", "keeping people safe", "cases", 59, 96)
OVERALL = Statistic("rating:overall", "rating", "overall", "panel", text="Inadequate")
STATISTICS = {each.key: each for each in (SAFETY, OVERALL)}


def say(statistic, form, first):
    if statistic.text:
        return statistic.text
    if form not in ("", "count"):
        raise ValueError("say it as count")
    return f"{'In ' if first else ''}{statistic.numerator} out of {statistic.denominator}"


def read(text):
    return read_prose(text, STATISTICS, say, name="P-2.1")


def test_paragraphs_with_bold_italic_and_links():
    prose = read("Work was **poor** and *slow*\nin [one place](https://example.org/a).")
    assert prose.blocks == (
        Paragraph(
            (
                Run("Work was "),
                Run("poor", strong=True),
                Run(" and "),
                Run("slow", emphasis=True),
                Run(" in "),
                Run("one place", link="https://example.org/a"),
                Run("."),
            ),
            anchor="P-2.1-1",
        ),
    )


def test_a_placeholder_is_filled_and_keeps_the_key_of_its_statistic():
    prose = read("It was good in {{case:keeping_safe_1 | count}} cases.")
    assert prose.blocks[0].runs == (
        Run("It was good in "),
        Run("59 out of 96", statistic="case:keeping_safe_1"),
        Run(" cases."),
    )
    assert prose.used == ("case:keeping_safe_1",)
    assert not prose.faults


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{case:keeping_safe_1}} cases were good.", "In 59 out of 96"),
        ("It was late. {{case:keeping_safe_1}} were good.", "In 59 out of 96"),
        ("It was late, {{case:keeping_safe_1}} were good.", "59 out of 96"),
        ("*“{{case:keeping_safe_1}}”*", "In 59 out of 96"),
    ],
)
def test_a_number_knows_whether_it_begins_a_sentence(text, words):
    runs = [run for block in read(text).blocks for run in block.runs if run.statistic]
    assert [run.text for run in runs] == [words]


def test_every_placeholder_that_cannot_be_filled_is_told_with_its_line():
    prose = read("Good.\n\nIn {{case:keeping_safe_2}} and {{case:keeping_safe_1 | ounces}} and {{zzz}}.")
    assert [(fault.line, fault.problem, fault.mend) for fault in prose.faults] == [
        (3, "the evidence has no ‘case:keeping_safe_2’", "did you mean ‘case:keeping_safe_1’?"),
        (3, "‘case:keeping_safe_1’ cannot be said as ‘ounces’", "say it as count"),
        (3, "the evidence has no ‘zzz’", "choose one of the list of numbers"),
    ]
    assert "{{case:keeping_safe_2}}" in plain(prose.blocks[1].runs)


def test_lists_inside_lists():
    (block,) = read("- one\n- two\n  1. first\n  2. second\n").blocks
    assert isinstance(block, Bullets)
    assert [plain(item.runs) for item in block.items] == ["one", "two"]
    (inside,) = block.items[1].inside
    assert isinstance(inside, Numbered)
    assert [plain(item.runs) for item in inside.items] == ["first", "second"]


def test_a_paragraph_behind_an_inner_list_stays_behind_it():
    (block,) = read("- one:\n\n  more\n  1. first\n\n  behind\n\n  it\n\n  - second\n\n  last\n- two").blocks
    one, two = block.items
    assert (plain(one.runs), plain(two.runs)) == ("one: more", "two")
    assert [type(each).__name__ for each in one.inside] == ["Numbered", "Paragraph", "Bullets", "Paragraph"]
    assert [plain(each.runs) for each in one.inside if isinstance(each, Paragraph)] == ["behind it", "last"]


def test_a_numbered_list_goes_on_where_it_was_left():
    (block,) = read("9. ensure priorities are clear\n10. review work").blocks
    assert block.start == 9


def test_headings_stand_below_that_of_the_section():
    first, second = read_prose("# One\n\n#### Deep", {}, say, name="x", below=2).blocks
    assert (first.level, second.level) == (3, 4)
    assert isinstance(first, Heading)


def test_an_example_of_practice():
    (box,) = read("> **Practice example: a panel**\n> Sam met the police.\n>\n> - monthly").blocks
    assert isinstance(box, Box)
    assert (box.kind, plain(box.title)) == ("practice example", "a panel")
    assert plain(box.blocks[0].runs) == "Sam met the police."
    assert isinstance(box.blocks[1], Bullets)


def test_the_words_of_a_person():
    (quote,) = read("> It feels like a\n> tick-box exercise.\n> — Person on probation").blocks
    assert quote == Quote((Run("It feels like a tick-box exercise."),), "Person on probation", "P-2.1-1")


def test_a_table_has_its_caption_and_its_numbers_to_the_right():
    (table,) = read("Table: Cases by team\n\n| Team | Cases |\n|---|--:|\n| North | 12 |\n").blocks
    assert isinstance(table, Table)
    assert plain(table.caption) == "Cases by team"
    assert table.numbers == {1}
    assert [[plain(cell.runs) for cell in row] for row in table.rows] == [["North", "12"]]


def test_a_table_without_a_caption_is_told():
    assert [fault.problem for fault in read("| a |\n|---|\n| 1 |\n").faults] == ["the table has no caption"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("> He said:\n>\n> - one", "in a quotation stands a list, which is not printed"),
        ("> He said:\n>\n> 1. one", "in a quotation stands a list, which is not printed"),
        ("> Table: He said\n>\n> | a |\n> |---|\n> | 1 |", "in a quotation stands a table, which is not printed"),
        ("> He said:\n>\n> # Loud", "in a quotation stands a heading, which is not printed"),
        ("> He said:\n>\n> > Words", "in a quotation stands a quotation, which is not printed"),
        ("- He said:\n\n  > Words", "in an item of a list stands a quotation, which is not printed"),
        ("- See:\n\n  | a |\n  |---|\n  | 1 |", "in an item of a list stands a table, which is not printed"),
    ],
)
def test_what_cannot_be_printed_where_it_stands_is_told_with_its_line(text, what):
    (fault,) = read(text).faults
    assert (fault.line, fault.problem, fault.field) == (3, what, FORM)


def test_a_list_in_a_footnote_is_told():
    (fault,) = read("Rated so[^1].\n\n[^1]: By these:\n\n    - one").faults
    assert (fault.problem, fault.field) == ("in a footnote stands a list, which is not printed", FORM)


def test_code_in_an_item_or_a_quotation_is_the_text_that_it_holds():
    (item,) = read("- First\n\n      Not  lost\n").blocks[0].items
    assert plain(item.runs) == "First Not lost"
    (quote,) = read("> First\n>\n>     Not  lost\n").blocks
    assert plain(quote.runs) == "First Not lost"
    (paragraph,) = read("Rated so[^1].\n\n[^1]: First\n\n        Not  lost\n").blocks
    assert plain(paragraph.runs[0].note) == "First Not lost"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Good.\n\nRated so[^9].", [(3, "the footnote ‘[^9]’ has no note")]),
        ("Rated so.\n\n[^9]: By.", [(3, "nothing leads to the footnote ‘[^9]’, so that it is not printed")]),
        ("Good. <!-- 12 per cent? -->", [(1, "what stands behind ‘<!--’ is printed too")]),
        (
            "We saw:\n• plans\n•\tcases",
            [(line, "lines that begin with ‘•’ run together in print") for line in (2, 3)],
        ),
        ("Rated so[^9] and[^9] so.\n\n> [^9]: By.", []),
        ("Rated so\\[^9] at 5 • 6. The list [^ 9] -- and a->b <!.", []),
        ("- We saw\n- plans", []),
    ],
)
def test_what_would_be_printed_as_nobody_means_it_is_told_with_its_line(text, told):
    faults = read(text).faults
    assert [(each.line, each.problem) for each in faults] == told
    assert {each.field for each in faults} <= {FORM}


def test_in_a_practice_example_stands_what_stands_in_a_text():
    prose = read("> **Practice example: one**\n>\n> # Loud\n>\n> | a |\n> |---|\n> | 1 |")
    assert [fault.problem for fault in prose.faults] == ["the table has no caption"]
    assert [type(each) for each in prose.blocks[0].blocks] == [Heading, Table]


def test_a_footnote_hangs_on_the_word_before_it():
    (block,) = read("Rated so^[By the *lowest* score.] again.").blocks
    assert block.runs[0] == Run("Rated so", note=(Run("By the "), Run("lowest", emphasis=True), Run(" score.")))
    assert block.runs[1] == Run(" again.")


def test_what_looks_like_html_or_a_picture_is_text():
    prose = read("<script>alert(1)</script> ![x](https://example.org/a.png)")
    assert "<script>alert(1)</script>" in plain(prose.blocks[0].runs)


def test_no_address_leads_to_a_script():
    prose = read("[x](javascript:alert(1)) [y](data:text/html,z)")
    assert not [run for run in prose.blocks[0].runs if run.link]


@given(st.text(max_size=300))
def test_no_text_is_refused_and_no_anchor_stands_twice(text):
    blocks = list(walked(read(text).blocks))
    anchors = [each.anchor for each in blocks if getattr(each, "anchor", "")]
    assert len(anchors) == len(set(anchors))


def test_a_share_of_a_percentage_and_of_a_count():
    assert SAFETY.share == Fraction(59, 96)
    assert Statistic("context:x", "per cent", "x", "s", value=Fraction(43)).share == Fraction(43, 100)
    assert OVERALL.share is None
