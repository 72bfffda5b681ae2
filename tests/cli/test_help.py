"""``--help`` answers at once: what is heavy is loaded by the commands that use it."""

import subprocess
import sys

import pytest

from inspectorate_app.cli import app

HEAVY = ("ruamel.yaml", "networkx", "python_calamine", "rich.table", "inspectorate.framework.model")
NOUNS = [str(group.typer_instance.info.name) for group in app.registered_groups if group.typer_instance]


@pytest.mark.parametrize("arguments", [(), *[(noun,) for noun in NOUNS]])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    program = "import sys; from inspectorate_app.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-X", "importtime", "-c", program, *arguments, "--help"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-500:]
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines() if line.startswith("import time:")}
    assert "inspectorate_app.cli" in loaded, "the import times were read"
    assert loaded.isdisjoint(HEAVY)
    if not arguments:  # for the help of a group, Typer itself loads pydantic
        assert "pydantic" not in loaded


def test_each_noun_says_what_it_is_for() -> None:
    assert "framework" in NOUNS
    for group in app.registered_groups:
        assert group.typer_instance
        assert str(group.typer_instance.info.help).endswith(".")
