"""``wording.md``, row by row."""

import re
from collections.abc import Mapping
from fractions import Fraction

import pytest

from inspectorate.register.document import Document
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.quantity import quantities
from inspectorate.report import wording
from inspectorate.report.share import WORDS, fraction_range, share_words
from inspectorate.report.statistic import Statistic
from tests.spec.tables import rows

FILE = "wording.md"
Row = Mapping[str, str]


def pair(counts: str) -> tuple[int, int]:
    part, whole = counts.split("/")
    return int(part), int(whole)


def proportion(counts: str) -> Statistic:
    part, whole = pair(counts)
    return Statistic("case:1", "proportion", "cases", "the sample", numerator=part, denominator=whole)


@pytest.mark.parametrize("row", rows(FILE, "Shares in words"), ids=lambda row: row["counts"])
def test_a_share_is_written(row: Row) -> None:
    assert share_words(Fraction(*pair(row["counts"]))) == row["words"]


@pytest.mark.parametrize("row", rows(FILE, "What a fraction may stand for"), ids=lambda row: row["words"])
def test_a_fraction_is_read(row: Row) -> None:
    sentence = f"Work was sufficient in {row['words']} of the cases."
    (found,) = quantities(Layout(Document("prose", "markdown", sentence)))
    allowed = fraction_range(found.value.qualifier, found.value.value)
    assert [share for share in row["true of"].split() if not allowed.holds(Fraction(share))] == []
    assert [share for share in row["false of"].split() if allowed.holds(Fraction(share))] == []


@pytest.mark.parametrize("row", rows(FILE, "What a word may stand for"), ids=lambda row: row["word"])
def test_a_word_is_read(row: Row) -> None:
    allowed = WORDS[row["word"]]
    assert [share for share in row["true of"].split() if not allowed.holds(Fraction(share))] == []
    assert [share for share in row["false of"].split() if allowed.holds(Fraction(share))] == []


@pytest.mark.parametrize("row", rows(FILE, "Counts"), ids=lambda row: row["counts"])
def test_a_count(row: Row) -> None:
    assert wording.worded(proportion(row["counts"]), "count") == row["words"]


@pytest.mark.parametrize("row", rows(FILE, "Percentages"), ids=lambda row: row["counts"])
def test_a_percentage(row: Row) -> None:
    assert wording.worded(proportion(row["counts"]), "per cent") == row["words"]
    assert wording.worded(proportion(row["counts"]), "per cent", start=True) == row["at the beginning"]


@pytest.mark.parametrize("row", rows(FILE, "What stands where no form is asked for"), ids=lambda row: row["counts"])
def test_without_a_form(row: Row) -> None:
    assert wording.worded(proportion(row["counts"])) == row["words"]


@pytest.mark.parametrize("row", rows(FILE, "Numbers"), ids=lambda row: row["number"])
def test_a_number(row: Row) -> None:
    assert wording.number(int(row["number"])) == row["words"]
    assert wording.ordinal(int(row["number"])) == row["place"]


def test_every_share_has_words_that_are_true_of_it() -> None:
    """What is written for a share is what is read of it: for every share of every base up to 120."""
    for whole in range(1, 121):
        for part in range(whole + 1):
            words = share_words(Fraction(part, whole))
            if words in WORDS:
                assert WORDS[words].holds(Fraction(100 * part, whole)), (part, whole, words)
                continue
            found = re.fullmatch(r"(almost|just over|over|under)? ?(.+)", words)
            assert found
            named = {"a quarter": "1/4", "a third": "1/3", "half": "1/2", "two-thirds": "2/3", "three-quarters": "3/4"}
            allowed = fraction_range(found[1] or "", Fraction(named[found[2]]))
            assert allowed.holds(Fraction(100 * part, whole)), (part, whole, words)
