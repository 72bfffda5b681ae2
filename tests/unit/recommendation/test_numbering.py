"""Recommendations grouped by addressee, numbered on, and their totals in words: as S0, S2, S3 and S4 print them."""

from itertools import groupby

import pytest

from inspectorate.framework.catalogue import find_edition
from inspectorate.recommendation.addressee import Addressee, addressees, in_prose
from inspectorate.recommendation.model import ADDRESSEES, Recommendation
from inspectorate.recommendation.numbering import Drafted, in_order, numbered
from inspectorate.recommendation.total import by_addressee, number_in_words, total_in_words
from inspectorate.register.document import Document
from inspectorate.register.reading.read import read

PDU, REGION, HMPPS = (
    Addressee("PDU", "Cumbria PDU"),
    Addressee("region", "North West region"),
    Addressee("HMPPS", "HM Prison and Probation Service"),
)


def of(edition: str) -> tuple[str, ...]:
    outline = find_edition(edition).report
    assert outline
    return outline.addressees


def made(*counts: tuple[Addressee, int]) -> tuple[Recommendation, ...]:
    drafted = [Drafted(0, to, "ensure it.") for to, number in counts for _each in range(number)]
    return numbered(drafted)


@pytest.mark.parametrize(
    ("edition", "unit", "kind", "region", "expected"),
    [
        # S2: "Leicester, Leicestershire and Rutland PDU should:", "East Midlands region should:", "HM Prison and ..."
        (
            "hmip-pdu-2021",
            "Leicester, Leicestershire and Rutland",
            "PDU",
            "East Midlands",
            [
                ("PDU", "Leicester, Leicestershire and Rutland PDU"),
                ("region", "East Midlands region"),
                ("HMPPS", "HM Prison and Probation Service"),
            ],
        ),
        ("hmip-pdu-2023", "Cumbria PDU", "PDU", "", [("PDU", "Cumbria PDU"), HMPPS]),
        ("hmip-region-2023", "North West", "region", "", [REGION, HMPPS]),
        ("hmip-yjs-2018", "Devon YJS", "youth justice service", "", [("YJS", "Devon YJS")]),
        (
            "hmip-crc-nps-2018",
            "Wales",
            "NPS division",
            "",
            [("NPS", "Wales NPS division"), HMPPS, ("other", "The Ministry of Justice")],
        ),
    ],
)
def test_an_edition_says_whom_recommendations_are_made_to(edition, unit, kind, region, expected):
    found = addressees(of(edition), unit, kind, region)
    assert found == tuple(each if isinstance(each, Addressee) else Addressee(*each) for each in expected)
    assert {each.kind for each in found} <= set(ADDRESSEES)


def test_numbers_go_on_from_one_addressee_to_the_next_and_others_come_last():
    drafted = [
        Drafted(1, Addressee("other", "The council"), "fund it."),
        Drafted(2, HMPPS, "improve access to vetting"),
        Drafted(3, PDU, "review oversight. "),
        Drafted(4, REGION, "improve completion rates"),
        Drafted(5, PDU, "ensure diversity"),
    ]
    ordered = in_order(drafted, (PDU, REGION, HMPPS))
    assert [one.key for one in ordered] == [3, 5, 4, 2, 1]
    printed = numbered(ordered)
    assert [(each.number, each.addressed_as, each.text) for each in printed] == [
        (1, "Cumbria PDU", "review oversight"),
        (2, "Cumbria PDU", "ensure diversity"),
        (3, "North West region", "improve completion rates"),
        (4, "HM Prison and Probation Service", "improve access to vetting"),
        (5, "The council", "fund it"),
    ]


def test_totals_are_said_as_press_releases_say_them():
    # S0, note 4, word for word; the annexe of S1 lists 6 + 4 + 3.
    cumbria = made((PDU, 6), (REGION, 4), (HMPPS, 3))
    assert total_in_words(cumbria) == (
        "13 recommendations: six for Cumbria PDU and the rest for the North West regional service and HMPPS"
    )
    assert list(by_addressee(cumbria).values()) == [6, 4, 3]
    # S4 makes four, all to the PDU.
    assert total_in_words(made((PDU, 4))) == "four recommendations for Cumbria PDU"
    assert total_in_words(made((PDU, 1))) == "one recommendation for Cumbria PDU"
    assert total_in_words(made((PDU, 6), (HMPPS, 3))) == (
        "nine recommendations: six for Cumbria PDU and three for HMPPS"
    )
    assert total_in_words(()) == "no recommendations"
    assert (number_in_words(9), number_in_words(10), number_in_words(1200)) == ("nine", "10", "1,200")
    assert in_prose(Addressee("other", "The council")) == "The council"


@pytest.mark.parametrize(
    ("counts", "parts"),
    [
        (((PDU, 6), (REGION, 4), (HMPPS, 3)), {"PDU": 6}),
        (((PDU, 6), (HMPPS, 3)), {"PDU": 6, "HMPPS": 3}),
        (((PDU, 4),), {"PDU": 4}),
    ],
)
def test_the_reader_of_documents_reads_the_total_back(counts, parts):
    """The sentence of S0 with our words in it, read as any press release is."""
    words = total_in_words(made(*counts))
    text = f"# Cumbria PDU\n\nThis inspection made {words}.\n"
    (stated,) = read(Document("release.md", "markdown", text)).subject.recommendations.stated
    assert (stated.value.total, dict(stated.value.parts)) == (sum(number for _to, number in counts), parts)


def test_a_list_is_read_back_with_its_numbers_and_addressees():
    given = made((PDU, 2), (REGION, 1), (HMPPS, 1))
    lines = ["## Recommendations", ""]
    for name, group in groupby(given, key=lambda each: each.addressed_as):
        lines += [f"### {name} should:", "", *(f"{each.number}. {each.text}" for each in group), ""]
    found = read(Document("report.md", "markdown", "\n".join(lines))).subject.recommendations
    assert tuple(item.value for item in found.items) == given
