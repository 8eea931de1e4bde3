"""JSON schema and OpenAPI 3.1 of a service, made from its model."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from webapp.ehis.provider.examples import example_of
from webapp.ehis.provider.model import Element, Form, Kind, Model, parts_of
from webapp.ehis.provider.service import ProvidedService
from webapp.ehis.provider.values import to_json
from webapp.ehis.provider.wsdl import NEUTRAL_ADDRESS

SCALARS: Final[dict[Any, dict[str, Any]]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
PROBLEM: Final = {
    "type": "object",
    "required": ["type", "message", "detail"],
    "properties": {name: {"type": "string"} for name in ("type", "message", "detail")},
}
REFERENCE: Final = "#/components/schemas/"


def openapi_of(service: ProvidedService) -> dict[str, Any]:
    """Return the description of `service` as OpenAPI 3.1: a GET, whose parameters are those of the model, and a POST of the same."""
    answers = {
        "200": _answer("Cavab", f"{REFERENCE}{service.says.name}", example=to_json(_sample(service), service.says)),
        "400": _answer("Parametr düzgün deyil", f"{REFERENCE}Problem"),
        "404": _answer("Reyestrdə belə məlumat yoxdur", f"{REFERENCE}Problem"),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": service.title,
            "version": service.version,
            "description": f"{service.summary} {service.legal_basis}",
        },
        "servers": [{"url": NEUTRAL_ADDRESS}],
        "paths": {
            "/": {
                "get": {
                    "operationId": service.code,
                    "summary": service.title,
                    "parameters": [_parameter(element) for element in service.asks.elements],
                    "responses": answers,
                },
                "post": {
                    "operationId": f"{service.code}ByBody",
                    "summary": service.title,
                    "requestBody": {"required": True, **_content(f"{REFERENCE}{service.asks.name}")},
                    "responses": answers,
                },
            }
        },
        "components": {
            "schemas": {**_definitions(service), service.asks.name: _definition(service.asks), "Problem": PROBLEM}
        },
    }


def answer_schema(service: ProvidedService) -> dict[str, Any]:
    """Return the JSON schema (2020-12) of the answer, definitions included."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": f"{REFERENCE}{service.says.name}",
        "components": {"schemas": _definitions(service)},
    }


def _definitions(service: ProvidedService) -> dict[str, Any]:
    named = dict.fromkeys((service.says, *parts_of(service.says), *parts_of(service.asks)))
    return {_name(part): _definition(part) for part in named}


def _definition(part: Model | Form | type[StrEnum]) -> dict[str, Any]:
    if isinstance(part, Form):
        return {"type": "string", "pattern": f"^(?:{part.pattern})$", "examples": [part.example]}
    if not isinstance(part, Model):
        return {"type": "string", "enum": [member.value for member in part]}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [element.tag for element in part.elements if not element.optional],
        "properties": {element.tag: _property(element) for element in part.elements},
    }


def _property(element: Element) -> dict[str, Any]:
    held = _held(element.kind)
    told: dict[str, Any] = {"type": "array", "items": held} if element.many else dict(held)
    return {**told, "description": element.title} if element.title else told


def _held(kind: Kind) -> dict[str, Any]:
    if isinstance(kind, Model | Form) or issubclass(kind, StrEnum):
        return {"$ref": f"{REFERENCE}{_name(kind)}"}
    return SCALARS[kind]


def _name(part: Model | Form | type[StrEnum]) -> str:
    return part.name if isinstance(part, Model | Form) else part.__name__


def _parameter(element: Element) -> dict[str, Any]:
    return {
        "name": element.tag,
        "in": "query",
        "required": not element.optional,
        "description": element.title,
        "schema": _held(element.kind),
    }


def _answer(description: str, reference: str, **more: Any) -> dict[str, Any]:
    return {"description": description, **_content(reference, **more)}


def _content(reference: str, **more: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"$ref": reference}, **more}}}


def _sample(service: ProvidedService) -> Any:
    """Return what the test environment answers."""
    return example_of(service.says, None)
