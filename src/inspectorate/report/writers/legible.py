"""Text that every format can carry: no control characters, no halves of characters. Held before anything is written."""

import re
from collections.abc import Iterator, Mapping

from inspectorate.errors import Fault, FaultLog
from inspectorate.language import gettext as _
from inspectorate.report.document import Document
from inspectorate.report.part_field import names_of

#: XML, and so Word, OpenDocument and SVG, cannot hold these at all, nor can a page; half a character has no bytes.
ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: Nor can a font of ours show what everyone may give a meaning of their own, as Word does for its bullets.
_UNPRINTABLE = re.compile(ILLEGIBLE.pattern[:-1] + "\ue000-\uf8ff\U000f0000-\U0010ffff]")


def unprintable(text: str) -> Fault | None:
    """The first character of a text that cannot be printed, with its line; None where all of it can be."""
    found = _UNPRINTABLE.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start())
    before = _UNPRINTABLE.sub("", text[max(0, found.start() - 40) : found.start()].rpartition("\n")[2])
    problem = _("after '{before}' stands the character U+{code}, which cannot be printed")
    told = problem.format(before=before, code=f"{ord(found[0]):04X}")
    return Fault("", line + 1, "", told, _("take it out, or type the text again"))


def check(document: Document) -> None:
    """Raise ``BadInput`` with every text of a document that holds a character no format can carry."""
    if not _holds_unprintable(document):
        return
    faults = FaultLog(document.title.encode(errors="replace").decode() or document.kind)
    for where, text in _texts(document, ""):
        if found := unprintable(text):
            faults.add(found.problem, found.mend, field=where)
    faults.raise_if_any()


def _holds_unprintable(part: object) -> bool:
    """Whether any text in a value does: of most documents none, so that nobody asks for the paths that lead to them."""
    if isinstance(part, str):
        return _UNPRINTABLE.search(part) is not None
    if isinstance(part, tuple):
        return any(map(_holds_unprintable, part))
    if isinstance(part, Mapping):
        return any(_UNPRINTABLE.search(f"{key} {each}") for key, each in part.items())
    return any(_holds_unprintable(getattr(part, name)) for name in names_of(type(part)))


def _texts(part: object, where: str) -> Iterator[tuple[str, str]]:
    """Every text in a value, with the path that leads to it: ``blocks[3].runs[0].text``."""
    if isinstance(part, str):
        yield where, part
    elif isinstance(part, tuple):
        for place, each in enumerate(part):
            yield from _texts(each, f"{where}[{place}]")
    elif isinstance(part, Mapping):
        for key, each in part.items():
            yield from _texts(f"{key} {each}", f"{where}.{key}")
    else:
        for name in names_of(type(part)):
            yield from _texts(getattr(part, name), f"{where}.{name}".lstrip("."))
