"""What came of the last recommendations: the statuses, marked as assumed, and their counts in words."""

import pytest

from inspectorate.errors import BadInput
from inspectorate.framework.entry import Certainty
from inspectorate.recommendation.model import Recommendation
from inspectorate.recommendation.progress import Status, Statuses, product_statuses, progress_in_words
from inspectorate.recommendation.reading import read_recommendations


def test_the_three_statuses_are_recalled_and_say_so():
    known = product_statuses()
    assert [each.label for each in known.statuses] == ["Sufficient progress", "Some progress", "No progress"]
    assert known.certainty is Certainty.ASSUMED
    assert "METHOD 8" in known.source


def test_progress_is_counted_in_words():
    found = ["some", "none", "sufficient", "some"]
    assert progress_in_words(found) == (
        "At least some progress was made on three of four recommendations:"
        " sufficient progress on one, some progress on two, no progress on one."
    )
    assert progress_in_words(["none"] * 10) == "No progress was made on any of 10 recommendations."
    assert progress_in_words([]) == ""


def test_an_inspectorate_may_have_other_statuses():
    own = Statuses(
        source="ours",
        certainty=Certainty.PUBLISHED,
        statuses=(Status(id="met", label="Met", progressed=True), Status(id="open", label="Open", progressed=False)),
    )
    words = progress_in_words(["met", "open"], own)
    assert words == "At least some progress was made on one of two recommendations: met on one, open on one."


def written(tmp_path, text):
    path = tmp_path / "previous.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_by_its_columns_under_any_of_their_names(tmp_path):
    path = written(tmp_path, "No.,Text,Addressed to,Provider\n1.,improve it,The CRC,CRC 2019\n1,review it,,NPS 2019\n")
    assert read_recommendations(path) == (
        (2, Recommendation(1, "other", "The CRC", "improve it", "CRC 2019")),
        (3, Recommendation(1, "other", "", "review it", "NPS 2019")),
    )


def test_every_fault_of_a_file_is_told_with_its_row(tmp_path):
    path = written(tmp_path, f"number,recommendation\nx,improve it\n2,\n3,good\n3,again\n0,{'long ' * 500}\n")
    with pytest.raises(BadInput) as refused:
        read_recommendations(path)
    assert [(each.line, each.field) for each in refused.value.faults] == [
        (2, "number"),
        (3, "recommendation"),
        (5, "number"),
        (6, "number"),
        (6, "recommendation"),
    ]


def test_a_file_of_nothing_says_so(tmp_path):
    with pytest.raises(BadInput, match="no rows below the header"):
        read_recommendations(written(tmp_path, "number,recommendation\n"))
