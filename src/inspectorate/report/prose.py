"""What authors write, as blocks of a document: Markdown in which placeholders are filled from the evidence.

Beside paragraphs, lists, headings, links and footnotes there are, in plain Markdown: an example of practice (a
quotation whose first line is bold and begins "Practice example"), the words of a person (any other quotation; a last
line that begins with a dash says who), and a table (its caption is the paragraph before it that begins "Table:").
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from inspectorate.errors import Fault
from inspectorate.language import gettext as _
from inspectorate.report.document import (
    Block,
    Blocks,
    Box,
    Bullets,
    Cell,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    plain,
)
from inspectorate.report.markdown import tree
from inspectorate.report.misprint import misprints
from inspectorate.report.placeholder import Say, fill, read_placeholder
from inspectorate.report.runs import cut, joined, stripped, until
from inspectorate.report.statistic import Statistic

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_PRACTICE = re.compile(r"practice example\s*[:.]?\s*", re.IGNORECASE)
_CAPTION = re.compile(r"table\s*:\s*", re.IGNORECASE)
_WHO = re.compile(r"(?:—|–|--)\s*")
_LISTS = ("bullet_list", "ordered_list")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?][\"'’”)]*\s+|^[\"'‘“(]*)$")
#: The field of a fault in how a text is written; one in what it puts in has none.
FORM = "form"
#: The deepest heading of a document.
_DEEPEST = 4


@dataclass(frozen=True)
class Prose:
    """What was read: blocks, what is wrong with the text (``Fault.line`` is a line of it), and which keys are used."""

    blocks: Blocks
    faults: tuple[Fault, ...]
    used: tuple[str, ...]


@dataclass
class _Reading:
    """A text while it is read: blocks that people may comment on are numbered as they come."""

    name: str
    statistics: Mapping[str, Statistic]
    say: Say
    below: int
    faults: list[Fault] = field(default_factory=list)
    used: dict[str, None] = field(default_factory=dict)
    notes: Mapping[int, "SyntaxTreeNode"] = field(default_factory=dict)
    numbered: int = 0

    def anchor(self) -> str:
        """The next anchor."""
        self.numbered += 1
        return f"{self.name}-{self.numbered}"

    def fault(self, line: int, problem: str, mend: str, field: str = "") -> None:
        """Note what is wrong on a line of the text."""
        self.faults.append(Fault(self.name, line, field, problem, mend))

    def lost(self, node: "SyntaxTreeNode", problem: str, mend: str) -> None:
        """Note a block that is not printed where it stands."""
        what = {"table": _("a table"), "blockquote": _("a quotation"), "heading": _("a heading")}
        told = problem.format(what=what.get(node.type, _("a list")))
        self.fault(_line(node), told, mend, FORM)


def read_prose(text: str, statistics: Mapping[str, Statistic], say: Say, *, name: str, below: int = 1) -> Prose:
    """A text as blocks, whatever is wrong with it.

    ``name`` is that of the section, with which anchors begin; ``below`` the level of the heading under which it stands.
    """
    root = tree(text)
    reading = _Reading(name, statistics, say, below)
    reading.notes = {
        note.meta["id"]: note for child in root.children if child.type == "footnote_block" for note in child.children
    }
    nodes = [child for child in root.children if child.type != "footnote_block"]
    blocks = tuple(_blocks(nodes, reading))
    for found in misprints(text):
        reading.fault(*found, FORM)
    return Prose(blocks, tuple(sorted(reading.faults, key=lambda each: each.line)), tuple(reading.used))


def _blocks(nodes: Iterable["SyntaxTreeNode"], reading: _Reading) -> list[Block]:
    found: list[Block] = []
    for node in nodes:
        if node.type == "table":
            found.append(_table(node, _caption(found), reading))
        else:
            found += _block(node, reading)
    return found


def _block(node: "SyntaxTreeNode", reading: _Reading) -> list[Block]:
    """One block of Markdown; code is the text that it holds, and a ruled line is nothing."""
    made: Block
    match node.type:
        case "heading":
            made = _heading(node, reading)
        case "paragraph":
            made = Paragraph(_runs(node, reading), anchor=reading.anchor())
        case "bullet_list":
            made = Bullets(tuple(_items(node, reading)))
        case "ordered_list":
            made = Numbered(tuple(_items(node, reading)), int(node.attrs.get("start", 1)))
        case "blockquote":
            made = _quotation(node, reading)
        case "code_block" | "fence":
            made = Paragraph(_code(node), anchor=reading.anchor())
        case _:
            return []
    return [made]


def _heading(node: "SyntaxTreeNode", reading: _Reading) -> Heading:
    level = reading.below + int(node.tag[1:])
    return Heading(_runs(node, reading), min(level, _DEEPEST), reading.anchor())


def _items(node: "SyntaxTreeNode", reading: _Reading) -> Iterable[Item]:
    """The items of a list: several paragraphs of one are run on, those behind an inner list apart from those before it.

    Of quotations and tables there are none in it.
    """
    for child in node.children:
        anchor = reading.anchor()
        runs: Runs = ()
        inside: list[Bullets | Numbered | Paragraph] = []
        for part in child.children:
            if part.type in _LISTS:
                inside += [block for block in _block(part, reading) if isinstance(block, (Bullets, Numbered))]
            elif part.type in ("blockquote", "table"):
                problem = _("in an item of a list stands {what}, which is not printed")
                reading.lost(part, problem, _("End the list before it"))
            elif not inside:
                runs = _run_on(runs, part, reading)
            elif isinstance(last := inside[-1], Paragraph):
                inside[-1] = Paragraph(_run_on(last.runs, part, reading))
            else:
                inside.append(Paragraph(_run_on((), part, reading)))
        yield Item(runs, tuple(inside), anchor)


def _run_on(runs: Runs, node: "SyntaxTreeNode", reading: _Reading) -> Runs:
    """Runs with those of one more block behind them."""
    more = _code(node) if node.type in ("code_block", "fence") else _runs(node, reading)
    return (*runs, *((Run(" "),) if runs and more else ()), *more)


def _code(node: "SyntaxTreeNode") -> Runs:
    return (Run(" ".join(node.content.split())),)


def _quotation(node: "SyntaxTreeNode", reading: _Reading) -> Box | Quote:
    anchor = reading.anchor()
    blocks = _blocks(node.children, reading)
    first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else None
    if first and first.runs and first.runs[0].strong and (found := _PRACTICE.match(plain(first.runs))):
        lead = tuple(run for run in first.runs if run.strong)
        rest = stripped(first.runs[len(lead) :])
        title = tuple(replace(run, strong=False) for run in cut(lead, found.end()))
        inside = (replace(first, runs=rest), *blocks[1:]) if rest else tuple(blocks[1:])
        return Box("practice example", title, tuple(inside), anchor)
    runs: Runs = ()
    for block in blocks:
        if isinstance(block, Paragraph):
            runs = (*runs, *((Run(" "),) if runs else ()), *block.runs)
    for each in node.children:
        if each.type in (*_LISTS, "blockquote", "table", "heading"):
            problem = _("in a quotation stands {what}, which is not printed")
            reading.lost(each, problem, _("Write it as a paragraph, or begin with ‘**Practice example**’"))
    return _quote(runs, _last_line(node), anchor)


def _last_line(node: "SyntaxTreeNode") -> str:
    """The last line of a quotation, as it is typed."""
    inside = node.children[-1].children if node.children else []
    return inside[-1].content.rpartition("\n")[2].strip() if inside else ""


def _quote(runs: Runs, last: str, anchor: str) -> Quote:
    """The words of a person; a last line after a dash says who."""
    text = plain(runs)
    if (dash := _WHO.match(last)) and text.endswith(last) and len(text) > len(last):
        return Quote(until(runs, len(text) - len(last) - 1), last[dash.end() :].strip(), anchor)
    return Quote(runs, "", anchor)


def _caption(found: list[Block]) -> Runs:
    """The caption of a table: the paragraph before it, taken away, where it begins so."""
    if found and isinstance(before := found[-1], Paragraph) and (begins := _CAPTION.match(plain(before.runs))):
        found.pop()
        return cut(before.runs, begins.end())
    return ()


def _table(node: "SyntaxTreeNode", caption: Runs, reading: _Reading) -> Table:
    if not caption:
        mend = _("Write a paragraph before it that begins ‘Table:’ and says what it shows")
        reading.fault(_line(node), _("the table has no caption"), mend, FORM)
    rows = [row for part in node.children for row in part.children]
    cells = [[(cell, _runs(cell, reading)) for cell in row.children] for row in rows]
    right = {place for place, (cell, _r) in enumerate(cells[0]) if "right" in str(cell.attrs.get("style", ""))}
    return Table(
        caption,
        tuple(runs for _c, runs in cells[0]),
        tuple(tuple(Cell(runs) for _c, runs in row) for row in cells[1:]),
        numbers=frozenset(right),
        anchor=reading.anchor(),
    )


def _runs(node: "SyntaxTreeNode", reading: _Reading) -> Runs:
    """The runs of everything inline in a block; neighbours that are set alike become one."""
    found: list[Run] = []
    for child in node.children:
        for inline in child.children if child.type == "inline" else [child]:
            _inline(inline, Run(""), found, reading, _line(node))
    return tuple(joined(found))


def _inline(node: "SyntaxTreeNode", like: Run, found: list[Run], reading: _Reading, line: int) -> None:
    match node.type:
        case "text" | "text_special" | "code_inline":
            found.append(replace(like, text=node.content))
        case "softbreak":
            found.append(replace(like, text=" "))
        case "hardbreak":
            found.append(replace(like, text="\n"))
        case "placeholder":
            found.append(_filled(node.content, like, "".join(run.text for run in found), reading, line))
        case "footnote_ref":
            _note(node, found, reading)
        case "footnote_anchor":
            return
        case _:
            inside = _set(node, like)
            for child in node.children:
                _inline(child, inside, found, reading, line)


def _set(node: "SyntaxTreeNode", like: Run) -> Run:
    match node.type:
        case "strong":
            return replace(like, strong=True)
        case "em":
            return replace(like, emphasis=True)
        case "link":
            return replace(like, link=str(node.attrs.get("href", "")))
    return like


def _filled(inside: str, like: Run, before: str, reading: _Reading, line: int) -> Run:
    wanted = read_placeholder(inside)
    given = fill(wanted, reading.statistics, reading.say, first=bool(_SENTENCE_ENDS.search(before)))
    if given.problem:
        reading.fault(line, given.problem, given.mend)
        return replace(like, text=given.words)
    reading.used[wanted.key] = None
    return replace(like, text=given.words, statistic=wanted.key)


def _note(node: "SyntaxTreeNode", found: list[Run], reading: _Reading) -> None:
    """A footnote, hung on the run before it."""
    note = reading.notes.get(node.meta["id"])
    runs: Runs = ()
    for part in note.children if note else ():
        if part.type in (*_LISTS, "blockquote", "table"):
            problem = _("in a footnote stands {what}, which is not printed")
            reading.lost(part, problem, _("Write it as a paragraph"))
        else:
            runs = _run_on(runs, part, reading)
    if found:
        found[-1] = replace(found[-1], note=runs)
    else:
        found.append(Run("", note=runs))


def _line(node: "SyntaxTreeNode") -> int:
    """The line, from 1, on which a block begins; 0 where Markdown does not say."""
    return node.map[0] + 1 if node.map else 0
