"""The text of a web page: headings, paragraphs, lists and tables as lines.

Lexbor reads the file in C, and what was nested to exhaust it takes more time than anybody waits, so this is called in
a process that may be ended.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from inspectorate.register.document import Document
from inspectorate.register.opening.block import Block, joined, table
from inspectorate.register.opening.limits import Limits, check_characters, refusal

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED = frozenset(
    ("script", "style", "nav", "template", "noscript", "svg", "iframe", "object", "select", "button", "-comment")
)
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu")
_SECTIONS = ("article", "aside", "body", "div", "footer", "header", "hgroup", "main", "section", "form", "fieldset")
_PARAGRAPHS = ("address", "blockquote", "center", "dd", "dl", "dt", "hr", "legend", "li", "p", "pre")
_FRAMES = ("details", "dialog", "figcaption", "figure", "summary")
_TABLES = ("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
_BLOCKS = frozenset((*_HEADINGS, *_LISTS, *_SECTIONS, *_PARAGRAPHS, *_FRAMES, *_TABLES))
_MOST_SPAN = 50


def html_document(file: str, html: str, limits: Limits) -> Document:
    """A web page as text: whatever it shows, with its notices on cookies and licences, without scripts and menus.

    Raises ``BadInput`` where it shows no text, or too much.
    """
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(html)
    writer = _Writer()
    if page.body is not None:
        _write(page.body, writer)
    text = joined(writer.blocks)
    if not text:
        raise refusal(file, "it shows no text", "save the page with its text, and give that")
    check_characters(file, len(text), limits)
    title = page.css_first("head > title")
    return Document(file, "html", text, title=(" ".join(title.text().split()) or None) if title else None)


@dataclass
class _Writer:
    """Blocks so far, and the beginning of the next; ``lists`` holds the number of the last item, None for bullets."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    prefix: str = ""

    def end_block(self) -> None:
        """Whatever inline text was met becomes a block, with the mark of the heading or item that it begins."""
        lines = [" ".join(line.split()) for line in "".join(self.pieces).split("\n")]
        self.pieces.clear()
        if any(lines):
            heading = self.prefix.startswith("#")
            text = (" " if heading else "\n").join(line for line in lines if line)
            self.blocks.append(Block(self.prefix + text, is_item=bool(self.prefix) and not heading))
            self.prefix = ""

    def begin_item(self) -> None:
        """The mark of the next item of the innermost list."""
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number + 1
        mark = "- " if number is None else f"{number + 1}. "
        self.prefix = "  " * (len(self.lists) - 1) + mark


def _write(body: "LexborNode", writer: _Writer) -> None:
    """Walk the page without recursion, however deep it is nested."""
    waiting = [(body, True)]
    while waiting:
        node, entering = waiting.pop()
        tag = node.tag or ""
        if not entering:
            _leave(tag, writer)
        elif tag == "-text":
            writer.pieces.append(_inline(node, keeps_lines=_is_preformatted(node)))
        elif tag not in _DROPPED:
            rows = _rows(node) if tag == "table" else None
            _enter(node, tag, writer)
            if rows is not None:
                writer.blocks += _table_blocks(node, rows)
                continue
            waiting.append((node, False))
            waiting.extend((child, True) for child in reversed(list(_children(node))))


def _enter(node: "LexborNode", tag: str, writer: _Writer) -> None:
    if tag == "br":
        writer.pieces.append("\n")
    if tag not in _BLOCKS:
        return
    writer.end_block()
    if tag in _LISTS:
        writer.lists.append(_number(node, "start", 1) - 1 if tag == "ol" else None)
    elif tag == "li":
        writer.begin_item()
    elif tag in _HEADINGS:
        writer.prefix = _HEADINGS[tag]


def _leave(tag: str, writer: _Writer) -> None:
    if tag not in _BLOCKS:
        return
    writer.end_block()
    if tag == "li" or tag in _HEADINGS:
        writer.prefix = ""
    if tag in _LISTS and writer.lists:
        writer.lists.pop()


def _rows(node: "LexborNode") -> list[list["LexborNode"]] | None:
    """The cells of a table by row; None where it only lays out a page: it holds another table, or a single column."""
    rows: list[list[LexborNode]] = []
    for inner in _descendants(node):
        if inner.tag == "table":
            return None
        if inner.tag == "tr":
            rows.append([cell for cell in _children(inner) if cell.tag in ("td", "th")])
    return rows if any(len(row) > 1 for row in rows) else None


def _table_blocks(node: "LexborNode", rows: list[list["LexborNode"]]) -> Iterator[Block]:
    caption = next((_flat(child) for child in _children(node) if child.tag == "caption"), "")
    if caption:
        yield Block(caption)
    written = table(_spread(rows))
    if written.text:
        yield written


def _spread(rows: list[list["LexborNode"]]) -> Iterator[list[str]]:
    """Rows with every cell in its column: one that spans several columns or rows leaves the further ones empty."""
    taken: dict[int, int] = {}  # rows still to come in which a column belongs to a cell above
    for row in rows:
        cells: list[str] = []
        taken_below: dict[int, int] = {}
        for cell in row:
            _pass_over(taken, cells)
            width = min(_MOST_SPAN, max(1, _number(cell, "colspan", 1)))
            below = min(len(rows), _number(cell, "rowspan", 1)) - 1
            if below > 0:
                taken_below.update(dict.fromkeys(range(len(cells), len(cells) + width), below))
            cells += [_flat(cell), *[""] * (width - 1)]
        taken = {column: count - 1 for column, count in taken.items() if count > 1} | taken_below
        yield cells


def _pass_over(taken: dict[int, int], cells: list[str]) -> None:
    while len(cells) in taken:
        cells.append("")


def _flat(node: "LexborNode") -> str:
    """The text in a cell on one line."""
    pieces = []
    waiting = [(node, True)]
    while waiting:
        inner, entering = waiting.pop()
        tag = inner.tag or ""
        if tag == "-text":
            pieces.append(_inline(inner))
        elif tag not in _DROPPED:
            if tag in _BLOCKS or tag == "br":
                pieces.append(" ")
            if entering:
                waiting.append((inner, False))
                waiting.extend((child, True) for child in reversed(list(_children(inner))))
    return " ".join("".join(pieces).split())


def _inline(node: "LexborNode", keeps_lines: bool = False) -> str:
    text = node.text_content or ""
    return text.replace("\0", "") if keeps_lines else " ".join(text.replace("\0", "").split("\n"))


def _is_preformatted(node: "LexborNode") -> bool:
    parent = node.parent
    return parent is not None and parent.tag in ("pre", "textarea")


def _number(node: "LexborNode", attribute: str, otherwise: int) -> int:
    value = (node.attributes.get(attribute) or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise


def _children(node: "LexborNode") -> Iterator["LexborNode"]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _descendants(node: "LexborNode") -> Iterator["LexborNode"]:
    """Whatever is in a node, in the order of the page."""
    waiting = list(_children(node))[::-1]
    while waiting:
        inner = waiting.pop()
        yield inner
        waiting.extend(list(_children(inner))[::-1])
