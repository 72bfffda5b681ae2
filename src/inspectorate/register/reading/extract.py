"""The words around a number that say what it counts."""

import re
from dataclasses import dataclass
from itertools import accumulate

LENGTH = 140
SHORT = 90
REACH = 160
#: A footnote's digit that the text layer of a PDF glued to a word or a figure: "per cent2", "services.1", "15,3723".
MARK = re.compile(
    r"(?:(?<=[a-z)%])|(?<=[a-z)%'][.,;:])|(?<=[a-z][.,]['\"])|(?<=[0-9],[0-9]{3}))[0-9]{1,2}(?=[\s.,;:)]|$)"
)
WORD = re.compile(r"\S+")
CLAUSE_ENDS = (",", ";", ":", ",'", ',"', ";'", ':"', ":'")


def extract(text: str, sentence: tuple[int, int], start: int, end: int) -> str:
    """The sentence, or where that is longer than ``LENGTH`` characters what of it stands around ``start`` to ``end``.

    Whole words, white space collapsed, marks of footnotes left out. Whole clauses are preferred.
    """
    first, last = max(sentence[0], start - REACH), min(sentence[1], end + REACH)
    spans = [match.span() for match in WORD.finditer(text, first, last)]
    left = next(place for place, span in enumerate(spans) if span[1] > start)
    right = next(place for place in range(len(spans) - 1, -1, -1) if spans[place][0] < end)
    # A word cut by the end of the window is none.
    lowest = 1 if first > sentence[0] and left > 0 else 0
    highest = len(spans) - (2 if last < sentence[1] and right < len(spans) - 1 else 1)
    words = [text[begin:finish] for begin, finish in spans]
    window = _Window(words, list(accumulate((len(word) + 1 for word in words), initial=0)), left, right)
    window.grow(lowest, highest)
    return MARK.sub("", " ".join(words[window.left : window.right + 1])).rstrip(" ,;:-")[:LENGTH]


@dataclass
class _Window:
    """The words from ``left`` to ``right``, which grow outwards from a number; ``places`` is where each word begins."""

    words: list[str]
    places: list[int]
    left: int
    right: int

    def fits(self, left: int, right: int, length: int = LENGTH) -> bool:
        """Whether the words from ``left`` to ``right`` are at most ``length`` characters long."""
        return self.places[right + 1] - 1 - self.places[left] <= length

    def grow(self, lowest: int, highest: int) -> None:
        """First to the ends of the clause, then by whole clauses, and a short rest word by word."""
        clause_end = self._end_of_clause(self.right, highest)
        while self.right < clause_end and self.fits(self.left, self.right + 1):
            self.right += 1
        clause_start = self._start_of_clause(self.left, lowest)
        while self.left > clause_start and self.fits(self.left - 1, self.right):
            self.left -= 1
        self._grow_by_clauses(lowest, highest)
        while self.left > lowest and self.fits(self.left, self.right, SHORT) and self.fits(self.left - 1, self.right):
            self.left -= 1
        while self.right < highest and self.fits(self.left, self.right, SHORT) and self.fits(self.left, self.right + 1):
            self.right += 1

    def _grow_by_clauses(self, lowest: int, highest: int) -> None:
        while self.left > lowest:
            start = self._start_of_clause(self.left - 1, lowest)
            if not self.fits(start, self.right):
                break
            self.left = start
        while self.right < highest:
            end = self._end_of_clause(self.right + 1, highest)
            if not self.fits(self.left, end):
                break
            self.right = end

    def _start_of_clause(self, place: int, lowest: int) -> int:
        while place > lowest and not self._ends_clause(place - 1):
            place -= 1
        return place

    def _end_of_clause(self, place: int, highest: int) -> int:
        while place < highest and not self._ends_clause(place):
            place += 1
        return place

    def _ends_clause(self, place: int) -> bool:
        word = self.words[place]
        return word == "-" or word.endswith(CLAUSE_ENDS)
