"""``disclosure.md``, row by row."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from inspectorate.aggregation.counts import Count, Findings
from inspectorate.framework.catalogue import find_edition
from inspectorate.report.disclosure_check import Titles, disclosure_check
from inspectorate.report.document import Document
from inspectorate.report.prose import read_prose
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from inspectorate.report.wording import say
from tests.spec.tables import FOLDER, rows
from tests.unit.report.claims.evidence import EDITION, fact_base

FILE = "disclosure.md"
HEADINGS = ("How many there are", "What came of their cases", "What tells of nobody")
CASES = 18


@cache
def counted() -> Mapping[str, Mapping[str, Count]]:
    """The counts of the table of groups: by group, then by question; "" is how many cases there are of it."""
    found: dict[str, Mapping[str, Count]] = {}
    for row in rows(FILE, "The groups"):
        name, size, *answers = row.values()
        questions = [heading.split()[0] for heading in list(row)[2:]]
        pairs = [tuple(map(int, cell.split(","))) for cell in answers]
        of = {question: Count(yes=yes, no=no) for question, (yes, no) in zip(questions, pairs, strict=True)}
        found[name] = {"": Count(yes=int(size), no=CASES - int(size)), **of}
    return found


@cache
def released() -> dict[str, Statistic]:
    """What may be told: the counts of all cases, and no group."""
    totals = {question: count for question, count in counted()["all"].items() if question}
    base = fact_base({question: (count.yes, count.no) for question, count in totals.items()}, splits={})
    return statistics(replace(base, findings=Findings(base.findings.edition, CASES, totals), composition={}))


@cache
def hidden() -> dict[str, Count]:
    """The counts of the groups, by the key that they would have."""
    return {
        f"case:{question}@{group}" if question else f"sample:{group}": count
        for group, counts in counted().items()
        if group != "all"
        for question, count in counts.items()
    }


def titles() -> dict[str, Titles]:
    """What tables call the groups."""
    made = {}
    known = find_edition(EDITION).characteristic_by_id
    for key in hidden():
        name, _equals, value = re.sub(r"^sample:|^.*@", "", key).partition("=")
        (found,) = [each for each in known[name].values if each.value == value]
        made[key] = Titles(known[name].title, found.title, aliases=found.aliases)
    return made


def told(markdown: str) -> set[str]:
    """The groups of which a text tells."""
    prose = read_prose(markdown.replace("\\|", "|"), released(), say, name="part")
    assert not prose.faults
    document = Document("report", "Northmoor", "An inspectorate", "en-GB", "June 2026", prose.blocks)
    found = disclosure_check([document], [], released(), hidden(), titles=titles())
    return {re.sub(r"^sample:|^.*@", "", each.text) for each in found}


def sentences() -> list[tuple[str, str]]:
    """Every row: a sentence, and the group that it tells of; blank for none."""
    found = []
    for heading in HEADINGS:
        section = (FOLDER / FILE).read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
        lines = [re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line.startswith("|")]
        found += [(cells[0].strip(), cells[1].strip()) for cells in lines[2:]]
    return found


@pytest.mark.parametrize(("sentence", "group"), sentences(), ids=lambda cell: str(cell)[:70])
def test_a_sentence(sentence: str, group: str) -> None:
    """Of the groups that it names; what it tells of others as well follows from that."""
    assert set(filter(None, group.split(", "))) <= told(sentence)
    assert group or told(sentence) == set()


#: Everything that a sentence may be set as.
SET_AS = {
    "a heading": "## {}",
    "an item": "- {}",
    "a numbered item": "1. {}",
    "a nested item": "- One.\n  - Two.\n    - {}",
    "a quotation": "> {}",
    "who is quoted": "> I was seen.\n> — {}",
    "a practice example": "> **Practice example: A plan**\n>\n> {}",
    "the title of one": "> **Practice example: {}**\n>\n> Sam was seen.",
    "a nested item of one": "> **Practice example: A plan**\n>\n> - One.\n>   - {}",
    "a footnote of one": "> **Practice example: A plan**\n>\n> Sam was seen.^[{}]",
    "a footnote": "They were seen.^[{}]",
    "a footnote of an item": "- They were seen.^[{}]",
    "a cell": "Table: Cases\n\n| A | B |\n|---|---|\n| C | {} |",
    "a caption": "Table: {}\n\n| A | B |\n|---|---|\n| C | D |",
    "speech": "Leaders said: “{}”",
    "a paragraph of the third line": "A line.\nAnother line.\n{}",
}


@pytest.mark.parametrize("set_as", SET_AS)
@pytest.mark.parametrize(
    "sentence",
    [
        "Three of the 18 people in the sample were women.",
        "3 women were read of.",
        "Planning engaged none of the three women.",
    ],
)
def test_it_is_told_whatever_it_is_set_as(sentence: str, set_as: str) -> None:
    assert "gender=female" in told(SET_AS[set_as].format(sentence))


@pytest.mark.parametrize(
    "table",
    [
        "| Group | People |\n|---|--:|\n| Female | 3 |\n| Male | 15 |",
        "| | Female | Male |\n|---|--:|--:|\n| People | 3 | 15 |",
        "| Women | Men |\n|---|--:|\n| 3 | 15 |",
        "| Women | Engaged |\n|---|--:|\n| Planning | 0 out of 3 |",
        "| Sample | Share |\n|---|--:|\n| Women | 17 per cent |\n| Men | 83 per cent |",
    ],
)
def test_a_table_that_is_typed_tells_of_the_group_that_heads_a_row_or_a_column(table: str) -> None:
    assert "gender=female" in told(f"Table: Cases that we read\n\n{table}")


@pytest.mark.parametrize(
    "text",
    [
        "### Women\n\nPlanning was sufficient in one of three cases.",
        "Of the women whose cases we read:\n\n- three were seen weekly\n- no more is known.",
        "- Women\n  - three cases\n  - one plan",
        "Table: Women\n\n| Question | Cases |\n|---|--:|\n| People | 3 |",
        "Women had few plans. Their three cases were read twice.",
    ],
)
def test_a_group_is_named_by_what_stands_above(text: str) -> None:
    assert "gender=female" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "### Women\n\nThere are 3 centres, and leaders met 3 of the partners.",
        "Leaders plan for women:\n\n- three centres opened\n- 15 staff were trained.",
        "Table: Services for women\n\n| Place | Days |\n|---|--:|\n| Northmoor | 3 days |",
    ],
)
def test_what_stands_below_a_group_may_count_others(text: str) -> None:
    assert told(text) == set()
