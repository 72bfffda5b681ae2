"""``claim.md``, row by row."""

import re
from collections.abc import Mapping
from functools import cache

import pytest

from inspectorate.report.claims.check import in_prose
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from tests.spec.tables import FOLDER
from tests.unit.report.claims.evidence import fact_base

TEXT = (FOLDER / "claim.md").read_text(encoding="utf-8")


@cache
def evidence() -> Mapping[str, Statistic]:
    return statistics(fact_base())


def sentences() -> list[tuple[str, str, str, str]]:
    """Every row that has a verdict; a bar inside a placeholder is written with a stroke before it."""
    found = []
    for line in TEXT.splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 4 and cells[2] in ("true", "false", "unsupported", "none"):
            found.append((cells[0], cells[1], cells[2], cells[3]))
    return found


@pytest.mark.parametrize(("sentence", "claim", "verdict", "right"), sentences(), ids=lambda cell: str(cell)[:60])
def test_a_sentence(sentence: str, claim: str, verdict: str, right: str) -> None:
    found = [each for each in in_prose(sentence, evidence()) if not claim or each.text == claim]
    if verdict == "none":
        assert found == []
        return
    assert found, f"no claim '{claim}' was found"
    told = {(each.verdict, each.right) for each in found}
    assert {one for one, _right in told} == {verdict}, [each.why for each in found]
    if right:
        assert {other for _verdict, other in told} == {right}
