"""Which groups are too small to be shown: an edition says so with its source, and one that does not has 5, assumed."""

from pathlib import Path

import pytest

from inspectorate.framework.catalogue import edition_folders, load_edition, product_edition
from inspectorate.framework.entry import Certainty
from inspectorate.report.composition import composition
from tests.unit.framework.editing import change, only_fault, sound_edition

LINE = "edition: made-up\n"


def with_small_group(folder: Path, *lines: str) -> Path:
    sound_edition(folder)
    change(folder, "framework.yaml", LINE, "\n".join([f"{LINE}small_group:", *(f"  {line}" for line in lines), ""]))
    return folder


@pytest.mark.parametrize("name", edition_folders())
def test_no_edition_of_ours_changes_the_number_that_is_assumed(name):
    small = product_edition(name).framework.small_group
    assert (small.fewest, small.source, small.certainty) == (5, "METHOD 7", Certainty.ASSUMED)


def test_an_edition_gives_another_with_its_source(tmp_path):
    lines = ("fewest: 10", "source: Policy on small numbers, 2027, page 3", "certainty: published")
    edition = load_edition(with_small_group(tmp_path / "made-up", *lines))
    small = edition.framework.small_group
    assert (edition.fewest, small.source, small.certainty) == (10, "Policy on small numbers, 2027, page 3", "published")


def test_a_number_that_would_hide_nobody_is_refused_where_it_stands(tmp_path):
    """Below 3 a small group is one case, whose size is then no secret."""
    fault = only_fault(with_small_group(tmp_path / "made-up", "fewest: 2"))
    assert (Path(fault.file).name, fault.field) == ("framework.yaml", "small_group.fewest")


def test_the_composition_of_a_sample_is_told_by_the_number_of_its_edition():
    """Of 30 cases 6 are of women: 6 are fewer than 7, and hide themselves with the 24 others; by 5 both are told."""
    edition = product_edition("hmip-pdu-2021")
    cases = [{"gender": "female"}] * 6 + [{"gender": "male"}] * 24
    assert composition(edition, cases).shown["gender"] == {"female": 6, "male": 24}
    framework = edition.framework.model_copy(
        update={"small_group": edition.framework.small_group.model_copy(update={"fewest": 7})}
    )
    assert "gender" not in composition(edition.model_copy(update={"framework": framework}), cases).shown
