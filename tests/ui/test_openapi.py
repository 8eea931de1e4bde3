"""The description of the machine API is OpenAPI 3.1 and speaks of every address that machines may call."""

import re

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

PREFIX = "/api/v1"


@pytest.fixture
def described(client):
    return client.get(f"{PREFIX}/openapi.json", expect=200).json


def test_the_description_is_valid_openapi(described):
    assert described["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_every_address_for_machines_is_described_and_no_other(app, described):
    routes = {
        (re.sub(r"<(?:\w+:)?\w+>", "{}", rule.rule.removeprefix(PREFIX)), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(f"{PREFIX}/") and rule.endpoint != "api.openapi"
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    paths = {(re.sub(r"\{\w+\}", "{}", path), method) for path, item in described["paths"].items() for method in item}
    assert paths == routes


def test_every_schema_is_used_and_every_operation_has_a_name_of_its_own(described):
    named = set(re.findall(r"#/components/schemas/(\w+)", str(described)))
    assert named == set(described["components"]["schemas"])
    names = [operation["operationId"] for item in described["paths"].values() for operation in item.values()]
    assert len(names) == len(set(names))
