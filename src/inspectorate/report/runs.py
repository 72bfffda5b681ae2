"""Runs of text cut, stripped and joined."""

from collections.abc import Iterable
from dataclasses import replace

from inspectorate.report.document import Run, Runs, plain


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
