"""Reading a caseload: headings as services write them, and every fault at once."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import find_edition
from inspectorate.sampling.caseload import CaseloadRow, read_caseload

EDITION = find_edition("hmip-pdu-2021")
AS_OF = datetime.date(2022, 11, 1)
PUBLIC_SAMPLER = (
    "familyName,firstName,dob,gender,sentenceType,crn,pnc,roshClassification,"
    "startDate,endDate,cluster,ldu,team,responsibleOfficer,manager,officer"
)


def read(path: Path) -> tuple[CaseloadRow, ...]:
    assert EDITION.sampling is not None
    return read_caseload(path, EDITION, EDITION.sampling, AS_OF)


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "caseload.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(BadInput) as raised:
        read(path)
    return [str(fault).removeprefix(f"{path.parent}/") for fault in raised.value.faults]


def test_the_public_samplers_own_columns_are_understood(tmp_path: Path) -> None:
    line = "Synthetic,0001,01/02/1980,M,ORA SSO,X1,99/7A,RMRH,18/04/2022,17/04/2023,Cluster,LDU,Team,RO,Manager,Officer"

    (row,) = read(written(tmp_path, PUBLIC_SAMPLER, line))

    assert (row.reference, row.area, row.team, row.practitioner) == ("X1", "Cluster", "LDU", "RO")
    assert (row.person.person_id, row.person.date_of_birth) == ("99/7A", datetime.date(1980, 2, 1))
    assert row.start_date == datetime.date(2022, 4, 18)
    assert row.characteristics == {
        "gender": "male",
        "sentence_type": "community",
        "risk_of_serious_harm": "medium",
    }


def test_a_workbook_with_real_dates_reads_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["CRN", "Sex", "Order type", "RoSH", "Commencement date", "Probation practitioner", "DOB"])
    born = datetime.date(1980, 2, 1)
    sheet.append(["X1", "F", "licence", "High", datetime.date(2022, 4, 18), "P", born])
    book.save(tmp_path / "caseload.xlsx")

    (row,) = read(tmp_path / "caseload.xlsx")

    assert (row.reference, row.start_date, row.practitioner) == ("X1", datetime.date(2022, 4, 18), "P")
    assert (row.person.date_of_birth, row.characteristics["risk_of_serious_harm"]) == (born, "high")
    assert (row.area, row.team) == ("not recorded", "not recorded")


def test_team_stands_where_there_is_no_ldu_and_what_is_watched_may_say_anything(tmp_path: Path) -> None:
    head = "reference,gender,sentence_type,risk_of_serious_harm,start_date,practitioner,team,ethnicity"

    (row,) = read(
        written(tmp_path, head, "X1,F,Deferred sentence,low,2022-04-18,P,  Team   One ,Another way to say it")
    )

    assert row.team == "Team One"
    assert row.as_written == {"sentence_type": "Deferred sentence", "ethnicity": "Another way to say it"}


def test_every_fault_of_every_row_is_told_with_its_row_and_heading(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "crn,sex,sentence,rosh,start,end,dob,ro,victim_contact",
        ",F,community,low,2022-04-18,,,P,",
        "X2,F,community,severe,31/02/2022,,,,",
        "X3,F,community,low,2022-04-18,2022-04-17,2030-01-01,P,perhaps",
        "X4,F,community,low,,,long ago,P,",
        "X5,F,community,low,2022-04-18,,,P,,too wide",
        "X6,Q,community,low,2022-04-18,,,P,",
    )

    assert faults_of(path) == [
        "caseload.csv:2: crn: it is blank. Give each case its reference.",
        "caseload.csv:3: ro: it is blank. Name who supervises the case.",
        "caseload.csv:3: rosh: 'severe' is not a value of 'Risk of serious harm'. "
        "Write one of 'low', 'medium', 'high', 'very_high', or leave it blank.",
        "caseload.csv:3: start: '31/02/2022' is not a date. Write it as 2022-04-18 or 18/04/2022.",
        "caseload.csv:4: dob: the date of birth lies after 1 November 2022. Correct the year.",
        "caseload.csv:4: end: the case ends on 17 April 2022, before it starts on 18 April 2022. "
        "Correct one of the two dates.",
        "caseload.csv:4: victim_contact: 'perhaps' is not a value of 'Victim contact scheme'. "
        "Write one of 'not_eligible', 'eligible', 'opted_in', or leave it blank.",
        "caseload.csv:5: dob: 'long ago' is not a date. Write it as 2022-04-18 or 18/04/2022.",
        "caseload.csv:5: start: it is blank. Give the day on which the sentence or the licence began.",
        "caseload.csv:6: the row has 10 cells, the header 9. "
        "Put quotation marks round a cell that holds a comma, or head the extra column.",
        "caseload.csv:7: sex: 'Q' is not a value of 'Gender'. "
        "Write one of 'female', 'male', 'other', or leave it blank.",
    ]


def test_missing_and_double_columns_are_all_told(tmp_path: Path) -> None:
    faults = faults_of(written(tmp_path, "crn,case_id,gender,start_date", "X1,X1,F,2022-04-18"))

    told = [fault.split(": ")[1] for fault in faults]
    assert told == ["case_id", "practitioner", "risk_of_serious_harm", "sentence_type"]
