"""Blocks of a document as OpenDocument text holds them: paragraphs with styles, lists, tables and pictures."""

import re
from dataclasses import dataclass, field

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
from inspectorate.report.writers.box_look import BOXES
from inspectorate.report.writers.open_run import OpenWriting, text
from inspectorate.report.writers.outline import is_silent, leads_on, one_line, told
from inspectorate.report.writers.package import quoted
from inspectorate.report.writers.rating_look import look
from inspectorate.report.writers.standing import box_label

#: Between the margins of a page, in centimetres.
WIDTH = 15.8
_ROLES = {
    **{"lead": "Lead", "statement": "Statement", "small": "Small_20_Print", "address": "Address"},
    "signature": "Signature",
}
_MOST_WHOLE_ROWS = 12
_NO_SPACE = 'fo:margin-top="0cm" fo:margin-bottom="0cm"'
_STYLED = re.compile(r'(?<=<text:[ph] text:style-name=")P\d+(?=")')


@dataclass
class OpenBlocks:
    """Blocks into OpenDocument, in the order in which they are read; gathers the drawings that they have."""

    writing: OpenWriting
    charts: list[Chart] = field(default_factory=list)
    #: The page on which the next paragraph begins, where it begins one.
    master: str = ""
    #: Whether rows of tables stand close together.
    close: bool = False
    _box: str = ""
    _breaks: bool = False
    _after_table: bool = False
    _anchor: str = ""
    _tables: int = 0

    def written(self, blocks: Blocks) -> str:
        """Blocks one after the other."""
        return "".join(self._block(block, following) for block, following in told(blocks))

    def paragraph(self, style: str, content: str, level: int = 0, depth: int = 0, keeps: bool = False) -> str:
        """A paragraph with a style, or a heading with a level; ``depth`` is that of the list it stands in."""
        name = self._style(style, depth, keeps)
        content, self._anchor = self.writing.marked(self._anchor, content), ""
        if level:
            return f'<text:h text:style-name="{name}" text:outline-level="{level}">{content}</text:h>\n'
        return f'<text:p text:style-name="{name}">{content}</text:p>\n'

    def break_page(self) -> None:
        """What follows begins on a new page."""
        self._breaks = True

    def _style(self, style: str, depth: int, keeps: bool) -> str:
        """The style of the next paragraph: one of its own where it stands in a box, behind a table or on a new page."""
        properties = 'fo:keep-with-next="always"' if keeps else ""
        properties += ' fo:break-before="page"' if self._breaks and not self.master else ""
        if self._box:
            # In a list, the list says where its items begin.
            indent = "" if depth else 'fo:margin-left="0cm" fo:margin-right="0cm" '
            properties += f" {self._box} {indent}{_NO_SPACE}"
        master = f' style:master-page-name="{self.master}"' if self.master else ""
        self._breaks, self._after_table, self.master = False, False, ""
        if not (properties.strip() or master):
            return style
        held = f"<style:paragraph-properties {properties.strip()}/>" if properties.strip() else ""
        return self.writing.styles.name("paragraph", held, f'style:parent-style-name="{style}"{master}')

    def _block(self, block: Block, following: Block | None) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block, following)
            case Bullets() | Numbered():
                return self._list(block, 1)
            case Table() | Chart():
                return self._table(block) if isinstance(block, Table) else self._chart(block)
            case Break():
                self.break_page()
                return ""
            case _:
                return self._apart(block, keeps=leads_on(block, following))

    def _heading(self, heading: Heading) -> str:
        place = self.writing.outline.next_place()
        content = self.writing.marked(place.anchor, self.writing.runs(heading.runs))
        written = self.paragraph(f"Heading_20_{place.level}", content, place.level)
        rating = self.writing.rating(heading.rating) if heading.rating else ""
        return written + (self.paragraph("Rating_20_Line", rating) if rating else "")

    def _paragraph(self, paragraph: Paragraph, following: Block | None) -> str:
        self._mark(paragraph.anchor)
        style = _ROLES.get(paragraph.role, "Standard")
        return self.paragraph(style, self.writing.runs(paragraph.runs), keeps=leads_on(paragraph, following))

    def _mark(self, anchor: str) -> None:
        """The next paragraph is the place of an anchor, unless that is taken."""
        self._anchor = self.writing.outline.anchor(anchor) or self._anchor

    def _list(self, block: Bullets | Numbered, depth: int) -> str:
        is_numbered = isinstance(block, Numbered)
        style = "List_20_Number" if is_numbered else "List_20_Bullet"
        start = f' text:start-value="{block.start}"' if isinstance(block, Numbered) else ""
        items = ""
        for item in block.items:
            items += f"<text:list-item{start}>{self._item(item, style, depth)}</text:list-item>\n"
            start = ""
        name = ("Numbers" if is_numbered else "Bullets") + ("_20_in_20_Box" if self._box else "")
        return f'<text:list text:style-name="{name}">\n{items}</text:list>\n'

    def _item(self, item: Item, style: str, depth: int) -> str:
        self._mark(item.anchor)
        written = self.paragraph(style, self.writing.runs(item.runs), depth=depth, keeps=bool(item.inside))
        return written + "".join(
            self.paragraph(style, self.writing.runs(each.runs), depth=depth)
            if isinstance(each, Paragraph)
            else self._list(each, depth + 1)
            for each in item.inside
            if not is_silent(each)
        )

    def _table(self, table: Table) -> str:
        self._mark(table.anchor)
        self._tables += 1
        caption = one_line(plain(table.caption))
        before = self.paragraph("Caption", self.writing.runs(table.caption)) if caption else self._parted()
        keeps = len(table.rows) <= _MOST_WHOLE_ROWS
        head = self._row(table, tuple(Cell(runs) for runs in table.head), is_head=True)
        rows = "".join(
            self._row(table, row, strong=place in table.strong, keeps=keeps and place < len(table.rows) - 1)
            for place, row in enumerate(table.rows)
        )
        below = "0cm" if plain(table.note).strip() else "0.5cm"
        style = self.writing.styles.name(
            "table",
            f'<style:table-properties style:width="{WIDTH}cm" table:align="left" fo:margin-top="0cm" '
            f'fo:margin-bottom="{below}" style:may-break-between-rows="{"false" if keeps else "true"}" '
            'style:writing-mode="lr-tb"/>',
        )
        said = f"<table:title>{quoted(caption)}</table:title>" if caption else ""
        written = (
            f'{before}<table:table table:name="Table{self._tables}" table:style-name="{style}">{said}'
            f"{_columns(self.writing, table)}<table:table-header-rows>{head}</table:table-header-rows>\n{rows}"
            "</table:table>\n"
        )
        self._after_table = True
        if plain(table.note).strip():
            self._after_table = False
            written += self.paragraph("Table_20_Note", self.writing.runs(table.note))
        return written

    def _parted(self) -> str:
        """A table without a caption begins behind a paragraph where it would run into another, or begins a page."""
        needed = self._after_table or self._anchor or self._breaks or self.master
        return self.paragraph("Table_20_Note", "") if needed else ""

    def _row(
        self, table: Table, cells: tuple[Cell, ...], is_head: bool = False, strong: bool = False, keeps: bool = False
    ) -> str:
        style = self.writing.styles.name("table-row", '<style:table-row-properties fo:keep-together="always"/>')
        written = "".join(
            self._cell(cell, place in table.numbers, is_head, strong, keeps) for place, cell in enumerate(cells)
        )
        return f'<table:table-row table:style-name="{style}">{written}</table:table-row>\n'

    def _cell(self, cell: Cell, is_number: bool, is_head: bool, strong: bool, keeps: bool) -> str:
        ground = look(cell.rating).fill if cell.rating else "#eef2f6" if is_head else "#e3ebf3" if strong else ""
        inset = "0.08cm" if self.close else "0.15cm"
        rule = "1pt solid #1b1f24" if is_head else "0.5pt solid #c4ccd4"
        filled = f' fo:background-color="{ground}"' if ground else ""
        top = f' fo:border-top="{rule}"' if is_head else ' fo:border-top="none"'
        style = self.writing.styles.name(
            "table-cell",
            f'<style:table-cell-properties style:vertical-align="middle" fo:padding="{inset}" fo:border-left="none" '
            f'fo:border-right="none"{top} fo:border-bottom="{rule}"{filled}/>',
        )
        keep = ' fo:keep-with-next="always"' if keeps else ""
        side = "end" if is_number else "start"
        paragraph = self.writing.styles.name(
            "paragraph",
            f'<style:paragraph-properties fo:text-align="{side}"{keep}/>',
            f'style:parent-style-name="Table_20_{"Heading" if is_head else "Contents"}"',
        )
        colour = look(cell.rating).text if cell.rating else ""
        content = self.writing.runs(cell.runs, strong or bool(cell.rating), colour)
        return (
            f'<table:table-cell table:style-name="{style}" office:value-type="string">'
            f'<text:p text:style-name="{paragraph}">{content}</text:p></table:table-cell>'
        )

    def _chart(self, chart: Chart) -> str:
        self._mark(chart.anchor)
        self.charts.append(chart)
        title = self.paragraph("Caption", text(one_line(chart.title))) if chart.title.strip() else ""
        return title + self.paragraph("Chart", _picture(len(self.charts), chart)) + self.written((chart.table,))

    def _apart(self, block: Box | Quote | Rated, keeps: bool) -> str:
        if isinstance(block, Box):
            return self._boxed(block)
        self._mark(block.anchor)
        if isinstance(block, Quote):
            said = f"– {one_line(block.who)}" if block.who.strip() else ""
            written = self.paragraph("Quotations", self.writing.runs(block.runs), keeps=bool(said))
            return written + (self.paragraph("Quote_20_Source", text(said)) if said else "")
        if not block.score.strip():
            content = f"{text(one_line(block.label))}<text:tab/>{self.writing.rating(block.rating)}"
            return self.paragraph("Rated_20_Line", content)
        scored = self.writing.span(f"{_('Score')} {one_line(block.score)}", 'fo:font-size="12pt"')
        content = f"{text(one_line(block.label))}<text:tab/>{self.writing.rating(block.rating, 16)}"
        content += f"<text:line-break/><text:tab/>{scored}"
        return self.paragraph("Rated", content, keeps=keeps)

    def _boxed(self, box: Box) -> str:
        outer, (fill, edge) = self._box, BOXES[box.kind]
        self._after_table = False
        self._mark(box.anchor)
        self._box = (
            f'fo:background-color="{fill}" fo:border-left="4.5pt solid {edge}" fo:border-top="none" '
            'fo:border-right="none" fo:border-bottom="none" fo:padding-left="0.4cm" fo:padding-right="0.4cm" '
            'fo:padding-top="0.12cm" fo:padding-bottom="0.12cm"'
        )
        label, written = box_label(box), ""
        if label:
            written += self.paragraph("Box_20_Label", self.writing.span(label, f'fo:color="{edge}"'))
        if plain(box.title).strip():
            written += self.paragraph("Box_20_Title", self.writing.runs(box.title))
        written += self.written(box.blocks)
        self._box = outer
        return self._spaced(written)

    def _spaced(self, paragraphs: str) -> str:
        """Paragraphs of a box with space above the first and below the last."""
        held = list(_STYLED.finditer(paragraphs))
        for found, side in ((held[-1], "bottom"), (held[0], "top")) if held else ():
            name = _STYLED.search(paragraphs, found.start())
            if name:
                spaced = self.writing.styles.changed(name[0], f'margin-{side}="0cm"', f'margin-{side}="0.5cm"')
                paragraphs = paragraphs[: name.start()] + spaced + paragraphs[name.end() :]
        return paragraphs


def _columns(writing: OpenWriting, table: Table) -> str:
    """The columns by their shares; the first heads the rows."""
    many = len(table.head)
    shares = table.widths if len(table.widths) == many else (1,) * many
    columns = []
    for share in shares:
        width = WIDTH * share / (sum(shares) or 1)
        style = writing.styles.name(
            "table-column", f'<style:table-column-properties style:column-width="{width:.3f}cm"/>'
        )
        columns.append(f'<table:table-column table:style-name="{style}"/>')
    return f"<table:table-header-columns>{columns[0]}</table:table-header-columns>{''.join(columns[1:])}"


def _picture(number: int, chart: Chart) -> str:
    """A drawing in its line: as wide as the page lets it be, with what it shows in words."""
    across = WIDTH * (min(1.0, 1.1 * chart.width / chart.height) if chart.height else 1.0)
    down = across * chart.height / chart.width if chart.width else across
    embedded = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    return (
        f'<draw:frame draw:name="Chart{number}" text:anchor-type="as-char" svg:width="{across:.2f}cm" '
        f'svg:height="{down:.2f}cm"><draw:image xlink:href="Pictures/chart{number}.png" {embedded} '
        f'draw:mime-type="image/png"/><svg:title>{quoted(one_line(chart.title))}</svg:title>'
        f"<svg:desc>{quoted(one_line(chart.alternative))}</svg:desc></draw:frame>"
    )
