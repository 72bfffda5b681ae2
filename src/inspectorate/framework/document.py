"""A YAML file -> plain text values with their lines, checked against a model with every fault in plain words.

YAML is read as text and turned into values by the model alone: nothing becomes a boolean, a date or a number because
of how it looks (``No``, ``2.10``, ``on``), and a key given twice is a fault rather than a silent loss.
"""

import copy
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.entry import Entry
from inspectorate.framework.salvage import Salvage

if TYPE_CHECKING:
    from inspectorate.framework.yaml_text import Values

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]


@dataclass
class Document:
    """A YAML file as plain text values, with the line on which each stands."""

    file: str
    content: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    salvage: Salvage | None = None

    def line(self, path: Path_) -> int:
        """The line of a value, or of the nearest thing round it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def raise_if_any(self) -> None:
        """Raise ``BadInput`` with every fault noted; do nothing where there is none."""
        if self.faults:
            raise BadInput(self.faults)

    def original(self, path: Path_) -> Path_:
        """Where in the file a value stands, though faulty entries before it were left out."""
        return self.salvage.original(path) if self.salvage else path

    def parse(self, model: type[Model]) -> Model | None:
        """The content as ``model``; None, with every fault noted, where it does not fit."""
        if self.content is None and self.faults:
            return None  # it could not be read at all, and says so
        try:
            value = model.model_validate(self.content)
        except ValidationError as error:
            self.faults += self._in_plain_words([dict(detail) for detail in error.errors()])
            return None
        return None if self.faults else value

    def whole(self, model: type[Model]) -> Model:
        """The content as ``model``. Raises ``BadInput`` with every fault where it does not fit."""
        parsed = self.parse(model)
        self.raise_if_any()
        assert parsed is not None  # noqa: S101 - what does not parse has faults, and was refused
        return parsed

    def best(self, model: type[Model]) -> Model | None:
        """As much of the content as fits ``model``, its faulty entries left out, so that the rest can be checked."""
        if self.content is None:
            return None
        self.salvage = Salvage(copy.deepcopy(self.content))
        return self.salvage.attempt(model)

    def _in_plain_words(self, details: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
        """A fault for each error, and one alone for a misspelt key and the key that is missing because of it."""
        missing = {tuple(detail["loc"]) for detail in details if detail["type"] == "missing"}
        meant: set[Path_] = set()
        for detail in (detail for detail in details if detail["type"] == "extra_forbidden"):
            path = tuple(detail["loc"])
            here = [str(other[-1]) for other in missing if other[:-1] == path[:-1]]
            near = difflib.get_close_matches(str(path[-1]), here) or difflib.get_close_matches(str(path[-1]), keys(), 1)
            mend = f"did you mean '{near[0]}'? Otherwise take it out" if near else "check the spelling, or take it out"
            meant |= {(*path[:-1], name) for name in near[:1]}
            yield Fault(self.file, self.line(path), dotted(path), "there is no such key here", mend)
        inner = {tuple(detail["loc"])[:depth] for detail in details for depth in range(len(detail["loc"]))}
        for detail in details:
            path = tuple(detail["loc"])
            # A list is told to be too short where its faulty entries were not counted.
            counted = not (detail["type"] == "too_short" and path in inner)
            if detail["type"] != "extra_forbidden" and not (path in meant and path in missing) and counted:
                yield Fault(self.file, self.line(path), dotted(path), *_in_plain_words(detail))


@cache
def keys() -> list[str]:
    """Every key that a file of an edition may hold somewhere, for guessing which one was meant."""
    found: dict[str, None] = {}
    todo = [Entry]
    while todo:
        model = todo.pop()
        found |= {(info.alias or name): None for name, info in model.model_fields.items()}
        todo += model.__subclasses__()
    return list(found)


def read_yaml(path: Path) -> Document:
    """A YAML file with every scalar as text and the line of each value; faults of syntax and double keys are noted.

    The content is shared with whoever read the same text before, and never to be changed.
    """
    from inspectorate.framework.yaml_text import UnreadableError

    document = Document(str(path))
    text = _text(path, document)
    if text is None:
        return document
    try:
        read = _values_of(text)
    except UnreadableError as error:
        _unreadable(document, error.line, error.problem, error.mend)
        return document
    document.content, document.lines = read.content, dict(read.lines)
    document.faults = [
        Fault(document.file, each.line, dotted(each.path), each.problem, each.mend) for each in read.faults
    ]
    return document


@lru_cache(maxsize=32)
def _values_of(text: str) -> "Values":
    """The values of the text of a file; what is read twice is parsed once. Raises ``UnreadableError``."""
    from inspectorate.framework.yaml_text import values_of

    return values_of(text)


def _text(path: Path, document: Document) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        _unreadable(document, 0, f"the file cannot be opened ({error.strerror})", "check that it exists and is a file")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _unreadable(document, raw.count(b"\n", 0, error.start) + 1, "the file is not UTF-8 text", "save it as UTF-8")
        return None
    # JSON is YAML but for indentation by tabs, which its strings cannot hold.
    return text.replace("\t", " ") if path.suffix.casefold() == ".json" else text


def _unreadable(document: Document, line: int, problem: str, mend: str) -> None:
    document.content = None
    document.faults.append(Fault(document.file, line, "", problem, mend))


def dotted(path: Path_) -> str:
    """A path as people read it: ``key_questions[2].text``."""
    return re.sub(r"\.\[", "[", ".".join(f"[{part + 1}]" if isinstance(part, int) else part for part in path))


#: Kind of pydantic error -> what is wrong and how to mend it.
PLAIN_WORDS = {
    "missing": ("it is missing", "add it"),
    "literal_error": ("'{given}' is not one of the choices", "give one of: {expected}"),
    "enum": ("'{given}' is not one of the choices", "give one of: {expected}"),
    "string_type": ("text was expected here", "write some, in quotation marks where it holds ': '"),
    "string_too_short": ("text was expected here", "write some, in quotation marks where it holds ': '"),
    "tuple_type": ("a list was expected here", "begin each entry with '- ', and check the indentation"),
    "mapping_type": ("'key: value' lines were expected here", "check the indentation"),
    "dict_type": ("'key: value' lines were expected here", "check the indentation"),
    "model_type": ("'key: value' lines were expected here", "check the indentation"),
    "date_type": ("'{given}' is not a date", "write it as 2023-01-09"),
    "date_parsing": ("'{given}' is not a date", "write it as 2023-01-09"),
    "date_from_datetime_parsing": ("'{given}' is not a date", "write it as 2023-01-09"),
    "date_from_datetime_inexact": ("'{given}' is not a date", "write it as 2023-01-09"),
    "int_parsing": ("'{given}' is not a whole number", "write one, such as 5"),
    "int_type": ("'{given}' is not a whole number", "write one, such as 5"),
    "too_short": ("too few entries stand here", "give at least {least}"),
}


def _in_plain_words(detail: Mapping[str, Any]) -> tuple[str, str]:
    """A pydantic error as (what is wrong, how to mend it)."""
    context = detail.get("ctx", {})
    message = str(detail["msg"])
    told = f"{message[:1].lower()}{message[1:].removeprefix('Input ').rstrip('.')}"
    problem, mend = PLAIN_WORDS.get(detail["type"], ("'{given}' will not do", "{told}"))
    expected = str(context.get("expected", "")).replace(" or ", ", ")
    words = {"given": detail.get("input"), "expected": expected, "least": context.get("min_length"), "told": told}
    return problem.format(**words), mend.format(**words)
