"""Frames of a slide as python-pptx holds them: text, tables and pictures."""

import io
from typing import Any

from inspectorate.language import gettext as _
from inspectorate.report.document import Cell, Run, Runs
from inspectorate.report.writers.address import address
from inspectorate.report.writers.drawing import png
from inspectorate.report.writers.language_tag import parts, tag
from inspectorate.report.writers.outline import one_line
from inspectorate.report.writers.pptx_look import rgb
from inspectorate.report.writers.rating_look import look
from inspectorate.report.writers.slide import Frame
from inspectorate.report.writers.slide_piece import INDENT, Line, Picture, Sheet, noted
from inspectorate.report.writers.standing import LINES

_POINT = 12700
_INSET = 8


def text_body(shape: Any, lines: list[str], language: str, size: int, colour: str, strong: bool = False) -> None:
    """Plain lines in a placeholder, each a paragraph."""
    from pptx.enum.text import PP_ALIGN

    frame = shape.text_frame
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        _run(paragraph, Run(line, strong=strong), size, colour, language)
    _speak(frame, language)


def _speak(frame: Any, language: str) -> None:
    """The language of what would be typed behind the last word: that of the document."""
    from pptx.oxml.ns import qn

    for end in frame._txBody.iter(qn("a:endParaRPr")):
        end.set("lang", language)


def _run(paragraph: Any, part: Run, size: float, colour: str, language: str) -> None:
    """A run with its lines; where it leads, as far as that is outward."""
    from pptx.util import Pt

    for place, line in enumerate(LINES.split(part.text)):
        if place:
            paragraph.add_line_break()
        if not line:
            continue
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.italic = Pt(size), part.strong or None, part.emphasis or None
        run.font.color.rgb = rgb(colour)
        said = parts(part.language) if part.language else None
        run._r.get_or_add_rPr().set("lang", tag(said) if said else language)
        if outward := address(part.link):
            run.hyperlink.address = outward


class FrameWriter:
    """Frames onto one slide, in the order in which they are read."""

    def __init__(self, drawn: Any, language: str):
        self.drawn = drawn
        self.language = language

    def write(self, frame: Frame, placeholder: Any) -> None:
        """A frame at its place; in the placeholder for text where there is one."""
        if isinstance(frame.what, tuple):
            self._text(frame, frame.what, placeholder)
        elif isinstance(frame.what, Sheet):
            self._table(frame, frame.what)
        else:
            self._picture(frame, frame.what)

    def _text(self, frame: Frame, lines: tuple[Line, ...], placeholder: Any) -> None:
        from pptx.enum.text import MSO_AUTO_SIZE

        shape = placeholder if placeholder is not None else self.drawn.shapes.add_textbox(0, 0, 0, 0)
        shape.left, shape.top, shape.width, shape.height = _box(frame)
        body = shape.text_frame
        body.word_wrap, body.auto_size = True, MSO_AUTO_SIZE.NONE
        body.margin_left = body.margin_right = 10 * _POINT
        body.margin_top = body.margin_bottom = _INSET * _POINT
        fill, edge, _colour = lines[0].ground
        if fill:
            _filled(shape, fill, edge)
        for place, line in enumerate(lines):
            self._paragraph(body.paragraphs[0] if place == 0 else body.add_paragraph(), line)

    def _paragraph(self, paragraph: Any, line: Line) -> None:
        from pptx.util import Pt

        paragraph.space_before, paragraph.space_after = Pt(0), Pt(line.after)
        paragraph.line_spacing = 1.0
        _marked(paragraph, line)
        self._runs(paragraph, line.runs, line.size, line.colour, line.strong, line.emphasis)

    def _runs(
        self, paragraph: Any, runs: Runs, size: float, colour: str, strong: bool = False, emphasis: bool = False
    ) -> None:
        for run in runs:
            whole = Run(run.text, strong or run.strong, emphasis or run.emphasis, run.link, run.language)
            _run(paragraph, whole, size, colour, self.language)

    def _table(self, frame: Frame, sheet: Sheet) -> None:
        """A table whose first row and first column are headings."""
        many = len(sheet.table.head)
        shape = self.drawn.shapes.add_table(len(sheet.rows) + 1, many, *_box(frame))
        shape.name = f"{_('Table')} {shape.shape_id}"
        caption = one_line("".join(run.text for run in sheet.table.caption))
        shape._element.nvGraphicFramePr.cNvPr.set("descr", caption)
        table = shape.table
        table.first_row, table.first_col, table.horz_banding = True, True, False
        for column, across in zip(table.columns, sheet.widths(frame.width), strict=True):
            column.width = round(across * _POINT)
        heights = sheet.heights(sheet.rows, frame.width)
        head = tuple(Cell(runs) for runs in sheet.table.head)
        for place, (cells, high) in enumerate(zip((head, *sheet.rows), heights, strict=True)):
            table.rows[place].height = round(high * _POINT)
            strong = place > 0 and sheet.first + place - 1 in sheet.table.strong
            for column, cell in enumerate(cells):
                self._cell(table.cell(place, column), cell, sheet, column, place == 0, strong)

    def _cell(self, drawn: Any, cell: Cell, sheet: Sheet, column: int, is_head: bool, strong: bool) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        ground, colour = "#eef2f6" if is_head else "#e3ebf3" if strong else "#ffffff", "#1b1f24"
        if cell.rating:
            found = look(cell.rating)
            ground, colour = found.fill, found.text
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = rgb(ground)
        drawn.margin_left = drawn.margin_right = 6 * _POINT
        drawn.margin_top = drawn.margin_bottom = 5 * _POINT
        drawn.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = drawn.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if column in sheet.table.numbers else PP_ALIGN.LEFT
        bold = is_head or strong or bool(cell.rating)
        self._runs(paragraph, noted(cell.runs), sheet.size, colour, bold)
        _ruled(drawn, is_head)

    def _picture(self, frame: Frame, picture: Picture) -> None:
        chart = picture.chart
        held = io.BytesIO(png(chart.svg, chart.width, chart.height))
        shape = self.drawn.shapes.add_picture(held, *_box(frame))
        named = shape._element.nvPicPr.cNvPr
        named.set("descr", one_line(chart.alternative))
        named.set("title", one_line(chart.title))
        named.set("name", f"{_('Chart')} {shape.shape_id}")


def _box(frame: Frame) -> Any:
    """Its place as python-pptx measures: left, top, width, height."""
    return [round(side * _POINT) for side in (frame.x, frame.y, frame.width, frame.height)]


def _filled(shape: Any, fill: str, edge: str) -> None:
    from pptx.util import Pt

    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    shape.line.color.rgb = rgb(edge)
    shape.line.width = Pt(1)


def _marked(paragraph: Any, line: Line) -> None:
    """The bullet or the number of a line, or none, whatever the layout has."""
    from lxml import etree
    from pptx.oxml.ns import qn

    properties = paragraph._p.get_or_add_pPr()
    hanging = round(INDENT * _POINT)
    properties.set("marL", str(hanging * line.depth))
    properties.set("indent", str(-hanging if line.marker else 0))
    if line.depth > 1:
        properties.set("lvl", str(line.depth - 1))
    if not line.marker:
        etree.SubElement(properties, qn("a:buNone"))
    elif line.marker == "•":
        etree.SubElement(properties, qn("a:buFont"), typeface="Arial")
        etree.SubElement(properties, qn("a:buChar"), char="•")
    else:
        etree.SubElement(properties, qn("a:buFont"), typeface="+mj-lt")
        etree.SubElement(properties, qn("a:buAutoNum"), type="arabicPeriod", startAt=line.marker.rstrip("."))


def _ruled(drawn: Any, is_head: bool) -> None:
    """Lines above and below a cell, and none at its sides."""
    from lxml import etree
    from pptx.oxml.ns import qn

    properties = drawn._tc.get_or_add_tcPr()
    colour, width = ("1B1F24", 12700) if is_head else ("C4CCD4", 6350)
    for place, (side, drawn_side) in enumerate((("lnL", 0), ("lnR", 0), ("lnT", is_head), ("lnB", 1))):
        line = etree.Element(qn(f"a:{side}"), w=str(width if drawn_side else 0))
        if drawn_side:
            etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"), val=colour)
        else:
            etree.SubElement(line, qn("a:noFill"))
        properties.insert(place, line)
