"""``rating.md``, row by row."""

from collections.abc import Mapping
from functools import cache

import pytest

from inspectorate.aggregation.proportion import Proportion
from inspectorate.framework.catalogue import find_edition
from inspectorate.framework.model import Edition
from inspectorate.rating.band import PercentageScale
from inspectorate.rating.evidence import Evidence, Judgement, StandardEvidence
from inspectorate.rating.overall import overall_rating
from inspectorate.rating.rate import rate
from inspectorate.rating.rule import rules_of
from tests.spec.tables import rows

Row = Mapping[str, str]
SHORT = {"I": "Inadequate", "RI": "Requires improvement", "G": "Good", "O": "Outstanding"}
edition = cache(find_edition)


def scale() -> PercentageScale:
    return PercentageScale.of(rules_of(edition("hmip-pdu-2021")))


@pytest.mark.parametrize("row", rows("rating.md", "Percentages in bands"), ids=lambda row: row["per cent"])
def test_percentages_in_bands(row: Row) -> None:
    assert scale().band_of(int(row["per cent"])).rating == row["rating"]


@pytest.mark.parametrize(
    "row", rows("rating.md", "Counts as whole per cents"), ids=lambda r: f"{r['sufficient']} of {r['relevant']}"
)
def test_counts_as_whole_per_cents(row: Row) -> None:
    proportion = Proportion.counted(int(row["sufficient"]), int(row["relevant"]))
    assert proportion.percent == int(row["per cent"])
    assert scale().band_for(proportion).rating == row["rating"]
    assert scale().rounding_decides(proportion) == (row["rounding decides"] == "yes")


@pytest.mark.parametrize(
    "row", rows("rating.md", "The lowest key question drives the standard"), ids=lambda r: r["per cents"]
)
def test_the_lowest_key_question_drives_the_standard(row: Row) -> None:
    given = tuple(Proportion.published(int(percent)) for percent in row["per cents"].split())
    evidence = Evidence(edition("hmip-pdu-2021"), {row["standard"]: StandardEvidence(given)})
    standard = rate(evidence).standard(row["standard"])
    assert standard.rating == row["rating"]
    assert standard.driven_by is not None
    assert standard.driven_by.question.id == row["driven by"]


@pytest.mark.parametrize(
    "row",
    rows("rating.md", "The overall rating of a score"),
    ids=lambda r: f"{r['points']} over {r['standards rated']} {r['edition']}",
)
def test_the_overall_rating_of_a_score(row: Row) -> None:
    rating, _ = overall_rating(edition(row["edition"]), int(row["points"]), int(row["standards rated"]))
    assert rating == row["overall"]


@pytest.mark.parametrize("row", rows("rating.md", "When leadership is bound"), ids=lambda r: r["because"])
def test_when_leadership_is_bound(row: Row) -> None:
    chosen = edition(row["edition"])
    leadership, delivery = _leadership_and_delivery(chosen)
    given = {
        id_: StandardEvidence(not_rated="not rated")
        if short == "-"
        else StandardEvidence(judgement=Judgement(SHORT[short]))
        for id_, short in zip(delivery, row["service delivery"].split(), strict=True)
    }
    judged = StandardEvidence(judgement=Judgement(row["judged"], "a reason"))
    assert rate(Evidence(chosen, {leadership: judged, **given})).standard(leadership).rating == row["leadership"]


def _leadership_and_delivery(chosen: Edition) -> tuple[str, list[str]]:
    rated = [standard for standard in chosen.standards if standard.rated]
    leadership = next(standard.id for standard in rated if standard.title == "Leadership")
    return leadership, [standard.id for standard in rated if standard.kind == "case"]


@pytest.mark.parametrize(
    "row",
    rows("rating.md", "When the ratings panel has discretion"),
    ids=lambda r: f"{r['sufficient']} of {r['relevant']}",
)
def test_when_the_ratings_panel_has_discretion(row: Row) -> None:
    proportion = Proportion.counted(int(row["sufficient"]), int(row["relevant"]))
    assert bool(scale().latitude([proportion]).reasons) == (row["discretion"] == "yes")
