"""The commands on documents, as a person runs them. Northmoor, Southmoor and Eastvale are made up."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import Run

REPORT = """# An inspection of probation services in: Northmoor PDU

HM Inspectorate of Probation, July 2024

## Ratings

| Northmoor PDU | Score 5/21 |
|---|---|
| Fieldwork started April 2024 | |
| **Overall rating** | **Requires improvement** |
| P 1.1 Leadership | Requires improvement |
| P 1.2 Staffing | Requires improvement |
| P 1.3 Services | Good |
| P 2.1 Assessment | Inadequate |
| P 2.2 Planning | Requires improvement |
| P 2.3 Implementation and delivery | Inadequate |
| P 2.4 Reviewing | Inadequate |

## Recommendations

Northmoor PDU should:

1. bring the workload of probation officers down
2. ask the police about domestic abuse before a case is assessed.

## Background

We conducted fieldwork in Northmoor PDU over the period of two weeks, beginning 15 April 2024. We inspected 40 cases.

The risk of harm was assessed well enough in 18 out of 40 cases (45 per cent).
"""
RELEASE = """Northmoor PDU ‘Requires improvement’

Northmoor PDU has been rated as ‘Requires improvement’ following an inspection by HM Inspectorate of Probation –
scoring five inspection points out of a possible 21. Southmoor PDU was rated ‘Good’ in May.

Notes to editor

1. Fieldwork for this inspection took place in April 2024.
"""
MINUTES = "Minutes of the allotment society. Present: nine. The compost was discussed.\n"
GARBAGE = bytes(range(256)) * 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report and the press release on it, which agree; the release in a folder below."""
    (tmp_path / "press").mkdir()
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "press" / "release.txt").write_text(RELEASE, encoding="utf-8")
    return tmp_path


def changed(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_report_is_read_into_facts(run: Run, folder: Path) -> None:
    ran = run("register", "read", folder / "report.md", "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    (read,) = ran.data
    assert {key: read[key] for key in ("kind", "unit", "unit_type", "edition", "overall_rating", "published")} == {
        "kind": "inspection report",
        "unit": "Northmoor",
        "unit_type": "PDU",
        "edition": "hmip-pdu-2023",
        "overall_rating": "Requires improvement",
        "published": "2024-07",
    }
    assert read["score"] == {"points": 5, "maximum": 21}
    assert read["standards"] == {
        "P 1.1": "Requires improvement",
        "P 1.2": "Requires improvement",
        "P 1.3": "Good",
        "P 2.1": "Inadequate",
        "P 2.2": "Requires improvement",
        "P 2.3": "Inadequate",
        "P 2.4": "Inadequate",
    }
    assert (read["fieldwork"]["from"], read["fieldwork"]["to"], read["sample_size"]) == ("2024-04-15", None, 40)
    assert read["recommendations"]["total"] == 2
    assert read["recommendations"]["by_addressee"] == {"PDU": 2}
    assert [count[:2] for count in read["counts"]] == [[18, 40]]
    assert [percentage[0] for percentage in read["percentages"]] == [45]


def test_what_a_document_does_not_state_is_nothing(run: Run, folder: Path) -> None:
    (read,) = run("register", "read", folder / "press" / "release.txt", "--format", "json").data
    assert [read[key] for key in ("region", "published", "sample_size", "interviews")] == [None, None, None, None]
    assert (read["standards"], read["key_questions"], read["recommendations"]["items"]) == ({}, [], [])
    assert read["other_units"] == [{"unit": "Southmoor", "unit_type": "PDU", "rating": "Good"}]


def test_each_fact_says_where_it_stands(run: Run, folder: Path) -> None:
    (read,) = run("register", "read", folder / "report.md", "--format", "json").data
    (place,) = read["evidence"]["sample_size"]
    assert REPORT[place["start"] : place["end"]] in "We inspected 40 cases."
    assert REPORT.splitlines()[place["line"] - 1].endswith("We inspected 40 cases.")
    assert {path.split("[")[0].split(".")[0] for path in read["evidence"]} <= read.keys()


def test_a_document_is_told_in_words(run: Run, folder: Path) -> None:
    ran = run("register", "read", folder / "report.md")
    assert (ran.status, ran.err) == (0, "")
    for line in (
        "Unit:       Northmoor (PDU)",
        "Score:      5/21",
        "P 1.3       Good",
        "Recommendations: 2 (2 for PDU)",
    ):
        assert line in ran.out
    assert "Where each fact stands" not in ran.out
    assert "None" not in ran.out


def test_the_evidence_is_told_where_it_is_asked_for(run: Run, folder: Path) -> None:
    line = REPORT.splitlines().index("| Northmoor PDU | Score 5/21 |") + 1
    ran = run("register", "read", folder / "report.md", "--evidence")
    assert f'score (line {line}; the score): "Score 5/21"' in ran.out


def test_a_folder_is_read_to_any_depth_and_hidden_files_are_passed_over(run: Run, folder: Path) -> None:
    (folder / ".draft.md").write_text(REPORT, encoding="utf-8")
    ran = run("register", "read", folder, "--format", "json")
    assert [read["file"] for read in ran.data] == [str(folder / "press" / "release.txt"), str(folder / "report.md")]


def test_a_zip_is_read_as_its_members(run: Run, folder: Path) -> None:
    archive = folder / "all.zip"
    with ZipFile(archive, "w") as writing:
        writing.writestr("2024/report.md", REPORT)
        writing.writestr("2024/release.txt", RELEASE)
    ran = run("register", "read", archive, "--format", "json")
    assert [read["file"] for read in ran.data] == [f"{archive}!/2024/release.txt", f"{archive}!/2024/report.md"]
    assert [read["score"] for read in ran.data] == [{"points": 5, "maximum": 21}] * 2


def test_more_than_five_documents_are_a_line_each(run: Run, folder: Path) -> None:
    for number in range(5):
        (folder / f"{number}.txt").write_text(RELEASE, encoding="utf-8")
    ran = run("register", "read", folder, "--workers", "1")
    assert ran.status == 0
    head, _, *rows = ran.out.splitlines()
    assert head.split() == ["File", "Kind", "Unit", "Published", "Overall", "rating", "Score"]
    assert [row.split()[0] for row in rows] == [
        *(str(folder / f"{number}.txt") for number in range(5)),
        str(folder / "press" / "release.txt"),
        str(folder / "report.md"),
    ]
    assert all(row.endswith("5/21") for row in rows)


def test_what_is_no_inspection_document_is_said_to_be_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES)
    ran = run("register", "read", tmp_path / "minutes.txt")
    assert (ran.status, ran.out, ran.err) == (0, f"{tmp_path / 'minutes.txt'}: not an inspection document\n", "")
    (read,) = run("register", "read", tmp_path / "minutes.txt", "--format", "json").data
    assert (read["kind"], read["unit"], read["overall_rating"]) == ("other", None, None)


def test_the_rest_is_read_where_one_cannot_be(run: Run, folder: Path) -> None:
    (folder / "photo.txt").write_bytes(GARBAGE)
    ran = run("register", "read", folder / "report.md", folder / "photo.txt", folder / "nowhere.pdf")
    assert ran.status == 2
    assert ran.out.startswith(f"{folder / 'report.md'}: inspection report")
    assert f"{folder / 'photo.txt'}: it is not text" in ran.err
    assert f"{folder / 'nowhere.pdf'}: there is no such file or folder" in ran.err
    assert ran.err.endswith("2 faults; the rest was read.\n")


def test_faults_are_json_beside_json(run: Run, folder: Path) -> None:
    ran = run("register", "read", folder / "report.md", folder / "nowhere.pdf", "--format", "json")
    assert (ran.status, [read["unit"] for read in ran.data]) == (2, ["Northmoor"])
    (fault,) = json.loads(ran.err)["faults"]
    assert (fault["file"], fault["problem"]) == (str(folder / "nowhere.pdf"), "there is no such file or folder")
    assert fault["mend"]


@pytest.mark.parametrize("content", [b"", GARBAGE, b"%PDF-1.7\nno more", b"PK\x03\x04 no zip", b"\xff\xfe\x00"])
def test_a_file_that_is_no_document_is_a_fault_and_nothing_else(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "spoilt.txt").write_bytes(content)
    ran = run("register", "read", tmp_path / "spoilt.txt")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"{tmp_path / 'spoilt.txt'}: ")
    assert ran.err.endswith("1 fault; nothing was read.\n")


def test_documents_that_agree_are_said_to(run: Run, folder: Path) -> None:
    ran = run("register", "check", folder)
    assert (ran.status, ran.out, ran.err) == (0, "2 documents: nothing disagrees.\n", "")
    ran = run("register", "check", folder, "--format", "json")
    assert (ran.status, ran.data["disagreements"], len(ran.data["documents"])) == (0, [], 2)


def test_documents_that_disagree_leave_1_with_both_places(run: Run, folder: Path) -> None:
    release = changed(folder / "press" / "release.txt", "April 2024", "May 2024")
    ran = run("register", "check", folder, "--format", "json")
    assert (ran.status, ran.err) == (1, "")
    (found,) = ran.data["disagreements"]
    assert (found["rule"], found["certainty"], found["severity"]) == ("between-fieldwork", "certain", "disagreement")
    assert found["compares"] == "the fieldwork in two documents"
    assert [place["file"] for place in found["places"]] == [str(release), str(folder / "report.md")]
    assert [place["quote"] for place in found["places"]] == [
        "Fieldwork for this inspection took place in May 2024.",
        "We conducted fieldwork in Northmoor PDU over the period of two weeks, beginning 15 April 2024.",
    ]


def test_a_finding_is_told_with_its_line_and_its_rule(run: Run, folder: Path) -> None:
    report = changed(folder / "report.md", "(45 per cent)", "(54 per cent)")
    line = next(number for number, text in enumerate(REPORT.splitlines(), 1) if "18 out of 40" in text)
    ran = run("register", "check", report)
    assert ran.status == 1
    # 18 of 40 is 0.45
    assert ran.out.startswith("CERTAIN  18 of 40 is 45.0 per cent, not 54 per cent.\n")
    assert f"{report}:{line}:" in ran.out
    assert "percentage-of-count, disagreement: a percentage against the counts beside it" in ran.out
    assert ran.out.endswith("1 document: 1 certain.\n")


def test_what_is_only_possible_is_told_and_leaves_0(run: Run, folder: Path) -> None:
    # a third is 33.3 per cent, and 38 lies more than 3 and less than 6 from it
    report = changed(folder / "report.md", "## Background", "## Background\n\nA third of staff (38 per cent) were new.")
    ran = run("register", "check", report)
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "1 document: 1 possible.")


def test_a_document_that_cannot_be_read_stops_the_check(run: Run, folder: Path) -> None:
    changed(folder / "report.md", "(45 per cent)", "(54 per cent)")
    ran = run("register", "check", folder, folder / "nowhere.pdf")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith("1 fault; nothing was checked.\n")


def test_a_check_of_nothing_is_no_check(run: Run, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES)
    ran = run("register", "check", tmp_path, "--format", "json")
    assert (ran.status, ran.out) == (2, "")
    assert [fault["problem"] for fault in json.loads(ran.err)["faults"]] == ["it is not an inspection document"]


def test_what_is_no_inspection_document_is_named_beside_those_checked(run: Run, folder: Path) -> None:
    (folder / "minutes.txt").write_text(MINUTES)
    ran = run("register", "check", folder)
    assert (ran.status, ran.out) == (0, "2 documents: nothing disagrees.\n")
    assert ran.err == f"{folder / 'minutes.txt'}: not an inspection document; nothing was checked in it.\n"


@pytest.mark.parametrize("verb", ["read", "check"])
def test_a_file_must_be_given(run: Run, verb: str) -> None:
    ran = run("register", verb)
    assert (ran.status, ran.out) == (2, "")
    assert "Missing argument 'FILE...'" in ran.err
