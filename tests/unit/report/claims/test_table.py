"""Headings and tables that are typed are held against the evidence; tables that the evidence sets are not."""

from collections.abc import Mapping
from functools import cache

import pytest

from inspectorate.report.claims.check import in_document, in_prose
from inspectorate.report.claims.matching import SURE
from inspectorate.report.claims.number import numbers
from inspectorate.report.claims.reader import Reader
from inspectorate.report.claims.subject import subjects
from inspectorate.report.claims.text import of_document
from inspectorate.report.document import Cell, Document, Paragraph, Quote, Table, words
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from tests.unit.report.claims.evidence import fact_base

ENGAGING = "Does assessment focus sufficiently on engaging the person on probation?"
SAFE = "Does assessment focus sufficiently on keeping other people safe?"
DELIVERED = "Is the sentence implemented effectively with a focus on engaging the person on probation?"


@cache
def evidence() -> Mapping[str, Statistic]:
    return statistics(fact_base())


def table(*rows: str, before: str = "") -> str:
    head, *rest = rows
    rule = "|---" * (head.count("|") - head.count("\\|") - 1) + "|"
    return "\n".join(f"{before}{row}" for row in (head, rule, *rest))


def told(source: str) -> list[tuple[str, str, str]]:
    return [(each.text, each.verdict, each.right) for each in in_prose(source, evidence())]


@pytest.mark.parametrize(
    ("source", "claims"),
    [
        ("## Only 12 per cent of assessments engaged people", [("12 per cent", "false", "57 per cent")]),
        ("# In 57 per cent of cases, assessment engaged people", [("57 per cent", "true", "")]),
        ("## 2.2 Assessment\n\n### 1. Staff\n\n#### Annexe 2", []),
        (
            "Northmoor, where assessment engaged 12 per cent of people, should:",
            [("12 per cent", "false", "57 per cent")],
        ),
        (f"{SAFE}\t22%", [("22%", "false", "31 per cent")]),
        (table("| Question | Yes |", f"| {ENGAGING} | 22% |"), [("22%", "false", "57 per cent")]),
        (table("| Question | Yes |", f"| {ENGAGING} | 57% |"), [("57%", "true", "")]),
        (table("| Question | Per cent |", f"| {ENGAGING} | 22 |"), [("22 per cent", "false", "57 per cent")]),
        (
            table("| Question | Yes | No |", f"| {ENGAGING} | 58 | 44 |", f"| {SAFE} | 30 | 60 |"),
            [("58", "true", ""), ("44", "true", ""), ("30", "true", ""), ("60", "false", "66")],
        ),
        (
            table("| Question | Women | Men |", f"| {DELIVERED} | 90% | 59% |", f"| {DELIVERED} | 59% | 90% |"),
            [
                ("90%", "true", ""),
                ("59%", "true", ""),
                ("59%", "false", "90 per cent"),
                ("90%", "false", "59 per cent"),
            ],
        ),
        (
            table("| In 12 per cent of cases assessment engaged people |", "| only 22 per cent |"),
            [("12 per cent", "false", "57 per cent"), ("22 per cent", "false", "57 per cent")],
        ),
        (
            table("| Assessment engaged people | {{case:2.2.1 \\| per cent}} |", "| 12 per cent of cases | |"),
            [("12 per cent", "unsupported", "")],
        ),
        (table("| Question | Yes |", f"| {ENGAGING} | 22% |", before="  "), [("22%", "false", "57 per cent")]),
        (
            f"- A list\n{table('| Question | Yes |', f'| {ENGAGING} | 22% |', before='  ')}",
            [("22%", "false", "57 per cent")],
        ),
        (table("| Standard | Rating |", "| 1.2 Staff | Good |"), [("Good", "false", "Requires improvement")]),
        (table("| Grade | Sites |", "| Not recorded | none |"), []),
    ],
)
def test_what_is_typed_is_held(source: str, claims: list[tuple[str, str, str]]) -> None:
    assert told(source) == claims


def test_a_cell_stands_where_it_was_typed() -> None:
    source = (
        f"One.\n\n{table('| Question | Per cent |', f'| {ENGAGING} | 22 |')}\n\nIn 12 per cent of cases, people waited."
    )
    cell, after = in_prose(source, evidence())
    assert (source[cell.place.start : cell.place.end], cell.place.line) == ("22", 5)
    assert (source[after.place.start : after.place.end], after.place.line) == ("12 per cent", 7)


def test_a_table_changes_nothing_of_what_follows() -> None:
    row = table("| Question | Yes |", "| 2.3 Planning | so |")
    said = "31 per cent of cases kept other people safe."
    for about, verdict in (("2.2", "true"), ("2.5", "false")):
        (claim,) = in_prose(f"{row}\n\n{said}", evidence(), about=about)
        assert (claim.verdict == "true") is (verdict == "true"), claim.why


def test_a_document_read_as_a_whole_has_its_tables_and_what_others_said() -> None:
    cells = (Cell(words(DELIVERED)), Cell(words("90%")), Cell(words("59%")))
    document = Document(
        "report",
        "Northmoor",
        "An inspectorate",
        "en-GB",
        "June 2026",
        (
            Table(words("Engaging"), (words("Question"), words("Women"), words("Men")), (cells,), anchor="t"),
            Quote(words("Assessment engaged me in 22 per cent of cases."), anchor="q"),
            Paragraph(words("A person said: “Assessment engaged me in 12 per cent of cases.”"), anchor="p"),
        ),
    )
    assert in_document(document, evidence()) == ()
    reader = Reader(of_document(document, whole=True), evidence())
    found = [
        (reader.text.place(*each.span).anchor, each.quantity.text, each.found[0].subject.yes.key)
        for each in numbers(reader, subjects(evidence()))
        if each.found and each.found[0].fit >= SURE
    ]
    assert found == [
        ("t", "90%", "case:2.4.1@gender=female"),
        ("t", "59%", "case:2.4.1@gender=male"),
        ("q", "22 per cent", "case:2.2.1"),
        ("p", "12 per cent", "case:2.2.1"),
    ]
