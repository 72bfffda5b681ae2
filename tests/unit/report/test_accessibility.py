"""The page in a browser: axe, no scrolling sideways at 320 px, nothing fetched, focus that shows."""

from dataclasses import replace

import pypdfium2
import pytest

from inspectorate.report.writers.html import html
from tests.journeys.accessibility import DRAWN, examine, tab_to
from tests.unit.report.sample_document import DOCUMENTS, hostile

EVERY = {**DOCUMENTS, "hostile": hostile()}


@pytest.fixture
def browser(browsers):
    """Chromium that paints, as a reader's does."""
    return browsers(drawn=True)


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.mark.parametrize("kind", EVERY)
def test_axe_finds_nothing_and_nothing_is_fetched(browser, tmp_path, kind, scheme):
    path = tmp_path / f"{kind}.html"
    path.write_text(html(EVERY[kind]), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1200, "height": 900}, color_scheme=scheme)
    page, fetched, said = context.new_page(), [], []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    examine(page)
    assert (fetched, said) == ([path.as_uri()], [])
    context.close()


def test_the_skip_link_comes_first_and_contents_and_notes_are_reached_by_keyboard(browser, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(html(DOCUMENTS["report"]), encoding="utf-8")
    page = browser.new_context().new_page()
    DRAWN.add(page.context)
    page.goto(path.as_uri())
    tab_to(page, "Skip to main content", limit=1)
    tab_to(page, "Recommendations", role="link")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#recommendations"
    tab_to(page, "Note 1")
    page.keyboard.press("Enter")
    tab_to(page, "Back to where note 1 is called")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#noteref-1"
    page.context.close()


def test_the_mark_stands_on_each_printed_page(browser, tmp_path):
    path = tmp_path / "draft.html"
    document = replace(DOCUMENTS["draft"], mark='Draft 3: not "final" </style> – yet')
    path.write_text(html(document), encoding="utf-8")
    page = browser.new_context().new_page()
    page.goto(path.as_uri())
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    page.context.close()
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as printed:
        texts = [each.get_textpage().get_text_bounded() for each in printed]
    assert len(texts) > 10
    assert all(document.mark in " ".join(each.split()) for each in texts)


def test_on_paper_every_chart_table_and_note_is_there(browser, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(html(DOCUMENTS["report"]), encoding="utf-8")
    page = browser.new_context().new_page()
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert page.locator("table").count() == page.locator("table:visible").count() == 7
    assert page.locator(".notes li:visible").count() == 7
    assert page.locator(".skip:visible").count() == 0
    assert page.locator("svg:visible").count() == 1
    page.context.close()
