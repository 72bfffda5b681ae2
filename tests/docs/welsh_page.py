"""The reference page of the Welsh: how much is translated, room by room, and each text that is not."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from inspectorate.framework.catalogue import edition_folders, find_edition, product_translations
from inspectorate.framework.translation import said_in
from inspectorate.framework.translation_validation import shown_texts
from tests.words.catalogue import read, translated

HEAD = """# What is translated into Welsh

No Welsh speaker has read any of it yet, and every Welsh page says so. [Translate](../how-to/translate.md) tells how to
mend it. The commands, the API, what they answer, the audit trail and what is kept are in English alone
([why](../adr/0023-two-languages.md)). The documents of an inspection are
[made in Welsh](../how-to/make-documents-in-welsh.md) where that is asked for.
"""
#: The longest part of a text that is listed.
_LONGEST = 110


def welsh_page() -> str:
    """The page as Markdown."""
    catalogue = read("cy")
    done = set(translated(catalogue))
    rooms: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for message in catalogue:
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[1]
            rooms[_room(message.locations[0][0])].append((english, message.id in done))
    every = [each for texts in rooms.values() for each in texts]
    lines = [HEAD, "## The pages", "", "| room | texts | translated |", "|---|--:|--:|"]
    lines += [_row(room, [known for _text, known in texts]) for room, texts in sorted(rooms.items())]
    lines += [_row("**all**", [known for _text, known in every]), "", *_editions(), "", "## Not translated yet", ""]
    for room, texts in sorted(rooms.items()):
        missing = sorted(text for text, known in texts if not known)
        if missing:
            lines += [f"### {room}", "", *(f"- `` {_short(text)} ``" for text in missing), ""]
    return "\n".join(lines).rstrip() + "\n"


def _editions() -> Iterator[str]:
    yield from ("## The editions", "", "| edition | texts | translated |", "|---|--:|--:|")
    for name in edition_folders():
        edition = find_edition(name)
        said = said_in((*edition.translations, *product_translations()), "cy")
        yield _row(f"`{name}`", [text in said for text in shown_texts(edition)])
    yield ""
    yield "`inspectorate framework untranslated EDITION` lists those that are missing. Guidance is in English alone."


def _row(name: str, known: list[bool]) -> str:
    return f"| {name} | {len(known):,} | {sum(known):,} ({100 * sum(known) // len(known)}%) |"


def _room(path: str) -> str:
    """The room of a file: the folder of its template, or the module of the code that says it."""
    parts = PurePosixPath(path).parts
    if "templates" in parts:
        after = parts[parts.index("templates") + 1 :]
        return after[0] if len(after) > 1 else "every page"
    if parts[1] == "inspectorate":
        return f"library: {PurePosixPath(parts[2]).stem}"
    return f"{parts[2]}: {PurePosixPath(parts[3]).stem}" if len(parts) > 3 else PurePosixPath(parts[2]).stem


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} ..."
