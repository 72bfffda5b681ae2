"""The folder of an edition -> an ``Edition``, or every fault in it with file and line."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.document import Document, read_yaml
from inspectorate.framework.model import (
    Edition,
    FrameworkFile,
    QuestionsFile,
    RatingRules,
    ReportOutline,
    SamplingSpecification,
    Sourced,
    Standard,
    Survey,
    Translation,
)

#: What each kind of file in an edition's folder holds; the schemas for editors carry the same names.
FILES: dict[str, type[Sourced]] = {
    "framework.yaml": FrameworkFile,
    "standards/*.yaml": Standard,
    "questions.yaml": QuestionsFile,
    "sampling.yaml": SamplingSpecification,
    "rating.yaml": RatingRules,
    "report.yaml": ReportOutline,
    "surveys/*.yaml": Survey,
    "translations/*.yaml": Translation,
}


@dataclass
class LoadedEdition:
    """An edition with the documents it came from, so that checks across files can name lines.

    Where ``faults`` stand, the edition is what could be salvaged: enough to look for further faults, never to use.
    """

    edition: Edition
    documents: dict[str, Document]
    faults: list[Fault] = field(default_factory=list)
    lost: frozenset[str] = frozenset()
    """The kinds of file of which one could not be read at all: what it may hold is not known."""


def load_unchecked(folder: Path) -> LoadedEdition:
    """The edition in a folder and the faults of each file alone. Raises ``BadInput`` where framework.yaml is no use."""
    if not (folder / "framework.yaml").is_file():
        mend = "give the folder of an edition, with a framework.yaml in it"
        raise BadInput([Fault(str(folder), 0, "", "there is no framework.yaml", mend)])
    documents: dict[str, Document] = {}
    faults: list[Fault] = []
    lost: set[str] = set()
    parts: dict[str, list[Any]] = {pattern: [] for pattern in FILES}
    for pattern, model in FILES.items():
        for path in sorted(folder.glob(pattern), key=_natural):
            document = read_yaml(path)
            value = document.parse(model) or document.best(model)
            faults += [*document.faults, *_unsourced(document)]
            if value is None:
                lost.add(pattern)
            else:
                documents[path.relative_to(folder).as_posix()] = document
                parts[pattern].append(_with_provenance(value, value.source, value.certainty))
    faults += _strays(folder)
    guidance = dict(_guidance(folder, faults))
    if not parts["framework.yaml"]:
        raise BadInput(faults)
    return LoadedEdition(_assembled(folder, parts, guidance), documents, faults, frozenset(lost))


def _assembled(folder: Path, parts: dict[str, list[Any]], guidance: dict[str, str]) -> Edition:
    def only(pattern: str) -> Any:
        return parts[pattern][0] if parts[pattern] else None

    return Edition(
        framework=only("framework.yaml"),
        standards=tuple(parts["standards/*.yaml"]),
        case_questions=only("questions.yaml").questions if parts["questions.yaml"] else (),
        sampling=only("sampling.yaml"),
        rating=only("rating.yaml"),
        report=only("report.yaml"),
        surveys=tuple(parts["surveys/*.yaml"]),
        translations=tuple(parts["translations/*.yaml"]),
        guidance=guidance,
        sha256=content_hash(folder),
        folder=folder,
    )


def _guidance(folder: Path, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    for path in sorted((folder / "guidance").glob("*.md")):
        try:
            yield path.stem, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            faults.append(Fault(str(path), 0, "", "the file is not UTF-8 text", "save it as UTF-8"))


def _strays(folder: Path) -> Iterator[Fault]:
    """YAML files that no part of an edition would read: a file misnamed is a standard that nobody inspects."""
    for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
        name = path.relative_to(folder)
        if name.parts[0] == "examples" or any(name.match(p) and len(name.parts) == p.count("/") + 1 for p in FILES):
            continue
        listed = ", ".join(FILES)
        yield Fault(str(path), 0, "", "no part of an edition is read from this file", f"name it as one of {listed}")


def content_hash(folder: Path) -> str:
    """SHA-256 of the edition's text, the same whatever the line ends; without its examples and translations."""
    digest = hashlib.sha256()
    patterns = ("*.yaml", "standards/*.yaml", "guidance/*.md", "surveys/*.yaml")
    files = [path for pattern in patterns for path in folder.glob(pattern)]
    for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
        text = b"\n".join(path.read_bytes().splitlines())
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()


def _natural(path: Path) -> list[tuple[bool, int, str]]:
    """Sort key that puts 1.2 before 1.10, and numbers before words."""
    parts = [part for part in re.split(r"(\d+)", path.stem) if part]
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def _with_provenance(value: Any, source: str, certainty: Any) -> Any:
    """The same value, each ``Sourced`` entry in it speaking for itself with what it inherits from those round it."""
    if isinstance(value, tuple):
        return tuple(_with_provenance(item, source, certainty) for item in value)
    if not isinstance(value, BaseModel):
        return value
    update: dict[str, Any] = {}
    if isinstance(value, Sourced):
        source, certainty = value.source or source, value.certainty or certainty
        update = {"source": source, "certainty": certainty}
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if isinstance(inner, tuple | BaseModel):
            update[name] = _with_provenance(inner, source, certainty)
    return value.model_copy(update=update)


def _unsourced(document: Document) -> Iterator[Fault]:
    """What every file says at its top, because it speaks for every entry that does not say so itself."""
    if not isinstance(document.content, dict):
        return
    for key, mend in (
        ("source", "say at the top of the file where its values were read"),
        ("certainty", "say at the top of the file: published, derived or assumed"),
    ):
        if not document.content.get(key):
            yield Fault(document.file, document.line(()), key, "it is missing", mend)
