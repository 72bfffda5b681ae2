"""Each threat has what stops it and a test that shows so, and the test is there."""

import ast
import re

import pytest

from tests.docs.places import ROOT

PAGE = (ROOT / "docs/explanation/threats.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| threat", "| **"))
]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def test_each_threat_says_what_stops_it_and_names_a_test() -> None:
    assert len(ROWS) > 30
    assert [row[0] for row in ROWS if len(row) != 3 or not all(row) or "::test_" not in row[2]] == []


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_a_test_that_is_named_is_there(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
