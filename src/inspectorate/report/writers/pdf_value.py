"""A document as the plain value that the templates of Typst read: text stays data, and is never markup."""

import re
from textwrap import shorten
from typing import Any

from inspectorate.language import gettext as _
from inspectorate.report.document import (
    Block,
    Blocks,
    Box,
    Break,
    Bullets,
    Cell,
    Chart,
    Document,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Quote,
    Rated,
    Run,
    Runs,
    Table,
    plain,
)
from inspectorate.report.writers.link import is_outward
from inspectorate.report.writers.outline import Outline, identifier, is_silent, leads_on, one_line, told
from inspectorate.report.writers.rating_look import look, rating_words
from inspectorate.report.writers.standing import LINES, box_label, day_printed, imprint, letter_head
from inspectorate.sampling.dates import MONTHS

Value = dict[str, Any]

#: A row with more text than this may go on over the end of a page: it might not fit on one.
_LONGEST_WHOLE_ROW = 1500
#: The head of a page has a title as far as it fits.
_LONGEST_RUNNING = 90
#: A table of no more rows, with no more text, stays on one page.
_MOST_WHOLE_ROWS = 12
_LONGEST_WHOLE_TABLE = 1500
#: A paragraph with a footnote before a drawing stays with it where it is no longer than this.
_LONGEST_LEAD = 600
#: A drawing stays on one page with its table where both are no higher, in shares of the width: a page has 1.5 of it.
_MOST_TOGETHER = 1.1
#: Letters of a word that goes on for a line: it may be parted after each twenty.
_ENDLESS = re.compile(r"\w{20}(?=\w{20})")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{2}))?(?:-.*)?", re.IGNORECASE)


def pdf_value(document: Document) -> Value:
    """The value of a document; see ``typst/document.typ`` for what becomes of it."""
    writer = _Writer(Outline(document))
    before, blocks = letter_head(document)
    on_cover, behind = imprint(document)
    day = day_printed(document.dated)
    return {
        "kind": document.kind,
        "title": one_line(document.title) or one_line(document.publisher) or document.kind,
        "running": shorten(document.title, _LONGEST_RUNNING, placeholder=" …"),
        "subtitle": one_line(document.subtitle),
        "publisher": one_line(document.publisher),
        "subject": one_line(document.subject),
        "dated": one_line(document.dated),
        "day": [int(part) for part in day.split("-")] if day and len(day) == 10 else None,
        "mark": one_line(document.mark),
        "named": _("Press release"),
        "months": [_(month) for month in MONTHS],
        "language": language(document.language) or ("en", None),
        "keywords": [f"{name}: {value}" for name, value in document.properties.items()],
        "contents": _("Contents") if document.contents and any(place.listed for place in writer.outline.places) else "",
        "has-cover": bool(document.cover),
        "cover": writer.blocks(on_cover),
        "imprint": writer.blocks(behind),
        "before": writer.blocks(before),
        "blocks": writer.blocks(blocks, breaks=document.kind != "poster"),
    }


def language(code: str) -> tuple[str, str | None] | None:
    """A code as language and region: ``en-GB`` is ``en`` and ``gb``; None of what is no such code."""
    found = _LANGUAGE.fullmatch(code)
    return (found[1].lower(), found[2].lower() if found[2] else None) if found else None


class _Writer:
    """Blocks into values, in the order in which they are read."""

    def __init__(self, outline: Outline):
        self.outline = outline

    def blocks(self, blocks: Blocks, breaks: bool = False) -> list[Value]:
        """Blocks that say something; new pages begin only in the text itself, and not on a poster."""
        values: list[Value] = []
        lead: list[Value] = []
        for block, following in told(blocks):
            if isinstance(block, Break) and not breaks:
                continue
            value = self._block(block, following)
            if isinstance(block, Chart):
                value["lead"], lead = lead, []
            if isinstance(following, Chart) and isinstance(block, Paragraph) and _stands_with_drawing(block):
                lead.append(value)
            else:
                values.append(value)
        return values

    def _block(self, block: Block, following: Block | None) -> Value:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block, following)
            case Bullets() | Numbered():
                return self._list(block)
            case Table() | Chart():
                return self._table(block) if isinstance(block, Table) else self._chart(block)
            case Break():
                return {"kind": "break"}
            case _:
                return {**self._apart(block), "leads-on": leads_on(block, following)}

    def _heading(self, heading: Heading) -> Value:
        place = self.outline.next_place()
        rating = {"look": _look(heading.rating), "words": rating_words(heading.rating)} if heading.rating else None
        return {
            "kind": "heading",
            "runs": self._runs(heading.runs),
            "level": place.level,
            "listed": place.listed,
            "anchor": place.anchor,
            "rating": rating,
        }

    def _paragraph(self, paragraph: Paragraph, following: Block | None) -> Value:
        # Typst would leave the footnotes of what stays with the next block behind.
        stays = leads_on(paragraph, following) and not _has_note(paragraph)
        value = {"kind": "paragraph", "role": paragraph.role, "leads-on": stays, **self._anchored(paragraph)}
        return {**value, "runs": self._runs(paragraph.runs)}

    def _apart(self, block: Box | Quote | Rated) -> Value:
        match block:
            case Box():
                return {"kind": block.kind, "label": box_label(block), **self._box(block)}
            case Quote():
                value = {"kind": "quote", "runs": self._runs(block.runs), "who": one_line(block.who)}
                return {**value, **self._anchored(block)}
            case Rated():
                value = {"kind": "rated", "label": one_line(block.label), "words": rating_words(block.rating)}
                score = {"scored": _("Score"), "score": one_line(block.score), "look": _look(block.rating)}
                return {**value, **score, **self._anchored(block)}

    def _box(self, box: Box) -> Value:
        anchored = self._anchored(box)
        return {"title": self._runs(box.title), **anchored, "blocks": self.blocks(box.blocks)}

    def _list(self, block: Bullets | Numbered) -> Value:
        items = [self._item(item) for item in block.items]
        if isinstance(block, Bullets):
            return {"kind": "bullets", "items": items}
        return {"kind": "numbered", "items": items, "start": block.start}

    def _item(self, item: Item) -> Value:
        anchored = self._anchored(item)
        inside = [self._inside(block) for block in item.inside if not is_silent(block)]
        return {"runs": self._runs(item.runs), "inside": inside, **anchored}

    def _inside(self, block: Bullets | Numbered | Paragraph) -> Value:
        return self._paragraph(block, None) if isinstance(block, Paragraph) else self._list(block)

    def _table(self, table: Table) -> Value:
        return {
            "kind": "table",
            **self._anchored(table),
            "caption": self._runs(table.caption),
            "head": [self._runs(each) for each in table.head],
            "rows": [self._row(row, place in table.strong) for place, row in enumerate(table.rows)],
            "numbers": sorted(table.numbers),
            "widths": list(table.widths or (1,) * len(table.head)),
            "note": self._runs(table.note),
            "breakable": _is_long(table),
        }

    def _row(self, row: tuple[Cell, ...], strong: bool) -> Value:
        cells = [{"runs": self._runs(each.runs), "rating": _look(each.rating) if each.rating else None} for each in row]
        return {"cells": cells, "strong": strong, "breakable": any(_length(each) > _LONGEST_WHOLE_ROW for each in row)}

    def _chart(self, chart: Chart) -> Value:
        drawing = {"title": one_line(chart.title), "svg": chart.svg, "alternative": one_line(chart.alternative)}
        # As wide as the page; a drawing that is higher than wide, narrower, so that it stays on one.
        share = min(100, round(110 * chart.width / chart.height)) if chart.height else 100
        return {
            "kind": "chart",
            **self._anchored(chart),
            **drawing,
            "width": share,
            "table": self.blocks((chart.table,)),
            "together": _fits_with_table(chart, share),
        }

    def _anchored(self, block: Paragraph | Table | Chart | Box | Quote | Rated | Item) -> Value:
        return {"anchor": self.outline.anchor(block.anchor)}

    def _runs(self, runs: Runs) -> list[Value]:
        return [self._run(run) for run in runs if run.text or run.note]

    def _run(self, run: Run) -> Value:
        return {
            "lines": LINES.split(_breaking(run.text)),
            "strong": run.strong,
            "emphasis": run.emphasis,
            "language": language(run.language) if run.language else None,
            "address": run.link if is_outward(run.link) else None,
            "place": identifier(run.link[1:]) if self.outline.leads(run.link) else None,
            "note": self._runs(run.note),
        }


def _fits_with_table(chart: Chart, share: int) -> bool:
    """Whether a drawing and its table, by a generous estimate of both in shares of its width, are less than a page."""
    drawn = share / 100 * chart.height / chart.width if chart.width else 1.0
    return not _is_long(chart.table) and drawn + 0.1 * len(chart.table.rows) < _MOST_TOGETHER


def _is_long(table: Table) -> bool:
    """Whether a table may go on over the end of a page."""
    return len(table.rows) > _MOST_WHOLE_ROWS or _size(table) > _LONGEST_WHOLE_TABLE


def _has_note(paragraph: Paragraph) -> bool:
    return any(run.note for run in paragraph.runs)


def _stands_with_drawing(paragraph: Paragraph) -> bool:
    """Whether a paragraph before a drawing is set in one with it, which keeps its footnotes on their page."""
    return _has_note(paragraph) and len(plain(paragraph.runs)) <= _LONGEST_LEAD


def _size(table: Table) -> int:
    return sum(len(plain(runs)) for runs in (table.caption, table.note, *table.head)) + sum(
        _length(cell) for row in table.rows for cell in row
    )


def _breaking(text: str) -> str:
    """Text without soft hyphens, which stand in the way of who reads by ear; a word as long as a line may be parted."""
    return _ENDLESS.sub(lambda found: found[0] + "\u200b", text.replace("\u00ad", ""))


def _length(cell: Cell) -> int:
    return sum(len(run.text) for run in cell.runs)


def _look(rating: str) -> Value:
    found = look(rating)
    return {"fill": found.fill, "text": found.text, "edge": found.edge}
