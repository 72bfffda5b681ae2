"""The files of the register: JSON, read fast where they are sound and line by line where they are not."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from inspectorate.framework.document import Document, read_yaml
from inspectorate.framework.entry import Entry

Model = TypeVar("Model", bound=Entry)

CORRECTIONS = "corrections.json"
#: A line of a file is no longer, so that its changes can be read side by side.
WIDTH = 110


def inspection_files(folder: Path) -> list[Path]:
    """The files of a folder that hold an inspection each, in the order of their paths."""
    return sorted(path for path in folder.rglob("*.json") if path.name != CORRECTIONS)


def file_name(inspection: str) -> str:
    """The path of an inspection inside its folder: ``pdu/cumbria/2023-07`` is in ``pdu/cumbria-2023-07.json``."""
    kind, unit, month = inspection.split("/")
    return f"{kind}/{unit}-{month}.json"


def read_entry(path: Path, model: type[Model]) -> tuple[Model | None, Document]:
    """A file as ``model``, and the file as a document that knows its lines; None, with the faults noted, if unsound.

    JSON is YAML too, and slow to read as such: only a file with a fault is read so, to tell on which line it is.
    """
    try:
        content = json.loads(path.read_bytes(), object_pairs_hook=_once)
        return model.model_validate(content), Document(str(path), content)
    except (ValidationError, ValueError, RecursionError, OSError):
        document = read_yaml(path)
        return document.parse(model), document


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object in which no key stands twice. Raises ``ValueError`` where one does."""
    pairs = list(pairs)
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def written(entry: Entry) -> str:
    """An entry as the text of its file: what is not known left out, short values on one line."""
    return json_text(plain(entry)) + "\n"


def plain(entry: Entry) -> dict[str, Any]:
    """An entry as plain values, without what holds nothing."""
    content: dict[str, Any] = _pruned(entry.model_dump(mode="json", by_alias=True))
    return content


def _pruned(value: Any) -> Any:
    """A value without what holds nothing, but for the nulls of a correction: they say that nothing stands there."""
    if isinstance(value, list):
        return [_pruned(item) for item in value]
    if not isinstance(value, dict):
        return value
    correction = "value" in value
    return {
        key: _pruned(item)
        for key, item in value.items()
        if item not in (None, "", {}, []) or (correction and item is None and key != "otherwise")
    }


def json_text(value: Any, indent: str = "", before: int = 0) -> str:
    """A value as JSON, each part of it on one line where it fits."""
    short = json.dumps(value, ensure_ascii=False)
    fits = len(indent) + before + len(short) < WIDTH
    if not isinstance(value, dict | list) or (fits and not _deep(value)):
        return short
    inner = f"{indent}  "
    if isinstance(value, Mapping):
        brackets, parts = "{}", list(_members(value, inner))
    else:
        brackets, parts = "[]", [json_text(item, inner) for item in value]
    body = ",\n".join(inner + part for part in parts)
    return f"{brackets[0]}\n{body}\n{indent}{brackets[1]}"


def _members(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, item in value.items():
        name = f"{json.dumps(key, ensure_ascii=False)}: "
        yield name + json_text(item, indent, len(name))


def _deep(value: Any) -> bool:
    """Whether a value holds a value that holds values: it is then written line by line."""
    items = value.values() if isinstance(value, dict) else value
    return any(isinstance(item, dict) for item in items)
