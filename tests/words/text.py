"""The texts of a template that are not marked for translation."""

import re
from collections.abc import Iterator

from jinja2 import Environment, nodes

#: Names that are the same in every language, and the words of attributes that stand outside a tag in a macro.
PROPER = frozenset({"Inspectorate", "English", "Cymraeg", "disabled", "checked", "selected", "hidden", "open"})
#: What a page says of itself to find its entry in the ways around, which are translated where they are drawn.
IDENTIFIERS = ("room", "active", "place")
#: Attributes that are read out or shown.
READ_OUT = ("aria-label", "alt", "placeholder", "title", "data-label")
_WORD = re.compile(r"[A-Za-z]{2,}")
_TAG = re.compile(r"<!--.*?-->|<(script|style|svg)\b.*?</\1>|<(\w+)[^>]* lang=\"(?:en|cy)\"[^>]*>.*?</\2>", re.DOTALL)
_ENTITY = re.compile(r"&\w+;")
#: Two words or more with a blank between them, or a word that begins a sentence and ends it.
_SENTENCE = re.compile(r"[A-Za-z’]+,? [a-z’]{2,}|^[A-Z][a-z]+[.:?]$")
_CODE = re.compile(r"govuk-|app-|^[#?/]|=\"|^[a-z_]+( [a-z_]+)*-")


def untranslated(source: str, made: Environment) -> list[str]:
    """The texts between a template's tags, in attributes that are read out, and the sentences in its expressions."""
    return [*_between_tags(source, made), *_in_expressions(made.parse(source))]


def _between_tags(source: str, made: Environment) -> Iterator[str]:
    """What stands as text: blocks that are translated, expressions and comments are cut out, then the tags."""
    plain = re.sub(r"\{%[-+]?\s*trans\b.*?\{%[-+]?\s*endtrans\s*[-+]?%\}", "", source, flags=re.DOTALL)
    plain = "".join(value if kind == "data" else "\x00" for _line, kind, value in made.lex(plain))
    plain = _TAG.sub("", plain)
    for name, value in re.findall(r"([\w-]+)=\"([^\"]*)\"", plain):
        if name in READ_OUT and _said(value):
            yield f'{name}="{value.replace(chr(0), "")}"'
    for text in re.split(r"<[^>]*>|\x00", plain):
        if _said(text):
            yield text.strip()


def _said(text: str) -> bool:
    words = _WORD.findall(_ENTITY.sub("", text))
    return (
        any(word not in PROPER for word in words)
        and not _CODE.search(text.strip())
        and not text.strip().endswith(("=", "-"))
    )


def _in_expressions(tree: nodes.Template) -> Iterator[str]:
    """Sentences that an expression prints or hands on without ``_()``."""
    marked = {id(each) for node in tree.find_all((nodes.Call, nodes.Filter)) if _marks(node) for each in node.args}
    for node in tree.find_all(nodes.Assign):
        if isinstance(node.target, nodes.Name) and node.target.name in IDENTIFIERS:
            marked |= {id(each) for each in node.find_all(nodes.Const)}
    for node in tree.find_all(nodes.Const):
        text = node.value
        if (
            isinstance(text, str)
            and id(node) not in marked
            and _SENTENCE.search(text)
            and not _CODE.search(text.strip())
        ):
            yield text


def _marks(node: nodes.Call | nodes.Filter) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name == "plural"
    return isinstance(node.node, nodes.Name) and node.node.name in ("_", "gettext", "ngettext", "each_form")
