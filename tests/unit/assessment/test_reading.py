from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from inspectorate.assessment.cases import read_cases
from inspectorate.assessment.judgements import Judgements
from inspectorate.assessment.reading import read_judgements
from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import find_edition

EDITION = find_edition("hmip-pdu-2021")
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def answers(judgements: Judgements) -> dict[tuple[str, str], str]:
    return {
        (case, question): given.answer
        for case in judgements.cases
        for question in judgements.columns
        if (given := judgements.answer(case, question))
    }


LONG = "case,question,answer\nA,2.2.1,yes\nA,2.2.2,No\nB,2.2.1,N/A\nB,2.2.2,\n"
WIDE = "case,2.2.1,2.2.2\nA,yes,No\nB,N/A,\n"
EXPECTED = {("A", "2.2.1"): "yes", ("A", "2.2.2"): "no", ("B", "2.2.1"): "not_applicable"}


@pytest.mark.parametrize("text", [LONG, WIDE, LONG.replace(",", ";"), WIDE.replace(",", "\t"), "\ufeff" + LONG])
def test_long_and_wide_files_say_the_same(write: Write, text: str) -> None:
    assert answers(read_judgements(write("judgements.csv", text), EDITION)) == EXPECTED


def test_a_workbook_says_the_same_even_where_it_holds_numbers_and_truth_values(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in [["case", "2.2.1", "number_of_practitioners"], [1, True, 2], [2, False, 3]]:
        sheet.append(row)
    workbook.save(tmp_path / "judgements.xlsx")
    assert answers(read_judgements(tmp_path / "judgements.xlsx", EDITION)) == {
        ("1", "2.2.1"): "yes",
        ("1", "number_of_practitioners"): "2",
        ("2", "2.2.1"): "no",
        ("2", "number_of_practitioners"): "3 or more",
    }


def test_every_fault_is_told_with_its_row_and_nothing_is_read(write: Write) -> None:
    text = (
        "case,question,answer\n"  # 1
        "A,2.2.1,yes\n"  # 2
        "A,2.2.1,no\n"  # 3: two answers
        "A,2.2.9,yes\n"  # 4: no such question
        ",2.2.1,yes\n"  # 5: no case
        "A,2.2.2,perhaps\n"  # 6: no such answer
        "A,management_oversight,absent\n"  # 7: the scale's own answer
        "Z,2.2.2,yes\n"  # 8: no such case
    )
    cases = read_cases(write("cases.csv", "case\nA\n"), EDITION).cases
    with pytest.raises(BadInput) as caught:
        read_judgements(write("judgements.csv", text), EDITION, cases)
    told = [(fault.line, fault.problem) for fault in caught.value.faults]
    assert told == [
        (3, "'A' has two answers to 2.2.1: 'yes', and here 'no'"),
        (4, "'2.2.9' is not a question of hmip-pdu-2021"),
        (5, "the case is blank"),
        (6, "'perhaps' is not an answer to 2.2.2"),
        (8, "the case 'Z' is not in the file of cases"),
    ]
    assert all(fault.mend for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("case,question\nA,2.2.1\n", ["1 answer: the column is missing"]),
        ("question,answer\n2.2.1,yes\n", ["1 case: the column is missing"]),
        ("case,2.2.1,2.2.9\nA,yes,no\n", ["1 2.2.9: '2.2.9' is not a question of hmip-pdu-2021"]),
        ("case,2.2.1\nA,yes\nA,no\n", ["3 case: the case 'A' has a second row (first in row 2)"]),
        ("case,2.2.1,2.2.1 \nA,yes,no\n", ["1 2.2.1: the columns '2.2.1' and '2.2.1' are both question 2.2.1"]),
        ("case,crn,question,answer\nA,A,2.2.1,yes\n", ["1 crn: the columns 'case' and 'crn' both mean 'case'"]),
        ("case,question,answer\nA,2.2.1,yes,more\n", ["2 : the row has 4 cells, the header 3"]),
        ("", ["0 : the file is empty"]),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(write: Write, text: str, told: list[str]) -> None:
    with pytest.raises(BadInput) as caught:
        read_judgements(write("judgements.csv", text), EDITION)
    assert [f"{fault.line} {fault.field}: {fault.problem}" for fault in caught.value.faults] == told


def test_a_file_in_another_encoding_is_told_apart_from_a_wrong_one(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    path.write_bytes("case,question,answer\nÉ,2.2.1,yes\n".encode("cp1252"))
    with pytest.raises(BadInput, match="not UTF-8"):
        read_judgements(path, EDITION)


def test_cases_keep_characteristics_by_value_and_leave_names_unread(write: Write) -> None:
    text = "CRN,Sex,RoSH,Family name,sentence type\nA,F,RHRH,Synthetic,Adult licence\nB,,,Synthetic,\n"
    read = read_cases(write("cases.csv", text), EDITION)
    assert dict(read.cases["A"].characteristics) == {
        "gender": "female",
        "risk_of_serious_harm": "high",
        "sentence_type": "post_custody",
    }
    assert dict(read.cases["B"].characteristics) == {}
    assert read.unused_columns == ("Family name",)
    assert "Synthetic" not in repr(read.cases)


def test_faults_in_cases_are_told_together(write: Write) -> None:
    text = "case,gender,ethnicity\nA,female,martian\nA,male,white\n,male,white\nB,robot,\n"
    with pytest.raises(BadInput) as caught:
        read_cases(write("cases.csv", text), EDITION)
    assert [(fault.line, fault.field) for fault in caught.value.faults] == [
        (2, "ethnicity"),
        (3, "case"),
        (4, "case"),
        (5, "gender"),
    ]
