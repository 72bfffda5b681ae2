"""A document as an OpenDocument presentation (.odp): the slides of the other presentation; the same bytes each time."""

from pathlib import Path

from inspectorate.language import gettext as _
from inspectorate.report.document import Cell, Document, plain, words
from inspectorate.report.writers.drawing import png
from inspectorate.report.writers.language_tag import document_parts
from inspectorate.report.writers.legible import check
from inspectorate.report.writers.open_part import DECLARATION, NAMESPACES, PRESENTATION, manifest, meta
from inspectorate.report.writers.open_run import BOLD, ITALIC, OpenWriting, text
from inspectorate.report.writers.outline import Outline, one_line
from inspectorate.report.writers.package import quoted, zipped
from inspectorate.report.writers.rating_look import look
from inspectorate.report.writers.slide import TITLE_BOX, WIDTH, Frame, Show, Slide, charts, show
from inspectorate.report.writers.slide_piece import INDENT, Line, Picture, Sheet, noted

_STYLES = Path(__file__).parent / "open_document" / "slide_styles.xml"
_LEVELS = range(1, 11)
#: Lists: LibreOffice wants those of slides among the styles of the content.
_LEVEL = (
    '<style:list-level-properties text:space-before="{before:.0f}pt" text:min-label-width="{wide:.0f}pt"/>'
    '<style:text-properties fo:font-size="100%"/>'
)
_PLACES = {level: _LEVEL.format(before=INDENT * (level - 1), wide=INDENT) for level in _LEVELS}
_LISTS = "".join(
    f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>\n'
    for name, levels in (
        (
            "Bullets",
            [
                f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•">{place}'
                "</text:list-level-style-bullet>"
                for level, place in _PLACES.items()
            ],
        ),
        (
            "Numbers",
            [
                f'<text:list-level-style-number text:level="{level}" style:num-suffix="." style:num-format="1">{place}'
                "</text:list-level-style-number>"
                for level, place in _PLACES.items()
            ],
        ),
    )
)
_LONGEST_LARGE, _LONGEST_MEDIUM, _LONGEST_BESIDE = 60, 160, 350


def odp(document: Document) -> bytes:
    """The document as slides. Raises ``BadInput`` where a text holds a character that cannot be printed."""
    check(document)
    held = show(document)
    writer = _Slides(OpenWriting(Outline(document)))
    said = " – ".join(filter(None, (one_line(document.publisher), one_line(document.mark))))
    pages = writer.first(held) + "".join(
        writer.slide(slide, number, bool(said)) for number, slide in enumerate(held.slides, start=2)
    )
    declared = f'<presentation:footer-decl presentation:name="foot">{text(said)}</presentation:footer-decl>\n'
    content = (
        f"{DECLARATION}<office:document-content {NAMESPACES}><office:automatic-styles>\n"
        f"{_LISTS}{writer.writing.styles.written()}</office:automatic-styles>\n<office:body><office:presentation>\n"
        f"{declared if said else ''}{pages}</office:presentation></office:body></office:document-content>"
    )
    pictures = {
        f"Pictures/chart{number}.png": png(chart.svg, chart.width, chart.height)
        for number, chart in enumerate(charts(held), start=1)
    }
    language, country = document_parts(document.language)
    styles = _STYLES.read_text(encoding="utf-8").replace("LANGUAGE", language).replace("COUNTRY", country or "none")
    parts: dict[str, str | bytes] = {
        "mimetype": PRESENTATION,
        "content.xml": content,
        "styles.xml": styles,
        "meta.xml": meta(document),
        **pictures,
        "META-INF/manifest.xml": manifest(PRESENTATION, pictures),
    }
    return zipped(parts, frozenset({"mimetype"}))


class _Slides:
    """Slides as pages of a drawing."""

    def __init__(self, writing: OpenWriting):
        self.writing = writing
        self._pictures = 0
        self._tables = 0

    def first(self, held: Show) -> str:
        """The first slide: the title and what stands beside it."""
        length = len(held.title)
        size = 40 if length <= _LONGEST_LARGE else 28 if length <= _LONGEST_MEDIUM else 14
        beside = tuple(
            Line(words(each), 20 if sum(map(len, held.beside)) <= _LONGEST_BESIDE else 12, colour="#ffffff")
            for each in held.beside
        )
        title = self._title(held.title, size, "#ffffff", (70.0, 120.0, WIDTH - 140, 170.0))
        below = self._frame("subtitle", "".join(map(self._line, beside)), (70.0, 300.0, WIDTH - 140, 210.0))
        return self._page("First", 1, title + (below if beside else ""), has_foot=False)

    def slide(self, slide: Slide, number: int, has_foot: bool) -> str:
        """A slide: its title, and what stands on it in the order in which it is read."""
        title = self._title(slide.title, slide.size, "#123a63", TITLE_BOX)
        return self._page("Slide", number, title + "".join(map(self._placed, slide.frames)), has_foot)

    def _page(self, master: str, number: int, content: str, has_foot: bool) -> str:
        shown = (
            '<style:drawing-page-properties presentation:display-footer="true" presentation:display-page-number='
            '"true" presentation:display-date-time="false"/>'
        )
        style = self.writing.styles.name("drawing-page", shown)
        foot = ' presentation:use-footer-name="foot"' if has_foot else ""
        return (
            f'<draw:page draw:name="{quoted(_("Slide {number}").format(number=number))}" draw:style-name="{style}" '
            f'draw:master-page-name="{master}"{foot}>\n{content}</draw:page>\n'
        )

    def _title(self, title: str, size: int, colour: str, box: tuple[float, float, float, float]) -> str:
        line = Line(words(title), size, strong=True, colour=colour)
        return self._frame("title", self._line(line), box)

    def _frame(
        self, kind: str, content: str, box: tuple[float, float, float, float], ground: tuple[str, str] = ("", "")
    ) -> str:
        fill, edge = ground
        drawn = f'draw:fill="solid" draw:fill-color="{fill}"' if fill else 'draw:fill="none"'
        stroke = (
            f'draw:stroke="solid" svg:stroke-color="{edge}" svg:stroke-width="1pt"' if fill else 'draw:stroke="none"'
        )
        properties = (
            f'<style:graphic-properties {drawn} {stroke} draw:auto-grow-height="false" draw:fit-to-size="false" '
            'draw:textarea-vertical-align="top" fo:padding-left="10pt" fo:padding-right="10pt" fo:padding-top="8pt" '
            'fo:padding-bottom="8pt"/>'
        )
        name = self.writing.styles.name("presentation" if kind else "graphic", properties)
        held = f'presentation:style-name="{name}" presentation:class="{kind}"' if kind else f'draw:style-name="{name}"'
        return f"<draw:frame {held} {_at(box)}><draw:text-box>{content}</draw:text-box></draw:frame>\n"

    def _placed(self, frame: Frame) -> str:
        box = (frame.x, frame.y, frame.width, frame.height)
        if isinstance(frame.what, tuple):
            fill, edge, _colour = frame.what[0].ground
            return self._frame("", "".join(map(self._line, frame.what)), box, (fill, edge))
        return self._table(frame.what, frame, box) if isinstance(frame.what, Sheet) else self._picture(frame.what, box)

    def _line(self, line: Line) -> str:
        look_of = " ".join(filter(None, (BOLD if line.strong else "", ITALIC if line.emphasis else "")))
        paragraph = self._paragraph(line.size, line.colour, line.after, "start", look_of)
        written = f'<text:p text:style-name="{paragraph}">{self.writing.runs(noted(line.runs))}</text:p>'
        if not line.marker:
            return written
        number = line.marker.rstrip(".")
        start = "" if line.marker == "•" else f' text:start-value="{number}"'
        name = "Bullets" if line.marker == "•" else "Numbers"
        opened = f'<text:list text:style-name="{name}"><text:list-item{start}>'
        for _deeper in range(line.depth - 1):
            opened = f'<text:list text:style-name="{name}"><text:list-item>{opened}'
        return opened + written + "</text:list-item></text:list>" * line.depth

    def _paragraph(self, size: float, colour: str, after: float, side: str, more: str) -> str:
        return self.writing.styles.name(
            "paragraph",
            f'<style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="{after:.1f}pt" fo:text-align="{side}" '
            f'fo:line-height="100%"/><style:text-properties fo:font-size="{size}pt" style:font-size-asian="{size}pt" '
            f'style:font-size-complex="{size}pt" fo:color="{colour}"{" " if more else ""}{more}/>',
        )

    def _table(self, sheet: Sheet, frame: Frame, box: tuple[float, float, float, float]) -> str:
        self._tables += 1
        columns = "".join(
            '<table:table-column table:style-name="'
            + self.writing.styles.name(
                "table-column", f'<style:table-column-properties style:column-width="{across:.1f}pt"/>'
            )
            + '"/>'
            for across in sheet.widths(frame.width)
        )
        heights = sheet.heights(sheet.rows, frame.width)
        head = tuple(Cell(runs) for runs in sheet.table.head)
        rows = ""
        for place, (cells, high) in enumerate(zip((head, *sheet.rows), heights, strict=True)):
            strong = place > 0 and sheet.first + place - 1 in sheet.table.strong
            written = "".join(
                self._cell(cell, sheet, column in sheet.table.numbers, place == 0, strong)
                for column, cell in enumerate(cells)
            )
            style = self.writing.styles.name(
                "table-row", f'<style:table-row-properties style:row-height="{high:.1f}pt"/>'
            )
            rows += f'<table:table-row table:style-name="{style}">{written}</table:table-row>'
        caption = quoted(one_line(plain(sheet.table.caption)))
        said = f"<svg:title>{caption}</svg:title>" if caption else ""
        # LibreOffice leaves out rows of a slide that stand in table-header-rows: the template says what the first is.
        template = 'table:use-first-row-styles="true" table:use-first-column-styles="true"'
        return (
            f'<draw:frame {_at(box)}><table:table table:name="Table{self._tables}" {template}>{columns}{rows}'
            f"</table:table>{said}</draw:frame>\n"
        )

    def _cell(self, cell: Cell, sheet: Sheet, is_number: bool, is_head: bool, strong: bool) -> str:
        found = look(cell.rating) if cell.rating else None
        ground = found.fill if found else "#eef2f6" if is_head else "#e3ebf3" if strong else "#ffffff"
        rule = "1pt solid #1b1f24" if is_head else "0.5pt solid #c4ccd4"
        style = self.writing.styles.name(
            "table-cell",
            f'<style:graphic-properties draw:fill="solid" draw:fill-color="{ground}" '
            'draw:textarea-vertical-align="middle" fo:padding-left="6pt" fo:padding-right="6pt" fo:padding-top="5pt" '
            'fo:padding-bottom="5pt"/><style:paragraph-properties fo:border-left="none" fo:border-right="none" '
            f'fo:border-top="{rule if is_head else "none"}" fo:border-bottom="{rule}"/>',
        )
        side = "end" if is_number else "start"
        bold = BOLD if is_head or strong or found else ""
        paragraph = self._paragraph(sheet.size, found.text if found else "#1b1f24", 0, side, bold)
        return (
            f'<table:table-cell table:style-name="{style}"><text:p text:style-name="{paragraph}">'
            f"{self.writing.runs(noted(cell.runs))}</text:p></table:table-cell>"
        )

    def _picture(self, picture: Picture, box: tuple[float, float, float, float]) -> str:
        self._pictures += 1
        chart = picture.chart
        embedded = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
        return (
            f'<draw:frame draw:name="Chart{self._pictures}" {_at(box)}><draw:image '
            f'xlink:href="Pictures/chart{self._pictures}.png" {embedded} draw:mime-type="image/png"/>'
            f"<svg:title>{quoted(one_line(chart.title))}</svg:title>"
            f"<svg:desc>{quoted(one_line(chart.alternative))}</svg:desc></draw:frame>\n"
        )


def _at(box: tuple[float, float, float, float]) -> str:
    x, y, across, down = box
    return f'svg:x="{x:.1f}pt" svg:y="{y:.1f}pt" svg:width="{across:.1f}pt" svg:height="{down:.1f}pt"'
