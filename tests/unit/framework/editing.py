"""A valid edition in a folder, and a way to spoil it in one place."""

from pathlib import Path

import pytest

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.catalogue import load_edition
from inspectorate.framework.starter import write_starter


def sound_edition(folder: Path) -> Path:
    """A valid edition, small enough to know by heart: the one that ``framework new`` writes."""
    write_starter(folder, "made-up")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Put ``new`` in the place of ``old``, which must stand there once; the line on which it stands."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """The faults of an edition that has some."""
    with pytest.raises(BadInput) as caught:
        load_edition(folder)
    return caught.value.faults


def only_fault(folder: Path) -> Fault:
    """The fault of an edition that has exactly one: a mistake is reported once, not with its consequences."""
    faults = faults_of(folder)
    assert len(faults) == 1, "\n".join(map(str, faults))
    return faults[0]
