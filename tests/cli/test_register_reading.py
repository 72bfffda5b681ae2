"""Documents read and checked on the command line: what is told, to whom, and the exit status."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

#: Made up. HTML may name any character by its number: here the one that begins a command to a terminal, as ESC and as
#: its other form U+009B, and the one that turns the order of letters.
HOSTILE = """<html><body><h1>An inspection of probation services in Northmoor PDU &#27;[31m</h1>
<p>HM Inspectorate of Probation</p>
<p>Overall, Northmoor PDU is rated as Inadequate. Score 2/27.
In 45 out of 95 &#27;]0;mine&#7;cases &#155;2J&#x9b;2J work was &#x202e;good.</p></body></html>"""
CONTROLS = "\x1b\x07\x9b\u202e"
#: Made up: twenty of 27 points are Good.
WRONG = """Northmoor Probation Delivery Unit rated 'Requires improvement'

The Probation Delivery Unit (PDU) in Northmoor was inspected by HM Inspectorate of Probation, and has received an
overall rating of 'Requires improvement'. It scored 20 out of a possible 27.
"""


@pytest.mark.parametrize("command", ["read", "check"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_in_a_document_commands_the_terminal(run: Run, tmp_path: Path, command: str, form: str) -> None:
    (tmp_path / "page.html").write_text(HOSTILE, encoding="utf-8")
    evidence = ["--evidence"] if command == "read" else []
    ran = run("register", command, tmp_path / "page.html", *evidence, "--format", form)
    assert not set(ran.out + ran.err) & set(CONTROLS)
    if command == "read" and form == "json":
        (count,) = json.loads(ran.out)[0]["counts"]
        assert count[:2] == [45, 95]
        assert "\x1b" in count[2], "a program gets what the document holds"


def test_a_fault_does_not_command_the_terminal_either(run: Run, tmp_path: Path) -> None:
    ran = run("register", "show", "Northmoor\x1b[2J\x9b")
    assert (ran.status, ran.out) == (2, "")
    assert "Northmoor\ufffd[2J\ufffd" in ran.err


def test_checking_ends_with_1_where_something_disagrees_and_2_where_nothing_could_be_checked(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "right.txt").write_text(WRONG.replace("scored 20", "scored 9"), encoding="utf-8")
    (tmp_path / "other.txt").write_text("A recipe for bread.\n", encoding="utf-8")
    wrong = run("register", "check", tmp_path / "wrong.txt", "--format", "json")
    assert wrong.status == 1, "20 of 27 is Good: METHOD 2.3"
    assert [found["rule"] for found in wrong.data["disagreements"]] == ["overall-band"]
    assert run("register", "check", tmp_path / "right.txt").status == 0
    other = run("register", "check", tmp_path / "other.txt")
    assert other.status == 2
    assert "not an inspection document" in other.err
