"""The lines of a document as what they may be in a table of ratings: a standard, a rating, a score, a name, prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspectorate.register.facts import NOT_RATED, RATINGS
from inspectorate.register.reading.layout import PLAIN_HEADING, Layout, collapsed
from inspectorate.register.reading.vocabulary import section_titles, standard_titles

#: Longer lines are prose.
LONGEST_ROW = 200
LONGEST_TITLE = 90

_RATED = r"outstanding|good|requires\s+improvement|inadequate|not\s+rated|unrated"
RATING_CELL = re.compile(rf"[\W_]*({_RATED})[\W_]*", re.IGNORECASE)
RATING_LABEL = re.compile(r"^\s*(?:our\s+)?rating\s*[:-]\s*", re.IGNORECASE)
RATING_AND_SCORE = re.compile(rf"[\W_]*({_RATED})[\s(]+(\d{{1,2}})\s?/\s?(\d{{1,2}})[\s)]*", re.IGNORECASE)
RATING_TAIL = re.compile(rf"(?:^|[\s:-])({_RATED}|requires)[\W_]*$", re.IGNORECASE)
SCORE = re.compile(r"(?<!\w)score[\s:]+(\d{1,2})\s*(?:/|out\s+of)\s*(\d{1,2})(?!\d)", re.IGNORECASE)
SCORE_HEAD = re.compile(r"(?:overall\s+)?score\s*:?", re.IGNORECASE)
FRACTION = re.compile(r"(\d{1,2})\s?/\s?(\d{1,2})")
FIELDWORK = re.compile(r"(?<!\w)fieldwork\s*(?::|started|began|commenced|took\s+place|dates?\b)", re.IGNORECASE)
OVERALL = re.compile(r"overall\s+rating\s*:?\s*", re.IGNORECASE)
STANDARD_ID = re.compile(r"(?:([PR])\s?)?(\d\.\d)\.?(?=\s|$)")
SECTION = re.compile(r"(\d)\.?\s+([A-Z][^.?!]{2,79})")
COLUMN_HEAD = re.compile(
    r"(?:our\s+)?(?:standards?|ratings?|judgements?|scores?|points|aspects?|domains?|areas?)(?:\s+(?:standards?|ratings?))?",
    re.IGNORECASE,
)
NOISE = re.compile(r"[\W\d_]+")
UNIT_MARK = re.compile(
    r"\b(?:PDU|YOS|YOT|YJS|CRC|NPS|delivery unit|youth (?:offending|justice)|probation|region|division|company)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Row:
    """A line, or a part of one.

    ``kind`` is standard, titled (a standard by its title alone), section, overall, score, fieldwork, rating, head (the
    heads of two columns or more), label (that of one), name or prose. ``id`` is that of the standard or section as
    printed; ``rating`` what stands in the line; ``cell`` the words that stand where a rating should and are none;
    ``numbers`` points and maximum, or the points of a standard.
    """

    kind: str
    start: int
    end: int
    words: str
    id: str = ""
    title: str = ""
    rating: str | None = None
    cell: str = ""
    numbers: tuple[int, ...] = ()


def rows(layout: Layout) -> Iterator[Row]:
    """The lines of a document in order, blank ones left out, lines that belong together as one."""
    held: Row | None = None
    for line in _lines(layout):
        if held and (joined := _joined(layout, held, line)):
            held = joined
            continue
        if held and not STANDARD_ID.fullmatch(held.words):
            yield from _parts(layout, held)
        held = line
    if held and not STANDARD_ID.fullmatch(held.words):
        yield from _parts(layout, held)


def rating_in(text: str) -> str | None:
    """The rating that a cell holds and nothing else, as the frameworks spell it, or "Not rated"; None for no rating."""
    cell = RATING_CELL.fullmatch(RATING_LABEL.sub("", text))
    return spelled(cell[1]) if cell else None


def spelled(words: str) -> str:
    """A rating as the frameworks spell it."""
    words = collapsed(words).capitalize()
    return words if words in RATINGS else NOT_RATED


def _lines(layout: Layout) -> Iterator[Row]:
    start = 0
    for line in layout.clean.split("\n"):
        words = collapsed(line)
        if words and not (NOISE.fullmatch(words) and not (FRACTION.fullmatch(words) or STANDARD_ID.fullmatch(words))):
            yield Row("line", start, start + len(line), words)
        start += len(line) + 1


def _joined(layout: Layout, held: Row, line: Row) -> Row | None:
    """Two lines as one, where a rating or the title of a standard is split between them; None where not."""
    both = replace(held, end=line.end, words=f"{held.words} {line.words}")
    if len(both.words) > LONGEST_ROW or layout.clean.count("\n", held.end, line.start) > 4:
        return None
    if held.words.casefold().endswith("requires") and line.words.casefold().startswith("improvement"):
        return both
    wrapped = STANDARD_ID.match(held.words) and line.words[:1].islower()
    if wrapped and not RATING_TAIL.search(held.words) and _title_of(held.words) not in standard_titles():
        return both
    if STANDARD_ID.fullmatch(held.words) and _title_of(line.words) in standard_titles():
        return both
    if SCORE_HEAD.fullmatch(held.words) and FRACTION.fullmatch(line.words):
        return both
    return None


def _title_of(words: str) -> str:
    return STANDARD_ID.sub("", words, count=1).strip(" .:").casefold()


def _parts(layout: Layout, line: Row) -> Iterator[Row]:
    """A line as a row, or as several: a name, its score and its fieldwork may share one."""
    if len(line.words) > LONGEST_ROW:
        yield replace(line, kind="prose")
        return
    text = layout.clean[line.start : line.end]
    score = SCORE.search(text)
    left = text[: score.start()] + " " * len(score[0]) + text[score.end() :] if score else text
    fieldwork = FIELDWORK.search(left)
    remainder = _classified(line, left[: fieldwork.start()] if fieldwork else left)
    if (score or fieldwork) and remainder and remainder.kind not in ("name", "overall"):
        yield replace(line, kind="prose")
        return
    if remainder:
        yield remainder
    if score:
        numbers = (int(score[1]), int(score[2]))
        yield Row("score", line.start + score.start(), line.start + score.end(), collapsed(score[0]), numbers=numbers)
    if fieldwork:
        words = collapsed(left[fieldwork.start() :])
        kind = "fieldwork" if len(words) <= 100 else "prose"
        yield Row(kind, line.start + fieldwork.start(), line.end, words)


def _classified(line: Row, text: str) -> Row | None:
    cells = [collapsed(cell) for cell in re.split(r"[\t|]", text)]
    cells = [cell for cell in cells if cell and not (NOISE.fullmatch(cell) and not re.search(r"\d", cell))]
    if not cells:
        return None
    row = replace(line, words=" ".join(cells))
    return (
        _score_or_rating(row, cells)
        or _overall(row, cells)
        or _standard(row, cells)
        or _heading_row(row, cells)
        or _name(row, cells)
        or replace(row, kind="prose")
    )


def _score_or_rating(row: Row, cells: list[str]) -> Row | None:
    if fraction := FRACTION.fullmatch(row.words):
        return replace(row, kind="score", numbers=(int(fraction[1]), int(fraction[2])))
    if both := RATING_AND_SCORE.fullmatch(row.words):
        return replace(row, kind="rating", rating=spelled(both[1]), numbers=(int(both[2]), int(both[3])))
    if rating := rating_in(row.words):
        return replace(row, kind="rating", rating=rating)
    if all(COLUMN_HEAD.fullmatch(cell) for cell in cells):
        return replace(row, kind="head" if len(cells) > 1 else "label")
    return None


def _overall(row: Row, cells: list[str]) -> Row | None:
    label = OVERALL.match(cells[0])
    if not label:
        return None
    rest = collapsed(" ".join([cells[0][label.end() :], *cells[1:]]))
    if not rest:
        return replace(row, kind="overall")
    if both := RATING_AND_SCORE.fullmatch(rest):
        return replace(row, kind="overall", rating=spelled(both[1]), numbers=(int(both[2]), int(both[3])))
    rating = rating_in(rest)
    if rating or len(cells) == 2 or rest.casefold() == "rating":
        return replace(row, kind="overall", rating=rating, cell="" if rating else rest)
    return None


def _standard(row: Row, cells: list[str]) -> Row | None:
    """The row of a standard: by its id, or by its title alone. Several ratings in a row are not those of one unit."""
    label = STANDARD_ID.match(cells[0])
    rest = [cells[0][label.end() :].strip(), *cells[1:]] if label else cells
    rest = [cell for cell in rest if cell]
    if not rest:
        return None
    if sum(1 for cell in rest if rating_in(cell)) > 1:
        return replace(row, kind="prose")
    title, rating, cell, numbers = _title_and_rating(rest)
    known = title.casefold() in standard_titles()
    plain = len(title) <= LONGEST_TITLE and title[:1].isupper() and not re.search(r"[.?!;]|\d$", title)
    if label and plain and (known or rating):
        number = f"{label[1]} {label[2]}" if label[1] else label[2]
        return replace(row, kind="standard", id=number, title=title, rating=rating, cell=cell, numbers=numbers)
    if not label and known and title[:1].isupper():
        return replace(row, kind="titled", title=title, rating=rating, cell=cell)
    return None


def _title_and_rating(rest: list[str]) -> tuple[str, str | None, str, tuple[int, ...]]:
    """Title, rating, the words that stand in a rating's place, and points, of the cells after the id."""
    title = rest[0].rstrip(" .:")
    ratings = [rating for cell in rest[1:] if (rating := rating_in(cell))]
    numbers = tuple(int(cell) for cell in rest[1:] if re.fullmatch(r"[0-3]", cell))
    if len(rest) > 1:
        rating = ratings[0] if ratings else None
        return title, rating, "" if rating else " ".join(rest[1:]), numbers
    tail = RATING_TAIL.search(title)
    if tail and tail.start() > 0:
        partial = tail[1].casefold() == "requires"
        title = title[: tail.start()].rstrip(" .:-")
        return title, None if partial else spelled(tail[1]), tail[1] if partial else "", ()
    return title, None, "", ()


def _heading_row(row: Row, cells: list[str]) -> Row | None:
    """The heading of a section, numbered or known."""
    title = cells[0].rstrip(" .:")
    if section := SECTION.fullmatch(title):
        if not re.search(r"\d$", title) and len(cells) <= 2:
            return replace(row, kind="section", id=section[1], title=section[2])
    elif title.casefold() in section_titles() and len(cells) <= 2:
        return replace(row, kind="section", title=title)
    return None


def _name(row: Row, cells: list[str]) -> Row | None:
    """What may be the name of a unit: a few words that begin with a capital and are no sentence."""
    words = row.words
    short = len(cells) == 1 and len(words) <= 110 and len(words.split()) <= 16
    if short and words[:1].isupper() and not re.search(r"[.!?;]$", words) and not PLAIN_HEADING.match(words):
        return replace(row, kind="name")
    return None
