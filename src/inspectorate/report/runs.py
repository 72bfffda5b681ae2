"""Runs of text cut, stripped, joined and marked."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from inspectorate.report.document import Run, Runs, plain

_Part = TypeVar("_Part")


def joined(runs: Iterable[Run]) -> Runs:
    """Runs of which neighbours that are set alike are one. What the evidence put in stays by itself."""
    kept: list[Run] = []
    for run in runs:
        if kept and _alike(kept[-1], run):
            kept[-1] = replace(run, text=kept[-1].text + run.text)
        elif run.text or run.note:
            kept.append(run)
    return tuple(kept)


def _alike(before: Run, run: Run) -> bool:
    bare = replace(before, text="") == replace(run, text="", note=())
    return bare and not before.note and not before.statistic


def cut(runs: Runs, length: int) -> Runs:
    """Runs without so many characters at the beginning; a footnote goes with the last character of its run."""
    kept = []
    for run in runs:
        taken = min(length, len(run.text))
        length -= taken
        if taken < len(run.text):
            kept.append(replace(run, text=run.text[taken:]))
    return tuple(kept)


def until(runs: Runs, length: int) -> Runs:
    """The first so many characters of runs."""
    kept = []
    for run in runs:
        if length > 0:
            kept.append(replace(run, text=run.text[:length]))
        length -= len(run.text)
    return tuple(kept)


def stripped(runs: Runs) -> Runs:
    """Runs without white space at the beginning."""
    text = plain(runs)
    return cut(runs, len(text) - len(text.lstrip()))


def in_language(part: _Part, code: str) -> _Part:
    """Runs, or blocks, with every run in them marked as in a language, footnotes too, but where it has another mark."""
    marked: Any = part
    if isinstance(part, tuple):
        marked = tuple(in_language(each, code) for each in part)
    elif isinstance(part, Run):
        marked = replace(part, language=part.language or code, note=in_language(part.note, code))
    elif is_dataclass(part) and not isinstance(part, type):
        inside = {each.name: getattr(part, each.name) for each in fields(part)}
        marked = replace(part, **{name: in_language(value, code) for name, value in inside.items()})
    return marked  # type: ignore[no-any-return]  # what goes in comes out
