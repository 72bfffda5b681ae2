"""The document of the API says what the API does."""

import sys

import pytest
from django.test import Client
from pydantic import BaseModel

from inspectorate_app.actions.permission import SCOPES, Action
from inspectorate_app.api.operation import declared
from inspectorate_app.api.problem import KINDS
from inspectorate_app.api.urls import OPERATIONS, api


@pytest.fixture(scope="module")
def made():
    return Client().get("/api/v1/openapi.json").json()


def operations(made):
    return [(path, method, each) for path, methods in made["paths"].items() for method, each in methods.items()]


def test_everyone_may_read_it_and_it_is_openapi_3_1(made):
    assert made["openapi"] == "3.1.0"
    assert made["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_every_operation_has_its_action_its_scopes_a_tag_and_words(made):
    assert len(operations(made)) == len(OPERATIONS)
    tags = {tag["name"] for tag in made["tags"]}
    for _path, _method, each in operations(made):
        assert each["x-action"] in {*Action, "public"}
        assert set(each["tags"]) <= tags
        assert each["summary"]
        if each["x-action"] == "public":
            assert each["security"] == []
            assert "Public: anyone may ask" in each["description"]
            continue
        assert "Action: **" in each["description"]
        scopes = [scope for need in each["security"] for scope in need["token"]]
        assert scopes
        assert set(scopes) <= SCOPES.keys()


def test_every_error_is_a_problem_document_and_every_kind_is_named(made):
    for _path, method, each in operations(made):
        wrong = {status: answer for status, answer in each["responses"].items() if int(status) >= 400}
        token = set() if each["x-action"] == "public" else {"401", "403"}
        assert {*token, "404", "422", "429", "500"} <= wrong.keys()
        assert method == "get" or {"400", "409", "413", "415"} <= wrong.keys()
        assert all(list(answer["content"]) == ["application/problem+json"] for answer in wrong.values())
    kinds = made["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    assert {kind.rpartition(":")[2] for kind in kinds} == KINDS.keys()


def test_every_write_takes_an_idempotency_key_and_every_list_a_bound(made):
    for _path, method, each in operations(made):
        parameters = {parameter["name"]: parameter for parameter in each["parameters"]}
        # a search is sent by POST, so that its words stand in no address, and writes nothing
        writes = method != "get" and not each["x-action"].startswith("see ")
        assert ("Idempotency-Key" in parameters) == writes
        answer = next(answer for status, answer in each["responses"].items() if int(status) < 300)
        schema = answer["content"].get("application/json", {}).get("schema", {})  # none of a file
        name = schema.get("$ref", "").rpartition("/")[2]
        if method == "get" and "items" in made["components"]["schemas"].get(name, {}).get("properties", {}):
            assert parameters["limit"]["schema"]["maximum"] == 200
            assert "after" in parameters


def test_no_schema_holds_a_name_of_a_person(made):
    for name, schema in made["components"]["schemas"].items():
        for field in schema.get("properties", {}):
            assert not field.endswith("_by"), f"{name}.{field}"
            assert field not in {"name", "email", "first_name", "family_name", "practitioner", "actor_name"}, name


def test_an_operation_without_an_action_does_not_start():
    from ninja import NinjaAPI

    other = NinjaAPI(urls_namespace="other", docs_url=None, openapi_url=None)
    other.get("/open")(lambda request: {})
    with pytest.raises(TypeError, match="has no action"):
        list(declared(other))
    assert list(declared(api)) == list(OPERATIONS)


def test_no_two_bodies_or_answers_share_a_name():
    """The document keeps them by name: the second of two would stand in place of the first, for both operations."""
    modules = [module for name, module in sys.modules.items() if name.startswith("inspectorate_app.api.")]
    found: dict[str, set[str]] = {}
    for each in (value for module in modules for value in vars(module).values()):
        if (
            isinstance(each, type)
            and issubclass(each, BaseModel)
            and each.__module__.startswith("inspectorate_app.api")
        ):
            found.setdefault(each.__name__, set()).add(each.__module__)
    assert found
    assert {name: sorted(modules) for name, modules in found.items() if len(modules) > 1} == {}


def test_saving_an_answer_takes_the_answer_its_reason_and_the_version(made):
    path = "/api/v1/inspections/{inspection}/cases/{number}/assessment/answers/{question}"
    body = made["paths"][path]["put"]["requestBody"]["content"]["application/json"]["schema"]
    named = made["components"]["schemas"][body["$ref"].rsplit("/", 1)[1]]
    assert set(named["properties"]) == {"answer", "reason", "version"}
