"""What is looked for finds what people expect, and nothing that is typed breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.errors import BadInput
from inspectorate.search.fold import comparable, fold, tidy
from inspectorate.search.snippet import marked, snippet
from inspectorate.search.wanted import LONGEST, read

TEXT = "Workloads were reviewed; the agency's planning for self-harm, café visits and court_report_2022.pdf is Good."


def score(typed, title, words, **more):
    return read(typed).score(comparable(title), comparable(words), **more)


@pytest.mark.parametrize(
    "typed",
    [
        *("workloads", "WORKLOAD", "work", "workl"),  # capitals, a part of a word
        *("reviews", "reviewing", "review", "agencies", "plans", "planned", "visit"),  # inflections
        *("cafe", "CAFÉ", "cafe\u0301"),  # accents, on the letter and apart
        *('"were reviewed"', "self-harm", "“self harm”", "report_2022", "pdf"),  # phrases and parts of names
        *("good workloads", "the workloads", 'visits "court report"', "the", "is", "agency's"),
        *('" review', '"review', "review*", "review%", "_review_", "(review)", "-review"),  # what others obey
    ],
)
def test_a_text_is_found(typed):
    assert score(typed, "", TEXT) > 0


@pytest.mark.parametrize(
    "typed",
    [
        *("orkloads", "view", "harms way"),  # no middle of a word; one of two words missing
        *('"reviewed were"', '"work"', '"self harm was"'),  # a phrase is in order, and its words are whole
        *("workloads missing", "planet", "2022 2023", "review AND missing", "review OR missing"),
    ],
)
def test_a_text_is_not_found(typed):
    assert score(typed, "", TEXT) == 0


def test_every_word_must_be_there_in_title_or_words():
    assert score("plan staffing", "Business plan", "Staffing in 2022") > 0
    assert score("plan staffing", "Business plan", "Sickness in 2022") == 0
    assert score("SYN001", "Case SYN001", "Housing", title_alone=False) == 0
    assert score("SYN001 housing", "Case SYN001", "Housing", title_alone=False) > 0


def test_a_title_counts_most_and_a_word_as_it_was_typed_more_than_another_form():
    assert score("plan", "Plan", "") > score("plan", "", "The plan here") > score("plan", "", "The planet here")


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "* ^ ( )", '""', '"', "\0", "\ud800"])
def test_nothing_to_look_for_is_said(typed):
    with pytest.raises(BadInput, match="Enter a word to search for"):
        read(typed)


def test_too_much_to_look_for_is_said():
    read("a" * LONGEST)
    with pytest.raises(BadInput, match="Search for 200 characters or fewer"):
        read("a" * (LONGEST + 1))


@given(st.text(max_size=300), st.text(max_size=400))
def test_nothing_that_is_typed_breaks_it(typed, text):
    try:
        wanted = read(typed)
    except BadInput:
        return
    text = tidy(text)
    for start, end in wanted.places(text):
        assert 0 <= start < end <= len(text)
    assert "".join(piece.text for piece in marked(text, wanted)) == text
    well = wanted.score("", fold(text))
    assert (well > 0) == all(term.pattern.search(fold(text)) for term in wanted.terms)
    assert not well or wanted.fits("", fold(text))
    snippet(text, wanted)


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=("L", "N")), min_size=1, max_size=20))
def test_a_word_finds_itself_among_others(word):
    word = tidy(word)
    if fold(word).strip() and len(word) <= LONGEST:
        try:
            assert score(word, "", f"before {word} after") > 0
        except BadInput:
            return


def test_a_snippet_shows_the_first_place_with_the_words_round_it():
    text = "Early. " * 100 + "Staff told us that workloads are too high. " + "Late. " * 100
    pieces = snippet(text, read("workload"))
    assert [piece.text for piece in pieces if piece.marked] == ["workloads"]
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "Staff told us that workloads are too high." in shown
    assert len(shown) < 250
