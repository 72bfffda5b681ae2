"""A document as one page of HTML that needs nothing else: no request leaves it, and no script runs in it."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from inspectorate.language import gettext as _
from inspectorate.register.drawing.palette import CELLS
from inspectorate.report.document import Document
from inspectorate.report.writers.html_block import BlockWriter
from inspectorate.report.writers.html_run import language
from inspectorate.report.writers.legible import check
from inspectorate.report.writers.outline import Outline, Place, one_line
from inspectorate.report.writers.rating_look import LOOKS
from inspectorate.report.writers.standing import day_printed, imprint, letter_head

#: What the page asks of a browser, and what a server that serves it may say too: nothing from elsewhere, no script.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
)

#: What each kind of document is called by schema.org.
_TYPES = {
    "report": "Report",
    "press-release": "NewsArticle",
    "letter": "DigitalDocument",
    "poster": "Poster",
    "slides": "PresentationDigitalDocument",
}
_DEEPEST_IN_CONTENTS = 2


def html(document: Document) -> str:
    """The document as a page: WCAG 2.2 AA, readable at 320 px, in the dark and on paper.

    Raises ``BadInput`` where a text holds a character that no page can carry.
    """
    check(document)
    outline = Outline(document)
    writer = BlockWriter(outline)
    is_letter = document.kind == "letter"
    panel = "" if is_letter else f'<div class="cover">\n{_named(document)}{_line("dated", document.dated)}</div>\n'
    text = _letter(document, writer) if is_letter else _text(document, writer)
    said = escape(_("Skip to main content"))
    return (
        f'<!DOCTYPE html>\n<html lang="{language(document.language) or "en"}">\n{_head(document)}\n'
        f'<body class="{document.kind}">\n'
        f'<a class="skip" href="#main">{said}</a>\n{_masthead(document)}'
        f'<main id="main" tabindex="-1">\n{panel}<div class="text">\n{text}{writer.notes.section()}</div>\n</main>\n'
        f"{_footer(document)}</body>\n</html>\n"
    )


def _head(document: Document) -> str:
    description = (
        f'<meta name="description" content="{escape(one_line(document.subject))}">\n' if document.subject else ""
    )
    robots = '<meta name="robots" content="noindex">\n' if document.mark else ""
    return (
        '<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(CONTENT_SECURITY_POLICY)}">\n'
        f"<title>{escape(_title(document))}</title>\n{description}{robots}"
        f"<style>\n{style_sheet()}{_mark_on_paper(document)}</style>\n"
        f'<script type="application/ld+json">{_metadata(document)}</script>\n</head>'
    )


def _title(document: Document) -> str:
    name = one_line(document.title) or document.kind
    return f"{name} - {one_line(document.publisher)}" if document.publisher else name


def style_sheet() -> str:
    """The style sheet of the page, with the colours of the ratings."""
    source = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    return source.replace("/*RATINGS*/", "\n".join(_rating_rules()))


def _mark_on_paper(document: Document) -> str:
    """The mark at the head of each printed page, where the browser knows how (CSS Paged Media: margin boxes)."""
    if not document.mark:
        return ""
    said = "".join(
        each if each.isalnum() and each.isascii() else f"\\{ord(each):06x}" for each in one_line(document.mark)
    )
    return f'@page {{ @top-right {{ content: "{said}"; font: 700 9pt sans-serif; }} }}\n'


def _rating_rules() -> Iterator[str]:
    for rating, look in LOOKS.items():
        yield f".r-{look.letters} {{ background: {look.fill}; color: {look.text}; border-color: {look.edge}; }}"
        dark_edge = CELLS[rating][3]
        yield f"@media screen and (prefers-color-scheme: dark) {{ .r-{look.letters} {{ border-color: {dark_edge}; }} }}"


def _metadata(document: Document) -> str:
    """What the page is, for machines: schema.org as JSON-LD. No tag can end inside it."""
    told = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(document.kind, "CreativeWork"),
        "name": one_line(document.title),
        "alternativeHeadline": one_line(document.subtitle),
        "description": one_line(document.subject),
        "inLanguage": document.language,
        "datePublished": day_printed(document.dated),
        "publisher": {"@type": "Organization", "name": one_line(document.publisher)},
        "creativeWorkStatus": one_line(document.mark),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in document.properties.items()
        ],
    }
    text = json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False, indent=1)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _masthead(document: Document) -> str:
    named = f'<span class="named">{escape(_("Press release"))}</span> ' if document.kind == "press-release" else ""
    return f'<header class="masthead"><p>{named}{escape(one_line(document.publisher))}</p></header>\n'


def _mark(document: Document) -> str:
    return f'<p class="mark">{escape(one_line(document.mark))}</p>\n' if document.mark else ""


def _line(role: str, text: str) -> str:
    return f'<p class="{role}">{escape(one_line(text))}</p>\n' if text.strip() else ""


def _named(document: Document) -> str:
    return f"<h1>{escape(one_line(document.title) or document.kind)}</h1>\n{_line('subtitle', document.subtitle)}"


def _text(document: Document, writer: BlockWriter) -> str:
    """The mark, what stands on the cover, the contents, what stands behind the cover, then the text."""
    on_cover, behind = (writer.html(blocks) for blocks in imprint(document))
    return f"{_mark(document)}{on_cover}{_contents(document, writer)}{behind}{writer.html(document.blocks)}"


def _letter(document: Document, writer: BlockWriter) -> str:
    """The same of a letter: to whom it is, the day and what it is about stand before."""
    before, after = letter_head(document)
    cover = writer.html(document.cover)
    head = f"{_mark(document)}{writer.html(before)}{_line('dated', document.dated)}{_named(document)}"
    return f"{head}{cover}{_contents(document, writer)}{writer.html(after)}"


def _contents(document: Document, writer: BlockWriter) -> str:
    """Links to the headings of the first two levels, where the document asks for them."""
    listed = [place for place in writer.outline.places if place.listed and place.level <= _DEEPEST_IN_CONTENTS]
    if not (document.contents and listed):
        return ""
    said = escape(_("Contents"))
    head = f'<nav class="contents" aria-labelledby="contents">\n<h2 id="contents">{said}</h2>\n'
    return f"{head}{_nested(listed)}</nav>\n"


def _nested(listed: list[Place]) -> str:
    """Links as lists in lists, by their levels."""
    items, level = "", 0
    for place in listed:
        items += (
            "<ul>\n" * (place.level - level)
            if place.level > level
            else "</li>\n" + "</ul>\n</li>\n" * (level - place.level)
        )
        items += f'<li><a href="#{escape(place.anchor)}">{escape(place.words)}</a>'
        level = place.level
    return items + "</li>\n" + "</ul>\n</li>\n" * (level - 1) + "</ul>\n"


def _footer(document: Document) -> str:
    properties = "".join(_line("property", f"{name}: {value}") for name, value in document.properties.items())
    published = " – ".join(filter(None, (one_line(document.publisher), one_line(document.dated))))
    return f'<footer class="foot">\n{_line("published", published)}{properties}</footer>\n'
