"""Documents passage by passage: everything that can be read has a number, once, in the order of reading."""

from hypothesis import given

from inspectorate.report.document import (
    Box,
    Break,
    Bullets,
    Cell,
    Document,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Run,
    Table,
    words,
)
from inspectorate.report.passage import passages
from tests.unit.report.any_document import documents

DOCUMENT = Document(
    "report",
    "T",
    "P",
    "en-GB",
    "",
    (
        Heading(words("Leadership"), 1, "1.1"),
        Paragraph((Run("Leaders were known."), Run("", note=words("In 2022."))), anchor="1.1-1"),
        Break(),
        Bullets((Item(words("one"), anchor="1.1-2"), Item(words("two"), (Numbered((Item(words("inside")),)),)))),
        Numbered((Item(words("end it")), Item(words("begin it"))), start=3),
        Box("practice example", words("Jo"), (Paragraph(words("Jo came.")),), "1.1-4"),
        Table(words("Rates"), (words("Year"), words("Rate")), ((Cell(words("2022")), Cell(words("7"))),)),
    ),
    cover=(Paragraph(words("Led by someone.")),),
)


def test_passages_are_numbered_in_the_order_of_reading():
    assert [(each.number, each.text) for each in passages(DOCUMENT)] == [
        (1, "Led by someone."),
        (2, "Leadership"),
        (3, "Leaders were known. [In 2022.]"),
        (4, "one"),
        (5, "two inside"),
        (6, "end it"),
        (7, "begin it"),
        (8, "Jo"),
        (9, "Jo came."),
        (10, "Rates Year Rate 2022 7"),
    ]


def test_a_passage_knows_its_heading_and_an_item_its_place_in_its_list():
    found = passages(DOCUMENT)
    assert [each.under for each in found] == ["", *["1.1"] * 9]
    assert (found[2].heading, found[2].anchor) == ("Leadership", "1.1-1")
    assert found[6].block.start == 4, "the second of a list that begins with 3"
    assert [each.number for each in found if each.is_heading] == [2]


@given(documents)
def test_any_document_has_passages_with_numbers_from_one(document):
    assert [each.number for each in passages(document)] == list(range(1, len(passages(document)) + 1))
