"""Blocks of a document as Word holds them: paragraphs with styles, lists, tables and pictures."""

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
from inspectorate.report.writers.outline import is_silent, leads_on, one_line, told
from inspectorate.report.writers.package import quoted
from inspectorate.report.writers.rating_look import look
from inspectorate.report.writers.standing import box_label
from inspectorate.report.writers.word_run import Writing, rating_run, run

#: Between the margins of a page, in twentieths of a point; and in English metric units, of which a point has 12,700.
WIDTH = 8958
_EMU = 635
_ROLES = {
    **{"lead": "Lead", "statement": "Statement", "small": "SmallPrint", "address": "Address"},
    "signature": "Signature",
}
_MOST_WHOLE_ROWS = 12
_DEEPEST = 8
_STEP = 397
_INSET = 240


@dataclass
class WordBlocks:
    """Blocks into Word, in the order in which they are read; gathers the lists and the drawings that they have."""

    writing: Writing
    #: The number and the depth from which each list counts: (is numbered, depth, start).
    lists: list[tuple[bool, int, int]] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    _box: str = ""
    _breaks: bool = False
    _after_table: bool = False
    _anchor: str = ""

    def written(self, blocks: Blocks) -> str:
        """Blocks one after the other."""
        return "".join(self._block(block, following) for block, following in told(blocks))

    def paragraph(self, style: str, content: str, numbering: str = "", indent: int = 0, keeps: bool = False) -> str:
        """A paragraph with a style; in a box with the ground and the edge of it."""
        written = f'<w:pStyle w:val="{style}"/>' + ("<w:keepNext/>" if keeps else "")
        written += "<w:pageBreakBefore/>" if self._breaks else ""
        written += numbering + self._box
        if self._box:
            written += '<w:spacing w:before="0" w:after="0"/>'
            hanging = f' w:hanging="{_STEP}"' if numbering else ""
            written += f'<w:ind w:left="{_INSET + indent}" w:right="{_INSET}"{hanging}/>'
        elif self._after_table:
            written += '<w:spacing w:before="280"/>'
        if indent and not numbering and not self._box:
            written += f'<w:ind w:left="{indent}"/>'
        self._breaks = self._after_table = False
        content, self._anchor = self.writing.marked(self._anchor, content), ""
        return f"<w:p><w:pPr>{written}</w:pPr>{content}</w:p>\n"

    def break_page(self) -> None:
        """What follows begins on a new page."""
        self._breaks = True

    def end(self) -> str:
        """What must follow the last block: Word has a paragraph behind each table."""
        return self.paragraph("TableNote", "") if self._after_table or self._breaks or self._anchor else ""

    def _block(self, block: Block, following: Block | None) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block, following)
            case Bullets() | Numbered():
                return self._list(block, 0)
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
        written = self.paragraph(f"Heading{place.level}", content)
        return written + (self.paragraph("RatingLine", rating_run(heading.rating)) if heading.rating else "")

    def _paragraph(self, paragraph: Paragraph, following: Block | None) -> str:
        self._mark(paragraph.anchor)
        style = _ROLES.get(paragraph.role, "Normal")
        return self.paragraph(style, self.writing.runs(paragraph.runs), keeps=leads_on(paragraph, following))

    def _mark(self, anchor: str) -> None:
        """The next paragraph is the place of an anchor, unless that is taken."""
        self._anchor = self.writing.outline.anchor(anchor) or self._anchor

    def _list(self, block: Bullets | Numbered, depth: int) -> str:
        is_numbered = isinstance(block, Numbered)
        self.lists.append((is_numbered, depth, block.start if isinstance(block, Numbered) else 1))
        name = "ListNumber" if is_numbered else "ListBullet"
        style = name + (str(min(depth, 2) + 1) if depth else "")
        number = len(self.lists)
        return "".join(self._item(item, style, depth, number) for item in block.items)

    def _item(self, item: Item, style: str, depth: int, number: int) -> str:
        self._mark(item.anchor)
        numbering = f'<w:numPr><w:ilvl w:val="{min(depth, _DEEPEST)}"/><w:numId w:val="{number}"/></w:numPr>'
        indent = _STEP * (min(depth, _DEEPEST) + 1)
        written = self.paragraph(style, self.writing.runs(item.runs), numbering, indent, keeps=bool(item.inside))
        return written + "".join(
            self.paragraph(style, self.writing.runs(each.runs), indent=indent)
            if isinstance(each, Paragraph)
            else self._list(each, depth + 1)
            for each in item.inside
            if not is_silent(each)
        )

    def _table(self, table: Table) -> str:
        self._mark(table.anchor)
        caption = plain(table.caption)
        before = self.paragraph("Caption", self.writing.runs(table.caption)) if caption.strip() else self.end()
        many = len(table.head)
        shares = table.widths if len(table.widths) == many else (1,) * many
        widths = [WIDTH * share // (sum(shares) or 1) for share in shares]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = tuple(Cell(runs) for runs in table.head)
        rows = self._row(table, head, widths, is_head=True, strong=True, keeps=bool(table.rows))
        keeps = len(table.rows) <= _MOST_WHOLE_ROWS
        for place, row in enumerate(table.rows):
            is_last = place == len(table.rows) - 1
            rows += self._row(table, row, widths, strong=place in table.strong, keeps=keeps and not is_last)
        described = f'<w:tblCaption w:val="{quoted(one_line(caption))}"/>' if caption.strip() else ""
        properties = (
            f'<w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
            f'w:noVBand="1"/>{described}'
        )
        grid = f"<w:tblGrid>{columns}</w:tblGrid>"
        written = f"{before}<w:tbl><w:tblPr>{properties}</w:tblPr>{grid}\n{rows}</w:tbl>\n"
        self._after_table = True
        if plain(table.note).strip():
            self._after_table = False
            written += self.paragraph("TableNote", self.writing.runs(table.note))
        return written

    def _row(
        self,
        table: Table,
        cells: tuple[Cell, ...],
        widths: list[int],
        is_head: bool = False,
        strong: bool = False,
        keeps: bool = False,
    ) -> str:
        written = "".join(
            self._cell(cell, width, place in table.numbers, strong, keeps, strong and not is_head)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        repeated = "<w:tblHeader/>" if is_head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{written}</w:tr>\n"

    def _cell(self, cell: Cell, width: int, is_number: bool, strong: bool, keeps: bool, shaded: bool) -> str:
        ground = look(cell.rating).fill.lstrip("#").upper() if cell.rating else "E3EBF3" if shaded else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/>'
        aligned = "<w:keepNext/>" if keeps else ""
        side = '<w:jc w:val="right"/>' if is_number else ""
        colour = look(cell.rating).text.lstrip("#").upper() if cell.rating else ""
        content = self.writing.runs(cell.runs, strong or bool(cell.rating), colour)
        paragraph = f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{aligned}{side}</w:pPr>{content}</w:p>'
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph}</w:tc>"

    def _chart(self, chart: Chart) -> str:
        self._mark(chart.anchor)
        self.charts.append(chart)
        title = self.paragraph("Caption", run(one_line(chart.title))) if chart.title.strip() else ""
        return title + self.paragraph("Chart", picture(len(self.charts), chart)) + self.written((chart.table,))

    def _apart(self, block: Box | Quote | Rated, keeps: bool) -> str:
        if not isinstance(block, Box):
            self._mark(block.anchor)
        match block:
            case Box():
                return self._boxed(block)
            case Quote():
                written = self.paragraph("Quote", self.writing.runs(block.runs), keeps=bool(block.who.strip()))
                said = run(f"– {one_line(block.who)}") if block.who.strip() else ""
                return written + (self.paragraph("QuoteSource", said) if said else "")
            case Rated():
                return self._rated(block, keeps)

    def _rated(self, rated: Rated, keeps: bool) -> str:
        """Large with its score; in a line without one, as of a standard, which stays with what follows."""
        content = run(one_line(rated.label)) + "<w:r><w:tab/></w:r>"
        if not rated.score.strip():
            return self.paragraph("RatedLine", content + rating_run(rated.rating, 24))
        scored = run(f"{_('Score')} {one_line(rated.score)}", '<w:sz w:val="24"/><w:szCs w:val="24"/>')
        content += f"{rating_run(rated.rating, 32)}<w:r><w:br/></w:r><w:r><w:tab/></w:r>{scored}"
        return self.paragraph("Rated", content, keeps=keeps)

    def _boxed(self, box: Box) -> str:
        outer, (fill, edge) = self._box, BOXES[box.kind]
        fill, edge = fill.lstrip("#").upper(), edge.lstrip("#").upper()
        self._after_table = False
        self._mark(box.anchor)
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
            for side, size, space, colour in (
                ("top", 4, 5, fill),
                ("left", 36, 10, edge),
                ("bottom", 4, 5, fill),
                ("right", 4, 10, fill),
                ("between", 4, 5, fill),
            )
        )
        self._box = f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
        label, written = box_label(box), ""
        if label:
            written += self.paragraph("BoxLabel", run(label, f'<w:color w:val="{edge}"/>'))
        if plain(box.title).strip():
            written += self.paragraph("BoxTitle", self.writing.runs(box.title))
        written += self.written(box.blocks)
        self._box = outer
        return _spaced(written)


def _spaced(paragraphs: str) -> str:
    """Paragraphs of a box with space above the first and below the last."""
    none = '<w:spacing w:before="0" w:after="0"/>'
    paragraphs = paragraphs.replace(none, '<w:spacing w:before="280" w:after="0"/>', 1)
    before, found, after = paragraphs.rpartition('w:after="0"/><w:ind')
    return f'{before}w:after="320"/><w:ind{after}' if found else paragraphs


def picture(number: int, chart: Chart) -> str:
    """A drawing in its line: as wide as the page lets it be, with what it shows in words."""
    share = min(1.0, 1.1 * chart.width / chart.height) if chart.height else 1.0
    across = round(WIDTH * _EMU * share)
    down = round(across * chart.height / chart.width) if chart.width else across
    named = f'name="{quoted(_("Chart"))} {number}" descr="{quoted(one_line(chart.alternative))}"'
    title = f'title="{quoted(one_line(chart.title))}"'
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    vector = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
        'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
        f'r:embed="drawing{number}"/></a:ext></a:extLst>'
    )
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" {named} {title}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{drawing}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" {named} {title}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{number}">{vector}</a:blip>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
