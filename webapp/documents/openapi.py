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
        "life": {"anyOf": [{"$ref": "#/components/schemas/DocumentLife"}, {"type": "null"}]},
    },
}
STATE: Final = {"type": "object", "properties": {"tone": TEXT, "word": TEXT}}
DAY: Final = {"type": "string", "format": "date"}
NO_DAY: Final = {"type": ["string", "null"], "format": "date"}
LIFE: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "status": {"enum": ["upcoming", "valid", "suspended", "revoked", "expired", "replaced"]},
        "subject": TEXT,
        "valid_from": DAY,
        "valid_to": NO_DAY,
        "suspended_until": NO_DAY,
        "since": INSTANT,
        "copy": {"type": "integer"},
        "copy_is_void": {"type": "boolean"},
    },
}
LIFE["required"] = list(LIFE["properties"])
FOUND: Final = {
    "allOf": [
        {"$ref": "#/components/schemas/DocumentLife"},
        {"type": "object", "properties": {"type": TEXT, "title": TEXT, "number": TEXT, "state": STATE}},
    ]
}
SEARCH: Final = {
    "type": "object",
    "required": ["documents", "checked_at"],
    "properties": {
        "documents": {"type": "array", "items": {"$ref": "#/components/schemas/DocumentFound"}},
        "checked_at": INSTANT,
    },
}
KEYS: Final = {
    "type": "object",
    "required": ["algorithm", "form", "keys", "kinds"],
    "properties": {
        "algorithm": {"const": "Ed25519"},
        "form": TEXT,
        "keys": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["key_id", "public_key", "created_at", "retired_at"],
                "properties": {
                    "key_id": TEXT,
                    "public_key": {"type": "string", "contentEncoding": "base64"},
                    "created_at": INSTANT,
                    "retired_at": {"type": ["string", "null"], "format": "date-time"},
                },
            },
        },
        "kinds": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": TEXT}},
    },
}
LIST: Final = {
    "type": "object",
    "required": ["form", "list", "signature"],
    "properties": {"form": TEXT, "list": TEXT, "signature": {"type": "string", "contentEncoding": "base64"}},
}
CHECK["required"] = list(CHECK["properties"])


def _problem(description: str) -> dict[str, Any]:
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": description, "content": {"application/problem+json": schema}}


def _asked(operation: str, summary: str, schema: str, *parameters: dict[str, Any], missing: str = "") -> dict[str, Any]:
    """Return the description of one question that anybody may ask."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    responses = {"200": {"description": summary, "content": content}}
    if missing:
        responses["404"] = _problem(missing)
    responses["429"] = _problem("Too many questions from one address (RFC 9457)")
    get = {"operationId": operation, "summary": summary, "security": [], "responses": responses}
    return {"get": get | ({"parameters": list(parameters)} if parameters else {})}


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": TEXT}


COPY: Final = {"name": "copy", "in": "query", "schema": {"type": "integer", "minimum": 1}}
DOCUMENT_PATHS: Final = ApiPaths(
    paths={
        "/verify/{token}": _asked(
            "verifyDocument",
            "How a document stands now, by the code printed on it; `copy` is the copy that was scanned",
            "DocumentCheck",
            _in_path("token"),
            COPY,
            missing="There is no such document (RFC 9457)",
        ),
        "/verify/number/{number}": _asked(
            "verifyByNumber",
            "How the documents with this number stand now",
            "DocumentSearch",
            _in_path("number"),
            missing="No document has this number (RFC 9457)",
        ),
        "/verify/plate/{plate}": _asked(
            "verifyByPlate", "What stands on a vehicle today, without persons", "DocumentSearch", _in_path("plate")
        ),
        "/verify/keys": _asked(
            "verificationKeys",
            "Keys for checks without a network, the former ones too (docs/offline.md)",
            "DocumentKeys",
        ),
        "/verify/revoked": _asked(
            "notValidAnyMore", "The signed list of what is not valid though its days are not over", "DocumentList"
        ),
    },
    schemas={
        "DocumentVersion": VERSION,
        "DocumentLife": LIFE,
        "DocumentCheck": CHECK,
        "DocumentFound": FOUND,
        "DocumentSearch": SEARCH,
        "DocumentKeys": KEYS,
        "DocumentList": LIST,
    },
)
