"""The masked text of what is no document at all."""

import pytest

from inspectorate.register.document import Document
from inspectorate.register.reading.mask import masked


@pytest.mark.parametrize("text", ["Score" + " " * 300_000 + "5/27", "\t" * 300_000, "|" + " " * 300_000 + "-"])
def test_a_run_of_blanks_is_masked_in_time(text: str) -> None:
    # with a pattern that gives back what it repeats this takes minutes
    assert len(masked(Document("made-up.txt", "text", text))) == len(text)


def test_lines_under_the_head_of_a_table_and_between_sections_are_blanked() -> None:
    text = "| a | b |\n|---|:---:|\n---|---\n  ====  \n-- \nx\n"
    assert masked(Document("made-up.txt", "text", text)).split("\n")[1:] == [
        " " * 11,
        " " * 7,
        " " * 8,
        "-- ",
        "x",
        "",
    ]


def test_the_way_back_to_the_top_of_a_page_is_no_part_of_a_heading() -> None:
    assert masked(Document("made-up.html", "html", "## Staff (Back to top)")).split() == ["Staff"]
