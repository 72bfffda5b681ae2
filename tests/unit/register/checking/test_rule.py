"""Every rule that the checks can speak of has its sentence, and its row in the page for readers."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import inspectorate.register.checking
from inspectorate.register.checking.disagreement import CERTAINTIES, SEVERITIES
from inspectorate.register.checking.rule import RULES

ROOM = Path(inspectorate.register.checking.__file__).parent
PAGE = Path(__file__).parents[4] / "docs/explanation/how-documents-are-read.md"
ROW = re.compile(
    r"^\| `(?P<rule>[a-z-]+)` \| (?P<compares>[^|]+) \| (?P<sure>[^|]+) \| (?P<kind>[^|]+) \|", re.MULTILINE
)


def strings() -> Iterator[tuple[str, bool]]:
    """Each string in the code of the checks, and whether it is the rule of a finding."""
    for path in ROOM.glob("*.py"):
        if path.name == "rule.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        rules = {
            id(call.args[0])
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Disagreement"
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, id(node) in rules


def found_with() -> Iterator[tuple[str, set[str]]]:
    """The rule of each finding whose rule is written out, and the certainty and severity written out beside it."""
    for path in ROOM.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Disagreement":
                written = [a.value for a in call.args if isinstance(a, ast.Constant)]
                if not written or written[0] not in RULES:
                    continue
                rule, *others = written
                told = {str(other) for other in others if other in (*CERTAINTIES, *SEVERITIES)}
                yield str(rule), told if len(call.args) > 4 else {*told, "disagreement"}


def rows() -> dict[str, re.Match[str]]:
    return {row["rule"]: row for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))}


def test_a_finding_names_a_rule_of_the_list() -> None:
    assert {text for text, is_rule in strings() if is_rule} <= RULES.keys()
    assert {text for text, _ in strings() if re.fullmatch(r"between-[a-z-]+", text)} <= RULES.keys()


def test_a_rule_of_the_list_is_used() -> None:
    assert RULES.keys() <= {text for text, _ in strings()}


def test_the_page_has_every_rule_in_the_words_of_the_program() -> None:
    assert {rule: row["compares"] for rule, row in rows().items()} == RULES


def test_the_page_says_how_sure_a_finding_is_and_of_what_kind() -> None:
    page = rows()
    for rule, words in found_with():
        if rule in page:
            told = set(re.findall(r"\w+", f"{page[rule]['sure']} {page[rule]['kind']}"))
            assert words <= told, f"{rule}: the code has {words}, the page {told}"
