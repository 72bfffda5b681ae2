"""``flip.md``, row by row."""

from collections.abc import Mapping
from functools import cache

import pytest

from inspectorate.aggregation.proportion import Proportion
from inspectorate.framework.catalogue import find_edition
from inspectorate.rating.evidence import Evidence, Judgement, StandardEvidence
from inspectorate.rating.flip import Flip, flips
from inspectorate.rating.rate import rate
from tests.spec.tables import rows

Row = Mapping[str, str]
SHORT = {"I": "Inadequate", "RI": "Requires improvement", "G": "Good", "O": "Outstanding"}
edition = cache(find_edition)


def counted(written: str) -> StandardEvidence:
    counts = [tuple(map(int, one.split("/"))) for one in written.split()]
    return StandardEvidence(tuple(Proportion.counted(*one) for one in counts))


def told(flip: Flip | None) -> str:
    return "+".join(str(abs(change.answers)) for change in flip.changes) if flip else "-"


def short(flip: Flip | None) -> str:
    return next(key for key, rating in SHORT.items() if rating == flip.to) if flip else "-"


@pytest.mark.parametrize("row", rows("flip.md", "One standard"), ids=lambda row: f"{row['standard']} {row['counts']}")
def test_one_standard(row: Row) -> None:
    evidence = Evidence(edition("hmip-pdu-2021"), {row["standard"]: counted(row["counts"])})
    found = flips(evidence).standards[row["standard"]]
    assert found.rating == SHORT[row["rating"]]
    assert (told(found.up), short(found.up)) == (row["up"], row["to"])
    assert (told(found.down), short(found.down)) == (row["down"], row["to worse"])
    assert flips(evidence).overall is None  # the other standards are not assessed


@pytest.mark.parametrize("row", rows("flip.md", "The overall rating"), ids=lambda row: row["score"])
def test_the_overall_rating(row: Row) -> None:
    judged = zip(("1.1", "1.2", "1.3", "1.4"), row["judged"].split(), strict=True)
    standards = {id_: StandardEvidence(judgement=Judgement(SHORT[rating], "x")) for id_, rating in judged}
    standards |= {id_: counted(row[id_]) for id_ in ("2.1", "2.2", "2.3", "2.4", "2.5")}
    evidence = Evidence(edition("hmip-pdu-2021"), standards)
    rated, found = rate(evidence), flips(evidence).overall
    assert found is not None
    assert (rated.points, rated.overall, found.rating) == (int(row["score"]), SHORT[row["overall"]], rated.overall)
    assert [str(flip.answers) if flip else "-" for flip in (found.up, found.down)] == [row["up"], row["down"]]
    assert short(found.up) == row["to"]
