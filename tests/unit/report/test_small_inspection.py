"""Small inspections: what we compose of them tells of no small group, and the check before release says so itself."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import pytest

from inspectorate.aggregation.disclosure import THRESHOLD
from inspectorate.framework.catalogue import find_edition
from inspectorate.report.composition import composition
from inspectorate.report.data_workbook import data_workbook
from inspectorate.report.disclosure_check import disclosure_check
from inspectorate.report.document_json import as_json, from_json
from inspectorate.report.document_set import documents
from inspectorate.report.house import product_house
from inspectorate.report.slides import slides
from inspectorate.report.statistics import statistics
from inspectorate.report.workbook import Workbook
from inspectorate.report.writers.csv import csv_files
from inspectorate.report.writers.ods import ods
from inspectorate.report.writers.xlsx import xlsx
from tests.unit.report.small import Small, small

HOUSE = product_house()
#: Editions that ask some questions of some groups alone, and inspections of them; 8 cases, and up to 40.
SEEDS = [(edition, seed) for edition in ("hmip-pdu-2021", "hmip-pdu-2023") for seed in (0, 2, 5)]
#: Asked where domestic abuse is recorded of a case.
ASKED_OF_SOME = "domestic_abuse_improved"
PDU = find_edition("hmip-pdu-2021")

every = pytest.mark.parametrize(("edition", "seed"), SEEDS)
one = cache(small)


def workbook(of: Small) -> Workbook:
    return data_workbook(of.base, HOUSE)


def checked(of: Small, *workbooks: Workbook):
    """What the check finds in all that is composed of an inspection of which nobody wrote anything."""
    made = (*documents(of.base, {}, HOUSE), slides(of.base, {}, HOUSE))
    return disclosure_check(made, workbooks or [workbook(of)], statistics(of.base), of.hidden, titles=of.titles)


def rows(of: Workbook, *sheets: str) -> Iterator[Mapping[str, object]]:
    """The rows of sheets by the names of their columns."""
    for sheet in of.sheets:
        if sheet.name in sheets or (not sheets and "group" in [column.name for column in sheet.columns]):
            for row in sheet.rows:
                yield {"sheet": sheet.name, **dict(zip([each.name for each in sheet.columns], row, strict=True))}


@every
def test_nothing_that_we_compose_is_refused(edition, seed):
    """Else nobody could mend it: "Yes" in "decides the rating" is an answer, and no group of domestic abuse."""
    found = one(seed, edition)
    assert any(count.relevant < THRESHOLD for count in found.hidden.values())
    assert checked(found) == ()


@every
def test_what_the_tables_leave_of_the_totals_is_no_small_group(edition, seed):
    """By subtraction, sheet by sheet: the total of a question less all groups told, where any is told."""
    made = workbook(one(seed, edition))
    totals = {row["question"]: row for row in rows(made, "Key questions", "Prompts", "Further questions")}
    told: dict[tuple[object, object], list[Mapping[str, object]]] = {}
    for row in rows(made):
        if "question" in row:
            told.setdefault((row["sheet"], row["question"]), []).append(row)
    assert any(row["relevant"] == "[c]" for groups in told.values() for row in groups)
    for (_sheet, question), groups in told.items():
        shown = [row["relevant"] for row in groups if isinstance(row["relevant"], int)]
        left = totals[question]["relevant"] - sum(shown) if shown else 0
        assert all(number >= THRESHOLD for number in shown)
        assert left == 0 or left >= THRESHOLD


@every
def test_key_questions_are_told_of_however_few_cases(edition, seed):
    """As S1 prints "three out of four cases": how many of all cases met it is no characteristic of a person."""
    found = one(seed, edition)
    for row in rows(workbook(found), "Key questions"):
        count = found.base.findings.counts[str(row["question"])]
        assert (row["yes"], row["relevant"], row["no"]) == (count.yes, count.relevant, count.no)


def sizes(**groups: int) -> list[dict[str, str]]:
    """Cases by whether domestic abuse is recorded; of those that are ``none`` it is not known."""
    return [
        {} if value == "none" else {"domestic_abuse": value} for value, size in groups.items() for _place in range(size)
    ]


@pytest.mark.parametrize(
    ("cases", "is_withheld"),
    [
        ({"yes": 3, "no": 17}, True),  # all answers are those of the 3
        # Its row would read 17 relevant, 3 not applicable: 20 - 17 = 3 cases without, which the sample leaves out.
        ({"yes": 17, "no": 3}, True),
        ({"yes": 16, "no": 3, "none": 1}, True),  # asked of 16 + 1: again 20 - 17 = 3
        ({"yes": 15, "no": 5}, False),  # 20 - 15 = 5 are no small group, and the sample tells them
        ({"yes": 17, "none": 3}, False),  # asked of all 20: nothing follows
        ({"yes": 5, "no": 15}, False),
        ({"yes": 3, "no": 16, "none": 1}, True),  # who is not known is asked too: 4
        ({"yes": 3, "no": 15, "none": 2}, False),  # 5
        ({"no": 20}, False),  # asked of nobody
    ],
)
def test_a_question_that_is_asked_of_a_small_group_alone_is_withheld(cases, is_withheld):
    assert (ASKED_OF_SOME in composition(PDU, sizes(**cases)).withheld) == is_withheld


def test_what_is_asked_after_such_a_question_is_withheld_too_and_no_key_question_is():
    edition = find_edition("hmip-public-protection-2025")
    cases = [{"contact": "suspended"}] * 3 + [{"contact": "not_suspended"}] * 17
    withheld = composition(edition, cases).withheld
    assert withheld
    assert not withheld & {question.id for each in edition.standards for question in each.key_questions}


def test_a_size_that_a_key_question_tells_anyway_withholds_no_prompt():
    """97 of 100 cases were not suspended: the key questions are asked of these alone, and tell 100 - 97 = 3 by it."""
    edition = find_edition("hmip-public-protection-2025")
    made = composition(edition, [{"contact": "suspended"}] * 3 + [{"contact": "not_suspended"}] * 97)
    asked_of_the_others = {
        question
        for question, rules in edition.relevance_by_question.items()
        if any(each.any_of == ("not_suspended",) for rule in rules for each in rule.when)
    }
    assert len(asked_of_the_others) == 24
    assert not made.withheld & asked_of_the_others


def test_court_work_is_told_as_it_was_published_though_one_report_alone_had_a_type():
    """S2 prints "16 out of 19" and "four out of 15" of court reports; by type they are a small group and others."""
    types = {"oral": 5, "short_format": 13, "standard_delivery": 1, "none": 83}
    made = composition(PDU, [{"report_type": each} for each, size in types.items() for _place in range(size)])
    assert made.hidden["report_type"] == {"none": 83, "standard_delivery": 1}
    assert not made.withheld & {"court_domestic_abuse_enquiry", "2.1.1a"}


def test_cases_that_are_recorded_as_not_recorded_are_as_many_as_they_are():
    """Of twenty cases three are such: 9 and 8 are told, so 3 would follow from the total."""
    values = {"yes": 9, "no": 8, "not_recorded": 3}
    made = composition(PDU, [{"disability": each} for each, size in values.items() for _place in range(size)])
    assert made.sizes["disability"] == values
    assert "disability" not in made.shown
    five = composition(PDU, [{"disability": each} for each in ["yes"] * 10 + ["not_recorded"] * 5])
    assert five.shown["disability"] == {"yes": 10, "not_recorded": 5}


@cache
def with_three() -> Small:
    """An inspection of which such a question is withheld."""
    return next(found for seed in range(40) if ASKED_OF_SOME in (found := one(seed, PDU.id)).base.withheld)


def test_what_is_withheld_is_c_in_its_row_and_nowhere_by_group_and_no_statistic_has_it():
    found = with_three()
    made = workbook(found)
    (row,) = [row for row in rows(made, "Further questions") if row["question"] == ASKED_OF_SOME]
    assert {row[name] for name in ("yes", "relevant", "percent_yes", "no", "not_applicable", "missing")} == {"[c]"}
    assert ASKED_OF_SOME not in {row.get("question") for row in rows(made)}
    assert "[note 6]" in next(each for each in made.sheets if each.name == "Further questions").says[0]
    assert f"fewer than {THRESHOLD} cases" in made.notes[5]
    assert not [key for key in statistics(found.base) if ASKED_OF_SOME in key]


def test_every_format_of_the_workbook_has_the_gap_and_not_the_number():
    made = workbook(with_three())
    text = csv_files(made)["further-questions.csv"].decode()
    told = {row["question"]: row for row in csv.DictReader(io.StringIO(text))}
    assert [told[ASKED_OF_SOME][name] for name in ("yes", "relevant", "percent_yes", "no")] == ["[c]"] * 4
    for content, part in ((xlsx(made), "xl/"), (ods(made), "content.xml")):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            assert any(b"[c]" in file.read(name) for name in file.namelist() if name.startswith(part))
    assert from_json(as_json(made)) == made


def leaking(found: Small, sheet: str, wanted: Mapping[str, object], **values: object) -> Workbook:
    """The workbook with numbers put into a row of a sheet."""
    made, changed = workbook(found), []
    for each in made.sheets:
        names = [column.name for column in each.columns]
        records = [dict(zip(names, row, strict=True)) for row in each.rows]
        if each.name == sheet:
            (row,) = [row for row in records if wanted.items() <= row.items()]
            row.update(values)
        changed.append(replace(each, rows=tuple(tuple(row.values()) for row in records)))
    return replace(made, sheets=tuple(changed))


def test_the_check_reads_the_tables_and_finds_such_a_number_put_back():
    found = with_three()
    count = found.base.findings.counts[ASKED_OF_SOME]
    total = leaking(found, "Further questions", {"question": ASKED_OF_SOME}, relevant=count.relevant)
    assert {(each.place, each.text) for each in checked(found, total)} == {
        ("Further questions", f"case:{ASKED_OF_SOME}")
    }
