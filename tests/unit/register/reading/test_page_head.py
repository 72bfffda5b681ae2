"""Heads, feet and numbers of pages are no part of what the pages say."""

from inspectorate.register.document import Document
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.mask import masked
from inspectorate.register.reading.page_head import page_heads
from inspectorate.register.reading.recommendation import recommendations


def paged(*pages: str) -> Document:
    starts, place = [], 0
    for page in pages:
        starts.append(place)
        place += len(page)
    return Document("made-up.pdf", "pdf", "".join(pages), tuple(starts))


REPORT = paged(
    "Services of Northmoor\nRecommendations\nNorthmoor PDU should:\n1. plan for risk and\n1\n",
    "Services of Northmoor\nfor release\n2. recruit.\n2\n",
    "Services of Northmoor\nBackground\nThe PDU is small.\n3\n",
)


def test_a_head_and_a_number_in_mid_sentence_are_blanked() -> None:
    words = masked(REPORT)
    assert len(words) == len(REPORT.text)
    assert "Services of Northmoor" not in words
    assert [line.strip() for line in words.split("\n")][4:8] == ["", "", "for release", "2. recruit."]
    items = [item.value.text for item in recommendations(Layout(REPORT)).items]
    assert items == ["plan for risk and for release", "recruit"]


def test_what_stands_once_or_in_the_middle_of_pages_stays() -> None:
    assert page_heads(paged("Northmoor\nOne\n", "Eastvale\nTwo\n", "Westcliff\nThree\n")) == []
    middle = "{}\nfirst {}\nSame\nlast {}\n{}\n"
    pages = (middle.format(word, word, word, word) for word in ("moor", "vale", "cliff"))
    assert page_heads(paged(*pages)) == []
    assert page_heads(Document("made-up.txt", "text", "Head\n\nHead\n\nHead\n\n3\n")) == []


def test_a_figure_that_is_not_near_the_number_of_the_page_stays() -> None:
    assert page_heads(paged("Cases\n102\n", "Interviews\n79\n")) == []
