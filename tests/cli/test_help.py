"""``--help`` answers at once: what is heavy is loaded by the commands that use it."""

import json
import subprocess
import sys
from collections.abc import Sequence

from inspectorate_app.cli import app

HEAVY = ("yaml", "ruamel.yaml", "networkx", "python_calamine", "rich.table", "inspectorate.framework.model")
NOUNS = [str(group.typer_instance.info.name) for group in app.registered_groups if group.typer_instance]


#: Asks for the help of each noun, and tells which of the modules that are named first were loaded by then.
ASKS = """
import contextlib, json, sys
from inspectorate_app.cli import main
heavy, nouns = map(json.loads, sys.argv[1:])
loaded = {}
for noun in nouns:
    with contextlib.suppress(SystemExit):
        main([*filter(None, [noun]), "--help"])
    loaded[noun] = [each for each in heavy if each in sys.modules]
print(json.dumps(loaded), file=sys.stderr)
"""


def loaded_by(heavy: Sequence[str], nouns: Sequence[str]) -> dict[str, list[str]]:
    """What of the heavy modules is loaded once the help of a noun was told, in one process for all nouns."""
    command = [sys.executable, "-c", ASKS, json.dumps(heavy), json.dumps(nouns)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.count("Usage: inspectorate") == len(nouns)
    loaded: dict[str, list[str]] = json.loads(ran.stderr)
    return loaded


def test_help_loads_nothing_heavy() -> None:
    assert loaded_by(["inspectorate_app.cli"], [""]) == {"": ["inspectorate_app.cli"]}, "what is loaded is seen"
    assert loaded_by(HEAVY, NOUNS) == {noun: [] for noun in NOUNS}
    # For the help of a group, Typer itself loads pydantic.
    assert loaded_by([*HEAVY, "pydantic"], [""]) == {"": []}


def test_each_noun_says_what_it_is_for() -> None:
    assert "framework" in NOUNS
    for group in app.registered_groups:
        assert group.typer_instance
        assert str(group.typer_instance.info.help).endswith(".")
