"""A synthetic caseload, and a terminal to run the commands at."""

import csv
import datetime
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspectorate.framework.catalogue import edition_folders
from inspectorate_app.cli import main

HEAD = [
    "reference",
    "person_id",
    "family_name",
    "first_name",
    "date_of_birth",
    "gender",
    "ethnicity",
    "sentence_type",
    "risk_of_serious_harm",
    "start_date",
    "end_date",
    "area",
    "team",
    "practitioner",
    "victim_contact",
]


def caseload(path: Path, number: int = 200, practitioners: int = 20) -> Path:
    """A synthetic caseload, the same each time; every tenth case is out of scope."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for place in range(number):
            officer = chance.randrange(practitioners)
            team = officer % 4
            start = datetime.date(2022, 4, 18) + datetime.timedelta(chance.randrange(28))
            writer.writerow(
                [
                    f"X{place:05d}",
                    f"2022/{place:05d}",
                    "Synthetic",
                    f"{place:04d}",
                    "1980-02-01",
                    "other" if place % 10 == 9 else chance.choice(["female", "male", "male", "male"]),
                    chance.choice(["White", "Black", "Not stated"]),
                    chance.choice(["community order", "licence"]),
                    chance.choice(["low", "medium", "RHRH"]),
                    start.isoformat(),
                    "",
                    f"Area {team % 2}",
                    f"Team {team}",
                    f"=Officer {officer:02d}",
                    chance.choice(["", "", "", "yes"]),
                ]
            )
    return path


class Terminal:
    """Runs commands and keeps what they said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]):
        self.capsys = capsys
        self.error = ""

    def run(self, *arguments: object, status: int = 0) -> str:
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["sampling", *map(str, arguments)])
        said = self.capsys.readouterr()
        self.error = said.err
        assert left.value.code == status, said.err
        return said.out

    def json(self, *arguments: object, status: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--format", "json", status=status))


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def given(tmp_path: Path) -> list[object]:
    """A draw, as far as it is the same in every test."""
    file = caseload(tmp_path / "caseload.csv")
    return ["draw", file, "--edition", "hmip-pdu-2021", "--as-of", "2022-11-01", "--out", tmp_path / "sample.csv"]


@pytest.fixture
def rows_of() -> Callable[[Path], list[dict[str, str]]]:
    """Reads the rows of a file that a command wrote."""

    def rows(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows


@pytest.fixture
def large_caseload(tmp_path: Path) -> Path:
    """20,000 cases."""
    return caseload(tmp_path / "caseload.csv", 20_000)


@pytest.fixture
def own_edition(tmp_path: Path) -> Path:
    """A copy of the edition, for a test to change."""
    return shutil.copytree(edition_folders()["hmip-pdu-2021"], tmp_path / "own")
