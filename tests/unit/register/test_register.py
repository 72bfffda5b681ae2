"""What the register is asked: the last inspection, the history, what was known on a day."""

from pathlib import Path

from inspectorate.register.loading import load_register
from inspectorate.register.register import Register
from tests.unit.register.entries import SOURCE, entry, folder


def register(path: Path) -> Register:
    placed = entry(month="2020", published=None, placed={"at": "2020", "by": "the address of the page"})
    undated = entry(inspection="pdu/northmoor/undated", published=None)
    days = [entry(month="2024-07"), entry(month="2023-03", published="2023-03-30"), placed, undated]
    alone = entry("eastvale", inspection="pdu/eastvale/undated", published=None, region="London")
    return load_register(folder(path, *days, alone), shipped=False)


def test_a_history_is_in_order_of_time_and_the_undated_last(tmp_path: Path) -> None:
    history = [one.inspection.rpartition("/")[2] for one in register(tmp_path).history("pdu/northmoor")]
    assert history == ["2020", "2023-03", "2024-07", "undated"]


def test_the_latest_is_dated_where_any_is(tmp_path: Path) -> None:
    asked = register(tmp_path)
    latest = {unit: asked.latest(unit) for unit in (*asked.units, "pdu/none")}
    assert {unit: one and one.inspection for unit, one in latest.items()} == {
        "pdu/northmoor": "pdu/northmoor/2024-07",
        "pdu/eastvale": "pdu/eastvale/undated",
        "pdu/none": None,
    }


def test_two_undated_inspections_have_no_latest(tmp_path: Path) -> None:
    both = [entry(inspection=f"pdu/northmoor/undated{end}", published=None) for end in ("", "-2")]
    assert load_register(folder(tmp_path, *both), shipped=False).latest("pdu/northmoor") is None


def test_on_a_day_only_what_was_published_by_then_is_known(tmp_path: Path) -> None:
    asked = register(tmp_path)
    days = ("2020-12-30", "2020-12-31", "2023-03-29", "2023-03-30", "2024-07-30", "2024-07-31")
    known = [[one.inspection.rpartition("/")[2] for one in asked.on(day)] for day in days]
    assert known == [[], ["2020"], ["2020"], ["2023-03"], ["2023-03"], ["2024-07"]]


def test_what_inspectors_found_is_not_known_before_a_source_tells_it(tmp_path: Path) -> None:
    fieldwork = {"published": None, "fieldwork": {"from": "2023-04", "to": "2023-04"}}
    cited = {"document": "A letter", "published": "2023-07-27", "gives": ["overall"]}
    told = entry(**fieldwork, sources=[SOURCE, cited])
    placed = entry("eastvale", placed={"at": "2023-09", "by": "the address of the page"}, **fieldwork)
    neither = entry("westmarsh", **fieldwork)
    asked = load_register(folder(tmp_path, told, placed, neither), shipped=False)
    days = ("2023-04-29", "2023-04-30", "2023-07-26", "2023-07-27", "2023-09-29", "2023-09-30")
    known = [len(asked.on(day)) for day in days]
    assert known == [0, 0, 0, 1, 1, 2], "never from fieldwork alone"
    assert asked.latest("pdu/eastvale").when == "2023-09", "it is placed where it is told to be, not in fieldwork"


def test_a_month_or_a_year_asked_for_counts_from_its_end(tmp_path: Path) -> None:
    asked = register(tmp_path)
    known = [[one.inspection.rpartition("/")[2] for one in asked.on(day)] for day in ("2019", "2023-02", "2023-03")]
    assert known == [[], ["2020"], ["2023-03"]]


def test_a_region_has_the_inspections_of_its_units(tmp_path: Path) -> None:
    asked = register(tmp_path)
    assert {one.unit for one in asked.of_region("London")} == {"pdu/eastvale"}
    assert len(asked.of_region("North West", "PDU")) == 4
    assert asked.of_region("North West", "region") == ()
