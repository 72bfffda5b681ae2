"""Draws templates for tests, and reads what came out as a browser would."""

from typing import Any

from django.template import engines
from selectolax.lexbor import LexborHTMLParser, LexborNode

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&"


def draw(source: str, **context: Any) -> LexborHTMLParser:
    """The template, drawn by the application's own environment and parsed."""
    return LexborHTMLParser(engines["jinja2"].env.from_string(source).render(**context))


def one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    """The only node that fits."""
    found = tree.css(selector)
    assert len(found) == 1, (selector, tree.html)
    return found[0]


def text(node: LexborNode) -> str:
    """Its words, with single blanks."""
    return " ".join(node.text().split())


def check_references(tree: LexborHTMLParser) -> None:
    """Ids are there once; every label, description, control and link within the page leads to one; all is labelled."""
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids)), ids
    for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls"):
        for node in tree.css(f"[{name}]"):
            led_to = (node.attributes[name] or "").split()
            assert led_to
            assert set(led_to) <= set(ids), node.html
    for node in tree.css("a[href^='#']"):
        assert (node.attributes["href"] or "")[1:] in ids, node.html
    labelled = {node.attributes["for"] for node in tree.css("label[for]")}
    for node in tree.css("input, select, textarea"):
        assert node.attributes.get("type") == "hidden" or node.attributes.get("id") in labelled, node.html
    assert not tree.css("[style]"), "the Content Security Policy refuses style attributes"


def check_harmless(tree: LexborHTMLParser, times: int = 1) -> None:
    """The hostile text stands there as text, so often at least, and made no element and no attribute."""
    assert not [node for node in tree.css("script") if "src" not in node.attributes]
    assert not tree.css("img")
    assert not tree.css("[onerror]")
    shown = (tree.body.text() if tree.body else "") + " ".join(
        value or "" for node in tree.css("*") for value in node.attributes.values()
    )
    assert shown.count("<script>alert(1)</script>") >= times
