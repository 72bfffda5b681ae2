"""The register on the command line: what it lists and shows, and how one's own is kept beside it."""

import csv
import json
from pathlib import Path

import polars
import pytest

from tests.conftest import Run
from tests.unit.register.entries import GOOD, IMPROVE, entry, folder

CUMBRIA = "pdu/cumbria/2023-07"
#: Made up: no such page is published.
PAGE = """York Probation Delivery Unit rated 'Good'

The Probation Delivery Unit (PDU) in York was inspected by HM Inspectorate of Probation, and has received an overall
rating of 'Good'.

Notes to editor

The report is published on 9 January 2031.
"""


def test_the_list_is_the_same_for_people_and_for_programs(run: Run) -> None:
    ran = run("register", "list", "--kind", "pdu", "--region", "north west", "--on", "2023-07-31", "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    rows = {row["name"]: (row["overall"], row["score"]["points"], row["score"]["maximum"]) for row in ran.data}
    assert rows == {
        "Cheshire West": (IMPROVE, 7, 24),
        "Blackburn with Darwen": (IMPROVE, 10, 27),
        "Knowsley and St Helens": ("Inadequate", 2, 24),
        "Liverpool North": ("Inadequate", 4, 24),
        "Cumbria": (IMPROVE, 6, 27),
    }
    told = run("register", "list", "--kind", "PDU", "--region", "North West", "--on", "31/07/2023").out
    assert all(name in told for name in rows)
    assert "5 inspections of 5 units." in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "Leicester, Leicestershire and Rutland"),
        ("show", "yjs/hull"),
        ("compare", "llr"),
        ("compare", "pdu/cumbria"),
        ("compare", "pdu/essex-north/2022-05", "pdu/essex-north"),
        ("series", "assessment.safety"),
        ("series", "youth.court.assessment.safety"),
        ("series",),
        ("list", "--ids"),
    ],
)
def test_every_line_fits_a_terminal(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run("register", *arguments)
    assert ran.status == 0
    assert [line for line in ran.out.splitlines() if len(line) > 100 and "://" not in line] == []


def test_showing_a_unit_tells_what_was_published_and_what_is_used(run: Run) -> None:
    ran = run("register", "show", "Knowsley & St Helens PDU", "--format", "json")
    (inspection,) = ran.data["inspections"]
    assert inspection["overall"] == "Inadequate"
    assert "overall" not in inspection["as_published"]
    assert {one["field"] for one in inspection["corrections"]} == {"overall", "standards.2.1"}
    told = run("register", "show", "Knowsley & St Helens PDU").out
    assert "Supplied: overall: nothing is published, Inadequate is used." in told
    assert "Letter to the Regional Probation Director, North West" in told


def test_a_name_of_several_units_or_of_none_is_told(run: Run) -> None:
    ran = run("register", "show", "dorset")
    assert (ran.status, ran.out) == (2, "")
    assert "Give one of pdu/dorset (PDU), yjs/dorset (youth justice service)" in ran.err
    assert run("register", "show", "Dorset youth justice service").status == 0
    ran = run("register", "show", "Cumbia")
    assert ran.status == 2
    assert "Did you mean Cumbria (pdu/cumbria)" in ran.err


def test_comparing_one_unit_tells_rank_spread_and_movement(run: Run) -> None:
    ran = run("register", "compare", CUMBRIA, "--measure", "score", "--format", "json")
    region, nation = ran.data["standings"]
    # In the North West 10/27, 7/24, 6/27, 4/24, 2/24: 37, 29, 22, 17 and 8 per cent.
    assert (region["within"], region["units"], region["rank"], region["sharing"]) == ("North West", 5, 3, 1)
    assert region["spread"]["highest"] == "37%"
    assert nation["editions"] == ["hmip-pdu-2021"]
    ran = run("register", "compare", "llr", "--format", "json")
    assert ran.data["earlier"]["inspection"] == "pdu/leicester-leicestershire-and-rutland/2023-02"
    (overall,) = (change for change in ran.data["changes"] if change["kind"] == "overall")
    assert (overall["before"], overall["after"], overall["difference"]) == ("Inadequate", "Inadequate", 0)


def test_a_compared_inspection_says_which_it_is_and_where_more_is_known(run: Run) -> None:
    told = " ".join(run("register", "compare", "llr").out.split())
    unit = "pdu/leicester-leicestershire-and-rutland"
    assert f"Of {unit}/2025 no ratings by standard are known. They are known of {unit}/2023-02: compare that." in told
    assert "In all regions (no league table)" in told
    assert "share it" not in told
    told = run("register", "compare", CUMBRIA).out
    # Requires improvement: Blackburn with Darwen, Cheshire West, Cumbria. Inadequate: the other two (METHOD 12).
    assert "RI    joint 1st of 5, with 2 others" in told
    assert "I Inadequate, RI Requires improvement, G Good, O Outstanding, NR Not rated." in told
    assert "not known" not in told.partition("No inspection before")[0]


@pytest.mark.parametrize(
    ("words", "file", "problem"),
    [
        (("compare", CUMBRIA), "drawn.svg", "no percentages of key questions are known of it"),
        (("compare", CUMBRIA, "--chart"), "drawn.svg", "no percentages of key questions are known of it"),
        (("list", "--kind", "premises"), "drawn.svg", "of no such inspection are ratings by standard known"),
        (("list",), "drawn.png", "the drawing is SVG. Name it "),
    ],
)
def test_a_drawing_of_nothing_and_one_that_is_no_svg_are_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], file: str, problem: str
) -> None:
    ran = run("register", *words, "--svg", tmp_path / file)
    assert (ran.status, ran.out) == (2, "")
    assert problem in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_drawing_is_as_wide_as_is_asked(run: Run, tmp_path: Path) -> None:
    unit = "pdu/leicester-leicestershire-and-rutland"
    for words in (("list", "--kind", "PDU"), ("show", unit), ("compare", unit, "Cambridgeshire and Peterborough")):
        assert run("register", *words, "--svg", tmp_path / "a.svg", "--width", "320").status == 0
        assert ' width="320"' in (tmp_path / "a.svg").read_text(encoding="utf-8").partition(">")[0]


def test_comparing_several_puts_the_same_question_in_one_row(run: Run) -> None:
    units = ("pdu/leicester-leicestershire-and-rutland/2023-02", "Cambridgeshire and Peterborough")
    rows = run("register", "compare", *units, "--format", "json").data["measures"]
    found = {tuple(row["ids"]): row["values"] for row in rows}
    assert found["2.2.3", "P 2.1.3"] == ["31%", "8%"]
    assert found["2.5", "P 2.4"] == ["Inadequate", "Inadequate"]
    told = run("register", "compare", *units, "--measure", "assessment.safety").out
    assert "2.2.3 | P 2.1.3 assessment.safety  31%  8%" in told


def test_a_series_says_where_it_ends(run: Run) -> None:
    ran = run("register", "series", "2.2.3", "--edition", "hmip-pdu-2021", "--format", "json")
    assert [(point["percent"], point["sample_size"]) for point in ran.data["points"]] == [(31, 102), (8, 59)]
    assert (ran.data["not_comparable"], ran.data["reworded"]) == ([], False)
    assert run("register", "series", "2.2.3").status == 2


def test_an_export_has_a_file_for_each_table_and_a_dictionary(run: Run, tmp_path: Path) -> None:
    ran = run("register", "export", tmp_path / "new" / "csv", "--format", "json")
    assert ran.status == 0
    names = {Path(path).stem for path in ran.data["files"]}
    assert names == {
        "inspections", "standards", "percentages", "recommendations", "sources", "corrections", "data-dictionary",
    }  # fmt: skip
    with (tmp_path / "new" / "csv" / "inspections.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == ran.data["rows"]["inspections"]
    (cumbria,) = (row for row in rows if row["inspection"] == CUMBRIA)
    assert (cumbria["points"], cumbria["maximum"], cumbria["sample_size"]) == ("6", "27", "")
    assert run("register", "export", tmp_path, "--as", "parquet").status == 0
    assert polars.read_parquet(tmp_path / "inspections.parquet").height == len(rows)
    assert run("register", "export", tmp_path, "--as", "json").status == 0
    assert len(json.loads((tmp_path / "inspections.json").read_text())) == len(rows)


def test_nothing_in_an_export_begins_a_formula(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    own = folder(tmp_path / "own", entry(note="=cmd|' /c calc'!A1"))
    assert run("register", "export", tmp_path / "out", "--register", own).status == 0
    assert "'=cmd" in (tmp_path / "out" / "inspections.csv").read_text()


def test_ones_own_inspections_stand_beside_those_of_the_product(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = folder(tmp_path, entry(overall=GOOD))
    shipped = len(run("register", "list", "--format", "json").data)
    assert len(run("register", "list", "--register", own, "--format", "json").data) == shipped + 1
    monkeypatch.setenv("INSPECTORATE_REGISTER", str(own))
    assert run("register", "show", "northmoor", "--format", "json").data["inspections"][0]["overall"] == GOOD


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "york.txt"
    path.write_text(PAGE)
    return path


def test_a_document_is_added_once_and_never_written_over(run: Run, tmp_path: Path, page: Path) -> None:
    arguments = ("register", "add", page, "--to", tmp_path / "own", "--reviewed-by", "a reviewer")
    ran = run(*arguments, "--format", "json")
    saved = tmp_path / "own" / "pdu" / "york-2031-01.json"
    assert (ran.status, ran.data["saved"]) == (0, [str(saved)])
    content = json.loads(saved.read_text())
    assert (content["overall"], content["published"], content["reviewed"]["by"]) == (GOOD, "2031-01-09", "a reviewer")
    before = saved.read_bytes()

    ran = run(*arguments)
    assert ran.status == 0
    assert "says the same" in ran.out

    page.write_text(PAGE.replace("Good", "Inadequate"))
    ran = run(*arguments)
    assert ran.status == 1
    assert "overall: Good stands there, Inadequate was read" in ran.out
    assert "Nothing was saved." in ran.err
    assert saved.read_bytes() == before


def test_what_cannot_be_told_is_held_back_and_the_rest_is_saved(run: Run, tmp_path: Path, page: Path) -> None:
    other = tmp_path / "northmoor.txt"
    other.write_text(PAGE.replace("York", "Northmoor"))
    ran = run("register", "add", page, other, "--to", tmp_path / "own", "--reviewed-by", "a reviewer")
    assert ran.status == 1
    assert "the directory does not know 'Northmoor'" in ran.out
    assert "1 of 2 held back; the rest was saved." in ran.err
    assert "--unit NAME --kind PDU --region NAME" in ran.err
    assert [path.name for path in tmp_path.rglob("*.json")] == ["york-2031-01.json"]


def test_a_unit_that_the_directory_lacks_is_named_by_a_person(run: Run, tmp_path: Path, page: Path) -> None:
    page.write_text(PAGE.replace("York", "Northmoor"))
    named = ("--unit", "Northmoor", "--kind", "PDU", "--region", "north west")
    said = ("register", "add", page, "--to", tmp_path / "own", "--reviewed-by", "a reviewer")
    assert run(*said, *named).status == 0
    content = json.loads((tmp_path / "own" / "pdu" / "northmoor-2031-01.json").read_text())
    assert [content[key] for key in ("unit", "unit_name", "unit_kind", "region")] == [
        "pdu/northmoor", "Northmoor", "PDU", "North West",
    ]  # fmt: skip
    assert run("register", "show", "northmoor", "--register", tmp_path / "own").status == 0
    ran = run(*said[:3], page, *said[3:], *named)
    assert (ran.status, ran.err.split(".")[0]) == (2, "--unit: several documents, or units, cannot all be this one")
    assert run(*said, "--kind", "PDU").status == 2


def test_what_a_document_adds_is_kept_beside_the_entry(run: Run, tmp_path: Path, page: Path) -> None:
    known = entry("york", "2031-01", published="2031-01-09", overall=None, edition=None)
    own = folder(tmp_path, {key: value for key, value in known.items() if not key.startswith("unit_")})
    before = (own / "0.json").read_bytes()
    said = ("register", "add", page, "--to", own, "--reviewed-by", "a reviewer")
    ran = run(*said)
    assert (ran.status, "    adds overall: Good" in ran.out) == (0, True), ran.out + ran.err
    (kept,) = json.loads((own / "corrections.json").read_text())["corrections"]
    assert (kept["field"], kept["published"], kept["value"], kept["kind"]) == ("overall", None, GOOD, "supplied")
    assert "york.txt, lines" in kept["source"]
    assert (own / "0.json").read_bytes() == before
    assert "says the same" in run(*said).out


def test_an_entry_that_cannot_stand_is_held_back_alone(run: Run, tmp_path: Path, page: Path) -> None:
    known = entry("york", "2031-01", published="2031-01-09", overall=GOOD, edition=None, recommendations={"PDU": 6})
    own = folder(tmp_path, {key: value for key, value in known.items() if not key.startswith("unit_")})
    leeds = tmp_path / "leeds.txt"
    leeds.write_text(PAGE.replace("York", "Leeds"))
    page.write_text(PAGE.replace("of 'Good'.", "of 'Good'. The Inspectorate has made four recommendations."))
    said = ("register", "add", page, leeds, "--to", own, "--reviewed-by", "a reviewer")
    ran = run(*said)
    assert ran.status == 1
    assert "recommendations.total: its parts come to 6, more" in ran.out, "6 to the PDU are no part of 4"
    assert "1 of 2 held back; the rest was saved." in ran.err
    assert sorted(path.name for path in tmp_path.rglob("*.json")) == ["0.json", "leeds-2031-01.json"]
    alone = run(*said[:3], *said[4:])
    assert (alone.status, alone.out) == (2, ""), "there is nothing else to save"


def test_a_dispute_that_the_register_tells_of_is_known(run: Run, tmp_path: Path, page: Path) -> None:
    words = "The report is published on 13 July 2023. Fieldwork for this inspection took place in April 2023."
    page.write_text(
        PAGE.replace("York", "Cumbria")
        .replace("Good", IMPROVE)
        .replace("The report is published on 9 January 2031.", words)
    )
    ran = run("register", "add", page, "--to", tmp_path / "own", "--reviewed-by", "a reviewer", "--format", "json")
    (one,) = ran.data["proposals"]
    assert one["known"] == [{"field": "fieldwork.from", "register": "2023-05", "documents": "2023-04"}]
    assert (one["differences"], one["held"]) == ([], False)


def test_a_correction_is_kept_with_its_reason_and_the_fact_stays(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    why = ("--because", "A letter says so.", "--source", "a letter", "--reviewed-by", "a reviewer", "--register", own)
    ran = run("register", "correct", CUMBRIA, "sample_size", "40", *why, "--format", "json")
    assert (ran.status, ran.data["kind"], ran.data["value"]) == (0, "supplied", 40)
    ran = run("register", "correct", CUMBRIA, "standards.2.1", "Not rated", *why)
    assert ran.status == 2, "the score would no longer be the sum of the ratings"
    assert "the ratings come to 5/24, and 6/27 is given" in ran.err
    (kept,) = json.loads((own / "corrections.json").read_text())["corrections"]
    assert kept["field"] == "sample_size", "the file is as it was before"
    shown = run("register", "show", CUMBRIA, "--register", own, "--format", "json").data["inspections"][0]
    assert shown["sample_size"] == 40
    assert "sample_size" not in shown["as_published"]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("pdu/none/2023-07", "overall", "Good"), "there is no such inspection"),
        ((CUMBRIA, "rating", "Good"), "there is no such field"),
        ((CUMBRIA, "standards", "Good"), "the field has entries of its own"),
        ((CUMBRIA, "percentages", "40"), "Give one entry, such as percentages.2.2.1"),
        ((CUMBRIA, "sample_size.cases", "40"), "there is no such field"),
        ((CUMBRIA, "fieldwork.to", "2023-06", "--otherwise", "June"), "fieldwork.to: 'June' is no date"),
        ((CUMBRIA, "overall", "Splendid"), "overall: 'Splendid' is not a rating. Give one of Inadequate"),
        ((CUMBRIA, "sample_size", "forty"), "sample_size: 'forty' is no whole number. Write one such as 40."),
        ((CUMBRIA, "score.points", "1.5"), "score.points: '1.5' is no whole number"),
        ((CUMBRIA, "percentages.2.2.1", "104"), "percentages.2.2.1: '104' is more than 100"),
        ((CUMBRIA, "fieldwork.from", "May"), "fieldwork.from: 'May' is no date. Write a day, a month or a year"),
        ((CUMBRIA, "published", "2023-02-30"), "published: '2023-02-30' is no date"),
        ((CUMBRIA, "standards.2.1", "Fine"), "standards.2.1: 'Fine' is not a rating. Give one of Inadequate"),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], problem: str
) -> None:
    why = ("--because", "so", "--source", "a letter", "--reviewed-by", "a reviewer", "--register", tmp_path / "own")
    ran = run("register", "correct", *words, *why)
    assert (ran.status, ran.out) == (2, "")
    assert problem in ran.err
    assert not list(tmp_path.rglob("*.json"))
    assert run("register", "correct", *words, *why[:-2]).status == 2, "without a folder of one's own"


SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it")
def test_the_published_documents_as_read_say_what_the_shipped_register_holds(run: Run, tmp_path: Path) -> None:
    seeds = sorted(SEEDS.glob("*.txt"))
    ran = run("register", "add", *seeds, "--to", tmp_path / "own", "--reviewed-by", "a test", "--format", "json")
    found = {proposal["existing"]: proposal["differences"] for proposal in ran.data["proposals"]}
    assert found == {
        f"pdu/{name}": []
        for name in (
            "leicester-leicestershire-and-rutland/2023-02",
            "cambridgeshire-and-peterborough/2024-07",
            "cheshire-west/2023-06",
            "blackburn-with-darwen/2023-06",
            "knowsley-and-st-helens/2023-04",
            "liverpool-north/2023-06",
            CUMBRIA.removeprefix("pdu/"),
        )
    }
    doubts = {(one["unit"], doubt["field"]) for one in ran.data["proposals"] for doubt in one["doubts"]}
    assert doubts >= {("Cumbria", "fieldwork.from"), ("Knowsley and St Helens", "overall")}
    assert ran.data["saved"] == []


WHY = ("--because", "A letter says so.", "--source", "a letter", "--reviewed-by", "a reviewer")


@pytest.mark.parametrize("option", ["--because", "--source", "--reviewed-by"])
def test_a_reason_a_source_and_a_reviewer_are_words(run: Run, tmp_path: Path, page: Path, option: str) -> None:
    words = [" " if before == option else word for before, word in zip(("", *WHY), WHY, strict=False)]
    own = tmp_path / "own"
    ran = run("register", "correct", CUMBRIA, "sample_size", "40", *words, "--register", own)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"{option}: nothing is said here.")
    assert run("register", "add", page, "--to", own, "--reviewed-by", "").err.startswith("--reviewed-by: nothing")
    assert not own.exists()


def test_a_later_correction_holds_in_ones_own_folder_and_over_the_products(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    for month in ("2023-03", "2023-04"):
        ran = run("register", "correct", CUMBRIA, "fieldwork.from", month, *WHY, "--register", own)
        assert ran.status == 0, ran.err
    shown = run("register", "show", CUMBRIA, "--register", own, "--format", "json").data["inspections"][0]
    assert shown["fieldwork"]["from"] == "2023-04"
    assert [one["value"] for one in shown["corrections"]] == ["2023-05", "2023-03", "2023-04"]
    told = " ".join(run("register", "show", CUMBRIA, "--register", own).out.split())
    assert "2023-05 is published, 2023-03 was used. A letter says so. A later correction holds." in told
    assert "2023-05 is published, 2023-04 is used. A letter says so. Read" in told


def test_how_well_a_correction_is_known_is_said_and_not_supposed(run: Run, tmp_path: Path) -> None:
    said = ("register", "correct", CUMBRIA, "sample_size", "40", *WHY, "--register", tmp_path, "--format", "json")
    assert run(*said).data["certainty"] == "derived"
    assert run(*said, "--certainty", "published").data["certainty"] == "published"
    assert run(*said, "--otherwise", "41").data["otherwise"] == 41
