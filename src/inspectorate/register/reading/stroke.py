"""Counts written with a stroke: "45/95 cases", "47 per cent (45/95)"."""

import re
from collections.abc import Iterator
from fractions import Fraction

from inspectorate.register.reading.counting import SCORED, Found
from inspectorate.register.reading.noun import COUNTED, kind_after

STROKE = re.compile(r"(?<![\w/.,-])(?P<part>[0-9]{1,4})/(?P<whole>[0-9]{1,4})(?![\w/]|[.,][0-9])")
IN_BRACKETS = re.compile(r"(?:%|\bper\s{1,9}cent)\s{0,9}\(\s{0,3}$", re.IGNORECASE)


def strokes(text: str, sentence: tuple[int, int]) -> Iterator[Found]:
    """The counts of a sentence that are written with a stroke.

    "24/7", "2022/23" and a score count nothing: cases or people must follow, or a percentage stand before the bracket.
    """
    for written in STROKE.finditer(text, *sentence):
        few, many = int(written["part"]), int(written["whole"])
        near = text[max(sentence[0], written.start() - 40) : written.start()]
        counts = kind_after(text, written.end(), sentence[1], 4) in COUNTED and not SCORED.search(near)
        shares = IN_BRACKETS.search(near) and text[written.end() : written.end() + 1] == ")"
        if many > 0 and few <= many and (counts or shares):
            yield Found("count", Fraction(few, many), written.start(), written.end(), sentence, few, many)
