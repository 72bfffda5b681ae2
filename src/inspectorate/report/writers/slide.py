"""A document as slides on which everything has its place: what does not fit on one goes on on the next."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from inspectorate.language import gettext as _
from inspectorate.report.document import Blocks, Break, Chart, Document, Heading, Run, Runs, plain, words
from inspectorate.report.runs import cut, stripped, until
from inspectorate.report.writers.outline import is_silent, one_line
from inspectorate.report.writers.slide_piece import Line, Picture, Piece, Sheet, lines_of, pieces_of
from inspectorate.report.writers.standing import imprint
from inspectorate.report.writers.text_size import LEADING, height, pieces

#: In points: a slide of 16 to 9, and the room for what stands below its title.
WIDTH, HEIGHT = 960.0, 540.0
LEFT, TOP, BOTTOM = 40.0, 112.0, 496.0
ROOM = WIDTH - 2 * LEFT
TITLE_BOX = (LEFT, 24.0, ROOM, 80.0)
_GAP = 10.0
_INSET = 8.0
_TITLE_SIZES = (28, 24, 20, 16)
_LONGEST_TITLE = 150


@dataclass(frozen=True)
class Frame:
    """What stands at one place of a slide, in points from its left and top: lines of text, a table or a picture."""

    what: tuple[Line, ...] | Sheet | Picture
    x: float
    y: float
    width: float
    height: float


Frames: TypeAlias = tuple[Frame, ...]


@dataclass(frozen=True)
class Slide:
    """A slide: its title with the size that fits, and what stands below, in the order in which it is read."""

    title: str
    size: int
    frames: Frames


@dataclass(frozen=True)
class Show:
    """All slides: what the first says, and those that follow."""

    title: str
    beside: tuple[str, ...]
    slides: tuple[Slide, ...]


def show(document: Document) -> Show:
    """A document as slides: one begins at each break and at each heading of the first level."""
    name = one_line(document.title) or one_line(document.publisher) or document.kind
    on_cover, behind = imprint(document)
    beside = [document.subtitle, document.publisher, document.dated, document.mark]
    beside += [line.text for line in lines_of(on_cover)]
    found = [*_parts(name, behind), *_listed(document), *_parts(name, document.blocks)]
    slides = tuple(slide for title, rest in found for slide in _slides(title, rest))
    return Show(name, tuple(one_line(each) for each in beside if each.strip()), slides)


def _listed(document: Document) -> list[tuple[str, list[Piece]]]:
    """Contents, where the document asks for them: the headings of the first level."""
    headings = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    named = [one_line(plain(heading.runs)) for heading in headings if not is_silent(heading)]
    lines: list[Piece] = [Line(words(each), 20, marker="•", depth=1) for each in named]
    return [(_("Contents"), lines)] if document.contents and lines else []


def _parts(name: str, blocks: Blocks) -> list[tuple[str, list[Piece]]]:
    """What stands under each title; a break without a heading behind it goes on under the title before."""
    parts: list[tuple[str, list[Piece]]] = [(name, [])]
    is_named = False
    for block in blocks:
        if is_silent(block):
            continue
        if isinstance(block, Heading) and block.level == 1:
            title = one_line(plain(block.runs))
            parts.append((title, pieces_of((block,), is_title=True)))
            is_named = True
        elif isinstance(block, Break):
            parts.append((_continued(parts[-1][0]) if is_named else name, []))
        else:
            parts[-1][1].extend(pieces_of((block,)))
    return [(title, held) for place, (title, held) in enumerate(parts) if held or _stands_alone(parts, place)]


def _stands_alone(parts: list[tuple[str, list[Piece]]], place: int) -> bool:
    """Whether a title without anything below it was a heading: it is a slide of its own."""
    title = parts[place][0]
    return place > 0 and title not in (parts[0][0], _continued(parts[place - 1][0]))


def _continued(title: str) -> str:
    said = _("(continued)")
    return title if title.endswith(said) else f"{title} {said}"


def _slides(title: str, rest: list[Piece]) -> list[Slide]:
    """The slides of one title, as many as it needs."""
    size = next((each for each in _TITLE_SIZES if _fits(title, each)), 0)
    if not size:
        rest = [Line(words(title), 18, strong=True), *rest]
        title, size = f"{title[:_LONGEST_TITLE].rstrip()} …", _TITLE_SIZES[-1]
        title = title if _fits(title, size) else f"{title[:40]} …"
    slides: list[Slide] = []
    waiting = list(rest)
    while waiting or not slides:
        frames, waiting = _filled(waiting)
        slides.append(Slide(title if not slides else _continued(title), size, frames))
    return slides


def _fits(title: str, size: int) -> bool:
    return height(_continued(title), size, ROOM - 2 * _INSET) <= TITLE_BOX[3] - _INSET


def _filled(waiting: list[Piece]) -> tuple[Frames, list[Piece]]:
    """As much of what waits as a slide has room for, and the rest; always something."""
    frames: list[Frame] = []
    y = TOP
    while waiting:
        taken, rest = _taken(waiting, BOTTOM - y, is_first=not frames)
        if taken is None:
            break
        frame = Frame(taken, *_place(taken, y))
        frames.append(frame)
        y, waiting = frame.y + frame.height + _GAP, rest
    return tuple(frames), waiting


_What: TypeAlias = tuple[Line, ...] | Sheet | Picture


def _taken(waiting: list[Piece], room: float, is_first: bool) -> tuple[_What | None, list[Piece]]:
    first = waiting[0]
    if isinstance(first, Line):
        return _lines(waiting, room, is_first)
    if isinstance(first, Sheet):
        many = _rows(first, room)
        if many == len(first.rows) and first.height(first.rows) <= room:
            return first, waiting[1:]
        if many == 0 and not is_first:
            return None, waiting
        rest = replace(first, rows=first.rows[max(1, many) :], first=first.first + max(1, many))
        return replace(first, rows=first.rows[: max(1, many)]), [rest, *waiting[1:]]
    if first.height(ROOM) > room and not is_first:
        return None, waiting
    return first, waiting[1:]


def _rows(sheet: Sheet, room: float) -> int:
    """How many rows of a table there is room for."""
    many = 0
    while many < len(sheet.rows) and sheet.height(sheet.rows[: many + 1]) <= room:
        many += 1
    return many


def _lines(waiting: list[Piece], room: float, is_first: bool) -> tuple[_What | None, list[Piece]]:
    """Lines that stand on the same ground, as far as they fit; what leads on to a table or a picture goes with it."""
    taken: list[Line] = []
    ground = waiting[0].ground if isinstance(waiting[0], Line) else ("", "", "")
    left = room - 2 * _INSET
    rest = list(waiting)
    while rest and isinstance(rest[0], Line) and rest[0].ground == ground:
        line = rest[0]
        if line.needs > left and (taken or not is_first):
            break
        if line.height(ROOM) > left:
            if is_first and not taken:
                fitting, remaining = _parted(line, left)
                return (fitting,), [remaining, *rest[1:]]
            break
        left -= line.height(ROOM)
        taken.append(line)
        rest.pop(0)
    while len(taken) > (1 if is_first else 0) and rest and taken[-1].leads_on and not _begins(rest[0], left):
        rest.insert(0, taken.pop())
    return (tuple(taken) or None), rest if taken else waiting


def _begins(piece: Piece, room: float) -> bool:
    """Whether there is room for the beginning of what a line leads on to."""
    if isinstance(piece, Line):
        return piece.height(ROOM) + 2 * _INSET <= room
    if isinstance(piece, Sheet):
        return piece.height(piece.rows[:2]) + _GAP <= room
    return piece.height(ROOM) + _GAP <= room


def _parted(line: Line, room: float) -> tuple[Line, Line]:
    """A paragraph that fits on no slide, parted behind a word."""
    whole = pieces(line.text, line.size, line.room(ROOM))
    many = max(1, int((room - line.after) / (line.size * LEADING)))
    length = len(" ".join(whole[:many]))
    length = min(length, len(line.text) - 1) or 1
    return replace(line, runs=until(line.runs, length)), replace(line, runs=_cut(line.runs, length), marker="")


def _cut(runs: Runs, length: int) -> Runs:
    return stripped(cut(runs, length)) or (Run("…"),)


def _place(what: _What, y: float) -> tuple[float, float, float, float]:
    if isinstance(what, Sheet):
        return LEFT, y, ROOM, what.height(what.rows)
    if isinstance(what, Picture):
        across, down = what.size(ROOM)
        return LEFT, y, across, down
    return LEFT, y, ROOM, sum(line.height(ROOM) for line in what) + 2 * _INSET


def charts(held: Show) -> list[Chart]:
    """The charts of all slides, in the order in which they are shown."""
    return [frame.what.chart for slide in held.slides for frame in slide.frames if isinstance(frame.what, Picture)]
