"""What the machine API says of waybills."""

from typing import Any, Final

from webapp.ui.api import ApiPaths
from webapp.waybills.rules import State

JSON: Final = "application/json"
TEXT: Final = {"type": "string"}
MAYBE: Final = {"type": ["string", "null"]}
PROBLEM: Final = {
    "description": "Refusal (RFC 9457)",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
STATES: Final = [state.value for state in State]
LINE: Final = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "number": MAYBE,
        "state": {"enum": STATES},
        "consignor": TEXT,
        "consignee": TEXT,
        "loading": TEXT,
        "unloading": TEXT,
        "vehicle": MAYBE,
        "changed_at": {"type": "string", "format": "date-time"},
    },
}
ACT: Final = {
    "type": "object",
    "properties": {
        "seq": {"type": "integer"},
        "action": TEXT,
        "outcome": {"enum": ["done", "refused"]},
        "role": {"enum": ["consignor", "carrier", "driver", "consignee"]},
        "by": TEXT,
        "on_behalf_of": TEXT,
        "at": {"type": "string", "format": "date-time"},
        "reason": TEXT,
        "data": {"type": "object"},
        "certificate_number": MAYBE,
        "content_sha256": TEXT,
        "previous_hash": TEXT,
        "hash": TEXT,
    },
}
WAYBILL: Final = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "number": MAYBE,
        "state": {"enum": STATES},
        "version": {"type": "integer"},
        "roles": {"type": "array", "items": TEXT},
        "content": {"type": "object"},
        "acts": {"type": "array", "items": {"$ref": "#/components/schemas/WaybillAct"}},
    },
}
PAGE: Final = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/WaybillLine"}}, "next": MAYBE},
}


def _query(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string", **schema}}


def _answers(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    ok = {"description": description, "content": {JSON: {"schema": schema}}}
    return {"200": ok, "401": PROBLEM, "403": PROBLEM, "404": PROBLEM}


WAYBILL_PATHS: Final = ApiPaths(
    paths={
        "/waybills": {
            "get": {
                "operationId": "listWaybills",
                "summary": "Waybills of the party acted for",
                "security": [{"session": []}],
                "parameters": [
                    _query("shelf", "Which part of the list", enum=["needs_me", "in_progress", "done", "drafts"]),
                    _query("q", "Words: number, plate, party, place, goods"),
                    _query("after", "Cursor of the page before"),
                ],
                "responses": _answers("One page", PAGE),
            }
        },
        "/waybills/{id}": {
            "get": {
                "operationId": "getWaybill",
                "summary": "One waybill with its acts",
                "security": [{"session": []}],
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": TEXT}],
                "responses": _answers("The waybill", {"$ref": "#/components/schemas/Waybill"}),
            }
        },
    },
    schemas={"WaybillLine": LINE, "WaybillAct": ACT, "Waybill": WAYBILL},
)
