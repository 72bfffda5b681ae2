"""A few hundred runs of the fuzz run, every input that once broke something, and the run itself found able to fail."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from inspectorate.register.document import Document
from inspectorate.register.facts import Evidence, Fact
from tests.fuzz.__main__ import CORPUS
from tests.fuzz.holding import PropertyError, hold_document, hold_facts, hold_file, stands_in
from tests.fuzz.material import MADE_UP, PRESS_RELEASE, REPORT
from tests.fuzz.minimum import in_own_words, smallest
from tests.fuzz.relation import RELATIONS
from tests.fuzz.run import attempt, case
from tests.fuzz.text_mutation import mutated

RUNS, PARTS = 200, 4
#: Coverage and other tests beside them make these slower; what hangs takes longer still.
PATIENCE = 10.0
DOCUMENT = Document("a.txt", "text", PRESS_RELEASE)


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_broke_something(path):
    hold_file(path, PATIENCE)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_few_changed_texts(tmp_path, part):
    """Of the made-up documents alone, so that the runs are the same wherever the tests run."""
    for run in range(part, RUNS, PARTS):
        lot = random.Random(run)
        text = mutated(MADE_UP[lot.choice(list(MADE_UP))], MADE_UP, lot)
        attempt("a.txt", text.encode(errors="replace"), tmp_path, run % 10 == 0, PATIENCE)


def test_a_run_is_the_same_every_time():
    assert [case(7, run) for run in range(40)] == [case(7, run) for run in range(40)]
    assert case(7, 0) != case(8, 0)


@pytest.mark.parametrize("name", ["report", "letter"])
@pytest.mark.parametrize("relation", dict.fromkeys(RELATIONS), ids=lambda relation: relation.__name__)
def test_a_document_changed_in_what_says_nothing(name, relation):
    for seed in range(3):
        relation(MADE_UP[name], random.Random(seed))


def test_a_sound_document_holds():
    hold_document(DOCUMENT, PATIENCE)


def moved(evidence: Evidence) -> Evidence:
    return replace(evidence, start=evidence.start + 3, end=evidence.end + 3)


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("evidence lies in the text", lambda fact: replace(fact.evidence[0], end=len(PRESS_RELEASE) + 1)),
        ("evidence lies in the text", lambda fact: replace(fact.evidence[0], end=fact.evidence[0].start)),
        ("a quote is what stands there", lambda fact: moved(fact.evidence[0])),
        ("evidence is on its line and page", lambda fact: replace(fact.evidence[0], line=99)),
    ],
)
def test_spoilt_evidence_is_found(name, spoil):
    facts = hold_document(DOCUMENT, PATIENCE)
    rated = facts.subject.overall_rating
    spoilt = replace(facts, subject=replace(facts.subject, overall_rating=Fact(rated.value, (spoil(rated),))))
    with pytest.raises(PropertyError) as found:
        hold_facts(DOCUMENT, spoilt)
    assert found.value.name == name


def test_a_number_that_nobody_wrote_is_found():
    facts = hold_document(DOCUMENT, PATIENCE)
    spoilt = tuple(
        Fact(replace(fact.value, numerator=32), fact.evidence) if fact.value.kind == "count" else fact
        for fact in facts.quantities
    )
    assert spoilt != facts.quantities
    with pytest.raises(PropertyError, match="the number of a count"):
        hold_facts(DOCUMENT, replace(facts, quantities=spoilt))


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        (45, "45 out of 95"),
        (1900, "1,900"),
        (15372, "15,3723"),
        (4, "just Four"),
        (102, "one hundred\n and two"),
        (64, "sixty-four cases"),
        (Fraction(23, 2), "11.5 per cent"),
        (Fraction(25, 2), "12½%"),
        (1_500_000, "1.5 million"),
        (24, "two dozen"),
    ],
)
def test_a_number_stands_in_a_quote(value, quote):
    assert stands_in(Fraction(value), quote)


@pytest.mark.parametrize(
    ("value", "quote"), [(46, "45 out of 95"), (4, "14 of 16"), (6, "sixty"), (7, "seventeen"), (9, "90")]
)
def test_another_number_does_not(value, quote):
    assert not stands_in(Fraction(value), quote)


def test_the_smallest_input_keeps_what_breaks_and_no_words():
    text = REPORT.encode()
    found = smallest(text, lambda content: b"14 of 16" in content)
    assert found == b"14 of 16"
    assert in_own_words(b"Leaders said 14 of 16 so", lambda content: b"of 16" in content) == b"Xxxxxxx xxxx 14 of 16 xx"
