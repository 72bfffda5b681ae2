"""Frozen evidence gives the same ratings, and shows when anything in it was changed."""

import datetime
import json

import pytest

from inspectorate.aggregation.counts import aggregate
from inspectorate.assessment.judgements import from_answers
from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import find_edition
from inspectorate.rating.evidence import Evidence, Judgement, PanelDecision, evidence_from_counts
from inspectorate.rating.rate import rate
from inspectorate.rating.record import content_of, freeze, ratings_told, read_record, seal, thaw

EDITION = find_edition("hmip-pdu-2021")


@pytest.fixture
def evidence():
    """2.2 at 60, 70 and 80 per cent of ten cases, decided Good within 5 points of 65; 1.1 judged."""
    yes = {"2.2.1": 6, "2.2.2": 7, "2.2.3": 8}
    answers = {f"SYN{n}": {name: "yes" if n < most else "no" for name, most in yes.items()} for n in range(10)}
    findings = aggregate(from_answers(EDITION, answers))
    decision = PanelDecision("Good", "It was improving.", datetime.date(2022, 12, 12), ("Otto Outside",))
    made = evidence_from_counts(findings, {"1.1": Judgement("Good", "Clear.")}, {"2.2": decision})
    return findings, Evidence(made.edition, made.standards, made.panel, Judgement("Good", "On the whole."))


def test_what_was_frozen_gives_the_same_ratings(evidence):
    content = json.loads(json.dumps(content_of(freeze(*evidence, {"sample": "abc"}))))
    again = thaw(read_record(content), EDITION)
    assert ratings_told(rate(again)) == ratings_told(rate(evidence[1]))
    assert ratings_told(rate(again))["standards"]["2.2"] == {
        "computed": "Requires improvement",
        "rating": "Good",
        "not_rated": "",
    }
    assert again.overall == evidence[1].overall


def test_the_seal_is_of_the_content_and_not_of_its_order(evidence):
    content = content_of(freeze(*evidence, {"sample": "abc"}))
    assert seal(dict(reversed(content.items()))) == seal(content)
    assert seal(content_of(freeze(*evidence, {"sample": "abd"}))) != seal(content)


def test_the_edition_must_be_the_one_of_then(evidence):
    record = freeze(*evidence, {}).model_copy(update={"edition_sha256": "0" * 64})
    with pytest.raises(BadInput, match="another text of the edition hmip-pdu-2021"):
        thaw(record, EDITION)


@pytest.mark.parametrize("change", [{"form": "another"}, {"cases": "many"}, {"more": 1}])
def test_what_is_no_record_is_refused(evidence, change):
    content = {**content_of(freeze(*evidence, {})), **change}
    with pytest.raises(BadInput) as refused:
        read_record(content)
    assert [fault.field for fault in refused.value.faults] == [*change]
