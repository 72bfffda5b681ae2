"""What is usually asked for is proposed from the standards of an edition, and marked as what it is."""

from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.evidence.catalogue import product_catalogue, proposals
from inspectorate.framework.catalogue import find_edition
from inspectorate.framework.entry import Certainty


def test_every_organisational_standard_of_an_edition_is_asked_about():
    edition = find_edition("hmip-pdu-2023")
    proposed = proposals(edition)
    asked = {standard for each in proposed for standard in each.standards}
    assert {each.id for each in edition.standards if each.kind == "organisational"} <= asked
    assert {each.certainty for each in proposed} == {Certainty.ASSUMED}
    assert all(each.source.startswith("METHOD 5") for each in proposed)


def test_the_same_is_asked_for_once_and_bears_on_every_standard_that_it_concerns():
    proposed = {each.origin: each for each in proposals(find_edition("hmip-pdu-2021"))}
    assert proposed["quality-assurance"].standards == ("1.1", "1.4")
    assert proposed["business-plan"].answered_by == "Head of the service"
    assert proposed["structure"].answered_by == "Single point of contact"


def test_a_standard_that_the_catalogue_does_not_know_is_asked_for_by_its_key_questions():
    edition = find_edition("hmip-pdu-2021")
    nothing = product_catalogue().model_copy(update={"requests": ()})
    proposed = proposals(edition, catalogue=nothing)
    questions = [q for each in edition.standards if each.kind == "organisational" for q in each.key_questions]
    assert [each.why for each in proposed] == [q.text for q in questions]
    assert {each.certainty for each in proposed} == {Certainty.DERIVED}


def test_standards_of_another_service_are_not_asked_about():
    edition = find_edition("hmip-crc-nps-2018")
    services = {each.service for each in edition.standards if each.service}
    assert len(services) == 2
    for service in services:
        asked = {standard for each in proposals(edition, service) for standard in each.standards}
        assert {edition.standard_by_id[each].service for each in asked} <= {None, service}


def test_a_catalogue_with_a_mistake_says_where(tmp_path: Path):
    file = tmp_path / "catalogue.yaml"
    file.write_text("requests:\n  - id: plan\n    standards: [Staff]\n    titel: Plan\n    why: To see\n")
    with pytest.raises(BadInput, match="titel"):
        product_catalogue(file)
