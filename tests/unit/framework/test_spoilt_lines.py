"""However a line is spoilt, the edition is sound or its faults are told: nothing else ever comes out."""

from pathlib import Path

import pytest

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.catalogue import load_edition
from inspectorate.framework.salvage import PLACEHOLDER
from inspectorate.framework.starter import STARTER
from tests.unit.framework.editing import sound_edition

NAMES = [path.relative_to(STARTER).as_posix() for path in sorted(STARTER.rglob("*.yaml"))]
SPOILERS = {
    "left out": lambda _: "",
    "without its value": lambda line: line.partition(":")[0] + ":",
    "with another shape": lambda line: line.partition(":")[0] + ": [a, {b: c}]",
    "misspelt": lambda line: line.replace(":", "x:", 1),
    "moved to the right": lambda line: "  " + line,
}


def faults_if_any(folder: Path) -> tuple[Fault, ...]:
    try:
        load_edition(folder)
    except BadInput as error:
        return error.faults
    return ()


@pytest.mark.parametrize("spoiler", SPOILERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_spoilt_line_is_told_or_does_no_harm(tmp_path: Path, name: str, spoiler: str) -> None:
    folder = sound_edition(tmp_path / "edition")
    path = folder / name
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        path.write_text("\n".join([*lines[:number], SPOILERS[spoiler](line), *lines[number + 1 :]]), encoding="utf-8")
        for fault in faults_if_any(folder):
            assert PLACEHOLDER not in str(fault), f"line {number + 1}"
            assert fault.problem
            assert fault.mend
