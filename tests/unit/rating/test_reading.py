from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import find_edition
from inspectorate.rating.rate import rate
from inspectorate.rating.reading import read_findings, read_organisational, read_panel

EDITION = find_edition("hmip-pdu-2021")
REGION = find_edition("hmip-pdu-2023")


def written(folder: Path, text: str, name: str = "findings.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str, edition: str = "hmip-pdu-2021") -> list[str]:
    with pytest.raises(BadInput) as caught:
        read_findings(written(folder, text), find_edition(edition))
    return [f"{fault.line} {fault.field}: {fault.problem}" for fault in caught.value.faults]


def test_json_yaml_and_the_spelling_of_ids_make_no_difference(tmp_path: Path) -> None:
    as_json = written(tmp_path, '{\n\t"standards": {"P2.1": {"percentages": ["31 of 100", 49, 57.0]}}}', "f.json")
    as_yaml = written(
        tmp_path, "standards:\n  p 2.1:\n    percentages:\n      - 31 out of 100\n      - '49%'\n      - 57\n"
    )
    for path in (as_json, as_yaml):
        standard = rate(read_findings(path, REGION)).standard("P 2.1")
        assert (standard.rating, standard.driven_by and standard.driven_by.question.id) == ("Inadequate", "P 2.1.1")


def test_every_fault_of_a_file_of_findings_is_told_with_its_line(tmp_path: Path) -> None:
    text = """standards:
  '1.1': {rating: Splendid}
  '1.2': {percentages: [50]}
  '9.9': {rating: Good}
  '2.1': {percentages: [104]}
  '2.2': {percentages: [57, 49]}
  '2.3': {percentages: [12 of 10, 0 of 0, many]}
  '2.4': {rating: Good, not_rated: true}
  '2.5': {}
  '2.6': {rating: Good}
"""
    assert faults(tmp_path, text) == [
        "2 standards.1.1.rating: 'Splendid' is not a rating",
        "3 standards.1.2.percentages: 1.2 is judged and has no percentages",
        "4 standards.9.9: '9.9' is not a standard of hmip-pdu-2021",
        "5 standards.2.1.percentages[1]: '104' is not a percentage",
        "6 standards.2.2.percentages: 2 percentages were given for the 3 key questions of 2.2",
        "7 standards.2.3.percentages[1]: '12 of 10' cannot be",
        "7 standards.2.3.percentages[2]: '0 of 0' cannot be",
        "7 standards.2.3.percentages[3]: 'many' is not a percentage",
        "8 standards.2.4: a standard has one kind of finding",
        "9 standards.2.5: a standard has one kind of finding",
        "10 standards.2.6: 2.6 is not rated by the edition",
    ]


@pytest.mark.parametrize(
    ("text", "edition", "told"),
    [
        ("edition: hmip-pdu-2023\nstandards: {}\n", "hmip-pdu-2021", "the findings are of the edition hmip-pdu-2023"),
        ("standards:\n  P 2.1: {rating: Good}\n  P2.1: {rating: Good}\n", "hmip-pdu-2023", "are one standard"),
        (
            "standards:\n  '4.1': {rating: Good}\n  '3.1': {rating: Good}\n",
            "hmip-crc-nps-2018",
            "4.1 is a standard for CRC and 3.1 for NPS",
        ),
        ("overall: {rating: Good}\nstandards: {}\n", "hmip-pdu-2021", "the overall rating is computed here"),
        ("standard: {}\n", "hmip-pdu-2021", "there is no such key here"),
        ("standards: {}\n", "hmip-region-review-2021", "the edition hmip-region-review-2021 rates nothing"),
    ],
)
def test_findings_that_do_not_fit_their_edition_are_refused(tmp_path: Path, text: str, edition: str, told: str) -> None:
    assert any(told in fault for fault in faults(tmp_path, text, edition))


def test_a_judgement_on_an_organisation_needs_a_standard_a_rating_and_a_reason(tmp_path: Path) -> None:
    text = "standard,rating,reason\n1.1,Good,\n2.2,Good,x\n1.2,Fine,x\n1.3,Good,x\n1.3,Good,y\n"
    with pytest.raises(BadInput) as caught:
        read_organisational(written(tmp_path, text, "o.csv"), EDITION)
    assert [(fault.line, fault.problem) for fault in caught.value.faults] == [
        (2, "a judgement needs its reason"),
        (3, "2.2 rests on cases"),
        (4, "'Fine' is not a rating"),
        (6, "1.3 is judged twice"),
    ]


def test_a_panel_decision_is_complete_or_refused(tmp_path: Path) -> None:
    rows = ["2.2,Good,,2023-01-09,A; B", "2.3,Good,x,9 January,A", "2.4,Good,x,2023-01-09,"]
    text = "\n".join(["standard,rating,reason,date,members", *rows])
    with pytest.raises(BadInput) as caught:
        read_panel(written(tmp_path, text, "p.csv"), EDITION)
    assert [(fault.line, fault.field, fault.problem) for fault in caught.value.faults] == [
        (2, "reason", "a decision needs its reason"),
        (3, "date", "'9 January' is not a date"),
        (4, "members", "a decision needs its members"),
    ]
