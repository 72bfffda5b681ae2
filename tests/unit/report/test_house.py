"""The standing words of the house stand so in the documents that they name."""

import re
from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.report.house import PRODUCT, load_house, product_house

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def bare(text):
    """Letters alone, with what Markdown, line breaks and kinds of quotation mark add taken away."""
    return re.sub(r"<sup>\d+</sup>|[^a-z0-9]+", " ", text.casefold().replace("’", "'")).strip()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it")
def test_what_is_said_to_be_printed_is():
    texts = {file.name[:3]: bare(file.read_text(encoding="utf-8")) for file in SEEDS.glob("0*.txt")}
    house = product_house()
    printed = {
        "004": [
            *house.role.paragraphs,
            house.changed_names.text,
            house.recommendations.lead,
            house.chief_inspector.title,
        ],
        "000": [note.text for note in house.press.notes if "{" not in note.text],
        "001": [
            house.letter.recommendations,
            house.letter.observations,
            house.letter.plan,
            house.letter.closing,
            *house.publisher.address[1:],
        ],
    }
    for name, wanted in printed.items():
        for text in wanted:
            assert bare(text) in texts[name], text
    assert bare(house.untested.text.split("}")[1]) in texts["004"]
    assert bare(house.driven.note.split(". ")[0]) in texts["004"]


def test_a_file_that_lacks_something_says_so(tmp_path):
    file = tmp_path / "house.yaml"
    file.write_text(PRODUCT.read_text(encoding="utf-8").replace("closing: Yours sincerely", "closings: x"))
    with pytest.raises(BadInput) as refused:
        load_house(file)
    assert any("closing" in fault.field for fault in refused.value.faults)
