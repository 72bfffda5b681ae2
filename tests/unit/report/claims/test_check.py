"""What claims are found where, how they are known again, and what an author may tie them to."""

from collections.abc import Mapping
from functools import cache

import pytest

from inspectorate.report.claims.check import in_document, in_prose
from inspectorate.report.claims.claim import Support
from inspectorate.report.document import (
    Box,
    Bullets,
    Document,
    Heading,
    Item,
    Paragraph,
    Quote,
    Run,
    Table,
    words,
)
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from tests.unit.report.claims.evidence import fact_base

SAFE = "Assessment focused sufficiently on keeping other people safe in {words} of cases."


@cache
def evidence() -> Mapping[str, Statistic]:
    return statistics(fact_base())


def document(*blocks: object) -> Document:
    return Document("report", "Northmoor", "An inspectorate", "en-GB", "June 2026", blocks)


def test_a_claim_stands_where_it_was_typed() -> None:
    source = "## Assessment\n\nA first line,\nthen {{case:2.2.3 | per cent}} of it, and 57 per cent engaged\npeople."
    (claim,) = in_prose(source, evidence())
    assert source[claim.place.start : claim.place.end] == "57 per cent"
    assert claim.place.line == 4
    assert claim.statistics == ("case:2.2.1",)


def test_the_section_says_which_standard_is_meant() -> None:
    """ "Keeping other people safe" is a key question of four standards: 31, 40 (37/93), 43 (40/93) and 44 (41/93)."""
    for about, percent in (("2.2", 31), ("2.3", 40), ("2.5", 44)):
        (claim,) = in_prose(f"Only {percent} per cent of cases kept other people safe.", evidence(), about=about)
        assert claim.verdict == "true", claim.why
    (claim,) = in_prose("Only 31 per cent of cases kept other people safe.", evidence(), about="2.5")
    assert claim.verdict != "true", claim.why


def test_a_fingerprint_stays_the_same_while_its_sentence_does() -> None:
    said = SAFE.format(words="35 per cent")
    (before,) = in_prose(said, evidence())
    around = f"# Assessment\n\nSomething was added. {said} And after it, too: 12 pens were bought.\n\n- An item."
    after = {claim.fingerprint: claim for claim in in_prose(around, evidence())}
    assert after[before.fingerprint].text == "35 per cent"
    (other,) = in_prose(SAFE.format(words="36 per cent"), evidence())
    assert other.fingerprint != before.fingerprint


def test_claims_in_the_same_words_are_told_apart() -> None:
    said = SAFE.format(words="35 per cent")
    found = in_prose(f"{said} {said}", evidence())
    assert len({claim.fingerprint for claim in found}) == 2


def test_a_source_supports_what_the_evidence_has_no_word_on() -> None:
    said = "Some 60 per cent of the buildings were painted green."
    (claim,) = in_prose(said, evidence())
    assert (claim.verdict, claim.is_open) == ("unsupported", True)
    (claim,) = in_prose(said, evidence(), {claim.fingerprint: Support("The estates register, March 2026")})
    assert (claim.verdict, claim.is_open, claim.source) == ("supported", False, "The estates register, March 2026")


def test_a_source_makes_nothing_true_that_the_evidence_contradicts() -> None:
    said = SAFE.format(words="35 per cent")
    (claim,) = in_prose(said, evidence())
    source = Support("A leaflet")
    assert in_prose(said, evidence(), {claim.fingerprint: source})[0].verdict == "false"
    of_another = Support("The audit of 2024", other_than=("case:2.2.3",))
    assert in_prose(said, evidence(), {claim.fingerprint: of_another})[0].verdict == "supported"


@pytest.mark.parametrize(("percent", "verdict"), [(44, "supported"), (40, "false")])
def test_a_claim_tied_to_a_statistic_is_held_against_it(percent: int, verdict: str) -> None:
    """Reviewing, keeping other people safe: 41 of 93 are 44 per cent. The sentence does not say what went well."""
    said = f"It went well in {percent} per cent of them."
    (claim,) = in_prose(said, evidence())
    support = Support(statistic="case:2.5.3", by="Ann")
    (tied,) = in_prose(said, evidence(), {claim.fingerprint: support})
    assert (tied.verdict, tied.statistics, tied.support) == (verdict, ("case:2.5.3",), support)


TIED = [
    # "Keeping other people safe" is asked of assessment, planning, delivery and reviewing: 31, 40, 43 and 44 per cent.
    ("Some 44 per cent of cases kept other people safe.", "case:2.5.3", "unsupported", "true"),
    ("Some 44 per cent of cases kept other people safe.", "case:2.2.3", "unsupported", "false"),
    # 87 per cent comply; of assessment the evidence says 31.
    (SAFE.format(words="87 per cent"), "case:compliance_sufficient", "false", "false"),
    # 69 per cent are those of which it is not so.
    (SAFE.format(words="69 per cent"), "case:2.2.3:no", "false", "false"),
    # 58 of all 102 cases: of white people nothing is told.
    ("Assessment engaged 57 per cent of white people.", "case:2.2.1", "unsupported", "unsupported"),
    ("Management oversight was effective in the majority of cases.", "case:compliance_sufficient", "false", "false"),
    ("Some 43 per cent of the walls were green.", "context:vacancy_rate:court staff", "unsupported", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "key", "alone", "verdict"), TIED)
def test_to_name_a_statistic_makes_true_what_the_words_may_mean_alone(
    sentence: str, key: str, alone: str, verdict: str
) -> None:
    about = "2.1" if "Some 44" in sentence else ""
    (claim,) = in_prose(sentence, evidence(), about=about)
    assert claim.verdict == alone, claim.why
    support = Support(statistic=key)
    (tied,) = in_prose(sentence, evidence(), {claim.fingerprint: support}, about)
    assert (tied.verdict, tied.support) == (verdict, support), tied.why


def test_a_claim_of_something_else_says_of_what() -> None:
    said = SAFE.format(words="35 per cent")
    (claim,) = in_prose(said, evidence())
    (lifted,) = in_prose(said, evidence(), {claim.fingerprint: Support("The audit of 2024", "", claim.statistics)})
    assert (lifted.verdict, lifted.right, lifted.why) == (
        "supported", "", "It speaks of something else: The audit of 2024.",
    )  # fmt: skip
    for refused in (Support("", "", claim.statistics), Support("The audit of 2024", "", ("case:2.2.1",))):
        assert in_prose(said, evidence(), {claim.fingerprint: refused})[0].verdict == "false"


@pytest.mark.parametrize(
    "sentence",
    [
        "In one case, assessment did not keep other people safe.",
        "For example, assessment did not keep other people safe in two cases.",
    ],
)
def test_an_example_is_not_false(sentence: str) -> None:
    assert {each.verdict for each in in_prose(sentence, evidence())} == {"unsupported"}


def test_a_statistic_that_is_not_there_supports_nothing() -> None:
    (claim,) = in_prose("It went well in 44 per cent of them.", evidence())
    supports = {claim.fingerprint: Support(statistic="case:9.9.9")}
    assert in_prose("It went well in 44 per cent of them.", evidence(), supports)[0].verdict == "unsupported"


def test_what_somebody_said_and_what_should_be_are_no_claims() -> None:
    source = (
        'One told us: "I waited three years and saw 12 officers in 40 per cent of my time there."\n\n'
        "# Recommendations\n\nNorthmoor PDU should:\n\n1. assess all cases within 15 days\n"
        "2. bring vacancies below 10 per cent.\n"
    )
    found = [claim for claim in in_prose(source, evidence()) if claim.text != "One"]
    assert found == []


def test_people_aged_18_to_25_are_no_number_of_people() -> None:
    assert in_prose("Services for people aged 18 to 25 had begun.", evidence()) == ()


def test_a_document_is_looked_through_block_by_block() -> None:
    found = in_document(
        document(
            Heading(words("2.2 Assessment"), 2, "standard-2.2"),
            Paragraph(words("We met many people."), anchor="2.2-1"),
            Bullets((Item(words("Fine."), anchor="a"), Item(words(SAFE.format(words="35 per cent")), anchor="b"))),
            Box("practice example", words("Practice example"), (Paragraph(words(SAFE.format(words="31 per cent"))),)),
        ),
        evidence(),
    )
    (wrong, fine) = found
    assert (wrong.verdict, wrong.place.block, wrong.place.anchor) == ("false", 2, "b")
    said = SAFE.format(words="35 per cent")
    assert said[wrong.place.start : wrong.place.end] == "35 per cent"
    assert (fine.verdict, fine.text) == ("true", "31 per cent")


def test_what_the_evidence_sets_and_others_said_is_left_out() -> None:
    table = Table(words("35 per cent"), (words("a"),), ())
    inserted = Paragraph(
        (Run("Assessment kept people safe in "), Run("31 per cent", statistic="case:2.2.3"), Run(" of cases."))
    )
    quote = Quote(words("I saw 35 per cent of nothing in 12 years."))
    assert in_document(document(table, inserted, quote), evidence()) == ()


def test_a_footnote_is_looked_through_too() -> None:
    called = Run("Assessment was weak.", note=words(SAFE.format(words="35 per cent")))
    (claim,) = in_document(document(Paragraph((called,), anchor="p")), evidence())
    assert (claim.verdict, claim.place.anchor) == ("false", "p")


UNTESTED = "Engagement was better for trainees than for probation officers."
CAVEAT = (
    "The findings have not been subject to a relative rate index analysis. We report on our findings with that caveat."
)


def test_a_difference_that_was_not_tested_needs_its_caveat() -> None:
    (bare,) = in_prose(UNTESTED, evidence())
    assert (bare.kind, bare.verdict) == ("difference", "unsupported")
    assert "relative rate index" in bare.right
    found = in_prose(f"{UNTESTED} {CAVEAT}", evidence())
    assert [claim.verdict for claim in found] == ["true"]


def test_the_caveat_may_stand_in_a_footnote() -> None:
    noted = Paragraph((Run(UNTESTED, note=words(CAVEAT)),))
    assert [claim.verdict for claim in in_document(document(noted), evidence())] == ["true"]


def test_nothing_is_matched_by_its_value_alone() -> None:
    """31 per cent is a figure of the evidence; of parking it says nothing."""
    (claim,) = in_prose("Parking was found by 31 per cent of visitors.", evidence())
    assert claim.verdict == "unsupported"


def test_an_empty_text_claims_nothing() -> None:
    assert in_prose("", evidence()) == ()
    assert in_prose("Six words without any number here.", {}) != ()
    assert in_document(document(), evidence()) == ()


@pytest.mark.parametrize("text", ["One item", "- One item\n- Another item", "One item:\n\n- of a list", "1. One item"])
def test_a_head_of_a_list_is_no_claim(text: str) -> None:
    assert in_prose(text, evidence()) == ()


def test_one_of_whom_something_is_said_is_a_claim() -> None:
    (claim,) = in_prose("- One item of the plan was late.", evidence())
    assert (claim.text, claim.verdict) == ("One", "unsupported")
