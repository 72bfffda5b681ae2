"""What is told of small groups, attacked by a reader who knows the rule and can list every table it may come from."""

from collections import defaultdict
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.disclosure import may_be_told_anew, protect, protect_sizes


def counts(**groups):
    return {name: Count(yes=yes, no=no) for name, (yes, no) in groups.items()}


# --- the rule ---


def test_large_groups_are_shown():
    found = protect(counts(women=(3, 2), men=(40, 57)))
    assert found.shown == counts(women=(3, 2), men=(40, 57))
    assert (found.hidden, found.together) == (set(), None)


def test_a_small_group_is_hidden_with_the_first_large_one():
    found = protect(counts(men=(40, 57), women=(10, 5), other=(3, 1)))
    assert found.hidden == {"men", "other"}
    assert found.shown == counts(women=(10, 5))
    assert found.together == Count(yes=43, no=58)  # which the total less the women tells anyway: 40 + 3 and 57 + 1


def test_a_large_group_has_twice_the_threshold():
    assert protect(counts(a=(1, 1), b=(5, 4), c=(20, 9), d=(6, 6))).hidden == {"a", "c"}


@pytest.mark.parametrize(
    "groups",
    [
        {"a": (20, 9), "b": (3, 1)},  # b is the total less a
        {"a": (20, 2), "b": (3, 1), "c": (9, 9)},  # hidden would be 23 yes and 3 no: fewer than 5 of one answer
        {"a": (20, 0), "b": (0, 3), "c": (9, 9)},  # each no would be of b
        {"a": (5, 5), "b": (1, 0), "c": (6, 6)},  # hidden would be 11 cases: b has 1 of them, since a has 10 or more
        {"a": (5, 4), "b": (1, 0), "c": (4, 4)},  # there is no large group
    ],
)
def test_where_that_does_not_protect_it_nothing_is_shown(groups):
    found = protect(counts(**groups))
    assert (found.shown, found.hidden, found.empty, found.together) == ({}, set(groups), set(), None)


def test_a_group_without_a_relevant_case_is_told_as_such():
    found = protect(counts(a=(0, 0), b=(3, 6)))
    assert (found.empty, found.hidden, set(found.shown)) == ({"a"}, set(), {"b"})


def test_which_group_is_empty_is_not_told_where_nothing_is():
    assert protect(counts(a=(0, 0), b=(3, 6), c=(1, 0))).hidden == {"a", "b", "c"}


def test_what_no_percentage_rests_on_is_not_shown_either():
    found = protect({"women": Count(yes=4, no=4, missing=1, not_applicable=2, answers={"yes": 4})})
    assert found.shown["women"] == Count(yes=4, no=4)
    assert found.shown["women"].missing == 0
    assert not found.shown["women"].answers


@pytest.mark.parametrize(("threshold", "hidden"), [(4, set()), (10, {"women", "men"})])
def test_the_threshold_can_be_set(threshold, hidden):
    assert protect(counts(women=(3, 1), men=(40, 57)), threshold).hidden == hidden


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"a": 10, "b": 10}, set()),
        ({"a": 10, "b": 4}, {"a", "b"}),  # b = whole - a
        ({"a": 10, "b": 4, "c": 20}, {"a", "b"}),
        ({"a": 10, "b": 3, "c": 20}, {"a", "b", "c"}),  # 13 less the 10 or more of a: b would be 3 at most
        ({"a": 9, "b": 3, "c": 20}, {"b", "c"}),
        ({"a": 9, "b": 3, "c": 9}, {"a", "b", "c"}),  # none is large
        ({"a": 3, "b": 2, "c": 20}, {"a", "b", "c"}),  # the only one that is not small goes with them
        ({"a": 2, "b": 2, "c": 20, "d": 30}, {"a", "b", "c"}),
        ({"a": 50, "b": 50, "c": 1}, {"a", "c"}),
        ({"a": 0, "b": 20}, set()),  # nobody is no secret
    ],
)
def test_sizes_of_small_groups_are_protected(sizes, hidden):
    assert protect_sizes(sizes) == hidden


# --- the attack ---


@cache
def sizes_by_what_is_told(groups, threshold, most):
    """Every table of sizes, under what is told of it: the sizes shown, and the total."""
    told = defaultdict(list)
    for sizes in product(range(most + 1), repeat=groups):
        hidden = protect_sizes(dict(zip("abcd", sizes, strict=False)), threshold)
        told[
            tuple(None if name in hidden else size for name, size in zip("abcd", sizes, strict=False)), sum(sizes)
        ] += [sizes]
    return told


@pytest.mark.parametrize(("groups", "threshold", "most"), [(2, 5, 30), (3, 3, 20), (3, 5, 22), (4, 3, 12), (4, 4, 13)])
def test_a_small_group_may_have_any_size_below_the_threshold_for_who_knows_the_rule(groups, threshold, most):
    """And not only some of them: of what is hidden nothing is known but that it is hidden."""
    tried = 0
    for (shown, total), tables in sizes_by_what_is_told(groups, threshold, most).items():
        # A total above ``most`` would have tables that were not listed. One of fewer than the threshold less one has
        # no room for a group of that size, whatever is shown of it.
        if not threshold - 1 <= total <= most:
            continue
        for place, size in enumerate(shown):
            possible = {table[place] for table in tables}
            if size is None and possible & set(range(1, threshold)):
                assert possible >= set(range(1, threshold)), (shown, total, place)
                tried += 1
    assert tried


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.integers(0, 9)] * 3), st.integers(2, 4))
def test_a_small_group_may_have_given_any_answers_for_who_knows_the_rule_and_all_sizes(sizes, threshold):
    """Where anything is shown: all no to all yes. Where nothing is: whatever the total alone leaves open."""
    told = defaultdict(list)
    for yes in product(*(range(size + 1) for size in sizes)):
        table = {name: Count(y, size - y) for name, y, size in zip("abc", yes, sizes, strict=True)}
        found = protect(table, threshold)
        assert all(count.relevant >= threshold for count in found.shown.values())
        told[tuple(found.shown[name].yes if name in found.shown else None for name in "abc"), sum(yes)].append(yes)
    for (shown, total), tables in told.items():
        for place, size in enumerate(sizes):
            if 0 < size < threshold:
                least, most = (0, size) if any(each is not None for each in shown) else _of_total(sizes, place, total)
                assert {table[place] for table in tables} == set(range(least, most + 1)), (shown, total, place)


def _of_total(sizes, place, total):
    """The fewest and the most yes of one group, by the total and the sizes alone."""
    return max(0, total - (sum(sizes) - sizes[place])), min(sizes[place], total)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("abcde"), st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1))
def test_nothing_is_hidden_where_no_group_is_small(groups):
    small = [name for name, (yes, no) in groups.items() if 0 < yes + no < 5]
    assert bool(protect(counts(**groups)).hidden) == bool(small)


# --- told again ---


def test_a_table_is_told_anew_where_every_group_stands_or_has_changed_in_as_many_cases_as_the_threshold_asks():
    before = {"women": {"2.1.1": 4}, "men": {"2.1.1": 40}}
    assert may_be_told_anew(before, before, {})
    assert may_be_told_anew(before, {"women": {"2.1.1": 4}, "men": {"2.1.1": 38}}, {"men": 5})
    assert not may_be_told_anew(before, {"women": {"2.1.1": 4}, "men": {"2.1.1": 38}}, {"men": 4})
    # 5 men were read again, and one woman: hers would be the difference
    assert not may_be_told_anew(before, {"women": {"2.1.1": 5}, "men": {"2.1.1": 38}}, {"men": 5, "women": 1})
    # a woman was taken out again, and nobody came in her place
    assert not may_be_told_anew(before, {"men": {"2.1.1": 40}}, {})
    # one man was read again and the counts are what they were: which tells that he has the answers that he had
    assert may_be_told_anew(before, before, {"men": 1})
