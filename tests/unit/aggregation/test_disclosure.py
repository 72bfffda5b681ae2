"""No count of a small group can be found from what is shown and the total."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.disclosure import THRESHOLD, protect


def counts(**groups):
    return {name: Count(yes=yes, no=no) for name, (yes, no) in groups.items()}


def test_large_groups_are_shown():
    found = protect(counts(women=(3, 2), men=(40, 57)))
    assert found.shown == counts(women=(3, 2), men=(40, 57))
    assert not found.hidden


def test_a_small_group_takes_the_next_larger_with_it():
    found = protect(counts(women=(3, 1), men=(40, 57), other=(10, 5)))
    assert found.hidden == {"women", "other"}
    assert found.shown == counts(men=(40, 57))


def test_two_small_groups_that_are_small_together_take_a_third():
    found = protect(counts(a=(1, 0), b=(1, 1), c=(6, 6), d=(50, 50)))
    assert found.hidden == {"a", "b", "c"}  # 1 and 2 are 3 cases: fewer than 5


def test_groups_of_one_answer_take_another_until_both_answers_are_hidden():
    found = protect(counts(a=(0, 3), b=(0, 6), c=(7, 0), d=(50, 50)))
    assert found.hidden == {"a", "b", "c"}  # of a and b together no answer is yes, so each would be known


def test_a_group_without_a_relevant_case_is_told_as_such():
    found = protect(counts(a=(0, 0), b=(3, 6)))
    assert (found.empty, found.hidden, set(found.shown)) == ({"a"}, set(), {"b"})


def test_what_no_percentage_rests_on_is_not_shown_either():
    found = protect({"women": Count(yes=4, no=4, missing=1, not_applicable=2, answers={"yes": 4})})
    assert found.shown["women"] == Count(yes=4, no=4)
    assert found.shown["women"].missing == 0
    assert not found.shown["women"].answers


@pytest.mark.parametrize(("threshold", "hidden"), [(4, set()), (10, {"women", "men"})])
def test_the_threshold_can_be_set(threshold, hidden):
    assert protect(counts(women=(3, 1), men=(40, 57)), threshold).hidden == hidden


GROUPS = st.dictionaries(
    st.sampled_from("abcde"), st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4
)


@settings(max_examples=400, deadline=None)
@given(GROUPS, st.integers(1, 6))
def test_no_hidden_count_follows_from_what_is_shown(groups, threshold):
    """Every table that goes with what is shown, its total, and even with how many cases each group has."""
    table = counts(**groups)
    found = protect(table, threshold)
    assert all(count.relevant >= threshold for count in found.shown.values())
    yes, no = sum(one.yes for one in table.values()), sum(one.no for one in table.values())
    hidden = sorted(found.hidden)
    left = yes - sum(one.yes for one in found.shown.values())
    sizes = [table[name].relevant for name in hidden]
    possible = [guess for guess in product(*(range(size + 1) for size in sizes)) if sum(guess) == left]
    for place, name in enumerate(hidden):
        if {guess[place] for guess in possible} == {table[name].yes}:
            # Only where all groups are hidden, and the total alone tells: one group, or one answer throughout.
            assert not found.shown, name
            assert len(hidden) == 1 or 0 in (yes, no), name


@settings(deadline=None)
@given(GROUPS)
def test_no_more_is_hidden_than_must_be(groups):
    found = protect(counts(**groups))
    small = [name for name, (yes, no) in groups.items() if 0 < yes + no < THRESHOLD]
    assert bool(found.hidden) == bool(small)
