"""The text of a YAML file -> its values as plain text, and the line of each.

libyaml reads it, ten times as fast as a parser written in Python. What libyaml refuses, or might take for something
else, is read by ruamel.yaml, which knows YAML 1.2 and says better what is wrong: its word counts.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from inspectorate.framework.salvage import PLACEHOLDER

Path_ = tuple[str | int, ...]

#: None where PyYAML was built without libyaml.
QUICK: Any = getattr(yaml, "CSafeLoader", None)
#: How many values may stand inside one another; no file of an edition comes near.
DEEPEST = 100
QUOTE = "check the indentation and the quotation marks round text that holds ': ' or '#'"
#: What YAML calls printable, YAML 1.2.2, 5.1; the mark at the beginning is taken off before.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Tabs, of which the two parsers think differently, and what ended a line in YAML 1.1, which libyaml knows.
_NOT_QUICK = re.compile("[\t\x85\u2028\u2029\ufeff]")
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
#: What the end of a value changes in how many stand open.
_DEPTH = {"MappingStartEvent": 1, "SequenceStartEvent": 1, "MappingEndEvent": -1, "SequenceEndEvent": -1}


class UnreadableError(Exception):
    """The text is not YAML, or more than is read: the line (0 for none), what is wrong, how to mend it."""

    def __init__(self, line: int, problem: str, mend: str):
        super().__init__(problem)
        self.line, self.problem, self.mend = line, problem, mend


class Noted(NamedTuple):
    """A fault of one value: the rest of the file is read all the same."""

    line: int
    path: Path_
    problem: str
    mend: str


@dataclass
class Values:
    """What stands in a text: dict, list, text or None; the line of each value under its path; what is wrong there."""

    content: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    faults: list[Noted] = field(default_factory=list)


def values_of(text: str) -> Values:
    """The values of a YAML text. Raises ``UnreadableError``."""
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise UnreadableError(line, "there is a control character here", "take it out")
    if QUICK is not None and not _NOT_QUICK.search(text):
        with suppress(yaml.YAMLError):
            return _Reading(yaml.parse(text, Loader=QUICK)).whole()
    return _slowly(text)


def _slowly(text: str) -> Values:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    try:
        return _Reading(YAML(typ="safe", pure=True).parse(text)).whole()
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problem = (error.problem or "it is not YAML").replace("\\t", "a tab")
        raise UnreadableError(line, f"YAML cannot be read here: {problem}", QUOTE) from None


class _Reading:
    """One reading of a text, by the events of either parser: they have the same names and say the same."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.anchors: set[str] = set()
        self.values = Values()

    def whole(self) -> Values:
        next(self.events)  # the stream begins
        if _kind(next(self.events)) == "StreamEndEvent":
            self.values.content = {}
            return self.values
        self.values.content = self._value(next(self.events), ())
        next(self.events)  # the document ends
        another = next(self.events)
        if _kind(another) != "StreamEndEvent":
            problem = "YAML cannot be read here: but found another document"
            raise UnreadableError(another.start_mark.line + 1, problem, QUOTE)
        return self.values

    def _value(self, event: Any, path: Path_) -> Any:
        """A value as dict, list, text or None, its line noted under its path.

        A value written once and used twice (``&anchor``, ``*alias``) is a fault: nobody who reads the place of the
        second use sees what stands there, and nine lines of them can stand for a billion values.
        """
        kind = _kind(event)
        if kind == "AliasEvent":
            return self._alias(event, path)
        self._note_anchor(event)
        self.values.lines.setdefault(path, event.start_mark.line + 1)
        if kind == "ScalarEvent":
            return _text(event)
        _bear(len(path))
        return self._list(path) if kind == "SequenceStartEvent" else self._mapping(path)

    def _list(self, path: Path_) -> list[Any]:
        items: list[Any] = []
        while _kind(event := next(self.events)) != "SequenceEndEvent":
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path_) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        lines = self.values.lines
        while _kind(event := next(self.events)) != "MappingEndEvent":
            line = event.start_mark.line + 1
            key = self._key(event, path)
            if key is None:
                self._pass_over(next(self.events), path)
            elif (inner := (*path, key)) in lines:
                problem = f"the key stands here a second time (first on line {lines[inner]})"
                self.values.faults.append(Noted(line, inner, problem, "keep one of the two"))
                self._pass_over(next(self.events), path)
            else:
                lines[inner] = line
                mapping[key] = self._value(next(self.events), inner)
        return mapping

    def _key(self, event: Any, path: Path_) -> str | None:
        """The text of a key; None, with its fault noted, where it is anything else."""
        if _kind(event) == "ScalarEvent":
            self._note_anchor(event)
            return str(event.value)
        if _kind(event) == "AliasEvent":
            self._alias(event, path)
            return None
        mend = "write 'key: value', without brackets before the colon"
        self.values.faults.append(Noted(event.start_mark.line + 1, path, "a key is text", mend))
        self._pass_over(event, path)
        return None

    def _alias(self, event: Any, path: Path_) -> str:
        if event.anchor not in self.anchors:
            problem = f"YAML cannot be read here: found undefined alias '{event.anchor}'"
            raise UnreadableError(event.start_mark.line + 1, problem, QUOTE)
        problem, mend = "'*' stands for a value written elsewhere", "write the value out here"
        self.values.faults.append(Noted(event.start_mark.line + 1, path, problem, mend))
        return PLACEHOLDER

    def _pass_over(self, event: Any, path: Path_) -> None:
        """Read to the end of a value in the mapping at a path that is not kept."""
        depth = len(path)
        while True:
            self._note_anchor(event)
            depth += _DEPTH.get(_kind(event), 0)
            if depth == len(path):
                return
            _bear(depth)
            event = next(self.events)

    def _note_anchor(self, event: Any) -> None:
        if anchor := getattr(event, "anchor", None):
            self.anchors.add(anchor)


def _bear(depth: int) -> None:
    """Refuse what begins so many levels inside other values, where that is too deep."""
    if depth >= DEEPEST:
        raise UnreadableError(0, "values stand inside one another too deeply", "give fewer levels")


def _text(event: Any) -> str | None:
    """A scalar as it is written; None where it says that there is nothing: ``~``, ``null`` or no text at all."""
    if event.tag is None:
        return None if event.implicit[0] and event.value in _NULL else str(event.value)
    return None if event.tag.endswith(":null") else str(event.value)


def _kind(event: Any) -> str:
    return type(event).__name__
