"""The fewest answers to another rating are what trying every answer finds."""

import datetime
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.aggregation.proportion import Proportion
from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import find_edition
from inspectorate.rating.evidence import Evidence, Judgement, PanelDecision, StandardEvidence
from inspectorate.rating.flip import Flips, flips
from inspectorate.rating.rate import rate

EDITION = find_edition("hmip-pdu-2021")
RATINGS = ["Inadequate", "Requires improvement", "Good", "Outstanding"]
JUDGED = ("1.1", "1.2", "1.3", "1.4", "2.3", "2.4", "2.5")


@st.composite
def evidences(draw):
    """2.1 and 2.2 on a few cases, all else judged: often 'Inadequate', so that leadership is bound."""
    some = st.sampled_from(["Inadequate", "Inadequate", *RATINGS])
    casework = draw(some)
    judged = {id_: casework if id_[0] == "2" and draw(st.booleans()) else draw(some) for id_ in JUDGED}
    standards = {id_: StandardEvidence(judgement=Judgement(rating, "x")) for id_, rating in judged.items()}
    for id_, questions, most in (("2.1", 1, 5), ("2.2", 3, 2)):
        relevant = [draw(st.integers(1, most)) for _ in range(questions)]
        counts = [Proportion.counted(draw(st.integers(0, whole)), whole) for whole in relevant]
        standards[id_] = StandardEvidence(tuple(counts))
    return Evidence(EDITION, standards)


def every_change(evidence):
    """Each set of changed answers: how many there are, and what is then rated."""
    counts = [*evidence.standards["2.1"].proportions, *evidence.standards["2.2"].proportions]
    for sufficient in product(*(range(one.relevant + 1) for one in counts)):
        changed = tuple(Proportion.counted(n, one.relevant) for n, one in zip(sufficient, counts, strict=True))
        cost = sum(abs(n - one.sufficient) for n, one in zip(sufficient, counts, strict=True))
        standards = {
            **evidence.standards,
            "2.1": StandardEvidence(changed[:1]),
            "2.2": StandardEvidence(changed[1:]),
        }
        yield cost, rate(replace(evidence, standards=standards))


def fewest(found, now, better):
    """Of pairs of a cost and a rating: the lowest cost of a better rating, or of a worse one."""
    place = RATINGS.index(now)
    wanted = RATINGS[place + 1 :] if better else RATINGS[:place]
    return min((cost for cost, rating in found if rating in wanted), default=None)


def agrees(flip: Flips, found):
    for better, one in ((True, flip.up), (False, flip.down)):
        assert (one.answers if one else None) == fewest(found, flip.rating, better)
        assert one is None or (one.answers, one.to) in found


@settings(max_examples=40, deadline=None)
@given(evidences())
def test_flips_are_what_trying_every_answer_finds(evidence):
    found = flips(evidence)
    tried = list(every_change(evidence))
    for standard in ("2.1", "2.2"):
        agrees(found.standards[standard], {(cost, rated.standard(standard).rating) for cost, rated in tried})
    agrees(found.overall, {(cost, rated.overall) for cost, rated in tried})


def test_each_key_question_has_its_own_flips():
    standards = {"2.2": StandardEvidence(tuple(Proportion.counted(n, 10) for n in (4, 6, 8)))}
    found = flips(Evidence(EDITION, standards)).questions
    # 5 of 10 are 50; 7 are 70 and 4 are 40; 7 are 70.
    assert [(one.up and one.up.answers, one.down and one.down.answers) for one in found.values()] == [
        (1, None),
        (1, 2),
        (None, 1),
    ]


def test_the_decisions_of_a_panel_are_set_aside():
    standards = {"2.1": StandardEvidence((Proportion.counted(6, 10),))}
    decision = PanelDecision("Good", "x", datetime.date(2022, 12, 12), ("Otto Outside",))
    found = flips(Evidence(EDITION, standards, {"2.1": decision})).standards["2.1"]
    assert (found.rating, found.up.to, found.up.answers) == ("Requires improvement", "Good", 1)


def test_the_overall_rating_is_the_computed_one():
    judged = {id_: "Good" if id_[0] == "1" else "Requires improvement" for id_ in JUDGED}
    standards = {id_: StandardEvidence(judgement=Judgement(rating, "x")) for id_, rating in judged.items()}
    standards |= {"2.1": StandardEvidence((Proportion.counted(6, 10),))}
    standards |= {"2.2": StandardEvidence(judgement=Judgement("Requires improvement", "x"))}
    decision = PanelDecision("Good", "x", datetime.date(2022, 12, 12), ("Otto Outside",))
    evidence = Evidence(EDITION, standards, {"2.1": decision})
    # 4 x 2 and 5 x 1 are 13, 'Requires improvement'; as decided 14, 'Good', which 7 of 10 in 2.1 would give too.
    assert rate(evidence).overall == "Good"
    found = flips(evidence).overall
    assert (found.rating, found.up.to, found.up.answers) == ("Requires improvement", "Good", 1)


def test_percentages_without_counts_stay_as_they_are():
    published, counted = Proportion.published(Proportion.counted(1, 2).share * 100), Proportion.counted(6, 10)
    found = flips(Evidence(EDITION, {"2.2": StandardEvidence((published, counted, counted))})).standards["2.2"]
    assert found.up is None  # the lowest, at 50, cannot change
    assert (found.down.answers, found.down.changes[0].question) == (2, "2.2.2")


WITHOUT_RATINGS = find_edition("hmip-public-protection-2025")


def test_an_edition_that_rates_nothing_has_no_flips():
    with pytest.raises(BadInput, match="rates nothing"):
        flips(Evidence(WITHOUT_RATINGS, {}))
