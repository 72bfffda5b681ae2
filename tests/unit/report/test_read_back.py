"""The register's reader finds in composed documents what they were composed from; `make composed` asks a thousand."""

from dataclasses import replace

import pytest

from inspectorate.report.document import Chart, Document, Numbered, Paragraph, Rated, Table, words
from inspectorate.report.house import product_house
from inspectorate.report.plain_text import as_published
from inspectorate.report.report import report
from tests.composed.documents import differences, differences_of_letter
from tests.composed.inspection import made_up
from tests.composed.reading import as_page, report_differs


@pytest.mark.parametrize("opened", [as_published, as_page])
@pytest.mark.parametrize("seed", range(5))
def test_everything_is_read_and_nothing_contradicts(seed, opened):
    """One inspection of each edition: the report, the press release, the slides, and all three together."""
    assert list(differences(made_up(seed), opened)) == []


@pytest.mark.parametrize("opened", [as_published, as_page])
def test_everything_in_a_letter_is_read_and_nothing_contradicts(opened):
    assert list(differences_of_letter(1, opened)) == []


def _changed(document: Document, change) -> Document:
    """The document with the first block changed that the change is for."""
    blocks = list(document.blocks)
    for place, block in enumerate(blocks):
        if (other := change(block)) is not None:
            blocks[place] = other
            return replace(document, blocks=tuple(blocks))
    raise AssertionError("nothing to change")


def _other_rating(block):
    if isinstance(block, Rated) and block.score:
        return replace(block, rating="Good" if block.rating != "Good" else "Inadequate")
    return None


def _other_score(block):
    if isinstance(block, Rated) and block.score:
        return replace(block, score=f"{int(block.score.split('/')[0]) - 1 or 2}/{block.score.split('/')[1]}")
    return None


def _fewer_recommendations(block):
    if isinstance(block, Numbered) and len(block.items) > 1:
        return replace(block, items=(*block.items[:-2], block.items[-1]))
    return None


def _other_percentage(block):
    if isinstance(block, Chart):
        table = _other_percentage(block.table)
        return table and replace(block, table=table)
    if isinstance(block, Table) and len(block.head) == 3:
        first, percent, cases = block.rows[0]
        wrong = replace(percent, runs=words("99%" if percent.runs[0].text != "99%" else "98%"))
        return replace(block, rows=((first, wrong, cases), *block.rows[1:]))
    return None


def _other_sample(block):
    if isinstance(block, Paragraph) and block.anchor == "background-fieldwork":
        changed = tuple(replace(run, text="999") if run.statistic == "sample:cases" else run for run in block.runs)
        return replace(block, runs=changed)
    return None


@pytest.mark.parametrize(
    "change", [_other_rating, _other_score, _fewer_recommendations, _other_percentage, _other_sample]
)
def test_a_document_that_says_otherwise_is_told_from_the_evidence(change):
    made = made_up(1)
    document = report(made.base, made.texts, product_house())
    assert report_differs(document, made.base) == []
    assert report_differs(_changed(document, change), made.base) != []
