"""What the machine API says of the register of e-services."""

from typing import Any, Final

from webapp.ui.api import ApiPaths

TEXT: Final = {"type": "string"}
NO_TEXT: Final = {"type": ["string", "null"]}
NUMBER: Final = {"type": "integer", "minimum": 1}
KIND: Final = {"enum": ["informative", "interactive"]}
SERVICE: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "code": TEXT,
        "number": NO_TEXT,
        "list_no": NO_TEXT,
        "name": TEXT,
        "state": {"enum": ["registered", "listed"]},
        "authority": {
            "type": "object",
            "required": ["no", "name"],
            "properties": {"no": {"type": ["integer", "null"]}, "name": TEXT},
        },
        "areas": {"type": "array", "items": {"type": "integer"}},
        "kind": {"enum": ["informative", "interactive", None]},
        "payment": {"enum": ["free", "paid", None]},
        "page": {"type": "string", "format": "uri"},
        "place": {"type": ["string", "null"], "format": "uri"},
        "starts_here": {"type": "boolean"},
    },
}
SERVICE["required"] = list(SERVICE["properties"])
LIST: Final = {
    "type": "object",
    "required": ["services", "next"],
    "properties": {
        "services": {"type": "array", "items": {"$ref": "#/components/schemas/RegisteredService"}},
        "next": {"type": ["string", "null"], "description": "Where the following page is; null after the last"},
    },
}


def _asked(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _answer(description: str, kind: str, name: str) -> dict[str, Any]:
    return {"description": description, "content": {kind: {"schema": {"$ref": f"#/components/schemas/{name}"}}}}


SERVICE_PATHS: Final = ApiPaths(
    paths={
        "/services": {
            "get": {
                "operationId": "listServices",
                "summary": "The register of e-services, for a body's own site; any site may ask (CORS)",
                "security": [],
                "parameters": [
                    _asked("authority", NUMBER, "The body's number in the list of decision 191, or in the register"),
                    _asked("area", {"type": "integer", "minimum": 1, "maximum": 29}, "One of the 29 areas"),
                    _asked("kind", KIND, "The kind of service"),
                    _asked("q", TEXT, "Words of the name; marks and case do not matter"),
                    _asked("after", TEXT, "The cursor that `next` holds"),
                ],
                "responses": {
                    "200": _answer("A page of services", "application/json", "ServiceList"),
                    "404": _answer("There is no such body (RFC 9457)", "application/problem+json", "Problem"),
                },
            }
        }
    },
    schemas={"RegisteredService": SERVICE, "ServiceList": LIST},
)
