from dataclasses import replace
from itertools import permutations

from inspectorate.register.checking.check import check, check_document
from inspectorate.register.checking.disagreement import CERTAINTIES, Disagreement
from tests.unit.register.checking.drafting import Draft, report


def test_findings_come_by_file_line_and_rule_in_whatever_order_the_documents_do() -> None:
    """Three documents with faults each; every order gives the same list."""
    drafts = [report("RGRRIRGRR", "11/27", "Good") for _ in range(3)]
    pairs = []
    for draft, file in zip(drafts, ("c.txt", "a.txt", "b.txt"), strict=True):
        draft.with_facts(file=file)
        pairs.append(draft.pair)
    found = [check(order) for order in permutations(pairs)]
    assert all(other == found[0] for other in found)
    assert [(f.places[0][0], f.rule) for f in found[0]] == [
        (file, rule) for file in ("a.txt", "b.txt", "c.txt") for rule in ("score-sum", "overall-band")
    ]


def test_a_document_on_nothing_inspected_is_not_checked() -> None:
    text = "Strengths:\n\n• None.\n\nAreas for improvement:\n\n• Less than half of the shops did not have bread.\n"
    assert check_document(*Draft(text, kind="other").pair) == ()
    assert [f.rule for f in check_document(*Draft(text, kind="news").pair)] == ["double-negative"]


def test_no_documents_disagree_in_nothing() -> None:
    assert check([]) == ()


def test_what_is_certain_or_likely_is_settled_and_what_is_only_worth_a_look_is_not() -> None:
    disagreement = Disagreement("score-sum", "what", (), "certain")
    assert [replace(disagreement, certainty=certainty).is_settled for certainty in CERTAINTIES] == [True, True, False]
