"""Published documents held against their own figures, and copies of them with fifty wrong numbers each.

What is asserted is a floor; ``python -m benchmarks.claims`` prints the figures, and benchmarks/claims/README.md tells
them.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from benchmarks.claims.__main__ import outcome
from benchmarks.claims.published import Published, published

from inspectorate.report.claims.check import in_document, in_prose
from inspectorate.report.house import product_house
from inspectorate.report.report import report
from inspectorate.report.statistics import statistics

SEEDS = Path(__file__).parents[5] / "shared" / "seeds"
of_documents = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it"
)


@cache
def documents() -> dict[str, Published]:
    return {each.file: each for each in published()}


@of_documents
@pytest.mark.parametrize(("file", "true", "false"), [("002", 130, 1), ("004", 80, 0), ("001", 50, 1), ("003", 8, 0)])
def test_what_a_document_says_of_its_own_figures(file: str, true: int, false: int) -> None:
    document = documents()[file]
    found = Counter(each.verdict for each in in_prose(document.text(SEEDS), statistics(document.base)))
    assert found["true"] >= true
    assert found["false"] <= false


@of_documents
@pytest.mark.parametrize("file", ["002", "004"])
@pytest.mark.parametrize("seed", ["one", "another"])
def test_fifty_wrong_numbers(file: str, seed: str) -> None:
    document = documents()[file]
    came = outcome(document, document.text(SEEDS), seed)
    assert came.planted == 50
    assert came.false + came.unsupported >= 48, came.missed
    assert came.false >= 36


@pytest.mark.parametrize("file", ["002", "004"])
def test_our_own_report_makes_no_claim_that_is_open(file: str) -> None:
    """What the house says around the evidence is found, and true."""
    base = documents()[file].base
    found = in_document(report(base, {}, product_house()), statistics(base))
    assert found
    assert [each for each in found if each.is_open] == []
