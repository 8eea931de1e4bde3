"""The description of the machine API: rooms plug in their paths, one document is served (OpenAPI 3.1)."""

from dataclasses import dataclass, field
from typing import Any, Final

from flask import Blueprint, Response, current_app, jsonify

from webapp.core.registry import plugins
from webapp.ui.access import public

api: Final = Blueprint("api", __name__, url_prefix="/api/v1")
SESSION: Final = {"session": {"type": "apiKey", "in": "cookie", "name": "kabinet_session"}}
INFO: Final = {
    "title": "Kabinet",
    "version": "1",
    "description": "Refusals are problem+json (RFC 9457), in the language of Accept-Language: az, en or ru.",
}
PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "The same for one kind of refusal, in every language"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "Where in the document (RFC 6901, after #)"},
                    "field": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class ApiPaths:
    """Paths of one room as OpenAPI path items below /api/v1, the schemas that they name, other components by their kind."""

    paths: dict[str, Any]
    schemas: dict[str, Any]
    components: dict[str, dict[str, Any]] = field(default_factory=dict)
    tags: tuple[dict[str, str], ...] = ()


@api.get("/openapi.json")
@public
def openapi() -> Response:
    """Return the description of everything that machines may call."""
    pieces = plugins(ApiPaths)
    settings = current_app.settings  # type: ignore[attr-defined] # our Flask has settings
    schemas = {name: schema for piece in pieces for name, schema in piece.schemas.items()}
    components: dict[str, dict[str, Any]] = {
        "schemas": {"Problem": PROBLEM, **schemas},
        "securitySchemes": dict(SESSION),
    }
    for piece in pieces:
        for kind, found in piece.components.items():
            components.setdefault(kind, {}).update(found)
    return jsonify(
        {
            "openapi": "3.1.0",
            "info": INFO,
            "servers": [{"url": f"{settings.public_url}/api/v1"}],
            "tags": [tag for piece in pieces for tag in piece.tags],
            "paths": {path: item for piece in pieces for path, item in piece.paths.items()},
            "components": components,
        }
    )
