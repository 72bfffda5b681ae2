from pathlib import Path

import pytest

from inspectorate_app.demonstration.figures import published_figures
from tests.conftest import Run


def test_every_figure_comes_out_as_published(run: Run) -> None:
    ran = run("demonstration", "rate", "--format", "json")
    assert ran.status == 0
    assert [figure for figure in ran.data["figures"] if not figure["equal"]] == []
    assert ran.data["equal"] == len(ran.data["figures"]) > 40
    assert ran.data["synthetic"] is True


def test_the_page_says_that_the_cases_are_synthetic(run: Run) -> None:
    ran = run("demonstration", "rate")
    assert "SYNTHETIC" in ran.out
    assert "Score 2/27. Overall rating: Inadequate." in ran.out


def test_a_figure_that_differs_is_a_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = published_figures()
    questions = tuple(
        figure.model_copy(update={"published": "58%"}) if figure.question == "2.2.1" else figure
        for figure in figures.questions
    )
    wrong = figures.model_copy(update={"questions": questions})
    monkeypatch.setattr("inspectorate_app.demonstration.figures.published_figures", lambda: wrong)
    ran = run("demonstration", "rate")
    assert ran.status == 1
    assert "DIFFERS" in ran.out


def test_the_files_are_the_same_every_time_and_named_as_synthetic(
    run: Run, tmp_path: Path, demonstration: Path
) -> None:
    ran = run("demonstration", "write", tmp_path / "files", "--format", "json")
    assert ran.status == 0
    for path in map(Path, ran.data["files"]):
        assert path.read_bytes() == (demonstration / path.name).read_bytes()
    assert (tmp_path / "files" / "README.txt").read_text().startswith("SYNTHETIC DATA")
    assert "Synthetic" in (tmp_path / "files" / "caseload.csv").read_text()
