"""The words around a number that say what it counts."""

import re

LENGTH = 140
SHORT = 90
REACH = 400
#: A footnote's digit that the text layer of a PDF glued to a word or a figure: "per cent2", "services.1", "15,3723".
MARK = re.compile(
    r"(?:(?<=[a-z)%])|(?<=[a-z)%'][.,;:])|(?<=[a-z][.,]['\"])|(?<=[0-9],[0-9]{3}))[0-9]{1,2}(?=[\s.,;:)]|$)"
)
CLAUSE_END = re.compile(r"[,;:]['\"]?$|^-$")


def extract(text: str, sentence: tuple[int, int], start: int, end: int) -> str:
    """The sentence, or where that is longer than ``LENGTH`` characters what of it stands around ``start`` to ``end``.

    Whole words, white space collapsed, marks of footnotes left out. Whole clauses are preferred.
    """
    first, last = max(sentence[0], start - REACH), min(sentence[1], end + REACH)
    spans = [match.span() for match in re.finditer(r"\S+", text[first:last])]
    words = [text[first + begin : first + finish] for begin, finish in spans]
    left = next(place for place, span in enumerate(spans) if first + span[1] > start)
    right = max(place for place, span in enumerate(spans) if first + span[0] < end)
    lowest = 1 if first > sentence[0] and left > 0 else 0
    highest = len(words) - (1 if last < sentence[1] and right < len(words) - 1 else 0)
    left, right = _grown(words, left, right, (lowest, highest))
    return MARK.sub("", " ".join(words[left : right + 1])).rstrip(" ,;:-")[:LENGTH]


def _grown(words: list[str], left: int, right: int, limits: tuple[int, int]) -> tuple[int, int]:
    """The first and the last of the words to show, from those of the number itself outwards."""
    right = _to_the_right(words, left, right, limits[1], whole=False)
    left = _to_the_left(words, left, right, limits[0], whole=False)
    while (further := _to_the_left(words, left, right, limits[0], whole=True)) < left:
        left = further
    while (further := _to_the_right(words, left, right, limits[1], whole=True)) > right:
        right = further
    while left > limits[0] and _length(words, left, right) < SHORT and _length(words, left - 1, right) <= LENGTH:
        left -= 1
    while right < limits[1] - 1 and _length(words, left, right) < SHORT and _length(words, left, right + 1) <= LENGTH:
        right += 1
    return left, right


def _to_the_right(words: list[str], left: int, right: int, limit: int, whole: bool) -> int:
    """The end of the clause (``whole``: of the next one, or no further), as far as the length allows."""
    place = right + 1 if whole else right
    while place < limit - 1 and not CLAUSE_END.search(words[place]):
        place += 1
    if place >= limit:
        return right
    while place > right and _length(words, left, place) > LENGTH:
        place = right if whole else place - 1
    return place


def _to_the_left(words: list[str], left: int, right: int, limit: int, whole: bool) -> int:
    place = left - 1 if whole else left
    if place < limit:
        return left
    while place > limit and not CLAUSE_END.search(words[place - 1]):
        place -= 1
    while place < left and _length(words, place, right) > LENGTH:
        place = left if whole else place + 1
    return place


def _length(words: list[str], left: int, right: int) -> int:
    return sum(map(len, words[left : right + 1])) + right - left
