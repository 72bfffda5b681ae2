"""The folder of an edition -> an ``Edition``, or every fault in it with file and line.

YAML is read as text and turned into values by the model alone: nothing becomes a boolean, a date or a number because
of how it looks (``No``, ``2.10``, ``on``), and a key given twice is a fault rather than a silent loss.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from inspectorate.errors import BadInput, Fault, FaultLog
from inspectorate.framework.model import (
    CaseQuestion,
    Edition,
    FrameworkFile,
    QuestionsFile,
    RatingRules,
    ReportOutline,
    SamplingSpecification,
    Sourced,
    Standard,
)

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]

#: What each kind of file in an edition's folder holds; the schemas for editors carry the same names.
FILES: dict[str, type[Sourced]] = {
    "framework.yaml": FrameworkFile,
    "standards/*.yaml": Standard,
    "questions.yaml": QuestionsFile,
    "sampling.yaml": SamplingSpecification,
    "rating.yaml": RatingRules,
    "report.yaml": ReportOutline,
}


@dataclass
class Document:
    """A YAML file as plain text values, with the line on which each stands."""

    file: str
    content: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: Path_) -> int:
        """The line of a value, or of the nearest thing round it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def parse(self, model: type[Model]) -> Model | None:
        """The content as ``model``; None, with every fault noted, where it does not fit."""
        if self.faults:
            return None
        try:
            return model.model_validate(self.content)
        except ValidationError as error:
            for detail in error.errors():
                path = tuple(detail["loc"])
                problem, mend = _in_plain_words(detail)
                self.faults.append(Fault(self.file, self.line(path), dotted(path), problem, mend))
            return None


@dataclass
class LoadedEdition:
    """An edition with the documents it came from, so that checks across files can name lines."""

    edition: Edition
    documents: dict[str, Document]


def load_edition(folder: Path | str) -> Edition:
    """The edition in a folder, checked within each file and across files. Raises ``BadInput`` with every fault."""
    from inspectorate.framework.validation import faults_across

    loaded = load_unchecked(Path(folder))
    faults = faults_across(loaded)
    if faults:
        raise BadInput(faults)
    return loaded.edition


def load_unchecked(folder: Path) -> LoadedEdition:
    """The edition in a folder, each file checked alone. Raises ``BadInput`` with every fault of every file."""
    log = FaultLog(str(folder))
    if not (folder / "framework.yaml").is_file():
        log.add("there is no framework.yaml", "give the folder of an edition, with a framework.yaml in it")
        log.raise_if_any()
    documents = {}
    parts: dict[str, list[Any]] = {}
    for pattern, model in FILES.items():
        parts[pattern] = []
        for path in sorted(folder.glob(pattern), key=_natural):
            document = documents[str(path.relative_to(folder))] = read_yaml(path)
            value = document.parse(model)
            log.faults += document.faults
            if value is not None:
                log.faults += _unsourced(document, value)
                parts[pattern].append(_with_provenance(value, value.source, value.certainty))
    log.raise_if_any()

    def only(pattern: str) -> Any:
        return parts[pattern][0] if parts[pattern] else None

    questions: tuple[CaseQuestion, ...] = only("questions.yaml").questions if parts["questions.yaml"] else ()
    edition = Edition(
        framework=only("framework.yaml"),
        standards=tuple(parts["standards/*.yaml"]),
        case_questions=questions,
        sampling=only("sampling.yaml"),
        rating=only("rating.yaml"),
        report=only("report.yaml"),
        guidance={path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "guidance").glob("*.md"))},
        sha256=content_hash(folder),
        folder=folder,
    )
    return LoadedEdition(edition, documents)


def content_hash(folder: Path) -> str:
    """SHA-256 of the edition's text, the same whatever the line ends; its examples are not part of it."""
    digest = hashlib.sha256()
    files = [*folder.glob("*.yaml"), *folder.glob("standards/*.yaml"), *folder.glob("guidance/*.md")]
    for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
        text = path.read_text(encoding="utf-8")
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(text.encode())}\0{text}".encode())
    return digest.hexdigest()


def read_yaml(path: Path) -> Document:
    """A YAML file with every scalar as text and the line of each value; faults of syntax and double keys are noted."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    document = Document(str(path))
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix.casefold() == ".json":
            text = text.replace("\t", " ")  # JSON is YAML but for indentation by tabs, which its strings cannot hold
        node = YAML(typ="safe", pure=True).compose(text)
        document.content = _plain(node, (), document) if node is not None else {}
    except (YAMLError, UnicodeDecodeError) as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        problem = (error.problem if isinstance(error, MarkedYAMLError) else None) or "the file is not UTF-8 YAML"
        document.faults.append(
            Fault(
                str(path),
                mark.line + 1 if mark else 0,
                "",
                f"YAML cannot be read here: {problem}",
                "check the indentation and the quotation marks round text that holds ': ' or '#'",
            )
        )
    return document


def _plain(node: Any, path: Path_, document: Document) -> Any:
    """A YAML node as dict, list, text or None, its line noted under its path."""
    document.lines[path] = node.start_mark.line + 1
    if node.id == "sequence":
        return [_plain(item, (*path, place), document) for place, item in enumerate(node.value)]
    if node.id != "mapping":
        return None if node.tag.endswith(":null") else node.value
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in mapping:
            first = document.lines[(*path, key)]
            document.faults.append(
                Fault(
                    document.file,
                    line,
                    dotted((*path, key)),
                    f"the key stands here a second time (first on line {first})",
                    "keep one of the two",
                )
            )
            continue
        mapping[key] = _plain(value_node, (*path, key), document)
        document.lines[(*path, key)] = line
    return mapping


def dotted(path: Path_) -> str:
    """A path as people read it: ``key_questions[2].text``."""
    return re.sub(r"\.\[", "[", ".".join(f"[{part + 1}]" if isinstance(part, int) else part for part in path))


def _in_plain_words(detail: Mapping[str, Any]) -> tuple[str, str]:
    """A pydantic error as (what is wrong, how to mend it)."""
    kind, given = detail["type"], detail.get("input")
    expected = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ", ")
    if kind == "missing":
        return "it is missing", "add it"
    if kind == "extra_forbidden":
        return "there is no such key here", "check the spelling, or take it out"
    if kind in ("literal_error", "enum"):
        return f"'{given}' is not one of the choices", f"give one of: {expected}"
    if kind in ("string_type", "string_too_short"):
        return "text was expected here", "write some, in quotation marks where it holds ': '"
    if kind in ("tuple_type", "list_type", "mapping_type", "dict_type", "model_type"):
        shape = "a list, each entry after '- '" if kind in ("tuple_type", "list_type") else "'key: value' lines"
        return f"{shape} was expected here", "check the indentation"
    message = str(detail["msg"])
    return f"'{given}' will not do", f"{message[0].lower()}{message[1:].removeprefix('Input ').rstrip('.')}"


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


def _unsourced(document: Document, value: Sourced) -> Iterator[Fault]:
    if not value.source:
        yield Fault(
            document.file, 1, "source", "it is missing", "say at the top of the file where its values were read"
        )
    if value.certainty is None:
        yield Fault(
            document.file, 1, "certainty", "it is missing", "say at the top of the file: published, derived or assumed"
        )
