"""JSON schemas of an edition's files, so that an editor completes keys, explains them and underlines mistakes."""

import json
from typing import Any

from inspectorate.framework.loader import FILES


def schema_name(pattern: str) -> str:
    """The name of the schema for one kind of file: ``standards/*.yaml`` has ``standard.schema.json``."""
    folder, _, _ = pattern.rpartition("/")
    kind = folder.removesuffix("s") or pattern.removesuffix(".yaml")
    return f"{kind}.schema.json"


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file, written from the models that check the same files."""
    return {schema_name(pattern): schema_text(pattern, model) for pattern, model in FILES.items()}


def schema_text(pattern: str, model: type[Any]) -> str:
    """The schema of one kind of file as JSON text."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(by_alias=True)}
    schema["title"] = pattern
    # The top of a file speaks for every entry in it.
    schema["required"] = list(dict.fromkeys([*schema.get("required", []), "source", "certainty"]))
    return json.dumps(_without_titles(schema, top=True), ensure_ascii=False, indent=2) + "\n"


def _without_titles(value: Any, *, top: bool = False) -> Any:
    """The schema less the titles that repeat a key in capitals; editors show descriptions."""
    if isinstance(value, list):
        return [_without_titles(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: item for key, item in value.items() if top or key != "title" or not isinstance(item, str)}
    return {key: _without_titles(item) for key, item in kept.items()}
