"""The checklist of quality review: data that an inspectorate may replace, and that says how well it is known."""

import pytest

from inspectorate.errors import BadInput
from inspectorate.framework.entry import Certainty
from inspectorate.report import quality_review


def test_the_list_that_comes_with_the_product_says_that_it_is_assumed_and_can_be_translated():
    found = quality_review.product_checklist()
    assert found.certainty is Certainty.ASSUMED
    assert tuple(item.question for item in found.items) == quality_review._QUESTIONS
    assert len({item.id for item in found.items}) == len(found.items)


def test_an_inspectorate_gives_a_list_of_its_own(tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text("items:\n  - id: welsh\n    question: Is the Welsh right?\nsource: ours\ncertainty: published\n")
    (item,) = quality_review.load_checklist(file).items
    assert (item.id, item.question) == ("welsh", "Is the Welsh right?")


def test_a_list_without_a_question_is_refused_with_its_place(tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text("items:\n  - id: welsh\nsource: ours\n")
    with pytest.raises(BadInput) as refused:
        quality_review.load_checklist(file)
    assert "question" in str(refused.value.faults[0])
