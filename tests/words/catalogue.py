"""Brings the catalogues of translations up to date with the code: ``make words``.

Messages are found in the templates (``_()``, ``{% trans %}``, ``each_form``, the filter ``plural``) and in Python
(``_``, ``gettext``, ``later``, ``ngettext``, ``noted``, ``plural``, ``counted``). What is no longer said is dropped;
what is new stands there untranslated. The ``.mo`` files, which are what runs, are compiled here and committed: a
product that is installed needs neither gettext nor Babel.
"""

import ast
import datetime
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from tests import environment

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
TEMPLATES = SOURCE / "inspectorate_app" / "web" / "templates"
LOCALE = SOURCE / "inspectorate_app" / "locale"
#: The languages beside English.
LANGUAGES = ("cy",)
#: Functions whose arguments are messages, and which of them.
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "later", "noted"), None),
    "ngettext": (1, 2),
}
_SAYS = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(")
_COUNTS = re.compile(r"\b(?:plural|counted)\s*\(")
#: A message: in English, in one form or in two.
Message = str | tuple[str, str]


def jinja() -> Environment:
    """The environment of the pages, as they run."""
    environment.start()
    from django.template import engines

    return engines["jinja2"].env  # type: ignore[no-any-return,attr-defined]  # Django's stubs do not know the backend


def in_templates() -> Iterator[tuple[str, Message]]:
    """Every message of the templates, with the file in which it stands."""
    made = jinja()
    for path in sorted(TEMPLATES.rglob("*.html")):
        tree = made.parse(path.read_text(encoding="utf-8"))
        for message in messages_of(tree):
            yield path.relative_to(ROOT).as_posix(), message


def messages_of(tree: nodes.Template) -> Iterator[Message]:
    """The messages of one template, in order."""
    from inspectorate_app.web.jinja import plural_messages

    for node in tree.find_all((nodes.Call, nodes.Filter)):
        texts = [each.value for each in node.args if isinstance(each, nodes.Const) and isinstance(each.value, str)]
        called = node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else ""
        if isinstance(node, nodes.Filter) and node.name == "plural" and texts:
            yield plural_messages(*texts)
        elif called in ("ngettext", "each_form"):
            yield texts[0], texts[1]
        elif called in KEYWORDS:
            yield texts[0]


def in_python() -> Iterator[tuple[str, Message]]:
    """Every message of the code, with the file in which it stands."""
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        # Two files of three call none of them: to see that is quicker than to take them apart.
        if _SAYS.search(text):
            for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
                yield path.relative_to(ROOT).as_posix(), message  # type: ignore[misc]  # Babel's texts are str or tuple
        if _COUNTS.search(text):
            for message in _counted(ast.parse(text)):
                yield path.relative_to(ROOT).as_posix(), message


def _counted(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What ``plural(number, "case")`` and ``counted(number, "case")`` say."""
    from inspectorate_app.web.jinja import plural_messages

    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("plural", "counted"):
            texts = [each.value for each in node.args[1:] if isinstance(each, ast.Constant)]
            if texts:
                yield plural_messages(*map(str, texts))


def template() -> Catalog:
    """Every message once, with the files in which it stands."""
    catalogue = Catalog(domain="django", fuzzy=False)
    for path, message in (*in_templates(), *in_python()):
        catalogue.add(message, locations=[(path, 0)])
    return catalogue


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands in the repository."""
    with _path(language).open("rb") as file:
        return read_po(file, locale=language, domain="django")


def updated(language: str) -> Catalog:
    """The catalogue of a language with the messages that the code has now."""
    catalogue, now = read(language), template()
    catalogue.update(now, no_fuzzy_matching=True, update_header_comment=False, keep_user_comments=True)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """A catalogue as its ``.po`` and its ``.mo``; the same messages always give the same bytes."""
    catalogue.creation_date = catalogue.revision_date = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    source, compiled = io.BytesIO(), io.BytesIO()
    write_po(source, catalogue, width=120, sort_by_file=True, include_lineno=False)
    write_mo(compiled, _what_is_said(catalogue))
    return source.getvalue(), compiled.getvalue()


def _what_is_said(catalogue: Catalog) -> Catalog:
    """Only what is translated in every form: Babel would compile empty forms of plurals, and nothing be said."""
    done = set(translated(catalogue))
    kept = Catalog(locale=catalogue.locale, domain=catalogue.domain, fuzzy=False)
    kept.mime_headers = catalogue.mime_headers
    for message in catalogue:
        if message.id in done:
            kept[message.id] = message
    return kept


def write(language: str) -> Catalog:
    """Bring the files of a language up to date."""
    catalogue = updated(language)
    source, compiled = written(catalogue)
    _path(language).write_bytes(source)
    _path(language).with_suffix(".mo").write_bytes(compiled)
    return catalogue


def translated(catalogue: Catalog) -> list[Message]:
    """The messages that have a translation, in every form."""
    return [each.id for each in catalogue if each.id and each.string and all(_forms(each.string))]


def _forms(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


def _path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


if __name__ == "__main__":
    for each in LANGUAGES:
        made = write(each)
        sys.stdout.write(f"{each}: {len(translated(made))} of {len(made)} messages are translated\n")
