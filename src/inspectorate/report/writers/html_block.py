"""Blocks of a document as HTML."""

import re
from html import escape

from inspectorate.language import gettext as _
from inspectorate.report.document import (
    Block,
    Blocks,
    Box,
    Break,
    Bullets,
    Cell,
    Chart,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Quote,
    Rated,
    Table,
    plain,
)
from inspectorate.report.writers.html_run import Notes
from inspectorate.report.writers.outline import Outline, is_silent, one_line
from inspectorate.report.writers.rating_look import look, rating_words
from inspectorate.report.writers.standing import box_label

#: A table of more columns, or with a longer word, may be wider than a narrow window: it scrolls, also by keyboard.
_MOST_NARROW = 2
_LONGEST_NARROW = 16
_SVG = re.compile(r"<svg\b([^>]*)>\s*(?:<title\b.*?</title>\s*)?(?:<desc\b.*?</desc>\s*)?", re.DOTALL)
_OWN = re.compile(r"\s(?:role|lang|aria-[a-z]+)=(?:\"[^\"]*\"|'[^']*')")


class BlockWriter:
    """Blocks into HTML, in the order in which they are read: headings take their places, notes their numbers."""

    def __init__(self, outline: Outline):
        self.outline = outline
        self.notes = Notes(outline)
        self._tables = 0
        self._charts = 0

    def html(self, blocks: Blocks) -> str:
        """Blocks one after the other."""
        return "".join(self._block(block) for block in blocks if not is_silent(block))

    def _block(self, block: Block) -> str:
        match block:
            case Heading() | Paragraph():
                return self._heading(block) if isinstance(block, Heading) else self._paragraph(block)
            case Bullets() | Numbered():
                return self._list(block)
            case Table() | Chart():
                return self._table(block) if isinstance(block, Table) else self._chart(block)
            case Break():
                return '<div class="new-page"></div>\n'
            case _:
                return self._apart(block)

    def _heading(self, heading: Heading) -> str:
        place = self.outline.next_place()
        name = f"h{place.level + 1}"
        written = f'<{name} id="{escape(place.anchor)}">{self.notes.html(heading.runs)}</{name}>'
        if not heading.rating:
            return f"{written}\n"
        return (
            f'<div class="heading">{written}<p>{_tag(heading.rating, escape(rating_words(heading.rating)))}</p></div>\n'
        )

    def _paragraph(self, paragraph: Paragraph) -> str:
        role = "" if paragraph.role == "body" else f' class="{paragraph.role}"'
        return f"<p{role}{self._id(paragraph.anchor)}>{self.notes.html(paragraph.runs)}</p>\n"

    def _list(self, block: Bullets | Numbered) -> str:
        items = "".join(map(self._item, block.items))
        if isinstance(block, Bullets):
            return f"<ul>\n{items}</ul>\n"
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>\n{items}</ol>\n"

    def _item(self, item: Item) -> str:
        inside = "".join(
            self._paragraph(block) if isinstance(block, Paragraph) else self._list(block)
            for block in item.inside
            if not is_silent(block)
        )
        return f"<li{self._id(item.anchor)}>{self.notes.html(item.runs)}{inside}</li>\n"

    def _table(self, table: Table) -> str:
        self._tables += 1
        name = f"table-{self._tables}-caption"
        said = bool(plain(table.caption).strip())
        caption = f'<caption id="{name}">{self.notes.html(table.caption)}</caption>' if said else ""
        head = "".join(
            f'<th scope="col"{_number(table, at)}>{self.notes.html(each)}</th>' for at, each in enumerate(table.head)
        )
        rows = "".join(self._row(table, place) for place in range(len(table.rows)))
        written = f"<table>\n{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
        label = f'aria-labelledby="{name}"' if said else f'aria-label="{escape(_("Table"))}"'
        reached = f' role="region" {label} tabindex="0"' if _is_wide(table) else ""
        written = f'<div class="wide"{reached}>\n{written}\n</div>'
        note = f'\n<p class="note">{self.notes.html(table.note)}</p>' if table.note else ""
        return f'<div class="table"{self._id(table.anchor)}>\n{written}{note}\n</div>\n'

    def _row(self, table: Table, place: int) -> str:
        strong = ' class="strong"' if place in table.strong else ""
        cells = "".join(self._cell(table, at, cell) for at, cell in enumerate(table.rows[place]))
        return f"<tr{strong}>{cells}</tr>\n"

    def _cell(self, table: Table, at: int, cell: Cell) -> str:
        text = self.notes.html(cell.runs)
        text = _tag(cell.rating, text) if cell.rating and text else text
        opened = '<th scope="row"' if at == 0 else "<td"
        return f"{opened}{_number(table, at)}>{text}</{'th' if at == 0 else 'td'}>"

    def _chart(self, chart: Chart) -> str:
        self._charts += 1
        name = f"chart-{self._charts}"
        drawing = (
            f'<figure class="chart"{self._id(chart.anchor)}>\n'
            f"<figcaption>{escape(one_line(chart.title))}</figcaption>\n"
            f'<div class="wide{" on-page" if chart.narrow else ""}" role="region" aria-labelledby="{name}-title" '
            f'tabindex="0">\n{_drawing(chart, chart.svg, name)}\n</div>\n{_narrow(chart, name)}</figure>\n'
        )
        return drawing + self.html((chart.table,))

    def _apart(self, block: Box | Quote | Rated) -> str:
        match block:
            case Box():
                return self._box(block)
            case Quote():
                who = f"\n<figcaption>– {escape(block.who)}</figcaption>" if block.who else ""
                said = f"<blockquote><p>{self.notes.html(block.runs)}</p></blockquote>"
                return f'<figure class="quote"{self._id(block.anchor)}>\n{said}{who}\n</figure>\n'
            case Rated():
                return self._rated(block)

    def _rated(self, rated: Rated) -> str:
        """Large with its score; in a line without one, as of a standard."""
        look = "rated" if rated.score else "rated line"
        score = f'<p class="score">{escape(_("Score"))} <strong>{escape(rated.score)}</strong></p>\n'
        return (
            f'<div class="{look}"{self._id(rated.anchor)}>\n<p class="what">{escape(rated.label)}</p>\n'
            f"<p>{_tag(rated.rating, escape(rating_words(rated.rating)))}</p>\n{score if rated.score else ''}</div>\n"
        )

    def _box(self, box: Box) -> str:
        opened = f'<div class="box {box.kind.replace(" ", "-")}"{self._id(box.anchor)}>\n'
        label = f'<p class="label">{escape(said)}</p>\n' if (said := box_label(box)) else ""
        title = f'<p class="title">{self.notes.html(box.title)}</p>\n' if plain(box.title).strip() else ""
        return f"{opened}{label}{title}{self.html(box.blocks)}</div>\n"

    def _id(self, wanted: str) -> str:
        anchor = self.outline.anchor(wanted) if wanted else ""
        return f' id="{escape(anchor)}"' if anchor else ""


def _is_wide(table: Table) -> bool:
    texts = [plain(each) for each in table.head] + [plain(cell.runs) for row in table.rows for cell in row]
    return len(table.head) > _MOST_NARROW or any(len(word) > _LONGEST_NARROW for text in texts for word in text.split())


def _number(table: Table, column: int) -> str:
    return ' class="number"' if column in table.numbers else ""


def _tag(rating: str, text: str) -> str:
    return f'<span class="rating r-{look(rating).letters}">{text}</span>'


def _narrow(chart: Chart, name: str) -> str:
    """The same drawn for a narrow screen, which takes the place of the other there."""
    if not chart.narrow:
        return ""
    return f'<div class="on-phone">\n{_drawing(chart, chart.narrow, f"{name}-narrow")}\n</div>\n'


def _drawing(chart: Chart, drawn: str, name: str) -> str:
    """A drawing of a chart, named by the chart's title and told by its words, whatever it says of itself."""
    svg = drawn[max(drawn.find("<svg"), 0) :].strip()
    found = _SVG.match(svg)
    if not found:
        return f"<p>{escape(chart.alternative)}</p>"
    title = f'<title id="{name}-title">{escape(one_line(chart.title))}</title>'
    told = f'<desc id="{name}-desc">{escape(chart.alternative)}</desc>'
    opened = f'<svg{_OWN.sub("", found[1])} role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc">'
    return f"{opened}{title}{told}{svg[found.end() :]}"
