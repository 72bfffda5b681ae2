"""The text of a document with everything that is not prose blanked out, character for character.

The masked text is as long as the text, so that a position in the one is the same position in the other: marks of
Markdown and HTML, cookie and licence notices, page headers and footers become spaces; curly quotation marks and long
dashes become plain ones.
"""

import re

from inspectorate.register.document import Document

#: Character -> the plain one that stands for it; one for one, so that no position moves.
PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "`": "'",
        "´": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "‑": "-",
        "‐": "-",
        "−": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u202f": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\r": " ",
        "\f": "\n",
        "\v": " ",
    }
)

TAG = re.compile(r"<(?:!--[^>]{0,400}--|/?[A-Za-z][^<>\n]{0,300})>")
SUPERSCRIPT = re.compile(r"<sup>\s*(\d{1,3})\s*</sup>", re.IGNORECASE)
LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\(([^()\s]{0,400}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)\)")
EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~")
HEADING_MARK = re.compile(r"^ {0,3}(#{1,6})(?=\s)", re.MULTILINE)
#: A line of dashes, or the line under the head of a table; what is repeated gives nothing back, so that it is linear.
RULE = re.compile(
    r"^[ \t]*+(?:-{3,}+|={3,}+|_{3,}+|(?:\|[ \t]*+)?:?-{3,}+:?[ \t]*+(?:\|[ \t]*+:?-{3,}+:?[ \t]*+)*+\|?)[ \t]*+$",
    re.MULTILINE,
)
#: A row of a table in HTML, which may stand on one line or a cell a line; and where the table begins and ends.
TABLE_ROW = re.compile(r"<tr\b[^<>]{0,300}>(?:(?!</?tr\b).){0,4000}</tr\s*>", re.IGNORECASE | re.DOTALL)
CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
TABLE_MARK = re.compile(r"</?table\b[^<>]{0,300}>|</tr\s*>", re.IGNORECASE)
PIPE_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
LEADERS = re.compile(r"\.{4,}")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]{1,400}")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~'\"])")

#: Passages that wrap a page and say nothing of an inspection, each from its first words to its last.
WRAPPERS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        r"are you ok with cookies\?.{0,900}?(?:cookies are you happy for us to use\?|skip to (?:main )?content)",
        r"^[ \t]*skip to (?:main )?content[ \t]*$",
        r"\(back to top\)",
        r"all content is available under the open government licence v3\.0.{0,600}?this publication is available at:?",
        r"(?:(?:©|\(c\))[ \t]*+)?crown copyright \d{4}\b.{0,900}?published by:?",
        r"sign up for email updates.{0,300}?(?:sign up for updates|\Z)",
        r"please note that throughout the report the names in the practice examples .{0,99}?identity\.",
    )
)

#: A line that a page repeats at its head or foot, with the number of the page (S2: "Inspection of ...: ... PDU 14").
RUNNING_HEAD = re.compile(
    r"^[ \t]*(?:\d{1,3}[ \t]+)?(?:an[ \t]+)?inspection of [^\n]{5,120}?[ \t]+\d{1,3}[ \t]*$"
    r"|^[ \t]*page[ \t]+\d{1,3}(?:[ \t]+of[ \t]+\d{1,3})?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


def masked(document: Document) -> str:
    """The masked text of a document, as long as its text."""
    text = document.text.translate(PLAIN)
    text = _blank(SUPERSCRIPT, text)
    text = TABLE_ROW.sub(_row, text)
    text = TABLE_MARK.sub(lambda mark: "\n" + _spaces(mark)[1:], text)
    text = TAG.sub(_spaces, text)
    text = LINK.sub(_link, text)
    text = ESCAPE.sub(r" \1", text)
    text = RULE.sub(_spaces, text)
    text = PIPE_ROW.sub(lambda row: row[0].replace("|", "\t"), text)
    text = EMPHASIS.sub(_spaces, text)
    text = HEADING_MARK.sub(_spaces, text)
    for wrapper in WRAPPERS:
        text = wrapper.sub(_spaces, text)
    text = RUNNING_HEAD.sub(_spaces, text)
    text = URL.sub(_spaces, text)
    return LEADERS.sub(_spaces, text)


def heading_marks(text: str) -> dict[int, int]:
    """Where a line is marked as a heading in Markdown: the start of the line -> its level."""
    return {mark.start(): len(mark[1]) for mark in HEADING_MARK.finditer(text)}


def superscripts(text: str) -> dict[int, int]:
    """Where a footnote mark stands as a superscript: its position -> its number."""
    return {mark.start(): int(mark[1]) for mark in SUPERSCRIPT.finditer(text)}


def _spaces(match: re.Match[str]) -> str:
    """As many spaces as characters, line ends kept, so that the lines stay where they are."""
    return re.sub(r"[^\n]", " ", match[0])


def _row(match: re.Match[str]) -> str:
    """A row of a table in HTML as one line of cells with tabs between them, as long as it was."""
    return CELL.sub(lambda cell: "\t" + " " * (len(cell[0]) - 1), match[0].replace("\n", " "))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(_spaces, text)


def _link(match: re.Match[str]) -> str:
    before = match.start(1) - match.start()
    return " " * before + match[1] + " " * (len(match[0]) - before - len(match[1]))
