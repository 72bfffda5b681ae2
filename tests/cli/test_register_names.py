"""Which unit a name is taken for, and which inspections a list leaves out."""

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Knowsley PDU", "Knowsley and St Helens (pdu/knowsley-and-st-helens)?"),
        ("Leicester PDU", "Leicester, Leicestershire and Rutland (pdu/leicester-leicestershire-and-rutland)?"),
        ("Derby PDU", "Derby City (pdu/derby-city)?"),
        ("Manchester probation delivery unit", "Manchester North (pdu/manchester-north)?"),
    ],
)
def test_no_youth_justice_service_answers_for_a_delivery_unit(run: Run, name: str, meant: str) -> None:
    ran = run("register", "show", name)
    assert (ran.status, ran.out) == (2, "")
    assert f"there is no PDU called '{name.split()[0]}' in the register. Did you mean {meant}\n" in ran.err


def test_a_bare_name_is_told_with_the_others_that_hold_it(run: Run) -> None:
    ran = run("register", "show", "Knowsley", "--format", "json")
    assert ran.data["unit"]["kind"] == "youth justice service"
    said = " ".join(ran.err.split())
    assert said.endswith("Knowsley (youth justice service), yjs/knowsley. Also: Knowsley and St Helens (PDU).")
    assert "is taken for North West (NPS division)" in run("register", "show", "north west").err
    assert run("register", "show", "North West region").status == 2
    assert run("register", "show", "Kirklees PDU").err == ""


def test_every_word_of_the_table_is_a_kind_to_ask_for(run: Run) -> None:
    rows = run("register", "list", "--format", "json").data
    table = run("register", "list").out
    for word, kind in {
        "premises": "approved premises",
        "NPS": "NPS division",
        "youth": "youth justice service",
    }.items():
        assert f"  {word} " in table
        found = run("register", "list", "--kind", word, "--format", "json").data
        assert found == [row for row in rows if row["kind"] == kind] != []


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--kind", "prison", "approved premises"),
        ("--region", "Northmoor", "North West"),
        ("--rating", "Splendid", "Good; Inadequate; Outstanding; Requires improvement"),
        ("--edition", "1999", "hmip-pdu-2021"),
        ("--on", "", "not a date"),
        ("--on", "2023-13", "not a date"),
    ],
)
def test_a_value_that_there_is_none_of_is_refused(run: Run, option: str, value: str, told: str) -> None:
    ran = run("register", "list", option, value)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_what_a_list_leaves_out_is_counted(run: Run) -> None:
    rows = run("register", "list", "--format", "json").data
    unknown = sum(row["region"] is None for row in rows)
    ran = run("register", "list", "--region", "wales", "--format", "json")
    assert f"region of their units is not known: {unknown}." in ran.err
    assert {row["region"] for row in ran.data} == {"Wales"}
    ran = run("register", "list", "--on", "2023", "--format", "json")
    assert ran.data == run("register", "list", "--on", "2023-12-31", "--format", "json").data
    undated = sum(row["date"] is None for row in rows)
    told = int(ran.err.rstrip(".\n").rpartition(" ")[2])
    assert told >= undated > 0


def test_a_list_narrows_by_rating_and_edition_and_gives_ids_to_show(run: Run) -> None:
    asked = ("register", "list", "--rating", "inadequate", "--edition", "hmip-pdu-2021")
    rows = run(*asked, "--format", "json").data
    assert {(row["overall"], row["edition"]) for row in rows} == {("Inadequate", "hmip-pdu-2021")}
    ids = [line.split()[0] for line in run(*asked, "--ids").out.splitlines() if line.startswith("pdu/")]
    assert ids == [row["inspection"] for row in rows] != []
    assert run("register", "show", ids[0]).out.splitlines()[2] == ids[0]
    assert "\n1 inspection of 1 unit.\n" in run("register", "list", "--kind", "premises").out


def test_a_list_and_the_unit_tell_one_date(run: Run) -> None:
    (row,) = (
        r for r in run("register", "list", "--format", "json").data if r["inspection"] == "yjs/manchester/2018-10"
    )
    assert f"Dated        {row['date']}, by " in run("register", "show", row["inspection"]).out


def test_series_are_listed_and_found_by_how_they_begin(run: Run) -> None:
    listed = {row["series"]: row["inspections"] for row in run("register", "series", "--format", "json").data}
    points = run("register", "series", "assessment.safety", "--format", "json").data["points"]
    assert listed["assessment.safety"] == len(points) == 2
    ran = run("register", "series", "assessment")
    assert ran.status == 2
    assert "Give one of assessment.desistance, assessment.engagement, assessment.safety, or" in ran.err
    assert "court.advice" not in ran.err
    ran = run("register", "series", "zzz")
    assert max(map(len, ran.err.splitlines())) <= 100
    ran = run("register", "series", "nonsense", "--edition", "1999")
    assert "there is no edition '1999'" in ran.err
    assert "no such series" not in ran.err


def test_a_series_of_a_unit_says_which_it_took(run: Run) -> None:
    ran = run("register", "series", "assessment.safety", "--unit", "cumbria")
    assert ran.err == "'cumbria' is taken for Cumbria (PDU), pdu/cumbria.\n"
