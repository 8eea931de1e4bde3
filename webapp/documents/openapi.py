"""What the machine API says of checking a document."""

from typing import Any, Final

from webapp.ui.api import ApiPaths

TEXT: Final = {"type": "string"}
INSTANT: Final = {"type": "string", "format": "date-time"}
VERSION: Final = {
    "type": "object",
    "required": ["number", "label", "created_at", "sha256", "size"],
    "properties": {
        "number": {"type": "integer"},
        "label": TEXT,
        "created_at": INSTANT,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "size": {"type": "integer"},
    },
}
FACT: Final = {"type": "object", "required": ["name", "value"], "properties": {"name": TEXT, "value": TEXT}}
CHECK: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "token": TEXT,
        "type": TEXT,
        "title": TEXT,
        "number": {"type": ["string", "null"]},
        "state": {"type": "object", "properties": {"tone": TEXT, "word": TEXT}},
        "facts": {"type": "array", "items": FACT},
        "issued_at": {"type": ["string", "null"], "format": "date-time"},
        "as_of": INSTANT,
        "checked_at": INSTANT,
        "versions": {"type": "array", "items": {"$ref": "#/components/schemas/DocumentVersion"}},
    },
}
CHECK["required"] = list(CHECK["properties"])


def _problem(description: str) -> dict[str, Any]:
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": description, "content": {"application/problem+json": schema}}


DOCUMENT_PATHS: Final = ApiPaths(
    paths={
        "/verify/{token}": {
            "get": {
                "operationId": "verifyDocument",
                "summary": "How a document stands, by the code printed on it; anybody may ask",
                "security": [],
                "parameters": [{"name": "token", "in": "path", "required": True, "schema": TEXT}],
                "responses": {
                    "200": {
                        "description": "The document",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DocumentCheck"}}},
                    },
                    "404": _problem("There is no such document (RFC 9457)"),
                    "429": _problem("Too many questions from one address (RFC 9457)"),
                },
            }
        }
    },
    schemas={"DocumentVersion": VERSION, "DocumentCheck": CHECK},
)
