"""Markdown as authors write it, read into a tree: CommonMark with tables, footnotes and placeholders, and no HTML."""

import re
from functools import cache
from typing import TYPE_CHECKING

from inspectorate.report.placeholder import CLOSES, OPENS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

_INSIDE = re.compile(r"[^{}\n]{1,200}")


def tree(text: str) -> "SyntaxTreeNode":
    """The tree of a text. What looks like HTML is text, and so is a picture."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parse(text))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_inline", "html_block"])
    parser.use(footnote_plugin)
    parser.inline.ruler.before("escape", "placeholder", _placeholder)
    return parser


def _placeholder(state: "StateInline", silent: bool) -> bool:
    """A placeholder taken whole, so that nothing in a key is read as Markdown."""
    if not state.src.startswith(OPENS, state.pos):
        return False
    end = state.src.find(CLOSES, state.pos, state.posMax)
    inside = state.src[state.pos + len(OPENS) : end]
    if end < 0 or not _INSIDE.fullmatch(inside):
        return False
    if not silent:
        state.push("placeholder", "", 0).content = inside
    state.pos = end + len(CLOSES)
    return True
