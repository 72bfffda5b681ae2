"""What is generated in the repository is what its generators give."""

import json
from pathlib import Path

import pytest

from inspectorate.framework.catalogue import edition_folders, find_edition
from inspectorate.framework.entry import Entry
from inspectorate.framework.loader import FILES
from tests.docs.reference import ROOT, generated

GENERATED = generated()


@pytest.mark.parametrize("path", GENERATED)
def test_a_generated_file_is_up_to_date(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == GENERATED[path], "stale; run: make reference"


def test_nothing_stands_there_that_is_no_longer_generated() -> None:
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/reference/editions").glob("*.md")}
    assert pages <= GENERATED.keys()


@pytest.mark.parametrize("name", edition_folders())
def test_a_page_has_every_question_of_its_edition_and_says_what_is_assumed(name: str) -> None:
    page, edition = GENERATED[f"docs/reference/editions/{name}.md"], find_edition(name)
    for question in edition.question_by_id.values():
        assert f"{question.id} {question.text}" in page
    for standard in edition.standards:
        assert standard.statement in page
    assert "**assumed**" in page or name == "hmip-region-review-2021"


def models(model: type[Entry]) -> list[type[Entry]]:
    return [one for sub in model.__subclasses__() for one in (sub, *models(sub))]


@pytest.mark.parametrize(
    "model",
    [m for m in models(Entry) if m.__module__.startswith(("inspectorate.framework.", "inspectorate.register."))],
)
def test_every_key_is_described(model: type[Entry]) -> None:
    if model.__name__ != "Edition":
        assert [name for name, field in model.model_fields.items() if not field.description] == []


def allowed(schema: dict[str, object]) -> set[str]:
    properties = schema["properties"]
    assert isinstance(properties, dict)
    return set(properties)


@pytest.mark.parametrize("path", [path for path in GENERATED if path.endswith("schema.json")])
def test_a_schema_allows_the_keys_of_its_model_and_no_others(path: str) -> None:
    schema = json.loads(GENERATED[path])
    if schema["title"] not in FILES:
        return
    model = FILES[schema["title"]]
    assert allowed(schema) == {field.alias or name for name, field in model.model_fields.items()}
    assert schema["additionalProperties"] is False
    assert {"source", "certainty"} <= set(schema["required"])


def test_each_file_of_an_edition_names_a_schema_that_exists() -> None:
    for folder in edition_folders().values():
        for path in folder.rglob("*.yaml"):
            named = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
            assert (path.parent / named).resolve().is_file(), path
            assert Path(named).name in {Path(generated_path).name for generated_path in GENERATED}
