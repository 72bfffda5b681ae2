"""How many kinds of evidence bear a finding out."""

import pytest

from inspectorate.aggregation.triangulation import KINDS_NEEDED, KINDS_NEEDED_CERTAINTY, support
from inspectorate.framework.entry import Certainty


@pytest.mark.parametrize(
    ("evidence", "needed", "sources", "kinds", "triangulated"),
    [
        ([], 2, 0, (), False),
        (["cases"], 2, 1, ("cases",), False),
        (["cases", "cases", "cases"], 2, 3, ("cases",), False),
        (["cases", "meetings"], 2, 2, ("cases", "meetings"), True),
        (["meetings", "cases", "meetings"], 2, 3, ("meetings", "cases"), True),
        (["cases", "meetings"], 3, 2, ("cases", "meetings"), False),
        (["cases"], 1, 1, ("cases",), True),
        # A judgement of a standard rests on the cases itself.
        ([None], 2, 1, (), False),
        (["cases", None], 2, 2, ("cases",), False),
        (["cases", None, "meetings"], 2, 3, ("cases", "meetings"), True),
    ],
)
def test_kinds_count_and_not_sources(evidence, needed, sources, kinds, triangulated):
    found = support(evidence, needed)
    assert (found.sources, found.kinds, found.triangulated) == (sources, kinds, triangulated)


def test_judgements_are_told_apart():
    assert support([None, "cases", None]).judgements == 2


def test_the_number_is_told_as_assumed():
    assert KINDS_NEEDED == 2
    assert KINDS_NEEDED_CERTAINTY is Certainty.ASSUMED
