"""The description of the machine API: rooms plug in their paths, one document is served (OpenAPI 3.1)."""

from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, Response, current_app, jsonify

from webapp.core.registry import plugins
from webapp.ui.access import public

api: Final = Blueprint("api", __name__, url_prefix="/api/v1")
SESSION: Final = {"session": {"type": "apiKey", "in": "cookie", "name": "kabinet_session"}}
PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "instance": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}


@dataclass(frozen=True, slots=True)
class ApiPaths:
    """Paths of one room as OpenAPI path items below /api/v1, and the schemas that they name."""

    paths: dict[str, Any]
    schemas: dict[str, Any]


@api.get("/openapi.json")
@public
def openapi() -> Response:
    """Return the description of everything that machines may call."""
    pieces = plugins(ApiPaths)
    settings = current_app.settings  # type: ignore[attr-defined] # our Flask has settings
    schemas = {name: schema for piece in pieces for name, schema in piece.schemas.items()}
    return jsonify(
        {
            "openapi": "3.1.0",
            "info": {"title": "Kabinet", "version": "1"},
            "servers": [{"url": f"{settings.public_url}/api/v1"}],
            "paths": {path: item for piece in pieces for path, item in piece.paths.items()},
            "components": {"schemas": {"Problem": PROBLEM, **schemas}, "securitySchemes": SESSION},
        }
    )
