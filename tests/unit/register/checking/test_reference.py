import pytest

from tests.unit.register.checking.drafting import Draft, rules

ANNEXE = """Northmoor PDU

{}

Annexe one - Web links
A glossary of terms is available under this link.
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Progress against previous recommendations is included in annexe one.", ["annexe"]),  # S2, note 1
        ("A glossary of the terms in this report is given in annexe one.", []),
        ("Web links are listed in Annex 1.", []),
        ("Progress against recommendations is included in annexe two.", ["annexe"]),  # there is none
        ("Data is available in the data annexe.", []),  # a page elsewhere
        ("Progress against previous recommendations is good.", []),
    ],
)
def test_an_annexe_holds_what_is_said_to_be_in_it(sentence: str, expected: list[str]) -> None:
    assert rules(Draft(ANNEXE.format(sentence)).unit()) == expected


def test_an_extract_without_annexes_refers_to_what_is_not_at_hand() -> None:
    assert rules(Draft("Northmoor PDU: progress is included in annexe one.").unit()) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("www.justiceinspectors.gov.uk/hmiprobation", ["web-address"]),  # S1, the head of the letter
        ("www.justiceinspectorates.gov.uk/hmiprobation", []),
        ("https://hmiprobation.justiceinspectorates.gov.uk/", []),
        ("assurance@justice.gov.uk", []),
        ("www.gov.uk/guidance", []),
    ],
)
def test_an_address_that_is_nearly_that_of_the_inspectorate_is_found(address: str, expected: list[str]) -> None:
    assert rules(Draft(f"Northmoor PDU\n[{address}](http://{address})\n").unit()) == expected


def test_links_without_an_address_are_one_finding() -> None:
    text = "Northmoor PDU: [the data workbook](#) and [the annexe of data]() and [a glossary](https://example.org/a)."
    draft = Draft(text, "northmoor.md").unit()
    assert rules(draft) == ["link"]


NOTICE = "Please note that names in the practice examples have been changed.\n"
LONG = "The unit works with people on probation and with its partners. " * 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NOTICE + LONG, ["practice-example"]),
        (NOTICE + LONG + "\nPractice example\nJo was seen often.", []),
        (NOTICE, []),  # an extract: the examples may stand in the rest
        (LONG, []),
    ],
)
def test_a_notice_on_practice_examples_has_examples_to_speak_of(text: str, expected: list[str]) -> None:
    assert rules(Draft(f"Northmoor PDU\n\n{text}").unit()) == expected
