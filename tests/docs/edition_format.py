"""The reference page of the format of an edition, written from the models that check it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from inspectorate.framework.entry import Certainty, Sourced
from inspectorate.framework.loader import FILES

HEAD = """# The files of an edition

An edition is a folder. `framework.yaml` must be there; the others where there is something to say. Everything is read
as text and checked, so nothing becomes a date or a number because of how it looks: `2.10` stays `2.10`, and `No` stays
`No`. A key given twice, a key misspelt and an alias (`*name`) are faults. `inspectorate framework check FOLDER` names
every fault with its file and line.

`source` and `certainty` stand at the top of each file and speak for every entry in it that does not give its own.

An editor that knows YAML schemas completes keys where a file begins with a line such as

    # yaml-language-server: $schema=schema/framework.schema.json
"""


def edition_format() -> str:
    """The page as Markdown."""
    lines = [HEAD]
    told: set[type[BaseModel]] = set()
    for pattern, model in FILES.items():
        lines += [f"## {pattern}\n", *model_table(model), ""]
        for inner in inner_models(model):
            if inner not in told:
                told.add(inner)
                lines += [f"### {model_name(inner)}\n", *model_table(inner), ""]
    lines += ["## guidance/*.md\n", "Text for those who use the edition. `about.md` says where it comes from."]
    return "\n".join(lines) + "\n"


def model_table(model: type[BaseModel]) -> Iterator[str]:
    """What a model is for, and a row for each of its keys."""
    yield f"{(model.__doc__ or '').strip().replace('``', '`')}\n"
    yield "| key | holds | needed | |"
    yield "|---|---|---|---|"
    for name, field in model.model_fields.items():
        if issubclass(model, Sourced) and name in ("source", "certainty") and model not in FILES.values():
            continue
        top = model in FILES.values() and name in ("source", "certainty")
        needed = "yes" if field.is_required() or top else ""
        about = (field.description or "").replace("|", "\\|")
        yield f"| `{field.alias or name}` | {_shape(field.annotation)} | {needed} | {about} |"
    if issubclass(model, Sourced) and model not in FILES.values():
        yield "\nIt may have a `source` and a `certainty` of its own."


WORDS = {
    "str": "text",
    "int": "whole number",
    "bool": "`true` or `false`",
    "float": "number",
    "Fraction": "number or fraction",
    "Certainty": ", ".join(f"`{one}`" for one in Certainty),
}


def _shape(annotation: Any) -> str:
    """What a key holds, as people say it."""
    origin, inner = get_origin(annotation), [one for one in get_args(annotation) if one is not type(None)]
    if origin is Literal:
        return ", ".join(f"`{one}`" for one in inner)
    if origin is tuple:
        return f"list of {_shape(inner[0])}" if Ellipsis in inner else f"{len(inner)} {_shape(inner[0])}s"
    if origin is Mapping:
        return f"{_shape(inner[0])} to {_shape(inner[1])}"
    if inner:
        return " or ".join(dict.fromkeys(map(_shape, inner[:1] if origin is Annotated else inner)))
    name = model_name(annotation)
    if issubclass(annotation, BaseModel):
        return f"[{name}](#{name.replace(' ', '-')})"
    return WORDS.get(annotation.__name__, name)


def inner_models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Every model that stands inside a model, in the order in which a reader meets them."""
    for field in model.model_fields.values():
        todo = [field.annotation]
        while todo:
            annotation = todo.pop()
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):
                yield annotation
                yield from inner_models(annotation)
            todo += get_args(annotation)


def model_name(model: type[Any]) -> str:
    """The name of a model as people say it: ``rating rules``."""
    letters = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__)
    return letters.strip()
